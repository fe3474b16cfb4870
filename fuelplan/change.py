"""Change what you do not like in a week, keep the rest: the road from a finished week to the same with other meals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fuelplan.cooking import Keep
from fuelplan.earlier import CHANGED, THE_WEEK, request_of, require_same_days, require_sums
from fuelplan.errors import InputError, did_you_mean
from fuelplan.foods import FoodTable
from fuelplan.inputs.run_words import weekday_of
from fuelplan.kitchen import Kitchen, load_kitchen, not_served
from fuelplan.planner import swap as planner
from fuelplan.planner.kept import cookable, dishes_to_serve
from fuelplan.planner.rebuilt import menu_meals
from fuelplan.planner.rulebook import SHIPPED, Rulebook
from fuelplan.planner.task import WeekTask
from fuelplan.planner.week import PlannedWeek, Progress
from fuelplan.training import WEEKDAYS
from fuelplan.typed_json import shown
from fuelplan.weekplan import Meal, Refused, WeekPlan
from fuelplan.workflow import finished, task_of

_HOW = "write it like 'tue dinner'"


@dataclass(frozen=True, slots=True)
class Place:
    """A meal of a week: the place of its day, and its own among the day's meals (those on runs aside)."""

    day: int
    meal: int


def swap_meal(
    week: WeekPlan,
    day: str,
    meal: str,
    *,
    to: str | None = None,
    foods: Path | str | None = None,
    dishes: Path | str | None = None,
    rulebook: Rulebook = SHIPPED,
) -> WeekPlan:
    """Return the week with another dish at one meal.

    The other meals of that day keep their dishes and foods and are portioned anew; the other days stay as they are.

    Parameters
    ----------
    week
        A week as :func:`fuelplan.plan_week` or :func:`fuelplan.from_json` returned it.
    day, meal
        ``"tue", "dinner"``; the time of a meal (``"17:30"``) tells two snacks of one kind apart.
    to
        The dish to come, or a part of its name; without it any that fits, but none that was swapped away here.
    foods, dishes, rulebook
        As the week was planned with.

    Raises
    ------
    InputError
        When there is no such meal or dish, or the week does not fit the table of foods.
    NoPlanError
        When no other dish keeps the day's hard rules.

    Examples
    --------
    >>> import fuelplan
    >>> week = fuelplan.plan_week(km=60, start="2026-11-23")
    >>> other = fuelplan.swap_meal(week, "tue", "dinner")
    >>> [a == b for a, b in zip(week.days, other.days)].count(False) <= 2
    True
    """
    kitchen = load_kitchen(Path(foods) if foods is not None else None, Path(dishes) if dishes is not None else None)
    return with_swaps(week, places_of(f"{day} {meal}", week), kitchen, to, rulebook=rulebook)


