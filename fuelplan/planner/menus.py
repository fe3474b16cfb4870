"""A day from meals: sample many days of courses, keep the promising ones, polish their portions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.dishes import MOST_PARTS
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import WANTED_CHANCE, BoolArray, Courses, IntArray, RowArray
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.polish import Batch
from fuelplan.planner.prices import Prices, prices_of
from fuelplan.planner.timing import Sitting, price_of_day, price_of_sitting
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS

SAMPLES = 300
KEPT = 26
_KEPT_PER_DINNER, _KEPT_PER_LUNCH = 3, 5
_PRICE_SAME_DISH, _PRICE_FOOD_AGAIN = 50.0, 0.7
# The hours weigh less than leaving the energy window by a hair would, but not before a race.
_MOST_FOR_TIMING, _MOST_FOR_PLAIN_FOOD = 2.0, 10.0
_ENERGY, _PROTEIN = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("protein_g")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTask:
    """One day to be planned: its needs, its occasions, what is fixed already (fuel on the run), and how much of
    the wanted foods is asked for.

    ``inhibiting`` says, by row of the table, which foods hold back iron, ``upsetting`` which a loaded gut does without.
    """

    needs: DayNeeds
    occasions: tuple[Occasion, ...]
    sittings: tuple[Sitting, ...]
    fixed: FloatArray
    inhibiting: BoolArray
    upsetting: BoolArray
    wanted: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A day's courses with polished portions; ``steps`` has shape (occasions, parts).

    ``price`` is that of the wishes for nutrients, ``left_out`` how much of the wanted foods is missing,
    ``timing`` what eating these meals at these hours costs beyond the best of the day's menus.
    """

    courses: tuple[int, ...]
    steps: IntArray
    totals: FloatArray
    price: float
    left_out: float = 0.0
    timing: float = 0.0

    @property
    def cost(self) -> float:
        """What a week pays for this day."""
        return self.price + self.left_out + self.timing


def day_menus(
    tasks: Sequence[DayTask], courses: dict[str, Courses], rng: np.random.Generator, samples: int = SAMPLES
) -> list[list[Menu]]:
    """Return a pool of polished menus for each day, cheapest first."""
    prices = prices_of([task.needs for task in tasks])
    batches = [_sample(task, courses, prices, day, rng, samples) for day, task in enumerate(tasks)]
    batch = Batch.join(batches)
    day_of = np.repeat(np.arange(len(tasks)), [len(b.chosen) for b in batches])
    batch.polish(prices.take(day_of))
    price = batch.price(prices.take(day_of))
    timing = np.concatenate([_polished_timing(task, courses, batch, day_of == day) for day, task in enumerate(tasks)])
    pools: list[list[Menu]] = [[] for _ in tasks]
    for row in np.argsort(price, kind="stable"):
        day = int(day_of[row])
        count = len(tasks[day].occasions)
        chosen = tuple(int(c) for c in batch.chosen[row, :count])
        steps = batch.steps[row].reshape(-1, MOST_PARTS)[:count]
        pools[day].append(
            Menu(
                courses=chosen,
                steps=steps,
                totals=batch.totals[row],
                price=float(price[row]),
                left_out=_left_out(tasks[day], courses, chosen, steps),
                timing=float(timing[row]),
            )
        )
    return pools


def _polished_timing(task: DayTask, courses: dict[str, Courses], batch: Batch, rows: BoolArray) -> FloatArray:
    """Return the price of the hours of one day's polished menus, beyond the best of them."""
    slots = [courses[occasion.slot] for occasion in task.occasions]
    chosen, flat = batch.chosen[rows][:, : len(slots)], batch.steps[rows][:, : len(slots) * MOST_PARTS]
    steps = [flat[:, c * MOST_PARTS : (c + 1) * MOST_PARTS] for c in range(len(slots))]
    timing = _timing(task, slots, chosen, steps, _meals(slots, chosen, steps))
    plain = any(sitting.plain for sitting in task.sittings)
    result: FloatArray = np.minimum(timing - timing.min(), _MOST_FOR_PLAIN_FOOD if plain else _MOST_FOR_TIMING)
    return result


