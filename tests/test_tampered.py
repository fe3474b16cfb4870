"""A week read back is not trusted: what its own numbers, its options or the table of foods gainsay is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import fuelplan
from fuelplan import resources
from fuelplan.cli import main

Plan = dict[str, Any]


@pytest.fixture
def plan(week) -> Plan:
    return json.loads(fuelplan.to_json(week))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(plan: Plan, *words: str):
    Path("week.json").write_text(json.dumps(plan), encoding="utf-8")
    return CliRunner().invoke(main, list(words))


def running_day(plan: Plan) -> Plan:
    return next(day for day in plan["days"] if day["runs"] and day["runs"][0]["drink_l"] > 0)


def more_iron_than_allowed(plan: Plan) -> None:
    plan["days"][1]["totals"]["iron_mg"] = 41.0


def less_iron_than_needed(plan: Plan) -> None:
    plan["days"][1]["totals"]["iron_mg"] = 11.0


def a_looser_window(plan: Plan) -> None:
    plan["days"][1]["totals"]["iron_mg"] = 60.0
    plan["days"][1]["needs"]["iron_mg"].update(max=100.0, hard=False)


def more_drunk_than_sweated(plan: Plan) -> None:
    day = running_day(plan)
    drink = next(drink for drink in day["drinks"] if drink["why"] == "during the run")
    extra = 1000 * day["runs"][0]["sweat_l"]
    drink["ml"] += extra
    day["drink_ml"] += extra
    day["runs"][0]["drink_l"] += extra / 1000


def three_litres_within_the_hour(plan: Plan) -> None:
    day = plan["days"][0]
    day["drinks"].append({"time": "15:00", "ml": 3000.0, "what": "water", "why": "with a snack"})
    day["drink_ml"] += 3000.0


def drinks_for_a_run_that_is_not_there(plan: Plan) -> None:
    day = next(day for day in plan["days"] if not day["runs"])
    day["drinks"].append({"time": "05:00", "ml": 400.0, "what": "water", "why": "during the run"})
    day["drink_ml"] += 400.0


def drinks_that_do_not_add_up(plan: Plan) -> None:
    plan["days"][0]["drink_ml"] *= 2


def grams_below_nothing(plan: Plan) -> None:
    plan["days"][0]["meals"][0]["items"][0]["grams"] = -40.0


def a_tonne_of_rice(plan: Plan) -> None:
    plan["shopping"][0]["grams"] = 1e6


def a_run_of_minutes_without_end(plan: Plan) -> None:
    running_day(plan)["runs"][0]["minutes"] = 1e9


BY_ITSELF: list[tuple[Callable[[Plan], None], str]] = [
    (more_iron_than_allowed, "iron_mg of 41.0 is outside 18.0 to 36.0"),
    (less_iron_than_needed, "iron_mg of 11.0 is outside 18.0 to 36.0"),
    (a_looser_window, "iron_mg of 60.0 is outside 18.0 to 36.0"),
    (more_drunk_than_sweated, "km run than is sweated"),
    (three_litres_within_the_hour, "mL are drunk in the hour from"),
    (drinks_for_a_run_that_is_not_there, "something is drunk during a run that is not there"),
    (drinks_that_do_not_add_up, "its drinks do not add up to"),
    (grams_below_nothing, "days[0].meals[0].items[0].grams is -40; it should be 0 to 100000"),
    (a_tonne_of_rice, "shopping[0].grams is 1e+06"),
    (a_run_of_minutes_without_end, "runs[0].minutes is 1e+09; it should be 0 to 10080"),
]


@pytest.mark.parametrize(("tamper", "said"), BY_ITSELF, ids=lambda value: getattr(value, "__name__", ""))
def test_what_a_file_says_against_itself_is_refused_wherever_it_is_read(plan, tamper, said):
    tamper(plan)
    with pytest.raises(fuelplan.InputError) as error:
        fuelplan.from_json(json.dumps(plan))
    assert said in str(error.value)
    for words in (
        ("make", "--from", "week.json"),
        ("swap", "week.json", "tue", "dinner"),
        ("compare",) + ("week.json",) * 2,
    ):
        result = run(plan, *words)
        assert result.exit_code == 1
        assert said in result.output
        assert "Traceback" not in result.output


def more_of_a_food(plan: Plan) -> None:
    items = [item for meal in plan["days"][1]["meals"] for item in meal["items"]]
    for item in items:
        item["grams"] *= 3


def another_food(plan: Plan) -> None:
    plan["days"][1]["meals"][0]["items"][0]["food"] = "beef-liver"


def less_energy(plan: Plan) -> None:
    plan["days"][1]["totals"]["energy_kcal"] -= 300


def more_sweat_and_more_to_drink(plan: Plan) -> None:
    more_drunk_than_sweated(plan)
    running_day(plan)["runs"][0]["sweat_l"] *= 3
    for run_ in running_day(plan)["runs"]:
        run_["minutes"] *= 4


def another_supplement(plan: Plan) -> None:
    plan["asked"]["iron_supplement"] = "14"


def a_lighter_runner(plan: Plan) -> None:
    plan["asked"]["weight"] = "45 kg"


def another_day(plan: Plan) -> None:
    plan["days"][3]["date"] = "2026-12-24"


BY_THE_TABLE = [
    more_of_a_food,
    another_food,
    less_energy,
    more_sweat_and_more_to_drink,
    another_supplement,
    a_lighter_runner,
    another_day,
]


@pytest.mark.parametrize("tamper", BY_THE_TABLE, ids=lambda value: value.__name__)
def test_what_the_options_or_the_table_gainsay_is_planned_on_from_by_nothing(plan, tamper):
    tamper(plan)
    for words in (("make", "--from", "week.json"), ("swap", "week.json", "tue", "dinner")):
        result = run(plan, *words)
        assert result.exit_code == 1, (words, result.output)
        assert result.output.startswith("fuelplan: week.json: ")
        assert "make the week again" in result.output.casefold()
    assert not list(Path().glob("*.pdf"))


def test_words_that_say_another_amount_are_not_printed(plan):
    item = plan["days"][5]["meals"][0]["items"][0]
    item["amount"] = "2 kg"
    result = run(plan, "swap", "week.json", "tue", "dinner")
    assert result.exit_code == 1
    assert f"Sat: '2 kg {item['name']}' should read" in result.output


def test_a_table_that_was_edited_since_stops_the_swap_but_not_the_next_week(plan):
    table = resources.foods_csv().read_text(encoding="utf-8")
    food = plan["days"][2]["meals"][0]["items"][0]["food"]
    rows = [
        _with(row, "vitamin_c_mg", "99", table) if row.startswith(f"{food},") else row for row in table.splitlines()
    ]
    Path("foods.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert "was foods.csv changed since" in run(plan, "swap", "week.json", "tue", "dinner").output
    result = run(plan, "make", "--from", "week.json")
    assert result.exit_code == 0, result.output


def test_a_week_of_another_version_is_planned_on_unless_its_iron_is_not_in_the_table(plan):
    plan["fuelplan"] = "0.0.9"
    assert run(plan, "make", "--from", "week.json").exit_code == 0
    more_of_a_food(plan)
    result = run(plan, "make", "--from", "week.json")
    assert result.exit_code == 1
    assert "Tue: iron " in result.output
    assert "is outside 18 to 36 mg; was foods.csv changed since, or this file?" in result.output


def _with(row: str, column: str, value: str, table: str) -> str:
    names = next(csv.reader([table.splitlines()[0]]))
    cells = next(csv.reader([row]))
    cells[names.index(column)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
