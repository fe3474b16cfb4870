"""Sweat, drinking and sodium: the ACSM table, and the laws that keep a runner safe."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.errors import InputError
from fuelplan.science import hydration as hydro
from fuelplan.science import sweat as model
from fuelplan.units import (
    CM,
    DEG_C,
    DEG_F,
    HOUR,
    KG,
    KILOPASCAL,
    KM_PER_HOUR,
    L_PER_HOUR,
    LB,
    LITRE,
    M2,
    MG,
    MG_PER_L,
    MIN,
    ML,
    quantity,
)

REFERENCE = Path(__file__).parent / "reference"
MASSES = st.floats(35, 180)
HEIGHTS = st.floats(120, 230)
SPEEDS = st.floats(4, 24)
TEMPERATURES = st.floats(-30, 45)
HUMIDITIES = st.floats(0, 1)
SWEAT_RATES = st.floats(0.05, 3.0)
HOURS = st.floats(0.05, 12)


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as table:
        return [row for row in csv.DictReader(table) if all(row[k] == v for k, v in wanted.items())]


def base(mass: float, speed: float, temperature: float) -> float:
    m, v, t = quantity(mass, KG), quantity(speed, KM_PER_HOUR), quantity(temperature, DEG_C)
    return float(model.base_sweat_rate(m, v, t).m_as(L_PER_HOUR))


def sweat(mass: float, height: float, speed: float, temperature: float, humidity: float) -> float:
    m, h = quantity(mass, KG), quantity(height, CM)
    v, t = quantity(speed, KM_PER_HOUR), quantity(temperature, DEG_C)
    return float(model.sweat_rate(m, h, v, t, humidity).m_as(L_PER_HOUR))


def drinking(rate: float, hours: float, mass: float) -> float:
    s, t, m = quantity(rate, L_PER_HOUR), quantity(hours, HOUR), quantity(mass, KG)
    return float(hydro.drinking_rate(s, t, m).m_as(L_PER_HOUR))


@pytest.mark.parametrize("row", rows("acsm2007_sweat_rate.csv"))
def test_base_rate_at_every_acsm_cell(row):
    rate = base(float(row["mass_kg"]), float(row["speed_kmh"]), float(row["temperature_c"]))
    assert rate == pytest.approx(float(row["sweat_l_h"]), abs=float(row["tolerance"]))


def test_base_rate_error_over_the_whole_acsm_table():
    cells = rows("acsm2007_sweat_rate.csv")
    errors = [
        base(float(c["mass_kg"]), float(c["speed_kmh"]), float(c["temperature_c"])) - float(c["sweat_l_h"])
        for c in cells
    ]
    assert len(cells) == 24
    assert math.sqrt(sum(e * e for e in errors) / len(errors)) < 0.0075


@pytest.mark.parametrize("row", rows("physics.csv", quantity="saturation_kpa"))
def test_saturation_pressure_against_steam_tables(row):
    pressure = model.saturation_pressure(quantity(float(row["temperature_c"]), DEG_C)).m_as(KILOPASCAL)
    assert pressure == pytest.approx(float(row["value"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize("row", rows("physics.csv", quantity="surface_m2"))
def test_body_surface(row):
    area = model.body_surface_area(quantity(float(row["mass_kg"]), KG), quantity(float(row["height_cm"]), CM))
    assert area.m_as(M2) == pytest.approx(float(row["value"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize("row", rows("marathon_mass_change.csv"))
def test_marathon_mass_change(row):
    drunk = float(row["drink_l_h"]) * float(row["hours"])
    loss = hydro.expected_loss_percent(
        quantity(float(row["sweat_l"]), LITRE), quantity(drunk, LITRE), quantity(float(row["mass_kg"]), KG)
    )
    assert -loss == pytest.approx(float(row["change_percent"]), abs=float(row["tolerance"]))


@given(st.tuples(MASSES, HEIGHTS, SPEEDS, TEMPERATURES, HUMIDITIES), st.floats(0.01, 1))
def test_sweat_never_falls_as_anything_rises(run, more):
    mass, height, speed, temperature, humidity = run
    here = sweat(mass, height, speed, temperature, humidity)
    assert sweat(mass, height, speed, min(45.0, temperature + 5 * more), humidity) >= here - 1e-9
    assert sweat(mass, height, speed, temperature, min(1.0, humidity + more)) >= here - 1e-9
    assert sweat(min(180.0, mass + 10 * more), height, speed, temperature, humidity) >= here - 1e-9
    assert sweat(mass, height, min(24.0, speed + 5 * more), temperature, humidity) >= here - 1e-9


@given(MASSES, HEIGHTS, SPEEDS, TEMPERATURES, HUMIDITIES)
def test_sweat_stays_inside_its_caps(mass, height, speed, temperature, humidity):
    dry = base(mass, speed, temperature)
    assert min(3.0, dry) <= sweat(mass, height, speed, temperature, humidity) <= min(3.0, 1.43 * dry) + 1e-9


@given(MASSES, HEIGHTS, SPEEDS, TEMPERATURES, HUMIDITIES)
def test_a_tenth_of_a_degree_never_makes_a_jump(mass, height, speed, temperature, humidity):
    here = sweat(mass, height, speed, temperature, humidity)
    assert abs(sweat(mass, height, speed, temperature + 0.1, humidity) - here) <= 0.03


@pytest.mark.parametrize("humidity", [0.9, 0.95, 1.0])
@pytest.mark.parametrize("mass", [50, 60, 65, 70])
def test_nor_where_the_air_fills_up_around_a_tall_and_fast_runner(mass, humidity):
    rates = [sweat(mass, 230, 24, 25 + step / 10, humidity) for step in range(80)]
    steps = [after - before for before, after in itertools.pairwise(rates)]
    assert 0.02 < max(steps) <= 0.03
    assert min(steps) >= 0


@pytest.mark.parametrize(
    ("temperature", "humidity", "expected"),
    [
        (18, 0.6, 0.816),  # S0 0.786, Emax 1943 W, w 0.273: 1 / (1 - 0.0373) = 1.039
        (34, 1.0, 1.362),  # nothing evaporates: 1.43 x 0.9525
        (-30, 0.5, 0.288),  # S0 0.9261 - 0.140 - 0.4992, w 0.08
    ],
)
def test_sweat_rate_by_hand(temperature, humidity, expected):
    assert sweat(70, 180, 10, temperature, humidity) == pytest.approx(expected, abs=0.001)


def test_in_the_cold_a_tenth_of_a_litre_is_sweated():
    """35 kg at 4 km/h and -30 °C: 0.185 - 0.140 - 0.499 is less than nothing."""
    assert base(35, 4, -30) == sweat(35, 150, 4, -30, 1.0) == 0.1


@given(MASSES, HEIGHTS, SPEEDS, TEMPERATURES, HUMIDITIES)
def test_pounds_and_fahrenheit_change_nothing(mass, height, speed, temperature, humidity):
    rate = model.sweat_rate(
        quantity(mass, KG).to(LB),
        quantity(height, CM),
        quantity(speed, KM_PER_HOUR),
        quantity(temperature, DEG_C).to(DEG_F),
        humidity,
    )
    assert rate.m_as(L_PER_HOUR) == pytest.approx(sweat(mass, height, speed, temperature, humidity))


@given(SWEAT_RATES, HOURS, MASSES)
def test_nobody_is_told_to_drink_more_than_they_sweat(rate, hours, mass):
    drink = drinking(rate, hours, mass)
    assert 0 <= drink <= 0.8 * rate + 1e-12
    assert drink <= 0.8
    assert hydro.MAX_DRINK_PER_HOUR.m_as(LITRE) == 0.8


@given(SWEAT_RATES, HOURS, MASSES, st.floats(0, 1))
def test_drinking_grows_with_sweat_and_falls_with_mass(rate, hours, mass, more):
    here = drinking(rate, hours, mass)
    assert drinking(rate + more, hours, mass) >= here
    assert drinking(rate, hours, mass + 20 * more) <= here


@given(SWEAT_RATES, HOURS, MASSES)
def test_loss_stays_within_two_per_cent_wherever_the_cap_allows(rate, hours, mass):
    drink = drinking(rate, hours, mass)
    loss = hydro.expected_loss_percent(
        quantity(rate * hours, LITRE), quantity(drink * hours, LITRE), quantity(mass, KG)
    )
    capped = drink >= min(0.8 * rate, 0.8) - 1e-12
    assert loss <= 2 + 1e-9 or capped


@pytest.mark.parametrize(
    ("rate", "hours", "mass", "expected"),
    [
        (0.8, 1.0, 70, 0.0),  # an hour, small loss: nothing
        (1.6, 1.0, 70, 0.4),  # an hour, more than 2 %: at least 0.4
        (0.8, 1.5, 70, 0.4),
        (0.4, 2.0, 70, 0.32),  # 80 % of a small sweat rate wins over 0.4
        (1.0, 4.0, 60, 0.7),  # lo = 1.0 - 1.2 / 4
        (2.5, 3.0, 60, 0.8),  # capped: more than 2 % is lost
        (2.5, 0.0, 60, 0.0),  # no run, no drink
    ],
)
def test_drinking_rate_by_hand(rate, hours, mass, expected):
    assert drinking(rate, hours, mass) == pytest.approx(expected)


@pytest.mark.parametrize(("mass", "litres"), [(71, 2.5), (57, 2.0)])
def test_daily_water_meets_efsa_at_rest(mass, litres):
    assert hydro.daily_water(quantity(mass, KG), quantity(0, LITRE)).m_as(LITRE) == pytest.approx(litres, abs=0.02)


def test_sweat_is_drunk_on_top():
    """35 mL/kg × 60 kg = 2.1 L, and 1.5 L of sweat."""
    assert hydro.daily_water(quantity(60, KG), quantity(1500, ML)).m_as(LITRE) == pytest.approx(3.6)


def test_three_millilitres_are_stored_with_a_gram_of_glycogen():
    assert hydro.glycogen_water(quantity(0.4, KG)).m_as(ML) == pytest.approx(1200)  # fernandezelias2015


def test_drink_before_is_5_to_10_ml_per_kg():
    assert [edge.m_as(ML) for edge in hydro.drink_before(quantity(70, KG))] == pytest.approx([350, 700])


@pytest.mark.parametrize(("hours", "expected"), [(4, [1.0, 1.2]), (11.9, [1.0, 1.2]), (12, None), (48, None)])
def test_drink_after(hours, expected):
    edges = hydro.drink_after(quantity(0.8, LITRE), quantity(hours, HOUR))
    assert edges is None if expected is None else [e.m_as(LITRE) for e in edges] == pytest.approx(expected)


def test_a_gain_leaves_nothing_to_replace():
    edges = hydro.drink_after(quantity(-0.3, LITRE), quantity(5, HOUR))
    assert [edge.m_as(LITRE) for edge in edges] == [0, 0]


@pytest.mark.parametrize(("kind", "mmol"), [("light", 20), ("normal", 40), ("salty", 60)])
def test_sweat_sodium_in_whole_millimoles(kind, mmol):
    assert hydro.sweat_sodium(quantity(1, LITRE), kind).m_as(MG) == pytest.approx(22.99 * mmol, rel=0.001)


def test_sodium_of_salt_drinks_and_a_day():
    """NaCl is 22.99 + 35.45 g/mol; EFSA 2019 holds 2.0 g a day to be enough; sawka2007 gives drinks 20-30 mmol/L."""
    assert pytest.approx(1000 * 22.99 / (22.99 + 35.45), abs=0.5) == hydro.SODIUM_MG_PER_G_SALT
    assert hydro.BASELINE_SODIUM_MG == 2000
    assert pytest.approx(30 * 22.99, abs=0.5) == hydro.DRINK_SODIUM_MG_PER_L


def test_sweat_is_normal_unless_it_is_told_to_be_salty():
    volume, short = quantity(1, LITRE), (quantity(0.5, L_PER_HOUR), quantity(1, HOUR))
    assert hydro.sweat_sodium(volume) == hydro.sweat_sodium(volume, "normal")
    assert hydro.drink_sodium(*short) == hydro.drink_sodium(*short, salty=False)


@pytest.mark.parametrize(
    ("rate", "hours", "salty", "needed"),
    [(1.2, 2, False, False), (1.21, 1, False, True), (0.5, 2.1, False, True), (0.5, 1, True, True)],
)
def test_drink_sodium_triggers(rate, hours, salty, needed):
    sodium = hydro.drink_sodium(quantity(rate, L_PER_HOUR), quantity(hours, HOUR), salty).m_as(MG_PER_L)
    assert 460 <= sodium <= 1150 if needed else sodium == 0


def test_sweat_test_by_the_scales():
    rate = hydro.sweat_rate_from_test(
        quantity(70.0, KG), quantity(69.2, KG), quantity(400, ML), quantity(100, ML), quantity(66, MIN)
    )
    assert rate.m_as(L_PER_HOUR) == pytest.approx(1.0)


def test_a_short_sweat_test_of_little_sweat_counts():
    nothing = quantity(0, LITRE)
    rate = hydro.sweat_rate_from_test(quantity(70, KG), quantity(69.7, KG), nothing, nothing, quantity(30, MIN))
    assert rate.m_as(L_PER_HOUR) == pytest.approx(0.6)


@pytest.mark.parametrize(("after", "minutes"), [(70.5, 60), (70, 60), (69, 0)])
def test_sweat_test_that_cannot_be(after, minutes):
    nothing = quantity(0, LITRE)
    with pytest.raises(
        InputError, match=r"^The sweat test gives no sweat: check both weights, drink, urine and time.$"
    ):
        hydro.sweat_rate_from_test(quantity(70, KG), quantity(after, KG), nothing, nothing, quantity(minutes, MIN))


def test_sweat_band():
    assert [e.m_as(L_PER_HOUR) for e in model.sweat_band(quantity(2, L_PER_HOUR))] == pytest.approx([1.7, 3.0])
