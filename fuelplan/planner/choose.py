"""The choice of a week: one menu a day from the pools, exactly, by a small integer programme (HiGHS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
import numpy.typing as npt

from fuelplan.cells import FloatArray
from fuelplan.planner.highs import quiet_highs
from fuelplan.planner.rulebook import Rulebook
from fuelplan.planner.wishes.week import Limit, WeekMenus

# HiGHS proves that no week of the pool is cheaper by more than 1 %, or stops after so many nodes of its search tree.
_GAP, _MAX_NODES = 0.01, 200
# With a good first week and so small a programme, what HiGHS does besides branch and cut costs more than it brings:
# measured, it takes three times as long for the same weeks. Older versions pass over what they do not know.
_LEAN: Mapping[str, bool | float | str] = {
    "presolve": "off",
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
    "mip_pool_soft_limit": 50,
    "mip_heuristic_effort": 0.0,
    **dict.fromkeys(
        (
            f"mip_heuristic_run_{name}"
            for name in ("feasibility_jump", "rins", "rens", "root_reduced_cost", "zi_round", "shifting")
        ),
        False,
    ),
}
_SWEEPS, _STARTS, _STRIDE = 6, 2, 2
_BOTH = np.newaxis

PickArray = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The chosen week: the position in its pool of each day's menu, what the week pays, and the proof.

    No week of these menus pays less than ``bound``; ``paid`` says what each wish for the week costs here, by name.
    """

    picks: tuple[int, ...]
    price: float
    bound: float
    menus: int
    paid: dict[str, float]

    @property
    def gap(self) -> float:
        """How far the week may be from the best of the pool, as a share of its price."""
        return max(0.0, self.price - self.bound) / max(abs(self.price), 1e-9)


def choose_week(week: WeekMenus, rulebook: Rulebook) -> Choice:
    """Choose for each day the menu that makes the cheapest week.

    A quick search by day gives a first week; HiGHS then proves that none is 1 % cheaper, or finds it.
    Stopped by gap or nodes, never by the clock, so that the same seed gives the same week.
    """
    by_wish = {wish.__name__: list(wish(week, rulebook.prices)) for wish in rulebook.week_wishes}
    model = _Model.of(week, [limit for limits in by_wish.values() for limit in limits])
    picks, bound = _exact(model, model.search())
    chosen = np.zeros(len(week.menus))
    chosen[picks] = 1.0
    first = np.cumsum([0, *(np.bincount(week.day))])
    alone = {name: _Model.of(week, limits).paid(chosen) for name, limits in by_wish.items()}
    return Choice(
        picks=tuple(int(pick - first[day]) for day, pick in enumerate(picks)),
        price=model.price(picks),
        bound=min(bound, model.price(picks)),
        menus=len(week.menus),
        paid={name: round(paid, 3) for name, paid in alone.items() if paid > 0},
    )


