"""Page templates: what they may say, every mistake told, and what comes of it on paper."""

from __future__ import annotations

import io
import itertools
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import reportlab
from crowded_week import crowded_week
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sample_week import race_week, sample_week

from fuelplan import resources
from fuelplan.errors import InputError
from fuelplan.page_design import SECTIONS, Colours, PageDesign, contrast
from fuelplan.page_template import _KEYS, read_template, template_path
from fuelplan.report import Theme, render

SHIPPED = sorted(resources.page_folder().glob("*.toml"))
FIRST_WORDS = {
    "fridge": "Your week",
    "race": "Race day",
    "charts": "The week in charts",
    "days": "Monday",
    "runs": "Run by run",
    "shopping": "Shopping list",
    "log": "The log",
    "why": "Why these numbers",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "page.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(InputError) as error:
        read_template(written(folder, text))
    return error.value.problems


def pages(design: PageDesign, week=None) -> list[str]:
    pdf = render(week or sample_week(), Theme(design=design))
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def picture(folder: Path, name: str = "logo.png", size: tuple[int, int] = (300, 80)) -> Path:
    path = folder / name
    Image.new("RGB", size, "#0b4a5c").save(path)
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_template_reads_and_prints(path: Path) -> None:
    design = read_template(path)
    assert template_path(path.stem) == path
    assert len(pages(design)) >= 4


def test_the_commented_lines_of_the_standard_template_can_be_used(tmp_path: Path) -> None:
    picture(tmp_path)
    for face in ("Regular", "Bold", "Italic"):
        shutil.copy(resources.font_folder() / "DejaVuSansCondensed.ttf", tmp_path / f"Club-{face}.ttf")
    text = (resources.page_folder() / "standard.toml").read_text(encoding="utf-8")
    used = re.sub(r"^# (?=[\w\[]+( = |\]))", "", text, flags=re.MULTILINE)
    design = read_template(written(tmp_path, used))
    assert used.count("\n# ") < text.count("\n# ") - 12
    assert (design.club, design.coach, design.paper, design.units) == (
        "Riverside Harriers",
        "Anna Nowak",
        "a4",
        "metric",
    )
    assert design.sections == tuple(SECTIONS)
    assert design.colours == Colours()
    assert design.logo
    assert design.faces


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clubb = 'x'", "row 1, clubb: this key is not known; did you mean 'club'?"),
        ("club = 3", "row 1, club: write it in quotes"),
        (f"club = '{'x' * 41}'", "41 letters are more than the 40"),
        ('footer = "a\\nb"', "on one line"),
        ("club = 'Runners 🏃 跑'", "row 1, club: 🏃跑 cannot be printed"),
        ("paper = 'a5'", 'write "a4" or "letter"'),
        ("units = 'imperial'", 'write "metric" or "us"'),
        ("cost = 1", "write true or false"),
        ("sections = 'why'", "write some of fridge, race"),
        ("sections = ['fridge', 'whi', 'why']", "'whi' is no section; did you mean 'why'?"),
        ("sections = ['why', 'why']", "stands there twice"),
        ("sections = ['fridge']", "'why' cannot be left out: it holds the warnings"),
        ("sections = [['why'], 'why']", "is no section"),
        ("colours = '#000000'", "under a line [colours]"),
        ("[colours]\naccent = 'teal'", "row 2, accent: write a colour like"),
        ("[colours]\nacent = '#000000'", "did you mean 'accent'?"),
        ("[colours]\naccent = '#88bbcc'", "a contrast of 2.1; at least 4.5 can be read: take a darker one"),
        ("[colours]\ntint = '#777777'", "take a paler one"),
        ("logo = 'none.png'", "'none.png': there is no such file"),
        ("logo = 'page.toml'", "it is no PNG or JPEG picture"),
        ("logo = ['a']", "the name of a file in quotes"),
        ("[fonts]\nregular = 'page.toml'", "bold, oblique missing"),
        ("[fonts]\nregular = 'page.toml'\nbold = 'x'\noblique = 'x'", "it cannot be embedded"),
        ("club = 'a\n", "not valid TOML"),
    ],
)
def test_mistakes_are_told_with_their_cure(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(mistakes(tmp_path, text))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = "paper = 'a5'\nclub = 1\nsections = []\nlogo = 'x'\n[colours]\nink = '#cccccc'\n[fonts]\nbold = 'x'\n"
    assert len(mistakes(tmp_path, text)) == 6


def test_pictures_that_are_none_or_too_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.png").write_bytes(picture(tmp_path).read_bytes()[:60])
    (tmp_path / "text.png").write_text("<svg onload='x'/>")
    picture(tmp_path, "wide.png", (4001, 2))
    picture(tmp_path, "logo.gif")
    (tmp_path / "heavy.png").write_bytes(b"\x89PNG" + bytes(2_000_001))
    for name in ("cut.png", "text.png", "wide.png", "logo.gif", "heavy.png"):
        (problem,) = mistakes(tmp_path, f"logo = '{name}'")
        assert name in problem


def test_a_template_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ink-saver, short, standard"):
        read_template(tmp_path / "none.toml")


@pytest.mark.parametrize("before", ["shopping", "why", "log", "charts", "fridge"])
def test_run_cards_are_as_wide_as_the_page_whatever_comes_before(before: str) -> None:
    """They took over the columns of the section before."""
    text = "\n".join(pages(PageDesign(sections=tuple(dict.fromkeys((before, "runs", "why"))))))
    assert "Monday 23 Nov: 8 km easy 07:00 · 48 min · 18 °C, 60 % humidity" in text


def test_no_page_is_named_that_is_not_printed() -> None:
    assert "see the page Race day" in " ".join(pages(PageDesign(), race_week())).replace("\n", " ")
    without = PageDesign(sections=("runs", "why"))
    assert "see the page Race day" not in " ".join(pages(without, race_week())).replace("\n", " ")


@pytest.mark.parametrize("order", [("why", "log", "fridge"), ("runs", "days", "why"), ("shopping", "charts", "why")])
def test_sections_come_in_the_order_they_are_named(order: tuple[str, ...]) -> None:
    text = "\n".join(pages(PageDesign(sections=order)))
    places = [text.index(FIRST_WORDS[name]) for name in order]
    assert places == sorted(places)
    left_out = set(FIRST_WORDS) - set(order) - {"race", "days"}
    assert not [name for name in left_out if f"\n{FIRST_WORDS[name]}" in f"\n{text}"]


def test_every_section_stands_alone() -> None:
    for name in SECTIONS:
        text = "\n".join(pages(PageDesign(sections=(*dict.fromkeys((name, "why")),)), race_week()))
        assert FIRST_WORDS[name] in text
        assert "Drink to thirst. Never drink more than you sweat" in text.replace("\n", " ")


def test_club_coach_and_footer_are_printed_and_never_push_out_what_must_stand() -> None:
    design = PageDesign(club="Riverside Harriers", coach="Anna Nowak", footer="Questions: anna@example.org")
    for text in (found := pages(design)):
        assert "Questions: anna@example.org · fuelplan" in text
        assert "not medical advice" in text
    assert "Riverside Harriers · by Anna Nowak" in found[0]
    assert all("Riverside Harriers · fuelplan" in text for text in pages(PageDesign(club="Riverside Harriers")))
    for text in pages(PageDesign(club="W" * 60, coach="W" * 60, footer="W" * 160)):
        assert "not medical advice" in text
        assert "…" in text


def test_the_logo_is_on_the_fridge_page(tmp_path: Path) -> None:
    design = read_template(written(tmp_path, f"logo = '{picture(tmp_path).name}'"))
    reader = pypdf.PdfReader(io.BytesIO(render(sample_week(), Theme(design=design))))
    assert len(reader.pages[0].images) == 1
    assert not any(page.images for page in list(reader.pages)[1:])
    assert render(sample_week(), Theme(design=design)) == render(sample_week(), Theme(design=design))


def test_a_face_of_ones_own_is_embedded_and_lacking_letters_come_from_ours(tmp_path: Path) -> None:
    """Bitstream Vera, which comes with reportlab, has no arrows, thirds and Vietnamese letters."""
    vera = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("regular", "Vera.ttf"), ("bold", "VeraBd.ttf"), ("oblique", "VeraIt.ttf")):
        shutil.copy(vera / file, tmp_path / f"{name}.ttf")
    design = read_template(
        written(tmp_path, "[fonts]\n" + "\n".join(f"{name} = '{name}.ttf'" for name in ("regular", "bold", "oblique")))
    )
    reader = pypdf.PdfReader(io.BytesIO(render(crowded_week(), Theme(design=design))))
    fonts = list(itertools.chain.from_iterable(page["/Resources"]["/Font"].values() for page in reader.pages))
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert {font["/BaseFont"].partition("+")[2] for font in fonts} >= {"BitstreamVeraSans-Roman", "DejaVuSansCondensed"}
    text = "".join(page.extract_text() for page in reader.pages)
    assert all(letter in text for letter in "½→≥₂łộ")


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)]
)
def test_contrast_is_that_of_the_w3c(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@given(st.text(alphabet="0123456789abcdef", min_size=6, max_size=6))
def test_a_colour_has_no_contrast_with_itself(digits: str) -> None:
    assert contrast(f"#{digits}", f"#{digits}") == 1.0
    assert 1.0 <= contrast(f"#{digits}") <= 21.0


VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-9, 9), st.sampled_from(["a4", "why", "#000000", "x.png", "page.toml", ".", "a\\nb"])
    ),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(
    st.dictionaries(st.sampled_from([*_KEYS, "sectionss", "club.x"]), VALUES),
    st.dictionaries(st.sampled_from(["ink", "tint", "x"]), VALUES),
)
def test_any_value_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, top: dict, colours: dict) -> None:
    lines = [f"{key} = {_toml(value)}" for key, value in top.items() if key != "colours"]
    path = tmp_path_factory.mktemp("page") / "page.toml"
    path.write_text("\n".join([*lines, "[colours]", *(f"{key} = {_toml(value)}" for key, value in colours.items())]))
    try:
        render(sample_week(), Theme(design=replace(read_template(path), sections=("fridge", "why"))))
    except InputError as error:
        assert all("page.toml" in problem for problem in error.problems)


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("page") / "page.toml"
    path.write_bytes(content)
    try:
        read_template(path)
    except InputError as error:
        assert error.problems
