"""Why there is no week: found by solving, told in sentences, with what would make one possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fuelplan.errors import NoPlanError
from fuelplan.planner.diagnosis import refusal
from fuelplan.planner.diagnosis.elastic import Clash, Edge, best_total, clashes, edges_of, tightest
from fuelplan.planner.diagnosis.exact import Search, Served
from fuelplan.planner.diagnosis.loosen import windows_of, words_that_help
from fuelplan.planner.diagnosis.reach import DayReach
from fuelplan.planner.diagnosis.rescue import search_day
from fuelplan.planner.kept import dishes_to_serve
from fuelplan.planner.left_out import why_left_out
from fuelplan.planner.menus import DayTask
from fuelplan.planner.rules import energy_health_allows
from fuelplan.planner.task import WeekTask
from fuelplan.vocabulary import NUTRIENTS

# Of the largest meals there are nobody eats more than this on a race day (ours; sampled days end at about half).
_RACE_APPETITE = 0.6


def no_meal(slot: str) -> str:
    """Say that a main meal cannot be made."""
    return f"No {slot} can be made from the foods that are left: avoid fewer foods, or add dishes or foods."


def require_main_meals(task: WeekTask, reach: Sequence[DayReach]) -> None:
    """Refuse a week in which a main meal cannot be served at all."""
    missing = reach[0].missing
    if missing:
        helps = words_that_help(task, range(len(reach)), None) or words_that_help(task, (), None)
        raise NoPlanError([*map(no_meal, missing), *filter(None, [refusal.allowing(helps)])])


def require_kept(task: WeekTask, days: Sequence[DayTask]) -> None:
    """Refuse a week in which a dish that is to be served cannot be: no such meal, or nothing to make it from."""
    problems = []
    for keep in task.cooking.keep:
        asked = [day for day in days if keep.weekday in ("", day.needs.training.weekday)]
        chances = [
            chance
            for day in asked
            for occasion, chance in zip(day.occasions, day.chances, strict=True)
            if occasion.slot == keep.slot
        ]
        when = f"{keep.weekday} {keep.slot}".strip()
        if not chances:
            problems.append(f"There is no {when} in this week to keep '{keep.dish}' for; keep it at another meal.")
        elif not all(chance.any() for chance in chances):
            meant = dishes_to_serve(keep.dish, keep.slot, task.dishes)
            problems.append(why_left_out(meant, keep.dish, when, task))
    if problems:
        raise NoPlanError(problems)


def require_menus(task: WeekTask, reach: Sequence[DayReach], days: Sequence[int]) -> dict[int, tuple[Served, ...]]:
    """Return a menu for each of some days that sampling found none for, by the exact search.

    Raises
    ------
    NoPlanError
        When a day has none: with the rules that clash and what would make it possible.
    """
    found = {day: _too_long_a_race(task, reach[day], day) or _clashes(task, reach[day], day) for day in days}
    if any(found.values()):
        raise NoPlanError(_clashing(task, found))
    searches = {day: _search(task, reach, day) for day in days}
    failed = {day: search for day, search in searches.items() if not search.meals}
    if failed:
        raise NoPlanError(_unfound(task, reach, failed))
    return {day: search.meals for day, search in searches.items()}


def _clashes(task: WeekTask, reach: DayReach, day: int) -> list[Clash]:
    return clashes(reach, windows_of(task, task.needs[day]))


def _too_long_a_race(task: WeekTask, reach: DayReach, day: int) -> list[Clash]:
    """Return the energy a race day asks for, where it is more than a person eats around a race."""
    needs = task.needs[day]
    floor = Edge(energy_health_allows(needs), 1)
    carried = float(reach.fixed[NUTRIENTS.index("energy_kcal")])
    eaten = carried + _RACE_APPETITE * (best_total(reach, floor, ()) - carried)
    racing = any(run.kind == "race" for run in needs.training.runs)
    return [Clash((floor,), (eaten,))] if racing and eaten < floor.bound else []


def _search(task: WeekTask, reach: Sequence[DayReach], day: int) -> Search:
    needs = task.needs[day]
    return search_day(reach[day], edges_of(windows_of(task, needs)), needs, task.seed + day)


def _clashing(task: WeekTask, found: dict[int, list[Clash]]) -> list[str]:
    """Return a sentence for each set of rules that clash, with the days on which they do."""
    groups: dict[tuple[tuple[str, int, float], ...], dict[int, Clash]] = defaultdict(dict)
    for day, sets in found.items():
        for clash in sets:
            key = tuple((edge.window.says, edge.sign, round(edge.bound)) for edge in clash.edges)
            groups[key][day] = clash
    return [f"{_named(task, group)}: {refusal.of_clash(task, group)}" for group in groups.values()]


def _unfound(task: WeekTask, reach: Sequence[DayReach], failed: dict[int, Search]) -> list[str]:
    """Return a sentence for the days that have no menu of whole portions, and one for those we found none for."""
    groups: dict[tuple[str, str], dict[int, Clash]] = defaultdict(dict)
    for day, search in failed.items():
        tight = tightest(reach[day], windows_of(task, task.needs[day]))
        groups[search.outcome, tight.edges[0].window.says][day] = tight
    return [f"{_named(task, group)}: {refusal.unfound(task, group, key[0])}" for key, group in groups.items()]


def _named(task: WeekTask, days: Iterable[int]) -> str:
    return ", ".join(task.needs[day].training.weekday for day in days)
