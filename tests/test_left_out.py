"""What keeps a dish out of a week, and how a runner names one: words, titles, methods, diets."""

import re
from dataclasses import replace

import pytest

import fuelplan
from fuelplan.dishes import BRACKET
from fuelplan.errors import InputError, NoPlanError
from fuelplan.inputs import read_request
from fuelplan.kitchen import load_kitchen
from fuelplan.planner.kept import adds, dishes_meant, dishes_to_serve
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.workflow import plan_request

START = "2026-11-23"
# Words a method may hold for what holds one of the EU's 14 allergens, whatever else it is called.
ALLERGENIC = {
    "mustard": {"mustard"},
    "curry powder": {"mustard"},
    "celery": {"celery"},
    "sesame": {"sesame"},
    "tahini": {"sesame"},
    "egg": {"egg"},
    "mayonnaise": {"egg"},
    "cream": {"milk"},
    "cheese": {"milk"},
    "yogurt": {"milk"},
    "pesto": {"milk", "nuts"},
    "miso": {"soya"},
    "soy sauce": {"soya", "gluten"},
    "flour": {"gluten"},
    "breadcrumbs": {"gluten"},
    "fish sauce": {"fish"},
    "worcestershire": {"fish"},
    "oyster": {"molluscs"},
    "peanut": {"peanut"},
    "nut": {"nuts"},
    "almond": {"nuts"},
    "walnut": {"nuts"},
    "wine": {"sulphites"},
}


@pytest.fixture(scope="module")
def kitchen():
    return load_kitchen()


def dish(kitchen, name):
    return next(each for each in kitchen.dishes if each.name == name)


def test_no_method_adds_an_allergen_that_is_no_part(kitchen):
    foods = {food.id: food for food in kitchen.table}
    for each in kitchen.dishes:
        text = re.sub(r"\{\w+\}", "", BRACKET.sub(lambda m: m[3], each.method)).casefold()
        held = {
            allergen
            for part in each.parts
            for food in kitchen.table
            if food.id in part.foods or food.roles & set(part.roles)
            for allergen in foods[food.id].allergens
        }
        added = {
            word
            for word, allergens in ALLERGENIC.items()
            if re.search(rf"\b{word}(s|es)?\b", text) and not allergens & held
        }
        assert not added, (each.name, added)


@pytest.mark.parametrize(("name", "word", "added"), [
    ("Lentil soup", "stock", True),
    ("Lentil soup", "celery", True),
    ("Lentil soup", "mustard", False),
    ("Thai coconut curry", "ginger", True),
    ("Peanut butter toast and milk", "banana", False),
])  # fmt: skip
def test_a_method_adds_what_it_names_beside_its_parts(kitchen, name, word, added):
    assert adds(dish(kitchen, name), word) is added


@pytest.mark.parametrize("avoid", ["lemon", "garlic, stock", "chilli, cumin"])
def test_no_method_names_what_is_avoided(avoid):
    for seed in range(2):
        week = fuelplan.plan_week(km=60, start=START, avoid=avoid, seed=seed)
        methods = " ".join(meal.method for day in week.days for meal in day.meals).casefold()
        assert not re.search(rf"\b({'|'.join(avoid.split(', '))})\b", methods)


def test_words_mean_whole_words_of_names(kitchen):
    assert dishes_meant("all", kitchen.dishes) == []
    assert {each.name for each in dishes_meant("meatball", kitchen.dishes)} >= {"Swedish meatballs"}
    porridges = [each.name for each in dishes_to_serve("porridge", "breakfast", kitchen.dishes)]
    assert porridges and all(name.startswith("Porridge") for name in porridges)


def test_a_printed_title_means_its_dish(kitchen):
    for seed in range(2):
        week = fuelplan.plan_week(km=60, start=START, seed=seed)
        mains = [meal for day in week.days for meal in day.meals if meal.slot in ("breakfast", "dinner")]
        meant = [{each.name for each in dishes_meant(meal.title.casefold(), kitchen.dishes)} for meal in mains]
        assert sum(meal.dish in names for meal, names in zip(mains, meant, strict=True)) >= 0.9 * len(mains)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"keep": "mon dinner=Cottage pie; mon dinner=Shakshuka"}, "both to be Mon dinner"),
        ({"keep": "dinner=Cottage pie", "never": "Cottage pie"}, "never to be cooked"),
    ],
)
def test_wishes_against_each_other_are_told(options, told):
    with pytest.raises(InputError, match=told):
        fuelplan.plan_week(km=60, start=START, **options)


@pytest.mark.parametrize(
    ("dish", "options", "cause"),
    [
        ("Cottage pie", {"diet": "vegan"}, "--diet vegan leaves it out"),
        ("Cottage pie", {"avoid": "beef"}, "--avoid beef"),
        ("Liver and onions", {"health": "pregnant 2"}, "--health pregnant 2 leaves it out"),
    ],
)
def test_what_leaves_a_dish_out_is_named(dish, options, cause):
    with pytest.raises(NoPlanError, match=cause):
        fuelplan.plan_week(km=60, start=START, keep=f"dinner={dish}", **options)


def test_a_dish_whose_food_the_table_marks_is_not_blamed_on_the_runner(kitchen, table):
    marked = tuple(replace(food, mark="avoid") if food.id == "chicken-liver" else food for food in table)
    request = read_request(km=60, start=START, keep="mon dinner=Liver and onions")
    with pytest.raises(NoPlanError, match="'liver and onions' cannot be made for Mon dinner from the foods that are"):
        plan_request(request, replace(kitchen, table=replace(table, foods=marked)))


def test_a_day_of_its_own_goes_before_every_day():
    week = fuelplan.plan_week(km=60, start=START, keep="breakfast=Overnight oats; sat breakfast=Porridge")
    breakfasts = [meal.dish for day in week.days for meal in day.meals if meal.slot == "breakfast"]
    assert [name.partition(" ")[0] for name in breakfasts] == [*["Overnight"] * 5, "Porridge", "Overnight"]


def no_window(needs):
    return fuelplan


def no_list(needs, prices):
    return 3.0


def not_finite(filling, setting, prices):
    return float("nan")


@pytest.mark.parametrize(
    ("kind", "function"), [("rules", no_window), ("day_wishes", no_list), ("dish_wishes", not_finite)]
)
def test_functions_that_return_something_else_are_named(kind, function):
    book = fuelplan.Rulebook()
    mine = replace(book, **{kind: (*getattr(book, kind), function)})
    with pytest.raises(InputError, match=function.__name__):
        fuelplan.plan_week(km=60, start=START, rulebook=mine)


def test_no_rulebook_is_told():
    with pytest.raises(InputError, match=r"give a fuelplan\.Rulebook"):
        fuelplan.plan_week(km=60, start=START, rulebook=5)


def test_a_window_of_no_nutrient_is_told():
    def unknown(needs):
        return replace(fuelplan.Rulebook().rules[0](needs), nutrient="iron")

    book = fuelplan.Rulebook()
    with pytest.raises(InputError, match=NUTRIENTS[0]):
        fuelplan.plan_week(km=60, start=START, rulebook=replace(book, rules=(*book.rules, unknown)))
