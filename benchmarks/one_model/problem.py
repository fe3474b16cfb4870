"""The only place that knows our planner: what it planned from, what it chose, and what it pays for what.

When the planner's functions change, :func:`problem_of` and the imports above it are what has to follow.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fuelplan.foods import Food, FoodTable
from fuelplan.inputs import Request, read_request
from fuelplan.planner import polish, week
from fuelplan.planner.courses import Courses
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.week import STAPLE_ROLES
from fuelplan.workflow import Kitchen, plan_request

START = "2026-11-23"
PRICE_OPTIONAL = polish._PRICE_OPTIONAL
PRICE_APPETITE, PRICE_OVER_APPETITE = polish._PRICE_APPETITE, polish._PRICE_OVER_APPETITE
APPETITE_BAND, PRICE_MEAL_PROTEIN = polish._APPETITE_BAND, polish._PRICE_MEAL_PROTEIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One athlete's week: the days, what can be served, how often a dish is welcome, and our own answer."""

    tasks: Sequence[DayTask]
    courses: dict[str, Courses]
    week_max: dict[str, int]
    table: FoodTable
    ours: Sequence[Menu]

    def repeats(self, food: Food) -> bool:
        """Whether a food counts as repeated when it comes again; bread and milk do not."""
        return not food.roles & STAPLE_ROLES


def request_of(runner: dict[str, Any], seed: int) -> Request:
    return read_request(start=START, seed=seed, **runner)


def problem_of(request: Request, kitchen: Kitchen) -> Problem:
    """Plan a week, and return what the planner planned from and what it chose."""
    with _recorded("_pools") as pooled, _recorded("choose_week") as chosen:
        plan_request(request, kitchen)
    (tasks, courses, *_), (pools, _) = pooled[-1]
    (_, week_max, *_), picks = chosen[-1]
    return Problem(
        tasks=tasks,
        courses=courses,
        week_max=week_max,
        table=kitchen.table,
        ours=[pool[pick] for pool, pick in zip(pools, picks, strict=True)],
    )


def our_seconds(request: Request, kitchen: Kitchen, repeats: int = 5) -> float:
    """Return how long we take for the whole week, drinks, shopping list and audit included (warm, median)."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        plan_request(request, kitchen)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@contextmanager
def _recorded(name: str) -> Iterator[list[tuple[tuple[Any, ...], Any]]]:
    """Note the arguments and the result of every call of a function of the planner."""
    function, calls = getattr(week, name), []

    def noting(*arguments: Any) -> Any:
        result = function(*arguments)
        calls.append((arguments, result))
        return result

    setattr(week, name, noting)
    try:
        yield calls
    finally:
        setattr(week, name, function)
