"""A runner edits the table, through `make`: foods of one's own, marks, regions, spreadsheets of two countries."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import fuelplan
from fuelplan import resources
from fuelplan.cli import main

START = "2026-11-23"
FREEKEH = {
    "id": "freekeh",
    "name": "Freekeh, cooked",
    "menu_name": "freekeh",
    "group": "grain",
    "roles": "grain",
    "portion_name": "½ cup",
    "portion_plural": "cups",
    "portion_g": "90",
    "portions_max": "5",
    "energy_kcal": "130",
    "carbohydrate_g": "26",
    "protein_g": "5",
    "fat_g": "1",
    "fibre_g": "4",
    "water_g": "67",
    "iron_mg": "1.4",
    "phytate_class": "medium",
    "diet": "vegan",
    "allergens": "gluten",
    "source": "made-up label for this test",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("init")
    return tmp_path


def run(*arguments):
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def read_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path, rows, encoding="utf-8", **dialect):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), restval="", **dialect)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def change(folder, edit):
    rows = read_rows(folder / "foods.csv")
    edit(rows)
    write_rows(folder / "foods.csv", rows)


def plan(*options):
    run("make", "--start", START, "--json", "week.json", *options)
    return json.loads(Path("week.json").read_text(encoding="utf-8"))


def times(week, food):
    return sum(item["food"] == food for day in week["days"] for meal in day["meals"] for item in meal["items"])


def uses(food, *options, seeds=4):
    return [times(plan("--seed", str(seed), *options), food) for seed in range(seeds)]


def test_a_food_of_ones_own_with_a_role_appears_where_dishes_offer_that_role(folder):
    change(folder, lambda rows: rows.append(FREEKEH))
    week = plan("--like", "freekeh")
    assert times(week, "freekeh") >= 1
    meal = next(
        meal for day in week["days"] for meal in day["meals"] if any(i["food"] == "freekeh" for i in meal["items"])
    )
    assert "freekeh" in meal["title"] + meal["method"]
    assert sum(uses("freekeh")) >= 1, "without being liked, too"


def test_a_food_in_place_of_another_takes_its_part_in_dishes(folder):
    own_oats = {**FREEKEH, "id": "jumbo-oats", "name": "Jumbo oats", "menu_name": "jumbo oats", "roles": "oats"}
    change(folder, lambda rows: rows.append({**own_oats, "in_place_of": "rolled-oats"}))
    week = plan("--like", "jumbo-oats")
    assert times(week, "jumbo-oats") >= 1
    assert times(week, "rolled-oats") == 0


def mark(food, word):
    def edit(rows):
        next(row for row in rows if row["id"] == food)["mark"] = word

    return edit


def test_marks_in_the_table_move_a_food_up_out_or_first(folder):
    before = uses("kale")
    change(folder, mark("kale", "like"))
    liked = uses("kale")
    change(folder, mark("kale", "have"))
    first = uses("kale")
    change(folder, mark("kale", "avoid"))
    out = uses("kale")
    assert sum(before) < sum(liked) <= sum(first)
    assert min(first) >= 1, "what is at home comes into every week"
    assert sum(out) == 0


def test_what_is_at_home_is_ticked_on_the_shopping_list(folder):
    week = plan("--have", "kale")
    (kale,) = [item for item in week["shopping"] if item["food"] == "kale"]
    assert kale["checked"]
    assert not all(item["checked"] for item in week["shopping"])


def test_what_is_at_home_but_fits_nowhere_is_said(folder):
    assert "Not used this week, although you have it: teff" in " ".join(plan("--have", "teff")["warnings"])


def test_options_name_foods_like_the_marks_do(folder):
    assert sum(uses("salmon", "--like", "salmon")) > sum(uses("salmon"))
    assert sum(uses("salmon", "--avoid", "salmon")) == 0


def test_a_deleted_food_never_comes(folder):
    used = {item["food"] for day in plan()["days"] for meal in day["meals"] for item in meal["items"]}
    gone = sorted(used)[:5]
    change(folder, lambda rows: rows.__setitem__(slice(None), [row for row in rows if row["id"] not in gone]))
    week = plan()
    assert all(times(week, food) == 0 for food in gone)


@pytest.mark.parametrize(("region", "mine", "other"), [("eu", "eu", "us"), ("us", "us", "eu")])
def test_a_region_eats_its_own_staples(rows, region, mine, other):
    regions = {row["id"]: row["region"] for row in rows.values()}
    for seed in range(3):
        week = fuelplan.plan_week(km=60, start=START, seed=seed, region=region)
        eaten = {item.food for day in week.days for meal in day.meals for item in meal.items}
        assert not {food for food in eaten if regions[food] == other}
        assert {food for food in eaten if regions[food] == mine}
        assert all(18 <= day.totals["iron_mg"] <= 36 for day in week.days)
        assert any(("enriched with iron" if region == "us" else "not iron-enriched") in a for a in week.assumptions)


NUMBERS = ("_g", "_mg", "_ug", "_kcal", "_max", "bought_g_per_g", "price_per_100g")


def french(row):
    return {k: v.replace(".", ",") if k.endswith(NUMBERS) else v for k, v in row.items()}


def test_what_a_spreadsheet_wrote_in_france_and_in_the_us_gives_the_same_plan(tmp_path):
    rows = read_rows(resources.foods_csv())
    us, fr = tmp_path / "us.csv", tmp_path / "fr.csv"
    write_rows(us, rows, encoding="utf-8-sig", lineterminator="\r\n")
    write_rows(fr, [french(row) for row in rows], encoding="cp1252", lineterminator="\r\n", delimiter=";")
    assert fr.read_bytes() != us.read_bytes()
    assert b";0,2;" in fr.read_bytes()
    plans = [fuelplan.to_json(fuelplan.plan_week(km=60, start=START, foods=path)) for path in (us, fr)]
    assert plans[0] == plans[1]


def test_unknown_values_are_told_in_numbers_and_words(folder):
    def forget(rows):
        for row in rows:
            row["calcium_mg"] = ""

    change(folder, forget)
    week = plan()
    assert all(day["unknown"]["calcium_mg"] == 1.0 and day["totals"]["calcium_mg"] == 0.0 for day in week["days"])
    assert any("calcium 0 %" in formula["text"] for formula in week["formulas"])


def test_no_hard_rule_rests_on_a_food_whose_iron_is_unknown(folder):
    def forget(rows):
        for row in rows:
            if row["group"] == "legume":
                row["iron_mg"], row["roles"] = "", ""

    change(folder, forget)
    week = plan()
    legumes = {row["id"] for row in read_rows(folder / "foods.csv") if row["group"] == "legume"}
    assert all(times(week, food) == 0 for food in legumes)
    assert all(day["unknown"]["iron_mg"] == 0.0 for day in week["days"])


def test_words_in_capitals_and_with_commas_mean_the_same(folder):
    def shout(rows):
        for row in rows:
            row["diet"] = f" {row['diet'].upper()} "
            row["allergens"] = ", ".join(row["allergens"].upper().split()) or "None"
            row["region"] = row["region"].upper()

    before = plan("--avoid", "nuts", "--diet", "vegetarian")
    change(folder, shout)
    assert plan("--avoid", "nuts", "--diet", "vegetarian")["days"] == before["days"]


def test_a_table_without_its_region_column_is_refused(folder):
    """Without it the iron of US flour would count for those who eat Europe's."""

    def forget(rows):
        for row in rows:
            del row["region"]

    change(folder, forget)
    result = CliRunner().invoke(main, ["make"])
    assert result.exit_code == 1
    assert "the column 'region' is missing" in result.output


