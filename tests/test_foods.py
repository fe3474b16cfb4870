import csv
import math
import re
from pathlib import Path

import pytest

from fuelplan import resources
from fuelplan.dictionary import COLUMNS, as_markdown
from fuelplan.errors import InputError
from fuelplan.foods import load_foods
from fuelplan.oddities import odd_columns, odd_foods
from fuelplan.vocabulary import ALLERGENS, DIETS, NUTRIENTS

# Reference values per 100 g, USDA SR Legacy (April 2018), as printed in FoodData Central.
USDA = [
    ("banana", "173944", "carbohydrate_g", 22.84),
    ("banana", "173944", "iron_mg", 0.26),
    ("lentils", "172421", "iron_mg", 3.33),
    ("lentils", "172421", "energy_kcal", 116),
    ("baby-spinach", None, "iron_mg", 2.71),
    ("rolled-oats", "173904", "iron_mg", 4.25),
    ("chickpeas", "173757", "iron_mg", 2.89),
    ("soybeans", "174271", "iron_mg", 5.14),
    ("white-rice", "169757", "iron_mg", 0.20),
    ("boiled-egg", "173424", "protein_g", 12.58),
]


def edited(tmp_path, change):
    """Write the shipped table with a change to its rows; return the path."""
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    change(rows)
    path = tmp_path / "foods.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(("food", "fdc_id", "column", "value"), USDA)
def test_values_equal_the_source(rows, food, fdc_id, column, value):
    assert float(rows[food][column]) == pytest.approx(value)
    if fdc_id:
        assert rows[food]["source_id"] == fdc_id


def test_every_value_equals_the_source(rows):
    """``usda_composition.csv`` holds the figures of SR Legacy and FNDDS as FoodData Central prints them."""
    with (Path(__file__).parent / "reference" / "usda_composition.csv").open(encoding="utf-8", newline="") as lines:
        source = {(row["source"], row["fdc_id"]): row for row in csv.DictReader(lines)}
    compared = 0
    for row in rows.values():
        if not row["source"].startswith("USDA"):
            continue
        theirs = source[row["source"], row["source_id"]]
        for column in theirs.keys() - {"source", "fdc_id", "description"}:
            compared += 1
            if theirs[column] == "" or row[column] == "":
                assert theirs[column] == row[column], (row["id"], column)
            else:
                assert float(row[column]) == float(theirs[column]), (row["id"], column)
    assert compared > 400 * 17


def test_the_table_is_big_enough_and_every_row_says_where_it_is_from(rows):
    assert len(rows) >= 320
    for row in rows.values():
        assert row["source"]
        assert row["source_id"].isdigit() or row["source"] in ("label value", "CNF 2015"), row["id"]


def test_all_that_heavy_legs_are_told_to_eat_is_there(table):
    roles = {role for food in table for role in food.roles}
    assert {"red-meat", "legume", "tofu", "grain", "oats", "leaf"} <= roles
    ids = {food.id for food in table}
    assert {"lentils", "chickpeas", "split-peas", "peas", "soybeans", "black-beans", "beef-mince-lean"} <= ids


def test_energy_agrees_with_the_macronutrients(rows):
    """4/4/9 against the printed energy, with fibre as the lower and full carbohydrate as the upper reading."""
    odd = []
    for row in rows.values():
        if not row["roles"] or float(row["energy_kcal"]) < 30:
            continue
        protein, fat, carbohydrate = (float(row[c]) for c in ("protein_g", "fat_g", "carbohydrate_g"))
        fibre = float(row["fibre_g"] or 0)
        high = 4 * protein + 9 * fat + 4 * carbohydrate
        low = high - 4 * fibre
        if not 0.85 * low - 5 <= float(row["energy_kcal"]) <= 1.12 * high + 5:
            odd.append((row["id"], float(row["energy_kcal"]), round(low), round(high)))
    assert odd == []


def test_parts_of_100_g_do_not_pass_100_g(rows):
    for row in rows.values():
        parts = [float(row[c] or 0) for c in ("protein_g", "fat_g", "carbohydrate_g", "water_g")]
        assert sum(parts) <= 103, row["id"]


def test_unknown_is_not_zero(table):
    bread = next(food for food in table if food.id == "white-bread")
    assert math.isnan(table.composition[bread.index, NUTRIENTS.index("zinc_mg")])


def test_prices_say_when_where_and_in_what_money(rows):
    priced = [row for row in rows.values() if row["price_per_100g"]]
    assert len(priced) > 300
    for row in priced:
        assert row["price_currency"] and row["price_year"] and row["price_country"], row["id"]
        assert 0.02 < float(row["price_per_100g"]) < 10, row["id"]