def places_of(text: str, week: WeekPlan) -> list[Place]:
    """Return the meals that ``tue dinner`` or ``tue dinner fri lunch`` means.

    Raises
    ------
    InputError
        With every one that is not there, and what is.
    """
    words = text.replace(",", " ").replace(";", " ").casefold().split()
    starts = [place for place, word in enumerate(words) if weekday_of(word) is not None]
    if not words or not starts or starts[0]:
        raise InputError(f"'{text}': which day? {_HOW[0].upper()}{_HOW[1:]}")
    asked = [words[start:end] for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    problems: list[str] = []
    places = []
    for first, *rest in asked:
        try:
            places.append(_place_of(first, " ".join(rest), week))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return list(dict.fromkeys(places))


def _place_of(first: str, slot: str, week: WeekPlan) -> Place:
    weekday = WEEKDAYS[weekday_of(first) or 0]
    place = next((number for number, day in enumerate(week.days) if day.weekday == weekday), None)
    if place is None:
        raise InputError(f"'{first}': this week has no such day")
    meals = menu_meals(week.days[place])
    names = list(dict.fromkeys(meal.slot for meal in meals))
    if not slot:
        raise InputError(f"'{first}': which of its meals? Write {first} and one of {', '.join(names)}")
    found = [number for number, meal in enumerate(meals) if slot in (meal.slot, meal.time)]
    if not found:
        raise InputError(f"'{first} {slot}': {weekday} has no such meal; {did_you_mean(slot, names)}")
    if len(found) > 1:
        times = " or ".join(f"'{first} {meals[number].time}'" for number in found)
        raise InputError(f"'{first} {slot}' is there {len(found)} times; write {times}")
    return Place(place, found[0])


def with_swaps(
    week: WeekPlan,
    places: Sequence[Place],
    kitchen: Kitchen,
    to: str | None = None,
    *,
    name: str = THE_WEEK,
    progress: Progress = lambda _: None,
    rulebook: Rulebook = SHIPPED,
) -> WeekPlan:
    """Return the week with other dishes at some meals, one after the other.

    ``name`` is what mistakes of the week start with.

    Raises
    ------
    InputError, NoPlanError
        As :func:`swap_meal`.
    """
    if to is not None and not to.strip():
        raise InputError("--to is empty; name a dish, or leave the option out")
    if to is not None and len(places) > 1:
        raise InputError("--to names the dish for one meal; swap the others by themselves")
    progress("reading the week")
    request = request_of(week, name)
    task = task_of(request, kitchen, rulebook)
    require_same_days(week, task.needs, request.athlete.iron_supplement_mg, name)
    require_sums(week, task.athlete, task.needs, task.table, name)
    _require_amounts(week, task.table, name)
    for place in places:
        named = frozenset[str]() if to is None else _named(to, week, place, task)
        progress("swapping")
        planned = _swapped(week, place, named, task, name)
        new = finished(request, kitchen, task, planned, progress)
        week = replace(new, assumptions=week.assumptions, asked=week.asked, refused=_refused(week, place))
    return week


def _require_amounts(week: WeekPlan, table: FoodTable, name: str) -> None:
    """Refuse a week that calls foods and amounts by other words than this table: the days that stay keep theirs."""
    foods = table.by_id()
    for day in week.days:
        for item in (item for meal in day.meals for item in meal.items):
            food = foods[item.food]
            words = food.name, food.portion_name, food.amount(item.portions)
            if (item.name, item.portion_name, item.amount) != words:
                raise InputError(
                    f"{name}: {day.weekday}: '{shown(item.amount)} {shown(item.name)}' should read "
                    f"'{words[2]} {words[0]}'; {CHANGED}"
                )


def _swapped(week: WeekPlan, place: Place, named: frozenset[str], task: WeekTask, name: str) -> PlannedWeek:
    meal = _meal_at(week, place)
    refused = {r.dish for r in week.refused if (r.weekday, r.slot) == (week.days[place.day].weekday, meal.slot)}
    swap = planner.Swap(day=place.day, meal=place.meal, to=named, refused=frozenset(refused))
    try:
        return planner.swap_meal(task, week.days, swap)
    except InputError as error:
        raise InputError([f"{name}: {problem}" for problem in error.problems]) from error


def _named(to: str, week: WeekPlan, place: Place, task: WeekTask) -> frozenset[str]:
    """Return the names of the dishes a word means for a meal."""
    weekday, meal, word = week.days[place.day].weekday, _meal_at(week, place), " ".join(to.casefold().split())
    problems = not_served([Keep(weekday, meal.slot, word)], task.dishes)
    meant = {dish.name for dish in dishes_to_serve(word, meal.slot, task.dishes)}
    if not problems and not meant & {dish.name for dish in cookable(task.dishes, task.athlete, task.cooking)}:
        problems = [f"'{to}': this week was made to do without it (--never or --avoid)"]
    if meant == {meal.dish}:
        problems = [f"'{to}': {weekday} {meal.slot} is this dish already"]
    if problems:
        raise InputError([f"--to {problem}" for problem in problems])
    return frozenset(meant)


def _meal_at(week: WeekPlan, place: Place) -> Meal:
    return menu_meals(week.days[place.day])[place.meal]


def _refused(week: WeekPlan, place: Place) -> tuple[Refused, ...]:
    """Return what was swapped away so far, the dish at a meal with it."""
    meal = _meal_at(week, place)
    gone = Refused(weekday=week.days[place.day].weekday, slot=meal.slot, dish=meal.dish)
    return (*(refused for refused in week.refused if refused != gone), gone)
