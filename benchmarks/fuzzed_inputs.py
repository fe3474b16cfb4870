"""Thousands of fuzzed inputs through every reader and the command line: tracebacks, hangs, exit codes.

    python benchmarks/fuzzed_inputs.py [count] [seed] [processes]

Without atheris, and the same for the same count and seed. Nineteen of twenty inputs are random changes of the corpus in
tests/fuzz/corpus and of the shipped files, through the targets of tests/fuzz; of the rest each is a whole command in
a folder of its own: make, check, why, sweat, foods, compare, swap with such files and options. An input fails that
raises anything but a FuelplanError, whose mistake is no short printable line ("ill told"), that takes more than 5 s of
the processor (60 s of the clock, for what only waits), or ends a command with another code than 0, 1, 2 or 3.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from fuzzed_commands import COMMANDS, TARGETS, changed, planned, run_command, target, trial

HANG_SECONDS, CLI_EVERY = 5.0, 20
_ILL_TOLD = "IllToldError"


class Result(NamedTuple):
    """What came of one input; seconds of the processor."""

    kind: str
    seconds: float
    code: int | None
    hang: bool
    shown: str


def try_one(number_seed: tuple[int, int]) -> Result:
    """Make an input and try it; the same number and seed make the same."""
    number, seed = number_seed
    rng = random.Random(f"{seed}-{number}")
    if number % CLI_EVERY == 0:
        command = COMMANDS[number // CLI_EVERY % len(COMMANDS)]
        planned()
        began = time.process_time()
        outcome = trial(lambda: run_command(command, rng), HANG_SECONDS, waits=True)
        code, shown = outcome.value or (None, "")
        return Result(f"fuelplan {command}", time.process_time() - began, code, outcome.hang, shown or outcome.shown)
    name = TARGETS[(number - number // CLI_EVERY) % len(TARGETS)]
    data = changed(name, rng)
    began = time.process_time()
    outcome = trial(lambda: target(name).check(data), HANG_SECONDS, waits=True)
    shown = outcome.shown and f"{outcome.shown}{data[:300]!r}"
    return Result(name, time.process_time() - began, None, outcome.hang, shown)


def main(count: int = 20_000, seed: int = 0, processes: int = 1) -> int:
    """Try them all and print a table; return 1 when one of them failed."""
    began = time.perf_counter()
    work = [(number, seed) for number in range(count)]
    with ProcessPoolExecutor(processes) as pool:
        results = list(pool.map(try_one, work, chunksize=50))
    print(f"{'through':16} {'inputs':>7} {'tracebacks':>10} {'ill told':>8} {'hangs':>6} {'slowest s':>9}  exit codes")
    for kind in (*TARGETS, *(f"fuelplan {command}" for command in COMMANDS)):
        of_kind = [result for result in results if result.kind == kind]
        print(_line(kind, of_kind))
    print(_line("all", results))
    failed = [(number, result) for number, result in enumerate(results) if result.shown]
    for number, result in failed[:20]:
        print(f"\n{number} ({result.kind}):\n{result.shown[-3000:]}")
    print(f"\n{count:,} inputs, seed {seed}, {time.perf_counter() - began:.0f} s: {len(failed)} failed")
    return int(bool(failed))


def _line(kind: str, results: list[Result]) -> str:
    told = sum(_ILL_TOLD in result.shown for result in results)
    broken = sum(bool(result.shown) and not result.hang for result in results) - told
    hangs = sum(result.hang for result in results)
    codes = Counter(result.code for result in results if result.code is not None)
    ended = ", ".join(f"{code}: {codes[code]}" for code in sorted(codes))
    slowest = max((result.seconds for result in results), default=0.0)
    return f"{kind:16} {len(results):7,} {broken:10} {told:8} {hangs:6} {slowest:9.2f}  {ended}"


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
