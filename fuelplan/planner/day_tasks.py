"""A day made ready for the search: its occasions, what each filling costs there, how often it is tried."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.dishes import Dish
from fuelplan.errors import InputError
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import Courses
from fuelplan.planner.fuel import composition_of
from fuelplan.planner.kept import chances_of, kept_at
from fuelplan.planner.menus import DayTask, FoodFacts
from fuelplan.planner.occasions import Occasion, occasions
from fuelplan.planner.rulebook import Rulebook
from fuelplan.planner.task import WeekTask
from fuelplan.planner.wishes.day import MOST_WANTED_A_DAY
from fuelplan.planner.wishes.dish import DishWish, Setting, setting_of
from fuelplan.planner.wishes.hour import sittings
from fuelplan.plates import Servings
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS


class FillingPrices:
    """What each filling of a slot costs in a setting, found once for all days alike."""

    def __init__(self, courses: Mapping[str, Courses], rulebook: Rulebook) -> None:
        self._courses, self._rulebook = courses, rulebook
        self._found: dict[Setting, FloatArray] = {}

    def of(self, setting: Setting) -> FloatArray:
        """Return a price per filling."""
        if setting not in self._found:
            found = [self._prices_of(wish, setting) for wish in self._rulebook.dish_wishes]
            self._found[setting] = np.sum([np.zeros(len(self._courses[setting.slot].fillings)), *found], axis=0)
        return self._found[setting]

    def _prices_of(self, wish: DishWish, setting: Setting) -> FloatArray:
        fillings = self._courses[setting.slot].fillings
        found = [wish(filling, setting, self._rulebook.prices) for filling in fillings]
        if not all(isinstance(price, int | float) and math.isfinite(price) for price in found):
            raise InputError(f"the wish '{wish.__name__}' must return a finite number for every dish")
        return np.array(found, dtype=float)


def wanted_a_day(wants: Mapping[str, float]) -> float:
    """Return how much of the wanted foods a day is asked for."""
    return min(MOST_WANTED_A_DAY, sum(wants.values()))


def week_max_of(dishes: Sequence[Dish], wants: Mapping[str, float]) -> dict[str, int]:
    """Return how often each dish is welcome in a week."""
    return {dish.name: _week_max(dish, wants) for dish in dishes}


def _week_max(dish: Dish, wants: Mapping[str, float]) -> int:
    """Return how often a dish is welcome; one kept for need (liver) is welcome once to those who want it."""
    named = {food for part in dish.parts for food in part.foods}
    return max(dish.week_max, 1) if named & wants.keys() else dish.week_max


def occasions_of(day: DayNeeds, courses: Mapping[str, Courses]) -> tuple[Occasion, ...]:
    """Return the day's occasions that something can be served at (main meals are asked for elsewhere)."""
    wanted_at = occasions(day.training, day.windows["energy_kcal"].aim, loading=day.loading)
    return sharing(tuple(o for o in wanted_at if o.slot in MAIN_SLOTS or courses[o.slot].fillings))


def sharing(kept: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Return occasions whose shares add up to the whole day."""
    total = sum(occasion.share for occasion in kept)
    return tuple(Occasion(slot=o.slot, minute=o.minute, share=o.share / total) for o in kept)


def day_task(
    task: WeekTask,
    day: DayNeeds,
    scaled: tuple[Occasion, ...],
    fuel: Sequence[Servings],
    courses: Mapping[str, Courses],
    facts: FoodFacts,
    pots: Collection[tuple[str, ...]],
    asked: float,
    fit: FillingPrices,
) -> DayTask:
    """Return one day, ready to be planned."""
    prices = task.rulebook.prices
    fixed = composition_of([serving for servings in fuel for serving in servings], task.table)
    fixed[NUTRIENTS.index("iron_mg")] += task.athlete.iron_supplement_mg
    return DayTask(
        needs=day,
        occasions=scaled,
        sittings=sittings(day, scaled),
        fixed=fixed,
        fit=tuple(fit.of(setting_of(day, o, task.cooking, task.last_week)) for o in scaled),
        chances=tuple(
            chances_of(
                courses[o.slot],
                kept_at(o.slot, day.training.weekday, task.cooking, task.dishes),
                pots,
                dinner=o.slot == "dinner",
                first=day is task.needs[0],
            )
            for o in scaled
        ),
        pots=frozenset(pots),
        money_price=prices.money if task.cooking.budget is None else prices.money_on_a_budget,
        facts=facts,
        rulebook=task.rulebook,
        wanted=asked,
    )
