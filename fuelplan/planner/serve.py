"""From a chosen menu to the printed day: portions in words, titles, swaps, drinks, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from fuelplan.athlete import Athlete
from fuelplan.cells import FloatArray
from fuelplan.dishes import Filling, Larder
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.candidates import servings_of
from fuelplan.planner.courses import Courses
from fuelplan.planner.fluids import drinks_of_day, poured_ml
from fuelplan.planner.fuel import is_powder
from fuelplan.planner.menus import Menu
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.race import race_plan
from fuelplan.planner.rules import HARD_RULES
from fuelplan.planner.wishes.hour import RICH_IN_IRON, is_iron_rich_hour
from fuelplan.plates import Servings, absorbed_iron_of, totals_of
from fuelplan.run_needs import RunNeeds
from fuelplan.science.nutrient_timing import IRON_MORNING_UNTIL_MIN
from fuelplan.training import Strength, TrainingDay
from fuelplan.units import DEG_C, KM, MIN, M
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.weekplan import DayPlan, Drink, Meal, Portion, RacePlan, RunPlan, StrengthPlan, Supplement

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
    fillings = [courses[o.slot].fillings[course] for o, course in zip(occasions, menu.courses, strict=True)]
    plates = [servings_of(filling, steps) for filling, steps in zip(fillings, menu.steps, strict=True)]
    totals, unknown = totals_of([serving for plate in [*plates, *fuel] for serving in plate], table)
    swaps = [_swap(*served, totals, needs, larder, table) for served in zip(fillings, plates, strict=True)]
    meals = list(map(partial(_meal, table, needs.training), occasions, fillings, plates, swaps))
    meals += _fuel(needs, fuel, table)
    drinks, drink_ml = _drinks(needs, athlete, occasions, plates, fuel, totals["water_ml"], table)
    totals["sodium_mg"] += sum(drink.sodium_mg for drink in drinks)
    totals["iron_mg"] += athlete.iron_supplement_mg
    return DayPlan(
        date=needs.training.day.isoformat(),
        weekday=needs.training.weekday,
        runs=tuple(_run_plan(run, servings, table) for run, servings in zip(needs.runs, fuel, strict=True)),
        needs=needs.windows,
        totals={name: round(value, 3) for name, value in totals.items()},
        unknown={name: round(value, 4) for name, value in unknown.items()},
        meals=tuple(sorted(meals, key=lambda meal: meal.time)),
        supplements=_supplements(athlete),
        drinks=drinks,
        water_need_ml=round(needs.windows["water_ml"].aim, 1),
        water_from_food_ml=round(totals["water_ml"], 1),
        drink_ml=drink_ml,
        absorbed_iron_mg=round(sum(absorbed_iron_of(plate, table) for plate in plates), 3),
        energy_availability_kcal_per_kg=_energy_availability(totals["energy_kcal"], needs),
        notes=needs.notes,
        strength=tuple(map(_strength_plan, needs.training.strength, needs.strength_kcal)),
        race=_race(needs, athlete, fuel, meals, drinks, table),
        loading=needs.loading,
    )


def _fuel(needs: DayNeeds, fuel: Sequence[Servings], table: FoodTable) -> list[Meal]:
    """Return what is eaten on the runs."""
    pairs = zip(needs.runs, fuel, strict=True)
    return [_fuel_meal(run, servings, table) for run, servings in pairs if servings]


def _energy_availability(energy_kcal: float, needs: DayNeeds) -> float:
    return round((energy_kcal - needs.exercise_kcal) / needs.fat_free_mass_kg, 1)


def _drinks(
    needs: DayNeeds,
    athlete: Athlete,
    occasions: Sequence[Occasion],
    plates: Sequence[Servings],
    fuel: Sequence[Servings],
    food_water_ml: float,
    table: FoodTable,
) -> tuple[tuple[Drink, ...], float]:
    return drinks_of_day(
        needs,
        athlete.mass_kg,
        occasions,
        food_water_ml,
        _powder_sodium_mg(fuel, table),
        _iron_rich(needs, occasions, plates, table),
        _drunk_at_table(occasions, plates),
    )


def _drunk_at_table(occasions: Sequence[Occasion], plates: Sequence[Servings]) -> list[tuple[int, float]]:
    """Return the drinks that are part of meals as (minute, mL): what is measured in millilitres."""
    drunk = (
        (occasion.minute, sum(poured_ml(food, portions) for food, portions in plate))
        for occasion, plate in zip(occasions, plates, strict=True)
    )
    return [(minute, ml) for minute, ml in drunk if ml]


def with_evening_work(days: Sequence[DayPlan], table: FoodTable) -> tuple[DayPlan, ...]:
    """Return the days, each saying what to soak tonight for tomorrow."""
    foods = table.by_id()
    tonight, first = [""] * len(days), ""
    for number, day in enumerate(days):
        items = [item for meal in day.meals for item in meal.items]
        soaked = dict.fromkeys(foods[item.food].menu_name for item in items if foods[item.food].prepare)
        if soaked and number:
            tonight[number - 1] = f"Tonight: soak {' and '.join(soaked)} for {day.weekday}."
        elif soaked:
            first = f"Soaked since last night: {' and '.join(soaked)}."
    days = [replace(days[0], notes=(*days[0].notes, first)), *days[1:]] if first else days
    return tuple(replace(day, tonight=text) for day, text in zip(days, tonight, strict=True))


def _powder_sodium_mg(fuel: Sequence[Servings], table: FoodTable) -> list[float | None]:
    """Return for each run the sodium of the drink powder in its bottle, None where there is none."""
    powders = [[(food, portions) for food, portions in servings if is_powder(food)] for servings in fuel]
    return [totals_of(powder, table)[0]["sodium_mg"] if powder else None for powder in powders]


def _portion(food: Food, portions: float, part: str = "") -> Portion:
    return Portion(
        food=food.id,
        name=food.name,
        grams=round(portions * food.portion_g, 1),
        portions=portions,
        portion_name=food.portion_name,
        amount=food.amount(portions),
        part=part,
    )


def _iron_rich(
    needs: DayNeeds, occasions: Sequence[Occasion], plates: Sequence[Servings], table: FoodTable
) -> list[int]:
    """Return when the meals are that carry over a fifth of the day's iron aim, or say themselves to keep tea away."""
    rich_mg = min(RICH_IN_IRON * needs.windows["iron_mg"].aim, _RICH_IN_IRON_MG)
    meals = zip(occasions, plates, strict=True)
    return [occasion.minute for occasion, plate in meals if totals_of(plate, table)[0]["iron_mg"] >= rich_mg]


