"""Energy: what a body spends at rest, in a day and on a run, and what must be left for it."""

from __future__ import annotations

import math

from fuelplan.errors import InputError
from fuelplan.science import Sex
from fuelplan.units import CM, J_PER_KG_M, KCAL, KCAL_PER_DAY, KCAL_PER_KG_DAY, KG, KM, M, Quantity, quantity

LOW_ENERGY_AVAILABILITY = 30.0
OPTIMAL_ENERGY_AVAILABILITY = 45.0

ACTIVITY_FACTORS = {"camp": 1.2, "desk": 1.5, "mixed": 1.6, "on the feet": 1.7}
CUNNINGHAM_ACTIVITY_FACTOR = 1.4

RUNNING_COST_KCAL_PER_KG_KM = 1.0
MAX_GRADIENT = 0.45

_MIFFLIN_OFFSET: dict[Sex | None, float] = {"male": 5.0, "female": -161.0, None: -78.0}
_LEAN_FRACTION: dict[Sex | None, float] = {"male": 0.85, "female": 0.77, None: 0.81}
_MINETTI = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)


def resting_metabolic_rate(mass: Quantity, height: Quantity, age_years: float, sex: Sex | None) -> Quantity:
    """Resting metabolic rate of Mifflin and St Jeor 1990: ``10 m + 6.25 H - 5 age + s``.

    Parameters
    ----------
    mass
        Body mass m [kg].
    height
        Body height H [cm].
    age_years
        Age [years], 19-78 in the sample; used here from 18 to 90.
    sex
        s = +5 (male), -161 (female) or, ours, their mean -78 when not given.

    Returns
    -------
    Quantity
        Resting metabolic rate [kcal/day].

    References
    ----------
    mifflin1990

    Examples
    --------
    >>> rate = resting_metabolic_rate(quantity(70, KG), quantity(175, CM), 35, "male")
    >>> rate.m_as(KCAL_PER_DAY)
    1623.75
    """
    m, H = mass.m_as(KG), height.m_as(CM)
    rmr = 10.0 * m + 6.25 * H - 5.0 * age_years + _MIFFLIN_OFFSET[sex]
    return quantity(rmr, KCAL_PER_DAY)


def resting_metabolic_rate_from_fat_free_mass(ffm: Quantity) -> Quantity:
    """Resting metabolic rate of Cunningham 1980: ``500 + 22 FFM`` [kcal/day], FFM in kg.

    Seen in secondary copies only. Its day factor is 1.4, not 1.6: it starts from a higher rest.

    References
    ----------
    cunningham1980

    Examples
    --------
    >>> resting_metabolic_rate_from_fat_free_mass(quantity(55, KG)).m_as(KCAL_PER_DAY)
    1710.0
    """
    return quantity(500.0 + 22.0 * ffm.m_as(KG), KCAL_PER_DAY)


def assumed_height(mass: Quantity) -> Quantity:
    """Height [cm] that stands in for an unknown one: BMI 21.5, ``100 sqrt(m / 21.5)``.

    Derived here, no paper. Held inside 150-195 cm, because a very light or heavy runner is
    seldom as short or tall as a fixed BMI would make them. Listed on the plan as an assumption.

    Examples
    --------
    >>> round(assumed_height(quantity(70, KG)).m_as(CM))
    180
    """
    m = mass.m_as(KG)
    return quantity(min(195.0, max(150.0, 100.0 * math.sqrt(m / 21.5))), CM)


def fat_free_mass(mass: Quantity, height: Quantity, sex: Sex | None) -> Quantity:
    """Fat-free mass [kg] when it was never measured.

    A fraction f of the mass up to BMI 25 (0.85 male, 0.77 female, 0.81 not given) and a quarter of
    any mass beyond it. The fractions are our assumption for runners; the quarter is the rule
    Heymsfield 2014 reviews for weight *lost* and finds rough. Their combination is ours: without it a
    heavy runner would be given an energy floor made for muscle.

    Parameters
    ----------
    mass
        Body mass m [kg], 35-180.
    height
        Body height h [m].
    sex
        Sex, or None.

    References
    ----------
    heymsfield2014

    Examples
    --------
    >>> fat_free_mass(quantity(100, KG), quantity(180, CM), "male").m_as(KG)
    73.6
    """
    m, h = mass.m_as(KG), height.m_as(M)
    lean_part = min(m, 25.0 * h**2)
    return quantity(_LEAN_FRACTION[sex] * lean_part + 0.25 * (m - lean_part), KG)


