"""The wishes for a dish on a day: their prices worked out by hand."""

import random
from datetime import date

import pytest

from fuelplan import resources
from fuelplan.cooking import Cooking
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.folder import dish_paths
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner.courses import fill_dish
from fuelplan.planner.occasions import occasions
from fuelplan.planner.pots import second_portions
from fuelplan.planner.wishes import dish as wishes
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek, Setting, setting_of
from fuelplan.planner.wishes.price_list import PRICES


@pytest.fixture(scope="module")
def filled(table):
    larder = Larder(food for food in table if food.region != "us")
    dishes = {dish.name: dish for dish in load_dishes(dish_paths(resources.dish_folder()))}
    return lambda name: fill_dish(dishes[name], larder, random.Random(0), 1)[0]


def setting(**facts):
    usual = {"slot": "dinner", "weekend": False, "month": 11, "kitchen_minutes": 40.0}
    return Setting(**usual | facts)


def test_minutes_beyond_those_there_are(filled):
    pie = filled("Cottage pie")
    over = pie.minutes - 20
    assert over > 0
    assert wishes.time_to_cook(pie, setting(kitchen_minutes=60.0), PRICES) == 0
    assert wishes.time_to_cook(pie, setting(kitchen_minutes=20.0), PRICES) == pytest.approx(0.3 * over)
    assert wishes.time_to_cook(pie, setting(kitchen_minutes=20.0, quick=True), PRICES) == pytest.approx(1.0 * over)
    (warmed,) = second_portions([pie])
    assert wishes.time_to_cook(warmed, setting(kitchen_minutes=5.0), PRICES) == 0


def test_weekend_dishes_wait_for_the_weekend(filled):
    slow = filled("Braised soya beans")
    assert slow.dish.days == "weekend"
    assert wishes.fits_the_day(slow, setting(), PRICES) == PRICES.weekend_dish_on_a_workday
    assert wishes.fits_the_day(slow, setting(weekend=True), PRICES) == 0
    assert wishes.fits_the_day(second_portions([slow])[0], setting(), PRICES) == 0


def test_out_of_season_counts_each_food(filled):
    porridge = filled("Porridge with fruit and seeds")
    fresh = [food for _, food in porridge.choices if food.season]
    for month in range(1, 13):
        late = sum(month not in food.season for food in fresh)
        assert wishes.in_season(porridge, setting(month=month), PRICES) == pytest.approx(0.8 * late)


def test_last_week_is_not_served_again(filled):
    pie = filled("Cottage pie")
    kinds = {food.kind for _, food in pie.choices}
    before = LastWeek(dishes=frozenset({"Cottage pie"}), foods=frozenset(list(kinds)[:2]))
    assert wishes.not_last_week(pie, setting(), PRICES) == 0
    assert wishes.not_last_week(pie, setting(last_week=before), PRICES) == pytest.approx(6.0 + 2 * 0.25)


@pytest.mark.parametrize(
    ("cooking", "minutes"),
    [
        (Cooking(), {"breakfast": 15, "lunch": 15, "dinner": 40}),
        (Cooking(home=True), {"breakfast": 15, "lunch": 25, "dinner": 40}),
        (Cooking(quick=20), {"breakfast": 10, "lunch": 15, "dinner": 20}),
        (Cooking(quick=10), {"breakfast": 10, "lunch": 10, "dinner": 10}),
    ],
)
def test_the_minutes_there_are(cooking, minutes):
    request = read_request(runs="wed 10 easy 17:50", start="2026-11-23")
    needs = week_needs(request.athlete, request.week)
    monday, saturday = (
        {o.slot: setting_of(needs[day], o, cooking, FIRST_WEEK) for o in occasions(needs[day].training, 2600.0)}
        for day in (0, 5)
    )
    for slot, least in minutes.items():
        assert monday[slot].kitchen_minutes == least
        assert saturday[slot].kitchen_minutes == float("inf")
        assert not saturday[slot].away
        assert monday[slot].away is (slot == "lunch" and not cooking.home)
    assert saturday["dinner"].weekend and not monday["dinner"].weekend
    assert monday["dinner"].quick is (cooking.quick is not None) and not saturday["dinner"].quick
    assert monday["dinner"].month == date(2026, 11, 23).month


def test_behind_a_run_there_are_few_minutes():
    """What is left since the run ended at 18:50, less ten minutes to get home; ten at least."""
    request = read_request(runs="wed 10 easy 17:50", start="2026-11-23")
    day = week_needs(request.athlete, request.week)[2]
    dinner = next(o for o in occasions(day.training, 2600.0) if o.slot == "dinner")
    since = dinner.minute - day.training.runs[0].end_minute
    assert 0 <= since <= 120
    assert setting_of(day, dinner, Cooking(), FIRST_WEEK).kitchen_minutes == min(40, max(since - 10, 10))


def test_an_early_breakfast_is_quick_at_the_weekend_too():
    request = read_request(runs="sun 24 long 08:30", start="2026-11-23")
    sunday = week_needs(request.athlete, request.week)[6]
    breakfast = next(o for o in occasions(sunday.training, 3600.0) if o.slot == "breakfast")
    assert breakfast.minute < 7 * 60
    assert setting_of(sunday, breakfast, Cooking(), FIRST_WEEK).kitchen_minutes == 15


def test_what_can_be_carried_goes_to_work(filled):
    soup, salad = filled("Pea and leek soup"), filled("Tuna pasta salad")
    assert not soup.dish.portable and salad.dish.portable
    assert wishes.can_be_carried(soup, setting(slot="lunch", away=True), PRICES) == PRICES.kitchen_at_work
    assert wishes.can_be_carried(salad, setting(slot="lunch", away=True), PRICES) == 0
    assert wishes.can_be_carried(soup, setting(slot="lunch"), PRICES) == 0
    assert wishes.can_be_carried(second_portions([soup])[0], setting(slot="lunch", away=True), PRICES) == 0


def test_loading_dishes_wait_for_loading(filled):
    plain = filled("Pasta al pomodoro")
    assert plain.dish.days == "loading"
    assert wishes.fits_the_day(plain, setting(), PRICES) == PRICES.loading_dish_on_another_day
    assert wishes.fits_the_day(plain, setting(plain=True), PRICES) == 0
