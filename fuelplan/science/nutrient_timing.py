"""What is eaten when: carbohydrate around a run, iron away from what spoils it.

Times apart are plain hours or minutes with the unit in the name. Hepcidin, which shuts iron out, peaks
3-6 h after exercise (sim2019, secondary), so iron is best in the morning or within half an hour of the
run (mccormick2019, mckay2023) and poorest 2-6 h after a hard one (the early edge is ours). Tea and
coffee stay an hour away from iron-rich meals (hurrell1999), calcium-rich foods two: 165-600 mg of
calcium cost 50-60 % of the iron (hallberg1991).
"""

from __future__ import annotations

from fuelplan.units import G_PER_HOUR, HOUR, KG, MIN, G, Quantity, quantity

HEPCIDIN_PEAK_FROM_H = 3.0
HEPCIDIN_PEAK_TO_H = 6.0
IRON_POOR_FROM_H = 2.0
IRON_POOR_TO_H = 6.0
IRON_BESIDE_RUN_MIN = 30.0
TEA_COFFEE_APART_H = 1.0
CALCIUM_APART_H = 2.0
# no figure is published for fibre before a run: our choice
LOW_FIBRE_BEFORE_RUN_G = 8.0
MOUTH_RINSE_FROM_MIN = 45.0
FUEL_FROM_MIN = 75.0
GLUCOSE_FRUCTOSE_FROM_MIN = 180.0
RECOVERY_HOURS = 4.0


def carbohydrate_during_run(running_time: Quantity) -> Quantity:
    """Carbohydrate while running [g/h], Jeukendrup 2014 (secondary copy).

    Nothing below 75 min (a mouth rinse from 45 to 75 min may help), 30 g/h up to 2 h, 60 g/h up to
    3 h, 90 g/h above, the last only as glucose + fructose. The guidance overlaps (30 g/h from 1 h,
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

    1-4 g/kg, 1-4 h ahead (Thomas 2016, secondary), read as 1 g/kg for each hour ahead up to 4.

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


def carbohydrate_loading(mass: Quantity) -> tuple[Quantity, Quantity]:
    """Carbohydrate of a day [g] in the 36-48 h before a race over 90 min: 10-12 g/kg (secondary).

    References
    ----------
    burke2011, thomas2016

    Examples
    --------
    >>> [edge.m_as(G) for edge in carbohydrate_loading(quantity(60, KG))]
    [600.0, 720.0]
    """
    m = mass.m_as(KG)
    return quantity(10.0 * m, G), quantity(12.0 * m, G)
