"""Why so much energy."""

from __future__ import annotations

from collections.abc import Iterator

from fuelplan.athlete import Athlete
from fuelplan.macro_needs import ENERGY_TOLERANCE
from fuelplan.needs import DayNeeds
from fuelplan.reasons.basis import Basis, Reason, added, any_loading, basis, between, named
from fuelplan.science import energy as science
from fuelplan.science import exercise_energy, life_stage, macronutrients
from fuelplan.training import TrainingDay, TrainingWeek
from fuelplan.units import CM, HOUR, KCAL, KCAL_PER_DAY, KG, KM, MIN, M


def energy(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Energy of the day."""
    rest, exercise = _at_rest(athlete), list(_exercise(athlete, needs.training))
    daily = float(science.non_exercise_energy(athlete.resting_metabolic_rate, athlete.activity_factor).m_as(KCAL))
    child = float(life_stage.extra_energy(athlete.stage).m_as(KCAL))
    lines = [
        rest,
        f"The day without exercise: {athlete.activity_factor:.3g} × {_rmr(athlete):,.0f} = {daily:,.0f} kcal",
    ]
    lines += [line for line, _ in exercise]
    parts = [daily, *(kcal for _, kcal in exercise)]
    if child:
        lines.append(f"{athlete.stage}: {child:.0f} kcal")
        parts.append(child)
    lines.append(f"Spent: {added(parts, 'kcal')}")
    lifted, aim = _lifted(athlete, needs, sum(parts), sum(kcal for _, kcal in exercise))
    low, high = (1 - ENERGY_TOLERANCE) * aim, (1 + ENERGY_TOLERANCE) * aim
    return Reason(
        topic="energy",
        title="Energy of the day",
        formula=_formula(athlete, week),
        worked=(*lines, *lifted, between(low, high, aim, "kcal")),
        sources=_sources(athlete, needs),
        limits=tuple(_limits(athlete, needs)),
    )


def _rmr(athlete: Athlete) -> float:
    return float(athlete.resting_metabolic_rate.m_as(KCAL_PER_DAY))


def _formula(athlete: Athlete, week: TrainingWeek) -> str:
    rest = "resting metabolic rate (Mifflin–St Jeor)"
    if athlete.measured_ffm is not None:
        rest = "resting metabolic rate (Cunningham)"
    if athlete.measured_rmr is not None:
        rest = "your measured resting rate"
    runs = [run for day in week.days for run in day.runs]
    run = " + 1 kcal per kg and km" if runs else ""
    hills = ", more uphill (Minetti)" if any(run.climb.m for run in runs) else ""
    strength = " + 2.5 kcal per kg and h of strength work" if any(day.strength for day in week.days) else ""
    child = " + what the child needs" if athlete.stage else ""
    lift = "all the way" if athlete.short_of_energy else "by up to 5 %"
    loading = " A loading day holds at least 52.7 kcal per kg." if any_loading(week) else ""
    return (
        f"Energy = {athlete.activity_factor:.3g} × {rest}{run}{hills}{strength}{child}, lifted {lift} to reach 45 kcal "
        "per kg fat-free mass. ± 10 % for a group, ± 20 % for one runner: the factor is bracketed, not validated."
        f"{loading}"
    )


def _at_rest(athlete: Athlete) -> str:
    rmr = _rmr(athlete)
    if athlete.measured_rmr is not None:
        return f"At rest, as measured: {rmr:,.0f} kcal"
    if athlete.measured_ffm is not None:
        return (
            f"At rest (Cunningham): 500 + 22 × {athlete.measured_ffm.m_as(KG):.1f} kg fat-free mass = {rmr:,.0f} kcal"
        )
    cm, kg, years = float(athlete.height.m_as(CM)), athlete.mass_kg, athlete.age_years
    offset = rmr - (10 * kg + 6.25 * cm - 5 * years)
    sign = "+" if offset > 0 else "-"
    who = athlete.sex or "sex not given: the mean of both"
    return (
        f"At rest (Mifflin-St Jeor): 10 × {kg:.1f} kg + 6.25 × {cm:.1f} cm - 5 × {years:.0f} years {sign} "
        f"{abs(offset):.0f} ({who}) = {rmr:,.0f} kcal"
    )


def _exercise(athlete: Athlete, day: TrainingDay) -> Iterator[tuple[str, float]]:
    """Each run and strength session of the day: its line, and its energy [kcal]."""
    kg = athlete.mass_kg
    for run in day.runs:
        kcal = float(exercise_energy.running_energy(athlete.mass, run.distance, run.climb).m_as(KCAL))
        km, up = float(run.distance.m_as(KM)), float(run.climb.m_as(M))
        hills = f" × {exercise_energy.hill_factor(run.distance, run.climb):.3f} for {up:.0f} m of climb" if up else ""
        cost = exercise_energy.RUNNING_COST_KCAL_PER_KG_KM
        yield f"Run ({named(run)}): {km:.1f} km × {kg:.1f} kg × {cost:.1f}{hills} = {kcal:,.0f} kcal", kcal
    for session in day.strength:
        kcal = float(exercise_energy.strength_energy(athlete.mass, session.duration).m_as(KCAL))
        minutes, hours = session.duration.m_as(MIN), session.duration.m_as(HOUR)
        met = exercise_energy.STRENGTH_MET
        yield f"Strength, {minutes:.0f} min: ({met} - 1) × {kg:.1f} kg × {hours:.2f} h = {kcal:,.0f} kcal", kcal


def _lifted(athlete: Athlete, needs: DayNeeds, spent: float, exercise: float) -> tuple[list[str], float]:
    """Return what energy availability and loading make of the energy spent: lines, and the aim [kcal]."""
    ffm = float(athlete.fat_free_mass.m_as(KG))
    aim = needs.usual_kcal
    goal = science.OPTIMAL_ENERGY_AVAILABILITY
    optimum = goal * ffm + exercise
    basis_of_ffm = "measured" if athlete.measured_ffm is not None else "assumed"
    lines = [
        f"For {goal:.0f} kcal per kg fat-free mass ({basis_of_ffm}): {goal:.0f} × {ffm:.1f} kg + {exercise:,.0f} = "
        f"{optimum:,.0f} kcal; lifted? {_verdict(spent, aim, optimum)}"
    ]
    if needs.loading:
        least = float(macronutrients.loading_energy(athlete.mass).m_as(KCAL))
        held = "held by the day already" if aim >= least else "so the day is raised to it"
        lines.append(
            f"Loading for the race: {least / athlete.mass_kg:.1f} kcal/kg × {athlete.mass_kg:.1f} kg = {least:,.0f} "
            "kcal: " + held
        )
        aim = max(aim, least)
    elif needs.drawn_kcal:
        lines.append(
            f"The race burns what the loading days stored: {aim:,.0f} - {needs.drawn_kcal:,.0f} = "
            f"{aim - needs.drawn_kcal:,.0f} kcal, never so little that {science.LOW_ENERGY_AVAILABILITY:.0f} kcal per "
            "kg fat-free mass are in doubt"
        )
        aim -= needs.drawn_kcal
    return lines, aim


def _verdict(spent: float, aim: float, optimum: float) -> str:
    if aim <= spent:
        return "no, the energy spent is above it"
    if aim >= optimum:
        return "yes, to it"
    return f"yes, but not all the way: to {aim:,.0f} kcal ({100 * (aim / spent - 1):.0f} % more)"


def _sources(athlete: Athlete, needs: DayNeeds) -> tuple[Basis, ...]:
    names: list[str] = []
    if athlete.measured_rmr is None:
        by_lean = athlete.measured_ffm is not None
        names.append("resting_metabolic_rate_from_fat_free_mass" if by_lean else "resting_metabolic_rate")
    names += ["activity_factor", "energy_aim"]
    if athlete.measured_ffm is None:
        heavy = athlete.mass_kg > 25.0 * float(athlete.height.m_as(M)) ** 2
        names.append("fat_free_mass" if heavy else "_LEAN_FRACTION")
    moving: list[str] = []
    if needs.training.runs:
        hilly = any(run.climb.m for run in needs.training.runs)
        moving += ["RUNNING_COST_KCAL_PER_KG_KM", *(["hill_factor"] if hilly else [])]
    moving += ["strength_energy"] if needs.training.strength else []
    stage = basis(life_stage, "extra_energy") if athlete.stage else ()
    loading = basis(macronutrients, "loading_energy") if needs.loading else ()
    return (*basis(science, *names), *basis(exercise_energy, *moving), *stage, *loading)


def _limits(athlete: Athlete, needs: DayNeeds) -> Iterator[str]:
    yield (
        f"The factor {athlete.activity_factor:.3g} for the day without exercise is bracketed by three studies, not "
        "validated: ± 10 % for a group, ± 20 % for one runner. --lifestyle desk, mixed, feet or camp changes it."
    )
    if athlete.measured_rmr is None and athlete.measured_ffm is None:
        yield (
            "A measured resting rate (--rmr) or fat-free mass (--ffm, --body-fat) replaces the formula for the average."
        )
    elif athlete.measured_rmr is None:
        yield "A measured resting rate (--rmr) replaces the formula for the average."
    if athlete.measured_ffm is None:
        yield "The fat-free mass is assumed; measured (--ffm or --body-fat) it makes energy availability sure."
    if any(run.climb.m for run in needs.training.runs):
        yield "Hills are counted half up and half down at one slope; steep and short ones cost more."
    yield "Wind, sand, trails and running with a pack are not counted."
