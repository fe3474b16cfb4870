"""Look into a food table: sorted, filtered, searched, one food in full."""

from __future__ import annotations

import difflib
import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fuelplan.dictionary import COLUMNS, NUTRIENT_NAMES, Column, nutrient_column
from fuelplan.errors import InputError
from fuelplan.foods import Food, FoodTable
from fuelplan.plates import absorbed_iron_of
from fuelplan.vocabulary import NUTRIENTS

UNKNOWN = "–"
HEADINGS = ("id", "portion", "g", "kcal", "carb g", "protein g", "iron mg", "absorbed mg", "price")
NUMBERS = frozenset(range(2, len(HEADINGS)))


def per_portion(food: Food, table: FoodTable, nutrient: str) -> float:
    """Return a nutrient in one portion, NaN when unknown."""
    return float(table.composition[food.index, NUTRIENTS.index(nutrient)]) * food.portion_g / 100.0


def _absorbed(food: Food, table: FoodTable) -> float:
    if math.isnan(per_portion(food, table, "iron_mg")):
        return math.nan
    return absorbed_iron_of([(food, 1.0)], table)


def _price(food: Food, _: FoodTable) -> float:
    return food.price * food.portion_g / 100.0


def _nutrient(name: str) -> Callable[[Food, FoodTable], float]:
    return lambda food, table: per_portion(food, table, name)


MEASURES: dict[str, Callable[[Food, FoodTable], float]] = {
    "iron": _nutrient("iron_mg"),
    "absorbed": _absorbed,
    "carbohydrate": _nutrient("carbohydrate_g"),
    "protein": _nutrient("protein_g"),
    "fibre": _nutrient("fibre_g"),
    "energy": _nutrient("energy_kcal"),
    "calcium": _nutrient("calcium_mg"),
    "vitamin-c": _nutrient("vitamin_c_mg"),
    "price": _price,
}


def sorted_foods(foods: Iterable[Food], table: FoodTable, by: str) -> list[Food]:
    """Return foods by name, by price (cheapest portion first) or by what a portion holds (most first).

    What is unknown comes last.
    """
    ordered = sorted(foods, key=lambda food: (food.name.casefold(), food.id))
    if by == "name":
        return ordered
    sign = 1.0 if by == "price" else -1.0
    values = {food.id: MEASURES[by](food, table) for food in ordered}
    return sorted(ordered, key=lambda food: (math.isnan(values[food.id]), sign * _or_zero(values[food.id])))


def _or_zero(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def found(words: Sequence[str], table: FoodTable) -> list[Food]:
    """Return the foods whose id, name, group, roles or note hold all words; without any, those spelt alike."""
    wanted = [folded(word) for word in words]
    texts = {food.id: folded(_all_words(food, table)) for food in table}
    hits = [food for food in table if all(word in texts[food.id] for word in wanted)]
    if hits:
        return hits
    names = {folded(food.name): food for food in table} | {food.id: food for food in table}
    near = difflib.get_close_matches(" ".join(wanted), names, 8, 0.6)
    return list(dict.fromkeys(names[name] for name in near))


def folded(text: str) -> str:
    """Return text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _all_words(food: Food, table: FoodTable) -> str:
    note = table.cells.text(food.index, "note")
    return " ".join((food.id, food.name, food.menu_name, food.group, food.buy_as, note, *food.roles))


def food_named(key: str, table: FoodTable) -> Food:
    """Return the food with an id.

    Raises
    ------
    InputError
        When there is none, with those spelt alike.
    """
    foods = table.by_id()
    if key not in foods:
        near = difflib.get_close_matches(key, list(foods), 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "'fuelplan foods search' finds ids"
        raise InputError(f"'{key}': the table has no food with this id; {hint}")
    return foods[key]


def line(food: Food, table: FoodTable) -> list[str]:
    """Return a food's line of the list, per portion (see HEADINGS)."""
    measures = ("energy_kcal", "carbohydrate_g", "protein_g", "iron_mg")
    digits = (0, 1, 1, 2)
    values = [amount(per_portion(food, table, name), place) for name, place in zip(measures, digits, strict=True)]
    absorbed, price = MEASURES["absorbed"](food, table), amount(_price(food, table), 2)
    money = table.cells.text(food.index, "price_currency") if price != UNKNOWN else ""
    price = f"{price} {money}".strip()
    return [food.id, food.portion_name, amount(food.portion_g, 0), *values, amount(absorbed, 2), price]


def amount(value: float, digits: int) -> str:
    """Return a number with so many digits; a dash when it is unknown."""
    return UNKNOWN if math.isnan(value) else f"{value:.{digits}f}"


def in_full(food: Food, table: FoodTable) -> list[list[str]]:
    """Return everything the table says about a food: rows of name, per 100 g, per portion."""
    rows = [[food.name, "per 100 g", f"per {food.portion_name} ({food.portion_g:g} g)"]]
    for nutrient in NUTRIENTS:
        column = nutrient_column(nutrient)
        value = float(table.composition[food.index, NUTRIENTS.index(nutrient)])
        name = f"{NUTRIENT_NAMES[column]} [{column.rpartition('_')[2].replace('ug', 'µg')}]"
        rows.append([name, _significant(value), _significant(value * food.portion_g / 100.0)])
    return rows


def _significant(value: float) -> str:
    return "unknown" if math.isnan(value) else f"{value:.4g}"


def facts(food: Food, table: FoodTable) -> list[list[str]]:
    """Return a food's other columns, those that say something: rows of column, value."""
    skipped = {column.name for column in COLUMNS if column.kind == "number" and column.name in NUTRIENT_NAMES}
    rows = [
        [column.name, table.cells.text(food.index, column.name)] for column in COLUMNS if column.name not in skipped
    ]
    return [row for row in rows if row[1]]


def as_records(foods: Iterable[Food], table: FoodTable) -> list[dict[str, Any]]:
    """Return foods as plain dicts, column by column in its unit, None where unknown: for JSON."""
    return [{column.name: _plain_value(column, food.index, table) for column in COLUMNS} for food in foods]


def _plain_value(column: Column, row: int, table: FoodTable) -> str | float | None:
    if column.kind != "number":
        return table.cells.text(row, column.name)
    value = table.cells.number(row, column.name)
    return None if math.isnan(value) else value
