"""What is merely odd in a food table or a dish: not a mistake, but worth a look before one eats by it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from fuelplan.dictionary import COLUMNS
from fuelplan.dishes import Dish, Larder
from fuelplan.errors import did_you_mean, in_one_line
from fuelplan.foods import Food, FoodTable
from fuelplan.vocabulary import NUTRIENTS, UNKNOWN_ALLERGENS

_MEAT, _SEA = ("red meat", "poultry"), ("fish", "shellfish")
_ANIMAL_ALLERGENS = frozenset({"milk", "egg", "fish", "crustaceans", "molluscs"})
_ALLERGEN_OF_GROUP = {"dairy": "milk", "egg": "egg", "fish": "fish"}
_GARBLED = ("Ã", "Â½", "Â¼", "Â¾", "â€", "\ufffd")
_LEAST_G_IN_100_G, _MOST_G_IN_100_G = 80.0, 103.0
_LOW, _HIGH, _LEAST_KCAL = 0.85, 1.15, 15.0
_MOST_PORTION_G, _MOST_IRON_MG = 600.0, 20.0

_SPARE_COLUMNS = frozenset({"menu_name", "in_place_of", "mark", "portion_plural", "glycaemic", "buy_as", "pack_g"}) | {
    *("keeps_days", "season"),
    *("price_per_100g", "price_currency", "price_year", "price_country", "prepare", "source_id", "note", "pantry"),
}
_NEAR = 0.8
_STORED = ("tins & jars", "frozen", "nuts & dried fruit", "cereals, grains & pulses")

Facts = dict[str, float]
"""A food's known nutrients per 100 g; an unknown one is absent."""


def odd_columns(table: FoodTable) -> list[str]:
    """Return a sentence for every column the table lacks and would be better with, and for headings near to ours."""
    cells = table.cells
    file = cells.sheet.path.name
    missing = [column for column in COLUMNS if not cells.has(column.name)]
    notes = []
    for heading in cells.own_headings:
        near = difflib.get_close_matches(heading.casefold(), [column.name for column in missing], 1, _NEAR)
        if near:
            notes.append(f"{file}: the column '{heading}' is not known and is ignored; did you mean '{near[0]}'?")
    for column in missing:
        if column.name not in _SPARE_COLUMNS:
            notes.append(f"{file}: there is no column {column.name}: {column.blank or 'unknown'} for every food")
    return list(map(in_one_line, notes))


def odd_foods(foods: Iterable[Food], table: FoodTable) -> list[str]:
    """Return a sentence for everything odd about some foods of a table, in its order."""
    notes = []
    for food in sorted(foods, key=lambda food: food.index):
        values = zip(NUTRIENTS, table.composition[food.index].tolist(), strict=True)
        facts = {name: value for name, value in values if not math.isnan(value)}
        for oddity in ODDITIES:
            notes += [f"{table.cells.where(food.index, column)}: {says}" for column, says in oddity(food, facts)]
    known = sorted(food.id for food in table)
    notes += [
        f"{table.cells.where(food.index, 'in_place_of')}: the table has no food '{food.in_place_of}'; "
        f"{did_you_mean(food.in_place_of, known)}"
        for food in foods
        if food.in_place_of and food.in_place_of not in known
    ]
    return list(map(in_one_line, notes))


def odd_dishes(dishes: Sequence[Dish], table: FoodTable, shipped: Collection[str], own: Collection[str]) -> list[str]:
    """Return a sentence for every dish nothing can fill, every food a dish names that nobody knows, and every
    food of the runner's own that no dish takes.

    Parameters
    ----------
    shipped
        Ids of the shipped table: a food deleted from it on purpose is not worth a word.
    own
        Ids of foods the runner added.
    """
    larder = Larder(table, own)
    known = sorted({food.id for food in table} | {food.in_place_of for food in table} | set(shipped))
    notes: list[str] = []
    empty: list[str] = []
    taken: set[str] = set()
    for dish in dishes:
        for part in dish.parts:
            options = [food for food in part.options(larder) if food.portions_max >= max(part.least, part.step)]
            taken.update(food.id for food in options)
            if not options and not part.optional:
                empty.append(f"'{dish.name}' ({part.name})")
            notes += [
                f"dish '{dish.name}', part '{part.name}': the table has no food '{food}'; {did_you_mean(food, known)}"
                for food in part.foods
                if food not in known
            ]
    if empty:
        notes.append(f"dishes that never come, since nothing in the table can fill a part of them: {', '.join(empty)}")
    notes += [
        f"{table.cells.where(food.index, 'roles')}: no dish takes '{food.id}' for {', '.join(sorted(food.roles))}; "
        "give it another role, or name it in a dish"
        for food in table
        if food.id in own and food.roles and food.id not in taken
    ]
    return list(map(in_one_line, notes))


