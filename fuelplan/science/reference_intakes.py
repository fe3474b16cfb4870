"""Recommended and adequate intakes, and the upper limits that bind on food, for adults.

The figures are the US and Canadian Dietary Reference Intakes: RDA where there is one, else AI
(potassium and sodium).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from fuelplan.errors import InputError
from fuelplan.science import Sex, Source
from fuelplan.science.life_stage import LifeStage

# age bands: 18, 19-30, 31-50, 51-70, over 70; pregnancy and breastfeeding have the first three
_BAND_STARTS = (19.0, 31.0, 51.0, 71.0)
_LAST_STAGE_BAND = 2

_Bands = tuple[float, float, float, float, float]
_YoungBands = tuple[float, float, float]


class _Intake(NamedTuple):
    source: str
    female: _Bands
    male: _Bands
    pregnant: _YoungBands
    breastfeeding: _YoungBands


# fmt: off
# women, men, pregnancy, breastfeeding
_INTAKES: dict[str, _Intake] = {
    "calcium_mg": _Intake(
        "iom2011", (1300, 1000, 1000, 1200, 1200), (1300, 1000, 1000, 1000, 1200),
        (1300, 1000, 1000), (1300, 1000, 1000),
    ),
    "magnesium_mg": _Intake(
        "iom1997", (360, 310, 320, 320, 320), (410, 400, 420, 420, 420),
        (400, 350, 360), (360, 310, 320),
    ),
    "potassium_mg": _Intake(
        "nasem2019", (2300, 2600, 2600, 2600, 2600), (3000, 3400, 3400, 3400, 3400),
        (2600, 2900, 2900), (2500, 2800, 2800),
    ),
    "zinc_mg": _Intake(
        "iom2001", (9, 8, 8, 8, 8), (11, 11, 11, 11, 11),
        (12, 11, 11), (13, 12, 12),
    ),
    "vitamin_a_rae_ug": _Intake(
        "iom2001", (700, 700, 700, 700, 700), (900, 900, 900, 900, 900),
        (750, 770, 770), (1200, 1300, 1300),
    ),
    "vitamin_b12_ug": _Intake(
        "iom1998", (2.4, 2.4, 2.4, 2.4, 2.4), (2.4, 2.4, 2.4, 2.4, 2.4),
        (2.6, 2.6, 2.6), (2.8, 2.8, 2.8),
    ),
    "vitamin_c_mg": _Intake(
        "iom2000", (65, 75, 75, 75, 75), (75, 90, 90, 90, 90),
        (80, 85, 85), (115, 120, 120),
    ),
    "vitamin_d_ug": _Intake(
        "iom2011", (15, 15, 15, 15, 20), (15, 15, 15, 15, 20),
        (15, 15, 15), (15, 15, 15),
    ),
    "folate_ug": _Intake(
        "iom1998", (400, 400, 400, 400, 400), (400, 400, 400, 400, 400),
        (600, 600, 600), (500, 500, 500),
    ),
    "iron_mg": _Intake(
        "iom2001", (15, 18, 18, 8, 8), (11, 8, 8, 8, 8),
        (27, 27, 27), (10, 9, 9),
    ),
    "sodium_mg": _Intake(
        "nasem2019", (1500, 1500, 1500, 1500, 1500), (1500, 1500, 1500, 1500, 1500),
        (1500, 1500, 1500), (1500, 1500, 1500),
    ),
}
# fmt: on

# limits on food and supplements together; those on supplements or preformed vitamin alone are left out
_UPPER_LIMITS: dict[str, _Bands] = {
    "calcium_mg": (3000, 2500, 2500, 2000, 2000),
    "zinc_mg": (34, 40, 40, 40, 40),
    "vitamin_c_mg": (1800, 2000, 2000, 2000, 2000),
    "vitamin_d_ug": (100, 100, 100, 100, 100),
    "iron_mg": (45, 45, 45, 45, 45),
}

_DRI = ("iom1997", "iom1998", "iom2000", "iom2001", "iom2011", "nasem2019")
SOURCES: dict[str, Source] = {
    "_BAND_STARTS": Source("secondary", _DRI),
    "_LAST_STAGE_BAND": Source("ours", note="the tables end at 50"),
    "_INTAKES": Source("secondary", _DRI, "from two copies of the tables that agree"),
    "_UPPER_LIMITS": Source("secondary", _DRI, "those that bind on food"),
    "reference_intake": Source("secondary", _DRI),
    "reference_intake_source": Source("ours", note="looks up the key of a figure"),
    "upper_limit": Source("secondary", _DRI),
}


def _band(age_years: float, stage: LifeStage | None) -> int:
    """Index of the age band; a person is 50 until the 51st birthday; under 18 there is none."""
    if age_years < 18:
        raise InputError(f"Reference intakes here are for adults; age {age_years:g} is under 18.")
    band = bisect_right(_BAND_STARTS, age_years)
    return band if stage is None else min(band, _LAST_STAGE_BAND)


def _intake(nutrient_key: str) -> _Intake:
    """The row of ``nutrient_key``, or an error that lists the keys there are."""
    if nutrient_key not in _INTAKES:
        known = ", ".join(sorted(_INTAKES))
        raise InputError(f"No reference intake for {nutrient_key!r}; there is one for {known}.")
    return _INTAKES[nutrient_key]


def reference_intake(nutrient_key: str, sex: Sex | None, age_years: float, stage: LifeStage | None = None) -> float:
    """Daily RDA or AI in the unit the key names.

    Without a sex the higher of the two holds. Iron falls to 8 mg for women at 51, where the tables
    assume the menopause; the plan's floor of 18 mg is above it anyway. Sodium has no upper
    limit but a risk-reduction intake of 2300 mg, which excludes people with heavy sweat losses.
    A life stage has rows of its own, whatever the sex; the tables end them at 50, and we keep the last.

    Parameters
    ----------
    nutrient_key
        One of the columns of ``data/foods.csv`` listed in this module, as ``calcium_mg``.
    sex
        Sex, or None.
    age_years
        Age [years], 18 or more.
    stage
        Pregnancy (the trimester makes no difference here) or breastfeeding, or None.

    References
    ----------
    iom1997, iom1998, iom2000, iom2001, iom2011, nasem2019

    Examples
    --------
    >>> reference_intake("iron_mg", "female", 35)
    18.0
    >>> reference_intake("potassium_mg", None, 35)
    3400.0
    >>> reference_intake("iron_mg", "female", 35, "pregnant 2")
    27.0
    """
    row, band = _intake(nutrient_key), _band(age_years, stage)
    if stage is not None:
        return float((row.breastfeeding if stage == "breastfeeding" else row.pregnant)[band])
    if sex is None:
        return float(max(row.female[band], row.male[band]))
    return float((row.female if sex == "female" else row.male)[band])


def reference_intake_source(nutrient_key: str) -> str:
    """Citation key of the figure.

    >>> reference_intake_source("sodium_mg")
    'nasem2019'
    """
    return _intake(nutrient_key).source


def upper_limit(nutrient_key: str, age_years: float, stage: LifeStage | None = None) -> float | None:
    """Tolerable upper intake where it binds on food, else None.

    The limits of magnesium and folate concern supplements and fortification, that of vitamin A only
    the preformed vitamin, which the food table does not tell apart: none of them binds here.
    Potassium, sodium and vitamin B12 have none. Pregnancy and breastfeeding have those of their age.

    References
    ----------
    iom1997, iom1998, iom2000, iom2001, iom2011, nasem2019

    Examples
    --------
    >>> upper_limit("iron_mg", 35)
    45.0
    >>> upper_limit("magnesium_mg", 35) is None
    True
    """
    _intake(nutrient_key)
    limits, band = _UPPER_LIMITS.get(nutrient_key), _band(age_years, stage)
    return None if limits is None else float(limits[band])
