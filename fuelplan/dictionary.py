"""The data dictionary: every column of the food table, what it means, and what a blank cell means.

The one place that knows the columns: reading, checking, adding, importing and the printed dictionary
(``data/foods.md``) all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fuelplan.science.iron import HAEM_SHARE, PHYTATE_MG_PER_100G
from fuelplan.vocabulary import (
    ALLERGENS,
    DIETS,
    FORTIFIED,
    GLYCAEMIC,
    GROUPS,
    INHIBITORS,
    MARKS,
    NEVER_UNKNOWN,
    NUTRIENTS,
    PANTRY,
    REGIONS,
    ROLES,
    UNKNOWN_ALLERGENS,
)

Kind = Literal["text", "word", "words", "number", "months"]

NUTRIENT_NAMES = {
    "energy_kcal": "Energy",
    "carbohydrate_g": "Total carbohydrate (by difference, fibre included)",
    "protein_g": "Protein",
    "fat_g": "Fat",
    "fibre_g": "Dietary fibre",
    "iron_mg": "Iron",
    "sodium_mg": "Sodium (salt × 0.4)",
    "vitamin_c_mg": "Vitamin C",
    "calcium_mg": "Calcium",
    "potassium_mg": "Potassium",
    "magnesium_mg": "Magnesium",
    "zinc_mg": "Zinc",
    "vitamin_a_rae_ug": "Vitamin A, retinol activity equivalents",
    "vitamin_b12_ug": "Vitamin B12",
    "vitamin_d_ug": "Vitamin D (D2 + D3)",
    "folate_ug": "Folate, total",
    "water_g": "Water",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    ``blank`` is what an empty cell, or a table without the column, stands for; ``needed`` says that the
    table must have the column, ``filled`` that no cell of it may be empty, ``planned`` that a food with
    roles must have it, ``positive`` that it is never 0. ``unit`` is a number's unit, "" where it has none.
    """

    name: str
    meaning: str
    kind: Kind = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    blank: str = ""
    needed: bool = False
    filled: bool = False
    planned: bool = False
    positive: bool = False
    most: float = float("inf")


def nutrient_column(nutrient: str) -> str:
    """Return the table's column for a nutrient; water is weighed there and poured elsewhere (1 g = 1 mL)."""
    return "water_g" if nutrient == "water_ml" else nutrient


def _nutrient(nutrient: str) -> Column:
    name = nutrient_column(nutrient)
    unit = name.rpartition("_")[2]
    hard = nutrient in NEVER_UNKNOWN
    grams = {"g": 1.0, "mg": 1e-3, "ug": 1e-6}
    return Column(
        name=name,
        meaning=f"{NUTRIENT_NAMES[name]} per 100 g as eaten",
        kind="number",
        unit=unit,
        needed=hard,
        planned=hard,
        most=950.0 if unit == "kcal" else 100.0 / grams[unit],
    )


COLUMNS: tuple[Column, ...] = (
    Column(name="id", meaning="Short unique key, used by dishes, --avoid and the JSON", needed=True, filled=True),
    Column(name="name", meaning="Name in lists, tables and on the page", needed=True, filled=True),
    Column(name="menu_name", meaning="Name inside a dish's title; blank: the name up to its comma, in small letters"),
    Column(name="group", meaning="Kind of food", kind="word", choices=GROUPS, needed=True, filled=True),
    Column(
        name="roles",
        meaning="Parts of dishes it may fill, apart by spaces; blank: only where a dish names it",
        kind="words",
        choices=ROLES,
        needed=True,
    ),
    Column(
        name="region",
        meaning="Where it is sold like this; blank: everywhere",
        kind="word",
        choices=REGIONS,
        needed=True,
    ),
    Column(name="in_place_of", meaning="Id of a food whose place it takes wherever a dish names that one"),
    Column(
        name="mark", meaning="Your wish: more of it, none of it, or use up what you have", kind="word", choices=MARKS
    ),
    Column(
        name="pantry",
        meaning="An everyday food, or one for those who avoid the everyday ones",
        kind="word",
        choices=PANTRY,
        blank="everyday",
    ),
    Column(name="portion_name", meaning="One household portion: 1 slice, ½ cup, 30 g", needed=True, filled=True),
    Column(name="portion_plural", meaning="The measure of several: slices, cups; blank: the measure itself"),
    Column(
        name="portion_g",
        meaning="Weight of that portion as eaten",
        kind="number",
        unit="g",
        needed=True,
        filled=True,
        most=2000,
    ),
    Column(name="portions_max", meaning="Most portions in one meal", kind="number", blank="3", most=50),
    *(_nutrient(nutrient) for nutrient in NUTRIENTS),
    Column(
        name="haem_class",
        meaning="Whose meat, for the share of haem iron",
        kind="word",
        choices=tuple(HAEM_SHARE),
        blank="none",
    ),
    Column(
        name="phytate_class",
        meaning="How much phytate, which holds back plant iron",
        kind="word",
        choices=tuple(PHYTATE_MG_PER_100G),
        blank="medium",
    ),
    Column(name="inhibitor", meaning="What else holds back iron", kind="word", choices=INHIBITORS, blank="none"),
    Column(
        name="glycaemic",
        meaning="Rough glycaemic index class, low to 55, high from 70 (atkinson2008, atkinson2021); blank: varies",
        kind="word",
        choices=GLYCAEMIC,
    ),
    Column(
        name="diet",
        meaning="The strictest diet that eats it; blank: only omnivores get it",
        kind="word",
        choices=DIETS,
        blank="omnivore",
        needed=True,
    ),
    Column(
        name="allergens",
        meaning="The EU's 14 allergens, apart by spaces, or none; unknown, or blank in a row of your own: kept from "
        "all who avoid any",
        kind="words",
        choices=(*ALLERGENS, UNKNOWN_ALLERGENS),
        needed=True,
    ),
    Column(
        name="fortified",
        meaning="Fortified by its maker, or enriched as US flour and rice are",
        kind="word",
        choices=FORTIFIED,
        blank="no",
    ),
    Column(name="buy_as", meaning="What stands on the shopping list; blank: the name in small letters"),
    Column(
        name="bought_g_per_g", meaning="Grams bought per gram eaten: dry rice 0.36", kind="number", blank="1", most=20
    ),
    Column(name="aisle", meaning="Where the shop has it", blank="other"),
    Column(
        name="pack_g",
        meaning="Typical pack as bought, or one piece, bunch or joint of what is sold loose",
        kind="number",
        unit="g",
        positive=True,
        most=25_000,
    ),
    Column(
        name="keeps_days",
        meaning="Days it keeps at home, in fridge or bowl, once bought fresh, opened or cut (rough); blank: for weeks",
        kind="number",
        positive=True,
        most=1000,
    ),
    Column(
        name="season",
        meaning="Months in which it is in season fresh, northern hemisphere: 6 to 9, 10 to 3, 5 to 6 and 9 to 10 (of "
        "6-9 a spreadsheet makes a date); blank: all the year",
        kind="months",
    ),
    Column(name="price_per_100g", meaning="Rough price of 100 g as eaten", kind="number", most=100_000),
    Column(name="price_currency", meaning="Its currency, like USD"),
    Column(name="price_year", meaning="Its year: prices age"),
    Column(name="price_country", meaning="Its country"),
    Column(name="prepare", meaning="What has to happen the evening before"),
    Column(name="source", meaning="Where the numbers come from", needed=True, filled=True),
    Column(name="source_id", meaning="Its key there: FoodData Central's fdc_id"),
    Column(name="note", meaning="Anything worth knowing; printed nowhere"),
)
BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}


