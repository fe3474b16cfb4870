"""Dishes as a week needs them: to take to work, with twins kept apart, in their season, with vegetables."""

import random
from collections import Counter

import pytest

from fuelplan import resources
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.folder import dish_paths
from fuelplan.planner.courses import fill_dish
from fuelplan.vocabulary import DIETS, FAMILIES, MAIN_SLOTS, NUTRIENTS, REGIONS


@pytest.fixture(scope="module")
def dishes():
    return load_dishes(dish_paths(resources.dish_folder()))


def larder_of(table, diet, region):
    foods = [food for food in table if DIETS.index(food.diet) >= DIETS.index(diet) and food.region in ("", region)]
    return Larder(foods)


PORTABLE_MINUTES = 15
SNACKS_AT_WORK = {"morning snack", "afternoon snack"}
LEAST_PORTABLE = {"omnivore": 20, "pescatarian": 20, "vegetarian": 20, "vegan": 12}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("diet", DIETS)
def test_every_diet_finds_enough_to_take_to_work_in_every_month(dishes, table, diet, region):
    larder = larder_of(table, diet, region)
    portable = [dish for dish in dishes if dish.portable and dish.days != "loading"]
    able = [dish for dish in portable if fill_dish(dish, larder, random.Random(0), 1)]
    for month in range(1, 13):
        ready = [dish for dish in able if not dish.season or month in dish.season]
        assert sum("lunch" in dish.slots for dish in ready) >= 15, month
        assert sum(bool(SNACKS_AT_WORK & set(dish.slots)) for dish in ready) >= LEAST_PORTABLE[diet], month


def test_what_is_taken_along_is_made_in_the_morning_or_kept_from_the_evening(dishes):
    for dish in dishes:
        if dish.portable:
            assert dish.keeps or dish.minutes <= PORTABLE_MINUTES, dish.name
            assert not {"toast", "toasted", "ice-cream", "sorbet"} & set(dish.title.casefold().split()), dish.name
            assert "breakfast" not in dish.slots, dish.name


def test_dishes_that_stand_alone_have_no_family(dishes):
    families = Counter(dish.family for dish in dishes if dish.family)
    assert set(families) == set(FAMILIES)
    assert min(families.values()) >= 2, families.most_common()[-1]
    assert all(set(dish.slots) & set(MAIN_SLOTS) for dish in dishes if dish.family)
    for slot in MAIN_SLOTS:
        with_twins = [bool(dish.family) for dish in dishes if slot in dish.slots]
        assert sum(with_twins) >= 0.7 * len(with_twins), slot


def test_only_dishes_for_a_race_are_for_loading_days_alone(dishes):
    race = {dish.name for dish in load_dishes([resources.dish_folder() / "race.toml"])}
    loading = {dish.name for dish in dishes if dish.days == "loading"}
    assert loading < race
    assert len(loading) >= 12


CUPS = {
    "½ cup": 0.5,
    "¼ cup": 0.25,
    "1 cup": 0.5,
    "1 tomato": 0.5,
    "2 tbsp": 0.125,
}  # A cup of raw leaf is half cooked.
SAUCES = {"tomato-pasta-sauce", "salsa"}


def cups(part, larder, count):
    """The vegetables of a part in cups, by the food that brings the fewest."""
    return min(
        CUPS.get(food.portion_name, 0.0) * min(count, food.portions_max)
        if food.group == "vegetable" or food.id in SAUCES
        else 0.0
        for food in part.options(larder)
    )


def test_a_dinner_brings_a_cup_of_vegetables(dishes, table):
    larder = Larder(table.foods)
    for dish in dishes:
        if "dinner" in dish.slots and dish.days != "loading":
            assert sum(cups(part, larder, part.least) for part in dish.parts) >= 1.0, dish.name


def test_winter_dishes_are_not_for_july_nor_summer_dishes_for_january(dishes):
    seasonal = [dish for dish in dishes if dish.season]
    assert len(seasonal) >= 15
    assert all(len(dish.season) <= 9 for dish in seasonal)
    by_name = {dish.name: dish.season for dish in dishes}
    assert 7 not in by_name["Harira"] | by_name["Bigos"] | by_name["Cocoa"]
    assert 1 not in by_name["Greek salad with beans"] | by_name["Ratatouille with white beans"]


def test_breakfast_yogurts_bring_protein(dishes):
    for dish in dishes:
        if "breakfast" in dish.slots:
            offered = [part for part in dish.parts if "yogurt" in part.roles or "coconut-yogurt" in part.foods]
            assert not offered, dish.name


def test_what_follows_a_run_is_ready_at_once(dishes):
    assert {dish.name for dish in dishes if "after run" in dish.slots and dish.minutes > 5} == set()


def middle_protein_g(filling, table):
    """Protein at middle portions, without what is left out first: fruit for afters, yogurt, a glass of milk."""
    grams = [
        (food.index, (part.least + min(part.most, food.portions_max)) / 2 * food.portion_g)
        for part, food in filling.choices
        if part.name not in {"afters", "yogurt", "glass"}
    ]
    column = NUTRIENTS.index("protein_g")
    return sum(table.composition[row, column] * amount / 100.0 for row, amount in grams)


@pytest.mark.parametrize("diet", ["vegan", "vegetarian"])
def test_a_lunch_without_meat_to_take_along_brings_20_g_of_protein(dishes, table, diet):
    larder = larder_of(table, diet, "eu")
    for dish in dishes:
        if "lunch" in dish.slots and dish.portable and dish.days != "loading":
            for filling in fill_dish(dish, larder, random.Random(0), 8):
                assert middle_protein_g(filling, table) >= 20.0, filling.title
