"""The seven causes of heavy legs, and what this week says about each: short, kind, two lines of the log page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fuelplan.athlete import Athlete
from fuelplan.needs import DayNeeds
from fuelplan.science import hydration, training_load
from fuelplan.science import iron as iron_science
from fuelplan.science import macronutrients as food_science
from fuelplan.training import HARD_KINDS, TrainingDay, TrainingWeek
from fuelplan.units import KM, KM_PER_HOUR
from fuelplan.weekplan import Cause, DayPlan

LATE_MINUTE = 20 * 60 + 30
_FEWEST_RUNS_FOR_A_SHARE = 3
_NO_WORRY_PERCENT = 2.0
_MOST_PAIRS_TOLD = 3


def causes(
    athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds], days: Sequence[DayPlan]
) -> tuple[Cause, ...]:
    """Return the seven causes of heavy legs, each with what this week says about it.

    ``days`` are the planned days; without any, what the week aims at is told instead of what was planned.
    """
    return (
        Cause(name="Running form", says=_form(week), references=_keys("CADENCE_RISE")),
        Cause(name="Strength work", says=_strength(week), references=_keys("STRENGTH_SESSIONS")),
        Cause(name="Overtraining", says=_training(week), references=_keys("ramp")),
        Cause(name="Carbohydrate and iron", says=_food(athlete, needs, days), references=_food_keys()),
        Cause(name="Dehydration", says=_fluid(athlete, needs), references=_fluid_keys(needs)),
        Cause(name="Too little sleep", says=_sleep(week), references=_keys("SLEEP_HOURS")),
        Cause(
            name="Poor circulation",
            says="Walk a little after sitting, legs up in the evening. Pain in the calf at rest, or one leg swollen: "
            "see a "
            "doctor today.",
        ),
    )


def ramp_percent(week: TrainingWeek) -> float | None:
    """Return how much the week grows over the one before [%]; None when that is not known."""
    if week.last_distance is None:
        return None
    return 100.0 * training_load.ramp(week.distance, week.last_distance)


def grows_too_fast(week: TrainingWeek) -> bool:
    """Whether the week grows by more than the rule of thumb allows, to the whole percent that is printed."""
    growth = ramp_percent(week)
    return growth is not None and growth >= 100.0 * training_load.MOST_RAMP + 0.5


def long_run_share(week: TrainingWeek) -> float:
    """Return the share of the longest run in the week (0 to 1); 0 when it is a race, or one of one or two runs."""
    runs = [run for day in week.days for run in day.runs]
    longest = max(runs, key=lambda run: float(run.distance.m_as(KM)), default=None)
    if longest is None or len(runs) < _FEWEST_RUNS_FOR_A_SHARE or longest.kind == "race" or not week.distance.m:
        return 0.0
    return float(longest.distance.m_as(KM)) / float(week.distance.m_as(KM))


def long_run_too_long(week: TrainingWeek) -> bool:
    """Whether the longest run is too large a share of the week, to the whole percent that is printed."""
    return round(100 * long_run_share(week)) > round(100 * training_load.MOST_LONG_RUN_SHARE)


def before_fast_days(week: TrainingWeek) -> list[str]:
    """Return each strength day that a fast day follows: "Tue before Wed"."""
    return [
        f"{day.weekday} before {after.weekday}" for day, after in pairwise(week.days) if day.strength and after.hard
    ]


def _keys(name: str) -> tuple[str, ...]:
    return training_load.SOURCES[name].keys


def _food_keys() -> tuple[str, ...]:
    carbohydrate, iron = food_science.SOURCES["carbohydrate_band"], iron_science.SOURCES["iron_window"]
    return (*carbohydrate.keys, *iron.keys)


def _fluid_keys(needs: Sequence[DayNeeds]) -> tuple[str, ...]:
    return hydration.SOURCES["expected_loss_percent"].keys if any(day.runs for day in needs) else ()


def _form(week: TrainingWeek) -> str:
    low, high = (100 * share for share in training_load.CADENCE_RISE)
    example = f"at 160 a minute, {160 * (1 + low / 100):.0f} to {160 * (1 + high / 100):.0f}"
    runs = [run for day in week.days for run in day.runs if run.kind in ("easy", "long")]
    when = f" on an easy run ({_day_of_easiest(week)})" if runs else ""
    return (
        f"If your foot lands ahead of you, take {low:.0f} to {high:.0f} % more steps a minute ({example}): try it "
        "for some "
        f"minutes{when}."
    )


def _day_of_easiest(week: TrainingWeek) -> str:
    easy = [(float(run.speed.m_as(KM_PER_HOUR)), day) for day in week.days for run in day.runs if run.kind == "easy"]
    if not easy:
        return next(day.weekday for day in week.days for run in day.runs if run.kind == "long")
    return min(easy, key=lambda item: item[0])[1].weekday


def _strength(week: TrainingWeek) -> str:
    days = [day.weekday for day in week.days if day.strength]
    sessions = sum(len(day.strength) for day in week.days)
    if not days:
        if week.race is not None:
            return "None planned, which suits a race week. In other weeks two short sessions help a runner."
        return "None planned. Two short sessions a week help a runner, with an easy run or rest the day after."
    if clashes := before_fast_days(week):
        return f"On {_joined(days)}; {_joined(clashes)}, a fast day, leaves tired legs to run it: move one of the two."
    if sessions < training_load.STRENGTH_SESSIONS:
        return f"One session, {days[0]}; a second short one helps more. The day after is easy or rest: good."
    return f"On {_joined(days)}, each before an easy day or rest: good. Stop a set while two more would still go."


def _training(week: TrainingWeek) -> str:
    hard = [day.weekday for day in week.days if day.hard]
    rest = sum(not day.runs and not day.strength for day in week.days)
    counted = f"{week.distance.m_as(KM):.0f} km, {_count(len(hard), 'hard day')}, {_count(rest, 'rest day')}."
    return " ".join([counted, *_race_says(week), *_growth(week), *_clashes(week)])


def _race_says(week: TrainingWeek) -> list[str]:
    if week.race is None:
        return []
    kept = float(week.distance.m_as(KM)) - float(week.race[1].distance.m_as(KM))
    return [f"A race week is a taper: {kept:.0f} km beside the race, fresh legs are the aim."]


def _growth(week: TrainingWeek) -> list[str]:
    growth = ramp_percent(week)
    most = 100 * training_load.MOST_RAMP
    if growth is None or not week.distance.m:
        return [] if week.race is not None else [f"As a rule of thumb grow by {most:.0f} % a week at most."]
    if math.isinf(growth):
        return ["After a week without running: begin with less than you can."]
    if grows_too_fast(week):
        return [f"{growth:+.0f} % on last week: over {most:.0f} % is a load of its own."]
    return [f"{growth:+.0f} % on last week: fine."]


def _clashes(week: TrainingWeek) -> Iterator[str]:
    if long_run_too_long(week):
        most = 100 * training_load.MOST_LONG_RUN_SHARE
        yield f"The long run is {100 * long_run_share(week):.0f} % of it ({most:.0f} % is plenty)."
    together = [f"{a.weekday}–{b.weekday}" for a, b in pairwise(week.days) if a.hard and b.hard]
    if together:
        more = ", …" if len(together) > _MOST_PAIRS_TOLD else ""
        yield f"Hard back to back: {', '.join(together[:_MOST_PAIRS_TOLD])}{more}; put a day between."


def _food(athlete: Athlete, needs: Sequence[DayNeeds], days: Sequence[DayPlan]) -> str:
    if not days:
        aims = [day.windows["carbohydrate_g"].aim / athlete.mass_kg for day in needs]
        mg = needs[0].windows["iron_mg"].aim
        return f"Aims: {min(aims):.1f} to {max(aims):.1f} g/kg carbohydrate by run, {mg:.0f} mg iron every day."
    names = {"carbohydrate_g": "Carbohydrate", "iron_mg": "Iron"}
    short = [
        f"{word} short on {_joined(missing)}"
        for key, word in names.items()
        if (missing := [day.weekday for day in days if day.totals[key] < day.needs[key].min])
    ]
    per_kg = [day.totals["carbohydrate_g"] / athlete.mass_kg for day in days]
    iron = [day.totals["iron_mg"] for day in days]
    met = f" {'; '.join(short)}." if short else ""
    aim = sum(day.needs["iron_mg"].aim for day in days) / len(days)
    return (
        f"{min(per_kg):.1f} to {max(per_kg):.1f} g/kg carbohydrate, {min(iron):.0f} to {max(iron):.0f} mg iron a day "
        f"(aim {aim:.0f}).{met} Tired for weeks? Have ferritin measured."
    )


def _fluid(athlete: Athlete, needs: Sequence[DayNeeds]) -> str:
    runs = [(run, day) for day in needs for run in day.runs]
    if not runs:
        return "No run, little sweat: drink to thirst; the drinks of each day are on its card."
    run, day = max(runs, key=lambda item: item[0].loss_percent)
    km, loss = float(run.run.distance.m_as(KM)), max(0.0, run.loss_percent)
    said = f"{day.training.weekday}'s {km:.0f} km costs about {loss:.1f} % of body mass"
    if run.sweat_high_l > run.sweat_l:
        worst = 100 * (run.sweat_high_l - run.drink_l) / athlete.mass_kg
        said += f", {worst:.1f} % if you sweat heavily"
    return f"{said}; {_tolerable(run.loss_percent)} Drinks are timed on every day."


def _tolerable(loss: float) -> str:
    if loss <= _NO_WORRY_PERCENT:
        return "up to 2 % is no worry."
    return "over 2 %: go slower or earlier in the day."


def _sleep(week: TrainingWeek) -> str:
    low, high = training_load.SLEEP_HOURS
    late = [day.weekday for day in week.days if _hard_and_late(day)]
    start = f"{low:.0f} to {high:.0f} hours a night"
    if late:
        return (
            f"{start}. The hard run on {_joined(late)} ends after {LATE_MINUTE // 60}:{LATE_MINUTE % 60}: start "
            "earlier if you "
            "can, or allow an hour to wind down. Write the hours in the log."
        )
    return f"{start}; write them in the log and look for the pattern: heavy legs often follow two short nights."


def _hard_and_late(day: TrainingDay) -> bool:
    return any(run.end_minute > LATE_MINUTE and run.kind in HARD_KINDS for run in day.runs)


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
