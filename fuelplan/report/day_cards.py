"""Day cards: each meal with its portions, the numbers against their windows, the drinks."""

from __future__ import annotations

from collections.abc import Sequence

from fuelplan.report.flowables import Block, Columns, Headed, Keep, Panel, Rule, Space, Stack, Text
from fuelplan.report.meters import Meter
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import NBSP, Span
from fuelplan.report.wording import (
    day_month,
    drink_text,
    join_dots,
    litres,
    number,
    portion_with_grams,
    run_lines,
    same_words,
    slot_name,
    tenths,
    weekday,
)
from fuelplan.weekplan import DayPlan, Meal, Need, WeekPlan

METERS: tuple[tuple[str, str, str], ...] = (
    ("energy_kcal", "energy", "kcal"),
    ("carbohydrate_g", "carbohydrate", "g"),
    ("protein_g", "protein", "g"),
    ("fat_g", "fat", "g"),
    ("fibre_g", "fibre", "g"),
    ("iron_mg", "iron", "mg"),
    ("calcium_mg", "calcium", "mg"),
)
NAMES = {
    "energy": "energy",
    "fibre": "fibre",
    "vitamin_a_rae": "vitamin A",
    "vitamin_b12": "vitamin B12",
    "vitamin_c": "vitamin C",
    "vitamin_d": "vitamin D",
}
UNKNOWN_SHARE = 0.05
GUTTER = 70.0
SIDE = 152.0
GAP = 8.0


def text(spans: Sequence[Span] | str, style: Style) -> Text:
    """A paragraph, from spans or from one string."""
    return Text([Span(spans, style)] if isinstance(spans, str) else spans, style.leading)


def add_day_cards(flow: Flow, week: WeekPlan) -> None:
    """Put every day on the flow, two a page where they fit."""
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Day cards", 0)
    for index, day in enumerate(week.days):
        if index:
            flow.skip(10.0)
        card = day_card(day, theme, flow.width)
        loose = flow.room > flow.full * 0.3
        if not loose:
            flow.reserve(card.height(flow.width))
        flow.bookmark(f"{weekday(day)} {day_month(day.date)}".replace(NBSP, " "), 1)
        flow.place(card, loose=loose)


def day_card(day: DayPlan, theme: Theme, width: float) -> Block:
    """One day: a heading, meals on the left, numbers and drinks on the right."""
    meals = Stack([Keep(_meal(m, theme, width - SIDE - GUTTER - 2 * GAP)) for m in day.meals], 4.0)
    side = Stack([*_meters(day, theme), *_drinks(day, theme), *_asides(day, theme)], 2.5)
    body = Columns((width - SIDE - GAP, SIDE), (meals, side), GAP)
    return Headed(_heading(day, theme), _heading(day, theme, ", continued"), body, 4.0)


def _heading(day: DayPlan, theme: Theme, more: str = "") -> Block:
    runs = "  +  ".join(run_lines(day))
    spans = [
        Span(f"{weekday(day)}{more} ", theme.head(12)),
        Span(f"{day_month(day.date)}   ", theme.regular(10)),
        Span(f"{NBSP}{NBSP}{runs}", theme.bold(10)),
    ]
    return Panel(Text(spans, 14.4), theme.tint)


def _meal(meal: Meal, theme: Theme, width: float) -> Block:
    gutter = Stack([text(meal.time, theme.bold()), text(slot_name(meal.slot), theme.quiet())])
    return Columns((GUTTER, width), (gutter, Stack(_meal_lines(meal, theme))), GAP)


def _meal_lines(meal: Meal, theme: Theme) -> list[Block]:
    plain = theme.regular()
    minutes = f"  {meal.minutes}{NBSP}min" if meal.minutes else ""
    lines: list[Block] = []
    if not same_words(meal.title, meal.items) or minutes:
        lines.append(text([Span(meal.title, theme.bold(9.5)), Span(minutes, theme.quiet())], theme.bold(9.5)))
    lines.append(text(join_dots(portion_with_grams(item) for item in meal.items), plain))
    if meal.method:
        lines.append(text(meal.method, theme.oblique()))
    extras = [Span(f"or: {meal.swap}. ", plain)] if meal.swap else []
    if meal.note:
        extras += [Span("→ ", theme.bold()), Span(meal.note, plain)]
    return [*lines, text(extras, plain)] if extras else lines


def _meters(day: DayPlan, theme: Theme) -> list[Block]:
    found = [
        _meter(name, unit, day.totals[key], day.needs[key], theme)
        for key, name, unit in METERS
        if key in day.totals and key in day.needs
    ]
    if not found:
        return []
    key = "Mark: aim. Brackets: least and most."
    return [*found, text(key, theme.quiet(theme.small))]


def _meter(name: str, unit: str, value: float, need: Need, theme: Theme) -> Meter:
    shown = tenths(value) if unit == "mg" and value < 100 else number(value)
    high = f"–{number(need.max)}" if need.max is not None else "+"
    verdict = "low " if value < need.min - 0.5 else "high " if need.max and value > need.max + 0.5 else ""
    return Meter(
        theme=theme,
        name=f"{name} {number(need.min)}{high}",
        reading=f"{verdict}{shown} {unit}",
        value=value,
        low=need.min,
        aim=need.aim,
        high=need.max,
        is_iron=name == "iron",
    )


def _drinks(day: DayPlan, theme: Theme) -> list[Block]:
    head = f"Drink {litres(day.drink_ml)}"
    rest = f" (need {tenths(day.water_need_ml / 1000)}, food {tenths(day.water_from_food_ml / 1000)})"
    lines: list[Block] = [Space(1), Rule(theme.line)]
    lines.append(text([Span(head, theme.bold()), Span(rest, theme.regular())], theme.bold()))
    rows = [
        Columns((28.0, SIDE - 30.0), (text(d.time, theme.bold()), text(drink_text(d), theme.regular())), 2.0)
        for d in day.drinks
    ]
    return [*lines, *rows]


def _asides(day: DayPlan, theme: Theme) -> list[Block]:
    words = [f"You take: {s.name} ({number(s.iron_mg, 1)} mg iron, counted)." for s in day.supplements]
    words += day.notes
    words += [
        f"{nutrient_name(key)}: {number(share * 100)} % of the food by weight has no value in the table."
        for key, share in day.unknown.items()
        if share > UNKNOWN_SHARE
    ]
    if not words:
        return []
    return [Space(1), Rule(theme.line), *(text(word, theme.regular()) for word in words)]


def nutrient_name(key: str) -> str:
    """``vitamin_d_ug`` as ``Vitamin D``."""
    stem = key.rpartition("_")[0]
    name = NAMES.get(stem, stem.replace("_", " "))
    return name[:1].upper() + name[1:]
