"""What the week says in words: its warnings, the seven causes of heavy legs, the formulas it used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fuelplan.athlete import Athlete
from fuelplan.needs import ENERGY_AVAILABILITY, DayNeeds
from fuelplan.references import Reference, cite
from fuelplan.science import energy
from fuelplan.training import HARD_KINDS, TrainingWeek
from fuelplan.units import KM
from fuelplan.vocabulary import NUTRIENTS, readable
from fuelplan.weekplan import Cause, Citation, DayPlan

_LONG_RUN_SHARE = 0.35
_SHORT_BY = 0.05
_WHOLLY_KNOWN = 0.995
_ALWAYS_CITED = (
    "mifflin1990",
    "loucks2011",
    "iom2001",
    "reddy2000",
    "hallberg1991",
    "hurrell1999",
    "usda2018",
)
_CITED_WITH_RUNS = (
    "thomas2016",
    "sawka2007",
    "iso7933",
    "kerslake1972",
    "dubois1916",
    "jeukendrup2014",
    "almond2005",
    "hewbutler2015",
    "mosler2020",
    "sim2019",
    "mccormick2019",
)
_WORDS = {
    "energy_kcal": ("energy", "kcal"),
    "carbohydrate_g": ("carbohydrate", "g"),
    "protein_g": ("protein", "g"),
    "fat_g": ("fat", "g"),
}


def warnings(athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds], days: Sequence[DayPlan]) -> list[str]:
    """Return what the runner should know before following the week, in order of weight."""
    return [*_low_energy(needs), *_load(week), *_missed(days), *_short_drink(days), *_hot(athlete, needs)]


def table_warnings(oddities: Sequence[str]) -> list[str]:
    """Return one sentence when foods of the runner's own table that this week serves are odd."""
    if not oddities:
        return []
    others = f" ({len(oddities) - 1} more: 'fuelplan check' lists them)" if len(oddities) > 1 else ""
    return [f"This week serves a food whose row is odd: {oddities[0]}{others}."]


def unused(at_home: Mapping[str, Collection[str]], days: Sequence[DayPlan]) -> list[str]:
    """Return one sentence when something at home found no place in the week.

    ``at_home`` maps what the runner calls it to the ids of the foods it means.
    """
    eaten = {item.food for day in days for meal in day.meals for item in meal.items}
    left = [name for name, foods in at_home.items() if eaten.isdisjoint(foods)]
    if not left:
        return []
    return [f"Not used this week, although you have it: {', '.join(left)}. Try another --seed, or name it in a dish."]


def _low_energy(needs: Sequence[DayNeeds]) -> list[str]:
    lowest = min(day.windows[ENERGY_AVAILABILITY].aim for day in needs)
    if lowest >= energy.OPTIMAL_ENERGY_AVAILABILITY - 1.0:
        return []
    return [
        f"Energy availability is {lowest:.0f} kcal per kg fat-free mass on the leanest day; "
        "45 is the goal, under 30 a danger. It rests on an assumed fat-free mass: eat to hunger, and ask a "
        "dietitian if you are often tired, cold or ill."
    ]


def _load(week: TrainingWeek) -> list[str]:
    total = float(week.distance.m_as(KM))
    runs = [run for day in week.days for run in day.runs]
    longest = max((float(run.distance.m_as(KM)) for run in runs), default=0.0)
    if len(runs) > 2 and longest > _LONG_RUN_SHARE * total:
        return [
            f"The long run is {100 * longest / total:.0f} % of the week; over 35 % is a load of its own: "
            "shorten it, or spread more kilometres over the week."
        ]
    return []


def _missed(days: Sequence[DayPlan]) -> list[str]:
    """Name every main target a day leaves, for the soft windows are allowed to bend but not in silence."""
    sentences = []
    for nutrient, (word, unit) in _WORDS.items():
        misses = []
        for day in days:
            need, total = day.needs[nutrient], day.totals[nutrient]
            if total < need.min or (need.max is not None and total > need.max):
                misses.append(f"{day.weekday} {total:.0f}")
        if misses:
            sentences.append(f"Outside the {word} window ({unit}): {', '.join(misses)}.")
    return sentences


def _short_drink(days: Sequence[DayPlan]) -> list[str]:
    short = [day.weekday for day in days if day.drink_ml + day.water_from_food_ml < (1 - _SHORT_BY) * day.water_need_ml]
    if not short:
        return []
    return [f"On {', '.join(short)} the drinks stay under the need, because no hour should hold more than 0.8 L."]


def _hot(athlete: Athlete, needs: Sequence[DayNeeds]) -> list[str]:
    runs = [run for day in needs for run in day.runs]
    losing = max((run.loss_percent for run in runs), default=0.0)
    if losing <= 2.0:
        return []
    source = "measured" if athlete.sweat_rate is not None else "estimated"
    return [
        f"One run is expected to cost {losing:.1f} % of body mass ({source} sweat rate) even when drinking well: "
        "run in a cooler hour or shorter, and drink in the hours after it."
    ]


