"""Carbohydrate, protein, fat, fibre and their timing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.science import macronutrients as macro
from fuelplan.science import nutrient_timing as timing
from fuelplan.units import G_PER_HOUR, HOUR, KCAL, KG, KM, LB, MILE, MIN, G, quantity

REFERENCE = Path(__file__).parent / "reference"
MASSES = st.floats(35, 180)
MINUTES = st.floats(0, 600)


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def band(mass: float, minutes: float) -> tuple[float, float]:
    low, high = macro.carbohydrate_band(quantity(mass, KG), quantity(minutes, MIN))
    return low.m_as(G), high.m_as(G)


def aim(mass: float, km: float, minutes: float) -> float:
    return macro.carbohydrate_aim(quantity(mass, KG), quantity(km, KM), quantity(minutes, MIN)).m_as(G)


@pytest.mark.parametrize("row", rows("carbohydrate_knots.csv"))
def test_carbohydrate_band_at_the_published_classes(row):
    low, high = band(1.0, float(row["minutes"]))
    assert low == pytest.approx(float(row["low_g_kg"]), abs=float(row["tolerance"]))
    assert high == pytest.approx(float(row["high_g_kg"]), abs=float(row["tolerance"]))


def test_the_band_grows_with_the_runner():
    """An hour's 5 to 7 g/kg for 70 kg."""
    assert band(70, 60) == pytest.approx((350, 490))


