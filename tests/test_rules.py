"""The hard rules one by one: the edges of a day's windows, who may eat what, and what a runner's word means."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import fuelplan
from fuelplan.foods import Food, FoodTable
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner import rules
from fuelplan.vocabulary import ALLERGENS, DIETS, GROUPS, UNKNOWN_ALLERGENS

START = {"start": "2026-11-23"}
MAN = {**START, "weight": 70, "height": 178, "age": 30, "sex": "male", "pace": "6:00"}


def day_of(index, **options):
    request = read_request(**MAN, **options)
    return week_needs(request.athlete, request.week)[index]


def runner(**options):
    return read_request(km=10, **START, **options).athlete


def table_of(table: FoodTable, *foods: Food) -> FoodTable:
    return replace(table, foods=foods)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Words are compared anew in every test: mutmut forks from a process that has compared them all."""
    rules._singulars.cache_clear()


@pytest.fixture
def plain(table) -> Food:
    """A food that everyone may eat and that has every word a food can be meant by."""
    return replace(
        table.by_id()["banana"],
        id="blue-thing",
        name="Sardine tails,cold-smoked",
        menu_name="steamed tails",
        group="legume",
        in_place_of="cheddar",
        haem_class="poultry",
        roles=frozenset({"snack"}),
        allergens=frozenset({"lupin"}),
    )


# Windows


@pytest.mark.parametrize(
    ("total", "slack", "broken"),
    [(17, 1, False), (16.9, 1, True), (37, 1, False), (37.1, 1, True), (18, 0, False), (36, 0, False), (36.1, 0, True)],
)
def test_a_total_on_the_edge_of_its_slack_keeps_the_window(total, slack, broken):
    assert rules.Window(nutrient="iron_mg", low=18, high=36, says="").broken_by(total, slack) is broken


@pytest.mark.parametrize(("total", "broken"), [(17.99, True), (18, False), (36, False), (36.01, True)])
def test_a_window_has_no_slack_to_speak_of(total, broken):
    assert rules.Window(nutrient="iron_mg", low=18, high=36, says="").broken_by(total) is broken


def test_every_window_says_its_figures():
    """30 kcal × 0.85 × 70 kg = 1785 kcal at rest, and 700 for 10 km; 8 and 12 g/kg are 560 and 840 g."""
    rest, loading = day_of(0, km=0), day_of(4, km=30, race="sun 42.2 3:45")
    assert rules.iron_window(rest) == rules.Window(nutrient="iron_mg", low=18, high=36, says="iron 18 to 36 mg")
    energy = rules.energy_health_allows(rest)
    assert energy.low == pytest.approx(1785)
    assert (energy.nutrient, energy.high, energy.says) == ("energy_kcal", math.inf, "energy of at least 1785 kcal")
    wished = rules.carbohydrate_loaded(rest)
    assert (wished.nutrient, wished.low, wished.high) == ("carbohydrate_g", 0, math.inf)
    assert wished.says == "carbohydrate as wished"
    assert rules.energy_health_allows(day_of(1, runs="tue 10")).low == pytest.approx(1785 + 700)
    loaded = rules.carbohydrate_loaded(loading)
    assert (loaded.nutrient, loaded.says) == ("carbohydrate_g", "carbohydrate 560 to 840 g")
    assert (loaded.low, loaded.high) == pytest.approx((560, 840))


# Who may eat what


@pytest.mark.parametrize(
    ("athlete", "eats"),
    [
        ("omnivore", {"omnivore", "pescatarian", "vegetarian", "vegan"}),
        ("pescatarian", {"pescatarian", "vegetarian", "vegan"}),
        ("vegetarian", {"vegetarian", "vegan"}),
        ("vegan", {"vegan"}),
    ],
)
def test_a_diet_holds_all_that_are_stricter(plain, athlete, eats):
    who = runner(diet=athlete)
    assert {diet for diet in DIETS if rules.may_eat(replace(plain, diet=diet), who)} == eats


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({}, True),
        ({"mark": "like"}, True),
        ({"mark": "avoid"}, False),
        ({"known": False}, False),
        ({"region": "eu"}, True),
        ({"region": "us"}, False),
    ],
)
def test_marks_regions_and_unknown_values(plain, changed, may):
    assert rules.may_eat(replace(plain, **changed), runner(region="eu")) is may


@pytest.mark.parametrize(
    ("allergens", "avoid", "may"),
    [
        ({UNKNOWN_ALLERGENS}, (), True),
        ({UNKNOWN_ALLERGENS}, ("broccoli",), True),
        ({UNKNOWN_ALLERGENS}, ("broccoli", "sesame"), False),
        (set(), ("sesame",), True),
        ({"lupin"}, ("sesame",), True),
        ({"lupin"}, ("sesame", "lupin"), False),
        (set(), ("broccoli", "tails"), False),
    ],
)
def test_unknown_allergens_keep_a_food_from_those_only_who_avoid_one(plain, allergens, avoid, may):
    food = replace(plain, allergens=frozenset(allergens))
    assert rules.may_eat(food, runner(avoid=avoid)) is may


