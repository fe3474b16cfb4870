"""Add rows to a runner's own food table: one written by hand, many from another table. Never lose one.

New rows go to the end of the file, in its own encoding, separator, units and decimal mark; what stood
there stays byte for byte. The whole table is checked with the new rows before anything is written, and
the old file is kept beside as ``foods.csv.bak``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fuelplan.cells import Table, column_of, read_table
from fuelplan.dictionary import BY_NAME, COLUMNS
from fuelplan.errors import InputError, did_you_mean
from fuelplan.files import alone_with, write_files
from fuelplan.foods import foods_of
from fuelplan.numerals import read_number
from fuelplan.spreadsheet import sheet_from, with_rows_added
from fuelplan.vocabulary import UNKNOWN_ALLERGENS

Row = dict[str, str]
"""A new row: column → text; a number in the column's unit with a decimal point, "" unknown."""

_LONGEST_ID = 40
_AS_A_PORTION = {"portion_name": "100 g", "portion_g": "100"}
_PLANNED = [column.name for column in COLUMNS if column.planned]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an addition did: ids added, ids whose source stands in the table already, ids that got no roles."""

    ids: tuple[str, ...]
    present: tuple[str, ...]
    without_roles: tuple[str, ...]


def row_from(assignments: Sequence[str], base: Mapping[str, str] | None = None) -> Row:
    """Read ``column=value`` pairs, other units and decimal commas included, over a base row.

    Raises
    ------
    InputError
        With every pair that cannot be read.
    """
    row, problems = dict(base or {}), []
    for pair in assignments:
        heading, equals, text = pair.partition("=")
        try:
            if not equals:
                raise ValueError("write column=value, like iron_mg=2.1")
            column, value = _read_pair(heading.strip(), text.strip())
            row[column] = value
        except ValueError as error:
            problems.append(f"'{pair}': {error}")
    if problems:
        raise InputError(problems)
    return row


def _read_pair(heading: str, text: str) -> tuple[str, str]:
    if not text.isascii() and "\udc80" <= max(text) <= "\udcff":
        raise ValueError("the terminal garbles these letters; set it to UTF-8 (LANG=C.UTF-8), or edit the table itself")
    found = column_of(heading)
    if found is None:
        raise ValueError(f"the table has no column '{heading}'; {did_you_mean(heading, BY_NAME)}")
    column, factor = found
    if column.kind != "number":
        return column.name, text
    return column.name, as_text(read_number(text, factor))


def as_text(value: float) -> str:
    """Return a number as a new row holds it, "" when unknown."""
    return "" if math.isnan(value) else f"{value:.10g}"


def row_of(table: Table, position: int) -> Row:
    """Return a row of a table as a new row.

    Raises
    ------
    InputError
        With every cell that cannot be read.
    """
    row, problems = {}, []
    for column in COLUMNS:
        try:
            if column.kind == "number" and table.has(column.name):
                row[column.name] = as_text(table.number(position, column.name))
            elif table.has(column.name):
                row[column.name] = table.written(position, column.name)
        except ValueError as error:
            problems.append(f"{table.where(position, column.name)}: {error}")
    if problems:
        raise InputError(problems)
    return row


def copy_of(table: Table, position: int) -> Row:
    """Return a row to start a similar food from: without what names the food, its source and its marks."""
    row = row_of(table, position)
    own = ("id", "menu_name", "buy_as", "in_place_of", "mark", "source_id", "note")
    kept = {column: text for column, text in row.items() if column not in own}
    return {**kept, "source": f"own, from {row['id']}"}


def completed(row: Row, taken: set[str]) -> Row:
    """Return a row with what it lacks: an id from its name, 100 g as its portion, unknown allergens."""
    named = {"id": new_id(row.get("name", ""), taken), "allergens": UNKNOWN_ALLERGENS, **row}
    return named if row.get("portion_g") else named | _AS_A_PORTION


def new_id(name: str, taken: set[str]) -> str:
    """Return an id that is not taken, made of a name's letters and digits."""
    plain = "".join(s for s in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(s))
    words = re.findall(r"[^\W_]+", plain)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_ID:
        words.pop()
    stem = "-".join(words)[:_LONGEST_ID] or "food"
    key, count = stem, 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return key


def add_rows(path: Path, rows: Iterable[Row]) -> Added:
    """Add rows to the food table at ``path``.

    A row whose source and source_id stand in the table already is passed over. A row that lacks a value
    no planned food may lack keeps none of its roles.

    Raises
    ------
    InputError
        When the table has mistakes, before or with the new rows; the file is untouched then.
    """
    with alone_with(path):
        return _added(path, rows)


def _added(path: Path, rows: Iterable[Row]) -> Added:
    old = read_table(path)
    foods_of(old)
    ids = {old.text(position, "id") for position in range(len(old))}
    sources = {_source_of(row_of(old, position)): old.text(position, "id") for position in range(len(old))}
    added, present, without_roles, cells = [], [], [], []
    for raw in rows:
        if raw.get("source_id") and _source_of(raw) in sources:
            present.append(sources[_source_of(raw)])
            continue
        row = completed(raw, ids)
        if row.get("roles") and any(not row.get(column) for column in _PLANNED):
            row["roles"] = ""
            without_roles.append(row["id"])
        ids.add(row["id"])
        sources[_source_of(row)] = row["id"]
        added.append(row["id"])
        cells.append(_cells(row, old))
    if added:
        _write(path, old, cells)
    return Added(ids=tuple(added), present=tuple(present), without_roles=tuple(without_roles))


def _source_of(row: Mapping[str, str]) -> tuple[str, str]:
    return row.get("source", ""), row.get("source_id", "") or f"id {row.get('id', '')}"


def _cells(row: Row, table: Table) -> list[str]:
    return table.row_with(
        {
            column: table.in_its_units(column, float(text)) if text and BY_NAME[column].kind == "number" else text
            for column, text in row.items()
        }
    )


def _write(path: Path, old: Table, cells: Sequence[Sequence[str]]) -> None:
    """Check the table with its new rows, keep the old file beside, replace it."""
    content = with_rows_added(old.sheet, cells)
    new = Table(sheet_from(content, path))
    foods_of(new)
    if new.sheet.rows[: len(old)] != old.sheet.rows:
        raise InputError(
            f"{path}: the rows cannot be added without changing those that are there; save it as CSV UTF-8"
        )
    write_files({path: content}, keep={path})
