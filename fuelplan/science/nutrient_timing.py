"""What is eaten when: carbohydrate around a run, iron away from what spoils it.

Times apart are plain hours or minutes with the unit in the name. Hepcidin, which shuts iron out, peaks
3-6 h after exercise (sim2019, secondary), so iron is best in the morning or within half an hour of the
run (mccormick2019, mckay2024) and poorest 2-6 h after a hard one (the early edge is ours). Tea and
coffee with a meal keep out most of its iron (hurrell1999); coffee an hour before did no harm, an hour
after as much as with it (morck1983), so two hours after is ours. Calcium-rich foods stay two hours away:
165-600 mg of calcium cost 50-60 % of the iron (hallberg1991).
"""

from __future__ import annotations

from fuelplan.science import Source
from fuelplan.units import G_PER_HOUR, HOUR, KG, MIN, G, Quantity, quantity

IRON_POOR_FROM_H = 2.0
IRON_POOR_TO_H = 6.0
IRON_BESIDE_RUN_MIN = 30.0
TEA_COFFEE_BEFORE_H = 1.0
TEA_COFFEE_AFTER_H = 2.0
CALCIUM_APART_H = 2.0
CALCIUM_WITH_IRON_MG = 165.0
IRON_MORNING_UNTIL_MIN = 12.0 * 60.0
LIGHT_BEFORE_RUN_MIN = 180.0
LOW_FIBRE_BEFORE_RUN_G = 8.0
LOW_FAT_BEFORE_RUN_G = 15.0
MOUTH_RINSE_FROM_MIN = 45.0
FUEL_FROM_MIN = 75.0
GLUCOSE_FRUCTOSE_FROM_MIN = 180.0
RECOVERY_HOURS = 4.0
LOADING_FROM_MIN = 90.0
LOADING_DAYS = 2
LOADING_G_PER_KG = (8.0, 10.0, 12.0)

SOURCES: dict[str, Source] = {
    "IRON_POOR_FROM_H": Source("ours", ("sim2019",), "an hour before the peak begins"),
    "IRON_POOR_TO_H": Source("secondary", ("sim2019",)),
    "IRON_BESIDE_RUN_MIN": Source(
        "ours", ("mccormick2019", "mckay2024"), "half an hour before or after an easy run did equally well"
    ),
    "IRON_MORNING_UNTIL_MIN": Source(
        "ours", ("mccormick2019",), "breakfast after a morning run beat dinner after an afternoon one; noon is ours"
    ),
    "TEA_COFFEE_BEFORE_H": Source("confirmed", ("morck1983", "hurrell1999"), "coffee an hour before did no harm"),
    "TEA_COFFEE_AFTER_H": Source("ours", ("morck1983", "hurrell1999"), "an hour after was as bad as with the meal"),
    "CALCIUM_APART_H": Source("ours", ("hallberg1991",), "measured at the same meal; the two hours are ours"),
    "CALCIUM_WITH_IRON_MG": Source("confirmed", ("hallberg1991",), "the lowest dose that cost half of the iron"),
    "LIGHT_BEFORE_RUN_MIN": Source("ours", note="no figure is published"),
    "LOW_FIBRE_BEFORE_RUN_G": Source("ours", note="no figure is published"),
    "LOW_FAT_BEFORE_RUN_G": Source("ours", note="no figure is published"),
    "MOUTH_RINSE_FROM_MIN": Source("secondary", ("jeukendrup2014",)),
    "FUEL_FROM_MIN": Source("secondary", ("jeukendrup2014",), "the end of the mouth rinse; he starts at an hour"),
    "GLUCOSE_FRUCTOSE_FROM_MIN": Source("ours", ("jeukendrup2014",), "he starts at 150 min"),
    "RECOVERY_HOURS": Source("unconfirmed", ("burke2011", "thomas2016")),
    "LOADING_FROM_MIN": Source("secondary", ("burke2011", "thomas2016")),
    "LOADING_DAYS": Source("secondary", ("burke2011", "thomas2016"), "36-48 h"),
    "LOADING_G_PER_KG": Source("secondary", ("burke2011", "thomas2016"), "the low edge of 8 is ours"),
    "carbohydrate_during_run": Source("secondary", ("jeukendrup2014", "thomas2016"), "the edges are ours, later"),
    "carbohydrate_before_run": Source("secondary", ("thomas2016",), "a gram per kg for each hour is our reading"),
    "carbohydrate_after_run": Source("unconfirmed", ("burke2011", "thomas2016")),
    "carbohydrate_loading": Source("secondary", ("burke2011", "thomas2016"), "the low edge is ours"),
    "is_iron_poor": Source(
        "ours", ("sim2019", "mccormick2019", "mckay2024"), "the peak is theirs, the first hour ours"
    ),
}


