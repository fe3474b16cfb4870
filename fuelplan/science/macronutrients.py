"""Carbohydrate, protein, fat and fibre for one day."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from fuelplan.units import KCAL, KG, KM, MIN, G, Quantity, quantity

KCAL_PER_G_CARBOHYDRATE = 4.0
KCAL_PER_G_PROTEIN = 4.0
KCAL_PER_G_FAT = 9.0

# minutes of running in the day, low and high edge in g/kg
_CARBOHYDRATE_KNOTS = ((0.0, 3.0, 5.0), (60.0, 5.0, 7.0), (120.0, 6.0, 10.0), (270.0, 8.0, 12.0))

_PROTEIN_G_PER_KG = (1.2, 1.6, 1.8, 2.2)


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
    """Carbohydrate to aim for in a day [g]: ``min(12, 4.0 + 0.16 km)`` g/kg inside the day's band.

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
    per_kg = min(12.0, 4.0 + 0.16 * d)
    return quantity(min(high, max(low, per_kg)) * m, G)


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


def protein_per_meal(mass: Quantity) -> tuple[Quantity, Quantity]:
    """Protein that makes one meal count [g]: 0.25 to 0.3 g/kg (Thomas 2016, unconfirmed wording).

    References
    ----------
    thomas2016

    Examples
    --------
    >>> [edge.m_as(G) for edge in protein_per_meal(quantity(60, KG))]
    [15.0, 18.0]
    """
    m = mass.m_as(KG)
    return quantity(0.25 * m, G), quantity(0.3 * m, G)


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
