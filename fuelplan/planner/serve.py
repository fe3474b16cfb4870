"""From a chosen menu to the printed day: portions in words, titles, swaps, drinks, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fuelplan.athlete import Athlete
from fuelplan.cells import FloatArray
from fuelplan.dishes import Filling, Larder
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds, RunNeeds
from fuelplan.planner.courses import Courses, IntArray
from fuelplan.planner.fluids import drinks_of_day
from fuelplan.planner.menus import Menu
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.rules import HARD_RULES
from fuelplan.plates import Servings, absorbed_iron_of, totals_of
from fuelplan.units import DEG_C, KM, MIN
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.weekplan import DayPlan, Meal, Portion, RunPlan

_ENERGY = NUTRIENTS.index("energy_kcal")
_RICH_IN_IRON_MG, _HELPFUL_VITAMIN_C_MG = 6.0, 25.0
_SWAP_ENERGY_TOLERANCE = 0.03
_SESSION_NOTE = "Kilometres and pace include warm-up, recoveries and cool-down."


def serve_day(
    needs: DayNeeds,
    athlete: Athlete,
    occasions: Sequence[Occasion],
    menu: Menu,
    courses: Mapping[str, Courses],
    fuel: Sequence[Servings],
    larder: Larder,
    table: FoodTable,
) -> DayPlan:
    """Return the day as it is printed."""
    fillings = [
        courses[occasion.slot].fillings[course] for occasion, course in zip(occasions, menu.courses, strict=True)
    ]
    plates = [_servings(filling, steps) for filling, steps in zip(fillings, menu.steps, strict=True)]
    totals, unknown = totals_of([serving for plate in [*plates, *fuel] for serving in plate], table)
    meals = [
        _meal(occasion, filling, plate, table, _swap(filling, plate, totals, needs, larder, table))
        for occasion, filling, plate in zip(occasions, fillings, plates, strict=True)
    ]
    meals += [_fuel_meal(run, servings) for run, servings in zip(needs.runs, fuel, strict=True) if servings]
    drinks, drink_ml = drinks_of_day(needs, athlete.mass_kg, occasions, totals["water_ml"], _bottled(fuel))
    totals["sodium_mg"] += sum(drink.sodium_mg for drink in drinks)
    available = (totals["energy_kcal"] - needs.exercise_kcal) / needs.fat_free_mass_kg
    return DayPlan(
        date=needs.training.day.isoformat(),
        weekday=needs.training.weekday,
        runs=tuple(_run_plan(run) for run in needs.runs),
        needs=needs.windows,
        totals={name: round(value, 3) for name, value in totals.items()},
        unknown={name: round(value, 4) for name, value in unknown.items()},
        meals=tuple(sorted(meals, key=lambda meal: meal.time)),
        supplements=(),
        drinks=drinks,
        water_need_ml=round(needs.windows["water_ml"].aim, 1),
        water_from_food_ml=round(totals["water_ml"], 1),
        drink_ml=drink_ml,
        absorbed_iron_mg=round(sum(absorbed_iron_of(plate, table) for plate in plates), 3),
        energy_availability_kcal_per_kg=round(available, 1),
        notes=needs.notes,
    )


def with_evening_work(days: Sequence[DayPlan], table: FoodTable) -> tuple[DayPlan, ...]:
    """Return the days, each saying what to soak tonight for tomorrow."""
    foods = table.by_id()
    tonight = [""] * len(days)
    for number, day in enumerate(days):
        items = [item for meal in day.meals for item in meal.items]
        soaked = dict.fromkeys(foods[item.food].menu_name for item in items if foods[item.food].prepare)
        if soaked and number:
            tonight[number - 1] = f"Tonight: soak {' and '.join(soaked)} for {day.weekday}."
    return tuple(replace(day, tonight=text) for day, text in zip(days, tonight, strict=True))


def _bottled(fuel: Sequence[Servings]) -> list[bool]:
    """Return for each run whether its bottle holds drink powder."""
    return [any("drink-powder" in food.roles for food, _ in servings) for servings in fuel]


def _servings(filling: Filling, steps: IntArray) -> Servings:
    served = [
        (food, part.least + float(step) * part.step) for (part, food), step in zip(filling.choices, steps, strict=False)
    ]
    return [(food, portions) for food, portions in served if portions > 0]


def _portion(food: Food, portions: float) -> Portion:
    return Portion(
        food=food.id,
        name=food.name,
        grams=round(portions * food.portion_g, 1),
        portions=portions,
        portion_name=food.portion_name,
        amount=food.amount(portions),
    )


def _meal(occasion: Occasion, filling: Filling, servings: Servings, table: FoodTable, swap: str) -> Meal:
    return Meal(
        slot=occasion.slot,
        time=occasion.time,
        dish=filling.dish.name,
        title=filling.title,
        items=tuple(_portion(food, portions) for food, portions in servings),
        minutes=filling.dish.minutes,
        method=filling.method([food.id for food, _ in servings]),
        swap=swap,
        note="; ".join(filter(None, (_prepare_note(servings), _iron_note(servings, table)))),
    )


def _iron_note(servings: Servings, table: FoodTable) -> str:
    """Say which meals carry the day's iron, for tea and coffee to keep an hour away from them."""
    totals, _ = totals_of(servings, table)
    if totals["iron_mg"] < _RICH_IN_IRON_MG:
        return ""
    helped = ", with vitamin C" if totals["vitamin_c_mg"] >= _HELPFUL_VITAMIN_C_MG else ""
    return f"{totals['iron_mg']:.0f} mg iron{helped}: keep tea and coffee an hour away"


