"""The narrow column of a day card: numbers against their windows, drinks, what the table does not know."""

from __future__ import annotations

from collections.abc import Iterator

from fuelplan.measures import NBSP, number
from fuelplan.readings import Reading, readings, unknown
from fuelplan.report.flowables import Block, Columns, Rule, Space, Stack, Text
from fuelplan.report.meters import Meter
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import Span
from fuelplan.weekplan import DayPlan, Supplement
from fuelplan.wording import drink_text, to_drink

TIME = 25.0
SIZE = 8.0


def day_side(day: DayPlan, theme: Theme, width: float) -> Block:
    """Meters, then drinks, then asides."""
    return Stack([*_meters(day, theme), *_drinks(day, theme, width), *_asides(day, theme)], 2.0)


def _line(spans: str | list[Span], style: Style) -> Text:
    return Text([Span(spans, style)] if isinstance(spans, str) else spans, style.size * 1.16)


def _meters(day: DayPlan, theme: Theme) -> list[Block]:
    found: list[Block] = [_meter(reading, theme) for reading in readings(day)]
    return [*found, _line(_scores(day), theme.quiet(theme.small))] if found else []


def _scores(day: DayPlan) -> str:
    words = ["Thick mark: aim; thin marks: least and most."]
    if day.energy_availability_kcal_per_kg > 0:
        left = number(day.energy_availability_kcal_per_kg)
        words.append(f"Energy left after running: {left}{NBSP}kcal per kg lean mass (goal 45, never under 30).")
    return " ".join(words)


def _meter(reading: Reading, theme: Theme) -> Meter:
    need = reading.need
    return Meter(
        theme=theme,
        name=f"{reading.name} {reading.window}",
        reading=reading.words,
        value=reading.value,
        low=need.min,
        aim=need.aim,
        high=need.max,
        size=SIZE,
        is_iron=reading.key == "iron_mg",
    )


def _drinks(day: DayPlan, theme: Theme, width: float) -> Iterator[Block]:
    plain, strong = theme.regular(SIZE), theme.bold(SIZE)
    say = theme.measures
    rest = f" (need {say.litres(day.water_need_ml / 1000)}; meals hold {say.litres(day.water_from_food_ml / 1000)})"
    yield Space(1)
    yield Rule(theme.line)
    yield _line([Span(f"Drink {to_drink(day, say)}", theme.bold(9)), Span(rest, plain)], theme.bold(9))
    rows = [
        Columns((TIME, width - TIME), (_line(d.time, strong), _line(drink_text(d, say), plain)), 0.0)
        for d in day.drinks
    ]
    yield Stack(rows, 0.8)


def _supplement(taken: Supplement) -> str:
    when = f", {taken.when}" if taken.when else ""
    return f"You take: {taken.name}{when} ({number(taken.iron_mg, 1)} mg iron, counted)."


def _asides(day: DayPlan, theme: Theme) -> list[Block]:
    plain, quiet = theme.regular(SIZE), theme.quiet(theme.small)
    lines = [_line(_supplement(taken), plain) for taken in day.supplements]
    lines += [_line(note, plain) for note in (day.tonight, *day.notes) if note]
    gaps = unknown(day)
    if gaps:
        lines.append(_line(f"Unknown for some of the food (share of weight), so counted low (≥): {gaps}.", quiet))
    return [Space(1), Rule(theme.line), *lines] if lines else []
