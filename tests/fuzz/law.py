"""What every target checks, and where it writes."""

from __future__ import annotations

import atexit
import dataclasses
import math
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from fuelplan.errors import FuelplanError

T = TypeVar("T")
LONGEST_PROBLEM = 1000
_NBSP = "\u00a0\u202f"


class LawBrokenError(AssertionError):
    """A reader did what no reader may do."""


class IllToldError(LawBrokenError):
    """A mistake is not told in one short printable line."""


def law(holds: bool, says: str) -> None:
    """Raise where something does not hold."""
    if not holds:
        raise LawBrokenError(says)


def read(step: Callable[[], T]) -> T | None:
    """Return what a step returns; None where it refuses its input as the law has it."""
    try:
        return step()
    except FuelplanError as error:
        told_plainly(error.problems)
        return None


def told_plainly(problems: Sequence[str]) -> None:
    """Check that there is a mistake, and that each is one short printable line."""
    _told(len(problems) > 0, "refused without a word")
    for problem in problems:
        _told(bool(problem.strip()), "an empty mistake")
        _told(len(problem) < LONGEST_PROBLEM, f"a mistake of {len(problem)} characters: {problem[:300]!r} …")
        unseen = sorted({sign for sign in problem if not sign.isprintable() and sign not in _NBSP})
        _told(not unseen, f"{unseen} in the mistake {problem[:300]!r}")


def _told(holds: bool, says: str) -> None:
    if not holds:
        raise IllToldError(says)


def finite(value: Any, place: str = "") -> None:
    """Check that every number in a value is finite."""
    if isinstance(value, float):
        law(math.isfinite(value), f"{place} is {value}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            finite(item, f"{place}.{key}")
    elif isinstance(value, list | tuple | frozenset):
        for number, item in enumerate(value):
            finite(item, f"{place}[{number}]")
    elif hasattr(value, "magnitude"):
        law(math.isfinite(float(value.magnitude)), f"{place} is {value}")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            finite(getattr(value, field.name), f"{place}.{field.name}")


def as_file(data: bytes, name: str) -> Path:
    """Write data under a name and return where; the next of that name takes its place."""
    path = _folder() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


@cache
def _folder() -> Path:
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="fuelplan-fuzz-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
