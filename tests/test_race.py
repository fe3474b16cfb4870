"""A race in numbers and words: marks, sums, limits in every hour, and what the day says."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import examples

from fuelplan import resources
from fuelplan.athlete import Athlete
from fuelplan.care import CARES
from fuelplan.foods import load_foods
from fuelplan.needs import DayNeeds, day_needs
from fuelplan.planner.fuel import is_powder, run_fuel
from fuelplan.planner.race import marks_km, race_plan
from fuelplan.planner.rules import allowed_foods
from fuelplan.plates import Servings
from fuelplan.training import Run, Strength, TrainingDay
from fuelplan.units import CM, DEG_C, KG, KM, L_PER_HOUR, MIN, quantity
from fuelplan.weekplan import Drink, Meal, Portion, RacePlan

TABLE = load_foods(resources.foods_csv())
CARBOHYDRATE = {food.id: TABLE.composition[food.index, 1] * food.portion_g / 100 for food in TABLE}


def athlete(mass_kg: float = 70, **changes: object) -> Athlete:
    return dataclasses.replace(
        Athlete(mass=quantity(mass_kg, KG), height=quantity(175, CM), age_years=35),
        **changes,  # type: ignore[arg-type]
    )


def race(km: float = 42.195, minutes: float = 225, start: time = time(9), warmth: float = 18) -> Run:
    return Run(
        distance=quantity(km, KM),
        duration=quantity(minutes, MIN),
        start=start,
        kind="race",
        temperature=quantity(warmth, DEG_C),
        humidity=0.6,
    )


def needs_of(who: Athlete, run: Run) -> DayNeeds:
    return day_needs(who, TrainingDay(day=date(2026, 11, 29), runs=(run,)), quantity(60, KM))


def fuel_of(who: Athlete, needs: DayNeeds) -> Servings:
    return run_fuel(needs.runs[0], allowed_foods(TABLE, who), TABLE)


def grams_of(fuel: Servings) -> float:
    return float(sum(CARBOHYDRATE[food.id] * portions for food, portions in fuel))


def meal(slot: str, at: str, food: str, grams: float) -> Meal:
    item = Portion(food=food, name=food, grams=grams, portions=1, portion_name="1", amount="1")
    return Meal(slot=slot, time=at, dish=slot, title=f"{slot} of {food}", items=(item,))


MEALS = (
    meal("breakfast", "06:00", "white-bread", 200),
    meal("before run", "08:20", "banana", 118),
    meal("after run", "13:05", "banana", 118),
    meal("lunch", "13:45", "white-bread", 200),
    meal("dinner", "19:00", "white-bread", 200),
)


def plan_of(
    who: Athlete, run: Run, meals: tuple[Meal, ...] = MEALS, before: tuple[Drink, ...] = (), salt_mg: float = 100.0
) -> tuple[RacePlan, DayNeeds, Servings, float]:
    """A race planned as the lead does it: drink down to 10 mL, at the race's start."""
    needs = needs_of(who, run)
    fuel = fuel_of(who, needs)
    ml = 10.0 * int(100 * needs.runs[0].drink_l)
    at = run.start.strftime("%H:%M")
    drinks = (
        Drink(time="06:00", ml=200, what="water", why="with breakfast"),
        Drink(time="07:00", ml=350, what="water", why="before the run"),
        *before,
        Drink(time="13:00", ml=250, what="water", why="after the run"),
        *([Drink(time=at, ml=ml, what="water", why="during the run", sodium_mg=salt_mg)] if ml else []),
    )
    return race_plan(0, needs, who, fuel, meals, drinks, TABLE), needs, fuel, ml


MARATHON, MARATHON_NEEDS, MARATHON_FUEL, MARATHON_ML = plan_of(athlete(), race())


def said(plan: RacePlan, *words: str) -> str:
    """The one step of the timetable that has all the words."""
    found = [step.what for step in plan.timetable if all(word in step.what for word in words)]
    assert len(found) == 1, (words, plan.timetable)
    return found[0]


