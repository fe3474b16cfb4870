"""Dishes: patterns a person would cook, read from TOML, and the ways the food table can fill them."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from fuelplan.errors import InputError
from fuelplan.foods import Food, FoodTable
from fuelplan.vocabulary import ROLES, SLOTS

_DISH_KEYS = {"name", "slots", "title", "minutes", "method", "week_max", "part"}
_BRACKET = re.compile(r"\[(not )?(\w+): ?([^\]]*)\]")
_PART_KEYS = {"name", "roles", "foods", "portions"}


class Larder:
    """The foods at hand, found by id and by role."""

    def __init__(self, foods: Iterable[Food]) -> None:
        self.by_id: dict[str, list[Food]] = defaultdict(list)
        self.by_role: dict[str, list[Food]] = defaultdict(list)
        for food in foods:
            self.by_id[food.id].append(food)
            for role in food.roles:
                self.by_role[role].append(food)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component of a dish: which foods may fill it, and how many household portions of them."""

    name: str
    roles: tuple[str, ...]
    foods: tuple[str, ...]
    least: float
    most: float
    step: float

    @property
    def optional(self) -> bool:
        """Whether the dish is still itself without this part."""
        return self.least == 0

    def options(self, larder: Larder) -> list[Food]:
        """Return the foods that may fill this part, each once, named ones first."""
        found = [food for key in self.foods for food in larder.by_id.get(key, ())]
        found += [food for key in self.roles for food in larder.by_role.get(key, ())]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """A pattern of parts with a title whose ``{part}`` becomes the chosen food's menu name."""

    name: str
    slots: tuple[str, ...]
    title: str
    minutes: int
    method: str
    week_max: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """A dish with a food chosen for each part that can be filled."""

    dish: Dish
    choices: tuple[tuple[Part, Food], ...]

    @property
    def title(self) -> str:
        """The dish as a menu would name it."""
        text = self.dish.title.format_map({part.name: food.menu_name for part, food in self.choices})
        return text[:1].upper() + text[1:]

    def method(self, served: Collection[str]) -> str:
        """Return how to make it, with the bracketed words only for parts that are served.

        ``[parmesan: Grate the {parmesan} over.]`` stays when the part ``parmesan`` is on the plate;
        ``[not bread: …]`` when ``bread`` is not.
        """
        names = {part.name: food.menu_name for part, food in self.choices if food.id in served}
        text = _BRACKET.sub(lambda match: match[3] if (match[2] in names) != bool(match[1]) else "", self.dish.method)
        text = text.format_map(defaultdict(str, names))
        return text[:1].upper() + text[1:]


def load_dishes(paths: Iterable[Path], table: FoodTable) -> tuple[Dish, ...]:
    """Read dish templates and check them against the food table.

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
            where = f"{path.name}: dish {number} ({raw.get('name', 'without a name')})"
            dish = _dish(raw, where, problems)
            if dish is None:
                continue
            if dish.name in dishes:
                problems.append(f"{where}: this name is taken already; names must be unique")
            dishes[dish.name] = dish
    if problems:
        raise InputError(problems)
    return tuple(dishes.values())


def _tables(path: Path, problems: list[str]) -> list[dict[str, Any]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("dish", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: not valid TOML: {error}")
        return []
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(f"{path.name}: write each dish under a line [[dish]]")
        return []
    return tables


def _dish(raw: dict[str, Any], where: str, problems: list[str]) -> Dish | None:
    """Return the dish, or None with the mistakes noted."""
    before = len(problems)
    problems += [f"{where}: the key '{key}' is not known; {_hint(key, _DISH_KEYS)}" for key in raw.keys() - _DISH_KEYS]
    problems += [f"{where}: the key '{key}' is missing" for key in ("name", "slots", "title", "part") if key not in raw]
    if len(problems) > before:
        return None
    problems += [
        f"{where}: the slot '{slot}' is not known; {_hint(slot, SLOTS)}" for slot in raw["slots"] if slot not in SLOTS
    ]
    parts = tuple(part for part in (_part(p, where, problems) for p in raw["part"]) if part is not None)
    always = {part.name for part in parts if not part.optional}
    for _, field, _, _ in Formatter().parse(raw["title"]):
        if field is not None and field not in always:
            problems.append(f"{where}: the title names {{{field}}}, which is no part with at least one portion")
    names = {part.name for part in parts}
    method = str(raw.get("method", ""))
    mentioned = [field for _, field, _, _ in Formatter().parse(method) if field]
    for field in (*mentioned, *(match[2] for match in _BRACKET.finditer(method))):
        if field not in names:
            problems.append(f"{where}: the method mentions '{field}', which is no part; {_hint(field, names)}")
    if len(problems) > before:
        return None
    return Dish(
        name=raw["name"],
        slots=tuple(raw["slots"]),
        title=raw["title"],
        minutes=int(raw.get("minutes", 0)),
        method=method,
        week_max=int(raw.get("week_max", 7)),
        parts=parts,
    )


def _part(raw: dict[str, Any], where: str, problems: list[str]) -> Part | None:
    where = f"{where}, part '{raw.get('name', '?')}'"
    before = len(problems)
    problems += [f"{where}: the key '{key}' is not known; {_hint(key, _PART_KEYS)}" for key in raw.keys() - _PART_KEYS]
    problems += [
        f"{where}: the role '{role}' is not known; {_hint(role, ROLES)}"
        for role in raw.get("roles", [])
        if role not in ROLES
    ]
    if not raw.get("roles") and not raw.get("foods"):
        problems.append(f"{where}: give it roles or foods to be filled from")
    least, most, step = _steps(raw.get("portions"))
    if not (0 <= least <= most and most > 0 and step > 0):
        problems.append(f"{where}: portions must read [least, most, step], for example [1, 4, 1]")
    if len(problems) > before:
        return None
    return Part(
        name=str(raw.get("name", "")),
        roles=tuple(raw.get("roles", ())),
        foods=tuple(raw.get("foods", ())),
        least=least,
        most=most,
        step=step,
    )


def _steps(portions: Any) -> tuple[float, float, float]:
    if not (isinstance(portions, list) and len(portions) == 3 and all(isinstance(p, int | float) for p in portions)):
        return -1.0, -1.0, -1.0
    return float(portions[0]), float(portions[1]), float(portions[2])


def _hint(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), 1)
    return f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(known)}"
