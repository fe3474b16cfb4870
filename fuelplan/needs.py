"""What one day asks for: athlete + runs + science → a window per nutrient, and per run.

Windows are plain numbers in the unit their key names, ready for the planner's arrays and for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fuelplan.athlete import Athlete
from fuelplan.errors import NoPlanError
from fuelplan.science import (
    energy,
    hydration,
    iron,
    macronutrients,
    nutrient_timing,
    reference_intakes,
    sweat,
)
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE, KCAL_PER_G_FAT, KCAL_PER_G_PROTEIN
from fuelplan.training import Run, TrainingDay, TrainingWeek
from fuelplan.units import (
    G_PER_HOUR,
    HOUR,
    KCAL,
    KG,
    L_PER_HOUR,
    LITRE,
    MG,
    MG_PER_L,
    ML,
    G,
    Quantity,
    quantity,
)
from fuelplan.vocabulary import MICRONUTRIENTS

ENERGY_TOLERANCE = 0.05
# Ours: more fibre than this is hard to run on.
MOST_FIBRE = 1.6
# Ours: 90 g/h needs a trained gut and is for races; small bodies take no more than 1 g/kg/h.
MOST_TRAINING_FUEL_G_PER_H, MOST_RACE_FUEL_G_PER_H, MOST_FUEL_G_PER_KG_H = 60.0, 90.0, 1.0
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
class RunNeeds:
    """What one run costs and what to take on it: litres, grams, percent of body mass."""

    run: Run
    sweat_l: float
    sweat_low_l: float
    sweat_high_l: float
    drink_l: float
    carbohydrate_g: float
    loss_percent: float
    sodium_mg_per_l: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNeeds:
    """One day's windows. ``exercise_kcal`` and ``fat_free_mass_kg`` let the audit re-derive energy availability."""

    training: TrainingDay
    windows: dict[str, Need]
    runs: tuple[RunNeeds, ...]
    exercise_kcal: float
    fat_free_mass_kg: float
    protein_per_meal_g: float
    notes: tuple[str, ...] = ()


def week_needs(athlete: Athlete, week: TrainingWeek) -> tuple[DayNeeds, ...]:
    """Return the needs of each day of the week.

    Raises
    ------
    NoPlanError
        When the day's windows contradict one another (carbohydrate, protein and fat floors above
        the day's energy).
    """
    return tuple(day_needs(athlete, day, week.distance) for day in week.days)


def day_needs(athlete: Athlete, day: TrainingDay, weekly_distance: Quantity) -> DayNeeds:
    """Return the windows of one day.

    Parameters
    ----------
    athlete, day
        Who, and what they run that day.
    weekly_distance
        Distance of the whole week [km]; it sets the iron aim.
    """
    mass = athlete.mass
    exercise = energy.running_energy(mass, day.distance)
    exercise_kcal = float(exercise.m_as(KCAL))
    expenditure_kcal = float(energy.non_exercise_energy(athlete.resting_metabolic_rate).m_as(KCAL)) + exercise_kcal
    ffm_kg = float(athlete.fat_free_mass.m_as(KG))
    aim = energy.energy_aim(quantity(expenditure_kcal, KCAL), exercise, athlete.fat_free_mass)
    energy_kcal = float(aim.m_as(KCAL))
    runs = tuple(run_needs(athlete, run) for run in day.runs)
    windows, notes = _macronutrients(athlete, day, energy_kcal)
    windows[ENERGY_AVAILABILITY] = Need(
        min=energy.LOW_ENERGY_AVAILABILITY,
        aim=(energy_kcal - exercise_kcal) / ffm_kg,
        max=None,
        hard=True,
        reference=("loucks2011", "mountjoy2018"),
    )
    windows["iron_mg"] = _iron(athlete, weekly_distance)
    windows |= _micronutrients(athlete)
    windows |= _water_and_sodium(athlete, runs)
    return DayNeeds(
        training=day,
        windows=windows,
        runs=runs,
        exercise_kcal=exercise_kcal,
        fat_free_mass_kg=ffm_kg,
        protein_per_meal_g=float(macronutrients.protein_per_meal(mass)[0].m_as(G)),
        notes=notes,
    )


