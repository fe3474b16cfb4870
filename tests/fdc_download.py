"""A small FoodData Central CSV download, laid out like the official ones, for the tests.

Figures per 100 g and household weights of the SR Legacy foods (April 2018) and of the survey foods (FNDDS 2021-2023)
are USDA's. Of the pear (Foundation 332597) carbohydrate, fibre and portions are USDA's, its energies are made up.
"""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

Table = list[list[str]]
Tables = dict[str, Table]

# column: nutrient id, and the number that stands for it in downloads of survey foods
NUTRIENT_OF = {
    "energy_kcal": ("1008", "208"),
    "carbohydrate_g": ("1005", "205"),
    "protein_g": ("1003", "203"),
    "fat_g": ("1004", "204"),
    "fibre_g": ("1079", "291"),
    "water_g": ("1051", "255"),
    "iron_mg": ("1089", "303"),
    "calcium_mg": ("1087", "301"),
    "sodium_mg": ("1093", "307"),
    "potassium_mg": ("1092", "306"),
    "magnesium_mg": ("1090", "304"),
    "zinc_mg": ("1095", "309"),
    "vitamin_c_mg": ("1162", "401"),
    "vitamin_a_rae_ug": ("1106", "320"),
    "vitamin_b12_ug": ("1178", "418"),
    "vitamin_d_ug": ("1114", "328"),
    "folate_ug": ("1177", "417"),
}

# fdc_id: description, category, figures in the order of NUTRIENT_OF
SR_LEGACY = {
    "169913": ("Mulberries, raw", "9", "43 9.8 1.44 0.39 1.7 87.68 1.85 39 10 194 18 0.12 36.4 1 0 0 6"),
    "168462": ("Spinach, raw", "11", "23 3.63 2.86 0.39 2.2 91.4 2.71 99 79 558 79 0.53 28.1 469 0 0 194"),
    "172421": (
        "Lentils, mature seeds, cooked, boiled, without salt",
        "16",
        "116 20.13 9.02 0.38 7.9 69.64 3.33 19 2 369 36 1.27 1.5 0 0 0 181",
    ),
    "173757": (
        "Chickpeas (garbanzo beans, bengal gram), mature seeds, cooked, boiled, without salt",
        "16",
        "164 27.42 8.86 2.59 7.6 60.21 2.89 49 7 291 48 1.53 1.3 1 0 0 172",
    ),
    "173904": (
        "Cereals, oats, regular and quick, not fortified, dry",
        "8",
        "379 67.7 13.15 6.52 10.1 10.84 4.25 52 6 362 138 3.64 0 0 0 0 32",
    ),
    "173944": ("Bananas, raw", "9", "89 22.84 1.09 0.33 2.6 74.91 0.26 5 1 358 27 0.15 8.7 3 0 0 20"),
}
SURVEY = {
    "2705412": ("Oat milk", "1404", "45 5.37 0.66 2.33 0.5 91.33 0.21 155 43 18 8 0.19 0 0 0.5 1.7 2"),
    "2710771": ("Sports drink, NFS", "7206", "26 6.43 0 0 0 93.38 0.05 1 39 15 0 0.01 0.4 0 0 0 0"),
}
PEAR = "332597"
PEAR_AMOUNTS = {"2047": "62.5", "2048": "57.4", "1062": "240", "1005": "15.1", "1079": "3.1"}

MEASURES = [
    ["fdc_id", "seq_num", "amount", "measure_unit_id", "portion_description", "modifier", "gram_weight"],
    ["173944", "2", "1", "9999", "", "cup, sliced", "150"],
    ["173944", "1", "1.0", "9999", "", "cup, mashed", "225.0"],
    ["173944", "5", "1", "9999", "", 'medium (7" to 7-7/8" long)', "118"],
    ["173904", "1", "1", "9999", "", "cup", "81"],
    ["173904", "2", "0.33", "9999", "", "cup", "27"],
    ["172421", "1", "1", "9999", "", "cup", "198"],
    ["172421", "2", "1", "9999", "", "tbsp", "12.3"],
    [PEAR, "1", "1.0", "1000", "", "slices", "140.0"],
    [PEAR, "4", "1.0", "1071", "", "large", "230.0"],
    [PEAR, "5", "2.0", "1001", "", "", "17.5"],
    ["2705412", "1", "", "9999", "1 cup", "10205", "244.0"],
    ["2705412", "2", "", "9999", "1 fl oz", "30000", "30.5"],
    ["2705412", "5", "", "9999", "Quantity not specified", "90000", "244.0"],
    ["319877", "1", "1", "1000", "", "", "240"],
]
NUTRIENTS = [
    ["id", "name", "unit_name", "nutrient_nbr", "rank"],
    ["1003", "Protein", "G", "203", "600.0"],
    ["1004", "Total lipid (fat)", "G", "204", "800.0"],
    ["1005", "Carbohydrate, by difference", "G", "205", "1110.0"],
    ["1008", "Energy", "KCAL", "208", "300.0"],
    ["1062", "Energy", "kJ", "268", "400.0"],
    ["1079", "Fiber, total dietary", "G", "291", "1200.0"],
    ["1089", "Iron, Fe", "MG", "303", "5400.0"],
    ["1110", "Vitamin D (D2 + D3), International Units", "IU", "324", "8650.0"],
    ["1114", "Vitamin D (D2 + D3)", "UG", "328", "8700.0"],
    ["2047", "Energy (Atwater General Factors)", "KCAL", "957", "280.0"],
    ["2048", "Energy (Atwater Specific Factors)", "KCAL", "958", "290.0"],
]
UNITS = [["id", "name"], ["1000", "cup"], ["1001", "tablespoon"], ["1071", "each"], ["9999", "undetermined"]]
CATEGORIES = [
    ["id", "code", "description"],
    ["8", "0800", "Breakfast Cereals"],
    ["9", "0900", "Fruits and Fruit Juices"],
    ["11", "1100", "Vegetables and Vegetable Products"],
    ["16", "1600", "Legumes and Legume Products"],
]
WWEIA = [
    ["wweia_food_category", "wweia_food_category_description"],
    ["1404", "Plant-based milk"],
    ["7206", "Sport and energy drinks"],
]


