"""The whole week as one integer programme, on the same courses, days, windows and prices.

Per day and occasion: a binary for every filling, whole steps for its parts, a binary for every part that may be
left out. Wishes and meal sizes are columns held up by straight lines, what a week pays for repetition is a slack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.foods import Food
from fuelplan.planner.courses import BoolArray, Courses
from fuelplan.planner.menus import DayTask
from fuelplan.planner.polish import APPETITE_BAND
from fuelplan.planner.prices import prices_of
from fuelplan.planner.rulebook import Rulebook
from fuelplan.planner.wishes.dish import is_staple
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.planner.wishes.week import FOOD_USES_A_WEEK
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS
from one_model.evaluate import Course, Week
from one_model.linear import Builder, Linear, Numbers, Places
from one_model.problem import Problem

UNIT = 1e-5
# Solvers keep rows within their tolerances only; the hard windows are this much narrower, so that none is broken.
HAIR = 1e-5
_ENERGY, _PROTEIN = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("protein_g")

Uses = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """The columns of one occasion: ``filling`` (F,), ``steps`` and ``served`` (F, P), −1 where there is none."""

    slot: str
    courses: Courses
    filling: Places
    steps: Places
    served: Places

    def contents(self) -> tuple[Places, Numbers]:
        """Return columns and what one of each brings of every nutrient."""
        parts = np.nonzero(self.steps >= 0)
        index = np.concatenate([self.filling, self.steps[parts]])
        return index, np.concatenate([self.courses.base, self.courses.per_step[parts]])

    def range(self) -> tuple[Numbers, Numbers]:
        """Return the least and the most it can hold of each nutrient."""
        base, per_step = self.courses.base, self.courses.per_step
        return base.min(axis=0), (base + np.einsum("fp,fpn->fn", self.courses.most_steps, per_step)).max(axis=0)

    def eaten(self) -> Iterable[tuple[int, Food, int]]:
        """Return filling, food and column of everything that can be eaten: the column is 1 when it is."""
        for number, filling in enumerate(self.courses.fillings):
            for place, (part, food) in enumerate(filling.choices):
                column = self.filling[number] if part.least > 0 else self.served[number, place]
                if column >= 0:
                    yield number, food, int(column)


def one_model(problem: Problem) -> tuple[Linear, list[list[Meal]]]:
    """Return the programme, and where each meal's columns are."""
    builder, prices = Builder(), problem.rulebook.prices
    days = [
        [
            _meal(builder, occasion.slot, problem.courses[occasion.slot], fit, chances, prices)
            for occasion, fit, chances in zip(task.occasions, task.fit, task.chances, strict=True)
        ]
        for task in problem.tasks
    ]
    for task, meals in zip(problem.tasks, days, strict=True):
        _wishes(builder, task, meals, problem.rulebook)
        for occasion, meal in zip(task.occasions, meals, strict=True):
            _meal_sizes(builder, task, occasion.share, meal, prices)
    _repetition(builder, problem, days)
    return builder.linear(), days


def chosen(days: Sequence[Sequence[Meal]], values: Numbers) -> list[list[Course]]:
    """Return each day's fillings and steps from the values of a solver."""
    week: list[list[Course]] = []
    for meals in days:
        numbers = [int(values[meal.filling].argmax()) for meal in meals]
        steps = [
            np.where(meal.steps[n] >= 0, np.round(values[meal.steps[n]]), 0).astype(np.int64)
            for meal, n in zip(meals, numbers, strict=True)
        ]
        week.append(list(zip(numbers, steps, strict=True)))
    return week


def _meal(
    builder: Builder, slot: str, courses: Courses, fit: FloatArray, chances: FloatArray, prices: PriceList
) -> Meal:
    """Add a meal: what is never tried is not offered, what does not fit the day costs."""
    shape, most = courses.most_steps.shape, courses.most_steps
    filling = builder.columns(shape[0], cost=fit, upper=np.where(chances > 0, 1.0, 0.0))
    builder.row(filling, 1.0, 1.0, 1.0)
    moves = most > 0
    steps, served = np.full(shape, -1), np.full(shape, -1)
    steps[moves] = builder.columns(int(moves.sum()), upper=most[moves])
    optional = moves & _may_be_absent(courses)
    price = np.where(courses.optional[optional], prices.extra_on_the_table, 0.0)
    served[optional] = builder.columns(int(optional.sum()), cost=price)
    holder = np.where(served >= 0, served, filling[:, None])
    builder.at_most(steps[moves], most[moves], holder[moves])
    builder.at_most(served[optional], 1.0, np.broadcast_to(filling[:, None], shape)[optional])
    return Meal(slot=slot, courses=courses, filling=filling, steps=steps, served=served)