def _meals(slots: Sequence[Courses], chosen: IntArray, steps: Sequence[IntArray]) -> list[FloatArray]:
    """Return the totals of each occasion's meals, one array (samples, nutrients) per occasion."""
    return [
        slot.base[chosen[:, c]] + np.einsum("sp,spn->sn", steps[c], slot.per_step[chosen[:, c]])
        for c, slot in enumerate(slots)
    ]


def _timing(
    task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: Sequence[IntArray], meals: Sequence[FloatArray]
) -> FloatArray:
    """Price what is eaten when."""
    uneasy, inhibited = (
        np.column_stack([_holds(flags, slot, chosen[:, c], steps[c]) for c, slot in enumerate(slots)])
        for flags in (task.upsetting, task.inhibiting)
    )
    minutes = [slot.minutes[chosen[:, c]] for c, slot in enumerate(slots)]
    return price_of_day(task.sittings, meals, minutes, uneasy, inhibited)


def _holds(flags: BoolArray, slot: Courses, rows: IntArray, steps: IntArray) -> BoolArray:
    """Return which meals hold a flagged food; a part that is not optional, or has a step, is eaten."""
    held = flags[slot.foods] & (slot.per_step[:, :, _ENERGY] > 0)
    result: BoolArray = np.asarray((held[rows] & ((steps > 0) | ~slot.optional[rows])).any(axis=1))
    return result


def _left_out(task: DayTask, courses: dict[str, Courses], chosen: Sequence[int], steps: IntArray) -> float:
    """Return how much of the wanted foods a menu lacks; an optional part with no portion is not eaten."""
    if not task.wanted:
        return 0.0
    got = 0.0
    for occasion, course, row in zip(task.occasions, chosen, steps, strict=True):
        slot = courses[occasion.slot]
        parts = (part for part, _ in slot.fillings[course].choices)
        got += sum(
            want
            for part, want, taken in zip(parts, slot.wanted[course], row, strict=False)
            if taken or not part.optional
        )
    return max(0.0, task.wanted - got)


def _sample(
    task: DayTask,
    courses: dict[str, Courses],
    prices: Prices,
    day: int,
    rng: np.random.Generator,
    samples: int,
) -> Batch:
    """Draw days at random, with portions scaled to each occasion's share, and keep the promising ones."""
    energy = _energy_to_share(task)
    slots = [courses[occasion.slot] for occasion in task.occasions]
    targets = [occasion.share * energy for occasion in task.occasions]
    chosen = np.column_stack(
        [
            _drawn(slot, samples, rng, _unease(slot, sitting, target, task.upsetting))
            for slot, sitting, target in zip(slots, task.sittings, targets, strict=True)
        ]
    )
    steps = [
        _scaled_steps(slot, chosen[:, column], target, rng)
        for column, (slot, target) in enumerate(zip(slots, targets, strict=True))
    ]
    meals = _meals(slots, chosen, steps)
    row = prices.take(np.array([day]))
    price = row.of(row.scaled((task.fixed + sum(meals))[None]))[0]
    price += _repetition(slots, chosen) + _timing(task, slots, chosen, steps, meals)
    price += np.maximum(task.wanted - sum(slot.wanted.sum(axis=1)[chosen[:, c]] for c, slot in enumerate(slots)), 0.0)
    kept = _varied(price, slots, task.occasions, chosen)
    return _batch(task, slots, chosen[kept], [step[kept] for step in steps])


def _drawn(slot: Courses, samples: int, rng: np.random.Generator, unease: FloatArray | None) -> IntArray:
    """Draw fillings of a slot: all alike, or those with wanted foods and those right for the hour more often."""
    if unease is None and not slot.wanted.any():
        return rng.integers(len(slot.fillings), size=samples)
    chances = 1.0 + WANTED_CHANCE * slot.wanted.sum(axis=1)
    if unease is not None:
        chances *= np.exp(unease.min() - unease)
    return rng.choice(len(slot.fillings), size=samples, p=chances / chances.sum())


