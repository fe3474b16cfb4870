"""The strict grammar of what runners write: a number and a whitelisted unit, paces, dates and words.

User text never reaches pint's parser, which reads ``1,5 kg`` as 15 kg and hangs on ``10**9**9``.
Every reader raises ValueError with the cure in its message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from fuelplan.science import Sex
from fuelplan.typed_json import LARGEST, SMALLEST
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
EVERYDAY_WORDS: tuple[str, ...] = tuple(_AVOID_WORDS)
_FEMALE, _MALE = ("female", "f", "woman", "women", "w"), ("male", "m", "man", "men")
_METRES = (1.2, 2.3)
_YEARS = (1900, 2199)


def parse_mass(text: Text) -> Quantity:
    """Read ``70``, ``70kg``, ``154 lb`` or ``11 st``."""
    return _with_unit(text, MASS_UNITS, "a body weight like 70, 70kg or 154lb")


def parse_height(text: Text) -> Quantity:
    """Read ``175``, ``1.75m``, ``1.75`` or ``5ft 9in``; 1.2 to 2.3 without a unit can only be metres."""
    example = "a height like 175, 1.75m or 5ft9in"
    match = _FEET_INCHES.fullmatch(str(text))
    if match:
        inches = 12 * float(match[1]) + float(match[2])
        return quantity(inches, INCH).to(CM)
    number, unit = _split(text, example)
    if not unit and _METRES[0] <= number <= _METRES[1]:
        return quantity(number, M).to(CM)
    return _with_unit(text, LENGTH_UNITS, example)


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
    """Read ``female`` or ``male``, or what else one says for them (woman, w, f; man, m)."""
    word = text.strip().lower()
    if word in _FEMALE:
        return "female"
    if word in _MALE:
        return "male"
    raise ValueError("write female or male, or leave it out")


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
        day = date(text.year, text.month, text.day) if isinstance(text, date) else date.fromisoformat(text.strip())
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


def _split(text: Text, example: str) -> tuple[float, str]:
    if isinstance(text, float | int):
        if text and not SMALLEST <= abs(text) <= LARGEST:
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
            f"{round(value.m_as(unit), 2):g} {unit:~} is outside what fuelplan plans for, {low:g} to {high:g} {unit:~}"
        )
    return value
