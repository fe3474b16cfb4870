"""What the README says is run: every fuelplan command, the Python block, and the two promises."""

import random
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuelplan.cli import main
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.planner.courses import fill_dish

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
COMMANDS = [line for line in SHELL if line.startswith("fuelplan ")]


def test_the_two_commands_stand_in_the_readme():
    assert [line for line in SHELL if line.startswith("pip ")] == [
        "pip install . && fuelplan make --km 60",
        'pip install ".[test]" && pytest',
    ]
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_documented_commands_run(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    assert list(tmp_path.glob("*.pdf"))


def test_the_python_block_runs(capsys):
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.count(",") == 6


def test_the_dish_in_the_readme_is_a_dish(tmp_path, table):
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "readme.toml"
    path.write_text(block, encoding="utf-8")
    (dish,) = load_dishes([path])
    (filling,) = fill_dish(dish, Larder(table.foods), random.Random(0), 1)
    assert filling.title.startswith("Porridge with ")


def test_linked_files_exist():
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_modules_named_in_the_readme_exist():
    for name in re.findall(r"^\| (`.*?) \|", README, re.MULTILINE):
        for module in re.findall(r"`([\w/]+(?:\.py)?)`", name):
            assert (ROOT / "fuelplan" / module).exists(), module


def test_every_option_is_documented():
    help_text = CliRunner().invoke(main, ["make", "--help"]).output
    for option in (
        "--km",
        "--weight",
        "--diet",
        "--avoid",
        "--runs",
        "--temp",
        "--seed",
        "--start",
        "--page",
        "--json",
    ):
        assert option in help_text
