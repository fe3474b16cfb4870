"""Read TOML files people edit: any usual encoding, bounded in size, mistakes with their line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from fuelplan.errors import InputError
from fuelplan.unseen import UNSEEN_CURE, spelt, texts_in, unseen

MOST_BYTES = 1_000_000
_MOST_BITS = 63  # of a whole number, says TOML
_MOST_DOTS, _MOST_TOLD = 500, 20
_DIGITS = "write it with fewer digits"
_QUOTES = 'put words in quotes, like diet = "vegan"'


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return a TOML file's tables and its text.

    Raises
    ------
    InputError
        When it cannot be read or is not TOML.
    """
    text = _text(path)
    _require_few_dots(text, path)
    try:
        read = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
        if _too_large(read):
            raise InputError(f"{path.name}: a number is too large; {_DIGITS}")
        _require_seen(read, path)
        return read, text
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name}: not valid TOML: {error}; {_QUOTES}") from error
    except ValueError as error:  # Python reads no whole number of more than 4300 digits
        raise InputError(f"{path.name}: a number is too long; {_DIGITS}") from error
    except RecursionError as error:
        raise InputError(f"{path.name}: brackets are nested too deep; {_QUOTES}") from error


def _require_seen(read: dict[str, Any], path: Path) -> None:
    problems = [
        f"{path.name}: '{text}' holds the sign {spelt(sign[0])}, {UNSEEN_CURE}"
        for text in texts_in(read)
        if (sign := unseen(text))
    ]
    if problems:
        raise InputError(problems[:_MOST_TOLD])


def _require_few_dots(text: str, path: Path) -> None:
    """Refuse a key of very many parts: reading one takes time by the square of them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#"):
            raise InputError(f"{path.name}: row {number} has more than {_MOST_DOTS} dots; write it in shorter lines")


def line_of(key: str, text: str) -> int:
    """Return the line on which a key is written, 0 if it cannot be told."""
    match = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _too_large(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_too_large, value.values() if isinstance(value, dict) else value))
    return isinstance(value, int) and value.bit_length() > _MOST_BITS


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise InputError(f"{path.name}: this is more than the {MOST_BYTES / 1e6:.0f} MB it may have")
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data.decode("utf-16" if marked else "utf-8-sig")
    except OSError as error:
        raise InputError(f"{path.name}: it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}: it is not UTF-8 text; save it as UTF-8") from error
