"""What to eat and drink before, during and after a run, line by line: the same on paper and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.measures import NBSP, Measures, number, tenths, value_of
from fuelplan.weekplan import DayPlan, Drink, Meal, RunPlan
from fuelplan.wording import join_dots, meal_after, minute_of_day, portion_text, run_drinks, run_meals, slot_name

# A time, or "" where there is none, and words.
Line = tuple[str, str]
AHEAD_MIN, BEHIND_MIN = 120, 60
_MEASURED_WITHIN = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFuel:
    """The lines of a run's three parts; none is ever empty."""

    before: Sequence[Line]
    during: Sequence[Line]
    after: Sequence[Line]


def run_fuel(day: DayPlan, index: int, measures: Measures) -> RunFuel:
    """Return what belongs to the day's run number ``index``, and what else is taken near it."""
    run = day.runs[index]
    start, following = minute_of_day(run.start), meal_after(day, run)
    end = None if start is None else start + run.minutes
    before = _around(day, index, "before run", None if start is None else (start - AHEAD_MIN, start - 1), measures)
    after = _around(day, index, "after run", None if end is None else (end, end + BEHIND_MIN), measures)
    if following and (following.time, _named(following)) not in after:
        after.append((following.time, following.slot))
    return RunFuel(
        before=sorted(before) or [("", "Nothing needed.")],
        during=_during(day, index, measures) or [("", "Nothing needed; a mouthful if you are thirsty.")],
        after=sorted(after) or [("", "Meals and thirst as usual.")],
    )


def sweat_words(run: RunPlan, measures: Measures) -> str:
    """Return the sweat a run is likely to cost with its band: ``0.7–1.3 L, likely 0.9 L``."""
    likely = measures.volume(run.sweat_l)
    if run.sweat_high_l - run.sweat_low_l <= _MEASURED_WITHIN * run.sweat_l:
        return f"{likely}, as you measured"
    return f"{measures.volume(run.sweat_low_l, run.sweat_high_l)}, likely {likely}"


def carry_words(run: RunPlan, measures: Measures) -> str:
    """Return what to carry and what is lost all the same: ``Carry 0.4 L; lose 0.6 % of weight.``"""
    carry = f"Carry {measures.volume(run.drink_l)}" if run.drink_l > 0 else "No bottle"
    return f"{carry}; lose {tenths(run.loss_percent)}{NBSP}% of weight."


def sip_words(run: RunPlan, measures: Measures) -> str:
    """Return how fast to drink on a run: ``About 130 ml every 20 min.``; "" where nothing is drunk."""
    if run.drink_l <= 0:
        return ""
    ml = 10.0 * value_of(number(run.drink_l * 2000.0 / max(run.minutes, 1.0)))
    return f"About {measures.drink(ml)} every 20{NBSP}min."


def _during(day: DayPlan, index: int, say: Measures) -> list[Line]:
    run, lines = day.runs[index], _around(day, index, "during run", None, say)
    if run.carbohydrate_g >= 1:
        lines.append(("", f"{number(run.carbohydrate_g)}{NBSP}g carbohydrate in all."))
    if run.drink_l > 0 and not run_drinks(day, index, "during run"):
        lines.append(("", f"Drink {say.volume(run.drink_l)} in small mouthfuls."))
    if run.drink_l > 0 and run.sodium_mg_per_l >= 1:
        lines.append(("", f"Sodium to aim for: {say.concentration(run.sodium_mg_per_l)}."))
    return lines


def _around(day: DayPlan, index: int, slot: str, span: tuple[float, float] | None, say: Measures) -> list[Line]:
    """What belongs to a run's slot, then what else is eaten and drunk in a span of minutes."""
    meals, drinks = run_meals(day, index, slot), run_drinks(day, index, slot)

    def other(each: Meal | Drink) -> bool:
        minute = minute_of_day(each.time)
        return span is not None and minute is not None and span[0] <= minute <= span[1]

    more_meals = [m for m in day.meals if m.slot != "during run" and m not in meals and other(m)]
    more_drinks = [d for d in day.drinks if d.why != slot_name("during run") and d not in drinks and other(d)]
    return [
        *((m.time, join_dots(portion_text(item, short=True) for item in m.items) or m.title) for m in meals),
        *((d.time, f"{say.drink(d.ml)} {d.what}") for d in drinks),
        *((m.time, _named(m)) for m in more_meals),
        *((d.time, f"{say.drink(d.ml)} {d.what}") for d in more_drinks),
    ]


def _named(meal: Meal) -> str:
    return f"{slot_name(meal.slot)}: {meal.title}"
