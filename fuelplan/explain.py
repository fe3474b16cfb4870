"""The formulas a week used, in words, and their references."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence

from fuelplan.athlete import Athlete
from fuelplan.foods import FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.reasons import TOPICS, Topic
from fuelplan.references import Reference, cite
from fuelplan.training import TrainingWeek
from fuelplan.vocabulary import NUTRIENTS, readable
from fuelplan.weekplan import Cause, Citation, DayPlan, Formula

_LONGEST_TITLE = 40
_WHOLLY_KNOWN = 0.995
# What a table's source column says, small -> the key of its reference.
_TABLES = {"sr legacy": "usda2018", "fndds": "fndds"}


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


def citations(
    formulas: Sequence[Formula], causes: Sequence[Cause], athlete: Athlete, cautious: Collection[str] = ()
) -> tuple[Citation, ...]:
    """Return the references of the formulas, causes and cares that are printed, and no others.

    ``cautious`` are the keys behind the cautions.
    """
    printed = [*(said.references for said in formulas), *(said.references for said in causes)]
    printed += [care.references for care in athlete.cares]
    keys = {key for references in [*printed, cautious] for key in references}
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
