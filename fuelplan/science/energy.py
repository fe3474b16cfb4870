"""Energy: what a body spends at rest and in a day, and what must be left for it.

What running and strength work cost is :mod:`fuelplan.science.exercise_energy`; its names are offered here too.
"""

from __future__ import annotations

import math
from typing import Literal

from fuelplan.science import Sex, Source
from fuelplan.science.exercise_energy import hill_factor, running_energy, slope_cost, strength_energy
from fuelplan.units import CM, KCAL, KCAL_PER_DAY, KCAL_PER_KG_DAY, KG, M, Quantity, quantity

__all__ = [
    "ACTIVITY_FACTORS",
    "CUNNINGHAM_ACTIVITY_FACTOR",
    "LOW_ENERGY_AVAILABILITY",
    "OPTIMAL_ENERGY_AVAILABILITY",
    "SOURCES",
    "Lifestyle",
    "activity_factor",
    "assumed_height",
    "energy_aim",
    "energy_availability",
    "fat_free_mass",
    "hill_factor",
    "non_exercise_energy",
    "resting_metabolic_rate",
    "resting_metabolic_rate_from_fat_free_mass",
    "running_energy",
    "slope_cost",
    "strength_energy",
]

UNDERWEIGHT_BMI = 18.5
TOO_THIN_BMI = 17.0
LOW_ENERGY_AVAILABILITY = 30.0
OPTIMAL_ENERGY_AVAILABILITY = 45.0

Lifestyle = Literal["desk", "mixed", "feet", "camp"]
ACTIVITY_FACTORS: dict[Lifestyle, float] = {"camp": 1.2, "desk": 1.5, "mixed": 1.6, "feet": 1.7}
CUNNINGHAM_ACTIVITY_FACTOR = 1.4

_MIFFLIN_OFFSET: dict[Sex | None, float] = {"male": 5.0, "female": -161.0, None: -78.0}
_LEAN_FRACTION: dict[Sex | None, float] = {"male": 0.85, "female": 0.77, None: 0.81}

SOURCES: dict[str, Source] = {
    "UNDERWEIGHT_BMI": Source("confirmed", ("who2000",)),
    "TOO_THIN_BMI": Source("secondary", ("who2000",), "moderate thinness; that no plan is made under it is ours"),
    "LOW_ENERGY_AVAILABILITY": Source("confirmed", ("loucks2011", "mountjoy2018"), "found in sedentary young women"),
    "OPTIMAL_ENERGY_AVAILABILITY": Source("secondary", ("loucks2011", "mountjoy2018")),
    "ACTIVITY_FACTORS": Source("derived", ("edwards1993", "schulz1992", "beis2011"), "bracketed, not validated"),
    "CUNNINGHAM_ACTIVITY_FACTOR": Source("derived", ("cunningham1980",), "meets the same runners from a higher rest"),
    "_MIFFLIN_OFFSET": Source("confirmed", ("mifflin1990",), "the mean for a sex not given is ours"),
    "_LEAN_FRACTION": Source("ours", note="for runners; a measured fat-free mass would be better"),
    "resting_metabolic_rate": Source("confirmed", ("mifflin1990",)),
    "resting_metabolic_rate_from_fat_free_mass": Source("secondary", ("cunningham1980",)),
    "assumed_height": Source("derived", note="BMI 21.5"),
    "body_mass_index": Source("confirmed", ("who2000",)),
    "fat_free_mass": Source("ours", ("heymsfield2014",), "the quarter beyond BMI 25 is a rule for weight lost"),
    "activity_factor": Source("derived", ("edwards1993", "schulz1992", "beis2011"), "bracketed, not validated"),
    "non_exercise_energy": Source("derived", ("edwards1993", "schulz1992", "beis2011"), "bracketed, not validated"),
    "energy_availability": Source("confirmed", ("loucks2011", "mountjoy2018")),
    "energy_aim": Source("ours", ("loucks2011", "mountjoy2018"), "the thresholds are theirs, the 5 % limit is ours"),
}


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


def body_mass_index(mass: Quantity, height: Quantity) -> float:
    """Body mass index [kg/m²], ``m / h^2``: under 18.5 is underweight, under 17 moderate thinness.

    Parameters
    ----------
    mass
        Body mass m [kg].
    height
        Body height h [m].

    References
    ----------
    who2000

    Examples
    --------
    >>> round(body_mass_index(quantity(48, KG), quantity(172, CM)), 1)
    16.2
    """
    m, h = mass.m_as(KG), height.m_as(M)
    index: float = m / h**2
    return index


def fat_free_mass(mass: Quantity, height: Quantity, sex: Sex | None) -> Quantity:
    """Fat-free mass [kg] when it was never measured.

    A fraction f of the mass up to BMI 25 (0.85 male, 0.77 female, 0.81 not given) and 0.25 of
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


def activity_factor(lifestyle: Lifestyle, *, from_fat_free_mass: bool = False) -> float:
    """Factor k of a day without its exercise, in units of resting metabolic rate.

    Camp 1.2, desk 1.5, mixed 1.6, feet 1.7 over Mifflin; over Cunningham all are scaled by 1.4 / 1.6,
    because that equation starts from a higher rest. Bracketed by three studies of runners, not validated.

    Parameters
    ----------
    lifestyle
        ``"camp"`` (rest between sessions), ``"desk"``, ``"mixed"`` or ``"feet"`` (on them all day).
    from_fat_free_mass
        True when the resting rate is Cunningham's.

    References
    ----------
    edwards1993, schulz1992, beis2011

    Examples
    --------
    >>> activity_factor("desk")
    1.5
    >>> activity_factor("mixed", from_fat_free_mass=True)
    1.4
    """
    k = ACTIVITY_FACTORS[lifestyle]
    return k / ACTIVITY_FACTORS["mixed"] * CUNNINGHAM_ACTIVITY_FACTOR if from_fat_free_mass else k


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


def energy_aim(tee: Quantity, exercise: Quantity, ffm: Quantity, *, lift: bool = False) -> Quantity:
    """Energy to plan for one day [kcal].

    ``max(TEE, 30 FFM + exercise, min(45 FFM + exercise, 1.05 TEE))``: what is spent, never under
    the low-availability line, and lifted to optimal availability where that lies within 5 % of TEE.
    The 5 % is ours: half the error of any expenditure estimate. A runner with signs of low energy
    availability is lifted all the way, ``max(TEE, 45 FFM + exercise)``.

    Parameters
    ----------
    tee, exercise
        Energy spent in the whole day, and in its exercise alone [kcal].
    ffm
        Fat-free mass FFM [kg].
    lift
        True for signs of low energy availability.

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
    reachable = optimum if lift else min(optimum, 1.05 * spent)
    return quantity(max(spent, floor, reachable), KCAL)
