"""How the planner alone grows with foods, weeks and dishes: times against the base, and the memory it takes.

    python benchmarks/growth.py [repeats]

Each line is a fresh process: it reads foods and dishes, makes a whole week once, audit and words included (cold),
then lets the planner alone plan it so many times again, with five seeds (warm), and tells the most memory it ever
held. The base is 300 foods, one week, all shipped dishes; ratios are of the planner alone.

Foods: the first so many of the shipped table, taken from every role in turn, everyday ones first; beyond the shipped
ones, copies with their roles under other names, which are then a runner's own. Weeks: consecutive weeks one after
another, each with a start and a seed of its own. Dishes: the first so many, taken from every slot in turn; beyond the
shipped ones, copies under other names. Exit code 1 when a promise fails: 8,000 foods at most twice the time of 300
(the planner alone, warm), less than 300 MB.
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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, count, islice, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from fuelplan import resources
from fuelplan.dishes import Dish
from fuelplan.inputs import Request, read_request
from fuelplan.needs import week_needs
from fuelplan.planner.week import plan_days
from fuelplan.workflow import Kitchen, load_kitchen, plan_request

PROMISE, PROMISE_MB = 2.0, 300.0
ALL = 0
BASE = (300, 1, ALL)
CASES = (BASE, *((foods, 1, ALL) for foods in (100, 1000, 8000)), (300, 2, ALL), (300, 4, ALL),
         *((300, 1, dishes) for dishes in (30, 120, 500)))  # fmt: skip
START = date(2026, 11, 23)
SEEDS = 5

Kind = TypeVar("Kind")


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


def plan_alone(kitchen: Kitchen, request: Request) -> None:
    """Run the planner, without what stands around it: no audit, which reads the table again, and no words."""
    needs = week_needs(request.athlete, request.week)
    plan_days(request.athlete, needs, kitchen.table, kitchen.dishes, kitchen.own, request.seed)


def seconds(planned: Callable[[Kitchen, Request], object], kitchen: Kitchen, requests: Sequence[Request]) -> float:
    begun = time.perf_counter()
    for request in requests:
        planned(kitchen, request)
    return time.perf_counter() - begun


def measure(foods: int, weeks: int, dishes: int, repeats: int) -> dict[str, Any]:
    """Measure one case in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = foods_csv(Path(folder) / "foods.csv", foods)
        begun = time.perf_counter()
        kitchen = load_kitchen(path)
        reading = time.perf_counter() - begun
        kitchen = replace(kitchen, dishes=some_dishes(kitchen.dishes, dishes))
        cold = seconds(lambda kitchen, week: plan_request(week, kitchen), kitchen, weeks_of(weeks, 0))
        warm = [seconds(plan_alone, kitchen, weeks_of(weeks, seed)) for _ in range(repeats) for seed in range(SEEDS)]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    return {
        "foods": len(kitchen.table.foods),
        "dishes": len(kitchen.dishes),
        "reading": reading,
        "cold": cold,
        "warm": statistics.median(warm),
        "mb": held,
    }


def in_fresh_process(case: Sequence[int], repeats: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--case", *map(str, (*case, repeats))]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main(repeats: int) -> int:
    print("   foods  weeks  dishes   reading      cold      warm   ratio   memory")
    base = in_fresh_process(BASE, repeats)
    kept = True
    for case in CASES:
        result = base if case == BASE else in_fresh_process(case, repeats)
        ratio = result["warm"] / base["warm"]
        kept &= result["mb"] < PROMISE_MB and (case[0] <= BASE[0] or ratio <= PROMISE)
        print(
            f"{result['foods']:8,}{case[1]:7}{result['dishes']:8}{result['reading']:8.2f} s{result['cold']:8.2f} s"
            f"{result['warm']:8.2f} s{ratio:8.2f}{result['mb']:6.0f} MB",
            flush=True,
        )
    says = "kept" if kept else "BROKEN"
    print(f"promise: more foods take at most {PROMISE:g} times as long, nothing takes {PROMISE_MB:g} MB: {says}")
    return int(not kept)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        print(json.dumps(measure(*(int(number) for number in sys.argv[2:]))))
        raise SystemExit
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
