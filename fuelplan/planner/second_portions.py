"""One pot, two equal portions: the lunch from a pot holds what its dinner held, and its day is balanced around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from fuelplan.dishes import MOST_PARTS, Filling
from fuelplan.planner.candidates import servings_of
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask, Menu, keeps_hard_rules, polished_menus
from fuelplan.planner.sampling import batch_of


def with_equal_portions(
    days: Sequence[DayTask], courses: dict[str, Courses], menus: Sequence[Menu], evenings: Mapping[int, int]
) -> tuple[list[Menu], dict[str, Courses]]:
    """Return the menus with equal second portions, and the courses they are of.

    ``evenings`` says for a day on which evening before it its lunch was cooked. Where a day cannot keep its hard rules
    around the same portion, its own stays, and the page says what more goes into the pot.
    """
    chosen, offered = list(menus), dict(courses)
    for day, evening in evenings.items():
        task, lunch = days[day], _place("lunch", days[day])
        row = menus[day].courses[lunch]
        dinner = courses["dinner"].fillings[menus[evening].courses[_place("dinner", days[evening])]]
        portions = {food.id: amount for food, amount in servings_of(dinner, _steps("dinner", days, menus, evening))}
        fixed = {**offered, "lunch": _with_portions(offered["lunch"], row, portions)}
        (found,) = _rebalanced(task, fixed, menus[day], lunch)
        if keeps_hard_rules(found, task):
            chosen[day], offered = found, fixed
    return chosen, offered


def lunch_of(day: DayTask, menu: Menu, courses: Mapping[str, Courses]) -> Filling:
    """Return what a menu has for lunch."""
    return courses["lunch"].fillings[menu.courses[_place("lunch", day)]]


def _place(slot: str, day: DayTask) -> int:
    return next(place for place, occasion in enumerate(day.occasions) if occasion.slot == slot)


def _steps(slot: str, days: Sequence[DayTask], menus: Sequence[Menu], day: int) -> IntArray:
    steps: IntArray = menus[day].steps[_place(slot, days[day])]
    return steps


def _with_portions(slot: Courses, row: int, portions: Mapping[str, float]) -> Courses:
    """Return a slot with the portions of one filling fixed, those of parts that may be left out aside."""
    filling = slot.fillings[row]
    choices = tuple(
        (part if part.optional else replace(part, least=portions[food.id], most=portions[food.id]), food)
        for part, food in filling.choices
    )
    least_g, most, base = slot.least_g.copy(), slot.most_steps.copy(), slot.base.copy()
    for place, (part, food) in enumerate(choices[:MOST_PARTS]):
        if not part.optional:
            more_g = part.least * food.portion_g - least_g[row, place]
            base[row] += more_g * slot.per_step[row, place] / slot.step_g[row, place]
            least_g[row, place] += more_g
            most[row, place] = 0
    fillings = [*slot.fillings]
    fillings[row] = Filling(filling.dish, choices, again=True)
    return replace(slot, fillings=tuple(fillings), least_g=least_g, most_steps=most, base=base)


def _rebalanced(task: DayTask, courses: dict[str, Courses], menu: Menu, lunch: int) -> list[Menu]:
    """Return the day polished anew around a lunch whose portions are fixed."""
    slots = [courses[occasion.slot] for occasion in task.occasions]
    chosen, steps = np.array([menu.courses]), menu.steps[None].copy()
    steps[0, lunch] = np.minimum(steps[0, lunch], slots[lunch].most_steps[menu.courses[lunch]])
    (found,) = polished_menus([task], courses, [batch_of(task, slots, chosen, steps)])
    return found
