"""Race day in words: its timetable from waking to an early night, and what to keep in mind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fuelplan.athlete import Athlete
from fuelplan.foods import FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.fuel import is_powder
from fuelplan.planner.occasions import MAIN_SLOTS
from fuelplan.plates import Servings
from fuelplan.portions import in_kitchen_numbers
from fuelplan.run_needs import RunNeeds, sweat_of
from fuelplan.science import hydration, macronutrients, nutrient_timing
from fuelplan.science.caffeine import CAFFEINE_BEFORE_BED_H, CAFFEINE_BEFORE_RACE_MIN, caffeine_before_race
from fuelplan.training import Run
from fuelplan.units import DEG_C, G_PER_HOUR, HOUR, KM, L_PER_HOUR, MG, ML, G, quantity
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.weekplan import Drink, Meal, Step

# All ours, but the hour of caffeine and recovery.
CUP_ML, BOTTLE_ML, HOTTER_C = 150.0, 500.0, 5.0
_WAKE_BEFORE_MIN, _LATEST_WAKE_BEFORE_START_MIN = 20, 60
_CAFFEINE_FROM_MIN, _REFUEL_FROM_MIN, _LOAD_WATER_MIN, _SOAKED_IN_MIN = 60.0, 60.0, 240, 90
_EARLY_NIGHT, _NIGHT_AFTER_DINNER_MIN = 21 * 60 + 30, 90
_DRINK_AFTER_MIN, _WORTH_SAYING_L = 10, 0.3
_BOTH_SUGARS_FROM_G_PER_H, _WELL_FED = 60.0, 0.85
# Up to how many minutes of race: how long before the start to warm up, and how.
_WARM_UPS = (
    (60.0, 35, "Last toilet, then warm up: 15 min easy, a few strides"),
    (120.0, 30, "Last toilet, then warm up: 10 min easy, two strides"),
    (math.inf, 25, "Last toilet, then 5 min of easy jogging; the first kilometres are the warm-up"),
)
_CARBOHYDRATE, _PROTEIN = NUTRIENTS.index("carbohydrate_g"), NUTRIENTS.index("protein_g")

_Line = tuple[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _RaceDay:
    """What the timetable is written from."""

    needs: RunNeeds
    athlete: Athlete
    meals: Sequence[Meal]
    drinks: Sequence[Drink]
    table: FoodTable

    @property
    def run(self) -> Run:
        return self.needs.run

    @property
    def long(self) -> bool:
        return self.run.minutes > _REFUEL_FROM_MIN

    def grams(self, meal: Meal, nutrient: int) -> float:
        """Return the grams of a nutrient in a meal."""
        foods = self.table.by_id()
        return sum(
            float(np.nan_to_num(self.table.composition[foods[i.food].index, nutrient])) * i.grams / 100.0
            for i in meal.items
        )


def timetable(
    place: int, needs: DayNeeds, athlete: Athlete, meals: Sequence[Meal], drinks: Sequence[Drink], table: FoodTable
) -> tuple[Step, ...]:
    """Return race day from waking to bed, its meals and drinks those of the day plan."""
    eaten = sorted((meal for meal in meals if meal.slot != "during run"), key=lambda meal: meal.time)
    day = _RaceDay(needs=needs.runs[place], athlete=athlete, meals=eaten, drinks=drinks, table=table)
    others = [run.run for number, run in enumerate(needs.runs) if number != place]
    lines: list[_Line] = [*_before(day), *_racing(day), *_after(day)]
    lines += [(run.start_minute, f"{run.distance.m_as(KM):.3g} km {run.kind}") for run in others]
    first = min(minute for minute, _ in lines)
    wake = min(first - _WAKE_BEFORE_MIN, day.run.start_minute - _LATEST_WAKE_BEFORE_START_MIN)
    lines.append((wake, "Wake up; toilet, then the scales for your log"))
    return tuple(Step(time=_clock(minute), what=what) for minute, what in sorted(lines, key=lambda line: line[0]))


def _before(day: _RaceDay) -> Iterator[_Line]:
    start = day.run.start_minute
    ahead = [meal for meal in day.meals if _minute(meal.time) < start]
    main = next((meal for meal in reversed(ahead) if meal.slot in MAIN_SLOTS), None)
    for meal in ahead:
        if meal is main:
            yield _minute(meal.time), _race_meal(day, meal)
        elif meal.slot == "before run":
            yield _minute(meal.time), f"Top up: {meal.title}, {day.grams(meal, _CARBOHYDRATE):.0f} g carbohydrate"
        else:
            yield _minute(meal.time), f"{_capital(meal.slot)}: {meal.title}"
    yield from _drink_before(day)
    yield from _caffeine(day)
    minutes, words = next((before, words) for most, before, words in _WARM_UPS if day.run.minutes <= most)
    yield start - minutes, words


def _race_meal(day: _RaceDay, meal: Meal) -> str:
    start, kg = day.run.start_minute, day.athlete.mass_kg
    grams = day.grams(meal, _CARBOHYDRATE)
    after = [other for other in day.meals if meal.time < other.time and _minute(other.time) < start]
    total = grams + sum(day.grams(other, _CARBOHYDRATE) for other in after)
    words = f"Race {meal.slot}: {meal.title}; {grams:.0f} g carbohydrate ({grams / kg:.1f} g/kg)"
    if total > grams:
        words += f", {total:.0f} g ({total / kg:.1f} g/kg) with what follows"
    hours = quantity((start - _minute(meal.time)) / 60.0, HOUR)
    aim = float(nutrient_timing.carbohydrate_before_run(day.athlete.mass, day.run.duration, hours).m_as(G))
    return f"{words}. Advised: 1–4 g/kg, about {aim / kg:.1f} at this hour" if aim else words


def _drink_before(day: _RaceDay) -> Iterator[_Line]:
    start = day.run.start_minute
    low, high = (float(edge.m_as(ML)) for edge in hydration.drink_before(day.athlete.mass))
    advised = f"{_tens(low)}–{_tens(high)} ml (5–10 ml/kg) in the 2–4 h ahead"
    near = [drink for drink in day.drinks if start - _LOAD_WATER_MIN <= _minute(drink.time) < start]
    before = [drink for drink in near if drink.why == "before the run"]
    if not before:
        yield start - 120, f"Drink {advised}, then only a mouthful if you are thirsty"
        return
    last = max(before, key=lambda drink: drink.time)
    until = max(start - _SOAKED_IN_MIN, _minute(last.time))
    total = sum(drink.ml for drink in near if _minute(drink.time) <= until)
    for drink in before:
        words = f"Drink {drink.ml:.0f} ml {drink.what}"
        if drink is last:
            words += f"; with the glass at meals {total:.0f} ml" if total > drink.ml + 1 else ""
            words += f" (advised: {advised})"
        yield _minute(drink.time), words


def _caffeine(day: _RaceDay) -> Iterator[_Line]:
    """Yield the option of caffeine: not before short races, nor in pregnancy, nor when it would cost the night."""
    minute = day.run.start_minute - CAFFEINE_BEFORE_RACE_MIN
    late = minute > _EARLY_NIGHT - 60 * CAFFEINE_BEFORE_BED_H
    if day.run.minutes <= _CAFFEINE_FROM_MIN or day.athlete.pregnant or late:
        return
    low, high = (float(edge.m_as(MG)) for edge in caffeine_before_race(day.athlete.mass, day.athlete.stage))
    dose = f"{low:.0f}–{high:.0f}" if high - low >= 1 else f"{high:.0f}"
    yield minute, f"Caffeine, if you like and only if you are used to it: {dose} mg, about two cups of coffee"


def _racing(day: _RaceDay) -> Iterator[_Line]:
    run = day.run
    fed = "; eat and drink by the table" if day.needs.drink_l or day.needs.carbohydrate_g else ""
    yield run.start_minute, f"START: {run.distance.m_as(KM):.4g} km{fed}"
    yield run.start_minute + run.minutes, f"FINISH at {_duration(run.minutes)}; keep walking, put on something dry"


def _after(day: _RaceDay) -> Iterator[_Line]:
    end = day.run.start_minute + day.run.minutes
    later = [meal for meal in day.meals if _minute(meal.time) >= end]
    first = next((meal for meal in later if _minute(meal.time) <= end + 60), None)
    if day.long and first is None:
        yield end + 20, f"Eat something sweet and something with protein. {_recovery(day)}"
    for meal, following in zip(later, [*later[1:], None], strict=False):
        words = f"{_capital(meal.slot.replace(' run', ' the race'))}: {meal.title}"
        if meal is first and day.long:
            carbohydrate, protein = day.grams(meal, _CARBOHYDRATE), day.grams(meal, _PROTEIN)
            words += f" ({carbohydrate:.0f} g carbohydrate, {protein:.0f} g protein). {_recovery(day)}"
            words += f", {following.slot} included" if following and _minute(following.time) <= end + 75 else ""
        yield _minute(meal.time), words
    yield from _drink_after(day)
    dinner = max((_minute(meal.time) for meal in later), default=0)
    bed = max(_EARLY_NIGHT, dinner + _NIGHT_AFTER_DINNER_MIN, end + 2 * _NIGHT_AFTER_DINNER_MIN)
    yield bed, "An early night" if bed <= _EARLY_NIGHT + 60 else "To bed"


def _recovery(day: _RaceDay) -> str:
    """Say what helps most in the first hour, as if the next session were near."""
    mass = day.athlete.mass
    rates = nutrient_timing.carbohydrate_after_run(mass, quantity(0.0, HOUR))
    low, high = (float(edge.m_as(G_PER_HOUR)) for edge in rates)
    protein = float(macronutrients.protein_per_meal(mass, day.athlete.age_years)[1].m_as(G))
    return (
        f"Aim for {low:.0f}–{high:.0f} g (1.0–1.2 g/kg) and {protein:.0f} g "
        f"({protein / day.athlete.mass_kg:.1f} g/kg) in the first hour"
    )


def _drink_after(day: _RaceDay) -> Iterator[_Line]:
    end = day.run.start_minute + day.run.minutes
    drinks = [drink for drink in day.drinks if drink.why == "after the run" and _minute(drink.time) >= end]
    deficit = max(0.0, day.needs.sweat_l - day.needs.drink_l)
    minute, words = end + _DRINK_AFTER_MIN, "Drink to thirst in small glasses"
    if drinks:
        minute, words = _minute(drinks[0].time), f"Drink {drinks[0].ml:.0f} ml {drinks[0].what} in small glasses"
    if deficit >= _WORTH_SAYING_L:
        words += f"; you may be {deficit:.1f} L down: the rest with meals, thirst and salted food"
    if drinks or deficit >= _WORTH_SAYING_L:
        yield minute, words


def race_notes(
    needs: RunNeeds, athlete: Athlete, fuel: Servings, drink_ml: float, fuel_g: float, *, crowded: bool
) -> tuple[str, ...]:
    """Return what to keep in mind, the most important first; ``crowded`` when a mark has several things to eat."""
    run = needs.run
    pace = _pace(run.minutes / float(run.distance.m_as(KM)))
    return (
        "Nothing new today: only food, drink, clothes and shoes you have trained with.",
        f"Goal pace {pace} /km. Start 5–10 s/km slower; whoever passes you in the first kilometres is welcome to.",
        *_carry(fuel, drink_ml),
        *_eating(needs, fuel_g, crowded=crowded),
        *_heat(needs, athlete, drink_ml),
        "Drink to thirst and never more than you sweat: a race leaves you lighter. Bloated, sick, a headache, swollen "
        "fingers: stop drinking and go to the medical tent.",
    )


def _carry(fuel: Servings, drink_ml: float) -> Iterator[str]:
    if not drink_ml:
        yield "No need to drink on the way; a mouthful if you are thirsty."
        return
    bottles, cups = math.ceil(2 * drink_ml / BOTTLE_ML) / 2, math.ceil(drink_ml / CUP_ML)
    bottle = f"{in_kitchen_numbers(bottles)} bottle{'s' if bottles > 1 else ''}"
    yield (
        f"{drink_ml / 1000:.1f} L on the way is {bottle} of 500 ml or {cups} cups: a cup at an aid station holds "
        "about 150 ml."
    )
    powders = [f"{food.amount(portions)} of {food.menu_name}" for food, portions in fuel if is_powder(food)]
    if powders:
        bags = ", measured out beforehand in small bags to fill up on the way" if bottles > 2 else ""
        yield (
            f"In the {'bottles' if bottles > 1 else 'bottle'}: {' and '.join(powders)}{bags}. With plain water from "
            "cups, eat what the powder would have held."
        )


def _eating(needs: RunNeeds, fuel_g: float, *, crowded: bool) -> Iterator[str]:
    hours = needs.run.minutes / 60.0
    if crowded:
        yield "Where a mark names several things, take the first there and the others on the way to the next mark."
    if fuel_g / hours > _BOTH_SUGARS_FROM_G_PER_H:
        yield (
            f"{fuel_g / hours:.0f} g an hour is only taken up as glucose and fructose together: gels and powder with "
            "both on the label, and a gut that has practised it."
        )
    if fuel_g < _WELL_FED * needs.carbohydrate_g:
        yield (
            f"This is {fuel_g:.0f} g carbohydrate of the {needs.carbohydrate_g:.0f} g that would help: take the rest "
            "at aid stations, such as bananas, bread, salted potatoes, soup or cola."
        )


def _heat(needs: RunNeeds, athlete: Athlete, drink_ml: float) -> Iterator[str]:
    """Say what 5 °C more would change, by the same formulas."""
    run = needs.run
    degrees = float(run.temperature.m_as(DEG_C)) + HOTTER_C
    hotter = replace(run, temperature=quantity(degrees, DEG_C))
    rate, _ = sweat_of(athlete, hotter)
    if athlete.sweat_rate is not None:
        yield "Your sweat rate is a measured one; on a hotter day than that you lose more: slow down, drink to thirst."
        return
    before, after = 60_000.0 * needs.sweat_l / run.minutes, 1000.0 * float(rate.m_as(L_PER_HOUR))
    drink = 1000.0 * float(hydration.drinking_rate(rate, run.duration, athlete.mass).m_as(L_PER_HOUR))
    planned = 60.0 * drink_ml / run.minutes
    words = f"5 °C hotter, at {degrees:.0f} °C, you sweat about {_tens(after)} ml an hour, not {_tens(before)}: "
    if _tens(drink) > _tens(planned):
        words += f"drink {_tens(drink)} ml an hour instead of {_tens(planned)}, and "
    yield f"{words}run slower from the start."


def _tens(value: float) -> int:
    return 10 * round(value / 10)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _pace(minutes: float) -> str:
    seconds = round(60 * minutes)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _duration(minutes: float) -> str:
    hours, rest = divmod(round(60 * minutes), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minute: float) -> str:
    whole = round(minute) % (24 * 60)
    return f"{whole // 60:02d}:{whole % 60:02d}"
