"""Random athletes' weeks, from random tables and dishes, audited by code that shares nothing with the planner.

    python benchmarks/audited_athletes.py [count] [seed]

Runners of every kind (35–180 kg, 14–90 years, 0–200 km or single runs, −5 to 38 °C, every diet, avoided words,
allergens, health, supplements, iron caps, races, doubles) with the shipped food table or one with rows dropped, marked
and changed, and all dishes or some. Each planned week goes through JSON to ``independent_audit``; every tenth
is printed, has a meal swapped, and is audited again. A violation, or an exception that is no refusal, is a defect.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from independent_audit import violations
from independent_body import lean_kg
from independent_drinks import crowded_by_meals
from independent_food import Foods
from random_requests import Asked, random_asked

import fuelplan
from fuelplan import resources
from fuelplan.weekplan import WeekPlan

REPORT_EVERY, PRINTED_EVERY, REASONS_TOLD, REASON_LENGTH = 50, 10, 6, 150


@dataclass
class Tally:
    """What became of the weeks."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def defect(self, kind: str, says: str, number: int) -> None:
        self.counts[kind] += 1
        print(f"{kind} in week {number}: {says}", flush=True)


def audited(week: WeekPlan, asked: Asked, tally: Tally, number: int, what: str) -> None:
    """Audit a week as its JSON says it."""
    plan = json.loads(fuelplan.to_json(week))
    found = violations(plan, asked.request, asked.foods or resources.foods_csv())
    tally.counts[f"{what} audited"] += 1
    if found:
        tally.counts[f"{what} with a violation"] += 1
        tally.kinds.update({line.split(":")[0].split()[-1] for line in found})
        tally.defect("violation", f"{found[:4]} ({len(found)})\n    {asked.options}", number)
    tally.counts["days"] += 7
    foods = Foods(asked.foods or resources.foods_csv())
    tally.counts["days with an hour over 0.8 L by the milk and juice of meals alone"] += crowded_by_meals(plan, foods)
    tally.counts["loading days"] += sum(day["loading"] for day in plan["days"])
    tally.counts["runs"] += sum(len(day["runs"]) for day in plan["days"])
    tally.counts["days under 30 kcal per kg by the plain fat-free mass"] += _low_by_plain_mass(plan, asked)


def _low_by_plain_mass(plan: dict[str, Any], asked: Asked) -> int:
    """Days that leave less than 30 kcal per kg where fat-free mass is SCIENCE.md's plain share of any mass."""
    share = lean_kg(asked.request) / lean_kg(asked.request, plain=True)
    return sum(day["energy_availability_kcal_per_kg"] * share < 30 - 0.05 for day in plan["days"])


def planned(asked: Asked, number: int) -> WeekPlan:
    return fuelplan.plan_week(seed=number, foods=asked.foods, dishes=asked.dishes, **asked.options)


def swapped(week: WeekPlan, asked: Asked, chance: random.Random) -> WeekPlan:
    """Return the week with another dish at a random meal."""
    day = chance.choice(week.days)
    meal = chance.choice([meal for meal in day.meals if meal.slot != "during run"])
    return fuelplan.swap_meal(week, day.weekday, meal.time, foods=asked.foods, dishes=asked.dishes)


def refused_or(tally: Tally, number: int, asked: Asked, what: str, make: Callable[[], WeekPlan]) -> WeekPlan | None:
    """Return a week, or None where it is refused with a reason; anything else is a defect."""
    try:
        return make()
    except (fuelplan.InputError, fuelplan.NoPlanError) as reason:
        tally.counts[f"{what} refused ({type(reason).__name__})"] += 1
        said = f"{type(reason).__name__}: {reason.problems[0]}"
        tally.reasons["".join("#" if sign.isdigit() else sign for sign in said)[:REASON_LENGTH]] += 1
    except Exception as error:
        tally.defect("other exception", f"{what}: {error!r}\n    {asked.options}", number)
        traceback.print_exc()
    return None


def one_week(number: int, seed: int, tally: Tally) -> None:
    chance = random.Random(f"{seed} {number}")
    with tempfile.TemporaryDirectory() as folder:
        asked = random_asked(chance, resources.foods_csv(), resources.dish_folder(), Path(folder))
        start = time.perf_counter()
        week = refused_or(tally, number, asked, "week", lambda: planned(asked, number))
        tally.seconds.append(time.perf_counter() - start)
        if week is None:
            return
        audited(week, asked, tally, number, "week")
        if number % PRINTED_EVERY == 0:
            printed_and_swapped(week, asked, tally, number, chance)


def printed_and_swapped(week: WeekPlan, asked: Asked, tally: Tally, number: int, chance: random.Random) -> None:
    try:
        tally.counts["PDFs"] += fuelplan.to_pdf(week).startswith(b"%PDF")
    except Exception as error:
        tally.defect("other exception", f"PDF: {error!r}\n    {asked.options}", number)
    other = refused_or(tally, number, asked, "swap", lambda: swapped(week, asked, chance))
    if other is not None:
        audited(other, asked, tally, number, "swap")


def table(tally: Tally, count: int) -> str:
    """Return the results, a line each."""
    lines = [f"{count} random athletes"]
    lines += [f"  {number:6d}  {what}" for what, number in sorted(tally.counts.items())]
    lines += [f"  {tally.counts[kind]:6d}  {kind}s in all" for kind in ("violation", "other exception")]
    lines += [f"          violations of {kind}: {number}" for kind, number in tally.kinds.most_common()]
    lines += [f"          {number} × {reason}" for reason, number in tally.reasons.most_common(REASONS_TOLD)]
    lines += [f"  median {statistics.median(tally.seconds):.2f} s, longest {max(tally.seconds):.2f} s a week"]
    return "\n".join(lines)


def main(count: int, seed: int) -> int:
    tally = Tally()
    for number in range(count):
        one_week(number, seed, tally)
        if (number + 1) % REPORT_EVERY == 0:
            done = {what: n for what, n in tally.counts.items() if "week" in what}
            print(f"{number + 1}: {done}", flush=True)
    print(table(tally, count), flush=True)
    return int(bool(tally.counts["violation"] or tally.counts["other exception"]))


if __name__ == "__main__":
    raise SystemExit(main(*(int(value) for value in [*sys.argv[1:], *("100", "1")[len(sys.argv) - 1 :]])))
