"""What stands in one kitchen for one week: a few kinds of each staple, not every kind there is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from fuelplan.foods import Food

MOST_KINDS: dict[str, int] = {
    "milk": 1,
    "bread": 2,
    "flatbread": 2,
    "cereal": 2,
    "yogurt": 2,
    "cheese": 3,
    "juice": 2,
    "nut-butter": 1,
    "sweet-spread": 2,
    "savoury-spread": 2,
    "oil": 2,
    "nut": 3,
    "seed": 3,
    "dried-fruit": 3,
    "pasta": 2,
    "leaf": 3,
    "berry": 2,
    "fruit": 6,
}

# What a runner who loads has in the house, whatever else there is.
PLAIN_FOODS = frozenset(
    {"white-bread", "white-pita", "pasta", "corn-flakes", "honey", "jam", "maple-syrup", "orange-juice", "grape-juice"}
)
MOST_OWN_PER_ROLE = 12
_OUT_OF_SEASON, _LAST = 0.6, 2.0


def week_pantry(
    foods: Sequence[Food],
    rng: random.Random,
    wants: Mapping[str, float],
    month: int,
    own: Collection[str] = (),
    kept: Collection[str] = (),
) -> list[Food]:
    """Return the foods without the kinds that one week's kitchen would not also have: few of all that spoils.

    Wanted kinds come first, then a runner's own; which everyday kinds is chance, that favours what is in season.
    Special ones come after them, in the table's order: its first plant drink is the one richest in protein. A food
    that has another role as well is judged by its first limited one. Those in ``kept`` stay.
    """
    chosen: set[str] = set()
    limited: set[str] = set()
    for role, most in MOST_KINDS.items():
        kinds = [food for food in foods if role in food.roles and food.id not in limited]
        kinds.sort(key=lambda food: _luck(food, month, rng) if food.everyday else _LAST + food.index)
        kinds.sort(key=lambda food: (-wants.get(food.id, 0.0), food.id not in own))
        chosen.update(food.id for food in kinds[:most])
        limited.update(food.id for food in kinds)
    return _few_own(
        [food for food in foods if food.id not in limited or food.id in chosen or food.id in kept], rng, wants, own
    )


def _luck(food: Food, month: int, rng: random.Random) -> float:
    """Return a number, small for what the week's kitchen is to have."""
    return rng.random() + (0.0 if food.in_season(month) else _OUT_OF_SEASON)


def _few_own(foods: list[Food], rng: random.Random, wants: Mapping[str, float], own: Collection[str]) -> list[Food]:
    """Return the foods with at most so many of a runner's own for each role: one week's kitchen, not a whole shop."""
    mine = [food for food in foods if food.id in own and food.roles]
    rng.shuffle(mine)
    mine.sort(key=lambda food: -wants.get(food.id, 0.0))
    count: Counter[str] = Counter()
    kept = set()
    for food in mine:
        if any(count[role] < MOST_OWN_PER_ROLE for role in food.roles):
            kept.add(food.id)
            count.update(food.roles)
    return [food for food in foods if food.id not in own or not food.roles or food.id in kept]
