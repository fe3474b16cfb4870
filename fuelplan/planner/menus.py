"""A day from meals: sample many days of courses, keep the promising ones, polish their portions.

All candidate menus of all days are polished in one batch of arrays: in every round each menu takes
the single portion step, up or down, that lowers its price most, until none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fuelplan.foods import NUTRIENTS, FloatArray
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import MOST_PARTS, Courses, IntArray
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.wishes import WISHES

SAMPLES = 400
KEPT = 28
_KEPT_PER_DINNER, _KEPT_PER_LUNCH = 3, 5
_ROUNDS = 60
_MAIN_SLOTS = ("breakfast", "lunch", "dinner")
_PRICE_SAME_DISH, _PRICE_FOOD_AGAIN = 50.0, 0.7
_PRICE_OPTIONAL = 0.06
_APPETITE_BAND = 0.25
_PRICE_APPETITE, _PRICE_OVER_APPETITE, _PRICE_MEAL_PROTEIN = 0.4, 6.0, 1.5
_ENERGY, _PROTEIN = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("protein_g")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTask:
    """One day to be planned: its needs, its occasions, and what is fixed already (fuel on the run)."""

    needs: DayNeeds
    occasions: tuple[Occasion, ...]
    fixed: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A day's courses with polished portions; ``steps`` has shape (occasions, parts)."""

    courses: tuple[int, ...]
    steps: IntArray
    totals: FloatArray
    price: float


@dataclass(frozen=True, slots=True)
class Prices:
    """The wishes of M menus as arrays (M, 1, W) over W priced nutrients, scaled so that the aim is 1."""

    columns: IntArray
    scale: FloatArray
    low: FloatArray
    aim: FloatArray
    high: FloatArray
    outside: FloatArray
    below: FloatArray
    above: FloatArray

    def take(self, rows: npt.NDArray[np.intp]) -> Prices:
        """Return the prices of some menus."""
        fields = (self.scale, self.low, self.aim, self.high, self.outside, self.below, self.above)
        return Prices(self.columns, *(field[rows] for field in fields))

    def of(self, scaled: FloatArray) -> FloatArray:
        """Return the price of totals already divided by ``scale``, summed over the last axis."""
        gap = scaled - self.aim
        price = np.maximum(gap, 0.0) * self.above + np.maximum(-gap, 0.0) * self.below
        price += (np.maximum(self.low - scaled, 0.0) + np.maximum(scaled - self.high, 0.0)) * self.outside
        return price.sum(axis=-1)


def prices_of(needs: Sequence[DayNeeds]) -> Prices:
    """Return the wishes of several days as arrays, one row a day."""
    rows = [[wish for rule in WISHES for wish in rule(day)] for day in needs]
    columns = np.array([NUTRIENTS.index(wish.nutrient) for wish in rows[0]])
    scale = np.array([[wish.aim for wish in row] for row in rows])

    def field(name: str) -> FloatArray:
        return np.array([[getattr(wish, name) for wish in row] for row in rows])[:, None, :]

    return Prices(
        columns,
        scale[:, None, :],
        field("low") / scale[:, None, :],
        np.ones((len(rows), 1, columns.size)),
        field("high") / scale[:, None, :],
        field("price_outside"),
        field("price_below_aim"),
        field("price_above_aim"),
    )


def day_menus(
    tasks: Sequence[DayTask], courses: dict[str, Courses], rng: np.random.Generator, samples: int = SAMPLES
) -> list[list[Menu]]:
    """Return a pool of polished menus for each day, cheapest first."""
    prices = prices_of([task.needs for task in tasks])
    batches = [_sample(task, courses, prices, day, rng, samples) for day, task in enumerate(tasks)]
    batch = _Batch.join(batches)
    day_of = np.repeat(np.arange(len(tasks)), [len(b.chosen) for b in batches])
    batch.polish(prices.take(day_of))
    price = batch.price(prices.take(day_of))
    pools: list[list[Menu]] = [[] for _ in tasks]
    for row in np.argsort(price, kind="stable"):
        day = int(day_of[row])
        count = len(tasks[day].occasions)
        pools[day].append(
            Menu(
                courses=tuple(int(c) for c in batch.chosen[row, :count]),
                steps=batch.steps[row].reshape(-1, MOST_PARTS)[:count],
                totals=batch.totals[row],
                price=float(price[row]),
            )
        )
    return pools


