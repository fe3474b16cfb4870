"""What a week costs, added up food by food: one judge for every solver's answer, ours among them.

It shares no arithmetic with the planner nor with the model: grams come from the dish, nutrients from the table,
prices from the wishes themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.choose import MAIN_GROUPS
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask
from fuelplan.planner.rules import HARD_RULES
from fuelplan.planner.wishes import WISHES, WeekPrices, Wish
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS
from one_model.problem import (
    APPETITE_BAND,
    PRICE_APPETITE,
    PRICE_MEAL_PROTEIN,
    PRICE_OPTIONAL,
    PRICE_OVER_APPETITE,
    Problem,
)

Course = tuple[int, Sequence[int] | IntArray]
Week = Sequence[Sequence[Course]]
ENERGY_WITHIN = 0.03
WATCHED = ("carbohydrate_g", "protein_g", "fat_g", "fibre_g", "iron_mg")
SLACK = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a week costs, by reason; the days' own part of it; windows met of how many; hard rules broken."""

    reasons: dict[str, float]
    days: tuple[float, ...]
    met: int
    windows: int
    broken: int

    @property
    def total(self) -> float:
        return sum(self.reasons.values())


@dataclass(slots=True)
class _Meal:
    """A meal as it stands on the table: its nutrients, its foods, and how many of them were optional extras."""

    slot: str
    dish: str
    nutrients: dict[str, float]
    eaten: list[Food]
    extras: int


def score(problem: Problem, week: Week) -> Score:
    """Return what a week costs. A week gives each day's courses: the filling, and the steps of its parts."""
    reasons: dict[str, float] = defaultdict(float)
    prices, served, met, broken = [], [], 0, 0
    for task, courses in zip(problem.tasks, week, strict=True):
        meals = [
            _meal(problem, occasion.slot, course) for occasion, course in zip(task.occasions, courses, strict=True)
        ]
        totals = _totals(task, meals)
        day = _day(task, meals, totals)
        for reason, price in day.items():
            reasons[reason] += price
        prices.append(sum(day.values()))
        served.append(meals)
        met += sum(_windows(task.needs, totals))
        broken += sum(window.broken_by(totals[window.nutrient]) for window in (rule(task.needs) for rule in HARD_RULES))
    repeated = _repetition(problem, served)
    windows = len(problem.tasks) * (len(WATCHED) + 1)
    return Score(reasons=reasons | repeated, days=tuple(prices), met=met, windows=windows, broken=broken)


def _meal(problem: Problem, slot: str, course: Course) -> _Meal:
    courses: Courses = problem.courses[slot]
    number, steps = course
    meal = _Meal(slot, courses.fillings[number].dish.name, dict.fromkeys(NUTRIENTS, 0.0), [], 0)
    for place, (part, food) in enumerate(courses.fillings[number].choices):
        step = int(steps[place])
        if not 0 <= step <= courses.most_steps[number, place]:
            raise ValueError(f"{meal.dish}: {step} steps of {food.id} are not possible")
        portions = part.least + step * part.step
        for name, per_100_g in zip(NUTRIENTS, problem.table.composition[food.index], strict=True):
            meal.nutrients[name] += 0.0 if np.isnan(per_100_g) else per_100_g / 100 * portions * food.portion_g
        if portions > 0:
            meal.eaten.append(food)
            meal.extras += bool(courses.optional[number, place])
    return meal


def _totals(task: DayTask, meals: Sequence[_Meal]) -> dict[str, float]:
    fixed = dict(zip(NUTRIENTS, task.fixed, strict=True))
    return {name: float(fixed[name]) + sum(meal.nutrients[name] for meal in meals) for name in NUTRIENTS}


def _day(task: DayTask, meals: Sequence[_Meal], totals: dict[str, float]) -> dict[str, float]:
    reasons: dict[str, float] = defaultdict(float)
    for wish in (wish for rule in WISHES for wish in rule(task.needs)):
        reasons[wish.nutrient] += _missed(wish, totals[wish.nutrient])
    left = task.needs.windows["energy_kcal"].aim - float(task.fixed[NUTRIENTS.index("energy_kcal")])
    for occasion, meal in zip(task.occasions, meals, strict=True):
        off = abs(meal.nutrients["energy_kcal"] / max(1.0, occasion.share * left) - 1)
        reasons["appetite"] += PRICE_APPETITE * off + PRICE_OVER_APPETITE * max(0.0, off - APPETITE_BAND)
        if meal.slot in MAIN_SLOTS:
            short = max(0.0, 1 - meal.nutrients["protein_g"] / max(1.0, task.needs.protein_per_meal_g))
            reasons["protein of a meal"] += PRICE_MEAL_PROTEIN * short
        reasons["extras"] += PRICE_OPTIONAL * meal.extras
    return dict(reasons)


def _missed(wish: Wish, total: float) -> float:
    """Return the price of missing a wish, per aim: the dearest of four lines."""
    below = wish.price_below_aim * (wish.aim - total)
    above = wish.price_above_aim * (total - wish.aim)
    lines = [below, below + wish.price_outside * (wish.low - total), above]
    if wish.high < np.inf:
        lines.append(above + wish.price_outside * (total - wish.high))
    return max(lines) / wish.aim


def _windows(needs: DayNeeds, totals: dict[str, float]) -> list[bool]:
    energy = needs.windows["energy_kcal"].aim
    met = [abs(totals["energy_kcal"] - energy) <= ENERGY_WITHIN * energy]
    for name in WATCHED:
        need = needs.windows[name]
        most = np.inf if need.max is None else need.max
        met.append(bool(need.min - SLACK <= totals[name] <= most + SLACK))
    return met


def _repetition(problem: Problem, week: Sequence[Sequence[_Meal]]) -> dict[str, float]:
    """Return what a week pays for the same dish, main food or food again."""
    prices = WeekPrices()
    uses = [Counter(food.kind for meal in day for food in meal.eaten if problem.repeats(food)) for day in week]
    foods = Counter(kind for day in uses for kind in day)
    dishes = Counter(dish for day in week for dish in {meal.dish for meal in day})
    dinners = Counter(meal.dish for day in week for meal in day if meal.slot == "dinner")
    thrice = sum(max(0, count - 2) for day in uses for count in day.values())
    again = sum(count - 1 for count in dinners.values())
    over = sum(max(0, count - problem.week_max[dish]) for dish, count in dishes.items())
    often = sum(max(0, count - prices.food_uses_a_week) for count in foods.values())
    next_day = sum(len(one & other) for one, other in pairwise(map(_main_foods, week)))
    return {
        "a food thrice a day": prices.food_thrice_a_day * thrice,
        "a dinner again": prices.dinner_again * again,
        "a dish too often": prices.dish_over_its_weekly_limit * over,
        "a main food next day": prices.same_main_food_next_day * next_day,
        "a food too often": prices.food_over_weekly_use * often,
    }


def _main_foods(day: Sequence[_Meal]) -> set[str]:
    """Return what a day's dinner is made of."""
    return {food.id for meal in day if meal.slot == "dinner" for food in meal.eaten if food.group in MAIN_GROUPS}
