"""The heat index against the steam tables, and what it must never do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.science import heat
from fuelplan.units import DEG_C, DEG_F, quantity

PHYSICS = Path(__file__).parent / "reference" / "physics.csv"


def saturated() -> list[tuple[float, float]]:
    """Air temperature [°C] and the vapour pressure of saturated air [kPa]."""
    with PHYSICS.open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["quantity"] == "saturation_kpa"]
    return [(float(row["temperature_c"]), float(row["value"])) for row in rows]


def index(celsius: float, humidity: float) -> float:
    return float(heat.wet_bulb_globe_temperature(quantity(celsius, DEG_C), humidity).m_as(DEG_C))


@pytest.mark.parametrize("humidity", [0, 0.5, 1])
@pytest.mark.parametrize(("celsius", "kpa"), saturated())
def test_heat_index_by_hand(celsius, kpa, humidity):
    """Willett 2012: 0.567 T + 0.393 e + 3.94, e in hPa."""
    by_hand = 0.567 * celsius + 0.393 * 10 * humidity * kpa + 3.94
    assert index(celsius, humidity) == pytest.approx(by_hand, abs=0.08)
    assert index(celsius, 0) == pytest.approx(0.567 * celsius + 3.94)


@given(st.floats(-10, 45), st.floats(0, 5), st.floats(0, 1))
def test_warmer_or_damper_air_is_never_safer(celsius, more, humidity):
    assert index(celsius + more, humidity) >= index(celsius, humidity)
    assert index(celsius, min(1, humidity + 0.1)) >= index(celsius, humidity) - 1e-9


@given(st.floats(-10, 45), st.floats(0, 1))
def test_fahrenheit_changes_nothing(celsius, humidity):
    in_fahrenheit = heat.wet_bulb_globe_temperature(quantity(celsius, DEG_C).to(DEG_F), humidity)
    assert in_fahrenheit.m_as(DEG_C) == pytest.approx(index(celsius, humidity))


def test_limits_are_those_of_armstrong_2007_for_runners_not_used_to_heat():
    """The paper prints 82.1 and 86.1 °F beside them, each rounded for itself."""
    limits = [quantity(celsius, DEG_C).to(DEG_F).m for celsius in (heat.HEAT_CAUTION_C, heat.HEAT_DANGER_C)]
    assert limits == pytest.approx([82.1, 86.1], abs=0.15)
