"""Many random weeks on paper: every word inside the margins, none over another, every font embedded, small files.

    python benchmarks/printed_pages.py [count] [seed]

Each week is printed on A4 and Letter, in metric and US units, and judged from the finished file by poppler's pdftotext
and pdffonts and by qpdf (Debian: poppler-utils, qpdf), which share nothing with what drew it. Every tenth is drawn
twice and has to give the same bytes. Printed at the end: what was found, the largest file, the longest time to print
in seconds of this process.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from random_athletes import any_runner
from random_weeks import random_week

import fuelplan
from fuelplan.report import Theme

LOOKS = tuple(itertools.product(("a4", "letter"), ("metric", "us")))
MOST_BYTES, MOST_SECONDS = 400_000, 0.5
# Poppler's boxes are a line high, not a letter: two lines set tight share so many points.
SHARED = 3.2
NS = {"x": "http://www.w3.org/1999/xhtml"}


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    low: float


def pages(pdf: Path) -> Iterator[tuple[float, float, list[Word]]]:
    """Yield width, height and words of each page."""
    out = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    printable = "".join(letter for letter in out if letter.isprintable() or letter in "\n\t")
    for page in ET.fromstring(printable).iterfind(".//x:page", NS):
        words = [
            Word(word.text or "", *(float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iterfind("x:word", NS)
        ]
        yield float(page.attrib["width"]), float(page.attrib["height"]), words


def outside(width: float, height: float, words: list[Word], margin: float) -> Iterator[str]:
    for word in words:
        if word.left < margin - 0.6 or word.right > width - margin + 0.6:
            yield f"outside the margin: {word}"
        if word.top < margin - 4 or word.low > height - margin + 4:
            yield f"above or below the margin: {word}"


def overlapping(words: list[Word]) -> Iterator[str]:
    ordered = sorted(words, key=lambda word: word.top)
    for place, one in enumerate(ordered):
        for other in itertools.takewhile(lambda word, one=one: word.top < one.low, ordered[place + 1 :]):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.low, other.low) - max(one.top, other.top)
            if across > 0.6 and down > SHARED:
                yield f"over each other: {one} {other}"


def faults(pdf: Path, theme: Theme) -> Iterator[str]:
    for number, (width, height, words) in enumerate(pages(pdf), start=1):
        margin = theme.fridge_margin if number == 1 else theme.margin
        for fault in (*outside(width, height, words, margin), *overlapping(words)):
            yield f"page {number}, {fault}"
    fonts = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    yield from (f"not embedded: {line}" for line in fonts if line.split()[-5] != "yes")
    checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, check=False)
    if checked.returncode:
        yield f"qpdf: {checked.stdout} {checked.stderr}"
    if pdf.stat().st_size > MOST_BYTES:
        yield f"{pdf.stat().st_size} bytes"


def planned(number: int, chance: random.Random) -> fuelplan.WeekPlan | None:
    """Return a week of any runner or any real week, None where there is none."""
    options: dict[str, Any] = any_runner(chance) if number % 2 else random_week(chance)
    try:
        return fuelplan.plan_week(**{"start": "2026-11-23", "seed": number, **options})
    except (fuelplan.NoPlanError, fuelplan.InputError):
        return None


def main(count: int, seed: int) -> int:
    chance = random.Random(seed)
    weeks = (week for number in itertools.count() if (week := planned(number, chance)))
    found: Counter[str] = Counter()
    sizes: list[int] = []
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "week.pdf"
        for number, week in enumerate(itertools.islice(weeks, count)):
            for paper, units in LOOKS:
                begun = time.process_time()
                pdf = fuelplan.to_pdf(week, paper, units=units)
                times.append(time.process_time() - begun)
                sizes.append(len(pdf))
                path.write_bytes(pdf)
                for fault in faults(path, Theme(paper=paper, units=units)):
                    found[fault.partition(":")[0]] += 1
                    print(f"week {number} {paper} {units}: {fault}", flush=True)
                if number % 10 == 0 and fuelplan.to_pdf(week, paper, units=units) != pdf:
                    found["other bytes"] += 1
    slow = sum(seconds > MOST_SECONDS for seconds in times[1:])
    print(
        f"{count} weeks, {len(sizes)} files: {sum(found.values())} faults {dict(found)}; largest {max(sizes):,} bytes; "
        f""
        f"printing took {sorted(times)[len(times) // 2]:.2f} s, at most {max(times[1:]):.2f} s, "
        f"{slow} over {MOST_SECONDS} s"
    )
    return int(bool(found) or slow > 0)


if __name__ == "__main__":
    raise SystemExit(main(*(int(value) for value in [*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :]])))
