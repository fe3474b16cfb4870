"""The same weeks planned by us and, each as one integer programme, by other solvers: time, price, windows met.

    python benchmarks/solvers.py [athletes] [seconds] [solver ...]

Solvers: highs (HiGHS through highspy), cbc (CBC through PuLP), cpsat (CP-SAT of OR-tools), each for the week as one
programme; highs-days, cbc-days and cpsat-days solve a day after the other, the days before it fixed, a seventh of the
time each, and end with the first day they find nothing for. Without names: all whole weeks that are installed
(``pip install pulp ortools``), and highs-days. Each has so many seconds a week, two threads, no first week from us,
and a process of its own. All are given the courses our planner chooses from: for every day and occasion one filling
and the steps of its parts, the hard windows as rows, every wish as its four lines, the sizes of meals, the extras,
and what a week pays for the same dinner, dish, main food or food (benchmarks/one_model/formulation.py).

Every answer, ours too, is priced by one judge that shares no arithmetic with planner or model
(benchmarks/one_model/evaluate.py). What is not linear is left out of that common price: the hours at which things
are eaten, and wanted foods. Our planner keeps them in mind as well, and avoids a dish twice a day, which here is
free; both can only hurt us in this comparison. Our time is that of the whole week with drinks, shopping list and
audit; theirs, in the ratios, that of solving alone.

Before, each solver is given our first week, all choices fixed: it must find it allowed and price it as the judge
does. Exit code 1 when it does not, when a hard rule is broken, or when a promise fails: on the median at least 30
times as fast as HiGHS, at a price no higher. No promise is made against highs-days.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from one_model.evaluate import Score, Week, score
from one_model.formulation import chosen, held_to, one_model
from one_model.linear import Linear, Numbers
from one_model.problem import START, Problem, our_seconds, problem_of, request_of
from random_athletes import ordinary_runner

from fuelplan.errors import NoPlanError
from fuelplan.inputs import Request
from fuelplan.workflow import Kitchen, load_kitchen

MODULES = {"highs": "highspy", "cbc": "pulp", "cpsat": "ortools"}
NAMES = {"highs": "HiGHS", "cbc": "CBC (PuLP)", "cpsat": "CP-SAT"}
DAYS = "days"
SEED = 1
PROMISE = 30.0
# The planner adds up in single precision, CP-SAT in hundred-thousandths of an aim; a solver is waited for this long.
ALIKE, ALIKE_IN_WHOLE_NUMBERS = 1e-4, 0.05
PATIENCE_S = 240
COLD = f"import fuelplan; fuelplan.plan_week(km=60, weight=70, start='{START}')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one solver made of one week; ``score`` is None without an answer."""

    score: Score | None
    says: str
    building: float
    solving: float


def named(name: str) -> str:
    solver, _, way = name.partition("-")
    return " ".join(filter(None, [NAMES.get(solver, solver), way]))


def athletes(count: int, kitchen: Kitchen) -> Iterator[tuple[Request, Problem]]:
    """Yield random ordinary runners for whom there is a week."""
    chance, found, number = random.Random(SEED), 0, 0
    while found < count:
        number += 1
        request = request_of(ordinary_runner(chance), number)
        try:
            problem = problem_of(request, kitchen)
        except NoPlanError:
            continue
        found += 1
        yield request, problem


def our_week(problem: Problem) -> Week:
    """Return our own week as the judge reads it; its days must be priced as the planner priced them."""
    week = [list(zip(menu.courses, menu.steps, strict=True)) for menu in problem.ours]
    for price, menu in zip(score(problem, week).days, problem.ours, strict=True):
        if abs(price - menu.price) > ALIKE:
            raise SystemExit(f"the planner pays {menu.price:.5f} for a day that costs {price:.5f}")
    return week