def run_needs(athlete: Athlete, run: Run) -> RunNeeds:
    """Return one run's sweat (a measured rate wins over the model), drink, fuel and expected loss."""
    rate = athlete.sweat_rate
    if rate is None:
        rate = sweat.sweat_rate(athlete.mass, athlete.height, run.speed, run.temperature, run.humidity)
        low, high = sweat.sweat_band(rate)
    else:
        low = high = rate
    hours = float(run.duration.m_as(HOUR))
    lost = quantity(float(rate.m_as(L_PER_HOUR)) * hours, LITRE)
    drunk = quantity(float(hydration.drinking_rate(rate, run.duration, athlete.mass).m_as(L_PER_HOUR)) * hours, LITRE)
    fuel = min(
        float(nutrient_timing.carbohydrate_during_run(run.duration).m_as(G_PER_HOUR)),
        MOST_RACE_FUEL_G_PER_H if run.kind == "race" else MOST_TRAINING_FUEL_G_PER_H,
        MOST_FUEL_G_PER_KG_H * athlete.mass_kg,
    )
    return RunNeeds(
        run=run,
        sweat_l=float(lost.m_as(LITRE)),
        sweat_low_l=float(low.m_as(L_PER_HOUR)) * hours,
        sweat_high_l=float(high.m_as(L_PER_HOUR)) * hours,
        drink_l=float(drunk.m_as(LITRE)),
        carbohydrate_g=fuel * hours,
        loss_percent=float(hydration.expected_loss_percent(lost, drunk, athlete.mass)),
        sodium_mg_per_l=float(hydration.drink_sodium(rate, run.duration).m_as(MG_PER_L)),
    )


def _macronutrients(athlete: Athlete, day: TrainingDay, energy_kcal: float) -> tuple[dict[str, Need], tuple[str, ...]]:
    """Windows for energy, carbohydrate, protein, fat and fibre that can be met together."""
    mass, budget = athlete.mass, quantity(energy_kcal, KCAL)
    low_g, high_g = (float(g.m_as(G)) for g in macronutrients.carbohydrate_band(mass, day.running_time))
    aim_g = float(macronutrients.carbohydrate_aim(mass, day.distance, day.running_time).m_as(G))
    protein = [float(g.m_as(G)) for g in macronutrients.protein_window(mass)]
    fat_min_g, fat_max_g = (float(g.m_as(G)) for g in macronutrients.fat_window(budget))
    fibre_g = float(macronutrients.fibre_aim(budget).m_as(G))
    windows = {
        "energy_kcal": Need(
            min=(1 - ENERGY_TOLERANCE) * energy_kcal,
            aim=energy_kcal,
            max=(1 + ENERGY_TOLERANCE) * energy_kcal,
            reference=("mifflin1990", "minetti2002"),
        ),
        "carbohydrate_g": Need(min=low_g, aim=aim_g, max=high_g, reference=("burke2011", "thomas2016")),
        "protein_g": Need(
            min=protein[0], aim=(protein[1] + protein[2]) / 2, max=protein[3], reference=("thomas2016", "kato2016")
        ),
        "fat_g": Need(
            min=fat_min_g, aim=(fat_min_g + fat_max_g) / 2, max=fat_max_g, reference=("thomas2016", "iom2005")
        ),
        "fibre_g": Need(min=fibre_g, aim=fibre_g, max=MOST_FIBRE * fibre_g, reference=("iom2005",)),
    }
    return _closed(windows, athlete, day)


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
    """The hard window and, inside it, the aim: need by sex and age, raised with kilometres or a meatless diet."""
    cap = quantity(athlete.iron_cap_mg, MG)
    floor, ceiling = (float(edge.m_as(MG)) for edge in iron.iron_window(cap))
    rda = quantity(reference_intakes.reference_intake("iron_mg", athlete.sex, athlete.age_years), MG)
    aim = float(iron.iron_aim(rda, weekly_distance, athlete.vegetarian, cap).m_as(MG))
    return Need(min=floor, aim=aim, max=ceiling, hard=True, reference=("iom2001",))


def _micronutrients(athlete: Athlete) -> dict[str, Need]:
    windows = {}
    for nutrient in MICRONUTRIENTS:
        intake = reference_intakes.reference_intake(nutrient, athlete.sex, athlete.age_years)
        limit = reference_intakes.upper_limit(nutrient, athlete.age_years)
        source = reference_intakes.reference_intake_source(nutrient)
        windows[nutrient] = Need(min=intake, aim=intake, max=limit, reference=(source,))
    return windows


def _water_and_sodium(athlete: Athlete, runs: tuple[RunNeeds, ...]) -> dict[str, Need]:
    """Total water (food and drink together) and, as information, sodium with the sweat's share."""
    lost = quantity(sum(run.sweat_l for run in runs), LITRE)
    water_ml = float(hydration.daily_water(athlete.mass, lost).m_as(ML))
    baseline_mg = hydration.BASELINE_SODIUM_MG
    sodium_mg = baseline_mg + float(hydration.sweat_sodium(lost).m_as(MG))
    return {
        "water_ml": Need(min=water_ml, aim=water_ml, max=None, reference=("efsa2010", "sawka2007")),
        "sodium_mg": Need(min=baseline_mg, aim=sodium_mg, max=None, reference=("efsa2019", "baker2016", "barnes2019")),
    }
