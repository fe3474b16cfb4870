"""The printed week, judged from the finished PDF: pages, words and where they stand."""

from __future__ import annotations

import dataclasses
import io
import itertools
import unicodedata
from collections.abc import Callable

import pdfplumber
import pypdfium2
import pytest
from crowded_week import crowded_week
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from sample_week import MARATHON, RACE_NOTES, TIMETABLE, race_week, sample_week

from fuelplan.measures import Measures
from fuelplan.report import Theme, render
from fuelplan.report.theme import FACES
from fuelplan.weekplan import DayPlan, Drink, Meal, Portion, ShoppingItem, Supplement, WeekPlan
from fuelplan.wording import portion_text

WEEKS = {"ordinary": sample_week(), "crowded": crowded_week(), "race": race_week()}
CASES = list(itertools.product(WEEKS, ("a4", "letter")))
SIZES = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
SYMBOLS = "℃½¼¾⅓⅔☐₂→≥≤✓Łłżęắậộữµ°·–…×±−"


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str], bytes]:
    return {(name, paper): render(WEEKS[name], Theme(paper=paper)) for name, paper in CASES}


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def text_of(pdf: bytes, first: int = 0) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages[first:]))


def week_with(meal: Meal | None = None, **changes: object) -> WeekPlan:
    week = sample_week()
    day = dataclasses.replace(week.days[0], meals=(meal or week.days[0].meals[0],), **changes)
    return dataclasses.replace(week, days=(day, *week.days[1:]))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_an_ordinary_week_takes_five_to_ten_pages(printed: dict, paper: str) -> None:
    assert 5 <= len(PdfReader(io.BytesIO(printed["ordinary", paper])).pages) <= 10


@pytest.mark.parametrize("case", CASES)
def test_only_the_fridge_page_lies_on_its_side(printed: dict, case: tuple[str, str]) -> None:
    sizes = [(float(p.mediabox.width), float(p.mediabox.height)) for p in PdfReader(io.BytesIO(printed[case])).pages]
    short, long = SIZES[case[1]]
    assert sizes[0] == pytest.approx((long, short), abs=0.2)
    assert all(size == pytest.approx((short, long), abs=0.2) for size in sizes[1:])


@pytest.mark.parametrize("case", CASES)
def test_every_font_is_embedded(printed: dict, case: tuple[str, str]) -> None:
    for page in PdfReader(io.BytesIO(printed[case])).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


@pytest.mark.parametrize("case", CASES)
def test_every_food_of_every_day_is_printed(printed: dict, case: tuple[str, str]) -> None:
    text = text_of(printed[case], first=1)
    for day in WEEKS[case[0]].days:
        for meal in day.meals:
            for item in meal.items:
                assert squeezed(portion_text(item)) in text


@pytest.mark.parametrize("case", CASES)
def test_every_title_is_on_the_fridge_or_shortened(printed: dict, case: tuple[str, str]) -> None:
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        text = pdf.pages[0].extract_text()
    days = WEEKS[case[0]].days
    assert all(day.weekday in text for day in days)
    if case[0] == "ordinary":
        assert "…" not in text
        assert " more" not in text


@pytest.mark.parametrize("case", CASES)
def test_nothing_stands_outside_the_margins(printed: dict, case: tuple[str, str]) -> None:
    theme = Theme(paper=case[1])
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        for index, page in enumerate(pdf.pages):
            margin = theme.margin if index else theme.fridge_margin
            for word in page.extract_words():
                assert word["x0"] >= margin - 0.5, word
                assert word["x1"] <= float(page.width) - margin + 0.5, word
                assert word["top"] >= margin - 3, word
                assert word["bottom"] <= float(page.height) - margin + 3, word


def _above(word: dict) -> Callable[[dict], bool]:
    return lambda other: other["top"] < word["bottom"]


