"""The wishes for a dish on a day, one function each: is there time for it, is it in season, is it new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fuelplan.cooking import Cooking
from fuelplan.dishes import Filling
from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.wishes.hour import before_race
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.training import TrainingDay

_STAPLE_ROLES = frozenset({"milk", "bread", "oil", "oats", "sweet-spread"})
_STAPLE_GROUPS = frozenset({"condiment", "fat", "drink"})
_QUICK_WITHIN_MIN, _BACK_HOME_MIN, _EARLY_MORNING_MIN = 120, 10, 15
_EARLY = 7 * 60
_WORKDAY_MIN = {"breakfast": 15.0, "lunch": 25.0, "dinner": 40.0}
_SNACK_MIN, _TO_CARRY_MIN = 15.0, 15.0
_AT_WORK = frozenset({"morning snack", "lunch", "afternoon snack"})
_HURRIED_BREAKFAST_MIN = 10.0
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class LastWeek:
    """What was on the table in the week before: the dishes of its main meals, and its foods without staples."""

    dishes: frozenset[str] = frozenset()
    foods: frozenset[str] = frozenset()


FIRST_WEEK = LastWeek()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a wish for a dish sees: the occasion's slot, its day, the minutes there are to cook, the week before.

    ``month`` is 1 to 12; ``plain`` says that carbohydrate comes first (loading days, race mornings), ``away`` that
    the meal is eaten at work, ``quick`` that the runner asked for quick meals on this day.
    """

    slot: str
    weekend: bool
    month: int
    kitchen_minutes: float
    plain: bool = False
    away: bool = False
    quick: bool = False
    last_week: LastWeek = FIRST_WEEK


def setting_of(needs: DayNeeds, occasion: Occasion, cooking: Cooking, last_week: LastWeek) -> Setting:
    """Return an occasion as the wishes for its dish see it."""
    day = needs.training.day
    weekend = day.weekday() >= _SATURDAY
    away = not weekend and not cooking.home and occasion.slot in _AT_WORK
    usual = float("inf") if weekend else _workday_minutes(occasion.slot, cooking.quick, away)
    return Setting(
        slot=occasion.slot,
        weekend=weekend,
        month=day.month,
        kitchen_minutes=min(usual, _minutes_around_training(needs.training, occasion)),
        plain=needs.loading or before_race(needs.training, occasion.minute),
        away=away,
        quick=cooking.quick is not None and not weekend,
        last_week=last_week,
    )


def _workday_minutes(slot: str, quick: float | None, away: bool) -> float:
    usual = _TO_CARRY_MIN if away else _WORKDAY_MIN.get(slot, _SNACK_MIN)
    if quick is None:
        return usual
    return min(usual, _HURRIED_BREAKFAST_MIN if slot == "breakfast" else quick)


def _minutes_around_training(day: TrainingDay, occasion: Occasion) -> float:
    """Return the minutes there are to cook: few behind a session, early, and before a race."""
    ends = [run.end_minute for run in day.runs] + [session.end_minute for session in day.strength]
    since = [occasion.minute - end for end in ends if 0 <= occasion.minute - end <= _QUICK_WITHIN_MIN]
    if occasion.slot in ("before run", "after run"):
        return _BACK_HOME_MIN
    early = occasion.slot == "breakfast" and (occasion.minute < _EARLY or before_race(day, occasion.minute))
    if early:
        return _EARLY_MORNING_MIN
    return max(min(since) - _BACK_HOME_MIN, _BACK_HOME_MIN) if since else float("inf")


def time_to_cook(filling: Filling, setting: Setting, prices: PriceList) -> float:
    """A meal takes no longer than there is: on a working day 40 min for dinner, or what --quick says."""
    price = prices.minute_beyond_quick if setting.quick else prices.minute_too_many
    return price * max(0.0, filling.minutes - setting.kitchen_minutes)


def fits_the_day(filling: Filling, setting: Setting, prices: PriceList) -> float:
    """What is for the weekend, or for loading, is not cooked on other days; a second portion is only warmed."""
    days = filling.dish.days
    if days == "loading":
        return 0.0 if setting.plain else prices.loading_dish_on_another_day
    right = "weekend" if setting.weekend else "weekday"
    return 0.0 if filling.again or days in ("any", right) else prices.weekend_dish_on_a_workday


def can_be_carried(filling: Filling, setting: Setting, prices: PriceList) -> float:
    """On working days lunch and the snacks around it can be carried; a second portion is warmed at work."""
    return prices.kitchen_at_work if setting.away and not (filling.again or filling.dish.portable) else 0.0


def in_season(filling: Filling, setting: Setting, prices: PriceList) -> float:
    """Fresh fruit and vegetables, and dishes, in their months."""
    late = sum(not food.in_season(setting.month) for _, food in filling.choices)
    wrong = bool(filling.dish.season) and setting.month not in filling.dish.season
    return prices.out_of_season * late + prices.dish_out_of_season * wrong


def not_last_week(filling: Filling, setting: Setting, prices: PriceList) -> float:
    """Other main dishes, and other foods, than in the week before; a second portion is as new as its dinner."""
    if filling.again:
        return 0.0
    before = setting.last_week
    if before is FIRST_WEEK:
        return 0.0
    dish = prices.eaten_last_week if filling.dish.name in before.dishes else 0.0
    return dish + prices.food_of_last_week * sum(food.kind in before.foods for _, food in filling.choices)


def is_staple(food: Food) -> bool:
    """Whether a food may come every day: milk, bread, oil, oats, jam, what seasons a dish."""
    return bool(food.roles & _STAPLE_ROLES) or food.group in _STAPLE_GROUPS


DishWish = Callable[[Filling, Setting, PriceList], float]
DISH_WISHES: tuple[DishWish, ...] = (time_to_cook, fits_the_day, can_be_carried, in_season, not_last_week)
