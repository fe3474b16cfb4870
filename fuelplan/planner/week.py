"""A week from menus: pools of feasible days, then the choice of one menu a day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from fuelplan.athlete import Athlete
from fuelplan.cells import FloatArray
from fuelplan.cooking import Cooking
from fuelplan.dishes import Dish, Filling, Larder
from fuelplan.errors import NoPlanError
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner import diagnose
from fuelplan.planner.candidates import candidate_of
from fuelplan.planner.choose import Choice, choose_week
from fuelplan.planner.courses import Courses, courses_by_slot, fill_dishes
from fuelplan.planner.exchange import crowding, exchanged
from fuelplan.planner.fuel import composition_of, run_fuel
from fuelplan.planner.kept import chances_of, cookable, kept_at
from fuelplan.planner.menus import DayTask, FoodFacts, Menu, polished_menus
from fuelplan.planner.occasions import Occasion, occasions
from fuelplan.planner.pantry import PLAIN_FOODS, week_pantry
from fuelplan.planner.pots import evenings_of, second_portions, week_pots, with_shared_pots
from fuelplan.planner.rulebook import SHIPPED, Rulebook
from fuelplan.planner.rules import allowed_foods
from fuelplan.planner.sampling import SAMPLES, sample_day
from fuelplan.planner.serve import serve_day, with_evening_work
from fuelplan.planner.wishes.day import MOST_WANTED_A_DAY, WANTED_HAVE, wanted
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek, Setting, setting_of
from fuelplan.planner.wishes.hour import sittings
from fuelplan.planner.wishes.week import WeekMenus
from fuelplan.plates import Servings
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS
from fuelplan.weekplan import DayPlan

_POOL, _SAME_DISH = 12, 4
_DEAR = 4.0
_MORE_SAMPLES = 4
_TRIES = 3
_EXCHANGE_ROUNDS = 2

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTask:
    """All that a week is planned from: the same task gives the same week, in any thread.

    ``own`` are ids of foods the runner added to the table, ``last_week`` is what not to serve again, and another
    ``seed`` gives another week.
    """

    athlete: Athlete
    needs: Sequence[DayNeeds]
    table: FoodTable
    dishes: Sequence[Dish]
    own: Collection[str] = ()
    cooking: Cooking = field(default_factory=Cooking)
    last_week: LastWeek = FIRST_WEEK
    rulebook: Rulebook = SHIPPED
    seed: int = 0


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

    A few kinds of each staple are tried first, as one kitchen would have them; all there is, where those do not do,
    and then the dishes too that are kept for need.

    Raises
    ------
    NoPlanError
        When no week keeps every hard rule, with the reasons.
    """
    allowed, wants = at_hand(task)
    rng = random.Random(task.seed)
    kept = _companions(task.dishes, wants) | (_plain(allowed) if any(day.loading for day in task.needs) else set())
    pantry = week_pantry(allowed, rng, wants, task.needs[0].training.day.month, task.own, kept)
    try:
        return _planned(task, prepare(task, pantry, wants, progress), progress)
    except NoPlanError:
        return _planned(task, prepare(task, allowed, wants, progress, last_resort=True), progress)