def slope_cost(gradient: float) -> Quantity:
    """Energy cost of running on a slope, Minetti 2002.

    ``C(i) = 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6``

    Parameters
    ----------
    gradient
        i [m/m], up positive, -0.45 to 0.45 (ten mountain runners on a treadmill).

    Returns
    -------
    Quantity
        Cost C [J/kg/m]. The fit gives 3.6 on the level, the mean measured there was 3.40: only
        the ratio C(i)/C(0) is used. Coefficients from a secondary copy.

    References
    ----------
    minetti2002

    Examples
    --------
    >>> slope_cost(0.0).m_as(J_PER_KG_M)
    3.6
    """
    i = gradient
    if not -MAX_GRADIENT <= i <= MAX_GRADIENT:
        raise InputError(f"Gradient {i:g} is outside -0.45 to 0.45; give 0.05 for 5 %.")
    cost = 0.0
    for coefficient in _MINETTI:
        cost = cost * i + coefficient
    return quantity(cost, J_PER_KG_M)


def running_energy(mass: Quantity, distance: Quantity, gradient: float = 0.0) -> Quantity:
    """Net energy of a run [kcal]: ``c m d C(i)/C(0)`` with c = 1.0 kcal/kg/km.

    Net costs in the literature lie between 0.86 and 1.01; 1.0 is the safe side, and independent of
    speed. The slope ratio is Minetti 2002.

    References
    ----------
    minetti2002

    Examples
    --------
    >>> running_energy(quantity(70, KG), quantity(10, KM)).m_as(KCAL)
    700.0
    """
    m, d = mass.m_as(KG), distance.m_as(KM)
    slope = slope_cost(gradient).m_as(J_PER_KG_M) / _MINETTI[-1]
    return quantity(RUNNING_COST_KCAL_PER_KG_KM * m * d * slope, KCAL)


def non_exercise_energy(rmr: Quantity, activity_factor: float = 1.6) -> Quantity:
    """Energy of one day without its runs [kcal]: ``k RMR``, thermic effect of food included.

    k is bracketed by three studies of runners, not validated: with 1.6 the whole day comes within
    13 % of both doubly-labelled-water groups, and a training camp fits 1.2. See ACTIVITY_FACTORS.

    References
    ----------
    edwards1993, schulz1992, beis2011

    Examples
    --------
    >>> non_exercise_energy(quantity(1600, KCAL_PER_DAY), 1.5).m_as(KCAL)
    2400.0
    """
    return quantity(activity_factor * rmr.m_as(KCAL_PER_DAY), KCAL)


def energy_availability(intake: Quantity, exercise: Quantity, ffm: Quantity) -> Quantity:
    """Energy availability of one day, ``(intake - exercise) / FFM`` [kcal/kg FFM/day].

    Below 30 is low (LOW_ENERGY_AVAILABILITY, confirmed), from 45 optimal
    (OPTIMAL_ENERGY_AVAILABILITY, secondary). The thresholds come from sedentary young women.

    Parameters
    ----------
    intake, exercise
        Energy eaten and energy run in the same day [kcal].
    ffm
        Fat-free mass [kg].

    References
    ----------
    loucks2011, mountjoy2018

    Examples
    --------
    >>> day = energy_availability(quantity(2700, KCAL), quantity(600, KCAL), quantity(50, KG))
    >>> day.m_as(KCAL_PER_KG_DAY)
    42.0
    """
    ei, eee, kg = intake.m_as(KCAL), exercise.m_as(KCAL), ffm.m_as(KG)
    return quantity((ei - eee) / kg, KCAL_PER_KG_DAY)


def energy_aim(tee: Quantity, exercise: Quantity, ffm: Quantity) -> Quantity:
    """Energy to plan for one day [kcal].

    ``max(TEE, 30 FFM + exercise, min(45 FFM + exercise, 1.05 TEE))``: what is spent, never under
    the low-availability line, and lifted to optimal availability where that lies within 5 % of TEE.
    The 5 % is ours: half the error of any expenditure estimate.

    References
    ----------
    loucks2011, mountjoy2018

    Examples
    --------
    >>> energy_aim(quantity(2750, KCAL), quantity(600, KCAL), quantity(48, KG)).m_as(KCAL)
    2760.0
    """
    spent, run, kg = tee.m_as(KCAL), exercise.m_as(KCAL), ffm.m_as(KG)
    floor = LOW_ENERGY_AVAILABILITY * kg + run
    optimum = OPTIMAL_ENERGY_AVAILABILITY * kg + run
    return quantity(max(spent, floor, min(optimum, 1.05 * spent)), KCAL)
