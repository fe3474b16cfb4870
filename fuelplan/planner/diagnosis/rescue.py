"""A day that sampling found no menu for: the exact search, first among a few dishes, then among all; as a menu."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from fuelplan.dishes import MOST_PARTS, Filling
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import Courses
from fuelplan.planner.diagnosis.elastic import Edge, edges_of, kept_together, with_room
from fuelplan.planner.diagnosis.exact import Search, Served, search_all
from fuelplan.planner.diagnosis.reach import DayReach
from fuelplan.planner.menus import DayTask, Menu, keeps_hard_rules, menus_as_they_are, polished_menus
from fuelplan.planner.rules import Window
from fuelplan.planner.sampling import batch_of

_FEW_DISHES = 6
_NEAR_AIM = 0.05


def search_day(reach: DayReach, edges: Sequence[Edge], needs: DayNeeds, seed: int) -> Search:
    """Look for a menu of one day that keeps all rules, with room for the rounding of printed grams.

    First among a few dishes an occasion, no dish twice, with the energy near its aim: such days are better and found
    sooner. Then among a few with any energy; then among all, where only a proof or the nodes end the search.
    """
    edges = with_room(edges)
    few = _narrowed(reach, edges, random.Random(seed))
    aim = needs.windows["energy_kcal"].aim
    near = edges_of([Window(nutrient="energy_kcal", low=aim * (1 - _NEAR_AIM), high=aim * (1 + _NEAR_AIM), says="")])
    for asked in ([*edges, *near], edges):
        if kept_together(few, asked):
            search = search_all(few, asked)
            if search.meals:
                return search
    return search_all(reach, edges)


def fillings_by_slot(found: Iterable[Sequence[Served]]) -> dict[str, list[Filling]]:
    """Return the fillings of found menus by slot, to be offered beside all others."""
    by_slot: dict[str, list[Filling]] = defaultdict(list)
    for meals in found:
        for meal in meals:
            by_slot[meal.slot].append(meal.filling)
    return by_slot


def menus_of(day: DayTask, courses: dict[str, Courses], meals: Sequence[Served]) -> list[Menu]:
    """Return a found menu as the planner's own: polished where that keeps every hard rule, else as it was found."""
    slots = [courses[occasion.slot] for occasion in day.occasions]
    places = [_place(meal.filling, slot.fillings) for meal, slot in zip(meals, slots, strict=True)]
    steps = np.zeros((1, len(meals), MOST_PARTS), dtype=np.int64)
    for row, meal in enumerate(meals):
        steps[0, row, : len(meal.steps)] = meal.steps
    batch = batch_of(day, slots, np.array([places]), steps)
    menus = polished_menus([day], courses, [batch])[0] + menus_as_they_are([day], courses, [batch])[0]
    return [menu for menu in menus if keeps_hard_rules(menu, day)][:1]


def _place(filling: Filling, fillings: Sequence[Filling]) -> int:
    return next(place for place, other in enumerate(fillings) if other is filling)


def _narrowed(reach: DayReach, edges: Sequence[Edge], rng: random.Random) -> DayReach:
    """Return a day of few dishes an occasion: those that go farthest for a rule, and some no other occasion has."""
    taken: set[str] = set()
    slots = []
    for slot in reach.slots:
        names = [each.dish.name for each in slot.makings]
        places = list(dict.fromkeys(slot.farthest_dish(edge.direction) for edge in edges))
        free = [place for place, name in enumerate(names) if name not in taken and place not in places]
        places += rng.sample(free, min(_FEW_DISHES, len(free)))
        taken.update(names[place] for place in places)
        slots.append(slot.only(places))
    return DayReach(reach.fixed, tuple(slots))
