"""What a runner wants cooked and what not: which dishes may be tried at an occasion, and how often."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from fuelplan.athlete import Athlete
from fuelplan.cells import FloatArray
from fuelplan.cooking import Cooking
from fuelplan.dishes import BRACKET, Dish
from fuelplan.planner.courses import WANTED_CHANCE, Courses
from fuelplan.planner.rules import stands_in
from fuelplan.vocabulary import GROUPS

_SHARE_OF_POTS = 0.4
_PLACEHOLDER = re.compile(r"\{\w+\}")
_SMALL_WORDS = frozenset(["a", "an", "and", "in", "of", "on", "or", "the", "with"])
# What a method calls by another name: ready-made stock mostly holds celery.
_ALSO_CALLED = {"celery": ("stock",)}


def dishes_meant(word: str, dishes: Iterable[Dish]) -> list[Dish]:
    """Return the dishes a runner's word means.

    The one of this very name, or all whose names hold these words, or a whole kitchen; or the dish that is printed
    under this title.
    """
    listed = list(dishes)
    same = [dish for dish in listed if dish.name.casefold() == word]
    return (
        same
        or [dish for dish in listed if stands_in(word, dish.name) or word == dish.cuisine.casefold()]
        or _titled(word, listed)
    )


def dishes_to_serve(word: str, slot: str, dishes: Iterable[Dish]) -> list[Dish]:
    """Return the dishes one of which a word asks for at a meal: before others those whose names start with it."""
    meant = [dish for dish in dishes_meant(word, dishes) if slot in dish.slots]
    return [dish for dish in meant if dish.name.casefold().startswith(word)] or meant


def adds(dish: Dish, word: str) -> bool:
    """Whether a dish's method adds what a word means beside its parts, such as lemon or stock."""
    parts = {part.name: " ".join([part.name, *part.foods]) for part in dish.parts}
    texts = [BRACKET.sub("", dish.method)]
    texts += [m[3] for m in BRACKET.finditer(dish.method) if not stands_in(word, parts.get(m[2], ""))]
    names = (word, *_ALSO_CALLED.get(word, ()))
    return any(stands_in(name, _PLACEHOLDER.sub("", text)) for name in names for text in texts)


def cookable(dishes: Sequence[Dish], athlete: Athlete, cooking: Cooking) -> list[Dish]:
    """Return the dishes without those that are never to be cooked or add what the athlete avoids."""
    left_out = {dish.name for word in cooking.never for dish in dishes_meant(word, dishes)}
    avoided = [word for word in athlete.avoid if word not in GROUPS]
    return [dish for dish in dishes if dish.name not in left_out and not any(adds(dish, word) for word in avoided)]


def _titled(word: str, dishes: Sequence[Dish]) -> list[Dish]:
    """Return the dish whose title, its gaps filled, is this one; the one with the most words of its own."""
    own = {dish.name: _PLACEHOLDER.sub(" ", dish.title).casefold().split() for dish in dishes}
    found = [
        dish
        for dish in dishes
        if set(own[dish.name]) - _SMALL_WORDS
        and re.fullmatch(".+".join(map(re.escape, _PLACEHOLDER.split(dish.title.casefold()))), word)
    ]
    return sorted(found, key=lambda dish: -len(own[dish.name]))[:1]


def kept_at(slot: str, weekday: str, cooking: Cooking, dishes: Sequence[Dish]) -> frozenset[str]:
    """Return the names of the dishes one of which is to be served at an occasion; none where all are open."""
    words = {keep.weekday: keep.dish for keep in cooking.keep if keep.slot == slot and keep.weekday in ("", weekday)}
    word = words.get(weekday, words.get("", ""))
    return frozenset(dish.name for dish in dishes_to_serve(word, slot, dishes)) if word else frozenset()


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
    pooled, others = chances[shared].sum(), chances[~shared].sum()
    if pooled > 0 and others > 0:
        chances[shared] *= _SHARE_OF_POTS / (1 - _SHARE_OF_POTS) * others / pooled
    return chances