@dataclass(frozen=True, slots=True)
class _Model:
    """The limits as arrays: R rows over V menus, the rows of one limit side by side; only those that can bind."""

    costs: FloatArray
    options: tuple[PickArray, ...]
    rows: FloatArray
    most: FloatArray
    starts: PickArray
    prices: FloatArray

    @classmethod
    def of(cls, week: WeekMenus, limits: Sequence[Limit]) -> _Model:
        days = np.array(week.day)
        options = tuple(np.flatnonzero(days == day) for day in range(week.days))
        rows = np.zeros((sum(len(limit.rows) for limit in limits), len(days)))
        for row, held in enumerate(row for limit in limits for row in limit.rows):
            rows[row, list(held)] = list(held.values())
        most = np.repeat([limit.most for limit in limits], [len(limit.rows) for limit in limits])
        owner = np.repeat(np.arange(len(limits)), [len(limit.rows) for limit in limits])
        largest = sum((rows[:, option].max(axis=1) for option in options), start=np.zeros(len(rows)))
        binds = largest > most + 1e-9
        owners, starts = np.unique(owner[binds], return_index=True)
        return cls(
            costs=np.array([menu.price for menu in week.menus]),
            options=options,
            rows=rows[binds],
            most=most[binds],
            starts=starts.astype(np.intp),
            prices=np.array([limits[place].price for place in owners]),
        )

    def paid(self, chosen: FloatArray) -> float:
        """Return what menus (0/1) pay for how they go together."""
        return float(self._paid((self.rows @ chosen)[:, None])[0])

    def price(self, picks: PickArray) -> float:
        """Return what a week pays in all."""
        chosen = np.zeros(self.costs.size)
        chosen[picks] = 1.0
        return float(self.costs[picks].sum()) + self.paid(chosen)

    def _paid(self, sums: FloatArray) -> FloatArray:
        """Return the price of row sums (R, …)."""
        if not self.starts.size:
            return np.zeros(sums.shape[1:])
        over = np.maximum(sums - self.most.reshape(-1, *[1] * (sums.ndim - 1)), 0.0)
        result: FloatArray = np.tensordot(self.prices, np.maximum.reduceat(over, self.starts, axis=0), 1)
        return result

    def search(self) -> PickArray:
        """Return a good week: the best menu of each day in turn, then of each two days, from several starts."""
        days = range(len(self.options))
        weeks = []
        for start in range(_STARTS):
            picks = np.array([option[min(start * _STRIDE, option.size - 1)] for option in self.options])
            self._improve(picks, [(day,) for day in days])
            self._improve(picks, list(combinations(days, 2)))
            weeks.append((self.price(picks), tuple(picks)))
        return np.array(min(weeks)[1])

    def _improve(self, picks: PickArray, groups: Sequence[tuple[int, ...]]) -> None:
        """Change ``picks`` in place to the best menus of each group of one or two days in turn."""
        for _ in range(_SWEEPS):
            before = picks.copy()
            for group in groups:
                rest = self.rows[:, [pick for day, pick in enumerate(picks) if day not in group]].sum(axis=1)
                options = [self.options[day] for day in group]
                sums, costs = rest[:, None] + self.rows[:, options[0]], self.costs[options[0]]
                if len(group) == 2:
                    sums = sums[:, :, _BOTH] + self.rows[:, _BOTH, options[1]]
                    costs = costs[:, _BOTH] + self.costs[options[1]]
                best = np.unravel_index(int((costs + self._paid(sums)).argmin()), costs.shape)
                picks[list(group)] = [option[place] for option, place in zip(options, best, strict=True)]
            if (picks == before).all():
                break


def _exact(model: _Model, first: PickArray) -> tuple[PickArray, float]:
    """Return the cheapest week HiGHS finds, no dearer than the first, and the least any week of the pool can pay."""
    solver = _solver()
    solver.passModel(_as_programme(model))
    chosen = np.zeros(model.costs.size)
    chosen[first] = 1.0
    over = np.maximum(model.rows @ chosen - model.most, 0.0)
    start = highspy.HighsSolution()
    start.col_value = [*chosen, *(np.maximum.reduceat(over, model.starts) if model.starts.size else ())]
    solver.setSolution(start)
    solver.run()
    solution = np.array(solver.getSolution().col_value[: chosen.size])
    picks = np.array([option[solution[option].argmax()] for option in model.options])
    bound = float(solver.getInfo().mip_dual_bound)
    return min((first, picks), key=model.price), bound


def _as_programme(model: _Model) -> highspy.HighsLp:
    """One binary a menu, one menu a day; a slack per limit, shared by its rows, carries the price."""
    menus, limits = model.costs.size, model.prices.size
    slack_of = np.repeat(np.arange(limits), np.diff([*model.starts, len(model.rows)]))
    indices = [
        *model.options,
        *(np.append(np.flatnonzero(row), menus + slack_of[r]) for r, row in enumerate(model.rows)),
    ]
    values = [*(np.ones(day.size) for day in model.options), *(np.append(row[row != 0], -1.0) for row in model.rows)]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = menus + limits, len(indices)
    lp.col_cost_ = np.concatenate([model.costs, model.prices])
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.concatenate([np.ones(menus), np.full(limits, highspy.kHighsInf)])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * menus + [highspy.HighsVarType.kContinuous] * limits
    lp.row_lower_ = np.concatenate([np.ones(len(model.options)), np.full(len(model.rows), -highspy.kHighsInf)])
    lp.row_upper_ = np.concatenate([np.ones(len(model.options)), model.most])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, indices)])
    lp.a_matrix_.index_ = np.concatenate(indices)
    lp.a_matrix_.value_ = np.concatenate(values)
    return lp


def _solver() -> highspy.Highs:
    return quiet_highs(mip_rel_gap=_GAP, mip_max_nodes=_MAX_NODES, **_LEAN)
