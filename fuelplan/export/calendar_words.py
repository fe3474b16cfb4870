"""What goes into the calendar: each meal, drink, run and evening task of a week as an entry, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fuelplan.errors import InputError
from fuelplan.localised import localised
from fuelplan.measures import Measures, number, tenths
from fuelplan.safety import SAFETY
from fuelplan.typed_json import shown
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan, Drink, Meal, RacePlan, RunPlan, WeekPlan
from fuelplan.wording import (
    RUN_SLOTS,
    clock,
    drink_text,
    join_dots,
    meal_after,
    minute_of_day,
    portion_text,
    portion_with_grams,
    run_drinks,
    run_meals,
    run_title,
    slot_name,
)

_DAY_MIN, _YEARS = 24 * 60, range(1971, 2200)
_MAIN_MIN, _SNACK_MIN, _DRINK_MIN, _TONIGHT_MIN = 30, 15, 5, 10
_TONIGHT, _LATEST_TONIGHT = 20 * 60 + 30, 23 * 60 + 30
_AHEAD, _BEHIND, _MEASURED_WITHIN = 120, 60, 0.01
_BEFORE, _DURING, _AFTER = RUN_SLOTS


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
    run, race = day.runs[index], day.race
    air = f"{say.temperature(run.temperature_c)}, {number(run.humidity * 100)} % humidity"
    yield f"{clock(run.minutes)}, {air}"
    during = _section("During", _during(day, index, say), "nothing needed; a mouthful if you are thirsty")
    if race is not None and race.run == index:
        yield from _section("The day", [f"{step.time} {step.what}" for step in race.timetable], "")
        yield from during
        yield from _section("Mark by mark", _marks(race, say), "nothing")
    else:
        yield from _section("Before", _before(day, index, say), "nothing needed")
        yield from during
        yield from _section("After", _after(day, index, say), "meals and thirst as usual")
    yield _sweat(run, say)
    yield from (*run.notes, *(race.notes if race is not None and race.run == index else ()), SAFETY)


def _section(name: str, lines: Sequence[str], nothing: str) -> list[str]:
    return [f"{name}:", *lines] if lines else [f"{name}: {nothing}"]


def _before(day: DayPlan, index: int, say: Measures) -> list[str]:
    start = _minute(day.runs[index].start)
    return _around(day, (start - _AHEAD, start - 1), run_meals(day, index, _BEFORE), index, say)


def _during(day: DayPlan, index: int, say: Measures) -> list[str]:
    run, meals, drinks = day.runs[index], run_meals(day, index, _DURING), run_drinks(day, index, _DURING)
    lines = [f"{d.time} {_glass(d, say)}" for d in drinks]
    lines += [line for meal in meals for line in (*_plate(meal, say), _capital(meal.note)) if line]
    if run.carbohydrate_g >= 1 and not meals:
        lines.append(f"{number(run.carbohydrate_g)} g carbohydrate in all")
    if run.drink_l > 0 and not drinks:
        lines.append(f"Drink {say.volume(run.drink_l)} in small mouthfuls")
    if run.drink_l > 0 and run.sodium_mg_per_l >= 1:
        lines.append(f"Sodium to aim for: {say.concentration(run.sodium_mg_per_l)}")
    return lines


def _after(day: DayPlan, index: int, say: Measures) -> list[str]:
    run = day.runs[index]
    end, following = _minute(run.start) + run.minutes, meal_after(day, run)
    meals = [*run_meals(day, index, _AFTER), *([following] if following else [])]
    return _around(day, (end, end + _BEHIND), meals, index, say)


def _around(day: DayPlan, span: tuple[float, float], meals: Sequence[Meal], index: int, say: Measures) -> list[str]:
    """Return these meals, the run's own drinks, and what else is eaten and drunk in a span of minutes, by the clock."""
    fuel, sips = _on_runs(day)
    start, (first, last) = _minute(day.runs[index].start), span
    own = run_drinks(day, index, _BEFORE if last < start else _AFTER)
    eaten = [m for m in day.meals if m in meals or (m not in fuel and first <= _minute(m.time) <= last)]
    drunk = [d for d in day.drinks if d in own or (d not in sips and first <= _minute(d.time) <= last)]
    lines = [(_minute(m.time), f"{m.time} {_bite(m)}") for m in eaten]
    lines += [(_minute(d.time), f"{d.time} {_glass(d, say)}") for d in drunk]
    return [line for _, line in sorted(lines, key=lambda timed: timed[0])]


def _bite(meal: Meal) -> str:
    portions = join_dots(portion_text(item, short=True) for item in meal.items)
    return (meal.slot in RUN_SLOTS and portions) or f"{slot_name(meal.slot)}: {meal.title}"


def _glass(drink: Drink, say: Measures) -> str:
    return drink_text(replace(drink, why=""), say)


def _marks(race: RacePlan, say: Measures) -> list[str]:
    """Return what to drink up to each mark of the race, and to eat at it."""
    lines = []
    for mark in race.splits:
        taken = [say.drink(mark.drink_ml)] if mark.drink_ml else []
        lines.append(", ".join([f"{say.distance(mark.km)} {mark.clock}", *taken, *filter(None, [mark.eat])]))
    return lines


def _sweat(run: RunPlan, say: Measures) -> str:
    likely, band = say.volume(run.sweat_l), say.volume(run.sweat_low_l, run.sweat_high_l)
    measured = run.sweat_high_l - run.sweat_low_l <= _MEASURED_WITHIN * run.sweat_l
    carry = f"Carry {say.volume(run.drink_l)}" if run.drink_l > 0 else "No bottle"
    sweat = f"{likely}, as you measured" if measured else f"{band}, likely {likely}"
    return f"Sweat: {sweat}. {carry}; lose {tenths(run.loss_percent)} % of weight."


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