def _unease(slot: Courses, sitting: Sitting, target_kcal: float, upsetting: BoolArray) -> FloatArray | None:
    """Return what each filling would cost at its hour, about as large as it is wanted; None when it never matters."""
    if sitting.quiet:
        return None
    rows = np.arange(len(slot.fillings))
    steps = _level(slot, rows, target_kcal)[:, None] * slot.most_steps
    uneasy = _holds(upsetting, slot, rows, slot.most_steps)
    meals = slot.base + np.einsum("fp,fpn->fn", steps, slot.per_step)
    return price_of_sitting(sitting, meals, slot.minutes, uneasy)


def _level(slot: Courses, rows: IntArray, target_kcal: float) -> FloatArray:
    """Return how far (0 to 1) each filling's portions are to rise to reach an energy."""
    room = (slot.most_steps[rows] * slot.per_step[rows][:, :, _ENERGY]).sum(axis=1)
    result: FloatArray = np.clip((target_kcal - slot.base[rows][:, _ENERGY]) / np.maximum(room, 1.0), 0.0, 1.0)
    return result


def _scaled_steps(slot: Courses, rows: IntArray, target_kcal: float, rng: np.random.Generator) -> IntArray:
    """Return steps that bring each filling near a share of the day's energy, a little at random."""
    most = slot.most_steps[rows]
    level = _level(slot, rows, target_kcal)
    rounded = np.floor(level[:, None] * most + rng.uniform(0.2, 0.8, size=most.shape))
    steps: IntArray = np.minimum(rounded.astype(np.int64), most)
    return steps


def _repetition(slots: list[Courses], chosen: IntArray) -> FloatArray:
    """Price the same dish or the same food more than once on one day."""
    dishes = np.sort(np.column_stack([slot.dish[chosen[:, c]] for c, slot in enumerate(slots)]), axis=1)
    same_dish = (np.diff(dishes, axis=1) == 0).sum(axis=1)
    uses = sum(slot.contains[chosen[:, c]] for c, slot in enumerate(slots))
    again = np.maximum(uses - 1.0, 0.0).sum(axis=1)
    result: FloatArray = _PRICE_SAME_DISH * same_dish + _PRICE_FOOD_AGAIN * again
    return result


def _varied(price: FloatArray, slots: list[Courses], occasions: tuple[Occasion, ...], chosen: IntArray) -> RowArray:
    """Keep the cheapest samples, but not too many with one dinner or one lunch."""
    limits = {"dinner": _KEPT_PER_DINNER, "lunch": _KEPT_PER_LUNCH}
    watched = [(c, limits[o.slot]) for c, o in enumerate(occasions) if o.slot in limits]
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


def _batch(task: DayTask, slots: list[Courses], chosen: IntArray, steps: list[IntArray]) -> Batch:
    """Return one day's menus, their occasions' parts side by side, ready to be polished."""
    per_step = np.concatenate([slot.per_step[chosen[:, c]] for c, slot in enumerate(slots)], axis=1)
    base = np.stack([slot.base[chosen[:, c]] for c, slot in enumerate(slots)], axis=1)
    flat = np.concatenate(steps, axis=1)
    added = (flat[:, :, None] * per_step).reshape(len(chosen), len(slots), MOST_PARTS, -1).sum(axis=2)
    meals = base + added
    energy, protein = _energy_to_share(task), task.needs.protein_per_meal_g
    wanted = np.array([[o.share * energy, protein if o.slot in MAIN_SLOTS else 0.0] for o in task.occasions])
    return Batch(
        chosen=chosen,
        steps=flat,
        most=np.concatenate([slot.most_steps[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
        optional=np.concatenate([slot.optional[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
        per_step=per_step,
        totals=task.fixed + meals.sum(axis=1),
        meals=meals[:, :, [_ENERGY, _PROTEIN]],
        wanted=np.broadcast_to(wanted, (len(chosen), *wanted.shape)),
    )


def _energy_to_share(task: DayTask) -> float:
    """Energy left for the occasions when what is eaten on the run is taken off."""
    return task.needs.windows["energy_kcal"].aim - float(task.fixed[_ENERGY])
