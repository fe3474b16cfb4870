"""Another dish for one meal of a finished week: its day is re-balanced, the other six stay."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fuelplan.dishes import Dish, Filling, Larder
from fuelplan.errors import NoPlanError
from fuelplan.planner.candidates import candidate_of
from fuelplan.planner.choose import Choice, choose_week
from fuelplan.planner.courses import FILLINGS_PER_DISH, Courses, IntArray, RowArray, courses_by_slot, fill_dish
from fuelplan.planner.day_tasks import FillingPrices, day_task, wanted_a_day, week_max_of
from fuelplan.planner.kept import cookable
from fuelplan.planner.left_out import why_left_out
from fuelplan.planner.menus import DayTask, FoodFacts, Menu, keeps_hard_rules, menus_as_they_are, polished_menus
from fuelplan.planner.pots import repotted
from fuelplan.planner.rebuilt import RebuiltDay, evenings_of_lunches, rebuilt_day
from fuelplan.planner.sampling import batch_of, scaled_steps
from fuelplan.planner.serve import serve_day, with_evening_work
from fuelplan.planner.task import WeekTask, at_hand
from fuelplan.planner.week import PlannedWeek, pantry_of
from fuelplan.planner.wishes.week import WeekMenus
from fuelplan.vocabulary import SLOTS
from fuelplan.weekplan import DayPlan

_POOL, _PER_DISH = 40, 3
_FILLINGS_OF_A_NAMED_DISH = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A meal to be another: the places of its day in the week and of the meal among the day's (those on runs aside).

    ``to`` holds the names of the dishes one of which is to come, none where all are open; ``refused`` those that are
    not to come back.
    """

    day: int
    meal: int
    to: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Table:
    """A finished week with what else may stand in the place of one meal: ``rows`` (meals) of each day's own courses.

    The first ``offered`` fillings of the swapped meal's slot are the others.
    """

    days: list[RebuiltDay]
    courses: dict[str, Courses]
    rows: list[IntArray]
    offered: int
    tasks: list[DayTask]


def swap_meal(task: WeekTask, days: Sequence[DayPlan], swap: Swap) -> PlannedWeek:
    """Return the week with another dish at one meal.

    The other meals of that day keep dish and foods, with other portions; every other day is as it was, but for the
    other half of a pot that is shared, and what to soak the evening before. The same table of foods and dishes is
    asked as when the week was planned.

    Raises
    ------
    InputError
        When the week cannot be found again in foods and dishes.
    NoPlanError
        When no other dish is left, or none keeps the day's hard rules.
    """
    foods, evenings = task.table.by_id(), evenings_of_lunches(days)
    rebuilt = [rebuilt_day(day, needs, task.dishes, foods) for day, needs in zip(days, task.needs, strict=True)]
    slot = rebuilt[swap.day].occasions[swap.meal].slot
    shared = {lunch: evening for lunch, evening in evenings.items() if not _parts(slot, swap.day, lunch, evening)}
    for lunch in evenings.keys() - shared.keys():
        rebuilt[lunch] = _cooked_fresh(rebuilt[lunch])
    served, choice = _solved(task, rebuilt, swap)
    told = [served if place == swap.day else day for place, day in enumerate(days)]
    touching = {lunch: evening for lunch, evening in evenings.items() if swap.day in (lunch, evening)}
    kept = {lunch: evening for lunch, evening in touching.items() if lunch in shared}
    told = repotted(told, touching, kept, {lunch: _filling_of("lunch", rebuilt[lunch]) for lunch in touching})
    return PlannedWeek(_with_evening_work(task, told, swap.day), choice)


def _solved(task: WeekTask, days: list[RebuiltDay], swap: Swap) -> tuple[DayPlan, Choice]:
    """Return the day with another dish, from the week's kitchen where that does, else from all there is."""
    allowed, wants = at_hand(task)
    try:
        return _served(task, days, swap, Larder(pantry_of(task, allowed, wants), task.own), wants)
    except NoPlanError:
        return _served(task, days, swap, Larder(allowed, task.own), wants)


