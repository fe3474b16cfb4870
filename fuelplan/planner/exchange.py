"""Better days from good ones: of each menu, one meal at a time is exchanged for what serves the day best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask, Menu, grams_of, meals_of
from fuelplan.planner.polish import Batch
from fuelplan.planner.prices import prices_of
from fuelplan.planner.sampling import batch_of, level_of, scaled_steps, unease_of

_EXCHANGES = 4
_CROWDED_FROM = 2.0
_CHANCE = 2.0


def crowding(days: Sequence[DayTask], courses: dict[str, Courses], pools: Sequence[Sequence[Menu]]) -> FloatArray:
    """Return what one more use of each kind of food costs where it is on too many days already; (kinds,).

    The days are those on which a menu picked at random would have it.
    """
    facts, price = days[0].facts, days[0].rulebook.prices.food_over_weekly_use
    expected = np.zeros(max(0, int(facts.kinds.max())) + 1)
    for task, menus in zip(days, pools, strict=True):
        slots = [courses[occasion.slot] for occasion in task.occasions]
        chosen, steps = np.array([menu.courses for menu in menus]), np.stack([menu.steps for menu in menus])
        grams, foods = grams_of(slots, chosen, steps)
        kinds = np.where(grams > 0, facts.kinds[foods], -1).reshape(len(menus), -1)
        held = np.zeros((len(menus), expected.size), dtype=bool)
        row, place = np.nonzero(kinds >= 0)
        held[row, kinds[row, place]] = True
        expected += held.mean(axis=0)
    result: FloatArray = price * np.clip(expected - _CROWDED_FROM, 0.0, 1.0)
    return result


def exchanged(
    task: DayTask, courses: dict[str, Courses], menus: Sequence[Menu], crowd: FloatArray, rng: np.random.Generator
) -> Batch:
    """Return new menus, each one of ``menus`` with one meal exchanged, the most promising exchanges of each.

    Every filling of every occasion is tried in the place of the meal there, about as large as the occasion asks, and
    priced by the day's totals, how it fits, and the foods the week has too often (see :func:`crowding`); a little
    chance keeps the same few dishes from winning every day.
    """
    slots = [courses[occasion.slot] for occasion in task.occasions]
    chosen = np.array([menu.courses for menu in menus])
    steps = np.stack([menu.steps for menu in menus])
    best, price = _best_exchanges(task, slots, chosen, steps, crowd, rng)
    places = np.argsort(price, axis=1, kind="stable")[:, :_EXCHANGES]
    menu_of, place_of = np.repeat(np.arange(len(menus)), places.shape[1]), places.ravel()
    return _with_exchanges(task, slots, chosen[menu_of], steps[menu_of], place_of, best[menu_of, place_of], rng)


def _best_exchanges(
    task: DayTask,
    slots: Sequence[Courses],
    chosen: IntArray,
    steps: IntArray,
    crowd: FloatArray,
    rng: np.random.Generator,
) -> tuple[IntArray, FloatArray]:
    """Return the best filling for each menu and occasion in the place of the present one, and its price; (M, O).

    Where no other is ever served there, the present one stays, at no finite price.
    """
    prices = prices_of([task.needs], task.rulebook)
    meals = meals_of(slots, chosen, steps)
    totals = task.fixed + sum(meals)
    best, least = np.zeros_like(chosen), np.zeros(chosen.shape)
    for place, slot in enumerate(slots):
        served, cost = _offers(task, place, slot, crowd)
        rest = prices.scaled((totals - meals[place])[None])[0]
        price = prices.of(rest[:, None] + prices.scaled(served[None])[0]) + cost
        price += rng.exponential(_CHANCE, size=price.shape)
        price[np.arange(len(chosen)), chosen[:, place]] = np.inf
        cheapest = price.min(axis=1)
        best[:, place] = np.where(np.isfinite(cheapest), price.argmin(axis=1), chosen[:, place])
        least[:, place] = cheapest - task.fit[place][chosen[:, place]]
    return best, least


def _offers(task: DayTask, place: int, slot: Courses, crowd: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return what each filling brings when it is as large as its occasion asks, and what it costs there."""
    target = task.occasions[place].share * task.energy_to_share
    steps = level_of(slot, np.arange(len(slot.fillings)), target)[:, None] * slot.most_steps
    served = slot.base + np.einsum("fp,fpn->fn", steps, slot.per_step)
    never = np.where(task.chances[place] > 0, 0.0, np.inf)
    kinds = task.facts.kinds[slot.foods]
    dull = (np.where(kinds >= 0, crowd[kinds], 0.0) * ((steps > 0) | (slot.least_g > 0))).sum(axis=1)
    spent = task.money_price * ((slot.least_g + steps * slot.step_g) * task.facts.money[slot.foods]).sum(axis=1)
    return served, task.fit[place] + unease_of(task, slot, task.sittings[place], target) + never + dull + spent


def _with_exchanges(
    task: DayTask,
    slots: Sequence[Courses],
    chosen: IntArray,
    steps: IntArray,
    places: IntArray,
    fillings: IntArray,
    rng: np.random.Generator,
) -> Batch:
    """Return menus with one meal exchanged each, ready to be polished."""
    for place, slot in enumerate(slots):
        rows = np.flatnonzero(places == place)
        chosen[rows, place] = fillings[rows]
        target = task.occasions[place].share * task.energy_to_share
        steps[rows, place] = scaled_steps(slot, fillings[rows], target, rng)
    return batch_of(task, slots, chosen, steps)
