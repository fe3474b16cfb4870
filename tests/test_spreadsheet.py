"""One table in every dialect of spreadsheets reads the same; what is no table is refused, in a sentence, at once."""

import csv
import dataclasses
import io
import math
import os
import random
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from fuelplan import spreadsheet
from fuelplan.dictionary import BY_NAME, nutrient_column
from fuelplan.errors import InputError
from fuelplan.foods import load_foods
from fuelplan.spreadsheet import read_sheet, sheet_from, with_rows_added
from fuelplan.vocabulary import NUTRIENTS

ACCENTS_AND_FRACTIONS = ("liver-pate", "applesauce", "tomato-paste", "naan", "white-rice", "chickpeas", "avocado")
NUMBERS = {name for name, column in BY_NAME.items() if column.kind == "number"}
UTF8 = ("utf-8", b"")
UTF8_MARKED = ("utf-8", b"\xef\xbb\xbf")
UTF16_LE = ("utf-16-le", b"\xff\xfe")
UTF16_BE = ("utf-16-be", b"\xfe\xff")
UTF16_UNMARKED = ("utf-16-le", b"")
WINDOWS = ("cp1252", b"")


@pytest.fixture(scope="module")
def some(rows):
    """About thirty rows of the shipped table, with accents, fractions, unknown values and commas in names."""
    kept = {key: rows[key] for key in (*ACCENTS_AND_FRACTIONS, *list(rows)[::18])}
    assert len(kept) >= 30
    text = " ".join(cell for row in kept.values() for cell in row.values())
    assert all(sign in text for sign in "½¼âé,")
    assert any(not row["zinc_mg"] for row in kept.values())
    return list(kept.values())


@pytest.fixture(scope="module")
def plain(some, tmp_path_factory):
    """The table as the plainest of files."""
    path = tmp_path_factory.mktemp("plain") / "foods.csv"
    path.write_bytes(written(some))
    return load_foods(path)


def written(rows, encoding=UTF8, delimiter=",", mark=".", line_end="\n", first="", quoting=csv.QUOTE_MINIMAL):
    """Return the bytes a spreadsheet writes for rows of cells by column."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([cell.replace(".", mark) if name in NUMBERS else cell for name, cell in row.items()])
    name, byte_order_mark = encoding
    return byte_order_mark + (first + out.getvalue()).encode(name)


def load(tmp_path, data):
    """Load a food table of these bytes; the file stays as it is, whether it can be read or not."""
    path = tmp_path / "mine.csv"
    path.write_bytes(data)
    before = path.stat()
    try:
        return load_foods(path)
    finally:
        assert path.read_bytes() == data
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert list(tmp_path.iterdir()) == [path]


def mistakes(tmp_path, data):
    with pytest.raises(InputError) as caught:
        load(tmp_path, data)
    assert caught.value.problems
    assert all(problem.strip() for problem in caught.value.problems)
    return caught.value.problems


def facts(table):
    """Everything about a table's foods, unknown numbers as None."""
    foods = [dataclasses.asdict(food) for food in table]
    return [
        {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in food.items()}
        for food in foods
    ]


def assert_same(table, other):
    assert facts(table) == facts(other)
    np.testing.assert_array_equal(table.composition, other.composition)


def changed(some, **cells):
    """Return the rows with cells of the first food changed."""
    return [{**some[0], **cells}, *some[1:]]


# Dialects


def test_the_plain_table_holds_what_is_written(plain, some):
    assert [food.id for food in plain] == [row["id"] for row in some]
    assert [food.name for food in plain][:3] == ["Liver pâté", "Apple purée", "Tomato purée"]
    for row, values in zip(some, plain.composition, strict=True):
        expected = [float(row[nutrient_column(nutrient)] or "nan") for nutrient in NUTRIENTS]
        np.testing.assert_array_equal(values, expected)
    naan = plain.by_id()["naan"]
    assert (naan.portion_quantity, naan.portion_measure) == (0.5, "naan")


