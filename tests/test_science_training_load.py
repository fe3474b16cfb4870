"""The other causes of heavy legs: growth of the week, and figures that must make sense together."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.science import training_load as load
from fuelplan.units import KM, MILE, quantity

DISTANCES = st.floats(1, 300)


@pytest.mark.parametrize(
    ("km", "last", "expected"),
    [
        (55, 50, 0.1),
        (50, 50, 0),
        (25, 50, -0.5),
        (0, 50, -1),
        (65, 50, 0.3),
        (30, 0, math.inf),
        (0.5, 0, math.inf),
        (5, 0.5, 9),
        (0, 0, 0),
    ],
)
def test_ramp_by_hand(km, last, expected):
    assert load.ramp(quantity(km, KM), quantity(last, KM)) == pytest.approx(expected)


@given(DISTANCES, DISTANCES, st.floats(0.1, 50))
def test_ramp_rises_with_this_week_and_falls_with_the_last(km, last, more):
    here = load.ramp(quantity(km, KM), quantity(last, KM))
    assert load.ramp(quantity(km + more, KM), quantity(last, KM)) > here
    assert load.ramp(quantity(km, KM), quantity(last + more, KM)) < here
    assert load.ramp(quantity(km, KM).to(MILE), quantity(last, KM)) == pytest.approx(here)


def test_figures_agree_with_one_another_and_the_papers():
    assert load.MOST_RAMP == 0.10  # the rule that buist2008 tested
    assert load.RISKY_RAMP == 0.30  # nielsen2014
    assert load.MOST_LONG_RUN_SHARE == 0.35
    assert 0.40 <= load.TAPER_VOLUME <= 0.59  # 41-60 % less, bosquet2007
    assert load.SLEEP_HOURS == (7, 9)
    assert load.CADENCE_RISE == (0.05, 0.10)
    assert load.STRENGTH_SESSIONS in (2, 3)
