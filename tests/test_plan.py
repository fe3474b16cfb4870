"""The planned week, re-added from the CSV by this file's own arithmetic, and the hard rules for many runners."""

import csv
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import examples

import fuelplan
from fuelplan import resources
from fuelplan.vocabulary import ALLERGENS, DIETS, NUTRIENTS

START = "2026-11-23"


def column_of(nutrient):
    return "water_g" if nutrient == "water_ml" else nutrient


def readd(day, nutrient, rows):
    total = 0.0
    for meal in day["meals"]:
        for item in meal["items"]:
            cell = rows[item["food"]][column_of(nutrient)]
            total += float(cell) * item["grams"] / 100 if cell else 0.0
    if nutrient == "sodium_mg":
        total += sum(drink["sodium_mg"] for drink in day["drinks"])
    if nutrient == "carbohydrate_g":
        total += sum(drink["carbohydrate_g"] for drink in day["drinks"])
    return total


def check(plan, rows, diet="omnivore", cap=36.0):
    """Assert every hard rule on a plan's JSON, from the CSV rows alone."""
    assert len(plan["days"]) == 7
    for day in plan["days"]:
        iron = readd(day, "iron_mg", rows) + sum(pill["iron_mg"] for pill in day["supplements"])
        assert 18 <= iron <= cap
        assert {"breakfast", "lunch", "dinner"} <= {meal["slot"] for meal in day["meals"]}
        for item in (item for meal in day["meals"] for item in meal["items"]):
            row = rows[item["food"]]
            assert DIETS.index(row["diet"]) >= DIETS.index(diet)
            assert 0 < item["portions"] <= float(row["portions_max"])
            assert item["grams"] == pytest.approx(item["portions"] * float(row["portion_g"]), abs=0.06)
        assert day["energy_availability_kcal_per_kg"] >= 30
        during = sum(drink["ml"] for drink in day["drinks"] if drink["why"] == "during the run")
        assert during <= 1000 * sum(run["sweat_l"] for run in day["runs"]) + 1e-6
        for run in day["runs"]:
            assert run["drink_l"] <= run["sweat_l"]
        drunk = sum(drink["ml"] for drink in day["drinks"])
        assert drunk == pytest.approx(day["drink_ml"])
        least = 10 * plan["athlete"]["mass_kg"]
        assert drunk <= max(least, day["water_need_ml"] - day["water_from_food_ml"]) + 1e-6


def test_totals_add_up_from_the_csv(week, rows):
    plan = json.loads(fuelplan.to_json(week))
    check(plan, rows)
    for day in plan["days"]:
        assert set(day["totals"]) == set(NUTRIENTS)
        for nutrient, printed in day["totals"].items():
            assert readd(day, nutrient, rows) == pytest.approx(printed, rel=1e-3, abs=0.01), nutrient


def test_unknown_shares_are_those_of_the_blank_cells(week, rows):
    for day in week.days:
        weight = sum(item.grams for meal in day.meals for item in meal.items)
        for nutrient, share in day.unknown.items():
            blank = sum(
                item.grams for meal in day.meals for item in meal.items if not rows[item.food][column_of(nutrient)]
            )
            assert share == pytest.approx(blank / weight, abs=1e-3)
        assert day.unknown["iron_mg"] == 0


def test_the_default_week_meets_its_windows_and_varies(week):
    dinners = [meal.dish for day in week.days for meal in day.meals if meal.slot == "dinner"]
    assert len(set(dinners)) == 7
    assert len({item.food for day in week.days for meal in day.meals for item in meal.items}) >= 25
    for day in week.days:
        for nutrient in ("energy_kcal", "carbohydrate_g", "protein_g", "fat_g"):
            need = day.needs[nutrient]
            assert need.min <= day.totals[nutrient] <= need.max, (day.weekday, nutrient)
        foods = [item.food for meal in day.meals for item in meal.items]
        assert 5 <= len(day.meals) <= 9
        assert len(foods) <= 40


def test_json_has_the_contract(week):
    plan = json.loads(fuelplan.to_json(week))
    assert plan["schema"] == 1
    assert {
        "fuelplan",
        "schema",
        "seed",
        "athlete",
        "assumptions",
        "days",
        "shopping",
        "warnings",
        "references",
    } <= set(plan)
    day = plan["days"][1]
    assert {
        "date", "weekday", "runs", "needs", "totals", "unknown", "meals", "supplements", "drinks",
        "water_need_ml", "water_from_food_ml", "drink_ml",
    } <= set(day)  # fmt: skip
    assert {"km", "minutes", "start", "kind", "sweat_l", "drink_l", "carbohydrate_g"} <= set(day["runs"][0])
    assert {"min", "aim", "max", "hard"} <= set(day["needs"]["iron_mg"])
    assert day["needs"]["iron_mg"]["hard"] is True
    assert {"slot", "time", "dish", "title", "items"} <= set(day["meals"][0])
    assert {"food", "name", "grams", "portions", "portion_name"} <= set(day["meals"][0]["items"][0])
    assert {"time", "ml", "what", "why", "sodium_mg", "carbohydrate_g"} <= set(day["drinks"][0])
    assert {"food", "buy_as", "grams", "aisle", "checked"} <= set(plan["shopping"][0])
    assert day["date"] == "2026-11-24"
    assert "NaN" not in json.dumps(plan)


def test_json_reads_back_to_the_same_plan(week):
    again = fuelplan.from_json(fuelplan.to_json(week))
    assert fuelplan.to_json(again) == fuelplan.to_json(week)
    assert fuelplan.to_pdf(again) == fuelplan.to_pdf(week)


