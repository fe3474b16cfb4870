"""The log to fill in by pen, and the seven causes of heavy legs."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.flowables import Block, Columns, Keep, Solid, Stack, Text
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span, cut_lines, draw_lines, draw_text
from fuelplan.weekplan import DayPlan, WeekPlan
from fuelplan.wording import reference_numbers, run_title, strength_lines, unbroken, weekday

WEIGHT = "Morning weight"
COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("Sleep", "hours", 1.0),
    (WEIGHT, "before breakfast", 1.35),
    ("Urine", "pale · yellow · dark", 1.2),
    ("Legs", "1 heavy – 5 springy", 1.2),
    ("Notes", "", 1.8),
)
DAY = 118.0
NAME = 164.0
HEAD = 28.0
ROW, TALL_ROW = 15 * mm, 24 * mm
LOG_LINES = 3
ABOVE_CAUSES = 14.0
HELP = (
    "Each morning note {weight}the colour of the first urine, the hours slept, and how your legs feel on the stairs. "
    "Three heavy days in a row: change something below."
)


@dataclass(frozen=True, slots=True)
class LogTable(Solid):
    """Seven rows of empty cells, high enough for a pen."""

    theme: Theme
    week: WeekPlan
    row: float

    def height(self, width: float) -> float:
        """Heading and a row a day."""
        return HEAD + self.row * len(self.week.days)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw headings, days and the lines between them."""
        canvas.setFillColor(self.theme.tint)
        canvas.rect(x, top - HEAD, width, HEAD, stroke=0, fill=1)
        canvas.setStrokeColor(self.theme.grey)
        canvas.setLineWidth(0.6)
        for index in range(len(self.week.days) + 1):
            canvas.line(x, top - HEAD - index * self.row, x + width, top - HEAD - index * self.row)
        columns = [column for column in COLUMNS if self.week.weigh_daily or column[0] != WEIGHT]
        unit = (width - DAY) / sum(share for _, _, share in columns)
        left = x + DAY
        for name, hint, share in columns:
            canvas.line(left, top, left, top - self.height(width))
            draw_text(canvas, left + 4, top - 12, name, self.theme.bold(9.5))
            draw_text(canvas, left + 4, top - 23, hint, self.theme.quiet(7.5))
            left += unit * share
        for index, day in enumerate(self.week.days):
            self._day(canvas, x, top - HEAD - index * self.row, day)

    def _day(self, canvas: Canvas, x: float, top: float, day: DayPlan) -> None:
        draw_text(
            canvas, x + 4, top - 14, f"{weekday(day)} {self.theme.measures.day_month(day.date)}", self.theme.bold(9.5)
        )
        done = [*(run_title(run, self.theme.measures) for run in day.runs), *strength_lines(day)]
        lines = cut_lines([Span(" + ".join(done) or "rest", self.theme.regular(8))], DAY - 8, LOG_LINES)
        draw_lines(canvas, x + 4, top - 17, lines, 9.0)


def add_log(flow: Flow, week: WeekPlan) -> None:
    """Put log and causes on a page of their own."""
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("The log", 0)
    flow.place(Text([Span("The log: fill in by pen", theme.head(theme.title - 3))], 19.0))
    weight = "your weight after the toilet and before breakfast, " if week.weigh_daily else ""
    flow.place(Text([Span(HELP.format(weight=weight), theme.regular())], 11.2))
    flow.skip(6.0)
    causes = _causes(week, theme, flow.width)
    below = sum(block.height(flow.width) + 4.0 for block in causes) + ABOVE_CAUSES if causes else 0.0
    row = (flow.room - HEAD - below) / max(1, len(week.days))
    flow.place(LogTable(theme, week, min(TALL_ROW, max(ROW, row))))
    flow.skip(ABOVE_CAUSES)
    if causes:
        flow.bookmark("Heavy legs", 1)
    for block in causes:
        flow.place(block)
        flow.skip(4.0)


def _causes(week: WeekPlan, theme: Theme, width: float) -> list[Block]:
    """A row for every cause, the first under the heading."""
    strong, plain = theme.bold(9.5), theme.regular(9.5)
    rows: list[Block] = []
    for index, cause in enumerate(week.causes, start=1):
        mark = Text([Span(str(index), theme.head(9.5))], 11.4)
        name = Text([Span(cause.name, strong)], 11.4)
        numbers = reference_numbers(cause.references, week.references)
        cited = [Span(f" {numbers}", theme.quiet(7.5))] if numbers else []
        says: Block = Text([Span(unbroken(cause.says), plain), *cited], 11.4)
        rows.append(Keep(Columns((10.0, NAME, width - NAME - 22.0), (mark, name, says), 6.0)))
    count = {7: "seven"}.get(len(rows), str(len(rows)))
    title = Text([Span(f"Heavy legs: {count} causes, and what this week says", theme.head(12))], 16.0)
    return [Keep(Stack([title, *rows[:1]], 4.0)), *rows[1:]] if rows else []
