"""What stands in one kitchen for one week: a few kinds of each staple, not every kind there is."""

from __future__ import annotations

import random
from collections.abc import Sequence

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
    "pasta": 2,
    "leaf": 3,
}


def week_pantry(foods: Sequence[Food], rng: random.Random) -> list[Food]:
    """Return the foods without the kinds of staples that one week's kitchen would not also have.

    Which everyday kinds is chance. Special ones come after them, in the table's order: its first
    plant drink is the one richest in protein. A food that has another role as well is judged by its
    first limited one.
    """
    chosen: set[str] = set()
    limited: set[str] = set()
    for role, most in MOST_KINDS.items():
        kinds = [food for food in foods if role in food.roles and food.id not in limited]
        kinds.sort(key=lambda food: (0, rng.random()) if food.everyday else (1, food.index))
        chosen.update(food.id for food in kinds[:most])
        limited.update(food.id for food in kinds)
    return [food for food in foods if food.id not in limited or food.id in chosen]