@pytest.mark.parametrize("case", CASES)
def test_no_words_overlap(printed: dict, case: tuple[str, str]) -> None:
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        for page in pdf.pages:
            words = sorted(page.extract_words(use_text_flow=True), key=lambda word: word["top"])
            near = ((a, b) for i, a in enumerate(words) for b in itertools.takewhile(_above(a), words[i + 1 :]))
            for a, b in near:
                across = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
                down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
                assert across < 0.5 or down < 2.5, (a["text"], b["text"], page.page_number)


@pytest.mark.parametrize("case", CASES)
def test_fridge_words_stay_in_their_column(printed: dict, case: tuple[str, str]) -> None:
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        page = pdf.pages[0]
        edges = sorted({round(line["x0"], 1) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1})
        grid = [w for w in page.extract_words(use_text_flow=True) if 60 < w["top"] < page.height - 60]
        assert len(edges) == 7
        assert not [w["text"] for w in grid if any(w["x0"] < e - 1 and w["x1"] > e + 1 for e in edges)]


@pytest.mark.parametrize("case", CASES)
def test_type_is_never_too_small(printed: dict, case: tuple[str, str]) -> None:
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        assert min(char["size"] for char in pdf.pages[0].chars) >= 6.99
        for page in pdf.pages[1:]:
            small = {char["size"] for char in page.chars if char["size"] < 6.99}
            assert not small


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_amounts_of_an_ordinary_week_stay_readable(printed: dict, paper: str) -> None:
    with pdfplumber.open(io.BytesIO(printed["ordinary", paper])) as pdf:
        sizes = [
            word["size"]
            for page in pdf.pages[1:5]
            for word in page.extract_words(extra_attrs=["size"])
            if word["text"] == "(118"
        ]
    assert len(sizes) >= 3
    assert min(sizes) >= 8.49


def test_the_faces_have_every_symbol() -> None:
    render(sample_week(), Theme())
    for name in FACES:
        glyphs = pdfmetrics.getFont(name).face.charToGlyph
        assert not [symbol for symbol in SYMBOLS if ord(symbol) not in glyphs], name


@pytest.mark.parametrize("case", CASES)
def test_the_same_week_gives_the_same_bytes(printed: dict, case: tuple[str, str]) -> None:
    assert render(WEEKS[case[0]], Theme(paper=case[1])) == printed[case]


def test_hostile_text_is_printed_as_written() -> None:
    evil = '<para><b>&amp; </font> %(x)s \\ (") <img src="file:///etc/passwd"/>'
    item = Portion(food="x", name=evil, grams=100, portions=1, portion_name="1 cup", amount="1 cup")
    meal = Meal(slot="lunch", time="12:00", dish=evil, title=evil, items=(item,), method=evil, swap=evil, note=evil)
    text = text_of(render(week_with(meal), Theme()), first=1)
    assert text.count(squeezed(evil)) >= 4


def test_letters_no_font_has_become_question_marks() -> None:
    item = Portion(food="x", name="Kimchi 김치 🍌\x00\ud800", grams=1, portions=1, portion_name="1 cup", amount="1 cup")
    meal = Meal(slot="lunch", time="12:00", dish="x", title="a\nb", items=(item,))
    assert "kimchi???" in text_of(render(week_with(meal), Theme()), first=1)


@pytest.mark.parametrize("count", [1, 40])
def test_absurdly_long_meals_still_fit(count: int) -> None:
    item = Portion(food="x", name="Rice " * 80, grams=1, portions=1, portion_name="1 cup", amount="1 cup")
    meal = Meal(slot="lunch", time="12:00", dish="x", title="W" * 3000, items=(item,) * count, method="stir " * 900)
    pdf = render(week_with(meal), Theme())
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        bottoms = [max(w["bottom"] for w in page.extract_words()) <= page.height - 17 for page in pages.pages]
    assert all(bottoms)


def test_outline_language_and_title() -> None:
    reader = PdfReader(io.BytesIO(render(sample_week(), Theme())))
    titles = [entry["/Title"] for entry in itertools.chain.from_iterable(_flat(reader.outline))]
    sections = [
        "The week on one page",
        "Day cards",
        "Run cards",
        "Shopping list",
        "The week in charts",
        "The log",
        "Why these numbers",
    ]
    assert [t for t in titles if t in sections] == sections
    assert "Wednesday 25 Nov" in titles
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Your week: 62 km · 70 kg (23 Nov – 29 Nov 2026)"


