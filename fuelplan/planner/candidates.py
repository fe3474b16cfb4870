"""What the choice of a week sees of a menu: its price, its dishes, what it uses of which packs, its pots."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from fuelplan.dishes import Filling
from fuelplan.foods import Food, FoodTable
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.wishes.dish import is_staple
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.planner.wishes.week import Candidate
from fuelplan.plates import Servings
from fuelplan.vocabulary import NUTRIENTS

_MAIN_GROUPS = frozenset({"red meat", "poultry", "fish", "shellfish", "legume", "soya", "egg", "dairy"})
_FROZEN_GROUPS = frozenset({"red meat", "poultry", "fish", "shellfish", "bread"})
_LEAST_MAIN_G = 6.0
_POT_DAYS, _RICE_POT_DAYS = 2, 1
_PROTEIN = NUTRIENTS.index("protein_g")


def candidate_of(menu: Menu, task: DayTask, courses: Mapping[str, Courses], table: FoodTable) -> Candidate:
    """Return a menu as the choice sees it."""
    plates = plates_of(menu, task, courses)
    served = [serving for _, _, plate in plates for serving in plate]
    uses = Counter(food.kind for food, _ in served if not is_staple(food))
    again = next((filling for slot, filling, _ in plates if filling.again), None)
    dinner, eaten = next((filling, plate) for slot, filling, plate in plates if slot == "dinner")
    return Candidate(
        price=menu.cost + _repeats(uses, task.rulebook.prices),
        dishes=tuple(filling.dish.name for _, filling, _ in plates if not filling.again),
        dinner=dinner.dish.name,
        main=main_of(eaten, table),
        foods=frozenset(uses),
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


def pot_of(filling: Filling) -> str:
    """Return what tells a pot from others: its dish and the foods in it, those that may be left out aside."""
    return " ".join([filling.dish.name, *(food.id for part, food in filling.choices if not part.optional)])


def days_a_pot_keeps(filling: Filling) -> int:
    """Return for how many days a second portion may wait in the fridge: two, one where there is rice in it.

    The Food Standards Agency's advice: leftovers within two days, cooked rice within one.
    """
    return _RICE_POT_DAYS if any("rice" in food.menu_name for _, food in filling.choices) else _POT_DAYS


def main_of(plate: Servings, table: FoodTable) -> str:
    """Return a dinner's main ingredient: whose meat, or which fish, bean, tofu, egg or cheese gives most protein.

    Empty where none of them gives more than 6 g, as in plain pasta.
    """
    grams: dict[str, float] = defaultdict(float)
    for food, portions in plate:
        if food.group in _MAIN_GROUPS:
            protein = table.composition[food.index, _PROTEIN] / 100.0
            grams[_ingredient(food)] += 0.0 if math.isnan(protein) else protein * portions * food.portion_g
    main = max(grams, key=lambda name: grams[name], default="")
    return main if main and grams[main] > _LEAST_MAIN_G else ""


def _ingredient(food: Food) -> str:
    """Return what repeats from dinner to dinner: beef is beef, minced or sliced; beans are beans, tinned or dried."""
    if food.haem_class in ("beef", "lamb", "pork", "poultry", "liver"):
        return food.haem_class
    return food.group if food.group in ("egg", "dairy") else food.id.removeprefix("canned-").removesuffix("-canned")


def _repeats(uses: Counter[str], prices: PriceList) -> float:
    again = sum(count - 1 for count in uses.values())
    thrice = sum(max(0, count - 2) for count in uses.values())
    return prices.food_again_in_a_day * again + prices.food_thrice_a_day * thrice


def _packs(served: Servings) -> dict[str, float]:
    """Return how much of a pack of each thing that spoils is taken, by what it is bought as.

    Meat and fish are bought by weight or frozen in portions, and bread is frozen.
    """
    taken: dict[str, float] = defaultdict(float)
    for food, portions in served:
        if math.isfinite(food.keeps_days) and food.pack_g > 0 and food.group not in _FROZEN_GROUPS:
            taken[food.buy_as] += portions * food.portion_g * food.bought_g_per_g / food.pack_g
    return {name: packs for name, packs in taken.items() if packs < 1}