@pytest.mark.parametrize("row", rows("carbohydrate_during_run.csv"))
def test_carbohydrate_during_a_run(row):
    rate = timing.carbohydrate_during_run(quantity(float(row["minutes"]), MIN))
    assert rate.m_as(G_PER_HOUR) == pytest.approx(float(row["g_per_hour"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize(("minutes", "rate"), [(74.9, 0), (75, 30), (120, 30), (120.1, 60), (180, 60), (180.1, 90)])
def test_edges_of_carbohydrate_during_a_run(minutes, rate):
    assert timing.carbohydrate_during_run(quantity(minutes, MIN)).m_as(G_PER_HOUR) == rate


@pytest.mark.parametrize(
    ("km", "minutes", "g_per_kg"),
    [
        (0, 0, 4.0),
        (10, 60, 5.6),  # 4 + 1.6
        (25, 150, 8.0),  # 4 + 4
        (42.2, 240, 10.752),  # 4 + 6.752
        (2, 60, 5.0),  # 4.32, but an hour has 5 at least
        (20, 30, 6.0),  # 7.2, but half an hour has 6 at most
        (80, 300, 12.0),  # 16.8, but no day has more than 12
    ],
)
def test_carbohydrate_aim_by_hand(km, minutes, g_per_kg):
    assert aim(50, km, minutes) == pytest.approx(50 * g_per_kg)


@given(MASSES, MINUTES, st.floats(0.01, 5))
def test_band_is_continuous_and_grows(mass, minutes, step):
    (low0, high0), (low1, high1) = band(mass, minutes), band(mass, minutes + step)
    steepest_g_kg_min = 3 / 60
    assert -1e-9 <= low1 - low0 <= steepest_g_kg_min * step * mass + 1e-6
    assert -1e-9 <= high1 - high0 <= steepest_g_kg_min * step * mass + 1e-6


@given(MASSES, st.floats(0, 80), MINUTES)
def test_aim_lies_inside_the_band(mass, km, minutes):
    low, high = band(mass, minutes)
    assert low - 1e-9 <= aim(mass, km, minutes) <= high + 1e-9


@given(MASSES, st.floats(0, 80), MINUTES, st.floats(0.1, 20))
def test_aim_never_falls_with_more_running_or_mass(mass, km, minutes, more):
    here = aim(mass, km, minutes)
    assert aim(mass, km + more, minutes) >= here - 1e-9
    assert aim(mass, km, minutes + more) >= here - 1e-9
    assert aim(mass + more, km, minutes) > here


@given(MASSES, st.floats(0, 80), MINUTES)
def test_pounds_miles_and_hours_change_nothing(mass, km, minutes):
    m, d, t = quantity(mass, KG).to(LB), quantity(km, KM).to(MILE), quantity(minutes, MIN).to(HOUR)
    assert macro.carbohydrate_aim(m, d, t).m_as(G) == pytest.approx(aim(mass, km, minutes))
    assert [edge.m_as(G) for edge in macro.protein_window(m)] == pytest.approx(
        [1.2 * mass, 1.6 * mass, 1.8 * mass, 2.2 * mass]
    )


def test_fat_and_fibre_shares():
    low, high = macro.fat_window(quantity(3000, KCAL))
    assert low.m_as(G) * 9 == pytest.approx(600)
    assert high.m_as(G) * 9 == pytest.approx(1050)
    assert macro.fibre_aim(quantity(2000, KCAL)).m_as(G) == pytest.approx(28)


@pytest.mark.parametrize(("age", "expected"), [(35, [20, 24]), (59.9, [20, 24]), (60, [32, 32]), (85, [32, 32])])
def test_protein_of_one_meal(age, expected):
    assert [edge.m_as(G) for edge in macro.protein_per_meal(quantity(80, KG), age)] == pytest.approx(expected)


def test_protein_of_one_meal_without_an_age():
    assert [edge.m_as(G) for edge in macro.protein_per_meal(quantity(80, KG))] == pytest.approx([20, 24])


@given(MASSES)
def test_a_loading_day_holds_its_carbohydrate_protein_and_fat(mass):
    energy = macro.loading_energy(quantity(mass, KG)).m_as(KCAL)
    assert energy == pytest.approx(4 * 10 * mass + 4 * 1.2 * mass + 0.15 * energy)


def test_loading_energy_by_hand():
    assert macro.loading_energy(quantity(60, KG)).m_as(KCAL) == pytest.approx(60 * 44.8 / 0.85)


def test_a_loading_day_is_low_in_fibre():
    low, high = macro.loading_fibre(quantity(3000, KCAL))
    assert [low.m_as(G), high.m_as(G)] == pytest.approx([12, 24])
    assert high < macro.fibre_aim(quantity(3000, KCAL))


@pytest.mark.parametrize(
    ("minutes", "hours", "g_per_kg"), [(60, 3, 0), (61, 3, 3), (180, 1, 1), (180, 6, 4), (180, -1, 0)]
)
def test_carbohydrate_before_a_run(minutes, hours, g_per_kg):
    grams = timing.carbohydrate_before_run(quantity(50, KG), quantity(minutes, MIN), quantity(hours, HOUR))
    assert grams.m_as(G) == pytest.approx(50 * g_per_kg)


@pytest.mark.parametrize(("hours", "expected"), [(7.9, [50, 60]), (8, [0, 0]), (24, [0, 0])])
def test_carbohydrate_after_a_run(hours, expected):
    edges = timing.carbohydrate_after_run(quantity(50, KG), quantity(hours, HOUR))
    assert [edge.m_as(G_PER_HOUR) for edge in edges] == pytest.approx(expected)


def test_carbohydrate_loading():
    assert [edge.m_as(G) for edge in timing.carbohydrate_loading(quantity(50, KG))] == pytest.approx([400, 500, 600])


@given(MASSES, MINUTES, st.floats(0, 12), st.floats(0.01, 2))
def test_the_meal_before_a_run_never_shrinks_with_time_or_mass(mass, minutes, hours, more):
    def grams(m, h):
        return timing.carbohydrate_before_run(quantity(m, KG), quantity(minutes, MIN), quantity(h, HOUR)).m_as(G)

    here = grams(mass, hours)
    assert 0 <= here <= 4 * mass
    assert grams(mass, hours + more) >= here
    assert grams(mass + more, hours) >= here


@pytest.mark.parametrize(
    ("minutes", "poor"),
    [(-60, False), (0, False), (30, False), (119, False), (120, True), (240, True), (360, True), (361, False)],
)
def test_iron_is_poor_two_to_six_hours_after_a_hard_run(minutes, poor):
    assert timing.is_iron_poor(minutes) is poor


def test_the_iron_window_holds_the_hepcidin_peak():
    """sim2019: the peak lies 3-6 h after a run."""
    assert timing.IRON_POOR_FROM_H <= 3 and timing.IRON_POOR_TO_H >= 6
    assert timing.IRON_BESIDE_RUN_MIN < 60 * timing.IRON_POOR_FROM_H


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("IRON_BESIDE_RUN_MIN", 30),  # mckay2024: within half an hour before or after
        ("IRON_MORNING_UNTIL_MIN", 12 * 60),  # ours: noon
        ("TEA_COFFEE_BEFORE_H", 1),  # morck1983: coffee an hour before did no harm
        ("TEA_COFFEE_AFTER_H", 2),  # ours: an hour after was as bad as with the meal
        ("CALCIUM_APART_H", 2),  # ours
        ("CALCIUM_WITH_IRON_MG", 165),  # hallberg1991: the lowest dose that cost half of the iron
        ("LIGHT_BEFORE_RUN_MIN", 3 * 60),  # README, as the two that follow: little of both within 3 h before a run
        ("LOW_FIBRE_BEFORE_RUN_G", 8),
        ("LOW_FAT_BEFORE_RUN_G", 15),
        ("MOUTH_RINSE_FROM_MIN", 45),  # jeukendrup2014: 45-75 min
        ("FUEL_FROM_MIN", 75),
        ("RECOVERY_HOURS", 4),  # burke2011: 1.0-1.2 g/kg/h for the first four hours
        ("LOADING_FROM_MIN", 90),  # burke2011: events of more than 90 min,
        ("LOADING_DAYS", 48 / 24),  # 36-48 h before
    ],
)
def test_hours_and_amounts_of_the_papers_and_the_readme(name, figure):
    assert getattr(timing, name) == figure
