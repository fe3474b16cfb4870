"""What the choice of a week sees of a menu: its price, its dishes, what it uses of which packs, its pots."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from fuelplan.dishes import Filling
from fuelplan.foods import FoodTable
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.wishes.dish import is_staple
from fuelplan.planner.wishes.week import Candidate
from fuelplan.plates import Servings

_COOKED_SLOTS = ("lunch", "dinner")
_FROZEN_GROUPS = frozenset({"red meat", "poultry", "fish", "shellfish", "bread"})
_POT_DAYS, _RICE_POT_DAYS = 2, 1


def candidate_of(menu: Menu, task: DayTask, courses: Mapping[str, Courses], table: FoodTable) -> Candidate:
    """Return a menu as the choice sees it."""
    plates = plates_of(menu, task, courses)
    served = [serving for _, _, plate in plates for serving in plate]
    again = next((filling for slot, filling, _ in plates if filling.again), None)
    fresh = [filling for slot, filling, _ in plates if slot in _COOKED_SLOTS and not filling.again]
    dinner = next(filling for slot, filling, _ in plates if slot == "dinner")
    return Candidate(
        price=menu.cost,
        dishes=tuple(filling.dish.name for _, filling, _ in plates if not filling.again),
        dinner=dinner.dish.name,
        cooked=frozenset(filling.dish.name for filling in fresh),
        families=Counter(filling.dish.family for filling in fresh if filling.dish.family),
        fish=sum(any(food.group == "fish" for food, _ in plate) for slot, _, plate in plates if slot in _COOKED_SLOTS),
        main=_main_of_dinner(menu, task, courses),
        foods=frozenset(food.kind for food, _ in served if not is_staple(food)),
        packs=_packs(served),
        money=menu.money,
        pot=pot_of(dinner) if dinner.dish.keeps else "",
        again=pot_of(again) if again else "",
        again_days=days_a_pot_keeps(again) if again else _POT_DAYS,
    )


def plates_of(menu: Menu, task: DayTask, courses: Mapping[str, Courses]) -> list[tuple[str, Filling, Servings]]:
    """Return slot, filling and servings of each of a menu's meals."""
    fillings = [courses[o.slot].fillings[course] for o, course in zip(task.occasions, menu.courses, strict=True)]
    return [
        (occasion.slot, filling, servings_of(filling, steps))
        for occasion, filling, steps in zip(task.occasions, fillings, menu.steps, strict=True)
    ]


def servings_of(filling: Filling, steps: IntArray) -> Servings:
    """Return the foods of a filling with their portions at some steps; what has none is not on the plate."""
    served = [
        (food, part.least + float(step) * part.step) for (part, food), step in zip(filling.choices, steps, strict=False)
    ]
    return [(food, portions) for food, portions in served if portions > 0]


def _main_of_dinner(menu: Menu, task: DayTask, courses: Mapping[str, Courses]) -> str:
    place = next(place for place, occasion in enumerate(task.occasions) if occasion.slot == "dinner")
    return str(courses["dinner"].mains[menu.courses[place]])


def pot_of(filling: Filling) -> str:
    """Return what tells a pot from others: its dish and the foods in it, those that may be left out aside."""
    return " ".join([filling.dish.name, *(food.id for part, food in filling.choices if not part.optional)])


def days_a_pot_keeps(filling: Filling) -> int:
    """Return for how many days a second portion may wait in the fridge: two, one where there is rice in it.

    The Food Standards Agency's advice: leftovers within two days, cooked rice within one.
    """
    return _RICE_POT_DAYS if any("rice" in food.menu_name for _, food in filling.choices) else _POT_DAYS


def _packs(served: Servings) -> dict[str, float]:
    """Return how much of a pack of each thing that spoils is taken, by what it is bought as.

    Meat and fish are bought by weight or frozen in portions, and bread is frozen.
    """
    taken: dict[str, float] = defaultdict(float)
    for food, portions in served:
        if math.isfinite(food.keeps_days) and food.pack_g > 0 and food.group not in _FROZEN_GROUPS:
            taken[food.buy_as] += portions * food.portion_g * food.bought_g_per_g / food.pack_g
    return {name: packs for name, packs in taken.items() if packs < 1}