def _may_be_absent(courses: Courses) -> BoolArray:
    absent = np.zeros(courses.most_steps.shape, dtype=bool)
    for number, filling in enumerate(courses.fillings):
        absent[number, : len(filling.choices)] = [part.least == 0 for part, _ in filling.choices]
    return absent


def _wishes(builder: Builder, task: DayTask, meals: Sequence[Meal], rulebook: Rulebook) -> None:
    """Add a day's totals (divided by their aims), the lines that price them, and the hard windows."""
    contents = [meal.contents() for meal in meals]
    index, brings = (np.concatenate(side) for side in zip(*contents, strict=True))
    least, most = (task.fixed + sum(side) for side in zip(*(meal.range() for meal in meals), strict=True))
    wishes = prices_of([task.needs], rulebook)
    slopes, offsets = wishes.slopes[:, 0, 0].astype(float), wishes.offsets[:, 0, 0].astype(float)
    for place, (column, aim) in enumerate(zip(wishes.columns, wishes.scale[0, 0], strict=True)):
        ends = np.array([least[column], most[column]]) / aim
        total = builder.columns(1, lower=ends[0], upper=ends[1], integer=False, unit=UNIT)
        fixed = float(task.fixed[column] / aim)
        builder.row([*index, *total], [*(brings[:, column] / aim), -1.0], -fixed, -fixed)
        _dearest(builder, total, slopes[:, place], offsets[:, place], ends)
    for window in (rule(task.needs) for rule in rulebook.rules):
        column, unit = NUTRIENTS.index(window.nutrient), max(window.low, 1.0)
        low, high = ((edge - float(task.fixed[column])) / unit for edge in (window.low, window.high))
        if window.low > least[column] or window.high < np.inf:
            builder.row(index, brings[:, column] / unit, low + HAIR, high - HAIR, sound=True)


def _dearest(builder: Builder, total: Places, slopes: Numbers, offsets: Numbers, ends: Numbers) -> None:
    """Add a price that lies on or above every line over a total."""
    most = float((np.outer(slopes, ends) + offsets[:, None]).max())
    price = builder.columns(1, cost=1.0, upper=max(most, 0.0), integer=False, unit=UNIT)
    for slope, offset in {*zip(slopes, offsets, strict=True)}:
        if slope or offset:
            builder.row([*total, *price], [slope, -1.0], upper=-offset)


def _meal_sizes(builder: Builder, task: DayTask, share: float, meal: Meal, prices: PriceList) -> None:
    """Add what a meal pays for being far from its share of the day, and a main meal for too little protein."""
    index, brings = meal.contents()
    left = task.needs.windows["energy_kcal"].aim - float(task.fixed[_ENERGY])
    energy = brings[:, _ENERGY] / max(1.0, share * left)
    most = float(meal.range()[1][_ENERGY]) / max(1.0, share * left) + 1.0
    off, beyond = (
        builder.columns(1, cost=cost, upper=most, integer=False, unit=UNIT)
        for cost in (prices.meal_size, prices.meal_far_off_size)
    )
    builder.row([*index, *off], [*energy, -1.0], upper=1.0)
    builder.row([*index, *off], [*energy, 1.0], lower=1.0)
    builder.row([*off, *beyond], [1.0, -1.0], upper=APPETITE_BAND)
    if meal.slot in MAIN_SLOTS:
        short = builder.columns(1, cost=prices.meal_protein_short, integer=False, unit=UNIT)
        protein = brings[:, _PROTEIN] / max(1.0, task.needs.protein_per_meal_g)
        builder.row([*index, *short], [*protein, 1.0], lower=1.0)