DIALECTS = {
    "Excel, France": {"encoding": WINDOWS, "delimiter": ";", "mark": ",", "line_end": "\r\n"},
    "Excel, France, CSV UTF-8": {"encoding": UTF8_MARKED, "delimiter": ";", "mark": ",", "line_end": "\r\n"},
    "for Excel, Germany": {"delimiter": ";", "mark": ",", "line_end": "\r\n", "first": "sep=;\r\n"},
    "for Excel, marked": {"encoding": UTF8_MARKED, "delimiter": ",", "line_end": "\r\n", "first": "SEP=,\r\n"},
    "LibreOffice keeps sep=": {"delimiter": ";", "mark": ",", "first": '"sep=;"\n'},
    "sep= as wide as the table": {"delimiter": ";", "line_end": "\r\n", "first": "sep=;;;;;\r\n"},
    "bar after sep=": {"delimiter": "|", "line_end": "\r\n", "first": "sep=|\r\n"},
    "tab after sep=": {"delimiter": "\t", "line_end": "\r", "first": "sep=\t\r"},
    "Excel, US": {"encoding": WINDOWS, "line_end": "\r\n"},
    "Excel, US, CSV UTF-8": {"encoding": UTF8_MARKED, "line_end": "\r\n"},
    "Excel, Unicode text": {"encoding": UTF16_LE, "delimiter": "\t", "line_end": "\r\n"},
    "Excel, Unicode text, comma": {"encoding": UTF16_LE, "delimiter": "\t", "mark": ",", "line_end": "\r\n"},
    "LibreOffice, all quoted": {"quoting": csv.QUOTE_ALL, "mark": ","},
    "old Mac": {"encoding": UTF8, "line_end": "\r"},
}


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_what_spreadsheets_write_reads_the_same(tmp_path, some, plain, dialect):
    assert_same(load(tmp_path, written(some, **dialect)), plain)


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(
    "encoding",
    [UTF8, UTF8_MARKED, UTF16_LE, UTF16_BE, UTF16_UNMARKED, WINDOWS],
    ids=["UTF-8", "UTF-8 marked", "UTF-16 LE", "UTF-16 BE", "UTF-16 unmarked", "Windows-1252"],
)
def test_every_mixture_reads_the_same(tmp_path, some, plain, encoding, delimiter, line_end, mark):
    data = written(some, encoding=encoding, delimiter=delimiter, line_end=line_end, mark=mark)
    assert_same(load(tmp_path, data), plain)


def test_encoding_delimiter_and_line_end_are_recognised(tmp_path, some):
    path = tmp_path / "mine.csv"
    for encoding, delimiter, line_end in ((WINDOWS, ";", "\r\n"), (UTF16_BE, "\t", "\r"), (UTF8_MARKED, ",", "\n")):
        sheet = sheet_from(written(some, encoding, delimiter, line_end=line_end), path)
        assert (sheet.encoding, sheet.delimiter, sheet.newline) == (encoding[0], delimiter, line_end)


# Shapes


def text_of(some, **dialect):
    return written(some, **dialect).decode()


