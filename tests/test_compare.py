"""Two weeks side by side, from Python and on the screen."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

import fuelplan
from fuelplan.cli import main
from fuelplan.compare import compare

START = "2026-11-23"


@pytest.fixture(scope="module")
def other():
    return fuelplan.plan_week(km=40, weight=58, diet="vegan", batch=2, start="2026-11-30")


def row(found, what):
    return next(each for each in found.rows if each.what == what)


def test_figures_are_those_of_the_days(week, other):
    found = compare(week, other)
    iron = [day.totals["iron_mg"] for day in week.days]
    figure = row(found, "iron").figures[0]
    assert (figure.low, figure.high) == pytest.approx((min(iron), max(iron)), abs=1e-3)
    assert figure.mean == pytest.approx(sum(iron) / 7, abs=1e-3)
    protein = row(found, "protein").figures[1]
    assert protein.mean == pytest.approx(sum(day.totals["protein_g"] for day in other.days) / 7 / 58, abs=1e-3)
    working = [sum(meal.minutes for meal in day.meals) for day in week.days[:5]]
    assert row(found, "minutes in the kitchen").figures[0].mean == pytest.approx(sum(working) / 5, abs=1e-3)
    assert row(found, "things to buy").figures[1].mean == len(other.shopping)
    pots = sum(bool(meal.again) for day in other.days for meal in day.meals)
    assert row(found, "lunches from a pot").cells == ("0", str(pots))
    assert week.money.currency in row(found, "money, as eaten").cells[0]
    assert row(found, "wishes not met, in all").figures[0].mean == week.choice.price
    assert [len(dinner) for dinner in found.dinners] == [3] * 7


def test_two_runners_are_told_apart_and_one_is_not(week, other):
    assert any("Not the same runner: 70.0 and 58.0 kg" in note for note in compare(week, other).notes)
    assert not any("Not the same runner" in note for note in compare(week, week).notes)
    assert (
        "none of the main meals" in compare(week, other).notes[-1] or "Dishes in both" in compare(week, other).notes[-1]
    )
    assert all(one == second for _, one, second in compare(week, week).dinners)


def test_what_a_week_does_not_know_is_said(week):
    older = replace(week, money=None, choice=None)
    found = compare(older, week)
    assert row(found, "money, as eaten").cells[0] == "not known"
    assert row(found, "wishes not met, in all").cells[0] == "not known"


def test_a_swapped_week_is_not_compared_by_its_price_in_all(week):
    swapped = fuelplan.swap_meal(week, "tue", "dinner")
    assert not any(each.what == "wishes not met, in all" for each in compare(week, swapped).rows)


def test_on_the_screen_and_for_machines(tmp_path, week, other):
    paths = []
    for name, plan in (("a", week), ("b", other)):
        paths.append(str(tmp_path / f"{name}.json"))
        (tmp_path / f"{name}.json").write_text(fuelplan.to_json(plan), encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", *paths])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].split() == ["a.json", "b.json"]
    assert any(line.startswith("carbohydrate [g/kg a day]") for line in lines)
    plain = json.loads(CliRunner().invoke(main, ["compare", *paths, "--json"]).output)
    assert {"rows", "dinners", "notes"} == set(plain)
    assert plain["rows"][0]["figures"][0].keys() == {"mean", "low", "high"}


def test_both_files_are_complained_about(tmp_path):
    result = CliRunner().invoke(main, ["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 2
