"""Kill fuelplan at random moments while it writes, and look whether any file is torn or lost.

    python benchmarks/killed.py [kills of each command]

``make`` with all its files over an older week, ``foods import`` into a table, ``swap`` of a meal and ``init``: each is
killed (SIGKILL) so many times, half of them at any moment of its run, half as soon as it has begun to write and up to
30 ms later. Afterwards every file must be the old one whole or the new one whole, and the old one must stand somewhere
where fuelplan keeps it.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

START = ("--start", "2026-11-23")
FUELPLAN = (sys.executable, "-m", "fuelplan")
ALL_FILES = ("--json", "w.json", "--html", "w.html", "--shopping", "w.csv", "--out", "w.pdf")
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
WRITING_S = 0.03


@dataclass(frozen=True)
class Command:
    name: str
    before: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


COMMANDS = (
    Command("make", (("make", "--km", "40", *START, *ALL_FILES),), ("make", "--km", "60", *START, *ALL_FILES)),
    Command(
        "foods import",
        (("init",),),
        ("foods", "import", "theirs.csv", "--all", "--map", "name=Food", "--set", "group=bread"),
    ),
    Command(
        "swap", (("make", "--km", "40", *START, *ALL_FILES),), ("swap", "w.json", "tue", "dinner", "--out", "w.pdf")
    ),
    Command("init", (), ("init",)),
)
THEIRS = "Food,iron_mg\n" + "".join(f"Food number {n},{n / 10}\n" for n in range(300))

Files = Mapping[str, bytes]


def fuelplan(folder: Path, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*FUELPLAN, *words], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder; the temporary files of a killed process are hidden and left aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".fuelplan-") for part in path.relative_to(folder).parts)
    }


def done(folder: Path, words: tuple[str, ...]) -> float:
    began = time.perf_counter()
    process = fuelplan(folder, words)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.perf_counter() - began


def killed(folder: Path, words: tuple[str, ...], seconds: float, chance: random.Random, at_writing: bool) -> str:
    """Start a command and kill it; return when it was: early, writing or too late."""
    process = fuelplan(folder, words)
    if at_writing:
        while process.poll() is None and not any(folder.glob(".fuelplan-*")):
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, WRITING_S))
    else:
        time.sleep(chance.uniform(0, 1.05 * seconds))
    late = process.poll() is not None
    process.kill()
    process.communicate()
    return "after its end" if late else "while writing" if any(folder.glob(".fuelplan-*")) else "at another moment"


def faults(old: Files, new: Files, found: Files) -> list[str]:
    """Return files that are neither the old nor the new one, and old ones that are gone though fuelplan keeps them."""
    torn = [name for name, content in found.items() if content not in (old.get(name), new.get(name))]
    lost = [name for name in old if name not in found]
    kept = [name.removesuffix(".bak") for name in new if name.endswith(".bak") and name not in old]
    gone = [name for name in kept if old[name] not in (found.get(name), found.get(f"{name}.bak"))]
    return [*(f"torn: {name}" for name in torn), *(f"lost: {name}" for name in (*lost, *gone))]


def tried(command: Command, count: int, chance: random.Random) -> bool:
    with tempfile.TemporaryDirectory() as name:
        start, end, folder = (Path(name) / part for part in ("start", "end", "now"))
        start.mkdir()
        (start / "theirs.csv").write_text(THEIRS, encoding="utf-8")
        for words in command.before:
            done(start, words)
        shutil.copytree(start, end)
        seconds = done(end, command.words)
        old, new = files_in(start), files_in(end)
        moments, found = Counter[str](), []
        for number in range(count):
            shutil.copytree(start, folder)
            moments[killed(folder, command.words, seconds, chance, at_writing=number % 2 == 0)] += 1
            found += faults(old, new, files_in(folder))
            if command.name == "init" and number % 10 == 0:
                done_again = fuelplan(folder, command.words)
                done_again.communicate()
                found += [] if files_in(folder) == new else ["init cannot be completed"]
            shutil.rmtree(folder)
    told = ", ".join(f"{n} {when}" for when, n in moments.most_common())
    print(f"{command.name:<14}{count:>5} kills ({told}): {len(found)} files torn or lost", flush=True)
    for fault in found[:5]:
        print(f"  {fault}")
    return not found


if __name__ == "__main__":
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    ok = [tried(command, kills, random.Random(kills)) for command in COMMANDS]
    raise SystemExit(0 if all(ok) else 1)
