"""The week as vector charts, drawn once with reportlab graphics: for the PDF, and as SVG for the HTML page.

Every bar carries its number, every limit its words: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import white

from fuelplan.measures import Measures, number, tenths
from fuelplan.report.sheet import LABEL, Sheet
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import text_width
from fuelplan.weekplan import DayPlan, RunPlan, WeekPlan
from fuelplan.wording import minute_of_day, slot_name, to_drink

PANEL, PANEL_GAP = 60.0, 14.0
IRON, IRON_TOP, INSIDE = 116.0, 40.0, 14.0
ROW, DROP, TICK = 29.0, 16.0, 4.0
RUN_BOXES = (
    "Boxes: your runs, filled as high as you drink in an hour of them. Drink to thirst, on a run never more than "
    "you sweat."
)
TOTAL, MOST_AN_HOUR_ML, LARGEST_ML = 44.0, 800.0, 800.0
AXIS, NAMES = 16.0, 14.0
FIRST_HOUR, LAST_HOUR = 6, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its title, a line that says how to read it, and what it shows in words."""

    title: str
    reading: str
    description: str
    drawing: Drawing


def week_charts(week: WeekPlan, theme: Theme, width: float) -> list[Chart]:
    """Return the charts of a week: load and food, iron where it is known on every day, fluids."""
    known = all("iron_mg" in day.totals for day in week.days)
    iron = [_iron(week, theme, width)] if known else []
    load = [_load_and_food(week, theme, width)] if _panels(week, theme) else []
    return [*load, *iron, _fluids(week, theme, width)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """A row of bars: its name, a value a day with its words, a window a day where there is one."""

    name: tuple[str, str]
    values: Sequence[float]
    words: Sequence[str]
    windows: Sequence[tuple[float, float, float | None] | None]


def _load_and_food(week: WeekPlan, theme: Theme, width: float) -> Chart:
    panels = _panels(week, theme)
    sheet = Sheet(theme, width, NAMES + len(panels) * PANEL + (len(panels) - 1) * PANEL_GAP + 10.0)
    sheet.days(week.days, 3.0)
    for place, panel in enumerate(reversed(panels)):
        _draw_panel(sheet, panel, NAMES + place * (PANEL + PANEL_GAP))
    told = (f"{day.weekday} {'; '.join(panel.words[n] for panel in panels)}" for n, day in enumerate(week.days))
    return Chart(
        title="What you run and what you eat" if any(day.runs for day in week.days) else "What you eat",
        reading=f"Brackets: the day's window. Triangle: its aim. {_more_to_eat(week)}".strip(),
        description=f"By day {', '.join(' '.join(panel.name) for panel in panels)}: {', '.join(told)}.",
        drawing=sheet.drawing,
    )


def _more_to_eat(week: WeekPlan) -> str:
    """Why the bars rise, where they do."""
    if any(day.loading for day in week.days):
        return "Before the race carbohydrate is loaded; else more to run is more to eat."
    return "On days with more to run there is more to eat." if any(day.runs for day in week.days) else ""


def _panels(week: WeekPlan, theme: Theme) -> list[_Panel]:
    km = [sum(run.km for run in day.runs) for day in week.days]
    distance = [
        _Panel(
            name=("Distance", theme.measures.km_unit),
            values=km,
            words=[_distance(day, theme) for day in week.days],
            windows=[None] * len(week.days),
        )
    ]
    panels: list[_Panel] = distance if any(km) else []
    for key, name in (("energy_kcal", ("Energy", "kcal")), ("carbohydrate_g", ("Carbohydrate", "g"))):
        if all(key in day.totals for day in week.days):
            values = [day.totals[key] for day in week.days]
            windows = [_window(day, key) for day in week.days]
            panels.append(_Panel(name=name, values=values, words=[number(v) for v in values], windows=windows))
    return panels


def _distance(day: DayPlan, theme: Theme) -> str:
    km = sum(run.km for run in day.runs)
    return theme.measures.km(km) if km else "strength" if day.strength else "rest"


def _window(day: DayPlan, key: str) -> tuple[float, float, float | None] | None:
    need = day.needs.get(key)
    return (need.min, need.aim, need.max) if need else None


def _draw_panel(sheet: Sheet, panel: _Panel, y: float) -> None:
    theme = sheet.theme
    tops = [limit for window in panel.windows if window for limit in window if limit]
    scale = (PANEL - 11.0) / max(*panel.values, *tops, 1.0)
    for row, (words, style) in enumerate(zip(panel.name, (theme.bold(9), theme.quiet(8)), strict=True)):
        sheet.text(0.0, y + PANEL / 2 - 11.0 * row, words, style)
    sheet.rule(LABEL, y, sheet.width, y, strong=True)
    for place, (value, words, window) in enumerate(zip(panel.values, panel.words, panel.windows, strict=True)):
        left = sheet.middle(place) - sheet.bar_width / 2
        if value > 0:
            sheet.bar(left, y, sheet.bar_width, value * scale)
        if window:
            _bracket(sheet, left, y, window, scale)
        sheet.text(sheet.middle(place), y + _above(value, window) * scale + 3.0, words, theme.bold(8), "middle")


def _above(value: float, window: tuple[float, float, float | None] | None) -> float:
    """The height a number stands above: the bar's own, or what of its window rises over it."""
    return max(value, *(limit or 0.0 for limit in window)) if window else value


def _bracket(sheet: Sheet, left: float, y: float, window: tuple[float, float, float | None], scale: float) -> None:
    low, aim, high = window
    x = left + sheet.bar_width + 3.0
    top = (high or max(low, aim)) * scale
    sheet.rule(x + 3.0, y + low * scale, x + 3.0, y + top, strong=True)
    for end in (low * scale, top):
        sheet.rule(x, y + end, x + 3.0, y + end, strong=True)
    sheet.mark(left - 1.0, y + aim * scale)


def _iron(week: WeekPlan, theme: Theme, width: float) -> Chart:
    sheet = Sheet(theme, width, NAMES + AXIS + IRON)
    base, scale = NAMES + AXIS, IRON / IRON_TOP
    lows, highs = zip(*(_iron_window(day) for day in week.days), strict=True)
    sheet.ground(LABEL, base + min(lows) * scale, width - LABEL, (max(highs) - min(lows)) * scale)
    for limit, word in ((min(lows), "at least"), (max(highs), "at most")):
        sheet.rule(LABEL, base + limit * scale, width, base + limit * scale, strong=True, dash=True)
        sheet.text(0.0, base + limit * scale - 3.0, f"{word} {number(limit)} mg", theme.bold(8))
    sheet.rule(LABEL, base, width, base, strong=True)
    sheet.text(0.0, NAMES + 2.0, "score", theme.quiet(8))
    for place, day in enumerate(week.days):
        _iron_bar(sheet, place, day, base, scale)
    sheet.days(week.days, 3.0)
    taken = any(day.supplements for day in week.days)
    return Chart(
        title="Iron, inside its window on every day",
        reading=f"Full bar: from food.{' Slanted lines: your supplement.' if taken else ''} Triangle: the day's aim. "
        "Score: mg likely to be absorbed, by what stands beside it on the plate; a rough guide.",
        description="By day, mg of iron, then the score of what is absorbed: "
        + ", ".join(
            f"{day.weekday} {tenths(day.totals['iron_mg'])}, {tenths(day.absorbed_iron_mg)}" for day in week.days
        )
        + f"; window {number(min(lows))} to {number(max(highs))} mg.",
        drawing=sheet.drawing,
    )


def _iron_window(day: DayPlan) -> tuple[float, float]:
    need = day.needs.get("iron_mg")
    return (need.min, need.max or 36.0) if need else (18.0, 36.0)


def _iron_bar(sheet: Sheet, place: int, day: DayPlan, base: float, scale: float) -> None:
    taken = sum(supplement.iron_mg for supplement in day.supplements)
    total = day.totals["iron_mg"]
    food = max(0.0, total - taken)
    left, strong = sheet.middle(place) - sheet.bar_width / 2, sheet.theme.bold(9)
    sheet.bar(left, base, sheet.bar_width, food * scale)
    if taken > 0:
        sheet.hatch(left, base + food * scale, sheet.bar_width, taken * scale)
    inside = food * scale >= INSIDE
    style = replace(strong, colour=white) if inside else strong
    height = 4.0 if inside else total * scale + 3.5
    sheet.text(sheet.middle(place), base + height, tenths(total), style, "middle")
    if need := day.needs.get("iron_mg"):
        sheet.mark(left - 1.0, base + need.aim * scale)
    sheet.text(sheet.middle(place), NAMES + 2.0, tenths(day.absorbed_iron_mg), sheet.theme.regular(8), "middle")


def _fluids(week: WeekPlan, theme: Theme, width: float) -> Chart:
    sheet = Sheet(theme, width, AXIS + ROW * len(week.days))
    first, last = _hours(week)
    inner = width - LABEL - TOTAL

    def at(minute: float) -> float:
        return LABEL + inner * (minute / 60.0 - first) / (last - first)

    for hour in range(first, last + 1, 2):
        sheet.text(at(60 * hour), 3.0, f"{hour}:00", theme.quiet(7.5), "middle")
        for place in range(len(week.days)):
            sheet.rule(at(60 * hour), AXIS + ROW * place, at(60 * hour), AXIS + ROW * place + TICK)
    for place, day in enumerate(reversed(week.days)):
        _fluid_row(sheet, day, AXIS + ROW * place, at)
    return Chart(
        title=f"What you drink, and when ({theme.measures.ml_unit})",
        reading="Bars: drinks. " + (RUN_BOXES if any(day.runs for day in week.days) else "Drink to thirst."),
        description="; ".join(_told_drinks(day, theme.measures) for day in week.days),
        drawing=sheet.drawing,
    )


def _told_drinks(day: DayPlan, measures: Measures) -> str:
    drinks = ", ".join(f"{drink.time} {measures.drink(drink.ml)}" for drink in day.drinks)
    return f"{day.weekday} {to_drink(day, measures)}: {drinks or 'none'}"


def _hours(week: WeekPlan) -> tuple[int, int]:
    """Return the first and last hour to draw, an even number of hours apart."""
    ends = [minute for day in week.days for run, start in _timed(day) for minute in (start, start + run.minutes)]
    minutes = [*ends, *(minute for day in week.days for minute, _ in _sips(day))]
    first = min([FIRST_HOUR, *(int(minute // 60) for minute in minutes)])
    last = max([LAST_HOUR, *(int(-(-minute // 60)) for minute in minutes)])
    return first, last + (last - first) % 2


def _timed(day: DayPlan) -> list[tuple[RunPlan, int]]:
    """Return the runs with the minute they start at; one without a time is not drawn."""
    starts = ((run, minute_of_day(run.start)) for run in day.runs)
    return [(run, start) for run, start in starts if start is not None]


def _sips(day: DayPlan) -> list[tuple[int, float]]:
    """Return when how much is drunk, what is drunk on a run aside."""
    on_the_run = slot_name("during run")
    timed = [(minute_of_day(drink.time), drink.ml) for drink in day.drinks if not drink.why.startswith(on_the_run)]
    return sorted(((minute, ml) for minute, ml in timed if minute is not None), key=lambda sip: sip[0])


def _fluid_row(sheet: Sheet, day: DayPlan, y: float, at: Callable[[float], float]) -> None:
    """Draw a day: its name and sweat, runs, drinks with their size, the sum."""
    theme, sweat = sheet.theme, sum(run.sweat_l for run in day.runs)
    sheet.rule(LABEL, y, sheet.width, y)
    sheet.text(0.0, y + 12.0, day.weekday, theme.bold(9))
    if sweat > 0:
        sheet.text(0.0, y + 3.0, f"sweat {theme.measures.volume(sweat)}", theme.quiet(7.5))
    sips = [(at(minute), ml) for minute, ml in _sips(day)]
    for run, start in _timed(day):
        _run_box(sheet, y, (at(start), at(start + run.minutes)), run)
    for x, ml in sips:
        sheet.bar(x - 2.0, y + 0.5, 4.0, min(DROP, DROP * ml / LARGEST_ML))
    on_runs = [(at(start + run.minutes / 2), 1000.0 * run.drink_l) for run, start in _timed(day) if run.drink_l > 0]
    _millilitres(sheet, y, sorted(sips + on_runs, key=lambda sip: sip[0]))
    sheet.text(sheet.width, y + 8.0, to_drink(day, theme.measures), theme.bold(9), "end")


def _run_box(sheet: Sheet, y: float, ends: tuple[float, float], run: RunPlan) -> None:
    """Draw a run as a box, filled as high as is drunk on it in an hour."""
    left, right = ends
    sheet.rect((left, y + 0.5, right - left, DROP + 0.5), sheet.theme.tint, sheet.theme.grey, 0.6)
    if run.drink_l > 0:
        an_hour = 60_000.0 * run.drink_l / max(run.minutes, 1.0)
        sheet.bar(left, y + 0.5, right - left, min(DROP, DROP * an_hour / MOST_AN_HOUR_ML))


def _millilitres(sheet: Sheet, y: float, sips: Sequence[tuple[float, float]]) -> None:
    """Write how much is drunk above where it is, pushed apart where words would touch."""
    style, measures, free = sheet.theme.regular(7.5), sheet.theme.measures, LABEL
    for x, ml in sips:
        words = measures.ml(ml)
        wide = text_width(words, style)
        left = max(free, x - wide / 2)
        sheet.text(left, y + DROP + 3.0, words, style)
        free = left + wide + 4.0
