"""Energy of exercise: a run on the level or over hills, and strength work."""

from __future__ import annotations

import math

from fuelplan.errors import InputError
from fuelplan.science import Source
from fuelplan.units import HOUR, J_PER_KG_M, KCAL, KG, KM, M, Quantity, quantity

RUNNING_COST_KCAL_PER_KG_KM = 1.0
STRENGTH_MET = 3.5
MAX_GRADIENT = 0.45

_MINETTI = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)

SOURCES: dict[str, Source] = {
    "RUNNING_COST_KCAL_PER_KG_KM": Source("derived", note="net costs published: 0.86-1.01; the safe side of them"),
    "STRENGTH_MET": Source("secondary", ("herrmann2024",), "entry 02054, rests between the sets included"),
    "MAX_GRADIENT": Source("confirmed", ("minetti2002",), "the steepest slope measured"),
    "_MINETTI": Source("secondary", ("minetti2002",)),
    "slope_cost": Source("secondary", ("minetti2002",), "within the scatter of the four means in the abstract"),
    "hill_factor": Source("derived", ("minetti2002",), "half up, half down; a lower edge"),
    "running_energy": Source("derived", ("minetti2002",), "independent of speed"),
    "strength_energy": Source("secondary", ("herrmann2024",), "net of one MET; the compendium is for groups"),
}


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


def hill_factor(distance: Quantity, climb: Quantity) -> float:
    """Cost of a hilly run over that of a level one: ``(C(i) + C(-i)) / (2 C(0))``, Minetti 2002.

    Half of the distance climbs at ``i = 2 climb / distance``, half falls as steeply: the run ends as
    high as it began. The spread of the climb over half the way is ours. Real hills are shorter and
    steeper and cost more, so this is a lower edge; the ratio grows from 1 on the level to 3.3 at i = 0.45.
    Beyond i = 0.31 the same climb costs less in all over a longer way, because it is gentler.

    Parameters
    ----------
    distance
        Length of the run d [km].
    climb
        Metres climbed in the whole run [m], and come down again; i up to 0.45.

    References
    ----------
    minetti2002

    Examples
    --------
    >>> round(hill_factor(quantity(10, KM), quantity(500, M)), 3)
    1.128
    """
    metres, up = distance.m_as(M), climb.m_as(M)
    if up == 0:
        return 1.0
    i = 2.0 * up / metres if metres > 0 else math.inf
    if not 0.0 <= i <= MAX_GRADIENT:
        raise InputError(
            f"A climb of {up:g} m does not fit a run of {metres / 1000:g} km: half of it up, half down, may be "
            f"45 % steep at most ({MAX_GRADIENT * metres / 2:g} m). Give the metres climbed, 0 or more."
        )
    mean = (slope_cost(i).m_as(J_PER_KG_M) + slope_cost(-i).m_as(J_PER_KG_M)) / 2.0
    return float(mean / _MINETTI[-1])


def running_energy(mass: Quantity, distance: Quantity, climb: Quantity | None = None) -> Quantity:
    """Net energy of a run [kcal]: ``c m d`` with c = 1.0 kcal/kg/km, times :func:`hill_factor`.

    Net costs in the literature lie between 0.86 and 1.01; 1.0 is the safe side, and independent of
    speed. Without a climb the run is level.

    Parameters
    ----------
    mass
        Body mass m [kg].
    distance
        Distance d [km].
    climb
        Metres climbed and come down again [m], or None.

    References
    ----------
    minetti2002

    Examples
    --------
    >>> running_energy(quantity(70, KG), quantity(10, KM)).m_as(KCAL)
    700.0
    """
    m, d = mass.m_as(KG), distance.m_as(KM)
    hills = 1.0 if climb is None else hill_factor(distance, climb)
    return quantity(RUNNING_COST_KCAL_PER_KG_KM * m * d * hills, KCAL)


def strength_energy(mass: Quantity, duration: Quantity) -> Quantity:
    """Net energy of strength work [kcal]: ``(MET - 1) m t``, MET 3.5 at 1 kcal/kg/h each.

    The entry is resistance training of several exercises, 8-15 repetitions. The 1 taken off is the
    rest that the day's energy already holds. Heavy lifting with long breaks is not told apart.

    Parameters
    ----------
    mass
        Body mass m [kg].
    duration
        Length of the session t [h], breaks included.

    References
    ----------
    herrmann2024

    Examples
    --------
    >>> strength_energy(quantity(70, KG), quantity(1, HOUR)).m_as(KCAL)
    175.0
    """
    m, t = mass.m_as(KG), duration.m_as(HOUR)
    return quantity((STRENGTH_MET - 1.0) * m * t, KCAL)