def _sample(
    task: DayTask,
    courses: dict[str, Courses],
    prices: Prices,
    day: int,
    rng: np.random.Generator,
    samples: int,
) -> _Batch:
    """Draw days at random, with portions scaled to each occasion's share, and keep the promising ones."""
    energy = task.needs.windows["energy_kcal"].aim - task.fixed[_ENERGY]
    slots = [courses[occasion.slot] for occasion in task.occasions]
    chosen = np.column_stack([rng.integers(len(slot.fillings), size=samples) for slot in slots])
    steps = [
        _scaled_steps(slot, chosen[:, column], occasion.share * energy, rng)
        for column, (slot, occasion) in enumerate(zip(slots, task.occasions, strict=True))
    ]
    totals = task.fixed + sum(
        slot.base[chosen[:, c]] + np.einsum("sp,spn->sn", steps[c], slot.per_step[chosen[:, c]])
        for c, slot in enumerate(slots)
    )
    row = prices.take(np.array([day]))
    price = row.of(totals[None, :, row.columns] / row.scale)[0]
    price += _repetition(slots, chosen)
    kept = _varied(price, slots, task.occasions, chosen)
    return _Batch.of(task, slots, chosen[kept], [step[kept] for step in steps], energy)


def _scaled_steps(
    slot: Courses, rows: npt.NDArray[np.int64], target_kcal: float, rng: np.random.Generator
) -> IntArray:
    """Return steps that bring each filling near a share of the day's energy, a little at random."""
    most = slot.most_steps[rows]
    per_step = slot.per_step[rows][:, :, _ENERGY]
    room = (most * per_step).sum(axis=1)
    level = np.clip((target_kcal - slot.base[rows][:, _ENERGY]) / np.maximum(room, 1.0), 0.0, 1.0)
    rounded = np.floor(level[:, None] * most + rng.uniform(0.2, 0.8, size=most.shape))
    return np.minimum(rounded.astype(np.int64), most)


def _repetition(slots: list[Courses], chosen: npt.NDArray[np.int64]) -> FloatArray:
    """Price the same dish or the same food more than once on one day."""
    dishes = np.sort(np.column_stack([slot.dish[chosen[:, c]] for c, slot in enumerate(slots)]), axis=1)
    same_dish = (np.diff(dishes, axis=1) == 0).sum(axis=1)
    uses = sum(slot.contains[chosen[:, c]] for c, slot in enumerate(slots))
    again = np.maximum(uses - 1.0, 0.0).sum(axis=1)
    result: FloatArray = _PRICE_SAME_DISH * same_dish + _PRICE_FOOD_AGAIN * again
    return result


def _varied(
    price: FloatArray, slots: list[Courses], occasions: tuple[Occasion, ...], chosen: npt.NDArray[np.int64]
) -> npt.NDArray[np.intp]:
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


