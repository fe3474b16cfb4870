"""Why so much energy, carbohydrate, protein, fat and fibre."""

from __future__ import annotations

from fuelplan.athlete import Athlete
from fuelplan.macro_needs import LEAST_LOADING_FAT, MOST_FIBRE, PROTEIN_ABOVE_FLOOR
from fuelplan.needs import DayNeeds, races_long
from fuelplan.reasons.basis import Basis, Reason, any_loading, basis, between, without
from fuelplan.science import life_stage, macronutrients, nutrient_timing
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE, KCAL_PER_G_FAT, KCAL_PER_G_PROTEIN
from fuelplan.training import TrainingWeek
from fuelplan.units import KCAL, KM, MIN, G, quantity


def carbohydrate(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Carbohydrate of the day."""
    worked, sources = _loaded_carbohydrate(athlete) if needs.loading else _usual_carbohydrate(athlete, needs)
    return Reason(
        topic="carbohydrate",
        title="Carbohydrate of the day",
        formula="Carbohydrate = 4.0 + 0.16 × the day's km, in g/kg, inside the band for the day's running time "
        "(3–5 at rest, 5–7 at 1 h, 6–10 at 2 h, 8–12 above 4½ h).",
        worked=worked,
        sources=sources,
        limits=(
            "The papers give bands; the straight lines between them, and where in a band to aim, are our choice.",
            "It goes by time and distance, not by how hard you run; after days of hard sessions eat near the top.",
        ),
    )


def _usual_carbohydrate(athlete: Athlete, needs: DayNeeds) -> tuple[tuple[str, ...], tuple[Basis, ...]]:
    day, kg = needs.training, athlete.mass_kg
    low, high = (float(g.m_as(G)) for g in macronutrients.carbohydrate_band(athlete.mass, day.running_time))
    aim = float(macronutrients.carbohydrate_aim(athlete.mass, day.distance, day.running_time).m_as(G))
    km, minutes = float(day.distance.m_as(KM)), float(day.running_time.m_as(MIN))
    lines = [
        f"Band for {minutes:.0f} min of running: {low / kg:.1f} to {high / kg:.1f} g/kg × {kg:.1f} kg = "
        f"{low:.0f} to {high:.0f} g",
        f"The line: 4.0 + 0.16 × {km:.1f} km = {4.0 + 0.16 * km:.2f} g/kg; held in the band: {aim / kg:.2f} g/kg × "
        f"{kg:.1f} kg = {aim:.0f} g",
    ]
    fits = _room_g(needs)
    if fits < aim:
        lines.append(f"Protein and fat at their least leave room for {fits:.0f} g in the day's energy: so much it is")
    sources = basis(macronutrients, "carbohydrate_band", "carbohydrate_aim")
    return (*lines, between(low, high, min(aim, fits), "g")), sources


def _room_g(needs: DayNeeds) -> float:
    """Carbohydrate that fits the energy beside the floors of protein and fat [g]."""
    windows = needs.windows
    lean = KCAL_PER_G_PROTEIN * windows["protein_g"].min + KCAL_PER_G_FAT * windows["fat_g"].min
    return (windows["energy_kcal"].aim - lean) / KCAL_PER_G_CARBOHYDRATE


def _loaded_carbohydrate(athlete: Athlete) -> tuple[tuple[str, ...], tuple[Basis, ...]]:
    low, aim, high = (float(g.m_as(G)) for g in nutrient_timing.carbohydrate_loading(athlete.mass))
    kg = athlete.mass_kg
    line = f"This day loads for a race: {aim / kg:.0f} g/kg × {kg:.1f} kg = {aim:.0f} g, kept on every printed plan"
    return (line, between(low, high, aim, "g")), basis(nutrient_timing, "carbohydrate_loading")


def protein(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Protein of the day."""
    window = macronutrients.protein_window(athlete.mass)
    floor, low, high, ceiling = (float(g.m_as(G)) for g in window)
    child = float(life_stage.extra_protein(athlete.stage).m_as(G))
    kg, middle = athlete.mass_kg, (low + high) / 2
    lines = [
        f"Best {low / kg:.1f} to {high / kg:.1f} g/kg; the middle: {middle / kg:.1f} × {kg:.1f} kg = {middle:.0f} g"
    ]
    if child:
        lines.append(f"{athlete.stage}: {middle:.0f} + {child:.0f} g = {middle + child:.0f} g")
    aim = middle + child
    if needs.loading:
        aim = PROTEIN_ABOVE_FLOOR * (floor + child)
        lines.append(f"This day loads carbohydrate: protein stays low, {PROTEIN_ABOVE_FLOOR} × the floor = {aim:.0f} g")
    meal = [float(g.m_as(G)) for g in macronutrients.protein_per_meal(athlete.mass, athlete.age_years)]
    share = f"{meal[0] / kg:.2f} g/kg" if meal[0] == meal[1] else f"{meal[0] / kg:.2f} to {meal[1] / kg:.2f} g/kg"
    lines.append(f"A meal counts from {share}: {meal[0]:.0f} g")
    return Reason(
        topic="protein",
        title="Protein of the day",
        formula=f"Protein {low / kg:.1f}–{high / kg:.1f} g/kg, never under {floor / kg:.1f}, {ceiling / kg:.1f} at most"
        + (f"; {athlete.stage}: {child:.0f} g more" if child else "")
        + ".",
        worked=(*lines, between(floor + child, ceiling + child, aim, "g")),
        sources=_protein_sources(athlete),
        limits=("Measured in a few trained men; it goes by body weight, so a lot of body fat makes it too high.",),
    )


def _protein_sources(athlete: Athlete) -> tuple[Basis, ...]:
    per_meal = basis(macronutrients, "protein_per_meal")
    if athlete.age_years < macronutrients.OLDER_FROM_YEARS:
        per_meal = without(per_meal, macronutrients.SOURCES["OLDER_FROM_YEARS"].keys)
    stage = basis(life_stage, "extra_protein") if athlete.stage else ()
    return (*basis(macronutrients, "protein_window"), *per_meal, *stage)


def fat(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Fat of the day."""
    kcal = needs.windows["energy_kcal"].aim
    low, high = (float(g.m_as(G)) for g in macronutrients.fat_window(quantity(kcal, KCAL)))
    least, most = 100 * low * KCAL_PER_G_FAT / kcal, 100 * high * KCAL_PER_G_FAT / kcal
    aim, bottom, sources = (low + high) / 2, low, basis(macronutrients, "fat_window", "KCAL_PER_G_FAT")
    share = (least + most) / 2
    lines = [
        f"{least:.0f} to {most:.0f} % of {kcal:,.0f} kcal at {KCAL_PER_G_FAT:.0f} kcal/g = {low:.0f} to {high:.0f} g"
    ]
    if needs.loading:
        share = 100 * macronutrients.LOADING_FAT_SHARE
        aim = macronutrients.LOADING_FAT_SHARE * kcal / KCAL_PER_G_FAT
        bottom = LEAST_LOADING_FAT * aim
        sources = (*sources, *basis(macronutrients, "LOADING_FAT_SHARE"))
    lines.append(f"{share:.1f} % of {kcal:,.0f} kcal / {KCAL_PER_G_FAT:.0f} = {aim:.0f} g")
    top = needs.windows["fat_g"].max
    if top is not None and top > high:
        lines.append(f"Carbohydrate and protein are at the top of their bands, so fat may rise to {top:.0f} g")
    return Reason(
        topic="fat",
        title="Fat of the day",
        formula="Fat 20–35 % of energy.",
        worked=(*lines, between(bottom, top, aim, "g")),
        sources=sources,
        limits=(
            "A range for health, not for speed: what is left of the energy after carbohydrate and protein is fat.",
        ),
    )


def fibre(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Fibre of the day."""
    kcal = needs.windows["energy_kcal"].aim
    if needs.loading or races_long(needs.training):
        low, high = (float(g.m_as(G)) for g in macronutrients.loading_fibre(quantity(kcal, KCAL)))
        sources, doubt = basis(macronutrients, "loading_fibre"), "Both edges are ours: no figure is published."
    else:
        low = float(macronutrients.fibre_aim(quantity(kcal, KCAL)).m_as(G))
        high, sources = MOST_FIBRE * low, basis(macronutrients, "fibre_aim")
        doubt = f"Set on the energy of people who sit; it grows large on a runner's. The {MOST_FIBRE}-fold top is ours."
    per_1000 = 1000 * low / kcal
    return Reason(
        topic="fibre",
        title="Fibre of the day",
        formula="Fibre 14 g per 1000 kcal"
        + ("; 4–8 g before and on the day of a long race." if any_loading(week) else "."),
        worked=(f"{per_1000:.0f} g × {kcal:,.0f} kcal / 1,000 = {low:.0f} g", between(low, high, low, "g")),
        sources=sources,
        limits=(doubt,),
    )
