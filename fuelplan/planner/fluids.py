"""The day's drinks: total water less the water in the food, spread so that no hour passes 0.8 L
and no run is drunk past its sweat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fuelplan.needs import DayNeeds, RunNeeds
from fuelplan.planner.occasions import Occasion, clock
from fuelplan.science import hydration
from fuelplan.units import HOUR, KG, LITRE, ML, quantity
from fuelplan.weekplan import Drink

MOST_ML_PER_HOUR = float(hydration.MAX_DRINK_PER_HOUR.m_as(ML))
_ROUND_ML = 50.0
_LEAST_SIP_ML = 100.0
_USUAL_GLASS_ML = 200.0
_MOST_AFTER_ML, _MOST_OF_THE_REST = 500.0, 0.4
_LATE, _LATE_GLASS_ML = 21 * 60, 300.0
_EARLIEST_MINUTES_BEFORE_RUN, _AFTER_RUN_MINUTES = 120, 15
_MAINS_FIRST = {"with breakfast": 0, "with lunch": 0, "with dinner": 0, "between meals": 2}
_TEA_AND_COFFEE = "water, tea or coffee"


@dataclass(slots=True)
class _Glass:
    minute: int
    why: str
    what: str = "water"
    ml: float = 0.0
    sodium_mg: float = 0.0


@dataclass(slots=True)
class _Timeline:
    """Glasses already poured; ``room`` says what an hour around a minute still takes."""

    glasses: list[_Glass] = field(default_factory=list)
    running: list[tuple[int, int, float]] = field(default_factory=list)

    def room(self, minute: int) -> float:
        """Return the mL that may still be drunk at a minute: any hour holds at most 0.8 L."""
        near = sum(glass.ml for glass in self.glasses if abs(glass.minute - minute) < 60)
        flowing = max((rate for first, last, rate in self.running if first - 60 < minute < last + 60), default=0.0)
        return max(0.0, MOST_ML_PER_HOUR - near - flowing)

    def pour(self, glass: _Glass, wanted: float) -> float:
        """Pour up to ``wanted`` mL in steps of 50 and return what was poured."""
        ml = _ROUND_ML * int(min(wanted, self.room(glass.minute)) / _ROUND_ML + 1e-9)
        if ml >= (_ROUND_ML if glass.ml else _LEAST_SIP_ML):
            glass.ml += ml
            if glass not in self.glasses:
                self.glasses.append(glass)
            return ml
        return 0.0


def drinks_of_day(
    needs: DayNeeds,
    mass_kg: float,
    occasions: Sequence[Occasion],
    food_water_ml: float,
    bottled: Sequence[bool],
) -> tuple[tuple[Drink, ...], float]:
    """Return the fluid timeline and what is to be drunk in all [mL].

    Parameters
    ----------
    needs, mass_kg, occasions
        The day, the runner's body mass, and when they eat.
    food_water_ml
        Water in the day's planned foods and beverages.
    bottled
        Per run, whether its bottle holds drink powder.

    Returns
    -------
    The drinks in order of time; the sum of their volumes. The sum falls short of the need rather
    than breaking a limit: 0.8 L in any hour, and less than the sweat in any run.
    """
    left = max(0.0, needs.windows["water_ml"].aim - food_water_ml)
    line = _Timeline()
    fixed: list[Drink] = []
    for number, run in enumerate(needs.runs):
        ml = 10.0 * int(100.0 * min(run.drink_l, left / 1000.0))
        if ml > 0:
            hours = (run.run.end_minute - run.run.start_minute) / 60.0
            line.running.append((run.run.start_minute, run.run.end_minute, ml / max(hours, 1e-9) if hours > 1 else ml))
            fixed.append(_during(run, ml, bottled[number]))
            left -= ml
    for run in needs.runs:
        left -= line.pour(_before(run), min(left, _before_ml(run, mass_kg)))
    for run in needs.runs:
        left -= line.pour(_after(run), min(_MOST_OF_THE_REST * left, _after_ml(run, needs)))
    _spread(line, occasions, left)
    poured = [Drink(time=clock(g.minute), ml=g.ml, what=g.what, why=g.why, sodium_mg=g.sodium_mg) for g in line.glasses]
    drinks = tuple(sorted([*fixed, *poured], key=lambda drink: drink.time))
    return drinks, sum(drink.ml for drink in drinks)


def _during(run: RunNeeds, ml: float, bottled: bool) -> Drink:
    sodium = 0.0 if bottled else run.sodium_mg_per_l * ml / 1000.0
    what = "sports drink from powder" if bottled else "water with a pinch of salt" if sodium else "water"
    return Drink(time=run.run.start.strftime("%H:%M"), ml=ml, what=what, why="during the run", sodium_mg=round(sodium))


def _before(run: RunNeeds) -> _Glass:
    minute = max(run.run.start_minute - _EARLIEST_MINUTES_BEFORE_RUN, min(run.run.start_minute - 30, 6 * 60 + 30))
    return _Glass(max(minute, 0), "before the run")


def _before_ml(run: RunNeeds, mass_kg: float) -> float:
    """5 mL/kg two hours ahead, the guideline's low edge; half of it (ours) in the half hour an early run leaves."""
    low, _ = hydration.drink_before(quantity(mass_kg, KG))
    early = run.run.start_minute - _before(run).minute < _EARLIEST_MINUTES_BEFORE_RUN
    ml = float(low.m_as(ML)) / (2 if early else 1)
    return max(_ROUND_ML * round(ml / _ROUND_ML), _LEAST_SIP_ML)


def _after(run: RunNeeds) -> _Glass:
    return _Glass(run.run.end_minute + _AFTER_RUN_MINUTES, "after the run")


def _after_ml(run: RunNeeds, needs: DayNeeds) -> float:
    """The deficit: 1.25 times it when the next run is near, else a good glass; meals and thirst do the rest."""
    deficit = quantity(max(0.0, run.sweat_l - run.drink_l), LITRE)
    later = [other.run.start_minute for other in needs.runs if other.run.start_minute > run.run.end_minute]
    hours = (min(later) - run.run.end_minute) / 60.0 if later else 24.0
    back = hydration.drink_after(deficit, quantity(hours, HOUR))
    return float(back[0].m_as(ML)) if back else min(float(deficit.m_as(ML)), _MOST_AFTER_ML)


def _spread(line: _Timeline, occasions: Sequence[Occasion], left: float) -> None:
    """Share what is left among the meals and the pauses between them; the evening gets little."""
    glasses = [_at_table(o) for o in occasions if "run" not in o.slot]
    meals = [g.minute for g in glasses]
    for early, late in pairwise(meals):
        if late - early >= 150:
            glasses.append(_Glass((early + late) // 2, "between meals", _TEA_AND_COFFEE))
    glasses.sort(key=lambda glass: (_MAINS_FIRST.get(glass.why, 1), glass.minute))
    for most in (max(left / len(glasses), _USUAL_GLASS_ML), left):
        for glass in glasses:
            limit = _LATE_GLASS_ML if glass.minute > _LATE else MOST_ML_PER_HOUR
            left -= line.pour(glass, min(left, most, limit - glass.ml))


def _at_table(occasion: Occasion) -> _Glass:
    if occasion.slot in ("breakfast", "lunch", "dinner"):
        return _Glass(occasion.minute, f"with {occasion.slot}")
    return _Glass(occasion.minute, f"with the {occasion.slot}")
