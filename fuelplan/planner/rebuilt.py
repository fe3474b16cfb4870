"""A printed day as the planner had it: dishes and foods found again, portions as steps, fuel by run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.dishes import MOST_PARTS, Dish, Filling, Part
from fuelplan.errors import InputError, did_you_mean
from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import IntArray
from fuelplan.planner.day_tasks import sharing
from fuelplan.planner.occasions import Occasion, occasions
from fuelplan.plates import Servings
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan, Meal, Portion

FUEL_SLOT = "during run"
_POT_WAITS_DAYS = 2
_AGAIN = "make the week again"
_EDITED = f"were foods.csv or dishes/ changed since? {_AGAIN[0].upper()}{_AGAIN[1:]}"


@dataclass(frozen=True, slots=True)
class RebuiltDay:
    """One day: its occasions, the filling of each, their portions as ``steps`` (occasions, parts), each run's fuel."""

    occasions: tuple[Occasion, ...]
    fillings: tuple[Filling, ...]
    steps: IntArray
    fuel: tuple[Servings, ...]


def menu_meals(day: DayPlan) -> list[Meal]:
    """Return the meals of a day without what is eaten on runs, in order of time."""
    return [meal for meal in day.meals if meal.slot != FUEL_SLOT]


def rebuilt_day(day: DayPlan, needs: DayNeeds, dishes: Sequence[Dish], foods: Mapping[str, Food]) -> RebuiltDay:
    """Return a day as the planner had it.

    Raises
    ------
    InputError
        When dishes, foods, portions or times of it are not there any more.
    """
    meals, by_name = menu_meals(day), {dish.name: dish for dish in dishes}
    missing = [slot for slot in MAIN_SLOTS if slot not in {meal.slot for meal in meals}]
    if missing:
        raise InputError(f"{day.weekday} has no {' and no '.join(missing)}; {_AGAIN}")
    fillings = [_filling(meal, f"{day.weekday} {meal.slot}", by_name, foods) for meal in meals]
    steps = np.zeros((len(meals), MOST_PARTS), dtype=np.int64)
    for place, (meal, filling) in enumerate(zip(meals, fillings, strict=True)):
        for column, (part, food) in enumerate(filling.choices):
            portions = next(item.portions for item in meal.items if item.food == food.id)
            steps[place, column] = _steps(portions, part, food, f"{day.weekday} {meal.slot}")
    return RebuiltDay(_occasions(day, needs), tuple(fillings), steps, tuple(_fuel(day, needs, foods)))


def evenings_of_lunches(days: Sequence[DayPlan]) -> dict[int, int]:
    """Return day → the evening before it on which its lunch was cooked, for the days that eat a second portion.

    Raises
    ------
    InputError
        When a lunch comes from a dinner that is not there.
    """
    evenings = {}
    for place, day in enumerate(days):
        for lunch in (meal for meal in menu_meals(day) if meal.again):
            found = [
                evening
                for evening in range(max(0, place - _POT_WAITS_DAYS), place)
                if days[evening].weekday == lunch.again
                and any(meal.slot == "dinner" and meal.dish == lunch.dish for meal in days[evening].meals)
            ]
            if not found or lunch.slot != "lunch":
                raise InputError(
                    f"{day.weekday} {lunch.slot}: {lunch.again} has no dinner it could come from; {_AGAIN}"
                )
            evenings[place] = found[0]
    return evenings


def _filling(meal: Meal, where: str, dishes: Mapping[str, Dish], foods: Mapping[str, Food]) -> Filling:
    if meal.dish not in dishes:
        cure = did_you_mean(meal.dish, dishes)
        raise InputError(f"{where}: there is no dish '{meal.dish}'; {cure if 'mean' in cure else _EDITED}")
    dish = dishes[meal.dish]
    parts = {part.name: part for part in dish.parts}
    chosen = [(_part(item, where, dish, parts), _food(item, where, foods)) for item in meal.items]
    if len({part.name for part, _ in chosen}) < len(chosen) or len({food.id for _, food in chosen}) < len(chosen):
        raise InputError(f"{where}: a part or a food of it is there twice; {_AGAIN}")
    missing = [name for name, part in parts.items() if not part.optional and name not in {p.name for p, _ in chosen}]
    if missing:
        raise InputError(f"{where}: '{dish.name}' has no {' and no '.join(missing)} here; {_EDITED}")
    order = list(parts)
    return Filling(dish, tuple(sorted(chosen, key=lambda choice: order.index(choice[0].name))), again=bool(meal.again))


def _part(item: Portion, where: str, dish: Dish, parts: Mapping[str, Part]) -> Part:
    if item.part not in parts:
        raise InputError(f"{where}: '{dish.name}' has no part '{item.part}'; {_EDITED}")
    return parts[item.part]


def _food(item: Portion, where: str, foods: Mapping[str, Food]) -> Food:
    if item.food not in foods:
        raise InputError(f"{where}: there is no food '{item.food}' in the table; {_EDITED}")
    return foods[item.food]


def _steps(portions: float, part: Part, food: Food, where: str) -> int:
    steps = round((portions - part.least) / part.step)
    most = min(part.most, food.portions_max)
    if not (abs(part.least + steps * part.step - portions) < 1e-6 and steps >= 0 and portions <= most + 1e-6):
        raise InputError(
            f"{where}: {portions:g} portions of {food.id} are not {part.least:g} to {most:g}, by {part.step:g}; "
            f"{_EDITED}"
        )
    return steps


def _occasions(day: DayPlan, needs: DayNeeds) -> tuple[Occasion, ...]:
    """Return the day's occasions at which something stands, as the needs have them."""
    wanted = occasions(needs.training, needs.windows["energy_kcal"].aim, loading=needs.loading)
    meals = [(meal.slot, meal.time) for meal in menu_meals(day)]
    found = [occasion for occasion in wanted if (occasion.slot, occasion.time) in meals]
    if [(o.slot, o.time) for o in found] != meals:
        raise InputError(f"{day.weekday}: its meals do not stand where this training has them; {_AGAIN}")
    return sharing(found)


def _fuel(day: DayPlan, needs: DayNeeds, foods: Mapping[str, Food]) -> list[Servings]:
    """Return what is eaten on each run."""
    by_start = {meal.time: meal for meal in day.meals if meal.slot == FUEL_SLOT}
    starts = [run.run.start.strftime("%H:%M") for run in needs.runs]
    if by_start.keys() - set(starts):
        raise InputError(f"{day.weekday}: something is eaten during a run that is not there; {_AGAIN}")
    return [
        [(_food(item, f"{day.weekday} {FUEL_SLOT}", foods), item.portions) for item in by_start[start].items]
        if start in by_start
        else []
        for start in starts
    ]
