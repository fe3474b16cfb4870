"""Sweat tests: their error by hand, the correction against the plain normal equations, and its laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fuelplan.errors import InputError
from fuelplan.science import Source
from fuelplan.science import sweat_test as science
from fuelplan.science.sweat import base_sweat_rate, sweat_rate
from fuelplan.units import CM, DEG_C, DEG_F, HOUR, KG, KM_PER_HOUR, L_PER_HOUR, LITRE, MIN, ML, G, quantity

Point = tuple[float, float, float, float]
RATES = st.floats(0.2, 3.0)
TEMPERATURES = st.floats(-10, 40)
POINTS = st.tuples(RATES, RATES, TEMPERATURES, st.floats(0.03, 0.3))
TESTS = st.lists(POINTS, min_size=1, max_size=6)


def fit(*points: Point) -> science.SweatCorrection:
    """Fit points of measured, modelled [L/h], °C and relative error."""
    return science.fit_correction(
        [quantity(measured, L_PER_HOUR) for measured, *_ in points],
        [quantity(model, L_PER_HOUR) for _, model, *_ in points],
        [quantity(celsius, DEG_C) for *_, celsius, _ in points],
        [quantity(measured * error, L_PER_HOUR) for measured, *_, error in points],
    )


def personal(model: float, celsius: float, correction: science.SweatCorrection) -> float:
    rate = science.personal_sweat_rate(quantity(model, L_PER_HOUR), quantity(celsius, DEG_C), correction)
    return float(rate.m_as(L_PER_HOUR))


def band(rate: float, celsius: float, correction: science.SweatCorrection) -> tuple[float, float]:
    low, high = science.personal_sweat_band(quantity(rate, L_PER_HOUR), quantity(celsius, DEG_C), correction)
    return float(low.m_as(L_PER_HOUR)), float(high.m_as(L_PER_HOUR))


@pytest.mark.parametrize(
    ("rate", "drunk", "hours", "scale", "expected"),
    [
        (1.12, 0.4, 1.25, 0.1, 0.1265),  # 0.1/√2/1.25 = 0.05657, 0.05·0.4/1.25 = 0.016, 0.10·1.12 = 0.112
        (1.0, 0.0, 1.0, 0.0, 0.10),  # a perfect scale leaves the day
        (0.0, 2.0, 1.0, 0.0, 0.1),  # the drink alone
        (0.0, 0.0, 0.5, 0.2, 0.2828),  # 0.2/√2/0.5
    ],
)
def test_error_by_hand(rate, drunk, hours, scale, expected):
    error = science.sweat_test_error(
        quantity(rate, L_PER_HOUR), quantity(drunk, LITRE), quantity(hours, HOUR), quantity(scale, KG)
    )
    assert error.m_as(L_PER_HOUR) == pytest.approx(expected, rel=0.001)


def test_error_in_other_units_and_on_the_scale_most_have():
    in_small_units = science.sweat_test_error(
        quantity(1120, ML / HOUR), quantity(400, ML), quantity(75, MIN), quantity(100, G)
    )
    usual = science.sweat_test_error(quantity(1.12, L_PER_HOUR), quantity(0.4, LITRE), quantity(1.25, HOUR))
    assert in_small_units.m_as(L_PER_HOUR) == pytest.approx(usual.m_as(L_PER_HOUR))


@given(RATES, st.floats(0, 2), st.floats(0.35, 4), st.floats(0.1, 2))
def test_a_longer_test_is_surer(rate, drunk, hours, more):
    def error(hours):
        s, d, t = quantity(rate, L_PER_HOUR), quantity(drunk * hours, LITRE), quantity(hours, HOUR)
        return science.sweat_test_error(s, d, t).m_as(L_PER_HOUR)

    assert error(hours + more) < error(hours)


def test_two_tests_by_hand():
    """Relative errors of 0.1 weigh 100 each: b = 100·10·0.2 / (200·100 + 10,000), a = 0.1."""
    correction = fit((1.0, 1.0, 10, 0.1), (math.exp(0.2), 1.0, 30, 0.1))
    assert correction.level == pytest.approx(0.1)
    assert correction.slope == pytest.approx(200 / 30_000)
    assert correction.level_error == pytest.approx(math.sqrt(1 / 200))
    assert correction.slope_error == pytest.approx(math.sqrt(1 / 30_000))
    assert correction.centre_c == pytest.approx(20)
    assert (correction.lowest_c, correction.highest_c, correction.tests) == (10, 30, 2)
    assert correction.scatter == 1.0, "the tests differ by less than their errors"


def test_tests_that_disagree_widen_the_band_by_birges_ratio():
    """Two tests at one temperature, 0.3 either side of their mean, each sure to 0.1: √(2·9 / 1)."""
    correction = fit((math.exp(0.3), 1.0, 20, 0.1), (math.exp(-0.3), 1.0, 20, 0.1))
    assert correction.level == pytest.approx(0.0)
    assert correction.scatter == pytest.approx(math.sqrt(18))
    low, high = band(1.0, 20, correction)
    expected = 1.645 * math.sqrt(18) * math.sqrt(0.01 / 2 + 0.10**2)
    assert math.log(high) == pytest.approx(expected, rel=1e-3)
    assert math.log(low) == pytest.approx(-expected, rel=1e-3)


def test_three_tests_share_their_misfit_over_two():
    """0.3 over, 0.3 under and on the mean, each sure to 0.1: √(2·9 / 2)."""
    assert fit(*((math.exp(y), 1.0, 20, 0.1) for y in (0.3, -0.3, 0.0))).scatter == pytest.approx(3.0)


@pytest.mark.parametrize(("ratio", "slope"), [(0.05, -0.0104 / 3), (20.0, 0.03)])
def test_the_slope_is_held(ratio, slope):
    assert fit((1.0, 1.0, 10, 0.05), (ratio, 1.0, 30, 0.05)).slope == pytest.approx(slope)


@given(TESTS, TEMPERATURES)
def test_the_fit_solves_the_normal_equations(points, celsius):
    """The same prior and weights about 0 °C instead of the centre, by Cramer's rule."""
    correction = fit(*points)
    data = [(error**-2, t, math.log(measured / model)) for measured, model, t, error in points]
    one, two = sum(w for w, _, _ in data), sum(w * t for w, t, _ in data)
    four = sum(w * t * t for w, t, _ in data) + 1e4
    right, below = sum(w * y for w, _, y in data), sum(w * t * y for w, t, y in data)
    determinant = one * four - two * two
    slope = (one * below - two * right) / determinant
    variance = (four - 2 * celsius * two + celsius**2 * one) / determinant
    away = celsius - correction.centre_c
    assert correction.level_error**2 + (correction.slope_error * away) ** 2 == pytest.approx(variance, rel=1e-6)
    assume(-0.0104 / 3 < slope < 0.03)
    assert correction.slope == pytest.approx(slope, abs=1e-9)
    here = (right * four - below * two) / determinant + slope * celsius
    assert correction.level + correction.slope * away == pytest.approx(here, abs=1e-7)


