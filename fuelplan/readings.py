"""A day's totals against their windows, in words: the same on paper and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fuelplan.macro_needs import Need
from fuelplan.measures import NBSP, number, tenths
from fuelplan.vocabulary import readable
from fuelplan.weekplan import DayPlan

# What a day card shows, each with its name and unit.
NUTRIENTS: dict[str, tuple[str, str]] = {
    "energy_kcal": ("energy", "kcal"),
    "carbohydrate_g": ("carbohydrate", "g"),
    "protein_g": ("protein", "g"),
    "fat_g": ("fat", "g"),
    "fibre_g": ("fibre", "g"),
    "iron_mg": ("iron", "mg"),
    "calcium_mg": ("calcium", "mg"),
}
IRON_SCALE = (12.0, 42.0)
_IRON = Need(min=18.0, aim=18.0, max=36.0)
_UNKNOWN_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A nutrient's total and its window: ``words`` is the total as read, ``window`` from where to where."""

    key: str
    name: str
    words: str
    window: str
    aim: str
    value: float
    need: Need


def readings(day: DayPlan) -> Iterator[Reading]:
    """Yield the day's totals that have a window; iron always has one."""
    for key, (name, unit) in NUTRIENTS.items():
        need = day.needs.get(key, _IRON if key == "iron_mg" else None)
        if need is not None and key in day.totals:
            value = day.totals[key]
            yield Reading(
                key=key,
                name=name,
                words=f"{_verdict(value, need)}{_at_least(day, key)}{_shown(value, unit)}{NBSP}{unit}",
                window=number(need.min) + ("+" if need.max is None else f"–{number(need.max)}"),
                aim=_shown(need.aim, unit),
                value=value,
                need=need,
            )


def unknown(day: DayPlan) -> str:
    """Return what the table does not know enough of, each with its share of the food's weight; "" if nothing."""
    gaps = ((key, share) for key, share in day.unknown.items() if share > _UNKNOWN_SHARE)
    return ", ".join(f"{readable(key)}{NBSP}{number(share * 100)}{NBSP}%" for key, share in gaps)


def _verdict(value: float, need: Need) -> str:
    return "low " if value < need.min - 0.5 else "high " if need.max and value > need.max + 0.5 else ""


def _at_least(day: DayPlan, key: str) -> str:
    return f"≥{NBSP}" if day.unknown.get(key, 0.0) > _UNKNOWN_SHARE else ""


def _shown(value: float, unit: str) -> str:
    return tenths(value) if unit == "mg" and value < 100 else number(value)
