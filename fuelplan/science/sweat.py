"""Sweat rate from mass, speed and weather: a fit to the ACSM table, raised where sweat cannot dry."""

from __future__ import annotations

import math

from fuelplan.science import Source
from fuelplan.units import (
    DEG_C,
    KG,
    KILOPASCAL,
    KM_PER_HOUR,
    L_PER_HOUR,
    M2,
    WATT,
    M,
    Quantity,
    quantity,
)

SKIN_TEMPERATURE_C = 34.0
MAX_SWEAT_L_PER_HOUR = 3.0
MIN_BASE_SWEAT_L_PER_HOUR = 0.1
MAX_DRIP_FACTOR = 1.43
SWEAT_BAND = (0.85, 1.5)

_LATENT_HEAT_J_PER_G = 2430.0
_LEWIS_K_PER_KPA = 16.5
_CONVECTION_W_PER_M2_K = 8.3

SOURCES: dict[str, Source] = {
    "SKIN_TEMPERATURE_C": Source("secondary", ("kerslake1972",), "of a runner; the true one moves with the weather"),
    "MAX_SWEAT_L_PER_HOUR": Source("ours", ("mcdermott2017",), "few sweat more; 4 L/h has been seen"),
    "MIN_BASE_SWEAT_L_PER_HOUR": Source("ours"),
    "MAX_DRIP_FACTOR": Source("ours", ("iso7933",), "ISO lets it grow to 2; 1.43 keeps 0.1 °C within 0.03 L/h"),
    "SWEAT_BAND": Source("ours", ("baker2016", "barnes2019"), "our reading of field data"),
    "_LATENT_HEAT_J_PER_G": Source("secondary", ("iso7933",), "of sweat at 30-35 °C"),
    "_LEWIS_K_PER_KPA": Source("secondary", ("kerslake1972", "iso7933")),
    "_CONVECTION_W_PER_M2_K": Source("secondary", ("kerslake1972",)),
    "base_sweat_rate": Source("derived", ("sawka2007",), "our fit to their table of a model"),
    "saturation_pressure": Source("secondary", ("iso7933",)),
    "body_surface_area": Source("secondary", ("dubois1916",)),
    "evaporative_capacity": Source("secondary", ("kerslake1972", "iso7933", "dubois1916"), "no wind, no clothing"),
    "sweat_rate": Source("ours", ("sawka2007", "iso7933", "kerslake1972"), "their parts, our combination and caps"),
    "sweat_band": Source("ours", ("baker2016", "barnes2019"), "our reading of field data"),
}


def base_sweat_rate(mass: Quantity, speed: Quantity, temperature: Quantity) -> Quantity:
    """Sweat rate with free evaporation [L/h]: ``0.001323 m v - 0.140 + 0.0104 (T - 18)``, 0.1 at least.

    A least-squares fit of ours to the 24 cells of Sawka 2007 (50, 70, 90 kg; 8.5-15 km/h; 18 and
    28 °C), root mean square error 0.006 L/h. In-sample, and the table is itself a model: field
    measurements run higher.

    Parameters
    ----------
    mass
        Body mass m [kg].
    speed
        Running speed v [km/h].
    temperature
        Air temperature T [°C].

    References
    ----------
    sawka2007

    Examples
    --------
    >>> rate = base_sweat_rate(quantity(70, KG), quantity(10, KM_PER_HOUR), quantity(18, DEG_C))
    >>> round(rate.m_as(L_PER_HOUR), 2)
    0.79
    """
    m, v, t = mass.m_as(KG), speed.m_as(KM_PER_HOUR), temperature.m_as(DEG_C)
    s0 = 0.001323 * m * v - 0.140 + 0.0104 * (t - 18.0)
    return quantity(max(MIN_BASE_SWEAT_L_PER_HOUR, s0), L_PER_HOUR)


def saturation_pressure(temperature: Quantity) -> Quantity:
    """Saturated water vapour pressure [kPa], ISO 7933: ``0.6105 exp(17.27 t / (t + 237.3))``.

    Parameters
    ----------
    temperature
        Temperature t [°C], about 0 to 60.

    References
    ----------
    iso7933

    Examples
    --------
    >>> round(saturation_pressure(quantity(20, DEG_C)).m_as(KILOPASCAL), 2)
    2.34
    """
    t = temperature.m_as(DEG_C)
    return quantity(0.6105 * math.exp(17.27 * t / (t + 237.3)), KILOPASCAL)