SHAPES = {
    "blank rows": lambda text: "\n\n" + text.replace("\n", "\n\n") + "\n\n\n",
    "rows of separators only": lambda text: ";;;\n" + text.replace("\n", "\n;;;;;;;;;;\n ; ;\t;\n"),
    "trailing separators": lambda text: text.replace("\n", ";;;\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "two byte order marks": lambda text: "\ufeff\ufeff" + text,
}


@pytest.mark.parametrize("change", SHAPES.values(), ids=SHAPES)
def test_blank_rows_and_trailing_separators_mean_nothing(tmp_path, some, plain, change):
    assert_same(load(tmp_path, change(text_of(some, delimiter=";", mark=",")).encode()), plain)


@pytest.mark.parametrize("blank", ["  ", "\xa0", "\u202f", "\n"])
def test_outer_blanks_of_cells_and_headings_mean_nothing(tmp_path, some, plain, blank):
    rows = [{f"{name}{blank}": f"{blank}{cell}{blank}" for name, cell in row.items()} for row in some]
    assert_same(load(tmp_path, written(rows)), plain)


@pytest.mark.parametrize("seed", range(5))
def test_columns_may_stand_in_any_order(tmp_path, some, plain, seed):
    order = random.Random(seed).sample(list(some[0]), len(some[0]))
    data = written([{column: row[column] for column in order} for row in some])
    assert_same(load(tmp_path, data), plain)


def test_rows_may_end_where_their_cells_do(tmp_path, some, plain):
    lines = text_of(some, delimiter=";").splitlines()
    data = "\n".join([lines[0], *(line.rstrip(";") for line in lines[1:])]).encode()
    assert data != written(some, delimiter=";").rstrip()
    assert_same(load(tmp_path, data), plain)


def test_headings_may_be_written_as_people_do(tmp_path, some, plain):
    def heading(name):
        return name.replace("_", " ").upper() if len(name) % 2 else f" {name.capitalize()} "

    assert_same(load(tmp_path, written([{heading(name): cell for name, cell in row.items()} for row in some])), plain)


def test_columns_of_one_s_own_are_kept_and_ignored(tmp_path, some, plain):
    own = [{"stars": "★★", **row, "my note": 'with "quotes",\nand\r\nline breaks; and more'} for row in some]
    table = load(tmp_path, written(own, delimiter=";"))
    assert_same(table, plain)
    sheet = table.cells.sheet
    assert (sheet.header[0], sheet.header[-1]) == ("stars", "my note")
    assert {row[0] for row in sheet.rows} == {"★★"}
    assert {row[-1] for row in sheet.rows} == {'with "quotes",\nand\r\nline breaks; and more'}


def test_columns_that_are_not_needed_may_be_missing(tmp_path, some):
    table = load(tmp_path, written([{name: row[name] for name in row if BY_NAME[name].needed} for row in some]))
    assert np.isnan(table.composition[:, NUTRIENTS.index("zinc_mg")]).all()
    assert {food.portions_max for food in table} == {3}
    assert {food.haem_class for food in table} == {"none"}


UNITS = {
    "iron_mg": ("iron [µg]", 1000),
    "energy_kcal": ("energy_kJ", 4.184),
    "portion_g": ("portion (oz)", 1 / 28.349523125),
    "sodium_mg": ("salt [g]", 1 / 400),
}


@pytest.mark.parametrize("columns", [*([name] for name in UNITS), list(UNITS)], ids=[*UNITS, "all"])
@pytest.mark.parametrize("mark", [".", ","])
def test_headings_may_carry_other_units(tmp_path, some, plain, columns, mark):
    def converted(name, cell):
        heading, factor = UNITS[name] if name in columns else (name, 1)
        return heading, repr(float(cell) * factor) if cell and factor != 1 else cell

    rows = [dict(converted(name, cell) for name, cell in row.items()) for row in some]
    marked = [{name: re.sub(r"^(\d+)\.(\d+)$", rf"\1{mark}\2", cell) for name, cell in row.items()} for row in rows]
    table = load(tmp_path, written(marked, delimiter=";"))
    np.testing.assert_allclose(table.composition, plain.composition, rtol=1e-12)
    assert [food.portion_g for food in table] == pytest.approx([food.portion_g for food in plain], rel=1e-12)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("trace", 0),
        ("tr", 0),
        ("<0.1", 0.05),
        ("< 0,1", 0.05),
        ("<2", math.nan),
        ("n/a", math.nan),
        ("-", math.nan),
        ("", math.nan),
        ("1 234,5", 1234.5),
    ],
)
def test_words_and_bounds_in_place_of_numbers(tmp_path, some, cell, value):
    table = load(tmp_path, written(changed(some, zinc_mg=cell), delimiter=";"))
    assert table.composition[0, NUTRIENTS.index("zinc_mg")] == pytest.approx(value, nan_ok=True)