def causes(athlete: Athlete, week: TrainingWeek, days: Sequence[DayPlan]) -> tuple[Cause, ...]:
    """Return the seven causes of heavy legs, each with what this week says about it."""
    runs = [run for day in days for run in day.runs]
    loss = max((run.loss_percent for run in runs), default=0.0)
    worst = max((100 * (run.sweat_high_l - run.drink_l) / athlete.mass_kg for run in runs), default=0.0)
    said = {
        "Running form": "Overstriding tires legs early: short, quick steps, and a check of worn shoes.",
        "Strength work": "Two short sessions a week; an easy run or rest the day after, never a fast one.",
        "Overtraining": _load_says(week),
        "Carbohydrate and iron": _fuel_says(athlete, days),
        "Dehydration": f"About {loss:.1f} % of body mass lost on the hardest run, {worst:.1f} % if you sweat heavily; "
        "drinks are timed on every day.",
        "Too little sleep": "Seven to nine hours; write them in the log and look for the pattern.",
        "Poor circulation": "Walk after sitting, legs up in the evening. Pain in the calf at rest or swelling on one "
        "side: see a doctor.",
    }
    return tuple(Cause(name=name, says=says) for name, says in said.items())


def _load_says(week: TrainingWeek) -> str:
    hard = sum(run.kind in HARD_KINDS for day in week.days for run in day.runs)
    rest = sum(not day.runs for day in week.days)
    return (
        f"{week.distance.m_as(KM):.0f} km, {hard} hard and {rest} rest days. No more than 10 % above last week; "
        "ease every fourth week."
    )


def _fuel_says(athlete: Athlete, days: Sequence[DayPlan]) -> str:
    iron = [day.totals["iron_mg"] for day in days]
    carbohydrate = [day.totals["carbohydrate_g"] / athlete.mass_kg for day in days]
    return (
        f"{min(carbohydrate):.1f} to {max(carbohydrate):.1f} g/kg carbohydrate by run, {min(iron):.0f} to "
        f"{max(iron):.0f} mg iron every day. Tired for weeks? Have ferritin measured."
    )


def known_shares(days: Sequence[DayPlan]) -> str:
    """Return how much of the week's food, by weight, has a known value of each nutrient."""
    weights = [sum(item.grams for meal in day.meals for item in meal.items) for day in days]
    total = max(sum(weights), 1.0)
    shares = {
        name: 1.0 - sum(day.unknown[name] * weight for day, weight in zip(days, weights, strict=True)) / total
        for name in NUTRIENTS
    }
    partly = [f"{readable(name)} {100 * share:.0f} %" for name, share in shares.items() if share < _WHOLLY_KNOWN]
    if not partly:
        return "Every nutrient is known for all of this week's food."
    return (
        "What is not known of a food counts as nothing, so these totals are low rather than high. Known, by weight of "
        f"this week's food: {', '.join(partly)}, all else 100 %."
    )


def formulas(athlete: Athlete) -> tuple[str, ...]:
    """Return the formulas behind the numbers, in words."""
    sweat = (
        "your measured sweat rate"
        if athlete.sweat_rate is not None
        else (
            "sweat from mass, speed and temperature (fitted to the ACSM table), more where humid air cannot dry it; "
            "real runners lie 15 % under to 50 % over it"
        )
    )
    return (
        "Energy = 1.6 × resting metabolic rate (Mifflin–St Jeor) + 1 kcal per kg and km, lifted by up to 5 % where "
        "that reaches 45 kcal per kg fat-free mass. ± 10 %: the factor 1.6 is bracketed, not validated; adjust by "
        "150 kcal/day if weight moves more than 0.3 kg/week over two weeks.",
        "Carbohydrate = 4.0 + 0.16 × the day's km, in g/kg, inside the band for the day's running time (3–5 g/kg at "
        "rest, 5–7 at 1 h, 6–10 at 2 h, 8–12 above 4 h).",
        "Protein 1.6–1.8 g/kg, never under 1.2; fat 20–35 % of energy; fibre 14 g per 1000 kcal.",
        "Iron: 18 to 36 mg every day, a hard rule. The aim is the reference intake × 1 to 1.7 with weekly km, or × 1.8 "
        "without meat, whichever is higher. What is absorbed is a score between meals, not a promise.",
        f"Water = 35 mL/kg + {sweat}. Drinks = that less the water in the food.",
        "On the run: at most 80 % of the sweat and 0.8 L in an hour; nothing is needed up to an hour.",
    )


def citations(needs: Sequence[DayNeeds]) -> tuple[Citation, ...]:
    """Return the references this week used."""
    keys = {key for day in needs for window in day.windows.values() for key in window.reference}
    keys.update(_ALWAYS_CITED)
    if any(day.runs for day in needs):
        keys.update(_CITED_WITH_RUNS)
    return tuple(_citation(reference) for reference in cite(keys))


def _citation(reference: Reference) -> Citation:
    return Citation(key=reference.key, text=reference.text, doi=reference.doi)