@pytest.mark.parametrize(
    ("km", "marks"),
    [
        (10, [5, 10]),
        (5, [2.5, 5]),
        (14.9, [7.45, 14.9]),
        (15, [5, 10, 15]),
        (21.0975, [5, 10, 15, 20, 21.0975]),
        (40.5, [5, 10, 15, 20, 25, 30, 35, 40.5]),
        (42.195, [5, 10, 15, 20, 25, 30, 35, 40, 42.195]),
    ],
)
def test_marks_are_every_five_kilometres_and_the_finish(km: float, marks: list[float]) -> None:
    assert marks_km(km) == pytest.approx(marks)


def test_a_marathon_at_even_pace_passes_its_marks_when_it_should() -> None:
    # 3:45 over 42.195 km is 5:19.95 /km: 10 km at 53:20, 40 km at 3:33:18, the finish at 12:45.
    by_km = {split.km: split for split in MARATHON.splits}
    assert by_km[10].elapsed_min == pytest.approx(53 + 20 / 60, abs=0.02)
    assert by_km[40].elapsed_min == pytest.approx(213.3, abs=0.02)
    assert [by_km[10].clock, by_km[42.195].clock] == ["09:53", "12:45"]


def test_a_marathon_is_fuelled_by_what_a_runner_would_carry() -> None:
    # 70 kg and 3.75 h at 1 g/kg/h: 262 g; the bottle at most 60 g/L, the rest gels of 25 g.
    powder = [(food, portions) for food, portions in MARATHON_FUEL if is_powder(food)]
    assert grams_of(powder) <= 60 * MARATHON_ML / 1000
    assert len(powder) == 1
    gels = [(food.id, portions) for food, portions in MARATHON_FUEL if not is_powder(food)]
    assert gels == [("energy-gel", pytest.approx((262.5 - grams_of(powder)) / 25, abs=0.51))]
    assert all(split.eat in ("", "1 gel") for split in MARATHON.splits)


def test_powder_with_sodium_is_taken_where_sodium_is_wanted() -> None:
    assert MARATHON_NEEDS.runs[0].sodium_mg_per_l > 0
    assert MARATHON_FUEL[0][0].id == "carbohydrate-drink-powder"


def test_nothing_is_eaten_in_the_first_25_and_the_last_20_minutes() -> None:
    eaten = [split.elapsed_min for split in MARATHON.splits if split.eat]
    assert min(eaten) >= 25
    assert max(eaten) <= 225 - 20


def test_the_hour_is_the_race_divided_by_its_hours() -> None:
    sodium = sum(TABLE.composition[food.index, 6] * food.portion_g * n / 100 for food, n in MARATHON_FUEL) + 100
    assert MARATHON.drink_ml_per_hour == pytest.approx(MARATHON_ML / 3.75, abs=0.1)
    assert MARATHON.carbohydrate_g_per_hour == pytest.approx(grams_of(MARATHON_FUEL) / 3.75, abs=0.1)
    assert MARATHON.sodium_mg_per_hour == pytest.approx(sodium / 3.75, abs=0.1)


races = st.builds(
    lambda km, pace, warmth: race(km, km * pace, time(7), warmth),
    st.floats(5, 100),
    st.floats(3.0, 10.5),
    st.floats(-5, 38),
)


@settings(max_examples=examples(60), deadline=None)
@given(races, st.floats(45, 110), st.sampled_from([{}, {"diet": "vegan"}, {"avoid": ("nuts", "gel")}]))
def test_splits_add_up_and_no_hour_holds_too_much(run: Run, mass_kg: float, changes: dict[str, object]) -> None:
    who = athlete(mass_kg, **changes)
    plan, needs, fuel, ml = plan_of(who, run)
    splits = plan.splits
    assert sum(split.drink_ml for split in splits) == pytest.approx(ml, abs=1e-6)
    assert all(split.carbohydrate_g == int(split.carbohydrate_g) for split in splits)
    assert sum(split.carbohydrate_g for split in splits) == pytest.approx(grams_of(fuel), abs=0.56)
    assert plan.carbohydrate_g_per_hour == pytest.approx(grams_of(fuel) / run.minutes * 60, abs=0.051)
    assert [split.km for split in splits] == sorted({split.km for split in splits})
    assert [split.elapsed_min for split in splits] == sorted({split.elapsed_min for split in splits})
    assert splits[-1].elapsed_min == pytest.approx(run.minutes, abs=0.01)
    assert all(split.drink_ml >= 0 and split.carbohydrate_g >= 0 for split in splits)
    for first, last in itertools.combinations(range(-1, len(splits)), 2):
        minutes = splits[last].elapsed_min - (splits[first].elapsed_min if first >= 0 else 0.0)
        drunk = sum(split.drink_ml for split in splits[first + 1 : last + 1])
        assert drunk <= 800 * max(minutes, 60) / 60 + 10
        assert drunk <= 1000 * needs.runs[0].sweat_l * minutes / run.minutes + 10.5


