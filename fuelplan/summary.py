"""The week on a screen: what was assumed, five lines of what it holds, and what to be warned of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fuelplan.weekplan import WeekPlan


def lines(week: WeekPlan) -> list[str]:
    """Return the summary, line by line."""
    facts = week.athlete
    first = date.fromisoformat(week.days[0].date)
    runs = [run for day in week.days for run in day.runs]
    dinners = [meal.title for day in week.days for meal in day.meals if meal.slot == "dinner"]
    totals = [day.totals for day in week.days]
    sweat_l = max((run.sweat_l for run in runs), default=0.0)
    carbohydrate = _range((total["carbohydrate_g"] / facts["mass_kg"] for total in totals), 1)
    return [
        f"Assumed: {'; '.join(week.assumptions)}." if week.assumptions else "Nothing had to be assumed.",
        f"Week of {first:%d %b %Y}: {facts['km_per_week']:g} km in {len(runs)} {'run' if len(runs) == 1 else 'runs'}, "
        f"{facts['mass_kg']:g} kg, {facts['diet']}",
        f"Energy {_range((total['energy_kcal'] for total in totals), 0)} kcal, carbohydrate {carbohydrate} g/kg a day",
        f"Iron {_range((total['iron_mg'] for total in totals), 1)} mg a day, "
        f"inside {week.days[0].needs['iron_mg'].min:g} to {facts['iron_cap_mg']:g} mg on all seven",
        f"Drink {_range((day.drink_ml / 1000 for day in week.days), 1)} L a day beside the water in the food"
        + (f"; sweat up to {sweat_l:.1f} L on a run" if runs else ""),
        f"{len(week.shopping)} things to buy{_costing(week)}; dinners: {', '.join(dinners)}",
        *_cooked_once(week),
        *(f"Note: {warning}" for warning in week.warnings),
    ]


def _costing(week: WeekPlan) -> str:
    if week.money is None or not week.money.amount:
        return ""
    return f", about {week.money.amount:.0f} {week.money.currency} as eaten by rough prices"


def _cooked_once(week: WeekPlan) -> list[str]:
    """Name the lunches that are a dinner's second portion."""
    again = [(day.weekday, meal.again) for day in week.days for meal in day.meals if meal.again]
    pots = ", ".join(f"{evening}'s dinner for {day}'s lunch" for day, evening in again)
    return [f"Cooked once, eaten twice: {pots}"] if again else []


def _range(values: Iterable[float], digits: int) -> str:
    listed = list(values)
    low, high = f"{min(listed):.{digits}f}", f"{max(listed):.{digits}f}"
    return low if low == high else f"{low}–{high}"
