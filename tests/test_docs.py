"""What the README says is run: every fuelplan command, the Python block, and the two promises."""

import random
import re
import shlex
from dataclasses import fields
from pathlib import Path

import fdc_download as usda
import pytest
from click.testing import CliRunner

import fuelplan
from fuelplan.cli import main, make
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.folder import write_folder
from fuelplan.planner.courses import fill_dish
from fuelplan.planner.rules import HARD_RULES
from fuelplan.planner.wishes.price_list import PRICES, PriceList, as_markdown

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


@pytest.fixture
def a_folder_as_the_readme_has_it(tmp_path, monkeypatch, week):
    """A runner's folder with a small download, a product list and two weeks under the README's names."""
    write_folder(tmp_path / "me")
    monkeypatch.chdir(tmp_path / "me")
    usda.write_zip(Path("FoodData_Central_sr_legacy_food_csv_2018-04.zip"), usda.tables())
    Path("products.csv").write_text("Product,Fe\nOat biscuit,3100\n", encoding="utf-8")
    for name in ("week.json", "next.json"):
        Path(name).write_text(fuelplan.to_json(week), encoding="utf-8")
    return tmp_path / "me"


@pytest.mark.parametrize("command", COMMANDS)
def test_documented_commands_run(a_folder_as_the_readme_has_it, monkeypatch, command):
    for step in command.split(" && "):
        words = shlex.split(step)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            continue
        result = CliRunner().invoke(main, words[1:])
        assert result.exit_code == 0, result.output
        assert result.output.strip()
    if "make" in command or "swap" in command:
        assert list(Path.cwd().glob("*.pdf"))
    if "add" in command or "import" in command:
        assert Path("foods.csv.bak").exists()


def test_the_python_blocks_run_one_after_the_other(capsys):
    first, second = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(first, "README.md", "exec"), names)
    assert capsys.readouterr().out.count(",") == 6
    exec(compile(second, "README.md", "exec"), names)
    lunches = capsys.readouterr().out
    assert lunches.count(",") >= 6 and "soup" not in lunches


def test_the_price_list_is_the_codes():
    assert as_markdown(PRICES) in README


def test_every_rule_and_wish_has_a_line():
    assert all(f"`{rule.__name__}`" in README for rule in HARD_RULES)
    assert len(re.findall(r"^\| .* \| [0-9.]+ \| .* \|$", README, re.MULTILINE)) == len(fields(PriceList))


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
    for parameter in make.params:
        assert parameter.opts[0] in help_text
        assert parameter.help, parameter.name
