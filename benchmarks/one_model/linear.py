"""A linear integer programme as plain arrays, so that every solver is given the very same one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Minimise cost · v, lower ≤ v ≤ upper, row_lower ≤ A v ≤ row_upper; A row by row (start, index, value).

    ``unit`` says what one whole step of a column is where a solver knows whole numbers only; ``sound`` marks
    the rows that are then rounded to the strict side (all their columns are at least 0), ``integer`` the
    columns that are whole numbers anyway.
    """

    cost: Numbers
    lower: Numbers
    upper: Numbers
    integer: npt.NDArray[np.bool_]
    unit: Numbers
    start: Places
    index: Places
    value: Numbers
    row_lower: Numbers
    row_upper: Numbers
    sound: npt.NDArray[np.bool_]

    def save(self, path: Path) -> None:
        np.savez(path, **asdict(self))

    @classmethod
    def load(cls, path: Path) -> Linear:
        with np.load(path) as arrays:
            return cls(**arrays)

    def rows(self) -> list[tuple[Places, Numbers]]:
        """Return each row's columns and coefficients."""
        return list(zip(np.split(self.index, self.start[1:-1]), np.split(self.value, self.start[1:-1]), strict=True))


class Builder:
    """Collects columns and rows."""

    def __init__(self) -> None:
        self.blocks: list[tuple[Any, ...]] = []
        self.width = 0
        self.lines: list[tuple[Places, Numbers, float, float, bool]] = []

    def columns(
        self, count: int, cost: Any = 0.0, lower: Any = 0.0, upper: Any = 1.0, integer: bool = True, unit: float = 1.0
    ) -> Places:
        """Add columns; return their numbers."""
        given = (cost, lower, upper, integer, unit)
        self.blocks.append(tuple(np.broadcast_to(np.asarray(one), (count,)) for one in given))
        self.width += count
        return np.arange(self.width - count, self.width)

    def row(self, index: Any, value: Any, lower: float = -np.inf, upper: float = np.inf, sound: bool = False) -> None:
        """Add a row; a column named twice counts twice."""
        named = np.asarray(index, dtype=np.int64)
        values = np.broadcast_to(np.asarray(value, dtype=float), named.shape)
        columns, place = np.unique(named, return_inverse=True)
        summed = np.bincount(place, values, len(columns))
        kept = summed != 0
        self.lines.append((columns[kept], summed[kept], lower, upper, sound))

    def at_most(self, small: Places, factor: Any, large: Places) -> None:
        """Add one row each for small ≤ factor · large."""
        factors = np.broadcast_to(np.asarray(factor, dtype=float), small.shape)
        for one, times, other in zip(small, factors, large, strict=True):
            self.lines.append((np.array([one, other]), np.array([1.0, -times]), -np.inf, 0.0, False))

    def linear(self) -> Linear:
        cost, lower, upper, integer, unit = (np.concatenate(block) for block in zip(*self.blocks, strict=True))
        index, value, row_lower, row_upper, sound = zip(*self.lines, strict=True)
        return Linear(
            cost=cost.astype(float),
            lower=lower.astype(float),
            upper=upper.astype(float),
            integer=integer.astype(bool),
            unit=unit.astype(float),
            start=np.cumsum([0, *map(len, index)]),
            index=np.concatenate(index),
            value=np.concatenate(value),
            row_lower=np.array(row_lower),
            row_upper=np.array(row_upper),
            sound=np.array(sound),
        )
