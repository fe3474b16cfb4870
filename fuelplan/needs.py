"""What one day asks for: athlete + runs + science → a window per nutrient, and per run.

Windows are plain numbers in the unit their key names, ready for the planner's arrays and for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.athlete import Athlete
from fuelplan.errors import NoPlanError
from fuelplan.macro_needs import (
    ENERGY_TOLERANCE,
    LOADING_NOTE,
    Need,
    little_fibre,
    loaded,
    macronutrient_windows,
)
from fuelplan.run_needs import RunNeeds, run_needs
from fuelplan.science import (
    energy,
    exercise_energy,
    hydration,
    iron,
    life_stage,
    macronutrients,
    nutrient_timing,
    reference_intakes,
)
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE
from fuelplan.training import TrainingDay, TrainingWeek
from fuelplan.units import CM, KCAL, KG, LITRE, MG, MIN, ML, G, Quantity, quantity
from fuelplan.vocabulary import MICRONUTRIENTS

ENERGY_AVAILABILITY = "energy_availability_kcal_per_kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNeeds:
    """One day's windows. ``exercise_kcal`` and ``fat_free_mass_kg`` let the audit re-derive energy availability;
    ``loading`` marks a day of carbohydrate loading, ``stored_kcal`` is what it eats beyond ``usual_kcal``, and
    ``drawn_kcal`` what a race day eats less because it was stored."""

    training: TrainingDay
    windows: dict[str, Need]
    runs: tuple[RunNeeds, ...]
    exercise_kcal: float
    strength_kcal: tuple[float, ...]
    fat_free_mass_kg: float
    protein_per_meal_g: float
    loading: bool = False
    usual_kcal: float = 0.0
    stored_kcal: float = 0.0
    drawn_kcal: float = 0.0
    notes: tuple[str, ...] = ()


def week_needs(athlete: Athlete, week: TrainingWeek) -> tuple[DayNeeds, ...]:
    """Return the needs of each day of the week.

    Raises
    ------
    NoPlanError
        When the runner is too thin for any plan of training, or the day's windows contradict one
        another (carbohydrate, protein and fat floors above the day's energy).
    """
    _require_weight(athlete)
    days: list[DayNeeds] = []
    stored = 0.0
    for place, day in enumerate(week.days):
        racing = races_long(day)
        days.append(day_needs(athlete, day, week.distance, loads(week, place), stored if racing else 0.0))
        stored = 0.0 if racing else stored + days[-1].stored_kcal
    return tuple(days)


def _require_weight(athlete: Athlete) -> None:
    index = energy.body_mass_index(athlete.mass, athlete.height)
    least = energy.UNDERWEIGHT_BMI if athlete.short_of_energy else energy.TOO_THIN_BMI
    if index < least:
        raise NoPlanError(
            f"A body mass index of {index:.1f} ({athlete.mass_kg:.0f} kg at {athlete.height.m_as(CM):.0f} cm) is too "
            "low for a week of training: fuelplan plans none. Please see a doctor or a sports dietitian before you run "
            "on; if weight or height is written wrong, mend it (--weight, --height)."
        )


def loads(week: TrainingWeek, place: int) -> bool:
    """Whether the week's day number ``place`` is one of carbohydrate loading: one or two before a long race.

    A day that burns as much, by a race or so long a run of its own, is not.
    """
    ahead = week.days[place + 1 : place + 1 + nutrient_timing.LOADING_DAYS]
    burns = float(week.days[place].running_time.m_as(MIN)) > nutrient_timing.LOADING_FROM_MIN
    return not burns and any(races_long(day) for day in ahead)


def races_long(day: TrainingDay) -> bool:
    """Whether the day has a race that is loaded for."""
    return any(run.kind == "race" and run.minutes > nutrient_timing.LOADING_FROM_MIN for run in day.runs)


def day_needs(
    athlete: Athlete, day: TrainingDay, weekly_distance: Quantity, loading: bool = False, stored_kcal: float = 0.0
) -> DayNeeds:
    """Return the windows of one day.

    Parameters
    ----------
    athlete, day
        Who, and what they run that day.
    weekly_distance
        Distance of the whole week [km]; it sets the iron aim.
    loading
        Whether the day loads carbohydrate for a race.
    stored_kcal
        What loading days stored for this one's race [kcal]; it is burnt, and need not be eaten again.
    """
    ran, strength = exercise_kcal(athlete, day)
    exercise = ran + sum(strength)
    ffm_kg = float(athlete.fat_free_mass.m_as(KG))
    usual_kcal = _usual_kcal(athlete, exercise)
    energy_kcal = _energy_kcal(athlete, usual_kcal, exercise, loading, stored_kcal)
    runs = tuple(run_needs(athlete, run) for run in day.runs)
    windows, notes = macronutrient_windows(athlete, day, energy_kcal)
    if loading:
        windows, notes = loaded(athlete, windows, energy_kcal), (LOADING_NOTE,)
    elif races_long(day):
        windows["fibre_g"] = little_fibre(energy_kcal)
    windows[ENERGY_AVAILABILITY] = _energy_availability((energy_kcal - exercise) / ffm_kg)
    windows["iron_mg"] = _iron(athlete, weekly_distance)
    windows |= _micronutrients(athlete)
    windows |= _water_and_sodium(athlete, runs, max(0.0, energy_kcal - usual_kcal))
    return DayNeeds(
        training=day,
        windows=windows,
        runs=runs,
        exercise_kcal=exercise,
        strength_kcal=strength,
        fat_free_mass_kg=ffm_kg,
        protein_per_meal_g=float(macronutrients.protein_per_meal(athlete.mass, athlete.age_years)[0].m_as(G)),
        loading=loading,
        usual_kcal=usual_kcal,
        stored_kcal=max(0.0, energy_kcal - usual_kcal),
        drawn_kcal=max(0.0, usual_kcal - energy_kcal),
        notes=notes,
    )


def exercise_kcal(athlete: Athlete, day: TrainingDay) -> tuple[float, tuple[float, ...]]:
    """Return the energy of the day's runs, and of each strength session [kcal]."""
    runs = (exercise_energy.running_energy(athlete.mass, run.distance, run.climb) for run in day.runs)
    strength = (exercise_energy.strength_energy(athlete.mass, session.duration) for session in day.strength)
    return sum(float(run.m_as(KCAL)) for run in runs), tuple(float(session.m_as(KCAL)) for session in strength)


def expenditure_kcal(athlete: Athlete, exercise: float) -> float:
    """Return what the day spends [kcal]: rest and daily life, exercise, and a child before or after birth."""
    daily = energy.non_exercise_energy(athlete.resting_metabolic_rate, athlete.activity_factor)
    child = float(life_stage.extra_energy(athlete.stage).m_as(KCAL))
    return float(daily.m_as(KCAL)) + exercise + child


def _usual_kcal(athlete: Athlete, exercise: float) -> float:
    """Return the energy to plan for a day that neither loads nor draws on what was loaded [kcal]."""
    spent = quantity(expenditure_kcal(athlete, exercise), KCAL)
    aim = energy.energy_aim(spent, quantity(exercise, KCAL), athlete.fat_free_mass, lift=athlete.short_of_energy)
    return float(aim.m_as(KCAL))


def _energy_kcal(athlete: Athlete, usual_kcal: float, exercise: float, loading: bool, stored_kcal: float) -> float:
    """Return the day's energy [kcal]: more on a loading day, less where a race burns what was stored for it."""
    if loading:
        return max(usual_kcal, float(macronutrients.loading_energy(athlete.mass).m_as(KCAL)))
    if not stored_kcal or athlete.short_of_energy:
        return usual_kcal
    least = energy.LOW_ENERGY_AVAILABILITY * float(athlete.fat_free_mass.m_as(KG)) + exercise
    return min(usual_kcal, max(usual_kcal - stored_kcal, least / (1 - ENERGY_TOLERANCE)))


def _energy_availability(aim: float) -> Need:
    least = energy.LOW_ENERGY_AVAILABILITY
    return Need(min=least, aim=aim, max=None, hard=True, reference=("loucks2011", "mountjoy2018"))


def _iron(athlete: Athlete, weekly_distance: Quantity) -> Need:
    """The hard window and, inside it, the aim: need by sex, age and life stage, raised with kilometres, a meatless
    diet, heavy periods or iron deficiency."""
    cap = quantity(athlete.iron_cap_mg, MG)
    floor, ceiling = (float(edge.m_as(MG)) for edge in iron.iron_window(cap, pregnant=athlete.pregnant))
    rda = reference_intakes.reference_intake("iron_mg", athlete.sex, athlete.age_years, athlete.stage)
    aim = float(
        iron.iron_aim(
            quantity(rda, MG),
            weekly_distance,
            athlete.vegetarian,
            cap,
            pregnant=athlete.pregnant,
            raised_iron_need=athlete.raised_iron_need,
        ).m_as(MG)
    )
    return Need(min=floor, aim=aim, max=ceiling, hard=True, reference=("iom2001",))


def _micronutrients(athlete: Athlete) -> dict[str, Need]:
    windows = {}
    for nutrient in MICRONUTRIENTS:
        intake = reference_intakes.reference_intake(nutrient, athlete.sex, athlete.age_years, athlete.stage)
        limit = reference_intakes.upper_limit(nutrient, athlete.age_years, athlete.stage)
        source = reference_intakes.reference_intake_source(nutrient)
        windows[nutrient] = Need(min=intake, aim=intake, max=limit, reference=(source,))
    return windows


def _water_and_sodium(athlete: Athlete, runs: tuple[RunNeeds, ...], stored_kcal: float) -> dict[str, Need]:
    """Total water (food and drink together) and, as information, sodium with the sweat's share.

    What a loading day stores is counted as glycogen, which takes its water along.
    """
    lost = quantity(sum(run.sweat_l for run in runs), LITRE)
    child_ml = float(life_stage.extra_water(athlete.stage).m_as(ML))
    stored_ml = float(hydration.glycogen_water(quantity(stored_kcal / KCAL_PER_G_CARBOHYDRATE, G)).m_as(ML))
    water_ml = float(hydration.daily_water(athlete.mass, lost).m_as(ML)) + child_ml + stored_ml
    sweated = ("baker2016", "barnes2019") if runs else ()
    baseline_mg = hydration.BASELINE_SODIUM_MG
    sodium_mg = baseline_mg + float(hydration.sweat_sodium(lost, athlete.sweat_sodium).m_as(MG))
    return {
        "water_ml": Need(min=water_ml, aim=water_ml, max=None, reference=("efsa2010",)),
        "sodium_mg": Need(min=baseline_mg, aim=sodium_mg, max=None, reference=("efsa2019", *sweated)),
    }
