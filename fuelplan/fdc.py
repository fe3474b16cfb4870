"""Read foods out of the official FoodData Central CSV download: its folder, or the .zip itself, never unpacked.

SR Legacy, Foundation and survey foods (FNDDS) are read; branded products and laboratory samples are left out.
Source: U.S. Department of Agriculture, Agricultural Research Service, FoodData Central (public domain),
https://fdc.nal.usda.gov/download-datasets and its "Download Field Descriptions".
"""

from __future__ import annotations

import math
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO, NamedTuple

import pandas as pd

from fuelplan.errors import InputError

_REQUIRED = ("food.csv", "food_nutrient.csv")
_USUAL = ("nutrient.csv", "food_portion.csv", "measure_unit.csv", "food_category.csv")
_TABLES = (*_REQUIRED, *_USUAL, "survey_fndds_food.csv", "wweia_food_category.csv")
_WHOLE = f"a whole download holds {', '.join(_REQUIRED + _USUAL)}"
_SOURCES = {
    "sr_legacy_food": "USDA SR Legacy 2018",
    "foundation_food": "USDA Foundation Foods",
    "survey_fndds_food": "USDA FNDDS",
}
_GET_IT = "take the CSV download again from https://fdc.nal.usda.gov/download-datasets"
_LARGEST_MEMBER = 2 * 1024**3
_DENSEST_MEMBER = 200  # times its compressed size: tables of food data reach 10, deflate 1032

