"""Pools of menus: for each day the cheapest found that keep every hard rule, of many kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from fuelplan.planner.courses import Courses
from fuelplan.planner.exchange import crowding, exchanged
from fuelplan.planner.menus import DayTask, Menu, keeps_hard_rules, polished_menus
from fuelplan.planner.sampling import SAMPLES, sample_day

_POOL, _SAME_DISH = 10, 4
_DEAR = 4.0
_MORE_SAMPLES = 4
_TRIES = 3
_EXCHANGE_ROUNDS = 2


def find_menus(days: Sequence[DayTask], courses: dict[str, Courses], seed: int) -> list[list[Menu]]:
    """Return each day's menus that keep every hard rule, looking harder where none or only dear ones turn up."""
    pools: list[list[Menu]] = [[] for _ in days]
    left = list(range(len(days)))
    for attempt in range(_TRIES):
        rng = np.random.default_rng([seed, attempt])
        found = _tried([days[day] for day in left], courses, rng, SAMPLES * (_MORE_SAMPLES if attempt else 1))
        for day, menus in zip(left, found, strict=True):
            keeping = [menu for menu in menus if keeps_hard_rules(menu, days[day])]
            pools[day] = _pool([*pools[day], *keeping], days[day], courses)
        left = [day for day in left if not pools[day] or min(menu.price for menu in pools[day]) > _DEAR]
        if not left:
            break
    return pools


def _tried(
    days: Sequence[DayTask], courses: dict[str, Courses], rng: np.random.Generator, samples: int
) -> list[list[Menu]]:
    """Return sampled menus of each day and those that exchanging their meals makes of them, all polished."""
    found = polished_menus(days, courses, [sample_day(day, courses, rng, samples) for day in days])
    for _ in range(_EXCHANGE_ROUNDS):
        best = [_pool(menus, day, courses) for day, menus in zip(days, found, strict=True)]
        crowd = crowding(days, courses, best)
        others = [exchanged(day, courses, menus, crowd, rng) for day, menus in zip(days, best, strict=True)]
        found = [[*old, *new] for old, new in zip(found, polished_menus(days, courses, others), strict=True)]
    return found


def _pool(menus: Sequence[Menu], day: DayTask, courses: Mapping[str, Courses]) -> list[Menu]:
    """Return the cheapest menus, few with one dish; beside them the cheapest with each of this week's pots."""
    kept: list[Menu] = []
    shared: dict[tuple[str, ...], Menu] = {}
    seen: Counter[str] = Counter()
    for menu in sorted(menus, key=lambda menu: menu.cost):
        fillings = [courses[o.slot].fillings[course] for o, course in zip(day.occasions, menu.courses, strict=True)]
        for occasion, filling in zip(day.occasions, fillings, strict=True) if day.pots else ():
            if filling.key in day.pots and occasion.slot in ("lunch", "dinner"):
                shared.setdefault((occasion.slot, *filling.key), menu)
        dishes = [filling.dish.name for filling in fillings]
        if not any(filling.again for filling in fillings) and all(seen[dish] < _SAME_DISH for dish in dishes):
            seen.update(dishes)
            kept.append(menu)
    chosen = {id(menu): menu for menu in [*kept[:_POOL], *shared.values()]}
    return list(chosen.values())