@given(POINTS)
def test_a_measured_rate_wins_where_it_was_measured(point):
    measured, model, celsius, _ = point
    assume(0.4 <= measured / model <= 2.5)
    assert personal(model, celsius, fit(point)) == pytest.approx(measured)


@given(POINTS, st.integers(1, 5))
def test_equal_tests_give_no_slope_and_narrow_the_band(point, more):
    once, often = fit(point), fit(*[point] * (1 + more))
    assert often.slope == pytest.approx(0.0, abs=1e-9)
    assert often.level == pytest.approx(once.level)
    assert often.level_error == pytest.approx(once.level_error / math.sqrt(1 + more))
    assert band(1.0, point[2], often)[1] < band(1.0, point[2], once)[1]


@given(st.lists(st.tuples(RATES, RATES, st.floats(0.03, 0.3)), min_size=1, max_size=6), TEMPERATURES)
def test_without_a_spread_of_temperatures_there_is_no_slope(points, celsius):
    correction = fit(*((measured, model, celsius, error) for measured, model, error in points))
    assert correction.slope == pytest.approx(0.0, abs=1e-9)


@given(TESTS, st.floats(0.1, 10))
def test_scaling_measurement_and_model_alike_changes_nothing(points, factor):
    scaled = fit(*((factor * measured, factor * model, *rest) for measured, model, *rest in points))
    plain = fit(*points)
    for name in ("level", "slope", "level_error", "slope_error", "scatter"):
        assert getattr(scaled, name) == pytest.approx(getattr(plain, name), abs=1e-9)


@given(TESTS)
def test_fahrenheit_and_millilitres_change_nothing(points):
    other = science.fit_correction(
        [quantity(1000 * measured, ML / HOUR) for measured, *_ in points],
        [quantity(1000 * model, ML / HOUR) for _, model, *_ in points],
        [quantity(celsius, DEG_C).to(DEG_F) for *_, celsius, _ in points],
        [quantity(1000 * measured * error, ML / HOUR) for measured, *_, error in points],
    )
    plain = fit(*points)
    assert other.level == pytest.approx(plain.level, abs=1e-9)
    assert other.slope == pytest.approx(plain.slope, abs=1e-9)
    assert other.highest_c == pytest.approx(plain.highest_c)


