"""A runner's own folder: init, runner.toml, check, and make in it."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuelplan import cli, resources
from fuelplan.cli import main
from fuelplan.errors import InputError
from fuelplan.folder import KEYS, TESTS, read_runner, with_options, write_folder
from fuelplan.foods import load_foods

START = ("--start", "2026-11-23")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_folder(Path())
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def written(path):
    return {p.relative_to(path): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def runner(folder, text):
    (folder / "runner.toml").write_text(text, encoding="utf-8")


def test_init_writes_what_make_then_uses_and_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("init", "anna")
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "anna").iterdir()}
    assert names == {"runner.toml", "foods.csv", "foods.md", "dishes", "page.toml"}
    assert (tmp_path / "anna" / "dishes" / "README.md").read_text(encoding="utf-8").startswith("# Dishes, key by key")
    assert "cd anna && fuelplan check && fuelplan make" in result.output
    monkeypatch.chdir(tmp_path / "anna")
    made = run("make", *START)
    assert made.exit_code == 0, made.output
    assert made.output.splitlines()[0] == "Using runner.toml, foods.csv, dishes/ and page.toml."
    assert Path("fuelplan-week.pdf").is_file()


@pytest.mark.parametrize("semicolon", [False, True])
def test_the_table_init_writes_is_the_shipped_one(tmp_path, semicolon):
    write_folder(tmp_path / "new", semicolon)
    path = tmp_path / "new" / "foods.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets read UTF-8 by its byte order mark"
    assert (b"id;name;" in path.read_bytes()) == semicolon
    ours, shipped = load_foods(path), load_foods(resources.foods_csv())
    assert [food.name for food in ours] == [food.name for food in shipped]
    assert ours.composition.tobytes() == shipped.composition.tobytes()


@pytest.mark.parametrize("taken", ["runner.toml", "foods.csv", "dishes", "foods.md"])
def test_init_overwrites_nothing(tmp_path, taken):
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    before = written(tmp_path)
    result = run("init", str(tmp_path))
    assert result.exit_code == 1
    assert f"{taken} exists already" in result.output
    assert written(tmp_path) == before


def test_a_week_from_the_fresh_folder_is_the_week_without_it(folder):
    run("make", *START, "--json", "own.json")
    run("make", *START, "--foods", "shipped", "--dishes", "shipped", "--json", "shipped.json")
    own, shipped = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("own.json", "shipped.json"))
    assert own == shipped


def test_the_template_names_every_key_and_every_line_works(folder):
    text = (folder / "runner.toml").read_text(encoding="utf-8")
    active = re.sub(r"(?m)^# (\w+ = )", r"\1", text)
    assert set(re.findall(r"(?m)^(\w+) = ", active)) == set(KEYS) - {TESTS}
    (folder / "own").mkdir()
    (folder / "own" / "runner.toml").write_text(active.replace("km = 60", ""), encoding="utf-8")
    settings = read_runner(folder / "own" / "runner.toml")
    assert settings.values.keys() == set(KEYS) - {"km", TESTS}
    assert settings.values["foods"] == folder / "own" / "foods.csv"


def test_every_option_has_its_key_in_runner_toml():
    options = {parameter.name for parameter in cli.make.params}
    assert options - {"after"} == set(KEYS) - {TESTS}


def test_runner_toml_is_read(folder):
    runner(folder, 'km = "37 km"\nweight = 58\ndiet = "vegan"\nregion = "us"\nstart = 2026-11-23\nout = "anna.pdf"\n')
    result = run("make", "--json", "week.json")
    assert result.exit_code == 0, result.output
    week = json.loads((folder / "week.json").read_text(encoding="utf-8"))
    athlete = week["athlete"]
    assert (athlete["mass_kg"], athlete["diet"], athlete["region"]) == (58, "vegan", "us")
    assert athlete["km_per_week"] == pytest.approx(37)
    assert week["days"][0]["date"] == "2026-11-23"
    assert (folder / "anna.pdf").is_file()


def test_options_win_and_what_to_avoid_adds_up(folder):
    runner(folder, 'km = 60\nweight = 58\navoid = ["nuts"]\nruns = ["tue 10 easy", "sun 20 long"]\n')
    settings = with_options(
        read_runner(folder / "runner.toml"), {"km": "30", "weight": "70kg", "avoid": ("pork",), "age": None, "like": ()}
    )
    assert settings.values == {"km": "30", "weight": "70kg", "avoid": ("nuts", "pork")}
    assert "weight" not in settings.origin


def test_dates_lists_and_single_words(folder):
    runner(folder, 'runs = ["tue 10", "sun 20"]\navoid = "nuts, pork"\nsweat-rate = 1.2\nstart = 2026-11-23\n')
    values = read_runner(folder / "runner.toml").values
    assert values == {
        "runs": "tue 10; sun 20",
        "avoid": ("nuts, pork",),
        "sweat_rate": 1.2,
        "start": date(2026, 11, 23),
    }


def test_every_mistake_in_all_files_at_once(folder):
    runner(folder, 'km = 60\n\nweight = "seventy"\nwieght = 70\nhave = [1]\n')
    foods = (folder / "foods.csv").read_text(encoding="utf-8-sig").splitlines()
    foods[1] = foods[1].replace(",bread,bread,", ",bred,bread,", 1)
    (folder / "foods.csv").write_text("\n".join(foods), encoding="utf-8")
    (folder / "dishes" / "mine.toml").write_text('[[dish]]\nname = "X"\n', encoding="utf-8")
    for command in ("check", "make"):
        result = run(command)
        assert result.exit_code == 1
        assert "runner.toml: row 3, weight 'seventy': write a body weight" in result.output
        assert "runner.toml: row 4, wieght: this key is not known; did you mean 'weight'?" in result.output
        assert "runner.toml: row 5, have: write words in quotes" in result.output
        assert "foods.csv: row 2, column group: 'bred' is not known; did you mean 'bread'?" in result.output
        assert "mine.toml: dish 1 (X): the key 'slots' is missing" in result.output
    assert not (folder / "fuelplan-week.pdf").exists()


def test_a_value_that_cannot_be_read_names_the_row_it_stands_in(folder):
    runner(folder, '# me\nkm = 60\nweight = "seventy"\navoid = ["brocoli"]\n')
    result = run("check")
    assert result.exit_code == 1
    assert "runner.toml: row 3, weight 'seventy': write a body weight" in result.output
    runner(folder, 'km = 60\navoid = ["brocoli"]\n')
    assert "runner.toml: row 2, avoid 'brocoli': no food" in run("make").output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("km = 60km", "not valid TOML"),
        ("km = true", "row 1, km: write a number"),
        ("km = [60]", "row 1, km: write a number"),
        ("[athlete]\nkm = 60", "this key is not known"),
        ("page = 'a5'\nkm = 1", "write a4 or letter"),
        ("seed = 1.5\nkm = 1", "write a whole number"),
        ("diet = 3\nkm = 1", "write it in quotes"),
        ("km = nan", "km 'nan'"),
        ("km = " + "[" * 5000, "runner.toml"),
        ("", "how far do you run"),
    ],
)
def test_bad_runner_files(folder, text, words):
    runner(folder, text)
    result = run("make")
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_notepad_writes_is_read(folder, encoding):
    (folder / "runner.toml").write_bytes("km = 60\r\nweight = 60  # ½\r\n".encode(encoding))
    assert read_runner(folder / "runner.toml").values == {"km": 60, "weight": 60}


def test_a_file_that_is_not_text_or_much_too_large(folder):
    (folder / "runner.toml").write_bytes(b"\xff\xfe\xff\xd8\x00")
    with pytest.raises(InputError, match="save it as UTF-8"):
        read_runner(folder / "runner.toml")
    with (folder / "runner.toml").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InputError, match="more than the 1 MB"):
        read_runner(folder / "runner.toml")


def test_check_is_content_with_a_fresh_folder(folder):
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "no mistakes, nothing odd" in result.output


def test_check_without_a_folder_to_check(tmp_path):
    assert "'fuelplan init' writes them" in run("check", str(tmp_path)).output
    assert "there is no such folder" in run("check", str(tmp_path / "nowhere")).output


def test_check_names_what_is_odd_and_make_goes_on(folder):
    foods = (folder / "foods.csv").read_text(encoding="utf-8-sig").splitlines()
    header = foods[0].split(",")
    sausage = dict.fromkeys(header, "")
    sausage |= {"id": "vegan-sausage", "name": "Vegan sausage", "group": "mixed dish", "portion_name": "1 piece"}
    sausage |= {"portion_g": "50", "diet": "vegan", "haem_class": "pork", "source": "label"}
    sausage |= {"energy_kcal": "900", "carbohydrate_g": "60", "protein_g": "40", "fat_g": "10", "water_g": "20"}
    foods.append(",".join(sausage[name] for name in header))
    (folder / "foods.csv").write_text("\n".join(foods), encoding="utf-8")
    shutil.copy(folder / "dishes" / "snacks.toml", folder / "kept.toml")
    (folder / "dishes" / "mine.toml").write_text(
        '[[dish]]\nname = "Moon cheese"\nslots = ["dinner"]\ntitle = "{it}"\n'
        'part = [{ name = "it", foods = ["moon-cheese"], portions = [1, 2, 1] }]\n',
        encoding="utf-8",
    )
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "'vegan-sausage' is vegan but has haem iron of pork" in result.output
    assert "900 kcal for 'vegan-sausage', but its protein, fat and carbohydrate give 250 to 490" in result.output
    assert "carbohydrate, protein, fat and water of 'vegan-sausage' come to 130 g" in result.output
    assert (
        "dishes that never come, since nothing in the table can fill a part of them: 'Moon cheese' (it)"
        in result.output
    )
    assert "the table has no food 'moon-cheese'" in result.output
    assert run("make", *START).exit_code == 0


def test_an_empty_dish_folder_is_refused(folder):
    for path in (folder / "dishes").iterdir():
        path.unlink()
    result = run("make")
    assert result.exit_code == 1
    assert "there are no dish templates" in result.output


@pytest.mark.parametrize("key", ["out", "json", "html", "ics", "shopping"])
@pytest.mark.parametrize("name", ["../elsewhere", "/tmp/elsewhere", "sub/../../elsewhere", "link/elsewhere"])
def test_runner_toml_writes_nothing_outside_its_folder(tmp_path, monkeypatch, key, name):
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    monkeypatch.chdir(folder)
    suffix = {"out": "pdf", "shopping": "csv"}.get(key, key)
    (folder / "runner.toml").write_text(f'km = 20\n{key} = "{name}.{suffix}"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["make"])
    assert result.exit_code == 1
    assert f"runner.toml: row 2, {key}: '{name}.{suffix}' lies outside the folder of runner.toml" in result.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["link", "runner.toml", "theirs"]


@pytest.mark.parametrize("option", ["--json", "--shopping", "--out"])
@pytest.mark.parametrize("name", ["runner.toml", "foods.csv", "page.toml", "./foods.csv", "same.csv"])
def test_what_a_week_is_planned_from_is_never_written_over(folder, option, name):
    Path("same.csv").symlink_to("foods.csv")
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    result = CliRunner().invoke(main, ["make", "--km", "20", option, name])
    assert result.exit_code == 1
    assert f"{option} '{Path(name)}' is what the week is planned from; give it another name" in result.output
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


def test_an_interrupted_init_is_completed_and_a_changed_folder_is_not_touched(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    whole = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    Path("page.toml").unlink()
    Path("foods.csv").unlink()
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == whole
    Path("page.toml").unlink()
    Path("runner.toml").write_text("km = 20\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["init"])
    assert result.exit_code == 1
    assert "runner.toml exists already and is left as it is" in result.output
    assert not Path("page.toml").exists()
