"""Drinks of days with several and very long runs; hours are added up here, minute by minute."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import fuelplan
from fuelplan import resources
from fuelplan.errors import NoPlanError
from fuelplan.foods import load_foods
from fuelplan.inputs import read_request
from fuelplan.needs import day_needs
from fuelplan.planner.fluids import drinks_of_day, poured_ml
from fuelplan.planner.occasions import occasions
from fuelplan.training import Run, TrainingDay
from fuelplan.units import DEG_C, KM, L_PER_HOUR, MIN, quantity


def run(start, length, kind="easy", temperature=18.0, pace=6.0):
    return Run(
        distance=quantity(length / pace, KM),
        duration=quantity(length, MIN),
        start=time(start // 60, start % 60),
        kind=kind,
        temperature=quantity(temperature, DEG_C),
        humidity=0.6,
    )


def drinks_for(*runs, mass=70.0, food_water=1200.0, sweat_rate=None, iron_rich=()):
    athlete = read_request(km=50, weight=mass, start="2026-11-23").athlete
    if sweat_rate is not None:
        athlete = replace(athlete, sweat_rate=quantity(sweat_rate, L_PER_HOUR))
    needs = day_needs(athlete, TrainingDay(day=date(2026, 11, 24), runs=tuple(runs)), quantity(50.0, KM))
    when = occasions(needs.training, needs.windows["energy_kcal"].aim)
    drinks, total = drinks_of_day(needs, mass, when, food_water, [None] * len(runs), iron_rich)
    assert total == pytest.approx(sum(drink.ml for drink in drinks))
    return needs, drinks


def minute(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def most_in_an_hour(drinks, runs):
    """Pour every drink onto a day of minutes, those of a run evenly over it (an hour at least)."""
    poured = [0.0] * (26 * 60)
    lengths = {run.start.strftime("%H:%M"): max(round(run.minutes), 60) for run in runs}
    for drink in drinks:
        length = lengths[drink.time] if drink.why == "during the run" else 1
        for step in range(length):
            poured[min(minute(drink.time) + step, len(poured) - 1)] += drink.ml / length
    return max(sum(poured[start : start + 60]) for start in range(24 * 60))


@st.composite
def run_days(draw):
    runs, busy = [], []
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(st.integers(0, 1380)), draw(st.one_of(st.integers(10, 150), st.integers(10, 900)))
        if start + length <= 1439 and all(start + length <= s or start >= e for s, e in busy):
            kind, temperature = draw(st.sampled_from(["easy", "tempo", "race"])), draw(st.floats(-5, 38))
            runs.append(run(start, length, kind, temperature))
            busy.append((start, start + length))
    return sorted(runs, key=lambda each: each.start)


@given(run_days(), st.floats(40, 120), st.floats(0, 4000), st.one_of(st.none(), st.floats(0.2, 4.0)))
def test_no_hour_holds_more_than_eight_decilitres_and_no_run_more_than_its_sweat(runs, mass, food_water, sweat_rate):
    try:
        needs, drinks = drinks_for(*runs, mass=mass, food_water=food_water, sweat_rate=sweat_rate)
    except NoPlanError:
        assume(False)
    assert most_in_an_hour(drinks, runs) <= 800.0 + 1e-6
    during = {drink.time: drink.ml for drink in drinks if drink.why == "during the run"}
    for each in needs.runs:
        start = each.run.start.strftime("%H:%M")
        assert during.pop(start, 0.0) <= 1000.0 * each.sweat_l + 1e-6
        glasses = [minute(d.time) for d in drinks if d.why != "during the run"]
        assert not any(each.run.start_minute <= when < each.run.end_minute for when in glasses)
    assert not during
    assert sum(drink.ml for drink in drinks) <= max(10 * mass, needs.windows["water_ml"].aim - food_water) + 1e-6


def test_a_day_of_ten_hours_is_drunk_mostly_on_the_run():
    _, drinks = drinks_for(run(6 * 60, 600, pace=8.0), sweat_rate=0.6)
    during = next(drink.ml for drink in drinks if drink.why == "during the run")
    # 0.6 L/h sweated: at most 80 % of it, 480 mL/h, 4.8 L in ten hours, and at least 0.4 L/h
    assert 4000 <= during <= 4800
    assert any(drink.why == "after the run" and drink.time == "16:15" for drink in drinks)


def test_a_run_soon_after_is_drunk_for_with_a_quarter_more_than_was_lost():
    """A run of 60 min at 0.9 L/h drinks nothing: 1.25 × 900 = 1125 mL, in glasses of half a litre by the hour."""
    _, drinks = drinks_for(run(7 * 60, 60), run(18 * 60, 60), sweat_rate=0.9, food_water=0.0)
    morning = [drink for drink in drinks if drink.why == "after the run" and drink.time < "18:00"]
    assert [(drink.time, drink.ml) for drink in morning] == [("08:15", 500.0), ("09:15", 500.0), ("10:15", 100.0)]


def test_one_drink_between_two_close_runs():
    _, drinks = drinks_for(run(7 * 60, 60), run(8 * 60 + 40, 60), sweat_rate=0.9, food_water=0.0)
    between = [drink for drink in drinks if "08:00" < drink.time < "08:40"]
    assert [drink.why for drink in between] == ["after the run"]


@pytest.mark.parametrize(
    ("length", "temperature", "kind", "sips"),
    [(90, 22.0, "race", 1), (90, 12.0, "race", 0), (45, 22.0, "race", 0), (90, 22.0, "easy", 0)],
)
def test_the_last_sip_before_a_hot_long_race(length, temperature, kind, sips):
    _, drinks = drinks_for(run(10 * 60, length, kind, temperature), food_water=0.0)
    assert sum(drink.time == "09:45" and drink.ml == 200.0 for drink in drinks) == sips
    assert any(drink.time == "08:00" and drink.why.startswith("before the run") for drink in drinks)


@pytest.mark.parametrize(("at_meals", "water"), [(0.0, 350.0), (400.0, 300.0), (620.0, 0.0), (800.0, 0.0)])
def test_what_meals_hold_counts_before_a_race(at_meals, water):
    """70 kg may drink 700 mL, 10 mL/kg, in the four hours before; the glass of two hours before is 5 mL/kg."""
    needs, _ = drinks_for(run(10 * 60, 45, "race", 12.0))
    drinks, _ = drinks_of_day(needs, 70.0, occasions(needs.training, 2000.0), 0.0, [None], (), [(7 * 60, at_meals)])
    assert sum(drink.ml for drink in drinks if drink.why == "before the run") == water
    ahead = sum(drink.ml for drink in drinks if "06:00" <= drink.time < "10:00")
    assert ahead + at_meals <= max(700.0, at_meals)


def test_milk_is_counted_by_its_millilitres_whatever_they_weigh():
    """Three times 100 ml are 300 mL: 309 g of milk, and as much of a table's milk that weighs 75 g for each."""
    foods = load_foods(resources.foods_csv()).by_id()
    assert poured_ml(foods["milk"], 3.0) == poured_ml(replace(foods["milk"], portion_g=75.0), 3.0) == 300.0
    assert poured_ml(foods["yogurt"], 3.0) == 0.0


