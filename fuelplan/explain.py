"""What the week says in words: its warnings, the formulas it used, and their references."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Mapping, Sequence

from fuelplan import heavy_legs
from fuelplan.athlete import Athlete
from fuelplan.foods import FoodTable
from fuelplan.needs import ENERGY_AVAILABILITY, DayNeeds
from fuelplan.reasons import TOPICS, Topic
from fuelplan.references import Reference, cite
from fuelplan.science import energy
from fuelplan.training import TrainingWeek
from fuelplan.vocabulary import NUTRIENTS, readable
from fuelplan.weekplan import Cause, Citation, DayPlan, Formula

_SHORT_BY, _MOST_OF_THE_AIM = 0.05, 0.85
_LONGEST_TITLE = 40
_WHOLLY_KNOWN = 0.995
# What a table's source column says, small -> the key of its reference.
_TABLES = {"sr legacy": "usda2018", "fndds": "fndds"}
_WORDS = {
    "energy_kcal": ("energy", "kcal"),
    "carbohydrate_g": ("carbohydrate", "g"),
    "protein_g": ("protein", "g"),
    "fat_g": ("fat", "g"),
}


def warnings(athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds], days: Sequence[DayPlan]) -> list[str]:
    """Return what the runner should know before following the week, in order of weight."""
    cares = dict.fromkeys(care.says for care in athlete.cares)
    low, load = _low_energy(athlete, needs), _load(week)
    return [*cares, *low, *load, *_missed(days), *_short_of_iron(days), *_short_drink(days), *_hot(athlete, needs)]


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


def _low_energy(athlete: Athlete, needs: Sequence[DayNeeds]) -> list[str]:
    lowest = min(day.windows[ENERGY_AVAILABILITY].aim for day in needs)
    if lowest >= energy.OPTIMAL_ENERGY_AVAILABILITY - 1.0:
        return []
    assumed = "It rests on an assumed fat-free mass: eat" if athlete.measured_ffm is None else "Eat"
    return [
        f"Energy availability is {lowest:.0f} kcal per kg fat-free mass on the leanest day; 45 is the goal, under 30 a "
        f"danger. {assumed} to hunger, and ask a dietitian if you are often tired, cold or ill."
    ]


def _load(week: TrainingWeek) -> list[str]:
    sentences = []
    if heavy_legs.grows_too_fast(week):
        growth = heavy_legs.ramp_percent(week)
        assert growth is not None
        says = "begins again after a week without running" if math.isinf(growth) else f"grows by {growth:.0f} %"
        sentences.append(f"The week {says}; over 10 % is a load of its own. Hold it for a week if legs stay heavy.")
    if heavy_legs.long_run_too_long(week):
        sentences.append(
            f"The long run is {100 * heavy_legs.long_run_share(week):.0f} % of the week; over 35 % is a load of its "
            "own: "
            "shorten it, or spread more kilometres over the week."
        )
    return sentences


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


def _short_of_iron(days: Sequence[DayPlan]) -> list[str]:
    """Say when a raised aim is out of reach of food: the hard floor is kept, the aim is a wish."""
    if not days:
        return []
    mean = sum(day.totals["iron_mg"] for day in days) / len(days)
    aim = sum(day.needs["iron_mg"].aim for day in days) / len(days)
    if mean >= _MOST_OF_THE_AIM * aim:
        return []
    return [
        f"Iron averages {mean:.0f} mg a day: inside the window, under the aim of {aim:.0f}. So much is hard to eat "
        "without fortified food; a ferritin test tells whether you need it."
    ]


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


def formulas(
    athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds], days: Sequence[DayPlan]
) -> tuple[Formula, ...]:
    """Return the formulas behind the week's numbers, in words: only those that this week used."""
    return tuple(_formula(topic, athlete, week, needs) for topic in TOPICS if _used(topic.name, athlete, week, needs))


def _formula(topic: Topic, athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds]) -> Formula:
    """Return a topic's formula, with the references of every day it was used on."""
    reasons = [topic.make(athlete, week, day) for day in needs]
    keys = dict.fromkeys(key for reason in reasons for key in reason.references)
    return Formula(topic=topic.name, text=reasons[0].formula, references=tuple(keys))


def _used(topic: str, athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds]) -> bool:
    runs = any(day.runs for day in needs)
    only_when = {
        "sweat": runs,
        "drinking": runs,
        "fuel": runs,
        "loading": any(day.loading for day in needs),
        "caffeine": week.race is not None,
        "legs": False,
        "health": False,
    }
    return only_when.get(topic, True)


def known_shares(days: Sequence[DayPlan], table: FoodTable) -> Formula:
    """Return how much of the week's food, by weight, has a known value of each nutrient, and whose tables say so."""
    weights = [sum(item.grams for meal in day.meals for item in meal.items) for day in days]
    total = max(sum(weights), 1.0)
    shares = {
        name: 1.0 - sum(day.unknown[name] * weight for day, weight in zip(days, weights, strict=True)) / total
        for name in NUTRIENTS
    }
    partly = [f"{readable(name)} {100 * share:.0f} %" for name, share in shares.items() if share < _WHOLLY_KNOWN]
    text = "Every nutrient is known for all of this week's food."
    if partly:
        text = (
            "An unknown value counts as nothing, so totals are low rather than high. Known, by weight of this week's "
            f"food: {', '.join(partly)}, all else 100 %."
        )
    return Formula(topic="unknown values", text=text, references=_tables_of(days, table))


def _tables_of(days: Sequence[DayPlan], table: FoodTable) -> tuple[str, ...]:
    """Return the keys of the composition tables that the foods of the week came from; a label has none."""
    foods, sources = table.by_id(), table.cells.texts("source")
    eaten = {item.food for day in days for meal in day.meals for item in meal.items}
    written = {sources[foods[key].index].casefold() for key in eaten}
    return tuple(key for name, key in _TABLES.items() if any(name in source for source in written))


def citations(formulas: Sequence[Formula], causes: Sequence[Cause], athlete: Athlete) -> tuple[Citation, ...]:
    """Return the references of the formulas, causes and cares that are printed, and no others."""
    printed = [*(said.references for said in formulas), *(said.references for said in causes)]
    printed += [care.references for care in athlete.cares]
    keys = {key for references in printed for key in references}
    return tuple(Citation(key=found.key, text=_short(found), doi=found.doi) for found in cite(keys))


def _short(reference: Reference) -> str:
    """Return a reference as the one page of the reasons has room for it: a DOI finds the rest."""
    first, *others = reference.authors.split(", ")
    is_person = first.rpartition(" ")[2].isupper()
    authors = f"{first} et al." if others and is_person else _cut(reference.authors)
    is_paper = any(sign.isdigit() for sign in reference.journal)
    parts = [_cut(reference.title), reference.journal]
    if reference.doi:
        parts = parts[1:] if is_paper else parts[:1]
    return f"{authors} ({reference.year}). {'. '.join(parts)}."


def _cut(text: str) -> str:
    return textwrap.shorten(text, _LONGEST_TITLE, placeholder=" …")