def test_a_bare_row_is_named_on_the_menu_by_its_name_up_to_the_comma(folder):
    bare = {key: value for key, value in FREEKEH.items() if key not in ("menu_name", "portion_plural", "phytate_class")}
    change(folder, lambda rows: rows.append(bare))
    week = plan("--have", "freekeh")
    meals = [m for day in week["days"] for m in day["meals"] if any(i["food"] == "freekeh" for i in m["items"])]
    assert meals and not any("cooked" in meal["title"] for meal in meals)


WALNUTS = {**FREEKEH, "id": "noix", "name": "Noix", "menu_name": "walnuts", "group": "nut", "roles": "nut"}


@pytest.mark.parametrize("word", ["nuts", "nut"])
@pytest.mark.parametrize("allergens", ["", "none"])
def test_avoided_nuts_are_avoided_by_their_group_too(folder, word, allergens):
    change(folder, lambda rows: rows.append({**WALNUTS, "allergens": allergens, "mark": "like"}))
    assert times(plan("--avoid", word), "noix") == 0


def test_allergens_that_are_not_stated_are_kept_from_those_who_avoid_any(folder):
    """A blank cell of a food of one's own is no statement; ``none`` is."""
    change(folder, lambda rows: rows.append({**FREEKEH, "allergens": "", "mark": "have"}))
    assert times(plan("--avoid", "fish"), "freekeh") == 0
    assert "kept from all who avoid an allergen" in run("check")
    assert times(plan(), "freekeh") >= 1
    change(folder, lambda rows: rows[-1].update(allergens="none"))
    assert times(plan("--avoid", "fish"), "freekeh") >= 1


def test_allergens_deleted_from_the_table_are_not_taken_for_none(folder):
    def forget(rows):
        for row in rows:
            row["allergens"] = ""

    change(folder, forget)
    shipped = {row["id"]: row["allergens"] for row in read_rows(resources.foods_csv())}
    week = plan("--avoid", "fish")
    eaten = {item["food"] for day in week["days"] for meal in day["meals"] for item in meal["items"]}
    assert not [food for food in eaten if shipped[food]]


@pytest.mark.parametrize("portion", ["½", "1", "0,5", "46024", "01/02/2026", "01-févr", "#NAME?"])
def test_a_portion_without_a_measure_is_a_mistake(folder, portion):
    change(folder, lambda rows: rows.append({**FREEKEH, "portion_name": portion}))
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "column portion_name" in result.output


def test_what_a_deleted_or_misspelt_column_does_is_said(folder):
    def spoil(rows):
        for row in rows:
            row["marks"] = row.pop("mark")
            del row["bought_g_per_g"]

    change(folder, spoil)
    told = run("check")
    assert "the column 'marks' is not known and is ignored; did you mean 'mark'?" in told
    assert "there is no column bought_g_per_g: 1 for every food" in told


def test_a_food_entered_for_a_portion_is_odd(folder):
    label = {"energy_kcal": "125", "carbohydrate_g": "0.2", "protein_g": "8.1", "fat_g": "10.2", "water_g": "10"}
    change(folder, lambda rows: rows.append({**FREEKEH, **label}))
    assert "come to 28 g in 100 g; are they for a portion?" in run("check")
