"""What is run: one run, one day, one week, and the week assumed when only kilometres are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from fuelplan.units import HOUR, KM, KM_PER_HOUR, MIN, Quantity, quantity

RunKind = Literal["easy", "long", "tempo", "intervals", "race"]
RUN_KINDS: tuple[RunKind, ...] = ("easy", "long", "tempo", "intervals", "race")
HARD_KINDS: frozenset[RunKind] = frozenset({"tempo", "intervals", "race"})
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: how far, how long, when, how hard and in what air.

    ``temperature`` [°C], ``humidity`` 0 to 1.
    """

    distance: Quantity
    duration: Quantity
    start: time
    kind: RunKind
    temperature: Quantity
    humidity: float

    @property
    def speed(self) -> Quantity:
        """Mean speed [km/h]."""
        return quantity(self.distance.m_as(KM) / self.duration.m_as(HOUR), KM_PER_HOUR)

    @property
    def start_minute(self) -> int:
        """Minutes after midnight at the start."""
        return self.start.hour * 60 + self.start.minute

    @property
    def end_minute(self) -> int:
        """Minutes after midnight at the end."""
        return self.start_minute + round(float(self.duration.m_as(MIN)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDay:
    """One calendar day and its runs in order of start."""

    day: date
    runs: tuple[Run, ...] = ()

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
        return quantity(sum(float(run.duration.m_as(MIN)) for run in self.runs), MIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingWeek:
    """Seven consecutive days."""

    days: tuple[TrainingDay, ...]

    @property
    def distance(self) -> Quantity:
        """Distance of the week [km]."""
        return quantity(sum(float(day.distance.m_as(KM)) for day in self.days), KM)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDefaults:
    """What a run is like unless it says otherwise: speed [km/h], start, temperature [°C], humidity 0-1."""

    speed: Quantity
    start: time
    temperature: Quantity
    humidity: float

    def run(self, distance: Quantity, kind: RunKind, start: time | None = None) -> Run:
        """Return a run of ``distance`` under these defaults."""
        hours = distance.m_as(KM) / self.speed.m_as(KM_PER_HOUR)
        return Run(
            distance=distance,
            duration=quantity(hours, HOUR),
            start=start or self.start,
            kind=kind,
            temperature=self.temperature,
            humidity=self.humidity,
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


def week_from(start: date, runs: dict[int, list[Run]]) -> TrainingWeek:
    """Return the seven days from ``start``, with each weekday's runs (0 = Monday) in order of start."""
    dates = [start + timedelta(days=offset) for offset in range(7)]
    return TrainingWeek(
        days=tuple(
            TrainingDay(day=day, runs=tuple(sorted(runs.get(day.weekday(), []), key=lambda run: run.start)))
            for day in dates
        )
    )