def _flat(outline: list) -> list:
    return [_flat_one(entry) for entry in outline]


def _flat_one(entry: object) -> list:
    return [e for item in entry for e in _flat_one(item)] if isinstance(entry, list) else [entry]


def test_bookmarks_point_at_their_pages() -> None:
    reader = PdfReader(io.BytesIO(render(sample_week(), Theme())))
    for entry in itertools.chain.from_iterable(_flat(reader.outline)):
        page = reader.pages[reader.get_destination_page_number(entry)]
        first = {"The week on one page": "Your week", "Day cards": "Monday", "Run cards": "Run by run"}
        assert first.get(entry["/Title"], entry["/Title"]) in page.extract_text()


def test_footer_counts_pages() -> None:
    reader = PdfReader(io.BytesIO(render(sample_week(), Theme())))
    for index, page in enumerate(reader.pages, start=1):
        assert f"page {index} of {len(reader.pages)} · not medical advice" in page.extract_text()


def test_safety_and_unknown_share_are_printed() -> None:
    text = text_of(render(sample_week(), Theme()))
    assert squeezed("On a run never more than you sweat; stop if you gain weight.") in text
    gaps = "Unknown for some of the food (share of weight), so counted low (≥): vitamin D 22 %."
    assert text.count(squeezed(gaps)) == 7
    assert text.count(squeezed("Energy left after running: 46 kcal per kg lean mass")) == 7


def test_each_doi_is_printed_once() -> None:
    week = sample_week()
    first, *rest = week.references
    ending = dataclasses.replace(first, text=f"{first.text} https://doi.org/{first.doi}")
    text = text_of(render(dataclasses.replace(week, references=(ending, *rest)), Theme()))
    assert [text.count(squeezed(c.doi)) for c in week.references if c.doi] == [1] * 4


def _tops(pdf: bytes) -> list[str]:
    return [page.extract_text().partition("\n")[0] for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_ordinary_days_stand_whole_two_a_page(printed: dict, paper: str) -> None:
    assert "continued" not in text_of(printed["ordinary", paper])
    first = [top.split()[0] for top in _tops(printed["ordinary", paper])[1:5]]
    assert first == ["Monday", "Wednesday", "Friday", "Sunday"]


@pytest.mark.parametrize("case", CASES)
def test_no_line_ends_in_a_dot_between_foods(printed: dict, case: tuple[str, str]) -> None:
    for page in PdfReader(io.BytesIO(printed[case])).pages:
        assert not [line for line in page.extract_text().splitlines() if line.rstrip().endswith(" ·")]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_race_day_stands_alone_on_the_second_page(printed: dict, paper: str) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed["race", paper])).pages]
    text = squeezed(pages[1])
    assert pages[1].startswith("Race day 42.2 km in 3:45:00")
    assert sum(page.startswith("Race day") for page in pages) == 1
    race = WEEKS["race"].days[6].race
    assert race is not None
    words = [time + what for time, what in TIMETABLE] + list(RACE_NOTES)
    words += ["5:20 /km", "570 ml", "70 g", "190 mg", "+120 m", "26:40", "3:33:18", "Cut out"]
    assert not [word for word in words if squeezed(word) not in text]
    # 26:40 stands once in the table and once on the strip.
    assert text.count("26:40") == 2
    assert text.count("1gel") == 2 * sum(split.eat == "1 gel" for split in race.splits)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_an_ultra_race_takes_one_page(printed: dict, paper: str) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed["crowded", paper])).pages]
    assert pages[1].startswith("Race day 100 km in 12:01:30")
    assert squeezed(RACE_NOTES[-1]) in squeezed(pages[1])
    assert pages[2].startswith("Monday")


