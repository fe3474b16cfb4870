"""The shopping list by aisle, as bought, with a box to tick."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.flowables import Block, Keep, Panel, Solid, Space, Stack, Text
from fuelplan.report.meters import draw_box
from fuelplan.report.pages import Flow
from fuelplan.report.theme import Theme
from fuelplan.report.typeset import Line, Span, break_lines, draw_lines, draw_text
from fuelplan.weekplan import ShoppingItem, WeekPlan
from fuelplan.wording import week_dates

AISLES = (
    "fruit & vegetables",
    "bakery",
    "cereals, grains & pulses",
    "tins & jars",
    "meat & fish",
    "dairy & eggs",
    "chilled & plant-based",
    "nuts & dried fruit",
    "oils & sauces",
    "drinks",
    "sports",
    "frozen",
    "snacks",
)
BOX = 8.0
AMOUNT = 46.0
AIR = (9.0, 7.5, 6.0, 4.5)
ALLERGENS = "Check every label for your allergens."
CUPBOARD = (
    "Recipes may also take from the cupboard: garlic, ginger, chilli, herbs and spices, stock, lemon, "
    "vinegar, salt, pepper."
)


@dataclass(frozen=True, slots=True)
class Item(Solid):
    """One thing to buy: box, amount, name."""

    theme: Theme
    item: ShoppingItem
    air: float = 4.5

    def _lines(self, width: float) -> list[Line]:
        style = self.theme.quiet(10) if self.item.checked else self.theme.regular(10)
        count = f" ({self.item.pieces})" if self.item.pieces else ""
        name = self.item.buy_as + count + (" (at home)" if self.item.checked else "")
        return break_lines([Span(name, style)], width - BOX - 5 - AMOUNT)

    def height(self, width: float) -> float:
        """At least a line, with air for a pen."""
        return max(1, len(self._lines(width))) * 12.0 + self.air

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw box, amount, name."""
        draw_box(canvas, self.theme, x, top - 11.0, side=BOX, ticked=self.item.checked)
        amount = x + BOX + AMOUNT
        bought = self.theme.measures.bought(self.item.grams)
        draw_text(canvas, amount, top - 9.6, bought, self.theme.bold(9.5), align="right")
        draw_lines(canvas, amount + 5, top, self._lines(width), 12.0)


def add_shopping(flow: Flow, week: WeekPlan) -> None:
    """Put the list on a page of its own, with as much air for the pen as the page has."""
    if not week.shopping:
        return
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Shopping list", 0)
    flow.place(Text([Span("Shopping list", theme.head(theme.title - 3))], 19.0))
    dates = week_dates(week, theme.measures)
    lead = f"{dates}. Amounts as bought (dry, raw, with peel), rounded up. {ALLERGENS} {CUPBOARD}"
    flow.place(Text([Span(lead, theme.quiet())], 12.0))
    flow.skip(6.0)
    for count, air in ((n, air) for n in (2, 3) for air in AIR):
        blocks = _blocks(week, theme, air)
        if flow.fits_balanced(blocks, count, 0.0):
            break
    flow.balance(blocks, count, 0.0)


def _blocks(week: WeekPlan, theme: Theme, air: float) -> list[Block]:
    """Aisle by aisle; a heading stays with its first two things."""
    blocks: list[Block] = []
    for aisle in sorted({i.aisle for i in week.shopping}, key=_aisle_order):
        things = sorted((i for i in week.shopping if i.aisle == aisle), key=lambda i: i.buy_as.casefold())
        items = [Item(theme, thing, air) for thing in things]
        name = aisle[:1].upper() + aisle[1:]
        heading = Panel(Text([Span(name, theme.head(10))], 12.0), theme.tint, 4.0, 1.0)
        blocks.append(Keep(Stack([Space(4), heading, Space(2), *items[:2]])))
        blocks += items[2:]
    return blocks


def _aisle_order(aisle: str) -> tuple[int, str]:
    return (AISLES.index(aisle) if aisle in AISLES else len(AISLES), aisle)
