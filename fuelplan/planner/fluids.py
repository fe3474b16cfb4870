"""The day's drinks: total water less the water in the food, spread so that no hour passes 0.8 L
and no run is drunk past its sweat."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fuelplan.foods import Food
from fuelplan.needs import DayNeeds
from fuelplan.planner.main_meals import is_long_race
from fuelplan.planner.occasions import Occasion, clock, to_five
from fuelplan.run_needs import RunNeeds
from fuelplan.science import hydration
from fuelplan.science.nutrient_timing import TEA_COFFEE_AFTER_H, TEA_COFFEE_BEFORE_H
from fuelplan.units import DEG_C, HOUR, KG, LITRE, ML, quantity
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import Drink

MOST_ML_PER_HOUR = float(hydration.MAX_DRINK_PER_HOUR.m_as(ML))
_ROUND_ML = 50.0
_LEAST_SIP_ML = 100.0
_USUAL_GLASS_ML = 200.0
_MOST_AFTER_ML, _MOST_OF_THE_REST = 500.0, 0.4
# Ours: a day of porridge, rice and juice may hold all the water there is need of; nobody drinks nothing beside it.
LEAST_DRUNK_ML_PER_KG = 10.0
_LATE, _LATE_GLASS_ML, _AHEAD_OF_RACE = 21 * 60, 300.0, 240
_EARLIEST_MINUTES_BEFORE_RUN, _AFTER_RUN_MINUTES, _LAST_GLASS = 120, 15, 23 * 60 + 30
_CLOSE_RUNS, _MOST_AT_ONCE_ML = 60, 500.0
_HOT_C, _LAST_SIP_MINUTES, _LAST_SIP_ML = 20.0, 15, 200.0
# Less than a pinch is not worth the weighing (ours).
_LEAST_SODIUM_MG = 60.0
_MAINS_FIRST = {"with breakfast": 0, "with lunch": 0, "with dinner": 0, "between meals": 2}
# Caffeine six hours before bed costs an hour of sleep (drake2013); the hour it ends at is ours.
_TEA_AND_COFFEE, _HERBAL_TEA, _NO_CAFFEINE_FROM = "water, tea or coffee", "water or herbal tea", 15 * 60


@dataclass(slots=True)
class _Glass:
    minute: int
    why: str
    what: str = "water"
    ml: float = 0.0
    sodium_mg: float = 0.0


@dataclass(slots=True)
class _Timeline:
    """Glasses already poured; ``room`` says what an hour around a minute still takes.

    ``running`` holds what flows on a run as (first, last, mL per hour), over an hour at least; ``at_table`` the
    milk, juice and the like of the meals as (minute, mL).
    """

    at_table: Sequence[tuple[int, float]] = ()
    glasses: list[_Glass] = field(default_factory=list)
    running: list[tuple[int, int, float]] = field(default_factory=list)

    def flow(self, run: RunNeeds, wanted: float) -> float:
        """Let up to ``wanted`` mL flow over a run, in steps of 10, and return how much does."""
        first, last = run.run.start_minute, max(run.run.end_minute, run.run.start_minute + 60)
        beside = sum(rate for start, end, rate in self.running if start < last and first < end)
        ml = 10.0 * int(min(wanted, (MOST_ML_PER_HOUR - beside) * (last - first) / 60.0) / 10.0 + 1e-9)
        if ml > 0:
            self.running.append((first, last, ml * 60.0 / (last - first)))
        return max(0.0, ml)

    def room(self, minute: int) -> float:
        """Return the mL that may still be drunk at a minute: any hour holds at most 0.8 L."""
        near = self.drunk_between(minute - 59, minute + 59)
        beside = [span for span in self.running if span[0] - 60 < minute < span[1] + 60]
        flowing = max(
            (sum(rate for start, end, rate in beside if start < last and first < end) for first, last, _ in beside),
            default=0.0,
        )
        return max(0.0, MOST_ML_PER_HOUR - near - flowing)

    def drunk_between(self, first: int, last: int) -> float:
        """Return what is drunk between two minutes beside what flows on runs [mL]."""
        glasses = [*((glass.minute, glass.ml) for glass in self.glasses), *self.at_table]
        return sum(ml for minute, ml in glasses if first <= minute <= last)

    def pour(self, glass: _Glass, wanted: float) -> float:
        """Pour up to ``wanted`` mL in steps of 50 and return what was poured."""
        ml = _ROUND_ML * int(min(wanted, self.room(glass.minute)) / _ROUND_ML + 1e-9)
        if ml >= (_ROUND_ML if glass.ml else _LEAST_SIP_ML):
            glass.ml += ml
            if all(poured is not glass for poured in self.glasses):
                self.glasses.append(glass)
            return ml
        return 0.0


def poured_ml(food: Food, portions: float) -> float:
    """Return the volume of milk, juice and the like, as the page says it; 0 for what is not measured in millilitres."""
    return portions * food.portion_quantity if food.portion_measure == "ml" else 0.0


def drinks_of_day(
    needs: DayNeeds,
    mass_kg: float,
    occasions: Sequence[Occasion],
    food_water_ml: float,
    powder_sodium_mg: Sequence[float | None],
    iron_rich: Collection[int] = (),
    at_table: Sequence[tuple[int, float]] = (),
) -> tuple[tuple[Drink, ...], float]:
    """Return the fluid timeline and what is to be drunk in all [mL].

    Parameters
    ----------
    needs, mass_kg, occasions
        The day, the runner's body mass, and when they eat.
    food_water_ml
        Water in the day's planned foods and beverages.
    powder_sodium_mg
        Per run, the sodium of the drink powder in its bottle [mg], None where there is none.
    iron_rich
        Minutes of the meals that carry much of the day's iron: tea and coffee keep away (hurrell1999, morck1983).
    at_table
        Milk, juice and other drinks that are part of meals, as (minute, mL): they count in every hour.

    Returns
    -------
    The drinks in order of time; the sum of their volumes, 10 mL/kg even where food holds all the water
    that is needed. The sum falls short of the need rather than breaking a limit: 0.8 L in any hour, and
    less than the sweat in any run.
    """
    left = max(LEAST_DRUNK_ML_PER_KG * mass_kg, needs.windows["water_ml"].aim - food_water_ml)
    line = _Timeline(at_table)
    fixed: list[Drink] = []
    for run, powder in zip(needs.runs, powder_sodium_mg, strict=True):
        ml = line.flow(run, min(1000.0 * run.drink_l, left))
        if ml:
            fixed.append(_during(run, ml, powder))
            left -= ml
    races = _races(needs, mass_kg)
    for run in needs.runs:
        for glass, ml in _before(run, needs, mass_kg):
            left -= line.pour(glass, min(left, ml, _most_ahead(line, glass.minute, races)))
    for run in needs.runs:
        for glass, ml in _after(run, needs, line):
            left -= line.pour(glass, min(_MOST_OF_THE_REST * left, ml))
    glasses = [_at_table(occasion, iron_rich) for occasion in _meals(occasions)]
    _spread(line, [*glasses, *_between(occasions, needs, iron_rich)], left, races)
    drinks = tuple(sorted([*fixed, *_poured(line.glasses)], key=lambda drink: drink.time))
    return drinks, sum(drink.ml for drink in drinks)


def _poured(glasses: Sequence[_Glass]) -> list[Drink]:
    """Return the glasses as drinks; two of a minute are one: ``after the run and with breakfast``."""
    found: dict[int, Drink] = {}
    for glass in glasses:
        before = found.get(glass.minute)
        found[glass.minute] = Drink(
            time=clock(glass.minute),
            ml=glass.ml + (before.ml if before else 0.0),
            what=before.what if before else glass.what,
            why=f"{before.why} and {glass.why}" if before else glass.why,
            sodium_mg=glass.sodium_mg + (before.sodium_mg if before else 0.0),
        )
    return list(found.values())


def _during(run: RunNeeds, ml: float, powder_mg: float | None) -> Drink:
    """Water or drink from powder, with the salt that brings it to the sodium the run asks for."""
    missing = max(0.0, run.sodium_mg_per_l * ml / 1000.0 - (powder_mg or 0.0))
    sodium = float(round(missing)) if missing >= _LEAST_SODIUM_MG else 0.0
    drink = "water" if powder_mg is None else "sports drink from powder"
    what = f"{drink} with {sodium / hydration.SODIUM_MG_PER_G_SALT:.1f} g salt" if sodium else drink
    return Drink(time=run.run.start.strftime("%H:%M"), ml=ml, what=what, why="during the run", sodium_mg=sodium)


def _before(run: RunNeeds, needs: DayNeeds, mass_kg: float) -> list[tuple[_Glass, float]]:
    """5 mL/kg two hours ahead, the guideline's low edge; half of it (ours) when an early run leaves less time.

    Close behind another run its drink is the one after that. A hot race over an hour has a last glass (ours).
    """
    start, previous = run.run.start_minute, _end_before(run, needs)
    low, _ = hydration.drink_before(quantity(mass_kg, KG))
    minute = max(start - _EARLIEST_MINUTES_BEFORE_RUN, min(start - 30, 6 * 60 + 30), previous + _AFTER_RUN_MINUTES, 0)
    early = start - minute < _EARLIEST_MINUTES_BEFORE_RUN
    ml = float(low.m_as(ML)) / (2 if early else 1)
    glasses = []
    if start - previous >= _CLOSE_RUNS and minute < start:
        glasses.append(
            (_Glass(to_five(minute), "before the run"), max(_ROUND_ML * round(ml / _ROUND_ML), _LEAST_SIP_ML))
        )
    hot = float(run.run.temperature.m_as(DEG_C)) >= _HOT_C
    if is_long_race(run.run) and hot and start - previous >= _CLOSE_RUNS:
        glasses.append((_Glass(to_five(start - _LAST_SIP_MINUTES), "before the run"), _LAST_SIP_ML))
    return [(glass, ml) for glass, ml in glasses if 0 <= glass.minute < start]


def _end_before(run: RunNeeds, needs: DayNeeds) -> int:
    ends = [other.run.end_minute for other in needs.runs if other.run.start_minute < run.run.start_minute]
    return max(ends, default=-_CLOSE_RUNS - run.run.start_minute)


def _after(run: RunNeeds, needs: DayNeeds, line: _Timeline) -> list[tuple[_Glass, float]]:
    """The deficit: 1.25 times it, a glass every hour, when the next run is near, else one good glass.

    Meals and thirst do the rest. Where the run's own drinking fills the hour, the glass waits for its end.
    """
    deficit, end = quantity(max(0.0, run.sweat_l - run.drink_l), LITRE), run.run.end_minute
    later = [other.run.start_minute for other in needs.runs if other.run.start_minute >= end]
    following = min(later, default=24 * 60)
    first, last = to_five(end + _AFTER_RUN_MINUTES), min(_LAST_GLASS, following - 5)
    if line.room(first) < _LEAST_SIP_ML and end + 60 <= last:
        first = to_five(end + 60)
    back = hydration.drink_after(deficit, quantity((following - end) / 60.0, HOUR)) if later else None
    if not back:
        return [(_Glass(first, "after the run"), min(float(deficit.m_as(ML)), _MOST_AFTER_ML))] if first <= last else []
    ml = float(back[0].m_as(ML))
    glasses = [_Glass(minute, "after the run") for minute in range(first, last + 1, 60)]
    return [(glass, min(ml - _MOST_AT_ONCE_ML * n, _MOST_AT_ONCE_ML)) for n, glass in enumerate(glasses)]


def _meals(occasions: Sequence[Occasion]) -> list[Occasion]:
    return [occasion for occasion in occasions if "run" not in occasion.slot]


def _between(occasions: Sequence[Occasion], needs: DayNeeds, iron_rich: Collection[int]) -> list[_Glass]:
    """Return a glass midway between meals far apart, unless a run is there or soon will be."""
    glasses = []
    for early, late in pairwise(occasion.minute for occasion in _meals(occasions)):
        middle = to_five((early + late) // 2)
        running = any(run.run.start_minute - 30 < middle < run.run.end_minute + 10 for run in needs.runs)
        if late - early >= 150 and not running:
            glasses.append(_Glass(middle, "between meals", _pause_drink(middle, iron_rich)))
    return glasses


def _pause_drink(minute: int, iron_rich: Collection[int]) -> str:
    if any(-60.0 * TEA_COFFEE_AFTER_H < meal - minute < 60.0 * TEA_COFFEE_BEFORE_H for meal in iron_rich):
        return "water"
    return _HERBAL_TEA if minute >= _NO_CAFFEINE_FROM else _TEA_AND_COFFEE


def _races(needs: DayNeeds, mass_kg: float) -> list[tuple[int, float]]:
    """Return each race's start and the most to drink in the four hours before it: 10 mL/kg (thomas2016)."""
    _, most = hydration.drink_before(quantity(mass_kg, KG))
    return [(run.run.start_minute, float(most.m_as(ML))) for run in needs.runs if run.run.kind == "race"]


