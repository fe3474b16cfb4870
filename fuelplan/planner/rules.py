"""The hard rules, one function each. A menu that breaks one is never printed.

``may_eat`` keeps foods out before any meal is made; the others are windows every day's totals keep.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fuelplan.athlete import Athlete
from fuelplan.care import NOT_IN_PREGNANCY
from fuelplan.foods import Food, FoodTable
from fuelplan.inputs.grammar import EVERYDAY_WORDS
from fuelplan.needs import ENERGY_AVAILABILITY, DayNeeds
from fuelplan.vocabulary import ALLERGENS, DIETS, GROUPS, UNKNOWN_ALLERGENS

_ALIKE = 0.7
_PLURAL_STEMS = {"ie": "y", "oe": "o", "che": "ch", "she": "sh", "ve": "f"}


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
    """Whether whole words, of one or of many, stand in a text one after the other: "ham" is no hamburger.

    Each may be there in singular or plural.

    Examples
    --------
    >>> stands_in("tomato", "Tinned tomatoes"), stands_in("cherries", "Tart cherry juice"), stands_in("ham", "Graham")
    (True, True, False)
    """
    phrase, said = _singulars(words), _singulars(text)
    starts = range(len(said) - len(phrase) + 1) if phrase else ()
    return any(said[at : at + len(phrase)] == phrase for at in starts)


@lru_cache(maxsize=100_000)
def _singulars(text: str) -> tuple[str, ...]:
    """Return a text's words, each in a form that its singular and its plural share; for comparing, not for reading."""
    return tuple(_shared_form(word.removesuffix("s")) for word in re.findall(r"\w+", text.casefold()))


def _shared_form(word: str) -> str:
    """Return cherry for cherrie (of cherries), tomato for tomatoe, peach for peache, leaf for leave."""
    ending = next((ending for ending in _PLURAL_STEMS if word.endswith(ending)), "")
    return word.removesuffix(ending) + _PLURAL_STEMS.get(ending, "")


def is_meant(word: str, food: Food) -> bool:
    """Whether a runner's word means this food: its id, group, kind of meat, allergen, role, or words of its name."""
    if word == "none":  # what a table calls food without meat; from a runner it means no food
        return False
    if word in {food.id, food.in_place_of, food.name.lower(), food.menu_name.lower()}:
        return True
    if _singulars(word) in map(_singulars, (food.group, food.haem_class, *food.allergens, *food.roles)):
        return True
    return stands_in(word, food.name) or stands_in(word, food.id)


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
