import random
from collections import Counter
from string import Formatter

import pytest

from fuelplan import resources
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.errors import InputError
from fuelplan.folder import dish_paths
from fuelplan.planner.courses import fill_dish
from fuelplan.vocabulary import DIETS, SLOTS


@pytest.fixture(scope="module")
def dishes(table):
    return load_dishes(dish_paths(resources.dish_folder()))


def test_there_are_enough_dishes_for_every_occasion(dishes):
    assert len(dishes) >= 60
    slots = Counter(slot for dish in dishes for slot in dish.slots)
    for slot in SLOTS:
        if slot != "during run":
            assert slots[slot] >= 6, slot


@pytest.mark.parametrize("diet", DIETS)
def test_every_diet_has_a_week_without_repeating_a_dinner(dishes, table, diet):
    foods = [food for food in table if DIETS.index(food.diet) >= DIETS.index(diet) and food.region != "us"]
    fillable = [dish for dish in dishes if fill_dish(dish, Larder(foods), random.Random(0), 1)]
    for slot, least in (("dinner", 10), ("lunch", 8), ("breakfast", 6), ("before run", 4), ("after run", 4)):
        assert sum(slot in dish.slots for dish in fillable) >= least, (slot, diet)


def test_every_named_food_exists(dishes, table):
    ids = {food.id for food in table}
    missing = {food for dish in dishes for part in dish.parts for food in part.foods} - ids
    assert missing == set()


def test_titles_and_methods_read_as_sentences(dishes, table):
    for dish in dishes:
        for filling in fill_dish(dish, Larder(table.foods), random.Random(1), 4):
            method = filling.method([food.id for _, food in filling.choices])
            bare = filling.method([food.id for part, food in filling.choices if not part.optional])
            assert not set("{[]}") & set(filling.title + method + bare)
            assert filling.title[0].isupper()
            assert method.endswith("."), dish.name
            assert bare.endswith("."), dish.name
        names = {part.name for part in dish.parts}
        fields = {field for _, field, _, _ in Formatter().parse(dish.method) if field}
        assert fields <= names, dish.name


def test_a_filling_never_holds_a_food_twice(dishes, table):
    for dish in dishes:
        for filling in fill_dish(dish, Larder(table.foods), random.Random(2), 6):
            ids = [food.id for _, food in filling.choices]
            assert len(ids) == len(set(ids)), dish.name


def test_every_mistake_in_a_template_is_named(tmp_path, table):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[[dish]]
name = "Stew"
slots = ["diner"]
title = "Stew with {bean}"
part = [{ name = "grain", roles = ["grian"], portions = [1, 4, 1] }, { name = "x", portions = [3, 1, 1] }]
""",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_dishes([path])
    text = str(caught.value)
    for hint in (
        "'diner'",
        "did you mean 'dinner'",
        "did you mean 'grain'",
        "{bean}",
        "portions must read",
        "roles or foods",
    ):
        assert hint in text


def test_broken_toml_is_an_input_error(tmp_path, table):
    path = tmp_path / "broken.toml"
    path.write_text("[[dish]\nname=", encoding="utf-8")
    with pytest.raises(InputError, match="not valid TOML"):
        load_dishes([path])


def test_a_method_speaks_only_of_what_is_served(tmp_path, table):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[[dish]]
name = "Pasta"
slots = ["dinner"]
title = "Pasta with {sauce}"
method = "Boil the pasta.[cheese:  Grate the {cheese} over.][not cheese:  Add a little salt.]"
part = [
  { name = "sauce", foods = ["pesto"], portions = [1, 2, 1] },
  { name = "cheese", foods = ["parmesan"], portions = [0, 2, 1] },
]
""",
        encoding="utf-8",
    )
    (dish,) = load_dishes([path])
    (filling,) = fill_dish(dish, Larder(table.foods), random.Random(0), 1)
    assert filling.method(["pesto", "parmesan"]) == "Boil the pasta. Grate the Parmesan over."
    assert filling.method(["pesto"]) == "Boil the pasta. Add a little salt."
