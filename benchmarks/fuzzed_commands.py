"""The inputs and commands of ``fuzzed_inputs.py``: changed files, and whole commands in folders of their own."""

from __future__ import annotations

import functools
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from fuelplan import files, outputs, resources
from fuelplan.cli import main as fuelplan

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]

from fuzz import TARGETS, law, mutations, options, target, week_json  # noqa: E402 (after the place where it is)
from fuzz.plain import seeds_of, trial  # noqa: E402

__all__ = ["COMMANDS", "TARGETS", "changed", "planned", "run_command", "target", "trial"]

MOST_BYTES = 20_000
CODES = (0, 1, 2, 3)
COMMANDS = ("make", "check", "why", "sweat", "foods", "compare", "swap", "next")
_SAFE = tuple(word for word in mutations.TOKENS if word and not set(word) & set("/\\~\0") and word != ".")
_TYPED = (
    "km",
    "runs",
    "race",
    "weight",
    "height",
    "pace",
    "temp",
    "start",
    "health",
    "avoid",
    "strength",
    "sweat_rate",
)
_WRITE_NEW = files._write_new
_TOPICS = ("iron", "drinking", "energy", "carbohydrate", "vitamin d", "sodium", "x", "", "🥣")
_PRINTED = (
    "units",
    "page",
    "template",
    "timezone",
    "alarm",
    "ics",
    "html",
    "shopping",
    "json",
    "out",
    "foods",
    "dishes",
)


def changed(name: str, rng: random.Random) -> bytes:
    """Return an input of a target with a few changes."""
    data = rng.choice(_inputs(name)) if rng.random() < 0.9 else rng.choice(_real(name))
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = target(name).mutate(data, rng)
    return bytes(data[: max(MOST_BYTES, 200_000 if name in ("csv_table", "week_json") else 0)])


@functools.cache
def _inputs(name: str) -> list[bytes]:
    return seeds_of(name)


@functools.cache
def _real(name: str) -> list[bytes]:
    """Return shipped files that a target reads."""
    found = {
        "csv_table": [resources.foods_csv()],
        "csv_import": [resources.foods_csv()],
        "dishes_toml": sorted(resources.dish_folder().glob("*.toml")),
        "page_toml": sorted(resources.page_folder().glob("*.toml")),
        "runner_toml": [resources.runner_template()],
    }
    if name == "week_json":
        return [planned(), *(week_json.edited(f'["{week}"]'.encode()) for week in ("race", "rest"))]
    return [path.read_bytes() for path in found.get(name, [])] or _inputs(name)


@functools.cache
def planned() -> bytes:
    """Return the JSON of a real week."""
    import fuelplan

    return outputs.to_json(fuelplan.plan_week(km=60, weight="70 kg", race="sun half 1:50", start="2026-11-23")).encode()


# The command line


