"""Courses: every dish that fits an eating occasion, filled with foods, as arrays ready to be added up."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from fuelplan.cells import FloatArray
from fuelplan.dishes import MOST_PARTS, Dish, Filling, Larder, Part
from fuelplan.foods import Food, FoodTable
from fuelplan.planner.mains import mains_of, starch_of
from fuelplan.vocabulary import SLOTS

FILLINGS_PER_DISH = 6
_TRIES_PER_FILLING = 4
WANTED_CHANCE = 3.0

IntArray = npt.NDArray[np.int64]
RowArray = npt.NDArray[np.intp]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Courses:
    """All fillings for one slot. F fillings, P parts (padded), N nutrients.

    A part holds ``least_g + steps · step_g`` grams of its food, ``steps`` from 0 to ``most_steps``; ``base`` (F, N) is
    the sum at zero steps, ``per_step`` (F, P, N) what one step adds, ``wanted`` (F, P) how much its foods are
    wanted, ``mains`` (F,) the main ingredient of each and ``families`` (F,) its family, "" where there is none.
    """

    fillings: tuple[Filling, ...]
    foods: IntArray
    least_g: FloatArray
    step_g: FloatArray
    most_steps: IntArray
    optional: BoolArray
    base: FloatArray
    per_step: FloatArray
    dish: IntArray
    wanted: FloatArray
    mains: npt.NDArray[np.str_]
    families: npt.NDArray[np.str_]
    starches: npt.NDArray[np.str_]


def fill_dish(
    dish: Dish, larder: Larder, rng: random.Random, count: int, wants: Mapping[str, float] | None = None
) -> list[Filling]:
    """Return up to ``count`` different fillings of a dish; none when a part it needs cannot be filled.

    ``wants`` says by food id how much a food is wanted beyond others; it is chosen more often then.
    """
    wants = wants or {}
    options = [(part, fitting(part, larder, wants)) for part in dish.parts]
    if any(not choices and not part.optional for part, choices in options):
        return []
    found: dict[tuple[str, ...], Filling] = {}
    for _ in range(count * _TRIES_PER_FILLING):
        chosen = _choose(options, rng, wants)
        found.setdefault(tuple(food.id for _, food in chosen), Filling(dish, chosen))
        if len(found) == count:
            break
    return [filling for filling in found.values() if not _lacks_a_part(filling)]


def fitting(part: Part, larder: Larder, wants: Mapping[str, float]) -> list[Food]:
    """Return what may fill a part: everyday and wanted foods, or special ones where no other is left."""
    options = [food for food in part.options(larder) if food.portions_max >= max(part.least, part.step)]
    return [food for food in options if food.everyday or food.id in wants] or options


def most_steps_of(part: Part, food: Food) -> int:
    """Return how many steps a food may rise above a part's least portion."""
    return int((min(part.most, food.portions_max) - part.least) / part.step + 1e-9)


def _choose(
    options: list[tuple[Part, list[Food]]], rng: random.Random, wants: Mapping[str, float]
) -> tuple[tuple[Part, Food], ...]:
    """Choose one food per part, never the same food twice in a dish."""
    chosen: dict[str, tuple[Part, Food]] = {}
    for part, choices in options:
        free = [food for food in choices if food.id not in chosen]
        if free:
            chances = list(accumulate(1.0 + WANTED_CHANCE * wants.get(food.id, 0.0) for food in free))
            food = free[bisect(chances, rng.random() * chances[-1])]
            chosen[food.id] = (part, food)
    return tuple(chosen.values())


def _lacks_a_part(filling: Filling) -> bool:
    filled = {part.name for part, _ in filling.choices}
    return any(part.name not in filled for part in filling.dish.parts if not part.optional)


def fill_dishes(
    dishes: Sequence[Dish], larder: Larder, rng: random.Random, wants: Mapping[str, float]
) -> dict[str, list[Filling]]:
    """Return the fillings of each slot; a slot nothing fits has none."""
    by_dish = {dish.name: fill_dish(dish, larder, rng, FILLINGS_PER_DISH, wants) for dish in dishes}
    return {
        slot: [filling for dish in dishes if slot in dish.slots for filling in by_dish[dish.name]] for slot in SLOTS
    }


def courses_by_slot(
    fillings: Mapping[str, Sequence[Filling]], table: FoodTable, wants: Mapping[str, float]
) -> dict[str, Courses]:
    """Return the fillings of each slot as arrays."""
    dishes = _numbered(filling.dish.name for slot in fillings.values() for filling in slot)
    return {slot: _as_arrays(list(found), dishes, table, wants) for slot, found in fillings.items()}


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _as_arrays(
    fillings: list[Filling], dishes: Mapping[str, int], table: FoodTable, wants: Mapping[str, float]
) -> Courses:
    shape = (len(fillings), MOST_PARTS)
    foods = np.zeros(shape, dtype=np.int64)
    most_steps = np.zeros(shape, dtype=np.int64)
    optional = np.zeros(shape, dtype=bool)
    least_g, step_g, wanted = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for row, filling in enumerate(fillings):
        for column, (part, food) in enumerate(filling.choices[:MOST_PARTS]):
            foods[row, column] = food.index
            most_steps[row, column] = most_steps_of(part, food)
            wanted[row, column] = wants.get(food.id, 0.0)
            optional[row, column] = part.optional and food.id not in wants
            least_g[row, column] = part.least * food.portion_g
            step_g[row, column] = part.step * food.portion_g
    known = np.nan_to_num(table.composition, nan=0.0)[foods] / 100.0
    middle_g = least_g + most_steps * step_g / 2
    return Courses(
        fillings=tuple(fillings),
        foods=foods,
        most_steps=most_steps,
        optional=optional,
        least_g=least_g,
        step_g=step_g,
        base=np.einsum("fp,fpn->fn", least_g, known),
        per_step=step_g[:, :, None] * known,
        dish=np.array([dishes[filling.dish.name] for filling in fillings], dtype=np.int64),
        mains=mains_of(foods, middle_g, table),
        families=np.array([filling.dish.family for filling in fillings], dtype=np.str_),
        starches=np.array([starch_of(filling) for filling in fillings], dtype=np.str_),
        wanted=wanted,
    )
