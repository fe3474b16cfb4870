import math
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.training import (
    Run,
    RunDefaults,
    Strength,
    TrainingDay,
    assumed_runs,
    race_week,
    week_from,
)
from fuelplan.units import DEG_C, HOUR, KM, KM_PER_HOUR, MIN, M, quantity

DEFAULTS = RunDefaults(
    speed=quantity(10.0, KM_PER_HOUR), start=time(7), temperature=quantity(18.0, DEG_C), humidity=0.6
)
WEEKLY_KM = st.floats(0, 300).map(lambda km: round(km, 1))
RACE_KM = st.floats(0.5, 120).map(lambda km: round(km, 1))
WEEKDAY = st.integers(0, 6)


def others(weekly_km, weekday, race_km, first=0):
    """Position in the week → kilometres and kind of the runs around a race; the race's own position."""
    week = race_week(quantity(weekly_km, KM), weekday, quantity(race_km, KM), first)
    return {(day - first) % 7: (run.m_as(KM), kind) for day, (run, kind) in week.items()}, (weekday - first) % 7


def usual_km(weekly_km, first=0):
    return {(day - first) % 7: run.m_as(KM) for day, (run, _) in assumed_runs(quantity(weekly_km, KM)).items()}


def test_a_level_run_costs_its_own_speed_and_a_hilly_one_more():
    level = DEFAULTS.run(quantity(10, KM), "easy")
    assert level.level_speed.m_as(KM_PER_HOUR) == pytest.approx(10)
    # Minetti 2002 at i = 0.1 by hand: C = 3.6 + 46.3 i² - 30.4 i⁴ in the mean of up and down = 4.05996.
    hilly = DEFAULTS.run(quantity(10, KM), "easy", climb=quantity(500, M))
    assert hilly.level_speed.m_as(KM_PER_HOUR) == pytest.approx(10 * 4.05996 / 3.6, rel=1e-6)
    assert hilly.speed.m_as(KM_PER_HOUR) == pytest.approx(10)


def test_a_run_under_defaults_and_with_its_own_words():
    plain = DEFAULTS.run(quantity(12, KM), "easy")
    assert plain.minutes == pytest.approx(72)
    assert (plain.start_minute, plain.end_minute) == (420, 492)
    assert plain.climb.m_as(M) == 0
    faster = DEFAULTS.run(quantity(12, KM), "tempo", time(18), speed=quantity(12, KM_PER_HOUR), humidity=0.0)
    assert faster.minutes == pytest.approx(60)
    assert faster.humidity == 0
    assert faster.end_minute == 19 * 60
    timed = DEFAULTS.run(quantity(12, KM), "easy", duration=quantity(66, MIN), temperature=quantity(0.0, DEG_C))
    assert timed.minutes == pytest.approx(66)
    assert timed.temperature.m_as(DEG_C) == 0


def test_strength_ends_when_it_is_over():
    session = Strength(start=time(18, 15), duration=quantity(0.75, HOUR))
    assert (session.start_minute, session.end_minute) == (1095, 1140)


@pytest.mark.parametrize(
    ("kind", "hard"), [("easy", False), ("long", False), ("tempo", True), ("intervals", True), ("race", True)]
)
def test_fast_days_are_hard(kind, hard):
    runs = (DEFAULTS.run(quantity(5, KM), "easy"), DEFAULTS.run(quantity(5, KM), kind, time(18)))
    assert TrainingDay(day=date(2026, 11, 23), runs=runs).hard is hard
    assert TrainingDay(day=date(2026, 11, 23)).hard is False


def test_a_week_from_a_wednesday_puts_each_session_on_its_day_in_order():
    runs = {
        0: [DEFAULTS.run(quantity(8, KM), "easy")],
        2: [DEFAULTS.run(quantity(5, KM), "easy", time(18)), DEFAULTS.run(quantity(6, KM), "easy")],
    }
    gym = [Strength(start=time(hour), duration=quantity(45, MIN)) for hour in (19, 12)]
    week = week_from(date(2026, 11, 25), runs, {2: gym}, quantity(50, KM))
    assert [day.weekday for day in week.days] == ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]
    assert [run.distance.m_as(KM) for run in week.days[0].runs] == [6, 5]
    assert [session.start.hour for session in week.days[0].strength] == [12, 19]
    assert [len(day.runs) for day in week.days] == [2, 0, 0, 0, 0, 1, 0]
    assert week.distance.m_as(KM) == pytest.approx(19)
    assert week.days[0].running_time.m_as(MIN) == pytest.approx(66)
    assert week.last_distance is not None
    assert week.last_distance.m_as(KM) == 50


