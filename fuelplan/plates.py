"""What is on a plate: nutrients known and unknown, and the iron it lets through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.foods import Food, FoodTable
from fuelplan.science.iron import HAEM_SHARE, PHYTATE_MG_PER_100G, absorbed_iron
from fuelplan.vocabulary import NUTRIENTS

_IRON, _VITAMIN_C = NUTRIENTS.index("iron_mg"), NUTRIENTS.index("vitamin_c_mg")

Servings = list[tuple[Food, float]]


def totals_of(servings: Servings, table: FoodTable) -> tuple[dict[str, float], dict[str, float]]:
    """Return each nutrient's known total and the share of the food's weight whose value is unknown."""
    grams = np.array([portions * food.portion_g for food, portions in servings])
    rows = table.composition[[food.index for food, _ in servings]]
    known = np.nan_to_num(rows, nan=0.0).T @ grams / 100.0
    unknown = np.isnan(rows).T @ grams / max(float(grams.sum()), 1.0)
    return (
        {name: float(value) for name, value in zip(NUTRIENTS, known, strict=True)},
        {name: float(value) for name, value in zip(NUTRIENTS, unknown, strict=True)},
    )


def absorbed_iron_of(servings: Servings, table: FoodTable) -> float:
    """Return a plate's absorbed-iron score [mg]: a ranking, not a promise. Unknown iron counts as none."""
    grams = np.array([portions * food.portion_g for food, portions in servings])
    return float(absorbed_iron_score(grams @ iron_traits([food for food, _ in servings], table)))


def iron_traits(foods: Sequence[Food], table: FoodTable) -> FloatArray:
    """Return what foods bring for iron per gram: haem iron, other iron, meat, phytate, vitamin C.

    The shape is (foods, 5), in mg, but meat in g.
    """
    known = np.nan_to_num(table.composition[[food.index for food in foods]], nan=0.0) / 100.0
    share = np.array([HAEM_SHARE[food.haem_class] for food in foods])
    phytate = np.array([PHYTATE_MG_PER_100G[food.phytate_class] / 100.0 for food in foods])
    iron = known[:, _IRON]
    return np.column_stack([share * iron, (1.0 - share) * iron, share > 0, phytate, known[:, _VITAMIN_C]])


def absorbed_iron_score(meals: FloatArray) -> FloatArray:
    """Return the absorbed-iron score of meals given their sums of :func:`iron_traits` (last axis)."""
    haem_mg, nonhaem_mg, meat_g, phytate_mg, vitamin_c_mg = np.moveaxis(meals, -1, 0)
    return absorbed_iron(haem_mg, nonhaem_mg, meat_g=meat_g, phytate_mg=phytate_mg, vitamin_c_mg=vitamin_c_mg)
