"""When a food is in season, how many days it keeps, what pack it comes in: what the table says, and how it is read.

``reference/foodkeeper.csv`` holds days in the refrigerator (or the bowl, where only that is given) of the FoodKeeper
data of USDA FSIS, Cornell University and FMI, read in public copies, and USDA's days for opened tins.
``reference/seasons.csv`` holds months of open-field harvest and storage from three published calendars.
"""

import csv
import math
from pathlib import Path

import pytest

from fuelplan import resources
from fuelplan.errors import InputError
from fuelplan.foods import load_foods
from fuelplan.months import read_months
from fuelplan.numerals import read_number
from fuelplan.oddities import odd_columns, odd_foods

REFERENCE = Path(__file__).parent / "reference"
COLUMNS = ("pack_g", "keeps_days", "season")
FRESH = ("meat & fish", "fruit & vegetables")
FOR_WEEKS = 14


def reference(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def written(tmp_path, rows, change=lambda rows: None, without=()):
    """Write a table of some rows with a change to them; return its path."""
    rows = [{key: text for key, text in row.items() if key not in without} for row in rows]
    change(rows)
    path = tmp_path / "foods.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def few(rows):
    return [dict(rows[key]) for key in ("kale", "cod", "canned-chickpeas", "white-rice")]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6 to 9", {6, 7, 8, 9}),
        ("10 to 3", {10, 11, 12, 1, 2, 3}),
        ("12 to 1", {12, 1}),
        ("5 to 6 and 9 to 10", {5, 6, 9, 10}),
        ("4 and 11 to 1", {4, 11, 12, 1}),
        ("7", {7}),
        ("7 to 7", {7}),
        ("06 TO  09", {6, 7, 8, 9}),
        ("1 to 12", set()),
        ("3 to 2", set()),
    ],
)
def test_spans_of_months(text, months):
    assert read_months(text) == months


NO_MONTHS = ("6–13", "6 to 13", "0 to 3", "0", "6 to", "to 6", "6 to 9 to 11", "6 and", "june to july", "٣ to 5")
DATES = ("6-9", "06. Sep", "9-Jun", "Jun-Sep", "06.09.2026", "2026-09-06", "45175", "6.5")


@pytest.mark.parametrize("text", (*NO_MONTHS, *DATES, "", " "))
def test_what_is_no_span_of_months_is_refused_with_the_cure(text):
    with pytest.raises(ValueError, match="is no span of months; write 6 to 9, or 10 to 3 over the new year"):
        read_months(text)


def test_a_mistake_names_file_row_and_column(tmp_path, few):
    def break_it(rows):
        rows[0]["season"] = "6–13"
        rows[1]["season"] = "06. Sep"
        rows[1]["keeps_days"] = "two"
        rows[2]["keeps_days"] = "0"
        rows[3]["pack_g"] = "0"

    with pytest.raises(InputError) as caught:
        load_foods(written(tmp_path, few, break_it))
    text = str(caught.value)
    assert "foods.csv: row 2, column season: '6–13' is no span of months" in text
    assert "foods.csv: row 3, column season: '06. Sep' is no span of months" in text
    assert "row 3, column keeps_days: 'two' is not a number" in text
    assert "row 4, column keeps_days: 0 is too small" in text
    assert "row 5, column pack_g: 0 is too small" in text
    assert len(caught.value.problems) == 5


def test_foods_hold_what_the_table_says(tmp_path, few):
    kale, cod, chickpeas, rice = load_foods(written(tmp_path, few)).foods
    assert (kale.season, kale.keeps_days, kale.pack_g) == ({10, 11, 12, 1, 2, 3}, 4, 200)
    assert (cod.season, cod.keeps_days, cod.pack_g) == (frozenset(), 2, 280)
    assert (chickpeas.season, chickpeas.keeps_days, chickpeas.pack_g) == (frozenset(), 3, 240)
    assert (rice.season, rice.keeps_days, rice.pack_g) == (frozenset(), math.inf, 1000)


