"""Polish portions: all candidate menus of all days in one batch of arrays.

In every round each menu takes the single portion step, up or down, that lowers its price most,
until none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fuelplan.cells import FloatArray
from fuelplan.dishes import MOST_PARTS
from fuelplan.planner.courses import BoolArray, IntArray, RowArray
from fuelplan.planner.prices import Prices
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.vocabulary import NUTRIENTS

_ROUNDS = 60
_LEAST_GAIN = 1e-5
APPETITE_BAND = 0.25
_ENERGY, _PROTEIN = NUTRIENTS.index("energy_kcal"), NUTRIENTS.index("protein_g")


@dataclass(slots=True)
class Batch:
    """M menus of O occasions of P parts, flattened to I = O · P items and padded to the longest day.

    ``per_step`` is (M, I, N); ``meals`` and ``wanted`` (M, O, 2) are the energy and protein a meal has
    and is asked for.
    """

    chosen: IntArray
    steps: IntArray
    most: IntArray
    optional: BoolArray
    per_step: FloatArray
    totals: FloatArray
    meals: FloatArray
    wanted: FloatArray

    @classmethod
    def join(cls, batches: Sequence[Batch]) -> Batch:
        """Return all days' menus as one batch, shorter days padded with occasions nothing is eaten at."""
        occasions = max(batch.wanted.shape[1] for batch in batches)
        items = occasions * MOST_PARTS

        def joined(name: str, width: int | None) -> Any:
            return np.concatenate([_pad(getattr(batch, name), width) for batch in batches])

        return cls(
            chosen=joined("chosen", occasions),
            steps=joined("steps", items),
            most=joined("most", items),
            optional=joined("optional", items),
            per_step=joined("per_step", items),
            totals=joined("totals", None),
            meals=joined("meals", occasions),
            wanted=joined("wanted", occasions),
        )

    def price(self, prices: Prices, costs: PriceList) -> FloatArray:
        """Return each menu's price: the day's wishes, the meals' sizes, the extras on the table."""
        day = prices.of(prices.scaled(self.totals[:, None]))[:, 0]
        meals = _meal_price(self.meals, self.wanted, costs).sum(axis=1)
        extras = costs.extra_on_the_table * (self.optional & (self.steps > 0)).sum(axis=1)
        result: FloatArray = day + meals + extras
        return result

    def polish(self, prices: Prices, costs: PriceList) -> None:
        """Take the best single portion step of every menu, again and again, until none helps."""
        moves = _Moves.of(self, prices)
        active = np.arange(len(self.steps))
        for _ in range(_ROUNDS):
            gain, item, sign = moves.best(self, active, prices.take(active), costs)
            better = gain < -_LEAST_GAIN
            active, item, sign = active[better], item[better], sign[better]
            if not active.size:
                break
            change = sign[:, None] * self.per_step[active, item]
            self.steps[active, item] += sign
            self.totals[active] += change
            self.meals[active, item // MOST_PARTS] += change[:, [_ENERGY, _PROTEIN]]


@dataclass(frozen=True, slots=True)
class _Moves:
    """The portion steps that menus can take: K of their I items, those that have any.

    ``item`` (M, K) is the position among the menu's items, ``priced`` (M, K, W) one step's effect on the
    priced nutrients in single precision (the totals stay double), ``meal`` (M, K, 2) on its meal.
    """

    item: IntArray
    priced: npt.NDArray[np.float32]
    meal: FloatArray
    wanted: FloatArray

    @classmethod
    def of(cls, batch: Batch, prices: Prices) -> _Moves:
        count = max(1, int((batch.most > 0).sum(axis=1).max()))
        item = np.argsort(batch.most == 0, axis=1, kind="stable")[:, :count]
        per_step = np.take_along_axis(batch.per_step, item[:, :, None], axis=1)
        return cls(
            item=item,
            priced=prices.scaled(per_step).astype(np.float32),
            meal=per_step[:, :, [_ENERGY, _PROTEIN]],
            wanted=np.take_along_axis(batch.wanted, (item // MOST_PARTS)[:, :, None], axis=1),
        )

    def best(
        self, batch: Batch, rows: RowArray, prices: Prices, costs: PriceList
    ) -> tuple[FloatArray, RowArray, IntArray]:
        """Return, for some menus, what their best step changes the price by, its item, and its sign."""
        item, wanted = self.item[rows], self.wanted[rows]
        steps = np.take_along_axis(batch.steps[rows], item, axis=1)
        most = np.take_along_axis(batch.most[rows], item, axis=1)
        optional = np.take_along_axis(batch.optional[rows], item, axis=1)
        meal = np.take_along_axis(batch.meals[rows], (item // MOST_PARTS)[:, :, None], axis=1)
        scaled = prices.scaled(batch.totals[rows][:, None])
        now = prices.of(scaled) + _meal_price(meal, wanted, costs)
        gains = []
        for sign, possible, edge in ((1, steps < most, 0), (-1, steps > 0, 1)):
            gain = prices.of(scaled + sign * self.priced[rows]) - now
            gain += _meal_price(meal + sign * self.meal[rows], wanted, costs)
            gain += sign * costs.extra_on_the_table * (optional & (steps == edge))
            gains.append(np.where(possible, gain, np.inf))
        both = np.concatenate(gains, axis=1)
        best = both.argmin(axis=1)
        menu, count = np.arange(len(rows)), item.shape[1]
        return both[menu, best], item[menu, best % count], np.where(best < count, 1, -1)


def _pad(array: npt.NDArray[Any], width: int | None) -> npt.NDArray[Any]:
    """Return the array with its second axis filled up with zeros to ``width``, or as it is."""
    if width is None:
        return array
    return np.pad(array, [(0, 0), (0, width - array.shape[1]), *([(0, 0)] * (array.ndim - 2))])


def _meal_price(meals: FloatArray, wanted: FloatArray, costs: PriceList) -> FloatArray:
    """Price meals far from their share of the day and main meals short of protein (last axis: energy, protein)."""
    asked = np.maximum(wanted, 1.0)
    off = np.abs(meals[..., 0] / asked[..., 0] - 1.0)
    short = np.maximum(1.0 - meals[..., 1] / asked[..., 1], 0.0)
    price = costs.meal_size * off + costs.meal_far_off_size * np.maximum(off - APPETITE_BAND, 0.0)
    result: FloatArray = np.where(
        wanted[..., 0] > 0, price + costs.meal_protein_short * np.where(wanted[..., 1] > 0, short, 0.0), 0.0
    )
    return result
