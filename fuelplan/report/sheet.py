"""What a chart is drawn on: short names for bars, rules and words in the theme's inks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportlab.graphics.shapes import Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, white

from fuelplan.report.theme import Style, Theme
from fuelplan.weekplan import DayPlan

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
LABEL = 68.0
BAR_SHARE = 0.42


class Sheet:
    """A drawing with short names for what is put on it, in the theme's inks; the origin is below on the left."""

    def __init__(self, theme: Theme, width: float, height: float) -> None:
        self.theme, self.width = theme, width
        self.drawing = Drawing(width, height)
        # Otherwise Helvetica, which is not embedded.
        self.drawing.initialFontName = theme.faces.regular  # type: ignore[attr-defined]

    def text(self, x: float, y: float, words: str, style: Style, anchor: Anchor = "start") -> None:
        """Words on a line; ``anchor`` is start, middle or end."""
        self.drawing.add(
            String(x, y, words, fontName=style.face, fontSize=style.size, fillColor=style.colour, textAnchor=anchor)
        )

    def rect(self, box: Box, fill: Color | None, stroke: Color | None, weight: float = 0.5) -> None:
        """A rectangle: left, low, width, height."""
        shape = Rect(*box)
        shape.fillColor, shape.strokeColor, shape.strokeWidth = fill, stroke, weight
        self.drawing.add(shape)

    def bar(self, x: float, y: float, width: float, height: float, *, filled: bool = True) -> None:
        """A bar in the accent, or an empty one with its outline."""
        self.rect((x, y, width, height), self.theme.accent if filled else white, self.theme.ink)

    def ground(self, x: float, y: float, width: float, height: float) -> None:
        """A pale ground."""
        self.rect((x, y, width, height), self.theme.tint, None)

    def rule(self, x: float, y: float, to_x: float, to_y: float, *, strong: bool = False, dash: bool = False) -> None:
        """A line, grey and thin or in ink."""
        colour = self.theme.ink if strong else self.theme.line
        self.drawing.add(
            Line(
                x, y, to_x, to_y, strokeColor=colour, strokeWidth=0.9 if strong else 0.5, strokeDashArray=[3, 2] * dash
            )
        )

    def mark(self, x: float, y: float) -> None:
        """A triangle that points right at a height: an aim."""
        self.drawing.add(
            Polygon(
                [x, y, x - 5.0, y + 2.8, x - 5.0, y - 2.8],
                fillColor=self.theme.ink,
                strokeColor=white,
                strokeWidth=0.4,
            )
        )

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """An empty bar with slanted lines: told from a full one without colour."""
        self.bar(x, y, width, height, filled=False)
        for step in range(1, int((width + height) // 4.0) + 1):
            start = step * 4.0
            left, low = max(0.0, start - height), min(height, start)
            right, high = min(width, start), max(0.0, start - width)
            self.rule(x + left, y + low, x + right, y + high, strong=True)

    def days(self, days: Iterable[DayPlan], y: float) -> None:
        """The weekdays under their columns."""
        for place, day in enumerate(days):
            self.text(self.middle(place), y, day.weekday, self.theme.bold(9), "middle")

    def middle(self, place: int) -> float:
        """The middle of a day's column."""
        return LABEL + (self.width - LABEL) / 7 * (place + 0.5)

    @property
    def bar_width(self) -> float:
        """The width of a day's bar."""
        return BAR_SHARE * (self.width - LABEL) / 7
