"""What headings and cells mean: numbers as people write them, units of headings, columns that are missing."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.cells import Table, column_of
from fuelplan.dictionary import COLUMNS
from fuelplan.numerals import read_number
from fuelplan.spreadsheet import sheet_from

NEEDED = [column.name for column in COLUMNS if column.needed]


def table_of(*rows, delimiter=";", partial=True):
    """Return the table of some rows of cells, the header first."""
    text = "\n".join(delimiter.join(row) for row in rows)
    return Table(sheet_from(text.encode(), Path("mine.csv")), partial=partial)


# Numbers

READ = [
    ("0", 0),
    ("7", 7),
    ("007", 7),
    ("12.5", 12.5),
    ("12,5", 12.5),
    ("0.378", 0.378),
    ("0,378", 0.378),
    ("1234.5", 1234.5),
    ("1234,567", 1234.567),
    ("12.3456", 12.3456),
    ("59.7514340344168", 59.7514340344168),  # 250/4.184 with the 15 figures of a spreadsheet
    ("59.75143403441682", 59.75143403441682),
    ("0,30000000000000004", 0.30000000000000004),
    ("1e3", 1000),
    ("1.5E-03", 0.0015),
    ("1,5E+02", 150),
    ("2e-05", 0.00002),
    ("1 234", 1234),
    ("1 234,5", 1234.5),
    ("1\u00a0234,5", 1234.5),
    ("1\u202f234.5", 1234.5),
    ("1'234.5", 1234.5),
    ("1’234.5", 1234.5),
    ("1,234.5", 1234.5),
    ("1.234,5", 1234.5),
    ("12,345,678", 12_345_678),
    ("12.345.678", 12_345_678),
    ("1 234 567,25", 1_234_567.25),
    ("٣", 3),  # Arabic-Indic digits, as Arabic spreadsheets write them
    ("١٢.٥", 12.5),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_numbers_as_people_write_them(text, value):
    assert read_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(("text", "value"), READ)
def test_what_can_be_read_in_one_way_only_does_not_hang_on_the_mark(text, value, mark):
    assert read_number(text, mark=mark) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "mark", "value"), [("1.234", ".", 1.234), ("1,234", ",", 1.234), ("999,125", ",", 999.125)]
)
def test_three_figures_after_the_mark_of_the_table_are_decimals(text, mark, value):
    assert read_number(text, mark=mark) == value


@pytest.mark.parametrize(
    ("text", "mark", "readings"),
    [
        ("1,234", ".", ("1234", "1.234")),
        ("1.234", ",", ("1234", "1.234")),
        ("12,500", ".", ("12500", "12.500")),
        ("<1,234", ".", ("1234", "1.234")),
    ],
)
def test_three_figures_after_the_other_mark_are_a_mistake_that_names_both_readings(text, mark, readings):
    with pytest.raises(ValueError, match="without the group mark") as caught:
        read_number(text, mark=mark)
    assert f"'{text}' may be {readings[0]} or {readings[1]}" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "-", "–", "—", "?", "n/a", "N/A", "NA", "nd", "n.d.", "NaN", "nan", "null", "unknown", "Unknown"]
)
def test_unknown_is_not_zero(text):
    assert math.isnan(read_number(text))


@pytest.mark.parametrize("text", ["trace", "Trace", "TRACES", "tr", "Tr."])
def test_a_trace_counts_as_nothing(text):
    assert read_number(text, factor=1000) == 0


@pytest.mark.parametrize(
    ("text", "factor", "value"),
    [
        ("<0.1", 1, 0.05),
        ("< 0.1", 1, 0.05),
        ("<0,1", 1, 0.05),
        ("<1", 1, 0.5),  # the coarsest bound that counts
        ("<1.0", 1, 0.5),
        ("<1.01", 1, math.nan),
        ("<5", 1, math.nan),
        ("<500", 0.001, 0.25),  # µg in a column of mg: half of 0.5 mg
        ("<5", 1000, math.nan),
        ("<0.01", 1000, math.nan),  # 0.01 g are 10 mg
    ],
)
def test_a_bound_counts_as_half_of_it_while_it_is_at_most_1_in_the_column_s_unit(text, factor, value):
    assert read_number(text, factor) == pytest.approx(value, nan_ok=True)


REFUSED = [
    ("-3", "is negative"),
    ("-0.5", "is negative"),
    ("−3", "is negative"),
    ("<-1", "is negative"),
    ("2024-01-31", "looks like a date"),
    ("31.01.2024", "looks like a date"),
    ("1/2/2024", "looks like a date"),
    ("2-Jan", "looks like a date"),
    ("02. Mrz", "looks like a date"),
    ("Jan-05", "looks like a date"),
    ("1/2", "looks like a date"),
    ("2024-01-31 00:00:00", "looks like a date"),
    ("#N/A", "spreadsheet's error"),
    ("#DIV/0!", "spreadsheet's error"),
    ("#VALUE!", "spreadsheet's error"),
    ("#NAME?", "spreadsheet's error"),
    ("Err:502", "spreadsheet's error"),
    ("3 mg", "write digits only"),
    ("3mg", "write digits only"),
    ("3.5mg", "write digits only"),
    ("lots", "write digits only"),
    ("½", "write digits only"),
    ("²", "write digits only"),
    ("1_000", "write digits only"),
    ("0x10", "write digits only"),
    ("inf", "write digits only"),
    ("infinity", "write digits only"),
    ("+5", "write digits only"),
    ("5.", "write digits only"),
    ("1,2,3", "write digits only"),
    ("1 23", "write digits only"),
    ("1,234,5", "write digits only"),
    ("1.234.56", "write digits only"),
    ("10**9**9", "write digits only"),
    ("1e309", "write digits only"),
    ("1e400", "write digits only"),
    ("<", "write digits only"),
    ("<trace", "write digits only"),
    ("TRUE", "write digits only"),
    ("__import__('os')", "write digits only"),
    ("1" * 10, "is too large"),
    ("9" * 400, "is too large"),
]


@pytest.mark.parametrize(("text", "complaint"), REFUSED, ids=[text[:20] for text, _ in REFUSED])
@pytest.mark.parametrize("mark", [".", ","])
def test_what_is_no_number_is_refused_with_a_cure(text, complaint, mark):
    with pytest.raises(ValueError, match=complaint) as caught:
        read_number(text, mark=mark)
    assert str(caught.value).startswith(f"'{text[:39]}")
    assert len(str(caught.value)) < 250


def test_a_complaint_is_one_line_and_spells_out_what_cannot_be_seen():
    with pytest.raises(ValueError, match="is not a number") as caught:
        read_number("two\nlines\u202e\u200b")
    assert str(caught.value).startswith(r"'two lines\u202e\u200b' is not")


@given(
    st.decimals(min_value=0, max_value=99_999, places=2),
    st.sampled_from(".,"),
    st.sampled_from(["", " ", "'", "\u202f"]),
)
def test_any_number_comes_back_however_it_is_grouped(value, mark, group):
    text = f"{value:,}".replace(",", "_").replace(".", mark).replace("_", group)
    assert read_number(text, mark=mark) == float(value)


@given(st.text(max_size=12), st.sampled_from(".,"))
def test_any_text_is_a_number_of_0_or_more_or_unknown_or_refused(text, mark):
    try:
        value = read_number(text, mark=mark)
    except ValueError as error:
        assert "; " in str(error)  # what is wrong; what to do
    else:
        assert math.isnan(value) or 0 <= value < math.inf


# Headings

FACTORS = [
    ("iron_mg", "iron_mg", 1),
    ("IRON_MG", "iron_mg", 1),
    ("Iron mg", "iron_mg", 1),
    (" iron - mg ", "iron_mg", 1),
    ("iron [mg]", "iron_mg", 1),
    ("iron [MG]", "iron_mg", 1),
    ("iron [µg]", "iron_mg", 0.001),  # the micro sign
    ("iron [μg]", "iron_mg", 0.001),  # the Greek letter
    ("iron_ug", "iron_mg", 0.001),
    ("Iron (mcg)", "iron_mg", 0.001),
    ("iron [g]", "iron_mg", 1000),
    ("iron [mg/100 g]", "iron_mg", 1),
    ("iron [mg/100g]", "iron_mg", 1),
    ("iron (mg per 100 g)", "iron_mg", 1),
    ("energy_kJ", "energy_kcal", 1 / 4.184),
    ("Energy [kJ]", "energy_kcal", 1 / 4.184),
    ("energy (kJ/100 g)", "energy_kcal", 1 / 4.184),
    ("energy\n[kJ]", "energy_kcal", 1 / 4.184),
    ("portion (oz)", "portion_g", 28.349523125),
    ("portion [lb]", "portion_g", 453.59237),
    ("salt [g]", "sodium_mg", 400),  # sodium is 0.4 of salt
    ("salt_g", "sodium_mg", 400),
    ("sodium [g]", "sodium_mg", 1000),
    ("Carbs (g)", "carbohydrate_g", 1),
    ("dietary fiber [g]", "fibre_g", 1),
    ("fiber_g", "fibre_g", 1),
    ("proteins_g", "protein_g", 1),
    ("vitamin_d [mg]", "vitamin_d_ug", 1000),
    ("Vitamin C mg", "vitamin_c_mg", 1),
    ("portions max", "portions_max", 1),
    ("Name", "name", 1),
]


@pytest.mark.parametrize(("heading", "column", "factor"), FACTORS)
def test_headings_with_other_units(heading, column, factor):
    found, times = column_of(heading)
    assert found.name == column
    assert times == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    "heading",
    ["my stars", "iron", "Comments (German)", "iron [mg] old", "", "[mg]", "mg", "kcal", "price [EUR]", "x_mg"],
)
def test_columns_of_one_s_own_mean_nothing(heading):
    assert column_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("vitamin_d [IU]", "the unit 'iu' is not known; use ug"),
        ("energy [°C]", "is not known; use kcal"),
        ("iron [kcal]", "'kcal' does not fit; write iron_mg"),
        ("energy_g", "'g' does not fit; write energy_kcal"),
        ("portion (kJ)", "'kj' does not fit; write portion_g"),
        ("iron [9**9**9]", "is not known; use mg"),
    ],
)
def test_units_that_are_not_known_or_do_not_fit(heading, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        column_of(heading)


# Tables


def test_numbers_come_in_the_column_s_unit():
    table = table_of(("id", "energy_kJ", "iron [µg]", "salt [g]"), ("x", "418,4", "2500", "<0,002"))
    assert table.number(0, "energy_kcal") == pytest.approx(100)
    assert table.number(0, "iron_mg") == pytest.approx(2.5)
    assert table.number(0, "sodium_mg") == pytest.approx(0.4)  # 0.002 g of salt are 0.8 mg of sodium, half of it


@pytest.mark.parametrize(
    ("numbers", "mark"),
    [
        (("1.5", "2"), "."),
        (("1,5", "2"), ","),
        (("0,378", "2"), ","),
        (("1234,567", "2"), ","),
        (("<0,1", "2"), ","),
        (("1,5E-03", "2"), ","),
        (("1.234,567", "2"), ","),
        (("1 234,567", "2"), ","),
        (("1,234.567", "2"), "."),
        (("1,234", "2"), "."),  # either: no number tells
        (("1,234,567", "2"), "."),  # groups only
        (("1,5", "1.5"), "."),  # both: no telling
        (("2", "3"), "."),
        (("trace", "n/a, or so"), "."),
    ],
)
def test_the_decimal_mark_is_told_by_numbers_that_read_in_one_way_only(numbers, mark):
    table = table_of(("id", "iron_mg", "zinc_mg"), ("x", *numbers))
    assert table.decimal_mark == mark


def test_text_does_not_tell_the_decimal_mark():
    table = table_of(("id", "name", "note", "iron_mg"), ("x", "Oats 1,5", "0,5", "1.5"))
    assert table.decimal_mark == "."


def test_a_table_of_decimal_commas_takes_no_group_for_a_decimal():
    """1.234,5 says that the point groups, so 2.345 is not 2.345."""
    table = table_of(("id", "potassium_mg"), ("x", "1.234,5"), ("y", "2.345"))
    problems = []
    values = table.numbers("potassium_mg", problems)
    assert values[0] == 1234.5
    assert math.isnan(values[1])
    (problem,) = problems
    assert problem.startswith("mine.csv: row 3, column potassium_mg: '2.345' may be 2345 or 2.345")


def test_all_that_is_missing_is_named_at_once():
    problems = table_of(("id", "name"), ("x", "y"), partial=False).problems
    assert len(problems) == len(NEEDED) - 2
    for column in NEEDED[2:]:
        assert any(f"mine.csv: the column '{column}' is missing" in problem for problem in problems)


@pytest.mark.parametrize(
    ("heading", "column", "cure"),
    [
        ("Protien_g", "protein_g", "is it the one called 'Protien_g'?"),
        ("iron", "iron_mg", "'iron' names no unit: write iron_mg"),
        ("Sauce", "source", "is it the one called 'Sauce'?"),
        ("quite other", "diet", "add it to the first row, or rename your column for it (quite other)"),
    ],
)
def test_a_near_miss_is_named_as_it_is_written(heading, column, cure):
    header = [heading if name == column else name for name in NEEDED]
    assert table_of(header, ["x"] * len(header), partial=False).problems == (
        f"mine.csv: the column '{column}' is missing; {cure}",
    )


def test_what_stands_twice_and_what_does_not_fit_is_named_together():
    header = ["Iron [µg]", "iron_mg", "energy_g", "vitamin_d [IU]", "own", "own"]
    twice, unfit, unknown = table_of(header, ["1"] * len(header)).problems
    assert "the columns 'Iron [µg]' and 'iron_mg' both hold iron_mg; delete one" in twice
    assert "mine.csv: column energy_g: 'g' does not fit" in unfit
    assert "mine.csv: column vitamin_d [IU]: the unit 'iu' is not known" in unknown


def test_a_column_that_is_not_there_gives_what_a_blank_cell_stands_for():
    table = table_of(("id", "diet"), ("x", ""))
    assert not table.has("pantry")
    assert table.has("diet")
    assert table.text(0, "pantry") == "everyday"
    assert table.text(0, "diet") == "omnivore"
    assert table.written(0, "diet") == ""
    assert table.texts("diet") == ["omnivore"]
    assert table.numbers("portions_max", []).tolist() == [3]
    assert math.isnan(table.number(0, "zinc_mg"))
    assert table.where(0, "zinc_mg") == "mine.csv: row 2, column zinc_mg"


@pytest.mark.parametrize(
    ("cell", "unknown"),
    [("", True), ("n/a", True), ("<5", True), ("<0.1", False), ("0", False), ("trace", False), ("<lots", False)],
)
def test_what_counts_as_unknown(cell, unknown):
    assert table_of(("id", "iron_mg"), ("x", cell)).is_unknown(0, "iron_mg") is unknown


@pytest.mark.parametrize("value", [0.0, 1.0, 2.47, 0.378, 1.234, 1234.0, 1234.567, 98_765.4321, 1e-5])
@pytest.mark.parametrize(("example", "mark"), [("1,5", ","), ("1.5", ".")])
@pytest.mark.parametrize("heading", ["iron_mg", "iron [µg]", "iron [g]"])
def test_a_number_written_for_a_table_reads_as_the_same_number(heading, example, mark, value):
    table = table_of(("own", heading, "id"), ("", example, "x"))
    text = table.in_its_units("iron_mg", value)
    row = table.row_with({"id": "y", "iron_mg": text, "zinc_mg": "4"})
    assert row == ["", text, "y"]
    assert {".": ",", ",": "."}[mark] not in text
    longer = table_of(("own", heading, "id"), ("", example, "x"), row)
    assert longer.number(1, "iron_mg") == pytest.approx(value, rel=1e-9)
    assert longer.number(0, "iron_mg") == table.number(0, "iron_mg")
