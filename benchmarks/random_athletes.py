"""Many random runners through the whole road: how many get a week, how many keep which window, how long it takes.

    python benchmarks/random_athletes.py [count] [seed]

First ``count`` runners of every kind (35–180 kg, 0–200 km, −5 to 38 °C, every diet), then as many
ordinary ones (45–100 kg, 10–120 km). Each finished plan is checked from its own numbers and the table's cells: iron
inside 18 to 36 mg, no run that drinks more than it sweats, energy availability of at least 30 kcal/kg, no portion
above its food's limit; windows met, dinners, foods and main proteins are counted.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import fuelplan
from fuelplan import resources
from fuelplan.vocabulary import DIETS
from fuelplan.weekplan import Portion, WeekPlan

Rows = Mapping[str, Mapping[str, str]]
TARGETS = ("energy_kcal", "carbohydrate_g", "protein_g", "fat_g", "fibre_g")
PROTEIN_GROUPS = ("red meat", "poultry", "fish", "shellfish", "legume", "soya", "egg")
PROMISE = 0.99


def any_runner(chance: random.Random) -> dict[str, Any]:
    return {
        "km": round(chance.uniform(0, 200), 1),
        "weight": round(chance.uniform(35, 180), 1),
        "diet": chance.choice(DIETS),
        "temp": round(chance.uniform(-5, 38), 1),
        "humidity": round(chance.uniform(0, 100)),
        "sex": chance.choice([None, "female", "male"]),
    }


def ordinary_runner(chance: random.Random) -> dict[str, Any]:
    return any_runner(chance) | {
        "km": round(chance.uniform(10, 120), 1),
        "weight": round(chance.uniform(45, 100), 1),
        "temp": round(chance.uniform(0, 28), 1),
    }


def broken_rules(week: WeekPlan, rows: Rows) -> list[str]:
    broken = []
    for day in week.days:
        if not 18 <= day.totals["iron_mg"] <= 36:
            broken.append(f"{day.weekday} iron {day.totals['iron_mg']:.1f}")
        if day.energy_availability_kcal_per_kg < 30:
            broken.append(f"{day.weekday} energy availability")
        if any(run.drink_l > run.sweat_l for run in day.runs):
            broken.append(f"{day.weekday} drinks more than sweat")
        items = [item for meal in day.meals for item in meal.items]
        too_much = [item.name for item in items if item.portions > float(rows[item.food]["portions_max"] or 3)]
        broken += [f"{day.weekday} too much {name}" for name in too_much]
    return broken


def windows_met(week: WeekPlan) -> list[bool]:
    """Whether each day keeps each target: energy within 3 % of the aim, the others inside their windows."""
    met = []
    for day in week.days:
        for name in TARGETS:
            need, total = day.needs[name], day.totals[name]
            low, high = (0.97 * need.aim, 1.03 * need.aim) if name == "energy_kcal" else (need.min, need.max)
            met.append(low <= total <= (float("inf") if high is None else high))
    return met


def main_protein(items: Sequence[Portion], rows: Rows) -> str:
    """What gives a dinner most of its protein, by the table's own words: whose meat, else which food."""
    given = [(float(rows[i.food]["protein_g"] or 0) * i.grams, i.food) for i in items]
    sources = [(grams, food) for grams, food in given if rows[food]["group"] in PROTEIN_GROUPS]
    _, food = max(sources, default=(0.0, ""))
    animal = rows[food]["haem_class"] if food else ""
    return animal if animal not in ("", "none", "fish", "shellfish") else food.removeprefix("canned-")


def measure(title: str, runners: list[dict[str, Any]], rows: Rows) -> float:
    planned = broken = dinners_twice = pairs = alike = refused = 0
    met: list[bool] = []
    foods: list[int] = []
    times: list[float] = []
    for number, runner in enumerate(runners):
        start = time.perf_counter()
        try:
            week = fuelplan.plan_week(start="2026-11-23", seed=number, **runner)
        except fuelplan.NoPlanError as reason:
            refused += 1
            print(f"  refused {runner['km']} km, {runner['weight']} kg, {runner['diet']}: {reason.problems[0]}")
            continue
        finally:
            times.append(time.perf_counter() - start)
        planned += 1
        met += windows_met(week)
        broken += bool(broken_rules(week, rows))
        dinners = [meal for day in week.days for meal in day.meals if meal.slot == "dinner"]
        dinners_twice += len({meal.dish for meal in dinners}) < len(dinners)
        foods.append(len({item.food for day in week.days for meal in day.meals for item in meal.items}))
        mains = [main_protein(meal.items, rows) for meal in dinners]
        pairs += len(mains) - 1
        alike += sum(first == second != "" for first, second in pairwise(mains))
    share = sum(met) / max(len(met), 1)
    print(
        f"{title}: {planned} of {len(runners)} planned, {refused} refused with a reason, {broken} with a broken hard "
        f"rule; {100 * share:.2f} % of {len(met)} day-windows met; {dinners_twice} weeks with a dinner twice, "
        f"{min(foods)} different foods at least, {100 * alike / pairs:.1f} % of days with the main protein of the day "
        f"before; median {statistics.median(times):.2f} s, longest {max(times):.2f} s"
    )
    return share


def main(count: int, seed: int) -> int:
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    chance = random.Random(seed)
    measure("any runner", [any_runner(chance) for _ in range(count)], rows)
    share = measure("ordinary runner", [ordinary_runner(chance) for _ in range(count)], rows)
    print(f"ordinary day-windows met: {100 * share:.2f} % (promise: at least {100 * PROMISE:.0f} %)")
    return int(share < PROMISE)


if __name__ == "__main__":
    raise SystemExit(main(*(int(value) for value in [*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :]])))
