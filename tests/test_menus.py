"""What a menu costs, added up again from its plates, without the planner's arrays."""

from collections import Counter

import numpy as np
import pytest

from fuelplan.inputs import read_request
from fuelplan.kitchen import load_kitchen
from fuelplan.planner.candidates import plates_of
from fuelplan.planner.week import search_week
from fuelplan.planner.wishes.price_list import PRICES
from fuelplan.plates import absorbed_iron_of
from fuelplan.workflow import task_of

STAPLE_ROLES = {"milk", "bread", "oil", "oats", "sweet-spread"}
STAPLE_GROUPS = {"condiment", "fat", "drink"}


@pytest.fixture(scope="module", params=[{"km": 60}, {"km": 45, "diet": "vegan", "weight": 58, "seed": 3}], ids=str)
def searched(request):
    kitchen = load_kitchen()
    task = task_of(read_request(start="2026-11-23", **request.param), kitchen)
    prepared, pools = search_week(task)
    return kitchen.table, prepared, pools


def menus_of(searched):
    _, prepared, pools = searched
    for day, pool in zip(prepared.days, pools, strict=True):
        for menu in pool:
            yield day, menu, plates_of(menu, day, prepared.courses)


def is_staple(food):
    return bool(food.roles & STAPLE_ROLES) or food.group in STAPLE_GROUPS


def starch(filling):
    for part, food in filling.choices:
        if part.least > 0 and food.roles & {"pasta", "noodle"}:
            return "pasta"
        if part.least > 0 and food.group in ("grain", "potato"):
            return "rice" if "rice" in food.id else "potato" if food.group == "potato" else food.kind
    return ""


def twice(plates, courses, menu, day):
    """Lunch and dinner of the same main ingredient, both of pulses, or both of one family."""
    places = {occasion.slot: place for place, occasion in enumerate(day.occasions)}
    lunch, dinner = (
        (
            str(courses[s].mains[menu.courses[places[s]]]),
            courses[s].fillings[menu.courses[places[s]]].dish.family,
            starch(courses[s].fillings[menu.courses[places[s]]]),
        )
        for s in ("lunch", "dinner")
    )
    pulses = {food.kind for _, _, plate in plates for food, _ in plate if food.group == "legume"}
    price = PRICES.same_main_in_a_day * (lunch[0] == dinner[0] != "")
    price += PRICES.pulses_twice_a_day * (lunch[0] in pulses and dinner[0] in pulses)
    price += PRICES.same_starch_in_a_day * (lunch[2] == dinner[2] != "")
    return price + PRICES.same_family_in_a_day * (lunch[1] == dinner[1] != "")


def test_repeats_and_vegetables(searched):
    for day, menu, plates in menus_of(searched):
        served = [food for _, _, plate in plates for food, _ in plate]
        uses = Counter(food.kind for food in served if not is_staple(food))
        dishes = Counter(filling.dish.name for _, filling, _ in plates)
        breads = sum(any(food.group == "bread" for food, _ in plate) for _, _, plate in plates)
        greens = sum(n * food.portion_g for _, _, plate in plates for food, n in plate if food.group == "vegetable")
        expected = (
            PRICES.food_again_in_a_day * sum(n - 1 for n in uses.values())
            + PRICES.food_thrice_a_day * sum(max(0, n - 2) for n in uses.values())
            + PRICES.same_dish_in_a_day * sum(n - 1 for n in dishes.values())
            + PRICES.bread_again * max(0, breads - 3)
            + PRICES.vegetables_short * max(0.0, 300 - greens) / 100
            + twice(plates, searched[1].courses, menu, day)
        )
        assert menu.repeats == pytest.approx(expected, abs=1e-6)


def test_money_and_absorbed_iron(searched):
    table = searched[0]
    median = float(np.nanmedian([food.price for food in table]))
    for _, menu, plates in menus_of(searched):
        cost = sum(
            n * food.portion_g * (median if np.isnan(food.price) else food.price) / 100
            for _, _, plate in plates
            for food, n in plate
        )
        absorbed = sum(absorbed_iron_of(plate, table) for _, _, plate in plates)
        assert menu.money == pytest.approx(cost)
        assert menu.spent == pytest.approx(PRICES.money * cost)
        assert menu.unabsorbed == pytest.approx(PRICES.iron_not_absorbed * max(0.0, 2.5 - absorbed), abs=1e-6)


def test_totals_add_up_from_the_plates_and_what_is_fixed(searched):
    table = searched[0]
    for day, menu, plates in menus_of(searched):
        grams = [(food.index, n * food.portion_g) for _, _, plate in plates for food, n in plate]
        eaten = sum(np.nan_to_num(table.composition[row]) * g / 100 for row, g in grams)
        assert menu.totals == pytest.approx(eaten + day.fixed)


def test_pools_are_of_many_kinds(searched):
    _, prepared, pools = searched
    for day, pool in zip(prepared.days, pools, strict=True):
        counts = Counter(
            prepared.courses[o.slot].fillings[course].dish.name
            for menu in pool
            for o, course in zip(day.occasions, menu.courses, strict=True)
        )
        assert max(counts.values()) <= 4
        assert len(pool) >= 6
