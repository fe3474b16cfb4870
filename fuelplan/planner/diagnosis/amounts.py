"""Bounds and totals of a hard rule in words: units, decimals, spans; lists of words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fuelplan.planner.diagnosis.elastic import Edge
from fuelplan.vocabulary import readable

_WHOLE_FROM = 100.0
_UNITS = {"ug": "µg", "ml": "mL"}


def bound_of(edge: Edge) -> str:
    """Return what a rule asks for: ``at least 18 mg of iron``."""
    return f"{'at least' if edge.sign > 0 else 'at most'} {number(edge)} {_unit(edge)}"


def number(edge: Edge) -> str:
    """Return a rule's bound without its unit."""
    return f"{round(edge.bound, _digits(edge, edge.bound)):g}" if edge.bound < _WHOLE_FROM else f"{edge.bound:.0f}"


def at_best(edge: Edge, totals: Sequence[float]) -> str:
    """Return how near menus come to a rule: ``a menu comes to 14.2 mg of iron at best``."""
    return (
        f"a menu comes to {span(edge, totals)} at best"
        if edge.sign > 0
        else f"a menu holds {span(edge, totals)} at least"
    )


def span(edge: Edge, totals: Sequence[float]) -> str:
    """Return totals from the least to the most, never nearer to the rule than they are."""
    return f"{_from_to(edge, totals)} {_unit(edge)}"


def plainly(edge: Edge, *totals: float) -> str:
    """Return totals with their bare unit, where their nutrient was named before."""
    return f"{_from_to(edge, totals)} {_bare_unit(edge)}"


def reached(edge: Edge, total: float) -> str:
    """Return one total, never nearer to the rule than it is."""
    return span(edge, [total])


def all_of(words: Sequence[str]) -> str:
    """Return words as ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def either(words: Sequence[str]) -> str:
    """Return words as ``a, b or c``."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _from_to(edge: Edge, totals: Sequence[float]) -> str:
    least, most = _shown(edge, min(totals)), _shown(edge, max(totals))
    return least if least == most else f"{least} to {most}"


def _digits(edge: Edge, total: float) -> int:
    return 0 if edge.window.nutrient == "energy_kcal" or total >= _WHOLE_FROM else 1


def _shown(edge: Edge, total: float) -> str:
    """Return a total rounded away from the rule, so that it never seems kept when it is not."""
    digits = _digits(edge, total)
    shift = 10.0**digits
    away = math.floor(total * shift + 1e-6) if edge.sign > 0 else math.ceil(total * shift - 1e-6)
    return f"{away / shift:.{digits}f}"


def _unit(edge: Edge) -> str:
    """Return the unit of a rule's nutrient, with its name where the unit does not say it."""
    unit = _bare_unit(edge)
    return unit if unit == "kcal" else f"{unit} of {readable(edge.window.nutrient)}"


def _bare_unit(edge: Edge) -> str:
    unit = edge.window.nutrient.rpartition("_")[2]
    return _UNITS.get(unit, unit)
