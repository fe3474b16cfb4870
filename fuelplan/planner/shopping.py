"""What to buy: the week's portions as shops sell them, a line for what is one thing in a shop.

Packs, loose weight and single pieces are told apart by the table alone: its ``pack_g``, its aisles, its portions and
the English of its names. Where they do not say how a thing is sold, its pack is a weight.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from fuelplan.athlete import Athlete
from fuelplan.basket import AISLES
from fuelplan.foods import Food, FoodTable
from fuelplan.planner.wishes.day import WANTED_HAVE, wanted
from fuelplan.weekplan import DayPlan, Money, Portion, ShoppingItem

_FREE = frozenset({"water"})
_GREENGROCER = AISLES[0]
_COUNTED_AISLES = frozenset(
    {_GREENGROCER, "bakery", "dairy & eggs", "chilled & plant-based", "frozen", "snacks", "sports"}
)
_FREEZES = {"bakery": frozenset({"bread"}), "meat & fish": frozenset({"red meat", "poultry", "fish"})}
_MOST_PIECES, _NEAR = 12.5, 0.08
_LITTLE = 0.25
_SPOONS_ML = {"tsp": 5.0, "tbsp": 15.0}
_CONTAINERS = {
    "bread": "loaf",
    **dict.fromkeys(("broccoli", "celery", "pak choi"), "head"),
    **dict.fromkeys(("asparagus", "parsley", "chard", "spring onions"), "bunch"),
    **dict.fromkeys(("coconut oil", "honey", "jam", "marmalade", "tahini", "olives", "pesto", "mustard"), "jar"),
    **dict.fromkeys(("almond butter", "peanut butter", "seed butter", "mayonnaise", "pasta sauce"), "jar"),
    **dict.fromkeys(("oil", "vinegar", "soy sauce", "tamari", "syrup"), "bottle"),
}
_SINGLY = {
    "aubergine": "aubergines", "cabbage": "cabbages", "cauliflower": "cauliflowers", "courgette": "courgettes",
    "cucumber": "cucumbers", "leek": "leeks", "lemon": "lemons", "lettuce": "lettuces", "lime": "limes",
    "mango": "mangoes", "melon": "melons", "onion": "onions", "papaya": "papayas", "pepper": "peppers",
    "pineapple": "pineapples", "plantain": "plantains", "pomegranate": "pomegranates", "squash": "squashes",
    "sweet potato": "sweet potatoes", "watermelon": "watermelons",
}  # fmt: skip

Eaten = Sequence[tuple[Food, Portion]]


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
    return tuple(_item(eaten[key], athlete) for key in sorted(eaten))


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


def _item(eaten: Eaten, athlete: Athlete) -> ShoppingItem:
    """Return one line of the list: how much of what, then how it is sold."""
    foods = [food for food, _ in eaten]
    keeps = min(food.keeps_days for food in foods)
    costs = [food.price * item.grams / 100 for food, item in eaten if not math.isnan(food.price)]
    item = ShoppingItem(
        food=foods[0].id,
        buy_as=foods[0].buy_as,
        grams=round(sum(item.grams * food.bought_g_per_g for food, item in eaten), 1),
        aisle=foods[0].aisle,
        pieces=math.ceil(_pieces(eaten) - 1e-9),
        checked=all(wanted(food, athlete) == WANTED_HAVE for food in foods),
        keeps_days=keeps if math.isfinite(keeps) else None,
        freezes=all(food.group in _FREEZES.get(food.aisle, ()) for food in foods),
        cost=round(sum(costs), 2) if costs else None,
    )
    packs = (food for food in foods if food.pack_g > 0)
    typical = min(packs, key=lambda food: (food.pack_g, food.id), default=None)
    return _sold(item, typical, _pieces(eaten)) if typical else item


def _pieces(eaten: Eaten) -> float:
    """Return how many pieces are eaten, 0 where any of it is measured by cup, spoon, slice or weight."""
    if not all(map(_is_counted, (food for food, _ in eaten))):
        return 0.0
    return sum(item.portions * food.portion_quantity for food, item in eaten)


def _is_counted(food: Food) -> bool:
    """Whether a food's name says what its portions count: eggs, bananas, plain bagels."""
    one_g = food.portion_g * food.bought_g_per_g / food.portion_quantity
    named = _stems(food.portion_measure) <= _stems(food.buy_as)
    return named and food.aisle in _COUNTED_AISLES and food.pack_g <= _MOST_PIECES * one_g


