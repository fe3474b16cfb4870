"""Race day on a page of its own: timetable, splits, what counts in each hour, and a strip to cut out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from fuelplan.measures import NBSP, Measures, number, tenths, value_of
from fuelplan.report.flowables import Block, Columns, Keep, Panel, Solid, Space, Stack, Text
from fuelplan.report.pages import Flow
from fuelplan.report.race_tables import SplitTable, Strip
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span, clean, draw_text, text_width
from fuelplan.weekplan import DayPlan, RacePlan, RunPlan, Step, WeekPlan
from fuelplan.wording import climb, race_time, unbroken, weekday

GAP = 16.0
LEFT_SHARE = 0.44
TIME_EMS = 3.4
BETWEEN = 8.0
CUT = "Cut out for a bottle or wrist band: race time, {} to drink since the mark before, what to eat at the mark."


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type of timetable and notes, of the splits, and the air between lines of the timetable."""

    text: float
    table: float
    air: float


SIZES = (
    Sizes(11.0, 11.5, 6.0),
    Sizes(10.0, 10.5, 5.0),
    Sizes(9.5, 10.0, 4.0),
    Sizes(9.0, 9.5, 3.0),
    Sizes(9.0, 9.0, 2.0),
    Sizes(8.5, 8.5, 1.5),
    Sizes(8.0, 8.0, 1.0),
)


def add_race_days(flow: Flow, week: WeekPlan) -> None:
    """Put every race of the week on a page of its own."""
    for day in week.days:
        if day.race is not None:
            _add_race_day(flow, day, day.race)


def _add_race_day(flow: Flow, day: DayPlan, race: RacePlan) -> None:
    """Set the page in the largest type with which it fits; the strip is left out before the page is split."""
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Race day", 0)
    for block in _head(day, race, flow.theme):
        flow.place(block)
        flow.skip(BETWEEN)
    strip = _strip(race, flow.theme)
    needed = strip.height(flow.width) + BETWEEN if strip else 0.0
    bodies = [_body(day.runs[race.run], race, flow.theme, flow.width, sizes) for sizes in SIZES]
    body = next((each for each in bodies if each.height(flow.width) + needed <= flow.room), bodies[-1])
    flow.place(body, loose=True)
    if strip and strip.height(flow.width) + BETWEEN <= flow.room:
        flow.skip(max(BETWEEN, min(24.0, flow.room - needed)))
        flow.place(strip)


def _head(day: DayPlan, race: RacePlan, theme: Theme) -> list[Block]:
    run = day.runs[race.run]
    air = f"{theme.measures.temperature(run.temperature_c)}, {number(run.humidity * 100)}{NBSP}% humidity"
    facts = [
        f"{weekday(day)} {theme.measures.day_month(day.date)}",
        f"start {run.start}",
        *climb(run, theme.measures),
        air,
    ]
    title = [
        Span("Race day ", theme.head(20)),
        Span(f"{theme.measures.distance(run.km)} in {race_time(run.minutes)}", theme.bold(20)),
    ]
    return [
        Stack([Text(title, 25.0), Text([Span(" · ".join(facts), theme.regular(11))], 14.0)], 1.0),
        Panel(_Rates(theme, _rates(run, race, theme.measures)), theme.tint, 8.0, 5.0),
    ]


def _rates(run: RunPlan, race: RacePlan, say: Measures) -> list[tuple[str, str]]:
    """The numbers to know by heart, each with what it is of."""
    hours = max(run.minutes, 1.0) / 60.0
    rates = [(say.pace(run.minutes / run.km), "goal pace")]
    if race.drink_ml_per_hour >= 1:
        rates.append((say.drink(10 * value_of(number(race.drink_ml_per_hour / 10))), "drink an hour"))
    if race.carbohydrate_g_per_hour >= 1:
        rates.append((f"{number(race.carbohydrate_g_per_hour)} g", "carbohydrate an hour"))
    if race.sodium_mg_per_hour >= 1:
        rates.append((f"{number(race.sodium_mg_per_hour / 10) + '0'} mg", "sodium an hour"))
    rates.append((say.volume(run.sweat_l / hours), "likely sweat an hour"))
    rates.append((f"{tenths(run.loss_percent)} %", "weight lost at the finish"))
    return rates


@dataclass(frozen=True, slots=True)
class _Rates(Solid):
    """Large numbers side by side, a word under each."""

    theme: Theme
    rates: Sequence[tuple[str, str]]

    def height(self, width: float) -> float:
        return 27.0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        natural = [self._width(number, words) for number, words in self.rates]
        between = (width - sum(natural)) / max(1, len(natural) - 1)
        for (large, words), wide in zip(self.rates, natural, strict=True):
            draw_text(canvas, x, top - 13.0, large, self.theme.bold(14))
            draw_text(canvas, x, top - 24.0, words, self.theme.regular(8))
            x += wide + between

    def _width(self, large: str, words: str) -> float:
        return max(text_width(clean(large), self.theme.bold(14)), text_width(clean(words), self.theme.regular(8)))


def _body(run: RunPlan, race: RacePlan, theme: Theme, width: float, sizes: Sizes) -> Block:
    left = (width - GAP) * LEFT_SHARE
    right = width - GAP - left
    keys = {run.start, *(mark.clock for mark in race.splits[-1:])}
    table = SplitTable(theme, race.splits, sizes.table)
    notes = [_note(note, theme, right, sizes) for note in race.notes]
    splits = Stack([_title("On the way", theme), table, Space(4.0), *notes], sizes.air)
    return Columns((left, right), (_timetable(race.timetable, keys, theme, left, sizes), splits), GAP)


def _title(words: str, theme: Theme) -> Block:
    return Text([Span(words, theme.head(12))], 15.0)


def _timetable(steps: Sequence[Step], keys: Collection[str], theme: Theme, width: float, sizes: Sizes) -> Block:
    """Each step with its time, those at ``keys`` in bold."""
    leading, gutter = sizes.text * 1.18, sizes.text * TIME_EMS
    rows: list[Block] = []
    for step in steps:
        style = theme.bold(sizes.text) if step.time in keys else theme.regular(sizes.text)
        time = Text([Span(step.time, theme.bold(sizes.text))], leading)
        what = Text([Span(unbroken(step.what), style)], leading)
        rows.append(Keep(Columns((gutter, width - gutter), (time, what), 0.0)))
    return Stack([_title("The day", theme), *rows], sizes.air)


def _note(words: str, theme: Theme, width: float, sizes: Sizes) -> Block:
    leading = sizes.text * 1.18
    mark = Text([Span(f"·{NBSP}", theme.bold(sizes.text))], leading)
    return Keep(
        Columns((8.0, width - 8.0), (mark, Text([Span(unbroken(words), theme.regular(sizes.text))], leading)), 0.0)
    )


def _strip(race: RacePlan, theme: Theme) -> Block | None:
    """The strip to carry; a race without food and drink needs none."""
    if not any(mark.drink_ml or mark.eat for mark in race.splits):
        return None
    return Stack(
        [Text([Span(CUT.format(theme.measures.ml_unit), theme.quiet(8))], 10.0), Strip(theme, race.splits)], 2.0
    )
