"""Re-add a finished plan from the food table alone and check every hard rule.

Shares nothing with the planner: it reads the table's cells again, row by row, and does its own sums. A
plan that does not pass is not printed.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from fuelplan.athlete import Athlete
from fuelplan.cells import read_table
from fuelplan.errors import AuditError
from fuelplan.needs import DayNeeds
from fuelplan.vocabulary import ALLERGENS, DIETS
from fuelplan.weekplan import DayPlan, Drink, WeekPlan

IRON_MG = (18.0, 36.0)
PREGNANCY_IRON_MG = 27.0
LOADING_G_PER_KG = (8.0, 12.0)
NEVER_IN_PREGNANCY = re.compile(
    r"\b(livers?|liverwurst|p[aâ]t[eé]s?|salami|chorizo|prosciutto|serrano|ham|cured|turkey breast slices?|"
    r"roast beef slices?|smoked (salmon|trout|mackerel|fish)|gravlax|sashimi|ceviche|oysters?|pickled herrings?|"
    r"tuna steaks?|swordfish|shark|marlin|brie|camembert|goat'?s cheese|blue cheese|roquefort|gorgonzola|stilton|"
    r"unpasteurised|raw (eggs?|milk)|wine|beer|cider)\b"
)
LOW_ENERGY_AVAILABILITY = 30.0
MOST_ML_AN_HOUR = 800.0
_MAIN_MEALS = {"breakfast", "lunch", "dinner"}
_TOLERANCE = 0.01
_MINUTES_ROUNDED = 0.05
_ML_ROUNDED = 1.0


class Ledger:
    """The food table's cells by food id, read from the file anew."""

    def __init__(self, foods_csv: Path) -> None:
        self._table = read_table(foods_csv)
        self._rows = {self._table.text(row, "id"): row for row in range(len(self._table))}

    def __contains__(self, food: str) -> bool:
        return food in self._rows

    def number(self, food: str, column: str) -> float:
        """Return a number, NaN when unknown."""
        return self._table.number(self._rows[food], column)

    def words(self, food: str, column: str) -> list[str]:
        """Return a cell's words in small letters."""
        return self.text(food, column).replace(",", " ").replace(";", " ").split()

    def text(self, food: str, column: str) -> str:
        """Return a cell in small letters, its words apart by single spaces."""
        return " ".join(self._table.text(self._rows[food], column).casefold().split())


def audit(week: WeekPlan, athlete: Athlete, needs: tuple[DayNeeds, ...], foods_csv: Path) -> None:
    """Check a week.

    Raises
    ------
    AuditError
        With every broken rule or wrong sum.
    """
    ledger = Ledger(foods_csv)
    problems = [
        f"{day.weekday}: {problem}"
        for day, need in zip(week.days, needs, strict=True)
        for problem in audit_day(day, athlete, need, ledger)
    ]
    if len(week.days) != 7:
        problems.append(f"a week has seven days, this one {len(week.days)}")
    if problems:
        raise AuditError(["the plan failed its own audit and is not printed; please report this:", *problems])


def iron_outside(week: WeekPlan, athlete: Athlete, foods_csv: Path) -> list[str]:
    """Return the days whose iron lies outside its window by a table of foods; days with foods it lacks are left out."""
    ledger = Ledger(foods_csv)
    known = [day for day in week.days if all(item.food in ledger for meal in day.meals for item in meal.items)]
    return [f"{day.weekday}: {problem}" for day in known for problem in _iron(day, athlete, ledger)]


def audit_day(day: DayPlan, athlete: Athlete, needs: DayNeeds, ledger: Ledger) -> list[str]:
    """Return what is wrong with one day."""
    unknown = [item.food for meal in day.meals for item in meal.items if item.food not in ledger]
    if unknown:
        return [f"{', '.join(unknown)} is not in the food table"]
    return [
        *_sums(day, ledger),
        *_iron(day, athlete, ledger),
        *_energy(day, needs),
        *_carbohydrate(day, athlete),
        *_pregnancy(day, athlete, ledger),
        *_diet(day, athlete, ledger),
        *_portions(day, ledger),
        *contradictions(day),
    ]


def contradictions(day: DayPlan) -> list[str]:
    """Return which hard rules a day breaks by its own numbers, and what it says twice and differently.

    No table of foods is asked: it is how a week that comes from elsewhere is looked at first.
    """
    return [*_hard_windows(day), *_fluids(day), *_said_twice(day)]


