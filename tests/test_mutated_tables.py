"""Thousands of broken files: each is read, or refused in sentences; none is changed, and none makes a traceback."""

import math
import random
import time

import numpy as np
import pytest
from click.testing import CliRunner
from table_mutations import as_csv, mutated_tables, mutated_texts

from fuelplan import resources
from fuelplan.cells import Table
from fuelplan.cli import main
from fuelplan.dish_files import load_dishes
from fuelplan.dishes import Larder
from fuelplan.errors import InputError
from fuelplan.folder import read_runner
from fuelplan.foods import foods_of, load_foods
from fuelplan.planner.courses import fill_dish
from fuelplan.spreadsheet import sheet_from
from fuelplan.vocabulary import NUTRIENTS

IDS = (
    "white-bread",  # values unknown
    "naan",  # ½
    "rolled-oats",
    "white-rice",
    "lentils",
    "liver-pate",  # pâté
    "applesauce",  # purée
    "fried-egg",
    "whole-milk",
    "orange",
    "cod",
    "kale",  # in season over the new year
    "dark-chocolate",
)
VALUES = (
    '""',
    '"x"',
    "1",
    "-1",
    "0",
    "1e400",
    "inf",
    "nan",
    "true",
    "[]",
    "[1, 2]",
    "{}",
    "2026-11-23",
    "2026-02-31",
    "07:30:00",
    "9" * 5000,
    "0x" + "f" * 4000,
    "9" * 30,
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e"',
    '"{0}"',
    '"{fruit}"',
    '"[nuts: x]"',
    f'"{"x" * 2000}"',
    '"=1+1"',
    '"10**9**9"',
    '"½ 🥣"',
    "'''x\ny'''",
    "[" * 200 + "]" * 200,
    '"70 kg"',
    '"lentils"',
)
LONGEST_SECONDS = 5.0


def told_plainly(error):
    return len(error.problems) > 0 and all(problem.strip() for problem in error.problems)


@pytest.fixture(scope="module")
def cells(rows):
    kept = [rows[key] for key in IDS]
    return [list(kept[0]), *([*row.values()] for row in kept)]


def test_what_is_mutated_is_a_valid_table(tmp_path, cells):
    path = tmp_path / "foods.csv"
    path.write_bytes(as_csv(cells))
    assert [food.id for food in load_foods(path)] == list(IDS)


def test_the_same_seed_gives_the_same_mutants_and_another_seed_others(cells):
    first = list(mutated_tables(cells, 50))
    assert first == list(mutated_tables(cells, 50))
    assert sum(one != other for one, other in zip(first, mutated_tables(cells, 50, seed=1), strict=True)) > 40


def test_five_thousand_mutated_tables_are_read_or_refused(tmp_path, cells):
    path = tmp_path / "foods.csv"
    accepted = refused = 0
    for number, data in enumerate(mutated_tables(cells, 5000)):
        path.write_bytes(data)
        began = time.perf_counter()
        try:
            table = load_foods(path)
        except InputError as error:
            assert told_plainly(error), number
            refused += 1
        else:
            assert sound(table), number
            accepted += 1
        assert path.read_bytes() == data, number
        assert time.perf_counter() - began < LONGEST_SECONDS, number
    assert accepted > 1000
    assert refused > 1000


def sound(table):
    """Whether a table holds only numbers one can reckon with."""
    known = table.composition[~np.isnan(table.composition)]
    positive = [(food.portion_g, food.portions_max, food.bought_g_per_g, food.portion_quantity) for food in table]
    return (
        table.composition.shape == (len(table.foods), len(NUTRIENTS))
        and bool(np.isfinite(known).all() and (known >= 0).all())
        and all(math.isfinite(value) and value > 0 for values in positive for value in values)
        and all(math.isnan(food.price) or 0 <= food.price < math.inf for food in table)
        and all(food.keeps_days > 0 and (math.isnan(food.pack_g) or 0 < food.pack_g < math.inf) for food in table)
        and all(food.season < set(range(1, 13)) for food in table)
        and len({food.id for food in table}) == len(table.foods)
        and all(food.id and food.name and food.portion_name for food in table)
    )


def test_no_accepted_mutant_shifts_a_decimal_mark_or_a_column(tmp_path, cells):
    """But for the few whose very cell was changed, foods keep their energy and iron."""
    path = tmp_path / "foods.csv"
    columns = ("energy_kcal", "iron_mg")
    header, *rows = cells
    true = {row[0]: [float(row[header.index(column)]) for column in columns] for row in rows}
    compared, differing = 0, []
    for data in mutated_tables(cells, 1500, seed=2):
        try:
            table = foods_of(Table(sheet_from(data, path)))
        except InputError:
            continue
        if not set(columns) <= set(table.cells.sheet.header):
            continue  # another unit: its numbers mean something else
        for food in (food for food in table if food.id in true):
            read = table.composition[food.index, [NUTRIENTS.index(column) for column in columns]].tolist()
            compared += 1
            if read != true[food.id]:
                differing.append((food.id, read))
    assert compared > 3000
    assert len(differing) <= 3, differing


@pytest.fixture
def folder(tmp_path):
    """A folder with one dish, so that a check is quick, and the page template that runner.toml names."""
    (tmp_path / "dishes").mkdir()
    (tmp_path / "page.toml").write_bytes((resources.page_folder() / "standard.toml").read_bytes())
    (tmp_path / "dishes" / "one.toml").write_text(some_dishes(1), encoding="utf-8")
    return tmp_path