@dataclass(slots=True)
class _Batch:
    """M menus of O occasions of P parts, flattened to I = O · P items and padded to the longest day.

    ``meal_of`` (M, I) is each item's occasion; ``wanted`` (M, O, 2) the energy and protein asked of a meal.
    """

    chosen: IntArray
    steps: IntArray
    most: IntArray
    optional: npt.NDArray[np.bool_]
    per_step: FloatArray
    totals: FloatArray
    meals: FloatArray
    wanted: FloatArray

    @classmethod
    def of(
        cls,
        task: DayTask,
        slots: list[Courses],
        chosen: npt.NDArray[np.int64],
        steps: list[IntArray],
        energy: float,
    ) -> _Batch:
        """Return the menus of one day."""
        per_step = np.concatenate([slot.per_step[chosen[:, c]] for c, slot in enumerate(slots)], axis=1)
        base = np.stack([slot.base[chosen[:, c]] for c, slot in enumerate(slots)], axis=1)
        flat = np.concatenate(steps, axis=1)
        added = (
            np.einsum("mi,min->min", flat, per_step)
            .reshape(len(chosen), len(slots), MOST_PARTS, -1)
            .sum(axis=2)
        )
        meals = base + added
        protein = task.needs.protein_per_meal_g
        wanted = np.array(
            [[o.share * energy, protein if o.slot in _MAIN_SLOTS else 0.0] for o in task.occasions]
        )
        return cls(
            chosen=chosen,
            steps=flat,
            most=np.concatenate([slot.most_steps[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
            optional=np.concatenate([slot.optional[chosen[:, c]] for c, slot in enumerate(slots)], axis=1),
            per_step=per_step,
            totals=task.fixed + meals.sum(axis=1),
            meals=meals[:, :, [_ENERGY, _PROTEIN]],
            wanted=np.broadcast_to(wanted, (len(chosen), *wanted.shape)).copy(),
        )

    @classmethod
    def join(cls, batches: Sequence[_Batch]) -> _Batch:
        """Return all days' menus as one batch."""
        occasions = max(batch.wanted.shape[1] for batch in batches)

        def padded(name: str, width: int) -> npt.NDArray[np.generic]:
            return np.concatenate([_pad(getattr(batch, name), width) for batch in batches])

        items = occasions * MOST_PARTS
        return cls(
            chosen=padded("chosen", occasions),
            steps=padded("steps", items),
            most=padded("most", items),
            optional=padded("optional", items),
            per_step=padded("per_step", items),
            totals=np.concatenate([batch.totals for batch in batches]),
            meals=padded("meals", occasions),
            wanted=padded("wanted", occasions),
        )

    def price(self, prices: Prices) -> FloatArray:
        """Return each menu's price: the day's wishes, the meals' sizes, the extras on the table."""
        day = prices.of(self.totals[:, None, prices.columns] / prices.scale)[:, 0]
        meals = _meal_price(self.meals, self.wanted).sum(axis=1)
        extras = _PRICE_OPTIONAL * (self.optional & (self.steps > 0)).sum(axis=1)
        result: FloatArray = day + meals + extras
        return result

    def polish(self, prices: Prices) -> None:
        """Take the best single portion step of every menu, again and again, until none helps."""
        active = np.arange(len(self.steps))
        for _ in range(_ROUNDS):
            now = self._rows(active).price(prices.take(active))
            direction, item, best = self._best_step(active, prices.take(active))
            better = best < now - 1e-6
            active, direction, item = active[better], direction[better], item[better]
            if not active.size:
                break
            self._take(active, item, direction)

    def _rows(self, rows: npt.NDArray[np.intp]) -> _Batch:
        fields = ("chosen", "steps", "most", "optional", "per_step", "totals", "meals", "wanted")
        return _Batch(*(getattr(self, name)[rows] for name in fields))

    def _best_step(
        self, rows: npt.NDArray[np.intp], prices: Prices
    ) -> tuple[IntArray, npt.NDArray[np.intp], FloatArray]:
        part = self._rows(rows)
        scaled = part.totals[:, None, prices.columns] / prices.scale
        step = part.per_step[:, :, prices.columns] / prices.scale
        meal = np.repeat(part.meals, MOST_PARTS, axis=1)
        wanted = np.repeat(part.wanted, MOST_PARTS, axis=1)
        others = part.price(prices) - prices.of(scaled)[:, 0]
        unchanged = _meal_price(meal, wanted)
        results = []
        for sign, possible in ((1, part.steps < part.most), (-1, part.steps > 0)):
            price = prices.of(scaled + sign * step) + others[:, None]
            price += _meal_price(meal + sign * part.per_step[:, :, [_ENERGY, _PROTEIN]], wanted) - unchanged
            price += sign * _PRICE_OPTIONAL * (part.optional & (part.steps == (0 if sign > 0 else 1)))
            results.append(np.where(possible, price, np.inf))
        both = np.concatenate(results, axis=1)
        best = both.argmin(axis=1)
        items = part.steps.shape[1]
        direction = np.where(best < items, 1, -1)
        return direction, best % items, both[np.arange(len(best)), best]

    def _take(self, rows: npt.NDArray[np.intp], items: npt.NDArray[np.intp], direction: IntArray) -> None:
        change = direction[:, None] * self.per_step[rows, items]
        self.steps[rows, items] += direction
        self.totals[rows] += change
        self.meals[rows, items // MOST_PARTS] += change[:, [_ENERGY, _PROTEIN]]


def _pad(array: npt.NDArray[np.generic], width: int) -> npt.NDArray[np.generic]:
    widths = [(0, 0), (0, width - array.shape[1]), *([(0, 0)] * (array.ndim - 2))]
    return np.pad(array, widths)


def _meal_price(meals: FloatArray, wanted: FloatArray) -> FloatArray:
    """Price a meal far from its share of the day, or a main meal short of protein (last axis: energy, protein)."""
    asked = np.maximum(wanted, 1.0)
    off = np.abs(meals[..., 0] / asked[..., 0] - 1.0)
    short = np.maximum(1.0 - meals[..., 1] / asked[..., 1], 0.0)
    price = _PRICE_APPETITE * off + _PRICE_OVER_APPETITE * np.maximum(off - _APPETITE_BAND, 0.0)
    result: FloatArray = np.where(
        wanted[..., 0] > 0, price + _PRICE_MEAL_PROTEIN * np.where(wanted[..., 1] > 0, short, 0.0), 0.0
    )
    return result
