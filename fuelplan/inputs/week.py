"""What a runner writes about a week → TrainingWeek."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from fuelplan.inputs import grammar
from fuelplan.inputs.grammar import read_number, within
from fuelplan.inputs.options import Options
from fuelplan.inputs.reader import Reader
from fuelplan.inputs.run_grammar import clashes, parse_race, parse_runs, parse_strength
from fuelplan.training import Run, RunDefaults, TrainingWeek, assumed_runs, race_week, week_from
from fuelplan.units import DEG_C, KM, KM_PER_HOUR, Quantity, quantity

_SAME_KM = 0.5
_OTHER_SPEED, _OTHER_AIR = quantity(9.0, KM_PER_HOUR), quantity(17.0, DEG_C)

Runs = dict[int, list[Run]]


def read_week(reader: Reader, options: Options) -> TrainingWeek | None:
    """Return the training; None when it could not be read. Mistakes and assumptions are noted in the reader.

    Single runs win over a weekly distance that disagrees with them. With a race and only a weekly
    distance, the other runs are a taper.
    """
    weekly = _read_distance(reader, options)
    defaults = _read_defaults(reader, options)
    start = options.get("start")
    first = _coming_monday(reader) if start is None else reader.read("--start", start, grammar.parse_date)
    race = reader.read("--race", options.get("race"), lambda text: parse_race(str(text), defaults))
    strength = reader.read("--strength", options.get("strength"), lambda text: parse_strength(str(text))) or {}
    last = reader.read("--last-km", options.get("last_km"), lambda t: within(grammar.parse_distance(t), KM, 0, 300))
    runs: Runs | None
    if options.get("runs") is not None:
        runs = reader.read("--runs", options.get("runs"), lambda text: parse_runs(str(text), defaults))
        _compare(reader, runs, weekly)
    else:
        runs = _assumed(reader, weekly, defaults, race, first)
    _note_usual(reader, options, defaults)
    if first is None or runs is None:
        return None
    if race is not None:
        _add_race(reader, options, runs, race)
    reader.problems += clashes(runs, strength)
    return week_from(first, runs, strength, last)


def _compare(reader: Reader, runs: Runs | None, weekly: Quantity | None) -> None:
    total = sum(float(run.distance.m_as(KM)) for day in (runs or {}).values() for run in day)
    if runs is not None and weekly is not None and abs(total - weekly.m_as(KM)) > _SAME_KM:
        reader.warnings.append(
            f"The runs add up to {total:.0f} km; the {weekly.m_as(KM):.0f} km of the week were not used."
        )


def _assumed(
    reader: Reader, weekly: Quantity | None, defaults: RunDefaults, race: tuple[int, Run] | None, first: date | None
) -> Runs:
    """Return the runs assumed for a weekly distance: a usual week, or the taper around a race."""
    distance = weekly if weekly is not None else quantity(0.0, KM)
    if race is None:
        assumed = assumed_runs(distance)
        if assumed:
            reader.assume(None, f"{len(assumed)} morning runs at 07:00, the long one on Sunday (--runs)")
    else:
        assumed = race_week(distance, race[0], race[1].distance, first.weekday() if first else 0)
        kept = sum(float(length.m_as(KM)) for length, _ in assumed.values())
        usual = float(distance.m_as(KM))
        taper = f", instead of the {usual:.0f} km of a usual week" if usual > kept else ""
        beside = f"{len(assumed)} easy or short runs beside the race, {kept:.0f} km in all{taper}"
        reader.assume(None, f"a race week: {beside} (--runs)")
    return {weekday: [defaults.run(length, kind)] for weekday, (length, kind) in assumed.items()}


def _add_race(reader: Reader, options: Options, runs: Runs, race: tuple[int, Run]) -> None:
    weekday, run = race
    if any(other.kind == "race" for other in runs.get(weekday, [])):
        reader.problem("--race", options.get("race"), "that day has a race in --runs already; keep one of them")
        return
    runs[weekday] = sorted([*runs.get(weekday, []), run], key=lambda each: each.start)
    if any(late.start_minute < early.end_minute for early, late in pairwise(runs[weekday])):
        reader.problem("--race", options.get("race"), "it overlaps another run of that day; move one of them")


def _read_defaults(reader: Reader, options: Options) -> RunDefaults:
    speed = reader.read_or(
        "--pace",
        options.get("pace"),
        lambda t: within(grammar.parse_pace(t), KM_PER_HOUR, 4, 24),
        quantity(10.0, KM_PER_HOUR),
    )
    air = reader.read_or(
        "--temp",
        options.get("temp"),
        lambda t: within(grammar.parse_temperature(t), DEG_C, -30, 45),
        quantity(18.0, DEG_C),
    )
    percent = reader.read_or("--humidity", options.get("humidity"), lambda t: read_number(t, 0, 100, "%"), 60.0)
    return RunDefaults(speed=speed, start=time(7, 0), temperature=air, humidity=percent / 100)


def _note_usual(reader: Reader, options: Options, defaults: RunDefaults) -> None:
    """Note the usual pace and air, unless they are given or every run says its own."""
    for text, other, sentence in (
        (options.get("pace"), replace(defaults, speed=_OTHER_SPEED), "pace 6:00 /km where none is given (--pace)"),
        (options.get("temp"), replace(defaults, temperature=_OTHER_AIR), "18 °C where none is given (--temp)"),
        (options.get("humidity"), replace(defaults, humidity=0.0), "60 % humidity where none is given (--humidity)"),
    ):
        if text is None and _matters(options, defaults, other):
            reader.assume(None, sentence)


def _matters(options: Options, defaults: RunDefaults, other: RunDefaults) -> bool:
    """Whether the training would be another under other defaults."""
    runs, race = options.get("runs"), options.get("race")
    if runs is None:
        return True
    try:
        if parse_runs(str(runs), defaults) != parse_runs(str(runs), other):
            return True
        return race is not None and parse_race(str(race), defaults) != parse_race(str(race), other)
    except ValueError:
        return True


def _read_distance(reader: Reader, options: Options) -> Quantity | None:
    km, distance = options.get("km"), options.get("distance")
    if km is not None and distance is not None:
        reader.problems.append("--km and --distance both give the week's distance; keep one of them")
    if km is None and distance is None:
        if options.get("runs") is None:
            usual = " in a usual week" if options.get("race") is not None else " in a week"
            reader.problems.append(f"how far do you run{usual}? Give --km 60, or --distance '37 mi', or --runs")
        return None
    option, text = ("--km", km) if km is not None else ("--distance", distance)
    return reader.read(option, text, lambda t: within(grammar.parse_distance(t), KM, 0, 300))


def _coming_monday(reader: Reader) -> date:
    """The one look at the clock: the Monday on or after today."""
    today = date.today()
    monday = today + timedelta(days=-today.weekday() % 7)
    return reader.assume(monday, f"the week starts on Monday {monday.isoformat()} (--start)")
