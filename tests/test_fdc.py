import zipfile

import fdc_download as usda
import pytest

from fuelplan import fdc
from fuelplan.errors import InputError
from fuelplan.fdc import SourceFood, is_fdc, read_fdc

NEEDED = "food.csv:fdc_id food_nutrient.csv:amount nutrient.csv:unit_name food_portion.csv:gram_weight"
LATIN = "fdc_id,data_type,description\n1,sr_legacy_food,Purée\n".encode("latin-1")


@pytest.fixture
def content():
    return usda.tables()


@pytest.fixture
def folder(tmp_path, content):
    return usda.write_folder(tmp_path / "FoodData_Central_csv", content)


@pytest.fixture
def read(tmp_path, content):
    """Write the tables as the test has changed them, and read them: fdc_id → food."""

    def reading(**options):
        foods = read_fdc(usda.write_folder(tmp_path / "changed", content), **options)
        return {food.source_id: food for food in foods}

    return reading


def problems(path, **options):
    with pytest.raises(InputError) as caught:
        read_fdc(path, **options)
    return caught.value.problems


def test_figures_are_exactly_those_of_the_source(read):
    foods = read()
    for fdc_id, (description, _, figures) in {**usda.SR_LEGACY, **usda.SURVEY}.items():
        assert foods[fdc_id].description == description
        assert foods[fdc_id].values == usda.expected(figures)


def test_a_food_whole(read):
    assert read(ids={"173944"})["173944"] == SourceFood(
        source="USDA SR Legacy 2018",
        source_id="173944",
        description="Bananas, raw",
        category="Fruits and Fruit Juices",
        values=usda.expected(usda.SR_LEGACY["173944"][2]),
        portions=(("1 cup, mashed", 225.0), ("1 cup, sliced", 150.0), ('1 medium (7" to 7-7/8" long)', 118.0)),
    )


def test_foods_come_in_the_order_of_food_csv_without_brands_and_samples(read, content):
    assert list(read()) == [*usda.SR_LEGACY, usda.PEAR, *usda.SURVEY]
    content["food.csv"][1:] = content["food.csv"][:0:-1]
    assert list(read()) == [*reversed(usda.SURVEY), usda.PEAR, *reversed(usda.SR_LEGACY)]


def test_sources_and_categories(read):
    foods = read()
    assert foods[usda.PEAR].source == "USDA Foundation Foods 2019-04"
    assert foods[usda.PEAR].category == "Fruits and Fruit Juices"
    assert foods["2705412"].source == "USDA FNDDS 2021-2023"
    assert foods["2705412"].category == "Plant-based milk"


def test_columns_of_older_releases(read, content):
    content["wweia_food_category.csv"][0][0] = "wweia_food_category_code"
    content["survey_fndds_food.csv"][0][2] = "wweia_category_number"
    for row in content["food.csv"][-2:]:
        row[3] = ""
    for row in content["survey_fndds_food.csv"][1:]:
        row[3:] = ["2017-01-01", "2018-12-31"]
    food = read()["2705412"]
    assert (food.source, food.category) == ("USDA FNDDS 2017-2018", "Plant-based milk")


@pytest.mark.parametrize(
    ("absent", "energy"), [((), 57.4), (("2048",), 62.5), (("2048", "2047"), 57.0), (("2048", "2047", "1062"), None)]
)
def test_energy_falls_back_to_atwater_then_kilojoules(read, content, absent, energy):
    for nutrient_id in absent:
        usda.set_amount(content, usda.PEAR, nutrient_id, None)
    assert read()[usda.PEAR].values.get("energy_kcal") == energy


def test_plain_energy_goes_before_atwater_wherever_it_stands(read, content):
    usda.add_amount(content, usda.PEAR, "1008", "63")
    assert read()[usda.PEAR].values["energy_kcal"] == 63


@pytest.mark.parametrize(
    ("column", "nutrient_id", "amount", "value"),
    [
        ("carbohydrate_g", "1050", "22.1", 22.1),
        ("carbohydrate_g", "205.2", "22.1", 22.1),
        ("fat_g", "1085", "0.29", 0.29),
        ("fibre_g", "2033", "3.7", 3.7),
        ("vitamin_d_ug", "1110", "40", 1.0),
        ("vitamin_d_ug", "324", "51", 1.3),
    ],
)
def test_other_nutrients_fall_back(read, content, column, nutrient_id, amount, value):
    usda.set_amount(content, "173944", usda.NUTRIENT_OF[column][0], None)
    usda.add_amount(content, "173944", nutrient_id, amount)
    assert read()["173944"].values[column] == value


