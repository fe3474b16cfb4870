"""A race in numbers, up to each mark and for each hour, and what to keep in mind."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from fuelplan.athlete import Athlete
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.fuel import is_powder
from fuelplan.planner.race_day import WAKE_UP, clock, left_out, minute_of, tens, timetable
from fuelplan.plates import Servings, totals_of
from fuelplan.portions import in_kitchen_numbers
from fuelplan.run_needs import RunNeeds, sweat_of
from fuelplan.science import hydration
from fuelplan.training import Run
from fuelplan.units import DEG_C, KM, L_PER_HOUR, quantity
from fuelplan.weekplan import Drink, Meal, RacePlan, Split, Step

# All ours.
MARK_KM, LEAST_STRETCH_KM, MARKS_FROM_KM = 5.0, 1.0, 15.0
EAT_FROM_MIN, EAT_UNTIL_MIN_BEFORE_FINISH = 25.0, 20.0
_STEP_ML = 10.0
CUP_ML, BOTTLE_ML, HOTTER_C = 150.0, 500.0, 5.0
_BOTH_SUGARS_FROM_G_PER_H, _WELL_FED, _A_GEL_G = 60.0, 0.85, 25.0
_EARLY_START, _TO_BED_BEFORE_WAKING_MIN = 8 * 60 + 30, 8 * 60 + 30
# A level teaspoon of salt holds about 6 g; what is less than an eighth of it is pinched.
_LEAST_SALT_G = 0.05
_TEASPOON_G, _TEASPOONS = 6.0, (0.25, 1 / 3, 0.5, 2 / 3, 0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What is drunk and eaten on the way, ``crowded`` when a mark has several things to eat."""

    fuel: Servings
    drink_ml: float
    carbohydrate_g: float
    salt_g: float
    crowded: bool


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
    totals, _ = totals_of(fuel, table)
    during = [drink for drink in drinks if drink.why == "during the run" and drink.time == run.start.strftime("%H:%M")]
    drink_ml, salt_mg = sum(drink.ml for drink in during), sum(drink.sodium_mg for drink in during)
    marks = splits(run, drink_ml, fuel, table)
    taken = _Taken(
        fuel=fuel,
        drink_ml=drink_ml,
        carbohydrate_g=totals["carbohydrate_g"],
        salt_g=salt_mg / hydration.SODIUM_MG_PER_G_SALT,
        crowded=sum(portions for food, portions in fuel if not is_powder(food)) > sum(bool(m.eat) for m in marks),
    )
    steps = timetable(place, needs, athlete, meals, drinks, table)
    return RacePlan(
        run=place,
        timetable=steps,
        splits=marks,
        drink_ml_per_hour=round(drink_ml / hours, 1),
        carbohydrate_g_per_hour=round(totals["carbohydrate_g"] / hours, 1),
        sodium_mg_per_hour=round((totals["sodium_mg"] + salt_mg) / hours, 1),
        notes=(
            *_notes(needs.runs[place], athlete, taken),
            *_rest_of_the_day([words for _, words in left_out(place, needs)]),
            *_early(run, steps),
        ),
    )


