"""How a list says what to buy: what goes into the basket, what the week needs of it, what is left over."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from fuelplan.measures import NBSP, Measures
from fuelplan.weekplan import ShoppingItem

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
_NEAR = 0.08
_LEAST_LEFT_G, _LEAST_LEFT, _LEAST_OF_A_PIECE = 5.0, 0.05, 0.25
_SEVERAL = {"loaf": "loaves", "bunch": "bunches"}
_WITHOUT_TIN = re.compile(r"(?:^tinned\s|,?\s*\btinned$|(?<=drained)\sweight$)", re.IGNORECASE)


class Remark(NamedTuple):
    """What stands small beside a thing to buy: how much of it the week needs, and what is left.

    ``at_home`` asks to look there first, ``spoils`` says that what is left does not keep.
    """

    need: str
    left: str
    at_home: bool
    spoils: bool

    @property
    def words(self) -> str:
        """All of it in a line, "" when nothing is worth a word."""
        return ", ".join(filter(None, (f"{self.need}: at home?" if self.at_home else self.need, self.left)))


def by_aisle(items: Iterable[ShoppingItem]) -> list[tuple[str, list[ShoppingItem]]]:
    """Return the list as one walks through a shop: aisles in their order, the things of each by name."""
    names = sorted({item.aisle for item in items}, key=lambda a: (AISLES.index(a) if a in AISLES else len(AISLES), a))
    things = sorted(items, key=lambda item: named(item).casefold())
    return [(name, [item for item in things if item.aisle == name]) for name in names]


def till(items: Iterable[ShoppingItem]) -> float:
    """Return what whole packs of what is not at home cost: what is left of them included, unknown prices not."""
    return sum(price(item) or 0.0 for item in items if not item.checked)


def price(item: ShoppingItem) -> float | None:
    """Return what a thing costs in the packs that are bought; None where its price is not known."""
    if item.cost is None:
        return None
    return item.cost * max(1.0, item.packs * item.pack_g / item.grams) if item.grams else item.cost


def named(item: ShoppingItem) -> str:
    """Return a thing as a list names it beside its packs: ``chickpeas, drained`` beside ``2 × 240 g tins``."""
    name = item.name or item.buy_as
    if item.checked or not item.packs:
        return f"{name} ({item.pieces})" if item.pieces and not item.packs else name
    return _WITHOUT_TIN.sub("", name).strip() or name if item.container == "tin" else name


def basket(item: ShoppingItem, measures: Measures) -> str:
    """Return what to put into the basket: ``2 × 500 g``, ``1 × 500 ml bottle``, ``6``, ``320 g``."""
    if item.checked or not item.packs:
        return _needed(item, measures, counted=item.checked)
    container = _SEVERAL.get(item.container, f"{item.container}s") if item.packs > 1 else item.container
    size = "" if item.pack_pieces == 1 else str(item.pack_pieces or _size(item, measures))
    return NBSP.join([str(item.packs), *(["×", size] if size else []), *([container] if item.container else [])])


def remark(item: ShoppingItem, measures: Measures) -> Remark:
    """Return what the week needs of a thing and what its packs leave, where that is worth a word."""
    least = max(_LEAST_LEFT_G, item.pack_g * (_LEAST_OF_A_PIECE if item.pack_pieces == 1 else _LEAST_LEFT))
    if item.checked or not item.packs or item.left_g < least:
        return Remark("", "", False, False)
    need = f"need{NBSP}{_needed(item, measures, counted=item.pack_pieces != 1)}"
    if item.cupboard:
        return Remark(need, "", True, False)
    left = _left(item, measures)
    if item.keeps_days is None or item.freezes:
        return Remark(need, f"freeze{NBSP}{left}" if item.freezes else f"{left}{NBSP}left", False, item.freezes)
    days = f"{item.keeps_days:.0f}{NBSP}day{'' if item.keeps_days == 1 else 's'}"
    return Remark(need, f"{left}{NBSP}left ({days})", False, True)


def _size(item: ShoppingItem, measures: Measures) -> str:
    return measures.pack(item.pack_ml or item.pack_g, poured=item.pack_ml > 0)


def _needed(item: ShoppingItem, measures: Measures, counted: bool) -> str:
    """Return what is needed, in pieces, by volume or by weight."""
    if item.pieces and item.packs and counted:
        return str(item.pieces)
    return measures.bought(item.grams * _ml_per_g(item), poured=item.pack_ml > 0)


def _left(item: ShoppingItem, measures: Measures) -> str:
    """Return what is left, in whole pieces, by volume or by weight."""
    one_g = item.grams / item.pieces if item.pieces and item.pack_pieces != 1 else math.inf
    if whole := int(item.left_g / one_g + _NEAR):
        return str(whole)
    bought, needed = (grams * _ml_per_g(item) for grams in (item.packs * item.pack_g, item.grams))
    return measures.left(bought, needed, poured=item.pack_ml > 0)


def _ml_per_g(item: ShoppingItem) -> float:
    return item.pack_ml / item.pack_g if item.pack_ml and item.pack_g else 1.0
