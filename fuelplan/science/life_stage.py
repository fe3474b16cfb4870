"""Pregnancy and breastfeeding: what they add to a day, and how much caffeine they leave room for."""

from __future__ import annotations

from typing import Literal

from fuelplan.science import Source
from fuelplan.units import KCAL, MG, ML, G, Quantity, quantity

LifeStage = Literal["pregnant 1", "pregnant 2", "pregnant 3", "breastfeeding"]

CAFFEINE_LIMIT_MG = 400.0
CAFFEINE_LIMIT_WITH_CHILD_MG = 200.0

_EXTRA_KCAL: dict[LifeStage | None, float] = {
    None: 0.0,
    "pregnant 1": 0.0,
    "pregnant 2": 340.0,
    "pregnant 3": 452.0,
    "breastfeeding": 330.0,
}
_EXTRA_PROTEIN_G: dict[LifeStage | None, float] = {
    None: 0.0,
    "pregnant 1": 0.0,
    "pregnant 2": 25.0,
    "pregnant 3": 25.0,
    "breastfeeding": 25.0,
}
_EXTRA_WATER_ML: dict[LifeStage | None, float] = {
    None: 0.0,
    "pregnant 1": 300.0,
    "pregnant 2": 300.0,
    "pregnant 3": 300.0,
    "breastfeeding": 700.0,
}

SOURCES: dict[str, Source] = {
    "CAFFEINE_LIMIT_MG": Source("confirmed", ("efsa2015caffeine",)),
    "CAFFEINE_LIMIT_WITH_CHILD_MG": Source("confirmed", ("efsa2015caffeine",)),
    "_EXTRA_KCAL": Source("confirmed", ("iom2005",), "one child; breastfeeding: first six months"),
    "_EXTRA_PROTEIN_G": Source("secondary", ("iom2005",), "from the second trimester: ours, a few weeks early"),
    "_EXTRA_WATER_ML": Source("secondary", ("efsa2010",)),
    "extra_energy": Source("confirmed", ("iom2005",)),
    "extra_protein": Source("secondary", ("iom2005",)),
    "extra_water": Source("secondary", ("efsa2010",)),
    "caffeine_limit": Source("confirmed", ("efsa2015caffeine",)),
}


def extra_energy(stage: LifeStage | None) -> Quantity:
    """Energy that a life stage adds to one day [kcal], IOM 2005.

    Nothing in the first trimester, 340 in the second, 452 in the third; breastfeeding 330 in the first
    six months (500 for the milk less 170 from the mother's own stores). Later months, 400, and twins
    are not told apart.

    References
    ----------
    iom2005

    Examples
    --------
    >>> extra_energy("pregnant 3").m_as(KCAL)
    452.0
    """
    return quantity(_EXTRA_KCAL[stage], KCAL)


def extra_protein(stage: LifeStage | None) -> Quantity:
    """Protein that a life stage adds to one day [g]: 25 from the second trimester and in breastfeeding.

    IOM 2005 counts the 25 g from the second half of pregnancy and finds no need for more in the
    first; giving it from the second trimester on is ours, a few weeks early.

    References
    ----------
    iom2005

    Examples
    --------
    >>> extra_protein("breastfeeding").m_as(G)
    25.0
    """
    return quantity(_EXTRA_PROTEIN_G[stage], G)


def extra_water(stage: LifeStage | None) -> Quantity:
    """Water that a life stage adds to one day, food and drink together [mL], EFSA 2010.

    300 in pregnancy (EFSA ties it to the energy added; here it holds from the start), 700 in breastfeeding.

    References
    ----------
    efsa2010

    Examples
    --------
    >>> extra_water("pregnant 1").m_as(ML)
    300.0
    """
    return quantity(_EXTRA_WATER_ML[stage], ML)


def caffeine_limit(stage: LifeStage | None) -> Quantity:
    """Caffeine of one day that raises no concern, from all sources [mg]: 400, or 200 with a child.

    EFSA 2015 for healthy adults; in pregnancy and breastfeeding half of it, for the child's sake.

    References
    ----------
    efsa2015caffeine

    Examples
    --------
    >>> caffeine_limit(None).m_as(MG), caffeine_limit("pregnant 1").m_as(MG)
    (400.0, 200.0)
    """
    return quantity(CAFFEINE_LIMIT_MG if stage is None else CAFFEINE_LIMIT_WITH_CHILD_MG, MG)
