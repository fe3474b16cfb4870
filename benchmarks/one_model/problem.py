"""The only place that knows our planner: what it planned from, what it chose, and what it pays for what.

When the planner's functions change, :func:`problem_of` and the imports above it are what has to follow.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fuelplan.cooking import Cooking
from fuelplan.foods import FoodTable
from fuelplan.inputs import Request, read_request
from fuelplan.planner.candidates import candidate_of
from fuelplan.planner.choose import choose_week
from fuelplan.planner.courses import Courses
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.rulebook import SHIPPED, Rulebook
from fuelplan.planner.week import search_week
from fuelplan.planner.wishes import week as week_wishes
from fuelplan.planner.wishes.dish import LastWeek
from fuelplan.planner.wishes.price_list import PRICES
from fuelplan.planner.wishes.week import WeekMenus
from fuelplan.workflow import Kitchen, plan_request, task_of

START = "2026-11-23"
# What is not linear, or would make one model far larger, costs nothing in the comparison.
LEFT_OUT = (
    "money",
    *("upsetting", "tea_with_iron", "iron_not_absorbed", "wanted_food_left_out"),
    *("same_dish_in_a_day", "food_again_in_a_day", "food_thrice_a_day", "same_main_in_a_day"),
    *("pulses_twice_a_day", "same_family_in_a_day", "bread_again", "vegetables_short"),
)
COMMON = replace(
    SHIPPED,
    hour_wishes=(),
    week_wishes=(
        week_wishes.no_dinner_twice,
        week_wishes.dishes_as_often_as_welcome,
        week_wishes.another_main_than_yesterday,
        week_wishes.a_main_twice_running_at_most,
        week_wishes.foods_on_few_days,
    ),
    prices=replace(PRICES, **dict.fromkeys(LEFT_OUT, 0.0)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One athlete's week: the days, what can be served, how often a dish is welcome, and our own answer.

    ``rulebook`` is what an answer is judged by, whatever ours was planned by; ``paid`` is what our planner says
    that its week pays.
    """

    tasks: Sequence[DayTask]
    courses: dict[str, Courses]
    week_max: dict[str, int]
    table: FoodTable
    cooking: Cooking
    last_week: LastWeek
    rulebook: Rulebook
    ours: Sequence[Menu]
    paid: float


def request_of(runner: dict[str, Any], seed: int) -> Request:
    return read_request(start=START, seed=seed, **runner)


def problem_of(request: Request, kitchen: Kitchen, rulebook: Rulebook = COMMON) -> Problem:
    """Plan a week by a rulebook, and return what the planner planned from and what it chose."""
    task = task_of(request, kitchen, rulebook)
    prepared, pools = search_week(task)
    candidates = [
        [candidate_of(menu, day, prepared.courses, task.table) for menu in pool]
        for day, pool in zip(prepared.days, pools, strict=True)
    ]
    choice = choose_week(WeekMenus.of(candidates, prepared.week_max, task.cooking), rulebook)
    return Problem(
        tasks=prepared.days,
        courses=prepared.courses,
        week_max=prepared.week_max,
        table=task.table,
        cooking=task.cooking,
        last_week=task.last_week,
        rulebook=COMMON,
        ours=[pool[pick] for pool, pick in zip(pools, choice.picks, strict=True)],
        paid=choice.price,
    )


def our_times(request: Request, kitchen: Kitchen, rulebook: Rulebook, repeats: int = 5) -> tuple[float, float, float]:
    """Return our seconds, and those of the processor, for the whole week, and what that week pays (warm, median).

    Drinks, shopping list and audit are part of it.
    """
    times = []
    for _ in range(repeats):
        start, worked = time.perf_counter(), time.process_time()
        plan = plan_request(request, kitchen, rulebook=rulebook)
        times.append((time.perf_counter() - start, time.process_time() - worked))
    seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return seconds, cpu, plan.choice.price
