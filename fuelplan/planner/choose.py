"""The choice of a week: one menu a day from the pools, exactly, by a small integer programme (HiGHS)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
import numpy.typing as npt

from fuelplan.cells import FloatArray
from fuelplan.planner.wishes import WeekPrices

# HiGHS proves the first week within 25 % of the best possible or finds a better one. Measured, the first
# week is the best in most runs; a proof to 1 % costs up to two seconds and changes it by a few per cent.
_GAP = 0.25
_MAX_NODES = 500
_SWEEPS, _STARTS = 6, 4
MAIN_GROUPS = frozenset({"red meat", "poultry", "fish", "shellfish", "legume", "soya", "egg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One menu as the choice sees it: its price, its dishes with their weekly limits, its main foods."""

    price: float
    dishes: tuple[str, ...]
    dinner: str
    main_foods: frozenset[str]
    foods: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Limit:
    """At most ``limit`` of the chosen variables; each one over pays ``price``."""

    variables: list[int]
    limit: float
    price: float


def choose_week(pools: Sequence[Sequence[Candidate]], week_max: dict[str, int], prices: WeekPrices) -> tuple[int, ...]:
    """Return, for each day, the position in its pool of the menu that makes the cheapest week.

    A quick search by day gives a first week; HiGHS then proves it within 25 % of the best or finds a
    better one. Stopped by gap or nodes, never by the clock, so that the same seed gives the same week.

    Parameters
    ----------
    pools
        The feasible menus of each day, at least one each.
    week_max
        Most times a week each dish is wanted.
    prices
        What a week pays for repetition.
    """
    menus = [(day, menu) for day, pool in enumerate(pools) for menu in pool]
    limits = _limits(menus, week_max, prices)
    days = np.array([day for day, _ in menus])
    costs = np.array([menu.price for _, menu in menus])
    chosen = _solve(costs, days, limits, _first_week(costs, days, limits))
    return tuple(int(np.flatnonzero(chosen[days == day])[0]) for day in range(len(pools)))


def _limits(menus: Sequence[tuple[int, Candidate]], week_max: dict[str, int], prices: WeekPrices) -> list[_Limit]:
    """Return one limit for every way a week can repeat itself among these menus."""
    wanted: list[tuple[list[tuple[int, int]], float, float]] = []
    for chosen in _grouped(menus, lambda menu: [menu.dinner]).values():
        wanted.append((chosen, 1, prices.dinner_again))
    for dish, chosen in _grouped(menus, lambda menu: menu.dishes).items():
        wanted.append((chosen, week_max[dish], prices.dish_over_its_weekly_limit))
    for chosen in _grouped(menus, lambda menu: menu.main_foods).values():
        for first in range(max(day for day, _ in menus)):
            pair = [(day, variable) for day, variable in chosen if day in (first, first + 1)]
            wanted.append((pair, 1, prices.same_main_food_next_day))
    for chosen in _grouped(menus, lambda menu: menu.foods).values():
        wanted.append((chosen, prices.food_uses_a_week, prices.food_over_weekly_use))
    return [
        _Limit([variable for _, variable in chosen], limit, price)
        for chosen, limit, price in wanted
        if len({day for day, _ in chosen}) > limit
    ]


def _first_week(costs: FloatArray, days: npt.NDArray[np.intp], limits: Sequence[_Limit]) -> FloatArray:
    """Return a good week (0/1 per menu): the best two menus of each two days in turn, until none is better."""
    uses = np.zeros((len(limits), costs.size))
    for row, limit in enumerate(limits):
        uses[row, limit.variables] = 1.0
    allowed = np.array([limit.limit for limit in limits])
    price = np.array([limit.price for limit in limits])
    options = [np.flatnonzero(days == day) for day in range(int(days.max()) + 1)]
    weeks = []
    for start in range(_STARTS):
        picks = [int(option[min(start, option.size - 1)]) for option in options]
        total = _improve(picks, options, costs, uses, allowed, price)
        weeks.append((total, picks))
    chosen = np.zeros(costs.size)
    chosen[min(weeks)[1]] = 1.0
    return chosen


def _improve(
    picks: list[int],
    options: Sequence[npt.NDArray[np.intp]],
    costs: FloatArray,
    uses: FloatArray,
    allowed: FloatArray,
    price: FloatArray,
) -> float:
    """Change ``picks`` in place to the best two menus of each two days in turn; return the week's price."""
    for _ in range(_SWEEPS):
        before = list(picks)
        for one, two in combinations(range(len(options)), 2):
            rest = uses[:, [pick for day, pick in enumerate(picks) if day not in (one, two)]].sum(axis=1)
            both = uses[:, options[one], None] + uses[:, None, options[two]] + (rest - allowed)[:, None, None]
            total = costs[options[one], None] + costs[options[two]] + np.tensordot(price, np.maximum(both, 0.0), 1)
            row, column = np.unravel_index(int(total.argmin()), total.shape)
            picks[one], picks[two] = int(options[one][row]), int(options[two][column])
        if picks == before:
            break
    return float(costs[picks].sum() + price @ np.maximum(uses[:, picks].sum(axis=1) - allowed, 0.0))


def _solve(costs: FloatArray, days: npt.NDArray[np.intp], limits: Sequence[_Limit], first: FloatArray) -> FloatArray:
    """Return the chosen menus (0/1); one slack per limit carries its price."""
    rows = [np.flatnonzero(days == day) for day in range(int(days.max()) + 1)]
    slack = costs.size + np.arange(len(limits))
    bounds = [(1.0, 1.0)] * len(rows) + [(-highspy.kHighsInf, limit.limit) for limit in limits]
    indices = [*rows, *(np.array([*limit.variables, own]) for limit, own in zip(limits, slack, strict=True))]
    values = [np.ones(len(row)) for row in rows] + [np.array([1.0] * len(li.variables) + [-1.0]) for li in limits]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = costs.size + len(limits), len(indices)
    model.col_cost_ = np.concatenate([costs, [limit.price for limit in limits]])
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.concatenate([np.ones(costs.size), np.full(len(limits), highspy.kHighsInf)])
    model.integrality_ = [highspy.HighsVarType.kInteger] * costs.size + [highspy.HighsVarType.kContinuous] * len(limits)
    model.row_lower_, model.row_upper_ = (np.array(side) for side in zip(*bounds, strict=True))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, indices)])
    model.a_matrix_.index_ = np.concatenate(indices)
    model.a_matrix_.value_ = np.concatenate(values)
    solver = _solver()
    solver.passModel(model)
    over = [max(0.0, first[limit.variables].sum() - limit.limit) for limit in limits]
    start = highspy.HighsSolution()
    start.col_value = [*first, *over]
    solver.setSolution(start)
    solver.run()
    solution = np.array(solver.getSolution().col_value[: costs.size])
    return np.round(solution) if solution.size else first


def _solver() -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", _GAP),
        ("mip_max_nodes", _MAX_NODES),
    ):
        solver.setOptionValue(option, value)
    return solver


def _grouped(
    menus: Sequence[tuple[int, Candidate]], keys: Callable[[Candidate], Iterable[str]]
) -> dict[str, list[tuple[int, int]]]:
    """Return key → (day, variable) of the menus that have it, each menu once: HiGHS takes no entry twice."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for variable, (day, menu) in enumerate(menus):
        for key in sorted(set(keys(menu))):
            groups[key].append((day, variable))
    return groups
