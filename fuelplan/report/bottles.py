"""The bottles of a run, with marks to drink down to by the clock."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.flowables import Solid
from fuelplan.report.meters import draw_bottle, draw_bottles
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import draw_text
from fuelplan.wording import elapsed

HIGH, WIDE, BODY = 42.0, 19.0, 0.78
STEP, ABOVE, MARK = 62.0, 4.0, 7.0
STEPS_MIN = (15, 20, 30, 45, 60, 90)
MOST, SMALL = 6, 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottles(Solid):
    """What to carry on a run: bottles filled to their share, each mark with the running time to be down to it.

    Without ``marks``, or when there are more than six, they are small.
    """

    theme: Theme
    ml: float
    minutes: float
    marks: bool = True

    def height(self, width: float) -> float:
        """As many rows as the bottles need."""
        if self._small:
            return SMALL + ABOVE
        return (HIGH + ABOVE) * math.ceil(self._count / self._in_a_row(width))

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw them from left to right, row by row."""
        if self._small:
            draw_bottles(canvas, self.theme, (x, top - ABOVE - SMALL, width, SMALL), self.ml)
            return
        for place in range(self._count):
            row, column = divmod(place, self._in_a_row(width))
            left, low = x + column * STEP, top - (row + 1) * (HIGH + ABOVE)
            share = min(1.0, self.ml / self._size - place)
            draw_bottle(canvas, self.theme, (left, low, WIDE, HIGH), share)
            for minute, level in self._marks(place, share):
                self._mark(canvas, left, low + level * BODY * HIGH, minute)

    @property
    def _small(self) -> bool:
        return not self.marks or self._count > MOST

    @property
    def _size(self) -> float:
        return self.theme.measures.bottle_ml

    @property
    def _count(self) -> int:
        return math.ceil(self.ml / self._size - 1e-9)

    def _in_a_row(self, width: float) -> int:
        return max(1, int(width // STEP))

    def _step(self) -> int:
        """The shortest time between two marks that leaves room for their words."""
        down_a_minute = BODY * HIGH * self.ml / self._size / max(self.minutes, 1.0)
        return next((step for step in STEPS_MIN if step * down_a_minute >= MARK), STEPS_MIN[-1])

    def _marks(self, place: int, share: float) -> Iterator[tuple[int, float]]:
        """Yield the minutes at which a bottle is partly drunk, with how full it is then."""
        step = self._step()
        for minute in range(step, math.ceil(self.minutes), step):
            drunk = self.ml * minute / self.minutes / self._size - place
            if 0.0 < drunk < share - 0.02:
                yield minute, share - drunk

    def _mark(self, canvas: Canvas, left: float, y: float, minute: int) -> None:
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(0.9)
        canvas.line(left, y, left + WIDE, y)
        canvas.setStrokeColor(self.theme.ink)
        canvas.setLineWidth(0.6)
        canvas.line(left + WIDE, y, left + WIDE + 4.0, y)
        draw_text(canvas, left + WIDE + 6.0, y - 2.5, elapsed(minute), self.theme.regular(7.5))
