"""Sample days of courses at random, many at once, and keep the promising ones of many kinds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.planner.courses import Courses, IntArray, RowArray
from fuelplan.planner.menus import (
    DayTask,
    fit_of,
    grams_of,
    holds,
    meals_of,
    money_of,
    repeats_of,
    timing_of,
    vegetables_of,
)
from fuelplan.planner.polish import Batch
from fuelplan.planner.prices import prices_of
from fuelplan.planner.wishes.hour import Sitting, price_of_sitting
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS

SAMPLES = 300
KEPT = 28
_KEPT_PER_DINNER, _KEPT_PER_LUNCH = 3, 5
_ENERGY, _PROTEIN = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("protein_g")


def sample_day(task: DayTask, courses: dict[str, Courses], rng: np.random.Generator, samples: int = SAMPLES) -> Batch:
    """Draw days at random, with portions scaled to each occasion's share, and keep the promising ones."""
    slots = [courses[occasion.slot] for occasion in task.occasions]
    targets = [occasion.share * task.energy_to_share for occasion in task.occasions]
    chosen = np.column_stack(
        [_drawn(task, place, slot, targets[place], samples, rng) for place, slot in enumerate(slots)]
    )
    steps = np.stack([scaled_steps(slot, chosen[:, c], targets[c], rng) for c, slot in enumerate(slots)], axis=1)
    kept = _varied(_price(task, slots, chosen, steps), slots, task, chosen)
    return batch_of(task, slots, chosen[kept], steps[kept])


def _price(task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> FloatArray:
    """Return about what sampled days will cost."""
    prices = prices_of([task.needs], task.rulebook)
    meals = meals_of(slots, chosen, steps)
    price = prices.of(prices.scaled((task.fixed + sum(meals))[None]))[0]
    price += repeats_of(task, slots, chosen, steps) + vegetables_of(task, slots, chosen, steps)
    price += timing_of(task, slots, chosen, steps, meals)
    got = sum(slot.wanted.sum(axis=1)[chosen[:, c]] for c, slot in enumerate(slots))
    wanted = task.rulebook.prices.wanted_food_left_out * np.maximum(task.wanted - got, 0.0)
    spent = task.money_price * money_of(task, *grams_of(slots, chosen, steps))
    result: FloatArray = price + fit_of(task, chosen) + wanted + spent
    return result


def _drawn(
    task: DayTask, place: int, slot: Courses, target_kcal: float, samples: int, rng: np.random.Generator
) -> IntArray:
    """Draw fillings for one occasion: the likelier, the better they fit its hour and its day, of those tried there."""
    cost = task.fit[place] + unease_of(task, slot, task.sittings[place], target_kcal)
    least = cost[task.chances[place] > 0].min()
    chances = task.chances[place] * np.exp(np.minimum(least - cost, 0.0))
    return rng.choice(len(slot.fillings), size=samples, p=chances / chances.sum())


def unease_of(task: DayTask, slot: Courses, sitting: Sitting, target_kcal: float) -> FloatArray:
    """Return what each filling would cost at its hour, about as large as it is wanted."""
    if sitting.quiet:
        return np.zeros(len(slot.fillings))
    rows = np.arange(len(slot.fillings))
    steps = level_of(slot, rows, target_kcal)[:, None] * slot.most_steps
    uneasy = holds(task.facts.upsetting, slot, rows, slot.most_steps)
    meals = slot.base + np.einsum("fp,fpn->fn", steps, slot.per_step)
    return price_of_sitting(sitting, meals, uneasy, task.rulebook.hour_wishes, task.rulebook.prices)


def level_of(slot: Courses, rows: IntArray, target_kcal: float) -> FloatArray:
    """Return how far (0 to 1) each filling's portions are to rise to reach an energy."""
    room = (slot.most_steps[rows] * slot.per_step[rows][:, :, _ENERGY]).sum(axis=1)
    result: FloatArray = np.clip((target_kcal - slot.base[rows][:, _ENERGY]) / np.maximum(room, 1.0), 0.0, 1.0)
    return result


def scaled_steps(slot: Courses, rows: IntArray, target_kcal: float, rng: np.random.Generator) -> IntArray:
    """Return steps that bring each filling near a share of the day's energy, a little at random."""
    most = slot.most_steps[rows]
    level = level_of(slot, rows, target_kcal)
    rounded = np.floor(level[:, None] * most + rng.uniform(0.2, 0.8, size=most.shape))
    steps: IntArray = np.minimum(rounded.astype(np.int64), most)
    return steps


def _varied(price: FloatArray, slots: Sequence[Courses], task: DayTask, chosen: IntArray) -> RowArray:
    """Keep the cheapest samples, but not too many with one dinner or one lunch."""
    limits = {"dinner": _KEPT_PER_DINNER, "lunch": _KEPT_PER_LUNCH}
    watched = [(c, limits[o.slot]) for c, o in enumerate(task.occasions) if o.slot in limits]
    seen: dict[tuple[int, int], int] = {}
    kept: list[int] = []
    for sample in np.argsort(price, kind="stable"):
        keys = [(c, int(slots[c].dish[chosen[sample, c]])) for c, _ in watched]
        if any(seen.get(key, 0) >= limit for key, (_, limit) in zip(keys, watched, strict=True)):
            continue
        for key in keys:
            seen[key] = seen.get(key, 0) + 1
        kept.append(int(sample))
        if len(kept) == KEPT:
            break
    return np.array(kept, dtype=np.intp)


def batch_of(task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> Batch:
    """Return one day's menus, their occasions' parts side by side, ready to be polished."""
    per_step = np.concatenate([slot.per_step[chosen[:, c]] for c, slot in enumerate(slots)], axis=1)
    meals = np.stack(meals_of(slots, chosen, steps), axis=1)
    energy, protein = task.energy_to_share, task.needs.protein_per_meal_g
    wanted = np.array([[o.share * energy, protein if o.slot in MAIN_SLOTS else 0.0] for o in task.occasions])
    return Batch(
        chosen=chosen,
        steps=steps.reshape(len(chosen), -1),
        most=np.concatenate([slot.most_steps[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
        optional=np.concatenate([slot.optional[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
        per_step=per_step,
        totals=task.fixed + meals.sum(axis=1),
        meals=meals[:, :, [_ENERGY, _PROTEIN]],
        wanted=np.broadcast_to(wanted, (len(chosen), *wanted.shape)),
    )
