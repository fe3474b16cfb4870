"""Why so much iron, what of it is absorbed, and why so much of each vitamin and mineral."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fuelplan.athlete import Athlete
from fuelplan.needs import DayNeeds
from fuelplan.reasons.basis import Basis, Make, Reason, basis, between, told, without
from fuelplan.science import iron as science
from fuelplan.science import reference_intakes
from fuelplan.training import TrainingWeek
from fuelplan.units import KM, MG, quantity
from fuelplan.vocabulary import MICRONUTRIENTS, readable

# Inside the iron window whatever the factor, so that aim / probe is the factor itself.
_PROBE_MG = 20.0


def iron(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """Iron of the day."""
    cap = quantity(athlete.iron_cap_mg, MG)
    low, high = (float(edge.m_as(MG)) for edge in science.iron_window(cap, pregnant=athlete.pregnant))
    rda = reference_intakes.reference_intake("iron_mg", athlete.sex, athlete.age_years, athlete.stage)
    asked = science.iron_aim(
        quantity(rda, MG),
        week.distance,
        athlete.vegetarian,
        cap,
        pregnant=athlete.pregnant,
        raised_iron_need=athlete.raised_iron_need,
    )
    return Reason(
        topic="iron",
        title="Iron of the day",
        formula=f"Iron: {low:.0f} to {high:.0f} mg every day, a hard rule. The aim is the reference intake × 1 to "
        "1.7 with "
        f"weekly km{_instead(athlete)}.",
        worked=(*_iron_lines(athlete, week, rda, low, high), between(low, high, float(asked.m_as(MG)), "mg", 1)),
        sources=(*_iron_sources(athlete), _intake_source("iron_mg")),
        limits=(
            "+30 to +70 % for runners is remembered from IOM 2001; how it grows with kilometres is ours.",
            "Ferritin in a blood test says more than any plan. Take iron only on advice; never with iron overload.",
        ),
    )


def _iron_lines(athlete: Athlete, week: TrainingWeek, rda: float, low: float, high: float) -> list[str]:
    factor, by_km = _factor(athlete, week), _factor(replace(athlete, diet="omnivore", cares=()), week)
    lines = [
        f"Need ({_who(athlete)}): {rda:.0f} mg",
        f"{week.distance.m_as(KM):.0f} km this week: × {by_km:.2f}{_raised(athlete, factor, by_km)}",
        f"{rda:.0f} mg × {factor:.2f} = {rda * factor:.1f} mg, held in {low:.0f} to {high:.0f} mg",
    ]
    if athlete.iron_supplement_mg:
        lines.append(f"{athlete.iron_supplement_mg:g} mg of it come from your supplement, the rest from food")
    return lines


def _factor(athlete: Athlete, week: TrainingWeek) -> float:
    aim = science.iron_aim(
        quantity(_PROBE_MG, MG), week.distance, athlete.vegetarian, raised_iron_need=athlete.raised_iron_need
    )
    return float(aim.m_as(MG)) / _PROBE_MG


def _raised(athlete: Athlete, factor: float, by_km: float) -> str:
    if factor <= by_km:
        return ""
    why = [
        "no meat" if athlete.vegetarian else "",
        *(care.word for care in athlete.cares if care.kind == "iron need"),
    ]
    return f"; {' and '.join(filter(None, why))}: × {factor:.2f} instead"


def _instead(athlete: Athlete) -> str:
    needs = " or ".join(care.word for care in athlete.cares if care.kind == "iron need")
    why = [
        f"{science.VEGETARIAN_FACTOR} without meat" if athlete.vegetarian else "",
        f"{science.HEAVY_BLEEDING_FACTOR} with {needs}" if needs else "",
    ]
    told_of = ", × ".join(filter(None, why))
    return f", × {told_of}, whichever is higher" if told_of else ""


def _who(athlete: Athlete) -> str:
    if athlete.stage:
        return athlete.stage
    return f"{athlete.sex or 'sex not given: the higher of both'}, {athlete.age_years:.0f} years"


def _iron_sources(athlete: Athlete) -> tuple[Basis, ...]:
    parts = basis(science, "iron_window", "iron_aim")
    if not athlete.raised_iron_need:
        only_for_bleeding = set(science.SOURCES["iron_aim"].keys) - set(science.SOURCES["VEGETARIAN_FACTOR"].keys)
        parts = without(parts, only_for_bleeding)
    names = {
        "VEGETARIAN_FACTOR": athlete.vegetarian,
        "HEAVY_BLEEDING_FACTOR": athlete.raised_iron_need,
        "PREGNANCY_IRON_FLOOR_MG": athlete.pregnant,
    }
    return (*parts, *basis(science, *(name for name, holds in names.items() if holds)))


def absorption(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """What of the iron is absorbed."""
    plain = science.nonhaem_absorption(0.0, 0.0, 0.0)
    whole = science.nonhaem_absorption(0.0, 300.0, 0.0)
    juice = science.nonhaem_absorption(0.0, 300.0, 80.0)
    meat = science.nonhaem_absorption(100.0, 300.0, 80.0)
    lines = [
        f"Plant iron of a plain meal: exp(1.9786) = {100 * plain:.1f} %",
        f"with 300 mg phytate: {100 * whole:.1f} %",
    ]
    lines.append(f"and 80 mg vitamin C, a glass of orange juice: {100 * juice:.1f} %")
    if not athlete.vegetarian:
        lines.append(
            f"and 100 g of meat: {100 * meat:.1f} %; the meat's own haem iron: {100 * science.HAEM_ABSORPTION:.0f} %"
        )
    shares = () if athlete.vegetarian else basis(science, "HAEM_SHARE")
    return Reason(
        topic="absorption",
        title="Iron that is absorbed",
        formula="Absorbed iron is a score between meals, not a promise: vitamin C and meat raise it, phytate lowers "
        "it; a quarter of haem iron.",
        worked=tuple(lines),
        sources=(*basis(science, "nonhaem_absorption", "absorbed_iron", "PHYTATE_MG_PER_100G"), *shares),
        limits=("Such equations say two to three times too little: use them to rank meals. Low stores absorb more.",),
    )


def vitamins(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
    """All vitamins and minerals of the day."""
    return _intakes("vitamins", "Vitamins and minerals of the day", MICRONUTRIENTS, athlete)


def one(nutrient: str) -> Make:
    """Return the function that gives the reason for a single vitamin or mineral."""

    def reason(athlete: Athlete, week: TrainingWeek, needs: DayNeeds) -> Reason:
        name = readable(nutrient)
        return _intakes(topic_of(nutrient), f"{name[0].upper()}{name[1:]} of the day", (nutrient,), athlete)

    return reason


def topic_of(nutrient: str) -> str:
    """Return a vitamin or mineral as it is typed: ``vitamin_d_ug`` is vitamin-d."""
    return readable(nutrient).lower().replace(" ", "-")


def _intakes(topic: str, title: str, nutrients: Iterable[str], athlete: Athlete) -> Reason:
    lines, sources = [], []
    for nutrient in nutrients:
        aim = reference_intakes.reference_intake(nutrient, athlete.sex, athlete.age_years, athlete.stage)
        most = reference_intakes.upper_limit(nutrient, athlete.age_years, athlete.stage)
        unit = "mg" if nutrient.endswith("_mg") else "µg"
        limit = f"at most {most:,.0f} {unit}; " if most is not None else ""
        lines.append(f"{readable(nutrient)} ({_who(athlete)}): {limit}at least {aim:,g} {unit}")
        sources.append(_intake_source(nutrient))
    return Reason(
        topic=topic,
        title=title,
        formula="Vitamins and minerals: the US reference intakes (RDA or AI) for sex and age.",
        worked=tuple(lines),
        sources=tuple(sources),
        limits=(
            "For healthy people, not for runners in particular; a day under the figure does no harm, weeks may.",
            "Vitamin D comes from the sun more than from food: a week's plan seldom reaches it.",
        ),
    )


def _intake_source(nutrient: str) -> Basis:
    key = reference_intakes.reference_intake_source(nutrient)
    return told(replace(reference_intakes.SOURCES["reference_intake"], keys=(key,)), readable(nutrient))