def _prepare_note(servings: Servings) -> str:
    """Say what has to happen long before the meal, such as soaking beans."""
    return "; ".join(f"{food.menu_name}: {food.prepare}" for food, _ in servings if food.prepare)


def _swap(
    filling: Filling,
    servings: Servings,
    totals: Mapping[str, float],
    needs: DayNeeds,
    larder: Larder,
    table: FoodTable,
) -> str:
    """Return "or: …" with another food for a part the title names, if the day's hard rules still hold."""
    if not {"lunch", "dinner"} & set(filling.dish.slots):
        return ""
    used = {food.id for food, _ in servings}
    for part, food in filling.choices:
        served = next((portions for f, portions in servings if f is food), 0.0)
        if f"{{{part.name}}}" not in filling.dish.title or not served:
            continue
        for other in part.options(larder):
            same_size = abs(other.portion_g - food.portion_g) < 0.35 * food.portion_g
            if other.id not in used and same_size and other.group != food.group and served <= other.portions_max:
                change = (
                    table.composition[other.index] * other.portion_g - table.composition[food.index] * food.portion_g
                )
                if _still_holds(change * served / 100.0, totals, needs):
                    return f"{other.menu_name} instead of {food.menu_name}"
    return ""


def _still_holds(change: FloatArray, totals: Mapping[str, float], needs: DayNeeds) -> bool:
    energy = needs.windows["energy_kcal"].aim
    if abs(change[_ENERGY]) > _SWAP_ENERGY_TOLERANCE * energy:
        return False
    windows = [rule(needs) for rule in HARD_RULES]
    return not any(
        window.broken_by(totals[window.nutrient] + float(change[NUTRIENTS.index(window.nutrient)]))
        for window in windows
    )


def _fuel_meal(run: RunNeeds, servings: Servings) -> Meal:
    return Meal(
        slot="during run",
        time=run.run.start.strftime("%H:%M"),
        dish="Fuel on the run",
        title="Fuel on the run",
        items=tuple(_portion(food, portions) for food, portions in servings),
        note=f"{run.carbohydrate_g:.0f} g carbohydrate, a little every 20 minutes",
    )


def _run_plan(needs: RunNeeds) -> RunPlan:
    run = needs.run
    return RunPlan(
        km=round(float(run.distance.m_as(KM)), 2),
        minutes=round(float(run.duration.m_as(MIN)), 1),
        start=run.start.strftime("%H:%M"),
        kind=run.kind,
        temperature_c=round(float(run.temperature.m_as(DEG_C)), 1),
        humidity=run.humidity,
        sweat_l=round(needs.sweat_l, 3),
        sweat_low_l=round(needs.sweat_low_l, 3),
        sweat_high_l=round(needs.sweat_high_l, 3),
        drink_l=int(100 * needs.drink_l) / 100,
        carbohydrate_g=round(needs.carbohydrate_g, 1),
        loss_percent=round(needs.loss_percent, 2),
        sodium_mg_per_l=needs.sodium_mg_per_l,
        notes=(_SESSION_NOTE,) if run.kind in ("tempo", "intervals") else (),
    )
