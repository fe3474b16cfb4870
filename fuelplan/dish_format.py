"""The format of dishes: every key of a dish and of a part, what it means, and what stands where it is left out.

The one place that knows the keys: reading, checking and the printed page (``templates/dishes/README.md``) all
come from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fuelplan.dishes import MOST_PARTS
from fuelplan.vocabulary import CUISINES, DISH_DAYS, FAMILIES, ROLES, SLOTS

MOST_DISHES = 2000
MOST_PORTIONS = 50
MOST_WORDS = 200
MOST_MINUTES = 10_000
LEAST_STEP = 0.05
LONGEST_TEXT = 600
_NEEDED = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: ``otherwise`` stands where it is left out, ``choices`` are the words it may hold, if not any.

    A list of ``words`` holds nothing else; a text that may be ``blank`` may also be long.
    """

    name: str
    kind: type
    meaning: str
    otherwise: Any = _NEEDED
    choices: tuple[str, ...] = ()
    blank: bool = False
    words: bool = False

    @property
    def needed(self) -> bool:
        """Whether a dish or part must have it."""
        return self.otherwise is _NEEDED

    @property
    def word(self) -> str:
        """What one of its words is called."""
        return self.name.removesuffix("s") if self.words else self.name

    def may_hold(self, value: Any) -> bool:
        """Whether a value is of its kind; true is no number."""
        return type(value) is self.kind

    def of(self, raw: Mapping[str, Any]) -> Any:
        """Return what a dish or part says under this key, or what stands where it says nothing."""
        return raw.get(self.name, self.otherwise)


def _by_name(*keys: Key) -> dict[str, Key]:
    return {key.name: key for key in keys}


KIND_WORDS: Mapping[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false, without quotes",
    list: "a list in brackets",
}

DISH_KEYS: Mapping[str, Key] = _by_name(
    Key(name="name", kind=str, meaning="What the dish is called in lists; no two dishes have the same"),
    Key(name="slots", kind=list, words=True, choices=SLOTS, meaning="When it is eaten"),
    Key(name="title", kind=str, meaning="How the week names it, with `{part}` where the chosen food stands"),
    Key(
        name="minutes",
        kind=int,
        otherwise=0,
        meaning=f"Minutes from the first cut to the table (0 to {MOST_MINUTES:,}), with all that boils and bakes",
    ),
    Key(
        name="days",
        kind=str,
        otherwise="any",
        choices=DISH_DAYS,
        meaning="`weekend` for slow cooking, roasts and brunch, which nobody starts on a working day; `weekday` for "
        "what belongs to one; `loading` for what is eaten only on days of carbohydrate loading and the morning of a "
        "race",
    ),
    Key(
        name="keeps",
        kind=bool,
        otherwise=False,
        meaning="`true` when a second portion, cooked with it, cooled within the hour and kept in the fridge, is a "
        "good lunch on one of the next two days; rice on the next, or boiled afresh. Only for lunches and dinners",
    ),
    Key(
        name="portable",
        kind=bool,
        otherwise=False,
        meaning="`true` when it is made in the morning or the evening before and eaten away from a kitchen, cold and "
        "from a box, a bottle or the hand: sandwiches, wraps, salads of grain or beans, fruit and nuts. Not toast, "
        "cereal with milk or anything warm. For lunches and snacks",
    ),
    Key(
        name="cuisine",
        kind=str,
        otherwise="",
        choices=CUISINES,
        blank=True,
        meaning="The kitchen it comes from; `International` for what is at home everywhere",
    ),
    Key(
        name="family",
        kind=str,
        otherwise="",
        choices=FAMILIES,
        blank=True,
        meaning="What it is much like: dishes of one family stay apart, and do not fill a week. Leave it out where a "
        "dish stands alone",
    ),
    Key(
        name="season",
        kind=str,
        otherwise="",
        blank=True,
        meaning="Months in which one would choose it, as in foods.csv: 6 to 9, or 10 to 3 over the new year. A stew "
        "for cold days, a cold soup for hot ones; left out, all the year",
    ),
    Key(
        name="week_max",
        kind=int,
        otherwise=7,
        meaning="Most times a week; 0: only when nothing else serves",
    ),
    Key(
        name="method",
        kind=str,
        otherwise="",
        blank=True,
        meaning="How to make it, in one or two sentences that speak only of what is served (see below)",
    ),
    Key(name="part", kind=list, meaning=f"What is on the plate: 1 to {MOST_PARTS} parts"),
)
PART_KEYS: Mapping[str, Key] = _by_name(
    Key(name="name", kind=str, meaning="A word for the part, by which title and method call it"),
    Key(
        name="foods",
        kind=list,
        otherwise=[],
        words=True,
        meaning="Ids from foods.csv: any one of them fills the part. One that you deleted is passed over",
    ),
    Key(
        name="roles",
        kind=list,
        otherwise=[],
        words=True,
        choices=ROLES,
        meaning="Roles from foods.csv: any food with one of them fills the part. A part needs foods or roles",
    ),
    Key(
        name="portions",
        kind=list,
        meaning="`[least, most, step]` in the food's household portion (`portion_name` in foods.csv), up to "
        f"{MOST_PORTIONS}; never more than the food's `portions_max`. Least 0: the part may be left out",
    ),
)

