"""What is said before a week is followed: weight, heat, energy, what the food leaves short, what is near a race."""

from dataclasses import replace

import pytest

from fuelplan import cautions
from fuelplan.errors import NoPlanError
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs

START = {"start": "2026-11-23"}


def said(days=(), **options):
    request = read_request(**START, **options)
    athlete, week = request.athlete, request.week
    return cautions.warnings(athlete, week, week_needs(athlete, week), days)


def told(words, sentences):
    return any(words in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("air", "words"),
    [("38C 60%", "Sun: do not run in this air"), ("30C 50%", "Sun: hot air"), ("18C 60%", None), ("30C 10%", None)],
)
def test_dangerous_heat_is_named_by_day_with_its_signs(air, words):
    sentences = said(runs=f"sun 25 long {air}; tue 8 easy 15C 50%")
    if words is None:
        assert not told("air", sentences)
    else:
        assert told(words, sentences)
        assert told("is an emergency: cool at once", sentences)
        assert not told("Tue", [sentence for sentence in sentences if "air" in sentence])


def test_in_pregnancy_heat_begins_earlier():
    assert not told("hot air", said(runs="sun 10 easy 26C 50%"))
    assert told("in pregnancy keep out", said(runs="sun 10 easy 26C 50%", health="pregnant 2"))


@pytest.mark.parametrize(
    ("weight", "height", "more"), [(48, 185, {}), (40, 175, {}), (52, 172, {"health": "missed periods"})]
)
def test_who_is_too_thin_is_sent_to_a_doctor_and_gets_no_week(weight, height, more):
    with pytest.raises(NoPlanError, match="doctor or a sports dietitian"):
        said(km=60, weight=weight, height=height, **more)


def test_underweight_is_said_and_a_usual_weight_is_not():
    assert told("body mass index of 17.6", said(km=40, weight=52, height=172))
    assert not told("body mass index", said(km=40, weight=58, height=172))
    assert not told("body mass index", said(km=40))


def test_vegans_are_told_of_b12_and_others_are_not():
    assert told("vitamin B12 as a supplement", said(km=40, diet="vegan"))
    assert not told("B12", said(km=40))


def test_what_the_week_leaves_short_is_named(week):
    """Half of the calcium on every day is 50 % on average; all of it is not named."""
    days = [
        replace(day, totals={**day.totals, "calcium_mg": 0.5 * day.needs["calcium_mg"].min,
                             "zinc_mg": day.needs["zinc_mg"].min})
        for day in week.days
    ]  # fmt: skip
    sentences = said(days, km=60)
    assert told("calcium 50 %", sentences)
    assert not told("zinc", sentences)


def test_little_energy_is_told_from_the_food_served_and_not_on_race_day(week):
    low = [replace(day, energy_availability_kcal_per_kg=37.0) for day in week.days]
    assert told("37 kcal per kg", said(low, km=60))
    assert not told(
        "kcal per kg", said([replace(day, energy_availability_kcal_per_kg=46.0) for day in week.days], km=60)
    )


def test_an_early_race_says_that_loading_began_before_the_week():
    assert told("loading begins two days before", said(km=50, race="mon 42.2 4:00"))
    assert told("loading begins two days before", said(km=50, race="tue 42.2 4:00"))
    assert not told("loading begins", said(km=50, race="sun 42.2 4:00"))
    assert not told("loading begins", said(km=50, race="mon 10 50:00"))


def test_strength_work_beside_a_race_is_to_be_left_out():
    assert told(
        "Leave out the strength work on Sat", said(km=50, race="sun 42.2 4:00", strength="sat 18:00; wed 18:00")
    )
    assert not told("strength", said(km=50, race="sun 42.2 4:00", strength="tue 18:00"))


def test_what_is_cited_is_what_was_said():
    def keys(**options):
        request = read_request(**START, **options)
        return cautions.cited(request.athlete, request.week)

    assert keys(km=40) == set()
    assert keys(runs="sun 20 long 36C 60%") == {"armstrong2007", "willett2012"}
    assert keys(km=40, weight=52, height=172) == {"who2000"}


@pytest.mark.parametrize(
    ("options", "daily", "words"),
    [
        ({}, True, "change it by 150 kcal"),
        ({"health": "pregnant 2"}, False, "gaining is right"),
        ({"health": "breastfeeding"}, True, "never less"),
        ({"health": "missed periods", "height": 170, "weight": 60}, False, "No scales"),
        ({"weight": 52, "height": 172}, False, "No scales"),
    ],
)
def test_nobody_is_told_to_eat_less_where_that_could_harm(options, daily, words):
    athlete = read_request(km=40, **START, **options).athlete
    assert cautions.weighs_daily(athlete) is daily
    assert words in cautions.weight_advice(athlete)


def test_sweat_tests_that_contradict_one_another_are_told():
    """1.46 L/h at 12 °C and 0.53 L/h at 24 °C cannot both be this runner."""
    wet = {"before": 62.4, "after": 61.2, "drunk": 0.5, "minutes": 70, "km": 12, "temp": 12, "humidity": 60}
    dry = {"before": 62.4, "after": 61.9, "drunk": 0.3, "minutes": 90, "km": 15, "temp": 24, "humidity": 60}
    assert told("contradict", said(km=40, weight=62, sweat_test=(wet, dry)))
    assert not told("contradict", said(km=40, weight=62, sweat_test=(wet,)))


def test_no_run_is_drunk_past_what_is_sweated_for_sure():
    wet = {"before": 62.4, "after": 61.2, "drunk": 0.5, "minutes": 70, "km": 12, "temp": 12, "humidity": 60}
    dry = {"before": 62.4, "after": 61.9, "drunk": 0.3, "minutes": 90, "km": 15, "temp": 24, "humidity": 60}
    request = read_request(runs="sun 30 long 20C", weight=62, sweat_test=(wet, dry), **START)
    run = week_needs(request.athlete, request.week)[6].runs[0]
    assert run.drink_l <= run.sweat_low_l + 1e-9
