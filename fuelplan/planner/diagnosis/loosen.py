"""What would make a week possible: the same days solved again with something allowed, or with a higher ceiling."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from fuelplan.needs import DayNeeds
from fuelplan.planner.diagnosis.elastic import Edge, best_total, edges_of, kept_together
from fuelplan.planner.diagnosis.reach import DayReach, week_reach
from fuelplan.planner.diagnosis.rescue import search_day
from fuelplan.planner.rules import HARD_RULES, Window
from fuelplan.planner.task import WeekTask
from fuelplan.vocabulary import DIETS

# No hard rule says so, but nobody should eat twice a day's energy for its iron (ours).
_MOST_OF_AIM = 1.15
_ENOUGH_FOOD = "no more than 15 % beyond the day's energy"
_MOST_WORDS = 12
_STEPS_ABOVE = (0.0, 0.1, 0.3, 1.0, 3.0)
_FINEST_MG = 10.0


@dataclass(frozen=True, slots=True)
class Help:
    """Words that are allowed again, by which the days become possible, and how near to ``edge`` they come then."""

    words: tuple[str, ...]
    reaches: float | None


def windows_of(task: WeekTask, needs: DayNeeds) -> list[Window]:
    """Return what the hard rules ask of a day, and that it is no more food than a day of that energy may hold."""
    return [*(rule(needs) for rule in task.rulebook.rules), _enough_food(needs)]


def is_own(task: WeekTask, edge: Edge, days: Sequence[int]) -> bool:
    """Whether a rule is one a library user added."""
    return not is_too_much_food(edge) and edge.window not in [
        rule(task.needs[day]) for day in days for rule in HARD_RULES
    ]


def is_too_much_food(edge: Edge) -> bool:
    """Whether this is the side that keeps a day from far more food than its energy."""
    return edge.window.says == _ENOUGH_FOOD


def _enough_food(needs: DayNeeds) -> Window:
    most = needs.windows["energy_kcal"].aim * _MOST_OF_AIM
    return Window(nutrient="energy_kcal", low=0.0, high=most, says=_ENOUGH_FOOD)


def words_of(task: WeekTask) -> tuple[str, ...]:
    """Return what a runner keeps off the table, in the words of --avoid and --never."""
    return tuple(dict.fromkeys((*task.athlete.avoid, *task.cooking.never)))


def words_that_help(task: WeekTask, days: Sequence[int], edge: Edge | None) -> list[Help]:
    """Return the words of --avoid and --never that make some days possible when they are allowed again.

    Each that does alone; else every two that do together; else a few of which none can be spared; none where even
    all of them are not enough.
    """
    for tried in _sets(task, days):
        helps = [each for each in tried if possible(_allowing(task, each), days)]
        if helps:
            return [Help(each, _reaches(_allowing(task, each), days, edge)) for each in helps]
    return []


def diet_that_helps(task: WeekTask, days: Sequence[int], edge: Edge | None) -> Help | None:
    """Return the least change of diet that makes some days possible, all else as it is."""
    for diet in reversed(DIETS[: DIETS.index(task.athlete.diet)]):
        other = replace(task, athlete=replace(task.athlete, diet=diet))
        if possible(other, days):
            return Help((diet,), _reaches(other, days, edge))
    return None


def least_iron_cap(task: WeekTask, days: Sequence[int], most: float) -> float | None:
    """Return the least iron ceiling [mg], to a tenth and up to ``most``, with which some days are possible."""
    reach = week_reach(task)
    high = [_least_iron(reach[day], windows_of(task, task.needs[day])) for day in days]
    start = math.ceil(max([task.athlete.iron_cap_mg, *high]) * _FINEST_MG - 1e-6) / _FINEST_MG
    caps = sorted({min(start + step, most) for step in _STEPS_ABOVE})
    return next((cap for cap in caps if cap > task.athlete.iron_cap_mg and possible(_capped(task, cap), days)), None)


def keeping_nothing(task: WeekTask) -> WeekTask:
    """Return the task without the dishes that are to be served."""
    return replace(task, cooking=replace(task.cooking, keep=()))


def possible(task: WeekTask, days: Sequence[int]) -> bool:
    """Whether every main meal can be made, and a menu was found for each of some days (after no proof against it)."""
    reach = week_reach(task)
    if reach[0].missing:
        return False
    asked = [(reach[day], edges_of(windows_of(task, task.needs[day])), day) for day in days]
    if not all(kept_together(each, edges) for each, edges, _ in asked):
        return False
    return all(search_day(each, edges, task.needs[day], day).meals for each, edges, day in asked)


def _allowing(task: WeekTask, words: Sequence[str]) -> WeekTask:
    return replace(
        task,
        athlete=replace(task.athlete, avoid=tuple(word for word in task.athlete.avoid if word not in words)),
        cooking=replace(task.cooking, never=tuple(word for word in task.cooking.never if word not in words)),
    )


def _sets(task: WeekTask, days: Sequence[int]) -> Iterator[list[tuple[str, ...]]]:
    """Yield what to allow again: each word, then each two (not of very many), then a few that cannot be spared."""
    words = words_of(task)
    if not words or not possible(_allowing(task, words), days):
        return
    yield [(word,) for word in words]
    yield list(combinations(words, 2)) if len(words) <= _MOST_WORDS else []
    needed = words
    for word in words:
        without = tuple(other for other in needed if other != word)
        if possible(_allowing(task, without), days):
            needed = without
    yield [needed]


def _reaches(task: WeekTask, days: Sequence[int], edge: Edge | None) -> float | None:
    """Return how near to one rule all of some days come, each keeping the others."""
    if edge is None:
        return None
    reach, worst = week_reach(task), min if edge.sign > 0 else max
    return worst(_best(reach[day], edge, windows_of(task, task.needs[day])) for day in days)


def _best(reach: DayReach, edge: Edge, windows: Sequence[Window]) -> float:
    """Return how far a day goes towards one rule, and beyond it, keeping all others."""
    this = (edge.window.nutrient, edge.sign)
    return best_total(reach, edge, [e for e in edges_of(windows) if (e.window.nutrient, e.sign) != this])


def _least_iron(reach: DayReach, windows: Sequence[Window]) -> float:
    iron = next(window for window in windows if window.nutrient == "iron_mg")
    return _best(reach, Edge(iron, -1), windows)


def _capped(task: WeekTask, cap: float) -> WeekTask:
    """Return the task with another iron ceiling."""

    def higher(day: DayNeeds) -> DayNeeds:
        iron = day.windows["iron_mg"]
        return replace(day, windows={**day.windows, "iron_mg": replace(iron, max=cap)})

    athlete = replace(task.athlete, iron_cap_mg=cap)
    return replace(task, athlete=athlete, needs=tuple(higher(day) for day in task.needs))
