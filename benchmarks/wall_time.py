"""Wall time of `fuelplan make --km 60` against the bare imports of its libraries, in one run.

    python benchmarks/wall_time.py [rounds]

All run as fresh processes, in turn, so that a noisy machine disturbs them alike; medians and ratios
are printed. The promise of 2 is against the libraries fuelplan declares. One of them, pandas, serves
only `fuelplan foods import` and is not loaded by `make`; the ratio to those that are is printed too.
Exit code 1 when the ratio passes the promise.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISE = 2.0
LOADED = "import click, numpy, pint, highspy, reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts"
DECLARED = f"{LOADED}, pandas"
WARM_UPS = 1


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(arguments, check=True, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "week.pdf")
        commands = [
            [sys.executable, "-m", "fuelplan", "make", "--km", "60", "--out", out],
            [sys.executable, "-c", DECLARED],
            [sys.executable, "-c", LOADED],
        ]
        times = [[seconds(command) for command in commands] for _ in range(rounds + WARM_UPS)][WARM_UPS:]
    made, declared, loaded = (statistics.median(column) for column in zip(*times, strict=True))
    ratio, strict_ratio = (statistics.median(row[0] / row[place] for row in times) for place in (1, 2))
    print(f"fuelplan make --km 60                    {made:6.2f} s  (median of {rounds}, bytecode compiled)")
    print(
        f"bare imports of its declared libraries   {declared:6.2f} s  ratio {ratio:.2f} (promise: at most {PROMISE:g})"
    )
    print(f"bare imports of those that make loads    {loaded:6.2f} s  ratio {strict_ratio:.2f}")
    return int(ratio > PROMISE)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
