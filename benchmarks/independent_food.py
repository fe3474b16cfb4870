"""What is eaten, added up anew from the CSV and held against what a runner may eat, for ``independent_audit``.

Reads the food table with the csv module alone; nothing of fuelplan is imported.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Day = Mapping[str, Any]
Request = Mapping[str, Any]

STRICTER = {"omnivore": 0, "pescatarian": 1, "vegetarian": 2, "vegan": 3}
ALLERGENS = {
    *("gluten", "crustaceans", "egg", "fish", "peanut", "soya", "milk", "nuts", "celery", "mustard"),
    *("sesame", "sulphites", "lupin", "molluscs"),
}
EVERYDAY = {
    "dairy": "milk dairy", "milk": "milk dairy", "lactose": "milk dairy", "wheat": "gluten", "soy": "soya",
    "eggs": "egg", "peanuts": "peanut", "nuts": "nuts peanut nut", "tree nuts": "nuts nut",
    "shellfish": "shellfish crustaceans molluscs", "seafood": "fish shellfish crustaceans molluscs",
}  # fmt: skip
NOT_WITH_CHILD = re.compile(
    r"\b(livers?|p[aâ]t[eé]s?|salami|chorizo|prosciutto|pepperoni|pastrami|ham|cured|jerky|smoked|gravlax|sushi|sashimi|"
    r"ceviche|oysters?|pickled herrings?|tuna steaks?|swordfish|shark|marlin|brie|camembert|blue cheese|roquefort|"
    r"gorgonzola|stilton|goat'?s cheese|unpasteurised|raw|wine|beer|cider|turkey breast slices|roast beef slices)\b"
)
GRAMS_ROUNDED, TOTALS_ROUNDED, IRON_SLACK = 0.0501, 0.0011, 1e-3


class Foods:
    """The CSV by food id; a blank number is NaN."""

    def __init__(self, foods_csv: Path) -> None:
        with foods_csv.open(encoding="utf-8-sig", newline="") as lines:
            self.rows = {row["id"]: row for row in csv.DictReader(lines)}

    def number(self, food: str, column: str, blank: float = math.nan) -> float:
        cell = self.rows[food][column].strip()
        return float(cell) if cell else blank

    def text(self, food: str, column: str) -> str:
        return " ".join(self.rows[food][column].casefold().split())

    def grams(self, item: Mapping[str, Any]) -> float:
        """What is eaten of it, unrounded."""
        return float(item["portions"]) * self.number(item["food"], "portion_g")


def items_of(day: Day) -> list[dict[str, Any]]:
    return [item for meal in day["meals"] for item in meal["items"]]


def added(day: Day, column: str, foods: Foods) -> tuple[float, float]:
    """A column over all that is eaten, and how far off grams rounded to 0.1 may make it."""
    total = slack = 0.0
    for item in items_of(day):
        value = foods.number(item["food"], column)
        if not math.isnan(value):
            total += value * foods.grams(item) / 100.0
            slack += value * GRAMS_ROUNDED / 100.0
    return total, slack


def beside_food(day: Day, nutrient: str) -> float:
    """What drinks and supplements add to a total."""
    per = {
        "sodium_mg": ("sodium_mg", 1.0),
        "carbohydrate_g": ("carbohydrate_g", 1.0),
        "energy_kcal": ("carbohydrate_g", 4.0),
    }
    if nutrient == "iron_mg":
        return float(sum(supplement["iron_mg"] for supplement in day["supplements"]))
    key, times = per.get(nutrient, ("", 0.0))
    return float(sum(times * drink[key] for drink in day["drinks"])) if key else 0.0


def total_of(day: Day, nutrient: str, foods: Foods) -> float:
    return added(day, "water_g" if nutrient == "water_ml" else nutrient, foods)[0] + beside_food(day, nutrient)


def sums(day: Day, foods: Foods) -> Iterator[str]:
    """Every printed total against the CSV, and the share of the weight whose value is unknown."""
    weight = sum(foods.grams(item) for item in items_of(day)) or 1.0
    for nutrient, printed in day["totals"].items():
        column = "water_g" if nutrient == "water_ml" else nutrient
        total, slack = added(day, column, foods)
        total += beside_food(day, nutrient)
        if abs(total - printed) > slack + TOTALS_ROUNDED:
            yield f"sum: {nutrient} is {total:.3f}, printed {printed:.3f}"
        blank = sum(foods.grams(i) for i in items_of(day) if math.isnan(foods.number(i["food"], column)))
        if abs(blank / weight - day["unknown"][nutrient]) > 0.001:
            yield f"sum: {blank / weight:.3f} of {nutrient} is unknown, printed {day['unknown'][nutrient]:.3f}"
    if abs(day["water_from_food_ml"] - day["totals"]["water_ml"]) > 0.1:
        yield "sum: water from food is not the total"
    if abs(day["drink_ml"] - sum(drink["ml"] for drink in day["drinks"])) > 0.1:
        yield "sum: drinks do not add up"


def iron(day: Day, asked: Request, foods: Foods) -> Iterator[str]:
    """18 to 36 mg, 27 to 36 in pregnancy, under the runner's cap, resting on nothing unknown."""
    for item in items_of(day):
        if math.isnan(foods.number(item["food"], "iron_mg")):
            yield f"iron: that of {item['food']} is unknown"
    low = 27.0 if any(word.startswith("pregnant") for word in asked["health"]) else 18.0
    high = min(36.0, 36.0 if asked["iron_cap_mg"] is None else asked["iron_cap_mg"])
    taken = sum(supplement["iron_mg"] for supplement in day["supplements"])
    if abs(taken - asked["iron_supplement_mg"]) > 1e-9:
        yield f"iron: supplements hold {taken} mg, asked were {asked['iron_supplement_mg']}"
    total = added(day, "iron_mg", foods)[0] + taken
    if not low - IRON_SLACK <= total <= high + IRON_SLACK:
        yield f"iron: {total:.3f} mg is outside {low:g} to {high:g}"


