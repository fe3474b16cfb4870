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
    HOUR,
    INCH,
    J_PER_KG_M,
    KCAL,
    KCAL_PER_DAY,
    KCAL_PER_KG_DAY,
    KG,
    KM,
    LB,
    MILE,
    MIN,
    M,
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


@pytest.mark.parametrize(
    ("gradient", "cost"),
    [
        (0.1, 0.001554 - 0.00304 - 0.0433 + 0.463 + 1.95 + 3.6),
        (-0.3, -0.377622 - 0.24624 + 1.1691 + 4.167 - 5.85 + 3.6),
        (0.4, 1.591296 - 0.77824 - 2.7712 + 7.408 + 7.8 + 3.6),
    ],
)
def test_slope_cost_by_hand(gradient, cost):
    """Minetti 2002: 155.4 i⁵ - 30.4 i⁴ - 43.3 i³ + 46.3 i² + 19.5 i + 3.6, term by term."""
    assert energy.slope_cost(gradient).m_as(J_PER_KG_M) == pytest.approx(cost)


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


@pytest.mark.parametrize(
    ("mass", "height", "lean"),
    [
        (70, 150, 0.77 * 56.25 + 0.25 * 13.75),  # BMI 25 is 25 × 1.5² = 56.25 kg
        (50, 150, 0.77 * 50),
        (56.25, 150, 0.77 * 56.25),
    ],
)
def test_fat_free_mass_by_hand(mass, height, lean):
    result = energy.fat_free_mass(quantity(mass, KG), quantity(height, CM), "female")
    assert result.m_as(KG) == pytest.approx(lean)


@pytest.mark.parametrize(("sex", "share"), [("male", 0.85), ("female", 0.77), (None, (0.85 + 0.77) / 2)])
def test_lean_share_of_a_runner_by_sex(sex, share):
    lean = energy.fat_free_mass(quantity(70, KG), quantity(180, CM), sex)
    assert lean.m_as(KG) == pytest.approx(70 * share)


def test_where_the_world_health_organization_draws_its_lines():
    assert (energy.UNDERWEIGHT_BMI, energy.TOO_THIN_BMI) == (18.5, 17)  # who2000: underweight, moderate thinness


@pytest.mark.parametrize(("mass", "height", "index"), [(64, 160, 25), (50, 200, 12.5), (41.625, 150, 18.5)])
def test_body_mass_index_by_hand(mass, height, index):
    assert energy.body_mass_index(quantity(mass, KG), quantity(height, CM)) == pytest.approx(index)


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


@given(MASSES, st.floats(0.1, 20), st.floats(1, 100), st.floats(0.1, 20), st.floats(0, 150), st.floats(0, 50))
def test_running_energy_grows_with_mass_distance_and_climb(mass, more_mass, distance, farther, up_per_km, higher):
    def kcal(m, d, up):
        return energy.running_energy(quantity(m, KG), quantity(d, KM), quantity(up, M)).m_as(KCAL)

    # up to i = 0.3; from 0.31 on the same climb is cheaper over a longer way
    climb = up_per_km * distance
    here = kcal(mass, distance, climb)
    assert here >= mass * distance
    assert kcal(mass, distance + farther, climb) > here
    assert kcal(mass + more_mass, distance, climb) > here
    assert kcal(mass, distance, climb + higher * distance) >= here


def test_a_level_run_needs_no_climb():
    run = quantity(70, KG), quantity(12, KM)
    assert energy.running_energy(*run).m_as(KCAL) == energy.running_energy(*run, quantity(0, M)).m_as(KCAL) == 840
    assert energy.hill_factor(quantity(0, KM), quantity(0, M)) == 1


@pytest.mark.parametrize(
    ("km", "climb", "factor"),
    [
        (10, 250, 1.0321),  # i = 0.05: (46.3 x 0.0025 - 30.4 x 0.00000625) / 3.6
        (10, 500, 1.1278),  # i = 0.1: (0.463 - 0.00304) / 3.6
        (10, 1000, 1.5009),  # i = 0.2: (1.852 - 0.04864) / 3.6
        (10, 2250, 3.2581),  # i = 0.45: (9.37575 - 1.24659) / 3.6
    ],
)
def test_hill_factor_by_hand(km, climb, factor):
    assert energy.hill_factor(quantity(km, KM), quantity(climb, M)) == pytest.approx(factor, abs=2e-4)


