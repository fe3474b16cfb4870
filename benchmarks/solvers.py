"""The same weeks planned by us and, each as one integer programme, by other solvers: time, price, windows met.

    python benchmarks/solvers.py [athletes] [seconds] [solver ...]

Solvers: highs (HiGHS through highspy), cbc (CBC through PuLP), cpsat (CP-SAT of OR-tools), each for the week as one
programme; highs-days, cbc-days and cpsat-days solve a day after the other, the days before it fixed, a seventh of the
time each, and end with the first day they find nothing for. Without names: all whole weeks that are installed
(``pip install pulp ortools``), and highs-days. Each has so many seconds a week, one thread (CP-SAT two), no first week
from us, and a process of its own. All are given the courses our planner chooses from: for every day and occasion one
filling and the steps of its parts, the hard windows as rows, every wish as its four lines, what a dish costs on its
day, the sizes of meals, the extras, and what a week pays for the same dinner, dish, main ingredient or food
(benchmarks/one_model/formulation.py).

Every answer, ours too, is priced by one judge that shares no arithmetic with planner or model
(benchmarks/one_model/evaluate.py). What is not linear, or would make one model far larger, is left out on both sides:
hours, absorbed iron, repeats within a day, packs, second portions, wanted foods (``COMMON`` in one_model/problem.py).
"us" plans by what is left; "us, all wishes" is the planner as shipped, which keeps the rest in mind as well and is
priced by the same judge. Our time is that of the whole week with drinks, shopping list and audit; theirs, in the
ratios, that of solving alone. All seconds are those of the processor (of each of CP-SAT's two threads), so that other
work on the machine takes nothing from anyone; "clock" is how long it was waited for. HiGHS stops when next it asks.

Each athlete is a line, all solvers one after another, and after every fifth there is a table of those so far.
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
from one_model.problem import COMMON, START, Problem, our_times, problem_of, request_of
from one_model.run import PATIENCE, worked
from random_athletes import ordinary_runner

from fuelplan.errors import NoPlanError
from fuelplan.inputs import Request
from fuelplan.planner.rulebook import SHIPPED, Rulebook
from fuelplan.workflow import Kitchen, load_kitchen

MODULES = {"highs": "highspy", "cbc": "pulp", "cpsat": "ortools"}
NAMES = {"highs": "HiGHS", "cbc": "CBC (PuLP)", "cpsat": "CP-SAT"}
US, US_ALL = "us", "us, all wishes"
RULEBOOKS = {US: COMMON, US_ALL: SHIPPED}
DAYS = "days"
EVERY = 5
SEED = 1
PROMISE = 30.0
# The planner adds up in single precision, CP-SAT in hundred-thousandths of an aim; a solver is waited for this long.
ALIKE, ALIKE_WEEKS, ALIKE_IN_WHOLE_NUMBERS = 1e-4, 1e-3, 0.05
PATIENCE_S = 240
COLD = f"import fuelplan; fuelplan.plan_week(km=60, weight=70, start='{START}')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one solver made of one week; ``score`` is None without an answer."""

    score: Score | None
    says: str
    building: float
    solving: float
    clock: float


def named(name: str) -> str:
    solver, _, way = name.partition("-")
    return " ".join(filter(None, [NAMES.get(solver, solver), way]))


def athletes(count: int, kitchen: Kitchen) -> Iterator[Request]:
    """Yield random ordinary runners for whom there is a week."""
    chance, found, number = random.Random(SEED), 0, 0
    while found < count:
        number += 1
        request = request_of(ordinary_runner(chance), number)
        try:
            problem_of(request, kitchen)
        except NoPlanError:
            continue
        found += 1
        yield request


def our_week(problem: Problem) -> tuple[Week, Score]:
    """Return our own week as the judge reads and prices it; its days must be priced as the planner priced them."""
    week = [list(zip(menu.courses, menu.steps, strict=True)) for menu in problem.ours]
    judged = score(problem, week)
    for price, fit, menu in zip(judged.days, judged.fits, problem.ours, strict=True):
        alike(price, menu.price, ALIKE, "for a day")
        alike(fit, menu.fit, ALIKE, "for a day's dishes")
    return week, judged