# Mistakes


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("iron_mg", "-3", "is negative; write a number of 0 or more"),
        ("iron_mg", "lots", "write digits only"),
        ("energy_kcal", "2024-01-31", "looks like a date"),
        ("fat_g", "#DIV/0!", "write the value, or leave the cell blank"),
        ("protein_g", "1,234", "write it without the group mark"),
        ("protein_g", "140", "at most 100 g"),
        ("portion_g", "0", "write a positive number"),
        ("group", "bred", "did you mean 'bread'?"),
        ("diet", "vegna", "did you mean 'vegan'?"),
        ("note", "=1+1", "is a formula; write the value itself"),
    ],
)
def test_a_mistake_names_file_row_column_value_and_cure(tmp_path, some, column, cell, words):
    problems = mistakes(tmp_path, written(changed(some, **{column: cell})))
    (problem,) = [problem for problem in problems if "unknown, but a food with roles" not in problem]
    assert problem.startswith(f"mine.csv: row 2, column {column}: ")
    assert f"'{cell}'" in problem or cell == "0"
    assert words in problem


def test_a_duplicated_food_names_both_rows(tmp_path, some):
    (problem,) = mistakes(tmp_path, written([*some, some[3]]))
    key, row = some[3]["id"], len(some) + 2
    assert problem.startswith(
        f"mine.csv: row {row}, column id: '{key}' stands in row 5 too; give one of them another id"
    )


def test_all_mistakes_come_at_once(tmp_path, some):
    rows = [dict(row) for row in some]
    rows[0]["iron_mg"] = "-1"
    rows[1]["energy_kcal"] = "much"
    rows[2]["id"] = rows[0]["id"]
    rows[3]["diet"] = "vegna"
    rows[4]["source"] = ""
    problems = mistakes(tmp_path, written(rows, delimiter=";", mark=","))
    for place in ("2, column iron_mg", "3, column energy_kcal", "4, column id", "5, column diet", "6, column source"):
        assert sum(problem.startswith(f"mine.csv: row {place}: ") for problem in problems) == 1, place


def test_all_missing_columns_come_at_once(tmp_path, some):
    rows = [{name: cell for name, cell in row.items() if name not in ("iron_mg", "source", "diet")} for row in some]
    problems = mistakes(tmp_path, written(rows))
    assert sorted(re.search(r"the column '(\w+)' is missing", problem)[1] for problem in problems) == [
        "diet",
        "iron_mg",
        "source",
    ]


ROWS = {
    "plain": ("", "", "", 4),
    "blank rows before": ("\n\n", "", "", 6),
    "blank rows between": ("", "\n;;\n \n", "", 7),
    "sep= line": ("sep=;\n", "", "", 5),
    "quoted line breaks": ("", "", '"one\ntwo\r\nthree"', 4),
    "all of them": ("sep=;\n\n", "\n;;\n", '"one\n\n\ntwo"', 8),
}


