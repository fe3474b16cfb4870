"""Fuzz the readers: with atheris, guided by coverage; where it is not installed, by random changes of the corpus.

    python tests/fuzz/run.py [--seconds N] [target …]

Each target runs in a process of its own for so many seconds, from the inputs in tests/fuzz/corpus/<target>/. An input
that breaks the law, hangs for 5 s or takes 2 GB is kept there, shown, and ends the run with 1.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import fuzz  # noqa: E402 (after the place where it is)
from fuzz.plain import seeds_of, trial  # noqa: E402

HANG_SECONDS, MOST_MB, MOST_BYTES = 5, 2048, 20_000
_SHOWN_LINES = 40
_COUNTS = re.compile(r"^#(\d+)\t|stat::number_of_executed_units:\s*(\d+)|^(\d+) inputs", re.MULTILINE)


def main() -> int:
    """Run the targets that are named, or all; return 1 when one of them found something."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("targets", nargs="*", metavar="target", help=", ".join(fuzz.TARGETS))
    asked.add_argument("--seconds", type=int, default=20, help="for each target  [20]")
    asked.add_argument("--timeout", type=int, default=HANG_SECONDS, help="for one input, of the clock  [5]")
    asked.add_argument("--inside", help=argparse.SUPPRESS)
    options, _ = asked.parse_known_args()
    if options.inside:
        return _inside(options.inside, options.seconds)
    unknown = set(options.targets) - set(fuzz.TARGETS)
    if unknown:
        asked.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(fuzz.TARGETS)}")
    found = [_run(name, options.seconds, options.timeout) for name in options.targets or fuzz.TARGETS]
    return int(any(found))


def _run(name: str, seconds: int, timeout: int) -> bool:
    """Run one target in a process of its own; return whether it found something."""
    folder = fuzz.CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuelplan-fuzz-") as scratch:
        command = [sys.executable, __file__, "--inside", name, "--seconds", str(seconds)]
        if _has_atheris():
            limits = (f"-max_total_time={seconds}", f"-timeout={timeout}", f"-rss_limit_mb={MOST_MB}")
            kept = (f"-artifact_prefix={folder}/", f"-max_len={MOST_BYTES}", "-print_final_stats=1", "-len_control=0")
            command += [*limits, *kept, scratch, str(folder)]
        try:
            both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
            done = subprocess.run(command, **both, timeout=3 * seconds + 120, check=False)
            said, failed = done.stdout.decode(errors="replace"), done.returncode != 0
        except subprocess.TimeoutExpired as late:
            said, failed = f"{late}; it did not end", True
    counts = [int("".join(found)) for found in _COUNTS.findall(said)]
    how = "atheris" if _has_atheris() else "random changes"
    result = "FOUND SOMETHING" if failed else "nothing found"
    print(
        f"{name}: {max(counts, default=0):,} inputs in {time.monotonic() - began:.0f} s ({how}): {result}", flush=True
    )
    if failed:
        lines = [line for line in said.splitlines() if not line.startswith("#")]
        print("\n".join(lines[-_SHOWN_LINES:]), flush=True)
    return failed


def _has_atheris() -> bool:
    return importlib.util.find_spec("atheris") is not None


def _inside(name: str, seconds: int) -> int:
    return _with_atheris(name) if _has_atheris() else _without(name, seconds)


def _with_atheris(name: str) -> int:
    import atheris

    with atheris.instrument_imports(include=["fuelplan"]):
        target = fuzz.target(name)
        for data in seeds_of(name):  # what is imported late is instrumented too, and not on the clock of one input
            target.check(data)
    warnings.simplefilter("error")

    def changed(data: bytes, most: int, seed: int) -> bytes:
        if seed % 4 == 0:
            return bytes(atheris.Mutate(data, most))
        return bytes(target.mutate(data, random.Random(seed)))[:most]

    flags = [argument for argument in sys.argv[1:] if argument.startswith("-") and "=" in argument]
    places = sys.argv[sys.argv.index("--seconds") + 2 :]
    folders = [place for place in places if not place.startswith("-")]
    atheris.Setup([sys.argv[0], *flags, *folders], target.check, custom_mutator=changed)
    atheris.Fuzz()
    return 0


def _without(name: str, seconds: int) -> int:
    """Change inputs of the corpus at random until the time is up; keep and show the first that breaks the law."""
    target: Any = fuzz.target(name)
    seeds, rng, count, until = seeds_of(name), random.Random(time.time_ns()), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        data, count = target.mutate(rng.choice(seeds), rng)[:MOST_BYTES], count + 1
        outcome = trial(lambda data=data: target.check(data), HANG_SECONDS)
        if not outcome.kept:
            path = fuzz.CORPUS / name / f"crash-{rng.randrange(1 << 40):010x}"
            path.write_bytes(data)
            print(f"{count} inputs\n{outcome.shown}\nkept as {path}")
            return 1
    print(f"{count} inputs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
