"""What a week costs, added up food by food: one judge for every solver's answer, ours among them.

It shares no arithmetic with the planner nor with the model: grams come from the dish, nutrients from the table,
prices of totals and of a week from the price list. Only what a dish costs on its day it asks the rulebook's own dish
wishes, one filling at a time, for anything else would be a copy of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fuelplan.dishes import Filling
from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.polish import APPETITE_BAND
from fuelplan.planner.wishes.day import Wish
from fuelplan.planner.wishes.dish import is_staple, setting_of
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.planner.wishes.week import FOOD_USES_A_WEEK
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS
from one_model.problem import Problem

Course = tuple[int, Sequence[int] | IntArray]
Week = Sequence[Sequence[Course]]
ENERGY_WITHIN = 0.03
WATCHED = ("carbohydrate_g", "protein_g", "fat_g", "fibre_g", "iron_mg")
SLACK = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a week costs, by reason; each day's own part of it, and what its dishes cost beside; windows and rules."""

    reasons: dict[str, float]
    days: tuple[float, ...]
    fits: tuple[float, ...]
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
    main: str
    fit: float
    nutrients: dict[str, float]
    eaten: list[Food]
    extras: int


def score(problem: Problem, week: Week) -> Score:
    """Return what a week costs. A week gives each day's courses: the filling, and the steps of its parts."""
    served = [
        [_meal(problem, task, place, course) for place, course in enumerate(courses)]
        for task, courses in zip(problem.tasks, week, strict=True)
    ]
    days = [(task, meals, _totals(task, meals)) for task, meals in zip(problem.tasks, served, strict=True)]
    paid = [_day(problem, *day) for day in days]
    reasons = {reason: sum(day[reason] for day in paid) for reason in paid[0]}
    fits = tuple(sum(meal.fit for meal in meals) for meals in served)
    return Score(
        reasons=reasons | {"dishes": sum(fits)} | _repetition(problem, served),
        days=tuple(sum(day.values()) for day in paid),
        fits=fits,
        met=sum(sum(_windows(task.needs, totals)) for task, _, totals in days),
        windows=len(days) * (len(WATCHED) + 1),
        broken=sum(_broken(problem, task.needs, totals) for task, _, totals in days),
    )


def _meal(problem: Problem, task: DayTask, place: int, course: Course) -> _Meal:
    occasion, (number, steps) = task.occasions[place], course
    courses: Courses = problem.courses[occasion.slot]
    filling, main = courses.fillings[number], str(courses.mains[number])
    if task.chances[place][number] <= 0:
        raise ValueError(f"{filling.dish.name} is not offered")
    fit = _fit(problem, task, occasion, filling)
    meal = _Meal(occasion.slot, filling.dish.name, main, fit, dict.fromkeys(NUTRIENTS, 0.0), [], 0)
    for column, (part, food) in enumerate(filling.choices):
        step = int(steps[column])
        if not 0 <= step <= courses.most_steps[number, column]:
            raise ValueError(f"{meal.dish}: {step} steps of {food.id} are not possible")
        portions = part.least + step * part.step
        for name, per_100_g in zip(NUTRIENTS, problem.table.composition[food.index], strict=True):
            meal.nutrients[name] += 0.0 if np.isnan(per_100_g) else per_100_g / 100 * portions * food.portion_g
        if portions > 0:
            meal.eaten.append(food)
            meal.extras += bool(courses.optional[number, column])
    return meal


def _fit(problem: Problem, task: DayTask, occasion: Occasion, filling: Filling) -> float:
    """Return what a dish costs on a day: no time for it, not to be carried, out of season, eaten last week."""
    setting = setting_of(task.needs, occasion, problem.cooking, problem.last_week)
    book = problem.rulebook
    return float(sum(wish(filling, setting, book.prices) for wish in book.dish_wishes))


def _totals(task: DayTask, meals: Sequence[_Meal]) -> dict[str, float]:
    fixed = dict(zip(NUTRIENTS, task.fixed, strict=True))
    return {name: float(fixed[name]) + sum(meal.nutrients[name] for meal in meals) for name in NUTRIENTS}


def _day(problem: Problem, task: DayTask, meals: Sequence[_Meal], totals: dict[str, float]) -> dict[str, float]:
    reasons: dict[str, float] = defaultdict(float)
    prices = problem.rulebook.prices
    for wish in (wish for each in problem.rulebook.day_wishes for wish in each(task.needs, prices)):
        reasons[wish.nutrient] += _missed(wish, totals[wish.nutrient])
    left = task.needs.windows["energy_kcal"].aim - float(task.fixed[NUTRIENTS.index("energy_kcal")])
    for occasion, meal in zip(task.occasions, meals, strict=True):
        off = abs(meal.nutrients["energy_kcal"] / max(1.0, occasion.share * left) - 1)
        reasons["appetite"] += prices.meal_size * off + prices.meal_far_off_size * max(0.0, off - APPETITE_BAND)
        if meal.slot in MAIN_SLOTS:
            short = max(0.0, 1 - meal.nutrients["protein_g"] / max(1.0, task.needs.protein_per_meal_g))
            reasons["protein of a meal"] += prices.meal_protein_short * short
        reasons["extras"] += prices.extra_on_the_table * meal.extras
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


def _broken(problem: Problem, needs: DayNeeds, totals: dict[str, float]) -> int:
    windows = [rule(needs) for rule in problem.rulebook.rules]
    return sum(window.broken_by(totals[window.nutrient]) for window in windows)


def _repetition(problem: Problem, week: Sequence[Sequence[_Meal]]) -> dict[str, float]:
    """Return what a week pays for the same dish, main ingredient or food again."""
    prices = problem.rulebook.prices
    foods = Counter(kind for day in week for kind in {f.kind for meal in day for f in meal.eaten if not is_staple(f)})
    dishes = Counter(dish for day in week for dish in {meal.dish for meal in day})
    dinners = [next(meal for meal in day if meal.slot == "dinner") for day in week]
    over = sum(max(0, count - problem.week_max[dish]) for dish, count in dishes.items())
    often = sum(max(0, count - FOOD_USES_A_WEEK) for count in foods.values())
    return {
        "a dinner again": prices.dinner_again * (len(dinners) - len({dinner.dish for dinner in dinners})),
        "a dish too often": prices.dish_over_its_weekly_limit * over,
        "a food too often": prices.food_over_weekly_use * often,
        **_mains([dinner.main for dinner in dinners], prices),
    }


def _mains(mains: Sequence[str], prices: PriceList) -> dict[str, float]:
    twice = sum(one == other != "" for one, other in pairwise(mains))
    thrice = sum(len(set(three)) == 1 and three[0] != "" for three in zip(mains, mains[1:], mains[2:], strict=False))
    return {
        "a main ingredient next day": prices.same_main_next_day * twice,
        "a main ingredient thrice running": prices.same_main_thrice * thrice,
    }
