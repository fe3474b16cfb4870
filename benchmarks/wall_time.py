"""Wall time of `fuelplan make --km 60` against the bare imports of the libraries it uses, in one run.

    python benchmarks/wall_time.py [rounds]

Both run as fresh processes, in turn, so that a noisy machine disturbs both alike; medians and their
ratio are printed. Exit code 1 when the ratio passes the promise of 2.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISE = 2.0
# The modules fuelplan itself loads of its libraries, no more.
LIBRARIES = "import click, numpy, pandas, pint, highspy, reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts"
WARM_UPS = 1


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(arguments, check=True, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "week.pdf")
        make = [sys.executable, "-m", "fuelplan", "make", "--km", "60", "--out", out]
        bare = [sys.executable, "-c", LIBRARIES]
        pairs = [(seconds(make), seconds(bare)) for _ in range(rounds + WARM_UPS)][WARM_UPS:]
    made, imported = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"fuelplan make --km 60   {made:6.2f} s  (median of {rounds}, bytecode compiled)")
    print(f"bare imports            {imported:6.2f} s")
    print(f"ratio                   {ratio:6.2f}    (promise: at most {PROMISE:g})")
    return int(ratio > PROMISE)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
