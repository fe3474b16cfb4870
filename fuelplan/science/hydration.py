"""How much to drink in a day and around a run, and the sodium that goes with it.

The sweat model itself is :mod:`fuelplan.science.sweat`.
"""

from __future__ import annotations

from typing import Literal

from fuelplan.errors import InputError
from fuelplan.science import Source
from fuelplan.units import HOUR, KG, L_PER_HOUR, LITRE, MG, MG_PER_L, ML, G, Quantity, quantity

SweatKind = Literal["light", "normal", "salty"]

MAX_DRINK_PER_HOUR: Quantity = quantity(0.8, LITRE)
SWEAT_SODIUM_MG_PER_L: dict[SweatKind, float] = {"light": 460.0, "normal": 920.0, "salty": 1380.0}
DRINK_SODIUM_MG_PER_L = 690.0
BASELINE_SODIUM_MG = 2000.0
SODIUM_MG_PER_G_SALT = 393.0

_SHARE_OF_SWEAT = 0.8
_MAX_LITRES_PER_HOUR = 0.8
_MIN_LITRES_PER_HOUR = 0.4
_TOLERABLE_LOSS = 0.02

SOURCES: dict[str, Source] = {
    "MAX_DRINK_PER_HOUR": Source("confirmed", ("thomas2016", "mosler2020")),
    "SWEAT_SODIUM_MG_PER_L": Source("derived", ("baker2016", "barnes2019", "mcdermott2017"), "20, 40 and 60 mmol/L"),
    "DRINK_SODIUM_MG_PER_L": Source("ours", ("efsa2011", "sawka2007"), "inside the range of both"),
    "BASELINE_SODIUM_MG": Source("confirmed", ("efsa2019",)),
    "SODIUM_MG_PER_G_SALT": Source("derived", note="22.99 of 58.44 g/mol"),
    "_SHARE_OF_SWEAT": Source("confirmed", ("mosler2020",)),
    "_MAX_LITRES_PER_HOUR": Source("confirmed", ("thomas2016", "mosler2020")),
    "_MIN_LITRES_PER_HOUR": Source("confirmed", ("thomas2016", "mosler2020")),
    "_TOLERABLE_LOSS": Source("confirmed", ("sawka2007",)),
    "daily_water": Source("derived", ("efsa2010",), "35 mL/kg returns their adequate intakes"),
    "glycogen_water": Source("confirmed", ("fernandezelias2015",), "the least of two trials"),
    "drink_before": Source("confirmed", ("thomas2016", "mosler2020")),
    "drinking_rate": Source(
        "confirmed", ("thomas2016", "mosler2020", "mcdermott2017", "almond2005", "hewbutler2015"), "joined by us"
    ),
    "expected_loss_percent": Source("confirmed", ("sawka2007", "mosler2020"), "fuel burnt is left out"),
    "drink_after": Source("confirmed", ("thomas2016", "mosler2020", "mcdermott2017")),
    "sweat_sodium": Source("derived", ("baker2016", "barnes2019", "mcdermott2017"), "people differ threefold"),
    "drink_sodium": Source("confirmed", ("thomas2016", "efsa2011", "sawka2007"), "the figure inside the range is ours"),
    "sweat_rate_from_test": Source("confirmed", ("sawka2007", "mcdermott2017"), "breath and fuel count as sweat"),
}


def daily_water(mass: Quantity, sweat_volume: Quantity) -> Quantity:
    """Water of one day from food and drink together [L]: ``35 mL/kg + sweat``.

    35 mL/kg is derived: it returns EFSA's adequate intakes of 2.5 L (men) and 2.0 L (women) at 71 and
    57 kg. This is total water: what to *drink* is it minus the water in the planned foods.

    Parameters
    ----------
    mass
        Body mass m [kg].
    sweat_volume
        Sweat lost on the day's runs [L].

    References
    ----------
    efsa2010

    Examples
    --------
    >>> daily_water(quantity(60, KG), quantity(0.5, LITRE)).m_as(LITRE)
    2.6
    """
    m, sweat = mass.m_as(KG), sweat_volume.m_as(LITRE)
    return quantity(35.0 * m / 1000.0 + sweat, LITRE)