def expected(figures: str) -> dict[str, float]:
    return dict(zip(NUTRIENT_OF, map(float, figures.split()), strict=True))


def tables() -> Tables:
    """Return file name → rows, the first of them the header; change them before writing to make a mistake."""
    survey = [[fdc_id, "11100000", food[1], "2021-01-01", "2023-12-31"] for fdc_id, food in SURVEY.items()]
    content = {
        "food.csv": _foods(),
        "food_nutrient.csv": _amounts(),
        "nutrient.csv": NUTRIENTS,
        "food_portion.csv": MEASURES,
        "measure_unit.csv": UNITS,
        "food_category.csv": CATEGORIES,
        "wweia_food_category.csv": WWEIA,
        "survey_fndds_food.csv": [["fdc_id", "food_code", "wweia_category_code", "start_date", "end_date"], *survey],
    }
    return {name: [list(row) for row in rows] for name, rows in content.items()}


def _foods() -> Table:
    return [
        ["fdc_id", "data_type", "description", "food_category_id", "publication_date"],
        *([fdc_id, "sr_legacy_food", food[0], food[1], "2019-04-01"] for fdc_id, food in SR_LEGACY.items()),
        ["319877", "sub_sample_food", "Pears, raw, bartlett", "9", "2019-04-01"],
        ["319878", "market_acquisition", "Pears, raw, bartlett", "9", "2019-04-01"],
        [PEAR, "foundation_food", "Pears, raw, bartlett", "9", "2019-04-01"],
        ["1105904", "branded_food", "BANANA CHIPS", "Snacks", "2020-11-13"],
        *([fdc_id, "survey_fndds_food", food[0], food[1], "2024-10-31"] for fdc_id, food in SURVEY.items()),
    ]


def _amounts() -> Table:
    rows: Table = []
    for foods, naming in ((SR_LEGACY, 0), (SURVEY, 1)):
        for fdc_id, food in foods.items():
            pairs = zip(NUTRIENT_OF.values(), food[2].split(), strict=True)
            rows += [[fdc_id, names[naming], amount] for names, amount in pairs]
    rows += [[PEAR, nutrient_id, amount] for nutrient_id, amount in PEAR_AMOUNTS.items()]
    rows += [["319877", "1008", "999"], ["1105904", "1008", "519"], ["173944", "1258", "0.112"]]
    header = ["id", "fdc_id", "nutrient_id", "amount", "data_points", "derivation_id", "footnote"]
    return [header, *([str(number), *cells, "", "49", ""] for number, cells in enumerate(rows, 1283674))]


def write_folder(folder: Path, content: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in content.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return folder


def write_zip(path: Path, content: Tables, inside: str = "") -> Path:
    """Write the tables into a zip, in the folder ``inside`` of it when that is named."""
    folder = write_folder(path.with_suffix(".tables"), content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in content:
            archive.write(folder / name, f"{inside}/{name}" if inside else name)
    return path


def set_amount(content: Tables, fdc_id: str, nutrient_id: str, amount: str | None) -> None:
    """Change one amount; None takes its row away."""
    rows = content["food_nutrient.csv"]
    position = next(i for i, row in enumerate(rows) if row[1:3] == [fdc_id, nutrient_id])
    if amount is None:
        del rows[position]
    else:
        rows[position][3] = amount


def add_amount(content: Tables, fdc_id: str, nutrient_id: str, amount: str) -> None:
    content["food_nutrient.csv"].append(["1", fdc_id, nutrient_id, amount, "", "", ""])


def lock(path: Path) -> None:
    """Set the flag of an encrypted member on the first member of a zip."""
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
