"""runner.toml: TOML → settings → the runner and the training."""

from __future__ import annotations

import random

from table_mutations import mutated_texts

from fuelplan.cli.runner import request_of
from fuelplan.errors import Mistakes
from fuelplan.folder import read_runner
from fuzz import options
from fuzz.law import as_file, read, told_plainly
from fuzz.mutations import anything, token

VALUES = (
    *('""', '"x"', "1", "-1", "0", "1e400", "-0.0", "inf", "nan", "true", "[]", "[1, 2]", '["a", 1]', "{}", "{a = 1}"),
    *("2026-11-23", "2026-02-31", "1799-01-01", "9999-12-31", "07:30:00", "2026-11-23T07:00:00+23:59", '"\\u0000"'),
    *("9" * 5000, "0x" + "f" * 4000, "9" * 30, '"\\ud800"', '"\\u202e"', f'"{"x" * 2000}"', '"=1+1"', '"{0}"'),
    *("'''x\ny'''", "[" * 200 + "]" * 200, '"70 kg"', '"10**9**9"', '"tue 10; tue 10"', '["mon 1", "mon rest"]'),
    *('"pregnant 2"', '"sun marathon 3:45"', '"/dev/zero"', '"."', '".."', '"~"', '"con"', '"a/b/c"', '"shipped"'),
)


def check(data: bytes) -> None:
    """Read runner.toml and what it says of the runner, as ``fuelplan check`` does."""
    path = as_file(data, "runner.toml")
    settings = read(lambda: read_runner(path))
    if settings is None:
        return
    mistakes = Mistakes()
    if settings.problems:
        told_plainly(settings.problems)
        mistakes.problems += settings.problems
    request = request_of(settings, mistakes)
    if mistakes.problems:
        told_plainly(mistakes.problems)
    if request is not None:
        options.sound(request)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change a value, a line, or bytes."""
    return changed(data, (*VALUES, f'"{token(rng)}"'), rng)


def changed(data: bytes, values: tuple[str, ...], rng: random.Random) -> bytes:
    """Change a value to one of others, a line, or bytes."""
    if rng.random() < 0.6:
        try:
            return next(mutated_texts(data.decode("utf-8-sig"), values, 1, rng.randrange(1 << 30)))
        except (UnicodeDecodeError, IndexError):  # no text, or none that has a line
            pass
    return anything(data, rng)
