"""Why to eat when, what to take on the run and before a race, what makes legs heavy, and the runner's own cares."""

from __future__ import annotations

from itertools import pairwise

from fuelplan import heavy_legs
from fuelplan.athlete import Athlete
from fuelplan.needs import DayNeeds, week_needs
from fuelplan.reasons.basis import Basis, Reason, added, any_loading, basis, between, named
from fuelplan.run_needs import (
    MOST_FUEL_G_PER_KG_H,
    MOST_RACE_FUEL_G_PER_H,
    MOST_TRAINING_FUEL_G_PER_H,
    fuel_g_per_hour,
)
from fuelplan.science import caffeine as caffeine_science
from fuelplan.science import life_stage, training_load
from fuelplan.science import nutrient_timing as science
from fuelplan.training import HARD_KINDS, Run, TrainingWeek
from fuelplan.units import G_PER_HOUR, HOUR, MG, MIN, G, quantity

_COFFEE_APART = (
    f"{science.TEA_COFFEE_BEFORE_H:.0f} h before or {science.TEA_COFFEE_AFTER_H:.0f} h after a meal rich in iron"
)


def timing(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """What is eaten when."""
    runs = needs.training.runs
    lines = [line for run in runs for line in _around(athlete, run)]
    for early, late in pairwise(runs):
        lines += _recovery(athlete, early, (late.start_minute - early.end_minute) / 60)
    lines.append(
        f"Tea and coffee: {_COFFEE_APART}; "
        f"{science.CALCIUM_WITH_IRON_MG:.0f} mg "
        f"of calcium or more (a glass of milk holds 300 mg): {science.CALCIUM_APART_H:.0f} h"
    )
    hard = [run for run in runs if run.kind in HARD_KINDS]
    names = [
        "TEA_COFFEE_BEFORE_H",
        "TEA_COFFEE_AFTER_H",
        "CALCIUM_APART_H",
        *(["is_iron_poor", "IRON_BESIDE_RUN_MIN"] if hard else []),
    ]
    if any(run.minutes > 60 for run in runs):
        names.append("carbohydrate_before_run")
    if len(runs) > 1:
        names.append("carbohydrate_after_run")
    any_hard = any(day.hard for day in week.days)
    return Reason(
        topic="timing",
        title="What is eaten when",
        formula="Tea and coffee an hour before or two after iron, much calcium two hours away from it"
        + ("; iron in the morning or beside a hard run, least 2–6 h after it." if any_hard else "."),
        worked=tuple(lines),
        sources=basis(science, *names),
        limits=("Found in single meals and small groups; over weeks the body evens out much of it.",),
    )


def _around(athlete: Athlete, run: Run) -> list[str]:
    lines = [f"Run ({named(run)}), over at {_clock(run.end_minute)}"]
    two = float(science.carbohydrate_before_run(athlete.mass, run.duration, quantity(2.0, HOUR)).m_as(G))
    if two:
        lines.append(f"Before it: 1 g/kg for each hour ahead, so {two:.0f} g of carbohydrate two hours before")
    if run.kind in HARD_KINDS:
        first, last = (run.end_minute + 60 * h for h in (science.IRON_POOR_FROM_H, science.IRON_POOR_TO_H))
        lines.append(
            f"Hard: iron is taken up worst from {_clock(first)} to {_clock(last)}, best within "
            f"{science.IRON_BESIDE_RUN_MIN:.0f} min of the run"
        )
    return lines


def _recovery(athlete: Athlete, run: Run, hours: float) -> list[str]:
    low, high = science.carbohydrate_after_run(athlete.mass, quantity(hours, HOUR))
    if not low.m:
        return []
    return [
        f"{hours:.1f} h to the next run: {low.m_as(G_PER_HOUR):.0f} to {high.m_as(G_PER_HOUR):.0f} g of carbohydrate "
        "an "
        f"hour from {_clock(run.end_minute)} on"
    ]


def _clock(minute: float) -> str:
    return f"{int(minute) // 60 % 24:02d}:{int(minute) % 60:02d}"


def loading(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Carbohydrate loading before a race."""
    low, aim, high = (float(g.m_as(G)) for g in science.carbohydrate_loading(athlete.mass))
    kg, loads = athlete.mass_kg, any_loading(week)
    per_kg = aim / kg
    lines = [f"{per_kg:.0f} g/kg × {kg:.1f} kg = {aim:.0f} g of carbohydrate on each loading day"]
    if not needs.loading:
        lines.append("This day does not load" + ("; see another day" if loads else ": no race over 90 min follows it"))
    return Reason(
        topic="loading",
        title="Carbohydrate loading",
        formula=f"Before a race over {science.LOADING_FROM_MIN:.0f} min, {science.LOADING_DAYS} days of {low / kg:.0f}–"
        f"{high / kg:.0f} g/kg carbohydrate with little fat and fibre.",
        worked=(*lines, between(low, high, aim, "g")),
        sources=basis(science, "carbohydrate_loading", "LOADING_FROM_MIN", "LOADING_DAYS"),
        limits=(
            f"The papers say 10 to 12 g/kg; the low edge of {low / kg:.0f} is ours, because not everyone can eat so "
            "much.",
            "1 to 2 kg more on the scale are glycogen and its water, not fat.",
        ),
    )


def fuel(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Carbohydrate on the run."""
    runs = needs.training.runs
    grams = [fuel_g_per_hour(athlete, run) * float(run.duration.m_as(HOUR)) for run in runs]
    lines = [_fuel_line(athlete, run) for run in runs]
    total = f"On the day's runs: {added(grams, 'g')}" if runs else "No run on this day: 0 g"
    return Reason(
        topic="fuel",
        title="Carbohydrate on the run",
        formula=f"Fuel on the run: none up to {science.FUEL_FROM_MIN:.0f} min, 30 g/h up to 2 h, 60 g/h up to 3 h, "
        "90 g/h of "
        f"glucose and fructose in longer races; {MOST_FUEL_G_PER_KG_H:.0f} g/kg/h at most.",
        worked=(*lines, total),
        sources=basis(science, "carbohydrate_during_run") if runs else (),
        limits=(
            f"Training stops at {MOST_TRAINING_FUEL_G_PER_H:.0f} g/h, races at {MOST_RACE_FUEL_G_PER_H:.0f}, both at "
            f"{MOST_FUEL_G_PER_KG_H:.0f} g/kg/h: our choice. The gut learns: practise on long runs.",
        ),
    )


def _fuel_line(athlete: Athlete, run: Run) -> str:
    said = float(science.carbohydrate_during_run(run.duration).m_as(G_PER_HOUR))
    taken, hours = fuel_g_per_hour(athlete, run), float(run.duration.m_as(HOUR))
    held = f", held to {taken:.0f} g/h" if taken < said else ""
    minutes = f"{run.duration.m_as(MIN):.0f} min"
    return f"Run ({named(run)}), {minutes}: {said:.0f} g/h{held} × {hours:.2f} h = {taken * hours:.0f} g"


def caffeine(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Caffeine before a race."""
    low, high = (float(mg.m_as(MG)) for mg in caffeine_science.caffeine_before_race(athlete.mass, athlete.stage))
    limit = float(life_stage.caffeine_limit(athlete.stage).m_as(MG))
    least, most = caffeine_science.CAFFEINE_MG_PER_KG
    kg, once = athlete.mass_kg, caffeine_science.MOST_CAFFEINE_AT_ONCE_MG
    before, bed = caffeine_science.CAFFEINE_BEFORE_RACE_MIN, caffeine_science.CAFFEINE_BEFORE_BED_H
    return Reason(
        topic="caffeine",
        title="Caffeine before a race",
        formula=f"Caffeine, if you use it: {least:.0f}–{most:.0f} mg/kg an hour before the race, {once:.0f} mg at "
        "once and "
        f"{limit:.0f} mg a day at most.",
        worked=(
            f"{least:.0f} to {most:.0f} mg/kg × {kg:.1f} kg = {least * kg:.0f} to {most * kg:.0f} mg, {before:.0f} "
            "min before",
            f"Everyday coffee: up to {limit:.0f} mg in a day from all sources, nothing within {bed:.0f} h of bed, "
            f"and {_COFFEE_APART}",
            f"At once {once:.0f} mg at most, so {low:.0f}{f' to {high:.0f}' if high > low else ''} mg",
        ),
        sources=(
            *basis(caffeine_science, "caffeine_before_race"),
            *basis(life_stage, "caffeine_limit"),
            *basis(science, "TEA_COFFEE_BEFORE_H", "TEA_COFFEE_AFTER_H"),
        ),
        limits=("An option, never needed: it helps on average and not everyone. Try it in training first.",),
    )


def legs(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """The seven causes of heavy legs."""
    causes = heavy_legs.causes(athlete, week, week_needs(athlete, week), ())
    return Reason(
        topic="legs",
        title="Heavy legs: seven causes",
        formula="Heavy legs have seven usual causes; the plan feeds two of them and watches the rest.",
        worked=tuple(f"{cause.name}: {cause.says}" for cause in causes),
        sources=_legs_sources(),
        limits=(
            "Rules of thumb, most with weak evidence: figures to watch, not to obey. --last-km tells the growth.",
            "Legs that stay heavy for two weeks although you rest, or pain on one side: see a doctor.",
        ),
    )


def _legs_sources() -> tuple[Basis, ...]:
    names = ("CADENCE_RISE", "STRENGTH_SESSIONS", "ramp", "MOST_LONG_RUN_SHARE", "SLEEP_HOURS")
    return basis(training_load, *names)


def health(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """The runner's own cares."""
    cares = athlete.cares
    said = tuple(care.says for care in cares) or ("You named nothing under --health: nothing is changed for it.",)
    return Reason(
        topic="health",
        title="Your own cares",
        formula="Health: a word under --health raises needs, keeps a medicine apart from food, or ends the plan.",
        worked=said,
        sources=tuple(Basis("as its leaflet and these say", care.references, care.word, "") for care in cares),
        limits=("None of it is a diagnosis or names a dose: ask your doctor or pharmacist.",),
    )