def test_same_seed_same_bytes_other_seed_other_week(week):
    again = fuelplan.plan_week(km=60, weight="70 kg", start=START)
    other = fuelplan.plan_week(km=60, weight="70 kg", start=START, seed=1)
    assert fuelplan.to_json(again) == fuelplan.to_json(week)
    assert fuelplan.to_pdf(again) == fuelplan.to_pdf(week)
    assert fuelplan.to_json(other) != fuelplan.to_json(week)


def test_shopping_is_what_is_eaten_as_bought(week, rows):
    eaten = sum(
        item.grams * float(rows[item.food]["bought_g_per_g"])
        for day in week.days
        for meal in day.meals
        for item in meal.items
        if item.food != "water"
    )
    assert sum(line.grams for line in week.shopping) == pytest.approx(eaten, rel=1e-3)
    assert len({(line.aisle, line.buy_as) for line in week.shopping}) == len(week.shopping)
    items = [item for day in week.days for meal in day.meals for item in meal.items]
    eggs = sum(item.portions for item in items if rows[item.food]["group"] == "egg")
    assert next((line.pieces for line in week.shopping if line.buy_as == "eggs"), 0) == eggs


@pytest.mark.parametrize("diet", DIETS)
def test_every_diet(diet, rows):
    plan = fuelplan.plan_week(km=50, weight=62, diet=diet, start=START)
    check(json.loads(fuelplan.to_json(plan)), rows, diet)


@pytest.mark.parametrize("allergen", ["gluten", "milk", "egg", "fish", "peanut", "soya", "nuts", "sesame"])
def test_allergens_stay_out(allergen, rows):
    assert allergen in ALLERGENS
    plan = fuelplan.plan_week(km=50, weight=62, avoid=allergen, start=START)
    for item in (item for day in plan.days for meal in day.meals for item in meal.items):
        assert allergen not in rows[item.food]["allergens"].split()


def test_avoided_pork_keeps_ham_and_bacon_out_too(rows):
    plan = fuelplan.plan_week(km=50, weight=62, avoid="pork", start=START, seed=3)
    eaten = {item.food for day in plan.days for meal in day.meals for item in meal.items}
    assert not {food for food in eaten if rows[food]["haem_class"] == "pork"}


def test_an_unknown_avoided_word_is_asked_about():
    with pytest.raises(fuelplan.InputError, match=r"'broccolli'.*did you mean broccoli"):
        fuelplan.plan_week(km=50, avoid="broccolli", start=START)


def test_swaps_keep_the_day_inside_the_iron_window(week, rows):
    by_menu_name = {row["menu_name"]: row for row in rows.values()}
    seen = 0
    for seed in range(3):
        plan = fuelplan.plan_week(km=60, weight=70, start=START, seed=seed)
        for day in plan.days:
            for meal in (meal for meal in day.meals if meal.swap):
                new, old = meal.swap.split(" instead of ")
                item = next(item for item in meal.items if rows[item.food]["menu_name"] == old)
                row = by_menu_name[new]
                change = float(row["iron_mg"]) * item.portions * float(row["portion_g"]) / 100
                change -= float(rows[item.food]["iron_mg"]) * item.grams / 100
                assert 17.9 <= day.totals["iron_mg"] + change <= 36.1
                seen += 1
    assert seen > 0


def test_iron_cap_is_kept(rows):
    plan = fuelplan.plan_week(km=60, weight=70, iron_cap=22, start=START)
    check(json.loads(fuelplan.to_json(plan)), rows, cap=22)


def test_no_week_says_why_and_what_would_help():
    with pytest.raises(fuelplan.NoPlanError, match="fewer kilometres"):
        fuelplan.plan_week(km=300, weight=178, start=START)
    with pytest.raises(fuelplan.NoPlanError, match="avoid fewer"):
        fuelplan.plan_week(
            km=60,
            avoid="bread,flatbread,oats,cereal,grain,pasta,potato,milk,egg,gluten,noodle,rice,legume",
            start=START,
        )


@settings(max_examples=examples(25))
@given(st.integers(0, 10**6))
def test_random_runners_get_a_safe_week_or_a_reason(rows, number):
    chance = random.Random(number)
    options = {
        "km": round(chance.uniform(0, 200), 1),
        "weight": round(chance.uniform(35, 180), 1),
        "diet": chance.choice(DIETS),
        "temp": round(chance.uniform(-5, 38), 1),
        "humidity": round(chance.uniform(0, 100)),
        "sex": chance.choice([None, "female", "male"]),
        "seed": number,
    }
    try:
        plan = fuelplan.plan_week(start=START, **options)
    except fuelplan.NoPlanError as reason:
        assert reason.exit_code == 3
        assert len(str(reason)) > 40
    else:
        check(json.loads(fuelplan.to_json(plan)), rows, options["diet"])


def test_a_food_added_to_the_table_is_eaten_and_bought(tmp_path):
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    oat_drink = next(row for row in rows if row["id"] == "oat-drink")
    mine = {
        **oat_drink,
        "id": "hazel-drink",
        "name": "Hazel drink",
        "menu_name": "hazel drink",
        "buy_as": "hazel drink",
    }
    path = tmp_path / "foods.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, mine)
        writer.writeheader()
        writer.writerows([*(row for row in rows if "milk" not in row["roles"].split()), mine])
    plan = fuelplan.plan_week(km=60, start=START, foods=path)
    assert "hazel-drink" in {item.food for day in plan.days for meal in day.meals for item in meal.items}
    assert "hazel drink" in {line.buy_as for line in plan.shopping}