def _repetition(builder: Builder, problem: Problem, days: Sequence[Sequence[Meal]]) -> None:
    """Add what a week pays for the same dish, main ingredient or food again."""
    prices = problem.rulebook.prices
    dinners = [[meal for meal in meals if meal.slot == "dinner"] for meals in days]
    _week(builder, [_present(builder, map(_dishes, meals)) for meals in dinners], lambda _: 1, prices.dinner_again)
    dishes = [_present(builder, map(_dishes, meals)) for meals in days]
    _week(builder, dishes, problem.week_max.__getitem__, prices.dish_over_its_weekly_limit)
    mains = [_present(builder, map(_mains, meals)) for meals in dinners]
    for running, price in ((2, prices.same_main_next_day), (3, prices.same_main_thrice)):
        for first in range(len(mains) - running + 1):
            _week(builder, mains[first : first + running], lambda _, most=running - 1: most, price)
    foods = [_present(builder, map(_foods, meals)) for meals in days]
    _week(builder, foods, lambda _: FOOD_USES_A_WEEK, prices.food_over_weekly_use)


def _dishes(meal: Meal) -> Uses:
    return _by_name(meal, [filling.dish.name for filling in meal.courses.fillings])


def _mains(meal: Meal) -> Uses:
    return _by_name(meal, list(map(str, meal.courses.mains)))


def _by_name(meal: Meal, names: Sequence[str]) -> Uses:
    """Return name → the columns that mean it, at most one of which is 1."""
    named: dict[str, list[int]] = defaultdict(list)
    for name, column in zip(names, meal.filling, strict=True):
        if name:
            named[name].append(int(column))
    return {name: [columns] for name, columns in named.items()}


def _foods(meal: Meal) -> Uses:
    return _alone([(number, food.kind, column) for number, food, column in meal.eaten() if not is_staple(food)])


def _alone(uses: Sequence[tuple[int, str, int]]) -> Uses:
    """Return name → lists of columns; in each list at most one is 1, for it has one column of each filling."""
    by_filling: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, name, column in uses:
        if column not in by_filling[name, number]:
            by_filling[name, number].append(column)
    named: dict[str, list[list[int]]] = defaultdict(list)
    for (name, _), columns in by_filling.items():
        for place, column in enumerate(columns):
            if place == len(named[name]):
                named[name].append([])
            named[name][place].append(column)
    return named


def _present(builder: Builder, meals: Iterable[Uses]) -> dict[str, list[int]]:
    """Return name → columns whose sum is at least 1 on a day that has it: its own, or one above them all."""
    found: dict[str, list[Sequence[int]]] = defaultdict(list)
    for uses in meals:
        for name, lists in uses.items():
            found[name] += lists
    present = {}
    for name, lists in found.items():
        if len(lists) == 1:
            present[name] = list(lists[0])
            continue
        above = builder.columns(1, integer=False)
        for columns in lists:
            builder.row([*columns, *above], [*[1.0] * len(columns), -1.0], upper=0.0)
        present[name] = [int(above[0])]
    return present


def _week(builder: Builder, days: Sequence[Mapping[str, list[int]]], most: Callable[[str], int], price: float) -> None:
    """Add a limit for every name that can come on more days than it is welcome."""
    for name in sorted({name for day in days for name in day}):
        having = [day[name] for day in days if name in day]
        if len(having) > most(name):
            _limit(builder, [column for columns in having for column in columns], most(name), price)


def _limit(builder: Builder, columns: Sequence[int], most: float, price: float) -> None:
    over = builder.columns(1, cost=price, upper=float(len(columns)), integer=False)
    builder.row([*columns, *over], [*[1.0] * len(columns), -1.0], upper=most)


def held_to(linear: Linear, days: Sequence[Sequence[Meal]], week: Week) -> Linear:
    """Return the programme with the fillings and steps of its first days fixed; of all, and the price is theirs."""
    lower, upper = linear.lower.copy(), linear.upper.copy()
    for meals, courses in zip(days, week, strict=False):
        for meal, (number, steps) in zip(meals, courses, strict=True):
            moved = meal.steps[meal.steps >= 0]
            lower[meal.filling], upper[meal.filling], upper[moved] = 0.0, 0.0, 0.0
            lower[meal.filling[number]] = upper[meal.filling[number]] = 1.0
            parts = meal.steps[number] >= 0
            lower[meal.steps[number, parts]] = upper[meal.steps[number, parts]] = np.asarray(steps)[parts]
    return replace(linear, lower=lower, upper=upper)
