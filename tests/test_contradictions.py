"""Defects found in review; each test fails on the reviewed commit and passes once the defect is mended."""

import re
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest

from fuelplan import resources
from fuelplan.audit import NEVER_IN_PREGNANCY, _fluids
from fuelplan.errors import InputError, NoPlanError
from fuelplan.foods import load_foods
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner.rules import may_eat
from fuelplan.workflow import plan_week

PLAIN = {"weight": 70, "height": 178, "age": 30, "sex": "male", "start": "2026-11-23"}


@pytest.mark.parametrize("runs", ["sun 42.2 3h45 race", "tue 5; sat 10 race 50min"])
def test_no_race_is_planned_in_pregnancy_wherever_it_is_written(runs):
    with pytest.raises(InputError, match="no race is planned in pregnancy"):
        read_request(runs=runs, health="pregnant 2", start="2026-11-23")


def test_what_was_loaded_is_burnt_once():
    """Loading ends on Friday and Saturday's marathon burns it: Sunday's second one is eaten for in full.

    1667.5 kcal × 1.6 + 42.2 km × 70 kg = 2668 + 2954 = 5622 kcal are spent on Sunday.
    """
    request = read_request(runs="sat 42.2 3h45 race 09:00; sun 42.2 3h45 race 09:00", **PLAIN)
    sunday = week_needs(request.athlete, request.week)[6]
    assert sunday.windows["energy_kcal"].aim >= 2668 + 2954


def ran(start, minutes, drink_l, sweat_l):
    return SimpleNamespace(start=start, minutes=minutes, drink_l=drink_l, sweat_l=sweat_l, km=minutes / 6)


def drunk(time, ml, why):
    return SimpleNamespace(time=time, ml=ml, why=why)


def test_the_audit_finds_the_glass_just_behind_a_run():
    """From 11:16 to 12:16: 44 min at 700 mL/h and half a litre are 1013 mL."""
    day = SimpleNamespace(
        runs=[ran("10:00", 120.0, 1.4, 3.0)],
        drinks=[drunk("10:00", 1400.0, "during the run"), drunk("12:15", 500.0, "after the run")],
    )
    assert any("are drunk in the hour" in problem for problem in _fluids(day))


def test_the_audit_holds_each_run_to_its_own_sweat():
    """0.7 L on a run that costs 0.4 L is too much, however much was sweated in the morning."""
    day = SimpleNamespace(
        runs=[ran("07:00", 60.0, 0.0, 0.9), ran("17:00", 60.0, 0.3, 0.4)],
        drinks=[drunk("17:00", 700.0, "during the run")],
    )
    assert _fluids(day)


@pytest.mark.parametrize(
    "name", ["Goat's cheese", "Yellowfin tuna steak, grilled", "Unsmoked bacon", "Chorizo", "Shark fillet", "Brie"]
)
def test_planner_and_audit_agree_on_what_is_not_for_a_pregnancy(name):
    table = load_foods(resources.foods_csv())
    athlete = read_request(km=30, health="pregnant 2", start="2026-11-23").athlete
    food = replace(table.by_id()["cheddar"], id="own-food", name=name, menu_name=name.lower(), in_place_of="")
    refused = bool(NEVER_IN_PREGNANCY.search(name.casefold()))
    assert may_eat(food, athlete) is not refused


def test_rice_for_sushi_is_cooked_rice():
    table = load_foods(resources.foods_csv())
    athlete = read_request(km=30, health="pregnant 2", start="2026-11-23").athlete
    rice = next(food for food in table if food.name == "Short-grain rice, cooked")
    assert may_eat(rice, athlete)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": "7"}, {"seed": 1.5}, {"health": 5}, {"avoid": 5}, {"sweat_test": 5}, {"start": 20261123},
        {"sex": 1}, {"diet": 3}, {"region": 3}, {"km": True},
    ],
    ids=str,
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_a_mistake_and_no_traceback(wrong):
    with pytest.raises(InputError):
        read_request(**{"km": 60, "start": "2026-11-23", **wrong})


@pytest.mark.parametrize("nothing", [{"health": None}, {"avoid": None}, {"like": None}, {"sweat_test": None}], ids=str)
def test_none_says_nothing_as_with_every_other_option(nothing):
    assert read_request(km=60, start="2026-11-23", **nothing).athlete.cares == ()


def test_a_moment_is_its_day():
    week = read_request(km=60, start=datetime(2026, 11, 23, 5)).week
    assert week.days[0].day.isoformat() == "2026-11-23"


@pytest.mark.parametrize("sign", ["missed periods", "stress fracture"])
def test_signs_of_low_energy_lift_race_day_too(sign):
    """The printed sentence promises 45 kcal per kg fat-free mass on every day (Mountjoy 2018)."""
    request = read_request(km=50, health=sign, race="sun 42.2 3:45", weight=55, start="2026-11-23")
    days = week_needs(request.athlete, request.week)
    assert min(day.windows["energy_availability_kcal_per_kg"].aim for day in days) >= 45 - 1e-6


def test_no_plan_speaks_the_truth_about_iron():
    """A cap at the floor of pregnancy leaves no room; days that hold less than the cap do not hold more than it."""
    with pytest.raises((InputError, NoPlanError)) as caught:
        plan_week(km=60, health="pregnant 2", iron_cap=27, start="2026-11-23")
    said = re.findall(r"at least ([\d.]+) mg iron, more than the ([\d.]+) mg", str(caught.value))
    assert all(float(least) > float(most) for least, most in said)


def test_the_audit_knows_that_printed_minutes_are_rounded():
    """122.25 min at 0.8 L/h are 1.63 L; printed as 122.2 min the same drink is no sin, at 121 min it is."""
    for minutes, fine in ((122.2, True), (121.0, False)):
        day = SimpleNamespace(runs=[ran("05:20", minutes, 1.63, 3.0)], drinks=[])
        assert (not _fluids(day)) is fine