def stems(word: str) -> set[str]:
    """What a word may be the plural of: cherries, tomatoes, beans."""
    found = {word}
    for ending, singular in (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found.add(word.removesuffix(ending) + singular)
    return found


def holds(phrase: str, text: str) -> bool:
    """Whether a text holds the words of a phrase in a row, in singular or plural."""
    wanted, words = re.findall(r"\w+", phrase), re.findall(r"\w+", text)
    starts = range(len(words) - len(wanted) + 1)
    return any(all(stems(w) & stems(words[at + n]) for n, w in enumerate(wanted)) for at in starts)


def meant(word: str, food: str, foods: Foods) -> bool:
    """Whether an avoided word means a food, by the CSV's columns."""
    tags = [foods.text(food, "group"), foods.text(food, "haem_class"), *foods.text(food, "allergens").split()]
    tags += foods.text(food, "roles").split()
    tagged = any(stems(word) & stems(tag) for tag in tags)
    return (
        tagged
        or word == foods.text(food, "in_place_of")
        or any(holds(word, text) for text in (foods.text(food, "name"), foods.text(food, "menu_name"), food))
    )


def avoided(asked: Request) -> set[str]:
    return {meaning for word in asked["avoid"] for meaning in _meanings(word)}


def _meanings(word: str) -> list[str]:
    if word == "meat":
        return ["red meat", "poultry"]
    return EVERYDAY[word].split() if word in EVERYDAY else [word]


def why_not(food: str, asked: Request, foods: Foods) -> Iterator[str]:
    """Every reason why a runner may not eat a food."""
    if STRICTER[foods.text(food, "diet") or "omnivore"] < STRICTER[asked["diet"]]:
        yield f"is not {asked['diet']}"
    if foods.text(food, "region") not in ("", asked["region"]):
        yield f"is of another region than {asked['region']}"
    if foods.text(food, "mark") == "avoid":
        yield "is marked avoid"
    words = avoided(asked)
    tagged = foods.text(food, "allergens")
    if ("unknown" in tagged.split() or (not tagged and asked["own_table"])) and words & ALLERGENS:
        yield "has unknown allergens"
    yield from (f"is avoided ({word})" for word in sorted(words) if meant(word, food, foods))
    if any(word.startswith("pregnant") for word in asked["health"]) and (
        foods.text(food, "haem_class") == "liver"
        or foods.text(food, "inhibitor") == "wine"
        or NOT_WITH_CHILD.search(foods.text(food, "name"))
    ):
        yield "is not for a pregnancy"


def may_eat(day: Day, asked: Request, foods: Foods) -> Iterator[str]:
    """Diet, region, allergens, avoided words and pregnancy, for what is served and for what is offered instead."""
    for food in dict.fromkeys(item["food"] for item in items_of(day)):
        yield from (f"food: {food} {reason}" for reason in why_not(food, asked, foods))
    for meal in day["meals"]:
        if not meal["swap"]:
            continue
        other = meal["swap"].partition(" instead of ")[0].removeprefix("or: ").strip()
        named = [food for food in foods.rows if menu_name(food, foods) == other.casefold()]
        if not any(next(why_not(food, asked, foods), None) is None for food in named):
            yield f"food: '{other}' is offered instead and may not be eaten"


def menu_name(food: str, foods: Foods) -> str:
    return foods.text(food, "menu_name") or foods.text(food, "name").partition(",")[0].strip()


def said(day: Day, asked: Request) -> Iterator[str]:
    """No title and no method names what is avoided by a plain word, beside the foods it names."""
    plain = [word for word in asked["avoid"] if " " not in word and _meanings(word) == [word] and word not in ALLERGENS]
    for meal in day["meals"]:
        for word in plain:
            if holds(word, f"{meal['title']} {meal['method']}".casefold()):
                yield f"words: {meal['dish']} speaks of {word}, which is avoided"


def portions(day: Day, foods: Foods) -> Iterator[str]:
    """At most ``portions_max`` of a food in a meal (3 where blank), in grams that are the portions' weight."""
    for meal in day["meals"]:
        served: dict[str, float] = defaultdict(float)
        for item in meal["items"]:
            served[item["food"]] += item["portions"]
            if abs(item["grams"] - foods.grams(item)) > GRAMS_ROUNDED:
                yield f"portion: {item['grams']} g of {item['food']} are not {item['portions']} portions"
            if item["grams"] <= 0:
                yield f"portion: nothing of {item['food']}"
        for food, number in served.items():
            most = foods.number(food, "portions_max", 3.0)
            if number > most + 1e-9:
                yield f"portion: {number:g} of {food} at {meal['slot']}, at most {most:g}"


def shopping(plan: Mapping[str, Any], foods: Foods) -> Iterator[str]:
    """Every line buys what is eaten of it, no less and no more; its packs hold as much."""
    needed: dict[tuple[str, str], float] = defaultdict(float)
    for item in (item for day in plan["days"] for item in items_of(day)):
        food = item["food"]
        if food != "water":
            name = foods.text(food, "buy_as") or foods.text(food, "name")
            needed[foods.text(food, "aisle") or "other", name] += foods.grams(item) * foods.number(
                food, "bought_g_per_g", 1.0
            )
    bought = {
        (line["aisle"].casefold(), " ".join(line["buy_as"].casefold().split())): line for line in plan["shopping"]
    }
    if len(bought) != len(plan["shopping"]):
        yield "shopping: a thing stands there twice"
    for key in sorted(needed.keys() | bought.keys()):
        grams = bought[key]["grams"] if key in bought else 0.0
        if abs(grams - needed.get(key, 0.0)) > 0.06 + 0.002 * needed.get(key, 0.0):
            yield f"shopping: {grams:.1f} g of {key[1]} are bought, {needed.get(key, 0.0):.1f} g needed"
        line = bought.get(key)
        if line and line["packs"] and line["packs"] * line["pack_g"] < grams - 0.1:
            yield f"shopping: {line['packs']} packs of {key[1]} hold less than {grams:.1f} g"