def splits(run: Run, drink_ml: float, fuel: Servings, table: FoodTable) -> tuple[Split, ...]:
    """Return the marks of a race at even pace, its drink spread evenly and its food dealt out one by one.

    Drink comes to the nearest 10 mL at every mark, what its powder holds with it; carbohydrate is in whole
    grams. Both add up to the race's, carbohydrate to the gram it is printed as.
    """
    km = float(run.distance.m_as(KM))
    marks = marks_km(km)
    powder, _ = totals_of([serving for serving in fuel if is_powder(serving[0])], table)
    eaten = _dealt([run.minutes * mark / km for mark in marks], run.minutes, fuel)
    drunk = _steps([drink_ml * mark / km for mark in marks[:-1]], drink_ml, _STEP_ML)
    chewed = accumulate(totals_of([(food, 1.0) for food in pieces], table)[0]["carbohydrate_g"] for pieces in eaten)
    until = [powder["carbohydrate_g"] * mark / km + grams for mark, grams in zip(marks, chewed, strict=True)]
    grams_at = _steps(until[:-1], _whole(until[-1]), 1.0)
    return tuple(
        Split(
            km=round(mark, 3),
            clock=clock(run.start_minute + run.minutes * mark / km),
            elapsed_min=round(run.minutes * mark / km, 2),
            drink_ml=ml,
            eat=_words(pieces),
            carbohydrate_g=grams,
        )
        for mark, ml, grams, pieces in zip(marks, drunk, grams_at, eaten, strict=True)
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


def _steps(until: Sequence[float], total: float, step: float) -> list[float]:
    """Return what comes between sums rounded to steps; the finish takes what rounding left."""
    rounded = [0.0, *(step * round(value / step) for value in until), total]
    return [round(late - early, 6) for early, late in pairwise(rounded)]


def _whole(grams: float) -> float:
    """Return whole grams, rounded half up as they are printed."""
    return float(math.floor(round(grams, 1) + 0.5))


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


def _notes(needs: RunNeeds, athlete: Athlete, taken: _Taken) -> tuple[str, ...]:
    """Return what to keep in mind, the most important first."""
    pace = _pace(needs.run.minutes / float(needs.run.distance.m_as(KM)))
    return (
        "Nothing new today: only food, drink, clothes and shoes you have trained with.",
        f"Goal pace {pace} /km. Start 5–10 s/km slower; whoever passes you in the first kilometres is welcome to.",
        *_carry(taken),
        *_eating(needs, taken),
        *_heat(needs, athlete, taken.drink_ml),
        "Drink to thirst and never more than you sweat: a race leaves you lighter. Bloated, sick, a headache, swollen "
        "fingers: stop drinking and go to the medical tent.",
    )


def _carry(taken: _Taken) -> Iterator[str]:
    if not taken.drink_ml:
        yield "No need to drink on the way; a mouthful if you are thirsty."
        return
    litres, cups = round(taken.drink_ml / 1000, 1), max(1, round(taken.drink_ml / CUP_ML))
    bottles = max(0.5, round(2000 * litres / BOTTLE_ML) / 2)
    bottle = f"{in_kitchen_numbers(bottles)} bottle{'s' if bottles > 1 else ''}"
    yield (
        f"{litres:.1f} L on the way is about {bottle} of 500 ml or {cups} cup{'s' if cups > 1 else ''}: a cup at an "
        "aid station holds about 150 ml."
    )
    powders = [(food, portions) for food, portions in taken.fuel if is_powder(food)]
    held = [f"{food.amount(portions)} of {food.menu_name}" for food, portions in powders]
    held += [f"{taken.salt_g:.1f} g salt ({_spoon(taken.salt_g)})"] if taken.salt_g >= _LEAST_SALT_G else []
    if held:
        bags = ". Measure it out beforehand in small bags to fill up on the way" if bottles > 2 else ""
        each = f"; to each 500 ml {_in_a_bottle(taken, powders)}" if bottles > 1 else ""
        cups_hold = ". With plain water from cups, eat what the powder would have held" if powders else ""
        yield f"In the {'bottles' if bottles > 1 else 'bottle'}: {' and '.join(held)}{each}{bags}{cups_hold}."


def _in_a_bottle(taken: _Taken, powders: Servings) -> str:
    """Return what of powder and salt each bottle takes, powder to the nearest quarter of its measure."""
    share = BOTTLE_ML / taken.drink_ml
    each = [food.amount(max(0.25, round(4 * portions * share) / 4)) for food, portions in powders]
    salt = taken.salt_g * share
    each += [f"{salt:.1f} g salt ({_spoon(salt)})"] if taken.salt_g >= _LEAST_SALT_G else []
    return f"about {' and '.join(each)}"


def _spoon(salt_g: float) -> str:
    """Return grams of salt as a part of a level teaspoon."""
    spoons = salt_g / _TEASPOON_G
    if spoons < _TEASPOONS[0] / 2:
        return "a pinch"
    whole = math.floor(spoons)
    nearest = min((whole + part for part in (0.0, *_TEASPOONS, 1.0)), key=lambda size: abs(size - spoons))
    return f"{in_kitchen_numbers(nearest)} level teaspoon{'s' if nearest > 1 else ''}"


def _eating(needs: RunNeeds, taken: _Taken) -> Iterator[str]:
    grams, hours = taken.carbohydrate_g, needs.run.minutes / 60.0
    if taken.crowded:
        yield "Where a mark names several things, take the first there and the others on the way to the next mark."
    if grams / hours > _BOTH_SUGARS_FROM_G_PER_H:
        yield (
            f"{grams / hours:.0f} g an hour is only taken up as glucose and fructose together: gels and powder with "
            "both on the label, and a gut that has practised it."
        )
    if grams < min(_WELL_FED * needs.carbohydrate_g, needs.carbohydrate_g - _A_GEL_G):
        yield (
            f"This is {grams:.0f} g carbohydrate of the {needs.carbohydrate_g:.0f} g that would help: take the rest "
            "at aid stations, such as bananas, bread, salted potatoes, soup or cola."
        )


def _heat(needs: RunNeeds, athlete: Athlete, drink_ml: float) -> Iterator[str]:
    """Say what 5 °C more would change, by the same formulas."""
    run = needs.run
    degrees = float(run.temperature.m_as(DEG_C)) + HOTTER_C
    rate, _ = sweat_of(athlete, replace(run, temperature=quantity(degrees, DEG_C)))
    if athlete.sweat_rate is not None:
        yield "Your sweat rate is a measured one; on a hotter day than that you lose more: slow down, drink to thirst."
        return
    before, after = 60_000.0 * needs.sweat_l / run.minutes, 1000.0 * float(rate.m_as(L_PER_HOUR))
    drink = 1000.0 * float(hydration.drinking_rate(rate, run.duration, athlete.mass).m_as(L_PER_HOUR))
    planned = 60.0 * drink_ml / run.minutes
    words = f"5 °C hotter, at {degrees:.0f} °C, you sweat about {tens(after)} ml an hour, not {tens(before)} ml: "
    if tens(drink) > tens(planned):
        words += f"drink {tens(drink)} ml an hour instead of {tens(planned)} ml, and "
    yield f"{words}run slower from the start."


def _rest_of_the_day(training: Sequence[str]) -> Iterator[str]:
    if training:
        yield f"Leave out today: {' and '.join(training)}. A few easy minutes to warm up are all a race day needs."


def _early(run: Run, steps: Sequence[Step]) -> Iterator[str]:
    """Say when to go to bed for an early start."""
    if run.start_minute < _EARLY_START:
        wake = next(minute_of(step.time) for step in steps if step.what.startswith(WAKE_UP))
        yield f"Early start: be in bed by {clock(wake - _TO_BED_BEFORE_WAKING_MIN)} the evening before."


def _pace(minutes: float) -> str:
    seconds = round(60 * minutes)
    return f"{seconds // 60}:{seconds % 60:02d}"