def run(solver: str, linear: Linear, seconds: float) -> tuple[Numbers | None, str, float, float]:
    """Return a solver's values, what it says, and its seconds of building and of solving."""
    script = Path(__file__).parent / "one_model" / "run.py"
    with tempfile.TemporaryDirectory() as folder:
        programme, answer = Path(folder) / "programme.npz", Path(folder) / "answer.npz"
        linear.save(programme)
        command = [sys.executable, str(script), solver, str(programme), str(seconds), str(answer)]
        begun = time.perf_counter()
        try:
            subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=seconds + PATIENCE_S)
        except subprocess.TimeoutExpired:
            return None, "never came back", 0.0, time.perf_counter() - begun
        except subprocess.CalledProcessError as error:
            return None, f"crashed: {error.stderr.decode()[-200:]}", 0.0, time.perf_counter() - begun
        with np.load(answer) as read:
            values = read.get("values")
            return values, str(read["says"]), float(read["building"]), float(read["solving"])


def solve(name: str, problem: Problem, seconds: float) -> Result:
    """Return a solver's answer, to the week at once or to a day after the other."""
    solver, _, way = name.partition("-")
    if way != DAYS:
        _, result = step(solver, problem, [], seconds)
        return result
    week: Week = []
    building = solving = 0.0
    for day in range(len(problem.tasks)):
        begun = replace(problem, tasks=problem.tasks[: day + 1])
        week, result = step(solver, begun, week, seconds / len(problem.tasks))
        building, solving = building + result.building, solving + result.solving
        if result.score is None:
            break
    return replace(result, building=building, solving=solving)


def step(solver: str, problem: Problem, known: Week, seconds: float) -> tuple[Week, Result]:
    """Return a solver's week when its first days are known already; an answer that is not whole is none."""
    begun = time.perf_counter()
    linear, days = one_model(problem)
    linear = held_to(linear, days, known)
    written = time.perf_counter() - begun
    values, says, building, solving = run(solver, linear, seconds)
    week: Week = []
    if values is not None and all(abs(values[meal.filling].max() - 1) < 1e-3 for meals in days for meal in meals):
        week = chosen(days, values)
    found = score(problem, week) if week else None
    return week, Result(score=found, says=says, building=written + building, solving=solving)


def check(solver: str, problem: Problem, seconds: float) -> bool:
    """Whether a solver prices our week as the judge does."""
    linear, days = one_model(problem)
    week = our_week(problem)
    values, says, *_ = run(solver, held_to(linear, days, week), seconds)
    ours = score(problem, week).total
    paid = float("nan") if values is None else float(linear.cost @ values)
    within = ALIKE_IN_WHOLE_NUMBERS if solver == "cpsat" else 10 * ALIKE
    good = abs(paid - ours) <= within
    print(f"  {named(solver):11} prices our week {paid:.4f}, the judge {ours:.4f} ({says}){'' if good else '  WRONG'}")
    return good


def understood(problem: Problem, seconds: float, solvers: Sequence[str]) -> bool:
    """Say how large a week is, and whether all solvers price ours as the judge does."""
    linear, _ = one_model(problem)
    print(
        f"one week: {len(linear.cost):,} columns ({linear.integer.sum():,} whole), {len(linear.row_lower):,} rows, "
        f"{len(linear.value):,} entries"
    )
    named_once = dict.fromkeys(name.partition("-")[0] for name in solvers)
    return min((check(solver, problem, seconds) for solver in named_once), default=True)


def by_us(request: Request, problem: Problem, kitchen: Kitchen) -> Result:
    return Result(
        score=score(problem, our_week(problem)), says="planned", building=0.0, solving=our_seconds(request, kitchen)
    )


def told(number: int, solver: str, result: Result) -> str:
    found = "no answer" if result.score is None else f"price {result.score.total:8.2f}"
    return f"  {number:3} {solver:11} {result.building:6.2f} + {result.solving:7.2f} s  {found:16} {result.says}"