def test_a_race_too_short_for_food_and_drink_shows_times_only() -> None:
    week = race_week()
    race = week.days[6].race
    assert race is not None
    marks = [dataclasses.replace(split, drink_ml=0.0, eat="", carbohydrate_g=0.0) for split in race.splits[:2]]
    bare = dataclasses.replace(race, splits=tuple(marks), drink_ml_per_hour=0.0, carbohydrate_g_per_hour=0.0)
    day = dataclasses.replace(week.days[6], race=bare)
    text = PdfReader(io.BytesIO(render(dataclasses.replace(week, days=(*week.days[:6], day)), Theme()))).pages[1]
    words = text.extract_text()
    assert "race time" in words
    assert "53:19" in words
    assert not [word for word in ("drink ml", "carb. g", "Cut out", "eat\n") if word in words]


def test_strength_loading_and_climb_are_where_they_are_needed(printed: dict) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(printed["race", "a4"])).pages]
    fridge, log = pages[0], next(page for page in pages if page.startswith("thelog"))
    strength, climb = squeezed("strength 18:00 45 min"), squeezed("42.2 km +120 m race 09:00")
    tuesday = next(page for page in pages if squeezed("Tuesday 24 Nov 12 km tempo") in page)
    assert all(strength in page for page in (fridge, log, tuesday))
    assert climb in fridge
    assert climb in log
    assert fridge.count("loading") == 2
    assert sum(page.count("carbohydrateloading") for page in pages[1:]) == 2
    assert squeezed("see the page Race day") in "".join(pages)


def test_race_carbohydrate_is_one_number(printed: dict) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(printed["race", "a4"])).pages]
    # Nine marks of 29 g and of 250 ml; 261 g in 3.75 h are 69.6 g an hour.
    assert squeezed("in all 2250 261") in pages[1]
    assert squeezed("261 g carbohydrate in all.") in "".join(pages)


def test_the_fridge_calls_the_aim_an_aim(printed: dict) -> None:
    fridge = squeezed(PdfReader(io.BytesIO(printed["ordinary", "a4"])).pages[0].extract_text())
    # 300 g and 11 g for each of the 8 km of Monday.
    assert squeezed("aim 388") in fridge
    assert "≥" not in fridge
    assert squeezed("mark at the aim") in fridge


def test_a_supplement_says_when_it_is_best() -> None:
    taken = (Supplement(name="iron supplement", iron_mg=14.0, when="with juice, not coffee"),)
    text = text_of(render(week_with(supplements=taken), Theme()))
    assert squeezed("You take: iron supplement, with juice, not coffee (14 mg iron, counted).") in text
    plain = text_of(render(week_with(supplements=(dataclasses.replace(taken[0], when=""),)), Theme()))
    assert squeezed("You take: iron supplement (14 mg iron, counted).") in plain


def _run_card(meals: tuple[tuple[str, str], ...], drinks: tuple[Drink, ...] = ()) -> str:
    """What the run cards say of a Monday with a run from 10:00 to 10:48."""
    first = dataclasses.replace(sample_week().days[0].runs[0], start="10:00")
    eaten = tuple(Meal(slot=slot, time=at, dish="x", title=f"Meal of {at}", items=()) for slot, at in meals)
    week = sample_week()
    day = dataclasses.replace(week.days[0], runs=(first,), meals=eaten, drinks=drinks)
    text = text_of(render(dataclasses.replace(week, days=(day, *week.days[1:])), Theme()))
    return text[text.index(squeezed("Run by run")) :].partition(squeezed("Tuesday 24 Nov"))[0]


def test_a_run_card_names_what_is_eaten_near_the_run() -> None:
    meals = (("breakfast", "07:55"), ("morning snack", "09:10"), ("lunch", "11:40"), ("dinner", "19:00"))
    drink = Drink(time="09:15", ml=250, what="water, tea or coffee", why="between meals")
    card = _run_card(meals, (drink,))
    # Two hours ahead begin at 08:00; the hour after ends at 11:48.
    assert squeezed("09:10 morning snack: Meal of 09:10") in card
    assert squeezed("09:15 250 ml water, tea or coffee") in card
    assert squeezed("11:40 lunch: Meal of 11:40") in card
    assert not [at for at in ("07:55", "19:00") if at in card]
    late = _run_card((("lunch", "12:30"),))
    assert squeezed("12:30 lunch") in late
    assert squeezed("Meal of 12:30") not in late