def _spread(line: _Timeline, glasses: list[_Glass], left: float, races: Sequence[tuple[int, float]]) -> None:
    """Share what is left among the meals and the pauses between them; little in the evening and before a race."""
    glasses.sort(key=lambda glass: (_MAINS_FIRST.get(glass.why, 1), glass.minute))
    for most in (max(left / len(glasses), _USUAL_GLASS_ML), left):
        for glass in glasses:
            limit = (_LATE_GLASS_ML if glass.minute > _LATE else MOST_ML_PER_HOUR) - glass.ml
            left -= line.pour(glass, min(left, most, max(limit, 0.0), _most_ahead(line, glass.minute, races)))


def _most_ahead(line: _Timeline, minute: int, races: Sequence[tuple[int, float]]) -> float:
    """Return what may still be drunk at a minute for the races after it, what meals hold included [mL]."""
    most = (
        ml - line.drunk_between(start - _AHEAD_OF_RACE, start - 1)
        for start, ml in races
        if start - _AHEAD_OF_RACE <= minute < start
    )
    return max(0.0, min(most, default=math.inf))


def _at_table(occasion: Occasion, iron_rich: Collection[int]) -> _Glass:
    """Return the glass of a meal: water; with a snack in the morning tea or coffee, where iron is not near."""
    if occasion.slot in MAIN_SLOTS:
        return _Glass(occasion.minute, f"with {occasion.slot}")
    return _Glass(occasion.minute, f"with the {occasion.slot}", _pause_drink(occasion.minute, iron_rich))