@settings(max_examples=examples(60), deadline=None)
@given(races, st.floats(45, 110), st.sampled_from([{}, {"diet": "vegan"}, {"avoid": ("nuts",)}, {"avoid": ("gel",)}]))
def test_fuel_stays_inside_its_portions_and_its_pace(run: Run, mass_kg: float, changes: dict[str, object]) -> None:
    who = athlete(mass_kg, **changes)
    needs = needs_of(who, run)
    fuel = fuel_of(who, needs)
    wanted = needs.runs[0].carbohydrate_g
    pieces = sum(portions for food, portions in fuel if not is_powder(food))
    assert all(portions <= food.portions_max for food, portions in fuel)
    assert len({food.id for food, _ in fuel}) == len(fuel)
    most = 1 + max(0.0, run.minutes - 45) // 20
    assert pieces <= most
    assert grams_of(fuel) <= 1.05 * wanted + 1e-6
    assert grams_of(fuel) <= 1.05 * min(90, mass_kg) * run.minutes / 60 + 1e-6
    assert grams_of([serving for serving in fuel if is_powder(serving[0])]) <= 60 * needs.runs[0].drink_l + 1e-6
    if run.minutes <= 240 and wanted and pieces < most and "avoid" not in changes:
        assert grams_of(fuel) >= wanted - 15


@pytest.mark.parametrize("changes", [{}, {"diet": "vegan"}, {"avoid": ("nuts", "peanut")}])
def test_ten_hours_are_fed_from_many_tastes(changes: dict[str, object]) -> None:
    who = athlete(**changes)
    needs = needs_of(who, race(80, 600))
    fuel = fuel_of(who, needs)
    assert {"energy-gel", "energy-chews", "dates", "jelly-sweets"} <= {food.id for food, _ in fuel}
    assert grams_of(fuel) >= 0.85 * needs.runs[0].carbohydrate_g


def test_a_short_race_has_times_only() -> None:
    plan, *_ = plan_of(athlete(), race(10, 48))
    assert [(split.km, split.elapsed_min) for split in plan.splits] == [(5, 24), (10, 48)]
    assert not any(split.drink_ml or split.eat or split.carbohydrate_g for split in plan.splits)
    assert (plan.drink_ml_per_hour, plan.carbohydrate_g_per_hour) == (0, 0)
    assert "15 min easy" in said(plan, "warm up")
    assert not any("Caffeine" in step.what for step in plan.timetable)


def test_the_timetable_follows_the_plan_from_waking_to_bed() -> None:
    times = [step.time for step in MARATHON.timetable]
    assert times == sorted(times)
    assert [times[0], MARATHON.timetable[-1].time] == ["05:40", "21:30"]
    by_time = {step.time: step.what for step in MARATHON.timetable}
    assert by_time["09:00"].startswith("START")
    assert by_time["12:45"].startswith("FINISH at 3:45:00")
    # 200 g of white bread at 49 g/100 g is 98 g, 1.4 g/kg; a banana of 118 g at 22.84 adds 27 g.
    assert "98 g carbohydrate (1.4 g/kg), 125 g (1.8 g/kg) with what follows" in by_time["06:00"]
    assert "about 3.0 at this hour" in by_time["06:00"]
    assert "350 ml water; with all that meals hold 550 ml (advised: 350–700 ml" in by_time["07:00"]
    assert "coffee counts)" in by_time["07:00"]
    assert "70–84 g (1.0–1.2 g/kg) and 21 g (0.3 g/kg) in the first hour, lunch included" in by_time["13:05"]
    # 3.51 L sweated less 2.13 L drunk.
    lost = MARATHON_NEEDS.runs[0].sweat_l - MARATHON_NEEDS.runs[0].drink_l
    assert f"{lost:.1f} L down" in by_time["13:00"]


