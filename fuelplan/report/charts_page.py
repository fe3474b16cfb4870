"""The week in charts, on a page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.charts import Chart, week_charts
from fuelplan.report.flowables import Block, Keep, Solid, Stack, Text
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span
from fuelplan.weekplan import WeekPlan

MOST_BETWEEN = 34.0


@dataclass(frozen=True, slots=True)
class Drawn(Solid):
    """A drawing as a block."""

    drawing: Drawing

    def height(self, width: float) -> float:
        """The drawing's own height."""
        return float(self.drawing.height)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at ``x`` and ``top``."""
        renderPDF.draw(self.drawing, canvas, x, top - self.drawing.height)


def add_charts(flow: Flow, week: WeekPlan) -> None:
    """Put the charts on a new page, with as much air between them as it has."""
    if not week.days:
        return
    flow.new_page()
    flow.columns(1)
    flow.bookmark("The week in charts", 0)
    flow.place(Text([Span("The week in charts", flow.theme.head(flow.theme.title - 3))], 19.0))
    blocks = [_block(chart, flow.theme) for chart in week_charts(week, flow.theme, flow.width)]
    spare = flow.room - sum(block.height(flow.width) for block in blocks)
    for block in blocks:
        flow.skip(max(0.0, min(MOST_BETWEEN, spare / len(blocks) - 0.1)))
        flow.place(block)


def _block(chart: Chart, theme: Theme) -> Block:
    title = Text([Span(chart.title, theme.head(11))], 14.0)
    return Keep(Stack([title, Text([Span(chart.reading, theme.quiet(8))], 10.0), Drawn(chart.drawing)], 3.0))
