"""Every hard rule of a finished week, checked by code that shares nothing with the planner.

:func:`violations` takes the week's JSON, what was asked in plain numbers, and the CSV of foods. It imports nothing of
fuelplan: what is eaten is in ``independent_food``, what is drunk in ``independent_drinks``, the formulas, worked anew
from SCIENCE.md, in ``independent_body``. ``audited_athletes.py`` runs it over many random weeks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import independent_body as body
import independent_drinks as drinks
import independent_food as food

Plan = Mapping[str, Any]
Day = Mapping[str, Any]
Request = Mapping[str, Any]
Runs = list[list[dict[str, Any]]]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MAIN_MEALS = ("breakfast", "lunch", "dinner")
LOADING_G_PER_KG = (8.0, 12.0)
# Kilometres, minutes, weights and availability are printed rounded; a sum of them may be off by so much.
AVAILABILITY_SLACK, PER_KG_SLACK, AIM_SLACK = 0.03, 0.002, 0.005
MAY_BE_NEGATIVE = {"temperature_c"}
NOT_AUDITED = {"asked"}


def violations(plan: Plan, request: Request, foods_csv: Path) -> list[str]:
    """Return every hard rule that a week breaks, a sentence each.

    Parameters
    ----------
    plan
        The week, as ``json.loads`` reads it.
    request
        What was asked, None where the planner was to choose: ``mass_kg``, ``height_cm``, ``age``, ``sex``,
        ``lifestyle``, ``rmr_kcal``, ``ffm_kg``, ``diet``, ``avoid``, ``health``, ``iron_cap_mg``,
        ``iron_supplement_mg``, ``region``, ``sweat_rate_l_h``, ``sweat_test``, ``start``, ``own_table``, ``week_km``,
        ``pace_min_km``, ``temperature_c``, ``humidity``; ``runs`` and ``race`` with weekday, km, minutes, start, kind,
        climb_m, temperature_c, humidity; ``strength`` with weekday and minutes.
    foods_csv
        The table the week was planned from.
    """
    foods = food.Foods(foods_csv)
    broken = [*sound_numbers(plan), *calendar(plan, request)]
    if len(plan["days"]) != 7:
        return broken
    strange = [item["food"] for day in plan["days"] for item in food.items_of(day) if item["food"] not in foods.rows]
    if strange:
        return [*broken, f"food: {', '.join(strange)} is not in the table"]
    runs, problems = runs_of(plan, request)
    broken += [*problems, *food.shopping(plan, foods), *drinks.hours(plan, foods), *loads(plan, runs), *pots(plan)]
    for number, day in enumerate(plan["days"]):
        broken += [f"{day['weekday']} {found}" for found in of_day(day, runs[number], request, foods)]
    return broken


def of_day(day: Day, runs: Sequence[Mapping[str, Any]], asked: Request, foods: food.Foods) -> Iterator[str]:
    """Yield what is wrong with one day."""
    yield from food.sums(day, foods)
    yield from food.iron(day, asked, foods)
    yield from food.may_eat(day, asked, foods)
    yield from food.said(day, asked)
    yield from food.portions(day, foods)
    yield from meals(day)
    yield from energy(day, runs, asked, foods)
    yield from carbohydrate(day, asked, foods)
    yield from windows(day, foods)
    if len(runs) == len(day["runs"]):
        yield from drinks.on_runs(day, runs, asked, foods)
    yield from drinks.there(day)
    yield from drinks.before_races(day, asked, foods)
    yield from drinks.race_marks(day)


def sound_numbers(value: Any, at: str = "") -> Iterator[str]:
    """Every number is finite, and none negative but a temperature."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NOT_AUDITED and not (key in MAY_BE_NEGATIVE and math.isfinite(inner)):
                yield from sound_numbers(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from sound_numbers(inner, f"{at}[{place}]")
    elif isinstance(value, float | int) and not isinstance(value, bool) and not (math.isfinite(value) and value >= 0):
        yield f"number: {at} is {value}"


def calendar(plan: Plan, asked: Request) -> Iterator[str]:
    """Seven days on end from the first day asked, under their weekdays."""
    first = date.fromisoformat(asked["start"])
    wanted = [first + timedelta(days=place) for place in range(7)]
    if [day["date"] for day in plan["days"]] != [day.isoformat() for day in wanted]:
        yield "days: not seven consecutive ones from the first"
    elif [day["weekday"] for day in plan["days"]] != [WEEKDAYS[day.weekday()] for day in wanted]:
        yield "days: a wrong weekday"
    told = plan["athlete"]
    if abs(told["mass_kg"] - asked["mass_kg"]) > 0.006 or abs(told["height_cm"] - body.height_cm(asked)) > 0.06:
        yield "athlete: not the weight or height that was asked"


def runs_of(plan: Plan, asked: Request) -> tuple[Runs, list[str]]:
    """Return each day's runs as asked, and what of the plan's runs was not asked.

    Where only the week's kilometres were asked, the plan's runs stand, if they add up to them.
    """
    printed: Runs = [[dict(run) for run in day["runs"]] for day in plan["days"]]
    if asked["runs"] is None and asked["race"] is None:
        km = sum(run["km"] for runs in printed for run in runs)
        wrong = abs(km - asked["week_km"]) > 0.05 and asked["week_km"] >= 1
        same = all(_as_usual(run, asked) for runs in printed for run in runs)
        return printed, [f"runs: {km:.2f} km, asked were {asked['week_km']}"] if wrong or not same else []
    named = [*(asked["runs"] or []), *([asked["race"]] if asked["race"] else [])]
    problems = []
    found: Runs = []
    for day, runs in zip(plan["days"], printed, strict=True):
        of_day = sorted((run for run in named if run["weekday"] == day["weekday"]), key=lambda run: run["start"])
        free = asked["runs"] is None
        matched = [next((want for want in of_day if _same_run(run, want)), run if free else None) for run in runs]
        if None in matched or sum(run in of_day for run in matched) != len(of_day):
            problems.append(f"{day['weekday']} runs: not those that were asked")
            matched = list(runs)
        found.append([dict(run) for run in matched if run is not None])
    return found, problems


def _as_usual(run: Mapping[str, Any], asked: Request) -> bool:
    near = abs(run["minutes"] / run["km"] - asked["pace_min_km"]) < 0.1 + 0.1 / run["km"]
    return bool(near and _same_air(run, asked))


def _same_run(run: Mapping[str, Any], want: Mapping[str, Any]) -> bool:
    said = all(run[key] == want[key] for key in ("start", "kind", "climb_m"))
    near = abs(run["km"] - want["km"]) < 0.006 and abs(run["minutes"] - want["minutes"]) < 0.06
    return bool(said and near and _same_air(run, want))


def _same_air(run: Mapping[str, Any], want: Mapping[str, Any]) -> bool:
    warm = abs(run["temperature_c"] - want["temperature_c"]) < 0.06
    return bool(warm and abs(run["humidity"] - want["humidity"]) < 1e-9)


def loads(plan: Plan, runs: Runs) -> Iterator[str]:
    """The days that load are the one or two ahead of a race over 90 minutes."""
    for day, ours in zip(plan["days"], body.loading_days(runs), strict=True):
        if day["loading"] != ours:
            yield f"{day['weekday']} loading: {day['loading']} is printed, {ours} is ours"


def energy(day: Day, runs: Sequence[Mapping[str, Any]], asked: Request, foods: food.Foods) -> Iterator[str]:
    """At least 30 kcal per kg fat-free mass after the day's exercise; the aim is what is spent, or more."""
    exercise = exercise_of(day, runs, asked)
    lean = body.lean_kg(asked)
    left = (food.total_of(day, "energy_kcal", foods) - exercise) / lean
    if left < body.LOW_KCAL_PER_KG_LEAN - AVAILABILITY_SLACK:
        yield f"energy: {left:.2f} kcal per kg fat-free mass are left"
    if abs(left - day["energy_availability_kcal_per_kg"]) > 0.05 + AVAILABILITY_SLACK + 0.02 * asked["mass_kg"] / lean:
        yield f"energy: {day['energy_availability_kcal_per_kg']} kcal/kg are printed, {left:.2f} are ours"
    spent = body.spent_kcal(asked, exercise)
    short = any(word in ("missed periods", "stress fracture") for word in asked["health"])
    least = (body.GOOD_KCAL_PER_KG_LEAN if short else body.LOW_KCAL_PER_KG_LEAN) * lean + exercise
    races_long = any(run["kind"] == "race" and run["minutes"] > body.LOADED_FOR_MIN for run in runs)
    wanted = least if races_long else max(spent, least)
    if day["needs"]["energy_kcal"]["aim"] < wanted * (1 - AIM_SLACK):
        yield f"energy: {day['needs']['energy_kcal']['aim']:.0f} kcal are aimed at, {wanted:.0f} are needed"


def exercise_of(day: Day, runs: Sequence[Mapping[str, Any]], asked: Request) -> float:
    minutes = sum(s["minutes"] for s in asked["strength"] if s["weekday"] == day["weekday"])
    return body.exercise_kcal(asked["mass_kg"], runs, minutes)


def carbohydrate(day: Day, asked: Request, foods: food.Foods) -> Iterator[str]:
    """8 to 12 g/kg on a day that loads."""
    per_kg = food.total_of(day, "carbohydrate_g", foods) / asked["mass_kg"]
    low, high = LOADING_G_PER_KG
    if day["loading"] and not low - PER_KG_SLACK <= per_kg <= high + PER_KG_SLACK:
        yield f"loading: {per_kg:.3f} g of carbohydrate per kg"


def pots(plan: Plan) -> Iterator[str]:
    """A second portion is of a dinner one or two days before, each pot eaten from once."""
    seen = []
    for number, day in enumerate(plan["days"]):
        for meal in (meal for meal in day["meals"] if meal["again"]):
            seen.append(meal["again"])
            evenings = [d for d in plan["days"][max(0, number - 2) : number] if d["weekday"] == meal["again"]]
            dinners = [m["dish"] for d in evenings for m in d["meals"] if m["slot"] == "dinner"]
            if dinners != [meal["dish"]]:
                yield f"{day['weekday']} pot: {meal['dish']} is from {meal['again']}, whose dinner it is not"
    if len(seen) != len(set(seen)):
        yield "pot: two lunches are from one pot"


def windows(day: Day, foods: food.Foods) -> Iterator[str]:
    """Windows that the JSON calls hard are met."""
    for name, need in day["needs"].items():
        if not need["hard"]:
            continue
        rounded = name not in day["totals"]
        total = day["energy_availability_kcal_per_kg"] if rounded else food.total_of(day, name, foods)
        slack = 0.051 if rounded else 1e-3 + 1e-5 * total
        if total < need["min"] - slack or (need["max"] is not None and total > need["max"] + slack):
            yield f"window: {name} of {total:.3f} is outside {need['min']} to {need['max']}"


def meals(day: Day) -> Iterator[str]:
    """Breakfast, lunch and dinner in their order, all meals in order of time, none of them in the middle of a run."""
    times = [drinks.minute_of(meal["time"]) for meal in day["meals"]]
    if times != sorted(times) or any(not 0 <= minute < 1440 for minute in times):
        yield "meals: not in order of time"
    slots = [meal["slot"] for meal in day["meals"] if meal["slot"] in MAIN_MEALS and meal["items"]]
    if slots != list(MAIN_MEALS):
        yield f"meals: {', '.join(slots) or 'none'} instead of {', '.join(MAIN_MEALS)}"
    for run in day["runs"]:
        start = drinks.minute_of(run["start"])
        for meal, minute in zip(day["meals"], times, strict=True):
            if meal["slot"] != "during run" and start < minute < start + run["minutes"] - 5:
                yield f"meals: {meal['slot']} in the middle of a run"
