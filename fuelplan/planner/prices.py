"""The wishes of many menus as arrays, so that thousands of totals are priced at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import IntArray, RowArray
from fuelplan.planner.rulebook import Rulebook
from fuelplan.planner.wishes.day import Wish
from fuelplan.vocabulary import NUTRIENTS


@dataclass(frozen=True, slots=True)
class Prices:
    """The wishes of M menus as arrays over W priced nutrients, scaled so that the aim is 1.

    The price of one nutrient is convex and made of four straight lines (below the window, up to the
    aim, beyond it, above the window), so it is their largest: ``slopes`` and ``offsets`` have shape
    (4, M, 1, W), ``scale`` (M, 1, W).
    """

    columns: IntArray
    scale: FloatArray
    slopes: FloatArray
    offsets: FloatArray

    def take(self, rows: RowArray) -> Prices:
        """Return the prices of some menus."""
        return Prices(self.columns, self.scale[rows], self.slopes[:, rows], self.offsets[:, rows])

    def scaled(self, totals: FloatArray) -> FloatArray:
        """Return the priced columns of totals (last axis: all nutrients), divided by their aims."""
        result: FloatArray = (totals[..., self.columns] / self.scale).astype(np.float32)
        return result

    def of(self, scaled: FloatArray) -> FloatArray:
        """Return the price of scaled totals, summed over the last axis."""
        price = scaled * self.slopes[0] + self.offsets[0]
        for slope, offset in zip(self.slopes[1:], self.offsets[1:], strict=True):
            np.maximum(price, scaled * slope + offset, out=price)
        total: FloatArray = price.sum(axis=-1)
        return total


def prices_of(needs: Sequence[DayNeeds], rulebook: Rulebook) -> Prices:
    """Return the wishes of several days as arrays, one row a day."""
    days = [[wish for each in rulebook.day_wishes for wish in each(day, rulebook.prices)] for day in needs]
    lines = np.array([[_lines(wish) for wish in day] for day in days])
    return Prices(
        columns=np.array([NUTRIENTS.index(wish.nutrient) for wish in days[0]]),
        scale=np.array([[wish.aim for wish in day] for day in days])[:, None, :],
        slopes=np.moveaxis(lines[..., 0], 2, 0)[:, :, None, :].astype(np.float32),
        offsets=np.moveaxis(lines[..., 1], 2, 0)[:, :, None, :].astype(np.float32),
    )


def _lines(wish: Wish) -> list[tuple[float, float]]:
    """Return a wish as (slope, offset) of four lines over the total divided by the aim."""
    low, high = wish.low / wish.aim, wish.high / wish.aim
    below, above, outside = wish.price_below_aim, wish.price_above_aim, wish.price_outside
    return [
        (-below - outside, below + outside * low),
        (-below, below),
        (above, -above),
        (above + outside, -above - outside * high) if high < float("inf") else (above, -above),
    ]
