"""Run cards: before, during and after each run, with the sweat it costs and the bottles to carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.measures import NBSP, number
from fuelplan.report.bottles import Bottles
from fuelplan.report.flowables import Block, Columns, Keep, Panel, Space, Stack, Text
from fuelplan.report.meters import SweatBand
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span
from fuelplan.run_fuel import Line, carry_words, run_fuel, sip_words, sweat_words
from fuelplan.safety import SAFETY
from fuelplan.weekplan import DayPlan, RunPlan, WeekPlan
from fuelplan.wording import (
    clock,
    run_title,
    weekday,
)

SIDE = 132.0
SMALL_BOTTLES = 42.0
SHARES = ((0.34, 0.33, 0.33), (0.29, 0.41, 0.30), (0.41, 0.26, 0.33), (0.38, 0.36, 0.26))
GAP = 10.0
BETWEEN = 6.0
ABOVE = 10.0
LEADING = 10.4


def run_cards(week: WeekPlan, theme: Theme, width: float, room: float) -> list[Block]:
    """A card for every run of the week, in order, all with the columns that make them lowest.

    The bottles are small and without marks where only so all fit into ``room``.
    """
    marked, small = (_lowest_cards(week, theme, width, marks=marks) for marks in (True, False))
    heights = [run_cards_height(cards, theme, width) for cards in (marked, small)]
    return small if heights[1] <= room < heights[0] else marked


def _lowest_cards(week: WeekPlan, theme: Theme, width: float, *, marks: bool) -> list[Block]:
    runs = [_card_parts(day, index, theme, marks) for day in week.days for index in range(len(day.runs))]
    choices = [[_card(parts, shares, width) for parts in runs] for shares in SHARES]
    return min(choices, key=lambda cards: sum(card.height(width) for card in cards))


def run_cards_height(cards: Sequence[Block], theme: Theme, width: float) -> float:
    """Height of the whole section under something else; nothing without runs."""
    if not cards:
        return 0.0
    heights = [card.height(width) for card in cards]
    return ABOVE + _title(theme).height(width) + sum(heights) + BETWEEN * len(cards)


def add_run_cards(flow: Flow, cards: Sequence[Block], *, below: bool) -> None:
    """Put the cards ``below`` the last day if all fit there, else on a page of their own."""
    if not cards:
        return
    theme, width = flow.theme, flow.full_width
    needed = run_cards_height(cards, theme, width)
    if below and needed <= flow.room:
        flow.skip(ABOVE)
    else:
        flow.new_page()
        flow.columns(1)
    air = min(10.0, max(0.0, flow.room - needed) / len(cards))
    flow.bookmark("Run cards", 0)
    flow.place(Keep(Stack([_title(theme), cards[0]], BETWEEN)))
    for card in cards[1:]:
        flow.skip(BETWEEN + air)
        flow.place(card)


def _title(theme: Theme) -> Block:
    title = Text([Span("Run by run", theme.head(theme.title - 3))], 19.0)
    return Stack([title, Text([Span(SAFETY, theme.bold())], 11.0)])


@dataclass(frozen=True, slots=True)
class CardParts:
    """One run: heading, what to take before, during and after it with the sweat, notes."""

    heading: Block
    columns: tuple[Block, Block, Block, Block]
    notes: Sequence[Block]


def _card_parts(day: DayPlan, index: int, theme: Theme, marks: bool) -> CardParts:
    run = day.runs[index]
    fuel = run_fuel(day, index, theme.measures)
    columns = (
        _column("Before", fuel.before, theme),
        _column("During", _during(day, index, fuel.during, theme), theme),
        _column("After", fuel.after, theme),
        _sweat(run, theme, marks),
    )
    notes = [Text([Span(" ".join(run.notes), theme.oblique())], LEADING)] if run.notes else []
    return CardParts(_heading(day, run, theme), columns, notes)


def _card(parts: CardParts, shares: Sequence[float], width: float) -> Block:
    widths = [(width - SIDE - 3 * GAP) * share for share in shares]
    return Keep(Stack([parts.heading, Columns((*widths, SIDE), parts.columns, GAP), *parts.notes], 3.0))


def _heading(day: DayPlan, run: RunPlan, theme: Theme) -> Block:
    air = f"{theme.measures.temperature(run.temperature_c)}, {number(run.humidity * 100)}{NBSP}% humidity"
    spans = [
        Span(f"{weekday(day)} {theme.measures.day_month(day.date)}: ", theme.head(10)),
        Span(run_title(run, theme.measures), theme.bold(10)),
        Span(f" · {clock(run.minutes)} · {air}", theme.regular()),
    ]
    return Panel(Text(spans, 12.0), theme.tint, pad_y=1.5)


def _column(title: str, lines: Sequence[Line], theme: Theme) -> Block:
    rows: list[Block] = [Text([Span(title, theme.head(9))], 11.5)]
    for lead, words in lines:
        spans = [Span(f"{lead} ", theme.bold())] if lead else []
        rows.append(Text([*spans, Span(words, theme.regular())], LEADING))
    return Stack(rows, 1.0)


def _during(day: DayPlan, index: int, lines: Sequence[Line], theme: Theme) -> Sequence[Line]:
    race = "race" in theme.design.sections and day.race is not None and day.race.run == index
    return [*lines, *([("", "Mark by mark: see the page Race day.")] if race else [])]


def _sweat(run: RunPlan, theme: Theme, marks: bool) -> Block:
    rows: list[Block] = [
        Text([Span("Sweat ", theme.head(9)), Span(sweat_words(run, theme.measures), theme.bold())], 11.5),
        SweatBand(theme=theme, low=run.sweat_low_l, expected=run.sweat_l, high=run.sweat_high_l, drink=run.drink_l),
        Text([Span(carry_words(run, theme.measures), theme.regular(8))], LEADING),
    ]
    return Stack([*rows, *_bottles(run, theme, marks)], 1.0)


def _bottles(run: RunPlan, theme: Theme, marks: bool) -> list[Block]:
    """The bottles to carry, with marks, or small ones with how fast to drink beside them."""
    if run.drink_l <= 0:
        return []
    bottles = Bottles(theme=theme, ml=1000.0 * run.drink_l, minutes=run.minutes, marks=marks)
    if marks:
        return [
            bottles,
            Space(3.0),
            Text([Span("Down to each mark by that running time.", theme.quiet(theme.small))], 9.0),
        ]
    words = Text([Span(sip_words(run, theme.measures), theme.regular(theme.small))], 9.0)
    return [Columns((SMALL_BOTTLES, SIDE - SMALL_BOTTLES - 4.0), (bottles, words), 4.0)]
