"""A finished week with the sentences in it saying the runner's own measures; its numbers stay metric."""

from __future__ import annotations

from dataclasses import replace

from fuelplan.measures import Measures
from fuelplan.weekplan import DayPlan, Meal, RacePlan, WeekPlan


def localised(week: WeekPlan, measures: Measures) -> WeekPlan:
    """Return the week in the words of its reader; formulas and references stay as they were published."""
    if measures.system == "metric":
        return week
    say = measures.prose
    return replace(
        week,
        days=tuple(_day(day, measures) for day in week.days),
        assumptions=tuple(map(say, week.assumptions)),
        warnings=tuple(map(say, week.warnings)),
        causes=tuple(replace(cause, says=say(cause.says)) for cause in week.causes),
        weight_advice=say(week.weight_advice),
    )


def _day(day: DayPlan, measures: Measures) -> DayPlan:
    say = measures.prose
    return replace(
        day,
        runs=tuple(replace(run, notes=tuple(map(say, run.notes))) for run in day.runs),
        meals=tuple(_meal(meal, measures) for meal in day.meals),
        drinks=tuple(replace(drink, what=say(drink.what), why=say(drink.why)) for drink in day.drinks),
        notes=tuple(map(say, day.notes)),
        tonight=say(day.tonight),
        race=_race(day.race, measures) if day.race else None,
    )


def _meal(meal: Meal, measures: Measures) -> Meal:
    return replace(
        meal,
        items=tuple(replace(item, amount=measures.amount(item.amount)) for item in meal.items),
        method=measures.prose(meal.method),
        swap=measures.prose(meal.swap),
        note=measures.prose(meal.note),
    )


def _race(race: RacePlan, measures: Measures) -> RacePlan:
    return replace(
        race,
        timetable=tuple(replace(step, what=measures.prose(step.what)) for step in race.timetable),
        splits=tuple(replace(split, eat=measures.amount(split.eat)) for split in race.splits),
        notes=tuple(map(measures.prose, race.notes)),
    )
