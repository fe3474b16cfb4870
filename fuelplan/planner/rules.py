"""The hard rules, one function each. A menu that breaks one is never printed.

``may_eat`` keeps foods out before any meal is made; the others are windows every day's totals keep.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from fuelplan.athlete import Athlete
from fuelplan.errors import InputError
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import ENERGY_AVAILABILITY, DayNeeds
from fuelplan.vocabulary import ALLERGENS, DIETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A day's total of one nutrient must lie between ``low`` and ``high`` (in the nutrient's unit)."""

    nutrient: str
    low: float
    high: float
    says: str

    def broken_by(self, total: float, slack: float = 1e-6) -> bool:
        """Whether a total lies outside."""
        return not self.low - slack <= total <= self.high + slack


def iron_window(needs: DayNeeds) -> Window:
    """Iron from food and supplements stays in the window every single day."""
    need = needs.windows["iron_mg"]
    assert need.max is not None
    return Window(nutrient="iron_mg", low=need.min, high=need.max, says=f"iron {need.min:.0f} to {need.max:.0f} mg")


def energy_health_allows(needs: DayNeeds) -> Window:
    """Energy never leaves less than 30 kcal per kg fat-free mass after the day's running."""
    floor = needs.windows[ENERGY_AVAILABILITY].min * needs.fat_free_mass_kg + needs.exercise_kcal
    return Window(nutrient="energy_kcal", low=floor, high=float("inf"), says=f"energy of at least {floor:.0f} kcal")


HARD_RULES: tuple[Callable[[DayNeeds], Window], ...] = (iron_window, energy_health_allows)


def may_eat(food: Food, athlete: Athlete) -> bool:
    """Whether diet, avoided foods and allergens allow a food.

    US-enriched rows stay out: counting their iron for someone who eats unenriched flour would
    promise a floor that is not kept. So do foods whose energy, macronutrients, iron or water the
    table does not know: no hard rule rests on an unknown.
    """
    if food.enriched or not food.known:
        return False
    if DIETS.index(food.diet) < DIETS.index(athlete.diet):
        return False
    return not any(_is_meant(word, food) for word in athlete.avoid)


def _is_meant(word: str, food: Food) -> bool:
    """Whether an avoided word means this food: its id, group, kind of meat, allergen, role, or a word of its name."""
    if word in {food.id, food.group, food.haem_class, food.name.lower(), food.menu_name.lower()}:
        return True
    if word in food.allergens or word in food.roles:
        return True
    words = food.name.lower().replace(",", " ").split() + food.id.split("-")
    return word.removesuffix("s") in {w.removesuffix("s") for w in words}


def allowed_foods(table: FoodTable, athlete: Athlete) -> list[Food]:
    """Return the foods the athlete may be planned.

    Raises
    ------
    InputError
        When an avoided word means nothing in the table: better to ask than to plan what was meant to be avoided.
    """
    unknown = [
        word for word in athlete.avoid if word not in ALLERGENS and not any(_is_meant(word, food) for food in table)
    ]
    if unknown:
        raise InputError([_unknown_avoided(word, table) for word in unknown])
    return [food for food in table if may_eat(food, athlete)]


def _unknown_avoided(word: str, table: FoodTable) -> str:
    known = {*ALLERGENS, *(food.group for food in table), *(food.id for food in table)}
    near = difflib.get_close_matches(word, sorted(known), 3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"use a food, a group, or one of {', '.join(ALLERGENS)}"
    return f"--avoid '{word}': no food, group or allergen has this name; {hint}"