def alike(judged: float, paid: float, within: float, what: str) -> None:
    if abs(judged - paid) > within:
        raise SystemExit(f"the planner pays {paid:.5f} {what}, which costs {judged:.5f}")


def run(solver: str, linear: Linear, seconds: float) -> tuple[Numbers | None, Result]:
    """Return a solver's values, and what it says and how long it took."""
    script = Path(__file__).parent / "one_model" / "run.py"
    with tempfile.TemporaryDirectory() as folder:
        programme, answer = Path(folder) / "programme.npz", Path(folder) / "answer.npz"
        linear.save(programme)
        command = [sys.executable, str(script), solver, str(programme), str(seconds), str(answer)]
        begun, says = time.perf_counter(), ""
        try:
            subprocess.run(
                command, check=True, capture_output=True, cwd=folder, timeout=PATIENCE * seconds + PATIENCE_S
            )
        except subprocess.TimeoutExpired:
            says = "never came back"
        except subprocess.CalledProcessError as error:
            says = f"crashed: {error.stderr.decode()[-200:]}"
        if says:
            spent = time.perf_counter() - begun
            return None, Result(score=None, says=says, building=0.0, solving=spent, clock=spent)
        with np.load(answer) as read:
            times = {name: float(read[name]) for name in ("building", "solving", "clock")}
            return read.get("values"), Result(score=None, says=str(read["says"]), **times)


def solve(name: str, problem: Problem, seconds: float) -> Result:
    """Return a solver's answer, to the week at once or to a day after the other."""
    solver, _, way = name.partition("-")
    if way != DAYS:
        _, result = step(solver, problem, [], seconds)
        return result
    week: Week = []
    results = []
    for day in range(len(problem.tasks)):
        begun = replace(problem, tasks=problem.tasks[: day + 1])
        week, result = step(solver, begun, week, seconds / len(problem.tasks))
        results.append(result)
        if result.score is None:
            break
    times = {part: sum(getattr(one, part) for one in results) for part in ("building", "solving", "clock")}
    return replace(results[-1], **times)


def step(solver: str, problem: Problem, known: Week, seconds: float) -> tuple[Week, Result]:
    """Return a solver's week when its first days are known already; an answer that is not whole is none."""
    begun = worked()
    linear, days = one_model(problem)
    linear = held_to(linear, days, known)
    written = worked() - begun
    values, result = run(solver, linear, seconds)
    result = replace(result, building=written + result.building)
    if values is None:
        return [], result
    if any(abs(values[meal.filling].max() - 1) > 1e-3 for meals in days for meal in meals):
        return [], replace(result, says=f"{result.says}, but not whole")
    week = chosen(days, values)
    return week, replace(result, score=score(problem, week))


def check(solver: str, problem: Problem, seconds: float) -> bool:
    """Whether a solver prices our week as the judge does."""
    linear, days = one_model(problem)
    week, judged = our_week(problem)
    values, result = run(solver, held_to(linear, days, week), seconds)
    paid = float("nan") if values is None else float(linear.cost @ values)
    within = ALIKE_IN_WHOLE_NUMBERS if solver == "cpsat" else 10 * ALIKE
    good = abs(paid - judged.total) <= within
    print(
        f"  {named(solver):11} prices our week {paid:.4f}, the judge {judged.total:.4f} ({result.says})"
        f"{'' if good else '  WRONG'}"
    )
    return good


def understood(problem: Problem, seconds: float, solvers: Sequence[str]) -> bool:
    """Say how large a week is, and whether all solvers price ours as the judge does."""
    linear, _ = one_model(problem)
    size = f"{len(linear.cost):,} columns ({linear.integer.sum():,} whole), {len(linear.row_lower):,} rows"
    print(f"one week: {size}, {len(linear.value):,} entries")
    named_once = dict.fromkeys(name.partition("-")[0] for name in solvers)
    return min((check(solver, problem, seconds) for solver in named_once), default=True)


