"""Read JSON into dataclasses, driven by their type hints; every mistake with its place."""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from fuelplan.errors import InputError, did_you_mean
from fuelplan.unseen import UNSEEN_CURE, spelt, texts_in, unseen

T = TypeVar("T")
MOST_BYTES = 5_000_000
# The numbers there may be, 0 aside: beyond them nothing is reckoned with.
SMALLEST, LARGEST = 1e-100, 1e12
_MOST_TOLD, _LONGEST_SHOWN = 5, 40
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
# What texts of these names look like, wherever they stand.
_CLOCKS, _DATES = frozenset({"time", "start", "clock"}), frozenset({"date"})
_PLAIN: Mapping[Any, tuple[Any, str]] = {
    str: (str, "a text"),
    bool: (bool, "true or false"),
    int: (int, "a whole number"),
    float: (int | float, "a number"),
}


def read_text(path: Path) -> str:
    """Return the text of a JSON file.

    Raises
    ------
    InputError
        When it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder; give the JSON file in it")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise InputError(f"{path}: this is more than the {MOST_BYTES / 1e6:.0f} MB it may have")
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; 'fuelplan make --json {path}' writes one") from error
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: it is not UTF-8 text; is it the JSON that fuelplan wrote?") from error


def parse(text: str, name: str) -> dict[str, Any]:
    """Return the object a JSON text holds.

    Raises
    ------
    InputError
        When it is not JSON, not an object, or nested too deep; NaN is no JSON.
    """
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not valid JSON ({error}); is it the file that fuelplan wrote?") from error
    if sign := next(filter(None, map(unseen, texts_in(value))), None):
        raise InputError(f"{name}: a text in it holds the sign {spelt(sign[0])}, {UNSEEN_CURE}")
    if not isinstance(value, dict):
        raise InputError(f"{name}: this is not a week; is it the file that fuelplan wrote?")
    return value


def read_as(cls: type[T], value: Mapping[str, Any], name: str) -> T:
    """Return a dataclass from the dicts and lists that ``dataclasses.asdict`` made of it.

    Keys with a default may be missing; keys that are not known are refused, so that no file loses anything when it is
    written anew. Numbers are kept as they are written.

    Raises
    ------
    InputError
        With the first few places that do not fit ("week.json: days[1].meals[0].time is missing").
    """
    reader = _Reader()
    try:
        result: T = reader.read(cls, value, "")
    except RecursionError as error:
        raise InputError(f"{name}: it is nested too deep; is it the file that fuelplan wrote?") from error
    if reader.problems:
        more = len(reader.problems) - _MOST_TOLD
        told = [f"{name}: {problem}" for problem in reader.problems[:_MOST_TOLD]]
        raise InputError([*told, f"{name}: … and {more:,} more"] if more > 0 else told)
    return result


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number")


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


class _Reader:
    """Reads values of type hints; what does not fit is noted with its place."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, hint: Any, value: Any, place: str) -> Any:
        """Return a value as a hint has it."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._object(hint, value, place)
        if origin is typing.Literal:
            return self._choice(arguments, value, place)
        if origin is tuple:
            items = self._of(list, "a list", value, place) or []
            return tuple(self.read(arguments[0], item, f"{place}[{n}]") for n, item in enumerate(items))
        if origin is dict:
            pairs = self._of(dict, "an object", value, place) or {}
            return {key: self.read(arguments[1], item, f"{place}.{key}") for key, item in pairs.items()}
        if origin in (types.UnionType, typing.Union):
            (inner,) = (each for each in arguments if each is not type(None))
            return None if value is None else self.read(inner, value, place)
        return self._anything(value, place) if hint is Any else self._plain(hint, value, place)

    def _object(self, cls: type, value: Any, place: str) -> Any:
        given = self._of(dict, "an object", value, place)
        if given is None:
            return None
        hints, dot = _hints(cls), f"{place}." if place else ""
        for key in given.keys() - hints.keys():
            cure = did_you_mean(key, hints) if len(self.problems) < _MOST_TOLD else ""
            near = cure if cure.startswith("did you mean") else "was it written by a newer fuelplan?"
            self.problems.append(f"{dot}{shown(key)} is not known; {near}")
        values = {key: self.read(hint, given[key], f"{dot}{key}") for key, hint in hints.items() if key in given}
        needed = [
            each.name
            for each in dataclasses.fields(cls)
            if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        ]
        missing = [key for key in needed if key not in given]
        self.problems += [f"{dot}{key} is missing" for key in missing]
        return None if missing else cls(**values)

    def _choice(self, choices: tuple[Any, ...], value: Any, place: str) -> Any:
        if value not in choices:
            self.problems.append(f"{place} should be {' or '.join(choices)}, not {shown(json.dumps(value))}")
        return value

    def _plain(self, hint: Any, value: Any, place: str) -> Any:
        kind, words = _PLAIN[hint]
        if self._of(kind, words, value, place) is None:
            return value
        self._size(value, place)
        name = place.rpartition(".")[2]
        if name in _CLOCKS and not _CLOCK.fullmatch(value):
            self.problems.append(f"{place} is '{shown(value)}'; it should be a time like 07:30")
        if name in _DATES and not _is_date(value):
            self.problems.append(f"{place} is '{shown(value)}'; it should be a date like 2026-11-23")
        return value

    def _of(self, kind: Any, words: str, value: Any, place: str) -> Any:
        """Return a value of a kind; None, with the mistake noted, when it is of another."""
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self.problems.append(f"{place or 'the file'} should be {words}, not {shown(json.dumps(value))}")
        return None

    def _anything(self, value: Any, place: str) -> Any:
        if isinstance(value, list):
            return [self._anything(item, f"{place}[{n}]") for n, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: self._anything(item, f"{place}.{key}") for key, item in value.items()}
        self._size(value, place)
        return value

    def _size(self, value: Any, place: str) -> None:
        """Note a number nobody can reckon with."""
        if isinstance(value, int | float) and not abs(value) <= LARGEST:
            self.problems.append(f"{place} is too large a number")
        if isinstance(value, float) and 0 < abs(value) < SMALLEST:
            self.problems.append(f"{place} is too small a number")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text and _FIRST <= date.fromisoformat(text) <= _LAST
    except ValueError:
        return False


def shown(text: str) -> str:
    """Return a text as an error quotes it: in one line, not too long."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"
