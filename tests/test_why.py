"""``fuelplan why``: light, plain, in the width of the terminal, with the mistakes of ``make``."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from fuelplan.cli import main
from fuelplan.reasons import TOPICS

WEEK = ("--km", "60", "--start", "2026-11-23")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")


def why(*arguments):
    return CliRunner().invoke(main, ["why", *arguments])


def test_without_a_topic_all_are_listed():
    result = why()
    assert result.exit_code == 0
    for topic in TOPICS:
        assert f"\n  {topic.name} " in result.output


@pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_every_topic_keeps_to_the_terminal(topic, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    result = why(topic, *WEEK)
    assert result.exit_code == 0, result.output
    for line in result.output.splitlines():
        assert len(line) <= min(int(columns), 100) or "http" in line or "doi:" in line, line


def test_the_default_day_runs_most_and_the_rows_are_all_seven():
    result = why("iron", *WEEK)
    assert result.output.startswith("Iron of the day: Sun 2026-11-29\n")
    rows = [
        line
        for line in result.output.splitlines()
        if line.strip()[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    ]
    assert len(rows) == 7
    assert all("25.8 mg" in row and "18.0 to 36.0, hard" in row for row in rows)


def test_a_day_is_named_or_dated():
    for day in ("tue", "Tuesday", "2026-11-24"):
        assert why("energy", *WEEK, "--day", day).output.startswith("Energy of the day: Tue 2026-11-24\n")


@pytest.mark.parametrize("day", ["2026-12-24", "someday", "", "tu3"])
def test_a_day_outside_the_week_is_refused(day):
    result = why("energy", *WEEK, "--day", day)
    assert result.exit_code == 1
    assert "--day" in result.output
    assert "write mon to sun" in result.output or "did you mean" in result.output


def test_an_unknown_topic_is_refused():
    result = why("protien", *WEEK)
    assert result.exit_code == 1
    assert result.output == "fuelplan: 'protien' is no topic of fuelplan why; did you mean 'protein'?\n"


def test_all_mistakes_at_once():
    result = why("protien", "--km", "60", "--weight", "7", "--pace", "quick")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 3
    assert "--weight" in result.output and "--pace" in result.output


def test_the_distance_is_asked_for_as_in_make():
    made, asked = CliRunner().invoke(main, ["make"]), why("energy")
    assert asked.exit_code == made.exit_code == 1
    assert asked.output == made.output


def test_runner_toml_is_read_and_options_win(tmp_path):
    (tmp_path / "runner.toml").write_text('km = 40\nweight = 60\nstart = "2026-11-23"\nsex = "female"\n')
    assert "60.0 kg" in why("protein").output
    assert "82.0 kg" in why("protein", "--weight", "82").output
    (tmp_path / "runner.toml").write_text("km = 40\nwieght = 60\n")
    result = why("protein")
    assert result.exit_code == 1
    assert "runner.toml: row 2, wieght" in result.output


def test_two_words_need_no_quotes():
    assert why("vitamin", "d", *WEEK).output.startswith("Vitamin D of the day")


def test_confidence_and_papers_are_told():
    lines = why("energy", *WEEK).output.splitlines()
    assert "  resting metabolic rate: confirmed in the paper [1]" in lines
    assert any(line.startswith("  [1] Mifflin MD") for line in lines)


def test_no_food_table_and_no_solver_are_loaded():
    code = (
        "import sys; from fuelplan.cli import main\n"
        "try: main(['why', 'iron', '--km', '60'])\n"
        "except SystemExit as end: assert not end.code\n"
        "print([m for m in ('pandas', 'highspy', 'reportlab', 'fuelplan.planner') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