def test_a_hilly_run_costs_its_factor_more():
    """60 kg over 10 km are 600 kcal on the level, 1.1278 times that with i = 0.1 up and down."""
    run = energy.running_energy(quantity(60, KG), quantity(10, KM), quantity(500, M))
    assert run.m_as(KCAL) == pytest.approx(600 * 1.1278, abs=0.1)


@pytest.mark.parametrize("km", [0.0005, 0.001, 1, 50])
def test_the_gradient_alone_makes_a_hill(km):
    assert energy.hill_factor(quantity(km, KM), quantity(0.05 * km, KM)) == pytest.approx(1.1278, abs=2e-4)


def test_a_climb_that_is_too_steep_is_told_with_the_most_that_fits():
    """Half of 10 km at 45 % is 2250 m."""
    with pytest.raises(InputError, match=r"of 3000 m does not fit a run of 10 km: .* 45 % steep at most \(2250 m\)"):
        energy.hill_factor(quantity(10, KM), quantity(3, KM))


def test_the_steepest_hill_against_the_means_minetti_measured():
    cost = {float(row["gradient"]): float(row["cost_j_kg_m"]) for row in rows("minetti2002_running_cost.csv")}
    measured = (cost[0.45] + cost[-0.45]) / 2 / cost[0]
    assert energy.hill_factor(quantity(10, KM), quantity(2.25, KM)) == pytest.approx(measured, rel=0.05)


@pytest.mark.parametrize(("km", "climb"), [(10, 2251), (10, -1), (0, 50), (10, float("nan"))])
def test_a_climb_that_cannot_be_is_refused(km, climb):
    with pytest.raises(InputError, match="metres climbed"):
        energy.hill_factor(quantity(km, KM), quantity(climb, M))


def test_strength_energy_is_net_of_rest():
    half_an_hour = energy.strength_energy(quantity(60, KG), quantity(30, MIN))
    assert half_an_hour.m_as(KCAL) == pytest.approx(2.5 * 60 * 0.5)
    assert energy.strength_energy(quantity(60, KG), quantity(0, HOUR)).m_as(KCAL) == 0


@pytest.mark.parametrize(
    ("lifestyle", "mifflin", "cunningham"),
    [("camp", 1.2, 1.05), ("desk", 1.5, 1.3125), ("mixed", 1.6, 1.4), ("feet", 1.7, 1.4875)],
)
def test_activity_factors(lifestyle, mifflin, cunningham):
    assert energy.activity_factor(lifestyle) == mifflin
    assert energy.activity_factor(lifestyle, from_fat_free_mass=True) == pytest.approx(cunningham)


@pytest.mark.parametrize("row", rows("energy_expenditure_runners.csv", use="strict"), ids=lambda row: row["source"])
def test_cunningham_too_meets_the_measured_expenditure(row):
    mass = quantity(float(row["mass_kg"]), KG)
    rmr = energy.resting_metabolic_rate_from_fat_free_mass(quantity(float(row["ffm_kg"]), KG))
    rest = energy.non_exercise_energy(rmr, energy.activity_factor("mixed", from_fat_free_mass=True))
    day = (rest + energy.running_energy(mass, quantity(float(row["km_day"]), KM))).m_as(KCAL)
    assert day == pytest.approx(float(row["tee_kcal"]), rel=float(row["tolerance_percent"]) / 100)


@pytest.mark.parametrize(
    ("tee", "exercise", "ffm", "aim"),
    [(3000, 600, 50, 3000), (2800, 600, 50, 2850), (2600, 600, 50, 2850), (2000, 700, 50, 2950)],
)
def test_signs_of_low_availability_lift_the_aim_all_the_way(tee, exercise, ffm, aim):
    result = energy.energy_aim(quantity(tee, KCAL), quantity(exercise, KCAL), quantity(ffm, KG), lift=True)
    assert result.m_as(KCAL) == pytest.approx(aim)


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
