"""How the planner alone grows with foods, weeks and dishes: times against the base, and the memory it takes.

    python benchmarks/growth.py [rounds]

In every round each case is a fresh process: it reads foods and dishes, makes whole weeks once, audit and words
included (cold), then lets the planner alone (``plan_days``) plan them with seven seeds (warm), and tells the most
memory it ever held. A seed's time is the median of its rounds, a case's that of its seeds, so that neither an easy week
nor a busy minute decides; the least and the most of the seeds stand beside it. The base is 300 foods, one week, all
shipped dishes; the second ratio is to the whole shipped table. Ratios are of the planner alone. Times are those of the
processor, which other work on the machine hardly changes.

Foods: the first so many of the shipped table, taken from every role in turn, everyday ones first; beyond the shipped
ones, copies with their roles under other names, which are then a runner's own. Weeks: consecutive weeks one after
another, each with a start and a seed of its own, and each told what was eaten in the week before. Dishes: the first so
many, taken from every slot in turn; beyond the shipped ones, copies under other names. Exit code 1 when a promise
fails: 8,000 foods at most twice the time of 300 (the planner alone, warm), less than 300 MB.
"""

from __future__ import annotations

import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, count, islice, product, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from fuelplan import resources
from fuelplan.dishes import Dish
from fuelplan.foods import Food
from fuelplan.inputs import Request, read_request
from fuelplan.planner.week import plan_days
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek, is_staple
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan
from fuelplan.workflow import Kitchen, load_kitchen, plan_request, task_of

PROMISE, PROMISE_MB = 2.0, 300.0
ALL = 0
BASE, WHOLE_TABLE = (300, 1, ALL), (ALL, 1, ALL)
CASES = (BASE, WHOLE_TABLE, *((foods, 1, ALL) for foods in (100, 1000, 8000)), (300, 2, ALL), (300, 4, ALL),
         *((300, 1, dishes) for dishes in (30, 120, 500)))  # fmt: skip
START = date(2026, 11, 23)
SEEDS = 7

Kind = TypeVar("Kind")
Case = tuple[int, int, int]
Planned = Callable[[Kitchen, Request, LastWeek], tuple[float, Sequence[DayPlan]]]


def in_turn(things: Sequence[Kind], kinds_of: Callable[[Kind], Iterable[str]]) -> list[Kind]:
    """Return things in an order whose every beginning has something of every kind, as far as it reaches."""
    by_kind = defaultdict(list)
    for place, thing in enumerate(things):
        for kind in kinds_of(thing):
            by_kind[kind].append(place)
    order = chain.from_iterable(zip_longest(*by_kind.values()))
    return [things[place] for place in dict.fromkeys([*(p for p in order if p is not None), *range(len(things))])]


def foods_csv(path: Path, wanted: int) -> Path:
    """Write a table of so many foods."""
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        shipped = [row for row in csv.DictReader(lines) if row["region"] != "us"]
    shipped.sort(key=lambda row: row["pantry"] != "everyday")
    shipped = in_turn(shipped, lambda row: row["roles"].split())
    planned = [row for row in shipped if row["roles"]]
    copies = (
        {**row, "id": f"{row['id']}-{number}", "name": f"{row['name']} no. {number}", "in_place_of": ""}
        for number in count(2)
        for row in planned
    )
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(shipped[0]))
        writer.writeheader()
        writer.writerows(islice(chain(shipped, copies), wanted))
    return path


def some_dishes(shipped: Sequence[Dish], wanted: int) -> tuple[Dish, ...]:
    if wanted == ALL:
        return tuple(shipped)
    ordered = in_turn(shipped, lambda dish: dish.slots)
    copies = (replace(dish, name=f"{dish.name} no. {number}") for number in count(2) for dish in ordered)
    return tuple(islice(chain(ordered, copies), wanted))


def weeks_of(weeks: int, seed: int) -> list[Request]:
    """Return consecutive weeks, each with a seed of its own."""
    starts = [str(START + timedelta(weeks=week)) for week in range(weeks)]
    return [read_request(km=60, weight=70, start=start, seed=seed * weeks + n) for n, start in enumerate(starts)]