def carbohydrate_during_run(running_time: Quantity) -> Quantity:
    """Carbohydrate while running [g/h], Jeukendrup 2014 (secondary copy).

    Nothing below 75 min (a mouth rinse from 45 to 75 min may help), 30 g/h up to 120 min, 60 g/h up to
    180 min, 90 g/h above, the last only as glucose + fructose. The guidance overlaps (30 g/h from 1 h,
    90 g/h from 2.5 h); the later edges are ours, gentler on the gut.

    Parameters
    ----------
    running_time
        Length of the run t [min].

    References
    ----------
    jeukendrup2014, thomas2016

    Examples
    --------
    >>> carbohydrate_during_run(quantity(2.5, HOUR)).m_as(G_PER_HOUR)
    60.0
    """
    t = running_time.m_as(MIN)
    if t < FUEL_FROM_MIN:
        return quantity(0.0, G_PER_HOUR)
    if t <= 120.0:
        return quantity(30.0, G_PER_HOUR)
    return quantity(60.0 if t <= GLUCOSE_FRUCTOSE_FROM_MIN else 90.0, G_PER_HOUR)


def carbohydrate_before_run(mass: Quantity, running_time: Quantity, hours_ahead: Quantity) -> Quantity:
    """Carbohydrate of the last meal before a run longer than an hour [g].

    1-4 g/kg, 1-4 h ahead (Thomas 2016, secondary), read as 1 g/kg for each hour ahead up to 4. Eaten
    less than an hour ahead it is less than 1 g/kg: the line goes on to nothing at the start.

    Parameters
    ----------
    mass
        Body mass m [kg].
    running_time
        Length of the run t [min]; none is needed up to 60.
    hours_ahead
        Time from the meal to the start [h].

    References
    ----------
    thomas2016

    Examples
    --------
    >>> carbohydrate_before_run(quantity(60, KG), quantity(1.5, HOUR), quantity(2, HOUR)).m_as(G)
    120
    """
    m, t, hours = mass.m_as(KG), running_time.m_as(MIN), hours_ahead.m_as(HOUR)
    return quantity(m * min(4.0, max(0.0, hours)) if t > 60.0 else 0.0, G)


def carbohydrate_after_run(mass: Quantity, hours_to_next: Quantity) -> tuple[Quantity, Quantity]:
    """Carbohydrate for each of the first RECOVERY_HOURS after a run [g/h].

    1.0 to 1.2 g/kg/h when the next session is less than 8 h away (unconfirmed), else no hurry: 0.

    Parameters
    ----------
    mass
        Body mass m [kg].
    hours_to_next
        Time to the next session [h].

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> [edge.m_as(G_PER_HOUR) for edge in carbohydrate_after_run(quantity(60, KG), quantity(6, HOUR))]
    [60.0, 72.0]
    """
    m, hours = mass.m_as(KG), hours_to_next.m_as(HOUR)
    low, high = (1.0, 1.2) if hours < 8.0 else (0.0, 0.0)
    return quantity(low * m, G_PER_HOUR), quantity(high * m, G_PER_HOUR)


def carbohydrate_loading(mass: Quantity) -> tuple[Quantity, Quantity, Quantity]:
    """Carbohydrate of each of the two days before a race over 90 min [g]: 8, 10 and 12 g/kg (low, aim, high).

    The papers say 10-12 g/kg for 36-48 h (secondary). 8 is our lower edge: many recreational runners,
    and women above all, cannot eat 10 inside their energy, and some loading is better than none.

    Parameters
    ----------
    mass
        Body mass m [kg].

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> [edge.m_as(G) for edge in carbohydrate_loading(quantity(60, KG))]
    [480.0, 600.0, 720.0]
    """
    m = mass.m_as(KG)
    low, aim, high = (quantity(per_kg * m, G) for per_kg in LOADING_G_PER_KG)
    return low, aim, high


def is_iron_poor(minutes_after_hard_run: float) -> bool:
    """Whether a meal falls where hepcidin keeps iron out: 2 to 6 h after the end of a hard run.

    Hepcidin peaks at 3-6 h (secondary); the earlier edge of 2 h is ours. A meal before the run (a
    negative number of minutes) is never poor.

    References
    ----------
    sim2019, mccormick2019, mckay2024

    Examples
    --------
    >>> is_iron_poor(180), is_iron_poor(20), is_iron_poor(600)
    (True, False, False)
    """
    return IRON_POOR_FROM_H <= minutes_after_hard_run / 60.0 <= IRON_POOR_TO_H
