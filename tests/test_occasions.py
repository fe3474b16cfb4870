"""Occasions around real training days; times are worked out by hand from the coach's rules they state."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fuelplan.planner.occasions import occasions
from fuelplan.training import Run, Strength, TrainingDay
from fuelplan.units import DEG_C, KM, MIN, quantity

MAINS = ("breakfast", "lunch", "dinner")


def minute(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def run(start, end, kind="easy"):
    return run_at(minute(start), minute(end) - minute(start), kind)


def run_at(start, length, kind="easy"):
    return Run(
        distance=quantity(length / 6, KM),
        duration=quantity(length, MIN),
        start=time(start // 60, start % 60),
        kind=kind,
        temperature=quantity(18, DEG_C),
        humidity=0.6,
    )


def strength(start, end):
    return Strength(
        start=time(minute(start) // 60, minute(start) % 60), duration=quantity(minute(end) - minute(start), MIN)
    )


def day_of(*runs, lifts=()):
    return TrainingDay(day=date(2026, 11, 24), runs=tuple(runs), strength=tuple(lifts))


def times(day, energy_kcal=3000.0, **options):
    """Return slot → its clock times."""
    found = {}
    for occasion in occasions(day, energy_kcal, **options):
        found.setdefault(occasion.slot, []).append(occasion.time)
    return found


def test_a_double_day_feeds_both_runs():
    found = times(day_of(run("06:30", "07:30"), run("18:00", "19:00")))
    assert found["before run"] == ["06:00"]
    assert found["breakfast"] == ["08:00"]
    assert found["afternoon snack"] == ["16:00"]  # two hours ahead of the evening run: its bite
    assert found["dinner"] == ["19:30"]


def test_a_slot_comes_twice_when_two_runs_need_it():
    found = times(day_of(run("06:00", "07:40"), run("20:30", "22:10")))
    assert found["after run"] == ["08:10", "22:40"]


def test_what_restores_the_first_run_feeds_the_second_close_behind():
    found = times(day_of(run("07:00", "07:50"), run("08:20", "09:20")))
    assert found["before run"] == ["06:30"]
    assert found["after run"] == ["08:00"]
    assert found["breakfast"] == ["09:50"]


def test_a_run_in_the_night():
    found = times(day_of(run("04:30", "05:30")))
    assert found["before run"] == ["04:00"]
    assert found["after run"] == ["06:00"]
    assert found["breakfast"] == ["08:00"]


def test_lunch_waits_for_a_noon_run_and_longer_for_a_long_one():
    assert times(day_of(run("12:00", "13:00")))["lunch"] == ["13:30"]
    found = times(day_of(run("10:30", "13:30", "long")))
    assert (found["breakfast"], found["after run"], found["lunch"]) == (["08:00"], ["14:00"], ["14:30"])


def test_no_snack_comes_between_a_long_run_and_what_restores_it():
    found = times(day_of(run("08:22", "09:52", "long")), 5500.0)
    assert found["after run"] == ["10:25"]
    assert minute(found["morning snack"][0]) >= minute("10:55")
    found = times(day_of(run("09:00", "12:45", "race")), 4800.0)
    assert found["after run"] == ["13:15"]
    assert "morning snack" not in found


def test_dinner_two_hours_ahead_of_a_late_run():
    found = times(day_of(run("20:30", "22:00")))
    assert found["dinner"] == ["18:30"]
    assert found["after run"] == ["22:30"]
    assert "evening snack" not in found


def test_an_ultra_has_its_breakfast_ahead_and_the_other_meals_behind():
    found = times(day_of(run("06:00", "16:00")), 7000.0)
    assert found["breakfast"] == ["04:00"]
    assert found["after run"] == ["16:30"]
    assert found["lunch"] == ["17:00"]
    assert minute(found["dinner"][0]) >= minute("19:30")


@pytest.mark.parametrize(
    ("start", "end", "breakfast"),
    [
        ("10:00", "12:30", "07:00"),
        ("08:00", "09:40", "05:30"),
        ("07:30", "09:30", "05:30"),
        ("07:00", "10:30", "05:00"),
    ],
)
def test_breakfast_on_race_day(start, end, breakfast):
    found = times(day_of(run(start, end, "race")))
    assert found["breakfast"] == [breakfast]
    assert 30 <= minute(start) - minute(found["before run"][0]) <= 45
    assert minute(found["after run"][0]) == minute(end) + 30
    assert minute(found["lunch"][0]) - minute(end) <= 120


def test_a_short_race_has_no_second_bite_and_a_meal_within_two_hours():
    found = times(day_of(run("09:00", "09:25", "race")))
    assert found["breakfast"] == ["06:00"]
    assert "before run" not in found
    assert found["after run"] == ["09:55"]
    assert found["lunch"] == ["11:25"]


def test_lunch_three_hours_ahead_of_an_afternoon_race():
    found = times(day_of(run("14:00", "16:00", "race")))
    assert (found["lunch"], found["before run"], found["dinner"]) == (["11:00"], ["13:20"], ["18:00"])


def test_meals_make_room_for_strength_work():
    assert times(day_of(lifts=[strength("18:00", "19:00")]))["dinner"] == ["19:30"]
    assert times(day_of(lifts=[strength("13:30", "14:30")]))["lunch"] == ["12:00"]


def test_the_snack_comes_behind_strength_work_that_no_meal_follows():
    assert times(day_of(lifts=[strength("16:00", "17:00")]))["afternoon snack"] == ["17:15"]
    assert times(day_of(lifts=[strength("21:00", "22:00")]))["evening snack"] == ["22:15"]
    assert "after run" not in times(day_of(lifts=[strength("16:00", "17:00")]))


def test_a_late_dinner_is_a_small_one():
    early = {o.slot: o.share for o in occasions(day_of(run("18:00", "19:00")), 2000.0)}
    late = {o.slot: o.share for o in occasions(day_of(run("19:30", "20:30")), 2000.0)}
    assert late["dinner"] / late["breakfast"] == pytest.approx(0.20 / 0.24)
    assert early["dinner"] / early["breakfast"] == pytest.approx(0.29 / 0.24)
    # the nine hundredths it loses: six to lunch, three to the snack
    assert late["lunch"] / late["breakfast"] == pytest.approx(0.32 / 0.24)
    assert late["afternoon snack"] / late["breakfast"] == pytest.approx(0.13 / 0.24)


@given(st.integers(5 * 60, 20 * 60), st.integers(20, 60), st.floats(1500, 5000))
@example(621, 60, 1500.0)
def test_a_day_of_loading_has_six_occasions_at_least(start, length, energy_kcal):
    for day in (day_of(), day_of(run_at(start, length))):
        slots = [o.slot for o in occasions(day, energy_kcal, loading=True)]
        assert len(slots) >= 6
        assert {"morning snack", "afternoon snack", "evening snack"} <= set(slots)


@st.composite
def days(draw):
    """Return a day of up to three runs and two strength sessions that do not overlap."""
    runs, lifts, busy = [], [], []
    for _ in range(draw(st.integers(0, 3))):
        start, length = draw(st.integers(0, 1380)), draw(st.one_of(st.integers(10, 180), st.integers(10, 18 * 60)))
        if start + length <= 1439 and all(start + length <= s or start >= e for s, e in busy):
            runs.append(run_at(start, length, draw(st.sampled_from(["easy", "tempo", "race"]))))
            busy.append((start, start + length))
    for _ in range(draw(st.integers(0, 2))):
        start, length = draw(st.integers(5 * 60, 21 * 60)), draw(st.integers(20, 90))
        if all(start + length <= s or start >= e for s, e in busy):
            lifts.append(Strength(start=time(start // 60, start % 60), duration=quantity(length, MIN)))
            busy.append((start, start + length))
    return day_of(*sorted(runs, key=lambda r: r.start), lifts=sorted(lifts, key=lambda s: s.start))


def room_for_three_meals(day):
    """Whether three meals half an hour apart fit between 04:00 and 23:30, found by taking each as early as can be."""
    spans = [(s.start_minute, s.end_minute) for s in (*day.runs, *day.strength)]
    eaten = []
    for when in range(4 * 60, 23 * 60 + 31, 5):
        free = all(not s <= when < e + 10 for s, e in spans)
        if free and (not eaten or when - eaten[-1] >= 30):
            eaten.append(when)
    return len(eaten) >= 3


@given(days(), st.floats(1200, 9000), st.booleans())
def test_the_laws_of_any_day(day, energy_kcal, loading):
    found = occasions(day, energy_kcal, loading=loading)
    minutes = [o.minute for o in found]
    assert minutes == sorted(minutes)
    assert sum(o.share for o in found) == pytest.approx(1.0)
    assert all(o.share > 0 for o in found)
    assert [o.slot for o in found if o.slot in MAINS] == list(MAINS)
    for session in (*day.runs, *day.strength):
        assert not any(session.start_minute <= when < session.end_minute + 10 for when in minutes)
    assume(room_for_three_meals(day))
    for one, two in pairwise(found):
        assert two.minute - one.minute >= (20 if "run" in one.slot + two.slot else 30)
    assert minutes[-1] <= 23 * 60 + 30
    assert all(o.minute >= 4 * 60 or o.slot == "before run" for o in found)
    assert all(o.minute <= 22 * 60 + 30 for o in found if o.slot == "evening snack")


@given(days())
def test_every_run_of_an_hour_and_a_half_is_fed_before_unless_there_is_no_room(day):
    """Something is eaten within three hours before it, or another run fills the time from two hours ahead."""
    found = [o.minute for o in occasions(day, 3000.0)]
    spans = [(s.start_minute, s.end_minute) for s in (*day.runs, *day.strength)]
    for session in day.runs:
        start = session.start_minute
        crowded = start < 120 or any(s < start and e > start - 90 for s, e in spans)
        if session.minutes >= 90 and not crowded:
            assert any(start - 180 <= when < start for when in found)
