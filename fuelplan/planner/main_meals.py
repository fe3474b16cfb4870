"""When the main meals are on a day: the minutes with the least unease, around its training."""

from __future__ import annotations

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.training import Run, TrainingDay
from fuelplan.vocabulary import MAIN_SLOTS

FIRST_MEAL, LAST_MEAL, APART = 4 * 60, 23 * 60 + 30, 30
_USUAL = {"breakfast": 8 * 60, "lunch": 12 * 60 + 30, "dinner": 19 * 60}
_LONG_RUN_MIN, _LONG_RACE_MIN = 90, 60
_AFTER_RUN_PAUSE, _AFTER_LONG_RUN_PAUSE, _MEAL_AHEAD_OF_RUN = 30, 60, 120
_AFTER_STRENGTH_PAUSE, _MEAL_AHEAD_OF_STRENGTH, _MAIN_GAP = 30, 90, 150
RACE_BREAKFAST_AHEAD = 180
_EARLIEST_RACE_BREAKFAST, _LAST_RACE_AFTER_BREAKFAST, _LATEST_RACE_LUNCH = 5 * 60 + 30, 13 * 60, 14 * 60

# The clock in steps of five minutes, and what it costs (in minutes of unease) to eat a main meal then. Ours.
_CLOCK: FloatArray = np.arange(0.0, 1440.0, 5.0)
_GAPS: FloatArray = _CLOCK[None, :] - _CLOCK[:, None]
_IMPOSSIBLE, _CROWDED, _OUT_OF_HOURS = np.inf, 5e4, 1e4
_EARLIER = {"breakfast": 0.6, "lunch": 1.0, "dinner": 1.5}
_EARLY_RISING, _DAWN = 3.0, 6 * 60
_TOO_NEAR, _NEARER, _TOO_CLOSE_MEALS, _HUNGRY = 300.0, 5.0, 2.0, 3.0
_BETWEEN_MEALS: FloatArray = np.where(
    _GAPS <= 0, _IMPOSSIBLE, _TOO_CLOSE_MEALS * np.maximum(_MAIN_GAP - _GAPS, 0.0) + _CROWDED * (_GAPS < APART)
)


def main_meals(day: TrainingDay) -> dict[str, int]:
    """Return the minutes of the main meals with the least unease of all that are possible, in their order."""
    breakfast, lunch, dinner = (_unease(slot, day) for slot in MAIN_SLOTS)
    between = sum((_hungry(run) for run in day.runs if run.kind == "race"), start=_BETWEEN_MEALS)
    to_lunch = breakfast[:, None] + between
    to_dinner = (to_lunch.min(axis=0) + lunch)[:, None] + between
    last = int((to_dinner.min(axis=0) + dinner).argmin())
    middle = int(to_dinner[:, last].argmin())
    first = int(to_lunch[:, middle].argmin())
    return {slot: int(_CLOCK[place]) for slot, place in zip(MAIN_SLOTS, (first, middle, last), strict=True)}


def _unease(slot: str, day: TrainingDay) -> FloatArray:
    """Price a main meal at every minute of the clock: its distance from its hour, and from the day's training."""
    race = next((run for run in day.runs if run.kind == "race"), None)
    wanted = _around_race(slot, race) if race else _USUAL[slot]
    off = _CLOCK - wanted
    price: FloatArray = np.where(off < 0, -_EARLIER[slot] * off, off)
    price += _EARLY_RISING * np.maximum(min(_DAWN, wanted) - _CLOCK, 0.0)
    price += _OUT_OF_HOURS * ((_CLOCK < FIRST_MEAL) | (_CLOCK > LAST_MEAL))
    for run in day.runs:
        ahead = _MEAL_AHEAD_OF_RUN if run.kind != "race" or is_long_race(run) else _MEAL_AHEAD_OF_STRENGTH
        pause = _AFTER_LONG_RUN_PAUSE if is_long(run) else _AFTER_RUN_PAUSE
        price += _nearness(run.start_minute, run.end_minute, ahead, pause)
    for session in day.strength:
        price += _nearness(session.start_minute, session.end_minute, _MEAL_AHEAD_OF_STRENGTH, _AFTER_STRENGTH_PAUSE)
    return price


def _nearness(start: int, end: int, ahead: int, pause: int) -> FloatArray:
    """Price meals too near to training; in it, and up to ten minutes after it, there are none."""
    short = np.where(start > _CLOCK, _CLOCK - (start - ahead), end + pause - _CLOCK)
    price: FloatArray = np.where(short > 0, _TOO_NEAR + _NEARER * short, 0.0)
    price[(start <= _CLOCK) & (end + 10 > _CLOCK)] = _IMPOSSIBLE
    return price


def _around_race(slot: str, race: Run) -> int:
    """Return when a main meal is wanted on race day: breakfast (or lunch, for a late start) 3 h ahead.

    With an early start breakfast comes nearer to it rather than before 05:30, but never nearer than two hours
    (an hour and a half if the race takes up to an hour).
    """
    start = race.start_minute
    if slot == "breakfast" and start <= _LAST_RACE_AFTER_BREAKFAST:
        latest = start - (_MEAL_AHEAD_OF_RUN if is_long_race(race) else _MEAL_AHEAD_OF_STRENGTH)
        return max(min(max(start - RACE_BREAKFAST_AHEAD, _EARLIEST_RACE_BREAKFAST), latest), FIRST_MEAL)
    if slot == "lunch" and start > _LAST_RACE_AFTER_BREAKFAST:
        return min(start - RACE_BREAKFAST_AHEAD, _LATEST_RACE_LUNCH)
    return _USUAL[slot]


def _hungry(race: Run) -> FloatArray:
    """Price two meals one after the other that leave more than two hours after a race without one."""
    late = np.maximum(_CLOCK - race.end_minute - 120, 0.0)
    result: FloatArray = np.outer(race.start_minute > _CLOCK, _HUNGRY * late)
    return result


def is_long(run: Run) -> bool:
    """Whether a run takes an hour and a half or more."""
    return run.minutes >= _LONG_RUN_MIN


def is_long_race(run: Run) -> bool:
    """Whether a run is a race of over an hour."""
    return run.kind == "race" and run.minutes > _LONG_RACE_MIN