def _served(
    task: WeekTask, days: list[RebuiltDay], swap: Swap, larder: Larder, wants: Mapping[str, float]
) -> tuple[DayPlan, Choice]:
    table = _table(task, days, swap, larder, wants)
    menus = _menus(table, swap)
    if not menus:
        day, slot = table.tasks[swap.day].needs.training.weekday, days[swap.day].occasions[swap.meal].slot
        raise NoPlanError(
            f"With another {slot} no portions of {day}'s other meals keep every hard rule; swap another meal of that "
            "day first, or name a dish with --to."
        )
    choice = _choice(task, table, swap, menus, week_max_of(task.dishes, wants))
    return _serve(task, table, swap.day, menus[choice.picks[swap.day]], larder), choice


def _parts(slot: str, day: int, lunch: int, evening: int) -> bool:
    """Whether swapping a meal of a day parts a lunch from the dinner it was cooked with."""
    return (slot == "lunch" and day == lunch) or (slot == "dinner" and day == evening)


def _filling_of(slot: str, day: RebuiltDay) -> Filling:
    return next(f for occasion, f in zip(day.occasions, day.fillings, strict=True) if occasion.slot == slot)


def _cooked_fresh(day: RebuiltDay) -> RebuiltDay:
    return replace(day, fillings=tuple(replace(filling, again=False) for filling in day.fillings))


def _table(task: WeekTask, days: list[RebuiltDay], swap: Swap, larder: Larder, wants: Mapping[str, float]) -> _Table:
    """Lay the dishes that may come beside those of the week."""
    slot = days[swap.day].occasions[swap.meal].slot
    fillings: dict[str, list[Filling]] = {each: [] for each in SLOTS}
    fillings[slot] = _others(task, days, swap, larder, wants)
    offered = len(fillings[slot])
    rows = []
    for day in days:
        places = []
        for occasion, filling in zip(day.occasions, day.fillings, strict=True):
            places.append(len(fillings[occasion.slot]))
            fillings[occasion.slot].append(filling)
        rows.append(np.array(places))
    courses, facts = courses_by_slot(fillings, task.table, wants), FoodFacts.of(task.table)
    fit = FillingPrices(courses, task.rulebook)
    tasks = [
        day_task(task, needs, day.occasions, day.fuel, courses, facts, (), wanted_a_day(wants), fit)
        for needs, day in zip(task.needs, days, strict=True)
    ]
    return _Table(days, courses, rows, offered, tasks)


def _others(
    task: WeekTask, days: Sequence[RebuiltDay], swap: Swap, larder: Larder, wants: Mapping[str, float]
) -> list[Filling]:
    """Return what may come: dishes for this slot that are not on the day; no dinner of another day."""
    occasions, fillings = days[swap.day].occasions, days[swap.day].fillings
    slot, rng = occasions[swap.meal].slot, random.Random(task.seed)
    gone = swap.refused | {filling.dish.name for filling in fillings}
    if slot == "dinner":
        gone |= {_filling_of(slot, day).dish.name for day in days}
    named = swap.to - {fillings[swap.meal].dish.name}
    count = _FILLINGS_OF_A_NAMED_DISH if named else FILLINGS_PER_DISH
    dishes: list[Dish] = [
        dish
        for dish in cookable(task.dishes, task.athlete, task.cooking)
        if slot in dish.slots and (dish.name in named if swap.to else dish.name not in gone)
    ]
    found = [filling for dish in dishes for filling in fill_dish(dish, larder, rng, count, wants)]
    if not found:
        raise NoPlanError(_none_left(task, f"{task.needs[swap.day].training.weekday} {slot}", named))
    return found


def _none_left(task: WeekTask, where: str, named: frozenset[str]) -> str:
    if named:
        return why_left_out([dish for dish in task.dishes if dish.name in named], min(named), where, task)
    return f"No other dish is left for {where}: all were there before, or are on the day; --to names one."