def at_hand(task: WeekTask) -> tuple[list[Food], dict[str, float]]:
    """Return the foods the athlete may be planned, and by id how much each is wanted."""
    allowed = allowed_foods(task.table, task.athlete)
    return allowed, {food.id: want for food in allowed if (want := wanted(food, task.athlete))}


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

    ``extra`` fillings are offered beside those, by slot; a ``last_resort`` offers dishes kept for need, such as liver.
    """
    larder = Larder(foods, task.own)
    fuels = [[run_fuel(run, foods, task.table) for run in day.runs] for day in task.needs]
    progress("filling dishes")
    rng = random.Random(task.seed)
    week_max = {dish.name: _week_max(dish, wants) for dish in task.dishes}
    dishes = [dish for dish in cookable(task.dishes, task.cooking.never) if last_resort or week_max[dish.name]]
    fillings = fill_dishes(dishes, larder, rng, wants)
    pots = week_pots(fillings["dinner"], task.cooking.batch, rng, wants)
    fillings["lunch"] += second_portions(pots)
    for slot, more in (extra or {}).items():
        fillings[slot] += more
    courses = courses_by_slot(fillings, task.table, wants)
    diagnose.require_main_meals(courses)
    asked = min(MOST_WANTED_A_DAY, sum(wants.values()))
    facts, pot_keys = FoodFacts.of(task.table), {pot.key for pot in pots}
    fit = _Fit(courses, task.rulebook)
    days = [
        _day_task(task, day, fuel, courses, facts, pot_keys, asked, fit)
        for day, fuel in zip(task.needs, fuels, strict=True)
    ]
    diagnose.require_kept(days, task.cooking.keep)
    return Prepared(larder, fuels, courses, days, week_max)


def _planned(task: WeekTask, prepared: Prepared, progress: Progress) -> PlannedWeek:
    progress("composing days")
    pools, nearest = find_menus(prepared.days, prepared.courses, task.seed)
    diagnose.require_menus(prepared.days, pools, nearest, task.athlete)
    progress("choosing the week")
    return serve_week(task, prepared, pools)


def serve_week(task: WeekTask, prepared: Prepared, pools: Sequence[Sequence[Menu]]) -> PlannedWeek:
    """Choose the week from pools of menus, one a day, and serve it."""
    candidates = [
        [candidate_of(menu, day, prepared.courses, task.table) for menu in pool]
        for day, pool in zip(prepared.days, pools, strict=True)
    ]
    choice = choose_week(WeekMenus.of(candidates, prepared.week_max, task.cooking), task.rulebook)
    days = [
        serve_day(
            day.needs, task.athlete, day.occasions, pool[pick], prepared.courses, fuel, prepared.larder, task.table
        )
        for day, pool, pick, fuel in zip(prepared.days, pools, choice.picks, prepared.fuels, strict=True)
    ]
    evenings = evenings_of([pool[pick] for pool, pick in zip(candidates, choice.picks, strict=True)])
    return PlannedWeek(with_evening_work(with_shared_pots(days, evenings), task.table), choice)


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


def _day_task(
    task: WeekTask,
    day: DayNeeds,
    fuel: Sequence[Servings],
    courses: Mapping[str, Courses],
    facts: FoodFacts,
    pots: Collection[tuple[str, ...]],
    asked: float,
    fit: _Fit,
) -> DayTask:
    """Return the day with the occasions something can be served at (main meals are asked for elsewhere)."""
    wanted_at = occasions(day.training, day.windows["energy_kcal"].aim, loading=day.loading)
    kept = tuple(o for o in wanted_at if o.slot in MAIN_SLOTS or courses[o.slot].fillings)
    total = sum(occasion.share for occasion in kept)
    scaled = tuple(Occasion(slot=o.slot, minute=o.minute, share=o.share / total) for o in kept)
    fixed = composition_of([serving for servings in fuel for serving in servings], task.table)
    fixed[NUTRIENTS.index("iron_mg")] += task.athlete.iron_supplement_mg
    return DayTask(
        needs=day,
        occasions=scaled,
        sittings=sittings(day, scaled),
        fixed=fixed,
        fit=tuple(fit.of(setting_of(day, o, task.cooking.quick, task.last_week)) for o in scaled),
        chances=tuple(
            chances_of(
                courses[o.slot],
                kept_at(o.slot, day.training.weekday, task.cooking, task.dishes),
                pots,
                dinner=o.slot == "dinner",
                first=day is task.needs[0],
            )
            for o in scaled
        ),
        pots=frozenset(pots),
        facts=facts,
        rulebook=task.rulebook,
        wanted=asked,
    )


class _Fit:
    """What each filling of a slot costs in a setting, found once for all days alike."""

    def __init__(self, courses: Mapping[str, Courses], rulebook: Rulebook) -> None:
        self._courses, self._rulebook = courses, rulebook
        self._found: dict[Setting, FloatArray] = {}

    def of(self, setting: Setting) -> FloatArray:
        """Return a price per filling."""
        if setting not in self._found:
            wishes, prices = self._rulebook.dish_wishes, self._rulebook.prices
            fillings = self._courses[setting.slot].fillings
            self._found[setting] = np.array([sum(wish(each, setting, prices) for wish in wishes) for each in fillings])
        return self._found[setting]


def find_menus(
    days: Sequence[DayTask], courses: dict[str, Courses], seed: int
) -> tuple[list[list[Menu]], list[list[Menu]]]:
    """Return each day's feasible menus and all that were found, looking harder where only dear ones turn up."""
    pools: list[list[Menu]] = [[] for _ in days]
    nearest: list[list[Menu]] = [[] for _ in days]
    open_days = list(range(len(days)))
    for attempt in range(_TRIES):
        rng = np.random.default_rng([seed, attempt])
        samples = SAMPLES * (_MORE_SAMPLES if attempt else 1)
        sampled = [sample_day(days[day], courses, rng, samples) for day in open_days]
        found = polished_menus([days[day] for day in open_days], courses, sampled)
        for _ in range(_EXCHANGE_ROUNDS):
            best = [_pool(menus, days[day], courses) for day, menus in zip(open_days, found, strict=True)]
            crowd = crowding([days[day] for day in open_days], courses, best)
            better = [
                exchanged(days[day], courses, menus, crowd, rng) for day, menus in zip(open_days, best, strict=True)
            ]
            more = polished_menus([days[day] for day in open_days], courses, better)
            found = [[*old, *new] for old, new in zip(found, more, strict=True)]
        for day, menus in zip(open_days, found, strict=True):
            nearest[day] += menus
            keeps = [menu for menu in menus if keeps_hard_rules(menu, days[day])]
            pools[day] = _pool([*pools[day], *keeps], days[day], courses)
        open_days = [day for day in open_days if not pools[day] or min(m.price for m in pools[day]) > _DEAR]
        if not open_days:
            break
    return pools, nearest


def _pool(menus: Sequence[Menu], day: DayTask, courses: Mapping[str, Courses]) -> list[Menu]:
    """Return the cheapest menus, few with one dish; beside them the cheapest with each of this week's pots."""
    kept: list[Menu] = []
    shared: dict[tuple[str, ...], Menu] = {}
    seen: Counter[str] = Counter()
    for menu in sorted(menus, key=lambda menu: menu.cost):
        fillings = [courses[o.slot].fillings[course] for o, course in zip(day.occasions, menu.courses, strict=True)]
        for occasion, filling in zip(day.occasions, fillings, strict=True):
            if filling.key in day.pots and occasion.slot in ("lunch", "dinner"):
                shared.setdefault((occasion.slot, *filling.key), menu)
        dishes = [filling.dish.name for filling in fillings]
        if not any(filling.again for filling in fillings) and all(seen[dish] < _SAME_DISH for dish in dishes):
            seen.update(dishes)
            kept.append(menu)
    chosen = {id(menu): menu for menu in [*kept[:_POOL], *shared.values()]}
    return list(chosen.values())


def keeps_hard_rules(menu: Menu, day: DayTask) -> bool:
    """Whether a menu's totals keep every hard rule of its day."""
    windows = [rule(day.needs) for rule in day.rulebook.rules]
    return not any(window.broken_by(menu.totals[NUTRIENTS.index(window.nutrient)]) for window in windows)
