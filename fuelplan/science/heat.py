"""Heat: what air is a danger to run in, whatever one drinks."""

from __future__ import annotations

from fuelplan.science import Source
from fuelplan.science.sweat import saturation_pressure
from fuelplan.units import DEG_C, KILOPASCAL, Quantity, quantity

HEAT_CAUTION_C = 27.9
HEAT_DANGER_C = 30.1

SOURCES: dict[str, Source] = {
    "HEAT_CAUTION_C": Source("secondary", ("armstrong2007",), "long or intense exercise limited; not acclimatised"),
    "HEAT_DANGER_C": Source("secondary", ("armstrong2007",), "cancelled for those not acclimatised"),
    "wet_bulb_globe_temperature": Source("unconfirmed", ("willett2012",), "no wind and no sun of its own"),
}


def wet_bulb_globe_temperature(temperature: Quantity, humidity: float) -> Quantity:
    """Wet-bulb globe temperature from air and humidity alone [°C]: ``0.567 T + 0.393 e + 3.94``, e in hPa (10 a kPa).

    The simplified index of the Australian Bureau of Meteorology (as given by Willett and Sherwood
    2012, from memory): it assumes moderate sun and light wind, so shade is kinder and full sun worse.
    Armstrong 2007 limits long or intense exercise from 27.9 and cancels it from 30.1 for those who are
    not used to heat.

    Parameters
    ----------
    temperature
        Air temperature T [°C].
    humidity
        Relative humidity RH [0-1].

    References
    ----------
    willett2012

    Examples
    --------
    >>> round(wet_bulb_globe_temperature(quantity(30, DEG_C), 0.5).m_as(DEG_C), 1)
    29.3
    """
    t = temperature.m_as(DEG_C)
    e_hpa = 10.0 * humidity * saturation_pressure(temperature).m_as(KILOPASCAL)
    return quantity(0.567 * t + 0.393 * e_hpa + 3.94, DEG_C)
