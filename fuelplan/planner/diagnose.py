"""Why there is no week, in sentences, with what would make one possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fuelplan.athlete import Athlete
from fuelplan.cooking import Keep
from fuelplan.errors import NoPlanError
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import Courses
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.rules import HARD_RULES, Window
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS


def require_main_meals(courses: Mapping[str, Courses]) -> None:
    """Refuse a week in which a main meal cannot be served at all."""
    empty = [slot for slot in MAIN_SLOTS if not courses[slot].fillings]
    if empty:
        raise NoPlanError(
            [
                f"No {slot} can be made from the foods that are left: avoid fewer foods, or add dishes or foods."
                for slot in empty
            ]
        )


def require_kept(days: Sequence[DayTask], keeps: Sequence[Keep]) -> None:
    """Refuse a week in which a dish that is to be served cannot be: no such meal, or nothing to make it from."""
    problems = []
    for keep in keeps:
        asked = [day for day in days if keep.weekday in ("", day.needs.training.weekday)]
        chances = [
            chance
            for day in asked
            for occasion, chance in zip(day.occasions, day.chances, strict=True)
            if occasion.slot == keep.slot
        ]
        when = f"{keep.weekday} {keep.slot}".strip()
        if not chances:
            problems.append(f"There is no {when} in this week to keep '{keep.dish}' for; keep it at another meal.")
        elif not all(chance.any() for chance in chances):
            problems.append(
                f"'{keep.dish}' cannot be made for {when} from the foods that are left; allow more of them."
            )
    if problems:
        raise NoPlanError(problems)


def require_menus(
    tasks: Sequence[DayTask],
    pools: Sequence[Sequence[Menu]],
    nearest: Sequence[Sequence[Menu]],
    athlete: Athlete,
) -> None:
    """Refuse a week with a day that no menu serves within the hard rules.

    Parameters
    ----------
    tasks, pools
        The days and their menus that keep every hard rule.
    nearest
        The menus found for each day, whether they keep the rules or not.
    """
    reasons: dict[str, list[str]] = defaultdict(list)
    for task, pool, found in zip(tasks, pools, nearest, strict=True):
        if not pool:
            for reason in _reasons(task.needs, found, athlete):
                reasons[reason].append(task.needs.training.weekday)
    if reasons:
        raise NoPlanError([f"{', '.join(days)}: {reason}" for reason, days in reasons.items()])


def _reasons(needs: DayNeeds, found: Sequence[Menu], athlete: Athlete) -> list[str]:
    """Return a sentence for every hard rule that the closest menus of a day still break."""
    sentences, racing = [], any(run.kind == "race" for run in needs.training.runs)
    for window in (rule(needs) for rule in HARD_RULES):
        column = NUTRIENTS.index(window.nutrient)
        totals = [float(menu.totals[column]) for menu in found]
        if all(window.broken_by(total) for total in totals):
            sentences.append(_sentence(window, totals, athlete, racing))
    return sentences or ["each hard rule can be kept, but no menu found keeps all of them; try another --seed."]


def _sentence(window: Window, totals: Sequence[float], athlete: Athlete, racing: bool) -> str:
    if window.nutrient == "energy_kcal" and racing:
        return (
            f"health asks for at least {window.low:.0f} kcal with a race this long, and a day of eating comes to "
            f"{max(totals):.0f}; fuelplan plans race days up to about 60 km. Leave the race out here, and plan it with "
            "a sports dietitian over several days."
        )
    if window.nutrient == "energy_kcal":
        return (
            f"health asks for at least {window.low:.0f} kcal with this much running, and the largest portions a "
            f"person would serve come to {max(totals):.0f}; plan fewer kilometres, or give --height, --age and --sex "
            "if they were assumed."
        )
    if window.nutrient == "carbohydrate_g":
        return (
            f"loading for the race asks for {window.low:.0f} to {window.high:.0f} g of carbohydrate, and the meals "
            f"found hold {min(totals):.0f} to {max(totals):.0f} g; allow more kinds of grains, potatoes and fruit, or "
            "leave --race out and write the race into --runs as a long run."
        )
    return _iron_sentence(window, totals, athlete)


def _iron_sentence(window: Window, totals: Sequence[float], athlete: Athlete) -> str:
    if max(totals) < window.low:
        avoided = f" You avoid {', '.join(athlete.avoid)}: allow some of it again." if athlete.avoid else ""
        return (
            f"iron reaches only {max(totals):.1f} of {window.low:.0f} mg; legumes, red meat, tofu, seeds or a "
            f"fortified cereal would bring it.{avoided}"
        )
    raised = " Raise --iron-cap towards 36, or" if athlete.iron_cap_mg < 36 else ""
    if min(totals) < window.low:
        return (
            f"iron stays under {window.low:.0f} mg or passes {window.high:.0f} mg, and nothing lies between;{raised} "
            "try another --seed."
        )
    return (
        f"so much food holds at least {min(totals):.1f} mg iron, more than the {window.high:.0f} mg of the ceiling;"
        f"{raised} plan fewer kilometres."
    )
