"""What goes into the calendar: each meal, drink, run and evening task of a week as an entry, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fuelplan.errors import InputError
from fuelplan.localised import localised
from fuelplan.measures import Measures, number
from fuelplan.run_fuel import Line, carry_words, run_fuel, sweat_words
from fuelplan.safety import SAFETY
from fuelplan.typed_json import shown
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan, Drink, Meal, RacePlan, WeekPlan
from fuelplan.wording import (
    clock,
    drink_text,
    minute_of_day,
    portion_with_grams,
    run_drinks,
    run_meals,
    run_title,
    slot_name,
)

_DAY_MIN, _YEARS = 24 * 60, range(1971, 2200)
_MAIN_MIN, _SNACK_MIN, _DRINK_MIN, _TONIGHT_MIN = 30, 15, 5, 10
_TONIGHT, _LATEST_TONIGHT = 20 * 60 + 30, 23 * 60 + 30
_DURING = "during run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to do: ``start`` in minutes after midnight; ``told`` when another entry tells of it already."""

    day: date
    kind: str
    category: str
    start: int
    minutes: float
    title: str
    lines: Sequence[str]
    slot: str = ""
    told: bool = False


def entries(week: WeekPlan, say: Measures) -> Iterator[Entry]:
    """Yield all there is to do in a week, in its reader's units.

    Raises
    ------
    InputError
        When a date or time of the week cannot be read.
    """
    for day in localised(week, say).days:
        when = date_of(day)
        yield from _meals(day, when, say)
        yield from _drinks(day, when, say)
        yield from _runs(day, when, say)
        yield from _strength(day, when)
        yield from _tonight(day, when)


def date_of(day: DayPlan) -> date:
    """Return the date of a day.

    Raises
    ------
    InputError
        When it is none that a calendar shows.
    """
    try:
        found = date.fromisoformat(day.date)
    except ValueError:
        found = date.min
    if found.year not in _YEARS:
        raise InputError(f"'{shown(day.date)}' is not a date of these years: write it like 2026-11-30")
    return found


def _minute(time: str) -> int:
    minute = minute_of_day(time)
    if minute is None or minute >= 2 * _DAY_MIN:
        raise InputError(f"'{shown(time)}' is not a time of day: write it like 07:30")
    return minute


def _meals(day: DayPlan, when: date, say: Measures) -> Iterator[Entry]:
    hosts, (_, sips) = _hosts(day), _on_runs(day)
    first = min(hosts.values(), default=-1)
    for place, meal in enumerate(day.meals):
        minute = _minute(meal.time)
        glasses = [d for d in day.drinks if d not in sips and hosts.get(_minute(d.time)) == place]
        drinks = [f"Drink: {drink_text(drink, say)}" for drink in glasses]
        yield Entry(
            day=when,
            kind="meal",
            category="Meal",
            slot=meal.slot,
            start=minute,
            minutes=_MAIN_MIN if meal.slot in MAIN_SLOTS else _SNACK_MIN,
            title=f"{_capital(slot_name(meal.slot))}: {meal.title}",
            lines=[*_plate(meal, say), *drinks, *_asides(meal), *(_of_the_day(day) if place == first else ())],
            told=_is_fuel(day, meal),
        )


def _hosts(day: DayPlan) -> dict[int, int]:
    """Return by minute the place of the meal whose entry names what is drunk then."""
    hosts: dict[int, int] = {}
    for place, meal in enumerate(day.meals):
        if not _is_fuel(day, meal):
            hosts.setdefault(_minute(meal.time), place)
    return hosts


def _on_runs(day: DayPlan) -> tuple[list[Meal], list[Drink]]:
    """Return what is eaten and drunk on the day's runs: the entry of the run tells it."""
    places = range(len(day.runs))
    eaten = [meal for index in places for meal in run_meals(day, index, _DURING)]
    return eaten, [drink for index in places for drink in run_drinks(day, index, _DURING)]


def _is_fuel(day: DayPlan, meal: Meal) -> bool:
    return meal in _on_runs(day)[0]


def _plate(meal: Meal, say: Measures) -> list[str]:
    return [f"- {portion_with_grams(item, say)}" for item in meal.items]


