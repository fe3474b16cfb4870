"""What one day asks for: athlete + runs + science → a window per nutrient, and per run.

Windows are plain numbers in the unit their key names, ready for the planner's arrays and for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fuelplan.athlete import Athlete
from fuelplan.errors import NoPlanError
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
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE, KCAL_PER_G_FAT, KCAL_PER_G_PROTEIN
from fuelplan.training import TrainingDay, TrainingWeek
from fuelplan.units import CM, KCAL, KG, LITRE, MG, MIN, ML, G, Quantity, quantity
from fuelplan.vocabulary import MICRONUTRIENTS

ENERGY_TOLERANCE = 0.05
# Ours: more fibre than this is hard to run on.
MOST_FIBRE = 1.6
# Ours: a loading day keeps protein near its floor and lets fat fall a little under its share.
PROTEIN_ABOVE_FLOOR, LEAST_LOADING_FAT = 1.15, 0.7
LOADING_NOTE = (
    "Loading for the race: white bread, rice, pasta, potatoes, juice and sweet things on purpose, little fibre and "
    "fat. A kilo or two more on the scale is glycogen and its water."
)
ENERGY_AVAILABILITY = "energy_availability_kcal_per_kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One nutrient's window for one day, in the unit its key names.

    ``hard`` windows are kept on every printed plan; the others have a price. ``reference`` holds
    the citation keys behind the numbers.
    """

    min: float
    aim: float
    max: float | None
    hard: bool = False
    reference: tuple[str, ...] = ()


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
    energy_kcal = usual_kcal
    if loading:
        energy_kcal = max(usual_kcal, float(macronutrients.loading_energy(athlete.mass).m_as(KCAL)))
    elif stored_kcal and not athlete.short_of_energy:
        least = energy.LOW_ENERGY_AVAILABILITY * ffm_kg + exercise
        energy_kcal = min(usual_kcal, max(usual_kcal - stored_kcal, least / (1 - ENERGY_TOLERANCE)))
    runs = tuple(run_needs(athlete, run) for run in day.runs)
    windows, notes = _macronutrients(athlete, day, energy_kcal)
    if loading:
        windows, notes = _loaded(athlete, windows, energy_kcal), (LOADING_NOTE,)
    elif races_long(day):
        windows["fibre_g"] = _little_fibre(energy_kcal)
    windows[ENERGY_AVAILABILITY] = Need(
        min=energy.LOW_ENERGY_AVAILABILITY,
        aim=(energy_kcal - exercise) / ffm_kg,
        max=None,
        hard=True,
        reference=("loucks2011", "mountjoy2018"),
    )
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


def _macronutrients(athlete: Athlete, day: TrainingDay, energy_kcal: float) -> tuple[dict[str, Need], tuple[str, ...]]:
    """Windows for energy, carbohydrate, protein, fat and fibre that can be met together."""
    mass, budget = athlete.mass, quantity(energy_kcal, KCAL)
    low_g, high_g = (float(g.m_as(G)) for g in macronutrients.carbohydrate_band(mass, day.running_time))
    aim_g = float(macronutrients.carbohydrate_aim(mass, day.distance, day.running_time).m_as(G))
    protein = [float(g.m_as(G)) for g in macronutrients.protein_window(mass)]
    child_g = float(life_stage.extra_protein(athlete.stage).m_as(G))
    fat_min_g, fat_max_g = (float(g.m_as(G)) for g in macronutrients.fat_window(budget))
    fibre_g = float(macronutrients.fibre_aim(budget).m_as(G))
    windows = {
        "energy_kcal": Need(
            min=(1 - ENERGY_TOLERANCE) * energy_kcal,
            aim=energy_kcal,
            max=(1 + ENERGY_TOLERANCE) * energy_kcal,
            reference=_energy_sources(athlete),
        ),
        "carbohydrate_g": Need(min=low_g, aim=aim_g, max=high_g, reference=("burke2011", "thomas2016")),
        "protein_g": Need(
            min=protein[0] + child_g,
            aim=(protein[1] + protein[2]) / 2 + child_g,
            max=protein[3] + child_g,
            reference=("thomas2016", "kato2016"),
        ),
        "fat_g": Need(
            min=fat_min_g, aim=(fat_min_g + fat_max_g) / 2, max=fat_max_g, reference=("thomas2016", "iom2005")
        ),
        "fibre_g": Need(min=fibre_g, aim=fibre_g, max=MOST_FIBRE * fibre_g, reference=("iom2005",)),
    }
    return _closed(windows, athlete, day)


