"""`fuelplan foods`: list, search, show, columns, add, import, verify."""

import csv
import json
import math

import fdc_download as usda
import pytest
from click.testing import CliRunner

from fuelplan import resources
from fuelplan.browse import MEASURES
from fuelplan.cli import main
from fuelplan.errors import InputError
from fuelplan.extend import add_rows, new_id
from fuelplan.folder import write_folder
from fuelplan.foods import load_foods
from fuelplan.vocabulary import SORTS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "me")
    monkeypatch.chdir(tmp_path / "me")
    return tmp_path / "me"


def run(*arguments, code=0):
    result = CliRunner().invoke(main, ["foods", *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def listed(*options):
    header, *lines = run("list", *options).splitlines()
    return header, [line.split()[0] for line in lines]


def row_of(path, food, encoding="utf-8-sig", delimiter=","):
    with path.open(encoding=encoding, newline="") as lines:
        return next(row for row in csv.DictReader(lines, delimiter=delimiter) if row["id"] == food)


@pytest.mark.parametrize(
    ("sort", "column"), [("iron", "iron_mg"), ("carbohydrate", "carbohydrate_g"), ("protein", "protein_g")]
)
def test_lists_are_sorted_by_what_a_portion_holds(rows, sort, column):
    def in_a_portion(row):
        return float(row[column]) * float(row["portion_g"])

    _, ids = listed("--sort", sort, "--top", "20")
    best = sorted((row for row in rows.values() if row[column]), key=in_a_portion, reverse=True)[:20]
    assert [in_a_portion(rows[key]) for key in ids] == pytest.approx([in_a_portion(row) for row in best])


def test_every_way_to_sort_is_measured():
    assert set(SORTS) == {"name", *MEASURES}


def test_the_cheapest_portion_comes_first_and_unknown_prices_last(rows):
    _, ids = listed("--sort", "price")
    prices = [float(rows[key]["price_per_100g"] or "nan") * float(rows[key]["portion_g"]) for key in ids]
    known = [price for price in prices if not math.isnan(price)]
    assert prices[: len(known)] == pytest.approx(sorted(known))
    assert len(known) < len(prices)


def test_absorbed_iron_ranks_haem_over_plants_of_equal_iron(rows):
    _, ids = listed("--sort", "absorbed")
    assert ids.index("beef-mince-lean") < ids.index("lentils")
    assert float(rows["lentils"]["iron_mg"]) > float(rows["beef-mince-lean"]["iron_mg"])


def test_lists_are_filtered(rows):
    _, ids = listed("--group", "legume", "--diet", "vegan", "--role", "legume")
    asked = {"group": "legume", "diet": "vegan", "roles": "legume"}
    assert set(ids) == {key for key, row in rows.items() if asked.items() <= row.items()}
    assert "did you mean 'legume'?" in run("list", "--group", "legum", code=1)


def test_a_list_as_json_says_null_for_unknown():
    foods = {food["id"]: food for food in json.loads(run("list", "--json"))}
    assert foods["white-bread"]["zinc_mg"] is None
    assert foods["lentils"]["iron_mg"] == 3.33
    assert foods["lentils"]["portion_g"] == 50


def test_search_by_words_accents_and_near_spelling(folder):
    assert "broccoli" in run("search", "BROCC")
    assert "lentils" in run("search", "lentls")
    run("add", "name=Crème fraîche", "group=dairy", "allergens=milk", "source=label", "diet=vegetarian")
    assert "creme-fraiche" in run("search", "creme", "fraiche")
    assert "no food has these words" in run("search", "zzzzqqq", code=1)


def test_show_says_everything_with_its_source():
    text = run("show", "lentils")
    assert "3.33" in text
    assert "1.665" in text, "per portion of 50 g"
    assert "USDA SR Legacy 2018" in text and "172421" in text
    assert "unknown" in run("show", "white-bread")
    assert "did you mean" in run("show", "lentil", code=1)


def test_columns_prints_the_data_dictionary():
    assert run("columns") == (resources.foods_csv().parent / "foods.md").read_text(encoding="utf-8")


def test_add_reads_other_units_and_keeps_every_old_byte(folder):
    before = (folder / "foods.csv").read_bytes()
    run("add", "--from", "wholemeal-bread", "name=Rye & <b> loaf", "energy_kJ=1000", "iron [µg]=2500", "portion (oz)=2")
    after = (folder / "foods.csv").read_bytes()
    assert after.startswith(before)
    assert (folder / "foods.csv.bak").read_bytes() == before
    row = row_of(folder / "foods.csv", "rye-b-loaf")
    assert float(row["energy_kcal"]) == pytest.approx(1000 / 4.184)
    assert float(row["iron_mg"]) == pytest.approx(2.5)
    assert float(row["portion_g"]) == pytest.approx(2 * 28.349523125)
    assert row["source"] == "own, from wholemeal-bread"
    assert row["source_id"] == "" and row["buy_as"] == ""


def test_add_writes_as_the_table_is_written(tmp_path):
    """A French table in Windows-1252 whose iron stands in µg and which has a column of its owner's."""
    write_folder(tmp_path / "fr", semicolon=True)
    path = tmp_path / "fr" / "foods.csv"
    lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").splitlines()
    lines = [line + (";mon avis" if not place else ";") for place, line in enumerate(lines)]
    lines[0] = lines[0].replace("calcium_mg", "calcium [g]")
    path.write_bytes(("\r\n".join(lines)).encode("cp1252"))
    place = lines[0].split(";").index("calcium [g]")
    zero = [";".join("" if i == place else cell for i, cell in enumerate(line.split(";"))) for line in lines[1:]]
    path.write_bytes(("\r\n".join([lines[0], *zero])).encode("cp1252"))
    values = ("name=Pâté", "group=mixed dish", "calcium_mg=12.5", "iron_mg=1,5", "source=étiquette")
    run("add", "--foods", str(path), *values)
    row = row_of(path, "pate", encoding="cp1252", delimiter=";")
    assert (row["calcium [g]"], row["iron_mg"], row["name"], row["mon avis"]) == ("0,0125", "1,5", "Pâté", "")
    assert path.read_bytes().endswith(b"\r\n")


def test_a_letter_the_encoding_lacks_turns_the_table_into_utf_8(tmp_path):
    write_folder(tmp_path / "pl")
    path = tmp_path / "pl" / "foods.csv"
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1252"))
    run("add", "--foods", str(path), "name=Żurek", "group=mixed dish", "source=own")
    assert row_of(path, "zurek")["name"] == "Żurek"
    assert row_of(path, "rolled-oats")["portion_name"] == "¼ cup"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["iron_mg=lots"], "'iron_mg=lots': 'lots' is not a number"),
        (["name=K\udcc3\udca4se"], "the terminal garbles these letters"),
        (["iron=3"], "the table has no column 'iron'"),
        (["name"], "write column=value"),
        (["name=X", "group=bred", "source=me"], "did you mean 'bread'?"),
        (["name=X", "group=bread"], "column source: the cell is blank"),
        (["name==cmd|' /C calc'!A0", "group=bread", "source=me"], "is a formula"),
        (["name=X", "id=lentils", "group=bread", "source=me"], "'lentils' stands in row"),
        (["name=X", "group=bread", "source=me", "iron [kcal]=3"], "does not fit"),
    ],
)
def test_what_cannot_be_added_changes_nothing(folder, values, words):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert words in run("add", *values, code=1)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_without_a_table_of_ones_own_nothing_is_added(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "'fuelplan init' writes one" in run("add", "name=X", code=1)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def download(tmp_path):
    return usda.write_folder(tmp_path / "download", usda.tables())


def test_import_from_fooddata_central_keeps_provenance_and_every_row(folder, download):
    before = (folder / "foods.csv").read_bytes()
    text = run("import", str(download), "--match", "pear")
    assert "Added to foods.csv" in text
    assert (folder / "foods.csv").read_bytes().startswith(before)
    table = load_foods(folder / "foods.csv")
    (pear,) = [food for food in table if "pear" in food.name.lower() and food.id.startswith("pear") and not food.roles]
    assert table.cells.text(pear.index, "source").startswith("USDA Foundation Foods")
    assert pear.allergens == {"unknown"} and not pear.roles


def test_what_is_there_already_is_not_added_twice(folder, download):
    before = (folder / "foods.csv").read_bytes()
    text = run("import", str(download), "--id", "173944")
    assert "1 there already and left as they are: banana" in text
    assert (folder / "foods.csv").read_bytes() == before
    assert not (folder / "foods.csv.bak").exists()


def test_import_everything_twice_adds_it_once(folder, download):
    run("import", str(download), "--all")
    once = (folder / "foods.csv").read_bytes()
    assert "Added" not in run("import", str(download), "--all")
    assert (folder / "foods.csv").read_bytes() == once


def test_import_asks_which_foods(folder, download):
    assert "which foods?" in run("import", str(download), code=1)
    assert "fdc_id 999" in run("import", str(download), "--id", "999", code=1)
    assert "nothing there matches 'unicorn'" in run("import", str(download), "--match", "unicorn", code=1)


def test_search_in_a_download(download):
    assert "173944" in run("search", "banana", "--in", str(download))


CSV = """Produkt;Brennwert (kJ);Kohlenhydrate;Eiweiß;Fett;Wasser;Eisen µg;EAN
Haferkekse;1900;65,5;7,5;18;4,2;3100;400123
Wunderpulver;1500;80;5;1;;?;400124
"""
MAPS = (
    *("--map", "name=Produkt", "--map", "energy_kJ=Brennwert (kJ)", "--map", "carbohydrate_g=Kohlenhydrate"),
    *("--map", "protein_g=Eiweiß", "--map", "fat_g=Fett", "--map", "water_g=Wasser", "--map", "iron [µg]=Eisen µg"),
    *("--map", "source_id=EAN"),
)


def test_import_from_any_csv_with_a_mapping(folder, tmp_path):
    path = tmp_path / "produkte.csv"
    path.write_bytes(CSV.encode("cp1252"))
    text = run("import", str(path), "--all", *MAPS, "--set", "group=sweet", "--set", "roles=sweet")
    assert "haferkekse, wunderpulver" in text
    assert "1 came without roles" in text and "wunderpulver" in text
    oats, powder = (row_of(folder / "foods.csv", key) for key in ("haferkekse", "wunderpulver"))
    assert float(oats["energy_kcal"]) == pytest.approx(1900 / 4.184)
    assert float(oats["iron_mg"]) == pytest.approx(3.1)
    assert (oats["carbohydrate_g"], oats["source"], oats["source_id"]) == ("65.5", "produkte.csv", "400123")
    assert (powder["iron_mg"], powder["water_g"], powder["roles"]) == ("", "", "")
    assert (oats["roles"], oats["portion_name"], oats["portion_g"]) == ("sweet", "100 g", "100")


def test_a_mapping_file_says_the_same(folder, tmp_path):
    path, mapping = tmp_path / "produkte.csv", tmp_path / "map.toml"
    path.write_bytes(CSV.encode("utf-16"))
    pairs = [text.partition("=") for text in MAPS if text != "--map"]
    mapping.write_text("".join(f'"{ours}" = "{theirs}"\n' for ours, _, theirs in pairs), encoding="utf-8")
    run("import", str(path), "--id", "400123", "--mapping", str(mapping), "--set", "group=sweet")
    assert row_of(folder / "foods.csv", "haferkekse")["iron_mg"] == "3.1"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--map", "name=Product"], "produkte.csv has no column 'Product'; did you mean 'Produkt'?"),
        (["--map", "nmae=Produkt"], "the table has no column 'nmae'; did you mean 'name'?"),
        (["--map", "iron [IU]=Eisen µg"], "the unit 'iu' is not known"),
        (["--map", "name"], "write COLUMN=HEADING"),
        (["--map", "fat_g=Fett"], "row 2 has no name"),
        (["--map", "name=Produkt", "--map", "iron_mg=Produkt"], "2 columns are taken from 'Produkt'"),
        (["--map", "name=Produkt", "--map", "iron_mg=EAN"], "cannot be: at most"),
        (["--map", "name=EAN", "--map", "fat_g=Produkt"], "row 2, column fat_g: 'Haferkekse' is not a number"),
        (["--map", "name=Produkt", "--set", "group=cake"], "'cake' is not known"),
    ],
)
def test_a_mapping_that_cannot_be_used_changes_nothing(folder, tmp_path, options, words):
    path = tmp_path / "produkte.csv"
    path.write_text(CSV, encoding="utf-8")
    before = (folder / "foods.csv").read_bytes()
    assert words in run("import", str(path), "--all", *options, code=1)
    assert (folder / "foods.csv").read_bytes() == before


