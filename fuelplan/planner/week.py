"""A week from menus: pools of feasible days, then the choice of one menu a day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from fuelplan.athlete import Athlete
from fuelplan.cells import FloatArray
from fuelplan.dishes import Dish, Larder
from fuelplan.errors import NoPlanError
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner import diagnose
from fuelplan.planner.choose import MAIN_GROUPS, Candidate, choose_week
from fuelplan.planner.courses import Courses, courses_by_slot
from fuelplan.planner.fuel import composition_of, run_fuel
from fuelplan.planner.menus import SAMPLES, DayTask, Menu, day_menus
from fuelplan.planner.occasions import Occasion, occasions
from fuelplan.planner.pantry import PLAIN_FOODS, week_pantry
from fuelplan.planner.rules import HARD_RULES, allowed_foods
from fuelplan.planner.serve import serve_day, with_evening_work
from fuelplan.planner.timing import inhibiting, sittings, upsetting
from fuelplan.planner.wishes import MOST_WANTED_A_DAY, WANTED_HAVE, WeekPrices, wanted
from fuelplan.plates import Servings
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS, SLOTS
from fuelplan.weekplan import DayPlan

STAPLE_ROLES = frozenset({"milk", "bread", "oil", "oats", "sweet-spread"})
_POOL = 10
_DEAR = 4.0
_MORE_SAMPLES = 4
_TRIES = 3


def plan_days(
    athlete: Athlete,
    needs: Sequence[DayNeeds],
    table: FoodTable,
    dishes: Sequence[Dish],
    own: Collection[str] = (),
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[DayPlan, ...]:
    """Return seven days of meals and drinks that keep every hard rule.

    Parameters
    ----------
    athlete, needs
        Who, and what each day asks for.
    table, dishes
        What there is to eat and how it is cooked.
    own
        Ids of foods the runner added to the table.
    seed
        Another seed gives another week; the same gives the same.

    Raises
    ------
    NoPlanError
        When no week keeps every hard rule, with the reasons.
    """
    allowed = allowed_foods(table, athlete)
    wants = {food.id: want for food in allowed if (want := wanted(food, athlete))}
    kept = _companions(dishes, wants) | (_plain(allowed) if any(day.loading for day in needs) else set())
    pantry = week_pantry(allowed, random.Random(seed), wants, own, kept)
    try:
        return _plan_from(Larder(pantry, own), pantry, wants, athlete, needs, table, dishes, seed, progress)
    except NoPlanError:
        return _plan_from(Larder(allowed, own), allowed, wants, athlete, needs, table, dishes, seed, progress)


def _plan_from(
    larder: Larder,
    foods: Sequence[Food],
    wants: Mapping[str, float],
    athlete: Athlete,
    needs: Sequence[DayNeeds],
    table: FoodTable,
    dishes: Sequence[Dish],
    seed: int,
    progress: Callable[[str], None],
) -> tuple[DayPlan, ...]:
    fuels = [[run_fuel(run, foods, table) for run in day.runs] for day in needs]
    progress("filling dishes")
    courses = courses_by_slot(dishes, larder, table, SLOTS, random.Random(seed), wants)
    diagnose.require_main_meals(courses)
    asked = min(MOST_WANTED_A_DAY, sum(wants.values()))
    tasks = [_task(day, fuel, courses, table, asked) for day, fuel in zip(needs, fuels, strict=True)]
    tasks = [replace(task, fixed=task.fixed + _supplement(athlete)) for task in tasks]
    progress("composing days")
    pools, nearest = _pools(tasks, courses, seed)
    diagnose.require_menus(tasks, pools, nearest, athlete)
    progress("choosing the week")
    candidates = [[_candidate(menu, task, courses) for menu in pool] for task, pool in zip(tasks, pools, strict=True)]
    chosen = choose_week(candidates, {dish.name: _week_max(dish, wants) for dish in dishes}, WeekPrices())
    days = [
        serve_day(task.needs, athlete, task.occasions, pool[pick], courses, fuel, larder, table)
        for task, pool, pick, fuel in zip(tasks, pools, chosen, fuels, strict=True)
    ]
    return with_evening_work(days, table)


def _supplement(athlete: Athlete) -> FloatArray:
    """Return the iron the runner takes anyway as nutrients of every day."""
    taken = np.zeros(len(NUTRIENTS))
    taken[NUTRIENTS.index("iron_mg")] = athlete.iron_supplement_mg
    return taken


def _plain(foods: Sequence[Food]) -> set[str]:
    return {food.id for food in foods if {food.id, food.in_place_of} & PLAIN_FOODS}


def _companions(dishes: Sequence[Dish], wants: Mapping[str, float]) -> set[str]:
    """Return what stands in dishes beside a food that is at home, so that the dish can be made."""
    at_home = {food for food, want in wants.items() if want >= WANTED_HAVE}
    named = [{food for part in dish.parts for food in part.foods} for dish in dishes]
    return {food for foods in named if foods & at_home for food in foods}


def _week_max(dish: Dish, wants: Mapping[str, float]) -> int:
    """Return how often a dish is welcome; one kept for need (liver) is welcome once to those who want it."""
    named = {food for part in dish.parts for food in part.foods}
    return max(dish.week_max, 1) if named & wants.keys() else dish.week_max


def _task(
    day: DayNeeds, fuel: Sequence[Servings], courses: Mapping[str, Courses], table: FoodTable, asked: float
) -> DayTask:
    """Return the day with the occasions something can be served at (main meals are asked for elsewhere)."""
    wanted = occasions(day.training, day.windows["energy_kcal"].aim, loading=day.loading)
    kept = tuple(o for o in wanted if o.slot in MAIN_SLOTS or courses[o.slot].fillings)
    total = sum(occasion.share for occasion in kept)
    scaled = tuple(Occasion(slot=o.slot, minute=o.minute, share=o.share / total) for o in kept)
    fixed = composition_of([serving for servings in fuel for serving in servings], table)
    return DayTask(
        needs=day,
        occasions=scaled,
        sittings=sittings(day, scaled),
        fixed=fixed,
        inhibiting=inhibiting(table),
        upsetting=upsetting(table),
        wanted=asked,
    )


def _pools(
    tasks: Sequence[DayTask], courses: dict[str, Courses], seed: int
) -> tuple[list[list[Menu]], list[list[Menu]]]:
    """Return each day's feasible menus and all that were found, looking harder where only dear ones turn up."""
    pools: list[list[Menu]] = [[] for _ in tasks]
    nearest: list[list[Menu]] = [[] for _ in tasks]
    open_days = list(range(len(tasks)))
    for attempt in range(_TRIES):
        rng = np.random.default_rng([seed, attempt])
        samples = SAMPLES * (_MORE_SAMPLES if attempt else 1)
        found = day_menus([tasks[day] for day in open_days], courses, rng, samples)
        for day, menus in zip(open_days, found, strict=True):
            nearest[day] += menus
            keeps = [menu for menu in menus if _keeps_hard_rules(menu, tasks[day].needs)]
            pools[day] = sorted([*pools[day], *keeps], key=lambda menu: menu.cost)[:_POOL]
        open_days = [day for day in open_days if not pools[day] or min(m.price for m in pools[day]) > _DEAR]
        if not open_days:
            break
    return pools, nearest