# Best first: the id in nutrient.csv, the nutrient_nbr that FNDDS downloads write in its place, and the unit.
_NUTRIENTS = {
    "energy_kcal": "1008 208 KCAL, 2048 958 KCAL, 2047 957 KCAL, 1062 268 KJ",
    "carbohydrate_g": "1005 205 G, 1050 205.2 G",
    "protein_g": "1003 203 G",
    "fat_g": "1004 204 G, 1085 298 G",
    "fibre_g": "1079 291 G, 2033 293 G",
    "water_g": "1051 255 G",
    "iron_mg": "1089 303 MG",
    "calcium_mg": "1087 301 MG",
    "sodium_mg": "1093 307 MG",
    "potassium_mg": "1092 306 MG",
    "magnesium_mg": "1090 304 MG",
    "zinc_mg": "1095 309 MG",
    "vitamin_c_mg": "1162 401 MG",
    "vitamin_a_rae_ug": "1106 320 UG",
    "vitamin_b12_ug": "1178 418 UG",
    "vitamin_d_ug": "1114 328 UG, 1110 324 IU",
    "folate_ug": "1177 417 UG",
}
_FACTORS = {
    "kcal": {"KCAL": 1.0, "KJ": 1 / 4.184},
    "g": {"G": 1.0, "MG": 1e-3, "UG": 1e-6},
    "mg": {"G": 1e3, "MG": 1.0, "UG": 1e-3},
    "ug": {"G": 1e6, "MG": 1e3, "UG": 1.0},
    "vitamin_d_ug": {"G": 1e6, "MG": 1e3, "UG": 1.0, "IU": 1 / 40},
}
_DECIMALS = {"KJ": 0, "IU": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFood:
    """One food as its source prints it.

    ``values`` maps a column of the food table to the amount per 100 g in its unit; a missing column is unknown, not
    zero. ``portions`` holds household words and grams, in the source's order.
    """

    source: str
    source_id: str
    description: str
    category: str
    values: dict[str, float]
    portions: tuple[tuple[str, float], ...]


class _Row(NamedTuple):
    fdc_id: str
    data_type: str
    description: str
    category_id: str
    published: str


def is_fdc(path: Path) -> bool:
    """Return whether the folder or zip holds food.csv and food_nutrient.csv; a damaged zip holds nothing."""
    try:
        with _opened(path) as download:
            return all(name in download.files for name in _REQUIRED)
    except InputError:
        return False


def read_fdc(path: Path, *, ids: Collection[str] | None = None, words: str | None = None) -> list[SourceFood]:
    """Return foods of a FoodData Central CSV download, in the order of its food.csv.

    Parameters
    ----------
    path
        The downloaded .zip, or the folder it was unpacked to; the tables may lie one folder deeper.
    ids
        The fdc_ids wanted; all foods when left out.
    words
        Words that must all occur in the description, whatever their case and accents.

    Raises
    ------
    InputError
        When a table or column is missing or unreadable, a zip is damaged or unsafe, or an id is not there.
    """
    with _opened(path) as download:
        if missing := [name for name in _REQUIRED if name not in download.files]:
            raise InputError([f"{path}: {name} is missing; {_WHOLE}; {_GET_IT}" for name in missing])
        rows = _rows(download, ids, words)
        labels = _labels(download, rows)
        values = _values(download, rows)
        portions = _portions(download, rows)
    return [
        SourceFood(
            source=labels[fdc_id][0],
            source_id=fdc_id,
            description=row.description.strip(),
            category=labels[fdc_id][1],
            values=values.get(fdc_id, {}),
            portions=portions.get(fdc_id, ()),
        )
        for fdc_id, row in rows.items()
    ]


@dataclass(frozen=True, slots=True)
class _Download:
    """An open download: ``files`` maps a table's name to its name inside ``path``, a zip when ``archive`` is one."""

    path: Path
    files: Mapping[str, str]
    archive: zipfile.ZipFile | None

    def pairs(self, name: str, key: str, value: str) -> dict[str, str]:
        return {cells[0]: cells[1].strip() for cells in self.cells(name, key, value)}

    def cells(self, name: str, *columns: str, **only: Collection[str]) -> Iterator[tuple[str, ...]]:
        """Yield texts of the columns, row by row, for rows with the wanted texts; a column marked ? may be absent."""
        names = [column.removesuffix("?") for column in columns]
        for frame in self._frames(name, names) if name in self.files and all(only.values()) else ():
            if missing := [column for column in columns if column not in frame and not column.endswith("?")]:
                raise InputError([f"{self.path}: {name}: the column '{c}' is missing; {_GET_IT}" for c in missing])
            kept = frame.reindex(columns=names, fill_value="")
            for column, wanted in only.items():
                kept = kept[kept[column].isin(wanted)]
            yield from zip(*(kept[column].tolist() for column in names), strict=True)

    def _frames(self, name: str, columns: Collection[Hashable]) -> Iterator[pd.DataFrame]:
        try:
            with self._open(name) as file:
                yield from pd.read_csv(
                    file, usecols=lambda c: c in columns, dtype=str, na_filter=False, index_col=False, chunksize=200_000
                )
        except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise InputError(f"{self.path}: {name}: this is not a UTF-8 CSV table ({error}); {_GET_IT}") from error

    def _open(self, name: str) -> IO[bytes]:
        if self.archive is None:
            return (self.path / self.files[name]).open("rb")
        member = self.archive.getinfo(self.files[name])
        if member.flag_bits & 0x1:
            raise InputError(f"{self.path}: {name} is locked with a password; {_GET_IT}")
        if member.file_size > min(_LARGEST_MEMBER, _DENSEST_MEMBER * max(member.compress_size, 1)):
            raise InputError(
                f"{self.path}: {name} would unpack to {member.file_size} bytes, more than is safe from a zip; take the "
                "smaller download of one data type (SR Legacy, Foundation, FNDDS), or unpack it and give the folder"
            )
        return self.archive.open(member)


@contextmanager
def _opened(path: Path) -> Iterator[_Download]:
    try:
        if path.is_dir():
            tables = (*path.glob("*.csv"), *path.glob("*/*.csv"))
            yield _Download(path, _nearest(path, (table.relative_to(path).as_posix() for table in tables)), None)
        else:
            with zipfile.ZipFile(path) as archive:
                yield _Download(path, _nearest(path, archive.namelist()), archive)
    except OSError as error:
        raise InputError(f"{path}: it could not be read ({error.strerror or error}); check the name") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this is no .zip, or a damaged one ({error}); {_GET_IT}") from error


def _nearest(path: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the tables that lie beside food.csv, at the top or one folder down: base name → name."""
    folders: dict[str, dict[str, str]] = {}
    for name in names:
        folder, _, base = name.rpartition("/")
        if "/" not in folder and base in _TABLES:
            folders.setdefault(folder, {})[base] = name
    holding = sorted(folder for folder, files in folders.items() if "food.csv" in files)
    if len(holding) > 1 and "" not in holding:
        raise InputError(f"{path}: it holds several downloads ({', '.join(holding)}); give one of them")
    return folders[min(holding or folders)] if folders else {}


def _rows(download: _Download, ids: Collection[str] | None, words: str | None) -> dict[str, _Row]:
    columns = ("fdc_id", "data_type", "description", "food_category_id?", "publication_date?")
    only = {"data_type": set(_SOURCES)} if ids is None else {"data_type": set(_SOURCES), "fdc_id": set(ids)}
    rows = {row.fdc_id: row for row in map(_Row._make, download.cells("food.csv", *columns, **only))}
    if unknown := sorted(set(ids or ()) - rows.keys()):
        cure = "branded products and laboratory samples are not read; look the number up on fdc.nal.usda.gov"
        raise InputError([f"{download.path}: food.csv: there is no food with fdc_id {i}; {cure}" for i in unknown])
    sought = _folded(words or "").split()
    return {fdc_id: row for fdc_id, row in rows.items() if all(word in _folded(row.description) for word in sought)}


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _labels(download: _Download, rows: Mapping[str, _Row]) -> dict[str, tuple[str, str]]:
    """Return fdc_id → source and category."""
    groups = download.pairs("food_category.csv", "id", "description")
    wweia = ("wweia_food_category?", "wweia_food_category_code?", "wweia_food_category_description")
    groups |= {code or old: words.strip() for code, old, words in download.cells("wweia_food_category.csv", *wweia)}
    groups[""] = ""
    labels: dict[str, tuple[str, str]] = {}
    for row in rows.values():
        month = re.match(r"\d{4}-\d{2}", row.published) if row.data_type == "foundation_food" else None
        source = f"{_SOURCES[row.data_type]} {month[0] if month else ''}".strip()
        labels[row.fdc_id] = source, groups.get(row.category_id, "")
    dated = ("start_date?", "end_date?", "wweia_category_code?", "wweia_category_number?")
    surveyed = {fdc_id for fdc_id, row in rows.items() if row.data_type == "survey_fndds_food"}
    for fdc_id, start, end, code, old in download.cells("survey_fndds_food.csv", "fdc_id", *dated, fdc_id=surveyed):
        years = "-".join(re.findall(r"\b\d{4}\b", f"{start} {end}"))
        labels[fdc_id] = f"USDA FNDDS {years}".strip(), labels[fdc_id][1] or groups.get(code or old, "")
    return labels


def _codes(download: _Download) -> dict[str, tuple[str, int, float, int]]:
    """Return nutrient_id → column, rank (0 the best), factor into the column's unit, and decimals it is good for."""
    units = download.pairs("nutrient.csv", "id", "unit_name")
    codes = {}
    for column, choices in _NUTRIENTS.items():
        factors = _FACTORS.get(column) or _FACTORS[column.rpartition("_")[2]]
        for rank, choice in enumerate(choices.split(", ")):
            nutrient_id, number, usual = choice.split()
            unit = (units.get(nutrient_id) or usual).upper()
            if unit not in factors:
                where = f"{download.path}: nutrient.csv, column unit_name"
                raise InputError(f"{where}: nutrient {nutrient_id} in '{unit}' does not fit {column}; {_GET_IT}")
            codes[nutrient_id] = codes[number] = column, rank, factors[unit], _DECIMALS.get(unit, 12)
    return codes


def _values(download: _Download, rows: Mapping[str, _Row]) -> dict[str, dict[str, float]]:
    """Return fdc_id → column → amount per 100 g; an amount that is no number of 0 or more counts as unknown."""
    codes = _codes(download)
    only = {"nutrient_id": set(codes), "fdc_id": set(rows)}
    best: dict[str, dict[str, tuple[int, float]]] = {}
    for fdc_id, nutrient_id, text in download.cells("food_nutrient.csv", "fdc_id", "nutrient_id", "amount", **only):
        column, rank, factor, decimals = codes[nutrient_id]
        amount = _number(text)
        found = best.setdefault(fdc_id, {})
        if amount is not None and (column not in found or rank < found[column][0]):
            found[column] = rank, round(amount * factor, decimals)
    return {key: {column: found[column][1] for column in _NUTRIENTS if column in found} for key, found in best.items()}


def _portions(download: _Download, rows: Mapping[str, _Row]) -> dict[str, tuple[tuple[str, float], ...]]:
    units = {"": "", **download.pairs("measure_unit.csv", "id", "name"), "9999": ""}
    columns = ("fdc_id", "seq_num?", "amount?", "measure_unit_id?", "portion_description?", "modifier?", "gram_weight")
    found: dict[str, list[tuple[float, str, float]]] = {}
    for key, seq, amount, unit, note, modifier, grams in download.cells("food_portion.csv", *columns, fdc_id=set(rows)):
        weight, order = _number(grams), _number(seq)
        measure = _measure(_number(amount), units.get(unit), note.strip(), modifier.strip())
        if weight and measure:
            found.setdefault(key, []).append((math.inf if order is None else order, measure, weight))
    return {key: tuple(portion[1:] for portion in sorted(some, key=itemgetter(0))) for key, some in found.items()}


def _measure(amount: float | None, unit: str | None, description: str, modifier: str) -> str:
    """Return words such as "1 cup, sliced"; FNDDS counts in the description and puts a code into the modifier."""
    if unit is None or description.casefold() == "quantity not specified":
        return ""
    words = ", ".join(part for part in (unit, "" if modifier.isdigit() else modifier, description) if part)
    return f"{amount:g} {words}" if amount and words else words


def _number(text: str) -> float | None:
    with suppress(ValueError):
        return number if math.isfinite(number := float(text)) and number >= 0 else None
    return None
