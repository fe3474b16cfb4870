"""The next week: the day after, other dishes, and of what was asked all but what belonged to its own week."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_plan import check

import fuelplan
from fuelplan.cli import main
from fuelplan.earlier import next_options
from fuelplan.planner.wishes.dish import is_staple

START = "2026-11-23"


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def dinners(week):
    return {meal.dish for day in week.days for meal in day.meals if meal.slot == "dinner"}


def mains(week):
    return {m.dish for day in week.days for m in day.meals if m.slot in ("breakfast", "lunch", "dinner")}


@pytest.mark.parametrize(
    ("options", "diet"),
    [({"km": 60, "batch": 2}, "omnivore"), ({"km": 45, "weight": 60, "diet": "vegan"}, "vegan")],
)
def test_four_weeks_in_a_row_are_other_weeks(options, diet, rows):
    week = fuelplan.plan_week(start=START, **options)
    for first in ("2026-11-30", "2026-12-07", "2026-12-14"):
        following = fuelplan.plan_week(after=week)
        assert following.days[0].date == first
        assert len(dinners(following) - dinners(week)) >= 6
        assert len(mains(following) & mains(week)) <= 2
        check(json.loads(fuelplan.to_json(following)), rows, diet)
        week = following


def test_other_foods_come_than_without_the_week_before(week, table):
    foods = table.by_id()

    def kinds(plan):
        eaten = {item.food for day in plan.days for meal in day.meals for item in meal.items}
        return {foods[key].kind for key in eaten if not is_staple(foods[key])}

    alone = fuelplan.plan_week(km=60, weight="70 kg", start="2026-11-30", seed=1)
    assert len(kinds(fuelplan.plan_week(after=week)) & kinds(week)) < len(kinds(alone) & kinds(week))


def test_what_belonged_to_its_week_stays_there():
    week = fuelplan.plan_week(
        km=50, weight=62, race="sun half 1:50", start=START, seed=4, have="kale", keep="mon dinner=soup", avoid="nuts",
        last_km=45,
    )  # fmt: skip
    options = next_options(week, {})
    assert options.keys() == {"km", "weight", "avoid", "start", "seed", "last_km"}
    assert (options["start"], options["seed"]) == ("2026-11-30", 5)
    assert options["last_km"] == pytest.approx(sum(run.km for day in week.days for run in day.runs), abs=0.05)
    assert next_options(week, {"last_km": 30, "seed": 9, "start": "2027-01-04"}).items() >= {
        ("last_km", 30), ("seed", 9), ("start", "2027-01-04"),
    }  # fmt: skip


def test_runs_come_again_unless_a_race_is_among_them():
    runs = "tue 10 easy; thu 8 easy; sun 18 long"
    assert next_options(fuelplan.plan_week(runs=runs, start=START), {})["runs"] == runs
    raced = fuelplan.plan_week(km=40, runs="tue 10 easy; sun 10 race 0:50:00", start=START)
    assert "runs" not in next_options(raced, {})
    beside = fuelplan.plan_week(runs=runs.replace("sun 18 long", "fri 3 easy"), race="sun 10 50min", start=START)
    assert "runs" in next_options(beside, {})


def test_another_distance_sets_the_others_aside():
    week = fuelplan.plan_week(runs="tue 10 easy; sun 18 long", start=START)
    options = next_options(week, {"km": 70})
    assert "runs" not in options
    assert options["km"] == 70


def test_words_add_up_and_a_trimester_follows_the_other():
    week = fuelplan.plan_week(
        km=30, sex="female", start=START, avoid="nuts, mushrooms", health="pregnant 1, heavy periods"
    )
    options = next_options(week, {"avoid": ("Nuts", "pork"), "health": ("pregnant 2",)})
    assert options["avoid"] == ("Nuts", "pork", "mushrooms")
    assert options["health"] == ("pregnant 2", "heavy periods")


@pytest.fixture
def path(week, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "week.json").write_text(fuelplan.to_json(week), encoding="utf-8")
    return "week.json"


def test_a_week_that_is_followed_in_its_own_file_is_kept(week, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.json").write_text(fuelplan.to_json(week), encoding="utf-8")
    result = CliRunner().invoke(main, ["make", "--from", "w.json", "--json", "./w.json"])
    assert result.exit_code == 0, result.output
    assert "; what was there before is kept as w.json.bak" in result.output
    assert (tmp_path / "w.json.bak").read_text(encoding="utf-8") == fuelplan.to_json(week)
    assert fuelplan.from_json((tmp_path / "w.json").read_text(encoding="utf-8")).days[0].date == "2026-11-30"


def test_the_command_says_what_comes_again(path, week):
    result = run("make", "--from", path, "--json", "next.json")
    assert result.exit_code == 0, result.output
    line = next(line for line in result.output.splitlines() if line.startswith("Next after week.json: "))
    assert f" of its {len(mains(week))} main dishes again" in line
    assert line.endswith("asked as there: km, weight")
    assert Path("next.json").read_text(encoding="utf-8") == fuelplan.to_json(fuelplan.plan_week(after=week))


def test_options_and_runner_toml_win_over_the_week(path, tmp_path):
    (tmp_path / "runner.toml").write_text('weight = 64\navoid = ["pork"]\n', encoding="utf-8")
    assert run("make", "--from", path, "--km", "40", "--json", "next.json").exit_code == 0
    plan = json.loads((tmp_path / "next.json").read_text(encoding="utf-8"))
    assert (plan["asked"]["km"], plan["asked"]["weight"], plan["asked"]["avoid"]) == ("40", 64, ["pork"])
    assert plan["asked"]["start"] == "2026-11-30"


def test_mistakes_say_where_they_stand(path, tmp_path):
    plan = json.loads((tmp_path / path).read_text(encoding="utf-8"))
    plan["asked"]["weight"] = "seventy"
    (tmp_path / path).write_text(json.dumps(plan), encoding="utf-8")
    result = run("make", "--from", path)
    assert result.exit_code == 1
    assert result.output == "fuelplan: week.json: asked.weight 'seventy': write a body weight like 70, 70kg or 154lb\n"
    assert run("make", "--from", "nowhere.json").output.count("\n") == 1
