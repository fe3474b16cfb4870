"""The seven causes: each says what this week, and no other, gives reason to say."""

import pytest

from fuelplan.heavy_legs import causes, grows_too_fast, long_run_share
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.references import REFERENCES

NAMES = (
    "Running form",
    "Strength work",
    "Overtraining",
    "Carbohydrate and iron",
    "Dehydration",
    "Too little sleep",
    "Poor circulation",
)
WEEKS = {
    "ordinary": {"km": 60},
    "rest": {"km": 0},
    "long": {"runs": "tue 8 easy; thu 8 easy; sun 24 long", "last_km": 20},
    "crowded": {
        "runs": "mon 8 easy; tue 12 tempo 20:00; wed 10 intervals 20:00; fri 12 tempo 20:00; sat 9 intervals; "
        "sun 30 long",
        "strength": "mon; tue; thu 19:00; fri",
        "last_km": 30,
        "temp": 33,
    },
    "race": {"runs": "tue 8 easy; thu 6 easy", "race": "sun 42.2 3:45", "last_km": 60},
    "evening race": {"runs": "tue 8 easy; wed 8 easy", "race": "sat 10 50:00 at 20:00", "strength": "mon"},
}


def read(options):
    asked = read_request(start="2026-11-23", **options)
    return asked.athlete, asked.week


def said(**options):
    athlete, week = read(options)
    return {cause.name: cause.says for cause in causes(athlete, week, week_needs(athlete, week), ())}


@pytest.mark.parametrize("options", WEEKS.values(), ids=WEEKS)
def test_seven_short_causes_with_known_references(options):
    athlete, week = read(options)
    found = causes(athlete, week, week_needs(athlete, week), ())
    assert tuple(cause.name for cause in found) == NAMES
    for cause in found:
        assert len(cause.says) <= 190, cause.says
        assert cause.says.endswith(".") and "  " not in cause.says
        assert set(cause.references) <= set(REFERENCES)


def test_cadence_has_a_number():
    # 5 and 10 % over 160 steps a minute are 168 and 176
    assert "168 to 176" in said(km=60)["Running form"]


def test_strength_before_a_fast_day_is_named():
    runs = "tue 8 easy; wed 10 tempo; sat 9 easy"
    assert "Tue before Wed" in said(runs=runs, strength="tue 18:00; fri")["Strength work"]
    assert "before" not in said(runs=runs, strength="mon; wed 18:00")["Strength work"].replace("each before", "")
    assert "Fri before Sat" in said(runs="tue 8 easy", race="sat 10 50:00", strength="fri")["Strength work"]
    assert "second short one" in said(runs=runs, strength="fri")["Strength work"]
    assert "None planned. Two short sessions" in said(runs=runs)["Strength work"]
    assert "suits a race week" in said(**WEEKS["race"])["Strength work"]


@pytest.mark.parametrize(("last", "percent", "fast"), [(50, "+20 %", True), (56, "+7 %", False), (60, "+0 %", False)])
def test_growth_over_last_week(last, percent, fast):
    # 60 over 50, 56 and 60 km is 20, 7 and 0 % more
    training = said(km=60, last_km=last)["Overtraining"]
    assert f"{percent} on last week" in training
    assert ("load of its own" in training) is fast
    assert grows_too_fast(read({"km": 60, "last_km": last})[1]) is fast


def test_growth_that_prints_as_ten_percent_is_no_warning():
    # 55.2 over 50 km is 10.4 %, printed as 10
    assert not grows_too_fast(read({"km": 55.2, "last_km": 50})[1])
    assert grows_too_fast(read({"km": 55.3, "last_km": 50})[1])


def test_after_a_week_without_running():
    assert "begin with less" in said(km=30, last_km=0)["Overtraining"]
    assert "rule of thumb" in said(km=30)["Overtraining"]


def test_long_run_share():
    # 24 of 40 km is 60 %
    assert "60 %" in said(**WEEKS["long"])["Overtraining"]
    assert long_run_share(read(WEEKS["long"])[1]) == pytest.approx(0.6)
    assert long_run_share(read(WEEKS["race"])[1]) == 0
    assert long_run_share(read({"runs": "tue 8 easy; sun 20 long"})[1]) == 0
    assert "long run" not in said(km=60)["Overtraining"]


def test_a_race_week_is_a_taper_and_hard_days_are_counted():
    assert "taper: 14 km beside the race" in said(**WEEKS["race"])["Overtraining"]
    assert "5 rest days" not in said(**WEEKS["race"])["Overtraining"]
    assert "1 hard day, 4 rest days" in said(**WEEKS["race"])["Overtraining"]
    crowded = said(**WEEKS["crowded"])["Overtraining"]
    assert "4 hard days, no rest days" in crowded
    assert "Hard back to back: Tue–Wed, Fri–Sat; put a day between." in crowded


def test_late_hard_runs():
    # 20:00 and 60 min of tempo end at 21:00
    assert "Wed ends after 20:30" in said(runs="wed 10 tempo 20:00; fri 8 easy 20:00")["Too little sleep"]
    assert "20:30" not in said(runs="wed 10 tempo 19:15; fri 8 easy 20:00")["Too little sleep"]


def test_dehydration_names_the_hardest_run():
    assert said(km=60)["Dehydration"].startswith("Sun's 18 km costs about")
    assert "over 2 %" in said(**WEEKS["crowded"])["Dehydration"]
    assert "if you sweat heavily" not in said(km=60, sweat_rate=1.0)["Dehydration"]
    assert said(km=0)["Dehydration"].startswith("No run")


def test_planned_days_tell_what_was_met(week):
    athlete, training = read({"km": 60, "weight": "70 kg"})
    needs = week_needs(athlete, training)
    told = {cause.name: cause.says for cause in causes(athlete, training, needs, week.days)}["Carbohydrate and iron"]
    grams = [day.totals["carbohydrate_g"] / 70 for day in week.days]
    assert f"{min(grams):.1f} to {max(grams):.1f} g/kg carbohydrate" in told
    assert "short on" not in told
    assert "(aim " in told


def test_a_day_that_misses_is_named(week):
    import dataclasses

    athlete, training = read({"km": 60, "weight": "70 kg"})
    short = dataclasses.replace(week.days[2], totals={**week.days[2].totals, "carbohydrate_g": 100.0})
    days = (*week.days[:2], short, *week.days[3:])
    found = causes(athlete, training, week_needs(athlete, training), days)
    assert "Carbohydrate short on Wed" in {cause.name: cause.says for cause in found}["Carbohydrate and iron"]
