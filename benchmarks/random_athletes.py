"""Many random runners through the whole road: how many get a week, how many keep which window, how long it takes.

    python benchmarks/random_athletes.py [count] [seed]

First ``count`` runners of every kind (35–180 kg, 0–200 km, −5 to 38 °C, every diet), then as many
ordinary ones (45–100 kg, 10–120 km). Each finished plan is checked from its own numbers: iron inside
18 to 36 mg, no run that drinks more than it sweats, energy availability of at least 30 kcal/kg.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from typing import Any

import fuelplan
from fuelplan.vocabulary import DIETS
from fuelplan.weekplan import WeekPlan

ORDINARY_TARGETS = ("energy_kcal", "carbohydrate_g")
PROMISE = 0.95


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


def broken_rules(week: WeekPlan) -> list[str]:
    broken = []
    for day in week.days:
        if not 18 <= day.totals["iron_mg"] <= 36:
            broken.append(f"{day.weekday} iron {day.totals['iron_mg']:.1f}")
        if day.energy_availability_kcal_per_kg < 30:
            broken.append(f"{day.weekday} energy availability")
        if any(run.drink_l > run.sweat_l for run in day.runs):
            broken.append(f"{day.weekday} drinks more than sweat")
    return broken


def on_target(week: WeekPlan) -> bool:
    return all(
        day.needs[name].min <= day.totals[name] <= (day.needs[name].max or float("inf"))
        for day in week.days
        for name in ORDINARY_TARGETS
    )


def measure(title: str, runners: list[dict[str, Any]]) -> float:
    planned, targets, broken, refusals, times = 0, 0, 0, 0, []
    for number, runner in enumerate(runners):
        start = time.perf_counter()
        try:
            week = fuelplan.plan_week(start="2026-11-23", seed=number, **runner)
        except fuelplan.NoPlanError as reason:
            refusals += 1
            print(f"  refused {runner['km']} km, {runner['weight']} kg, {runner['diet']}: {reason.problems[0]}")
            continue
        finally:
            times.append(time.perf_counter() - start)
        planned += 1
        targets += on_target(week)
        broken += bool(broken_rules(week))
    print(
        f"{title}: {planned} of {len(runners)} planned, {refusals} refused with a reason, {broken} broken hard rules, "
        f"{targets} with energy within 5 % and carbohydrate in its band on all days; "
        f"median {statistics.median(times):.2f} s, longest {max(times):.2f} s"
    )
    return targets / len(runners)


def main(count: int, seed: int) -> int:
    chance = random.Random(seed)
    measure("any runner", [any_runner(chance) for _ in range(count)])
    share = measure("ordinary runner", [ordinary_runner(chance) for _ in range(count)])
    print(f"ordinary on target: {100 * share:.1f} % (promise: at least {100 * PROMISE:.0f} %)")
    return int(share < PROMISE)


if __name__ == "__main__":
    raise SystemExit(main(*(int(value) for value in [*sys.argv[1:], *("300", "1")[len(sys.argv) - 1 :]])))
