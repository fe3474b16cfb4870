"""A week that was planned before: what it was planned from, whether that still holds, and what the next week takes on.

Nothing of a file is taken on trust: it is planned on only where its days are those of its own request.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from fuelplan import resources
from fuelplan._version import VERSION
from fuelplan.athlete import Athlete
from fuelplan.audit import audit, iron_outside
from fuelplan.errors import AuditError, InputError
from fuelplan.folder import DISTANCES, LISTS, Settings
from fuelplan.foods import FoodTable
from fuelplan.inputs import Request, read_request
from fuelplan.inputs.options import OPTIONS, Options
from fuelplan.macro_needs import Need
from fuelplan.needs import DayNeeds, week_needs
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek, is_staple
from fuelplan.units import KM
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan, WeekPlan

THE_WEEK = "the week"
# What belongs to one week only; the runs do too when there is a race among them.
_OF_ITS_WEEK = ("race", "start", "seed", "have", "keep", "last_km")
_PARTED_BY = {"never": ";", "keep": ";"}
CHANGED = "was foods.csv changed since, or this file? Make the week again"
_OLDER = "was made by an older fuelplan, which kept less of what was asked; make the week again"


def request_of(week: WeekPlan, name: str = THE_WEEK) -> Request:
    """Return what a week was planned from.

    Raises
    ------
    InputError
        When it was made by an older fuelplan, or what was asked cannot be read.
    """
    _require_options(week, name)
    if any(
        not item.part for day in week.days for meal in day.meals if meal.slot != "during run" for item in meal.items
    ):
        raise InputError(f"{name} {_OLDER}")
    options = {**week.asked, "start": week.days[0].date, "seed": week.seed}
    return read_request(_origin(options, name), **cast(Options, options))


def _require_options(week: WeekPlan, name: str) -> None:
    if not week.asked:
        raise InputError(f"{name} {_OLDER}")
    unknown = sorted(week.asked.keys() - set(OPTIONS))
    if unknown:
        raise InputError(f"{name}: asked holds '{unknown[0]}', which is no option; was it made by a newer fuelplan?")


def _origin(options: Iterable[str], name: str) -> dict[str, str]:
    return {option.replace("_", "-"): f"{name}: asked.{option}" for option in options}


def require_same_days(week: WeekPlan, needs: Sequence[DayNeeds], supplement_mg: float, name: str = THE_WEEK) -> None:
    """Refuse a week whose days are not those its own options ask for: dates, training, windows, supplement.

    Raises
    ------
    InputError
        With the days that differ.
    """
    dates = [day.training.day.isoformat() for day in needs]
    if [day.date for day in week.days] != dates:
        raise InputError(f"{name}: its days are not the seven from {dates[0]} on; make the week again")
    problems = [
        f"{name}: {day.weekday} has other {what} than its options ask for; {_why(week)} Make the week again"
        for day, need in zip(week.days, needs, strict=True)
        if (what := _difference(day, need, supplement_mg))
    ]
    if problems:
        raise InputError(problems)


def _why(week: WeekPlan) -> str:
    return f"it was made by fuelplan {week.fuelplan}, or changed by hand."


def _difference(day: DayPlan, needs: DayNeeds, supplement_mg: float) -> str:
    """Return what of a day differs from its needs, "" if nothing."""
    runs = [(run.run.start.strftime("%H:%M"), float(run.run.distance.m_as(KM)), run.sweat_l) for run in needs.runs]
    if day.weekday != needs.training.weekday or day.loading != needs.loading or len(day.runs) != len(runs):
        return "training"
    for plan, (start, km, sweat_l) in zip(day.runs, runs, strict=True):
        if plan.start != start or not (_close(plan.km, km, 0.006) and _close(plan.sweat_l, sweat_l, 0.001)):
            return "runs"
    if day.needs.keys() != needs.windows.keys():
        return "windows"
    differing = [key for key, need in day.needs.items() if not _same(need, needs.windows[key])]
    if differing:
        return f"windows ({', '.join(differing[:3])})"
    taken = sum(supplement.iron_mg for supplement in day.supplements)
    return "" if _close(taken, supplement_mg, 1e-6) else "supplements"


def _same(one: Need, other: Need) -> bool:
    tops = (one.max, other.max)
    same_top = tops == (None, None) or (None not in tops and _close(cast(float, one.max), cast(float, other.max)))
    return same_top and one.hard == other.hard and _close(one.min, other.min) and _close(one.aim, other.aim)


def _close(one: float, other: float, within: float = 1e-6) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=within)


def next_options(week: WeekPlan, given: Mapping[str, Any], name: str = THE_WEEK) -> dict[str, Any]:
    """Return the options of the week after: what is given, and of what that week was asked all that is not its own.

    It starts on the day after that week, knows its kilometres, and has another seed. Words to avoid, like and the
    like add up, as those of runner.toml and the command line do; of health, a word given replaces one with the same
    beginning (``pregnant 2`` replaces ``pregnant 1``).

    Raises
    ------
    InputError
        When the week was made by an older fuelplan, or what was asked cannot be read.
    """
    request = request_of(week, name)
    asked = {key: value for key, value in week.asked.items() if key not in _OF_ITS_WEEK}
    if _race_among_runs(request, week.asked):
        asked.pop("runs", None)
    if any(key in given for key in DISTANCES):
        asked = {key: value for key, value in asked.items() if key not in DISTANCES}
    lists = {key: _added(key, given[key], asked[key]) for key in LISTS if key in given and key in asked}
    return {
        **asked,
        "start": (date.fromisoformat(week.days[-1].date) + timedelta(days=1)).isoformat(),
        "seed": week.seed + 1,
        "last_km": round(float(request.week.distance.m_as(KM)), 2),
        **given,
        **lists,
    }


def settings_after(settings: Settings, week: WeekPlan, name: str) -> Settings:
    """Return settings for the week after one: what they say themselves wins.

    Raises
    ------
    InputError
        As :func:`next_options`.
    """
    values = next_options(week, settings.values, name)
    taken = _origin(values.keys() - settings.values.keys(), name)
    return replace(settings, values=values, origin={**taken, **settings.origin})


def _race_among_runs(request: Request, asked: Mapping[str, Any]) -> bool:
    """Whether a race stands in the runs themselves, not in the option for it."""
    if "runs" not in asked:
        return False
    racing = sum(run.kind == "race" for day in request.week.days for run in day.runs)
    return racing > ("race" in asked)


def _added(key: str, given: Any, earlier: Any) -> tuple[str, ...]:
    """Return words given and those of the earlier week that are not among them."""
    sign = _PARTED_BY.get(key, ",")
    words, before = _entries(given, sign), _entries(earlier, sign)
    known = {_kind(key, word) for word in words}
    return (*words, *(word for word in before if _kind(key, word) not in known))


def _kind(key: str, word: str) -> str:
    return word.casefold().split()[0] if key == "health" else word.casefold()


def _entries(words: str | Sequence[str], sign: str) -> list[str]:
    listed = [words] if isinstance(words, str) else words
    return [entry for text in listed for part in re.split(sign, text) if (entry := " ".join(part.split()))]


def require_sums(
    week: WeekPlan, athlete: Athlete, needs: Sequence[DayNeeds], table: FoodTable, name: str = THE_WEEK
) -> None:
    """Refuse a week that does not pass the audit with a table of foods.

    Raises
    ------
    InputError
        With the first rule or sum that does not hold, and how many more.
    """
    try:
        audit(week, athlete, tuple(needs), table.cells.sheet.path)
    except AuditError as error:
        raise _changed(error.problems[1:], name) from error


def _changed(problems: Sequence[str], name: str) -> InputError:
    others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return InputError(f"{name}: {problems[0]}{others}; {CHANGED}")


def require_sound(week: WeekPlan, table: FoodTable, name: str = THE_WEEK) -> None:
    """Refuse to plan on from a week that was tampered with.

    A week of this very version and the shipped table is audited whole. A runner may have changed their own table since,
    and another version has other formulas: there the iron of each day is re-added and must lie in its window.

    Raises
    ------
    InputError
        With what does not hold.
    """
    request = request_of(week, name)
    if week.fuelplan == VERSION:
        needs = week_needs(request.athlete, request.week)
        require_same_days(week, needs, request.athlete.iron_supplement_mg, name)
        if table.cells.sheet.path == resources.foods_csv():
            require_sums(week, request.athlete, needs, table, name)
    if outside := iron_outside(week, request.athlete, table.cells.sheet.path):
        raise _changed(outside, name)


def last_week_of(week: WeekPlan | None, table: FoodTable, name: str = THE_WEEK) -> LastWeek:
    """Return what was on the table in a week, as the wishes of the next see it; nothing where there was none.

    Raises
    ------
    InputError
        As :func:`require_sound`.
    """
    if week is None:
        return FIRST_WEEK
    require_sound(week, table, name)
    foods = table.by_id()
    eaten = {item.food for day in week.days for meal in day.meals for item in meal.items} & foods.keys()
    return LastWeek(
        dishes=frozenset(main_dishes(week)),
        foods=frozenset(foods[key].kind for key in eaten if not is_staple(foods[key])),
    )


def main_dishes(week: WeekPlan) -> list[str]:
    """Return the dishes of a week's main meals, each once."""
    return list(dict.fromkeys(meal.dish for day in week.days for meal in day.meals if meal.slot in MAIN_SLOTS))


def again_line(week: WeekPlan, before: WeekPlan, name: str) -> str:
    """Return a line that says how much of a week comes again in the next, and which options the next took from it."""
    again, dishes = set(main_dishes(before)), main_dishes(week)
    repeated = [dish for dish in dishes if dish in again]
    listed = f" ({', '.join(repeated)})" if repeated else ""
    same = [key.replace("_", "-") for key, value in week.asked.items() if before.asked.get(key) == value]
    asked = f"; asked as there: {', '.join(same)}" if same else ""
    return f"Next after {name}: {len(repeated)} of its {len(again)} main dishes again{listed}{asked}"
