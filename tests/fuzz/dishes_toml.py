"""A file of dish templates: TOML → dishes, and the plates that can be made of them."""

from __future__ import annotations

import random
from functools import cache

from fuelplan import resources
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Dish, Larder, opened
from fuelplan.foods import FoodTable, load_foods
from fuelplan.oddities import odd_dishes
from fuelplan.planner.courses import fill_dish
from fuzz import runner_toml
from fuzz.law import as_file, law, read, told_plainly

_FOODS = ("white-bread", "rolled-oats", "white-rice", "lentils", "fried-egg", "whole-milk", "orange", "cod", "kale")


def check(data: bytes) -> None:
    """Read dishes and fill the plates of the first few."""
    path = as_file(data, "dishes.toml")
    dishes = read(lambda: load_dishes([path]))
    if not dishes:
        return
    table, larder = _kitchen()
    for line in odd_dishes(dishes, table, frozenset(), frozenset()):
        told_plainly([line])
    for dish in opened(dishes, [*table])[:3]:
        _cook(dish, larder)


def _cook(dish: Dish, larder: Larder) -> None:
    for part in dish.parts:
        law(0 <= part.least <= part.most <= 50 and part.most > 0 < part.step, f"portions of {part}")
    for filling in fill_dish(dish, larder, random.Random(0), 2):
        words = filling.title + filling.method([food.id for _, food in filling.choices])
        law(not set("{}") & set(words), f"braces are left in {words!r}")


@cache
def _kitchen() -> tuple[FoodTable, Larder]:
    table = load_foods(resources.foods_csv())
    return table, Larder([food for food in table if food.id in _FOODS])


mutate = runner_toml.mutate
