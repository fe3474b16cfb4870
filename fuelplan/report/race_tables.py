"""A race's marks, as a table to read and as a strip to tape on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from fuelplan.measures import number
from fuelplan.report.flowables import Solid
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Line, Span, break_lines, draw_lines, draw_text
from fuelplan.weekplan import Split
from fuelplan.wording import race_time

# Each column's heading and its right edge as a share of the width; what is eaten stands left of the last.
COLUMNS = (("{0.km_unit}", 0.11), ("clock", 0.25), ("race time", 0.43), ("drink {0.ml_unit}", 0.58), ("carb. g", 1.0))
EAT, EAT_WIDTH = 0.62, 0.27
MOST_A_STRIP, TIMES = 10, 3
STRIP_LABEL, STRIP_PAD, STRIP_SIZE = 36.0, 3.0, 8.0
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class SplitTable(Solid):
    """A row a mark: where, when, what to drink since the last and to eat here; the sums below."""

    theme: Theme
    splits: Sequence[Split]
    size: float

    def height(self, width: float) -> float:
        """The heading, a row a mark, the sums."""
        return self._heading() + sum(self._rows(width)) + (1.65 * self.size if self._fed() else 0.0)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the heading, the rows on every other a pale ground, a line under all."""
        label = self.theme.bold(7.5)
        for name, edge in COLUMNS if self._fed() else COLUMNS[:TIMES]:
            draw_text(canvas, x + edge * width - 2.0, top - 9.5, name.format(self.theme.measures), label, align="right")
        if self._fed():
            draw_text(canvas, x + EAT * width, top - 9.5, "eat", label)
        y = top - self._heading()
        canvas.setStrokeColor(self.theme.ink)
        canvas.setLineWidth(0.7)
        canvas.line(x, y, x + width, y)
        for index, (split, height) in enumerate(zip(self.splits, self._rows(width), strict=True)):
            if index % 2:
                canvas.setFillColor(self.theme.tint)
                canvas.rect(x, y - height, width, height, stroke=0, fill=1)
            self._row(canvas, x, y, width, split)
            y -= height
        canvas.line(x, y, x + width, y)
        if self._fed():
            self._sums(canvas, x, y - self.size * 1.1, width)

    def _sums(self, canvas: Canvas, x: float, base: float, width: float) -> None:
        """Write what the columns of drink and carbohydrate add up to."""
        strong = self.theme.bold(self.size)
        drink = self.theme.measures.total(split.drink_ml for split in self.splits)
        grams = sum(split.carbohydrate_g for split in self.splits)
        for (_, edge), words in zip(COLUMNS[TIMES - 1 :], ("in all", drink, number(grams)), strict=True):
            draw_text(canvas, x + edge * width - 2.0, base, words, strong, align="right")

    def _row(self, canvas: Canvas, x: float, top: float, width: float, split: Split) -> None:
        plain, strong = self.theme.regular(self.size), self.theme.bold(self.size)
        drink = self.theme.measures.ml(split.drink_ml) if split.drink_ml >= 1 else NOTHING
        grams = number(split.carbohydrate_g) if split.carbohydrate_g >= 0.5 else NOTHING
        values = (self.theme.measures.km(split.km), split.clock, race_time(split.elapsed_min), drink, grams)
        base = top - self.size * 0.3 - self.size * 0.8
        shown = list(zip(COLUMNS, values, strict=True))[: None if self._fed() else TIMES]
        for column, ((_, edge), value) in enumerate(shown):
            draw_text(canvas, x + edge * width - 2.0, base, value, plain if column in (1, 4) else strong, align="right")
        if self._fed():
            draw_lines(canvas, x + EAT * width, top - self.size * 0.14, self._eaten(split, width), self.size * 1.2)

    def _eaten(self, split: Split, width: float) -> list[Line]:
        return break_lines([Span(split.eat or NOTHING, self.theme.bold(self.size))], EAT_WIDTH * width)

    def _rows(self, width: float) -> list[float]:
        return [(len(self._eaten(split, width)) * 1.2 + 0.45) * self.size for split in self.splits]

    def _fed(self) -> bool:
        """Whether anything is eaten or drunk; if not, only the times are shown."""
        return any(split.drink_ml or split.eat for split in self.splits)

    def _heading(self) -> float:
        return 13.0


@dataclass(frozen=True, slots=True)
class Strip(Solid):
    """The marks side by side in a dashed frame, in as many strips as they need."""

    theme: Theme
    splits: Sequence[Split]

    def height(self, width: float) -> float:
        """All strips, one under the other."""
        return sum(self._strip_height(part, width) for part in self._parts())

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw each strip inside a frame to cut along."""
        for part in self._parts():
            height = self._strip_height(part, width)
            canvas.setStrokeColor(self.theme.ink)
            canvas.setLineWidth(0.6)
            canvas.setDash(3, 2)
            canvas.rect(x, top - height, width, height, stroke=1, fill=0)
            canvas.setDash()
            self._strip(canvas, x, top, width, part)
            top -= height

    def _parts(self) -> list[Sequence[Split]]:
        count = math.ceil(len(self.splits) / MOST_A_STRIP)
        each = math.ceil(len(self.splits) / max(1, count))
        return [self.splits[first : first + each] for first in range(0, len(self.splits), each)]

    def _strip(self, canvas: Canvas, x: float, top: float, width: float, part: Sequence[Split]) -> None:
        for row, name in enumerate((self.theme.measures.km_unit, "time", "drink", "eat")):
            draw_text(canvas, x + STRIP_PAD, top - self._base(row), name, self.theme.quiet(STRIP_SIZE))
        step = self._step(part, width)
        canvas.setStrokeColor(self.theme.line)
        canvas.setLineWidth(0.4)
        for index, split in enumerate(part):
            left = x + STRIP_LABEL + index * step
            canvas.line(left, top - 2.0, left, top - self._strip_height(part, width) + 2.0)
            strong, plain, say = self.theme.bold(10.5), self.theme.regular(9), self.theme.measures
            left += STRIP_PAD
            draw_text(canvas, left, top - self._base(0), say.km(split.km), strong)
            draw_text(canvas, left, top - self._base(1), race_time(split.elapsed_min), plain)
            draw_text(canvas, left, top - self._base(2), say.ml(split.drink_ml) if split.drink_ml else NOTHING, plain)
            lines = self._eaten(split, step)
            draw_lines(canvas, left, top - self._base(3) + 0.8 * STRIP_SIZE * 1.2, lines, STRIP_SIZE * 1.2)

    def _base(self, row: int) -> float:
        return 14.0 + 12.5 * row

    def _step(self, part: Sequence[Split], width: float) -> float:
        return (width - STRIP_LABEL) / len(part)

    def _eaten(self, split: Split, step: float) -> list[Line]:
        return break_lines([Span(split.eat or NOTHING, self.theme.bold(STRIP_SIZE))], step - 2 * STRIP_PAD)

    def _strip_height(self, part: Sequence[Split], width: float) -> float:
        lines = max(len(self._eaten(split, self._step(part, width))) for split in part)
        return self._base(3) + (lines - 1) * STRIP_SIZE * 1.2 + 6.0
