import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuelplan.cli import main

WEEK = ["make", "--km", "60", "--start", "2026-11-23"]


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_one_line_leaves_a_pdf_and_a_summary(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*WEEK)
    assert result.exit_code == 0, result.output
    pdf = tmp_path / "fuelplan-week.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-")
    lines = result.output.splitlines()
    assert lines[0].startswith("Assumed: body weight 70 kg")
    assert any(line.startswith("Iron ") for line in lines)
    assert lines[-1] == "Wrote fuelplan-week.pdf"
    assert [path.name for path in tmp_path.iterdir()] == ["fuelplan-week.pdf"]


def test_json_to_a_file_and_to_the_screen(tmp_path):
    out, plan = tmp_path / "week.pdf", tmp_path / "week.json"
    assert run(*WEEK, "--out", str(out), "--json", str(plan)).exit_code == 0
    result = run(*WEEK, "--out", str(out), "--json")
    assert json.loads(result.stdout) == json.loads(plan.read_text(encoding="utf-8"))
    assert "Iron" in result.stderr


def test_same_input_same_files(tmp_path):
    files = []
    for name in ("one", "two"):
        run(*WEEK, "--seed", "4", "--out", str(tmp_path / f"{name}.pdf"), "--json", str(tmp_path / f"{name}.json"))
        files.append([(tmp_path / f"{name}.{kind}").read_bytes() for kind in ("pdf", "json")])
    assert files[0] == files[1]


def test_all_options_together(tmp_path):
    result = run(
        *["make", "--distance", "37 mi", "--weight", "154lb", "--height", "5ft9in", "--age", "41", "--sex", "male"],
        *["--diet", "pescatarian", "--avoid", "nuts", "--avoid", "mushrooms", "--pace", "8:30/mi", "--temp", "75F"],
        *["--humidity", "70", "--sweat-rate", "1.3", "--iron-cap", "30", "--start", "2026-11-23", "--seed", "7"],
        *["--page", "letter", "--runs", "tue 10 easy; wed 12 tempo; sun 25 long 08:00"],
        *["--out", str(tmp_path / "week.pdf")],
    )
    assert result.exit_code == 0, result.output
    assert "The runs add up to 47 km" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--km", "-5"], 1, "--km '-5'"),
        (["--km", "60", "--weight", "seventy"], 1, "--weight 'seventy'"),
        (["--km", "60", "--diet", "carnivore"], 1, "omnivore, pescatarian, vegetarian, vegan"),
        (["--km", "60", "--foods", "nowhere.csv"], 1, "nowhere.csv: there is no such food table"),
        (["--runs", "funday 10"], 1, "'funday' is no weekday"),
        (["--km", "60", "--avoid", "brocoli"], 1, "did you mean broccoli"),
        (["--km", "60", "--weight", "300"], 1, "outside what fuelplan plans for"),
        (["--km", "60", "--iron-cap", "40"], 1, "never raise it"),
        (["--km", "60", "--age", "16"], 1, "for adults"),
        (["--km", "60", "--page", "a5"], 2, "a5"),
        (["--kilometres", "60"], 2, "No such option"),
        (["--km", "60", "--seed", "-1"], 1, "0 or more"),
        (["--km", "60", "--start", "9999-12-30"], 1, "1900 to 2199"),
        (["--km", "60", "--seed", "x"], 2, "not a valid integer"),
        ([], 1, "how far do you run"),
        (["--km", "300", "--weight", "180"], 3, "fewer kilometres"),
    ],
)
def test_bad_input_is_one_clear_message(tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "fuelplan-week.pdf"
    old.write_bytes(b"an older plan")
    result = run("make", *arguments)
    assert result.exit_code == code, result.output
    assert words in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert old.read_bytes() == b"an older plan"
    assert list(tmp_path.iterdir()) == [old]


def test_all_mistakes_at_once():
    result = run("make", "--km", "x", "--weight", "y", "--temp", "z")
    assert [line.split("'")[0] for line in result.output.splitlines()] == [
        "fuelplan: --weight ", "fuelplan: --km ", "fuelplan: --temp ",
    ]  # fmt: skip


@pytest.mark.parametrize("out", [".", "missing/week.pdf"])
def test_a_place_that_cannot_hold_the_pdf_is_refused_before_planning(tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    result = run(*WEEK, "--out", out)
    assert result.exit_code == 1
    assert "folder" in result.output
    assert list(tmp_path.iterdir()) == []


def test_python_m_fuelplan_works_quietly_in_a_pipe(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "fuelplan", *WEEK, "--out", str(tmp_path / "week.pdf")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LANG": "C", "PYTHONIOENCODING": "utf-8"},
    )
    assert result.stderr == ""
    assert Path(tmp_path / "week.pdf").stat().st_size > 10_000


@pytest.mark.parametrize("module", ["fuelplan", "fuelplan.__main__", "fuelplan.cli"])
def test_importing_fuelplan_is_cheap(module):
    code = (
        f"import sys, {module}; print(sorted({{'numpy', 'pandas', 'pint', 'reportlab', 'highspy'}} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_help_and_version():
    assert "fuelplan make --km 60" in run("--help").output
    assert run("--version").output.startswith("fuelplan, version")
    text = run("make", "--help").output
    for option in ("--km", "--weight", "--diet", "--avoid", "--runs", "--iron-cap", "--seed", "--json"):
        assert option in text


def test_hash_randomisation_changes_nothing(tmp_path):
    plans = []
    for hash_seed in ("1", "2"):
        out = tmp_path / f"{hash_seed}.json"
        subprocess.run(
            [sys.executable, "-m", "fuelplan", *WEEK, "--out", str(tmp_path / "week.pdf"), "--json", str(out)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )
        plans.append(out.read_bytes())
    assert plans[0] == plans[1]