def test_two_rows_without_an_id_are_blank_not_twins(tmp_path):
    def blank(rows):
        rows[3]["id"] = rows[7]["id"] = ""

    with pytest.raises(InputError) as caught:
        load_foods(edited(tmp_path, blank))
    assert caught.value.problems == tuple(
        f"foods.csv: row {number}, column id: the cell is blank; fill it in" for number in (5, 9)
    )


def test_no_number_has_three_decimals(rows):
    """A spreadsheet with a decimal comma takes 0.852 for 852."""
    three = [(row["id"], column) for row in rows.values() for column in row if re.fullmatch(r"\d+\.\d{3}", row[column])]
    assert three == []


def test_foods_bought_as_one_thing_come_in_one_pack(rows):
    packs = {}
    for row in rows.values():
        packs.setdefault((row["buy_as"], row["region"]), set()).add(row["pack_g"])
    assert [key for key, sizes in packs.items() if len(sizes) > 1] == []


def test_the_printed_dictionary_is_the_code_s(rows):
    page = (resources.foods_csv().parent / "foods.md").read_text(encoding="utf-8")
    assert page == as_markdown()
    assert list(next(iter(rows.values()))) == [column.name for column in COLUMNS]
    assert all(f"| `{column.name}` |" in page for column in COLUMNS)


def test_nothing_in_the_shipped_table_is_odd(table):
    assert odd_columns(table) + odd_foods(table, table) == []


def test_tags_agree_with_groups(table):
    for food in table:
        if food.group in ("red meat", "poultry"):
            assert food.diet == "omnivore", food.id
        if food.group == "fish":
            assert food.diet in ("pescatarian", "omnivore"), food.id
            assert "fish" in food.allergens, food.id
        if food.diet == "vegan":
            assert not food.allergens & {"milk", "egg", "fish", "crustaceans", "molluscs"}, food.id
        if food.group == "dairy":
            assert "milk" in food.allergens, food.id
        if food.haem_class != "none":
            assert food.diet in ("pescatarian", "omnivore"), food.id
        assert food.allergens <= set(ALLERGENS)
        assert food.diet in DIETS


def test_enriched_flour_is_only_for_the_us(rows):
    assert {row["region"] for row in rows.values() if row["fortified"] == "enriched"} == {"us"}


def test_a_food_in_place_of_another_is_its_twin_of_the_other_region(rows):
    for row in rows.values():
        if row["in_place_of"]:
            twin = rows[row["in_place_of"]]
            assert {row["region"], twin["region"]} == {"eu", "us"}, row["id"]
            assert row["roles"] == twin["roles"], row["id"]


@pytest.mark.parametrize(
    ("portions", "words"), [(1, "½ cup"), (2, "1 cup"), (3, "1½ cups"), (0.5, "¼ cup"), (8, "4 cups")]
)
def test_amounts_read_as_in_a_kitchen(table, portions, words):
    rice = next(food for food in table if food.id == "white-rice")
    assert rice.amount(portions) == words


def test_every_mistake_is_named_with_row_column_and_cure(tmp_path):
    def break_it(rows):
        rows[0]["iron_mg"] = "lots"
        rows[1]["group"] = "bred"
        rows[2]["protein_g"] = "-3"
        rows[3]["id"] = rows[0]["id"]
        rows[4]["portion_g"] = ""

    with pytest.raises(InputError) as caught:
        load_foods(edited(tmp_path, break_it))
    text = str(caught.value)
    assert "row 2, column iron_mg: 'lots'" in text
    assert "row 3, column group" in text
    assert "did you mean 'bread'" in text
    assert "row 4, column protein_g" in text
    assert "row 5, column id" in text
    assert "row 6, column portion_g" in text


def test_missing_columns_and_files_are_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv: there is no such food table"):
        load_foods(tmp_path / "nowhere.csv")
    path = tmp_path / "foods.csv"
    path.write_text("id,name\nx,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="column 'iron_mg' is missing"):
        load_foods(path)
    path.write_bytes(b"\x00\x01\x02\xffbinary")
    with pytest.raises(InputError, match="save it as 'CSV UTF-8'"):
        load_foods(path)


def test_a_food_with_roles_needs_its_iron(tmp_path):
    def blank(rows):
        rows[0]["iron_mg"] = ""

    with pytest.raises(InputError, match="column iron_mg: the value is unknown, but a food with roles needs it"):
        load_foods(edited(tmp_path, blank))
