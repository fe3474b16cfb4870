"""The grammar of a training week as runners write it: runs, strength sessions and a race.

An entry is a weekday and what is said about it, in any order. All mistakes are told at once, in one
ValueError, each with the entry it is in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import time
from itertools import pairwise
from typing import TypeVar

from fuelplan.inputs.grammar import within
from fuelplan.inputs.run_words import DISTANCE_LIMITS, LONGEST_QUOTE, EntryError, Said, understand
from fuelplan.science.exercise_energy import MAX_GRADIENT
from fuelplan.training import RUN_KINDS, WEEKDAYS, Run, RunDefaults, RunKind, Strength
from fuelplan.units import HOUR, KM, KM_PER_HOUR, MIN, M, Quantity, quantity

T = TypeVar("T")
Session = TypeVar("Session", Run, Strength)

_RUNS_EXAMPLE = "write runs like 'tue 10 easy; wed 50min tempo; sun 25 long 08:00'"
_STRENGTH_EXAMPLE = "write strength work like 'tue 18:00 45min; fri'"
_RACE_EXAMPLE = "write a race like 'sun 42.2 3:45', 'sun half marathon 1:50:00' or 'sat 10k 5:00/km at 09:30'"
_RUN_WORDS = (
    "after the weekday fuelplan reads a distance (10km) or minutes (50min), a pace (5:10/km), a start (18:30), "
    f"a kind ({', '.join(RUN_KINDS)}), a climb (+300m), a temperature (24C) and a humidity (55%); "
    "strength days go to --strength"
)
_STRENGTH_WORDS = "after the weekday fuelplan reads a start (18:00) and minutes (45min); runs go to --runs"
_RACE_WORDS = (
    "after the weekday fuelplan reads a distance (42.2km, marathon, half), a time (3:45) or a pace (5:20/km), "
    "a start (at 09:30), a climb (+300m), a temperature (24C) and a humidity (55%)"
)
_NIGHT = (
    "no food or drink is planned through a night, so plan the part before midnight, "
    "and the rest as a run of the next day"
)
_MOST_PROBLEMS = 20
_LAST_MINUTE = 23 * 60 + 59
_MOST_HOURS, _NIGHT_FROM_MINUTES = 18.0, 16 * 60
_SLOWEST, _FASTEST = 4.0, 24.0
_STRENGTH_START, _RACE_START = time(18), time(9)
_STRENGTH_MINUTES = 45.0
# A pace is written to the second and a time to the minute: closer than this they say the same.
_SAME_SPEED = 0.03


def parse_runs(text: str, defaults: RunDefaults) -> dict[int, list[Run]]:
    """Read ``tue 10 easy; wed 50min 5:10/km tempo; sun 25 +300m long 08:00`` into weekday → runs.

    Entries are apart by ``;`` or a new line. Each is a weekday and, in any order: a distance (``10``,
    ``10km``, ``6.2mi``), a duration (``50min``, ``1h30``, ``90'``), a pace (``5:10/km``), a start
    (``18:30``, ``7pm``), a kind, a climb (``+300m``, ``+900ft``), a temperature (``24C``, ``75F``) and a humidity
    (``55%``). Two of distance, duration and pace give the third; alone, a distance or a duration goes at
    the usual pace. ``mon rest`` says that nothing is run.
    """
    problems: list[str] = []
    by_day = _by_day(_read_each(text, r"[;\n]", lambda entry: _run_in(entry, defaults), problems, _RUNS_EXAMPLE))
    problems += _overlaps(by_day, "two runs", "'tue 8 easy 07:00; tue 6 easy 18:00'")
    _raise_if_any(problems)
    return by_day


def parse_strength(text: str) -> dict[int, list[Strength]]:
    """Read ``tue 18:00 45min; fri`` into weekday → strength sessions; 18:00 and 45 min unless said."""
    problems: list[str] = []
    by_day = _by_day(_read_each(text, r"[;,\n]", _strength_in, problems, _STRENGTH_EXAMPLE))
    problems += _overlaps(by_day, "two strength sessions", "'tue 07:00; tue 18:00'")
    _raise_if_any(problems)
    return by_day


def parse_race(text: str, defaults: RunDefaults) -> tuple[int, Run]:
    """Read ``sun 42.2 3:45``, ``sat 10k 48:30`` or ``sun half marathon 5:20/km at 09:30`` into weekday and race.

    ``a:b`` is hours and minutes where that gives 4 to 24 km/h, else minutes and seconds. Without a time or
    a pace it goes at the usual pace; without ``at`` it starts at 09:00.
    """
    problems: list[str] = []
    races = _read_each(text, r"[;\n]", lambda entry: _race_in(entry, defaults), problems, _RACE_EXAMPLE)
    if len(races) > 1:
        problems.append("name one race; a second one of the week goes to --runs, as 'wed 5 race'")
    _raise_if_any(problems)
    return races[0]


def clashes(runs: Mapping[int, Sequence[Run]], strength: Mapping[int, Sequence[Strength]]) -> list[str]:
    """Return a sentence for each strength session that overlaps a run of its day."""
    return [
        f"On {WEEKDAYS[weekday]} strength work at {session.start:%H:%M} overlaps the run from {run.start:%H:%M} "
        f"to {run.end_minute // 60:02d}:{run.end_minute % 60:02d}; give one of them another start."
        for weekday in sorted(strength)
        for session in strength[weekday]
        for run in runs.get(weekday, ())
        if session.start_minute < run.end_minute and run.start_minute < session.end_minute
    ]


def _read_each(text: str, apart: str, read: Callable[[str], T], problems: list[str], example: str) -> list[T]:
    """Return what ``read`` makes of each entry; mistakes go to ``problems``, their hints last and once."""
    entries = [entry.strip() for entry in re.split(apart, text) if entry.strip()]
    values: list[T] = []
    hints: list[str] = [] if entries else [example]
    for entry in entries:
        try:
            values.append(read(entry))
        except EntryError as error:
            quoted = entry if len(entry) <= LONGEST_QUOTE else entry[:LONGEST_QUOTE] + "…"
            problems += [f"in '{quoted}': {problem}" for problem in error.problems]
            hints.append(error.hint)
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"and {len(problems) - _MOST_PROBLEMS} more"]
    problems += filter(None, dict.fromkeys(hints))
    return values


def _by_day(sessions: Sequence[tuple[int, Session | None]]) -> dict[int, list[Session]]:
    by_day: dict[int, list[Session]] = {}
    for weekday, session in sessions:
        if session is not None:
            by_day.setdefault(weekday, []).append(session)
    for day in by_day.values():
        day.sort(key=lambda session: session.start)
    return by_day


def _overlaps(by_day: Mapping[int, Sequence[Session]], what: str, example: str) -> list[str]:
    return [
        f"{what} on {WEEKDAYS[weekday]} overlap; give them start times apart, like {example}"
        for weekday, day in sorted(by_day.items())
        if any(late.start_minute < early.end_minute for early, late in pairwise(day))
    ]


def _raise_if_any(problems: Sequence[str]) -> None:
    if problems:
        raise ValueError("; ".join(problems))


def _run_in(entry: str, defaults: RunDefaults) -> tuple[int, Run | None]:
    weekday, said = understand(entry, _RUN_WORDS)
    if said.rest:
        if said != Said(rest=True):
            raise EntryError(["a day of rest has nothing beside it; leave 'rest' or the rest out"])
        return weekday, None
    if said.clock:
        said.start = _time_of_day(said)
    if said.distance is None and said.duration is None:
        raise EntryError(["the distance or the minutes are missing, as in 'tue 10 easy' or 'tue 50min easy'"])
    return weekday, _checked(said, said.kind or "easy", defaults)


def _race_in(entry: str, defaults: RunDefaults) -> tuple[int, Run]:
    weekday, said = understand(entry, _RACE_WORDS)
    if said.rest or said.kind not in (None, "race"):
        raise EntryError([f"a race is a race; leave '{'rest' if said.rest else said.kind}' out"])
    if said.distance is None:
        raise EntryError([f"the distance is missing; {_RACE_EXAMPLE}"])
    if said.clock:
        if said.duration is not None:
            raise EntryError(["the time is there twice; write the start as 'at 09:30'"])
        said.duration = _finish_time(said.clock, said.distance)
    said.start = said.start or _RACE_START
    return weekday, _checked(said, "race", defaults)


def _strength_in(entry: str) -> tuple[int, Strength]:
    weekday, said = understand(entry, _STRENGTH_WORDS)
    if said != Said(duration=said.duration, start=said.start, clock=said.clock):
        raise EntryError(["strength work is a weekday, a start and minutes, as in 'tue 18:00 45min'"])
    if said.clock:
        said.start = _time_of_day(said)
    session = Strength(start=said.start or _STRENGTH_START, duration=said.duration or quantity(_STRENGTH_MINUTES, MIN))
    try:
        within(session.duration, MIN, 10, 180)
    except ValueError as error:
        raise EntryError([str(error)]) from None
    if session.end_minute > _LAST_MINUTE:
        raise EntryError(["strength work must end by 23:59; start it earlier"])
    return weekday, session


def _time_of_day(said: Said) -> time:
    """Return the start that a clock without ``at`` means in a run."""
    hours, minutes = said.clock or (0, 0)
    if said.start is not None:
        raise EntryError(["the start is there twice"])
    if hours > 23:
        raise EntryError([f"'{hours}:{minutes:02d}' is no time of day; write how long as 50min, 1h30 or 0:48:30"])
    return time(hours, minutes)


def _finish_time(clock: tuple[int, int], distance: Quantity) -> Quantity:
    """Return the time ``a:b`` of a race, in hours and minutes or in minutes and seconds."""
    a, b = clock
    for minutes in (60.0 * a + b, a + b / 60.0):
        if minutes > 0 and _SLOWEST <= float(distance.m_as(KM)) / (minutes / 60) <= _FASTEST:
            return quantity(minutes, MIN)
    raise EntryError(
        [
            f"'{a}:{b:02d}' for {distance.m_as(KM):.4g} km is no running speed from {_SLOWEST:g} to {_FASTEST:g} km/h, "
            f"neither as hours:minutes nor as minutes:seconds; {_RACE_EXAMPLE}"
        ]
    )


def _checked(said: Said, kind: RunKind, defaults: RunDefaults) -> Run:
    """Return the run of an entry that says a distance or a duration, or all that is out of range."""
    distance, duration = _distance_and_duration(said, said.pace or defaults.speed)
    run = defaults.run(
        distance,
        kind,
        said.start,
        duration=duration,
        temperature=said.temperature,
        humidity=said.humidity,
        climb=said.climb,
    )
    problems = [*_out_of_range(run), *_too_late(run)]
    if problems:
        raise EntryError(problems)
    return run


def _distance_and_duration(said: Said, speed: Quantity) -> tuple[Quantity, Quantity]:
    kmh = float(speed.m_as(KM_PER_HOUR))
    if said.distance is None:
        assert said.duration is not None
        try:
            return within(quantity(float(said.duration.m_as(HOUR)) * kmh, KM), *DISTANCE_LIMITS), said.duration
        except ValueError as error:
            raise EntryError([str(error)]) from None
    km = float(said.distance.m_as(KM))
    if said.duration is None:
        return said.distance, quantity(km / kmh, HOUR)
    hours = float(said.duration.m_as(HOUR))
    if said.pace is not None and abs(km - kmh * hours) > _SAME_SPEED * km:
        raise EntryError(
            [f"{km:.4g} km in {60 * hours:.4g} min is not the pace beside them; leave one of the three out"]
        )
    return said.distance, said.duration


def _out_of_range(run: Run) -> Iterator[str]:
    km, hours = float(run.distance.m_as(KM)), float(run.duration.m_as(HOUR))
    metres, climb = float(run.distance.m_as(M)), float(run.climb.m_as(M))
    if not _SLOWEST * hours <= km <= _FASTEST * hours:
        yield (
            f"{km:.4g} km in {60 * hours:.4g} min is too slow or too fast; "
            f"fuelplan plans for {_SLOWEST:g} to {_FASTEST:g} km/h, 15:00 to 2:30 /km"
        )
    if metres > 0 and 2 * climb / metres > MAX_GRADIENT:
        yield f"+{climb:.4g} m on {km:.4g} km is steeper than 45 %; check the climb, and leave it out if unsure"


def _too_late(run: Run) -> Iterator[str]:
    if run.minutes > 60 * _MOST_HOURS:
        yield f"{run.minutes / 60:.3g} hours are more than the {_MOST_HOURS:g} fuelplan plans for; {_NIGHT}"
    elif run.end_minute > _LAST_MINUTE:
        cure = f"; {_NIGHT}" if run.minutes > _NIGHT_FROM_MINUTES else ""
        yield f"a run must end by 23:59 and this one starts at {run.start:%H:%M}; start it earlier{cure}"
