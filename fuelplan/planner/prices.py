"""The wishes of many menus as arrays, so that thousands of totals are priced at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.foods import FloatArray
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import IntArray, RowArray
from fuelplan.planner.wishes import WISHES
from fuelplan.vocabulary import NUTRIENTS


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

    def take(self, rows: RowArray) -> Prices:
        """Return the prices of some menus."""
        fields = (self.scale, self.low, self.aim, self.high, self.outside, self.below, self.above)
        return Prices(self.columns, *(field[rows] for field in fields))

    def of(self, scaled: FloatArray) -> FloatArray:
        """Return the price of totals already divided by ``scale``, summed over the last axis."""
        gap = scaled - self.aim
        price = np.maximum(gap, 0.0) * self.above + np.maximum(-gap, 0.0) * self.below
        price += (np.maximum(self.low - scaled, 0.0) + np.maximum(scaled - self.high, 0.0)) * self.outside
        total: FloatArray = price.sum(axis=-1)
        return total


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