def _stems(words: str) -> set[str]:
    return {word.strip(",").rstrip("es") for word in words.casefold().split()}


def _sold(item: ShoppingItem, food: Food, pieces: float) -> ShoppingItem:
    """Return a line as shops sell it: by the piece or bunch, in boxes of pieces, loose, in packs."""
    container = _container(item.buy_as)
    one_g = item.grams / pieces if pieces else 0.0
    if one_g and (food.group == "egg" or abs(food.pack_g / one_g - 1) <= _NEAR):
        holds = max(1, round(food.pack_g / one_g))
        named = (food.portion_measure, food.portion_plural) if holds == 1 else ("", "")
        return _in_packs(item, math.ceil(holds * one_g * 100 - 1e-6) / 100, -(-item.pieces // holds), holds, *named)
    packs = math.ceil(item.grams / food.pack_g - 1e-9)
    if item.aisle == _GREENGROCER and (found := _singly(item.buy_as)):
        return replace(_in_packs(item, food.pack_g, packs, 1, *found), pieces=packs)
    if container in ("head", "bunch"):
        return replace(_in_packs(item, food.pack_g, packs, 1), container=container)
    if item.aisle == _GREENGROCER and item.keeps_days is None:
        return item
    little = item.keeps_days is None and item.grams <= _LITTLE * food.pack_g
    whole = _in_packs(item, food.pack_g, packs, 0)
    return replace(whole, container=container, pack_ml=_pack_ml(food, container), cupboard=little and not item.checked)


def _in_packs(
    item: ShoppingItem, pack_g: float, packs: int, holds: int, one: str = "", several: str = ""
) -> ShoppingItem:
    """Return a line with its packs and what they leave; single things are named as one or as several."""
    left = max(0.0, packs * pack_g - item.grams)
    name = _renamed(item.buy_as, one, several, packs)
    return replace(item, pack_g=pack_g, packs=packs, pack_pieces=holds, left_g=round(left, 1), name=name)


def _ends(name: str, ending: str) -> bool:
    """Whether a name, up to its comma, ends in some words."""
    return f" {name.partition(',')[0].casefold()}".endswith(f" {ending}")


def _singly(name: str) -> tuple[str, str] | None:
    """Return one and several of what is sold by the piece; None for anything else."""
    if _container(name):
        return None
    return next((pair for pair in _SINGLY.items() if any(_ends(name, word) for word in pair)), None)


def _renamed(name: str, one: str, several: str, count: int) -> str:
    """Return the name of ``count`` of a thing, "" where that is the name it has."""
    wrong, right = (several, one) if count == 1 else (one, several)
    if not one or one == several or not _ends(name, wrong) or _ends(name, right):
        return ""
    first, comma, rest = name.partition(",")
    return first[: len(first) - len(wrong)] + right + comma + rest


def _container(name: str) -> str:
    """Return what a thing is packed in where its name tells, else ""."""
    if "tinned" in name.casefold().replace(",", " ").split():
        return "tin"
    return next((container for ending, container in _CONTAINERS.items() if _ends(name, ending)), "")


def _pack_ml(food: Food, container: str) -> float:
    """Return the volume of a pack of what is poured, as labels round it; 0 for what is weighed."""
    spoon = _SPOONS_ML.get(food.portion_measure, 0.0) if container == "bottle" else 0.0
    ml, step = (1.0, 10) if food.portion_measure == "ml" else (spoon, 50)
    return float(step * round(food.pack_g * food.portion_quantity * ml / food.portion_g / step))
