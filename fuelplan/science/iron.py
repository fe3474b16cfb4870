"""Iron: the daily window, the aim inside it, and what a meal lets through."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from fuelplan.errors import InputError
from fuelplan.science import Source
from fuelplan.units import KM, MG, Quantity, quantity

Amount = TypeVar("Amount", float, npt.NDArray[np.float64])

IRON_FLOOR_MG = 18.0
IRON_CEILING_MG = 36.0
PREGNANCY_IRON_FLOOR_MG = 27.0
VEGETARIAN_FACTOR = 1.8
HEAVY_BLEEDING_FACTOR = 1.8

HAEM_ABSORPTION = 0.25
MIN_NONHAEM_ABSORPTION = 0.01
MAX_NONHAEM_ABSORPTION = 0.20

# share of total iron; our round figures from rangan1997 and kongkachuichai2002 (cooked, muscle
# and shellfish) and valenzuela2009 (liver); monsen1978 used .40 for all meat, canned tuna has .18
HAEM_SHARE: dict[str, float] = {
    "none": 0.0,
    "beef": 0.60,
    "lamb": 0.60,
    "pork": 0.60,
    "poultry": 0.35,
    "fish": 0.35,
    "shellfish": 0.25,
    "liver": 0.15,
}

# ours and coarse: one figure per class where single foods differ twofold
PHYTATE_MG_PER_100G: dict[str, float] = {
    "none": 0.0,
    "low": 30.0,
    "medium": 180.0,
    "high": 400.0,
    "very high": 1000.0,
}

SOURCES: dict[str, Source] = {
    "IRON_FLOOR_MG": Source("secondary", ("iom2001",), "adult women's RDA, for everyone: ours"),
    "IRON_CEILING_MG": Source("ours", ("iom2001",), "well under the upper limit of 45 mg"),
    "PREGNANCY_IRON_FLOOR_MG": Source("secondary", ("iom2001",)),
    "VEGETARIAN_FACTOR": Source("secondary", ("iom2001",)),
    "HEAVY_BLEEDING_FACTOR": Source("ours", ("iom2001", "hallberg1966"), "what a loss of 100 mL a cycle asks for"),
    "HAEM_ABSORPTION": Source("secondary", ("monsen1978",)),
    "MIN_NONHAEM_ABSORPTION": Source("ours"),
    "MAX_NONHAEM_ABSORPTION": Source("ours"),
    "HAEM_SHARE": Source("ours", ("rangan1997", "kongkachuichai2002", "valenzuela2009", "monsen1978"), "rounded"),
    "PHYTATE_MG_PER_100G": Source("ours", note="one coarse figure per class"),
    "iron_window": Source("ours", ("iom2001",), "their figures, our window"),
    "iron_aim": Source(
        "derived", ("iom2001", "hallberg1966", "nice2021bleeding"), "+30 to +70 % for athletes is unconfirmed"
    ),
    "nonhaem_absorption": Source("confirmed", ("reddy2000",), "ranks meals; too low by two to three times"),
    "absorbed_iron": Source("derived", ("reddy2000", "monsen1978"), "a score"),
}


def iron_window(cap: Quantity | None = None, *, pregnant: bool = False) -> tuple[Quantity, Quantity]:
    """Least and most iron of every single day, food plus supplement [mg]: 18 to 36.

    The floor is adult women's RDA, the ceiling stays well under the upper limit of 45 mg. Both are
    hard. The floor is refused altogether to anyone with haemochromatosis: that is the caller's check.

    Parameters
    ----------
    cap
        A lower ceiling of the runner's own [mg], inside the window; it never raises it.
    pregnant
        The floor is 27 mg then.

    References
    ----------
    iom2001

    Examples
    --------
    >>> [edge.m_as(MG) for edge in iron_window(quantity(30, MG))]
    [18.0, 30]
    """
    floor = PREGNANCY_IRON_FLOOR_MG if pregnant else IRON_FLOOR_MG
    ceiling = IRON_CEILING_MG if cap is None else cap.m_as(MG)
    if not floor <= ceiling <= IRON_CEILING_MG:
        raise InputError(f"An iron cap of {ceiling:g} mg cannot be used; give {floor:g} to 36 mg a day.")
    return quantity(floor, MG), quantity(ceiling, MG)


def iron_aim(
    rda: Quantity,
    weekly_distance: Quantity,
    vegetarian: bool,
    cap: Quantity | None = None,
    *,
    pregnant: bool = False,
    raised_iron_need: bool = False,
) -> Quantity:
    """Iron to aim for on a day [mg]: ``clamp(RDA f, floor, ceiling)``.

    ``f = 1 + 0.3 min(1, km/40) + 0.4 clamp((km - 40)/60, 0, 1)`` spreads IOM 2001's +30 to +70 % for
    athletes (unconfirmed) over weekly distance; the spread is derived here. Vegetarians and vegans
    take ``max(f, 1.8)``, never the product: 18 x 1.8 x 1.43 = 46 mg would pass the upper limit.

    Heavy menstrual bleeding takes ``max(f, 1.8)`` too; the factor is ours. 80 mL a cycle, where it begins
    (Hallberg 1966), holds 80 x 0.135 g haemoglobin x 3.39 mg/g (IOM 2001) = 37 mg of iron, 1.31 mg a day
    over 28 days, against 0.51 at the median (31 mL). With 0.90 mg of other losses (unconfirmed) the body
    needs 1.6 times the median woman's iron at 80 mL and 1.8 times at 100 mL; at 18 % absorption that is 12
    and 14 mg to eat. The RDA already covers most of it; a blood test, not a menu, settles the rest.

    Parameters
    ----------
    rda
        Recommended intake for sex and age [mg].
    weekly_distance
        Distance run in the week [km].
    vegetarian
        Vegetarian or vegan.
    cap, pregnant
        As for :func:`iron_window`.
    raised_iron_need
        Menstrual bleeding that is measured or felt to be heavy: NICE goes by the burden, not by mL.

    References
    ----------
    iom2001, hallberg1966, nice2021bleeding

    Examples
    --------
    >>> round(iron_aim(quantity(18, MG), quantity(40, KM), vegetarian=False).m_as(MG), 1)
    23.4
    """
    need, km = rda.m_as(MG), weekly_distance.m_as(KM)
    floor, ceiling = (edge.m_as(MG) for edge in iron_window(cap, pregnant=pregnant))
    f = 1.0 + 0.3 * min(1.0, km / 40.0) + 0.4 * min(1.0, max(0.0, (km - 40.0) / 60.0))
    f = max(f, VEGETARIAN_FACTOR if vegetarian else f, HEAVY_BLEEDING_FACTOR if raised_iron_need else f)
    return quantity(min(ceiling, max(floor, need * f)), MG)


def nonhaem_absorption(meat_g: Amount, phytate_mg: Amount, vitamin_c_mg: Amount) -> Amount:
    """Fraction of a meal's non-haem iron that is absorbed, Reddy, Hurrell and Cook 2000.

    ``ln A% = 1.9786 + 0.0123 meat - 0.0034 phytate + 0.0065 vitamin C``, clamped to 1-20 % (ours).
    A property of the whole meal. It explains little of the variation between meals, and such
    equations under-predict real uptake two- to threefold: use it to rank meals, not to promise.
    Plain floats or arrays of them, because it is computed on every concrete meal.

    Parameters
    ----------
    meat_g
        Meat, poultry and fish in the meal [g].
    phytate_mg
        Phytate, as phytic acid [mg].
    vitamin_c_mg
        Vitamin C [mg].

    References
    ----------
    reddy2000

    Examples
    --------
    >>> round(float(nonhaem_absorption(0, 0, 0)), 4)
    0.0723
    """
    ln_percent = 1.9786 + 0.0123 * meat_g - 0.0034 * phytate_mg + 0.0065 * vitamin_c_mg
    # clamped before exp(), which would overflow
    least, most = (math.log(100.0 * share) for share in (MIN_NONHAEM_ABSORPTION, MAX_NONHAEM_ABSORPTION))
    return np.exp(np.clip(ln_percent, least, most)) / 100.0  # type: ignore[no-any-return]


def absorbed_iron(
    haem_mg: Amount, nonhaem_mg: Amount, *, meat_g: Amount, phytate_mg: Amount, vitamin_c_mg: Amount
) -> Amount:
    """Iron absorbed from one meal [mg], a score to rank meals by: ``0.25 haem + A non-haem``.

    Parameters
    ----------
    haem_mg, nonhaem_mg
        Iron of the meal by kind [mg]; haem is total iron times HAEM_SHARE of the food's class.
    meat_g, phytate_mg, vitamin_c_mg
        As for :func:`nonhaem_absorption`.

    References
    ----------
    reddy2000, monsen1978

    Examples
    --------
    >>> float(absorbed_iron(2.0, 0.0, meat_g=120, phytate_mg=0, vitamin_c_mg=0))
    0.5
    """
    share = nonhaem_absorption(meat_g, phytate_mg, vitamin_c_mg)
    return HAEM_ABSORPTION * haem_mg + share * nonhaem_mg
