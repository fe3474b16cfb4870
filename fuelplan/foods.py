"""The food table: load it, check it, look things up. The only module that knows pandas.

Composition is per 100 g as eaten. A blank nutrient is unknown, not zero: it is NaN in
:attr:`FoodTable.composition` and no rule may rest on it.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from fuelplan.errors import InputError
from fuelplan.science.iron import HAEM_SHARE, PHYTATE_MG_PER_100G
from fuelplan.vocabulary import (
    ALLERGENS,
    DIETS,
    FORTIFIED,
    GROUPS,
    INHIBITORS,
    NEVER_UNKNOWN,
    NUTRIENTS,
    PANTRY,
    ROLES,
    Diet,
)

_TEXT_COLUMNS = (
    "id",
    "name",
    "menu_name",
    "group",
    "roles",
    "pantry",
    "portion_name",
    "portion_plural",
    "haem_class",
    "phytate_class",
    "inhibitor",
    "diet",
    "allergens",
    "fortified",
    "buy_as",
    "aisle",
    "prepare",
    "source",
    "source_id",
)
_NUMBER_COLUMNS = ("portion_g", "portions_max", "bought_g_per_g")
_MAY_BE_BLANK = {"roles", "allergens", "prepare", "source_id"}
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PORTION = re.compile(r"(?P<whole>\d+(?:\.\d+)?)?\s*(?P<fraction>[¼½¾⅓⅔])?\s*(?P<measure>\D*)")

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Food:
    """One row of the table. ``index`` is its row in :attr:`FoodTable.composition`."""

    index: int
    id: str
    name: str
    menu_name: str
    group: str
    roles: frozenset[str]
    everyday: bool
    enriched: bool
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
    prepare: str

    @property
    def kind(self) -> str:
        """What repeats on a plate: an egg is an egg, however it is cooked."""
        return "egg" if self.group == "egg" else self.id

    def amount(self, portions: float) -> str:
        """Return ``portions`` in words a kitchen uses.

        Examples
        --------
        A food measured by "½ cup" gives "1½ cups" for three portions.
        """
        total = portions * self.portion_quantity
        measure = self.portion_plural if total > 1 else self.portion_measure
        return f"{_number_with_fraction(total)} {measure}".strip()


@dataclass(frozen=True, slots=True)
class FoodTable:
    """All foods with their composition, an array of shape (foods, nutrients) per 100 g, NaN unknown."""

    foods: tuple[Food, ...]
    composition: FloatArray
    path: Path

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
        A UTF-8 CSV with the columns of ``data/foods.csv`` in any order; extra columns are ignored.

    Raises
    ------
    InputError
        With every mistake in the file: row, column, value and cure.
    """
    frame = _read_text_frame(path)
    problems: list[str] = []
    numbers = {
        column: _numbers(frame, column, path, problems) for column in (*_NUMBER_COLUMNS, *map(_column, NUTRIENTS))
    }
    _check_texts(frame, path, problems)
    _check_known(frame, numbers, path, problems)
    if problems:
        raise InputError(problems)
    composition = np.column_stack([numbers[_column(nutrient)] for nutrient in NUTRIENTS])
    columns = {name: frame[name].tolist() for name in _TEXT_COLUMNS}
    foods = tuple(_food(row, columns, numbers) for row in range(len(frame)))
    return FoodTable(foods=foods, composition=composition, path=path)


def _column(nutrient: str) -> str:
    """Return the table's column for a nutrient; water is weighed there and poured elsewhere (1 g = 1 mL)."""
    return "water_g" if nutrient == "water_ml" else nutrient