def _choice(task: WeekTask, table: _Table, swap: Swap, menus: list[Menu], week_max: Mapping[str, int]) -> Choice:
    """Choose one of the menus the swapped day may have, beside the six days that stay."""
    batches = [
        batch_of(day, [table.courses[o.slot] for o in day.occasions], rows[None], rebuilt.steps[None])
        for day, rows, rebuilt in zip(table.tasks, table.rows, table.days, strict=True)
    ]
    pools = menus_as_they_are(table.tasks, table.courses, batches)
    pools[swap.day] = menus
    candidates = [
        [candidate_of(menu, day, table.courses, task.table) for menu in pool]
        for day, pool in zip(table.tasks, pools, strict=True)
    ]
    return choose_week(WeekMenus.of(candidates, week_max, task.cooking), task.rulebook)


def _menus(table: _Table, swap: Swap) -> list[Menu]:
    """Return the cheapest menus with another dish that keep every hard rule, few with the same dish.

    Menus that leave out a food of the meals that stay are taken only where all do.
    """
    day, rebuilt = table.tasks[swap.day], table.days[swap.day]
    slots = [table.courses[o.slot] for o in day.occasions]
    tried = _tried(table, swap)
    chosen = np.repeat(table.rows[swap.day][None], len(tried), axis=0)
    chosen[:, swap.meal] = tried
    energy, rng = day.energy_to_share, np.random.default_rng(0)
    scaled = np.stack(
        [
            scaled_steps(slot, chosen[:, place], occasion.share * energy, rng)
            for place, (slot, occasion) in enumerate(zip(slots, day.occasions, strict=True))
        ],
        axis=1,
    )
    near = np.repeat(rebuilt.steps[None], len(tried), axis=0)
    near[:, swap.meal] = scaled[:, swap.meal]
    batch = batch_of(day, slots, np.concatenate([chosen, chosen]), np.concatenate([near, scaled]))
    (polished,) = polished_menus([day], table.courses, [batch])
    keeping = [menu for menu in polished if keeps_hard_rules(menu, day)]
    whole = [menu for menu in keeping if not _leaves_out(menu, rebuilt, swap.meal)]
    return _few_alike(whole or keeping, slots[swap.meal], swap.meal)


def _tried(table: _Table, swap: Swap) -> RowArray:
    """Return the fillings to be tried: what the runner keeps for this meal where it can, else all that are offered."""
    chances = table.tasks[swap.day].chances[swap.meal][: table.offered]
    kept = np.flatnonzero(chances > 0)
    return kept if kept.size and not swap.to else np.arange(table.offered)


def _leaves_out(menu: Menu, day: RebuiltDay, swapped: int) -> bool:
    """Whether an extra of a meal that stays is not on the plate any more."""
    for place, filling in enumerate(day.fillings):
        for column, (part, _) in enumerate(filling.choices):
            if place != swapped and part.optional and not menu.steps[place, column]:
                return True
    return False


def _few_alike(menus: Sequence[Menu], slot: Courses, place: int) -> list[Menu]:
    seen: Counter[str] = Counter()
    kept = []
    for menu in menus:
        name = slot.fillings[menu.courses[place]].dish.name
        seen[name] += 1
        if seen[name] <= _PER_DISH:
            kept.append(menu)
    return kept[:_POOL]


def _serve(task: WeekTask, table: _Table, place: int, menu: Menu, larder: Larder) -> DayPlan:
    day, fuel = table.tasks[place], table.days[place].fuel
    return serve_day(day.needs, task.athlete, day.occasions, menu, table.courses, fuel, larder, task.table)


def _with_evening_work(task: WeekTask, days: Sequence[DayPlan], swapped: int) -> tuple[DayPlan, ...]:
    """Return the days, the swapped one and the one before it saying anew what to soak."""
    told = with_evening_work(days, task.table)
    return tuple(
        told[place] if place == swapped else replace(day, tonight=told[place].tonight) if place == swapped - 1 else day
        for place, day in enumerate(days)
    )
