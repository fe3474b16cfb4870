"""What there is to eat and how it is cooked: the food table and the dishes, and the words that mean one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fuelplan import resources
from fuelplan.cooking import Cooking, Keep
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Dish, opened
from fuelplan.errors import InputError, Mistakes, did_you_mean
from fuelplan.folder import dish_paths
from fuelplan.foods import FoodTable, load_foods
from fuelplan.inputs import Request
from fuelplan.oddities import odd_columns, odd_dishes, odd_foods
from fuelplan.planner.kept import adds, dishes_meant, dishes_to_serve
from fuelplan.planner.rules import is_meant, meaningless_words
from fuelplan.vocabulary import CUISINES, UNKNOWN_ALLERGENS

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What there is to eat and how it is cooked; ``shipped`` are the ids of the shipped table."""

    table: FoodTable
    dishes: tuple[Dish, ...]
    shipped: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        """Ids of foods the runner added."""
        return frozenset(food.id for food in self.table) - self.shipped

    def oddities(self) -> list[str]:
        """Return what is odd about foods and dishes, a sentence each."""
        foods = [*odd_columns(self.table), *odd_foods(self.table, self.table)]
        return [*foods, *odd_dishes(self.dishes, self.table, self.shipped, self.own)]


def load_kitchen(foods: Path | None = None, dishes: Path | None = None) -> Kitchen:
    """Read and check a food table and a folder of dishes; None stands for the shipped ones.

    Raises
    ------
    InputError
        With every mistake in both.
    """
    mistakes = Mistakes()
    table = mistakes.of(lambda: load_foods(foods or resources.foods_csv()))
    patterns = mistakes.of(lambda: load_dishes(dish_paths(dishes or resources.dish_folder())))
    mistakes.raise_if_any()
    assert table is not None and patterns is not None
    if foods is None:
        return Kitchen(table=table, dishes=patterns, shipped=frozenset(food.id for food in table))
    shipped = load_foods(resources.foods_csv())
    return Kitchen(
        table=with_unstated_allergens(table, shipped),
        dishes=opened(patterns, [*shipped, *table]),
        shipped=frozenset(food.id for food in shipped),
    )


def with_unstated_allergens(table: FoodTable, shipped: FoodTable) -> FoodTable:
    """Return a runner's table with blank allergens taken as unknown.

    A blank cell says none only for foods of which the shipped table says so; whoever means none writes ``none``.
    """
    none = {food.id for food in shipped if not food.allergens}
    foods = tuple(
        replace(food, allergens=frozenset({UNKNOWN_ALLERGENS}))
        if food.id not in none and not table.cells.written(food.index, "allergens")
        else food
        for food in table
    )
    return replace(table, foods=foods)


def check_words(request: Request, kitchen: Kitchen) -> None:
    """Refuse words of the runner's that mean no food, and names that mean no dish.

    Raises
    ------
    InputError
        With every such word and what was perhaps meant.
    """
    athlete = request.athlete
    avoid = [word for word in athlete.avoid if not any(adds(dish, word) for dish in kitchen.dishes)]
    problems = [
        f"{request.label(option)} {sentence}"
        for option, words in (("avoid", avoid), ("like", athlete.like), ("have", athlete.have))
        for sentence in meaningless_words(words, kitchen.table)
    ]
    problems += [f"{request.label('never')} {sentence}" for sentence in _no_dishes(request.cooking, kitchen)]
    problems += [f"{request.label('keep')} {sentence}" for sentence in not_served(request.cooking.keep, kitchen.dishes)]
    problems += [f"{request.label('keep')} {sentence}" for sentence in _contradictions(request.cooking, kitchen)]
    if problems:
        raise InputError(problems)


def _no_dishes(cooking: Cooking, kitchen: Kitchen) -> list[str]:
    names = [*(dish.name for dish in kitchen.dishes), *CUISINES]
    return [
        f"'{word}': "
        + (
            "this is a food, not a dish; --avoid keeps foods out"
            if any(is_meant(word, food) for food in kitchen.table)
            else f"no dish or kitchen has this name; {_alike(word, names)}"
        )
        for word in cooking.never
        if not dishes_meant(word, kitchen.dishes)
    ]


def _contradictions(cooking: Cooking, kitchen: Kitchen) -> list[str]:
    """Return a sentence for every meal that is to be two dishes, and every dish that is to be served and never."""
    never = {dish.name for word in cooking.never for dish in dishes_meant(word, kitchen.dishes)}
    asked: dict[tuple[str, str], str] = {}
    sentences = []
    for keep in cooking.keep:
        before = asked.setdefault((keep.weekday, keep.slot), keep.dish)
        if before != keep.dish:
            when = f"{keep.weekday} {keep.slot}".strip()
            sentences.append(f"'{before}' and '{keep.dish}' are both to be {when}; write one of them")
        meant = {dish.name for dish in dishes_to_serve(keep.dish, keep.slot, kitchen.dishes)}
        if meant and meant <= never:
            sentences.append(f"'{keep.dish}' is also among what is never to be cooked; take it out of one of them")
    return sentences


def not_served(keeps: Sequence[Keep], dishes: Sequence[Dish]) -> list[str]:
    """Return a sentence for every dish to be served that there is not, or not for its meal."""
    sentences = []
    for keep in keeps:
        meant = dishes_meant(keep.dish, dishes)
        fitting = [dish.name for dish in dishes if keep.slot in dish.slots]
        if not meant:
            sentences.append(f"'{keep.dish}': no dish has this name; {_alike(keep.dish, fitting)}")
        elif not any(keep.slot in dish.slots for dish in meant):
            slots = dict.fromkeys(slot for dish in meant for slot in dish.slots)
            sentences.append(
                f"'{keep.dish}' is for {' or '.join(slots)}, not for {keep.slot}; see its template's slots"
            )
    return sentences


def _alike(word: str, names: Sequence[str]) -> str:
    """Return what was perhaps meant, however it is spelt; a few names where nothing is alike."""
    by_key = {name.casefold(): name for name in names}
    cure = did_you_mean(word, by_key)
    near = next((name for key, name in by_key.items() if f"'{key}'" in cure), None)
    return f"did you mean '{near}'?" if near else f"for example {', '.join(names[:_MOST_NAMED])}"