def run_command(name: str, rng: random.Random) -> tuple[int, str]:
    """Run a command in a folder of its own; return its exit code, and what is wrong with how it ended."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="fuelplan-fuzz-") as folder:
        os.chdir(folder)
        _write_only_below(Path(folder).resolve())
        try:
            arguments = _COMMANDS[name](rng)
            result = CliRunner().invoke(fuelplan, arguments)
        finally:
            os.chdir(here)
    called = f"fuelplan {' '.join(map(repr, arguments))[:400]}"
    if result.exception and not isinstance(result.exception, SystemExit):
        raise AssertionError(called) from result.exception
    if result.exit_code not in CODES:
        return result.exit_code, f"{called}: exit code {result.exit_code}"
    told = [line.removeprefix("fuelplan: ") for line in result.stderr.splitlines() if line.startswith("fuelplan: ")]
    if result.exit_code in (1, 3) and not (told or result.stdout.strip()):
        return result.exit_code, f"{called}: exit code {result.exit_code} without a word"
    if told:
        law.told_plainly(told)
    return result.exit_code, ""


def _write_only_below(folder: Path) -> None:
    """Let nothing be written elsewhere, whatever a fuzzed runner.toml names."""

    def guarded(path: Path, content: bytes, mode: int | None) -> None:
        if not path.resolve().is_relative_to(folder):
            raise PermissionError(13, "outside of the folder of this trial", str(path))
        _WRITE_NEW(path, content, mode)

    files._write_new = guarded


def _maybe(rng: random.Random, name: str, path: str, share: float = 0.3) -> None:
    if rng.random() < share:
        place = Path(path)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(rng.choice(_inputs(name)) if rng.random() < 0.5 else changed(name, rng))


def _said(rng: random.Random, names: tuple[str, ...], most: int = 3) -> list[str]:
    """Return a few options with values that are usual, nasty, or usual with a change."""
    said = []
    for name in rng.sample(names, rng.randint(0, most)):
        word = rng.choice((*_usual(name), *_usual(name), rng.choice(_SAFE)[:3000]))
        if rng.random() < 0.3:
            word = mutations.anything(word.encode("utf-8", "surrogatepass"), rng).decode("utf-8", "replace")
        if name in _PRINTED and set(word) & set("/\\~"):
            word = "x"
        said += [f"--{name.replace('_', '-')}", word.replace("\0", "")]
    return said


def _usual(name: str) -> tuple[str, ...]:
    return {
        "runs": ("tue 10 easy; sun 25 long 08:00 +300m 24C", "mon rest"),
        "race": ("sun 42.2 3:45", "sat 10k 48:30 at 10:00"),
        "weight": ("70", "154lb"),
        "height": ("5ft9in", "1.75m"),
        "pace": ("5:10", "8:20/mi"),
        "temp": ("24C", "75F"),
        "start": ("2026-11-23", "2199-12-31"),
        "health": ("pregnant 2", "heavy periods, levothyroxine"),
        "avoid": ("nuts, mushrooms", "dairy"),
        "strength": ("tue 18:00 45min; fri",),
        "units": ("us", "metric"),
        "page": ("a4", "letter"),
        "template": ("ink-saver", "short", "page.toml"),
        "timezone": ("Europe/Warsaw", "floating"),
        "alarm": ("10", "0"),
        "ics": ("w.ics",),
        "html": ("w.html",),
        "shopping": ("s.csv", "s.txt"),
        "json": ("w.json",),
        "out": ("w.pdf",),
        "foods": ("shipped", "foods.csv"),
        "dishes": ("shipped", "dishes"),
    }.get(name, ("60", "1.1"))


def _files(rng: random.Random, share: float) -> None:
    _maybe(rng, "runner_toml", "runner.toml", share)
    _maybe(rng, "csv_table", "foods.csv", share / 2)
    _maybe(rng, "dishes_toml", "dishes/own.toml", share / 2)
    _maybe(rng, "page_toml", "page.toml", share)


def _week(rng: random.Random, path: str) -> None:
    """Write the JSON of a planned week, as it is or with places changed."""
    week = json.loads(planned())
    edits: list[Any] = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        edits.append([week_json.some_place(rng, week), week_json.some_value(rng)])
    Path(path).write_bytes(week_json.with_edits(week, edits))
    if rng.random() < 0.1:
        Path(path).write_bytes(mutations.anything(Path(path).read_bytes(), rng))


def _make(rng: random.Random) -> list[str]:
    _files(rng, 0.15)
    return ["make", *_said(rng, _TYPED), *_said(rng, _PRINTED, 2), *(["--km", "60"] if rng.random() < 0.7 else [])]


def _next(rng: random.Random) -> list[str]:
    _week(rng, "before.json")
    return ["make", "--from", "before.json", *_said(rng, _TYPED, 1), *_said(rng, _PRINTED, 1)]


def _check(rng: random.Random) -> list[str]:
    _files(rng, 0.7)
    return ["check", *([] if rng.random() < 0.9 else [rng.choice(_SAFE)[:3000]])]


def _why(rng: random.Random) -> list[str]:
    _maybe(rng, "runner_toml", "runner.toml")
    day = ["--day", rng.choice(("tue", "2026-11-23", rng.choice(_SAFE)[:3000]))] if rng.random() < 0.3 else []
    return ["why", *rng.choice(_TOPICS).split(), "--km", "60", *_said(rng, _TYPED), *day]


def _sweat(rng: random.Random) -> list[str]:
    _maybe(rng, "runner_toml", "runner.toml", 0.5)
    said = ["--before", "70.2", "--after", "69.1", "--minutes", "75", "--save", "--drunk", "400ml", "--km", "12.5"]
    for _ in range(rng.randint(0, 2)):
        said[2 * rng.randrange(3) + 1] = rng.choice((*options.WORDS, *_SAFE))[:3000].replace("\0", "")
    return ["sweat", *said]


def _foods(rng: random.Random) -> list[str]:
    _maybe(rng, "csv_table", "foods.csv", 0.8)
    _maybe(rng, "csv_import", "other.csv", 1.0)
    _maybe(rng, "fdc_zip", "other.zip", 0.5)
    word = rng.choice((*_SAFE, "lentils", "rolled-oats"))[:3000]
    column = rng.choice(("name", "iron_mg", "iron [µg]", "roles", "energy_kJ", "portion_name"))
    return ["foods", *rng.choice((
        ["list", "--json"],
        ["list", "--group", word],
        ["search", word],
        ["search", "raw", "--in", "other.zip"],
        ["show", word],
        ["add", "name=Own", "group=grain", f"{column}={word}", "--foods", "foods.csv"],
        ["add", f"name={word}", "--from", "rolled-oats", "--foods", "foods.csv"],
        ["import", "other.csv", "--all", "--map", f"name={word}", "--foods", "foods.csv"],
        ["import", "other.zip", "--match", "raw", "--set", f"{column}={word}", "--foods", "foods.csv"],
        ["verify", "other.zip", "--foods", "foods.csv"],
    ))]  # fmt: skip


def _compare(rng: random.Random) -> list[str]:
    _week(rng, "a.json")
    _week(rng, "b.json")
    return ["compare", "a.json", "b.json", *rng.choice(([], ["--json"]))]


def _swap(rng: random.Random) -> list[str]:
    _week(rng, "w.json")
    meal = rng.choice(("tue dinner", "sun breakfast", "wed lunch fri dinner", "", rng.choice(_SAFE)[:3000]))
    to = ["--to", rng.choice(("Beef bolognese", "soup", rng.choice(_SAFE)[:3000]))] if rng.random() < 0.3 else []
    return ["swap", "w.json", *meal.split(), *to, *_said(rng, _PRINTED, 1)]


_COMMANDS = {
    "make": _make,
    "check": _check,
    "why": _why,
    "sweat": _sweat,
    "foods": _foods,
    "compare": _compare,
    "swap": _swap,
    "next": _next,
}
