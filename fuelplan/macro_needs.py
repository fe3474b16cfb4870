"""The windows of a day's energy, carbohydrate, protein, fat and fibre, made to agree with one another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fuelplan.athlete import Athlete
from fuelplan.errors import NoPlanError
from fuelplan.science import life_stage, macronutrients, nutrient_timing
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE, KCAL_PER_G_FAT, KCAL_PER_G_PROTEIN
from fuelplan.training import TrainingDay
from fuelplan.units import KCAL, G, quantity

ENERGY_TOLERANCE = 0.03
# Ours: more fibre than this is hard to run on.
MOST_FIBRE = 1.6
# Ours: a loading day keeps protein near its floor and lets fat fall a little under its share.
PROTEIN_ABOVE_FLOOR, LEAST_LOADING_FAT = 1.15, 0.7
LOADING_NOTE = (
    "Loading for the race: white bread, rice, pasta, potatoes, juice and sweet things on purpose, little fibre and "
    "fat. 1 to 2 kg more on the scale are glycogen and its water."
)


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


def macronutrient_windows(
    athlete: Athlete, day: TrainingDay, energy_kcal: float
) -> tuple[dict[str, Need], tuple[str, ...]]:
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


def loaded(athlete: Athlete, windows: dict[str, Need], energy_kcal: float) -> dict[str, Need]:
    """Return the windows of a loading day: carbohydrate first and hard, little fibre and fat, enough protein."""
    low_g, aim_g, high_g = (float(g.m_as(G)) for g in nutrient_timing.carbohydrate_loading(athlete.mass))
    fat_g = macronutrients.LOADING_FAT_SHARE * energy_kcal / KCAL_PER_G_FAT
    protein = windows["protein_g"]
    return windows | {
        "carbohydrate_g": Need(min=low_g, aim=aim_g, max=high_g, hard=True, reference=("burke2011", "thomas2016")),
        "protein_g": replace(protein, aim=PROTEIN_ABOVE_FLOOR * protein.min),
        "fat_g": replace(windows["fat_g"], min=LEAST_LOADING_FAT * fat_g, aim=fat_g),
        "fibre_g": little_fibre(energy_kcal),
    }


def little_fibre(energy_kcal: float) -> Need:
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
