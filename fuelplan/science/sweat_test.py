"""What sweat tests say of one runner: how sure a test is, and the correction of the model they give.

The rate of one test is :func:`fuelplan.science.hydration.sweat_rate_from_test`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.errors import InputError
from fuelplan.science import Source
from fuelplan.units import DEG_C, HOUR, KG, L_PER_HOUR, LITRE, Quantity, quantity

HOUSEHOLD_SCALE: Quantity = quantity(0.1, KG)
PERSONAL_SWEAT_RANGE = (0.1, 4.0)
PERSONAL_FACTOR_RANGE = (0.4, 2.5)
MOST_SCATTER = 2.5
SLOPE_RANGE_PER_C = (-0.0104 / 3.0, 0.03)
NORMAL_90_PERCENT = 1.645

_DRINK_ERROR = 0.05
_DAY_TO_DAY = 0.10
_SLOPE_PRIOR_PER_C = 0.01
_REACH_C = 5.0

SOURCES: dict[str, Source] = {
    "HOUSEHOLD_SCALE": Source("ours", note="the step most bathroom scales show"),
    "PERSONAL_SWEAT_RANGE": Source("confirmed", ("mcdermott2017",), "the top; the bottom is the model's floor, ours"),
    "PERSONAL_FACTOR_RANGE": Source("ours", note="a test beyond it is more likely a mistake than a runner"),
    "MOST_SCATTER": Source("ours", note="tests that differ by more than this many errors cannot all be true"),
    "SLOPE_RANGE_PER_C": Source("derived", ("sawka2007",), "the model's rise over its cap; the upper end is ours"),
    "NORMAL_90_PERCENT": Source("derived", note="two-sided 90 % of a normal distribution"),
    "_DRINK_ERROR": Source("ours", note="reading a bottle"),
    "_DAY_TO_DAY": Source("derived", ("smith2021", "baker2017"), "sessions in like air differ by 0.15 L/h on average"),
    "_SLOPE_PRIOR_PER_C": Source("ours"),
    "_REACH_C": Source("ours"),
    "sweat_test_error": Source("derived", ("smith2021", "baker2017", "cheuvront2017"), "breath and fuel left out"),
    "fit_correction": Source("ours", ("baker2017",), "weighted least squares; the prior of the slope is our choice"),
    "personal_sweat_rate": Source("ours", ("mcdermott2017",), "a measured rate wins where it was measured"),
    "personal_sweat_band": Source("ours", ("baker2017",), "the model's errors over pace and humidity are left out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SweatCorrection:
    """How one runner's sweat differs from the model's: ``ln(measured / model) = a + b (T - T0)``.

    Parameters
    ----------
    level
        a, at the centre of the tests [-].
    slope
        b [1/°C].
    centre_c, lowest_c, highest_c
        T0, the weighted mean of the tested temperatures, and their range [°C].
    tests
        How many tests it rests on.
    level_error, slope_error
        Standard errors of a [-] and b [1/°C].
    scatter
        How much more the tests differ than their errors say, at least 1 [-].
    """

    level: float
    slope: float
    centre_c: float
    lowest_c: float
    highest_c: float
    tests: int
    level_error: float
    slope_error: float
    scatter: float


def sweat_test_error(
    rate: Quantity, drunk: Quantity, running_time: Quantity, scale: Quantity = HOUSEHOLD_SCALE
) -> Quantity:
    """Standard error of one sweat test [L/h]: ``sqrt((step / √2 / t)^2 + (0.05 d / t)^2 + (0.10 S)^2)``.

    Each of two readings is off by half the scale's step, the drink by 5 % (both ours), and sweat differs by
    10 % from day to day: thirteen athletes' sessions in like air differed by 0.15 L/h on average (Smith 2021), a
    standard deviation of 0.13 L/h or about a tenth; 5-7 % under equal conditions (Baker 2017). Weighing errors
    are shared out over the hours, so a shorter test is less sure. Not in it: breath and the fuel burnt, about
    0.1 kg/h, count as sweat (Cheuvront and Kenefick 2017); the rate reads high by that.

    Parameters
    ----------
    rate
        Measured sweat rate S [L/h].
    drunk
        Volume drunk in the run d [L].
    running_time
        Length of the run t [h].
    scale
        Step of the scale [kg].

    References
    ----------
    smith2021, baker2017, cheuvront2017

    Examples
    --------
    >>> error = sweat_test_error(quantity(1.12, L_PER_HOUR), quantity(0.4, LITRE), quantity(1.25, HOUR))
    >>> round(error.m_as(L_PER_HOUR), 3)
    0.126
    """
    s, d, t, step = rate.m_as(L_PER_HOUR), drunk.m_as(LITRE), running_time.m_as(HOUR), scale.m_as(KG)
    return quantity(math.hypot(step / math.sqrt(2.0) / t, _DRINK_ERROR * d / t, _DAY_TO_DAY * s), L_PER_HOUR)


def fit_correction(
    measured: Sequence[Quantity],
    modelled: Sequence[Quantity],
    temperatures: Sequence[Quantity],
    errors: Sequence[Quantity],
) -> SweatCorrection:
    """Fit the personal correction to one or several tests, ``y = ln(measured / modelled) = a + b (T - T0)``.

    Weighted least squares with ``w = (measured / error)^2``, nothing known of a beforehand and b expected at
    0 ± 0.01 per °C (ours): one test, or several at one temperature, fix the level only. With
    ``T0 = Σ w T / Σ w`` the two equations part: ``a = Σ w y / Σ w`` and
    ``b = Σ w (T - T0) y / (Σ w (T - T0)^2 + 1 / 0.01^2)``. b is held between -0.0035 and 0.03 per °C: the
    model rises by 0.0104 L/h per °C and is 3.0 L/h at most, so at -0.0104 / 3 warmer still never means less
    sweat, except where the model itself stands still, on its floor or its cap. Where the tests differ more
    than their errors allow, ``scatter = sqrt(Σ w residual^2 / (n - 1))`` (Birge's ratio) widens the band.

    Parameters
    ----------
    measured, errors
        Sweat rates of the tests and their standard errors [L/h].
    modelled
        What the model expects for the same runs [L/h].
    temperatures
        Air temperature T of each test [°C].

    References
    ----------
    baker2017

    Examples
    --------
    >>> twice = fit_correction([quantity(1.6, L_PER_HOUR)], [quantity(0.8, L_PER_HOUR)],
    ...     [quantity(18, DEG_C)], [quantity(0.16, L_PER_HOUR)])
    >>> round(math.exp(twice.level), 9), twice.slope, round(twice.level_error, 9)
    (2.0, 0.0, 0.1)
    """
    points = [_point(*test) for test in zip(measured, modelled, temperatures, errors, strict=True)]
    if not points:
        raise InputError("A correction needs at least one sweat test.")
    total = sum(w for w, _, _ in points)
    centre = sum(w * t for w, t, _ in points) / total
    a = sum(w * y for w, _, y in points) / total
    known = sum(w * (t - centre) ** 2 for w, t, _ in points) + _SLOPE_PRIOR_PER_C**-2
    b = sum(w * (t - centre) * y for w, t, y in points) / known
    b = _held(b, SLOPE_RANGE_PER_C)
    misfit = sum(w * (y - a - b * (t - centre)) ** 2 for w, t, y in points)
    return SweatCorrection(
        level=a,
        slope=b,
        centre_c=centre,
        lowest_c=min(t for _, t, _ in points),
        highest_c=max(t for _, t, _ in points),
        tests=len(points),
        level_error=total**-0.5,
        slope_error=known**-0.5,
        scatter=math.sqrt(max(1.0, misfit / max(1, len(points) - 1))),
    )


def personal_sweat_rate(model_rate: Quantity, temperature: Quantity, correction: SweatCorrection) -> Quantity:
    """The model's sweat rate put right by a runner's tests [L/h]: ``S exp(a + b (T - T0))``, 0.1 to 4.0.

    At the conditions of a single test this is the measured rate itself. For the slope T is held to the
    tested range ± 5 °C (ours), and the factor to 0.4 to 2.5 (ours): what lies beyond it is more likely a
    mistake in the weighing than a runner. 0.1 is the model's floor; 4.0 L/h the top of McDermott 2017.

    Parameters
    ----------
    model_rate
        What the model expects for the run S [L/h].
    temperature
        Air temperature of the run T [°C].
    correction
        From :func:`fit_correction`.

    References
    ----------
    mcdermott2017

    Examples
    --------
    >>> twice = fit_correction([quantity(1.6, L_PER_HOUR)], [quantity(0.8, L_PER_HOUR)],
    ...     [quantity(18, DEG_C)], [quantity(0.16, L_PER_HOUR)])
    >>> round(personal_sweat_rate(quantity(1.0, L_PER_HOUR), quantity(25, DEG_C), twice).m_as(L_PER_HOUR), 9)
    2.0
    """
    s, t = model_rate.m_as(L_PER_HOUR), temperature.m_as(DEG_C)
    held = _held(t, (correction.lowest_c - _REACH_C, correction.highest_c + _REACH_C))
    factor = math.exp(correction.level + correction.slope * (held - correction.centre_c))
    personal = s * _held(factor, PERSONAL_FACTOR_RANGE)
    return quantity(_held(personal, PERSONAL_SWEAT_RANGE), L_PER_HOUR)


def personal_sweat_band(
    rate: Quantity, temperature: Quantity, correction: SweatCorrection
) -> tuple[Quantity, Quantity]:
    """Range in which nine of ten such runs lie [L/h]: ``S exp(± 1.645 e)``, for printing.

    ``e = scatter sqrt(ea^2 + eb^2 (T - T0)^2 + 0.10^2)``: the standard errors of level and slope, and the
    10 % of the day. It widens with the distance from the tested temperatures. Where the tests say less than
    the factor of 0.4 that is used, ``exp(a) < 0.4``, the low edge falls by ``exp(a) / 0.4``: nobody is sure to
    sweat more than was measured. The high edge stops at 4.0 L/h, as the rate does. What the model gets wrong
    about pace and humidity is not in it.

    Parameters
    ----------
    rate
        Personal sweat rate S [L/h].
    temperature
        Air temperature of the run T [°C].
    correction
        From :func:`fit_correction`.

    References
    ----------
    baker2017

    Examples
    --------
    >>> once = fit_correction([quantity(1.0, L_PER_HOUR)], [quantity(0.8, L_PER_HOUR)],
    ...     [quantity(18, DEG_C)], [quantity(0.08, L_PER_HOUR)])
    >>> band = personal_sweat_band(quantity(1.0, L_PER_HOUR), quantity(18, DEG_C), once)
    >>> [round(edge.m_as(L_PER_HOUR), 2) for edge in band]
    [0.81, 1.23]
    """
    s, away = rate.m_as(L_PER_HOUR), temperature.m_as(DEG_C) - correction.centre_c
    error = correction.scatter * math.hypot(correction.level_error, correction.slope_error * away, _DAY_TO_DAY)
    factor = math.exp(NORMAL_90_PERCENT * error)
    lifted = max(1.0, PERSONAL_FACTOR_RANGE[0] / math.exp(correction.level))
    return quantity(s / lifted / factor, L_PER_HOUR), quantity(min(s * factor, PERSONAL_SWEAT_RANGE[1]), L_PER_HOUR)


def _held(value: float, edges: tuple[float, float]) -> float:
    return min(max(value, edges[0]), edges[1])


def _point(
    measured: Quantity, modelled: Quantity, temperature: Quantity, error: Quantity
) -> tuple[float, float, float]:
    """Weight [-], temperature [°C] and log ratio to the model [-] of one test."""
    s, model, t = measured.m_as(L_PER_HOUR), modelled.m_as(L_PER_HOUR), temperature.m_as(DEG_C)
    if s <= 0.0:
        raise InputError("A sweat test needs a rate above 0 L/h: check both weights, drink, urine and time.")
    return (s / error.m_as(L_PER_HOUR)) ** 2, t, math.log(s / model)
