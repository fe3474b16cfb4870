"""What somebody hostile would write, one by one: it is escaped, refused or bounded, in every file and on every page."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import struct
import time
import zipfile
import zlib
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader
from sample_week import sample_week

import fuelplan
from fuelplan import outputs, resources
from fuelplan.cli import main
from fuelplan.fdc import read_fdc

MARKUP = (
    "<b>Ben & Jerry's</b>",
    '<img src="file:///etc/passwd" onerror="alert(1)"/>',
    "</style></title><script>alert(1)</script>",
    "<para><font size=900>x</font>",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} ${HOME} %(x)s {0.__class__}",
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
)
LINES = ("x\r\nBEGIN:VEVENT\r\nSUMMARY:evil", "x\nATTACH:file:///etc/passwd", "a;b:c,d\\n\\;e", "x\r\n\r\n--boundary")
UNSEEN = {
    "bell": "\a",
    "escape": "\x1b[2J",
    "C1": "\x9b31m",
    "override": "\u202egnp.",
    "isolate": "\u2066",
    "mark": "\u200f",
}
UNSEEN |= {"zero width": "\u200b", "line": "\u2028", "tag": "\U000e0041", "mark of order": "\ufeff"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*words: str):
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def week_saying(words: str) -> fuelplan.weekplan.WeekPlan:
    """A week with the same words wherever a file or a runner can put some."""
    week = sample_week()
    days = tuple(
        dataclasses.replace(
            day,
            tonight=words,
            notes=(words,),
            meals=tuple(
                dataclasses.replace(
                    meal,
                    title=words,
                    dish=words,
                    method=words,
                    note=words,
                    items=tuple(dataclasses.replace(item, name=words) for item in meal.items),
                )
                for meal in day.meals
            ),
        )
        for day in week.days
    )
    shopping = tuple(dataclasses.replace(item, buy_as=words, aisle=words) for item in week.shopping)
    return dataclasses.replace(
        week,
        days=days,
        shopping=shopping,
        warnings=(words,),
        assumptions=(words,),
        athlete={**week.athlete, "diet": words},
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_printed_as_written(words):
    week = week_saying(words)
    pdf = PdfReader(io.BytesIO(outputs.to_pdf(week)))
    assert squeezed(words) in squeezed("".join(page.extract_text() for page in pdf.pages))
    html = outputs.to_html(week)
    assert not re.search(r"<(script|img|para|font)\b", html)
    assert squeezed(words) in squeezed(unescape(html))


@pytest.mark.parametrize("words", FORMULAS)
def test_no_formula_comes_out_of_a_table_or_into_one(words):
    cells = [
        cell
        for row in outputs.to_shopping_csv(week_saying(words)).decode("utf-8-sig").splitlines()
        for cell in _cells(row)
    ]
    assert any(words in cell for cell in cells)
    assert not [cell for cell in cells if cell and cell[0] in "=@+-"]
    assert run("init").exit_code == 0
    before = Path("foods.csv").read_bytes()
    result = run("foods", "add", "--from", "wholemeal-bread", f"name={words}")
    assert result.exit_code == 1
    assert "is a formula" in result.output
    assert Path("foods.csv").read_bytes() == before


def _cells(row: str) -> list[str]:
    return next(csv.reader([row]), [])


@pytest.mark.parametrize("words", LINES)
def test_no_line_gets_into_a_calendar(words):
    text = outputs.to_ics(week_saying(words)).decode()
    plain = outputs.to_ics(week_saying("x")).decode()
    for name in ("BEGIN:", "ATTACH", "SUMMARY:evil", "--boundary"):
        begun = [line for line in text.split("\r\n") if line.startswith(name)]
        assert len(begun) == sum(line.startswith(name) for line in plain.split("\r\n"))


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
def test_signs_nobody_sees_are_refused_in_every_file(week, sign):
    name = f"Rye{sign} bread"
    assert run("init").exit_code == 0
    for words in (
        ("foods", "add", "--from", "wholemeal-bread", f"name={name}"),
        ("make", "--km", "20", "--avoid", f"x{sign}y"),
    ):
        result = run(*words)
        assert result.exit_code == 1
        assert result.output.startswith("fuelplan: ")
        assert sign not in result.output
    escaped = json.dumps(name)[1:-1] if ord(sign[0]) < 0x10000 else name
    Path("runner.toml").write_text(f'km = 20\navoid = ["{escaped}"]\n', encoding="utf-8")
    dishes = Path("dishes/evil.toml")
    dishes.write_text(f'[[dish]]\nname = "{escaped}"\n', encoding="utf-8")
    page = Path("page.toml")
    page.write_text(f'club = "{escaped}"\n', encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    for file in ("runner.toml", "evil.toml", "page.toml"):
        assert f"{file}: " in result.output
    assert result.output.count("which nobody sees; delete it") == 3
    assert sign not in result.output
    plan = json.loads(fuelplan.to_json(week))
    plan["days"][0]["meals"][0]["title"] = name
    Path("week.json").write_text(json.dumps(plan), encoding="utf-8")
    for words in (("swap", "week.json"), ("compare", "week.json", "week.json"), ("make", "--from", "week.json")):
        result = run(*words)
        assert result.exit_code == 1
        assert "which nobody sees; delete it" in result.output
        assert sign not in result.output


@pytest.mark.parametrize("number", ["1e309", "-1e309", "NaN", "Infinity", "9" * 5000, "1e-400", "0." + "3" * 5000])
def test_numbers_beyond_reckoning_are_refused_or_read_for_what_they_are(number):
    for place in ("mass_kg", "grams", "seed"):
        text = re.sub(rf'"{place}": [0-9.]+', f'"{place}": {number}', fuelplan.to_json(sample_week()))
        try:
            fuelplan.from_json(text)
        except fuelplan.InputError as error:
            assert all(len(problem) < 1000 for problem in error.problems)
    for option in ("--km", "--weight", "--temp", "--budget", "--iron-cap", "--alarm", "--seed"):
        result = run("make", "--km", "20", option, number, "--ics", "w.ics")
        assert result.exit_code in (1, 2)
        assert not Path("fuelplan-week.pdf").exists()


def test_a_cell_of_ten_megabytes_is_refused_soon(tmp_path):
    table = resources.foods_csv().read_text(encoding="utf-8")
    for cell in ("x" * 10_000_000, '"' + "x," * 5_000_000 + '"', "9" * 10_000_000):
        Path("foods.csv").write_text(table + f"{cell},y,z\n", encoding="utf-8")
        began = time.process_time()
        result = run("check")
        assert result.exit_code == 1
        assert len(result.output) < 20_000
        assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a" + ".a" * 100_000 + " = 1",
        "\n".join(f"a{n} = {n}" for n in range(40_000)),
        "[a]\n" * 2000,
        "a = " + "9" * 100_000,
        'a = """' + "x" * 900_000 + '"""',
        "x" * 1_000_001,
        "\n".join(["[[dish]]"] * 90_000),
    ],
    ids=["brackets", "dots", "keys", "tables", "digits", "text", "size", "dishes"],
)
def test_a_toml_bomb_is_refused_soon(text):
    assert run("init").exit_code == 0
    for file in ("runner.toml", "page.toml", "dishes/evil.toml"):
        Path(file).write_text(text, encoding="utf-8")
    began = time.process_time()
    result = run("check")
    assert result.exit_code == 1
    assert time.process_time() - began < 5
    assert len(result.output) < 200_000


def test_a_json_bomb_is_refused_soon():
    for text in (
        "[" * 1_000_000,
        '{"days": ' * 100_000,
        '{"a": ' + "9" * 4_900_000 + "}",
        "{" + '"a": 1, ' * 500_000 + '"b": 1}',
    ):
        Path("week.json").write_text(text, encoding="utf-8")
        began = time.process_time()
        assert run("swap", "week.json").exit_code == 1
        assert time.process_time() - began < 5


def test_a_zip_writes_nothing_and_unpacks_no_bomb():
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("food.csv", "fdc_id,data_type,description\n" + "0" * 30_000_000)
        archive.writestr("food_nutrient.csv", "fdc_id,nutrient_id,amount\n")
    with zipfile.ZipFile("path.zip", "w") as archive:
        for name in ("../food.csv", "/etc/food.csv", "..\\food.csv", "a/../../food.csv"):
            archive.writestr(name, "fdc_id,data_type,description\n")
    before = sorted(Path().parent.resolve().rglob("*"))
    with pytest.raises(fuelplan.InputError, match="more than is safe from a zip"):
        read_fdc(Path("bomb.zip"))
    with pytest.raises(fuelplan.InputError):
        read_fdc(Path("path.zip"))
    assert sorted(Path().parent.resolve().rglob("*")) == before


@pytest.mark.parametrize("name", ["../logo.png", "{here}/logo.png", "sub/../../logo.png", "link.png"])
def test_a_logo_from_elsewhere_is_not_printed(tmp_path, name):
    folder = tmp_path / "club"
    (folder / "sub").mkdir(parents=True)
    Image.new("RGB", (9, 9)).save(tmp_path / "logo.png")
    (folder / "link.png").symlink_to(tmp_path / "logo.png")
    (folder / "page.toml").write_text(f'logo = "{name.format(here=tmp_path)}"\n', encoding="utf-8")
    result = run("make", "--km", "20", "--template", str(folder / "page.toml"))
    assert result.exit_code == 1
    assert "a logo must lie in the folder of the template" in result.output


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"x" * 99,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
        b"<svg onload='x'/>",
        b"%!PS",
        b"\xff\xd8\xff" + b"x" * 99,
    ],
    ids=["nothing", "gif", "broken png", "svg", "postscript", "broken jpeg"],
)
def test_a_picture_that_is_none_is_refused(content):
    Path("logo.png").write_bytes(content)
    Path("page.toml").write_text('logo = "logo.png"\n', encoding="utf-8")
    result = run("make", "--km", "20")
    assert result.exit_code == 1
    assert "it is no PNG or JPEG picture" in result.output


def test_a_picture_of_a_billion_points_is_refused_before_it_is_drawn():
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10**6))
        + chunk(b"IEND", b"")
    )
    Path("logo.png").write_bytes(png)
    Path("page.toml").write_text('logo = "logo.png"\n', encoding="utf-8")
    result = run("make", "--km", "20")
    assert result.exit_code == 1
    assert "logo: 'logo.png': it is" in result.output


@pytest.mark.parametrize(
    ("key", "entries"),
    [("runs", "mon 5 easy 07:00; "), ("avoid", "x, "), ("keep", "mon breakfast=Porridge; "), ("never", "y; ")],
)
def test_options_without_end_are_refused_soon(key, entries):
    Path("runner.toml").write_text(f'km = 20\n{key} = "{entries * 20_000}"\n', encoding="utf-8")
    began = time.process_time()
    result = run("make")
    assert result.exit_code == 1
    assert f"{key} '" in result.output and "write it in at most 4,000 letters" in result.output
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "option", ["--out", "--html", "--ics", "--shopping", "--json", "--foods", "--dishes", "--from"]
)
def test_a_path_of_half_a_letter_is_refused(option):
    result = run("make", "--km", "20", option, "\ud800")
    assert result.exit_code == 2
    assert f"Invalid value for '{option}': such a name cannot be used" in result.stderr
    assert not Path("fuelplan-week.pdf").exists()
