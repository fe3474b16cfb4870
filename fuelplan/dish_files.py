"""Dish templates: TOML files → checked dishes, every mistake in every file at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from fuelplan.dish_format import (
    DISH_KEYS,
    KIND_WORDS,
    LEAST_STEP,
    LONGEST_TEXT,
    MOST_DISHES,
    MOST_MINUTES,
    MOST_PORTIONS,
    MOST_WORDS,
    PART_KEYS,
    Key,
)
from fuelplan.dishes import BRACKET, MOST_PARTS, Dish, Part
from fuelplan.errors import InputError, did_you_mean
from fuelplan.months import read_months
from fuelplan.spreadsheet import shown
from fuelplan.toml_files import read_toml

_FIELD = re.compile(r"\{(\w+)\}")
_MOST_TOLD, _MOST_UNKNOWN = 1000, 20
_KEPT_FOR = ("lunch", "dinner")


def load_dishes(paths: Iterable[Path]) -> tuple[Dish, ...]:
    """Read dish templates.

    A dish may name foods that a runner has deleted from the table: they are passed over, as long as
    one food or role is left for the part.

    Raises
    ------
    InputError
        With every mistake in every file.
    """
    problems: list[str] = []
    dishes: dict[str, Dish] = {}
    for path in paths:
        for number, raw in enumerate(_tables(path, problems), start=1):
            if len(problems) > _MOST_TOLD:
                raise InputError([*problems[:_MOST_TOLD], f"{path.name}: there are more; mend these first"])
            where = f"{path.name}: dish {number} ({_called(raw, 'without a name')})"
            dish = _dish(raw, where, problems)
            if dish is None:
                continue
            if dish.name in dishes:
                problems.append(f"{where}: this name is taken already; names must be unique")
            dishes[dish.name] = dish
    if len(dishes) > MOST_DISHES:
        problems.append(f"{len(dishes):,} dishes are more than the {MOST_DISHES:,} fuelplan plans with")
    if problems:
        raise InputError(problems)
    return tuple(dishes.values())


def _tables(path: Path, problems: list[str]) -> list[dict[str, Any]]:
    try:
        read, _ = read_toml(path)
    except InputError as error:
        problems += error.problems
        return []
    problems += [
        f"{path.name}: the key '{shown(key)}' is not known; only [[dish]] may stand here"
        for key in sorted(read.keys() - {"dish"})
    ]
    tables = read.get("dish", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(f"{path.name}: write each dish under a line [[dish]]")
        return []
    return tables


def _dish(raw: dict[str, Any], where: str, problems: list[str]) -> Dish | None:
    """Return the dish, or None with the mistakes noted."""
    found = _shape(raw, DISH_KEYS, where)
    if found:
        sound = {name: key for name, key in DISH_KEYS.items() if name in raw and not _complaints(key, raw[name])}
        problems += [*found, *_unknown_words(raw, sound, where)]
        _season(raw["season"] if "season" in sound else "", where, problems)
        return None
    found += _unknown_words(raw, DISH_KEYS, where)
    parts = tuple(part for part in (_part(p, where, found) for p in raw["part"]) if part is not None)
    values = {name: key.of(raw) for name, key in DISH_KEYS.items() if name != "part"}
    values["season"] = _season(values["season"], where, found)
    found += _contradictions(values, where)
    names = [part["name"] for part in raw["part"] if isinstance(part, dict) and isinstance(part.get("name"), str)]
    found += [f"{where}: two parts are called '{shown(name)}'" for name in sorted({*names}) if names.count(name) > 1]
    found += _naming(values["title"], values["method"], parts, set(names), where)
    problems += found
    return None if found else Dish(**{**values, "slots": tuple(values["slots"])}, parts=parts)


def _season(text: str, where: str, problems: list[str]) -> frozenset[int]:
    try:
        return read_months(text) if text.strip() else frozenset()
    except ValueError as error:
        problems.append(f"{where}: season: {error}")
        return frozenset()


def _contradictions(values: Mapping[str, Any], where: str) -> list[str]:
    """Name numbers out of bounds, and a dish that keeps although nobody would have it for lunch."""
    found = [
        f"{where}: {key} must be 0 to {MOST_MINUTES}"
        for key in ("minutes", "week_max")
        if not 0 <= values[key] <= MOST_MINUTES
    ]
    if values["keeps"] and not set(_KEPT_FOR) & set(values["slots"]):
        found.append(
            f"{where}: keeps = true is only for a {' or '.join(_KEPT_FOR)}; leave the key out, or add the slot"
        )
    return found


def _part(raw: Any, where: str, problems: list[str]) -> Part | None:
    if not isinstance(raw, dict):
        problems.append(f'{where}: write each part as {{ name = "…", roles = ["…"], portions = [1, 4, 1] }}')
        return None
    where = f"{where}, part '{_called(raw, '?')}'"
    found = _shape(raw, PART_KEYS, where)
    found += _unknown_words(raw, PART_KEYS, where) if not found else []
    if _called(raw, "").isdecimal():
        found.append(f"{where}: name the part with a word")
    if not raw.get("roles") and not raw.get("foods"):
        found.append(f"{where}: give it roles or foods to be filled from")
    least, most, step = _steps(raw.get("portions"))
    if not (least <= most and most > 0 and step >= LEAST_STEP):
        found.append(f"{where}: portions must read [least, most, step], for example [1, 4, 1]")
    problems += found
    if found:
        return None
    foods = tuple(raw.get("foods", ()))
    return Part(name=raw["name"], roles=tuple(raw.get("roles", ())), foods=foods, least=least, most=most, step=step)


def _shape(raw: Mapping[str, Any], keys: Mapping[str, Key], where: str) -> list[str]:
    """Name keys that are not known or missing, and values that no such key can hold."""
    unknown = sorted(raw.keys() - keys)[:_MOST_UNKNOWN]
    found = [f"{where}: the key '{shown(key)}' is not known; {did_you_mean(key, keys)}" for key in unknown]
    found += [
        f"{where}: the key '{key.name}' is missing" for key in keys.values() if key.needed and key.name not in raw
    ]
    for key in keys.values():
        if key.name in raw:
            found += [f"{where}: {wrong}" for wrong in _complaints(key, raw[key.name])]
    return found


def _complaints(key: Key, value: Any) -> list[str]:
    """Return what is wrong with the kind of a value, in words that follow the name of its dish."""
    if not key.may_hold(value):
        return [f"{key.name} must be {KIND_WORDS[key.kind]}"]
    if isinstance(value, str) and not key.blank and not (value.strip() and len(value) <= LONGEST_TEXT):
        return [f"{key.name} must be 1 to {LONGEST_TEXT} characters long"]
    if value == [] and key.needed:
        return [f"{key.name} must not be empty"]
    if key.words and not (len(value) <= MOST_WORDS and all(isinstance(word, str) for word in value)):
        return [f"{key.name} must hold words in quotes, at most {MOST_WORDS}"]
    if key.name == "part" and len(value) > MOST_PARTS:
        return [f"at most {MOST_PARTS} parts; a meal of more foods is too many pans"]
    return []


def _unknown_words(raw: Mapping[str, Any], keys: Mapping[str, Key], where: str) -> list[str]:
    """Name the words that stand under a key which holds others."""
    return [
        f"{where}: the {key.word} '{shown(word)}' is not known; {did_you_mean(word, key.choices)}"
        for key in keys.values()
        for word in (key.of(raw) if key.words else [key.of(raw)])
        if key.choices and word not in key.choices and not (key.blank and word == "")
    ]


def _naming(title: str, method: str, parts: Iterable[Part], names: Collection[str], where: str) -> list[str]:
    """Name what title and method say of parts that are not there; ``names`` are of all parts, mistaken ones too."""
    always = set(names) - {part.name for part in parts if part.optional}
    found = [
        f"{where}: the title names {{{field}}}, which is no part with at least one portion"
        for field in _FIELD.findall(title)
        if field not in always
    ]
    for field in (*_FIELD.findall(method), *(match[2] for match in BRACKET.finditer(method))):
        if field not in names:
            found.append(
                f"{where}: the method mentions '{shown(field)}', which is no part; {did_you_mean(field, sorted(names))}"
            )
    if set("{}") & set(_FIELD.sub("", title + method)):
        found.append(f"{where}: write braces only around the name of a part, like {{fruit}}")
    return found


def _called(raw: Any, otherwise: str) -> str:
    """Return the name of a dish or part, or what to say where it has none that can be read."""
    name = raw.get("name") if isinstance(raw, dict) else None
    return shown(name) if isinstance(name, str) else otherwise


def _steps(portions: Any) -> tuple[float, float, float]:
    if not (isinstance(portions, list) and len(portions) == 3 and all(map(_is_portion, portions))):
        return -1.0, -1.0, -1.0
    return float(portions[0]), float(portions[1]), float(portions[2])


def _is_portion(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_PORTIONS