def last_week_of(days: Sequence[DayPlan], foods: Mapping[str, Food]) -> LastWeek:
    """Return what was on the table in a week: the dishes of its main meals, and its foods, staples apart."""
    meals = [meal for day in days for meal in day.meals]
    eaten = [foods[item.food] for meal in meals for item in meal.items]
    return LastWeek(
        dishes=frozenset(meal.dish for meal in meals if meal.slot in MAIN_SLOTS),
        foods=frozenset(food.kind for food in eaten if not is_staple(food)),
    )


def whole(kitchen: Kitchen, request: Request, before: LastWeek) -> tuple[float, Sequence[DayPlan]]:
    """Make a week with all that stands around it: audit, words; return its seconds and its days."""
    begun = time.process_time()
    days = plan_request(request, kitchen, last_week=before).days
    return time.process_time() - begun, days


def alone(kitchen: Kitchen, request: Request, before: LastWeek) -> tuple[float, Sequence[DayPlan]]:
    """Run the planner, without what stands around it; return its seconds and its days."""
    task = task_of(request, kitchen, last_week=before)
    begun = time.process_time()
    days = plan_days(task).days
    return time.process_time() - begun, days


def seconds(planned: Planned, kitchen: Kitchen, requests: Sequence[Request]) -> float:
    """Plan weeks one after another, each knowing the one before it; return the seconds of planning."""
    foods, before, spent = kitchen.table.by_id(), FIRST_WEEK, 0.0
    for request in requests:
        took, days = planned(kitchen, request, before)
        spent += took
        before = last_week_of(days, foods)
    return spent


def measure(foods: int, weeks: int, dishes: int) -> dict[str, Any]:
    """Measure one case in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = None if foods == ALL else foods_csv(Path(folder) / "foods.csv", foods)
        begun = time.process_time()
        kitchen = load_kitchen(path)
        reading = time.process_time() - begun
        kitchen = replace(kitchen, dishes=some_dishes(kitchen.dishes, dishes))
        cold = seconds(whole, kitchen, weeks_of(weeks, 0))
        warm = [seconds(alone, kitchen, weeks_of(weeks, seed)) for seed in range(SEEDS)]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    return {
        "foods": len(kitchen.table.foods),
        "dishes": len(kitchen.dishes),
        "reading": reading,
        "cold": cold,
        "warm": warm,
        "mb": held,
    }


def in_fresh_process(case: Case) -> dict[str, Any]:
    command = [sys.executable, __file__, "--case", *map(str, case)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def summed_up(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a case's rounds as one: medians of its times, one warm time a seed, the most memory."""
    times = {name: statistics.median(one[name] for one in rounds) for name in ("reading", "cold")}
    seeds = [statistics.median(each) for each in zip(*(one["warm"] for one in rounds), strict=True)]
    return rounds[0] | times | {"warm": seeds, "mb": max(one["mb"] for one in rounds)}


def main(rounds: int) -> int:
    measured = defaultdict(list)
    for _, case in product(range(rounds), CASES):
        measured[case].append(in_fresh_process(case))
    results = {case: summed_up(each) for case, each in measured.items()}
    medians = {case: statistics.median(result["warm"]) for case, result in results.items()}
    print(" " * 73 + "ratio to")
    print("   foods  weeks  dishes   reading      cold      warm   of seeds (s)   300 foods  the table   memory")
    kept = True
    for case, result in results.items():
        ratio, to_table = (medians[case] / medians[other] for other in (BASE, WHOLE_TABLE))
        kept &= result["mb"] < PROMISE_MB and (case[0] <= BASE[0] or ratio <= PROMISE)
        print(
            f"{result['foods']:8,}{case[1]:7}{result['dishes']:8}{result['reading']:8.2f} s{result['cold']:8.2f} s"
            f"{medians[case]:8.2f} s{min(result['warm']):8.2f}-{max(result['warm']):.2f}{ratio:14.2f}{to_table:11.2f}"
            f"{result['mb']:6.0f} MB"
        )
    says = "kept" if kept else "BROKEN"
    print(f"promise: more foods take at most {PROMISE:g} times as long, nothing takes {PROMISE_MB:g} MB: {says}")
    return int(not kept)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        foods, weeks, dishes = map(int, sys.argv[2:])
        print(json.dumps(measure(foods, weeks, dishes)))
        raise SystemExit
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
