"""The words of a training week: what one entry such as ``sun 25km +300m long 08:00`` says, field by field.

A strict grammar of anchored patterns; what runs and races mean by it is for :mod:`fuelplan.inputs.run_grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import partial

from fuelplan.inputs.grammar import DISTANCE_UNITS, TEMPERATURE_UNITS, parse_pace, within
from fuelplan.training import RUN_KINDS, WEEKDAYS, RunKind
from fuelplan.units import DEG_C, FOOT, KM, MIN, M, Quantity, quantity

LONGEST_QUOTE = 60
DISTANCE_LIMITS = (KM, 0.5, 120.0)
_KINDS: Mapping[str, RunKind] = {
    **{kind: kind for kind in RUN_KINDS},
    "recovery": "easy",
    "jog": "easy",
    "interval": "intervals",
    "threshold": "tempo",
}
_RACE_KM: Mapping[str, float] = {"half marathon": 21.0975, "half": 21.0975, "marathon": 42.195}
_UNIT_MISSING = "a temperature is written like 28C, a humidity like 60%"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(slots=True)
class Said:
    """What an entry says; None where it says nothing. ``clock`` is an ``a:b`` still to be understood."""

    distance: Quantity | None = None
    duration: Quantity | None = None
    pace: Quantity | None = None
    start: time | None = None
    clock: tuple[int, int] | None = None
    kind: RunKind | None = None
    climb: Quantity | None = None
    temperature: Quantity | None = None
    humidity: float | None = None
    rest: bool | None = None


class EntryError(ValueError):
    """The mistakes of one entry, and a hint that is given once for all entries."""

    def __init__(self, problems: Sequence[str], hint: str = "") -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
        self.hint = hint


def understand(entry: str, hint: str) -> tuple[int, Said]:
    """Return the weekday of an entry and what is said after it; ``hint`` says what may be said."""
    first, *rest = entry.lower().split()
    weekday = weekday_of(first.rstrip(":.,"))
    if weekday is None:
        raise EntryError([f"'{first[:LONGEST_QUOTE]}' is no weekday; use {', '.join(WEEKDAYS).lower()}"])
    said, problems, puzzling = Said(), [], False
    for field, word, value_of in _words(" ".join(filter(None, (word.rstrip(",") for word in rest)))):
        if field is None and weekday_of(word) is not None:
            problems.append(f"'{word}' is another day; put ; before it")
        elif field is None:
            puzzling = True
            problems.append(f"'{word}' is not understood")
        elif getattr(said, field) is not None:
            puzzling |= field == "clock"
            problems.append(f"the {'start or time' if field == 'clock' else field} is there twice{_meant(field, word)}")
        else:
            try:
                setattr(said, field, value_of())
            except ValueError as error:
                problems.append(str(error))
    if problems:
        raise EntryError(list(dict.fromkeys(problems)), hint if puzzling else "")
    return weekday, said


def _meant(field: str, word: str) -> str:
    """Return what a second distance without a unit was perhaps: a time with the wrong sign in it, or the air."""
    if field != "distance" or not re.fullmatch(r"[\d.,]+", word):
        return ""
    time_like = re.fullmatch(r"(\d{1,2})[.,]?([0-5]\d)", word, re.ASCII)
    if time_like and len(word) > 2:
        return f"; did you mean {time_like[1]}:{time_like[2]}?"
    return f"; {_UNIT_MISSING}"


def weekday_of(word: str) -> int | None:
    """Return the number of a weekday (0 = Monday) from its name or the first letters of it, None if it is none."""
    word = word.casefold()
    return next((number for number, day in enumerate(_DAYS) if len(word) > 2 and day.startswith(word)), None)


def _words(text: str) -> Iterator[tuple[str | None, str, Callable[[], object]]]:
    """Yield each word of text with single spaces: its field, None when it has none, and what reads its value."""
    position = 0
    while position < len(text):
        for field, pattern, value_of in _WORDS:
            if match := pattern.match(text, position):
                position = match.end()
                yield field, match[0].strip()[:LONGEST_QUOTE], partial(value_of, match)
                break


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _half_day(match: re.Match[str]) -> time:
    return time(int(match[1]) % 12 + (12 if match[3] == "p" else 0), int(match[2] or 0))


def _hours(match: re.Match[str]) -> Quantity:
    return quantity(60 * _number(match[1]) + float(match[2] or match[3] or 0), MIN)


def _hours_minutes_seconds(match: re.Match[str]) -> Quantity:
    return quantity(60 * float(match[1]) + float(match[2]) + float(match[3]) / 60, MIN)


def _distance(match: re.Match[str]) -> Quantity:
    return within(quantity(_number(match[1]), DISTANCE_UNITS[match[2] or ""]).to(KM), *DISTANCE_LIMITS)


def _climb(match: re.Match[str]) -> Quantity:
    return within(quantity(_number(match[1]), FOOT if (match[2] or "").startswith("f") else M).to(M), M, 0, 10_000)


def _temperature(match: re.Match[str]) -> Quantity:
    degrees = -_number(match[2]) if match[1] else _number(match[2])
    return within(quantity(degrees, TEMPERATURE_UNITS[match[3].replace(" ", "")]).to(DEG_C), DEG_C, -30, 45)


def _humidity(match: re.Match[str]) -> float:
    percent = _number(match[1])
    if percent > 100:
        raise ValueError(f"{percent:.4g} % humidity cannot be; write 0 to 100 %")
    return percent / 100


def _patterns() -> Iterator[tuple[str | None, re.Pattern[str], Callable[[re.Match[str]], object]]]:
    """Yield, in the order they are tried, a field, how it is written and what that means."""
    number, minute = r"(\d{1,5}(?:[.,]\d{1,6})?)", r"(?:minutes|mins|min|['’′])"
    hours = rf"{number}[ ]?(?:hours|hour|hrs|hr|h)(?:([0-5]?\d)(?:{minute}|m)?|[ ]?([0-5]?\d)[ ]?{minute})?"
    pace = r"(?:@[ ]?)?(?!0{1,2}:00)(\d{1,2}:[0-5]\d)[ ]?(?:min[ ]?)?/[ ]?(km|mi)"
    written: tuple[tuple[str | None, str, Callable[[re.Match[str]], object]], ...] = (
        ("pace", pace, lambda m: parse_pace(f"{m[1]}/{m[2]}")),
        ("start", r"(?:at[ ]+|@[ ]?)?(0?[1-9]|1[0-2])(?::([0-5]\d))?[ ]?([ap])m", _half_day),
        ("start", r"(?:at[ ]+|@[ ]?)([01]?\d|2[0-3]):([0-5]\d)", lambda m: time(int(m[1]), int(m[2]))),
        ("duration", r"(\d{1,2}):([0-5]\d):([0-5]\d)", _hours_minutes_seconds),
        ("duration", hours, _hours),
        ("duration", rf"{number}[ ]?{minute}", lambda m: quantity(_number(m[1]), MIN)),
        ("clock", r"(\d{1,3}):([0-5]\d)", lambda m: (int(m[1]), int(m[2]))),
        ("climb", rf"\+[ ]?{number}[ ]?(m|ft|feet)?", _climb),
        ("temperature", rf"([-−]?){number}[ ]?(°[ ]?[cf]|[cf]|℃)", _temperature),
        ("humidity", rf"{number}[ ]?%", _humidity),
        ("distance", rf"{number}[ ]?(km|k|miles|mile|mi)?", _distance),
        ("distance", "half[ ]marathon|half|marathon", lambda m: quantity(_RACE_KM[m[0].strip()], KM)),
        ("kind", "|".join(_KINDS), lambda m: _KINDS[m[0].strip()]),
        ("rest", "rest|off", lambda _: True),
        (None, r"\S+", str),
    )
    for field, pattern, value_of in written:
        yield field, re.compile(rf"(?:{pattern})(?:\s+|$)", re.ASCII), value_of


_WORDS = tuple(_patterns())