@given(
    TESTS,
    st.tuples(st.floats(40, 110), st.floats(150, 200), st.floats(6, 18), st.floats(0, 1)),
    TEMPERATURES,
    st.floats(0.1, 20),
)
def test_warmer_never_means_less_sweat(points, run, celsius, more):
    mass, height, kmh, humidity = run
    m, h, v = quantity(mass, KG), quantity(height, CM), quantity(kmh, KM_PER_HOUR)

    def model(celsius):
        return float(sweat_rate(m, h, v, quantity(celsius, DEG_C), humidity).m_as(L_PER_HOUR))

    assume(base_sweat_rate(m, v, quantity(celsius, DEG_C)).m_as(L_PER_HOUR) > 0.1 and model(celsius + more) < 3.0)
    correction = fit(*points)
    cool, warm = (
        personal(model(celsius), celsius, correction),
        personal(model(celsius + more), celsius + more, correction),
    )
    assert warm >= cool - 1e-9


def test_the_slope_reaches_five_degrees_beyond_the_tests():
    """The slope of two tests by hand is 200 / 30,000 around 20 °C; at 35 °C and beyond it counts for 15 °C."""
    correction = fit((1.0, 1.0, 10, 0.1), (math.exp(0.2), 1.0, 30, 0.1))
    assert personal(1.0, 32, correction) == pytest.approx(math.exp(0.1 + 12 / 150))
    assert personal(1.0, 40, correction) == pytest.approx(math.exp(0.1 + 15 / 150))
    assert personal(1.0, 0, correction) == pytest.approx(math.exp(0.1 - 15 / 150))


@pytest.mark.parametrize(("measured", "model", "expected"), [(3.0, 3.0, 4.0), (0.2, 0.05, 0.1)])
def test_a_personal_rate_stays_between_a_tenth_and_four_litres(measured, model, expected):
    correction = fit((measured, 1.0, 20, 0.1))
    assert personal(model, 20, correction) == expected


@pytest.mark.parametrize(("measured", "expected"), [(2.6, 2.5), (2.5, 2.5), (2.4, 2.4), (0.4, 0.4), (0.3, 0.4)])
def test_no_test_makes_more_of_the_model_than_two_and_a_half_times_or_less_than_four_tenths(measured, expected):
    assert personal(1.0, 20, fit((measured, 1.0, 20, 0.1))) == pytest.approx(expected)


def test_the_low_edge_is_what_was_measured_where_the_factor_was_lifted():
    """Measured 0.2 of the model, counted as 0.4: the low edge is that of 0.2, exp(-1.645·√(0.01 + 0.01)) = 0.7925."""
    correction = fit((0.2, 1.0, 20, 0.1))
    assert personal(1.0, 20, correction) == pytest.approx(0.4)
    low, high = band(0.4, 20, correction)
    assert (low, high) == (pytest.approx(0.2 * 0.7925, abs=1e-4), pytest.approx(0.4 / 0.7925, abs=1e-4))


@given(TESTS, RATES, TEMPERATURES)
def test_the_factor_on_the_model_is_held_whatever_was_tested(points, model, celsius):
    rate = personal(model, celsius, fit(*points))
    assert 0.4 * model - 1e-9 <= rate <= max(0.1, 2.5 * model) + 1e-9


@given(TESTS, RATES, st.floats(0, 30), st.floats(0.5, 10))
def test_the_band_holds_the_rate_and_widens_away_from_the_tests(points, rate, away, more):
    correction = fit(*points)
    for side in (-1, 1):
        near = band(rate, correction.centre_c + side * away, correction)
        far = band(rate, correction.centre_c + side * (away + more), correction)
        assert far[0] < near[0] < rate < near[1] <= far[1] <= 4.0
        assert near[1] < far[1] or far[1] == 4.0


def test_the_band_is_never_surer_than_the_day():
    """Very many sure tests leave 10 %: exp(1.645·0.10) = 1.1788."""
    assert band(1.0, 20, fit(*[(1.0, 1.0, 20, 0.01)] * 200))[1] == pytest.approx(1.1788, abs=2e-4)


def test_no_test_or_one_without_sweat_is_refused():
    with pytest.raises(InputError, match=r"^A correction needs at least one sweat test.$"):
        fit()
    with pytest.raises(
        InputError, match=r"^A sweat test needs a rate above 0 L/h: check both weights, drink, urine and time.$"
    ):
        fit((0.0, 1.0, 20, 0.1))


def test_a_test_without_its_error_is_refused():
    one, celsius = quantity(1, L_PER_HOUR), quantity(20, DEG_C)
    with pytest.raises(ValueError, match="shorter"):
        science.fit_correction([one, one], [one, one], [celsius, celsius], [one])


def test_every_constant_and_formula_names_its_source():
    constants = {name for name in vars(science) if name.isupper() and name.lstrip("_").isupper()}
    own = constants - {"SOURCES", "DEG_C", "HOUR", "KG", "L_PER_HOUR", "LITRE"}
    formulas = {"sweat_test_error", "fit_correction", "personal_sweat_rate", "personal_sweat_band"}
    assert set(science.SOURCES) == own | formulas
    assert all(isinstance(source, Source) for source in science.SOURCES.values())