def _meal(
    table: FoodTable, day: TrainingDay, occasion: Occasion, filling: Filling, servings: Servings, swap: str
) -> Meal:
    parts = {food.id: part.name for part, food in filling.choices}
    return Meal(
        slot=occasion.slot,
        time=occasion.time,
        dish=filling.dish.name,
        title=filling.title,
        items=tuple(_portion(food, portions, parts[food.id]) for food, portions in servings),
        minutes=filling.minutes,
        method=filling.method([food.id for food, _ in servings]),
        swap=swap,
        note="; ".join(filter(None, (_prepare_note(servings), _iron_note(servings, table, day, occasion.minute)))),
    )


def _iron_note(servings: Servings, table: FoodTable, day: TrainingDay, minute: int) -> str:
    """Say which meals carry the day's iron, whether at a good hour, and that tea and coffee keep away."""
    totals, _ = totals_of(servings, table)
    if totals["iron_mg"] < _RICH_IN_IRON_MG:
        return ""
    helped = ", with vitamin C" if totals["vitamin_c_mg"] >= _HELPFUL_VITAMIN_C_MG else ""
    hour = "in the morning" if minute < IRON_MORNING_UNTIL_MIN else "beside the run"
    timed = f", well timed {hour}" if is_iron_rich_hour(day, minute) else ""
    return f"{totals['iron_mg']:.0f} mg iron{helped}{timed}: no tea or coffee with it or in the two hours after"


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


def _fuel_meal(run: RunNeeds, servings: Servings, table: FoodTable) -> Meal:
    return Meal(
        slot="during run",
        time=run.run.start.strftime("%H:%M"),
        dish="Fuel on the run",
        title="Fuel on the run",
        items=tuple(_portion(food, portions) for food, portions in servings),
        note=f"{totals_of(servings, table)[0]['carbohydrate_g']:.0f} g carbohydrate, a little every 20 minutes",
    )


def _supplements(athlete: Athlete) -> tuple[Supplement, ...]:
    taken = athlete.iron_supplement_mg
    if not taken:
        return ()
    apart = any(care.kind == "medicine" for care in athlete.cares)
    when = "four hours from your medicine, away from coffee and milk" if apart else "with juice, not coffee or milk"
    return (Supplement(name="iron supplement", iron_mg=taken, when=when),)


def _race(
    needs: DayNeeds,
    athlete: Athlete,
    fuel: Sequence[Servings],
    meals: Sequence[Meal],
    drinks: Sequence[Drink],
    table: FoodTable,
) -> RacePlan | None:
    """Return the plan of the day's longest race."""
    races = [place for place, run in enumerate(needs.runs) if run.run.kind == "race"]
    if not races:
        return None
    place = max(races, key=lambda each: float(needs.runs[each].run.distance.m_as(KM)))
    return race_plan(place, needs, athlete, fuel[place], meals, drinks, table)


def _strength_plan(session: Strength, kcal: float) -> StrengthPlan:
    return StrengthPlan(
        start=session.start.strftime("%H:%M"),
        minutes=round(float(session.duration.m_as(MIN)), 1),
        energy_kcal=round(kcal, 1),
    )


def _run_plan(needs: RunNeeds, fuel: Servings, table: FoodTable) -> RunPlan:
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
        drink_l=int(100 * needs.drink_l + 1e-9) / 100,
        carbohydrate_g=round(totals_of(fuel, table)[0]["carbohydrate_g"], 1) if fuel else 0.0,
        loss_percent=round(needs.loss_percent, 2),
        sodium_mg_per_l=needs.sodium_mg_per_l,
        climb_m=round(float(run.climb.m_as(M)), 1),
        notes=(_SESSION_NOTE,) if run.kind in ("tempo", "intervals") else (),
    )