@pytest.mark.parametrize("amount", ["-0.43", "", "n/a", "nan", "inf", None])
def test_an_amount_that_is_no_amount_is_unknown(read, content, amount):
    usda.set_amount(content, "173944", "1089", amount)
    values = read()["173944"].values
    assert "iron_mg" not in values
    assert values["vitamin_d_ug"] == 0.0


def test_a_food_without_any_figure_is_kept_with_everything_unknown(read, content):
    content["food.csv"].append(["1", "sr_legacy_food", "Nothing known", "99", ""])
    food = read()["1"]
    assert (food.values, food.portions, food.category) == ({}, (), "")


@pytest.mark.parametrize(("unit", "value"), [("MG", 0.26), ("UG", 0.00026), ("G", 260.0), ("mg", 0.26)])
def test_units_of_nutrient_csv_are_converted(read, content, unit, value):
    next(row for row in content["nutrient.csv"] if row[0] == "1089")[2] = unit
    assert read()["173944"].values["iron_mg"] == value


def test_a_unit_that_does_not_fit_is_named(tmp_path, content):
    next(row for row in content["nutrient.csv"] if row[0] == "1089")[2] = "IU"
    (problem,) = problems(usda.write_folder(tmp_path / "changed", content))
    assert "nutrient.csv, column unit_name: nutrient 1089 in 'IU' does not fit iron_mg" in problem


def test_portions_of_foundation_and_survey_foods(read):
    foods = read()
    assert foods[usda.PEAR].portions == (("1 cup, slices", 140.0), ("1 each, large", 230.0), ("2 tablespoon", 17.5))
    assert foods["2705412"].portions == (("1 cup", 244.0), ("1 fl oz", 30.5))
    assert foods["173904"].portions == (("1 cup", 81.0), ("0.33 cup", 27.0))
    assert foods["173757"].portions == ()


@pytest.mark.parametrize(("column", "cell"), [(6, "0.0"), (6, "-1"), (6, "heavy"), (5, ""), (3, "4711")])
def test_a_portion_without_weight_or_words_is_left_out(read, content, column, cell):
    next(row for row in content["food_portion.csv"] if row[:2] == ["173944", "2"])[column] = cell
    assert [words for words, _ in read()["173944"].portions] == ["1 cup, mashed", '1 medium (7" to 7-7/8" long)']


def test_a_portion_without_a_place_comes_last(read, content):
    next(row for row in content["food_portion.csv"] if row[5] == "cup, mashed")[1] = ""
    assert read()["173944"].portions[-1] == ("1 cup, mashed", 225.0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("banana", ["173944"]),
        ("COOKED boiled", ["172421", "173757"]),
        ("bánana râw", ["173944"]),
        ("banana chips", []),
        ("", [*usda.SR_LEGACY, usda.PEAR, *usda.SURVEY]),
    ],
)
def test_words_must_all_occur(read, words, found):
    assert list(read(words=words)) == found


def test_accents_of_the_description_do_not_matter(read, content):
    content["food.csv"][1][2] = "Épinards, crus"
    assert [food.description for food in read(words="epinards").values()] == ["Épinards, crus"]


def test_ids_and_words_together(read):
    assert list(read(ids=["173944", "172421"])) == ["172421", "173944"]
    assert list(read(ids=["173944", "172421"], words="lentils")) == ["172421"]
    assert read(ids=[]) == {}


def test_ids_that_are_not_there_are_all_named(folder):
    found = problems(folder, ids=["173944", "1105904", "42", "319877"])
    assert [problem.split("fdc_id ")[1].split(";")[0] for problem in found] == ["1105904", "319877", "42"]


@pytest.mark.parametrize("inside", ["", "FoodData_Central_sr_legacy_food_csv_2018-04"])
def test_a_zip_reads_like_its_folder(tmp_path, content, folder, inside):
    archive = usda.write_zip(tmp_path / "download.zip", content, inside)
    assert is_fdc(archive)
    assert read_fdc(archive) == read_fdc(folder)


def test_a_folder_may_hold_the_unpacked_folder(tmp_path, folder):
    assert is_fdc(tmp_path)
    assert read_fdc(tmp_path) == read_fdc(folder)


