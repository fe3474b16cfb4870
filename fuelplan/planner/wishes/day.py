"""The wishes for a day's totals, one function each: what a good day keeps to if it can.

What missing them costs stands in :mod:`fuelplan.planner.wishes.price_list`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fuelplan.athlete import Athlete
from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.rules import is_meant
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.vocabulary import MICRONUTRIENTS

# Prices start a little inside each window, so that one portion step too many does not leave it.
_MARGIN = 0.015
MOST_WATER_IN_FOOD = 0.55
WANTED_LIKE, WANTED_HAVE = 1.0, 2.0
MOST_WANTED_A_DAY = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A soft window for one nutrient: price below ``low``, above ``high``, and for distance from ``aim``."""

    nutrient: str
    low: float
    aim: float
    high: float
    price_outside: float
    price_below_aim: float = 0.0
    price_above_aim: float = 0.0


def energy_on_target(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Energy within 3 % of the aim, and near it."""
    return [_wish(needs, "energy_kcal", prices.energy_outside, prices.energy_off_aim, prices.energy_off_aim)]


def carbohydrate_in_band(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Carbohydrate at or above the aim, inside the band; on a loading day the aim itself is what counts."""
    below = prices.loading_below_aim if needs.loading else prices.carbohydrate_below_aim
    return [_wish(needs, "carbohydrate_g", prices.carbohydrate_outside, below, prices.carbohydrate_above_aim)]


def protein_enough(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Protein between floor and ceiling, near 1.7 g/kg."""
    return [_wish(needs, "protein_g", prices.protein_outside, prices.protein_below_aim, prices.protein_above_aim)]


def fat_moderate(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Fat between 20 and 35 % of energy."""
    return [_wish(needs, "fat_g", prices.fat_outside, prices.fat_below_aim, prices.fat_above_aim)]


def fibre_enough(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Fibre at 14 g per 1000 kcal, not more than twice that."""
    return [_wish(needs, "fibre_g", prices.fibre_outside, above=prices.fibre_above_aim)]


def iron_near_aim(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Iron near its aim inside the hard window, with a margin from both edges."""
    need = needs.windows["iron_mg"]
    assert need.max is not None
    margin = 0.03 * need.min
    return [
        Wish(
            nutrient="iron_mg",
            low=need.min + margin,
            aim=need.aim,
            high=max(need.max - margin, need.min + margin),
            price_outside=prices.iron_outside,
            price_below_aim=prices.iron_below_aim,
            price_above_aim=prices.iron_above_aim,
        )
    ]


def micronutrient_floors(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Vitamins and minerals reach their reference intake and respect an upper limit that binds on food.

    The known part only: an unknown value never helps to reach a floor.
    """
    return [
        _wish(needs, nutrient, prices.vitamin_d_short if nutrient == "vitamin_d_ug" else prices.micronutrient_short)
        for nutrient in MICRONUTRIENTS
    ]


def room_for_drinks(needs: DayNeeds, prices: PriceList) -> list[Wish]:
    """Food and its milk, juice and soups hold at most 55 % of the day's water; the rest is there to be drunk."""
    need = needs.windows["water_ml"]
    high = MOST_WATER_IN_FOOD * need.aim
    return [Wish(nutrient="water_ml", low=0.0, aim=high, high=high, price_outside=prices.water_in_food)]


DayWish = Callable[[DayNeeds, PriceList], list[Wish]]
DAY_WISHES: tuple[DayWish, ...] = (
    energy_on_target,
    carbohydrate_in_band,
    protein_enough,
    fat_moderate,
    fibre_enough,
    iron_near_aim,
    micronutrient_floors,
    room_for_drinks,
)


def wanted(food: Food, athlete: Athlete) -> float:
    """Foods at home are used up first, liked ones come more often: how much a food is wanted, 0 to 2.

    The price is paid by a day without it (see :data:`MOST_WANTED_A_DAY`).
    """
    if food.mark == "have" or any(is_meant(word, food) for word in athlete.have):
        return WANTED_HAVE
    if food.mark == "like" or any(is_meant(word, food) for word in athlete.like):
        return WANTED_LIKE
    return 0.0


def _wish(needs: DayNeeds, nutrient: str, outside: float, below: float = 0.0, above: float = 0.0) -> Wish:
    need = needs.windows[nutrient]
    return Wish(
        nutrient=nutrient,
        low=need.min * (1 + _MARGIN),
        aim=need.aim,
        high=float("inf") if need.max is None else need.max * (1 - _MARGIN),
        price_outside=outside,
        price_below_aim=below,
        price_above_aim=above,
    )
