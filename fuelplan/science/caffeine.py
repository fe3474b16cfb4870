"""Caffeine before a race: optional, never needed, and only what was tried in training."""

from __future__ import annotations

from fuelplan.science import Source
from fuelplan.science.life_stage import LifeStage, caffeine_limit
from fuelplan.units import KG, MG, Quantity, quantity

CAFFEINE_MG_PER_KG = (3.0, 6.0)
CAFFEINE_BEFORE_RACE_MIN = 60.0
MOST_CAFFEINE_AT_ONCE_MG = 200.0
CAFFEINE_BEFORE_BED_H = 6.0

SOURCES: dict[str, Source] = {
    "CAFFEINE_MG_PER_KG": Source("confirmed", ("guest2021",), "2 mg/kg may do"),
    "CAFFEINE_BEFORE_RACE_MIN": Source("confirmed", ("guest2021",)),
    "MOST_CAFFEINE_AT_ONCE_MG": Source("confirmed", ("efsa2015caffeine",), "also within 2 h before hard exercise"),
    "CAFFEINE_BEFORE_BED_H": Source("confirmed", ("drake2013",), "the least; more is better"),
    "caffeine_before_race": Source("confirmed", ("guest2021", "efsa2015caffeine", "drake2013"), "capped by us"),
}


def caffeine_before_race(mass: Quantity, stage: LifeStage | None = None) -> tuple[Quantity, Quantity]:
    """Least and most caffeine of one dose about 60 min before a race [mg]: 3 to 6 mg/kg, 200 mg at most.

    Guest 2021 finds 3-6 mg/kg to help, on average and not everyone. EFSA 2015 sees no concern in single
    doses up to 200 mg, so both edges stop there, which from 67 kg on leaves no more than the cap. It
    is an option and never needed, to be tried in training first; 400 mg six hours before
    bed still cost an hour of sleep (Drake 2013).

    Parameters
    ----------
    mass
        Body mass m [kg].
    stage
        Pregnancy or breastfeeding; the day's limit of :func:`fuelplan.science.life_stage.caffeine_limit`
        (200 mg then, all sources together) is never passed.

    References
    ----------
    guest2021, efsa2015caffeine, drake2013

    Examples
    --------
    >>> [edge.m_as(MG) for edge in caffeine_before_race(quantity(50, KG))]
    [150.0, 200.0]
    """
    m = mass.m_as(KG)
    cap = min(MOST_CAFFEINE_AT_ONCE_MG, caffeine_limit(stage).m_as(MG))
    low, high = CAFFEINE_MG_PER_KG
    return quantity(min(cap, low * m), MG), quantity(min(cap, high * m), MG)
