"""Run cards: before, during and after each run, with the sweat it costs and the bottles to carry."""

from __future__ import annotations

from collections.abc import Sequence

from fuelplan.report.flowables import Block, Columns, Keep, Panel, Stack, Text
from fuelplan.report.meters import SweatBand
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import NBSP, Span
from fuelplan.report.wording import (
    clock,
    day_month,
    join_dots,
    meal_after,
    number,
    portion_text,
    run_drinks,
    run_meals,
    run_title,
    tenths,
    weekday,
)
from fuelplan.weekplan import DayPlan, Drink, Meal, RunPlan, WeekPlan

SAFETY = "Drink to thirst. Never more than you sweat; stop if you gain weight."
SIDE = 150.0
GAP = 10.0


def add_run_cards(flow: Flow, week: WeekPlan) -> None:
    """Put a card for every run of the week on the flow."""
    theme = flow.theme
    runs = [(day, index) for day in week.days for index in range(len(day.runs))]
    cards = [Keep(run_card(day, index, theme, flow.width)) for day, index in runs]
    if not cards:
        return
    flow.skip(16.0)
    title = Text([Span("Run by run", theme.head(theme.title - 3))], 19.0)
    flow.bookmark("Run cards", 0)
    flow.place(Keep(Stack([title, cards[0]], 4.0)))
    for card in cards[1:]:
        flow.skip(8.0)
        flow.place(card)


def run_card(day: DayPlan, index: int, theme: Theme, width: float) -> Block:
    """One run: heading, three columns of what to take, the sweat band and bottles."""
    run = day.runs[index]
    third = (width - SIDE - 3 * GAP) / 3
    parts = (
        _before(day, index, theme),
        _during(day, index, theme),
        _after(day, index, theme),
        _sweat(run, theme),
    )
    columns = Columns((third, third, third, SIDE), parts, GAP)
    safety = Text([Span(" ".join((*run.notes, SAFETY)), theme.oblique())], 10.8)
    return Stack([_heading(day, run, theme), columns, safety], 3.0)


def _heading(day: DayPlan, run: RunPlan, theme: Theme) -> Block:
    air = f"{number(run.temperature_c)}{NBSP}°C, {number(run.humidity * 100)}{NBSP}% humidity"
    spans = [
        Span(f"{weekday(day)} {day_month(day.date)}: ", theme.head(10)),
        Span(run_title(run), theme.bold(10)),
        Span(f" · {clock(run.minutes)} · {air}", theme.regular()),
    ]
    return Panel(Text(spans, 12.0), theme.tint)


def _column(title: str, lines: Sequence[tuple[str, str]], theme: Theme) -> Block:
    rows: list[Block] = [Text([Span(title, theme.head(9))], 11.5)]
    for lead, words in lines:
        spans = [Span(f"{lead} ", theme.bold())] if lead else []
        rows.append(Text([*spans, Span(words, theme.regular())], 10.8))
    return Stack(rows, 1.0)


def _bites(meals: Sequence[Meal]) -> list[tuple[str, str]]:
    return [(m.time, join_dots(map(portion_text, m.items)) or m.title) for m in meals]


def _sips(drinks: Sequence[Drink]) -> list[tuple[str, str]]:
    return [(d.time, f"{number(d.ml)}{NBSP}ml {d.what}") for d in drinks]


def _before(day: DayPlan, index: int, theme: Theme) -> Block:
    lines = _bites(run_meals(day, index, "before run")) + _sips(run_drinks(day, index, "before run"))
    return _column("Before", lines or [("", "Nothing needed.")], theme)


def _during(day: DayPlan, index: int, theme: Theme) -> Block:
    run = day.runs[index]
    drinks = run_drinks(day, index, "during run")
    lines = _bites(run_meals(day, index, "during run")) + _sips(drinks)
    if run.carbohydrate_g >= 1:
        lines.append(("", f"Carbohydrate on the way: {number(run.carbohydrate_g)}{NBSP}g."))
    if run.drink_l > 0 and not drinks:
        lines.append(("", f"Drink {tenths(run.drink_l)}{NBSP}L in small mouthfuls."))
    if run.drink_l > 0 and run.sodium_mg_per_l >= 1:
        lines.append(("", f"Sodium in the bottle: {number(run.sodium_mg_per_l)}{NBSP}mg per litre."))
    return _column("During", lines or [("", "Nothing needed; a mouthful if you are thirsty.")], theme)


def _after(day: DayPlan, index: int, theme: Theme) -> Block:
    lines = _bites(run_meals(day, index, "after run")) + _sips(run_drinks(day, index, "after run"))
    following = meal_after(day, day.runs[index])
    if following:
        lines.append((following.time, following.slot))
    return _column("After", lines or [("", "Meals and thirst as usual.")], theme)


def _sweat(run: RunPlan, theme: Theme) -> Block:
    band = f"{tenths(run.sweat_low_l)}–{tenths(run.sweat_high_l)}{NBSP}L"
    sweat = f"{band}, likely {tenths(run.sweat_l)}{NBSP}L"
    lost = f"Loss {tenths(run.loss_percent)}{NBSP}% of weight."
    carry = f"Carry {tenths(run.drink_l)}{NBSP}L." if run.drink_l > 0 else "No bottle."
    rows: list[Block] = [
        Text([Span("Sweat ", theme.head(9)), Span(sweat, theme.bold())], 11.5),
        SweatBand(
            theme=theme, low=run.sweat_low_l, expected=run.sweat_l, high=run.sweat_high_l, drink=run.drink_l
        ),
        Text([Span(f"{carry} {lost}", theme.regular())], 10.8),
    ]
    return Stack(rows, 1.0)