def test_a_row_put_between_others_is_added_and_they_are_not_added_again(folder, tmp_path):
    path = tmp_path / "shop.csv"
    options = (str(path), "--all", "--map", "name=Product", "--set", "group=sweet")
    rye, oat, spelt = ("Rye biscuit,1", "Oat biscuit,2", "Spelt biscuit,3")
    for rows, ids in (
        ([oat, rye, rye], "oat-biscuit, rye-biscuit, rye-biscuit-2"),
        ([spelt, oat, rye, rye], "spelt-biscuit"),
        ([rye, spelt, rye, oat], None),
    ):
        path.write_text("\n".join(["Product,Price", *rows]), encoding="utf-8")
        text = run("import", *options)
        assert f"Added to foods.csv: {ids}. " in text if ids else "Added" not in text


def test_an_id_the_csv_does_not_have_is_named(folder, tmp_path):
    path = tmp_path / "produkte.csv"
    path.write_text(CSV, encoding="utf-8")
    before = (folder / "foods.csv").read_bytes()
    text = run("import", str(path), "--id", "400123", "--id", "999", *MAPS, "--set", "group=sweet", code=1)
    assert "produkte.csv: no row has the id '999'" in text
    assert "400123" not in text
    assert (folder / "foods.csv").read_bytes() == before