def _hard_windows(day: DayPlan) -> list[str]:
    windows = {key: (need.min, need.max) for key, need in day.needs.items() if need.hard and key in day.totals}
    iron_low, iron_high = windows.get("iron_mg", IRON_MG)
    windows["iron_mg"] = max(iron_low, IRON_MG[0]), min(iron_high or IRON_MG[1], IRON_MG[1])
    return [
        f"{key} of {day.totals[key]:.1f} is outside {low:.1f} to {'any' if high is None else f'{high:.1f}'}"
        for key, (low, high) in windows.items()
        if not low - _TOLERANCE <= day.totals[key] <= (math.inf if high is None else high) + _TOLERANCE
    ]


def _said_twice(day: DayPlan) -> list[str]:
    """Compare what is added up for the page with its parts."""
    drunk = {run.start: 1000.0 * run.drink_l for run in day.runs}
    added = {start: sum(d.ml for d in day.drinks if _is_during(d, start)) for start in drunk}
    problems = [
        f"{added[start]:.0f} mL are drunk on the run at {start}, its own number is {ml:.0f} mL"
        for start, ml in drunk.items()
        if added[start] > ml + _ML_ROUNDED
    ]
    if abs(sum(drink.ml for drink in day.drinks) - day.drink_ml) > _ML_ROUNDED:
        problems.append(f"its drinks do not add up to {day.drink_ml:.0f} mL")
    if abs(day.totals["water_ml"] - day.water_from_food_ml) > _ML_ROUNDED:
        problems.append(f"the water in its food is {day.totals['water_ml']:.0f}, not {day.water_from_food_ml:.0f} mL")
    if day.race and sum(split.drink_ml for split in day.race.splits) > 1000.0 * day.runs[day.race.run].sweat_l + 1e-6:
        problems.append("the marks of the race drink more than is sweated")
    return problems


def _is_during(drink: Drink, start: str) -> bool:
    return drink.why == "during the run" and drink.time == start


def _added(day: DayPlan, column: str, ledger: Ledger) -> float:
    """Re-add one column over everything eaten; an unknown value adds nothing."""
    eaten = ((ledger.number(item.food, column), item.grams) for meal in day.meals for item in meal.items)
    return sum(value * grams / 100.0 for value, grams in eaten if not math.isnan(value))


def _sums(day: DayPlan, ledger: Ledger) -> list[str]:
    problems = []
    for nutrient, printed in day.totals.items():
        total = _added(day, "water_g" if nutrient == "water_ml" else nutrient, ledger)
        if nutrient == "sodium_mg":
            total += sum(drink.sodium_mg for drink in day.drinks)
        if nutrient == "carbohydrate_g":
            total += sum(drink.carbohydrate_g for drink in day.drinks)
        if nutrient == "energy_kcal":
            total += sum(4.0 * drink.carbohydrate_g for drink in day.drinks)
        if nutrient == "iron_mg":
            total += sum(supplement.iron_mg for supplement in day.supplements)
        if not math.isclose(total, printed, rel_tol=0.002, abs_tol=_TOLERANCE):
            problems.append(f"{nutrient} adds up to {total:.2f}, not {printed:.2f}")
    return problems


def _iron(day: DayPlan, athlete: Athlete, ledger: Ledger) -> list[str]:
    items = [item for meal in day.meals for item in meal.items]
    blank = [item.name for item in items if math.isnan(ledger.number(item.food, "iron_mg"))]
    if blank:
        return [f"the iron of {', '.join(blank)} is unknown; no day may rest on it"]
    total = _added(day, "iron_mg", ledger) + sum(supplement.iron_mg for supplement in day.supplements)
    floor = PREGNANCY_IRON_MG if athlete.pregnant else IRON_MG[0]
    ceiling = min(IRON_MG[1], athlete.iron_cap_mg)
    return [] if floor <= total <= ceiling else [f"iron {total:.1f} mg is outside {floor:.0f} to {ceiling:.0f} mg"]


def _energy(day: DayPlan, needs: DayNeeds) -> list[str]:
    available = (day.totals["energy_kcal"] - needs.exercise_kcal) / needs.fat_free_mass_kg
    if available < LOW_ENERGY_AVAILABILITY:
        return [f"energy availability {available:.1f} is under {LOW_ENERGY_AVAILABILITY:.0f} kcal per kg fat-free mass"]
    return []


