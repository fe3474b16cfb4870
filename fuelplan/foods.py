"""The food table: load it, check it, look things up.

Composition is per 100 g as eaten. A blank nutrient is unknown, not zero: it is NaN in
:attr:`FoodTable.composition` and no rule may rest on it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from fuelplan.cells import FloatArray, Table, read_table
from fuelplan.dictionary import COLUMNS, Column, nutrient_column
from fuelplan.errors import InputError, did_you_mean
from fuelplan.numerals import UNKNOWN, is_spreadsheet_error
from fuelplan.portions import has_measure, household, in_kitchen_numbers
from fuelplan.spreadsheet import shown
from fuelplan.vocabulary import NEVER_UNKNOWN, NUTRIENTS, Diet

_ID = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
_LONGEST_TEXT = 300
_SEVERAL = re.compile("[,;]")
MOST_MISTAKES = 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Food:
    """One row of the table. ``index`` is its row in :attr:`FoodTable.composition`.

    ``known`` says that no hard rule would rest on an unknown value of it; ``price`` is of 100 g as
    eaten, NaN where unknown, as is ``pack_g``, as bought. ``keeps_days`` is infinite for what keeps
    for weeks; ``season`` holds months, 1 to 12, and none for what is there all the year.
    """

    index: int
    id: str
    name: str
    menu_name: str
    group: str
    roles: frozenset[str]
    region: str
    in_place_of: str
    mark: str
    everyday: bool
    known: bool
    portion_name: str
    portion_quantity: float
    portion_measure: str
    portion_plural: str
    portion_g: float
    portions_max: float
    haem_class: str
    phytate_class: str
    diet: Diet
    allergens: frozenset[str]
    buy_as: str
    bought_g_per_g: float
    aisle: str
    pack_g: float
    keeps_days: float
    season: frozenset[int]
    price: float
    prepare: str

    @property
    def kind(self) -> str:
        """What repeats on a plate: an egg is an egg, however it is cooked, tofu is tofu, a tinned bean a bean."""
        if self.group == "egg" or "tofu" in self.id:
            return "egg" if self.group == "egg" else "tofu"
        return self.id.removeprefix("canned-").removesuffix("-canned")

    def in_season(self, month: int) -> bool:
        """Whether it is there in a month, 1 to 12."""
        return not self.season or month in self.season

    def amount(self, portions: float) -> str:
        """Return ``portions`` in words a kitchen uses.

        Examples
        --------
        A food measured by "½ cup" gives "1½ cups" for three portions.
        """
        total = portions * self.portion_quantity
        measure = self.portion_plural if total > 1 else self.portion_measure
        return f"{in_kitchen_numbers(total)} {measure}".strip()


@dataclass(frozen=True, slots=True)
class FoodTable:
    """All foods with their composition, an array of shape (foods, nutrients) per 100 g, NaN unknown."""

    foods: tuple[Food, ...]
    composition: FloatArray
    cells: Table

    def __iter__(self) -> Iterator[Food]:
        return iter(self.foods)

    def by_id(self) -> dict[str, Food]:
        """Return id → food."""
        return {food.id: food for food in self.foods}


def load_foods(path: Path) -> FoodTable:
    """Read and check a food table.

    Parameters
    ----------
    path
        A CSV as spreadsheets write it, with the columns of :mod:`fuelplan.dictionary` in any order;
        columns of one's own are kept and ignored.

    Raises
    ------
    InputError
        With every mistake in the file: row, column, value and cure.
    """
    return foods_of(read_table(path))


def foods_of(table: Table) -> FoodTable:
    """Check a table's cells and return its foods; see :func:`load_foods`."""
    problems = list(table.problems)
    if not len(table):
        problems.append(f"{table.sheet.path.name}: there is no food under the first row; 'fuelplan init' writes some")
    numbers: dict[str, FloatArray] = {}
    texts: dict[str, list[str]] = {}
    for column in COLUMNS:
        if column.kind == "number":
            numbers[column.name] = _numbers(table, column, problems)
        elif column.kind != "months":
            texts[column.name] = _texts(table, column, problems)
        _raise_if(problems, table, more_than=MOST_MISTAKES)
    seasons = table.months("season", problems)
    _check_ids(table, texts["id"], problems)
    _check_portions(table, texts["portion_name"], problems)
    _check_planned(table, texts["roles"], problems)
    _raise_if(problems, table)
    composition = np.column_stack([numbers[nutrient_column(nutrient)] for nutrient in NUTRIENTS])
    hard = np.column_stack([numbers[nutrient_column(nutrient)] for nutrient in NEVER_UNKNOWN])
    known = [bool(row.all()) for row in np.isfinite(hard)]
    foods = tuple(_food(row, texts, numbers, seasons[row], known[row]) for row in range(len(table)))
    return FoodTable(foods=foods, composition=composition, cells=table)


def _raise_if(problems: list[str], table: Table, more_than: int = 0) -> None:
    """Raise the mistakes when there are more than so many; beyond MOST_MISTAKES the rest is only said to be there."""
    told = list(dict.fromkeys(problems))
    if len(told) > MOST_MISTAKES:
        raise InputError([*told[:MOST_MISTAKES], f"{table.sheet.path.name}: there are more; mend these first"])
    if len(told) > more_than:
        raise InputError(told)