def test_a_measured_sweat_rate_has_no_band() -> None:
    run = dataclasses.replace(MARATHON, sweat_low_l=MARATHON.sweat_l, sweat_high_l=MARATHON.sweat_l)
    text = text_of(render(week_with(runs=(run,)), Theme()))
    assert squeezed("Sweat 3.5 L, as you measured") in text
    assert squeezed("Sweat 3.0–5.3 L, likely 3.5 L") in text_of(render(race_week(), Theme()))


def test_formulas_and_causes_point_at_the_references(printed: dict) -> None:
    text = text_of(printed["ordinary", "a4"])
    # The list: 1 mifflin1990, 2 burke2011, 3 sawka2007, 4 almond2005, 5 iom2001.
    for words in (
        "when sex is not given. [1]",
        "each kilogram and kilometre run. Carbohydrate:",
        "rises with weekly kilometres. [5]",
        "less the water in the food. [3, 4]",
        "never more in a run than it costs. [3, 4]",
    ):
        assert squeezed(words).replace("·", "") in text.replace("·", ""), words


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_many_references_take_a_page_of_their_own(paper: str) -> None:
    week = sample_week()
    many = dataclasses.replace(week, references=week.references * 14, formulas=week.formulas * 4)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render(many, Theme(paper=paper)))).pages]
    assert [page.partition("\n")[0] for page in pages[-2:]] == ["Why these numbers", "References"]
    assert squeezed("1 Mifflin MD") in squeezed(pages[-1])
    assert "Almond" not in pages[-2]


def test_a_week_of_rest_has_no_run_cards() -> None:
    week = sample_week()
    rest = dataclasses.replace(week, days=tuple(dataclasses.replace(day, runs=()) for day in week.days))
    text = text_of(render(rest, Theme()))
    assert squeezed("Run by run") not in text
    assert text.count("restday") == 14


def test_who_should_ask_first_is_said() -> None:
    text = text_of(render(sample_week(), Theme()))
    assert squeezed("Pregnant or breastfeeding: show this to your midwife or doctor first.") in text
    assert squeezed("an eating disorder now or before: plan with a professional") in text


@pytest.mark.parametrize("count", [5, 32])
def test_the_reasons_take_one_page(count: int) -> None:
    week = sample_week()
    many = dataclasses.replace(week, references=(week.references * 7)[:count], assumptions=(week.assumptions * 2)[:12])
    tops = _tops(render(many, Theme(paper="letter")))
    assert tops.index("Why these numbers") == len(tops) - 1


def _empty_day(day: DayPlan) -> DayPlan:
    return dataclasses.replace(day, runs=(), meals=(), drinks=(), needs={}, totals={}, unknown={}, notes=())


def test_iron_that_is_not_known_has_no_chart() -> None:
    week = sample_week()
    without = dict(week.days[2].totals)
    del without["iron_mg"]
    days = (*week.days[:2], dataclasses.replace(week.days[2], totals=without), *week.days[3:])
    assert squeezed("Iron, inside its window") in text_of(render(week, Theme()))
    assert squeezed("Iron, inside its window") not in text_of(render(dataclasses.replace(week, days=days), Theme()))