def _carbohydrate(day: DayPlan, athlete: Athlete) -> list[str]:
    per_kg = day.totals["carbohydrate_g"] / athlete.mass_kg
    low, high = LOADING_G_PER_KG
    if day.loading and not low - _TOLERANCE <= per_kg <= high + _TOLERANCE:
        return [f"carbohydrate of {per_kg:.1f} g/kg on a loading day is outside {low:.0f} to {high:.0f}"]
    return []


def _pregnancy(day: DayPlan, athlete: Athlete, ledger: Ledger) -> list[str]:
    if not athlete.pregnant:
        return []
    names = {item.name: ledger.text(item.food, "name") for meal in day.meals for item in meal.items}
    return [f"{printed} is not for a pregnancy" for printed, name in names.items() if NEVER_IN_PREGNANCY.search(name)]


def _diet(day: DayPlan, athlete: Athlete, ledger: Ledger) -> list[str]:
    problems = []
    for item in (item for meal in day.meals for item in meal.items):
        food, allergens = item.food, ledger.words(item.food, "allergens")
        if DIETS.index(ledger.text(food, "diet")) < DIETS.index(athlete.diet):
            problems.append(f"{item.name} is not {athlete.diet}")
        if ledger.text(food, "region") not in ("", athlete.region):
            problems.append(f"{item.name} is not as sold in the region '{athlete.region}'")
        if "unknown" in allergens and set(athlete.avoid) & set(ALLERGENS):
            problems.append(f"the allergens of {item.name} are unknown")
        facts = {food, *allergens, *ledger.words(food, "roles"), *ledger.words(food, "name")}
        facts |= {ledger.text(food, column) for column in ("name", "group", "haem_class", "in_place_of")}
        if facts & set(athlete.avoid) or ledger.text(food, "mark") == "avoid":
            problems.append(f"{item.name} is to be avoided")
    return problems


def _portions(day: DayPlan, ledger: Ledger) -> list[str]:
    problems = []
    for item in (item for meal in day.meals for item in meal.items):
        most, weight = ledger.number(item.food, "portions_max"), ledger.number(item.food, "portion_g")
        if item.portions > most + 1e-9 or not math.isclose(item.grams, item.portions * weight, abs_tol=0.06):
            problems.append(f"{item.name}: {item.portions:g} portions in one meal, at most {most:g} of {weight:g} g")
    missing = _MAIN_MEALS - {meal.slot for meal in day.meals if meal.items}
    return problems + [f"there is no {slot}" for slot in sorted(missing)]


def _fluids(day: DayPlan) -> list[str]:
    problems = []
    during = [drink for drink in day.drinks if drink.why == "during the run"]
    if {drink.time for drink in during} - {run.start for run in day.runs}:
        problems.append("something is drunk during a run that is not there")
    for run in day.runs:
        if sum(drink.ml for drink in during if drink.time == run.start) > 1000.0 * run.sweat_l + 1e-6:
            problems.append(f"more is drunk during the {run.km:g} km run than is sweated")
        if run.drink_l > run.sweat_l:
            problems.append(f"the {run.km:g} km run drinks {run.drink_l:.2f} L but sweats {run.sweat_l:.2f} L")
        if run.drink_l * 1000.0 > MOST_ML_AN_HOUR * max((run.minutes + _MINUTES_ROUNDED) / 60.0, 1.0) + 1e-6:
            problems.append(f"the {run.km:g} km run drinks more than {MOST_ML_AN_HOUR:.0f} mL in an hour")
    return problems + _hours(day)


def _hours(day: DayPlan) -> list[str]:
    """Add up every hour: glasses at their minute, what is drunk on a run evenly over it."""
    lasting = {run.start: max(run.minutes, 60.0) for run in day.runs}
    spans = [
        (_minute(drink.time), lasting.get(drink.time, 60.0) if drink.why == "during the run" else 0.0, drink.ml)
        for drink in day.drinks
    ]
    problems = []
    for start in sorted({edge for minute, length, _ in spans for edge in (minute, minute + length - 60, minute - 59)}):
        hour = sum(ml * _share(start, minute, length) for minute, length, ml in spans)
        if hour > MOST_ML_AN_HOUR + 1e-6:
            problems.append(f"{hour:.0f} mL are drunk in the hour from {start // 60:02.0f}:{start % 60:02.0f}")
    return problems


def _share(start: float, minute: float, length: float) -> float:
    """The share of a drink that falls into the hour from ``start``."""
    if length == 0:
        return float(start <= minute < start + 60)
    return max(0.0, min(start + 60, minute + length) - max(start, minute)) / length


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
