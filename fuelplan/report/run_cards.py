"""Run cards: before, during and after each run, with the sweat it costs and the bottles to carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.measures import NBSP, Measures, number, tenths
from fuelplan.report.bottles import Bottles
from fuelplan.report.flowables import Block, Columns, Keep, Panel, Stack, Text
from fuelplan.report.meters import SweatBand
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Span
from fuelplan.safety import SAFETY
from fuelplan.weekplan import DayPlan, Drink, Meal, RunPlan, WeekPlan
from fuelplan.wording import (
    clock,
    join_dots,
    meal_after,
    minute_of_day,
    portion_text,
    run_drinks,
    run_meals,
    run_title,
    slot_name,
    weekday,
)

SIDE = 132.0
SHARES = ((0.34, 0.33, 0.33), (0.29, 0.41, 0.30), (0.41, 0.26, 0.33), (0.38, 0.36, 0.26))
GAP = 10.0
BETWEEN = 6.0
ABOVE = 10.0
LEADING = 10.4
MEASURED_WITHIN = 0.01
AHEAD, BEHIND = 120, 60


def run_cards(week: WeekPlan, theme: Theme, width: float) -> list[Block]:
    """A card for every run of the week, in order, all with the columns that make them lowest."""
    runs = [_card_parts(day, index, theme) for day in week.days for index in range(len(day.runs))]
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
    theme, width = flow.theme, flow.width
    needed = run_cards_height(cards, theme, width)
    if below and needed <= flow.room:
        flow.skip(ABOVE)
    else:
        flow.new_page()
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


def _card_parts(day: DayPlan, index: int, theme: Theme) -> CardParts:
    run = day.runs[index]
    columns = (
        _before(day, index, theme),
        _during(day, index, theme),
        _after(day, index, theme),
        _sweat(run, theme),
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


def _column(title: str, lines: Sequence[tuple[str, str]], theme: Theme) -> Block:
    rows: list[Block] = [Text([Span(title, theme.head(9))], 11.5)]
    for lead, words in lines:
        spans = [Span(f"{lead} ", theme.bold())] if lead else []
        rows.append(Text([*spans, Span(words, theme.regular())], LEADING))
    return Stack(rows, 1.0)


def _bites(meals: Sequence[Meal]) -> list[tuple[str, str]]:
    return [(m.time, join_dots(portion_text(item, short=True) for item in m.items) or m.title) for m in meals]


def _sips(drinks: Sequence[Drink], measures: Measures) -> list[tuple[str, str]]:
    return [(d.time, f"{measures.drink(d.ml)} {d.what}") for d in drinks]


def _others(
    day: DayPlan, span: tuple[float, float], told: Sequence[Meal | Drink], measures: Measures
) -> list[tuple[str, str]]:
    """What else than is told already is eaten and drunk in a span of minutes: meals by name, drinks by size."""
    first, last = span

    def inside(time: str) -> bool:
        minute = minute_of_day(time)
        return minute is not None and first <= minute <= last

    eaten = [m for m in day.meals if inside(m.time) and m.slot != "during run" and m not in told]
    drunk = [d for d in day.drinks if inside(d.time) and d.why != slot_name("during run") and d not in told]
    return [*map(_named, eaten), *_sips(drunk, measures)]


def _named(meal: Meal) -> tuple[str, str]:
    return meal.time, f"{slot_name(meal.slot)}: {meal.title}"


def _before(day: DayPlan, index: int, theme: Theme) -> Block:
    meals, drinks = run_meals(day, index, "before run"), run_drinks(day, index, "before run")
    start = minute_of_day(day.runs[index].start)
    lines = _bites(meals) + _sips(drinks, theme.measures)
    if start is not None:
        lines += _others(day, (start - AHEAD, start - 1), [*meals, *drinks], theme.measures)
    return _column("Before", sorted(lines) or [("", "Nothing needed.")], theme)


def _during(day: DayPlan, index: int, theme: Theme) -> Block:
    run = day.runs[index]
    drinks = run_drinks(day, index, "during run")
    lines = _bites(run_meals(day, index, "during run")) + _sips(drinks, theme.measures)
    if run.carbohydrate_g >= 1:
        lines.append(("", f"{number(run.carbohydrate_g)}{NBSP}g carbohydrate in all."))
    if run.drink_l > 0 and not drinks:
        lines.append(("", f"Drink {theme.measures.volume(run.drink_l)} in small mouthfuls."))
    if run.drink_l > 0 and run.sodium_mg_per_l >= 1:
        lines.append(("", f"Sodium to aim for: {theme.measures.concentration(run.sodium_mg_per_l)}."))
    if day.race is not None and day.race.run == index:
        lines.append(("", "Mark by mark: see the page Race day."))
    return _column("During", lines or [("", "Nothing needed; a mouthful if you are thirsty.")], theme)


def _after(day: DayPlan, index: int, theme: Theme) -> Block:
    run = day.runs[index]
    meals, drinks = run_meals(day, index, "after run"), run_drinks(day, index, "after run")
    lines = _bites(meals) + _sips(drinks, theme.measures)
    start = minute_of_day(run.start)
    if start is not None:
        span = (start + run.minutes, start + run.minutes + BEHIND)
        lines += _others(day, span, [*meals, *drinks], theme.measures)
    following = meal_after(day, run)
    if following and _named(following) not in lines:
        lines.append((following.time, following.slot))
    return _column("After", sorted(lines) or [("", "Meals and thirst as usual.")], theme)


def _sweat(run: RunPlan, theme: Theme) -> Block:
    say = theme.measures
    band = say.volume(run.sweat_low_l, run.sweat_high_l)
    measured = run.sweat_high_l - run.sweat_low_l <= MEASURED_WITHIN * run.sweat_l
    likely = say.volume(run.sweat_l)
    sweat = f"{likely}, as you measured" if measured else f"{band}, likely {likely}"
    carry = f"Carry {say.volume(run.drink_l)}" if run.drink_l > 0 else "No bottle"
    lost = f"{carry}; lose {tenths(run.loss_percent)}{NBSP}% of weight."
    rows: list[Block] = [
        Text([Span("Sweat ", theme.head(9)), Span(sweat, theme.bold())], 11.5),
        SweatBand(theme=theme, low=run.sweat_low_l, expected=run.sweat_l, high=run.sweat_high_l, drink=run.drink_l),
        Text([Span(lost, theme.regular(8))], LEADING),
    ]
    if run.drink_l > 0:
        rows.append(Bottles(theme=theme, ml=1000.0 * run.drink_l, minutes=run.minutes))
        rows.append(Text([Span("Down to each mark by that running time.", theme.quiet(theme.small))], 9.0))
    return Stack(rows, 1.0)
