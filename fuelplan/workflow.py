"""The whole road on one page: from what a runner writes to a week, and from a week to paper.

what the runner writes → Athlete, TrainingWeek → needs ─┐
foods.csv, dishes ──────────────────────────────────────┴→ planner → audit → WeekPlan → PDF, JSON
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from fuelplan import explain, resources
from fuelplan._version import VERSION
from fuelplan.athlete import Athlete
from fuelplan.audit import audit
from fuelplan.dishes import load_dishes
from fuelplan.foods import load_foods
from fuelplan.inputs import Request, read_request
from fuelplan.needs import week_needs
from fuelplan.planner.shopping import shopping_list
from fuelplan.planner.week import plan_days
from fuelplan.units import CM, KG, KM, L_PER_HOUR
from fuelplan.weekplan import WeekPlan

Progress = Callable[[str], None]


def plan_week(
    km: float | str | None = None,
    *,
    weight: float | str | None = None,
    distance: float | str | None = None,
    height: float | str | None = None,
    age: float | str | None = None,
    sex: str | None = None,
    diet: str = "omnivore",
    avoid: str | tuple[str, ...] = (),
    runs: str | None = None,
    pace: str | float | None = None,
    temp: float | str | None = None,
    humidity: float | str | None = None,
    sweat_rate: float | str | None = None,
    iron_cap: float | str | None = None,
    start: str | date | None = None,
    seed: int = 0,
    foods: Path | str | None = None,
) -> WeekPlan:
    """Plan a week of meals and drinks.

    Parameters
    ----------
    km, distance
        Weekly distance: plain numbers are kilometres, ``distance="37 mi"`` works too.
    weight, height, age, sex, diet, avoid
        The runner: ``"70 kg"``, ``"154lb"``, ``"175"``, ``"female"``, ``"vegan"``, ``"nuts, pork"``.
    runs
        Single runs, ``"tue 10 easy; wed 12 tempo; sun 25 long 08:00"``.
    pace, temp, humidity, sweat_rate
        Usual pace (min/km), temperature [°C], relative humidity [%], measured sweat rate [L/h].
    iron_cap
        Daily iron ceiling [mg], 18 to 36.
    start
        First day, ``"2026-11-23"``; without it the coming Monday, the only look at the clock.
    seed
        Another seed, another week; the same seed, the same week.
    foods
        A food table of one's own instead of the shipped one.

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
    request = read_request(
        km=km,
        weight=weight,
        distance=distance,
        height=height,
        age=age,
        sex=sex,
        diet=diet,
        avoid=avoid,
        runs=runs,
        pace=pace,
        temp=temp,
        humidity=humidity,
        sweat_rate=sweat_rate,
        iron_cap=iron_cap,
        start=start,
        seed=seed,
    )
    return plan_request(request, Path(foods) if foods is not None else None)


def plan_request(request: Request, foods: Path | None = None, progress: Progress = lambda _: None) -> WeekPlan:
    """Plan a week that was read before: needs, meals, audit, and the words around them."""
    athlete, week = request.athlete, request.week
    progress("reading foods and dishes")
    table = load_foods(foods or resources.foods_csv())
    dishes = load_dishes(resources.dish_templates(), table)
    needs = week_needs(athlete, week)
    days = plan_days(athlete, needs, table, dishes, request.seed, progress)
    plan = WeekPlan(
        fuelplan=VERSION,
        seed=request.seed,
        athlete=_athlete_facts(request),
        assumptions=request.assumptions,
        days=days,
        shopping=shopping_list(days, table),
        warnings=(*request.warnings, *explain.warnings(athlete, week, needs, days)),
        causes=explain.causes(athlete, week, days),
        references=explain.citations(needs),
        formulas=explain.formulas(athlete),
    )
    progress("auditing")
    audit(plan, athlete, needs, table.path)
    return plan


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
        "iron_cap_mg": athlete.iron_cap_mg,
        "sweat_rate_l_h": None if sweat_rate is None else float(sweat_rate.m_as(L_PER_HOUR)),
        "fat_free_mass_kg": round(float(athlete.fat_free_mass.m_as(KG)), 1),
        "km_per_week": round(float(request.week.distance.m_as(KM)), 2),
    }
