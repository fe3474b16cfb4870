import random
from collections import Counter
from string import Formatter

import pytest

from fuelplan import dish_format, resources
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.errors import InputError
from fuelplan.folder import dish_paths
from fuelplan.planner.courses import fill_dish
from fuelplan.vocabulary import DIETS, MAIN_SLOTS, REGIONS, SLOTS


@pytest.fixture(scope="module")
def dishes(table):
    return load_dishes(dish_paths(resources.dish_folder()))


LUNCH_MINUTES, SNACK_MINUTES = 25, 15
SNACKS = {"morning snack", "afternoon snack", "evening snack"}


def fillable(dishes, table, diet, region):
    """The dishes that a runner with a diet can have where they live."""
    foods = [food for food in table if DIETS.index(food.diet) >= DIETS.index(diet) and food.region in ("", region)]
    return [dish for dish in dishes if fill_dish(dish, Larder(foods), random.Random(0), 1)]


def test_there_are_enough_dishes_for_every_occasion(dishes):
    whole = [dish for dish in dishes if dish.method and dish.minutes and dish.slots]
    assert len(whole) >= 120
    slots = Counter(slot for dish in whole for slot in dish.slots)
    for slot in SLOTS:
        if slot != "during run":
            assert slots[slot] >= 6, slot


def test_main_meals_come_from_many_kitchens(dishes):
    kitchens = Counter(dish.cuisine for dish in dishes if set(dish.slots) & set(MAIN_SLOTS))
    assert "" not in kitchens, [dish.name for dish in dishes if set(dish.slots) & set(MAIN_SLOTS) and not dish.cuisine]
    assert len(kitchens) >= 15
    assert sum(count >= 3 for count in kitchens.values()) >= 12


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("diet", DIETS)
def test_every_diet_eats_well_for_a_week_and_more(dishes, table, diet, region):
    able = fillable(dishes, table, diet, region)
    dinners = [dish for dish in able if "dinner" in dish.slots]
    lunches = [dish for dish in able if "lunch" in dish.slots and dish.days != "weekend"]
    assert len(dinners) >= 12
    assert len({dish.cuisine for dish in dinners}) >= 6
    assert sum(dish.keeps for dish in dinners) >= 6
    assert sum(dish.minutes <= LUNCH_MINUTES for dish in lunches) >= 10
    for slot, least in (("breakfast", 6), ("before run", 4), ("after run", 4)):
        assert sum(slot in dish.slots for dish in able) >= least, slot


def test_nobody_soaks_beans_or_cooks_long_for_lunch_on_a_working_day(dishes, table):
    soaked = {food.id for food in table if food.prepare}
    for dish in dishes:
        if dish.days == "weekend":
            continue
        assert not soaked & {food for part in dish.parts for food in part.foods}, dish.name
        if "lunch" in dish.slots and not dish.keeps:
            assert dish.minutes <= LUNCH_MINUTES, dish.name
        if SNACKS & set(dish.slots):
            assert dish.minutes <= SNACK_MINUTES, dish.name


def test_a_dinner_is_planned_once_a_week(dishes):
    assert {dish.name for dish in dishes if "dinner" in dish.slots and dish.week_max > 1} <= {"Pasta al pomodoro"}


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


MINE = """
[[dish]]
name = "Stew"
slots = ["dinner"]
title = "Stew"
days = "any"
keeps = true
cuisine = "Irish"
part = [{ name = "beans", foods = ["canned-butter-beans"], portions = [1, 4, 1] }]
"""


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ('days = "any"', 'days = "weekends"', "the days 'weekends' is not known; did you mean 'weekend'?"),
        (
            'days = "any"',
            'days = "sunday"',
            "the days 'sunday' is not known; use one of any, weekend, weekday, loading",
        ),
        ('days = "any"', 'days = ["weekend"]', "days must be text in quotes"),
        ('cuisine = "Irish"', 'cuisine = "Italien"', "the cuisine 'Italien' is not known; did you mean 'Italian'?"),
        ('cuisine = "Irish"', "cuisine = true", "cuisine must be text in quotes"),
        ("keeps = true", 'keeps = "yes"', "keeps must be true or false, without quotes"),
        ("keeps = true", "keeps = 1", "keeps must be true or false, without quotes"),
        ('slots = ["dinner"]', 'slots = ["evening snack"]', "keeps = true is only for a lunch or dinner"),
        ('slots = ["dinner"]', 'slots = [""]', "the slot '' is not known; use one of before run"),
        ("keeps = true", 'portable = "yes"', "portable must be true or false, without quotes"),
        ("keeps = true", 'family = "currys"', "the family 'currys' is not known; did you mean 'curry'?"),
        ("keeps = true", "family = 1", "family must be text in quotes"),
        ("keeps = true", 'season = "10-3"', "season: '10-3' is no span of months; write 6 to 9, or 10 to 3"),
        ("keeps = true", "season = 7", "season must be text in quotes"),
        ("keeps =", "keep =", "the key 'keep' is not known; did you mean 'keeps'?"),
    ],
)
def test_the_words_of_a_dish_are_checked_and_the_cure_is_told(tmp_path, old, new, cure):
    path = tmp_path / "mine.toml"
    path.write_text(MINE.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_dishes([path])
    problem = caught.value.problems[0]
    assert problem.startswith("mine.toml: dish 1 (Stew): ")
    assert cure in problem


def test_a_value_of_the_wrong_kind_hides_no_other_mistake(tmp_path):
    path = tmp_path / "mine.toml"
    wrong = 'portable = "no"\nfamily = "currys"\nseason = "13"'
    path.write_text(MINE.replace("keeps = true", wrong).replace("any", "weekends"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_dishes([path])
    problems = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 4
    assert all(word in problems for word in ("portable must", "'currys'", "'13'", "'weekends'"))


def test_what_is_left_out_stands_as_the_format_says(tmp_path):
    path = tmp_path / "mine.toml"
    bare = [line for line in MINE.splitlines() if not line.startswith(("days", "keeps", "cuisine"))]
    path.write_text("\n".join(bare), encoding="utf-8")
    (dish,) = load_dishes([path])
    assert (dish.days, dish.keeps, dish.cuisine, dish.method) == ("any", False, "", "")
    assert (dish.minutes, dish.week_max) == (0, 7)
    assert (dish.portable, dish.family, dish.season) == (False, "", frozenset())


def test_months_of_a_dish_are_read_as_those_of_a_food(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE.replace("keeps = true", 'season = "10 to 3"'), encoding="utf-8")
    (dish,) = load_dishes([path])
    assert dish.season == {10, 11, 12, 1, 2, 3}


def test_the_page_on_the_format_is_what_the_code_writes():
    page = (resources.dish_folder() / "README.md").read_text(encoding="utf-8")
    assert page == dish_format.as_markdown()


def test_the_example_on_the_page_is_a_dish(tmp_path):
    path = tmp_path / "example.toml"
    path.write_text(dish_format.EXAMPLE, encoding="utf-8")
    (dish,) = load_dishes([path])
    assert dish.keeps
    shown = {line.split(" = ")[0] for line in dish_format.EXAMPLE.splitlines()}
    assert set(dish_format.DISH_KEYS) - {"days"} <= shown
