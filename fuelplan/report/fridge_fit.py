"""How the fridge page finds room: columns as wide as their days are full, then type, then detail."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from fuelplan.report.fridge_cells import Cell, Ink
from fuelplan.report.theme import Theme

PAD = 2.5
LEADING, TIGHT_LEADING = 1.15, 1.08
STEP = 0.25
ROUNDS, WIDER, NARROWEST, WIDEST = 12, 0.08, 0.78, 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled row of squares, one a day."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Fit:
    """A way the page fits: type size, line distance and each square's level of detail."""

    size: float
    leading: float
    levels: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]

    def relaxed(self, room: float) -> Fit:
        """The same squares with their lines as far apart as ``room`` allows."""
        text = sum(self.heights) - 2 * PAD * len(self.heights)
        leading = min(LEADING, self.leading * (room - sum(self.heights) + text) / text) if text else LEADING
        factor = max(1.0, leading / self.leading)
        heights = tuple((height - 2 * PAD) * factor + 2 * PAD for height in self.heights)
        return dataclasses.replace(self, leading=self.leading * factor, heights=heights)


def columns_for(rows: Sequence[Row], theme: Theme, whole: float, room: float) -> tuple[float, ...]:
    """Return the widths of the days: equal ones where all fits, else wider ones for the days that need the room."""
    count = max(1, len(rows[0].cells))
    even = whole / count
    tried = best = (even,) * count
    fitter = Fitter(rows, theme, tried, room)
    lowest = fitter.least_height()
    for _ in range(ROUNDS):
        if lowest <= room:
            break
        tried = _towards(tried, fitter.pressed(), even)
        fitter = Fitter(rows, theme, tried, room)
        if (height := fitter.least_height()) < lowest:
            best, lowest = tried, height
    return best


def _towards(columns: Sequence[float], pressed: Sequence[float], even: float) -> tuple[float, ...]:
    """Give the days that stand highest some of the width of the others."""
    total = sum(pressed) or 1.0
    wished = [
        min(WIDEST * even, max(NARROWEST * even, column * (1.0 + WIDER * (share * len(columns) / total - 1.0))))
        for column, share in zip(columns, pressed, strict=True)
    ]
    scale = even * len(columns) / sum(wished)
    return tuple(column * scale for column in wished)


@dataclass(frozen=True, slots=True)
class Fitter:
    """Finds the largest type, then the most detail, with which all rows fit into ``room``.

    ``columns`` are the widths of the days, with their padding.
    """

    rows: Sequence[Row]
    theme: Theme
    columns: Sequence[float]
    room: float
    _counts: dict[tuple[int, int, int, float], int] = field(default_factory=dict)

    def fit(self) -> Fit:
        """The largest type with which all fits; at the smallest closer lines, then fewer foods."""
        smallest, largest = self.theme.fridge_smallest, self.theme.fridge_largest
        found = self._fit(smallest, LEADING)
        if sum(found.heights) > self.room:
            found = self._fit(smallest, TIGHT_LEADING)
            return found if sum(found.heights) <= self.room else self._thin(smallest)
        low, high = 0, int((largest - smallest) / STEP) + 1
        while high - low > 1:
            middle = (low + high) // 2
            tried = self._fit(smallest + middle * STEP, LEADING)
            if sum(tried.heights) <= self.room:
                low, found = middle, tried
            else:
                high = middle
        return found

    def least_height(self) -> float:
        """How high all of it is in the smallest type with the closest lines."""
        return sum(self._fit(self.theme.fridge_smallest, TIGHT_LEADING).heights)

    def pressed(self) -> list[float]:
        """By day, how many lines lower the rows would be were its squares as low as the next highest of their row."""
        found = [0.0] * len(self.columns)
        for index, row in enumerate(self.rows):
            counts = [self._count(index, day, 0, self.theme.fridge_smallest) for day in range(len(row.cells))]
            *_, second, most = sorted([0, *counts])
            found[counts.index(most)] += most - second
        return found

    def _count(self, row: int, day: int, level: int, size: float) -> int:
        key = (row, day, level, size)
        if key not in self._counts:
            ink = Ink.at(self.theme, size)
            self._counts[key] = len(self.rows[row].cells[day].lines(level, ink, self.columns[day] - 2 * PAD))
        return self._counts[key]

    def _fit(self, size: float, leading: float) -> Fit:
        levels = tuple(tuple(0 for _ in row.cells) for row in self.rows)
        heights = tuple(self._height(i, row, size, leading) for i, row in enumerate(levels))
        return Fit(size, leading, levels, heights)

    def _height(self, row: int, levels: Sequence[int], size: float, leading: float = TIGHT_LEADING) -> float:
        most = max((self._count(row, day, level, size) for day, level in enumerate(levels)), default=0)
        return max(1, most) * size * leading + 2 * PAD

    def _thin(self, size: float) -> Fit:
        levels = [[0] * len(row.cells) for row in self.rows]
        heights = [self._height(i, row, size) for i, row in enumerate(levels)]
        stuck: set[int] = set()
        while sum(heights) > self.room and len(stuck) < len(levels):
            able = [i for i in range(len(levels)) if i not in stuck]
            row = min(able, key=lambda i: (self._thinned(i, levels[i], size), -heights[i]))
            if not self._step(row, levels[row], size):
                stuck.add(row)
            heights[row] = self._height(row, levels[row], size)
        self._refill(levels, heights, size)
        fullest = tuple(self._refilled(i, row, size) for i, row in enumerate(levels))
        return Fit(size, TIGHT_LEADING, fullest, tuple(heights))

    def _refill(self, levels: list[list[int]], heights: list[float], size: float) -> None:
        """Give back detail, square by square, while there is room for it."""
        for row, day in ((row, day) for row, found in enumerate(levels) for day in range(len(found))):
            while level := levels[row][day]:
                levels[row][day] = level - 1
                height = self._height(row, levels[row], size)
                if sum(heights) - heights[row] + height > self.room:
                    levels[row][day] = level
                    break
                heights[row] = height

    def _refilled(self, row: int, levels: Sequence[int], size: float) -> tuple[int, ...]:
        """Give squares shorter than their row the detail that still fits."""
        most = max(self._count(row, day, level, size) for day, level in enumerate(levels))
        return tuple(
            next(try_ for try_ in range(level + 1) if self._count(row, day, try_, size) <= most)
            for day, level in enumerate(levels)
        )

    def _thinned(self, row: int, levels: Sequence[int], size: float) -> float:
        """How far (0 to 1) the row's tallest square has already been thinned."""
        day = max(range(len(levels)), key=lambda d: self._count(row, d, levels[d], size))
        return levels[day] / max(1, self.rows[row].cells[day].levels - 1)

    def _step(self, row: int, levels: list[int], size: float) -> bool:
        """Take one level of detail from the row's tallest squares; False when there is none left."""
        counts = [self._count(row, day, level, size) for day, level in enumerate(levels)]
        tallest = [day for day, count in enumerate(counts) if count == max(counts)]
        able = [day for day in tallest if levels[day] < self.rows[row].cells[day].levels - 1]
        for day in able:
            levels[day] += 1
        return len(able) == len(tallest)
