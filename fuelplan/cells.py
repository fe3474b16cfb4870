"""What headings and cells of a food table mean: columns, units, texts and numbers.

User text never reaches pint: units are looked up in a short list, and pint converts between them.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fuelplan.dictionary import BY_NAME, COLUMNS, Column
from fuelplan.months import read_months
from fuelplan.numerals import UNKNOWN, decimal_mark, is_ambiguous, read_number
from fuelplan.spreadsheet import Sheet, read_sheet, shown
from fuelplan.units import KCAL, KG, KILOJOULE, LB, MG, OUNCE, UG, G, Unit, quantity

FloatArray = npt.NDArray[np.float64]

UNITS: Mapping[str, Unit] = {
    "kcal": KCAL,
    "kj": KILOJOULE,
    "kg": KG,
    "g": G,
    "mg": MG,
    "µg": UG,
    "μg": UG,
    "ug": UG,
    "mcg": UG,
    "oz": OUNCE,
    "lb": LB,
}
SODIUM_IN_SALT = 0.4
_MOST_SHOWN = 5
_LONGEST_HEADING = 100
_ALIASES = {
    "fiber": "fibre",
    "dietary_fibre": "fibre",
    "dietary_fiber": "fibre",
    "carbohydrates": "carbohydrate",
    "carbs": "carbohydrate",
    "proteins": "protein",
    "fats": "fat",
    "salt": "sodium",
}
_STEMS = {column.name.rpartition("_")[0]: column for column in COLUMNS if column.unit}
_HEADING = re.compile(r"(?P<stem>.*?)\s*[\[(](?P<unit>[^\])]*)[\])]")
_PER_100_G = re.compile(r"\s*(/|per)\s*100\s*g$")


class Table:
    """A sheet whose columns are known: texts and numbers by row position and column name."""

    def __init__(self, sheet: Sheet, partial: bool = False) -> None:
        """Match the headings to the dictionary; a ``partial`` table may lack needed columns.

        ``problems`` are the sheet's, and a sentence for every needed column that is missing, every column
        that stands twice, every unit that does not fit.
        """
        self.sheet = sheet
        self._places: dict[str, int] = {}
        self._factors: dict[str, float] = {}
        problems = list(sheet.problems)
        for place, heading in enumerate(sheet.header):
            self._match(place, heading, problems)
        needed = [] if partial else [column for column in COLUMNS if column.needed]
        problems += [self._missing(column) for column in needed if column.name not in self._places]
        self.problems = tuple(problems)

    def __len__(self) -> int:
        return len(self.sheet.rows)

    def has(self, column: str) -> bool:
        """Whether the table has the column."""
        return column in self._places

    @property
    def own_headings(self) -> list[str]:
        """Headings of the owner's own, which are kept and ignored."""
        ours = set(self._places.values())
        return [heading for place, heading in enumerate(self.sheet.header) if place not in ours]

    def where(self, position: int, column: str) -> str:
        """Name a cell as its owner sees it."""
        place = self._places.get(column)
        if place is None:
            return f"{self.sheet.path.name}: row {self.sheet.numbers[position]}, column {column}"
        return self.sheet.where(position, place)

    def written(self, position: int, column: str) -> str:
        """Return what stands in a cell; "" where the table lacks the column."""
        place = self._places.get(column)
        return "" if place is None else self.sheet.rows[position][place]

    def text(self, position: int, column: str) -> str:
        """Return a cell's text, or what a blank one stands for."""
        return self.written(position, column) or BY_NAME[column].blank

    def texts(self, column: str) -> list[str]:
        """Return a whole column, blank cells as what they stand for."""
        place, blank = self._places.get(column), BY_NAME[column].blank
        return [blank] * len(self) if place is None else [cells[place] or blank for cells in self.sheet.rows]

    def is_unknown(self, position: int, column: str) -> bool:
        """Whether a cell says nothing, or only an upper bound too coarse to count."""
        text = self.text(position, column).casefold()
        if not text.startswith("<"):
            return text in UNKNOWN
        try:
            return math.isnan(self.number(position, column))
        except ValueError:
            return False

    def number(self, position: int, column: str) -> float:
        """Return a cell's number in the column's unit, NaN when unknown.

        Raises
        ------
        ValueError
            With the cure, when the cell is not a number of 0 or more.
        """
        return self._read(self.text(position, column), self._factors.get(column, 1.0))

    def numbers(self, column: str, problems: list[str]) -> FloatArray:
        """Return a whole column, NaN where unknown; every cell that is no number of 0 or more is noted."""
        place, factor, blank = self._places.get(column), self._factors.get(column, 1.0), BY_NAME[column].blank
        values = np.full(len(self), float(blank or "nan"))
        if place is None:
            return values
        seen = {"": float(blank or "nan")}
        for position, cells in enumerate(self.sheet.rows):
            text = cells[place]
            try:
                if text not in seen:
                    seen[text] = self._read(text, factor)
                values[position] = seen[text]
            except ValueError as error:
                problems.append(f"{self.where(position, column)}: {error}")
        return values

    def months(self, column: str, problems: list[str]) -> list[frozenset[int]]:
        """Return a whole column of months, empty where none are said; every cell that is no span of months is noted."""
        read: list[frozenset[int]] = []
        for position, text in enumerate(self.texts(column)):
            try:
                read.append(frozenset() if text.casefold() in UNKNOWN else read_months(text))
            except ValueError as error:
                problems.append(f"{self.where(position, column)}: {error}")
        return read

    def _read(self, text: str, factor: float) -> float:
        """Return a number; the table's decimal mark is only looked for where it decides."""
        return read_number(text, factor, self.decimal_mark if is_ambiguous(text) else ".")

    def in_its_units(self, column: str, value: float) -> str:
        """Return a number in the column's unit as this table would write it (its unit, its decimal mark)."""
        return f"{value / self._factors.get(column, 1.0):.10g}".replace(".", self.decimal_mark)

    def row_with(self, values: Mapping[str, str]) -> list[str]:
        """Return the cells of a new row, in this table's order; a column it lacks is left out."""
        cells = [""] * len(self.sheet.header)
        for column, text in values.items():
            if column in self._places:
                cells[self._places[column]] = text
        return cells

    @cached_property
    def decimal_mark(self) -> str:
        """The decimal mark of the table's numbers."""
        return decimal_mark(self._number_cells)

    def _number_cells(self) -> Iterator[str]:
        places = [place for name, place in self._places.items() if BY_NAME[name].kind == "number"]
        return (cells[place] for cells in self.sheet.rows for place in places)

    def _match(self, place: int, heading: str, problems: list[str]) -> None:
        try:
            found = column_of(heading)
        except ValueError as error:
            problems.append(f"{self.sheet.path.name}: column {shown(heading)}: {error}")
            return
        if found is None:
            return
        column, factor = found
        if column.name in self._places:
            first = self.sheet.header[self._places[column.name]]
            problems.append(
                f"{self.sheet.path.name}: the columns '{shown(first)}' and '{shown(heading)}' both hold "
                f"{column.name}; delete one"
            )
            return
        self._places[column.name] = place
        if factor != 1.0:
            self._factors[column.name] = factor

    def _missing(self, column: Column) -> str:
        free = self.own_headings
        written = {heading.casefold(): heading for heading in free}
        near = difflib.get_close_matches(column.name, written, 1)
        unitless = [heading for heading in free if _tidy(heading) == column.name.rpartition("_")[0]]
        cure = "add it to the first row"
        if free:
            cure += f", or rename your column for it ({', '.join(shown(heading) for heading in free[:_MOST_SHOWN])})"
        if unitless:
            cure = f"'{shown(unitless[0])}' names no unit: write {column.name}"
        elif near:
            cure = f"is it the one called '{shown(written[near[0]])}'?"
        return f"{self.sheet.path.name}: the column '{column.name}' is missing; {cure}"