def test_a_mapped_column_beside_one_of_that_very_name_is_one_too_many(folder, tmp_path):
    path = tmp_path / "shop.csv"
    path.write_text("Produkt;Name\nHaferkekse;Oat biscuits\n", encoding="utf-8")
    assert "both hold name; delete one" in run("import", str(path), "--all", "--map", "name=Produkt", code=1)


@pytest.mark.parametrize(
    ("category", "description", "filed"),
    [
        ("Dairy and Egg Products", "Egg, whole, raw, fresh", {"group": "egg", "haem_class": "none"}),
        ("Dairy and Egg Products", "Cheese, gouda", {"group": "dairy", "haem_class": "none"}),
        ("Beef Products", "Beef, variety meats, liver, raw", {"group": "red meat", "haem_class": "liver"}),
        ("Beef Products", "Beef, ground, raw", {"group": "red meat", "haem_class": "beef"}),
        ("Baked Products", "Bread, white, enriched", {"group": "bread", "fortified": "enriched", "region": "us"}),
        ("Baked Products", "Bread, white, unenriched", {"group": "bread", "fortified": "no", "region": ""}),
        ("Beverages", "Soy drink, fortified with calcium", {"group": "drink", "fortified": "fortified", "region": ""}),
        ("Fast Foods", "Pizza", {"group": "mixed dish", "aisle": "other"}),
    ],
)
def test_a_food_of_the_download_is_filed_where_it_belongs(folder, tmp_path, category, description, filed):
    content = usda.tables()
    content["food_category.csv"].append(["77", "7700", category])
    content["food.csv"].append(["4242", "sr_legacy_food", description, "77", "2019-04-01"])
    run("import", str(usda.write_folder(tmp_path / "usda", content)), "--id", "4242")
    with (folder / "foods.csv").open(encoding="utf-8-sig", newline="") as lines:
        row = next(row for row in csv.DictReader(lines) if row["source_id"] == "4242")
    assert row.items() >= filed.items()


