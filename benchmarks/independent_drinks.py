"""What is drunk, held against sweat and the clock, for ``independent_audit``; nothing of fuelplan is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from independent_body import Request, sweat_l
from independent_food import Foods

Plan = Mapping[str, Any]
Day = Mapping[str, Any]

MOST_ML_AN_HOUR, MOST_ML_PER_KG_BEFORE_RACE, HOURS_BEFORE_RACE = 800.0, 10.0, 4.0
MOST_SODIUM_MG_L, BACK_AFTER_A_RUN = 1150.0, 1.25
SWEAT_TOLERANCE, SWEAT_ROUNDED_L = 0.01, 0.0015
POURED = re.compile(r"([\d.]+)\s*ml")


def minute_of(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def poured_ml(item: Mapping[str, Any], foods: Foods) -> float:
    """Milk, juice and the like: what the table measures in millilitres."""
    measure = POURED.fullmatch(foods.text(item["food"], "portion_name"))
    return float(item["portions"]) * float(measure[1]) if measure else 0.0


def at_table(day: Day, foods: Foods) -> list[tuple[int, float]]:
    """(minute, mL) of the drinks that are part of meals, those on a run aside."""
    meals = [meal for meal in day["meals"] if meal["slot"] != "during run"]
    return [(minute_of(meal["time"]), sum(poured_ml(item, foods) for item in meal["items"])) for meal in meals]


def on_run_ml(day: Day, run: Mapping[str, Any], foods: Foods) -> float:
    """What is drunk on a run: from the bottles, and liquids among what is eaten on it."""
    carried = [m for m in day["meals"] if m["slot"] == "during run" and m["time"] == run["start"]]
    bottles = sum(d["ml"] for d in day["drinks"] if d["why"] == "during the run" and d["time"] == run["start"])
    return float(bottles + sum(poured_ml(item, foods) for meal in carried for item in meal["items"]))


def on_runs(day: Day, asked_runs: Sequence[Mapping[str, Any]], asked: Request, foods: Foods) -> Iterator[str]:
    """No run is drunk past its sweat, by the plan's estimate and by ours, nor past 0.8 L an hour."""
    for run, wanted in zip(day["runs"], asked_runs, strict=True):
        ml, own_l = on_run_ml(day, run, foods), sweat_l(asked, wanted)
        if run["sweat_l"] > own_l * (1 + SWEAT_TOLERANCE) + SWEAT_ROUNDED_L:
            yield f"drink: {run['sweat_l']:.3f} L of sweat are printed, {own_l:.3f} L are ours"
        if max(ml, 1000.0 * run["drink_l"]) > 1000.0 * own_l * (1 + SWEAT_TOLERANCE) + 1.5:
            yield f"drink: {ml:.0f} mL on a run that sweats {1000 * own_l:.0f} mL by our estimate"
        if max(ml, 1000.0 * run["drink_l"]) > 1000.0 * run["sweat_l"] + 0.51:
            yield f"drink: {ml:.0f} mL on a run that sweats {1000 * run['sweat_l']:.0f} mL as printed"
        if ml > MOST_ML_AN_HOUR * max(1.0, (run["minutes"] + 0.05) / 60.0) + 1e-6:
            yield f"drink: {ml:.0f} mL in a run of {run['minutes']:.0f} min"
        if not run["sweat_low_l"] <= run["sweat_l"] <= run["sweat_high_l"]:
            yield "drink: the sweat is outside its own band"


def there(day: Day) -> Iterator[str]:
    """Nothing is drunk or eaten on a run that is not there; salt stays inside EFSA's range."""
    starts = {run["start"] for run in day["runs"]}
    for drink in day["drinks"]:
        during = drink["why"] == "during the run"
        if during and drink["time"] not in starts:
            yield f"drink: one during a run at {drink['time']}, where none is"
        if drink["sodium_mg"] > MOST_SODIUM_MG_L * drink["ml"] / 1000.0 + 0.5 or (drink["sodium_mg"] and not during):
            yield f"drink: {drink['sodium_mg']:.0f} mg of sodium in {drink['ml']:.0f} mL"
        if drink["ml"] <= 0:
            yield "drink: an empty glass"
    for meal in day["meals"]:
        if meal["slot"] == "during run" and meal["time"] not in starts:
            yield f"drink: fuel on a run at {meal['time']}, where none is"


