"""The words of the food table and of the day: nutrients, groups, roles, allergens, eating occasions."""

from __future__ import annotations

from typing import Literal

Diet = Literal["omnivore", "pescatarian", "vegetarian", "vegan"]
DIETS: tuple[Diet, ...] = ("omnivore", "pescatarian", "vegetarian", "vegan")

MICRONUTRIENTS: tuple[str, ...] = (
    "vitamin_c_mg",
    "calcium_mg",
    "potassium_mg",
    "magnesium_mg",
    "zinc_mg",
    "vitamin_a_rae_ug",
    "vitamin_b12_ug",
    "vitamin_d_ug",
    "folate_ug",
)
NUTRIENTS: tuple[str, ...] = (
    "energy_kcal",
    "carbohydrate_g",
    "protein_g",
    "fat_g",
    "fibre_g",
    "iron_mg",
    "sodium_mg",
    *MICRONUTRIENTS,
    "water_ml",
)
_READABLE = {
    "vitamin_a_rae": "vitamin A",
    "vitamin_b12": "vitamin B12",
    "vitamin_c": "vitamin C",
    "vitamin_d": "vitamin D",
}


def readable(nutrient: str) -> str:
    """Return a nutrient as it is spoken: ``vitamin_d_ug`` is vitamin D."""
    stem = nutrient.rpartition("_")[0]
    return _READABLE.get(stem, stem.replace("_", " "))


NEVER_UNKNOWN = ("energy_kcal", "carbohydrate_g", "protein_g", "fat_g", "iron_mg", "water_ml")
ALLERGENS = (
    "gluten",
    "crustaceans",
    "egg",
    "fish",
    "peanut",
    "soya",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
)
GROUPS = (
    "bread",
    "cereal",
    "grain",
    "potato",
    "legume",
    "soya",
    "red meat",
    "poultry",
    "fish",
    "shellfish",
    "egg",
    "dairy",
    "plant drink",
    "fruit",
    "dried fruit",
    "vegetable",
    "nut",
    "seed",
    "spread",
    "sports",
    "drink",
    "condiment",
    "fat",
    "sweet",
    "mixed dish",
)
ROLES = (
    "bread",
    "roll",
    "flatbread",
    "oats",
    "cereal",
    "grain",
    "pasta",
    "noodle",
    "potato",
    "legume",
    "tofu",
    "red-meat",
    "poultry",
    "fish",
    "shellfish",
    "egg",
    "milk",
    "yogurt",
    "cheese",
    "fruit",
    "berry",
    "dried-fruit",
    "juice",
    "leaf",
    "vegetable",
    "salad",
    "nut",
    "seed",
    "nut-butter",
    "sweet-spread",
    "savoury-spread",
    "oil",
    "sauce",
    "sweet",
    "bar",
    "gel",
    "run-sweet",
    "sports-drink",
    "drink-powder",
    "powder",
)
PANTRY = ("everyday", "special")
FORTIFIED = ("no", "fortified", "enriched")
INHIBITORS = ("none", "tea", "coffee", "cocoa", "wine")
GLYCAEMIC = ("low", "medium", "high")
MARKS = ("like", "avoid", "have")
UNKNOWN_ALLERGENS = "unknown"
SORTS = ("name", "iron", "absorbed", "carbohydrate", "protein", "fibre", "energy", "calcium", "vitamin-c", "price")

Region = Literal["eu", "us"]
REGIONS: tuple[Region, ...] = ("eu", "us")

MAIN_SLOTS: tuple[str, ...] = ("breakfast", "lunch", "dinner")
SLOTS: tuple[str, ...] = (
    "before run",
    "during run",
    "after run",
    "breakfast",
    "morning snack",
    "lunch",
    "afternoon snack",
    "dinner",
    "evening snack",
)

DishDays = Literal["any", "weekend", "weekday", "loading"]
DISH_DAYS: tuple[DishDays, ...] = ("any", "weekend", "weekday", "loading")
FAMILIES: tuple[str, ...] = (
    "bagel",
    "baked potato",
    "bean salad",
    "bean stew",
    "beans in tomato",
    "bread and cheese",
    "cereal bowl",
    "chilli",
    "cold oats",
    "curry",
    "eggs in tomato",
    "eggs on toast",
    "fish and potatoes",
    "flatbread and stew",
    "fried rice",
    "grain salad",
    "meat and potatoes",
    "meat in cream",
    "noodle salad",
    "noodle soup",
    "noodle stir-fry",
    "omelette",
    "pasta and beans",
    "pasta in tomato",
    "pasta salad",
    "pasta with seafood",
    "pilaf",
    "porridge",
    "potato salad",
    "pulse soup",
    "red lentils",
    "rice and beans",
    "rice bowl",
    "rice porridge",
    "rice stir-fry",
    "risotto",
    "sandwich",
    "sauce on pasta",
    "sweet toast",
    "toastie",
    "tofu and rice",
    "tortillas",
    "vegetable soup",
    "wraps",
)
CUISINES: tuple[str, ...] = (
    "American",
    "Brazilian",
    "British",
    "Caribbean",
    "Chinese",
    "Ethiopian",
    "Filipino",
    "French",
    "Georgian",
    "German",
    "Greek",
    "Hungarian",
    "Indian",
    "Indonesian",
    "International",
    "Irish",
    "Italian",
    "Japanese",
    "Korean",
    "Levantine",
    "Mexican",
    "Nordic",
    "North African",
    "Persian",
    "Peruvian",
    "Polish",
    "Portuguese",
    "Russian",
    "Spanish",
    "Swiss",
    "Thai",
    "Turkish",
    "Ukrainian",
    "Vietnamese",
    "West African",
)