def _keeps_hard_rules(menu: Menu, needs: DayNeeds) -> bool:
    windows = [rule(needs) for rule in HARD_RULES]
    return not any(window.broken_by(menu.totals[NUTRIENTS.index(window.nutrient)]) for window in windows)


def _candidate(menu: Menu, task: DayTask, courses: Mapping[str, Courses]) -> Candidate:
    served: list[tuple[str, str, list[Food]]] = []
    for occasion, course, steps in zip(task.occasions, menu.courses, menu.steps, strict=True):
        filling = courses[occasion.slot].fillings[course]
        eaten = [
            food
            for (part, food), step in zip(filling.choices, steps, strict=False)
            if part.least + int(step) * part.step > 0
        ]
        served.append((occasion.slot, filling.dish.name, eaten))
    mains = {food.id for slot, _, eaten in served if slot == "dinner" for food in eaten if food.group in MAIN_GROUPS}
    uses = Counter(food.kind for _, _, eaten in served for food in eaten if not food.roles & STAPLE_ROLES)
    thrice = sum(max(0, count - 2) for count in uses.values())
    return Candidate(
        price=menu.cost + WeekPrices().food_thrice_a_day * thrice,
        dishes=tuple(dish for _, dish, _ in served),
        dinner=next(dish for slot, dish, _ in served if slot == "dinner"),
        main_foods=frozenset(mains),
        foods=frozenset(uses),
    )
