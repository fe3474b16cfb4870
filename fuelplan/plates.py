"""What is on a plate: nutrients known and unknown, and the iron it lets through."""

from __future__ import annotations

import numpy as np

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
    haem = nonhaem = meat_g = phytate = vitamin_c = 0.0
    for food, portions in servings:
        grams = portions * food.portion_g
        iron = float(np.nan_to_num(table.composition[food.index, _IRON])) * grams / 100.0
        share = HAEM_SHARE[food.haem_class]
        haem, nonhaem = haem + share * iron, nonhaem + (1.0 - share) * iron
        meat_g += grams if share else 0.0
        phytate += PHYTATE_MG_PER_100G[food.phytate_class] * grams / 100.0
        vitamin_c += float(np.nan_to_num(table.composition[food.index, _VITAMIN_C])) * grams / 100.0
    return absorbed_iron(haem, nonhaem, meat_g=meat_g, phytate_mg=phytate, vitamin_c_mg=vitamin_c)