def test_an_empty_week_still_prints() -> None:
    week = sample_week()
    bare = dataclasses.replace(
        week,
        athlete={},
        days=tuple(map(_empty_day, week.days)),
        shopping=(),
        causes=(),
        references=(),
        formulas=(),
        warnings=(),
    )
    assert len(PdfReader(io.BytesIO(render(bare, Theme()))).pages) >= 4
    assert render(dataclasses.replace(bare, days=()), Theme())


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (0.2, "5 g"),
        (95, "95 g"),
        (96, "100 g"),
        (101, "110 g"),
        (991, "1 kg"),
        (1001, "1.05 kg"),
        (5010, "5.1 kg"),
    ],
)
def test_bought_amounts_round_up(grams: float, text: str) -> None:
    assert Measures().bought(grams).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("name", "amount", "text"),
    [
        ("Boiled egg", "2 eggs", "2 boiled eggs"),
        ("Boiled egg", "1 egg", "1 boiled egg"),
        ("Dried figs", "3 figs", "3 dried figs"),
        ("Red pepper, raw", "½ pepper", "½ red pepper, raw"),
        ("Greek yogurt", "¾ cup", "¾ cup Greek yogurt"),
        ("Dried figs", "1 fig", "1 dried fig"),
        ("Rice cake, brown rice", "3 rice cakes", "3 rice cakes, brown rice"),
        ("Kiwi fruit", "2 kiwis", "2 kiwi fruit"),
        ("Sweet potato, baked", "2 small", "2 small sweet potatoes, baked"),
        ("Wholemeal English muffin", "1 muffin", "1 wholemeal English muffin"),
        ("Medjool dates", "3 dates", "3 Medjool dates"),
        ("Emmental", "15 g", "15 g Emmental"),
        ("Ben & Jerry's", "1 cup", "1 cup Ben & Jerry's"),
    ],
)
def test_portions_read_as_spoken(name: str, amount: str, text: str) -> None:
    portion = Portion(food="x", name=name, grams=1, portions=1, portion_name="1 cup", amount=amount)
    assert portion_text(portion).replace("\u00a0", " ") == text


def test_a_short_portion_still_says_that_it_is_weighed_cooked() -> None:
    rice = Portion(food="x", name="Brown rice, cooked", grams=1, portions=1, portion_name="½ cup", amount="2 cups")
    assert portion_text(rice, short=True).replace("\u00a0", " ") == "2 cups cooked brown rice"


def test_a_ticked_item_says_so_in_words() -> None:
    item = ShoppingItem(food="x", buy_as="rice", grams=100, aisle="unheard of", checked=True)
    assert "rice(athome)" in text_of(render(dataclasses.replace(sample_week(), shopping=(item,)), Theme()))


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a4"):
        Theme(paper="a5")  # type: ignore[arg-type]


def test_who_should_not_weigh_themselves_is_not_asked_to(week):
    """The log's weight column and the sentence about weight come from the plan."""
    asked, spared = (
        dataclasses.replace(week, weigh_daily=daily, weight_advice=advice)
        for daily, advice in ((True, "change it by 150 kcal"), (False, "No scales"))
    )
    for plan, column, said in ((asked, True, "change it by 150 kcal"), (spared, False, "No scales")):
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(plan, Theme()))).pages)
        assert ("Morning weight" in text) is column
        assert said in " ".join(text.split())


@pytest.mark.parametrize("case", [case for case in CASES if case[0] != "crowded"])
def test_every_meter_can_be_read_in_grey(printed: dict, case: tuple[str, str]) -> None:
    """Filled and empty parts of each bar of the fridge page, as a black-and-white printer would put them down."""
    scale = 4.0
    page = pypdfium2.PdfDocument(printed[case])[0]
    grey = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    with pdfplumber.open(io.BytesIO(printed[case])) as pdf:
        rects = [rect for rect in pdf.pages[0].rects if abs(rect["height"] - 5.0) < 0.1 and rect["width"] > 3]
    tracks = [rect for rect in rects if rect["width"] > 60]
    assert len(tracks) >= 14
    for track in {(round(rect["x0"], 1), round(rect["x1"], 1), round(rect["top"], 1)) for rect in tracks}:
        left, right, top = track
        y = (top + 1.2) * scale
        levels = [grey.getpixel((int((left + (right - left) * share) * scale), int(y))) for share in (0.05, 0.985)]
        assert levels[0] < 110
        assert max(levels) - min(levels) > 90 or levels[1] < 110
