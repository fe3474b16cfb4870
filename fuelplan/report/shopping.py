"""The shopping list by aisle, as shops sell it, with a box to tick and what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from fuelplan.basket import basket, by_aisle, named, price, remark, till
from fuelplan.measures import NBSP
from fuelplan.report.flowables import Block, Keep, Panel, Rule, Solid, Space, Stack, Text
from fuelplan.report.meters import draw_box
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Line, Span, break_lines, draw_lines, draw_text, text_width
from fuelplan.weekplan import ShoppingItem, WeekPlan
from fuelplan.wording import week_dates

BOX, INDENT, APART = 8.0, 14.0, 8.0
REMARK_LEADING, COST_SIZE = 9.0, 8.5
LEAD = (
    "Packs are typical: take the nearest size. Needs are as bought (dry, raw, with peel), rounded up. In brackets: how "
    "long the rest keeps, opened; freeze meat, fish and bread on the day you buy them. Recipes may also take from the "
    "cupboard: garlic, ginger, chilli, herbs and spices, stock, lemon, vinegar, salt, pepper. Check every label for "
    "your allergens."
)


class Setting(NamedTuple):
    """How the list is set: type, air under each thing, short remarks where the whole has no room, width of costs."""

    size: float
    air: float
    brief: bool = False
    cost: float = 0.0

    @property
    def leading(self) -> float:
        """Distance between two baselines."""
        return 2 * self.size - 7


SETTINGS = (
    *(Setting(9.5, air) for air in (7.0, 5.5, 4.0, 3.0, 2.0)),
    *(Setting(9.5, air, brief=True) for air in (3.0, 2.0, 1.0)),
    *(Setting(9.0, air, brief=True) for air in (1.5, 1.0, 0.5)),
    Setting(8.5, 0.5, brief=True),
)
ON_TWO_PAGES = Setting(9.5, 4.0)


@dataclass(frozen=True, slots=True)
class Item(Solid):
    """One thing to buy: box, packs, name; beside or under them, small, what is needed and what is left."""

    theme: Theme
    item: ShoppingItem
    setting: Setting

    def height(self, width: float) -> float:
        """Its lines, with air for a pen."""
        lines = self._lines(width)
        small, beside = self._remark(lines, width)
        under = 0 if beside else len(small)
        return len(lines) * self.setting.leading + under * REMARK_LEADING + self.setting.air

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the box, what to buy, the remark, and the cost at the right edge."""
        lines, leading = self._lines(width), self.setting.leading
        small, beside = self._remark(lines, width)
        draw_box(canvas, self.theme, x, top - 0.88 * leading, side=BOX, ticked=self.item.checked)
        draw_lines(canvas, x + INDENT, top, lines, leading)
        below, shift = top - len(lines) * leading, 0.0
        if beside:
            below += 0.2 * leading + 0.8 * REMARK_LEADING
            shift = self._room(width) - _width(small[0])
        draw_lines(canvas, x + INDENT + shift, below, small, REMARK_LEADING)
        if self.setting.cost:
            cost, style = _money(price(self.item)), self.theme.quiet(COST_SIZE)
            draw_text(canvas, x + width, top - 0.8 * leading, cost, style, align="right")

    def _room(self, width: float) -> float:
        return width - INDENT - self.setting.cost

    def _lines(self, width: float) -> list[Line]:
        theme, size = self.theme, self.setting.size
        name = Span(named(self.item), theme.quiet(size) if self.item.checked else theme.regular(size))
        at_home = Span(" (at home)" if self.item.checked else "", theme.quiet(size))
        packs = Span(f"{basket(self.item, theme.measures)} ", theme.bold(size))
        return break_lines([packs, name, at_home], self._room(width))

    def _remark(self, lines: list[Line], width: float) -> tuple[list[Line], bool]:
        """What stands small, in ink where the rest spoils, and whether it stands beside the name."""
        found, size, room = remark(self.item, self.theme.measures), self.theme.small, self._room(width)
        need = Span(found.words.removesuffix(found.left), self.theme.quiet(size))
        left = Span(found.left, self.theme.regular(size) if found.spoils else self.theme.quiet(size))
        for spans in ([need, left], [left])[: 2 if self.setting.brief and found.left else 1]:
            beside = break_lines(spans, room)
            if len(beside) == 1 and _width(lines[-1]) + APART + _width(beside[0]) <= room:
                return beside, True
        return break_lines([need, left], room), False


