"""Dishes: patterns a person would cook, and the ways the food table can fill them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from fuelplan.foods import Food
from fuelplan.vocabulary import DishDays

MOST_PARTS = 8
REHEAT_MINUTES = 5
BRACKET = re.compile(r"\[(not )?(\w+): ?([^\]]*)\]")


class Larder:
    """The foods at hand, found by id and by role; one that takes another's place is found under its id.

    ``own`` are ids a runner added to the table: no dish names them, so they are offered wherever the
    foods a dish names for a part share one of their roles.
    """

    def __init__(self, foods: Iterable[Food], own: Collection[str] = ()) -> None:
        self.by_id: dict[str, list[Food]] = defaultdict(list)
        self.by_role: dict[str, list[Food]] = defaultdict(list)
        self.own_by_role: dict[str, list[Food]] = defaultdict(list)
        at_hand = list(foods)
        for food in at_hand:
            if food.in_place_of:
                self.by_id[food.in_place_of].append(food)
            for role in food.roles:
                self.by_role[role].append(food)
                if food.id in own:
                    self.own_by_role[role].append(food)
        replaced = set(self.by_id)
        for food in at_hand:
            if food.id not in replaced:
                self.by_id[food.id].append(food)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component of a dish: which foods may fill it, and how many household portions of them.

    ``open_to`` holds the roles that the foods it names share, when it names a choice.
    """

    name: str
    roles: tuple[str, ...]
    foods: tuple[str, ...]
    least: float
    most: float
    step: float
    open_to: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether the dish is still itself without this part."""
        return self.least == 0

    def options(self, larder: Larder) -> list[Food]:
        """Return the foods that may fill this part, each once: named ones, those with its roles, own ones."""
        found = [food for key in self.foods for food in larder.by_id.get(key, ())]
        found += [food for key in self.roles for food in larder.by_role.get(key, ())]
        found += [food for key in self.open_to for food in larder.own_by_role.get(key, ())]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """A pattern of parts with a title whose ``{part}`` becomes the chosen food's menu name.

    ``days`` are those on which someone would start it; ``keeps`` says that a second portion is a good
    lunch on one of the next two days; ``portable`` that it can be taken to work and eaten there as it is.
    ``cuisine`` is one of CUISINES and ``family`` one of FAMILIES, or "". ``season`` holds months, 1 to 12,
    and none for what is eaten all the year.
    """

    name: str
    slots: tuple[str, ...]
    title: str
    minutes: int
    method: str
    week_max: int
    parts: tuple[Part, ...]
    days: DishDays = "any"
    keeps: bool = False
    cuisine: str = ""
    portable: bool = False
    family: str = ""
    season: frozenset[int] = frozenset()


def opened(dishes: Iterable[Dish], foods: Iterable[Food]) -> tuple[Dish, ...]:
    """Return the dishes with every part that names a choice open to the roles all of its foods share."""
    roles = {food.id: food.roles for food in foods}

    def open_part(part: Part) -> Part:
        named = [roles[key] for key in part.foods if key in roles]
        shared = frozenset.intersection(*named) if len(named) > 1 else frozenset()
        return replace(part, open_to=tuple(sorted(shared)))

    return tuple(replace(dish, parts=tuple(map(open_part, dish.parts))) for dish in dishes)


@dataclass(frozen=True, slots=True)
class Filling:
    """A dish with a food chosen for each part that can be filled; ``again`` when it is a pot's second portion."""

    dish: Dish
    choices: tuple[tuple[Part, Food], ...]
    again: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The dish and its foods: what tells fillings apart."""
        return (self.dish.name, *(food.id for _, food in self.choices))

    @property
    def minutes(self) -> int:
        """Minutes in the kitchen: few where a second portion is warmed."""
        return min(REHEAT_MINUTES, self.dish.minutes) if self.again else self.dish.minutes

    @property
    def title(self) -> str:
        """The dish as a menu would name it."""
        text = self.dish.title.format_map({part.name: food.menu_name for part, food in self.choices})
        return text[:1].upper() + text[1:]

    def method(self, served: Collection[str]) -> str:
        """Return how to make it, with the bracketed words only for parts that are served.

        ``[parmesan: Grate the {parmesan} over.]`` stays when the part ``parmesan`` is on the plate;
        ``[not bread: …]`` when ``bread`` is not. Of a second portion only these words are left.
        """
        names = {part.name: food.menu_name for part, food in self.choices if food.id in served}
        spoken = [match[3] for match in BRACKET.finditer(self.dish.method) if _is_spoken(match, names)]
        text = "".join(spoken) if self.again else BRACKET.sub(lambda m: _words(m, names), self.dish.method)
        text = text.format_map(defaultdict(str, names)).strip()
        return text[:1].upper() + text[1:]


def _is_spoken(match: re.Match[str], names: Collection[str]) -> bool:
    return (match[2] in names) != bool(match[1])


def _words(match: re.Match[str], names: Collection[str]) -> str:
    return match[3] if _is_spoken(match, names) else ""
