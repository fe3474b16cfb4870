"""The rules and wishes a week is planned by, and what the wishes cost: all of it open to functions of one's own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.errors import InputError
from fuelplan.needs import DayNeeds
from fuelplan.planner.rules import HARD_RULES, Rule, Window
from fuelplan.planner.wishes.day import DAY_WISHES, DayWish, Wish
from fuelplan.planner.wishes.dish import DISH_WISHES, DishWish
from fuelplan.planner.wishes.hour import HOUR_WISHES, HourWish
from fuelplan.planner.wishes.price_list import PRICES, PriceList
from fuelplan.planner.wishes.week import WEEK_WISHES, WeekWish
from fuelplan.vocabulary import NUTRIENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """What a week must keep and what it keeps to if it can.

    Functions of one's own are added with :func:`dataclasses.replace`; the shipped rules are kept whatever a rulebook
    leaves out, for the audit checks them. Every function must be pure: the same week asked twice is the same week.

    Parameters
    ----------
    rules
        ``(needs) -> Window``: a window that the day's total of one nutrient never leaves (``planner.rules``).
    day_wishes
        ``(needs, prices) -> [Wish, …]``: soft windows of the day's totals (``planner.wishes.day``).
    hour_wishes
        ``(sitting, meals, prices) -> array``: of meals, shape (meals, nutrients) in the order and units of
        ``vocabulary.NUTRIENTS``, eaten at one sitting, a price each (``planner.wishes.hour``).
    dish_wishes
        ``(filling, setting, prices) -> price``: of a dish with its foods, ``filling.title`` or
        ``filling.dish.name``, at ``setting.slot`` of a day (``planner.wishes.dish``).
    week_wishes
        ``(week, prices) -> [Limit, …]``: of all menus, limits on what is chosen (``planner.wishes.week``).
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


def require_sound(rulebook: Rulebook, days: Sequence[DayNeeds]) -> None:
    """Refuse rules and day wishes that do not return what they should.

    Raises
    ------
    InputError
        With every such function.
    """
    if not isinstance(rulebook, Rulebook):
        raise InputError(f"rulebook: give a fuelplan.Rulebook, not {rulebook!r}")
    problems = [
        f"the rule '{rule.__name__}' must return a Window of one of {', '.join(NUTRIENTS)}"
        for rule in rulebook.rules
        if not all(_is_window(rule(day)) for day in days)
    ]
    problems += [
        f"the wish '{wish.__name__}' must return a list of Wish, each of one of {', '.join(NUTRIENTS)}"
        for wish in rulebook.day_wishes
        if not all(isinstance(found := wish(day, rulebook.prices), list) and all(map(_is_wish, found)) for day in days)
    ]
    if problems:
        raise InputError(problems)


def _is_window(window: object) -> bool:
    return isinstance(window, Window) and window.nutrient in NUTRIENTS


def _is_wish(wish: object) -> bool:
    return isinstance(wish, Wish) and wish.nutrient in NUTRIENTS and math.isfinite(wish.price_outside)
