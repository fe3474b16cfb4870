"""What one run costs and what to take on it."""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.athlete import Athlete
from fuelplan.science import hydration, nutrient_timing, sweat, sweat_test
from fuelplan.training import Run
from fuelplan.units import G_PER_HOUR, HOUR, L_PER_HOUR, LITRE, MG_PER_L, Quantity, quantity

# Ours: 90 g/h needs a trained gut and is for races; small bodies take no more than 1 g/kg/h.
MOST_TRAINING_FUEL_G_PER_H, MOST_RACE_FUEL_G_PER_H, MOST_FUEL_G_PER_KG_H = 60.0, 90.0, 1.0


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


def run_needs(athlete: Athlete, run: Run) -> RunNeeds:
    """Return one run's sweat, drink, fuel and expected loss.

    Where sweat tests leave it open how much is sweated, no more is drunk than is sweated for sure.
    """
    rate, (low, high) = sweat_of(athlete, run)
    hours = float(run.duration.m_as(HOUR))
    lost = quantity(float(rate.m_as(L_PER_HOUR)) * hours, LITRE)
    advised = float(hydration.drinking_rate(rate, run.duration, athlete.mass).m_as(L_PER_HOUR))
    drunk = quantity(min(advised, float(low.m_as(L_PER_HOUR))) * hours, LITRE)
    salty = athlete.sweat_sodium == "salty"
    return RunNeeds(
        run=run,
        sweat_l=float(lost.m_as(LITRE)),
        sweat_low_l=float(low.m_as(L_PER_HOUR)) * hours,
        sweat_high_l=float(high.m_as(L_PER_HOUR)) * hours,
        drink_l=float(drunk.m_as(LITRE)),
        carbohydrate_g=fuel_g_per_hour(athlete, run) * hours,
        loss_percent=float(hydration.expected_loss_percent(lost, drunk, athlete.mass)),
        sodium_mg_per_l=float(hydration.drink_sodium(rate, run.duration, salty).m_as(MG_PER_L)),
    )


def sweat_of(athlete: Athlete, run: Run) -> tuple[Quantity, tuple[Quantity, Quantity]]:
    """Return a run's sweat rate and its band [L/h].

    A measured rate wins, then the model corrected by the runner's own sweat tests, then the model; hills
    count as the level speed of equal cost.
    """
    if athlete.sweat_rate is not None:
        return athlete.sweat_rate, (athlete.sweat_rate, athlete.sweat_rate)
    model = sweat.sweat_rate(athlete.mass, athlete.height, run.level_speed, run.temperature, run.humidity)
    correction = athlete.sweat_correction
    if correction is None:
        return model, sweat.sweat_band(model)
    rate = sweat_test.personal_sweat_rate(model, run.temperature, correction)
    return rate, sweat_test.personal_sweat_band(rate, run.temperature, correction)


def fuel_g_per_hour(athlete: Athlete, run: Run) -> float:
    """Return the carbohydrate to eat each hour of a run [g]; training is fuelled more gently than a race."""
    return min(
        float(nutrient_timing.carbohydrate_during_run(run.duration).m_as(G_PER_HOUR)),
        MOST_RACE_FUEL_G_PER_H if run.kind == "race" else MOST_TRAINING_FUEL_G_PER_H,
        MOST_FUEL_G_PER_KG_H * athlete.mass_kg,
    )