def each_hour(plan: Plan, foods: Foods) -> Iterator[tuple[float, float, float, float]]:
    """Yield (minute of the week, mL of glasses, mL on runs, mL of milk and juice in meals) of the fullest hours."""
    glasses: list[tuple[float, float]] = []
    meals: list[tuple[float, float]] = []
    flows: list[tuple[float, float, float]] = []
    for number, day in enumerate(plan["days"]):
        midnight = 1440.0 * number
        glasses += [(midnight + minute_of(d["time"]), d["ml"]) for d in day["drinks"] if d["why"] != "during the run"]
        meals += [(midnight + minute, ml) for minute, ml in at_table(day, foods) if ml]
        for run in day["runs"]:
            start = midnight + minute_of(run["start"])
            flows.append((start, start + max(60.0, run["minutes"]), on_run_ml(day, run, foods)))
    edges = {at + shift for at, _ in [*glasses, *meals] for shift in (0.0, -59.0)}
    edges |= {edge for start, end, _ in flows for edge in (start, start - 60.0, end, end - 60.0)}
    for edge in sorted(edges):
        running = sum(ml * max(0.0, min(edge + 60, end) - max(edge, start)) / (end - start) for start, end, ml in flows)
        poured, eaten = (sum(ml for at, ml in drunk if edge <= at < edge + 60.0) for drunk in (glasses, meals))
        yield edge, poured, running, eaten


def hours(plan: Plan, foods: Foods) -> Iterator[str]:
    """No 60 minutes of the week hold more than 0.8 L of drinks, and no glass makes it more with what meals hold."""
    for edge, poured, running, eaten in each_hour(plan, foods):
        drunk = poured + running + (eaten if poured else 0.0)
        if drunk > MOST_ML_AN_HOUR + 0.5:
            yield f"drink: {drunk:.0f} mL in the hour from minute {edge % 1440:.0f} of day {edge // 1440 + 1:.0f}"


def crowded_by_meals(plan: Plan, foods: Foods) -> int:
    """Days with an hour over 0.8 L that milk and juice of meals fill, where no glass is poured: no rule forbids it."""
    full = {
        edge // 1440
        for edge, poured, running, eaten in each_hour(plan, foods)
        if not poured and running + eaten > MOST_ML_AN_HOUR + 0.5
    }
    return len(full)


def before_races(day: Day, asked: Request, foods: Foods) -> Iterator[str]:
    """At most 10 mL/kg of glasses in the four hours before a race, what meals hold included.

    What earlier runs of the day have cost may be drunk besides, 1.25 times, for a session follows.
    """
    glasses = [(minute_of(d["time"]), d["ml"]) for d in day["drinks"] if d["why"] != "during the run"]
    for race in (run for run in day["runs"] if run["kind"] == "race"):
        start = minute_of(race["start"])
        first = start - 60.0 * HOURS_BEFORE_RACE
        poured = sum(ml for minute, ml in glasses if first <= minute < start)
        table = sum(ml for minute, ml in at_table(day, foods) if first <= minute < start)
        most = MOST_ML_PER_KG_BEFORE_RACE * asked["mass_kg"] * 1.01 + 10.0 + owed_ml(day, glasses, first, start)
        if poured and poured + table > most:
            yield f"drink: {poured + table:.0f} mL in the four hours before a race, at most {most:.0f}"


def owed_ml(day: Day, glasses: Sequence[tuple[int, float]], first: float, start: float) -> float:
    """What is still to be drunk from a minute on for the runs that ended before another."""
    owed = 0.0
    for run in day["runs"]:
        end = minute_of(run["start"]) + round(run["minutes"])
        if end <= start:
            lost = BACK_AFTER_A_RUN * 1000.0 * (run["sweat_l"] - run["drink_l"])
            owed += max(0.0, lost - sum(ml for minute, ml in glasses if end <= minute < first))
    return owed


def race_marks(day: Day) -> Iterator[str]:
    """The race's marks share out what is drunk on it."""
    if day["race"]:
        run = day["runs"][day["race"]["run"]]
        drunk = sum(d["ml"] for d in day["drinks"] if d["why"] == "during the run" and d["time"] == run["start"])
        if abs(sum(split["drink_ml"] for split in day["race"]["splits"]) - drunk) > 0.5:
            yield "drink: the race's marks do not add up to what is drunk on it"
