"""Pools of menus: for each day the cheapest found that keep every hard rule, of many kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from fuelplan.planner.courses import Courses
from fuelplan.planner.exchange import crowding, exchanged
from fuelplan.planner.menus import DayTask, Menu, keeps_hard_rules, polished_menus
from fuelplan.planner.sampling import SAMPLES, sample_day

_POOL, _SAME_DISH = 12, 4
_DEAR = 4.0
_MORE_SAMPLES = 4
_TRIES = 3
_EXCHANGE_ROUNDS = 2


def find_menus(days: Sequence[DayTask], courses: dict[str, Courses], seed: int) -> list[list[Menu]]:
    """Return each day's menus that keep every hard rule, looking harder where none or only dear ones turn up."""
    pools: list[list[Menu]] = [[] for _ in days]
    open_days = list(range(len(days)))
    for attempt in range(_TRIES):
        rng = np.random.default_rng([seed, attempt])
        samples = SAMPLES * (_MORE_SAMPLES if attempt else 1)
        sampled = [sample_day(days[day], courses, rng, samples) for day in open_days]
        found = polished_menus([days[day] for day in open_days], courses, sampled)
        for _ in range(_EXCHANGE_ROUNDS):
            best = [_pool(menus, days[day], courses) for day, menus in zip(open_days, found, strict=True)]
            crowd = crowding([days[day] for day in open_days], courses, best)
            better = [
                exchanged(days[day], courses, menus, crowd, rng) for day, menus in zip(open_days, best, strict=True)
            ]
            more = polished_menus([days[day] for day in open_days], courses, better)
            found = [[*old, *new] for old, new in zip(found, more, strict=True)]
        for day, menus in zip(open_days, found, strict=True):
            keeps = [menu for menu in menus if keeps_hard_rules(menu, days[day])]
            pools[day] = _pool([*pools[day], *keeps], days[day], courses)
        open_days = [day for day in open_days if not pools[day] or min(m.price for m in pools[day]) > _DEAR]
        if not open_days:
            break
    return pools


def _pool(menus: Sequence[Menu], day: DayTask, courses: Mapping[str, Courses]) -> list[Menu]:
    """Return the cheapest menus, few with one dish; beside them the cheapest with each of this week's pots."""
    kept: list[Menu] = []
    shared: dict[tuple[str, ...], Menu] = {}
    seen: Counter[str] = Counter()
    for menu in sorted(menus, key=lambda menu: menu.cost):
        fillings = [courses[o.slot].fillings[course] for o, course in zip(day.occasions, menu.courses, strict=True)]
        for occasion, filling in zip(day.occasions, fillings, strict=True):
            if filling.key in day.pots and occasion.slot in ("lunch", "dinner"):
                shared.setdefault((occasion.slot, *filling.key), menu)
        dishes = [filling.dish.name for filling in fillings]
        if not any(filling.again for filling in fillings) and all(seen[dish] < _SAME_DISH for dish in dishes):
            seen.update(dishes)
            kept.append(menu)
    chosen = {id(menu): menu for menu in [*kept[:_POOL], *shared.values()]}
    return list(chosen.values())