@dataclass(frozen=True, slots=True)
class Sum(Solid):
    """The sum of the costs, under them."""

    theme: Theme
    cost: float

    def height(self, width: float) -> float:
        """A line."""
        return 14.0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the words and the sum."""
        style = self.theme.bold()
        draw_text(canvas, x + INDENT, top - 11.0, "Sum of the rough prices", style)
        draw_text(canvas, x + width, top - 11.0, _money(self.cost), style, align="right")


def add_shopping(flow: Flow, week: WeekPlan, *, cost: bool = False) -> None:
    """Put the list on a page of its own, with as much air for the pen as the page has; ``cost`` adds a column."""
    if not week.shopping:
        return
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Shopping list", 0)
    title = [Span("Shopping list ", theme.head(theme.title - 3)), Span(week_dates(week, theme.measures), theme.quiet())]
    flow.place(Text(title, 19.0))
    flow.place(Text([Span(f"{_costs(week)} {LEAD}" if cost else LEAD, theme.quiet(8.0))], 10.0))
    flow.skip(4.0)
    width = _cost_width(week, theme) if cost else 0.0
    for setting in (each._replace(cost=width) for each in (*SETTINGS, ON_TWO_PAGES)):
        blocks = list(_blocks(week, theme, setting))
        if flow.fits_balanced(blocks, 2, 0.0):
            break
    flow.balance(blocks, 2, 0.0)


def _money(cost: float | None) -> str:
    """A cost as it is printed, ``?`` where it is not known."""
    return "?" if cost is None else f"{cost:.2f}" if cost < 100 else f"{cost:.0f}"


def _known_costs(week: WeekPlan) -> list[float]:
    return [known for item in week.shopping if week.money is not None and (known := price(item)) is not None]


def _cost_width(week: WeekPlan, theme: Theme) -> float:
    """The width of the column of costs, none where none is known."""
    style = theme.quiet(COST_SIZE)
    return max((text_width(_money(cost), style) + APART for cost in _known_costs(week)), default=0.0)


def _width(line: Line) -> float:
    return sum(text_width(text, style) for text, style in line)


def _blocks(week: WeekPlan, theme: Theme, setting: Setting) -> Iterator[Block]:
    """Aisle by aisle; a heading stays with its first two things."""
    gap = min(4.0, 1.0 + setting.air)
    for aisle, things in by_aisle(week.shopping):
        items = [Item(theme, thing, setting) for thing in things]
        name = aisle[:1].upper() + aisle[1:]
        heading = Panel(Text([Span(name, theme.head(setting.size + 0.5))], setting.leading), theme.tint, 4.0, 1.0)
        yield Keep(Stack([Space(gap), heading, Space(gap / 2), *items[:2]]))
        yield from items[2:]
    if setting.cost:
        spent = Sum(theme, till(week.shopping))
        yield Stack([Space(gap), Rule(theme.grey), spent])


def _costs(week: WeekPlan) -> str:
    """What the column of costs is, how much of the food it stands for, and what whole packs come to."""
    costs = _known_costs(week)
    if not costs or week.money is None:
        return "No price is known."
    money = f"{NBSP}{week.money.currency}".rstrip(NBSP)
    return (
        f"At the right: rough prices of whole packs, of what is not at home {till(week.shopping):.0f}{money} in all; "
        f"what is eaten of them costs about {week.money.amount:.0f}{money}. {week.money.known:.0%} of the food has a "
        "price, “?” has none."
    )
