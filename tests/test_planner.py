import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scale import measured

from fuelplan.errors import InputError, NoPlanError
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner.fluids import MOST_ML_PER_HOUR, drinks_of_day
from fuelplan.planner.fuel import composition_of, run_fuel
from fuelplan.planner.occasions import clock, occasions
from fuelplan.planner.pantry import MOST_KINDS, MOST_OWN_PER_ROLE, week_pantry
from fuelplan.planner.rules import may_eat
from fuelplan.vocabulary import NUTRIENTS


def test_occasions_of_a_rest_day_and_a_morning_run():
    week = read_request(km=60, start="2026-11-23").week
    rest, easy = (occasions(day, 2800.0) for day in week.days[:2])
    assert [o.slot for o in rest] == [
        "breakfast", "morning snack", "lunch", "afternoon snack", "dinner", "evening snack",
    ]  # fmt: skip
    times = {o.slot: o.time for o in easy}
    assert times["before run"] == "06:30"
    assert times["breakfast"] > "08:03"


@given(
    st.integers(5, 20),
    st.floats(3, 35),
    st.integers(0, 3),
)
def test_occasions_are_in_order_apart_and_share_the_day(hour, km, second):
    runs = f"tue {km:.1f} {hour:02d}:00" + (
        f"; tue 3 {min(hour + 5, 21):02d}:00" if second and hour < 12 and km < 20 else ""
    )
    try:
        week = read_request(runs=runs, start="2026-11-23").week
    except InputError:
        assume(False)
    found = occasions(week.days[1], 3000.0)
    minutes = [o.minute for o in found]
    assert minutes == sorted(minutes)
    assert sum(o.share for o in found) == pytest.approx(1.0)
    slots = [o.slot for o in found]
    assert len(set(slots)) == len(slots)
    mains = [o.minute for o in found if o.slot in ("breakfast", "lunch", "dinner")]
    assert mains == sorted(mains)


def test_clock_reads_as_a_clock():
    assert [clock(m) for m in (0, 421, 719, 1439)] == ["00:00", "07:00", "12:00", "23:55"]


@given(measured(35, 180), measured(0, 200), measured(-5, 38), st.floats(0, 4000))
def test_drinks_keep_every_limit(mass, km, temp, food_water):
    request = read_request(km=km, weight=mass, temp=temp, start="2026-11-23")
    try:
        needs = week_needs(request.athlete, request.week)
    except NoPlanError:
        assume(False)
    for day in needs:
        when = occasions(day.training, 3000.0)
        drinks, total = drinks_of_day(day, mass, when, food_water, [None] * len(day.runs))
        assert total == pytest.approx(sum(drink.ml for drink in drinks))
        assert total <= max(10 * mass, day.windows["water_ml"].aim - food_water) + 1e-6
        during = sum(drink.ml for drink in drinks if drink.why == "during the run")
        assert during <= 800 * sum(run.sweat_l for run in day.runs) + 1e-6
        poured = [(int(d.time[:2]) * 60 + int(d.time[3:]), d.ml) for d in drinks if d.why != "during the run"]
        for start, _ in poured:
            assert sum(ml for minute, ml in poured if start <= minute < start + 60) <= MOST_ML_PER_HOUR + 1e-6


def test_run_fuel_gives_the_carbohydrate_asked_for(table):
    request = read_request(km=80, weight=70, start="2026-11-23")
    sunday = week_needs(request.athlete, request.week)[6]
    run = sunday.runs[0]
    assert run.carbohydrate_g > 60
    servings = run_fuel(run, table.foods, table)
    grams = composition_of(servings, table)[NUTRIENTS.index("carbohydrate_g")]
    assert grams == pytest.approx(run.carbohydrate_g, abs=15)


def test_a_pantry_holds_few_kinds_of_each_staple(table):
    pantry = week_pantry([food for food in table if food.region != "us"], random.Random(0), {}, month=6)
    for role, most in MOST_KINDS.items():
        own = [food for food in pantry if role in food.roles]
        limited_elsewhere = [food for food in own if len(food.roles & set(MOST_KINDS)) > 1]
        assert len(own) - len(limited_elsewhere) <= most, role
    milks = [food for food in pantry if "milk" in food.roles]
    assert milks and milks[0].everyday


def test_a_pantry_holds_not_a_whole_shop_of_ones_own(table):
    """Thirty vegetables of one's own are too many for one week; the one that is wanted is among those that stay."""
    carrot = next(food for food in table if food.roles == {"vegetable"})
    mine = [replace(carrot, id=f"mine-{n}", index=n) for n in range(30)]
    pantry = week_pantry([carrot, *mine], random.Random(0), {"mine-29": 1.0}, month=6, own={food.id for food in mine})
    assert len(pantry) == 1 + MOST_OWN_PER_ROLE
    assert carrot in pantry and mine[29] in pantry


@pytest.mark.parametrize(("region", "other"), [("eu", "us"), ("us", "eu")])
def test_the_staples_of_another_region_are_never_planned(table, region, other):
    athlete = read_request(km=10, start=date(2026, 11, 23), region=region).athlete
    assert not any(may_eat(food, athlete) for food in table if food.region == other)
    assert any(may_eat(food, athlete) for food in table if food.region == region)


def test_a_food_with_unknown_iron_is_never_planned(table):
    athlete = read_request(km=10, start=date(2026, 11, 23)).athlete
    banana = next(food for food in table if food.id == "banana")
    assert may_eat(banana, athlete)
    assert not may_eat(replace(banana, known=False), athlete)
    iron = NUTRIENTS.index("iron_mg")
    assert not any(food.known for food in table if np.isnan(table.composition[food.index, iron]))


def test_unknown_nutrients_never_help_to_reach_a_floor(table):
    bread = next(food for food in table if food.id == "white-bread")
    zinc = composition_of([(bread, 3.0)], table)[NUTRIENTS.index("zinc_mg")]
    assert zinc == 0.0
    assert np.isnan(table.composition[bread.index, NUTRIENTS.index("zinc_mg")])
