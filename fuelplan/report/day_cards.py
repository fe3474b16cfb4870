"""Day cards: each meal with its portions and method, two whole days a page wherever they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fuelplan.measures import NBSP
from fuelplan.report.day_side import day_side
from fuelplan.report.flowables import Block, Columns, Headed, Keep, Panel, Stack, Text
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span
from fuelplan.weekplan import DayPlan, Meal, WeekPlan
from fuelplan.wording import (
    day_mark,
    join_dots,
    portion_with_grams,
    same_words,
    short_slot,
    training_lines,
    unbroken,
    weekday,
)

GUTTER = 46.0
SIDE = 138.0
GAP = 8.0
BETWEEN = 9.0
AIR = (7.0, 5.0, 3.5, 2.5, 1.5, 1.0, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Tightness:
    """How densely meals are set: sizes, line distance, room between meals, method on its own line or not."""

    body: float
    small: float
    leading: float
    gap: float
    run_on: bool


TIGHTNESS = (
    Tightness(11.0, 9.5, 1.25, 7.0, False),
    Tightness(10.25, 9.0, 1.22, 5.0, False),
    Tightness(9.5, 8.5, 1.2, 4.0, False),
    Tightness(9.0, 8.5, 1.2, 4.0, False),
    Tightness(9.0, 8.0, 1.17, 3.0, False),
    Tightness(9.0, 8.0, 1.15, 2.5, True),
    Tightness(8.5, 8.0, 1.15, 2.0, True),
    Tightness(8.5, 8.0, 1.12, 1.2, True),
)


@dataclass(frozen=True, slots=True)
class Card:
    """A day in parts, so that the room between its meals can still change."""

    day: DayPlan
    heading: Block
    again: Block
    meals: Sequence[Block]
    side: Block
    gap: float

    def block(self, width: float, air: float) -> Block:
        """The card with ``air`` more between its meals."""
        meals = Stack(self.meals, self.gap + air)
        body = Columns((width - SIDE - GAP, SIDE), (meals, self.side), GAP)
        return Headed(self.heading, self.again, body, 4.0)


def add_day_cards(flow: Flow, week: WeekPlan, following: float) -> None:
    """Put every day on the flow, two a page; ``following`` is what should fit under a last single day."""
    flow.bookmark("Day cards", 0)
    for first in range(0, len(week.days), 2):
        days = week.days[first : first + 2]
        flow.new_page()
        flow.columns(1)
        alone = following if len(days) == 1 else 0.0
        if not _place_page(flow, days, alone) and not (alone and _place_page(flow, days, 0.0)):
            _place_apart(flow, days)


def _place_page(flow: Flow, days: Sequence[DayPlan], below: float) -> bool:
    """Place whole days with the loosest setting that fits this page; False if none does."""
    width = flow.width
    room = flow.full - below - BETWEEN * (len(days) - 1)
    for tightness in TIGHTNESS:
        cards = [day_card(day, flow.theme, width, tightness) for day in days]
        if sum(card.block(width, 0.0).height(width) for card in cards) > room:
            continue
        for air in AIR:
            blocks = [card.block(width, air) for card in cards]
            spare = room - sum(block.height(width) for block in blocks)
            if spare >= 0:
                break
        for card, block in zip(cards, blocks, strict=True):
            flow.skip(BETWEEN + min(spare, 14.0))
            _place(flow, card, block)
        return True
    return False


def _place_apart(flow: Flow, days: Sequence[DayPlan]) -> None:
    """Place days too full to share a page on pages of their own; only one too full for a page is split."""
    for place, day in enumerate(days):
        if place:
            flow.new_page()
        if not _place_page(flow, [day], 0.0):
            card = day_card(day, flow.theme, flow.width, TIGHTNESS[-1])
            _place(flow, card, card.block(flow.width, 0.0), loose=True)


def _place(flow: Flow, card: Card, block: Block, *, loose: bool = False) -> None:
    flow.bookmark(f"{weekday(card.day)} {flow.theme.measures.day_month(card.day.date)}".replace(NBSP, " "), 1)
    flow.place(block, loose=loose)


def day_card(day: DayPlan, theme: Theme, width: float, tightness: Tightness) -> Card:
    """One day: a heading, meals on the left, numbers and drinks on the right."""
    words = width - SIDE - GUTTER - GAP
    return Card(
        day=day,
        heading=_heading(day, theme),
        again=_heading(day, theme, ", continued"),
        meals=[Keep(_meal(meal, theme, words, tightness)) for meal in day.meals],
        side=day_side(day, theme, SIDE),
        gap=tightness.gap,
    )


def _heading(day: DayPlan, theme: Theme, more: str = "") -> Block:
    runs = "  +  ".join(training_lines(day, theme.measures))
    mark = {"loading": "carbohydrate loading  ", "race": "race day  "}.get(day_mark(day), "")
    spans = [
        Span(f"{weekday(day)}{more} ", theme.head(12)),
        Span(f"{theme.measures.day_month(day.date)}   ", theme.regular(10)),
        Span(mark, theme.head(10)),
        Span(f"{NBSP}{NBSP}{runs}", theme.bold(10)),
    ]
    return Panel(Text(spans, 14.0), theme.tint, pad_y=1.5)


def _meal(meal: Meal, theme: Theme, width: float, tightness: Tightness) -> Block:
    leading = tightness.body * tightness.leading
    gutter = Stack(
        [
            Text([Span(meal.time, theme.bold(tightness.body))], leading),
            Text([Span(short_slot(meal.slot), theme.quiet(8))], 9.2),
        ]
    )
    return Columns((GUTTER, width), (gutter, Stack(list(_meal_lines(meal, theme, tightness)))), 0.0)


def _meal_lines(meal: Meal, theme: Theme, tightness: Tightness) -> Iterator[Text]:
    size, leading = tightness.body, tightness.body * tightness.leading
    minutes = f"{NBSP}{NBSP}{meal.minutes}{NBSP}min" if meal.minutes else ""
    if not same_words(meal.title, meal.items) or minutes:
        title = [Span(meal.title, theme.bold(size)), Span(minutes, theme.quiet(8))]
        yield Text(title, leading)
    amounts = [Span(join_dots(portion_with_grams(item, theme.measures) for item in meal.items), theme.regular(size))]
    asides = _asides(meal, theme, tightness.small)
    if tightness.run_on and asides:
        yield Text([*amounts, Span("  ", theme.regular(size)), *asides], leading)
        return
    yield Text(amounts, leading)
    if asides:
        yield Text(asides, tightness.small * tightness.leading)


def _asides(meal: Meal, theme: Theme, size: float) -> list[Span]:
    """Method, swap and reason, one after the other in small type."""
    spans = [Span(f"{meal.method} ", theme.oblique(size))] if meal.method else []
    if meal.swap:
        spans.append(Span(f"or: {meal.swap}. ", theme.regular(size)))
    if meal.note:
        spans += [Span(f"→{NBSP}", theme.bold(size)), Span(unbroken(meal.note), theme.regular(size))]
    return spans