def body_surface_area(mass: Quantity, height: Quantity) -> Quantity:
    """Body surface of Du Bois and Du Bois 1916 [m²]: ``0.202 m^0.425 h^0.725``, h in metres.

    Fitted to nine people; still the convention, and within a few per cent for runners.

    References
    ----------
    dubois1916

    Examples
    --------
    >>> round(body_surface_area(quantity(70, KG), quantity(1.7, M)).m_as(M2), 2)
    1.81
    """
    m, h = mass.m_as(KG), height.m_as(M)
    return quantity(0.202 * m**0.425 * h**0.725, M2)


def evaporative_capacity(
    mass: Quantity, height: Quantity, speed: Quantity, temperature: Quantity, humidity: float
) -> Quantity:
    """Most heat that sweat can carry off a wet skin at 34 °C [W], after Kerslake 1972.

    ``Emax = 16.5 8.3 (v / 3.6)^0.6 A (Psat(34) - RH Psat(T))``; negative where the air is moister than
    the skin. Still air is assumed: the wind is the runner's own speed. Clothing is left out.

    Parameters
    ----------
    mass, height
        Body mass m [kg] and height h [m].
    speed
        Running speed v [km/h].
    temperature
        Air temperature T [°C].
    humidity
        Relative humidity RH [0-1].

    References
    ----------
    kerslake1972, iso7933, dubois1916

    Examples
    --------
    >>> wet = evaporative_capacity(
    ...     quantity(70, KG), quantity(1.75, M), quantity(10, KM_PER_HOUR), quantity(34, DEG_C), 1.0)
    >>> wet.m_as(WATT)
    0.0
    """
    v = speed.m_as(KM_PER_HOUR)
    area = body_surface_area(mass, height).m_as(M2)
    skin = saturation_pressure(quantity(SKIN_TEMPERATURE_C, DEG_C)).m_as(KILOPASCAL)
    air = humidity * saturation_pressure(temperature).m_as(KILOPASCAL)
    convection = _CONVECTION_W_PER_M2_K * (v / 3.6) ** 0.6
    return quantity(_LEWIS_K_PER_KPA * convection * area * (skin - air), WATT)


def sweat_rate(mass: Quantity, height: Quantity, speed: Quantity, temperature: Quantity, humidity: float) -> Quantity:
    """Sweat rate of a run [L/h]: the base rate, raised where sweat drips instead of drying.

    ``S = min(3.0, S0 min(1.43, 1 / (1 - w^2 / 2)))`` with wettedness ``w = min(1, S0 2430 / 3.6 / Emax)``
    and w = 1 when nothing evaporates. The efficiency is ISO 7933; both caps and the combination are
    ours. The drip factor stops at 1.43 (w = 0.78), because beyond it a tall, fast runner's S would move by
    more than 0.03 L/h with 0.1 °C. On the base rate's floor nothing drips. A runner's own measured rate
    (:func:`sweat_rate_from_test`) always overrides this.

    Parameters
    ----------
    mass, height
        Body mass m [kg] and height h [m].
    speed
        Running speed v [km/h], 4 to 24.
    temperature
        Air temperature T [°C], -30 to 45.
    humidity
        Relative humidity RH [0-1].

    References
    ----------
    sawka2007, iso7933, kerslake1972

    Examples
    --------
    >>> rate = sweat_rate(
    ...     quantity(70, KG), quantity(1.8, M), quantity(10, KM_PER_HOUR), quantity(18, DEG_C), 0.6)
    >>> 0.79 <= rate.m_as(L_PER_HOUR) < 0.90
    True
    """
    s0 = base_sweat_rate(mass, speed, temperature).m_as(L_PER_HOUR)
    if s0 <= MIN_BASE_SWEAT_L_PER_HOUR:
        return quantity(MIN_BASE_SWEAT_L_PER_HOUR, L_PER_HOUR)
    emax = evaporative_capacity(mass, height, speed, temperature, humidity).m_as(WATT)
    w = min(1.0, s0 * _LATENT_HEAT_J_PER_G / 3.6 / emax) if emax > 0 else 1.0
    s = s0 * min(MAX_DRIP_FACTOR, 1.0 / (1.0 - w**2 / 2.0))
    return quantity(min(MAX_SWEAT_L_PER_HOUR, s), L_PER_HOUR)


def sweat_band(rate: Quantity) -> tuple[Quantity, Quantity]:
    """Range to print around an estimated sweat rate [L/h]: -15 to +50 %, our reading of field data.

    People differ more than the model can: 506 athletes gave 1.21 ± 0.68 L/h (Baker 2016).

    References
    ----------
    baker2016, barnes2019

    Examples
    --------
    >>> [edge.m_as(L_PER_HOUR) for edge in sweat_band(quantity(1.0, L_PER_HOUR))]
    [0.85, 1.5]
    """
    s = rate.m_as(L_PER_HOUR)
    low, high = SWEAT_BAND
    return quantity(low * s, L_PER_HOUR), quantity(high * s, L_PER_HOUR)
