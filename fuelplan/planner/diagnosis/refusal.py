"""The words for a week that cannot be: which rules clash, by how much, and what would make it possible."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from fuelplan.planner.diagnosis.amounts import all_of, at_best, bound_of, either, number, plainly, reached, span
from fuelplan.planner.diagnosis.elastic import Clash, Edge
from fuelplan.planner.diagnosis.loosen import (
    Help,
    diet_that_helps,
    is_own,
    is_too_much_food,
    keeping_nothing,
    least_iron_cap,
    possible,
    words_of,
    words_that_help,
)
from fuelplan.planner.task import WeekTask
from fuelplan.science.iron import IRON_CEILING_MG
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE

_MOST_NAMED = 4
_LEAST_SAVED, _NARROW_MG = 0.25, 1.0
_WITHOUT_RACE = "Leave the race out here, and plan it with a sports dietitian over several days."
_SMALLER = "Dishes with smaller portions would leave more room."
_FEWER = "plan fewer kilometres, or give --height, --age and --sex if they were assumed."
_UNFOUND = {
    "none": "each hard rule can be kept, but no menu of whole portions keeps all of them with room for rounding.",
    "not found": "each hard rule can be kept, but we stopped looking before we found a menu that keeps all of them.",
}
_OTHERWISE = {
    "none": "More kinds of foods or dishes would leave more room.",
    "not found": "Another --seed looks elsewhere; more kinds of foods or dishes would leave more room.",
}


def of_clash(task: WeekTask, group: Mapping[int, Clash]) -> str:
    """Return which rules clash on some days, as ``group`` says by day, and what would help them."""
    edges = next(iter(group.values())).edges
    best = {edge: [clash.best[place] for clash in group.values()] for place, edge in enumerate(edges)}
    asked = [edge for edge in edges if not is_too_much_food(edge)]
    within = next((f" of up to {number(edge)} kcal" for edge in edges if is_too_much_food(edge)), "")
    if not asked:
        return f"{at_best(edges[0], best[edges[0]])}, over 15 % beyond the day's energy. {_SMALLER}"
    if len(asked) == 1:
        said = _alone(task, asked[0], best[asked[0]], list(group), within)
    else:
        said = _together(list(edges), best)
    return f"{said} {_advice(task, list(group), {edge: best[edge] for edge in asked})}".strip()


def unfound(task: WeekTask, group: Mapping[int, Clash], outcome: str) -> str:
    """Return that no menu of whole portions was found, or exists, which rule leaves least room, and what would help."""
    edge, days = next(iter(group.values())).edges[0], list(group)
    said = _between(edge) if _is_narrow(edge) else f"{_UNFOUND[outcome]} {_least_room(edge, group)}"
    advice = [_cap_advice(task, days), allowing(words_that_help(task, days, edge), edge), _without_keep(task, days)]
    if _kind(edge) == ("energy_kcal", 1):
        advice.append(_WITHOUT_RACE if _races(task, days) else f"{_FEWER[:1].upper()}{_FEWER[1:]}")
    return " ".join([said, *(filter(None, advice) if any(advice) else [_OTHERWISE[outcome]])])


def _is_narrow(edge: Edge) -> bool:
    return edge.window.nutrient == "iron_mg" and edge.window.high - edge.window.low < _NARROW_MG


def _between(edge: Edge) -> str:
    low, high = number(Edge(edge.window, 1)), number(Edge(edge.window, -1))
    return f"iron stays under {low} mg or passes {high} mg, and we found nothing between in whole portions."


def _least_room(edge: Edge, group: Mapping[int, Clash]) -> str:
    return f"{bound_of(edge).capitalize()} leaves least: {at_best(edge, [clash.best[0] for clash in group.values()])}."


def allowing(helps: Sequence[Help], edge: Edge | None = None) -> str:
    """Return which avoided words to allow again, with how far the days come then; nothing where none help."""
    if not helps:
        return ""
    far = [plainly(edge, each.reaches) if edge and each.reaches is not None else "" for each in helps]
    says = [f" ({'' if place else _verb(edge)}{total})" if total else "" for place, total in enumerate(far)]
    named = either([f"{all_of(each.words)}{said}" for each, said in zip(helps, says, strict=True)][:_MOST_NAMED])
    count = len(helps[0].words)
    if count == 1:
        return f"Allow {named} again."
    return f"{'No one word is' if count == 2 else 'No two words are'} enough: allow {named} again, together."


def _verb(edge: Edge | None) -> str:
    return "reaches " if edge and edge.sign > 0 else "down to "


def _alone(task: WeekTask, edge: Edge, best: Sequence[float], days: Sequence[int], within: str) -> str:
    """Return that one rule cannot be kept by itself, or not within a reasonable day's food."""
    if is_own(task, edge, days):
        asks = f"your own rule '{edge.window.says}' asks for {bound_of(edge)}"
        return f"{asks}, and {at_best(edge, best)}{_below(within)}."
    if edge.window.nutrient == "energy_kcal":
        return _short_of_energy(edge, best, racing=_races(task, days))
    if edge.window.nutrient == "carbohydrate_g":
        return f"loading for the race asks for {bound_of(edge)}, and {at_best(edge, best)}{_below(within)}."
    if edge.sign < 0:
        return f"{at_best(edge, best)}, more than the {number(edge)} mg of the ceiling.{_of_supplement(task)}"
    avoided = f" without {either(words_of(task))}, which you avoid" if words_of(task) else ""
    much = f"{within} (15 % more than the day's energy)" if within else ""
    return f"no menu{much} reaches {number(edge)} mg of iron{avoided}; at best it is {plainly(edge, *best)}."