@pytest.mark.parametrize(("before", "between", "note", "row"), ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_rows_count_as_in_a_spreadsheet(tmp_path, some, before, between, note, row, line_end):
    """A quoted line break starts no row; a blank row is one, and so is a sep= line, as LibreOffice shows it."""
    head, one, two, three, *_ = text_of(changed(some), delimiter=";").splitlines()
    wrong = three.replace(some[2]["id"], "No id!")
    text = f"{before}{head};my note\n{one};{note}\n{between}{two};{note}\n{wrong};{note}\n"
    (problem,) = mistakes(tmp_path, text.replace("\r\n", "\n").replace("\n", line_end).encode())
    assert problem.startswith(f"mine.csv: row {row}, column id: 'No id!' is no id")


def test_a_cell_beyond_the_last_column_names_its_row_and_the_separator(tmp_path, some):
    head, one, two, *rest = text_of(some).splitlines()
    (problem,) = mistakes(tmp_path, "\n".join([head, one, two + ",half, a loaf", *rest]).encode())
    assert problem.startswith("mine.csv: row 3 has a value beyond the last column ('half,a loaf')")
    assert "quotation marks around a cell that holds ','" in problem


@pytest.mark.parametrize(
    ("change", "row", "words"),
    [
        (lambda lines: [*lines[:3], '"' + lines[3], *lines[4:]], 4, "is a quotation mark not closed?"),
        (lambda lines: [*lines[:5], '"' + lines[5]], 6, "is a quotation mark not closed?"),
        (lambda lines: ['"' + lines[0], *lines[1:]], 1, "is a quotation mark not closed?"),
    ],
)
def test_a_quotation_mark_that_is_not_closed_names_its_row(tmp_path, some, change, row, words):
    lines = [line.replace('"', "") for line in text_of(some, delimiter=";").splitlines()]
    (problem,) = mistakes(tmp_path, "\n".join(change(lines)).encode())
    assert f"row {row} cannot be read" in problem
    assert words in problem


FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1";"x")',
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "+A1",
    "-(1)",
    "\t=1+1",
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_refused_in_any_column(tmp_path, some, formula):
    rows = [{**row, "my own": ""} for row in some]
    rows[0].update({"my own": formula, "name": formula, "iron_mg": formula})
    problems = mistakes(tmp_path, written(rows, delimiter=";"))
    assert [re.search(r"row 2, column (\w+( own)?): '", problem)[1] for problem in problems] == [
        *[name for name in rows[0] if name in ("name", "iron_mg")],
        "my own",
    ]
    assert all("is a formula; write the value itself" in problem for problem in problems)


def test_a_table_of_formulas_is_refused_cell_by_cell(tmp_path, some):
    rows = [{name: f"={number}+1" for number, name in enumerate(row)} for row in some[:2]]
    named = [mistake for mistake in mistakes(tmp_path, written(rows)) if "is a formula" in mistake]
    assert len(named) == len(set(named)) == 2 * len(some[0])


def test_formulas_values_too_many_and_cell_mistakes_are_told_together(tmp_path, some):
    data = written(changed(some, note="=1+1", iron_mg="-1")).rstrip() + b",too many\n"
    told = " ".join(mistakes(tmp_path, data))
    for words in ("is a formula", "a value beyond the last column ('too many')", "'-1' is negative"):
        assert words in told


def test_a_table_of_mistakes_is_told_in_part(tmp_path, some):
    rows = [dict.fromkeys(some[0], "=1+1")] * 200
    told = mistakes(tmp_path, written(rows))
    assert len(told) == 1001
    assert "there are more; mend these first" in told[-1]


@pytest.mark.parametrize("text", ["- see the label", "-18 °C", "-", "—", "+ 5 g of salt", "a=b", "1=1", "me@home"])
def test_text_that_only_looks_like_a_formula_is_read(tmp_path, some, text):
    assert load(tmp_path, written(changed(some, note=text))).cells.text(0, "note") == text


# Files that are no tables


def workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


FOREIGN = {
    "workbook": (workbook(), "a workbook or zip file, not a CSV file"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "an old Excel workbook"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "a PDF"),
    "gzip": (b"\x1f\x8b\x08\x00" + b"\0" * 30, "a compressed file"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0", "this is not"),
    "ELF": (b"\x7fELF\x02\x01\x01" + b"\0" * 57, "not"),
    "one NUL": (b"id,na\0me\nx,y\n", "line 1 holds a control character"),
    "escape codes": (b"id,name\nx,\x1b[31my\n", "line 2 holds a control character"),
    "UTF-16 cut in half": (b"\xff\xfei\0d", "this is not text"),
    "UTF-32": ("id,name\n".encode("utf-32"), "control character"),
    "marked UTF-8 that is none": (b"\xef\xbb\xbfid,caf\xe9\n", "this is not text"),
}


@pytest.mark.parametrize(("data", "words"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_no_text_is_refused_with_a_cure(tmp_path, data, words):
    (problem,) = mistakes(tmp_path, data)
    assert str(tmp_path / "mine.csv") in problem
    assert words in problem
    assert "save it as 'CSV UTF-8'" in problem


@pytest.mark.parametrize("size", [1, 2, 3, 10, 100, 1_000, 100_000])
def test_random_bytes_are_refused(tmp_path, size):
    for seed in range(20):
        problems = mistakes(tmp_path, random.Random(seed).randbytes(size))
        assert len(problems) < 30


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\n \n;;\n", "the file is empty"),
        (b"sep=;\n", "the file is empty"),
        (b"id\nbread\n", "there is only one column"),
        (b"id.name.group\nx.y.z\n", "there is only one column"),
        (b"id,,name\nx,,y\n", "column 2 has no name; write one in the first row"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_cure(tmp_path, data, words):
    assert any(words in problem for problem in mistakes(tmp_path, data))


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv", Path(os.devnull)):
        with pytest.raises(InputError, match="there is no such food table"):
            read_sheet(path)


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    path = tmp_path / "mine.csv"
    path.write_text("id,name\n")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"mine\.csv: it cannot be read \(Permission denied\); close other programs"):
        read_sheet(path)


def test_200_mb_are_refused_without_reading_them(tmp_path, monkeypatch):
    path = tmp_path / "mine.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def read(*_, **__):
        raise AssertionError("the file was read")

    for reader in ("open", "read_bytes", "read_text"):
        monkeypatch.setattr(Path, reader, read)
    monkeypatch.setattr(io, "open", read)
    with pytest.raises(InputError, match=r"mine\.csv: 200 MB is more than the 25 MB .*; keep only the foods you eat"):
        load_foods(path)
    assert path.stat().st_size == 200_000_000


def test_more_rows_or_columns_than_a_food_table_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    (problem,) = mistakes(tmp_path, b"id,name\n" + b"x,y\n" * 4)
    assert "4 rows are more than the 3" in problem
    assert len(sheet_from(b"id,name\n" + b"x,y\n" * 3 + b"\n,\n", tmp_path / "mine.csv").rows) == 3
    (problem,) = mistakes(tmp_path, b",".join(b"own" for _ in range(2001)) + b"\n1,2\n")
    assert "2,001 columns are more than the 2,000" in problem


def test_a_megabyte_of_separators_is_one_mistake(tmp_path):
    assert len(mistakes(tmp_path, b"," * 1_000_000 + b"x\n")) == 1


def test_a_cell_of_any_length_is_named_shortly(tmp_path, some):
    problems = mistakes(tmp_path, written(changed(some, iron_mg="9" * 100_000, note="=" + "x" * 100_000)))
    assert all(len(problem) < 300 for problem in problems)
    (problem,) = mistakes(tmp_path, written(changed(some, note="x" * 200_000)))
    assert "row 2 cannot be read" in problem


# Rows added


@pytest.mark.parametrize("first", ["", "sep=;\n"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
@pytest.mark.parametrize(
    "encoding",
    [UTF8, UTF8_MARKED, UTF16_LE, UTF16_BE, UTF16_UNMARKED, WINDOWS],
    ids=["UTF-8", "UTF-8 marked", "UTF-16 LE", "UTF-16 BE", "UTF-16 unmarked", "Windows-1252"],
)
def test_rows_are_added_in_the_file_s_own_dialect_and_the_rest_stays_byte_for_byte(
    tmp_path, some, encoding, line_end, first
):
    path = tmp_path / "mine.csv"
    data = written(some, encoding, ";", line_end=line_end, first=first.replace("\n", line_end))
    path.write_bytes(data)
    sheet = read_sheet(path)
    new = with_rows_added(sheet, [["purée", "½; or\nmore", '"'], ["zuletzt"]])
    assert new == data + f'purée;"½; or\nmore";""""{line_end}zuletzt{line_end}'.encode(encoding[0])
    assert path.read_bytes() == data
    longer = sheet_from(new, path)
    assert longer.rows[: len(sheet.rows)] == sheet.rows
    assert longer.rows[-2][:3] == ("purée", "½; or\nmore", '"')
    assert longer.numbers[-1] == sheet.numbers[-1] + 2


def test_a_last_line_without_end_gets_one_first(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(b"id;name\r\nx;y")
    assert with_rows_added(read_sheet(path), [["a", "b"]]) == b"id;name\r\nx;y\r\na;b\r\n"


def test_letters_that_windows_1252_lacks_make_the_file_utf_8(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes("id;name\npure;Purée\n".encode("cp1252"))
    new = with_rows_added(read_sheet(path), [["ayran", "Süt ürünü, ekşi"]])
    assert new == b"\xef\xbb\xbf" + "id;name\npure;Purée\nayran;Süt ürünü, ekşi\n".encode()
