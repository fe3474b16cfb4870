"""The whole road on one page: from what a runner writes to a week; :mod:`fuelplan.outputs` takes it on to paper.

what the runner writes → Athlete, TrainingWeek → needs ─┐
foods.csv, dishes ──────────────────────────────────────┴→ planner → audit → WeekPlan → PDF, JSON
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any, Unpack, cast

from fuelplan import cautions, explain, heavy_legs
from fuelplan._version import VERSION
from fuelplan.athlete import Athlete
from fuelplan.audit import audit
from fuelplan.earlier import last_week_of, next_options
from fuelplan.foods import FoodTable
from fuelplan.inputs import Request, read_request
from fuelplan.inputs.options import Options, Text, WeekOptions
from fuelplan.kitchen import Kitchen, check_words, load_kitchen
from fuelplan.needs import DayNeeds, week_needs
from fuelplan.oddities import odd_foods
from fuelplan.planner.choose import Choice
from fuelplan.planner.rulebook import SHIPPED, Rulebook, require_sound
from fuelplan.planner.rules import is_meant
from fuelplan.planner.shopping import money_of, shopping_list
from fuelplan.planner.task import WeekTask
from fuelplan.planner.week import PlannedWeek, Progress, plan_days
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek
from fuelplan.units import CM, KG, KM, L_PER_HOUR
from fuelplan.weekplan import Chosen, DayPlan, Money, WeekPlan


def plan_week(
    km: Text | None = None,
    *,
    foods: Path | str | None = None,
    dishes: Path | str | None = None,
    after: WeekPlan | None = None,
    rulebook: Rulebook = SHIPPED,
    **options: Unpack[WeekOptions],
) -> WeekPlan:
    """Plan a week of meals and drinks.

    Parameters
    ----------
    km
        Weekly distance in kilometres; ``distance="37 mi"``, ``runs`` or ``race`` say more.
    foods, dishes
        A food table and a folder of dish templates of one's own instead of the shipped ones.
    after
        The week before: this one starts the day after it, serves other dishes, and takes on what that one was asked
        unless ``options`` say otherwise (:func:`fuelplan.earlier.next_options`).
    rulebook
        Rules and wishes, with functions of one's own among them: see :class:`fuelplan.Rulebook`.
    options
        What the options of ``fuelplan make`` say, under their names and as text or metric numbers:
        :class:`fuelplan.inputs.options.Options` lists them. Without ``start`` the week begins on the coming
        Monday, the only look at the clock; the same ``seed`` gives the same week.

    Raises
    ------
    InputError
        When something cannot be read: every mistake at once.
    NoPlanError
        When no week keeps every hard rule, with the reason.

    Examples
    --------
    >>> week = plan_week(km=60, weight="70 kg", start="2026-11-23")
    >>> all(18 <= day.totals["iron_mg"] <= 36 for day in week.days)
    True
    """
    given = {key: value for key, value in {"km": km, **options}.items() if value is not None}
    asked = given if after is None else next_options(after, given)
    request = read_request(**cast(Options, asked))
    kitchen = load_kitchen(Path(foods) if foods is not None else None, Path(dishes) if dishes is not None else None)
    return plan_request(request, kitchen, rulebook=rulebook, last_week=last_week_of(after, kitchen.table))


def plan_request(
    request: Request,
    kitchen: Kitchen | None = None,
    progress: Progress = lambda _: None,
    *,
    rulebook: Rulebook = SHIPPED,
    last_week: LastWeek = FIRST_WEEK,
) -> WeekPlan:
    """Plan a week that was read before: needs, meals, audit, and the words around them."""
    progress("reading foods and dishes")
    kitchen = kitchen or load_kitchen()
    task = task_of(request, kitchen, rulebook, last_week)
    return finished(request, kitchen, task, plan_days(task, progress), progress)


def task_of(
    request: Request, kitchen: Kitchen, rulebook: Rulebook = SHIPPED, last_week: LastWeek = FIRST_WEEK
) -> WeekTask:
    """Return what the planner is asked for."""
    check_words(request, kitchen)
    needs = week_needs(request.athlete, request.week)
    require_sound(rulebook, needs)
    return WeekTask(
        athlete=request.athlete,
        needs=needs,
        table=kitchen.table,
        dishes=kitchen.dishes,
        own=kitchen.own,
        cooking=request.cooking,
        last_week=last_week,
        rulebook=rulebook,
        seed=request.seed,
    )


def finished(
    request: Request, kitchen: Kitchen, task: WeekTask, planned: PlannedWeek, progress: Progress = lambda _: None
) -> WeekPlan:
    """Return a planned week with the words around it, audited."""
    athlete, week, table, days = request.athlete, request.week, kitchen.table, planned.days
    formulas = (*explain.formulas(athlete, week, task.needs, days), explain.known_shares(days, table))
    causes = heavy_legs.causes(athlete, week, task.needs, days)
    money = money_of(days, table)
    plan = WeekPlan(
        fuelplan=VERSION,
        seed=request.seed,
        athlete=_athlete_facts(request),
        assumptions=request.assumptions,
        days=days,
        shopping=shopping_list(days, table, athlete),
        warnings=_warnings(request, task.needs, days, table, money),
        causes=causes,
        references=explain.citations(formulas, causes, athlete, cautions.cited(athlete, week)),
        formulas=formulas,
        asked=_as_json(request.asked),
        choice=_chosen(planned.choice),
        money=money,
        weight_advice=cautions.weight_advice(athlete),
        weigh_daily=cautions.weighs_daily(athlete),
    )
    progress("auditing")
    audit(plan, athlete, tuple(task.needs), table.cells.sheet.path)
    return plan


def _chosen(choice: Choice) -> Chosen:
    return Chosen(
        price=round(choice.price, 3),
        bound=round(choice.bound, 3),
        gap=round(choice.gap, 4),
        menus=choice.menus,
        paid=choice.paid,
    )


def _as_json(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return options as JSON can hold them: dates in ISO form, lists for tuples, in sweat tests too."""
    return {key: _plain(value) for key, value in asked.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _as_json(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _warnings(
    request: Request, needs: Sequence[DayNeeds], days: Sequence[DayPlan], table: FoodTable, money: Money
) -> tuple[str, ...]:
    return (
        *request.warnings,
        *cautions.warnings(request.athlete, request.week, needs, days),
        *cautions.short_of_what_was_asked(request.cooking, days, money),
        *cautions.unused(_at_home(table, request.athlete), days),
        *cautions.table_warnings(_odd_on_the_plate(days, table)),
    )


def _at_home(table: FoodTable, athlete: Athlete) -> dict[str, list[str]]:
    meant = {word: [food.id for food in table if is_meant(word, food)] for word in athlete.have}
    return meant | {food.menu_name: [food.id] for food in table if food.mark == "have"}


def _odd_on_the_plate(days: Sequence[DayPlan], table: FoodTable) -> list[str]:
    foods = table.by_id()
    eaten = {item.food for day in days for meal in day.meals for item in meal.items}
    return odd_foods([foods[key] for key in eaten], table)


def _athlete_facts(request: Request) -> dict[str, Any]:
    athlete: Athlete = request.athlete
    sweat_rate = athlete.sweat_rate
    return {
        "mass_kg": round(athlete.mass_kg, 2),
        "height_cm": round(float(athlete.height.m_as(CM)), 1),
        "age_years": athlete.age_years,
        "sex": athlete.sex,
        "diet": athlete.diet,
        "avoid": list(athlete.avoid),
        "like": list(athlete.like),
        "have": list(athlete.have),
        "region": athlete.region,
        "lifestyle": athlete.lifestyle,
        "health": [care.word for care in athlete.cares],
        "iron_cap_mg": athlete.iron_cap_mg,
        "iron_supplement_mg": athlete.iron_supplement_mg,
        "sweat_rate_l_h": None if sweat_rate is None else float(sweat_rate.m_as(L_PER_HOUR)),
        "sweat_tests": 0 if athlete.sweat_correction is None else athlete.sweat_correction.tests,
        "sweat_sodium": athlete.sweat_sodium,
        "fat_free_mass_kg": round(float(athlete.fat_free_mass.m_as(KG)), 1),
        "km_per_week": round(float(request.week.distance.m_as(KM)), 2),
    }
