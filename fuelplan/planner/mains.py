"""What a meal is of: beef is beef, minced or sliced; beans are beans, tinned or dried."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fuelplan.cells import FloatArray
from fuelplan.dishes import Filling
from fuelplan.foods import Food, FoodTable
from fuelplan.vocabulary import NUTRIENTS

_MAIN_GROUPS = frozenset({"red meat", "poultry", "fish", "shellfish", "legume", "soya", "egg", "dairy"})
_BY_ANIMAL = frozenset({"beef", "lamb", "pork", "poultry", "liver"})
_STARCH_GROUPS, _PASTA_ROLES = frozenset({"grain", "potato"}), frozenset({"pasta", "noodle"})
_LEAST_PROTEIN_G = 6.0
_PROTEIN = NUTRIENTS.index("protein_g")


def mains_of(foods: npt.NDArray[np.int64], grams: FloatArray, table: FoodTable) -> npt.NDArray[np.str_]:
    """Return the main ingredient of meals: whose meat, or which fish, bean, tofu, egg or cheese gives most protein.

    ``foods`` and ``grams`` are (meals, parts); empty where none of them gives more than 6 g, as in plain pasta.
    """
    used, place = np.unique(foods, return_inverse=True)
    listed = [table.foods[row] for row in used]
    protein = np.nan_to_num(table.composition[used, _PROTEIN], nan=0.0) / 100.0
    may_be = np.array([food.group in _MAIN_GROUPS for food in listed], dtype=bool)
    names = np.array([_ingredient(food) for food in listed], dtype=np.str_)
    place = place.reshape(foods.shape)
    given = grams * (protein * may_be)[place]
    meals, most = np.arange(len(foods)), given.argmax(axis=1)
    result: npt.NDArray[np.str_] = np.where(given[meals, most] > _LEAST_PROTEIN_G, names[place[meals, most]], "")
    return result


def starch_of(filling: Filling) -> str:
    """Return what fills a meal: pasta (noodles too), rice, potato or another grain; "" where it is bread or nothing."""
    for part, food in filling.choices:
        if not part.optional and (food.roles & _PASTA_ROLES or food.group in _STARCH_GROUPS):
            return _kind_of_starch(food)
    return ""


def _kind_of_starch(food: Food) -> str:
    if food.roles & _PASTA_ROLES:
        return "pasta"
    return "rice" if "rice" in food.id else "potato" if food.group == "potato" else food.kind


def _ingredient(food: Food) -> str:
    if food.haem_class in _BY_ANIMAL:
        return food.haem_class
    return food.kind if food.group != "dairy" else food.group
