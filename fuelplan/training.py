"""What is trained: one run, one day, one week, and the weeks assumed when only kilometres are given."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from fuelplan.science import energy
from fuelplan.science.training_load import TAPER_VOLUME
from fuelplan.units import HOUR, KM, KM_PER_HOUR, MIN, M, Quantity, quantity

RunKind = Literal["easy", "long", "tempo", "intervals", "race"]
RUN_KINDS: tuple[RunKind, ...] = ("easy", "long", "tempo", "intervals", "race")
HARD_KINDS: frozenset[RunKind] = frozenset({"tempo", "intervals", "race"})
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEVEL = quantity(0.0, M)

_LONGEST_LONG_RUN_KM = 35.0
_QUALITY_FROM_KM = 40.0
_LEAST_WEEK_KM = 1.0
# Upper end of weekly km -> share of the long run, and the running weekdays (Sunday is the long run).
_SCHEDULES: tuple[tuple[float, float, tuple[int, ...]], ...] = (
    (25.0, 1 / 3, (1, 3, 6)),
    (40.0, 0.32, (1, 3, 4, 6)),
    (65.0, 0.30, (1, 2, 3, 5, 6)),
    (100.0, 0.30, (1, 2, 3, 4, 5, 6)),
    (float("inf"), 0.30, (0, 1, 2, 3, 4, 5, 6)),
)
_QUALITY_DAY, _LONG_DAY = 2, 6
_DAYS_AHEAD_OF_TEMPO, _DAYS_AHEAD_OF_REST = 4, 2
_SHORTEST_RUN_KM, _DAY_BEFORE_RACE_KM = 2.0, 5.0
_RACE_KM_PER_REST_DAY = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: how far, how long, when, how hard, over what hills and in what air.

    ``temperature`` [°C], ``humidity`` 0 to 1, ``climb`` [m] climbed and descended again.
    """

    distance: Quantity
    duration: Quantity
    start: time
    kind: RunKind
    temperature: Quantity
    humidity: float
    climb: Quantity = _LEVEL

    @property
    def minutes(self) -> float:
        """Duration [min] as a plain number."""
        return float(self.duration.m_as(MIN))

    @property
    def speed(self) -> Quantity:
        """Mean speed [km/h]."""
        return quantity(self.distance.m_as(KM) / self.duration.m_as(HOUR), KM_PER_HOUR)

    @property
    def level_speed(self) -> Quantity:
        """Speed on the level that costs as much as this run with its hills [km/h]."""
        factor = energy.hill_factor(self.distance, self.climb)
        return quantity(float(self.speed.m_as(KM_PER_HOUR)) * factor, KM_PER_HOUR)

    @property
    def start_minute(self) -> int:
        """Minutes after midnight at the start."""
        return _minute_of(self.start)

    @property
    def end_minute(self) -> int:
        """Minutes after midnight at the end."""
        return self.start_minute + round(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """One session of strength work: when and how long."""

    start: time
    duration: Quantity

    @property
    def start_minute(self) -> int:
        """Minutes after midnight at the start."""
        return _minute_of(self.start)

    @property
    def end_minute(self) -> int:
        """Minutes after midnight at the end."""
        return self.start_minute + round(float(self.duration.m_as(MIN)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDay:
    """One calendar day, its runs and its strength work, each in order of start."""

    day: date
    runs: tuple[Run, ...] = ()
    strength: tuple[Strength, ...] = ()

    @property
    def weekday(self) -> str:
        """Three-letter English weekday."""
        return WEEKDAYS[self.day.weekday()]

    @property
    def distance(self) -> Quantity:
        """Distance of all runs [km]."""
        return quantity(sum(float(run.distance.m_as(KM)) for run in self.runs), KM)

    @property
    def running_time(self) -> Quantity:
        """Duration of all runs [min]."""
        return quantity(sum(run.minutes for run in self.runs), MIN)

    @property
    def hard(self) -> bool:
        """Whether a fast run or a race is on this day."""
        return any(run.kind in HARD_KINDS for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingWeek:
    """Seven consecutive days, and the kilometres of the week before when they are known."""

    days: tuple[TrainingDay, ...]
    last_distance: Quantity | None = None

    @property
    def distance(self) -> Quantity:
        """Distance of the week [km]."""
        return quantity(sum(float(day.distance.m_as(KM)) for day in self.days), KM)

    @property
    def race(self) -> tuple[TrainingDay, Run] | None:
        """The longest race of the week and its day."""
        races = [(day, run) for day in self.days for run in day.runs if run.kind == "race"]
        return max(races, key=lambda race: float(race[1].distance.m_as(KM)), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDefaults:
    """What a run is like unless it says otherwise: speed [km/h], start, temperature [°C], humidity 0-1."""

    speed: Quantity
    start: time
    temperature: Quantity
    humidity: float

    def run(
        self,
        distance: Quantity,
        kind: RunKind,
        start: time | None = None,
        *,
        duration: Quantity | None = None,
        speed: Quantity | None = None,
        temperature: Quantity | None = None,
        humidity: float | None = None,
        climb: Quantity | None = None,
    ) -> Run:
        """Return a run of ``distance``, under these defaults wherever nothing else is said.

        A ``duration`` wins over a ``speed``.
        """
        hours = distance.m_as(KM) / (speed or self.speed).m_as(KM_PER_HOUR)
        return Run(
            distance=distance,
            duration=quantity(hours, HOUR) if duration is None else duration,
            start=start or self.start,
            kind=kind,
            temperature=self.temperature if temperature is None else temperature,
            humidity=self.humidity if humidity is None else humidity,
            climb=climb or _LEVEL,
        )


def assumed_runs(weekly_distance: Quantity) -> dict[int, tuple[Quantity, RunKind]]:
    """Return weekday (0 = Monday) → distance and kind when only weekly kilometres are known.

    Three runs below 25 km, four below 40, five below 65, six below 100, else seven; a long run on
    Sunday of 30-33 % and at most 35 km; one tempo run from 40 km; rest the day after the long run
    below 100 km. Less than a kilometre is a week of rest. All runs share the easy pace: a tempo
    session with its warm-up, recoveries and cool-down averages close to it, and needs then grow
    steadily with kilometres.
    """
    km = float(weekly_distance.m_as(KM))
    if km < _LEAST_WEEK_KM:
        return {}
    share, weekdays = next((share, days) for below, share, days in _SCHEDULES if km < below)
    long_km = min(share * km, _LONGEST_LONG_RUN_KM)
    easy_km = (km - long_km) / (len(weekdays) - 1)
    runs: dict[int, tuple[Quantity, RunKind]] = {weekday: (quantity(easy_km, KM), "easy") for weekday in weekdays}
    runs[_LONG_DAY] = (quantity(long_km, KM), "long")
    if km >= _QUALITY_FROM_KM:
        runs[_QUALITY_DAY] = (quantity(easy_km, KM), "tempo")
    return runs


def race_week(
    weekly_distance: Quantity, race_weekday: int, race_distance: Quantity, first_weekday: int = 0
) -> dict[int, tuple[Quantity, RunKind]]:
    """Return weekday → distance and kind of the other runs of a race week when only weekly kilometres are known.

    A taper (Bosquet 2007: volume cut by 41-60 %, intensity kept, frequency mostly kept), spread in our
    own way. The days before the race run half of what they usually would, or less: two days ahead rest, the
    day before up to 5 km and no farther than the race, four days ahead a tempo run from 40 km a week, the
    rest easy on the usual weekdays. After it a day of rest per 15 km raced or part of them, then easy
    runs of half the usual length. No run is shorter than 2 km. ``first_weekday`` is the first day of the week.

    Examples
    --------
    >>> week = race_week(quantity(60, KM), 6, quantity(42.195, KM))
    >>> [(WEEKDAYS[day], round(run.m_as(KM), 1), kind) for day, (run, kind) in week.items()]
    [('Tue', 5.3, 'easy'), ('Wed', 5.3, 'tempo'), ('Thu', 5.3, 'easy'), ('Sat', 5.0, 'easy')]
    """
    race_day = (race_weekday - first_weekday) % 7
    race_km = float(race_distance.m_as(KM))
    usual = {
        race_day - (weekday - first_weekday) % 7: float(run.m_as(KM))
        for weekday, (run, _) in assumed_runs(weekly_distance).items()
    }
    tempo = float(weekly_distance.m_as(KM)) >= _QUALITY_FROM_KM
    km_by_days_ahead = _before_race(usual, race_day, race_km, tempo) | _after_race(usual, race_km)
    return {
        (race_weekday - ahead) % 7: (quantity(km, KM), "tempo" if tempo and ahead == _DAYS_AHEAD_OF_TEMPO else "easy")
        for ahead, km in sorted(km_by_days_ahead.items(), reverse=True)
    }


def _before_race(usual: Mapping[int, float], race_day: int, race_km: float, tempo: bool) -> dict[int, float]:
    """Return days ahead of the race → km run, from the km usually run so many days ahead."""
    habit = {ahead for ahead in usual if ahead > 0}
    easy_km = min(usual.values(), default=0.0)
    total = TAPER_VOLUME * sum(usual[ahead] for ahead in habit)
    eve = min(race_km, easy_km, _DAY_BEFORE_RACE_KM)
    wanted = (habit | {1} | ({_DAYS_AHEAD_OF_TEMPO} if tempo else set())) - {_DAYS_AHEAD_OF_REST}
    days = {ahead for ahead in wanted if ahead <= race_day}
    if days == {1} and _DAYS_AHEAD_OF_REST in habit and race_day > _DAYS_AHEAD_OF_REST:
        days.add(_DAYS_AHEAD_OF_REST + 1)
    if eve < _SHORTEST_RUN_KM:
        days.discard(1)
    kept = sorted(days, key=lambda ahead: (ahead not in habit, ahead))[: int(total / _SHORTEST_RUN_KM)]
    if not kept or easy_km < _SHORTEST_RUN_KM:
        return {}
    eve = min(eve, total / len(kept)) if 1 in kept else 0.0
    others = (total - eve) / max(1, len(kept) - (1 in kept))
    return {ahead: eve if ahead == 1 else min(others, easy_km) for ahead in kept}


def _after_race(usual: Mapping[int, float], race_km: float) -> dict[int, float]:
    """Return days ahead of the race (below 0) → km run after it."""
    rested = math.ceil(race_km / _RACE_KM_PER_REST_DAY)
    km = TAPER_VOLUME * min(usual.values(), default=0.0)
    return {ahead: km for ahead in usual if ahead < -rested} if km >= _SHORTEST_RUN_KM else {}


def week_from(
    start: date,
    runs: Mapping[int, Sequence[Run]],
    strength: Mapping[int, Sequence[Strength]] | None = None,
    last_distance: Quantity | None = None,
) -> TrainingWeek:
    """Return the seven days from ``start``, with each weekday's runs and strength (0 = Monday) in order of start."""
    sessions = strength or {}
    dates = [start + timedelta(days=offset) for offset in range(7)]
    return TrainingWeek(
        days=tuple(
            TrainingDay(
                day=day,
                runs=tuple(sorted(runs.get(day.weekday(), ()), key=lambda run: run.start)),
                strength=tuple(sorted(sessions.get(day.weekday(), ()), key=lambda session: session.start)),
            )
            for day in dates
        ),
        last_distance=last_distance,
    )


def _minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute
