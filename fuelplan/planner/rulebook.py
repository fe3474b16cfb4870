"""The rules and wishes a week is planned by, and what the wishes cost: all of it open to functions of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.planner.rules import HARD_RULES, Rule
from fuelplan.planner.wishes.day import DAY_WISHES, DayWish
from fuelplan.planner.wishes.dish import DISH_WISHES, DishWish
from fuelplan.planner.wishes.hour import HOUR_WISHES, HourWish
from fuelplan.planner.wishes.price_list import PRICES, PriceList
from fuelplan.planner.wishes.week import WEEK_WISHES, WeekWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """What a week must keep and what it keeps to if it can.

    Functions of one's own are added with :func:`dataclasses.replace`; the shipped rules are kept whatever a rulebook
    leaves out, for the audit checks them. Every function must be pure: the same week asked twice is the same week.

    Parameters
    ----------
    rules
        Of a day's needs: a window that its total of one nutrient never leaves.
    day_wishes
        Of a day's needs: windows with prices.
    hour_wishes
        Of an occasion and an array of meals (meals, nutrients): a price per meal.
    dish_wishes
        Of a filled dish and its setting: a price.
    week_wishes
        Of all menus of the week: limits with prices.
    prices
        What the shipped wishes cost.

    Examples
    --------
    A runner who will not have soup for lunch:

    >>> from dataclasses import replace
    >>> def no_soup(filling, setting, prices):
    ...     return 20.0 if setting.slot == "lunch" and "soup" in filling.title else 0.0
    >>> book = Rulebook()
    >>> mine = replace(book, dish_wishes=(*book.dish_wishes, no_soup))
    """

    rules: tuple[Rule, ...] = HARD_RULES
    day_wishes: tuple[DayWish, ...] = DAY_WISHES
    hour_wishes: tuple[HourWish, ...] = HOUR_WISHES
    dish_wishes: tuple[DishWish, ...] = DISH_WISHES
    week_wishes: tuple[WeekWish, ...] = WEEK_WISHES
    prices: PriceList = PRICES


SHIPPED = Rulebook()