Oddity = Callable[[Food, Facts], Iterator[tuple[str, str]]]
"""What is odd about a food: (column, sentence)."""


def haem_without_meat(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """A vegan sausage with haem iron."""
    if food.haem_class != "none" and food.diet in ("vegetarian", "vegan"):
        yield "haem_class", f"'{food.id}' is {food.diet} but has haem iron of {food.haem_class}; is one of them wrong?"


def diet_against_group(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """Vegetarian beef, pescatarian chicken."""
    plants_only = food.diet in ("vegetarian", "vegan")
    if (food.group in _MEAT + _SEA and plants_only) or (food.group in _MEAT and food.diet == "pescatarian"):
        yield "diet", f"'{food.id}' is {food.group} but {food.diet}"


def allergens_against_the_rest(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """A vegan food with milk, a cheese without."""
    animal = sorted(food.allergens & _ANIMAL_ALLERGENS)
    if food.diet == "vegan" and animal:
        yield "allergens", f"'{food.id}' is vegan but holds {', '.join(animal)}"
    usual = _ALLERGEN_OF_GROUP.get(food.group)
    if usual and food.diet != "vegan" and not {usual, "unknown"} & food.allergens:
        yield "allergens", f"'{food.id}' is {food.group} without '{usual}'; is that so?"


def large_portion(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """A portion of a kilogram."""
    if food.portion_g > _MOST_PORTION_G:
        yield "portion_g", f"a portion of {food.portion_g:g} g of '{food.id}' is a lot"


def garbled_letters(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """UTF-8 that a spreadsheet took for Windows-1252."""
    if any(sign in food.name + food.portion_name for sign in _GARBLED):
        cure = "open the file as UTF-8 in your spreadsheet, mend it, and save it as CSV UTF-8"
        yield "name", f"'{food.name}', {food.portion_name} looks garbled; {cure}"


def much_iron(food: Food, facts: Facts) -> Iterator[tuple[str, str]]:
    """Micrograms taken for milligrams."""
    iron = facts.get("iron_mg", 0.0)
    if iron > _MOST_IRON_MG and food.roles:
        yield "iron_mg", f"{iron:g} mg iron in 100 g of '{food.id}' is much; is it in another unit?"


def energy_against_its_parts(food: Food, facts: Facts) -> Iterator[tuple[str, str]]:
    """Energy against 4/9/4: carbohydrate without fibre gives the low reading, with it the high one.

    Where fibre is unknown, all of the carbohydrate may be.
    """
    if not {"energy_kcal", "carbohydrate_g", "protein_g", "fat_g"} <= facts.keys():
        return
    energy = facts["energy_kcal"]
    high = 4 * facts["carbohydrate_g"] + 4 * facts["protein_g"] + 9 * facts["fat_g"]
    low = high - 4 * facts.get("fibre_g", facts["carbohydrate_g"])
    if not _LOW * low - _LEAST_KCAL <= energy <= _HIGH * high + _LEAST_KCAL:
        unit = "; is it in kJ?" if math.isclose(energy, 4.184 * high, rel_tol=0.2) else ""
        parts = f"its protein, fat and carbohydrate give {low:.0f} to {high:.0f}"
        yield "energy_kcal", f"{energy:g} kcal for '{food.id}', but {parts}{unit}"


def parts_of_100_g(food: Food, facts: Facts) -> Iterator[tuple[str, str]]:
    """More than 100 g of nutrients in 100 g; or far less, as when a label's portion was copied."""
    names = ("carbohydrate_g", "protein_g", "fat_g", "water_ml")
    parts = sum(facts.get(name, 0.0) for name in names)
    says = f"carbohydrate, protein, fat and water of '{food.id}' come to {parts:.0f} g in 100 g"
    if parts > _MOST_G_IN_100_G:
        yield "water_g", says
    elif parts < _LEAST_G_IN_100_G and facts.keys() >= set(names) and food.roles:
        yield "water_g", f"{says}; are they for a portion?"


def unstated_allergens(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """A planned food whose allergens nobody wrote down."""
    if UNKNOWN_ALLERGENS in food.allergens and food.roles:
        yield "allergens", f"'{food.id}' is kept from all who avoid an allergen; write the ones it holds, or none"


def season_of_what_is_stored(food: Food, _: Facts) -> Iterator[tuple[str, str]]:
    """Tinned pears in season."""
    if food.season and food.aisle in _STORED:
        yield "season", f"'{food.id}' has a season but comes from {food.aisle}; clear it, or is the aisle another?"


ODDITIES: tuple[Oddity, ...] = (
    haem_without_meat,
    diet_against_group,
    allergens_against_the_rest,
    large_portion,
    garbled_letters,
    much_iron,
    energy_against_its_parts,
    parts_of_100_g,
    unstated_allergens,
    season_of_what_is_stored,
)