def by_us(request: Request, kitchen: Kitchen, rulebook: Rulebook) -> Result:
    problem = problem_of(request, kitchen, rulebook)
    _, judged = our_week(problem)
    seconds, cpu, paid = our_times(request, kitchen, rulebook)
    alike(problem.paid, paid, ALIKE_WEEKS, "for the week it makes, not the one looked at,")
    if rulebook is COMMON:
        alike(judged.total, paid, ALIKE_WEEKS, "for a week")
    return Result(score=judged, says="", building=0.0, solving=cpu, clock=seconds)


def told(name: str, result: Result) -> str:
    """Return a solver's part of an athlete's line: the price in how many seconds, and what is worth knowing."""
    times = f"in {result.solving:.2f} s (clock {result.clock:.2f})"
    if result.score is None:
        return f"{named(name)} no answer {times}: {result.says}"
    proven = " proven" if result.says.casefold().startswith("optimal") and not name.endswith(DAYS) else ""
    broken = f" BREAKS {result.score.broken} HARD RULES" if result.score.broken else ""
    met = f"{result.score.met} of {result.score.windows} windows"
    return f"{named(name)} {result.score.total:.2f} {times}, {met}{proven}{broken}"


def row(name: str, results: Sequence[Result], ours: Sequence[Result]) -> str:
    """Return a line of the table: medians over the athletes; prices over those with an answer."""
    both = [(r.score, o.score) for r, o in zip(results, ours, strict=True) if r.score and o.score]
    slower = statistics.median(r.solving / o.solving for r, o in zip(results, ours, strict=True))
    times = [statistics.median(getattr(r, part) for r in results) for part in ("building", "solving", "clock")]
    start = f"{name:14}{''.join(f'{time:9.2f}' for time in times)}{slower:9.1f}{100 * len(both) / len(results):9.0f} %"
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
    pairs = list(zip(results.get("highs", []), results[US], strict=False))
    if not pairs:
        return True
    slower = statistics.median(r.solving / o.solving for r, o in pairs)
    dearer = statistics.median(r.score.total / o.score.total if r.score else np.inf for r, o in pairs if o.score)
    print(
        f"HiGHS takes {slower:.0f} times our time (promise: {PROMISE:g}) and {dearer:.2f} times our price (promise: 1)"
    )
    return slower >= PROMISE and dearer >= 1.0


def cold() -> float:
    begun = worked()
    subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True)
    return worked() - begun


def table(results: dict[str, list[Result]], seconds: float) -> None:
    """Print what all solvers did so far."""
    print(f"\n{len(results[US])} athletes, {seconds:g} s a week; medians")
    print(
        " " * 14 + "building  solving    clock   slower  answered     price    dearer  we no worse windows met  broken"
    )
    for name, given in results.items():
        print(row(named(name), given, results[US]))
    for name, given in results.items():
        if paid := where(given, results[US]):
            print(f"{named(name)}: what it pays for, and we in brackets: {paid}")
    print(flush=True)


def main(count: int, seconds: float, solvers: Sequence[str]) -> int:
    kitchen = load_kitchen()
    results: dict[str, list[Result]] = {name: [] for name in (US, US_ALL, *solvers)}
    right = True
    for number, request in enumerate(athletes(count, kitchen), start=1):
        problem = problem_of(request, kitchen)
        if number == 1:
            right = understood(problem, seconds, solvers)
        print(f"{number:3}", end="", flush=True)
        for name, given in results.items():
            book = RULEBOOKS.get(name)
            given.append(by_us(request, kitchen, book) if book else solve(name, problem, seconds))
            print(" |", told(name, given[-1]), end="", flush=True)
        print(flush=True)
        if number % EVERY == 0 or number == count:
            table(results, seconds)
    print(f"we once, cold, with all imports: {cold():.2f} s")
    return int(not (right and kept(results)))


if __name__ == "__main__":
    installed = [name for name, module in MODULES.items() if importlib.util.find_spec(module)]
    asked = [*sys.argv[1:], *("20", "60")[len(sys.argv) - 1 :]]
    raise SystemExit(main(int(asked[0]), float(asked[1]), asked[2:] or [*installed, f"highs-{DAYS}"]))
