"""The strict grammar of what runners write: a number and a whitelisted unit, weekdays, paces, runs.

User text never reaches pint's parser, which reads ``1,5 kg`` as 15 kg and hangs on ``10**9**9``.
Every reader raises ValueError with the cure in its message.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, time
from itertools import pairwise
from typing import cast

from fuelplan.science import Sex
from fuelplan.training import RUN_KINDS, WEEKDAYS, Run, RunDefaults, RunKind
from fuelplan.units import (
    CM,
    DEG_C,
    DEG_F,
    FOOT,
    HOUR,
    INCH,
    KG,
    KM,
    KM_PER_HOUR,
    L_PER_HOUR,
    LB,
    MILE,
    ML,
    STONE,
    M,
    Quantity,
    Unit,
    quantity,
)
from fuelplan.vocabulary import DIETS, REGIONS, Diet, Region

Text = str | float | int

MASS_UNITS: Mapping[str, Unit] = {"": KG, "kg": KG, "lb": LB, "lbs": LB, "st": STONE}
LENGTH_UNITS: Mapping[str, Unit] = {"": CM, "cm": CM, "m": M, "in": INCH, "ft": FOOT}
DISTANCE_UNITS: Mapping[str, Unit] = {"": KM, "km": KM, "k": KM, "mi": MILE, "mile": MILE, "miles": MILE}
TEMPERATURE_UNITS: Mapping[str, Unit] = {
    "": DEG_C,
    "c": DEG_C,
    "°c": DEG_C,
    "℃": DEG_C,
    "f": DEG_F,
    "°f": DEG_F,
}
SWEAT_UNITS: Mapping[str, Unit] = {"": L_PER_HOUR, "l/h": L_PER_HOUR, "ml/h": ML / HOUR}
_NUMBER_UNIT = re.compile(r"\s*([+-]?\d{1,7}(?:[.,]\d{1,17})?)\s*([^\d\s.,]*)\s*")
_FEET_INCHES = re.compile(r"\s*(\d)\s*(?:ft|')\s*(\d{1,2}(?:\.\d+)?)\s*(?:in|\"|'')?\s*")
_PACE = re.compile(r"\s*(\d{1,2})(?::([0-5]\d)|[.,](\d{1,2}))?\s*(?:/?\s*(km|mi))?\s*")
_AVOID_WORDS: Mapping[str, tuple[str, ...]] = {
    "dairy": ("milk", "dairy"),
    "milk": ("milk", "dairy"),
    "lactose": ("milk", "dairy"),
    "wheat": ("gluten",),
    "soy": ("soya",),
    "eggs": ("egg",),
    "peanuts": ("peanut",),
    "nut": ("nuts", "peanut", "nut"),
    "nuts": ("nuts", "peanut", "nut"),
    "tree nuts": ("nuts", "nut"),
    "shellfish": ("shellfish", "crustaceans", "molluscs"),
    "seafood": ("fish", "shellfish", "crustaceans", "molluscs"),
    "meat": ("red meat", "poultry"),
}
_YEARS = (1900, 2199)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def parse_mass(text: Text) -> Quantity:
    """Read ``70``, ``70kg``, ``154 lb`` or ``11 st``."""
    return _with_unit(text, MASS_UNITS, "a body weight like 70, 70kg or 154lb")


def parse_height(text: Text) -> Quantity:
    """Read ``175``, ``1.75m`` or ``5ft 9in``."""
    match = _FEET_INCHES.fullmatch(str(text))
    if match:
        inches = 12 * float(match[1]) + float(match[2])
        return quantity(inches, INCH).to(CM)
    return _with_unit(text, LENGTH_UNITS, "a height like 175, 1.75m or 5ft9in")


def parse_distance(text: Text) -> Quantity:
    """Read ``60``, ``60km`` or ``37 mi``."""
    return _with_unit(text, DISTANCE_UNITS, "a distance like 60, 60km or 37mi")


def parse_temperature(text: Text) -> Quantity:
    """Read ``18``, ``18C`` or ``64F``."""
    return _with_unit(text, TEMPERATURE_UNITS, "a temperature like 18, 18C or 64F")


def parse_sweat_rate(text: Text) -> Quantity:
    """Read ``1.1``, ``1.1 l/h`` or ``1100 ml/h``."""
    return _with_unit(text, SWEAT_UNITS, "a sweat rate like 1.1 (litres an hour) or 1100ml/h")


def parse_pace(text: Text) -> Quantity:
    """Read ``5:10``, ``5:10/km`` or ``8:20/mi`` as a speed [km/h]."""
    match = _PACE.fullmatch(str(text))
    minutes = 0.0
    if match:
        minutes = float(match[1]) + float(match[2] or 0) / 60 + float(f"0.{match[3] or 0}")
    if not match or minutes <= 0:
        raise ValueError("write a pace like 5:10, 5:10/km or 8:20/mi")
    length = quantity(1.0, MILE if match[4] == "mi" else KM)
    return quantity(float(length.m_as(KM)) / (minutes / 60), KM_PER_HOUR)


def parse_sex(text: str) -> Sex:
    """Read ``female`` or ``male`` (or f, m)."""
    names: dict[str, Sex] = {"female": "female", "f": "female", "male": "male", "m": "male"}
    if text.strip().lower() not in names:
        raise ValueError("write female or male, or leave it out")
    return names[text.strip().lower()]


def parse_diet(text: str) -> Diet:
    """Read one of the four diets."""
    if text.strip().lower() not in DIETS:
        raise ValueError(f"choose one of {', '.join(DIETS)}")
    return cast(Diet, text.strip().lower())


def parse_region(text: str) -> Region:
    """Read ``eu`` or ``us``."""
    if text.strip().lower() not in REGIONS:
        raise ValueError("write eu (unenriched flour and rice) or us (enriched with iron)")
    return cast(Region, text.strip().lower())


def parse_date(text: str | date) -> date:
    """Read an ISO date such as ``2026-11-23``."""
    try:
        day = text if isinstance(text, date) else date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("write a date like 2026-11-23") from None
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise ValueError(f"write a date from {_YEARS[0]} to {_YEARS[1]}")
    return day


def parse_words(words: str | tuple[str, ...]) -> tuple[str, ...]:
    """Split comma- or semicolon-separated words, in small letters, each once."""
    joined = words if isinstance(words, str) else ",".join(words)
    return tuple(dict.fromkeys(word.strip().lower() for word in re.split(r"[,;]", joined) if word.strip()))


def parse_avoid(avoid: str | tuple[str, ...]) -> tuple[str, ...]:
    """Split words and put everyday names for allergens in the table's words.

    "nuts" means peanuts too, to be on the safe side; "tree nuts" does not.
    """
    words = parse_words(avoid)
    return tuple(dict.fromkeys(meant for word in words for meant in _AVOID_WORDS.get(word, (word,))))


def parse_runs(text: str, defaults: RunDefaults) -> dict[int, list[Run]]:
    """Read ``tue 10 easy; wed 12 tempo; sun 25 long 08:00`` into weekday → runs."""
    by_day: dict[int, list[Run]] = {}
    mistakes: list[str] = []
    for entry in filter(None, (piece.strip() for piece in text.split(";"))):
        try:
            weekday, run = _parse_run(entry, defaults)
            by_day.setdefault(weekday, []).append(run)
        except ValueError as error:
            mistakes.append(f"in '{entry}': {error}")
    if not by_day and not mistakes:
        mistakes.append("write runs like 'tue 10 easy; wed 12 tempo; sun 25 long 08:00'")
    for runs in by_day.values():
        runs.sort(key=lambda run: run.start)
        if any(late.start_minute < early.end_minute for early, late in pairwise(runs)):
            mistakes.append(
                "two runs on one day overlap; give them start times apart, like 'tue 8 easy 07:00; tue 6 easy 18:00'"
            )
        if runs and runs[-1].end_minute > 23 * 60:
            mistakes.append("a run must end by 23:00; start it earlier")
    if mistakes:
        raise ValueError("; ".join(mistakes))
    return by_day


def _parse_run(entry: str, defaults: RunDefaults) -> tuple[int, Run]:
    words = re.sub(r"(\d)\s+(km|mi|miles)\b", r"\1\2", entry.lower()).split()
    days = [name.lower() for name in WEEKDAYS]
    if words[0][:3] not in days or not _is_weekday(words[0]):
        raise ValueError(f"'{words[0]}' is no weekday; use {', '.join(days)}")
    if len(words) < 2:
        raise ValueError("the distance is missing, as in 'tue 10 easy'")
    length = within(parse_distance(words[1]), KM, 0.5, 120)
    kind: RunKind = "easy"
    start: time | None = None
    for word in words[2:]:
        clock = _CLOCK.fullmatch(word)
        if clock:
            start = time(int(clock[1]), int(clock[2]))
        elif word in RUN_KINDS:
            kind = word
        else:
            raise ValueError(f"'{word}' is neither a kind ({', '.join(RUN_KINDS)}) nor a time like 08:00")
    return days.index(words[0][:3]), defaults.run(length, kind, start)


def _is_weekday(word: str) -> bool:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return any(name.startswith(word) for name in full)


def _split(text: Text, example: str) -> tuple[float, str]:
    if isinstance(text, float | int):
        if not math.isfinite(text):
            raise ValueError(f"write {example}")
        return float(text), ""
    match = _NUMBER_UNIT.fullmatch(str(text))
    if not match:
        raise ValueError(f"write {example}")
    return float(match[1].replace(",", ".")), match[2].lower()


def _with_unit(text: Text, units: Mapping[str, Unit], example: str) -> Quantity:
    number, unit = _split(text, example)
    if unit not in units:
        raise ValueError(f"the unit '{unit}' is not known here; write {example}")
    return quantity(number, units[unit]).to(units[""])


def read_number(text: Text, low: float, high: float, meaning: str) -> float:
    """Read a plain number between ``low`` and ``high``; ``meaning`` says of what."""
    value, unit = _split(text, f"a number from {low:g} to {high:g} ({meaning})")
    if unit not in ("", "%", "mg") or not low <= value <= high:
        raise ValueError(f"write a number from {low:g} to {high:g} ({meaning})")
    return value


def within(value: Quantity, unit: Unit, low: float, high: float) -> Quantity:
    """Return the value if it lies between ``low`` and ``high`` in ``unit``."""
    if not low <= float(value.m_as(unit)) <= high:
        raise ValueError(
            f"{value.m_as(unit):.4g} {unit:~} is outside what fuelplan plans for, {low:g} to {high:g} {unit:~}"
        )
    return value
