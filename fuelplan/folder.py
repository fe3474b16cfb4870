"""A runner's own folder: runner.toml, foods.csv, dishes/ and page.toml, found, read, and written to start from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from fuelplan import dish_format, resources
from fuelplan.dictionary import BY_NAME, as_markdown
from fuelplan.errors import InputError, did_you_mean
from fuelplan.files import lies_in, write_files, write_new_folder
from fuelplan.measures import SYSTEMS
from fuelplan.page_design import PAPERS
from fuelplan.paths import exists, is_dir, is_file
from fuelplan.spreadsheet import shown
from fuelplan.toml_files import line_of, read_toml

RUNNER, FOODS, DISHES, DICTIONARY, PAGE = "runner.toml", "foods.csv", "dishes", "foods.md", "page.toml"
DISH_PAGE = "README.md"
SHIPPED = "shipped"
LISTS = ("avoid", "like", "have", "health", "never", "keep")
DISTANCES = ("km", "distance", "runs")
WRITTEN = ("out", "json", "html", "ics", "shopping")
PATHS = ("foods", "dishes", *WRITTEN)
TESTS = "sweat_test"
_JOINED = ("runs", "strength")
_MOST_TOLD = 100
_PRINTED = ("page", "units", "template", "timezone")
_TEXTS = ("distance", "race", "sex", "lifestyle", "diet", "region", "sweat_sodium", *_PRINTED, *PATHS)
_NUMBERS_OR_TEXTS = (
    *("km", "last_km", "weight", "height", "age", "rmr", "ffm", "body_fat", "pace", "temp", "humidity"),
    *("sweat_rate", "iron_cap", "iron_supplement", "batch", "quick", "budget", "alarm"),
)
KEYS = (*_NUMBERS_OR_TEXTS, *_TEXTS, *LISTS, *_JOINED, "start", "seed", "home", TESTS)
_CHOICES: Mapping[str, tuple[str, ...]] = {"page": PAPERS, "units": SYSTEMS}
_NUMBER: tuple[Any, str] = (int | float | str, "write a number, or words in quotes")
_WORDS: tuple[Any, str] = (str, "write it in quotes")
_LIST: tuple[Any, str] = (str | list | tuple, "write words in quotes, apart by commas in [ ]")
_KINDS: Mapping[str, tuple[Any, str]] = {
    **dict.fromkeys((*LISTS, *_JOINED), _LIST),
    TESTS: (list | tuple, "write each test under a line [[sweat_test]]; 'fuelplan sweat --save' does"),
    "home": (bool, "write true or false"),
    "seed": (int, "write a whole number"),
    "start": (str | date, "write a date like 2026-11-23"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What of a runner's folder there is; None where the shipped file serves."""

    runner: Path | None
    foods: Path | None
    dishes: Path | None
    page: Path | None

    @property
    def names(self) -> list[str]:
        """The files that are used, as their owner calls them."""
        found = (path for path in (self.runner, self.foods, self.dishes, self.page) if path)
        return [path.name + ("/" if path.is_dir() else "") for path in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Options by name, for each where it was written, and a sentence for every one that cannot be used."""

    values: Mapping[str, Any] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def find_folder(root: Path) -> Folder:
    """Return what a folder holds."""
    runner, foods, dishes, page = root / RUNNER, root / FOODS, root / DISHES, root / PAGE
    return Folder(
        runner=runner if runner.is_file() else None,
        foods=foods if foods.is_file() else None,
        dishes=dishes if dishes.is_dir() else None,
        page=page if page.is_file() else None,
    )


def read_runner(path: Path) -> Settings:
    """Read runner.toml: everything the options of ``make`` can say, under the same names.

    Paths are taken from the file's own folder. Keys that are not known and values of the wrong kind are
    told in ``problems``, each with its row.

    Raises
    ------
    InputError
        When the file cannot be read, or is not TOML.
    """
    read, text = read_toml(path)
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    problems: list[str] = []
    for written, value in read.items():
        if len(problems) > _MOST_TOLD:
            problems.append(f"{path.name}: there are more; mend these first")
            break
        key = written.replace("-", "_")
        line = line_of(written, text)
        where = f"{path.name}: row {line}, {shown(key)}" if line else f"{path.name}: {shown(key)}"
        if key not in KEYS:
            problems.append(f"{where}: this key is not known; {did_you_mean(key, KEYS)}")
        elif wrong := complaint(key, value) or _leaving(key, value, path.parent):
            problems.append(f"{where}: {wrong}")
        else:
            values[key] = _value(key, value, path.parent)
            origin[key.replace("_", "-")] = where
    return Settings(values=values, origin=origin, problems=tuple(problems))


def with_options(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """Return the settings with options laid over them: an option wins, lists of words add up.

    An option that says how far one runs sets the others of its kind aside.
    """
    given = {key: value for key, value in options.items() if value is not None and value != ()}
    values, origin = dict(settings.values), dict(settings.origin)
    if any(key in given for key in DISTANCES):
        values = {key: value for key, value in values.items() if key not in DISTANCES}
    for key, value in given.items():
        if key in LISTS:
            values[key] = (*values.get(key, ()), *value)
        else:
            values[key] = value
            origin.pop(key.replace("_", "-"), None)
    return replace(settings, values=values, origin=origin)


def dish_paths(folder: Path) -> list[Path]:
    """Return the dish templates of a folder, in name order.

    Raises
    ------
    InputError
        When there are none.
    """
    paths = sorted(folder.glob("*.toml")) if is_dir(folder) else []
    if not paths:
        raise InputError(f"{folder}: there are no dish templates (*.toml) in this folder; 'fuelplan init' writes some")
    return paths


def write_folder(root: Path, semicolon: bool = False) -> list[Path]:
    """Write runner.toml, foods.csv, its dictionary, dishes/ with their format, and page.toml; return their paths.

    ``semicolon`` writes the table as spreadsheets with a decimal comma expect it. What an interrupted call has written
    is completed.

    Raises
    ------
    InputError
        When any of them exists already, or cannot be written; nothing is overwritten.
    """
    contents, dishes = _shipped_files(semicolon), _shipped_dishes()
    there = [root / name for name in (*contents, DISHES) if exists(root / name)]
    unfinished = len(there) <= len(contents) and all(_is_as_shipped(path, contents, dishes) for path in there)
    if there and not unfinished:
        raise InputError([f"{path} exists already and is left as it is; choose another folder" for path in there])
    try:
        root.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{root}: the folder cannot be made ({why}); choose another") from error
    if root / DISHES not in there:
        write_new_folder(root / DISHES, dishes)
    write_files({root / name: content for name, content in contents.items()})
    return [root / RUNNER, root / FOODS, root / DICTIONARY, root / DISHES, root / PAGE]


def _shipped_files(semicolon: bool) -> dict[str, bytes]:
    shipped = resources.foods_csv().read_text(encoding="utf-8")
    return {
        RUNNER: resources.runner_template().read_bytes(),
        FOODS: (_with_semicolons(shipped) if semicolon else shipped).encode("utf-8-sig"),
        DICTIONARY: as_markdown().encode(),
        PAGE: (resources.page_folder() / "standard.toml").read_bytes(),
    }


def _shipped_dishes() -> dict[str, bytes]:
    return {
        DISH_PAGE: dish_format.as_markdown().encode(),
        **{path.name: path.read_bytes() for path in dish_paths(resources.dish_folder())},
    }


def _is_as_shipped(path: Path, contents: Mapping[str, bytes], dishes: Mapping[str, bytes]) -> bool:
    if path.name == DISHES:
        return path.is_dir() and {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()} == dishes
    return path.is_file() and path.read_bytes() == contents[path.name]


def _with_semicolons(table: str) -> str:
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    numbers = {place for place, name in enumerate(header) if BY_NAME[name].kind == "number"}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(
        [cell.replace(".", ",") if place in numbers else cell for place, cell in enumerate(row)] for row in rows
    )
    return out.getvalue()


def complaint(key: str, value: Any) -> str:
    """Return what is wrong with the kind of a value of runner.toml or of a library call, "" if nothing."""
    kinds, cure = _KINDS.get(key, _WORDS if key in _TEXTS else _NUMBER)
    if isinstance(value, bool) is not (kinds is bool) or not isinstance(value, kinds):
        return cure
    if key in (*PATHS, "template") and not value.isprintable():
        return "write a file name without control characters"
    kind = dict if key == TESTS else str
    if isinstance(value, list | tuple) and not all(isinstance(word, kind) for word in value):
        return cure
    return f"write {' or '.join(_CHOICES[key])}" if key in _CHOICES and value not in _CHOICES[key] else ""


def _leaving(key: str, value: Any, root: Path) -> str:
    """Return why a file may not be written where runner.toml, perhaps another's, says; "" if it may."""
    if key not in WRITTEN or lies_in(root, root / value):
        return ""
    return f"'{shown(value)}' lies outside the folder of {RUNNER}; files elsewhere are named on the command line"


def _value(key: str, value: Any, root: Path) -> Any:
    if key in LISTS:
        return tuple(value) if isinstance(value, list) else (value,)
    if key in _JOINED and isinstance(value, list):
        return "; ".join(value)
    if key in PATHS and value != SHIPPED:
        return root / value
    if key == "template" and is_file(root / value):
        return str(root / value)
    if key == "start" and isinstance(value, date):
        return date(value.year, value.month, value.day)
    return value
