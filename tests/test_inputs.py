from datetime import date

import pytest

from fuelplan.errors import InputError
from fuelplan.inputs import read_request
from fuelplan.units import CM, KG, KM, KM_PER_HOUR


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
    )
    assert not any("--" in assumption for assumption in request.assumptions)
    assert request.athlete.height.m_as(CM) == pytest.approx(165)
    assert request.week.days[0].day == date(2026, 11, 25)
    assert request.week.days[0].runs[0].speed.m_as(KM_PER_HOUR) == pytest.approx(12)


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
