"""The body in formulas, worked anew from the papers as SCIENCE.md states them, for ``independent_audit``.

Plain numbers, units in the names; nothing of fuelplan is imported. Where fuelplan's docstrings go beyond SCIENCE.md
(hills, tall and heavy runners, sweat tests), their sentences are followed, never their code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

Request = Mapping[str, Any]
Run = Mapping[str, Any]

LEAN = {"male": 0.85, "female": 0.77, None: 0.81}
LEAN_BEYOND_BMI_25 = 0.25
MIFFLIN = {"male": 5.0, "female": -161.0, None: -78.0}
DAY_FACTOR = {"camp": 1.2, "desk": 1.5, "mixed": 1.6, "feet": 1.7}
CHILD_KCAL = {"pregnant 2": 340.0, "pregnant 3": 452.0, "breastfeeding": 330.0}
LOW_KCAL_PER_KG_LEAN, GOOD_KCAL_PER_KG_LEAN = 30.0, 45.0
LOADED_FOR_MIN = 90.0
DRIP_CAP, MOST_SWEAT_L_H = 1.5, 3.0
TEST_FACTOR, TESTED_SWEAT_L_H = (0.4, 2.5), (0.1, 4.0)


def height_cm(asked: Request) -> float:
    """As given, else that of a body mass index of 21.5, from 150 to 195 cm."""
    if asked["height_cm"] is not None:
        return float(asked["height_cm"])
    return min(195.0, max(150.0, 100.0 * math.sqrt(asked["mass_kg"] / 21.5)))


def lean_kg(asked: Request, plain: bool = False) -> float:
    """Fat-free mass: measured, or a share of the mass; what lies beyond BMI 25 is a quarter lean, unless ``plain``."""
    if asked["ffm_kg"] is not None:
        return float(asked["ffm_kg"])
    mass, share = asked["mass_kg"], LEAN[asked["sex"]]
    ordinary = mass if plain else min(mass, 25.0 * (height_cm(asked) / 100.0) ** 2)
    return float(share * ordinary + LEAN_BEYOND_BMI_25 * (mass - ordinary))


def resting_kcal(asked: Request) -> float:
    """Measured, else Cunningham 1980 over a measured fat-free mass, else Mifflin and St Jeor 1990."""
    if asked["rmr_kcal"] is not None:
        return float(asked["rmr_kcal"])
    if asked["ffm_kg"] is not None:
        return 500.0 + 22.0 * float(asked["ffm_kg"])
    years = 35.0 if asked["age"] is None else asked["age"]
    return float(10.0 * asked["mass_kg"] + 6.25 * height_cm(asked) - 5.0 * years + MIFFLIN[asked["sex"]])


def spent_kcal(asked: Request, exercise: float) -> float:
    """What a whole day spends, the child before or after birth with it."""
    factor = DAY_FACTOR[asked["lifestyle"]]
    if asked["rmr_kcal"] is None and asked["ffm_kg"] is not None:
        factor *= 1.4 / 1.6
    child = sum(CHILD_KCAL.get(word, 0.0) for word in asked["health"])
    return factor * resting_kcal(asked) + exercise + child


def minetti(slope: float) -> float:
    """Cost of running on a slope, J/kg/m (Minetti 2002)."""
    i = slope
    return 155.4 * i**5 - 30.4 * i**4 - 43.3 * i**3 + 46.3 * i**2 + 19.5 * i + 3.6


def hilliness(run: Run) -> float:
    """Cost of a run over that of a level one: half of the way climbs, half comes down as steeply."""
    if not run["climb_m"]:
        return 1.0
    slope = run["climb_m"] / (run["km"] * 1000.0 / 2.0)
    return (minetti(slope) + minetti(-slope)) / 2.0 / minetti(0.0)


def exercise_kcal(mass_kg: float, runs: Sequence[Run], strength_min: float) -> float:
    """1 kcal per kg and km on the level; strength work 3.5 MET, of which 1 is rest."""
    return sum(mass_kg * run["km"] * hilliness(run) for run in runs) + 2.5 * mass_kg * strength_min / 60.0


def vapour_kpa(celsius: float) -> float:
    """Saturated water vapour (ISO 7933)."""
    return 0.6105 * math.exp(17.27 * celsius / (celsius + 237.3))


def modelled_sweat_l_h(mass: float, height: float, kmh: float, celsius: float, humidity: float) -> float:
    """Sweat rate of SCIENCE.md: the fit to the ACSM 2007 table, raised where sweat drips."""
    dry = max(0.1, 0.001323 * mass * kmh - 0.140 + 0.0104 * (celsius - 18.0))
    area = 0.202 * mass**0.425 * (height / 100.0) ** 0.725
    most_watt = 16.5 * 8.3 * (kmh / 3.6) ** 0.6 * area * (vapour_kpa(34.0) - humidity * vapour_kpa(celsius))
    wet = 1.0 if most_watt <= 0 else min(1.0, dry * 2430.0 / 3.6 / most_watt)
    return min(MOST_SWEAT_L_H, dry * min(DRIP_CAP, 1.0 / (1.0 - wet * wet / 2.0)))


def sweat_l(asked: Request, run: Run) -> float:
    """What is sweated on a run: at the measured rate, else modelled, put right by a sweat test where there is one."""
    hours = run["minutes"] / 60.0
    if asked["sweat_rate_l_h"] is not None:
        return float(asked["sweat_rate_l_h"]) * hours
    kmh = run["km"] / hours * hilliness(run)
    rate = modelled_sweat_l_h(asked["mass_kg"], height_cm(asked), kmh, run["temperature_c"], run["humidity"])
    if asked["sweat_test"] is not None:
        low, high = TESTED_SWEAT_L_H
        rate = min(high, max(low, rate * tested_factor(asked)))
    return rate * hours


def tested_factor(asked: Request) -> float:
    """One sweat test's measured rate over the modelled one, from 0.4 to 2.5."""
    test = asked["sweat_test"]
    hours = test["minutes"] / 60.0
    measured = (test["before_kg"] - test["after_kg"] + test["drunk_l"]) / hours
    air = (test["temperature_c"], test["humidity"])
    mass = (test["before_kg"] + test["after_kg"]) / 2.0
    modelled = modelled_sweat_l_h(mass, height_cm(asked), test["km"] / hours, *air)
    low, high = TEST_FACTOR
    return min(high, max(low, measured / modelled))


def loading_days(days: Sequence[Sequence[Run]]) -> list[bool]:
    """Whether each day loads: one or two ahead of a race over 90 min, unless it runs as long itself."""
    long_race = [any(run["kind"] == "race" and run["minutes"] > LOADED_FOR_MIN for run in runs) for runs in days]
    return [
        any(long_race[place + 1 : place + 3]) and sum(run["minutes"] for run in runs) <= LOADED_FOR_MIN
        for place, runs in enumerate(days)
    ]
