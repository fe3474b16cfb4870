"""What is eaten on a run: drink powder in the bottle, the rest from gels, chews or dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import RunNeeds
from fuelplan.plates import Servings
from fuelplan.vocabulary import NUTRIENTS

_MOST_BOTTLE_G_PER_L = 60.0
_LEAST_WORTH_CARRYING_G = 12.0
_CARBOHYDRATE = NUTRIENTS.index("carbohydrate_g")


def run_fuel(run: RunNeeds, foods: Sequence[Food], table: FoodTable) -> Servings:
    """Return foods and portions that give a run its carbohydrate.

    A bottle holds at most 60 g/L; what is missing is shared evenly among the carried foods the
    runner may eat (gels, then sweets and dried fruit), each within its most portions.
    """
    missing = run.carbohydrate_g
    servings: Servings = []
    powder = next((food for food in foods if "drink-powder" in food.roles), None)
    if powder is not None and run.drink_l > 0:
        per_portion = _carbohydrate_g(powder, table)
        portions = np.floor(min(missing, _MOST_BOTTLE_G_PER_L * run.drink_l) / per_portion)
        if portions >= 1:
            servings.append((powder, float(portions)))
            missing -= portions * per_portion
    carried = sorted(
        (f for f in foods if f.roles & {"gel", "run-sweet"}),
        key=lambda food: ("gel" not in food.roles, food.index),
    )
    for food in carried:
        per_portion = _carbohydrate_g(food, table)
        portions = min(np.round(missing / per_portion), food.portions_max)
        if missing < _LEAST_WORTH_CARRYING_G or portions < 1:
            continue
        servings.append((food, float(portions)))
        missing -= portions * per_portion
    return servings


def composition_of(servings: Servings, table: FoodTable) -> FloatArray:
    """Return the nutrients of servings, unknown values counted as absent (shape: nutrients)."""
    known = np.nan_to_num(table.composition, nan=0.0)
    total = np.zeros(len(NUTRIENTS))
    for food, portions in servings:
        total += known[food.index] * (portions * food.portion_g / 100.0)
    return total


def _carbohydrate_g(food: Food, table: FoodTable) -> float:
    return float(table.composition[food.index, _CARBOHYDRATE]) * food.portion_g / 100.0