def _numbers(table: Table, column: Column, problems: list[str]) -> FloatArray:
    """Return a number column; what cannot be read, or cannot be true, is noted."""
    values = table.numbers(column.name, problems)
    for row in np.flatnonzero(values > column.most):
        problems.append(
            f"{table.where(int(row), column.name)}: '{shown(table.written(int(row), column.name))}' cannot be: at most "
            f"{column.most:g} {column.unit}".rstrip()
            + "; is it for a portion, or in another unit?"
        )
    if column.filled or column.blank or column.positive:
        for row in np.flatnonzero(values == 0):
            problems.append(f"{table.where(int(row), column.name)}: 0 is too small; write a positive number")
    if column.filled:
        _name_blanks(table, column.name, problems)
    return np.where(np.isnan(values), float(column.blank), values) if column.blank else values


def _texts(table: Table, column: Column, problems: list[str]) -> list[str]:
    """Return a text column, blank cells as what they stand for; words that mean nothing are noted."""
    cells = table.texts(column.name)
    if column.choices:
        cells = [_tidied(cell, column) if cell and cell not in column.choices else cell for cell in cells]
        _check_words(table, column, cells, problems)
    for row, cell in enumerate(cells):
        if is_spreadsheet_error(cell):
            problems.append(f"{table.where(row, column.name)}: '{shown(cell)}' is a spreadsheet's error; write it anew")
        if len(cell) > _LONGEST_TEXT or "\n" in cell or "\r" in cell:
            problems.append(
                f"{table.where(row, column.name)}: write it in one line of at most {_LONGEST_TEXT} characters"
            )
    if column.filled:
        _name_blanks(table, column.name, problems)
    return cells


def _tidied(cell: str, column: Column) -> str:
    """Return words in small letters, apart by single spaces; several may stand apart by commas too."""
    several = column.kind == "words"
    words = (_SEVERAL.sub(" ", cell) if several else cell).casefold().split()
    return "" if several and words == ["none"] else " ".join(words)


def _check_words(table: Table, column: Column, cells: Sequence[str], problems: list[str]) -> None:
    known = set(column.choices)
    for row, cell in enumerate(cells):
        if len(problems) > MOST_MISTAKES:
            return
        if cell in known or len(cell) > _LONGEST_TEXT:
            continue
        for word in cell.split() if column.kind == "words" else filter(None, [cell]):
            if word not in known:
                cure = did_you_mean(word, column.choices)
                problems.append(f"{table.where(row, column.name)}: '{shown(word)}' is not known; {cure}")


def _name_blanks(table: Table, column: str, problems: list[str]) -> None:
    for row, cell in enumerate(table.texts(column) if table.has(column) else ()):
        if cell.casefold() in UNKNOWN:
            problems.append(f"{table.where(row, column)}: the cell is blank; fill it in")


def _check_ids(table: Table, ids: Sequence[str], problems: list[str]) -> None:
    first: dict[str, int] = {}
    for row, key in enumerate(ids):
        if key and (key != key.casefold() or not _ID.fullmatch(key)):
            problems.append(
                f"{table.where(row, 'id')}: '{shown(key)}' is no id; write small letters and digits, like my-bread"
            )
        if key in first:
            other = f"stands in row {table.sheet.numbers[first[key]]} too; give one of them another id, or delete it"
            problems.append(f"{table.where(row, 'id')}: '{shown(key)}' {other}")
        if key:
            first.setdefault(key, row)


def _check_portions(table: Table, names: Sequence[str], problems: list[str]) -> None:
    """A portion has a measure: "½" alone would be read as one of it."""
    for row, name in enumerate(names):
        if name and not has_measure(name):
            problems.append(
                f"{table.where(row, 'portion_name')}: '{shown(name)}' names no measure; write one, like ½ cup"
            )


def _check_planned(table: Table, roles: Sequence[str], problems: list[str]) -> None:
    """A food that may be planned needs its hard nutrients."""
    planned = [row for row, words in enumerate(roles) if words]
    for column in (column.name for column in COLUMNS if column.planned and table.has(column.name)):
        problems += [
            f"{table.where(row, column)}: the value is unknown, but a food with roles needs it; fill it in, or clear "
            "the food's roles"
            for row in planned
            if table.is_unknown(row, column)
        ]


_AS_WRITTEN = ("id", "group", "region", "in_place_of", "mark", "haem_class", "phytate_class", "aisle", "prepare")
_NUMBERS_AS_WRITTEN = ("portion_g", "portions_max", "bought_g_per_g", "pack_g")


def _food(
    row: int, texts: Mapping[str, list[str]], numbers: Mapping[str, FloatArray], season: frozenset[int], known: bool
) -> Food:
    name, portion_name = texts["name"][row], texts["portion_name"][row]
    quantity, measure = household(portion_name)
    keeps = float(numbers["keeps_days"][row])
    as_written: dict[str, Any] = {key: texts[key][row] for key in _AS_WRITTEN}
    as_written |= {key: float(numbers[key][row]) for key in _NUMBERS_AS_WRITTEN}
    return Food(
        **as_written,
        index=row,
        name=name,
        menu_name=texts["menu_name"][row] or name.partition(",")[0].strip().lower(),
        roles=frozenset(texts["roles"][row].split()),
        everyday=texts["pantry"][row] == "everyday",
        known=known,
        portion_name=portion_name,
        portion_quantity=quantity,
        portion_measure=measure,
        portion_plural=texts["portion_plural"][row] or measure,
        diet=cast(Diet, texts["diet"][row]),
        allergens=frozenset(texts["allergens"][row].split()),
        buy_as=texts["buy_as"][row] or name.lower(),
        keeps_days=math.inf if math.isnan(keeps) else keeps,
        season=season,
        price=float(numbers["price_per_100g"][row]),
    )
