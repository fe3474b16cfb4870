"""Drawn numbers: bars with their window, the iron window, bottles, sweat bands, tick boxes.

All of them read in black and white: a number always stands beside the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fuelplan.readings import IRON_SCALE
from fuelplan.report.flowables import Solid
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import draw_text

Box = tuple[float, float, float, float]


def draw_bar(canvas: Canvas, theme: Theme, box: Box, share: float) -> None:
    """A horizontal bar in ``box`` (x, y, width, height) filled to ``share`` (0 to 1)."""
    x, y, width, height = box
    canvas.setFillColor(theme.tint)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setFillColor(theme.accent)
    canvas.rect(x, y, width * min(1.0, max(0.0, share)), height, stroke=0, fill=1)
    canvas.setStrokeColor(theme.grey)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def draw_tick(canvas: Canvas, theme: Theme, x: float, y: float, height: float) -> None:
    """A vertical mark with a white edge, visible on a filled and on an empty bar."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x - 1.3, y, 2.6, height, stroke=0, fill=1)
    canvas.setFillColor(theme.ink)
    canvas.rect(x - 0.6, y, 1.2, height, stroke=0, fill=1)


def draw_window(canvas: Canvas, theme: Theme, box: Box, window: tuple[float, float], value: float) -> None:
    """The iron line: a track, the allowed window as a box on it and a round marker at ``value``."""
    x, y, width, height = box
    low, high = IRON_SCALE
    scale = width / (high - low)
    middle = y + height / 2

    def at(mg: float) -> float:
        return x + (min(high, max(low, mg)) - low) * scale

    canvas.setStrokeColor(theme.line)
    canvas.setLineWidth(0.8)
    canvas.line(x, middle, x + width, middle)
    canvas.setFillColor(theme.tint)
    canvas.setStrokeColor(theme.ink)
    canvas.setLineWidth(0.7)
    canvas.rect(at(window[0]), y, at(window[1]) - at(window[0]), height, stroke=1, fill=1)
    canvas.setFillColor(theme.accent)
    radius = height / 2 - 0.4
    ends = (at(window[0]) + radius, at(window[1]) - radius) if window[0] <= value <= window[1] else (x, x + width)
    centre = min(ends[1], max(ends[0], at(value)))
    canvas.circle(centre, middle, radius, stroke=0, fill=1)


def draw_bottles(canvas: Canvas, theme: Theme, box: Box, ml: float) -> None:
    """Bottles of the theme's size, the last filled to its share, from the left of ``box``."""
    bottle_ml = theme.measures.bottle_ml
    x, y, room, height = box
    count = max(0, -int(-ml // bottle_ml)) if ml > 0 else 0
    if not count:
        return
    step = min(height * 0.62, room / count)
    width = step * 0.74
    for index in range(count):
        share = min(1.0, ml / bottle_ml - index)
        draw_bottle(canvas, theme, (x + index * step, y, width, height), share)


def draw_bottle(canvas: Canvas, theme: Theme, box: Box, share: float) -> None:
    """One bottle in ``box``, its body filled to ``share``."""
    x, y, width, height = box
    body = height * 0.78
    canvas.setFillColor(theme.accent)
    canvas.rect(x, y, width, body * share, stroke=0, fill=1)
    canvas.setStrokeColor(theme.ink)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, width, body, stroke=1, fill=0)
    canvas.rect(x + width * 0.3, y + body, width * 0.4, height - body, stroke=1, fill=0)


def draw_box(canvas: Canvas, theme: Theme, x: float, y: float, *, side: float, ticked: bool) -> None:
    """A box to tick by pen; ``ticked`` draws the tick."""
    canvas.setStrokeColor(theme.ink)
    canvas.setLineWidth(0.7)
    canvas.rect(x, y, side, side, stroke=1, fill=0)
    if ticked:
        canvas.setLineWidth(1.2)
        canvas.lines(
            [
                (x + 0.2 * side, y + 0.5 * side, x + 0.42 * side, y + 0.22 * side),
                (x + 0.42 * side, y + 0.22 * side, x + 0.85 * side, y + 0.85 * side),
            ]
        )


def draw_logo(canvas: Canvas, picture: bytes, right: float, top: float, box: tuple[float, float]) -> float:
    """A picture with its upper right corner at ``right`` and ``top``, in a box of width and height.

    Returns the width it takes with the air before it; nothing where there is no picture.
    """
    if not picture:
        return 0.0
    image = ImageReader(BytesIO(picture))
    wide, high = image.getSize()
    scale = min(box[0] / wide, box[1] / high)
    canvas.drawImage(image, right - wide * scale, top - high * scale, wide * scale, high * scale, mask="auto")
    return float(wide * scale) + 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter(Solid):
    """A nutrient's total against its window: words above, bar with a mark at aim, brackets at the window."""

    theme: Theme
    name: str
    reading: str
    value: float
    low: float
    aim: float
    high: float | None
    size: float = 8.0
    is_iron: bool = False

    def height(self, width: float) -> float:
        """A line of text and the bar."""
        return self.size * 1.15 + 8.6

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw name and reading on a line, the bar below."""
        theme = self.theme
        baseline = top - self.size * 0.95
        draw_text(canvas, x, baseline, self.name, theme.regular(self.size))
        draw_text(canvas, x + width, baseline, self.reading, theme.bold(self.size), align="right")
        y = baseline - 8.0
        box = (x, y, width, 5.5)
        if self.is_iron:
            draw_window(canvas, theme, (x, y - 0.6, width, 6.7), (self.low, self.high or 36.0), self.value)
            return
        top_end = max(self.value, self.aim, self.high or 0.0, self.low) * 1.04 or 1.0
        draw_bar(canvas, theme, box, self.value / top_end)
        for mark in (self.low, self.high):
            if mark:
                self._bracket(canvas, x + width * mark / top_end, y)
        draw_tick(canvas, theme, x + width * self.aim / top_end, y, 5.5)

    def _bracket(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(x - 1.0, y, 2.0, 5.5, stroke=0, fill=1)
        canvas.setStrokeColor(self.theme.ink)
        canvas.setLineWidth(0.7)
        canvas.line(x, y - 1.8, x, y + 5.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SweatBand(Solid):
    """Expected sweat loss with its honest band, and how much of it is drunk again, on one scale of litres."""

    theme: Theme
    low: float
    expected: float
    high: float
    drink: float

    def height(self, width: float) -> float:
        """The band's height."""
        return 12.0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the band with a mark at the expected loss, and a bar to what is drunk."""
        theme = self.theme
        end = max(self.high, self.expected, self.drink, 0.1) * 1.05
        y = top - 10.0
        canvas.setStrokeColor(theme.line)
        canvas.setLineWidth(0.8)
        canvas.line(x, y + 2.5, x + width, y + 2.5)
        canvas.setFillColor(theme.accent)
        canvas.rect(x, y + 1.2, width * self.drink / end, 2.6, stroke=0, fill=1)
        canvas.setFillColor(theme.tint)
        canvas.setStrokeColor(theme.ink)
        canvas.setLineWidth(0.7)
        canvas.rect(x + width * self.low / end, y, width * (self.high - self.low) / end, 5, stroke=1, fill=1)
        draw_tick(canvas, theme, x + width * self.expected / end, y - 1, 7)
