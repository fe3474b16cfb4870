"""What a runner wants cooked and what not: which dishes may be tried at an occasion, and how often."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.cooking import Cooking
from fuelplan.dishes import Dish
from fuelplan.planner.courses import WANTED_CHANCE, Courses

_SHARE_OF_POTS = 0.4


def is_dish(word: str, dish: Dish) -> bool:
    """Whether a runner's word means this dish: its name, a part of it, or the kitchen it is from."""
    return word in dish.name.casefold() or word == dish.cuisine.casefold()


def dishes_meant(word: str, dishes: Iterable[Dish]) -> list[Dish]:
    """Return the dishes a word means: the one of this very name, or all it is a part of, or a whole kitchen."""
    listed = list(dishes)
    same = [dish for dish in listed if dish.name.casefold() == word]
    return same or [dish for dish in listed if is_dish(word, dish)]


def cookable(dishes: Sequence[Dish], never: Sequence[str]) -> list[Dish]:
    """Return the dishes without those that are never to be cooked."""
    left_out = {dish.name for word in never for dish in dishes_meant(word, dishes)}
    return [dish for dish in dishes if dish.name not in left_out]


def kept_at(slot: str, weekday: str, cooking: Cooking, dishes: Sequence[Dish]) -> frozenset[str]:
    """Return the names of the dishes one of which is to be served at an occasion; none where all are open."""
    words = [keep.dish for keep in cooking.keep if keep.slot == slot and keep.weekday in ("", weekday)]
    return frozenset(dish.name for word in words for dish in dishes_meant(word, dishes) if slot in dish.slots)


def chances_of(
    slot: Courses, kept: Collection[str], pots: Collection[tuple[str, ...]], *, dinner: bool, first: bool
) -> FloatArray:
    """Return how often each filling is tried at an occasion: those with wanted foods and this week's pots more.

    Where dishes are to be kept, only their fillings are tried; the first day has no evening before it to eat from.
    """
    chances: FloatArray = 1.0 + WANTED_CHANCE * slot.wanted.sum(axis=1)
    if kept:
        kept_ones = np.array([filling.dish.name in kept and not filling.again for filling in slot.fillings])
        return np.where(kept_ones, chances, 0.0)
    if first:
        chances *= np.array([not filling.again for filling in slot.fillings])
    shared = np.array([filling.again or (dinner and bool(pots) and filling.key in pots) for filling in slot.fillings])
    if chances[shared].sum() > 0:
        chances[shared] *= _SHARE_OF_POTS / (1 - _SHARE_OF_POTS) * chances[~shared].sum() / chances[shared].sum()
    return chances
