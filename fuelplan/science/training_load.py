"""What else makes legs heavy: load, sleep, form and strength, as figures to watch, not to obey."""

from __future__ import annotations

import math

from fuelplan.science import Source
from fuelplan.units import KM, Quantity

MOST_RAMP = 0.10
RISKY_RAMP = 0.30
MOST_LONG_RUN_SHARE = 0.35
SLEEP_HOURS = (7.0, 9.0)
CADENCE_RISE = (0.05, 0.10)
TAPER_VOLUME = 0.5
STRENGTH_SESSIONS = 2

SOURCES: dict[str, Source] = {
    "MOST_RAMP": Source("ours", ("buist2008", "nielsen2014"), "a rule of thumb; a trial found no benefit"),
    "RISKY_RAMP": Source("confirmed", ("nielsen2014",), "novices, 59 % more of some injuries, p = 0.07"),
    "MOST_LONG_RUN_SHARE": Source("ours"),
    "SLEEP_HOURS": Source("confirmed", ("watson2015", "walsh2021"), "athletes: no one figure fits all; go by need"),
    "CADENCE_RISE": Source("confirmed", ("heiderscheit2011",), "less load on knee and hip, in a laboratory"),
    "TAPER_VOLUME": Source("confirmed", ("bosquet2007",), "41-60 % less for two weeks, as hard and as often"),
    "STRENGTH_SESSIONS": Source("confirmed", ("blagrove2018",), "two to three a week"),
    "ramp": Source("ours", ("buist2008", "nielsen2014"), "arithmetic; the threshold is a rule of thumb"),
}


def ramp(distance: Quantity, last_distance: Quantity) -> float:
    """Growth of the weekly distance as a share of last week's: ``d / d_last - 1``; 0.1 is +10 %.

    From a week without running any growth is infinite (``inf``), and no running after none is 0.
    +10 % (MOST_RAMP) is a rule of thumb with weak evidence: a trial that kept to it saw as many injuries
    (Buist 2008); in a cohort of novices some injuries rose above +30 %, just short of significance
    (Nielsen 2014, RISKY_RAMP).

    Parameters
    ----------
    distance, last_distance
        Distance of this week and of the week before [km].

    References
    ----------
    buist2008, nielsen2014

    Examples
    --------
    >>> from fuelplan.units import quantity
    >>> round(ramp(quantity(55, KM), quantity(50, KM)), 3)
    0.1
    """
    d, last = distance.m_as(KM), last_distance.m_as(KM)
    if last > 0:
        return float(d / last - 1.0)
    return math.inf if d > 0 else 0.0
