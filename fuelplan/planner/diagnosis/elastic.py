"""Which hard rules of a day clash: linear programmes over all that the day can hold, with rules that give way.

A day is relaxed to any mixture of menus, in portions of any size, so every menu is in it: rules that cannot be kept
together here cannot be kept by any menu. Menus are too many to write down; HiGHS is given a few, and by its prices we
find the menu that would help most, until none does (column generation: the optimum is exact).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.planner.diagnosis.reach import DayReach
from fuelplan.planner.highs import quiet_highs
from fuelplan.planner.rules import Window
from fuelplan.vocabulary import NUTRIENTS

# Rules are broken for sure from here on, as a share of their bound: well beyond what HiGHS rounds.
_BROKEN = 1e-6
_ROOM = 1e-3
_LEAST_GAIN = 1e-9
_MOST_ROUNDS = 400
_KEEP_PRICE = 1e4


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a hard rule: a day holds at least ``window.low`` (``sign`` 1), or at most ``window.high`` (-1)."""

    window: Window
    sign: int

    @property
    def bound(self) -> float:
        """The least or the most the rule allows."""
        return self.window.low if self.sign > 0 else self.window.high

    @property
    def scale(self) -> float:
        """What a share of the bound is counted in."""
        return max(abs(self.bound), 1.0)

    @property
    def direction(self) -> FloatArray:
        """Where the rule draws a day's totals, as a share of its bound per unit (N,)."""
        towards = np.zeros(len(NUTRIENTS))
        towards[NUTRIENTS.index(self.window.nutrient)] = self.sign / self.scale
        return towards


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules no menu keeps together, though any of them could be left out for the others.

    ``best`` says for each how near a day comes that keeps all the others, in the nutrient's unit.
    """

    edges: tuple[Edge, ...]
    best: tuple[float, ...]


def edges_of(windows: Sequence[Window]) -> list[Edge]:
    """Return the sides of windows that ask for anything (a day never holds less than nothing)."""
    low = [Edge(window, 1) for window in windows if window.low > 0]
    return low + [Edge(window, -1) for window in windows if np.isfinite(window.high)]


def with_room(edges: Sequence[Edge]) -> list[Edge]:
    """Return rules a thousandth stricter, so that the rounding of printed grams breaks none."""
    return [replace(edge, window=_narrower(edge.window)) for edge in edges]


def _narrower(window: Window) -> Window:
    return replace(window, low=window.low * (1 + _ROOM), high=window.high * (1 - _ROOM))


def clashes(reach: DayReach, windows: Sequence[Window]) -> list[Clash]:
    """Return every rule that cannot be kept by itself, and a smallest set of the others that cannot be together."""
    edges = edges_of(windows)
    alone = [edge for edge in edges if not kept_together(reach, [edge])]
    together = _smallest([edge for edge in edges if edge not in alone], reach)
    sets = [*((edge,) for edge in alone), *([together] if together else [])]
    return [Clash(found, tuple(best_total(reach, edge, found) for edge in found)) for found in sets]


def tightest(reach: DayReach, windows: Sequence[Window]) -> Clash:
    """Return the rule that leaves least room when all others are kept, and how far a day comes towards it."""
    edges = edges_of(windows)
    best = [best_total(reach, edge, edges) for edge in edges]
    room = [edge.sign * (total - edge.bound) / edge.scale for edge, total in zip(edges, best, strict=True)]
    place = int(np.argmin(room))
    return Clash((edges[place],), (best[place],))


def kept_together(reach: DayReach, edges: Sequence[Edge]) -> bool:
    """Whether some mixture of menus keeps all these rules; False is a proof that no menu does."""
    return not edges or bool(least_slacks(reach, edges, np.ones(len(edges))).max() < _BROKEN)


def best_total(reach: DayReach, edge: Edge, kept: Sequence[Edge]) -> float:
    """Return how far a day goes towards one rule, and beyond it, when it keeps others; in the nutrient's unit."""
    far = float(reach.farthest(edge.direction)[NUTRIENTS.index(edge.window.nutrient)])
    others = [other for other in kept if other is not edge]
    if not others:
        return far
    beyond = Edge(replace(edge.window, low=far, high=far), edge.sign)
    prices = np.array([1.0, *([_KEEP_PRICE] * len(others))])
    slack = least_slacks(reach, [beyond, *others], prices)[0]
    return far - edge.sign * float(slack) * beyond.scale


def least_slacks(reach: DayReach, edges: Sequence[Edge], prices: FloatArray) -> FloatArray:
    """Return by how much of its bound each rule (E,) gives way in the cheapest mixture, at a price per share."""
    directions = np.array([edge.direction for edge in edges])
    solver = _programme(reach, edges, directions, prices)
    offered = [slot.farthest(directions.sum(axis=0)) for slot in reach.slots]
    added = list(enumerate(offered))
    for _ in range(_MOST_ROUNDS):
        for place, meal in added:
            _add_meal(solver, directions @ meal, len(edges) + place)
        solver.run()
        duals = np.array(solver.getSolution().row_dual)
        towards = duals[: len(edges)] @ directions
        offered = [slot.farthest(towards) for slot in reach.slots]
        gains = np.array([towards @ meal for meal in offered]) + duals[len(edges) :]
        added = [(place, meal) for place, meal in enumerate(offered) if gains[place] > _LEAST_GAIN]
        if not added:
            break
    return np.array(solver.getSolution().col_value[: len(edges)])


def _smallest(edges: Sequence[Edge], reach: DayReach) -> tuple[Edge, ...]:
    """Return rules that cannot be kept together, none of which can be spared; none where all can be."""
    if kept_together(reach, edges):
        return ()
    left = list(edges)
    for edge in edges:
        without = [other for other in left if other is not edge]
        if not kept_together(reach, without):
            left = without
    return tuple(left)


def _programme(reach: DayReach, edges: Sequence[Edge], directions: FloatArray, prices: FloatArray) -> highspy.Highs:
    """One row a rule, kept or made up for by its slack; one row an occasion, whose meals add up to one."""
    wanted = np.array([edge.sign * edge.bound / edge.scale for edge in edges]) - directions @ reach.fixed
    ones, count = np.ones(len(reach.slots)), len(edges)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, count + ones.size
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = prices, np.zeros(count), np.full(count, highspy.kHighsInf)
    lp.row_lower_ = np.concatenate([wanted, ones])
    lp.row_upper_ = np.concatenate([np.full(count, highspy.kHighsInf), ones])
    lp.a_matrix_.start_ = np.arange(count + 1)
    lp.a_matrix_.index_ = np.arange(count)
    lp.a_matrix_.value_ = np.ones(count)
    solver = quiet_highs(presolve="off")
    solver.passModel(lp)
    return solver


def _add_meal(solver: highspy.Highs, brings: FloatArray, occasion: int) -> None:
    """Offer a meal: what it brings to each rule, and the row of its occasion."""
    rows = np.append(np.arange(brings.size), occasion).astype(np.int32)
    solver.addCol(0.0, 0.0, highspy.kHighsInf, rows.size, rows, np.append(brings, 1.0))