def check(folder):
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.exit_code in (0, 1)
    assert ("no mistakes" in result.output) == (result.exit_code == 0)
    assert result.exit_code == 0 or result.stderr.startswith("fuelplan: ")
    return result.exit_code


def test_check_tells_mutated_tables_in_sentences(folder, cells):
    path = folder / "foods.csv"
    codes = []
    for data in mutated_tables(cells, 300, seed=3):
        path.write_bytes(data)
        codes.append(check(folder))
        assert path.read_bytes() == data
    assert codes.count(0) > 60
    assert codes.count(1) > 60


def some_dishes(count):
    text = (resources.dish_folder() / "snacks.toml").read_text(encoding="utf-8")
    return "[[dish]]" + "[[dish]]".join(text.split("[[dish]]")[1 : count + 1])


def test_mutated_dishes_are_read_or_refused_and_what_is_read_can_be_cooked(tmp_path, table):
    path = tmp_path / "dishes.toml"
    larder = Larder(table.foods)
    accepted = refused = cooked = 0
    for number, data in enumerate(mutated_texts(some_dishes(4), VALUES, 500)):
        path.write_bytes(data)
        began = time.perf_counter()
        try:
            dishes = load_dishes([path])
        except InputError as error:
            assert told_plainly(error), number
            refused += 1
        else:
            accepted += 1
            cooked += sum(cook(dish, larder) for dish in dishes)
        assert path.read_bytes() == data, number
        assert time.perf_counter() - began < LONGEST_SECONDS, number
    assert accepted > 80
    assert refused > 80
    assert cooked > 200


def cook(dish, larder):
    """Fill a dish as the planner does; return how many ways were found."""
    assert dish.slots
    assert len({part.name for part in dish.parts}) == len(dish.parts) > 0
    for part in dish.parts:
        assert 0 <= part.least <= part.most <= 50
        assert 0 < part.step < math.inf
        assert part.most > 0
    fillings = fill_dish(dish, larder, random.Random(0), 2)
    for filling in fillings:
        assert not set("{}") & set(filling.title)
        assert not set("{}") & set(filling.method([food.id for _, food in filling.choices]))
    return len(fillings)


@pytest.fixture
def runner_text():
    """The shipped runner.toml with every example taken up; what says the same twice stays out."""
    text = resources.runner_template().read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line]
    return (
        "\n".join(
            line
            for line in lines
            if not line.startswith(("distance", "foods", "dishes", "race", "body_fat", "never", "keep"))
        )
        + "\n"
    )


def test_mutated_runners_are_read_or_refused(folder, runner_text):
    path = folder / "runner.toml"
    read = refused = 0
    codes = []
    for number, data in enumerate(mutated_texts(runner_text, VALUES, 200)):
        path.write_bytes(data)
        try:
            read_runner(path)
            read += 1
        except InputError as error:
            assert told_plainly(error), number
            refused += 1
        codes.append(check(folder))
        assert path.read_bytes() == data, number
    assert read > 50
    assert refused > 50
    assert codes.count(0) > 20


def test_mutated_page_templates_are_read_or_refused(folder):
    text = (resources.page_folder() / "standard.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("# [colours]")]
    used = "\n".join(line for line in lines if not line.startswith(("logo", "regular", "bold", "oblique")))
    path, codes = folder / "page.toml", []
    for number, data in enumerate(mutated_texts(used, VALUES, 200)):
        path.write_bytes(data)
        codes.append(check(folder))
        assert path.read_bytes() == data, number
    assert codes.count(0) > 20
    assert codes.count(1) > 50


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("km = " + "9" * 5000, "too long"),
        ("km = 0x" + "f" * 5000, "too large"),
        ("seed = 99999999999999999999", "too large"),
        ("runs = " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("start = 2026-02-31", "not valid TOML"),
    ],
)
def test_what_python_cannot_hold_is_told_without_a_traceback(tmp_path, text, words):
    path = tmp_path / "runner.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_runner(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[1, 2, 1]", "[1, 2, inf]", "portions must read"),
        ("[1, 2, 1]", "[1, 2, nan]", "portions must read"),
        ("[1, 2, 1]", "[1, 2, 1e-300]", "portions must read"),
        ("[1, 2, 1]", "[1, 2, true]", "portions must read"),
        ("[1, 2, 1]", "7", "portions must be a list"),
        ("minutes = 1", "minutes = 9223372036854775807", "minutes must be 0 to"),
        ("minutes = 1", "minutes = -1", "minutes must be 0 to"),
        ('name = "fruit"', 'name = "1"', "name the part with a word"),
        ('name = "fruit"', 'name = "nuts"', "two parts are called 'nuts'"),
        ('slots = ["morning snack", "afternoon snack"]', "slots = []", "slots must not be empty"),
    ],
)
def test_a_dish_that_could_not_be_planned_is_refused(tmp_path, old, new, words):
    text = some_dishes(1)
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        load_dishes([path])


def test_a_part_with_a_mistake_is_still_a_part_for_title_and_method(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(some_dishes(1).replace('roles = ["nut"]', 'roles = ["nutt"]'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_dishes([path])
    (problem,) = caught.value.problems
    assert "the role 'nutt' is not known; did you mean 'nut'?" in problem
