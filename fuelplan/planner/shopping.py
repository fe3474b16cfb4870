"""What to buy: the week's portions in grams as bought, one line for what is one thing in a shop."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from fuelplan.athlete import Athlete
from fuelplan.foods import Food, FoodTable
from fuelplan.planner.wishes.day import WANTED_HAVE, wanted
from fuelplan.weekplan import DayPlan, Money, Portion, ShoppingItem

_FREE = frozenset({"water"})
_BOUGHT_WHOLE = frozenset({"egg", "fruit"})
_MEASURES = frozenset({"cup", "g", "ml", "tbsp", "tsp"})


def shopping_list(days: Sequence[DayPlan], table: FoodTable, athlete: Athlete) -> tuple[ShoppingItem, ...]:
    """Return the week's shopping, by aisle and name.

    Grams as eaten become grams as bought (dry rice, raw meat, bananas in their skins); foods bought
    as the same thing, such as boiled and fried eggs, are one line. What the runner has at home is ticked.
    """
    foods = table.by_id()
    eaten: dict[tuple[str, str], list[tuple[Food, Portion]]] = defaultdict(list)
    for item in (item for day in days for meal in day.meals for item in meal.items):
        if item.food not in _FREE:
            food = foods[item.food]
            eaten[food.aisle, food.buy_as].append((food, item))
    return tuple(
        ShoppingItem(
            food=eaten[key][0][0].id,
            buy_as=key[1],
            grams=round(sum(item.grams * food.bought_g_per_g for food, item in eaten[key]), 1),
            aisle=key[0],
            pieces=_pieces(eaten[key]),
            checked=all(wanted(food, athlete) == WANTED_HAVE for food, _ in eaten[key]),
        )
        for key in sorted(eaten)
    )


def money_of(days: Sequence[DayPlan], table: FoodTable) -> Money:
    """Return what the week's food costs as it is eaten; a food of unknown price is left out, not taken to be free."""
    foods = table.by_id()
    eaten = [(foods[item.food], item.grams) for day in days for meal in day.meals for item in meal.items]
    priced = [(food, grams) for food, grams in eaten if not math.isnan(food.price)]
    currencies = table.cells.texts("price_currency") if table.cells.has("price_currency") else []
    named = Counter(currencies[food.index] for food, _ in priced if currencies)
    return Money(
        amount=round(sum(food.price * grams / 100 for food, grams in priced), 2),
        currency=named.most_common(1)[0][0] if named else "",
        known=round(sum(grams for _, grams in priced) / max(sum(grams for _, grams in eaten), 1.0), 3),
    )


def _pieces(eaten: Sequence[tuple[Food, Portion]]) -> int:
    """Return how many whole ones to buy, 0 where any of it is measured by cup, spoon or weight."""
    if any(food.group not in _BOUGHT_WHOLE or food.portion_measure in _MEASURES for food, _ in eaten):
        return 0
    return math.ceil(sum(item.portions * food.portion_quantity for food, item in eaten) - 1e-9)
