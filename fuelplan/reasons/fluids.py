"""Why so much water and sodium, how sweat is estimated, and how much to drink on the run."""

from __future__ import annotations

import math

from fuelplan.athlete import Athlete
from fuelplan.needs import DayNeeds
from fuelplan.reasons.basis import Basis, Reason, added, any_loading, basis, between, named
from fuelplan.run_needs import sweat_of
from fuelplan.science import hydration, life_stage, sweat_test
from fuelplan.science import sweat as science
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE
from fuelplan.training import Run, TrainingWeek
from fuelplan.units import DEG_C, HOUR, KG, KM_PER_HOUR, L_PER_HOUR, LITRE, MG, MG_PER_L, ML, G, Quantity, quantity

_NO_RUN = "No run on this day: 0.0 L"
_NOTHING = quantity(0.0, LITRE)


def lost(athlete: Athlete, needs: DayNeeds) -> Quantity:
    """Return the sweat of the day's runs [L]."""
    return quantity(sum(_litres(athlete, run) for run in needs.training.runs), LITRE)


def _litres(athlete: Athlete, run: Run) -> float:
    return float(sweat_of(athlete, run)[0].m_as(L_PER_HOUR)) * float(run.duration.m_as(HOUR))


def water(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Water of the day, in food and drink."""
    sweat_l = lost(athlete, needs)
    rest_ml = float(hydration.daily_water(athlete.mass, _NOTHING).m_as(ML))
    total_ml = float(hydration.daily_water(athlete.mass, sweat_l).m_as(ML))
    child_ml = float(life_stage.extra_water(athlete.stage).m_as(ML))
    kg = athlete.mass_kg
    lines = [f"Without running: {rest_ml / kg:.0f} mL/kg × {kg:.1f} kg = {rest_ml:,.0f} mL"]
    terms = [rest_ml]
    if needs.runs:
        lines.append(f"Sweat on the day's runs (see: fuelplan why sweat): {total_ml - rest_ml:,.0f} mL")
        terms.append(total_ml - rest_ml)
    if child_ml:
        lines.append(f"{athlete.stage}: {child_ml:,.0f} mL")
        terms.append(child_ml)
    if needs.stored_kcal:
        lines.append(_glycogen_line(needs.stored_kcal))
        terms.append(_glycogen_ml(needs.stored_kcal))
    aim = sum(terms)
    return Reason(
        topic="water",
        title="Water of the day",
        formula=_water_formula(athlete, week),
        worked=(*lines, f"Together: {added(terms, 'mL')}", between(aim, None, aim, "mL")),
        sources=_water_sources(athlete, needs),
        limits=(
            "Food, with its milk, juice and soup, brings about half of it; that is taken off what is to be drunk.",
            "Heat, dry air and altitude outside the runs are not counted: thirst and pale urine are the better guide.",
        ),
    )


def _water_formula(athlete: Athlete, week: TrainingWeek) -> str:
    terms = {
        "sweat": bool(week.distance.m),
        "the child's": athlete.stage is not None,
        "3 mL per g of glycogen loaded": any_loading(week),
    }
    added_to = "".join(f" + {term}" for term, holds in terms.items() if holds)
    return f"Water = 35 mL/kg{added_to}. Drinks = that less the water in the food, at least 10 mL/kg."


def _water_sources(athlete: Athlete, needs: DayNeeds) -> tuple[Basis, ...]:
    stage = basis(life_stage, "extra_water") if athlete.stage else ()
    stored = basis(hydration, "glycogen_water") if needs.stored_kcal else ()
    return (*basis(hydration, "daily_water"), *stage, *stored)


def _glycogen_ml(stored_kcal: float) -> float:
    stored = quantity(stored_kcal / KCAL_PER_G_CARBOHYDRATE, G)
    return float(hydration.glycogen_water(stored).m_as(ML))


def _glycogen_line(stored_kcal: float) -> str:
    grams, ml = stored_kcal / KCAL_PER_G_CARBOHYDRATE, _glycogen_ml(stored_kcal)
    return f"Stored with {grams:.0f} g of glycogen for the race: {grams:.0f} × {ml / grams:.0f} mL = {ml:,.0f} mL"


def sweat(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Sweat of the day's runs."""
    runs = needs.training.runs
    lines = [line for run in runs for line in _sweat_lines(athlete, run)]
    total = f"On the day's runs: {added([_litres(athlete, run) for run in runs], 'L', 2)}" if runs else _NO_RUN
    return Reason(
        topic="sweat",
        title="Sweat on the run",
        formula=_sweat_formula(athlete),
        worked=(*lines, total),
        sources=_sweat_sources(athlete) if runs else (),
        limits=_sweat_limits(athlete),
    )


def _sweat_formula(athlete: Athlete) -> str:
    if athlete.sweat_rate is not None:
        return "Sweat = your measured sweat rate × time."
    model = "from mass, speed and temperature (our fit to the ACSM table), more where humid air cannot dry it"
    if athlete.sweat_correction is not None:
        return f"Sweat: {model}; put right by your own sweat tests."
    return f"Sweat: {model}. Real runners lie 15 % under to 50 % over it."


def _sweat_lines(athlete: Athlete, run: Run) -> list[str]:
    rate, (low, high) = sweat_of(athlete, run)
    per_hour, hours = float(rate.m_as(L_PER_HOUR)), float(run.duration.m_as(HOUR))
    edges = [float(edge.m_as(L_PER_HOUR)) for edge in (low, high)]
    band = f"; likely {edges[0] * hours:.2f} to {edges[1] * hours:.2f} L" if athlete.sweat_rate is None else ""
    last = f"{per_hour:.2f} L/h × {hours:.2f} h = {per_hour * hours:.2f} L{band}"
    if athlete.sweat_rate is not None:
        return [f"Run ({named(run)}), measured: {last}"]
    return [f"Run ({named(run)}): {_model_line(athlete, run)}", *_corrected(athlete, run, per_hour), last]


def _model_line(athlete: Athlete, run: Run) -> str:
    speed, air, kg = float(run.level_speed.m_as(KM_PER_HOUR)), float(run.temperature.m_as(DEG_C)), athlete.mass_kg
    base = float(science.base_sweat_rate(athlete.mass, run.level_speed, run.temperature).m_as(L_PER_HOUR))
    model = _model(athlete, run)
    least = " (the least)" if base <= science.MIN_BASE_SWEAT_L_PER_HOUR else ""
    level = "level " if run.climb.m else ""
    return (
        f"0.001323 × {kg:.1f} kg × {speed:.1f} {level}km/h - 0.140 + 0.0104 × ({air:.0f} - 18 °C) = {base:.2f} "
        f"L/h{least}; "
        f"drips at {100 * run.humidity:.0f} % humidity: × {model / base:.2f} = {model:.2f} L/h"
    )


def _model(athlete: Athlete, run: Run) -> float:
    rate = science.sweat_rate(athlete.mass, athlete.height, run.level_speed, run.temperature, run.humidity)
    return float(rate.m_as(L_PER_HOUR))


def _corrected(athlete: Athlete, run: Run, per_hour: float) -> list[str]:
    correction = athlete.sweat_correction
    if correction is None:
        return []
    tests = "your sweat test" if correction.tests == 1 else f"your {correction.tests} sweat tests"
    model = _model(athlete, run)
    factor, (least, most) = math.exp(correction.level), sweat_test.PERSONAL_FACTOR_RANGE
    held = "" if least <= factor <= most else f", held to {least} to {most}"
    return [
        f"By {tests} (× {factor:.2f} at {correction.centre_c:.0f} °C{held}): {model:.2f} × "
        f"{per_hour / model:.2f} = {per_hour:.2f} L/h"
    ]


def _sweat_sources(athlete: Athlete) -> tuple[Basis, ...]:
    if athlete.sweat_rate is not None:
        return basis(hydration, "sweat_rate_from_test")
    names = ("base_sweat_rate", "evaporative_capacity", "sweat_rate")
    if athlete.sweat_correction is not None:
        personal = ("fit_correction", "personal_sweat_rate", "personal_sweat_band")
        return (*basis(science, *names), *basis(sweat_test, *personal))
    return basis(science, *names, "sweat_band")


def _sweat_limits(athlete: Athlete) -> tuple[str, ...]:
    if athlete.sweat_rate is not None:
        return (
            "One rate is used for every run, warm or cool; several tests ('fuelplan sweat --save') follow the weather.",
        )
    if athlete.sweat_correction is not None:
        return ("Sure near the weather you tested in; a test in another season makes it better.",)
    return ("A model of the average runner: weigh yourself before and after one run ('fuelplan sweat') to replace it.",)


def drinking(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Drink on the day's runs."""
    runs = needs.training.runs
    drunk = [float(_drinking_rate(athlete, run).m_as(L_PER_HOUR)) * float(run.duration.m_as(HOUR)) for run in runs]
    lines = [line for run in runs for line in _drinking_lines(athlete, run)]
    total = f"On the day's runs: {added(drunk, 'L', 2)}" if runs else _NO_RUN
    names = ("drinking_rate", "drink_before", "drink_after", "expected_loss_percent")
    tested = basis(sweat_test, "personal_sweat_band") if athlete.sweat_correction is not None else ()
    return Reason(
        topic="drinking",
        title="Drinking on the run",
        formula="On the run: at most 80 % of the sweat and 0.8 L in an hour"
        + (", and no more than your own tests are sure of" if tested else "")
        + "; nothing is needed up to an hour. Losing 2 % of body mass is no worry.",
        worked=(*lines, total),
        sources=(*basis(hydration, *names), *tested) if runs else (),
        limits=(
            "Never drink more than you sweat: a weight that rises on a run is dangerous. Thirst comes before the plan.",
            "It is only as good as the sweat rate: see 'fuelplan why sweat'.",
        ),
    )


def _drinking_rate(athlete: Athlete, run: Run) -> Quantity:
    rate, (surely, _) = sweat_of(athlete, run)
    advised = hydration.drinking_rate(rate, run.duration, athlete.mass)
    return min(advised, surely, key=lambda each: float(each.m_as(L_PER_HOUR)))


def _drinking_lines(athlete: Athlete, run: Run) -> list[str]:
    (rate, (surely, _)), drink = sweat_of(athlete, run), _drinking_rate(athlete, run)
    s, t, d = float(rate.m_as(L_PER_HOUR)), float(run.duration.m_as(HOUR)), float(drink.m_as(L_PER_HOUR))
    before = [float(edge.m_as(ML)) for edge in hydration.drink_before(athlete.mass)]
    loss = hydration.expected_loss_percent(quantity(s * t, LITRE), quantity(d * t, LITRE), athlete.mass)
    most = float(hydration.MAX_DRINK_PER_HOUR.m_as(LITRE))
    sure = f"; your tests are sure of {surely.m_as(L_PER_HOUR):.2f} L/h, and no more is drunk"
    held = sure if athlete.sweat_correction is not None else ""
    return [
        f"Run ({named(run)}): before it {before[0]:.0f} to {before[1]:.0f} mL, two to four hours ahead where there "
        "is time",
        f"80 % of {s:.2f} L/h sweat = {0.8 * s:.2f} L/h, {most:.1f} L/h at most; to lose 2 % at most takes "
        f"{max(0.0, s - 0.02 * float(athlete.mass.m_as(KG)) / t):.2f} L/h{held}",
        f"{d:.2f} L/h × {t:.2f} h = {d * t:.2f} L; you lose about {loss:.1f} % of body mass",
    ]


def sodium(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Sodium of the day, and in the drink."""
    sweat_l = lost(athlete, needs)
    sweated = float(hydration.sweat_sodium(sweat_l, athlete.sweat_sodium).m_as(MG))
    least = hydration.BASELINE_SODIUM_MG
    lines = [f"Without running: {least:,.0f} mg"]
    if needs.runs:
        per_litre = hydration.SWEAT_SODIUM_MG_PER_L[athlete.sweat_sodium]
        lines.append(
            f"{athlete.sweat_sodium} sweat: {per_litre:,.0f} mg/L × {sweat_l.m_as(LITRE):.2f} L = {sweated:,.0f} mg"
        )
        lines += [_salted(athlete, run) for run in needs.training.runs]
    aim = least + sweated
    running = basis(hydration, "sweat_sodium", "drink_sodium") if needs.runs else ()
    return Reason(
        topic="sodium",
        title="Sodium (salt) of the day",
        formula="Sodium = 2.0 g"
        + (" + 0.46, 0.92 or 1.38 g per litre of sweat (light, normal, salty)" if week.distance.m else "")
        + "; shown, not planned.",
        worked=(*lines, f"Together: {added([least, sweated], 'mg')}", between(least, None, aim, "mg")),
        sources=(*basis(hydration, "BASELINE_SODIUM_MG"), *running),
        limits=(
            "Sweat differs threefold between people: white crusts on cap and skin mean --sweat-sodium salty.",
            "Shown as information: the salt you cook with is not counted; salt your food, above all around long hot "
            "runs. 1 g sodium is 2.5 "
            "g salt.",
        ),
    )


def _salted(athlete: Athlete, run: Run) -> str:
    rate = sweat_of(athlete, run)[0]
    salty = athlete.sweat_sodium == "salty"
    per_litre = float(hydration.drink_sodium(rate, run.duration, salty).m_as(MG_PER_L))
    if not per_litre:
        return f"In the bottle ({named(run)}): none is needed, up to 2 h and 1.2 L/h of sweat"
    return f"In the bottle ({named(run)}): {per_litre:,.0f} mg/L, a third of a teaspoon of salt to the litre"
