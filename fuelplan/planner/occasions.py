"""When to eat on a day: the eating occasions around its training, each with a share of the day's energy."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from fuelplan.planner.main_meals import (
    APART,
    FIRST_MEAL,
    LAST_MEAL,
    RACE_BREAKFAST_AHEAD,
    is_long,
    is_long_race,
    main_meals,
)
from fuelplan.training import Run, TrainingDay
from fuelplan.vocabulary import MAIN_SLOTS

EVENING_FROM_KCAL, LARGE_DAY_KCAL = 2200.0, 3500.0
LATE_EVENING = 21 * 60
_LAST_EVENING_SNACK = 22 * 60 + 30
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
_SNACK_BEFORE = {"morning snack": "lunch", "afternoon snack": "dinner"}
_LATE_DINNER_SHARE, _TO_LUNCH, _BEFORE_LONG_RUN_SHARE = 0.20, 2 / 3, 0.09
_EARLY_MORNING = 9 * 60
_SHORT_RUN_MIN, _SOON, _FED_WITHIN = 45, 75, 150
# What is drunk on a run and a recovery drink soon after it would be over 0.8 L in an hour: it comes half an hour later.
_RECOVERY_AFTER = 30
_AFTER_MEAL, _AHEAD_OF_MEAL, _AFTER_DINNER = 60, 50, 50
_SNACK_GAP, _BITE_APART, _CLOSE_RUNS, _SNACK_AHEAD = 210, 20, 60, 90


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


def to_five(minute: int) -> int:
    """Return the next minute that a clock in steps of five shows."""
    return -5 * (-minute // 5)


def occasions(day: TrainingDay, energy_kcal: float, *, loading: bool = False) -> tuple[Occasion, ...]:
    """Return the day's occasions in order of time, their shares adding up to 1; a slot may come twice.

    Breakfast, lunch and dinner are always there, moved ahead of or behind the training they would
    collide with; snacks stand midway between meals that are at least 3½ h apart; something light comes
    before each run that no meal precedes, and a recovery snack after a long run (its meal waits an hour)
    or one that no meal follows soon. On days of loading and other large ones no snack is left out.
    Nothing is eaten in a run or within ten minutes of its end: that is fuel, fixed by the run.
    """
    plan = _Plan(day, [(slot, minute) for slot, minute in main_meals(day).items()])
    times = dict(plan.placed)
    for snack, first, second in (("morning snack", "breakfast", "lunch"), ("afternoon snack", "lunch", "dinner")):
        if times[second] - times[first] >= _SNACK_GAP:
            plan.place_if_free(snack, (times[first] + times[second]) // 2)
    evening = min(times["dinner"] + 120, _LAST_EVENING_SNACK)
    if (energy_kcal >= EVENING_FROM_KCAL or loading) and times["dinner"] < LATE_EVENING:
        plan.place_if_free("evening snack", evening)
    for number in range(len(day.runs)):
        plan.feed_run(number)
    plan.follow_strength()
    if loading or energy_kcal >= LARGE_DAY_KCAL:
        plan.place_somewhere("morning snack", times["breakfast"], times["lunch"], needed=loading)
        plan.place_somewhere("afternoon snack", times["lunch"], times["dinner"], needed=loading)
    if loading and "evening snack" not in dict(plan.placed):
        plan.place_near("evening snack", evening, times["dinner"] + _AFTER_DINNER, _LAST_EVENING_SNACK)
    return _shared(sorted(plan.placed, key=lambda item: item[1]), long=any(map(is_long, day.runs)))


def _shared(placed: list[tuple[str, int]], *, long: bool) -> tuple[Occasion, ...]:
    """Return the occasions with their shares: more before a long run, about 1 g of carbohydrate per kg.

    What a late dinner loses goes to lunch and the afternoon snack.
    """
    shares = _SHARES | ({"before run": _BEFORE_LONG_RUN_SHARE} if long else {})
    if dict(placed)["dinner"] >= LATE_EVENING:
        lost = shares["dinner"] - _LATE_DINNER_SHARE
        shares["dinner"] = _LATE_DINNER_SHARE
        to_lunch = lost * (_TO_LUNCH if "afternoon snack" in dict(placed) else 1.0)
        shares["lunch"] += to_lunch
        shares["afternoon snack"] += lost - to_lunch
    total = sum(shares[slot] for slot, _ in placed)
    return tuple(Occasion(slot=slot, minute=minute, share=shares[slot] / total) for slot, minute in placed)


@dataclass(slots=True)
class _Plan:
    """The occasions placed so far, as (slot, minute), around the day's training."""

    day: TrainingDay
    placed: list[tuple[str, int]] = field(default_factory=list)

    def fits(self, slot: str, minute: int, bite_apart: int = _BITE_APART) -> bool:
        """Whether a minute is outside training and far enough from what is placed, from bites ``bite_apart``.

        Between a race's breakfast and its start there is only the bite.
        """
        snack = "snack" in slot
        racing = any(0 < run.start_minute - minute < RACE_BREAKFAST_AHEAD for run in self.day.runs if is_long_race(run))
        if (snack and racing) or _is_busy(self.day, minute, _SNACK_AHEAD if snack else 0):
            return False
        return all(
            abs(minute - other) >= (bite_apart if "run" in slot or "run" in kind else APART)
            for kind, other in self.placed
        )

    def place_if_free(self, slot: str, minute: int) -> None:
        """Place an occasion at a minute, to five, where nothing is in its way."""
        minute = 5 * (minute // 5)
        if not _clashes(self.day, minute) and self.fits(slot, minute):
            self.placed.append((slot, minute))

    def place_near(self, slot: str, wanted: int, low: int, high: int, bite_apart: int = _BITE_APART) -> bool:
        """Place an occasion as near to ``wanted`` as it fits between two minutes; whether it could be."""
        low, high = max(low, 0 if slot == "before run" else FIRST_MEAL), min(high, LAST_MEAL)
        clock = sorted(range(to_five(low), high + 1, 5), key=lambda minute: abs(minute - wanted))
        found = next((minute for minute in clock if self.fits(slot, minute, bite_apart)), None)
        if found is not None:
            self.placed.append((slot, found))
        return found is not None

    def place_somewhere(self, slot: str, after: int, before: int, *, needed: bool) -> None:
        """Place a snack the day has not yet between two meals, in the middle of the longest pause.

        It comes an hour after the one, and fifty minutes before the other; near to a bite only where it is needed.
        """
        if slot not in dict(self.placed):
            pauses = pairwise(sorted({after, before, *(m for _, m in self.placed if after < m < before)}))
            first, second = max(pauses, key=lambda pause: pause[1] - pause[0])
            middle, low, high = (first + second) // 2, after + _AFTER_MEAL, before - _AHEAD_OF_MEAL
            if not self.place_near(slot, middle, low, high, APART) and needed:
                self.place_near(slot, middle, low, high)

    def eaten_between(self, first: int, last: int) -> bool:
        """Whether anything is eaten between two minutes, both included."""
        return any(first <= minute <= last for _, minute in self.placed)

    def feed_run(self, number: int) -> None:
        """Place what is eaten before and after a run; between two close runs one bite is both."""
        run, runs = self.day.runs[number], self.day.runs
        before_it = runs[number - 1].end_minute if number else -_CLOSE_RUNS
        following = runs[number + 1].start_minute if number + 1 < len(runs) else 24 * 60
        if run.minutes >= _SHORT_RUN_MIN or run.kind == "race":
            self._bite_before(run, before_it)
            self._recover_from(run, following)

    def _bite_before(self, run: Run, previous_end: int) -> None:
        start = run.start_minute
        ahead = 30 if start < _EARLY_MORNING else 60
        meals = (minute for slot, minute in self.placed if slot in MAIN_SLOTS)
        fed = self.eaten_between(start - _FED_WITHIN, start - 45) or any(45 <= start - m <= 180 for m in meals)
        if is_long_race(run):
            fed, ahead = self.eaten_between(start - 45, start - 30), 40
        elif start - previous_end < _CLOSE_RUNS:
            fed = fed or self.eaten_between(previous_end, start)
        if not fed:
            self.place_near("before run", start - ahead, max(start - 60, previous_end + 10), start - 5)

    def _recover_from(self, run: Run, following: int) -> None:
        end, last = run.end_minute, following - 5
        recovery = to_five(end + _RECOVERY_AFTER)
        soon = recovery if run.kind == "race" or is_long(run) else end + _SOON
        if not self.eaten_between(end + 10, min(soon, last)):
            wanted = max(end + 10, min(recovery, following - _BITE_APART))
            self.place_near("after run", wanted, end + 10, min(end + 60, last))

    def follow_strength(self) -> None:
        """Bring the snack of that part of the day behind strength work that nothing follows soon."""
        for session in self.day.strength:
            end, times = session.end_minute, dict(self.placed)
            snack = next((s for s, m in _SNACK_BEFORE.items() if end < times[m]), "evening snack")
            if self.eaten_between(end, end + _SOON) or end < times["breakfast"]:
                continue
            moved = [item for item in self.placed if item[0] == snack]
            self.placed = [item for item in self.placed if item[0] != snack]
            last = _LAST_EVENING_SNACK if snack == "evening snack" else end + _SOON
            if not self.place_near(snack, end + 15, end + 15, min(end + _SOON, last)):
                self.placed += moved


def _spans(day: TrainingDay) -> list[tuple[int, int]]:
    runs = [(run.start_minute, run.end_minute) for run in day.runs]
    return runs + [(session.start_minute, session.end_minute) for session in day.strength]


def _is_busy(day: TrainingDay, minute: int, ahead: int) -> bool:
    """Whether a minute lies in training, within ten minutes of its end, or too short before it."""
    return any(start - ahead <= minute < end + 10 for start, end in _spans(day))


def _clashes(day: TrainingDay, minute: int) -> bool:
    return any(start - 75 < minute < end + 15 for start, end in _spans(day))
