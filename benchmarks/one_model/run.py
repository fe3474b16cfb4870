"""One solver on one programme, in a process of its own: python run.py SOLVER PROGRAMME.npz SECONDS ANSWER.npz

Writes the columns' values (none when nothing was found in time), what the solver says, the seconds it took to hand
the programme over and to solve it, and the seconds of the clock for both. All other seconds are those of the
processor, per thread, so that other work on the machine takes nothing from a solver. Imports nothing but numpy and
the solver.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from one_model.linear import Linear, Numbers, Places

THREADS, CPSAT_WORKERS = 1, 2
# Solvers that watch the clock only are told when their time is over; they may then take so many times as long by it.
PATIENCE, GLANCE_S = 10.0, 0.2
# CP-SAT knows whole numbers only: prices are counted in millionths, rows over steps and totals in 1/100,000 of an
# aim, rows over totals and prices alone in millionths.
_PRICE, _FINE, _FINEST = 1e6, 1e5, 1e6
Answer = tuple[Numbers | None, str, float, float]


def worked() -> float:
    """Return the seconds of the processor so far, those of CBC's own process among them."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def highs(linear: Linear, seconds: float) -> Answer:
    import highspy

    begun = worked()
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", THREADS), ("time_limit", PATIENCE * seconds)):
        solver.setOptionValue(option, value)
    solver.passModel(_highs_model(linear))
    built = worked()

    def stop(event: Any) -> None:
        if worked() - built > seconds:
            event.data_in.user_interrupt = True

    solver.cbMipInterrupt += stop
    solver.run()
    solved = worked()
    found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if found else None
    return values, solver.modelStatusToString(solver.getModelStatus()), built - begun, solved - built


def _highs_model(linear: Linear) -> Any:
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(linear.cost), len(linear.row_lower)
    model.col_cost_, model.col_lower_, model.col_upper_ = linear.cost, linear.lower, linear.upper
    model.row_lower_, model.row_upper_ = linear.row_lower, linear.row_upper
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[int(whole)] for whole in linear.integer]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = linear.start, linear.index
    model.a_matrix_.value_ = linear.value
    return model


def cbc(linear: Linear, seconds: float) -> Answer:
    """PuLP hands its programme to CBC as a file; writing and reading it is part of solving here."""
    import pulp

    begun = worked()
    programme = pulp.LpProblem("week", pulp.LpMinimize)
    kinds = (pulp.LpContinuous, pulp.LpInteger)
    bounds = zip(linear.lower, linear.upper, linear.integer, strict=True)
    columns = [pulp.LpVariable(f"v{n}", low, high, kinds[int(whole)]) for n, (low, high, whole) in enumerate(bounds)]
    paid = np.flatnonzero(linear.cost)
    programme += pulp.LpAffineExpression([(columns[n], linear.cost[n]) for n in paid])
    for terms, sense, side in _pulp_rows(linear):
        row = [(columns[n], factor) for n, factor in terms]
        programme += pulp.LpConstraint(pulp.LpAffineExpression(row), sense, rhs=side)
    built = worked()
    programme.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds, threads=THREADS, timeMode="cpu"))
    solved = worked()
    says = pulp.LpSolution[programme.sol_status]
    found = programme.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)
    values = np.array([column.varValue or 0.0 for column in columns]) if found else None
    return values, says, built - begun, solved - built


def _pulp_rows(linear: Linear) -> Iterator[tuple[list[tuple[int, float]], int, float]]:
    for (index, value), low, high in zip(linear.rows(), linear.row_lower, linear.row_upper, strict=True):
        terms = list(zip(index.tolist(), value.tolist(), strict=True))
        for sense, side in _senses(low, high):
            yield terms, sense, side


def _senses(low: float, high: float) -> list[tuple[int, float]]:
    """Return a row's sides as PuLP says them: −1 at most, 0 equal, 1 at least."""
    if low == high:
        return [(0, low)]
    return [(sense, side) for sense, side in ((-1, high), (1, low)) if np.isfinite(side)]


def cpsat(linear: Linear, seconds: float) -> Answer:
    from ortools.sat.python import cp_model

    begun = worked()
    model = cp_model.CpModel()
    columns = _cpsat_columns(linear, model)
    paid = np.flatnonzero(linear.cost)
    costs = [round(cost) for cost in linear.cost[paid] * linear.unit[paid] * _PRICE]
    model.minimize(cp_model.LinearExpr.weighted_sum([columns[n] for n in paid], costs))
    solver, done = cp_model.CpSolver(), threading.Event()
    solver.parameters.max_time_in_seconds = PATIENCE * seconds
    solver.parameters.num_workers = CPSAT_WORKERS
    built = worked()

    def stop() -> None:
        while not done.wait(GLANCE_S):
            if worked() - built > seconds * CPSAT_WORKERS:
                solver.stop_search()

    threading.Thread(target=stop, daemon=True).start()
    status = solver.solve(model)
    done.set()
    solved = (worked() - built) / CPSAT_WORKERS
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    values = np.array([solver.value(column) for column in columns]) * linear.unit if found else None
    return values, solver.status_name(status), built - begun, solved


def _cpsat_columns(linear: Linear, model: Any) -> list[Any]:
    """Add the columns, each counted in its unit, and the rows; return the columns."""
    from ortools.sat.python import cp_model

    lower, upper = np.floor(linear.lower / linear.unit + 1e-9), np.ceil(linear.upper / linear.unit - 1e-9)
    columns = [model.new_int_var(int(low), int(high), "") for low, high in zip(lower, upper, strict=True)]
    sides = zip(linear.rows(), linear.row_lower, linear.row_upper, linear.sound, strict=True)
    for (index, value), low, high, sound in sides:
        for factors, least, most in _whole_rows(index, value, low, high, sound, linear.unit):
            terms = cp_model.LinearExpr.weighted_sum([columns[n] for n in index], [int(f) for f in factors])
            model.add_linear_expression_in_domain(terms, cp_model.Domain(least, most))
    return columns


def _whole_rows(
    index: Places, value: Numbers, low: float, high: float, sound: bool, unit: Numbers
) -> list[tuple[Numbers, int, int]]:
    """Return a row in whole numbers; a hard window's sides apart, each rounded so that it is kept."""
    exact = bool((unit[index] == 1.0).all() and (value == np.round(value)).all())
    scale = 1.0 if exact else (_FINE if (unit[index] == 1.0).any() else _FINEST)
    factors = value * unit[index] * scale
    least, most = (max(-(2.0**60), low * scale), min(2.0**60, high * scale))
    if not sound:
        return [(np.round(factors), round(least), round(most))]
    return [(np.floor(factors), int(np.ceil(least)), 2**60), (np.ceil(factors), -(2**60), int(np.floor(most)))]


SOLVERS: dict[str, Callable[[Linear, float], Answer]] = {"highs": highs, "cbc": cbc, "cpsat": cpsat}


def main(solver: str, programme: str, seconds: str, answer: str) -> None:
    linear, begun = Linear.load(Path(programme)), time.perf_counter()
    values, says, building, solving = SOLVERS[solver](linear, float(seconds))
    given: dict[str, Any] = {} if values is None else {"values": values}
    np.savez(answer, says=says, building=building, solving=solving, clock=time.perf_counter() - begun, **given)


if __name__ == "__main__":
    main(*sys.argv[1:])
