from datetime import date

import pytest

from fuelplan.errors import InputError
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.units import CM, DEG_C, KG, KM, KM_PER_HOUR, M


def test_kilometres_alone_are_enough_and_every_assumption_is_named():
    request = read_request(km=60)
    assert request.athlete.mass.m_as(KG) == 70
    assert request.week.distance.m_as(KM) == pytest.approx(60)
    named = " ".join(request.assumptions)
    for option in ("--weight", "--height", "--age", "--sex", "--pace", "--temp", "--humidity", "--start", "--runs"):
        assert option in named
    assert "weight" in request.assumptions[0]


def test_what_is_given_is_not_assumed():
    request = read_request(
        km="60",
        weight="55kg",
        height="1.65m",
        age="28",
        sex="f",
        pace="5:00",
        temp="25",
        humidity="40",
        start="2026-11-25",
        runs="wed 30; sat 30",
        region="us",
        ffm="47kg",
        lifestyle="desk",
    )
    assert not any("--" in assumption for assumption in request.assumptions)
    assert request.athlete.height.m_as(CM) == pytest.approx(165)
    assert request.week.days[0].day == date(2026, 11, 25)
    assert request.week.days[0].runs[0].speed.m_as(KM_PER_HOUR) == pytest.approx(12)


USUAL = ("pace 6:00 /km where none is given (--pace)", "18 °C where none is given (--temp)")
USUAL_AIR = "60 % humidity where none is given (--humidity)"


@pytest.mark.parametrize(
    ("options", "assumed"),
    [
        ({"km": 60}, {*USUAL, USUAL_AIR}),
        ({"runs": "tue 10; sun 20 2h 20C 50%"}, {*USUAL, USUAL_AIR}),
        ({"runs": "tue 10 5:30/km; sun 20 2h"}, {USUAL[1], USUAL_AIR}),
        ({"runs": "tue 10 24C 1h; sun 50min 24C"}, {USUAL[0], USUAL_AIR}),
        ({"runs": "tue 10 24C 1h 60%"}, set()),
        ({"runs": "tue 10 24C 1h 60%", "race": "sun half"}, {*USUAL, USUAL_AIR}),
        ({"runs": "tue 10 18C 1h 60%", "race": "sun 10k 50:00 18C 60%"}, set()),
        ({"runs": "tue 10", "pace": "6:00", "temp": 18, "humidity": 60}, set()),
        ({"runs": "mon rest"}, set()),
    ],
)
def test_usual_pace_and_air_are_named_where_a_run_says_none(options, assumed):
    request = read_request(**options, start="2026-11-23")
    said = {sentence for sentence in request.assumptions if "where none is given" in sentence}
    assert said == assumed


def test_what_is_left_out_is_told_as_it_was_written():
    told = read_request(km=40, avoid="Lactose, nuts", start="2026-11-23").assumptions
    assert "never planned: lactose, nuts" in told
    assert not any("never planned" in sentence for sentence in read_request(km=40).assumptions)


def test_every_mistake_at_once():
    with pytest.raises(InputError) as caught:
        read_request(km=-3, weight="seventy", diet="carnivore", temp="hot", runs="funday 10", iron_cap=40, age=12)
    text = str(caught.value)
    for option in ("--km", "--weight", "--diet", "--temp", "--runs", "--iron-cap", "--age"):
        assert option in text
    assert len(caught.value.problems) == 7


def test_distance_is_asked_for_and_only_once():
    with pytest.raises(InputError, match="how far"):
        read_request()
    with pytest.raises(InputError, match="keep one"):
        read_request(km=60, distance="37 mi")


def test_runs_win_over_a_distance_that_disagrees_and_say_so():
    request = read_request(km=60, runs="tue 10 easy; wed 12 tempo; sun 25 long 08:00")
    assert request.week.distance.m_as(KM) == pytest.approx(47)
    assert any("47 km" in warning for warning in request.warnings)