def test_an_imported_food_is_planned_only_when_it_is_given_a_role(folder, download):
    run("import", str(download), "--all")
    table = load_foods(folder / "foods.csv")
    shipped = {food.id for food in load_foods(resources.foods_csv())}
    assert [food.id for food in table if food.id not in shipped and food.roles] == []


def test_verify_finds_a_single_changed_value(folder, download):
    assert "0 values differ" in run("verify", str(download))
    text = (folder / "foods.csv").read_text(encoding="utf-8-sig")
    banana = next(line for line in text.splitlines() if line.startswith("banana,"))
    (folder / "foods.csv").write_text(text.replace(banana, banana.replace(",22.84,", ",22.85,")), encoding="utf-8")
    output = run("verify", str(download), code=1)
    assert "column carbohydrate_g: 22.85 for 'banana', the source has 22.84 (173944)" in output
    assert "1 values differ" in output


def test_verify_that_compares_nothing_says_so(folder, download):
    path = folder / "foods.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("USDA ", "not "), encoding="utf-8")
    assert "no food of the table is from it" in run("verify", str(download), code=1)


def test_a_name_is_not_added_twice(folder):
    run("add", "name=Comté", "--from", "cheddar")
    assert "'comté': the table has a food of this name, comte" in run("add", "name=comté", "--from", "cheddar", code=1)


def test_verify_wants_a_download(tmp_path):
    assert "no FoodData Central CSV download" in run("verify", str(tmp_path), code=1)


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Pâté, de campagne (100 %)", set(), "pate-de-campagne-100"),
        ("Rye", {"rye", "rye-2"}, "rye-3"),
        ("饺子", set(), "饺子"),
        ("***", set(), "food"),
        ("a" * 100, set(), "a" * 40),
        ("Wholemeal sourdough rye bread with sunflower seeds", set(), "wholemeal-sourdough-rye-bread-with"),
    ],
)
def test_ids_are_made_of_names(name, taken, key):
    assert new_id(name, taken) == key


def test_a_broken_table_is_not_added_to(tmp_path):
    path = tmp_path / "foods.csv"
    path.write_text("id,name\nx,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="column 'group' is missing"):
        add_rows(path, [{"name": "z"}])
    assert path.read_text(encoding="utf-8") == "id,name\nx,y\n"