def test_advice_stands_at_the_last_glass_before_a_hot_race() -> None:
    sip = Drink(time="08:45", ml=200, what="water", why="before the run")
    plan, *_ = plan_of(athlete(), race(warmth=24), before=(sip,))
    by_time = {step.time: step.what for step in plan.timetable}
    assert by_time["07:00"] == "Drink 350 ml water"
    assert "advised: 350–700 ml" in by_time["08:45"]


def test_caffeine_is_an_option_but_not_in_pregnancy_nor_late() -> None:
    assert "only if you are used to it: 200 mg" in said(MARATHON, "Caffeine")
    pregnant = tuple(care for care in CARES if care.word == "pregnant 1")
    expecting, *_ = plan_of(athlete(cares=pregnant), race())
    assert not any("affeine" in words for words in (*(step.what for step in expecting.timetable), *expecting.notes))
    evening, *_ = plan_of(athlete(), race(start=time(18, 30), km=21.1, minutes=105))
    assert said(evening, "affeine") == "No caffeine so late: it would cost you the night"


def test_a_race_nothing_follows_is_still_followed_by_a_bite() -> None:
    plan, *_ = plan_of(athlete(), race(), MEALS[:2])
    assert "first hour" in said(plan, "cereal with milk or soya drink")
    short, *_ = plan_of(athlete(), race(5, 25, time(20)), MEALS[:2])
    assert said(short, "cereal with milk or soya drink").endswith("juice")


def test_waking_leaves_time_to_cook() -> None:
    quick, slow = (dataclasses.replace(MEALS[0], minutes=minutes) for minutes in (5, 22))
    wakes = [plan_of(athlete(), race(), (first, *MEALS[1:]))[0].timetable[0] for first in (quick, slow)]
    # Breakfast at 06:00: 20 min ahead, or 22 + 10 min ahead on a clock of fives.
    assert [(step.time, step.what[:7]) for step in wakes] == [("05:40", "Wake up"), ("05:25", "Wake up")]


def test_an_early_start_sends_to_bed_in_time() -> None:
    early, *_ = plan_of(athlete(), race(21.1, 105, time(8)))
    # Breakfast at 06:00, awake at 05:40, eight hours and a half before it.
    assert early.notes[-1] == "Early start: be in bed by 21:10 the evening before."
    assert not any("Early start" in note for note in MARATHON.notes)


def test_a_race_in_the_evening_has_its_meal_in_the_afternoon() -> None:
    snack = meal("afternoon snack", "17:00", "white-bread", 100)
    plan, *_ = plan_of(athlete(), race(10, 45, time(20)), (*MEALS[:1], MEALS[3], snack))
    # 100 g of white bread: 49 g carbohydrate, 0.7 g/kg.
    assert said(plan, "Race meal").startswith("Race meal: afternoon snack of white-bread; 49 g")
    assert said(plan, "breakfast of").startswith("Breakfast: ")
    assert said(plan, "lunch of").startswith("Lunch: ")
    # Ninety minutes are enough before a race of three quarters of an hour, not before one of two hours.
    early = meal("dinner", "18:30", "white-bread", 200)
    for minutes, richest in ((45, "dinner"), (120, "afternoon snack")):
        plan, *_ = plan_of(athlete(), race(10, minutes, time(20)), (*MEALS[:1], MEALS[3], snack, early))
        assert said(plan, "Race meal").startswith(f"Race meal: {richest} of")


