"""When to eat on a day: the eating occasions around its runs, each with a share of the day's energy."""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.training import Run, TrainingDay
from fuelplan.units import MIN

EVENING_FROM_KCAL = 2200.0
_USUAL = {"breakfast": 8 * 60, "lunch": 12 * 60 + 30, "dinner": 19 * 60}
_EARLIEST_BREAKFAST, _LATEST_MEAL, _LATEST_BEFORE_EVENING = 6 * 60, 23 * 60, 21 * 60
_SHARES = {
    "before run": 0.06,
    "after run": 0.08,
    "breakfast": 0.24,
    "morning snack": 0.09,
    "lunch": 0.26,
    "afternoon snack": 0.10,
    "dinner": 0.29,
    "evening snack": 0.08,
}
_EARLY_MORNING = 9 * 60
_SHORT_RUN_MIN, _LONG_RUN_MIN = 45, 90
_AFTER_RUN_PAUSE, _AFTER_LONG_RUN_PAUSE, _MEAL_AHEAD_OF_RUN, _SNACK_GAP, _MAIN_GAP = 30, 60, 120, 210, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One eating occasion: its slot, minute of the day, and share of the day's energy (0 to 1)."""

    slot: str
    minute: int
    share: float

    @property
    def time(self) -> str:
        """Clock time as ``HH:MM``."""
        return clock(self.minute)


def clock(minute: int) -> str:
    """Return a minute of the day as ``HH:MM``, rounded to five minutes."""
    rounded = min(5 * round(minute / 5), 23 * 60 + 55)
    return f"{rounded // 60:02d}:{rounded % 60:02d}"


def occasions(day: TrainingDay, energy_kcal: float) -> tuple[Occasion, ...]:
    """Return the day's occasions in order of time, their shares adding up to 1.

    Main meals move behind a run they would collide with; snacks stand midway between meals that are
    at least 3½ h apart; something light comes before a run that no meal precedes, and a recovery
    snack after a long run (its meal waits an hour) or one that no meal follows soon. What is eaten
    during a run is fixed by the run and not an occasion here.
    """
    mains = _main_meals(day.runs)
    minutes = dict(mains)
    for snack, first, second in (
        ("morning snack", "breakfast", "lunch"),
        ("afternoon snack", "lunch", "dinner"),
    ):
        middle = (mains[first] + mains[second]) // 2
        if mains[second] - mains[first] >= _SNACK_GAP and not _clashes(middle, day.runs):
            minutes[snack] = middle
    if energy_kcal >= EVENING_FROM_KCAL and mains["dinner"] <= _LATEST_BEFORE_EVENING:
        minutes["evening snack"] = min(mains["dinner"] + 120, 22 * 60 + 30)
    for run in day.runs:
        _add_around(run, minutes)
    total = sum(_SHARES[slot] for slot in minutes)
    ordered = sorted(minutes.items(), key=lambda item: item[1])
    return tuple(Occasion(slot=slot, minute=minute, share=_SHARES[slot] / total) for slot, minute in ordered)


def _main_meals(runs: tuple[Run, ...]) -> dict[str, int]:
    mains: dict[str, int] = {}
    previous = -_MAIN_GAP
    for slot, usual in _USUAL.items():
        minute = max(usual, previous + _MAIN_GAP)
        for run in runs:
            minute = _clear_of(run, slot, minute)
        mains[slot] = min(minute, _LATEST_MEAL)
        previous = mains[slot]
    return mains


def _clear_of(run: Run, slot: str, minute: int) -> int:
    """Move a meal behind a run it collides with; breakfast goes two hours before it if that is not too early."""
    pause = _AFTER_LONG_RUN_PAUSE if _is_long(run) else _AFTER_RUN_PAUSE
    if not run.start_minute - _MEAL_AHEAD_OF_RUN < minute < run.end_minute + pause:
        return minute
    if slot == "breakfast" and run.start_minute - _MEAL_AHEAD_OF_RUN >= _EARLIEST_BREAKFAST:
        return run.start_minute - _MEAL_AHEAD_OF_RUN
    return run.end_minute + pause


def _is_long(run: Run) -> bool:
    return float(run.duration.m_as(MIN)) >= _LONG_RUN_MIN


def _clashes(minute: int, runs: tuple[Run, ...]) -> bool:
    return any(run.start_minute - 75 < minute < run.end_minute + 15 for run in runs)


def _add_around(run: Run, minutes: dict[str, int]) -> None:
    length = float(run.duration.m_as(MIN))
    ahead = 30 if run.start_minute < _EARLY_MORNING else 60
    fed = any(45 <= run.start_minute - minute <= 180 for minute in minutes.values())
    if length >= _SHORT_RUN_MIN and not fed and "before run" not in minutes:
        minutes["before run"] = max(run.start_minute - ahead, 0)
    soon = any(0 <= minute - run.end_minute <= 75 for minute in minutes.values())
    if (_is_long(run) or not soon) and length >= _SHORT_RUN_MIN and "after run" not in minutes:
        minutes["after run"] = run.end_minute + 10
