"""What no number of a week can be, whoever wrote the file: below nothing, or beyond what any runner's week holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from fuelplan.macro_needs import Need
from fuelplan.weekplan import WeekPlan

_FREE = frozenset({"seed", "schema", "price", "bound", "gap", "paid", "asked"})
_WITHIN: Mapping[str, tuple[float, float]] = {
    "temperature_c": (-60.0, 60.0),
    "humidity": (0.0, 1.0),
    "loss_percent": (0.0, 30.0),
    "unknown": (0.0, 1.0),
    "known": (0.0, 1.0),
    "portions": (0.0, 100.0),
    "km": (0.0, 500.0),
    "minutes": (0.0, 10_080.0),
    "grams": (0.0, 100_000.0),
}
_BY_UNIT: Mapping[str, float] = {
    "kcal": 50_000.0,
    "g": 100_000.0,
    "mg": 1e6,
    "ug": 1e7,
    "ml": 50_000.0,
    "l": 50.0,
    "min": 10_080.0,
    "kg": 500.0,
    "cm": 300.0,
    "years": 130.0,
    "km": 1_000.0,
    "m": 20_000.0,
    "days": 10_000.0,
}
_ANY = 1e6


def out_of_bounds(week: WeekPlan) -> Iterator[str]:
    """Yield a sentence for every number that no week can hold, with its place."""
    for place, key, value in _numbers(week, "", ""):
        low, high = _bounds(key)
        if not low <= value <= high:
            yield f"{place} is {value:g}; it should be {low:g} to {high:g}"


def _bounds(key: str) -> tuple[float, float]:
    """Return what a number may be by its name, else by the unit its name ends in."""
    unit = key.partition("_per_")[0].rpartition("_")[2]
    return _WITHIN.get(key) or (0.0, _BY_UNIT.get(unit, _ANY))


def _numbers(value: Any, place: str, key: str) -> Iterator[tuple[str, str, float]]:
    """Yield (place, name, number); numbers of a need and of totals go by the nutrient's name."""
    if isinstance(value, bool) or key in _FREE:
        return
    if isinstance(value, int | float):
        yield place, key, value
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _numbers(item, f"{place}[{n}]", key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _numbers(item, f"{place}.{name}", key if key == "unknown" else name)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            name = key if isinstance(value, Need) else field.name
            dot = f"{place}.{field.name}" if place else field.name
            yield from _numbers(getattr(value, field.name), dot, name)