@pytest.mark.parametrize(
    ("changed", "may"),
    [({}, True), ({"haem_class": "liver"}, False), ({"name": "Chopped livers"}, False), ({"name": "Oliver"}, True)],
)
def test_in_pregnancy_liver_is_known_by_its_name_and_by_its_kind(plain, changed, may):
    food = replace(plain, **changed)
    assert rules.may_eat(food, runner(health="pregnant 1")) is may
    assert rules.may_eat(food, runner(health="breastfeeding"))


def test_allowed_are_the_foods_that_may_be_eaten(plain, table):
    other = replace(plain, id="x", name="Red one", menu_name="x", mark="avoid")
    assert rules.allowed_foods(table_of(table, plain, other), runner()) == [plain]


# What a word means


@pytest.mark.parametrize(
    "word",
    [
        *("blue-thing", "blue", "thing", "things", "cheddar", "legume", "poultry", "lupin", "snack"),
        *(
            "sardine tails,cold-smoked",
            "steamed tails",
            "sardine",
            "sardines",
            "tail",
            "tails",
            "cold-smoked",
            "smoked",
        ),
    ],
)
def test_a_food_is_meant_by(plain, word):
    assert rules.is_meant(word, plain)


@pytest.mark.parametrize("word", ["none", "steamed", "ardine", "sard", "egg", "red meat", "ails", "bluer"])
def test_a_food_is_not_meant_by(plain, word):
    assert not rules.is_meant(word, replace(plain, haem_class="none"))


@pytest.mark.parametrize(
    ("one", "many"), [("tomato", "tomatoes"), ("cherry", "cherries"), ("peach", "peaches"), ("date", "dates")]
)
def test_one_and_many_mean_the_same(table, one, many):
    """Who avoids tomatoes is not served a tomato, nor chopped tomatoes who avoids tomato."""
    meant = {food.id for food in table if rules.is_meant(one, food)}
    assert meant == {food.id for food in table if rules.is_meant(many, food)}
    assert {food.id for food in table if rules.stands_in(one, food.name)} <= meant
    assert rules.stands_in(one, f"Add the {many}.") and rules.stands_in(many, f"Add a {one}.")


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("ham", "Ham, smoked", True),
        ("HAM", "two slices of ham", True),
        ("ham", "hamburger", False),
        ("ham", "graham crackers", False),
        ("oysters", "oyster sauce", True),
        ("radish", "pickled radishes", True),
        ("goat s cheese", "Goat's cheese", True),
        ("raw egg", "with raw eggs", True),
        ("raw egg", "rawegg", False),
        ("smoked salmon", "salmon, smoked", False),
        ("3.5 fat", "345 fat", False),
        ("fat 3.5", "fat 345", False),
    ],
)
def test_words_stand_whole_and_one_after_the_other(words, text, stands):
    assert rules.stands_in(words, text) is stands


def test_none_avoids_nothing_and_is_asked_about():
    """In the table "none" is the kind of meat of every plant; read so, nothing would be left to eat."""
    with pytest.raises(fuelplan.InputError, match="'none': no food, group or allergen has this name"):
        fuelplan.plan_week(km=20, avoid="none", **START)


def test_groups_and_allergens_have_a_meaning_in_every_table(plain, table):
    assert rules.meaningless_words([*ALLERGENS, *GROUPS, "sardines"], table_of(table, plain)) == []


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("blu-thing", "did you mean blue-thing?"),
        ("legumee", "did you mean legume?"),
        ("peanu", "did you mean peanut or peanuts?"),  # 2·5/11 and 2·5/12 of the letters
        ("whea", "did you mean wheat?"),  # an everyday word
        ("fisk", "did you mean fish?"),  # 2·3/8 = 0.75
        ("ogg", f"use a food, a group, or one of {', '.join(ALLERGENS)}"),  # 2·2/6 = 0.67, less than 0.7
    ],
)
def test_a_word_without_a_meaning_is_told_with_what_is_near(plain, table, word, hint):
    told = rules.meaningless_words(["sardine", word], table_of(table, plain))
    assert told == [f"'{word}': no food, group or allergen has this name; {hint}"]


def test_three_near_words_at_most(plain, table):
    foods = [replace(plain, id=f"gadget{number}") for number in range(5)]
    assert rules.meaningless_words(["gadget9"], table_of(table, *foods))[0].count("gadget") == 1 + 3
