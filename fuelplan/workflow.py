"""The whole road on one page: from what a runner writes to a week, and from a week to paper.

what the runner writes → Athlete, TrainingWeek → needs ─┐
foods.csv, dishes ──────────────────────────────────────┴→ planner → audit → WeekPlan → PDF, JSON
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Unpack

from fuelplan import cautions, explain, heavy_legs, resources
from fuelplan._version import VERSION
from fuelplan.athlete import Athlete
from fuelplan.audit import audit
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Dish, opened
from fuelplan.errors import InputError, Mistakes
from fuelplan.folder import dish_paths
from fuelplan.foods import FoodTable, load_foods, with_unstated_allergens
from fuelplan.inputs import Request, read_request
from fuelplan.inputs.options import Text, WeekOptions
from fuelplan.needs import DayNeeds, week_needs
from fuelplan.oddities import odd_columns, odd_dishes, odd_foods
from fuelplan.planner.rules import is_meant, meaningless_words
from fuelplan.planner.shopping import shopping_list
from fuelplan.planner.week import plan_days
from fuelplan.units import CM, KG, KM, L_PER_HOUR
from fuelplan.weekplan import DayPlan, WeekPlan

Progress = Callable[[str], None]


def plan_week(
    km: Text | None = None,
    *,
    foods: Path | str | None = None,
    dishes: Path | str | None = None,
    **options: Unpack[WeekOptions],
) -> WeekPlan:
    """Plan a week of meals and drinks.

    Parameters
    ----------
    km
        Weekly distance in kilometres; ``distance="37 mi"``, ``runs`` or ``race`` say more.
    foods, dishes
        A food table and a folder of dish templates of one's own instead of the shipped ones.
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
    request = read_request(km=km, **options)
    kitchen = load_kitchen(Path(foods) if foods is not None else None, Path(dishes) if dishes is not None else None)
    return plan_request(request, kitchen)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What there is to eat and how it is cooked; ``shipped`` are the ids of the shipped table."""

    table: FoodTable
    dishes: tuple[Dish, ...]
    shipped: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        """Ids of foods the runner added."""
        return frozenset(food.id for food in self.table) - self.shipped

    def oddities(self) -> list[str]:
        """Return what is odd about foods and dishes, a sentence each."""
        foods = [*odd_columns(self.table), *odd_foods(self.table, self.table)]
        return [*foods, *odd_dishes(self.dishes, self.table, self.shipped, self.own)]


def load_kitchen(foods: Path | None = None, dishes: Path | None = None) -> Kitchen:
    """Read and check a food table and a folder of dishes; None stands for the shipped ones.

    Raises
    ------
    InputError
        With every mistake in both.
    """
    mistakes = Mistakes()
    table = mistakes.of(lambda: load_foods(foods or resources.foods_csv()))
    patterns = mistakes.of(lambda: load_dishes(dish_paths(dishes or resources.dish_folder())))
    mistakes.raise_if_any()
    assert table is not None and patterns is not None
    if foods is None:
        return Kitchen(table=table, dishes=patterns, shipped=frozenset(food.id for food in table))
    shipped = load_foods(resources.foods_csv())
    return Kitchen(
        table=with_unstated_allergens(table, shipped),
        dishes=opened(patterns, [*shipped, *table]),
        shipped=frozenset(food.id for food in shipped),
    )


def check_words(request: Request, table: FoodTable) -> None:
    """Refuse words of the runner's that mean no food.

    Raises
    ------
    InputError
        With every such word and what was perhaps meant.
    """
    athlete = request.athlete
    problems = [
        f"{request.label(option)} {sentence}"
        for option, words in (("avoid", athlete.avoid), ("like", athlete.like), ("have", athlete.have))
        for sentence in meaningless_words(words, table)
    ]
    if problems:
        raise InputError(problems)


def plan_request(request: Request, kitchen: Kitchen | None = None, progress: Progress = lambda _: None) -> WeekPlan:
    """Plan a week that was read before: needs, meals, audit, and the words around them."""
    athlete, week = request.athlete, request.week
    progress("reading foods and dishes")
    kitchen = kitchen or load_kitchen()
    table = kitchen.table
    check_words(request, table)
    needs = week_needs(athlete, week)
    days = plan_days(athlete, needs, table, kitchen.dishes, kitchen.own, request.seed, progress)
    formulas = (*explain.formulas(athlete, week, needs, days), explain.known_shares(days, table))
    causes = heavy_legs.causes(athlete, week, needs, days)
    plan = WeekPlan(
        fuelplan=VERSION,
        seed=request.seed,
        athlete=_athlete_facts(request),
        assumptions=request.assumptions,
        days=days,
        shopping=shopping_list(days, table, athlete),
        warnings=_warnings(request, needs, days, table),
        causes=causes,
        references=explain.citations(formulas, causes, athlete, cautions.cited(athlete, week)),
        formulas=formulas,
        weight_advice=cautions.weight_advice(athlete),
        weigh_daily=cautions.weighs_daily(athlete),
    )
    progress("auditing")
    audit(plan, athlete, needs, table.cells.sheet.path)
    return plan


def _warnings(
    request: Request, needs: Sequence[DayNeeds], days: Sequence[DayPlan], table: FoodTable
) -> tuple[str, ...]:
    return (
        *request.warnings,
        *cautions.warnings(request.athlete, request.week, needs, days),
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


def to_pdf(week: WeekPlan, page: Literal["a4", "letter"] = "a4") -> bytes:
    """Return the week as a PDF; the same week gives the same bytes."""
    from fuelplan.report import Theme, render  # noqa: PLC0415 (reportlab is not needed to plan)

    return render(week, Theme(paper=page))


def to_json(week: WeekPlan) -> str:
    """Return the week as the JSON contract's text."""
    from fuelplan.export.plan_json import dumps  # noqa: PLC0415

    return dumps(week)


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
