"""The fridge page: the whole week on one landscape page, whatever the plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from fuelplan.measures import number
from fuelplan.report.flowables import Solid
from fuelplan.report.fridge_cells import Cell, DrinkCell, Ink, MealCell
from fuelplan.report.fridge_meters import METERS, draw_meters
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
PAD = 2.5
TITLE = 24.0
LOGO = (90.0, 21.0)
LEGEND = 11.0
HEADER_LINES = 4
LEADING, TIGHT_LEADING = 1.15, 1.08
STEP = 0.25


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


def fridge_page(week: WeekPlan, theme: Theme) -> Page:
    """Return the one landscape page."""
    page = Page(theme.landscape, theme.fridge_margin)
    width, height = theme.landscape
    margin = theme.fridge_margin
    grid = FridgeGrid(week=week, theme=theme, full=height - 2 * margin - theme.footer)
    page.placed.append(Placed(grid, margin, height - margin, width - 2 * margin))
    page.bookmarks.append(Bookmark("The week on one page", 0, height - margin))
    return page


def week_rows(days: Sequence[DayPlan]) -> list[Row]:
    """All rows this week needs; snack, evening and run rows only when used."""
    rows = []
    for label, slots in ROWS:
        cells = [MealCell([m for m in day.meals if m.slot in slots]) for day in days]
        if label not in OPTIONAL or any(cell.meals for cell in cells):
            rows.append(Row(label, cells))
    return [*rows, Row("drinks", [DrinkCell(day) for day in days])]


@dataclass(frozen=True, slots=True)
class Fitter:
    """Finds the largest type, then the most detail, with which all rows fit into ``room``."""

    rows: Sequence[Row]
    theme: Theme
    width: float
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

    def _count(self, row: int, day: int, level: int, size: float) -> int:
        key = (row, day, level, size)
        if key not in self._counts:
            ink = Ink.at(self.theme, size)
            self._counts[key] = len(self.rows[row].cells[day].lines(level, ink, self.width))
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
        fullest = tuple(self._refilled(i, row, size) for i, row in enumerate(levels))
        return Fit(size, TIGHT_LEADING, fullest, tuple(heights))

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
        step = (width - LABEL) / len(days)
        headers = [self._header(day, step - 2 * PAD) for day in days]
        header = 15.0 + max(map(len, headers)) * 9.0 + PAD
        rows = week_rows(days)
        room = self.full - TITLE - header - METERS - LEGEND
        fit = Fitter(rows, self.theme, step - 2 * PAD, room).fit().relaxed(room)
        spare = max(0.0, room - sum(fit.heights)) / len(rows)
        heights = [h + min(spare, 16.0) for h in fit.heights]
        y = top - TITLE
        self._frame(canvas, (x, y, width), step, [header, *heights, METERS])
        self._headers(canvas, (x + LABEL, y), step, headers)
        y -= header
        for index, row in enumerate(rows):
            draw_text(canvas, x + PAD, y - PAD - 8, row.label, self.theme.bold(8))
            lines = self._row_lines(row, fit.levels[index], fit.size, step - 2 * PAD)
            for column, words in enumerate(lines):
                draw_lines(canvas, x + LABEL + column * step + PAD, y - PAD, words, fit.size * fit.leading)
            y -= heights[index]
        lefts = [x + LABEL + index * step + PAD for index in range(len(days))]
        draw_meters(canvas, self.theme, days, (x + PAD, y), [(left, left + step - 2 * PAD) for left in lefts])
        self._legend(canvas, x, y - METERS - LEGEND + 3.0, width)

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
        style = self.theme.regular(7.5)
        lines = [
            line
            for words in training_lines(day, self.theme.measures)
            for line in cut_lines([Span(words, style)], width, 2)
        ]
        if len(lines) <= HEADER_LINES:
            return lines
        total = f"{len(day.runs)} runs, {self.theme.measures.distance(sum(run.km for run in day.runs))}"
        short = [total, *strength_lines(day)] if len(day.runs) > 1 else training_lines(day, self.theme.measures)
        return [line for words in short for line in cut_lines([Span(words, style)], width, 1)][:HEADER_LINES]

    def _headers(self, canvas: Canvas, at: tuple[float, float], step: float, headers: Sequence[list[Line]]) -> None:
        x, y = at
        for index, (day, lines) in enumerate(zip(self.week.days, headers, strict=True)):
            left = x + index * step
            name = [Span(f"{day.weekday} ", self.theme.head(11)), Span(day_mark(day), self.theme.bold(8))]
            draw_lines(canvas, left + PAD, y - 2.2, break_lines(name, step - 2 * PAD), 11.0)
            draw_text(
                canvas,
                left + step - PAD,
                y - 11,
                self.theme.measures.day_month(day.date),
                self.theme.regular(8),
                align="right",
            )
            draw_lines(canvas, left + PAD, y - 14, lines, 9.0)

    def _frame(self, canvas: Canvas, corner: tuple[float, float, float], step: float, heights: Sequence[float]) -> None:
        x, y, width = corner
        bottom = y - sum(heights)
        canvas.setFillColor(self.theme.tint)
        canvas.rect(x, y - heights[0], width, heights[0], stroke=0, fill=1)
        canvas.rect(x, bottom, LABEL, sum(heights), stroke=0, fill=1)
        canvas.setStrokeColor(self.theme.line)
        canvas.setLineWidth(0.5)
        for index in range(len(self.week.days)):
            canvas.line(x + LABEL + index * step, bottom, x + LABEL + index * step, y)
        line = y
        for height in (*heights, 0.0):
            canvas.line(x, line, x + width, line)
            line -= height

    def _row_lines(self, row: Row, levels: Sequence[int], size: float, width: float) -> list[list[Line]]:
        ink = Ink.at(self.theme, size)
        return [cell.lines(level, ink, width) for cell, level in zip(row.cells, levels, strict=True)]

    def _legend(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        text = (
            "Carbohydrate: bar to the day's total, mark at the aim. Iron: dot inside the drawn window"
            f" ({self._iron_limits()} mg). One bottle = {self.theme.measures.bottle}."
            " Drink to thirst; stop if you gain weight."
        )
        count = len(self.week.warnings)
        if count:
            text += f" {count} warning{'s' if count > 1 else ''}: see the last pages."
        draw_lines(canvas, x, y + 6, cut_lines([Span(text, self.theme.quiet(7))], width, 1), 7.5)

    def _iron_limits(self) -> str:
        needs = [day.needs["iron_mg"] for day in self.week.days if "iron_mg" in day.needs]
        low = min((need.min for need in needs), default=18.0)
        high = max((need.max or 36.0 for need in needs), default=36.0)
        return f"{number(low)}–{number(high)}"
