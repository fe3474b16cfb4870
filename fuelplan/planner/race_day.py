"""Race day hour by hour: its timetable from waking to an early night."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.athlete import Athlete
from fuelplan.foods import FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.fluids import poured_ml
from fuelplan.run_needs import RunNeeds
from fuelplan.science import hydration, macronutrients, nutrient_timing
from fuelplan.science.caffeine import CAFFEINE_BEFORE_BED_H, CAFFEINE_BEFORE_RACE_MIN, caffeine_before_race
from fuelplan.training import Run
from fuelplan.units import G_PER_HOUR, HOUR, KM, MG, MIN, ML, G, quantity
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS
from fuelplan.weekplan import Drink, Meal, Step

WAKE_UP = "Wake up"
# All ours, but the hour of caffeine and recovery.
_WAKE_BEFORE_MIN, _BESIDE_COOKING_MIN, _LATEST_WAKE_BEFORE_START_MIN = 20, 10, 60
_AFTERNOON, _LEAST_AHEAD_MIN, _LEAST_AHEAD_OF_SHORT_MIN, _MOST_AHEAD_MIN = 15 * 60, 120, 90, 240
_CAFFEINE_FROM_MIN, _REFUEL_FROM_MIN, _LOAD_WATER_MIN, _SOAKED_IN_MIN = 60.0, 60.0, 240, 90
_EARLY_NIGHT, _NIGHT_AFTER_DINNER_MIN = 21 * 60 + 30, 90
_DRINK_AFTER_MIN, _WORTH_SAYING_L = 10, 0.3
# Up to how many minutes of race: how long before the start to warm up, and how.
_WARM_UPS = (
    (60.0, 35, "Last toilet, then warm up: 15 min easy, a few strides"),
    (120.0, 30, "Last toilet, then warm up: 10 min easy, two strides"),
    (math.inf, 25, "Last toilet, then 5 min of easy jogging; the first kilometres are the warm-up"),
)
_BITES = "a bowl of cereal with milk or soya drink, or a filled sandwich and juice"
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

    @property
    def ahead(self) -> list[Meal]:
        return [meal for meal in self.meals if minute_of(meal.time) < self.run.start_minute]

    @property
    def race_meal(self) -> Meal | None:
        """The last main meal ahead; late in the day the richest in carbohydrate 2-4 h ahead (1.5 of a short race)."""
        start = self.run.start_minute
        if start <= _AFTERNOON:
            return next((meal for meal in reversed(self.ahead) if meal.slot in MAIN_SLOTS), None)
        least = _LEAST_AHEAD_MIN if self.long else _LEAST_AHEAD_OF_SHORT_MIN
        near = [meal for meal in self.ahead if least <= start - minute_of(meal.time) <= _MOST_AHEAD_MIN]
        return max(near, key=lambda meal: self.grams(meal, _CARBOHYDRATE), default=None)

    def drunk_at_meals(self, since: float) -> float:
        """Return the milk, juice and the like of the meals between a minute and the start [mL]."""
        foods = self.table.by_id()
        meals = (meal for meal in self.ahead if since <= minute_of(meal.time))
        return sum(poured_ml(foods[item.food], item.portions) for meal in meals for item in meal.items)

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
    lines: list[_Line] = [*_before(day), *_racing(day), *_after(day)]
    lines.append((_waking(day, min(minute for minute, _ in lines)), f"{WAKE_UP}; toilet, then the scales for your log"))
    lines += [(minute, f"{words}, better left out") for minute, words in left_out(place, needs)]
    others = [run.run for number, run in enumerate(needs.runs) if number != place and run.run.kind == "race"]
    lines += [(run.start_minute, f"{run.distance.m_as(KM):.3g} km race") for run in others]
    return tuple(Step(time=clock(minute), what=what) for minute, what in sorted(lines, key=lambda line: line[0]))


def left_out(place: int, needs: DayNeeds) -> list[_Line]:
    """Return the training of a race day that is better left out: when, and what."""
    runs = [run.run for number, run in enumerate(needs.runs) if number != place and run.run.kind != "race"]
    sessions: list[_Line] = [
        (session.start_minute, f"{session.duration.m_as(MIN):.0f} min strength") for session in needs.training.strength
    ]
    return [*((run.start_minute, f"{run.distance.m_as(KM):.3g} km {run.kind}") for run in runs), *sessions]


def _waking(day: _RaceDay, first: float) -> float:
    """Return when to wake before the first line of the day, with time to cook the first meal."""
    cooking = [minute_of(meal.time) - meal.minutes - _BESIDE_COOKING_MIN for meal in day.ahead[:1]]
    return 5 * (min(first - _WAKE_BEFORE_MIN, day.run.start_minute - _LATEST_WAKE_BEFORE_START_MIN, *cooking) // 5)


def _before(day: _RaceDay) -> Iterator[_Line]:
    for meal in day.ahead:
        if meal is day.race_meal:
            yield minute_of(meal.time), _race_meal(day, meal)
        elif meal.slot == "before run":
            yield minute_of(meal.time), f"Top up: {meal.title}, {day.grams(meal, _CARBOHYDRATE):.0f} g carbohydrate"
        else:
            yield minute_of(meal.time), f"{_capital(meal.slot)}: {meal.title}"
    yield from _drink_before(day)
    yield from _caffeine(day)
    minutes, words = next((before, words) for most, before, words in _WARM_UPS if day.run.minutes <= most)
    yield day.run.start_minute - minutes, words


def _race_meal(day: _RaceDay, meal: Meal) -> str:
    start, kg = day.run.start_minute, day.athlete.mass_kg
    grams = day.grams(meal, _CARBOHYDRATE)
    after = [other for other in day.meals if meal.time < other.time and minute_of(other.time) < start]
    total = grams + sum(day.grams(other, _CARBOHYDRATE) for other in after)
    name = "meal" if start > _AFTERNOON else meal.slot
    words = f"Race {name}: {meal.title}; {grams:.0f} g carbohydrate ({grams / kg:.1f} g/kg)"
    if total > grams:
        words += f", {total:.0f} g ({total / kg:.1f} g/kg) with what follows"
    hours = quantity((start - minute_of(meal.time)) / 60.0, HOUR)
    aim = float(nutrient_timing.carbohydrate_before_run(day.athlete.mass, day.run.duration, hours).m_as(G))
    return f"{words}. Advised: 1–4 g/kg, about {aim / kg:.1f} at this hour" if aim else words


def _drink_before(day: _RaceDay) -> Iterator[_Line]:
    start = day.run.start_minute
    low, high = (float(edge.m_as(ML)) for edge in hydration.drink_before(day.athlete.mass))
    advised = f"{tens(low)}–{tens(high)} ml (5–10 ml/kg) in the 2–4 h ahead; coffee counts"
    near = [drink for drink in day.drinks if start - _LOAD_WATER_MIN <= minute_of(drink.time) < start]
    before = [drink for drink in near if drink.why.startswith("before the run")]
    meals = day.drunk_at_meals(start - _LOAD_WATER_MIN)
    if not before:
        held = f"meals hold {tens(meals)} ml to drink; advised: {advised}" if meals else f"drink {advised}"
        yield start - 120, f"{_capital(held)}. Then only a mouthful if you are thirsty"
        return
    last = max(before, key=lambda drink: drink.time)
    until = max(start - _SOAKED_IN_MIN, minute_of(last.time))
    total = meals + sum(drink.ml for drink in near if minute_of(drink.time) <= until)
    for drink in before:
        words = f"Drink {drink.ml:.0f} ml {drink.what}"
        if drink is last:
            words += f"; with all that meals hold {tens(total)} ml" if total > drink.ml + 1 else ""
            words += f" (advised: {advised})"
        yield minute_of(drink.time), words


def _caffeine(day: _RaceDay) -> Iterator[_Line]:
    """Yield the option of caffeine: not before short races nor in pregnancy; a word why not when it is late."""
    minute = day.run.start_minute - CAFFEINE_BEFORE_RACE_MIN
    late = minute > _EARLY_NIGHT - 60 * CAFFEINE_BEFORE_BED_H
    if day.run.minutes <= _CAFFEINE_FROM_MIN or day.athlete.pregnant:
        return
    if late:
        yield minute, "No caffeine so late: it would cost you the night"
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
    later = [meal for meal in day.meals if minute_of(meal.time) >= end]
    first = next((meal for meal in later if minute_of(meal.time) <= end + 60), None)
    if first is None and (day.long or not later):
        words = f"Eat what suits you of {_BITES}"
        yield end + 20, f"{words}. {_recovery(day)}" if day.long else words
    for meal, following in zip(later, [*later[1:], None], strict=False):
        words = f"{_capital(meal.slot.replace(' run', ' the race'))}: {meal.title}"
        if meal is first and day.long:
            carbohydrate, protein = day.grams(meal, _CARBOHYDRATE), day.grams(meal, _PROTEIN)
            words += f" ({carbohydrate:.0f} g carbohydrate, {protein:.0f} g protein). {_recovery(day)}"
            words += f", {following.slot} included" if following and minute_of(following.time) <= end + 75 else ""
        yield minute_of(meal.time), words
    yield from _drink_after(day)
    dinner = max((minute_of(meal.time) for meal in later), default=0)
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
    drinks = [drink for drink in day.drinks if drink.why.startswith("after the run") and minute_of(drink.time) >= end]
    deficit = max(0.0, day.needs.sweat_l - day.needs.drink_l)
    minute, words = end + _DRINK_AFTER_MIN, "Drink to thirst in small glasses"
    if drinks:
        minute, words = minute_of(drinks[0].time), f"Drink {drinks[0].ml:.0f} ml {drinks[0].what} in small glasses"
    if deficit >= _WORTH_SAYING_L:
        words += f"; you may be {deficit:.1f} L down: the rest with meals, thirst and salted food"
    if drinks or deficit >= _WORTH_SAYING_L:
        yield minute, words


def tens(value: float) -> int:
    """Return a number to the nearest ten."""
    return 10 * round(value / 10)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _duration(minutes: float) -> str:
    hours, rest = divmod(round(60 * minutes), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def minute_of(time: str) -> int:
    """Return ``07:30`` as minutes after midnight."""
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minute: float) -> str:
    """Return minutes after midnight, before it or past the next, as ``HH:MM``."""
    whole = round(minute) % (24 * 60)
    return f"{whole // 60:02d}:{whole % 60:02d}"
