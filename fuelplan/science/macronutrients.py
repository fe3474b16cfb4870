"""Carbohydrate, protein, fat and fibre for one day."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from fuelplan.science import Source
from fuelplan.science.nutrient_timing import carbohydrate_loading
from fuelplan.units import KCAL, KG, KM, MIN, G, Quantity, quantity

KCAL_PER_G_CARBOHYDRATE = 4.0
KCAL_PER_G_PROTEIN = 4.0
KCAL_PER_G_FAT = 9.0

OLDER_FROM_YEARS = 60.0
LOADING_FAT_SHARE = 0.15
LEAST_LOADING_FIBRE_PER_1000_KCAL = 4.0
MOST_LOADING_FIBRE_PER_1000_KCAL = 8.0

# minutes of running in the day, low and high edge in g/kg
_CARBOHYDRATE_KNOTS = ((0.0, 3.0, 5.0), (60.0, 5.0, 7.0), (120.0, 6.0, 10.0), (270.0, 8.0, 12.0))

_PROTEIN_G_PER_KG = (1.2, 1.6, 1.8, 2.2)

SOURCES: dict[str, Source] = {
    "KCAL_PER_G_CARBOHYDRATE": Source("secondary", ("iom2005",), "Atwater's general factor"),
    "KCAL_PER_G_PROTEIN": Source("secondary", ("iom2005",), "Atwater's general factor"),
    "KCAL_PER_G_FAT": Source("secondary", ("iom2005",), "Atwater's general factor"),
    "OLDER_FROM_YEARS": Source("ours", ("moore2015",), "the older men were about 71"),
    "LOADING_FAT_SHARE": Source("ours"),
    "LEAST_LOADING_FIBRE_PER_1000_KCAL": Source("ours"),
    "MOST_LOADING_FIBRE_PER_1000_KCAL": Source("ours"),
    "_CARBOHYDRATE_KNOTS": Source("confirmed", ("burke2011", "thomas2016"), "where in a class a minute falls is ours"),
    "_PROTEIN_G_PER_KG": Source("secondary", ("kato2016", "thomas2016"), "the ceiling is ours"),
    "carbohydrate_band": Source(
        "confirmed", ("burke2011", "thomas2016"), "the straight lines between classes are ours"
    ),
    "carbohydrate_aim": Source("derived", ("burke2011", "thomas2016"), "a choice inside the band"),
    "protein_window": Source("secondary", ("kato2016", "thomas2016"), "the ceiling is ours"),
    "protein_per_meal": Source(
        "unconfirmed", ("thomas2016", "moore2015"), "0.4 g/kg from 60 years: moore2015, secondary"
    ),
    "fat_window": Source("secondary", ("iom2005", "thomas2016")),
    "fibre_aim": Source("secondary", ("iom2005",), "set on sedentary energy intakes"),
    "loading_energy": Source("ours", ("burke2011", "thomas2016"), "their carbohydrate and protein, our fat"),
    "loading_fibre": Source("ours"),
}


class ProteinWindow(NamedTuple):
    """Protein of one day [g]: never under floor, best from low to high, never over ceiling."""

    floor: Quantity
    low: Quantity
    high: Quantity
    ceiling: Quantity


def _band_per_kg(minutes: float) -> tuple[float, float]:
    """Carbohydrate band [g/kg] at ``minutes`` of running, linear between the knots."""
    for (t0, low0, high0), (t1, low1, high1) in pairwise(_CARBOHYDRATE_KNOTS):
        if minutes <= t1:
            share = max(0.0, (minutes - t0) / (t1 - t0))
            return low0 + share * (low1 - low0), high0 + share * (high1 - high0)
    return _CARBOHYDRATE_KNOTS[-1][1:]


def carbohydrate_band(mass: Quantity, running_time: Quantity) -> tuple[Quantity, Quantity]:
    """Lowest and highest carbohydrate of a day [g], Burke 2011 and Thomas 2016.

    Knots by the day's running minutes: 0: 3-5, 60: 5-7, 120: 6-10, 270 and more: 8-12 g/kg. The papers
    give four classes; joining them by straight lines is ours, so that a minute more never jumps a class.

    Parameters
    ----------
    mass
        Body mass m [kg].
    running_time
        Running in the whole day t [min].

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> low, high = carbohydrate_band(quantity(70, KG), quantity(60, MIN))
    >>> low.m_as(G), high.m_as(G)
    (350.0, 490.0)
    """
    m, t = mass.m_as(KG), running_time.m_as(MIN)
    low, high = _band_per_kg(t)
    return quantity(low * m, G), quantity(high * m, G)


def carbohydrate_aim(mass: Quantity, distance: Quantity, running_time: Quantity) -> Quantity:
    """Carbohydrate to aim for in a day [g]: ``4.0 + 0.16 km`` g/kg inside the day's band, so 12 g/kg at most.

    The line is derived here from the classes of the band; it is a choice inside it, not a finding.

    Parameters
    ----------
    mass
        Body mass m [kg].
    distance
        Distance run in the day d [km].
    running_time
        Running in the whole day t [min].

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> aim = carbohydrate_aim(quantity(70, KG), quantity(10, KM), quantity(60, MIN))
    >>> round(aim.m_as(G))
    392
    """
    m, d, t = mass.m_as(KG), distance.m_as(KM), running_time.m_as(MIN)
    low, high = _band_per_kg(t)
    return quantity(min(high, max(low, 4.0 + 0.16 * d)) * m, G)


def protein_window(mass: Quantity) -> ProteinWindow:
    """Protein of a day [g]: 1.2, 1.6, 1.8 and 2.2 g/kg as floor, low, high and ceiling.

    Kato 2016 found a mean need of 1.65 and recommends 1.83 g/kg on training days (secondary copy);
    1.2 as floor is Thomas 2016 (unconfirmed wording); the ceiling is ours, for lack of any gain beyond.

    References
    ----------
    kato2016, thomas2016

    Examples
    --------
    >>> [round(edge.m_as(G)) for edge in protein_window(quantity(70, KG))]
    [84, 112, 126, 154]
    """
    m = mass.m_as(KG)
    return ProteinWindow(*(quantity(per_kg * m, G) for per_kg in _PROTEIN_G_PER_KG))


def protein_per_meal(mass: Quantity, age_years: float = 35.0) -> tuple[Quantity, Quantity]:
    """Protein that makes one meal count [g]: 0.25 to 0.3 g/kg (Thomas 2016, unconfirmed wording).

    From 60 years both edges are 0.4 g/kg: in Moore 2015 older men (about 71) needed that where young
    ones needed 0.24. Where between the two ages to change over is ours.

    Parameters
    ----------
    mass
        Body mass m [kg].
    age_years
        Age [years].

    References
    ----------
    thomas2016, moore2015

    Examples
    --------
    >>> [edge.m_as(G) for edge in protein_per_meal(quantity(60, KG))]
    [15.0, 18.0]
    >>> [edge.m_as(G) for edge in protein_per_meal(quantity(60, KG), 65)]
    [24.0, 24.0]
    """
    m = mass.m_as(KG)
    low, high = (0.4, 0.4) if age_years >= OLDER_FROM_YEARS else (0.25, 0.3)
    return quantity(low * m, G), quantity(high * m, G)


def fat_window(energy: Quantity) -> tuple[Quantity, Quantity]:
    """Least and most fat of a day [g]: 20 to 35 % of its energy [kcal], at 9 kcal/g.

    Both edges are the acceptable distribution range of IOM 2005; Thomas 2016 keeps 20 % for athletes.

    References
    ----------
    iom2005, thomas2016

    Examples
    --------
    >>> [round(edge.m_as(G), 1) for edge in fat_window(quantity(2700, KCAL))]
    [60.0, 105.0]
    """
    kcal = energy.m_as(KCAL)
    return quantity(0.20 * kcal / KCAL_PER_G_FAT, G), quantity(0.35 * kcal / KCAL_PER_G_FAT, G)


def fibre_aim(energy: Quantity) -> Quantity:
    """Fibre of a day [g]: 14 g per 1000 kcal, the adequate intake of IOM 2005.

    Set on sedentary energy intakes; on a runner's it grows large, so it is an aim and not a floor.

    References
    ----------
    iom2005

    Examples
    --------
    >>> fibre_aim(quantity(2500, KCAL)).m_as(G)
    35.0
    """
    kcal = energy.m_as(KCAL)
    return quantity(14.0 * kcal / 1000.0, G)


def loading_energy(mass: Quantity) -> Quantity:
    """Energy of a day that loads carbohydrate [kcal]: ``4 (10 + 1.2) m / (1 - 0.15)``, 52.7 kcal/kg.

    It holds the aim of :func:`fuelplan.science.nutrient_timing.carbohydrate_loading` (10 g/kg) and the
    protein floor (1.2 g/kg) at 4 kcal/g, and fat for 15 % of the energy. That share is ours: under the
    20 % of other days, for a day or two, because fuller plates are not eaten.

    Parameters
    ----------
    mass
        Body mass m [kg].

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> round(loading_energy(quantity(70, KG)).m_as(KCAL))
    3689
    """
    m = mass.m_as(KG)
    carbohydrate = carbohydrate_loading(mass)[1].m_as(G)
    lean = KCAL_PER_G_CARBOHYDRATE * carbohydrate + KCAL_PER_G_PROTEIN * _PROTEIN_G_PER_KG[0] * m
    return quantity(lean / (1.0 - LOADING_FAT_SHARE), KCAL)


def loading_fibre(energy: Quantity) -> tuple[Quantity, Quantity]:
    """Least and most fibre of a loading day [g]: 4 to 8 g per 1000 kcal, for a light gut at the start.

    Both edges are ours; sports dietitians say "low in fibre" and give no figure that was found.

    Examples
    --------
    >>> [edge.m_as(G) for edge in loading_fibre(quantity(3500, KCAL))]
    [14.0, 28.0]
    """
    thousands = energy.m_as(KCAL) / 1000.0
    edges = LEAST_LOADING_FIBRE_PER_1000_KCAL, MOST_LOADING_FIBRE_PER_1000_KCAL
    return quantity(edges[0] * thousands, G), quantity(edges[1] * thousands, G)
