"""What is eaten on a run: drink powder in the bottle, the rest from gels, chews or dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.foods import Food, FoodTable
from fuelplan.plates import Servings
from fuelplan.run_needs import RunNeeds
from fuelplan.vocabulary import NUTRIENTS

# All ours. A gut takes one thing every 20 minutes, nothing at the very start or end; one taste palls in four hours.
_MOST_BOTTLE_G_PER_L = 60.0
_LEAST_WORTH_CARRYING_G = 12.0
MINUTES_BETWEEN_PIECES, MINUTES_WITHOUT_PIECES = 20.0, 45.0
_MANY_TASTES_FROM_MIN = 240.0
_MOST_TOO_MUCH = 0.05
_CARBOHYDRATE, _SODIUM = NUTRIENTS.index("carbohydrate_g"), NUTRIENTS.index("sodium_mg")


def run_fuel(run: RunNeeds, foods: Sequence[Food], table: FoodTable) -> Servings:
    """Return foods and portions that give a run its carbohydrate.

    A bottle holds at most 60 g/L; where sodium is wanted its powder is the one with the most. What is
    missing comes from gels, then from sweets and dried fruit; on runs over four hours from all of them
    in turn. No food passes its most portions, at most one piece comes every 20 minutes, and no last piece
    takes the sum more than 5 % past what is asked: a run may find less than it asks for.
    """
    servings: Servings = []
    missing = run.carbohydrate_g
    room_g = _MOST_BOTTLE_G_PER_L * run.drink_l
    for powder in _powders(run, foods, table):
        per_portion = _carbohydrate_g(powder, table)
        portions = min(np.floor(min(missing, room_g) / per_portion), powder.portions_max)
        if portions >= 1:
            servings.append((powder, float(portions)))
            missing -= portions * per_portion
            room_g -= portions * per_portion
        if portions < powder.portions_max:
            break
    return servings + _carried(run, missing, foods, table)


def is_powder(food: Food) -> bool:
    """Whether a food is drunk from the bottle and not eaten."""
    return "drink-powder" in food.roles


def _powders(run: RunNeeds, foods: Sequence[Food], table: FoodTable) -> list[Food]:
    """Return the powders, the saltiest first where sodium is wanted; a second one only where the first runs out."""
    known = np.nan_to_num(table.composition, nan=0.0)
    wanted = 1.0 if run.sodium_mg_per_l else 0.0
    powders = [food for food in foods if is_powder(food) and _carbohydrate_g(food, table) > 0]
    return sorted(powders, key=lambda food: -wanted * float(known[food.index, _SODIUM]))


def _carried(run: RunNeeds, missing: float, foods: Sequence[Food], table: FoodTable) -> Servings:
    """Return what is carried, piece by piece: gels before all else, or what has given least so far."""
    carried = sorted(
        (food for food in foods if food.roles & {"gel", "run-sweet"} and _carbohydrate_g(food, table) > 0),
        key=lambda food: ("gel" not in food.roles, food.index),
    )
    grams = [_carbohydrate_g(food, table) for food in carried]
    too_much = _MOST_TOO_MUCH * run.carbohydrate_g
    pieces = [0] * len(carried)
    in_turn = run.run.minutes > _MANY_TASTES_FROM_MIN
    most = 1 + max(0.0, run.run.minutes - MINUTES_WITHOUT_PIECES) // MINUTES_BETWEEN_PIECES
    while missing >= _LEAST_WORTH_CARRYING_G and sum(pieces) < most:
        able = [
            n
            for n, food in enumerate(carried)
            if pieces[n] + 1 <= food.portions_max and grams[n] - missing <= min(grams[n] / 2, too_much)
        ]
        if not able:
            break
        chosen = min(able, key=lambda n: pieces[n] * grams[n]) if in_turn else able[0]
        pieces[chosen] += 1
        missing -= grams[chosen]
    return [(food, float(count)) for food, count in zip(carried, pieces, strict=True) if count]


def composition_of(servings: Servings, table: FoodTable) -> FloatArray:
    """Return the nutrients of servings, unknown values counted as absent (shape: nutrients)."""
    known = np.nan_to_num(table.composition, nan=0.0)
    total = np.zeros(len(NUTRIENTS))
    for food, portions in servings:
        total += known[food.index] * (portions * food.portion_g / 100.0)
    return total


def _carbohydrate_g(food: Food, table: FoodTable) -> float:
    return float(np.nan_to_num(table.composition[food.index, _CARBOHYDRATE])) * food.portion_g / 100.0