def _short_of_energy(edge: Edge, best: Sequence[float], *, racing: bool) -> str:
    if racing:
        return (
            f"health asks for {bound_of(edge)} with a race this long, and what one can eat around it comes to "
            f"{span(edge, best)}; fuelplan plans race days up to about 60 km, at a high body weight fewer."
        )
    return (
        f"health asks for {bound_of(edge)} with this much running, and the largest portions a person would serve come "
        f"to {span(edge, best)}."
    )


def _of_supplement(task: WeekTask) -> str:
    mg = task.athlete.iron_supplement_mg
    return f" {mg:g} mg of it are your supplement: talk it over with whoever advised it." if mg else ""


def _below(within: str) -> str:
    return within.replace(" of up to", " within")


def _together(edges: Sequence[Edge], best: Mapping[Edge, Sequence[float]]) -> str:
    """Return that rules which can each be kept cannot be kept together."""
    signs = {edge.window.nutrient: edge.sign for edge in edges}
    if len(edges) == 2 and edges[0].window == edges[1].window:
        return f"your own rule '{edges[0].window.says}' asks for {all_of([bound_of(edge) for edge in edges])} at once."
    if len(edges) == 2 and signs == {"energy_kcal": 1, "iron_mg": -1}:
        energy, iron = sorted(edges, key=lambda edge: edge.window.nutrient)
        return (
            f"health asks for {bound_of(energy)} with this much running, and so much food holds at least "
            f"{span(iron, best[iron])}, more than the {number(iron)} mg of the ceiling; within it a day comes to "
            f"{span(energy, best[energy])} at most."
        )
    bounds = all_of([bound_of(edge) for edge in edges])
    other = "the other" if len(edges) == 2 else "the others"
    each = either([f"{'at most' if edge.sign > 0 else 'at least'} {span(edge, best[edge])}" for edge in edges])
    return f"{bounds} can each be kept, but not together: a day that keeps {other} holds {each}."


def _advice(task: WeekTask, days: Sequence[int], best: Mapping[Edge, Sequence[float]]) -> str:
    """Return what would make the days of a clash possible, each found by solving again."""
    edges = list(best)
    main = next((edge for edge in edges if edge.window.nutrient == "iron_mg"), edges[0])
    own = [edge for edge in edges if is_own(task, edge, days)]
    if _races(task, days) and any(_kind(edge) == ("energy_kcal", 1) for edge in edges):
        return _WITHOUT_RACE
    said = [allowing(words_that_help(task, days, main), main), _without_keep(task, days)]
    if len({edge.window for edge in own}) == len(own):
        said += [_loosened(edge, best[edge]) for edge in own]
    said += [_shipped_advice(task, days, edge, best[edge]) for edge in edges if not own]
    return " ".join(filter(None, said)) or _nothing_helps(task, days, main)


