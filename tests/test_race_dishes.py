"""Dishes for the days before a long race, and its morning: carbohydrate first, little fibre."""

import random
from itertools import product
from math import isnan

import pytest

from fuelplan import resources
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.planner.courses import fill_dish
from fuelplan.vocabulary import DIETS, NUTRIENTS, SLOTS

DISHES = load_dishes([resources.dish_folder() / "race.toml"])
KCAL_PER_G_CARBOHYDRATE = 4.0
LEAST_SHARE, MOST_FIBRE_PER_100_G = 0.60, 4.0
# Wheat and potatoes bring 5 to 9 g of their own per 100 g of carbohydrate; the rest of the day makes up for it.
OF_THEIR_OWN_FIBRE = {"Pasta al pomodoro": 5.5, "Couscous with honeyed carrots": 5.5, "White fish and potatoes": 5.5}


def eaten_by(table, diet, region):
    other = {"eu": "us", "us": "eu"}[region]
    return [food for food in table if DIETS.index(food.diet) >= DIETS.index(diet) and food.region != other]


def diets_of(dish, table, region="eu"):
    return {diet for diet in DIETS if fill_dish(dish, Larder(eaten_by(table, diet, region)), random.Random(0), 1)}


def largest(dish, table):
    """Every filling at its largest portions: {nutrient: amount}, and the ids of its foods."""
    larder = Larder(eaten_by(table, "omnivore", "eu"))
    for foods in product(*(part.options(larder) for part in dish.parts)):
        amounts = dict.fromkeys(("energy_kcal", "carbohydrate_g", "fibre_g"), 0.0)
        for part, food in zip(dish.parts, foods, strict=True):
            grams = min(part.most, food.portions_max) * food.portion_g
            for nutrient in amounts:
                per_100_g = table.composition[food.index, NUTRIENTS.index(nutrient)]
                amounts[nutrient] += 0.0 if isnan(per_100_g) else per_100_g * grams / 100.0
        yield amounts, [food.id for food in foods]


def test_there_is_something_for_every_hour():
    served = {slot for dish in DISHES for slot in dish.slots}
    assert served == set(SLOTS) - {"during run"}
    assert all(1 <= dish.week_max <= 2 and len(dish.parts) <= 7 for dish in DISHES)


@pytest.mark.parametrize("region", ["eu", "us"])
def test_most_can_be_eaten_without_meat_and_all_by_two_diets(table, region):
    diets = {dish.name: diets_of(dish, table, region) for dish in DISHES}
    assert [name for name, able in diets.items() if len(able) < 2] == []
    meatless = [name for name, able in diets.items() if "vegetarian" in able]
    vegan = [name for name, able in diets.items() if "vegan" in able]
    assert len(meatless) >= 0.75 * len(DISHES)
    assert len(vegan) >= 0.75 * len(DISHES)


@pytest.mark.parametrize("dish", DISHES, ids=lambda dish: dish.name)
def test_carbohydrate_carries_the_energy_and_brings_little_fibre(dish, table):
    most_fibre = OF_THEIR_OWN_FIBRE.get(dish.name, MOST_FIBRE_PER_100_G)
    fillings = list(largest(dish, table))
    assert fillings
    for amounts, foods in fillings:
        carbohydrate = amounts["carbohydrate_g"]
        assert KCAL_PER_G_CARBOHYDRATE * carbohydrate >= LEAST_SHARE * amounts["energy_kcal"], foods
        assert amounts["fibre_g"] < most_fibre * carbohydrate / 100.0, foods


def test_no_dish_asks_for_more_than_its_foods_allow(table):
    by_id = table.by_id()
    too_large = [
        (dish.name, key)
        for dish in DISHES
        for part in dish.parts
        for key in part.foods
        if by_id[key].portions_max < max(part.least, part.step)
    ]
    assert too_large == []


def test_breakfast_before_a_race_is_plain(table):
    """Two hours and more ahead of a marathon: no pulses, fried eggs, nuts or seeds, whole grains or raw leaves."""
    heavy = {"legume", "nut", "seed", "nut-butter", "leaf", "oats"}
    by_id = table.by_id()
    breakfasts = [dish for dish in DISHES if "breakfast" in dish.slots]
    assert len(breakfasts) >= 5
    for dish in breakfasts:
        named = {key for part in dish.parts for key in part.foods}
        assert "fried-egg" not in named
        assert not {key for key in named if by_id[key].roles & heavy}, dish.name
        assert not {key for key in named if (by_id[key].group, by_id[key].name[:9]) == ("bread", "Wholemeal")}


def test_a_heavy_runner_finds_2_g_per_kg_at_breakfast(table):
    """85 kg at 2 g/kg, the low end of what is advised three hours ahead, is 170 g of carbohydrate."""
    enough = {
        dish.name
        for dish in DISHES
        if "breakfast" in dish.slots and max(amounts["carbohydrate_g"] for amounts, _ in largest(dish, table)) >= 2 * 85
    }
    assert len(enough) >= 3
