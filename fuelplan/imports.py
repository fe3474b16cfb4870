"""Rows for the food table from elsewhere: FoodData Central's download, or any CSV with a mapping of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from fuelplan.browse import folded
from fuelplan.cells import Table, column_of
from fuelplan.dictionary import BY_NAME
from fuelplan.errors import InputError, Mistakes, did_you_mean
from fuelplan.extend import Row, as_text, row_of
from fuelplan.fdc import SourceFood, read_fdc
from fuelplan.paths import is_dir
from fuelplan.spreadsheet import Sheet, read_sheet, shown

# FoodData Central's food categories → our group, haem class and aisle; the rest are mixed dishes.
_KINDS: Mapping[str, tuple[str, str, str]] = {
    "Dairy and Egg Products": ("dairy", "none", "dairy & eggs"),
    "Spices and Herbs": ("condiment", "none", "oils & sauces"),
    "Fats and Oils": ("fat", "none", "oils & sauces"),
    "Poultry Products": ("poultry", "poultry", "meat & fish"),
    "Sausages and Luncheon Meats": ("red meat", "pork", "meat & fish"),
    "Breakfast Cereals": ("cereal", "none", "cereals, grains & pulses"),
    "Fruits and Fruit Juices": ("fruit", "none", "fruit & vegetables"),
    "Pork Products": ("red meat", "pork", "meat & fish"),
    "Vegetables and Vegetable Products": ("vegetable", "none", "fruit & vegetables"),
    "Nut and Seed Products": ("nut", "none", "nuts & dried fruit"),
    "Beef Products": ("red meat", "beef", "meat & fish"),
    "Beverages": ("drink", "none", "drinks"),
    "Finfish and Shellfish Products": ("fish", "fish", "meat & fish"),
    "Legumes and Legume Products": ("legume", "none", "cereals, grains & pulses"),
    "Lamb, Veal, and Game Products": ("red meat", "lamb", "meat & fish"),
    "Baked Products": ("bread", "none", "bakery"),
    "Sweets": ("sweet", "none", "snacks"),
    "Cereal Grains and Pasta": ("grain", "none", "cereals, grains & pulses"),
    "Snacks": ("sweet", "none", "snacks"),
}
_OTHER = ("mixed dish", "none", "other")
_ENRICHED = re.compile(r"(?<!un)enriched", re.IGNORECASE)
_FORTIFIED = re.compile(r"(?<!un)fortified|(?<!without )added vitamin", re.IGNORECASE)
_LONGEST_NAME, _MOST_PORTION_G = 120, 600.0
_NO_MEASURE = "Guideline amount"


def rows_from(
    path: Path,
    *,
    ids: Collection[str] = (),
    words: str = "",
    mapping: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return new rows from a FoodData Central download (folder or zip) or from any CSV.

    Parameters
    ----------
    ids
        Keys of the foods wanted (fdc_id, or the mapped ``source_id`` or ``id``, or the name where there is neither);
        empty for all.
    words
        Words the names must hold; "" for all.
    mapping
        Our heading, with its unit where it has another → the CSV's heading: ``{"iron [µg]": "Fe"}``.
        Headings of the CSV that are ours already need none.

    Raises
    ------
    InputError
        When the source cannot be read, or holds none of what is wanted.
    """
    if is_dir(path) or path.suffix.lower() == ".zip":
        return [_from_fdc(food) for food in read_fdc(path, ids=ids or None, words=words or None)]
    table = _mapped(read_sheet(path), mapping or {})
    mistakes = Mistakes()
    read = [mistakes.of(partial(_from_csv, table, position, path)) for position in range(len(table))]
    mistakes.raise_if_any()
    rows = _keyed([row for row in read if row is not None])
    chosen = [row for row in rows if _wanted(row, ids, words)]
    known = {row.get(key, "") for row in chosen for key in ("id", "source_id")}
    missing = [key for key in ids if key not in known]
    if missing:
        raise InputError(
            [f"{path.name}: no row has the id '{key}'; check the mapping of source_id or id" for key in missing]
        )
    return chosen


def _wanted(row: Row, ids: Collection[str], words: str) -> bool:
    name = folded(row.get("name", ""))
    chosen = not ids or row.get("id") in ids or row.get("source_id") in ids
    return chosen and all(word in name for word in folded(words).split())


def _from_fdc(food: SourceFood) -> Row:
    group, haem, aisle = _KINDS.get(food.category, _OTHER)
    lowered = food.description.lower()
    if group == "dairy" and lowered.startswith("egg"):
        group = "egg"
    if haem != "none" and "liver" in lowered:
        haem = "liver"
    enriched = bool(_ENRICHED.search(food.description))
    household = (p for p in food.portions if 0 < p[1] <= _MOST_PORTION_G and not p[0].startswith(_NO_MEASURE))
    portion, grams = next(household, ("100 g", 100.0))
    return {
        "name": _one_line(food.description, _LONGEST_NAME),
        "group": group,
        "region": "us" if enriched else "",
        "portion_name": _one_line(portion, 60),
        "portion_g": as_text(grams),
        "haem_class": haem,
        "fortified": "enriched" if enriched else "fortified" if _FORTIFIED.search(food.description) else "no",
        "aisle": aisle,
        "source": food.source,
        "source_id": food.source_id,
        **{column: as_text(value) for column, value in food.values.items()},
    }


def _one_line(text: str, most: int) -> str:
    return " ".join(text.split())[:most].strip()


def _mapped(sheet: Sheet, mapping: Mapping[str, str]) -> Table:
    """Return the sheet under our headings.

    Raises
    ------
    InputError
        With every mapping that names a column neither side has.
    """
    header, problems = list(sheet.header), []
    for theirs, count in Counter(mapping.values()).items():
        if count > 1:
            problems.append(f"mapping: {count} columns are taken from '{theirs}'; a heading can serve one")
    for ours, theirs in mapping.items():
        try:
            if column_of(ours) is None:
                problems.append(
                    f"mapping {ours}={theirs}: the table has no column '{ours}'; {did_you_mean(ours, BY_NAME)}"
                )
            elif theirs not in sheet.header:
                cure = did_you_mean(theirs, map(shown, sheet.header))
                problems.append(f"mapping {ours}={theirs}: {sheet.path.name} has no column '{theirs}'; {cure}")
            else:
                header[sheet.header.index(theirs)] = ours
        except ValueError as error:
            problems.append(f"mapping {ours}={theirs}: {error}")
    if problems:
        raise InputError(problems)
    table = Table(replace(sheet, header=tuple(header)), partial=True)
    if table.problems:
        raise InputError(table.problems)
    return table


def _from_csv(table: Table, position: int, path: Path) -> Row:
    row = row_of(table, position)
    if not row.get("name"):
        raise InputError(f"{path.name}: row {table.sheet.numbers[position]} has no name; map it: --map name=HEADING")
    return {**row, "source": row.get("source") or path.name}


def _keyed(rows: Sequence[Row]) -> list[Row]:
    """Return rows with a key each by which they are known when they come again: their own, else their id or name.

    The place in the file is none: a row put between others moves the rest.
    """
    seen: Counter[str] = Counter()
    keyed = []
    for row in rows:
        key = row.get("source_id")
        if not key:
            key = row.get("id") or row["name"]
            seen[key] += 1
            key = key if seen[key] == 1 else f"{key} ({seen[key]})"
        keyed.append({**row, "source_id": key})
    return keyed
