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

from fuelplan.foods import FloatArray
from fuelplan.planner.courses import MOST_PARTS, BoolArray, IntArray, RowArray
from fuelplan.planner.prices import Prices
from fuelplan.vocabulary import NUTRIENTS

_ROUNDS = 60
_PRICE_OPTIONAL = 0.06
_APPETITE_BAND = 0.25
_PRICE_APPETITE, _PRICE_OVER_APPETITE, _PRICE_MEAL_PROTEIN = 0.4, 6.0, 1.5
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

    def _rows(self, rows: RowArray) -> Batch:
        fields = ("chosen", "steps", "most", "optional", "per_step", "totals", "meals", "wanted")
        return Batch(*(getattr(self, name)[rows] for name in fields))

    def _best_step(self, rows: RowArray, prices: Prices) -> tuple[IntArray, RowArray, FloatArray]:
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

    def _take(self, rows: RowArray, items: RowArray, direction: IntArray) -> None:
        change = direction[:, None] * self.per_step[rows, items]
        self.steps[rows, items] += direction
        self.totals[rows] += change
        self.meals[rows, items // MOST_PARTS] += change[:, [_ENERGY, _PROTEIN]]


def _pad(array: npt.NDArray[Any], width: int | None) -> npt.NDArray[Any]:
    """Return the array with its second axis filled up with zeros to ``width``, or as it is."""
    if width is None:
        return array
    return np.pad(array, [(0, 0), (0, width - array.shape[1]), *([(0, 0)] * (array.ndim - 2))])


def _meal_price(meals: FloatArray, wanted: FloatArray) -> FloatArray:
    """Price meals far from their share of the day and main meals short of protein (last axis: energy, protein)."""
    asked = np.maximum(wanted, 1.0)
    off = np.abs(meals[..., 0] / asked[..., 0] - 1.0)
    short = np.maximum(1.0 - meals[..., 1] / asked[..., 1], 0.0)
    price = _PRICE_APPETITE * off + _PRICE_OVER_APPETITE * np.maximum(off - _APPETITE_BAND, 0.0)
    result: FloatArray = np.where(
        wanted[..., 0] > 0, price + _PRICE_MEAL_PROTEIN * np.where(wanted[..., 1] > 0, short, 0.0), 0.0
    )
    return result
