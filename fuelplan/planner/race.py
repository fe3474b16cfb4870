"""A race in numbers: what to drink and eat up to each mark, and the same for each hour."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from fuelplan.athlete import Athlete
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.fuel import is_powder
from fuelplan.planner.race_day import race_notes, timetable
from fuelplan.plates import Servings, totals_of
from fuelplan.training import Run
from fuelplan.units import KM
from fuelplan.weekplan import Drink, Meal, RacePlan, Split

# All ours.
MARK_KM, LEAST_STRETCH_KM, MARKS_FROM_KM = 5.0, 1.0, 15.0
EAT_FROM_MIN, EAT_UNTIL_MIN_BEFORE_FINISH = 25.0, 20.0
_STEP_ML, _STEP_G = 10.0, 0.1


def race_plan(
    place: int,
    needs: DayNeeds,
    athlete: Athlete,
    fuel: Servings,
    meals: Sequence[Meal],
    drinks: Sequence[Drink],
    table: FoodTable,
) -> RacePlan:
    """Return race day for the day's run number ``place``.

    Parameters
    ----------
    place, needs, athlete
        Which of the day's runs, what the day asks for, and who runs it.
    fuel
        What is carried and dissolved, in portions.
    meals, drinks
        The day as it is printed; nothing is added to it.
    table
        What the foods hold.
    """
    run = needs.runs[place].run
    hours = run.minutes / 60.0
    taken, _ = totals_of(fuel, table)
    during = [drink for drink in drinks if drink.why == "during the run" and drink.time == run.start.strftime("%H:%M")]
    drink_ml = sum(drink.ml for drink in during)
    sodium_mg = taken["sodium_mg"] + sum(drink.sodium_mg for drink in during)
    marks = splits(run, drink_ml, fuel, table)
    pieces = sum(portions for food, portions in fuel if not is_powder(food))
    return RacePlan(
        run=place,
        timetable=timetable(place, needs, athlete, meals, drinks, table),
        splits=marks,
        drink_ml_per_hour=round(drink_ml / hours, 1),
        carbohydrate_g_per_hour=round(taken["carbohydrate_g"] / hours, 1),
        sodium_mg_per_hour=round(sodium_mg / hours, 1),
        notes=race_notes(
            needs.runs[place],
            athlete,
            fuel,
            drink_ml,
            taken["carbohydrate_g"],
            crowded=pieces > sum(bool(mark.eat) for mark in marks),
        ),
    )


def splits(run: Run, drink_ml: float, fuel: Servings, table: FoodTable) -> tuple[Split, ...]:
    """Return the marks of a race at even pace, its drink spread evenly and its food dealt out one by one.

    Drink comes to the nearest 10 mL at every mark, what its powder holds with it; both add up to the race's.
    """
    km = float(run.distance.m_as(KM))
    marks = marks_km(km)
    powder, _ = totals_of([serving for serving in fuel if is_powder(serving[0])], table)
    eaten = _dealt([run.minutes * mark / km for mark in marks], run.minutes, fuel)
    drunk = _shares(drink_ml, marks, km, _STEP_ML)
    dissolved = _shares(powder["carbohydrate_g"], marks, km, _STEP_G)
    return tuple(
        Split(
            km=round(mark, 3),
            clock=_clock(run.start_minute + run.minutes * mark / km),
            elapsed_min=round(run.minutes * mark / km, 2),
            drink_ml=ml,
            eat=_words(pieces),
            carbohydrate_g=round(grams + totals_of([(food, 1.0) for food in pieces], table)[0]["carbohydrate_g"], 1),
        )
        for mark, ml, grams, pieces in zip(marks, drunk, dissolved, eaten, strict=True)
    )


def marks_km(km: float) -> list[float]:
    """Return every 5 km and the finish; half way and the finish in races under 15 km.

    Examples
    --------
    >>> marks_km(21.1), marks_km(10)
    ([5.0, 10.0, 15.0, 20.0, 21.1], [5.0, 10])
    """
    if km < MARKS_FROM_KM:
        return [km / 2, km]
    last = math.floor((km - LEAST_STRETCH_KM) / MARK_KM)
    return [MARK_KM * number for number in range(1, last + 1)] + [km]


def _shares(total: float, marks: Sequence[float], km: float, step: float) -> list[float]:
    """Share a total out by distance, in steps; the finish takes what rounding left."""
    until = [step * round(total * mark / km / step) for mark in marks[:-1]] + [total]
    return [round(late - early, 6) for early, late in zip([0.0, *until], until, strict=False)]


def _dealt(minutes: Sequence[float], finish: float, fuel: Servings) -> list[list[Food]]:
    """Deal the pieces out evenly over the marks neither too early nor too late to eat at."""
    pieces = _mixed(fuel)
    able = [n for n, minute in enumerate(minutes) if EAT_FROM_MIN <= minute <= finish - EAT_UNTIL_MIN_BEFORE_FINISH]
    if not able:
        able = [min(range(len(minutes)), key=lambda n: abs(minutes[n] - finish / 2))]
    dealt: list[list[Food]] = [[] for _ in minutes]
    for number, food in enumerate(pieces):
        dealt[able[math.ceil((number + 0.5) * len(able) / len(pieces)) - 1]].append(food)
    return dealt


def _mixed(fuel: Servings) -> list[Food]:
    """Return the pieces in order, each food spread over the whole race."""
    placed = [
        ((piece + 0.5) / round(portions), number, food)
        for number, (food, portions) in enumerate(fuel)
        if not is_powder(food)
        for piece in range(round(portions))
    ]
    return [food for _, _, food in sorted(placed, key=lambda item: item[:2])]


def _words(pieces: Sequence[Food]) -> str:
    counts = Counter(food.id for food in pieces)
    foods = {food.id: food for food in pieces}
    return " + ".join(_amount(foods[key], count) for key, count in counts.items())


def _amount(food: Food, portions: int) -> str:
    """Return ``2 gels``, or ``15 g jelly sweets`` where the measure does not name the food."""
    amount = food.amount(portions)
    named = food.portion_measure.rstrip("s") in food.menu_name
    return amount if named and len(food.portion_measure) > 2 else f"{amount} {food.menu_name}"


def _clock(minute: float) -> str:
    whole = round(minute) % (24 * 60)
    return f"{whole // 60:02d}:{whole % 60:02d}"