def glycogen_water(glycogen: Quantity) -> Quantity:
    """Water that is stored with glycogen [mL]: at least 3 mL with each gram, Fernández-Elías 2015.

    Nine men's muscles after cycling in the heat held 3 g for each gram of glycogen when they drank
    little, more when they drank much. Not needed to run, but a loading day is thirsty without it.

    Parameters
    ----------
    glycogen
        Glycogen stored [g].

    References
    ----------
    fernandezelias2015

    Examples
    --------
    >>> glycogen_water(quantity(250, G)).m_as(ML)
    750.0
    """
    return quantity(3.0 * glycogen.m_as(G), ML)


def drink_before(mass: Quantity) -> tuple[Quantity, Quantity]:
    """Drink 2-4 h before a run [mL]: 5 to 10 mL/kg, Thomas 2016.

    References
    ----------
    thomas2016, mosler2020

    Examples
    --------
    >>> [edge.m_as(ML) for edge in drink_before(quantity(60, KG))]
    [300.0, 600.0]
    """
    m = mass.m_as(KG)
    return quantity(5.0 * m, ML), quantity(10.0 * m, ML)


def drinking_rate(sweat_rate: Quantity, running_time: Quantity, mass: Quantity) -> Quantity:
    """Drink while running [L/h]: never more than 80 % of the sweat, never more than 0.8 L/h.

    ``hi = min(0.8 S, 0.8)``, ``lo = max(0, (S t - 0.02 m) / t)`` keeps the loss to 2 % of body mass;
    nothing up to an hour when lo = 0, else ``min(max(lo, 0.4), hi)``. hi wins over lo: drinking more than
    one sweats is how runners get hyponatraemia (Almond 2005: odds ratio 4.2 for weight gain). Where
    lo > hi the loss passes 2 %; print :func:`expected_loss_percent`. The rule has a step: at one hour, or
    where lo leaves zero in a shorter run, it goes from nothing to 0.4 L/h.

    Parameters
    ----------
    sweat_rate
        Sweat rate S [L/h].
    running_time
        Length of the run t [h].
    mass
        Body mass m [kg].

    References
    ----------
    thomas2016, mosler2020, mcdermott2017, almond2005, hewbutler2015

    Examples
    --------
    >>> rate = drinking_rate(quantity(0.8, L_PER_HOUR), quantity(1.5, HOUR), quantity(70, KG))
    >>> rate.m_as(L_PER_HOUR)
    0.4
    """
    s, t, m = sweat_rate.m_as(L_PER_HOUR), running_time.m_as(HOUR), mass.m_as(KG)
    hi = min(_SHARE_OF_SWEAT * s, _MAX_LITRES_PER_HOUR)
    lo = max(0.0, s - _TOLERABLE_LOSS * m / t) if t > 0 else 0.0
    if t <= 1.0 and lo == 0.0:
        return quantity(0.0, L_PER_HOUR)
    return quantity(min(max(lo, _MIN_LITRES_PER_HOUR), hi), L_PER_HOUR)


def expected_loss_percent(sweat: Quantity, drunk: Quantity, mass: Quantity) -> float:
    """Body mass lost in a run [% of mass], sweat minus drink at 1 kg per litre; a gain is negative.

    Up to 2 % is no worry (Sawka 2007), 2-4 % tolerable (Mosler 2020). Fuel burnt is left out.

    References
    ----------
    sawka2007, mosler2020

    Examples
    --------
    >>> expected_loss_percent(quantity(2.0, LITRE), quantity(0.6, LITRE), quantity(70, KG))
    2.0
    """
    lost, m = sweat.m_as(LITRE) - drunk.m_as(LITRE), mass.m_as(KG)
    percent: float = 100.0 * lost / m
    return percent