@pytest.mark.parametrize("text", ["", "-", "n/a", "unknown"])
def test_a_blank_says_nothing(tmp_path, few, text):
    def blank(rows):
        rows[0].update(dict.fromkeys(COLUMNS, text))

    kale = load_foods(written(tmp_path, few, blank)).foods[0]
    assert (kale.season, kale.keeps_days) == (frozenset(), math.inf)
    assert math.isnan(kale.pack_g)


def test_a_table_without_the_columns_loads_and_is_not_odd(tmp_path, few):
    table = load_foods(written(tmp_path, few, without=COLUMNS))
    assert all(food.season == frozenset() and food.keeps_days == math.inf and math.isnan(food.pack_g) for food in table)
    assert odd_columns(table) == []


def test_a_season_of_something_tinned_is_odd(tmp_path, few):
    def in_season(rows):
        rows[2]["season"] = "6 to 9"

    table = load_foods(written(tmp_path, few, in_season))
    (note,) = odd_foods(table, table)
    assert "row 4, column season: 'canned-chickpeas' has a season but comes from tins & jars" in note


def test_no_season_can_be_taken_for_a_number_or_a_date(rows):
    """Words between the months keep a spreadsheet's hands off them."""
    for row in rows.values():
        if row["season"]:
            assert " to " in row["season"], row["id"]
            with pytest.raises(ValueError, match="is not a number"):
                read_number(row["season"])


def test_every_berry_but_frozen_ones_has_a_season_and_nothing_stored_has_one(table):
    for food in table:
        if "berry" in food.roles and food.aisle != "frozen":
            assert food.season, food.id
        if food.season:
            assert food.aisle == "fruit & vegetables", food.id
            assert 2 <= len(food.season) <= 9, food.id


def test_seasons_agree_with_published_calendars(table):
    """No month of ours is more than one from the calendar's, and none of theirs more than one from ours."""
    foods = table.by_id()
    for row in reference("seasons.csv"):
        ours, theirs = foods[row["food"]].season, read_months(row["months"])
        assert ours <= beside(theirs), row["food"]
        assert theirs <= beside(ours), row["food"]


def beside(months):
    """Return months and their neighbours."""
    return {(month - 1 + step) % 12 + 1 for month in months for step in (-1, 0, 1)}


def test_no_month_is_without_fresh_fruit_leaf_and_vegetable(table):
    for role in ("fruit", "leaf", "vegetable", "salad"):
        for month in range(1, 13):
            assert [f for f in table if role in f.roles and (not f.season or month in f.season)], (role, month)


def test_what_is_fresh_keeps_for_days(table):
    for food in table:
        fresh = food.aisle in FRESH
        if "leaf" in food.roles or (fresh and food.group in ("red meat", "poultry", "fish", "shellfish")):
            assert food.keeps_days <= 7, food.id
        if "berry" in food.roles and fresh:
            assert food.keeps_days <= 10, food.id
        if food.aisle in ("frozen", "nuts & dried fruit") and food.id != "chestnuts":
            assert food.keeps_days == math.inf, food.id


def test_what_keeps_for_weeks_is_blank_and_what_keeps_for_days_has_a_pack(table):
    for food in table:
        assert food.keeps_days == math.inf or 1 <= food.keeps_days < FOR_WEEKS, food.id
        if food.keeps_days < math.inf:
            assert 25 <= food.pack_g <= 2000, food.id


def test_days_agree_with_foodkeeper(table):
    foods = table.by_id()
    for row in reference("foodkeeper.csv"):
        least, most = float(row["least_days"]), float(row["most_days"])
        days = foods[row["food"]].keeps_days
        assert least <= days <= most or (days == math.inf and most >= FOR_WEEKS), row["food"]


def test_foods_bought_as_one_thing_keep_as_long_and_are_in_season_together(rows):
    kept = {}
    for row in rows.values():
        kept.setdefault(row["buy_as"], set()).add((row["keeps_days"], row["season"]))
    assert [name for name, ways in kept.items() if len(ways) > 1] == []


def test_the_dictionary_says_whose_seasons_and_whose_days_they_are():
    page = (resources.foods_csv().parent / "foods.md").read_text(encoding="utf-8")
    assert "northern hemisphere" in page
    assert "FoodKeeper" in page
    assert "SNAP-Ed" in page
