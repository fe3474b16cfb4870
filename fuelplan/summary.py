"""The week on a screen: what was assumed, what it holds, what to be warned of; and what a swap changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fuelplan.basket import till
from fuelplan.localised import localised
from fuelplan.measures import NBSP, Measures
from fuelplan.weekplan import DayPlan, Meal, WeekPlan

METRIC = Measures()


def lines(week: WeekPlan, measures: Measures = METRIC) -> list[str]:
    """Return the summary, line by line, in the measures of its reader."""
    week, facts = localised(week, measures), week.athlete
    first = date.fromisoformat(week.days[0].date)
    runs = [run for day in week.days for run in day.runs]
    dinners = [meal.title for day in week.days for meal in day.meals if meal.slot == "dinner"]
    totals = [day.totals for day in week.days]
    sweat_l = max((run.sweat_l for run in runs), default=0.0)
    carbohydrate = _range((total["carbohydrate_g"] / facts["mass_kg"] for total in totals), 1)
    told = [
        f"Assumed: {'; '.join(week.assumptions)}." if week.assumptions else "Nothing had to be assumed.",
        f"Week of {first:%d %b %Y}: {measures.distance(facts['km_per_week'])} in {len(runs)} "
        f"{'run' if len(runs) == 1 else 'runs'}, {measures.mass(facts['mass_kg'])}, {facts['diet']}",
        f"Energy {_range((total['energy_kcal'] for total in totals), 0)} kcal, carbohydrate {carbohydrate} g/kg a day",
        f"Iron {_range((total['iron_mg'] for total in totals), 1)} mg a day, "
        f"inside {week.days[0].needs['iron_mg'].min:g} to {facts['iron_cap_mg']:g} mg on all seven",
        f"Drink {_drinks(week, measures)} a day beside the water in the food"
        + (f"; sweat up to {measures.volume(sweat_l)} on a run" if runs else ""),
        f"{len(week.shopping)} things to buy{_costing(week)}; dinners: {', '.join(dinners)}",
        *_cooked_once(week),
        *(f"Note: {warning}" for warning in week.warnings),
    ]
    return [line.replace(NBSP, " ") for line in told]


def _drinks(week: WeekPlan, measures: Measures) -> str:
    litres = [day.drink_ml / 1000 for day in week.days]
    return measures.volume(min(litres), max(litres))


def _costing(week: WeekPlan) -> str:
    if week.money is None or not week.money.amount:
        return ""
    currency, packs = week.money.currency, till(week.shopping)
    return f", about {week.money.amount:.0f} {currency} as eaten by rough prices ({packs:.0f} by whole packs)"


def _cooked_once(week: WeekPlan) -> list[str]:
    """Name the lunches that are a dinner's second portion."""
    again = [(day.weekday, meal.again) for day in week.days for meal in day.meals if meal.again]
    pots = ", ".join(f"{evening}'s dinner for {day}'s lunch" for day, evening in again)
    return [f"Cooked once, eaten twice: {pots}"] if again else []


def changes(before: WeekPlan, after: WeekPlan) -> list[str]:
    """Return what a swap changed, line by line: meals, the other halves of pots, portions, what to soak, the day."""
    return [line for old, new in zip(before.days, after.days, strict=True) for line in _changes(old, new, after)]


def _changes(old: DayPlan, new: DayPlan, week: WeekPlan) -> Iterator[str]:
    pairs = list(zip(old.meals, new.meals, strict=True))
    balanced = old.totals != new.totals
    yield from (f"{new.weekday} {now.slot}: {what}" for was, now in pairs if (what := _change(was, now, balanced)))
    portions = [
        f"{now.slot}: {', '.join(changed)}"
        for was, now in pairs
        if was.dish == now.dish and (changed := _portions(was, now))
    ]
    if portions:
        yield f"{new.weekday}, other portions: {'; '.join(portions)}"
    if old.tonight != new.tonight:
        yield f"{new.weekday}: {new.tonight or 'nothing to soak tonight'}"
    if balanced:
        yield _day_now(old, new, week)


def _change(was: Meal, now: Meal, balanced: bool) -> str:
    """Return what is another about a meal beside its portions, "" if nothing."""
    if was.dish != now.dish:
        return f"{now.title} instead of {was.title}"
    if was.again and not now.again:
        return f"{now.title}, cooked by itself now that {was.again} has another dinner"
    if was.note == now.note or balanced:
        return ""
    words = [part for part in now.note.split("; ") if part not in was.note.split("; ")]
    return "; ".join(words) or "nothing to cook for a lunch with it any more"


def _day_now(old: DayPlan, new: DayPlan, week: WeekPlan) -> str:
    total, iron = new.totals, old.totals["iron_mg"]
    per_kg = total["carbohydrate_g"] / week.athlete["mass_kg"]
    return (
        f"{new.weekday} now: {total['energy_kcal']:.0f} kcal, carbohydrate {per_kg:.1f} g/kg, "
        f"protein {total['protein_g']:.0f} g, iron {total['iron_mg']:.1f} mg ({iron:.1f} before)"
    )


def _portions(was: Meal, now: Meal) -> list[str]:
    """Return the foods of a meal whose amount is another, or that are gone."""
    left = {item.food: item.amount for item in now.items}
    return [
        f"{item.name.partition(',')[0].lower()} {item.amount} → {left.get(item.food, 'none')}"
        for item in was.items
        if left.get(item.food) != item.amount
    ]


def _range(values: Iterable[float], digits: int) -> str:
    listed = list(values)
    low, high = f"{min(listed):.{digits}f}", f"{max(listed):.{digits}f}"
    return low if low == high else f"{low}–{high}"
