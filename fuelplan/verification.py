"""Compare the food table with the FoodData Central download its rows were taken from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuelplan.dictionary import nutrient_column
from fuelplan.errors import InputError
from fuelplan.fdc import SourceFood, is_fdc, read_fdc
from fuelplan.foods import Food, FoodTable
from fuelplan.vocabulary import NUTRIENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How many foods were compared, a sentence for every value that differs, how many are not in the download."""

    compared: int
    differences: tuple[str, ...]
    elsewhere: int


def verify(table: FoodTable, download: Path) -> Verification:
    """Compare every value of every food that names the download as its source.

    Raises
    ------
    InputError
        When the download cannot be read.
    """
    if not is_fdc(download):
        raise InputError(f"{download}: this is no FoodData Central CSV download (a folder or zip with food.csv)")
    theirs = {(food.source, food.source_id): food for food in read_fdc(download)}
    named = [
        (food, (table.cells.text(food.index, "source"), table.cells.text(food.index, "source_id"))) for food in table
    ]
    pairs = [(food, theirs[key]) for food, key in named if key in theirs]
    if not pairs:
        raise InputError(f"{download}: no food of the table is from it; are source and source_id as they were?")
    differences = tuple(sentence for food, source in pairs for sentence in _differences(food, source, table))
    return Verification(compared=len(pairs), differences=differences, elsewhere=len(table.foods) - len(pairs))


def _differences(food: Food, source: SourceFood, table: FoodTable) -> Iterator[str]:
    for place, nutrient in enumerate(NUTRIENTS):
        column = nutrient_column(nutrient)
        ours, given = float(table.composition[food.index, place]), source.values.get(column, math.nan)
        if math.isnan(ours) and math.isnan(given):
            continue
        if not math.isclose(ours, given, rel_tol=1e-6, abs_tol=1e-9):
            yield (
                f"{table.cells.where(food.index, column)}: {_text(ours)} for '{food.id}', the source has "
                f"{_text(given)} ({source.source_id})"
            )


def _text(value: float) -> str:
    return "unknown" if math.isnan(value) else f"{value:g}"