def test_tea_and_coffee_keep_an_hour_from_iron_and_from_the_evening():
    """On a rest day with three meals, at 8:00, 12:30 and 19:00, the pauses' glasses are at 10:15 and 15:45."""
    needs, _ = drinks_for()
    meals = [o for o in occasions(needs.training, 2000.0) if o.slot in ("breakfast", "lunch", "dinner")]
    for rich in ((), (11 * 60 + 15,)):
        drinks, _ = drinks_of_day(needs, 70.0, meals, 0.0, [], rich)
        pauses = {drink.time: drink.what for drink in drinks if drink.why == "between meals"}
        assert pauses == {"10:15": "water, tea or coffee", "15:45": "water or herbal tea"}
    drinks, _ = drinks_of_day(needs, 70.0, meals, 0.0, [], (11 * 60 + 10,))
    assert {drink.what for drink in drinks if drink.time == "10:15"} == {"water"}


def test_a_day_whose_food_holds_all_its_water_is_not_a_day_without_a_glass():
    """10 mL/kg × 70 kg = 700 mL, poured in steps of 50."""
    _, drinks = drinks_for(food_water=9000.0)
    assert 600 <= sum(drink.ml for drink in drinks) <= 700


def test_two_glasses_of_a_minute_are_one():
    """A run until 8:00 leaves 0.9 L behind: its glass and breakfast's are both at 8:15."""
    needs, _ = drinks_for(run(7 * 60, 60), sweat_rate=0.9)
    meals = [replace(o, minute=8 * 60 + 15) if o.slot == "breakfast" else o for o in occasions(needs.training, 2500.0)]
    drinks, total = drinks_of_day(needs, 70.0, meals, 0.0, [None])
    assert len({drink.time for drink in drinks}) == len(drinks)
    (glass,) = (drink for drink in drinks if drink.time == "08:15")
    assert glass.why == "after the run and with breakfast"
    assert total == pytest.approx(sum(drink.ml for drink in drinks))


@pytest.mark.parametrize("first_min", [61, 68, 82])
def test_the_run_card_and_the_timeline_say_the_same(first_min):
    """Whatever hundredth of a litre it is: 0.58 L are 580 ml, though 100 × 0.58 is less than 58 to a computer."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    runs = "; ".join(f"{day} {first_min + number}min easy 08:00" for number, day in enumerate(days))
    week = fuelplan.plan_week(runs=runs, weight=70, start="2026-11-23")
    for day in week.days:
        (run,) = day.runs
        assert sum(drink.ml for drink in day.drinks if drink.why == "during the run") == pytest.approx(
            1000 * run.drink_l
        )
    assert len({day.runs[0].drink_l for day in week.days}) > 3
