"""Energy formulas against the papers, and laws they must keep."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.errors import InputError
from fuelplan.science import energy
from fuelplan.units import (
    CM,
    INCH,
    J_PER_KG_M,
    KCAL,
    KCAL_PER_DAY,
    KCAL_PER_KG_DAY,
    KG,
    KM,
    LB,
    MILE,
    quantity,
)

REFERENCE = Path(__file__).parent / "reference"
MASSES = st.floats(35, 180)
SEXES = st.sampled_from(["female", "male", None])


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as table:
        return [row for row in csv.DictReader(table) if all(row[k] == v for k, v in wanted.items())]


@pytest.mark.parametrize("row", rows("resting_metabolic_rate.csv", equation="mifflin"))
def test_mifflin_as_printed(row):
    rate = energy.resting_metabolic_rate(
        quantity(float(row["mass_kg"]), KG),
        quantity(float(row["height_cm"]), CM),
        float(row["age_years"]),
        row["sex"],
    )
    assert rate.m_as(KCAL_PER_DAY) == pytest.approx(float(row["kcal_day"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize("row", rows("resting_metabolic_rate.csv", equation="cunningham"))
def test_cunningham_as_printed(row):
    rate = energy.resting_metabolic_rate_from_fat_free_mass(quantity(float(row["ffm_kg"]), KG))
    assert rate.m_as(KCAL_PER_DAY) == pytest.approx(float(row["kcal_day"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize("row", rows("minetti2002_running_cost.csv"))
def test_slope_cost_within_the_measured_scatter(row):
    cost = energy.slope_cost(float(row["gradient"])).m_as(J_PER_KG_M)
    assert cost == pytest.approx(float(row["cost_j_kg_m"]), abs=float(row["tolerance"]))


@pytest.mark.parametrize("row", rows("energy_expenditure_runners.csv"), ids=lambda row: row["source"])
def test_whole_day_against_measured_expenditure(row):
    mass, height = quantity(float(row["mass_kg"]), KG), quantity(float(row["height_cm"]), CM)
    rmr = energy.resting_metabolic_rate(mass, height, float(row["age_years"]), row["sex"])
    run = energy.running_energy(mass, quantity(float(row["km_day"]), KM))
    day = (energy.non_exercise_energy(rmr, float(row["activity_factor"])) + run).m_as(KCAL)
    assert day == pytest.approx(float(row["tee_kcal"]), rel=float(row["tolerance_percent"]) / 100)


def test_strict_rows_use_the_default_activity_factor():
    strict = rows("energy_expenditure_runners.csv", use="strict")
    assert len(strict) == 2
    rest = quantity(1000, KCAL_PER_DAY)
    for row in strict:
        expected = 1000 * float(row["activity_factor"])
        assert energy.non_exercise_energy(rest).m_as(KCAL) == pytest.approx(expected)


def test_unknown_sex_lies_halfway():
    def rate(sex):
        return energy.resting_metabolic_rate(quantity(70, KG), quantity(175, CM), 35, sex).m_as(KCAL_PER_DAY)

    assert rate(None) == pytest.approx((rate("male") + rate("female")) / 2)


@pytest.mark.parametrize(("mass", "height"), [(35, 150), (70, 180.4), (86, 195), (180, 195)])
def test_assumed_height_stays_plausible(mass, height):
    assert energy.assumed_height(quantity(mass, KG)).m_as(CM) == pytest.approx(height, abs=0.1)


def test_mass_beyond_bmi_25_is_a_quarter_lean():
    lean = energy.fat_free_mass(quantity(120, KG), quantity(200, CM), "female").m_as(KG)
    assert lean == pytest.approx(0.77 * 100 + 0.25 * 20)


@pytest.mark.parametrize("gradient", [-0.46, 0.5, float("nan")])
def test_steeper_than_measured_is_refused(gradient):
    with pytest.raises(InputError, match=r"-0\.45 to 0\.45"):
        energy.slope_cost(gradient)


@pytest.mark.parametrize(("intake", "expected"), [(2100, 30.0), (2850, 45.0)])
def test_energy_availability_thresholds(intake, expected):
    day = energy.energy_availability(quantity(intake, KCAL), quantity(600, KCAL), quantity(50, KG))
    assert day.m_as(KCAL_PER_KG_DAY) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("tee", "exercise", "ffm", "aim"),
    [
        (3000, 600, 50, 3000),  # above optimal already
        (2800, 600, 50, 2850),  # optimal within 5 %: lifted to it
        (2600, 600, 50, 2730),  # optimal out of reach: 5 % and no more
        (2000, 700, 50, 2200),  # under the low line: lifted to it
    ],
)
def test_energy_aim_cases(tee, exercise, ffm, aim):
    result = energy.energy_aim(quantity(tee, KCAL), quantity(exercise, KCAL), quantity(ffm, KG))
    assert result.m_as(KCAL) == pytest.approx(aim)


@given(st.floats(1200, 6000), st.floats(0, 3000), st.floats(25, 120))
def test_energy_aim_never_below_expenditure_or_the_low_line(tee, exercise, ffm):
    aim = energy.energy_aim(quantity(tee, KCAL), quantity(exercise, KCAL), quantity(ffm, KG))
    available = energy.energy_availability(aim, quantity(exercise, KCAL), quantity(ffm, KG))
    assert aim.m_as(KCAL) >= tee
    assert available.m_as(KCAL_PER_KG_DAY) >= energy.LOW_ENERGY_AVAILABILITY - 1e-9


@given(MASSES, st.floats(0.1, 20), st.floats(0, 100), st.floats(0.1, 20), st.floats(-0.45, 0.45))
def test_running_energy_grows_with_mass_and_distance(mass, more_mass, distance, farther, gradient):
    def kcal(m, d):
        return energy.running_energy(quantity(m, KG), quantity(d, KM), gradient).m_as(KCAL)

    assert kcal(mass, distance + farther) > kcal(mass, distance)
    assert kcal(mass + more_mass, distance + 1) > kcal(mass, distance + 1)


@given(MASSES, st.floats(0.1, 20), st.floats(140, 210), SEXES)
def test_fat_free_mass_grows_with_mass_and_stays_below_it(mass, more, height, sex):
    def lean(m):
        return energy.fat_free_mass(quantity(m, KG), quantity(height, CM), sex).m_as(KG)

    assert lean(mass) < lean(mass + more)
    assert lean(mass) < mass


@given(MASSES, st.floats(140, 210), st.floats(18, 90), SEXES, st.floats(0, 100))
def test_pounds_inches_and_miles_change_nothing(mass, height, age, sex, distance):
    metric = quantity(mass, KG), quantity(height, CM), quantity(distance, KM)
    other = metric[0].to(LB), metric[1].to(INCH), metric[2].to(MILE)
    for m, h, d in (metric, other):
        assert energy.resting_metabolic_rate(m, h, age, sex).m_as(KCAL_PER_DAY) == pytest.approx(
            energy.resting_metabolic_rate(*metric[:2], age, sex).m_as(KCAL_PER_DAY)
        )
        assert energy.running_energy(m, d).m_as(KCAL) == pytest.approx(mass * distance)
        assert energy.fat_free_mass(m, h, sex).m_as(KG) == pytest.approx(
            energy.fat_free_mass(*metric[:2], sex).m_as(KG)
        )