def _energy_sources(athlete: Athlete) -> tuple[str, ...]:
    """Return what the resting metabolic rate rests on; a measured one on nobody's paper."""
    if athlete.measured_rmr is not None:
        return ()
    return ("cunningham1980",) if athlete.measured_ffm is not None else ("mifflin1990",)


def _loaded(athlete: Athlete, windows: dict[str, Need], energy_kcal: float) -> dict[str, Need]:
    """Return the windows of a loading day: carbohydrate first and hard, little fibre and fat, enough protein."""
    low_g, aim_g, high_g = (float(g.m_as(G)) for g in nutrient_timing.carbohydrate_loading(athlete.mass))
    fat_g = macronutrients.LOADING_FAT_SHARE * energy_kcal / KCAL_PER_G_FAT
    protein = windows["protein_g"]
    return windows | {
        "carbohydrate_g": Need(min=low_g, aim=aim_g, max=high_g, hard=True, reference=("burke2011", "thomas2016")),
        "protein_g": replace(protein, aim=PROTEIN_ABOVE_FLOOR * protein.min),
        "fat_g": replace(windows["fat_g"], min=LEAST_LOADING_FAT * fat_g, aim=fat_g),
        "fibre_g": _little_fibre(energy_kcal),
    }


def _little_fibre(energy_kcal: float) -> Need:
    """The fibre of loading days and of race day: little, for the gut's sake."""
    low_g, high_g = (float(g.m_as(G)) for g in macronutrients.loading_fibre(quantity(energy_kcal, KCAL)))
    return Need(min=low_g, aim=low_g, max=high_g)


def _closed(windows: dict[str, Need], athlete: Athlete, day: TrainingDay) -> tuple[dict[str, Need], tuple[str, ...]]:
    """Make the windows agree with the day's energy, and say what gave way.

    Energy first. When the floors do not fit, the carbohydrate aim falls in its band; when the
    ceilings do not reach, fat may rise above 35 % of energy.
    """
    energy_kcal = windows["energy_kcal"].aim
    carbohydrate, protein, fat = (windows[name] for name in ("carbohydrate_g", "protein_g", "fat_g"))
    assert carbohydrate.max is not None and protein.max is not None and fat.max is not None
    fits_g = (energy_kcal - KCAL_PER_G_PROTEIN * protein.min - KCAL_PER_G_FAT * fat.min) / KCAL_PER_G_CARBOHYDRATE
    if fits_g < carbohydrate.min:
        raise NoPlanError(
            f"{day.weekday}: {energy_kcal:.0f} kcal cannot hold {carbohydrate.min:.0f} g carbohydrate, "
            f"{protein.min:.0f} g protein and {fat.min:.0f} g fat, the least a body of {athlete.mass_kg:.0f} kg is "
            "advised; give --height, --age and --sex, so that energy rests on more than assumptions, or see a dietitian"
        )
    notes: list[str] = []
    if fits_g < carbohydrate.aim:
        windows["carbohydrate_g"] = replace(carbohydrate, aim=fits_g)
        notes.append(f"carbohydrate aimed at {fits_g:.0f} g, lower in its band, so that protein and fat fit the energy")
    filled_kcal = KCAL_PER_G_CARBOHYDRATE * carbohydrate.max + KCAL_PER_G_PROTEIN * protein.max
    rest_g = (energy_kcal - filled_kcal) / KCAL_PER_G_FAT
    if rest_g > fat.max:
        windows["fat_g"] = replace(fat, max=(1 + ENERGY_TOLERANCE) * rest_g)
        notes.append("fat may pass 35 % of energy: carbohydrate and protein are at the top of their bands")
    return windows, tuple(notes)


def _iron(athlete: Athlete, weekly_distance: Quantity) -> Need:
    """The hard window and, inside it, the aim: need by sex, age and life stage, raised with kilometres, a meatless
    diet or heavy periods."""
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
            heavy_bleeding=athlete.heavy_bleeding,
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
