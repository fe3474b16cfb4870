"""The exact search for one day: whole dishes, whole portions, every hard rule (a mixed-integer programme, HiGHS)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import highspy
import numpy as np

from fuelplan.dishes import Filling, Part
from fuelplan.foods import Food
from fuelplan.planner.courses import RowArray, most_steps_of
from fuelplan.planner.diagnosis.elastic import Edge
from fuelplan.planner.diagnosis.reach import DayReach, SlotReach
from fuelplan.planner.highs import quiet_highs

# How large a search tree may grow before we stop looking, without a proof.
_MOST_NODES = 200
_INF = highspy.kHighsInf

Outcome = Literal["found", "none", "not found"]


@dataclass(frozen=True, slots=True)
class Served:
    """One meal: its slot, a filling, and the steps of each of its choices."""

    slot: str
    filling: Filling
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What the search ended with: a menu, the proof that there is none, or neither within its nodes."""

    outcome: Outcome
    meals: tuple[Served, ...] = ()


def search_all(reach: DayReach, edges: Sequence[Edge], nodes: int = _MOST_NODES) -> Search:
    """Look for a menu that keeps all rules, until one is found, none is proved, or the nodes are used up."""
    programme = _Programme(reach, edges)
    # Presolve costs many times what it saves: measured, 1.5 s with it where 0.1 s do.
    solver = quiet_highs(mip_max_nodes=nodes, presolve="off")
    solver.passModel(programme.as_lp())
    solver.run()
    if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = np.rint(solver.getSolution().col_value).astype(int).tolist()
        return Search("found", programme.meals(values))
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    return Search("none" if proved else "not found")


@dataclass(frozen=True, slots=True)
class _Use:
    """A food that may fill a part: its column (0 or 1) and that of its steps."""

    part: Part
    food: Food
    column: int
    most_steps: int


class _Programme:
    """A day as columns and rows.

    Columns are 0 or 1 for a dish at an occasion and for a food in a part of it, and whole steps of that food. Each
    occasion has one dish, each of its parts one food (none, where it may be left out), no food fills two parts.
    """

    def __init__(self, reach: DayReach, edges: Sequence[Edge]) -> None:
        self._upper: list[float] = []
        self._rows: list[tuple[float, dict[int, float], float]] = []
        self._directions = np.array([edge.direction for edge in edges])
        self._brings: list[dict[int, float]] = [{} for _ in edges]
        self._dishes: list[list[tuple[int, int]]] = []
        self._uses: dict[int, list[_Use]] = {}
        self._reach = reach
        for slot in reach.slots:
            self._add_occasion(slot)
        for edge, brings, direction in zip(edges, self._brings, self._directions, strict=True):
            fixed = float(direction @ reach.fixed)
            self._rows.append((edge.sign * edge.bound / edge.scale - fixed, brings, _INF))

    def as_lp(self) -> highspy.HighsLp:
        """Return the programme as HiGHS takes it; any menu will do, so nothing costs."""
        lp, count = highspy.HighsLp(), len(self._upper)
        lp.num_col_, lp.num_row_ = count, len(self._rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(count), np.zeros(count), np.array(self._upper)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * count
        lp.row_lower_ = np.array([low for low, _, _ in self._rows])
        lp.row_upper_ = np.array([high for _, _, high in self._rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for _, row, _ in self._rows)])
        lp.a_matrix_.index_ = np.array([column for _, row, _ in self._rows for column in row])
        lp.a_matrix_.value_ = np.array([value for _, row, _ in self._rows for value in row.values()])
        return lp

    def meals(self, values: Sequence[int]) -> tuple[Served, ...]:
        """Return the meals of a solution, one an occasion."""
        return tuple(
            next(self._served(slot, place, column, values) for place, column in dishes if values[column])
            for slot, dishes in zip(self._reach.slots, self._dishes, strict=True)
        )

    def _served(self, slot: SlotReach, place: int, column: int, values: Sequence[int]) -> Served:
        eaten = [use for use in self._uses[column] if values[use.column]]
        choices = tuple((use.part, use.food) for use in eaten)
        steps = tuple(values[use.column + 1] if use.most_steps else 0 for use in eaten)
        return Served(slot.slot, Filling(slot.makings[place].dish, choices), steps)

    def _column(self, upper: float) -> int:
        self._upper.append(upper)
        return len(self._upper) - 1

    def _add_occasion(self, slot: SlotReach) -> None:
        dishes = [(place, self._column(1.0)) for place in range(len(slot.makings))]
        self._dishes.append(dishes)
        self._rows.append((1.0, dict.fromkeys((column for _, column in dishes), 1.0), 1.0))
        rows = iter(range(len(slot.least)))
        for place, column in dishes:
            uses = [use for part, foods in slot.makings[place].parts for use in self._add_part(column, part, foods)]
            self._bring(slot, np.array([next(rows) for _ in uses], dtype=np.intp), uses)
            self._uses[column] = uses
            self._rows += _no_food_twice(column, uses)

    def _add_part(self, dish: int, part: Part, foods: Sequence[Food]) -> Iterable[_Use]:
        """Add a part: one of its foods where the dish is served, at most one where it may be left out."""
        uses = []
        for food in foods:
            most = most_steps_of(part, food)
            use = _Use(part, food, self._column(1.0), most)
            if most:
                self._rows.append((-_INF, {self._column(most): 1.0, use.column: -float(most)}, 0.0))
            uses.append(use)
        chosen = dict.fromkeys((use.column for use in uses), 1.0) | {dish: -1.0}
        self._rows.append((-_INF if part.optional else 0.0, chosen, 0.0))
        return uses

    def _bring(self, slot: SlotReach, rows: RowArray, uses: Sequence[_Use]) -> None:
        """Let foods and steps count towards the rules."""
        least, most = slot.least[rows] @ self._directions.T, slot.most[rows] @ self._directions.T
        for use, low, high in zip(uses, least, most, strict=True):
            for brings, base, top in zip(self._brings, low, high, strict=True):
                if base:
                    brings[use.column] = float(base)
                if use.most_steps and top != base:
                    brings[use.column + 1] = float(top - base) / use.most_steps


def _no_food_twice(dish: int, uses: Sequence[_Use]) -> list[tuple[float, dict[int, float], float]]:
    """Return a row for each food that could fill several parts of one dish."""
    by_food: dict[str, list[int]] = defaultdict(list)
    for use in uses:
        by_food[use.food.id].append(use.column)
    several = (columns for columns in by_food.values() if len(columns) > 1)
    return [(-_INF, dict.fromkeys(columns, 1.0) | {dish: -1.0}, 0.0) for columns in several]
