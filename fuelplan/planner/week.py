"""A week from menus: pools of feasible days, then the choice of one menu a day."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fuelplan.dishes import Dish, Filling, Larder
from fuelplan.errors import NoPlanError
from fuelplan.foods import Food
from fuelplan.planner.candidates import candidate_of
from fuelplan.planner.choose import Choice, choose_week
from fuelplan.planner.courses import Courses, courses_by_slot, fill_dishes
from fuelplan.planner.day_tasks import FillingPrices, day_task, occasions_of, wanted_a_day, week_max_of
from fuelplan.planner.diagnosis import diagnose
from fuelplan.planner.diagnosis.reach import week_reach
from fuelplan.planner.diagnosis.rescue import fillings_by_slot, menus_of
from fuelplan.planner.fuel import run_fuel
from fuelplan.planner.kept import cookable
from fuelplan.planner.menus import DayTask, FoodFacts, Menu
from fuelplan.planner.pantry import PLAIN_FOODS, week_pantry
from fuelplan.planner.pools import find_menus
from fuelplan.planner.pots import are_cooked, evenings_of, second_portions, week_pots, with_shared_pots
from fuelplan.planner.second_portions import lunch_of, with_equal_portions
from fuelplan.planner.serve import serve_day, with_evening_work
from fuelplan.planner.task import WeekTask, at_hand
from fuelplan.planner.wishes.day import WANTED_HAVE
from fuelplan.planner.wishes.week import WeekMenus
from fuelplan.plates import Servings
from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """Seven days of meals and drinks, and how they were chosen."""

    days: tuple[DayPlan, ...]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Prepared:
    """A task made ready for the search: foods at hand, fuel on the runs, the courses, the days."""

    larder: Larder
    fuels: list[list[Servings]]
    courses: dict[str, Courses]
    days: list[DayTask]
    week_max: dict[str, int]


def plan_days(task: WeekTask, progress: Progress = lambda _: None) -> PlannedWeek:
    """Plan seven days that keep every hard rule.

    Raises
    ------
    NoPlanError
        When no week keeps every hard rule, with the reasons.
    """
    prepared, pools = search_week(task, progress)
    progress("choosing the week")
    return serve_week(task, prepared, pools)


def search_week(task: WeekTask, progress: Progress = lambda _: None) -> tuple[Prepared, list[list[Menu]]]:
    """Return the task made ready, and for each day a pool of menus that keep every hard rule.

    A few kinds of each staple are tried first, as one kitchen would have them; all there is, where those do not do,
    and then the dishes too that are kept for need.

    Raises
    ------
    NoPlanError
        When a day has no such menu, with the reasons.
    """
    allowed, wants = at_hand(task)
    try:
        prepared = prepare(task, pantry_of(task, allowed, wants), wants, progress)
        pools = _composed(task, prepared, progress)
    except NoPlanError:
        pools = []
    return (prepared, pools) if pools and all(pools) else _with_all_there_is(task, progress)


def pantry_of(task: WeekTask, allowed: Sequence[Food], wants: Mapping[str, float]) -> list[Food]:
    """Return what stands in the kitchen this week: a few kinds of each staple."""
    kept = _companions(task.dishes, wants) | (_plain(allowed) if any(day.loading for day in task.needs) else set())
    rng = random.Random(task.seed)
    return week_pantry(allowed, rng, wants, task.needs[0].training.day.month, task.own, kept)


def prepare(
    task: WeekTask,
    foods: Sequence[Food],
    wants: Mapping[str, float],
    progress: Progress = lambda _: None,
    extra: Mapping[str, Sequence[Filling]] | None = None,
    *,
    last_resort: bool = False,
) -> Prepared:
    """Fill the dishes from the foods and set up the days.

    ``extra`` fillings are offered after those, by slot; a ``last_resort`` offers dishes kept for need.
    """
    larder = Larder(foods, task.own)
    fuels = [[run_fuel(run, foods, task.table) for run in day.runs] for day in task.needs]
    progress("filling dishes")
    rng = random.Random(task.seed)
    week_max = week_max_of(task.dishes, wants)
    dishes = [dish for dish in cookable(task.dishes, task.athlete, task.cooking) if last_resort or week_max[dish.name]]
    fillings = fill_dishes(dishes, larder, rng, wants)
    pots = week_pots(fillings["dinner"], task.cooking.batch, rng, wants, task.last_week.dishes)
    fillings["lunch"] += second_portions(pots)
    for slot, more in (extra or {}).items():
        fillings[slot] += more
    courses = courses_by_slot(fillings, task.table, wants)
    _require_main_meals(courses)
    asked = wanted_a_day(wants)
    facts, pot_keys = FoodFacts.of(task.table), {pot.key for pot in pots}
    fit = FillingPrices(courses, task.rulebook)
    days = [
        day_task(task, day, occasions_of(day, courses), fuel, courses, facts, pot_keys, asked, fit)
        for day, fuel in zip(task.needs, fuels, strict=True)
    ]
    diagnose.require_kept(task, days)
    return Prepared(larder, fuels, courses, days, week_max)


def _composed(task: WeekTask, prepared: Prepared, progress: Progress) -> list[list[Menu]]:
    progress("composing days")
    return find_menus(prepared.days, prepared.courses, task.seed)


def _require_main_meals(courses: Mapping[str, Courses]) -> None:
    """Refuse courses without a main meal; second portions alone are none on the first day."""
    empty = [slot for slot in MAIN_SLOTS if all(filling.again for filling in courses[slot].fillings)]
    if empty:
        raise NoPlanError([diagnose.no_meal(slot) for slot in empty])


def _with_all_there_is(task: WeekTask, progress: Progress) -> tuple[Prepared, list[list[Menu]]]:
    """Return the days from all that may be eaten; where sampling finds no menu, by the exact search, or the reasons."""
    reach = week_reach(task)
    diagnose.require_main_meals(task, reach)
    foods, wants = at_hand(task)
    prepared = prepare(task, foods, wants, progress, last_resort=True)
    pools = _composed(task, prepared, progress)
    if all(pools):
        return prepared, pools
    progress("looking at every menu there is")
    found = diagnose.require_menus(task, reach, [day for day, pool in enumerate(pools) if not pool])
    more = prepare(task, foods, wants, extra=fillings_by_slot(found.values()), last_resort=True)
    days = [more.days[day] if day in found else before for day, before in enumerate(prepared.days)]
    rescued = [
        menus_of(days[day], more.courses, found[day]) if day in found else pool for day, pool in enumerate(pools)
    ]
    return replace(more, days=days), rescued


def serve_week(task: WeekTask, prepared: Prepared, pools: Sequence[Sequence[Menu]]) -> PlannedWeek:
    """Choose the week from pools of menus, one a day, and serve it.

    Where days have nothing but second portions of pots that no evening before can cook, the week has none.
    """
    candidates = [
        [candidate_of(menu, day, prepared.courses, task.table) for menu in pool]
        for day, pool in zip(prepared.days, pools, strict=True)
    ]
    choice = choose_week(WeekMenus.of(candidates, prepared.week_max, task.cooking), task.rulebook)
    picked = [pool[pick] for pool, pick in zip(candidates, choice.picks, strict=True)]
    if not are_cooked(picked):
        alone = replace(task, cooking=replace(task.cooking, batch=0))
        return serve_week(alone, *search_week(alone))
    evenings = evenings_of(picked)
    chosen = [pool[pick] for pool, pick in zip(pools, choice.picks, strict=True)]
    menus, courses = with_equal_portions(prepared.days, prepared.courses, chosen, evenings)
    days = [
        serve_day(day.needs, task.athlete, day.occasions, menu, courses, fuel, prepared.larder, task.table)
        for day, menu, fuel in zip(prepared.days, menus, prepared.fuels, strict=True)
    ]
    lunches = {day: lunch_of(prepared.days[day], menus[day], courses) for day in evenings}
    return PlannedWeek(with_evening_work(with_shared_pots(days, evenings, lunches), task.table), choice)


def _plain(foods: Sequence[Food]) -> set[str]:
    return {food.id for food in foods if {food.id, food.in_place_of} & PLAIN_FOODS}


def _companions(dishes: Sequence[Dish], wants: Mapping[str, float]) -> set[str]:
    """Return what stands in dishes beside a food that is at home, so that the dish can be made."""
    at_home = {food for food, want in wants.items() if want >= WANTED_HAVE}
    named = [{food for part in dish.parts for food in part.foods} for dish in dishes]
    return {food for foods in named if foods & at_home for food in foods}