def test_pieces_do_not_show(folder, monkeypatch):
    whole = read_fdc(folder)
    read_csv = fdc.pd.read_csv
    monkeypatch.setattr(fdc.pd, "read_csv", lambda *files, **options: read_csv(*files, **{**options, "chunksize": 3}))
    assert read_fdc(folder) == whole


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(folder):
    whole = read_fdc(folder)
    for table in folder.iterdir():
        table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    assert read_fdc(folder) == whole


def test_only_two_tables_are_needed(folder):
    for table in folder.iterdir():
        if table.name not in ("food.csv", "food_nutrient.csv"):
            table.unlink()
    assert is_fdc(folder)
    foods = {food.source_id: food for food in read_fdc(folder)}
    assert foods["173944"].values == usda.expected(usda.SR_LEGACY["173944"][2])
    assert (foods["173944"].category, foods["173944"].portions) == ("", ())
    assert foods["2705412"].source == "USDA FNDDS"


def test_a_measure_that_is_not_explained_gives_no_portion(read, content):
    del content["measure_unit.csv"]
    foods = read()
    assert (foods[usda.PEAR].portions, len(foods["173944"].portions)) == ((), 3)


@pytest.mark.parametrize("name", ["food.csv", "food_nutrient.csv"])
def test_a_missing_table_is_named(tmp_path, content, name):
    del content[name]
    for path in (usda.write_folder(tmp_path / "part", content), usda.write_zip(tmp_path / "part.zip", content)):
        assert not is_fdc(path)
        (problem,) = problems(path)
        assert f"{name} is missing; a whole download holds food.csv, food_nutrient.csv, nutrient.csv" in problem


@pytest.mark.parametrize("needed", NEEDED.split())
def test_a_missing_column_is_named(tmp_path, content, needed):
    name, column = needed.split(":")
    content[name][0][content[name][0].index(column)] = "renamed"
    (problem,) = problems(usda.write_folder(tmp_path / "changed", content))
    assert f"{name}: the column '{column}' is missing" in problem


@pytest.mark.parametrize(
    "junk", [b"", bytes(range(256)), LATIN, LATIN.decode("latin-1").encode("utf-16"), b'fdc_id\n"1,']
)
@pytest.mark.parametrize("name", ["food.csv", "food_nutrient.csv", "nutrient.csv", "food_portion.csv"])
def test_junk_in_a_table_is_told_in_a_sentence(folder, name, junk):
    (folder / name).write_bytes(junk)
    assert all(name in problem and "take the CSV download again" in problem for problem in problems(folder))


def test_several_downloads_side_by_side_are_told_apart(tmp_path, content):
    for name in ("one", "two"):
        usda.write_folder(tmp_path / name, content)
    assert "it holds several downloads (one, two); give one of them" in problems(tmp_path)[0]


def test_what_is_no_download(tmp_path, content):
    whole = usda.write_zip(tmp_path / "whole.zip", content).read_bytes()
    (tmp_path / "torn.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "foods.csv").write_text("id,name\n")
    (tmp_path / "empty").mkdir()
    for name in ("torn.zip", "foods.csv", "empty", "nowhere.zip"):
        assert not is_fdc(tmp_path / name)
        assert str(tmp_path / name) in problems(tmp_path / name)[0]


def test_no_changed_byte_of_a_zip_makes_a_traceback(tmp_path, content):
    whole = usda.write_zip(tmp_path / "whole.zip", content, "FoodData").read_bytes()
    hurt = tmp_path / "hurt.zip"
    for position in range(0, len(whole), 31):
        hurt.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        try:
            read_fdc(hurt)
        except InputError as error:
            assert str(hurt) in error.problems[0]


def test_a_zip_with_a_password_is_told(tmp_path, content):
    path = usda.write_zip(tmp_path / "locked.zip", content)
    usda.lock(path)
    assert "food.csv is locked with a password" in problems(path)[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, content, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("food.csv", b"fdc_id,data_type,description\n" + b"\n" * 2_000_000)
        archive.writestr("food_nutrient.csv", "fdc_id,nutrient_id,amount\n")
    assert "food.csv would unpack to 2000029 bytes" in problems(path)[0]
    path = usda.write_zip(tmp_path / "huge.zip", content)
    monkeypatch.setattr(fdc, "_LARGEST_MEMBER", 100)
    assert "unpack it and give the folder" in problems(path)[0]