def as_markdown() -> str:
    """Return the data dictionary as a page."""
    lines = [_OPENING, "| column | unit | blank means | what it is |", "|---|---|---|---|"]
    for column in COLUMNS:
        choices = f". One of: {', '.join(column.choices)}" if column.kind == "word" else ""
        choices = f". Any of: {', '.join(column.choices)}" if column.kind == "words" else choices
        lines.append(f"| `{column.name}` | {column.unit} | {_blank(column)} | {column.meaning}{choices} |")
    return "\n".join(lines) + "\n" + _CLOSING


def _blank(column: Column) -> str:
    if column.filled:
        return "a mistake"
    if column.planned:
        return "unknown; a mistake where the food has roles"
    if "; blank: " in column.meaning and not column.blank:
        return ""
    if column.kind == "number" and not column.blank:
        return "unknown"
    return column.blank


_OPENING = """# The food table, column by column

One row per food, values per 100 g **as eaten**. Columns may stand in any order, those of your own are kept and ignored.
This page is written by `fuelplan foods columns`.
"""
_CLOSING = """
## The file

A CSV of at most 50,000 rows and 25 MB: cells apart by comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252. Other
code pages (Polish, Greek, old Mac) have to be saved as UTF-8: their letters cannot be told from Windows-1252's.

## What may stand in a cell

* Numbers with a point or a comma: `1.5`, `1,5`, and with groups: `1 234,5`, `1,234.5`. A comma or point before exactly
  three digits (`1,234`) is read as the file's other numbers are, or named as a mistake where that cannot be told.
* `trace` or `tr` counts as 0. `<0.1` counts as half of it while the bound is at most 1 (in the column's unit), above
  that as unknown.
* `n/a`, `nd`, `-`, `?`, `unknown` and a blank cell mean unknown. Unknown is never counted as zero: the page says how
  much is known.
* Headings may carry other units: `iron [µg]`, `energy_kJ`, `portion (oz)`, `salt [g]`. Units: kcal, kJ, kg, g, mg, µg,
  ug, mcg, oz, lb.
* Formulas (`=A1*2`) are refused: write the value.

## Where the shipped numbers come from

* Composition: USDA FoodData Central, SR Legacy (2018) and FNDDS 2021–2023, row by row under `source_id` (public
  domain); `fuelplan foods verify DOWNLOAD` compares every value with the download. Ten rows are typical labels.
* Prices: USDA ERS Purchase to Plate, 2017–18, US: old, rough, for ranking only. Portions, packs, classes: ours.
* Seasons: open fields of the temperate north, after published European calendars, beside USDA SNAP-Ed's seasonal
  produce guide; blank where shops have it all the year. Yours may differ by a month.
* How long foods keep: within the spans of the FoodKeeper data (USDA FSIS, Cornell, FMI) and USDA's days for opened
  tins, ours where they have none. Rough, for planning, and no advice on safety: go by the label.
* Glycaemic classes: rough, from Atkinson 2008 (doi:10.2337/dc08-1239) and 2021 (doi:10.1093/ajcn/nqab233). Haem,
  phytate and inhibitor classes: see `fuelplan/science/iron.py`.
* Allergens and diets are set by ingredient. They are no allergen advice: read the label.
"""
