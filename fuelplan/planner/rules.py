"""The hard rules, one function each. A menu that breaks one is never printed.

``may_eat`` keeps foods out before any meal is made; the others are windows every day's totals keep.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fuelplan.athlete import Athlete
from fuelplan.care import NOT_IN_PREGNANCY
from fuelplan.foods import Food, FoodTable
from fuelplan.inputs.grammar import EVERYDAY_WORDS
from fuelplan.needs import ENERGY_AVAILABILITY, DayNeeds
from fuelplan.vocabulary import ALLERGENS, DIETS, GROUPS, UNKNOWN_ALLERGENS

_ALIKE = 0.7


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


def carbohydrate_loaded(needs: DayNeeds) -> Window:
    """A loading day holds 8 to 12 g of carbohydrate per kg; other days keep their band as a wish."""
    need = needs.windows["carbohydrate_g"]
    if not needs.loading or need.max is None:
        return Window(nutrient="carbohydrate_g", low=0.0, high=float("inf"), says="carbohydrate as wished")
    says = f"carbohydrate {need.min:.0f} to {need.max:.0f} g"
    return Window(nutrient="carbohydrate_g", low=need.min, high=need.max, says=says)


Rule = Callable[[DayNeeds], Window]
HARD_RULES: tuple[Rule, ...] = (iron_window, energy_health_allows, carbohydrate_loaded)


def may_eat(food: Food, athlete: Athlete) -> bool:
    """Whether region, diet, avoided foods and allergens allow a food.

    Another region's staples stay out: counting the iron of US-enriched flour for someone who eats
    unenriched flour would promise a floor that is not kept. So do foods whose energy, macronutrients,
    iron or water the table does not know (no hard rule rests on an unknown), and, for those who avoid
    an allergen, foods whose allergens it does not know. In pregnancy so do liver, raw and smoked fish and
    the like.
    """
    if not food.known or food.mark == "avoid" or food.region not in ("", athlete.region):
        return False
    if DIETS.index(food.diet) < DIETS.index(athlete.diet):
        return False
    if athlete.pregnant and not _may_eat_in_pregnancy(food):
        return False
    if UNKNOWN_ALLERGENS in food.allergens and not set(ALLERGENS).isdisjoint(athlete.avoid):
        return False
    return not any(is_meant(word, food) for word in athlete.avoid)


def _may_eat_in_pregnancy(food: Food) -> bool:
    return food.haem_class != "liver" and not any(stands_in(words, food.name) for words in NOT_IN_PREGNANCY)


def stands_in(words: str, text: str) -> bool:
    """Whether whole words, of one or of many, stand in a text one after the other: "ham" is no hamburger."""
    *first, last = words.casefold().split()
    phrase = r"\W+".join([*map(re.escape, first), f"({'|'.join(map(re.escape, sorted(_forms(last))))})"])
    return re.search(rf"\b{phrase}(s|es)?\b", text.casefold()) is not None


def _forms(word: str) -> set[str]:
    """A word and what it may be one or many of: "tomatoes" are many of tomato or tomatoe, "cherry" one of cherries."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    if word.endswith("ies"):
        forms.add(word.removesuffix("ies") + "y")
    if word.endswith("y"):
        forms.add(word.removesuffix("y") + "ies")
    return forms


def is_meant(word: str, food: Food) -> bool:
    """Whether a runner's word means this food: its id, group, kind of meat, allergen, role, or a word of its name."""
    if word == "none":  # what a table calls food without meat; from a runner it means no food
        return False
    if word in {food.id, food.in_place_of, food.group, food.haem_class, food.name.lower(), food.menu_name.lower()}:
        return True
    if word in food.allergens or word in food.roles:
        return True
    words = food.name.lower().replace(",", " ").split() + food.id.split("-")
    return any(_forms(word) & _forms(own) for own in words)


def allowed_foods(table: FoodTable, athlete: Athlete) -> list[Food]:
    """Return the foods the athlete may be planned."""
    return [food for food in table if may_eat(food, athlete)]


def meaningless_words(words: Sequence[str], table: FoodTable) -> list[str]:
    """Return a sentence for every word that means no food: better to ask than to plan what was to be avoided."""
    return [
        f"'{word}': no food, group or allergen has this name; {_hint(word, table)}"
        for word in words
        if word not in (*ALLERGENS, *GROUPS) and not any(is_meant(word, food) for food in table)
    ]


def _hint(word: str, table: FoodTable) -> str:
    known = {*ALLERGENS, *EVERYDAY_WORDS, *(food.group for food in table), *(food.id for food in table)}
    near = difflib.get_close_matches(word, sorted(known), 3, _ALIKE)
    return f"did you mean {' or '.join(near)}?" if near else f"use a food, a group, or one of {', '.join(ALLERGENS)}"
