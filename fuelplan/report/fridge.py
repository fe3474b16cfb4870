"""The fridge page: the whole week on one landscape page, whatever the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reportlab.pdfgen.canvas import Canvas

from fuelplan.measures import number
from fuelplan.report.flowables import Solid
from fuelplan.report.fridge_cells import DrinkCell, Ink, MealCell
from fuelplan.report.fridge_fit import PAD, Fit, Fitter, Row, columns_for
from fuelplan.report.fridge_meters import METERS, Ends, draw_meters
from fuelplan.report.meters import draw_logo
from fuelplan.report.pages import Bookmark, Page, Placed
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Line, Span, break_lines, cut_lines, draw_lines, draw_text, text_width
from fuelplan.weekplan import DayPlan, WeekPlan
from fuelplan.wording import (
    RUN_SLOTS,
    day_mark,
    strength_lines,
    training_lines,
    week_dates,
    week_title,
)

ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("run fuel", RUN_SLOTS),
    ("breakfast", ("breakfast",)),
    ("snack", ("morning snack",)),
    ("lunch", ("lunch",)),
    ("snack", ("afternoon snack",)),
    ("dinner", ("dinner",)),
    ("evening", ("evening snack",)),
)
OPTIONAL = ("evening", "snack", "run fuel")
LABEL = 54.0
TITLE = 24.0
LOGO = (90.0, 21.0)
LEGEND = 11.0
HEADER_LINES = 4


def fridge_page(week: WeekPlan, theme: Theme) -> Page:
    """Return the one landscape page."""
    page = Page(theme.landscape, theme.fridge_margin)
    width, height = theme.landscape
    margin = theme.fridge_margin
    grid = FridgeGrid(week=week, theme=theme, full=height - 2 * margin - theme.footer)
    page.placed.append(Placed(grid, margin, height - margin, width - 2 * margin))
    page.bookmarks.append(Bookmark("The week on one page", 0, height - margin))
    return page


def week_rows(days: Sequence[DayPlan], theme: Theme) -> list[Row]:
    """All rows this week needs; snack, evening and run rows only when used."""
    rows = []
    for label, slots in ROWS:
        cells = [MealCell([m for m in day.meals if m.slot in slots]) for day in days]
        if label not in OPTIONAL or any(cell.meals for cell in cells):
            rows.append(Row(label, cells))
    return [*rows, Row(f"drinks {theme.measures.ml_unit}", [DrinkCell(day) for day in days])]


@dataclass(frozen=True, slots=True, kw_only=True)
class FridgeGrid(Solid):
    """The grid itself: header, rows, meters, legend."""

    week: WeekPlan
    theme: Theme
    full: float

    def height(self, width: float) -> float:
        """The whole page."""
        return self.full

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw title, grid, meters and legend."""
        days = self.week.days
        self._title(canvas, x, top, width)
        if not days:
            return
        rows = week_rows(days, self.theme)
        columns = columns_for(rows, self.theme, width - LABEL, self._room([width / 8] * len(days)))
        edges = list(accumulate(columns, initial=x + LABEL))
        spans = [(left + PAD, right - PAD) for left, right in pairwise(edges)]
        room = self._room(columns)
        fit = Fitter(rows, self.theme, columns, room).fit().relaxed(room)
        spare = max(0.0, room - sum(fit.heights)) / len(rows)
        header, heights = self._header_height(columns), [h + min(spare, 16.0) for h in fit.heights]
        y = top - TITLE
        self._frame(canvas, (x, y, width), edges[:-1], [header, *heights, METERS])
        self._headers(canvas, y, spans)
        y -= header
        for index, row in enumerate(rows):
            self._row(canvas, (x, y), row, fit, (fit.levels[index], spans))
            y -= heights[index]
        draw_meters(canvas, self.theme, days, (x + PAD, y), spans)
        self._legend(canvas, x, y - METERS - LEGEND + 3.0, width)

    def _room(self, columns: Sequence[float]) -> float:
        """What is left for the rows."""
        return self.full - TITLE - self._header_height(columns) - METERS - LEGEND

    def _header_height(self, columns: Sequence[float]) -> float:
        pairs = zip(self.week.days, columns, strict=True)
        return 15.0 + max(len(self._header(day, column - 2 * PAD)) for day, column in pairs) * 9.0 + PAD

    def _row(
        self, canvas: Canvas, at: tuple[float, float], row: Row, fit: Fit, columns: tuple[Sequence[int], Sequence[Ends]]
    ) -> None:
        """Draw a row's label and its squares, each in its level of detail between its ends."""
        (x, y), ink = at, Ink.at(self.theme, fit.size)
        draw_lines(canvas, x + PAD, y - PAD, break_lines([Span(row.label, self.theme.bold(8))], LABEL - 2 * PAD), 9.0)
        for cell, level, (left, right) in zip(row.cells, *columns, strict=True):
            draw_lines(canvas, left, y - PAD, cell.lines(level, ink, right - left), fit.size * fit.leading)

    def _title(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        diet, design = str(self.week.athlete.get("diet", "")), self.theme.design
        coach = f"by {design.coach}" if design.coach else ""
        right = " · ".join(filter(None, (design.club, coach, week_dates(self.week, self.theme.measures), diet)))
        style = self.theme.quiet(9.5)
        width -= draw_logo(canvas, design.logo, x + width, top, LOGO)
        title = [Span(week_title(self.week, self.theme.measures), self.theme.head(self.theme.title))]
        (shown,) = cut_lines(title, width * 0.7, 1) or [()]
        draw_lines(canvas, x, top, [shown], 17.5)
        room = width - sum(text_width(*span) for span in shown) - 20.0
        words = "".join(span.text for line in cut_lines([Span(right, style)], room, 1) for span in line)
        draw_text(canvas, x + width, top - 14, words, style, align="right")

    def _header(self, day: DayPlan, width: float) -> list[Line]:
        style, training = self.theme.regular(7.5), training_lines(day, self.theme.measures)
        if day_mark(day) and len(self._name(day, width)) == 1:
            training[0] = f"{day_mark(day)}: {training[0]}"
        lines = [line for words in training for line in cut_lines([Span(words, style)], width, 2)]
        if len(lines) <= HEADER_LINES:
            return lines
        total = f"{len(day.runs)} runs, {self.theme.measures.distance(sum(run.km for run in day.runs))}"
        short = [total, *strength_lines(day)] if len(day.runs) > 1 else training_lines(day, self.theme.measures)
        return [line for words in short for line in cut_lines([Span(words, style)], width, 1)][:HEADER_LINES]

    def _headers(self, canvas: Canvas, y: float, spans: Sequence[Ends]) -> None:
        for day, (left, right) in zip(self.week.days, spans, strict=True):
            name = self._name(day, right - left)
            draw_lines(canvas, left, y - 2.2, break_lines(name, right - left), 11.0)
            date = self.theme.measures.day_month(day.date)
            draw_text(canvas, right, y - 11, date, self.theme.regular(8), align="right")
            draw_lines(canvas, left, y - 14, self._header(day, right - left), 9.0)

    def _name(self, day: DayPlan, width: float) -> list[Span]:
        """The weekday, and what sets the day apart where it fits beside the date."""
        name, mark = Span(f"{day.weekday} ", self.theme.head(11)), Span(day_mark(day), self.theme.bold(8))
        date = text_width(self.theme.measures.day_month(day.date), self.theme.regular(8))
        return [name, mark] if text_width(*name) + text_width(*mark) + date + 6.0 <= width else [name]

    def _frame(
        self, canvas: Canvas, corner: tuple[float, float, float], lefts: Sequence[float], heights: Sequence[float]
    ) -> None:
        x, y, width = corner
        bottom = y - sum(heights)
        canvas.setFillColor(self.theme.tint)
        canvas.rect(x, y - heights[0], width, heights[0], stroke=0, fill=1)
        canvas.rect(x, bottom, LABEL, sum(heights), stroke=0, fill=1)
        canvas.setStrokeColor(self.theme.line)
        canvas.setLineWidth(0.5)
        for left in lefts:
            canvas.line(left, bottom, left, y)
        line = y
        for height in (*heights, 0.0):
            canvas.line(x, line, x + width, line)
            line -= height

    def _legend(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        text = (
            "Carbohydrate: bar to the day's total, mark at the aim. Iron: dot inside the drawn window"
            f" ({self._iron_limits()} mg). One bottle = {self.theme.measures.bottle}."
            " Drink to thirst; stop if you gain weight."
        )
        count = len(self.week.warnings)
        if count:
            text += f" {count} warning{'s' if count > 1 else ''}: see Why these numbers."
        draw_lines(canvas, x, y + 6, cut_lines([Span(text, self.theme.quiet(7))], width, 1), 7.5)

    def _iron_limits(self) -> str:
        needs = [day.needs["iron_mg"] for day in self.week.days if "iron_mg" in day.needs]
        low = min((need.min for need in needs), default=18.0)
        high = max((need.max or 36.0 for need in needs), default=36.0)
        return f"{number(low)}–{number(high)}"