@pytest.mark.parametrize(
    ("km", "count"), [(0, 0), (20, 3), (24.9, 3), (25, 4), (39.9, 4), (40, 5), (64, 5), (65, 6), (99, 6), (100, 7)]
)
def test_assumed_runs_add_up(km, count):
    week = read_request(km=km).week
    runs = [run for day in week.days for run in day.runs]
    assert len(runs) == count
    assert week.distance.m_as(KM) == pytest.approx(km)
    if runs:
        longest = max(run.distance.m_as(KM) for run in runs)
        assert longest <= 35
        assert longest <= 0.34 * km
        assert any(run.kind == "tempo" for run in runs) == (km >= 40)
        if km < 100:
            assert not week.days[0].runs, "the day after the long run is for rest"


def test_a_measured_sweat_rate_is_kept():
    assert read_request(km=40, sweat_rate="1200 ml/h").athlete.sweat_rate.m == pytest.approx(1.2)


def test_a_real_week_is_read_as_written():
    request = read_request(
        runs="tue 50min tempo 18:30; thu 10 easy +200m 26C 80%; sat 8 easy 07:00; sat 6 easy 17:00; sun 3h long 10:30",
        strength="mon 19:00 40min",
        last_km="40",
        start="2026-11-23",
        pace="6:00",
    )
    monday, tuesday, _, thursday, _, saturday, sunday = request.week.days
    assert monday.strength[0].start_minute == 19 * 60
    assert tuesday.runs[0].start_minute == 18 * 60 + 30
    assert tuesday.runs[0].distance.m_as(KM) == pytest.approx(50 / 6)
    assert thursday.runs[0].climb.m_as(M) == 200
    assert thursday.runs[0].temperature.m_as(DEG_C) == 26
    assert thursday.runs[0].humidity == pytest.approx(0.8)
    assert len(saturday.runs) == 2
    assert sunday.runs[0].end_minute == 13 * 60 + 30
    assert request.week.last_distance.m_as(KM) == 40


def test_a_race_with_only_kilometres_makes_the_rest_of_the_week_a_taper():
    request = read_request(km=70, race="sun 42.2 3:45", start="2026-11-23")
    *before, sunday = request.week.days
    assert [run.kind for run in sunday.runs] == ["race"]
    assert sunday.runs[0].minutes == pytest.approx(225)
    kept = sum(float(day.distance.m_as(KM)) for day in before)
    usual = sum(float(day.distance.m_as(KM)) for day in read_request(km=70, start="2026-11-23").week.days[:6])
    assert 0.35 * usual <= kept <= 0.65 * usual
    assert any("race week" in sentence for sentence in request.assumptions)


def test_a_race_beside_single_runs_leaves_them_alone():
    request = read_request(runs="tue 10 easy; fri 5 easy", race="sun half 1:50 at 10:00", start="2026-11-23")
    assert [round(float(day.distance.m_as(KM)), 1) for day in request.week.days] == [0, 10, 0, 0, 5, 0, 21.1]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"runs": "sun 10 race", "race": "sun 42.2 3:45"}, "keep one of them"),
        ({"runs": "sun 20 long 08:30", "race": "sun 42.2 3:45"}, "overlaps"),
        ({"km": 50, "race": "sunday in a month"}, "--race"),
        ({"km": 50, "strength": "tue 07:10 45min"}, "tue"),
        ({"race": "sun 42.2 3:45"}, "in a usual week"),
        ({"km": 50, "last_km": "far"}, "--last-km"),
    ],
)
def test_a_week_that_cannot_be_run_is_asked_about(options, says):
    with pytest.raises(InputError) as caught:
        read_request(**options, start="2026-11-23")
    assert says.lower() in str(caught.value).lower()


def test_an_option_that_does_not_exist_is_a_programming_mistake():
    with pytest.raises(TypeError, match="did you mean 'weight'"):
        read_request(km=60, wieght=70)


def test_sweat_tests_correct_the_model():
    """(70.0 - 69.2 + 0.4 - 0.0) / 1 h = 1.2 L/h, measured in the very air of the plan."""
    test = {"before": 70, "after": 69.2, "drunk": 0.4, "minutes": 60, "km": 10, "temp": 18, "humidity": 60}
    request = read_request(km=40, weight=70, sweat_test=(test,), start="2026-11-23")
    run = next(run for day in week_needs(request.athlete, request.week) for run in day.runs)
    assert run.sweat_l / (run.run.minutes / 60) == pytest.approx(1.2, rel=1e-6)
    with pytest.raises(InputError, match="sweat-test 2"):
        read_request(km=40, sweat_test=(test, {"before": 70}), start="2026-11-23")