def read_table(path: Path) -> Table:
    """Read a food table's cells; see :func:`fuelplan.spreadsheet.read_sheet` for what can go wrong.

    What is wrong with headings and single cells is not raised here: see :attr:`Table.problems`.
    """
    return Table(read_sheet(path))


def column_of(heading: str) -> tuple[Column, float] | None:
    """Return the column a heading means and the factor to its unit; None for a column of the owner's own.

    ``iron [µg]``, ``energy_kJ``, ``portion (oz)`` and ``salt [g]`` are understood.

    Raises
    ------
    ValueError
        When the heading names one of our columns in a unit that is not known or does not fit.
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    name = _tidy(heading)
    if name in BY_NAME:
        return BY_NAME[name], 1.0
    stem, unit = _split(heading)
    column = _STEMS.get(_ALIASES.get(stem, stem))
    if column is None or not unit:
        return None
    if unit not in UNITS:
        raise ValueError(f"the unit '{shown(unit)}' is not known; use {column.unit}, or one of {', '.join(UNITS)}")
    one = quantity(1.0, UNITS[unit])
    if not one.is_compatible_with(UNITS[column.unit]):
        raise ValueError(f"'{unit}' does not fit; write {column.name}")
    return column, float(one.m_as(UNITS[column.unit])) * (SODIUM_IN_SALT if stem == "salt" else 1.0)


def _tidy(heading: str) -> str:
    return re.sub(r"[\s_-]+", "_", heading.casefold().strip())


def _split(heading: str) -> tuple[str, str]:
    bracketed = _HEADING.fullmatch(heading.casefold().strip())
    if bracketed:
        return _tidy(bracketed["stem"]), _PER_100_G.sub("", bracketed["unit"].strip()).strip()
    stem, _, unit = _tidy(heading).rpartition("_")
    known = _ALIASES.get(stem, stem) in _STEMS and unit in UNITS
    return (stem, unit) if known else ("", "")