def row(name: str, results: Sequence[Result], ours: Sequence[Result]) -> str:
    """Return a line of the table: medians over the athletes; prices over those with an answer."""
    both = [(r.score, o.score) for r, o in zip(results, ours, strict=True) if r.score and o.score]
    slower = statistics.median(r.solving / o.solving for r, o in zip(results, ours, strict=True))
    building, solving = (statistics.median(getattr(r, part) for r in results) for part in ("building", "solving"))
    start = f"{name:12}{building:9.2f}{solving:9.2f}{slower:9.1f}{100 * len(both) / len(results):9.0f} %"
    if not both:
        return start + f"{'-':>10}" * 5
    price = statistics.median(theirs.total for theirs, _ in both)
    dearer = statistics.median(theirs.total / own.total for theirs, own in both)
    no_worse = sum(own.total <= theirs.total + ALIKE for theirs, own in both) / len(both)
    met = sum(theirs.met for theirs, _ in both) / sum(theirs.windows for theirs, _ in both)
    broken = sum(theirs.broken for theirs, _ in both)
    return start + f"{price:10.2f}{dearer:10.2f}{100 * no_worse:8.0f} %{100 * met:8.1f} %{broken:10}"


def where(theirs: Sequence[Result], ours: Sequence[Result]) -> str:
    """Return the mean price by reason, theirs and ours, where they differ."""
    both = [(r.score.reasons, o.score.reasons) for r, o in zip(theirs, ours, strict=True) if r.score and o.score]
    means = {
        reason: [statistics.fmean(pair[side].get(reason, 0.0) for pair in both) for side in (0, 1)]
        for reason in (both[0][1] if both else ())
    }
    return ", ".join(f"{reason} {a:.2f} ({b:.2f})" for reason, (a, b) in means.items() if abs(a - b) > 0.05)


def kept(results: dict[str, list[Result]]) -> bool:
    """Whether no hard rule is broken and the promises against HiGHS hold; no answer is the dearest of all."""
    if any(r.score.broken for given in results.values() for r in given if r.score):
        return False
    pairs = list(zip(results.get("highs", []), results["us"], strict=False))
    if not pairs:
        return True
    slower = statistics.median(r.solving / o.solving for r, o in pairs)
    dearer = statistics.median(r.score.total / o.score.total if r.score else np.inf for r, o in pairs if o.score)
    print(
        f"HiGHS takes {slower:.0f} times our time (promise: {PROMISE:g}) and {dearer:.2f} times our price (promise: 1)"
    )
    return slower >= PROMISE and dearer >= 1.0


def cold() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True)
    return time.perf_counter() - begun


def main(count: int, seconds: float, solvers: Sequence[str]) -> int:
    kitchen = load_kitchen()
    results: dict[str, list[Result]] = {name: [] for name in ("us", *solvers)}
    right = True
    for number, (request, problem) in enumerate(athletes(count, kitchen), start=1):
        if number == 1:
            right = understood(problem, seconds, solvers)
        for name, given in results.items():
            given.append(solve(name, problem, seconds) if name != "us" else by_us(request, problem, kitchen))
            print(told(number, named(name), given[-1]), flush=True)
    print(f"\n{count} athletes, {seconds:g} s a week; medians; we once, cold, with all imports: {cold():.2f} s")
    print("            building  solving   slower  answered     price    dearer  we no worse windows met  broken")
    for name, given in results.items():
        print(row(named(name), given, results["us"]))
    for name in solvers:
        print(f"{named(name)}: what it pays for, and we in brackets: {where(results[name], results['us']) or '-'}")
    return int(not (right and kept(results)))


if __name__ == "__main__":
    installed = [name for name, module in MODULES.items() if importlib.util.find_spec(module)]
    asked = [*sys.argv[1:], *("20", "60")[len(sys.argv) - 1 :]]
    raise SystemExit(main(int(asked[0]), float(asked[1]), asked[2:] or [*installed, f"highs-{DAYS}"]))