def drink_after(deficit: Quantity, hours_to_next: Quantity) -> tuple[Quantity, Quantity] | None:
    """Drink to make good a deficit [L]: 1.25 to 1.5 times it, when the next session is < 12 h away.

    None otherwise: meals and thirst do it. Spread it: any hour's drinking stays within 0.8 L.

    Parameters
    ----------
    deficit
        Sweat minus drink of the run [L].
    hours_to_next
        Time to the next session [h].

    References
    ----------
    thomas2016, mosler2020, mcdermott2017

    Examples
    --------
    >>> [edge.m_as(LITRE) for edge in drink_after(quantity(1.0, LITRE), quantity(10, HOUR))]
    [1.25, 1.5]
    """
    net, hours = max(0.0, deficit.m_as(LITRE)), hours_to_next.m_as(HOUR)
    if hours >= 12.0:
        return None
    return quantity(1.25 * net, LITRE), quantity(1.5 * net, LITRE)


def sweat_sodium(volume: Quantity, kind: SweatKind = "normal") -> Quantity:
    """Sodium lost in sweat [mg]: 460 (light), 920 (normal) or 1380 (salty) mg per litre.

    20, 40 and 60 mmol/L: about the mean of Baker 2016, and the salty edge of McDermott 2017.

    References
    ----------
    baker2016, barnes2019, mcdermott2017

    Examples
    --------
    >>> sweat_sodium(quantity(1.5, LITRE)).m_as(MG)
    1380.0
    """
    return quantity(SWEAT_SODIUM_MG_PER_L[kind] * volume.m_as(LITRE), MG)


def drink_sodium(sweat_rate: Quantity, running_time: Quantity, salty: bool = False) -> Quantity:
    """Sodium of the drink on a run [mg/L]: 690 when S > 1.2 L/h, sweat is salty or the run > 2 h.

    The triggers are Thomas 2016. EFSA's range for such drinks is 460-1150 mg/L; 690 (30 mmol/L) inside it
    is our choice: the top of Sawka's 20-30 mmol/L, and still pleasant to drink. No guideline gives mg per
    hour: derive it from the volume.

    Parameters
    ----------
    sweat_rate
        Sweat rate S [L/h].
    running_time
        Length of the run t [h].
    salty
        Salty sweater (white crusts, or more than 60 mmol/L measured).

    References
    ----------
    thomas2016, efsa2011, sawka2007

    Examples
    --------
    >>> drink_sodium(quantity(0.9, L_PER_HOUR), quantity(2.5, HOUR)).m_as(MG_PER_L)
    690.0
    """
    s, t = sweat_rate.m_as(L_PER_HOUR), running_time.m_as(HOUR)
    return quantity(DRINK_SODIUM_MG_PER_L if salty or s > 1.2 or t > 2.0 else 0.0, MG_PER_L)


def sweat_rate_from_test(
    mass_before: Quantity, mass_after: Quantity, drunk: Quantity, urine: Quantity, running_time: Quantity
) -> Quantity:
    """Sweat rate measured by weighing [L/h]: ``(before - after + drunk - urine) / t``, kg = L.

    Parameters
    ----------
    mass_before, mass_after
        Body mass before and after the run, dry, without clothes [kg].
    drunk, urine
        Volume drunk and passed in between [L].
    running_time
        Length of the run t [h].

    References
    ----------
    sawka2007, mcdermott2017

    Examples
    --------
    >>> test = sweat_rate_from_test(
    ...     quantity(70, KG), quantity(69.5, KG), quantity(0.5, LITRE), quantity(0, LITRE), quantity(1, HOUR))
    >>> test.m_as(L_PER_HOUR)
    1.0
    """
    lost, t = mass_before.m_as(KG) - mass_after.m_as(KG), running_time.m_as(HOUR)
    volume = lost + drunk.m_as(LITRE) - urine.m_as(LITRE)
    if t <= 0 or volume <= 0:
        raise InputError("The sweat test gives no sweat: check both weights, drink, urine and time.")
    return quantity(volume / t, L_PER_HOUR)