def test_other_training_on_race_day_is_listed_and_left_out() -> None:
    jog = dataclasses.replace(race(3, 20, time(6)), kind="easy")
    session = Strength(start=time(18), duration=quantity(45, MIN))
    day = TrainingDay(day=date(2026, 11, 29), runs=(jog, race()), strength=(session,))
    needs = day_needs(athlete(), day, quantity(60, KM))
    plan = race_plan(1, needs, athlete(), [], MEALS, [], TABLE)
    by_time = {step.time: step.what for step in plan.timetable}
    assert [by_time["18:00"], by_time["05:40"][:7]] == ["45 min strength, better left out", "Wake up"]
    assert said(plan, "3 km easy") == "3 km easy, better left out"
    assert "Leave out today: 3 km easy and 45 min strength." in " ".join(plan.notes)
    assert "Leave out" not in " ".join(MARATHON.notes)


def test_a_deficit_is_named_even_where_no_glass_stands_in_the_plan() -> None:
    needs = needs_of(athlete(), race())
    plan = race_plan(0, needs, athlete(), [], MEALS, [], TABLE)
    lost = needs.runs[0].sweat_l - needs.runs[0].drink_l
    assert f"{lost:.1f} L down" in said(plan, "Drink to thirst")
    assert "350–700 ml" in said(plan, "5–10 ml/kg")


def test_notes_say_cups_heat_and_never_more_than_you_sweat() -> None:
    words = " ".join(MARATHON.notes)
    # 2.1 L: 4.2 bottles of 500 ml, 14.2 cups of 150 ml.
    assert "2.1 L on the way is about 4 bottles of 500 ml or 14 cups" in words
    assert "Goal pace 5:20 /km" in words
    assert "5 °C hotter, at 23 °C" in words
    assert "never more than you sweat" in words
    assert "glucose and fructose together" in words
    measured, *_ = plan_of(athlete(sweat_rate=quantity(1.1, L_PER_HOUR)), race())
    assert "is a measured one" in " ".join(measured.notes)


def test_powder_and_salt_are_measured_for_all_and_for_each_bottle() -> None:
    who, run = athlete(), race()
    needs = needs_of(who, run)
    # 786 mg sodium are 2.0 g salt of 393 mg a gram, a third of a teaspoon of 6 g; 500 ml of 2.5 L hold a fifth.
    drinks = [Drink(time="09:00", ml=2500, what="drink", why="during the run", sodium_mg=786.0)]
    fuel: Servings = [(food, 5.0) for food in TABLE if food.id == "carbohydrate-drink-powder"]
    words = " ".join(race_plan(0, needs, who, fuel, MEALS, drinks, TABLE).notes)
    assert "In the bottles: 5 scoops of carbohydrate drink powder and 2.0 g salt (⅓ level teaspoon)" in words
    assert "to each 500 ml about 1 scoop and 0.4 g salt (a pinch)" in words
    water = " ".join(race_plan(0, needs, who, [], MEALS, drinks, TABLE).notes)
    assert "In the bottles: 2.0 g salt (⅓ level teaspoon)" in water
    assert "the powder" not in water


def test_plain_water_on_the_way_is_not_told_what_to_hold() -> None:
    plan, needs, fuel, ml = plan_of(athlete(), race(14, 68, warmth=10), salt_mg=0.0)
    assert needs.runs[0].sodium_mg_per_l == 0 and fuel == [] and ml > 0
    words = " ".join(plan.notes)
    assert "L on the way" in words and "In the bottle" not in words


def test_what_the_plan_cannot_carry_is_said() -> None:
    who = athlete(avoid=("gel", "run-sweet", "drink-powder"))
    plan, needs, fuel, _ = plan_of(who, race())
    assert not fuel
    assert f"This is 0 g carbohydrate of the {needs.runs[0].carbohydrate_g:.0f} g" in " ".join(plan.notes)


def test_a_race_through_midnight_keeps_clocks_on_the_dial() -> None:
    plan, *_ = plan_of(athlete(), race(60, 420, time(20)))
    assert plan.splits[-1].clock == "03:00"
    assert all(len(step.time) == 5 and step.time < "24:00" for step in plan.timetable)
