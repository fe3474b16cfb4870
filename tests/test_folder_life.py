"""A runner's folder over weeks: init, foods added and imported, weeks made, followed and swapped, in any order."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from click.testing import CliRunner
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from scale import NIGHTLY, examples
from test_plan import check

import fuelplan
from fuelplan.cli import main

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)
SLOTS = st.sampled_from(["breakfast", "lunch", "dinner"])
DAYS = st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
MEASURES = st.floats(0, 20, allow_nan=False).map(lambda number: f"{number:.2f}")


def rows_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


class FolderLife(RuleBasedStateMachine):
    """What was written stays: rows of the table, the week before, and every file is whole."""

    @initialize()
    def init(self) -> None:
        self.home, self.place = Path.cwd(), tempfile.TemporaryDirectory()
        os.chdir(self.place.name)
        self.rows: list[dict[str, str]] = []
        self.weeks = 0
        assert self.run("init").exit_code == 0
        self.shipped = {row["id"]: row for row in rows_of("foods.csv")}

    def teardown(self) -> None:
        if hasattr(self, "place"):
            os.chdir(self.home)
            self.place.cleanup()

    def run(self, *words: str):
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code in (0, 1, 3), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        if result.exit_code:
            assert all(
                line.startswith(("fuelplan: ", "Usage", "Try", "Error", "\n")) for line in result.output.splitlines()
            )
        return result

    @rule()
    def init_again_changes_nothing(self) -> None:
        before = Path("foods.csv").read_bytes()
        assert self.run("init").exit_code == 1
        assert Path("foods.csv").read_bytes() == before

    @rule(name=NAMES, iron=MEASURES)
    def add(self, name: str, iron: str) -> None:
        self.rows = rows_of("foods.csv")
        self.run("foods", "add", "--from", "wholemeal-bread", f"name={name}", f"iron_mg={iron}")

    @rule(names=st.lists(NAMES, min_size=1, max_size=4), iron=MEASURES)
    def import_(self, names: list[str], iron: str) -> None:
        self.rows = rows_of("foods.csv")
        with Path("theirs.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["Food", "Fe"], *([name, iron] for name in names)])
        self.run(
            "foods",
            "import",
            "theirs.csv",
            "--all",
            "--map",
            "name=Food",
            "--map",
            "iron_mg=Fe",
            "--set",
            "group=bread",
        )

    @rule(km=st.integers(0, 90), seed=st.integers(0, 5))
    def make(self, km: int, seed: int) -> None:
        before = self.week()
        words = ("--km", str(km), "--seed", str(seed), "--start", "2026-11-23", "--json", "week.json")
        assert self.run("make", *words).exit_code == 0
        self.weeks += 1
        self.kept(before)

    @precondition(lambda self: self.weeks)
    @rule()
    def follow(self) -> None:
        before = self.week()
        if self.run("make", "--from", "week.json", "--json", "week.json").exit_code == 0:
            self.kept(before)

    @precondition(lambda self: self.weeks)
    @rule(day=DAYS, slot=SLOTS)
    def swap(self, day: str, slot: str) -> None:
        before = self.week()
        if self.run("swap", "week.json", day, slot).exit_code == 0:
            self.kept(before)

    def week(self) -> bytes:
        return Path("week.json").read_bytes() if Path("week.json").exists() else b""

    def kept(self, before: bytes) -> None:
        """The week before stands beside the new one."""
        if before and before != self.week():
            assert Path("week.json.bak").read_bytes() == before

    @invariant()
    def no_row_was_lost_or_changed(self) -> None:
        if hasattr(self, "rows"):
            now = rows_of("foods.csv")
            assert now[: len(self.rows)] == self.rows
            assert len({row["id"] for row in now}) == len(now)

    @invariant()
    def the_folder_can_be_used_and_holds_no_litter(self) -> None:
        if hasattr(self, "rows"):
            assert self.run("check").exit_code == 0
            assert not list(Path().glob(".fuelplan-*"))

    @invariant()
    def the_week_keeps_every_rule(self) -> None:
        if getattr(self, "weeks", 0):
            plan = json.loads(self.week())
            foods = {row["id"]: row for row in rows_of("foods.csv")}
            check(plan, foods)
            assert fuelplan.to_json(fuelplan.from_json(json.dumps(plan))).encode() == self.week()
            assert Path("fuelplan-week.pdf").read_bytes().rstrip().endswith(b"%%EOF")


TestFolderLife = FolderLife.TestCase
TestFolderLife.settings = settings(max_examples=examples(4), stateful_step_count=20 if NIGHTLY else 6, deadline=None)