def _asides(meal: Meal) -> Iterator[str]:
    if meal.minutes or meal.method:
        yield " ".join([*([f"{meal.minutes} min."] if meal.minutes else []), meal.method])
    if meal.swap:
        yield f"Or: {meal.swap}"
    if meal.note:
        yield _capital(meal.note)


def _of_the_day(day: DayPlan) -> Iterator[str]:
    """Yield what is to be known in the morning."""
    for taken in day.supplements:
        yield f"You take: {taken.name}{f', {taken.when}' if taken.when else ''}"
    yield from (f"Today: {note}" for note in day.notes)


def _drinks(day: DayPlan, when: date, say: Measures) -> Iterator[Entry]:
    hosts, (_, sips) = _hosts(day), _on_runs(day)
    for drink in day.drinks:
        yield Entry(
            day=when,
            kind="drink",
            category="Drink",
            slot=drink.why,
            start=_minute(drink.time),
            minutes=_DRINK_MIN,
            title=f"Drink: {say.drink(drink.ml)} {drink.what}",
            lines=[drink_text(drink, say)],
            told=drink in sips or _minute(drink.time) in hosts,
        )


def _runs(day: DayPlan, when: date, say: Measures) -> Iterator[Entry]:
    for index, run in enumerate(day.runs):
        name = "Race" if run.kind == "race" else "Run"
        bare = replace(run, start="", kind="" if run.kind == "race" else run.kind)
        yield Entry(
            day=when,
            kind="run",
            category=name,
            start=_minute(run.start),
            minutes=run.minutes,
            title=f"{name}: {run_title(bare, say)}",
            lines=list(_run_lines(day, index, say)),
        )


def _run_lines(day: DayPlan, index: int, say: Measures) -> Iterator[str]:
    run, race, fuel = day.runs[index], day.race, run_fuel(day, index, say)
    air = f"{say.temperature(run.temperature_c)}, {number(run.humidity * 100)} % humidity"
    yield f"{clock(run.minutes)}, {air}"
    if race is not None and race.run == index:
        yield from _section("The day", [(step.time, step.what) for step in race.timetable])
        yield from _section("During", fuel.during)
        yield from _section("Mark by mark", [("", words) for words in _marks(race, say)])
    else:
        yield from _section("Before", fuel.before)
        yield from _section("During", fuel.during)
        yield from _section("After", fuel.after)
    yield f"Sweat: {sweat_words(run, say)}. {carry_words(run, say)}"
    yield from (*run.notes, *(race.notes if race is not None and race.run == index else ()), SAFETY)


def _section(name: str, lines: Sequence[Line]) -> list[str]:
    return [f"{name}:", *(f"{time} {words}".strip() for time, words in lines)]


def _marks(race: RacePlan, say: Measures) -> list[str]:
    """Return what to drink up to each mark of the race, and to eat at it."""
    lines = []
    for mark in race.splits:
        taken = [say.drink(mark.drink_ml)] if mark.drink_ml else []
        lines.append(", ".join([f"{say.distance(mark.km)} {mark.clock}", *taken, *filter(None, [mark.eat])]))
    return lines


def _strength(day: DayPlan, when: date) -> Iterator[Entry]:
    for session in day.strength:
        yield Entry(
            day=when,
            kind="strength",
            category="Strength",
            start=_minute(session.start),
            minutes=session.minutes,
            title=f"Strength: {clock(session.minutes)}",
            lines=[f"About {number(session.energy_kcal)} kcal"],
        )


def _tonight(day: DayPlan, when: date) -> Iterator[Entry]:
    """Yield what to do in the evening for the next day, after dinner."""
    if day.tonight:
        dinners = [_minute(meal.time) + _MAIN_MIN for meal in day.meals if meal.slot == "dinner"]
        yield Entry(
            day=when,
            kind="tonight",
            category="Kitchen",
            start=min(max([_TONIGHT, *dinners]), _LATEST_TONIGHT),
            minutes=_TONIGHT_MIN,
            title=day.tonight,
            lines=[day.tonight],
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