EXAMPLE = """[[dish]]
name = "Lentils on pasta"
slots = ["lunch", "dinner"]
title = "Lentil sauce on {pasta}"
minutes = 40
keeps = true
portable = false
cuisine = "Italian"
family = "sauce on pasta"
season = "9 to 5"
week_max = 1
method = "Simmer the lentils in the tomatoes for half an hour and spoon them over the boiled {pasta}.[cheese:  Grate the {cheese} over.][not cheese:  Black pepper finishes it.]"
part = [
  { name = "lentils", foods = ["lentils"], portions = [2, 4, 1] },
  { name = "tomatoes", foods = ["canned-tomatoes"], portions = [1, 2, 0.5] },
  { name = "pasta", roles = ["pasta"], portions = [2, 6, 1] },
  { name = "cheese", foods = ["parmesan"], portions = [0, 4, 1] },
]
"""  # noqa: E501


def as_markdown() -> str:
    """Return the format of dishes as a page."""
    return "\n".join((_OPENING, _table("dish", DISH_KEYS), _table("part", PART_KEYS), _CLOSING))


def _table(of: str, keys: Mapping[str, Key]) -> str:
    lines = [f"## A {of}", "", "| key | what it holds | left out | what it means |", "|---|---|---|---|"]
    for key in keys.values():
        otherwise = "a mistake" if key.needed else f"`{json.dumps(key.otherwise)}`"
        lines.append(f"| `{key.name}` | {KIND_WORDS[key.kind]} | {otherwise} | {key.meaning}{_choices(key)} |")
    return "\n".join(lines) + "\n"


def _choices(key: Key) -> str:
    return f". {'Any' if key.words else 'One'} of: {_listed(key.choices)}" if key.choices else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


_OPENING = f"""# Dishes, key by key

Every `*.toml` file in this folder holds dishes, each under a line `[[dish]]`; {MOST_DISHES:,} at most. A dish is a
pattern whose parts are filled with foods of `foods.csv`; `fuelplan check` names every mistake in it. This page is
written by fuelplan from the keys it reads.
"""
_CLOSING = f"""## A dish, whole

```toml
{EXAMPLE}```

## Title and method

* `{{pasta}}` becomes the menu name of the food that fills the part `pasta`. A title may name only parts that are always
  served (least above 0); a method may name any.
* `[cheese: …]` in a method stays only when the part `cheese` is served, `[not cheese: …]` only when it is not. The
  space after the colon goes; write two to keep one. Brackets do not stand inside one another.
* Start the words in brackets with a space and a capital, and end them with their own full stop: then the method reads
  as sentences whatever is served.

## What makes a dish that someone would cook

* A few parts that belong together, each with the foods a cook would take for it: never any grain with any fish.
* Honest minutes. Beans cooked from dry soak overnight: put the tinned ones first, or alone.
* Portions for a small runner and a big one: `[2, 6, 1]` half cups of rice, and parts with least 0 (fruit for afters,
  bread, a glass of milk) for those who need more.
"""
