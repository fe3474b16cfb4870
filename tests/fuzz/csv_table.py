"""A food table: bytes as a spreadsheet may write them → sheet → cells → foods."""

from __future__ import annotations

import csv
import io
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
from table_mutations import mutated_tables

from fuelplan.cells import Table
from fuelplan.foods import FoodTable, foods_of
from fuelplan.oddities import odd_columns, odd_foods
from fuelplan.spreadsheet import sheet_from, with_rows_added
from fuzz import law as laws
from fuzz.law import law, read
from fuzz.mutations import anything

NAME = "foods.csv"
_PORTION_RANGES = ("portion_g", "portions_max", "bought_g_per_g", "portion_quantity")


def check(data: bytes) -> None:
    """Read a food table; one that is read has sound numbers and reads the same from its own bytes again."""
    path = Path(NAME)
    table = read(lambda: foods_of(Table(sheet_from(data, path))))
    if table is None:
        return
    sound(table)
    again = foods_of(Table(sheet_from(data, path)))
    law(again.foods == tuple(_like(table, again)), "another table from the same bytes")
    for line in (*odd_columns(table), *odd_foods(table, table)):
        laws.told_plainly([line])
    kept = laws.as_file(data, NAME)
    law(with_rows_added(replace(table.cells.sheet, path=kept), []).startswith(data.rstrip(b"\r\n")[:1]), "other bytes")


def _like(table: FoodTable, again: FoodTable) -> list[object]:
    """Return the foods of another reading where they say the same; foods are compared by what they are."""
    return [other if repr(food) == repr(other) else None for food, other in zip(table.foods, again.foods, strict=True)]


def sound(table: FoodTable) -> None:
    """Check that a table holds only numbers one can reckon with."""
    known = table.composition[~np.isnan(table.composition)]
    law(bool(np.isfinite(known).all() and (known >= 0).all()), "a nutrient that is no number of 0 or more")
    law(len({food.id for food in table}) == len(table.foods), "two foods of one id")
    for food in table:
        for name in _PORTION_RANGES:
            value = getattr(food, name)
            law(math.isfinite(value) and value > 0, f"{name} is {value}")
        law(math.isnan(food.price) or 0 <= food.price < math.inf, f"price is {food.price}")
        law(food.keeps_days > 0, f"keeps_days is {food.keeps_days}")
        law(bool(food.id and food.name and food.portion_name), "a food without a name")
        law(food.season < set(range(1, 13)), f"season is {food.season}")


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change cells as people do, or bytes."""
    if rng.random() < 0.6:
        try:
            cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        except (UnicodeDecodeError, csv.Error):
            cells = []
        if cells and cells[0]:
            return next(mutated_tables(cells, 1, rng.randrange(1 << 30)))
    return anything(data, rng)