def test_without_strength_or_last_week_there_is_none():
    week = week_from(date(2026, 11, 23), {})
    assert week.last_distance is None
    assert week.race is None
    assert all(day.strength == () for day in week.days)


def test_the_race_is_the_longest_one():
    def race(km) -> Run:
        return DEFAULTS.run(quantity(km, KM), "race")

    week = week_from(
        date(2026, 11, 23), {2: [race(5)], 5: [race(21)], 6: [DEFAULTS.run(quantity(30, KM), "long"), race(3)]}
    )
    assert week.race is not None
    day, run = week.race
    assert (day.weekday, run.distance.m_as(KM)) == ("Sat", 21)


def test_a_marathon_on_sunday_after_60_km_weeks():
    # Usual: 18 km on Sunday, 42 km over Tue, Wed, Thu and Sat. Half of 42 is 21: 5 on the eve, 16 over three days.
    around, _ = others(60, 6, 42.195)
    third = pytest.approx(16 / 3)
    assert around == {1: (third, "easy"), 2: (third, "tempo"), 3: (third, "easy"), 5: (pytest.approx(5), "easy")}


def test_ten_kilometres_on_tuesday_are_followed_by_a_day_of_rest():
    # Usual: 10.5 km on Tue, Wed, Thu, Sat; Wednesday rests, then half of 10.5, on the long run's day too.
    around, _ = others(60, 1, 10)
    assert around == {day: (pytest.approx(5.25), "easy") for day in (3, 5, 6)}


def test_the_run_two_days_ahead_moves_when_only_the_eve_would_be_left():
    # Thursday's race: usual Tue and Wed 21 km, half is 10.5; Tuesday rests, so Monday takes what the eve leaves.
    around, _ = others(60, 3, 42.2)
    assert around == {0: (pytest.approx(5.5), "easy"), 2: (pytest.approx(5), "easy")}


def test_the_eve_of_a_short_race_is_no_longer_than_the_race():
    around, _ = others(60, 6, 3)
    assert around[5] == (pytest.approx(3), "easy")
    around, _ = others(60, 6, 1.5)
    assert 5 not in around


@given(WEEKLY_KM, WEEKDAY, RACE_KM, WEEKDAY)
def test_laws_of_every_race_week(weekly_km, weekday, race_km, first):
    around, race = others(weekly_km, weekday, race_km, first)
    usual = usual_km(weekly_km, first)
    assert race not in around
    assert race - 2 not in around
    assert all(km >= 2 - 1e-9 for km, _ in around.values())
    assert all(km <= min(usual.values()) + 1e-9 for km, _ in around.values())
    before = sum(km for day, (km, _) in around.items() if day < race)
    assert before <= 0.5 * sum(km for day, km in usual.items() if day < race) + 1e-9
    if race - 1 in around:
        assert around[race - 1][0] <= min(5, race_km) + 1e-9
    assert all(day > race + math.ceil(race_km / 15) for day in around if day > race)
    tempos = [day for day, (_, kind) in around.items() if kind == "tempo"]
    assert tempos == ([race - 4] if weekly_km >= 40 and race >= 4 else [])
    assert {kind for _, kind in around.values()} <= {"easy", "tempo"}


@given(st.floats(40, 200), RACE_KM)
def test_the_taper_is_a_cut_by_half_when_the_race_is_on_a_sunday(weekly_km, race_km):
    around, _ = others(weekly_km, 6, race_km)
    usual = usual_km(weekly_km)
    before = sum(km for km, _ in around.values())
    assert before == pytest.approx(0.5 * sum(km for day, km in usual.items() if day < 6))


def test_a_week_of_rest_stays_one_around_a_race():
    assert others(0, 6, 10)[0] == {}
