"""Laws of the needs: more kilometres or more kilograms never ask for less; windows never contradict themselves."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scale import measured

from fuelplan.errors import NoPlanError
from fuelplan.inputs import read_request
from fuelplan.needs import ENERGY_AVAILABILITY, week_needs

GROWING = ("energy_kcal", "carbohydrate_g", "water_ml", "sodium_mg", "protein_g", "iron_mg")
masses = measured(35, 180)
distances = measured(0, 200)
airs = measured(-5, 38)
sexes = st.sampled_from([None, "female", "male"])


def needs_of(**options):
    request = read_request(start="2026-11-23", **options)
    try:
        return week_needs(request.athlete, request.week)
    except NoPlanError:
        assume(False)


def weekly(needs, nutrient):
    return sum(day.windows[nutrient].aim for day in needs)


def sweat(needs):
    return sum(run.sweat_l for day in needs for run in day.runs)


@given(masses, distances, distances, airs, sexes)
def test_more_kilometres_never_ask_for_less(mass, one, two, temp, sex):
    fewer, more = (needs_of(km=km, weight=mass, temp=temp, sex=sex) for km in sorted((one, two)))
    for nutrient in GROWING:
        assert weekly(more, nutrient) >= weekly(fewer, nutrient) * (1 - 1e-9)
    assert sweat(more) >= sweat(fewer) * (1 - 1e-9)


@given(masses, masses, distances, airs, sexes)
def test_more_kilograms_never_ask_for_less(one, two, km, temp, sex):
    light, heavy = (needs_of(km=km, weight=mass, temp=temp, sex=sex) for mass in sorted((one, two)))
    for nutrient in GROWING:
        assert weekly(heavy, nutrient) >= weekly(light, nutrient) * (1 - 1e-9)
    assert sweat(heavy) >= sweat(light) * (1 - 1e-9)


@given(masses, distances, measured(0, 100), airs, measured(4.5, 11))
def test_no_run_drinks_more_than_it_sweats(mass, km, humidity, temp, pace):
    needs = needs_of(km=km, weight=mass, temp=temp, humidity=humidity, pace=f"{pace:.2f}")
    for run in (run for day in needs for run in day.runs):
        assert run.drink_l <= 0.8 * run.sweat_l + 1e-9
        assert run.drink_l <= 0.8 * max(1.0, run.run.duration.m / 1) + 1e-9
        assert run.sweat_low_l <= run.sweat_l <= run.sweat_high_l


@given(masses, distances, measured(18, 90), sexes, st.sampled_from(["omnivore", "vegan"]))
def test_windows_hold_together(mass, km, age, sex, diet):
    for day in needs_of(km=km, weight=mass, age=age, sex=sex, diet=diet):
        for name, need in day.windows.items():
            assert need.min <= need.aim + 1e-9, name
            assert need.max is None or need.aim <= need.max + 1e-9, name
        w = day.windows
        least = 4 * w["carbohydrate_g"].min + 4 * w["protein_g"].min + 9 * w["fat_g"].min
        most = 4 * w["carbohydrate_g"].max + 4 * w["protein_g"].max + 9 * w["fat_g"].max
        assert least <= w["energy_kcal"].aim * (1 + 1e-9)
        assert most >= w["energy_kcal"].aim * (1 - 1e-9)
        assert 18 <= w["iron_mg"].aim <= 36
        assert w[ENERGY_AVAILABILITY].aim >= 30 - 1e-9


@pytest.mark.parametrize(("metric", "imperial"), [({"weight": "69.85322 kg"}, {"weight": "154 lb"})])
def test_needs_do_not_depend_on_the_unit(metric, imperial):
    one, two = needs_of(km=60, **metric), needs_of(distance="37.28227153424004 mi", **imperial)
    for nutrient in GROWING:
        assert weekly(one, nutrient) == pytest.approx(weekly(two, nutrient), rel=1e-6)


def test_worked_example_of_the_running_cost():
    """70 kg × 10.5 km × 1 kcal/kg/km = 735 kcal between a rest day and an easy day, ± the 5 % lift."""
    rest, easy = needs_of(km=60, weight=70)[:2]
    difference = easy.windows["energy_kcal"].aim - rest.windows["energy_kcal"].aim
    assert difference == pytest.approx(735, rel=0.051)


def test_carbohydrate_aim_is_four_grams_and_a_sixth_per_kilometre():
    """Derived rule of the science notes: 4.0 + 0.16 × 18 km = 6.88 g/kg on the long day of a 60 km week."""
    sunday = needs_of(km=60, weight=70)[6]
    assert sunday.windows["carbohydrate_g"].aim == pytest.approx(6.88 * 70)


def test_a_measured_sweat_rate_wins():
    needs = needs_of(km=60, weight=70, sweat_rate=1.5)
    tuesday = needs[1].runs[0]
    assert tuesday.sweat_l == pytest.approx(1.5 * 1.05)
    assert tuesday.sweat_low_l == tuesday.sweat_high_l == pytest.approx(tuesday.sweat_l)


def test_vegetarian_iron_is_the_higher_factor_not_the_product():
    """18 mg × max(1.43, 1.8) = 32.4 mg; the product would be 46 and pass the upper limit of 45."""
    aim = needs_of(km=60, sex="female", diet="vegan")[0].windows["iron_mg"].aim
    assert aim == pytest.approx(18 * 1.8)


def test_iron_cap_lowers_the_ceiling():
    assert needs_of(km=60, iron_cap=24)[0].windows["iron_mg"].max == 24
