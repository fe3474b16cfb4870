"""What to buy: the week's portions in grams as bought, one line for what is one thing in a shop."""

from __future__ import annotations

from collections.abc import Sequence

from fuelplan.foods import Food, FoodTable
from fuelplan.weekplan import DayPlan, ShoppingItem

_FREE = frozenset({"water"})


def shopping_list(days: Sequence[DayPlan], table: FoodTable) -> tuple[ShoppingItem, ...]:
    """Return the week's shopping, by aisle and name.

    Grams as eaten become grams as bought (dry rice, raw meat, bananas in their skins); foods bought
    as the same thing, such as boiled and fried eggs, are one line.
    """
    foods = table.by_id()
    grams: dict[tuple[str, str], float] = {}
    first: dict[tuple[str, str], Food] = {}
    for day in days:
        for item in (item for meal in day.meals for item in meal.items if item.food not in _FREE):
            food = foods[item.food]
            key = (food.aisle, food.buy_as)
            first.setdefault(key, food)
            grams[key] = grams.get(key, 0.0) + item.grams * food.bought_g_per_g
    return tuple(
        ShoppingItem(food=first[key].id, buy_as=key[1], grams=round(grams[key], 1), aisle=key[0])
        for key in sorted(grams)
    )