def _read_text_frame(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise InputError(f"{path}: there is no such food table; check --foods, or leave it out for the shipped one")
    try:
        frame = pd.read_csv(path, dtype=object, keep_default_na=False, encoding="utf-8-sig", skip_blank_lines=False)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(
            f"{path}: this is not a UTF-8 comma-separated table ({error}); save it as CSV UTF-8"
        ) from error
    frame = pd.DataFrame({name: [cell.strip() for cell in frame[name]] for name in frame.columns}, dtype=object)
    missing = [c for c in (*_TEXT_COLUMNS, *_NUMBER_COLUMNS, *map(_column, NUTRIENTS)) if c not in frame.columns]
    if missing:
        raise InputError([f"{path}: the column '{column}' is missing; add it to the first row" for column in missing])
    filled: pd.DataFrame = frame[~(frame == "").all(axis=1)]
    return filled


def _where(path: Path, frame: pd.DataFrame, position: int, column: str) -> str:
    return f"{path.name}: row {int(frame.index[position]) + 2}, column {column}"


def _numbers(frame: pd.DataFrame, column: str, path: Path, problems: list[str]) -> FloatArray:
    """Return the column as floats with blank → NaN, and note every cell that is not a plain number ≥ 0."""
    texts = frame[column].to_numpy()
    values = pd.to_numeric(frame[column].where(frame[column] != "", None), errors="coerce").to_numpy(float)
    for position in np.flatnonzero((texts != "") & ~(np.isfinite(values) & (values >= 0))):
        problems.append(
            f"{_where(path, frame, int(position), column)}: '{texts[position]}' is not a number of 0 or more; "
            "write digits with a point, or leave the cell blank if unknown"
        )
    return values


def _check_texts(frame: pd.DataFrame, path: Path, problems: list[str]) -> None:
    vocabularies: tuple[tuple[str, Iterable[str], bool], ...] = (
        ("group", GROUPS, False),
        ("roles", ROLES, True),
        ("pantry", PANTRY, False),
        ("haem_class", HAEM_SHARE, False),
        ("phytate_class", PHYTATE_MG_PER_100G, False),
        ("inhibitor", INHIBITORS, False),
        ("diet", DIETS, False),
        ("allergens", ALLERGENS, True),
        ("fortified", FORTIFIED, False),
    )
    for column, vocabulary, several in vocabularies:
        _check_vocabulary(frame, path, problems, column, list(vocabulary), several)
    for column in set(_TEXT_COLUMNS) - _MAY_BE_BLANK:
        for position in np.flatnonzero((frame[column] == "").to_numpy()):
            problems.append(f"{_where(path, frame, int(position), column)}: the cell is blank; fill it in")
    for position in np.flatnonzero(frame["id"].duplicated().to_numpy()):
        problems.append(
            f"{_where(path, frame, int(position), 'id')}: '{frame['id'].iloc[position]}' stands in the table twice; "
            "give one of the rows another id or delete it"
        )


def _check_vocabulary(
    frame: pd.DataFrame, path: Path, problems: list[str], column: str, vocabulary: list[str], several: bool
) -> None:
    known = set(vocabulary)
    for position, cell in enumerate(frame[column].tolist()):
        for word in cell.split() if several else [cell]:
            if word and word not in known:
                near = difflib.get_close_matches(word, vocabulary, 1)
                cure = f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(vocabulary)}"
                problems.append(f"{_where(path, frame, position, column)}: '{word}' is not known; {cure}")


def _check_known(frame: pd.DataFrame, numbers: dict[str, FloatArray], path: Path, problems: list[str]) -> None:
    """A food that may be planned needs its hard nutrients, a portion and an as-bought factor."""
    planned = (frame["roles"] != "").to_numpy()
    for column in (*_NUMBER_COLUMNS, *map(_column, NEVER_UNKNOWN)):
        blank = np.isnan(numbers[column]) & (planned | (column in _NUMBER_COLUMNS))
        for position in np.flatnonzero(blank & (frame[column] == "").to_numpy()):
            problems.append(
                f"{_where(path, frame, int(position), column)}: the cell is blank, but a food with roles needs it; "
                "fill it in, or clear the food's roles"
            )
    for column in _NUMBER_COLUMNS:
        for position in np.flatnonzero(numbers[column] == 0):
            problems.append(f"{_where(path, frame, int(position), column)}: 0 is too small; write a positive number")


def _food(row: int, columns: dict[str, list[str]], numbers: dict[str, FloatArray]) -> Food:
    match = _PORTION.fullmatch(columns["portion_name"][row])
    whole, fraction, measure = match.group("whole", "fraction", "measure") if match else (None, None, "")
    quantity = float(whole or 0) + _FRACTIONS.get(fraction or "", 0.0)
    return Food(
        index=row,
        id=columns["id"][row],
        name=columns["name"][row],
        menu_name=columns["menu_name"][row],
        group=columns["group"][row],
        roles=frozenset(columns["roles"][row].split()),
        everyday=columns["pantry"][row] == "everyday",
        enriched=columns["fortified"][row] == "enriched",
        known=not any(np.isnan(numbers[_column(nutrient)][row]) for nutrient in NEVER_UNKNOWN),
        portion_name=columns["portion_name"][row],
        portion_quantity=quantity or 1.0,
        portion_measure=measure.strip() or columns["portion_name"][row],
        portion_plural=columns["portion_plural"][row],
        portion_g=float(numbers["portion_g"][row]),
        portions_max=float(numbers["portions_max"][row]),
        haem_class=columns["haem_class"][row],
        phytate_class=columns["phytate_class"][row],
        diet=columns["diet"][row],  # type: ignore[arg-type]
        allergens=frozenset(columns["allergens"][row].split()),
        buy_as=columns["buy_as"][row],
        bought_g_per_g=float(numbers["bought_g_per_g"][row]),
        aisle=columns["aisle"][row],
        prepare=columns["prepare"][row],
    )


def _number_with_fraction(value: float) -> str:
    whole, rest = divmod(value, 1)
    for sign, size in _FRACTIONS.items():
        if math.isclose(rest, size, abs_tol=0.02):
            return f"{int(whole) or ''}{sign}"
    return f"{value:.0f}" if rest < 0.02 or rest > 0.98 or value >= 10 else f"{value:.1f}"