def _shipped_advice(task: WeekTask, days: Sequence[int], edge: Edge, best: Sequence[float]) -> str:
    """Return what a runner can change so that a rule is easier to keep, beside what they avoid."""
    if _kind(edge) == ("iron_mg", -1):
        return _cap_advice(task, days)
    if _kind(edge) == ("energy_kcal", 1):
        return _fewer_kilometres(task, edge, best, days)
    if _kind(edge) == ("carbohydrate_g", 1):
        return (
            "More kinds of grains, potatoes and fruit help; or leave --race out and write it into --runs as a long run."
        )
    return ""


def _kind(edge: Edge) -> tuple[str, int]:
    return edge.window.nutrient, edge.sign


def _nothing_helps(task: WeekTask, days: Sequence[int], edge: Edge) -> str:
    """Return what foods would bring, and gently what another diet would, where nothing of the runner's own helps."""
    short = _kind(edge) == ("iron_mg", 1)
    bring = "Legumes, red meat, tofu, seeds or a fortified cereal would bring it." if short else ""
    other = None if _races(task, days) else diet_that_helps(task, days, edge)
    if other is None or other.reaches is None:
        return bring
    week = f"{'an' if other.words[0] == 'omnivore' else 'a'} {other.words[0]} week"
    return f"{bring} Only for you to know: {week} would reach {reached(edge, other.reaches)}.".strip()


def _without_keep(task: WeekTask, days: Sequence[int]) -> str:
    """Return that what is to be served stands in the way, where it does."""
    kept = [f"'{keep.dish}'" for keep in task.cooking.keep]
    return f"Without --keep {all_of(kept)} it can be done." if kept and possible(keeping_nothing(task), days) else ""


def _cap_advice(task: WeekTask, days: Sequence[int]) -> str:
    if task.athlete.iron_cap_mg >= IRON_CEILING_MG:
        return ""
    cap = least_iron_cap(task, days, IRON_CEILING_MG)
    return "" if cap is None else f"Raise --iron-cap to {cap:g}."


def _fewer_kilometres(task: WeekTask, edge: Edge, best: Sequence[float], days: Sequence[int]) -> str:
    """Return by how much energy is out of reach, and how many kilometres less that is.

    A kilometre costs 1 kcal per kg, and what is eaten on the run falls with it.
    """
    kg = task.athlete.mass_kg
    short, day = max((edge.bound - total, day) for total, day in zip(best, days, strict=True))
    needs = task.needs[day]
    eaten = KCAL_PER_G_CARBOHYDRATE * sum(run.carbohydrate_g for run in needs.runs) / max(needs.exercise_kcal, 1.0)
    far = short / (kg * max(1.0 - eaten, _LEAST_SAVED))
    said = f"That is {math.ceil(short)} kcal too much for one day"
    if far * kg > needs.exercise_kcal:
        return f"{said}, even for a day of rest: give --height, --age and --sex if they were assumed."
    less = f"about {math.ceil(far)} km of its running at {kg:.0f} kg (1 kcal per kg and km, less what is eaten)"
    return f"{said}, or {less}: {_FEWER}"


def _loosened(edge: Edge, best: Sequence[float]) -> str:
    """Return how far a rule of one's own has to give way."""
    worst = min(best) if edge.sign > 0 else max(best)
    side = "no more" if edge.sign > 0 else "no less"
    return f"Your rule '{edge.window.says}' can be kept when it asks for {side} than {reached(edge, worst)}."


def _races(task: WeekTask, days: Sequence[int]) -> bool:
    return any(run.kind == "race" for day in days for run in task.needs[day].training.runs)
