"""The page for a phone, judged from the finished text by an HTML5 parser that forgives nothing."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from crowded_week import crowded_week
from hypothesis import given
from hypothesis import strategies as st
from sample_week import race_week, sample_week

import fuelplan
from fuelplan import resources, safety
from fuelplan.basket import basket, named
from fuelplan.export.week_html import Chart, to_html
from fuelplan.localised import localised
from fuelplan.measures import measures_of, tenths
from fuelplan.page_design import SECTIONS, Colours, PageDesign, contrast
from fuelplan.page_template import read_template
from fuelplan.report import log
from fuelplan.weekplan import Portion, Supplement, WeekPlan
from fuelplan.wording import RUN_SLOTS, portion_text, run_title, same_words

SVG = '<svg viewBox="0 0 4 4" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><rect width="2" height="2"/></svg>'
CHART = Chart(title="Iron & sweat", svg=SVG, description="Mon 20 mg <inside>", reading="Bars: mg.")
NAMES = ("planned", "race", "crowded")
CASES = list(itertools.product(NAMES, ("metric", "us")))
KEPT_FROM_US = re.compile(r"[0-9]\s(?:km|ml|°C|kg)(?![\w/])")


@cache
def week_of(name: str) -> WeekPlan:
    if name == "planned":
        return fuelplan.plan_week(km=60, start="2026-11-30")
    return race_week() if name == "race" else crowded_week()


@cache
def html_of(name: str, system: Any, sections: tuple[str, ...] = tuple(SECTIONS)) -> str:
    design = PageDesign(sections=sections)
    measures = measures_of(system)
    return to_html(week_of(name), measures=measures, design=design, charts=[CHART], cautions=safety.CAUTIONS)


def parsed(text: str) -> Element:
    """The page as a tree; a parse error of any kind is raised."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


@cache
def page_of(name: str, system: str = "metric") -> Element:
    return parsed(html_of(name, system))


def by_id(page: Element, name: str) -> Element:
    (found,) = (each for each in page.iter() if each.get("id") == name)
    return found


def squeezed(words: str) -> str:
    return "".join(words.casefold().split())


def text_of(element: Element) -> str:
    return squeezed(" ".join(element.itertext()))


def plain(words: str) -> str:
    """Words without anything unseen, as they are compared when they may hold all of Unicode."""
    return "".join(letter for letter in words if unicodedata.category(letter)[0] not in "CZ")


def week_dict(name: str, system: Any) -> dict[str, Any]:
    """The week's JSON in the words of its reader."""
    return json.loads(json.dumps(localised(week_of(name), measures_of(system)).to_dict()))


def elements(page: Element, *tags: str) -> list[Element]:
    return [each for each in page.iter() if each.tag in tags]


@pytest.mark.parametrize("case", CASES)
def test_the_parser_finds_no_mistake(case: tuple[str, str]) -> None:
    assert page_of(*case).get("lang") == "en"
    assert html_of(*case).startswith("<!DOCTYPE html>")
    assert html_of(*case).encode()


@pytest.mark.parametrize("case", CASES)
def test_every_food_and_drink_of_a_day_stands_in_its_section(case: tuple[str, str]) -> None:
    say = measures_of(case[1])
    for number, day in enumerate(week_dict(*case)["days"], start=1):
        section = text_of(by_id(page_of(*case), f"day-{number}"))
        for meal in day["meals"]:
            portions = tuple(Portion(**item) for item in meal["items"])
            assert squeezed(meal["time"]) in section
            assert same_words(meal["title"], portions) or squeezed(meal["title"]) in section
            for portion in portions:
                assert squeezed(portion_text(portion)) in section
                assert squeezed(portion.amount.partition(" ")[0]) in section
                assert squeezed(say.grams(portion.grams)) in section or portion.amount.endswith((" g", "oz"))
            for aside in (meal["method"], meal["swap"], meal["note"]):
                assert squeezed(aside) in section
        for drink in day["drinks"]:
            assert squeezed(f"{drink['time']}{say.drink(drink['ml'])}{drink['what']}") in section
            assert squeezed(drink["why"]) in section
        for words in (day["tonight"], *day["notes"], *(taken["name"] for taken in day["supplements"])):
            assert squeezed(words) in section


@pytest.mark.parametrize("case", CASES)
def test_iron_stands_in_its_window_wherever_it_stands(case: tuple[str, str]) -> None:
    for number, day in enumerate(week_dict(*case)["days"], start=1):
        iron, need = tenths(day["totals"]["iron_mg"]), day["needs"]["iron_mg"]
        window = f"{need['min']:.0f}–{need['max']:.0f}"
        assert squeezed(f"iron {iron} mg {window} ({need['aim']:.1f}".replace(".0", "")) in text_of(
            by_id(page_of(*case), f"day-{number}")
        ).replace(".0", "")
        glance = text_of(by_id(page_of(*case), "fridge"))
        assert squeezed(f"iron {iron} mg ({window})") in glance


def test_iron_without_a_need_is_shown_in_the_widest_window() -> None:
    day = dataclasses.replace(sample_week().days[0], needs={}, totals={"iron_mg": 20.0})
    page = parsed(to_html(dataclasses.replace(sample_week(), days=(day,)), measures=measures_of("metric")))
    assert "iron20.0mg(18–36)" in text_of(by_id(page, "fridge"))
    assert "iron20.0mg18–36" in text_of(by_id(page, "day-1"))


def test_what_is_unknown_is_at_least_so_much_and_what_is_outside_is_said() -> None:
    first = sample_week().days[0]
    totals = first.totals | {"calcium_mg": 900.4, "protein_g": 60.0, "fat_g": 190.0}
    day = dataclasses.replace(first, unknown={"calcium_mg": 0.12, "vitamin_d_ug": 0.04}, totals=totals)
    page = parsed(to_html(dataclasses.replace(sample_week(), days=(day,)), measures=measures_of("metric")))
    section = text_of(by_id(page, "day-1"))
    assert "calcium≥900mg" in section
    assert "countedlow(≥):calcium12%." in section
    assert "proteinlow60g" in section
    assert "fathigh190g" in section


def test_tonight_and_what_is_taken_already_stand_with_the_day() -> None:
    taken = Supplement(name="iron bisglycinate", iron_mg=14.0, when="with juice")
    day = dataclasses.replace(sample_week().days[0], tonight="Soak the beans <now>.", supplements=(taken,))
    page = parsed(to_html(dataclasses.replace(sample_week(), days=(day,)), measures=measures_of("metric")))
    section = text_of(by_id(page, "day-1"))
    assert squeezed("Soak the beans <now>.") in section
    assert squeezed("You take: iron bisglycinate, with juice (14 mg iron, counted).") in section
    assert squeezed("Energy left after running: 46 kcal per kg lean mass") in section


@pytest.mark.parametrize("name", NAMES)
def test_us_readers_find_no_metric_measures(name: str) -> None:
    page = page_of(name, "us")
    for section in ("fridge", "race", "days", "runs", "shopping", "log"):
        found = [each for each in page.iter() if each.get("id") == section]
        for words in (" ".join(each.itertext()) for each in found):
            assert not KEPT_FROM_US.search(words), KEPT_FROM_US.findall(words)
    title = "".join(elements(page, "h1")[0].itertext())
    assert " mi " in title.replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES)
def test_runs_hold_what_belongs_to_them(case: tuple[str, str]) -> None:
    say, section = measures_of(case[1]), text_of(by_id(page_of(*case), "runs"))
    assert squeezed(safety.SAFETY) in section
    for day in localised(week_of(case[0]), say).days:
        for run in day.runs:
            assert squeezed(run_title(run, say)) in section
            assert squeezed(say.volume(run.sweat_l)) in section
            assert all(squeezed(note) in section for note in run.notes)
        for meal in day.meals if day.runs else ():
            if meal.slot in RUN_SLOTS:
                assert all(squeezed(portion_text(item, short=True)) in section for item in meal.items)
        for drink in day.drinks if day.runs else ():
            if drink.why.endswith(" the run"):
                assert squeezed(f"{drink.time}{say.drink(drink.ml)}{drink.what}") in section


@pytest.mark.parametrize("case", [case for case in CASES if case[0] != "planned"])
def test_race_day_has_its_timetable_and_its_marks(case: tuple[str, str]) -> None:
    say, section = measures_of(case[1]), text_of(by_id(page_of(*case), "race"))
    races = [day.race for day in localised(week_of(case[0]), say).days if day.race]
    assert races
    for race in races:
        assert all(squeezed(step.time + step.what) in section for step in race.timetable)
        assert all(squeezed(say.km(split.km) + split.clock) in section for split in race.splits)
        assert all(squeezed(split.eat) in section for split in race.splits)
        assert all(squeezed(note) in section for note in race.notes)


@pytest.mark.parametrize("case", CASES)
def test_everything_to_buy_has_a_box_to_tick(case: tuple[str, str]) -> None:
    say, week, shopping = measures_of(case[1]), week_of(case[0]), by_id(page_of(*case), "shopping")
    labels = [text_of(label) for label in elements(shopping, "label")]
    assert len(labels) == len(week.shopping) == len(elements(shopping, "input"))
    for item in week.shopping:
        bought = squeezed(f"{basket(item, say)}{named(item)}")
        assert any(label.startswith(bought) for label in labels)
    ticked = [box for box in elements(shopping, "input") if box.get("checked") is not None]
    assert len(ticked) == sum(item.checked for item in week.shopping)
    assert squeezed(safety.ALLERGENS) in text_of(shopping)


@pytest.mark.parametrize("name", NAMES)
def test_why_begins_with_the_warnings_and_holds_all_reasons(name: str) -> None:
    why, week = by_id(page_of(name), "why"), week_of(name)
    assert text_of(elements(why, "h3")[0]) == "warnings"
    words = text_of(why)
    for said in (*week.warnings, *week.assumptions, *safety.CAUTIONS, *(formula.text for formula in week.formulas)):
        assert squeezed(said) in words
    for number, citation in enumerate(week.references, start=1):
        entry = by_id(why, f"ref-{number}")
        links = [link.get("href") for link in elements(entry, "a")]
        assert links == ([f"https://doi.org/{citation.doi.removeprefix('https://doi.org/')}"] if citation.doi else [])


@pytest.mark.parametrize("weigh", [True, False])
def test_the_log_asks_for_weight_only_who_should_be_weighed(weigh: bool) -> None:
    week = dataclasses.replace(sample_week(), weigh_daily=weigh)
    words = text_of(by_id(parsed(to_html(week, measures=measures_of("metric"))), "log"))
    weight = "your weight after the toilet and before breakfast, " if weigh else ""
    assert squeezed(log.HELP.format(weight=weight)) in words
    assert ("morningweight" in words) == weigh
    for cause in week.causes:
        assert squeezed(f"{cause.name}.{cause.says}") in words


@pytest.mark.parametrize("case", CASES)
def test_every_link_has_its_target_and_every_id_its_own_name(case: tuple[str, str]) -> None:
    page = page_of(*case)
    names = Counter(each.get("id") for each in page.iter() if each.get("id"))
    assert set(names.values()) == {1}
    for link in elements(page, "a"):
        address = link.get("href") or ""
        assert address[1:] in names if address.startswith("#") else address.startswith("https://doi.org/10.")
    for each in page.iter():
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            assert each.get(attribute) is None or each.get(attribute) in names


@pytest.mark.parametrize("name", NAMES)
def test_headings_come_in_order_and_landmarks_once(name: str) -> None:
    page = page_of(name)
    levels = [int(each.tag[1]) for each in elements(page, "h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert [len(elements(page, tag)) for tag in ("header", "main", "footer", "title")] == [1, 1, 1, 1]
    navigation = elements(page, "nav")
    assert len({each.get("aria-label") for each in navigation}) == len(navigation) == 2
    assert all("".join(each.itertext()).strip() for each in elements(page, "a", "h1", "h2", "h3", "h4", "summary"))


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_labelled_and_tables_headed(name: str) -> None:
    page = page_of(name)
    assert sum(len(elements(label, "input")) for label in elements(page, "label")) == len(elements(page, "input"))
    assert {box.get("type") for box in elements(page, "input")} == {"checkbox"}
    for table in elements(page, "table"):
        assert table[0].tag == "caption"
        assert text_of(table[0])
        assert {cell.get("scope") for cell in elements(table, "th")} == {"col", "row"}
    for time in elements(page, "time"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d:\d\d", time.get("datetime") or "")
    for svg in (each for each in page.iter() if str(each.tag).endswith("svg")):
        assert svg.get("aria-hidden") == "true"


def outside(page: Element) -> Iterator[str]:
    """Whatever on a page loads, sends or runs something."""
    for each in page.iter():
        tag = str(each.tag).rpartition("}")[2]
        if tag in ("script", "iframe", "object", "embed", "form", "base", "link", "audio", "video", "foreignObject"):
            yield tag
        for name, value in each.attrib.items():
            if str(name).startswith("on") or (name == "src" and not value.startswith("data:image/")):
                yield f"{tag} {name}"
            if name in ("href", "action", "formaction", "srcset", "poster") and not re.match(
                r"#|https://doi\.org/10\.", value
            ):
                yield f"{tag} {name}={value}"
            if name == "http-equiv" and value != "Content-Security-Policy":
                yield value


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_loaded_and_nothing_runs(case: tuple[str, str]) -> None:
    page = page_of(*case)
    assert list(outside(page)) == []
    (style,) = elements(page, "style")
    assert not re.search(r"url\(|@import|expression|animation|transition|scroll-behavior", style.text or "")
    (policy,) = (each.get("content") for each in elements(page, "meta") if each.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "script" not in policy


@pytest.mark.parametrize("name", NAMES)
def test_it_is_not_medical_advice(name: str) -> None:
    bare = parsed(to_html(week_of(name), measures=measures_of("metric")))
    assert squeezed(safety.NOT_ADVICE) in text_of(elements(bare, "footer")[0])
    assert squeezed(safety.NOT_ADVICE) in text_of(elements(bare, "header")[0])


def sections_of(page: Element) -> list[str]:
    (main,) = elements(page, "main")
    return [each.get("id") or "" for each in main if each.tag == "section"]


def contents_of(page: Element) -> list[str]:
    first, *_ = elements(page, "nav")
    return [(link.get("href") or "").removeprefix("#") for link in elements(first, "a")]


@pytest.mark.parametrize("template", sorted(resources.page_folder().glob("*.toml")), ids=lambda path: path.stem)
def test_a_page_template_chooses_the_sections(template: Path) -> None:
    design = read_template(template)
    page = parsed(to_html(race_week(), measures=measures_of("metric"), design=design, charts=[CHART]))
    assert sections_of(page) == contents_of(page) == list(design.sections)


@given(st.permutations(list(SECTIONS)), st.integers(min_value=0, max_value=7))
def test_sections_stand_in_the_order_asked_for(order: list[str], count: int) -> None:
    chosen = tuple(dict.fromkeys([*order[:count], "why"]))
    week = dataclasses.replace(sample_week(), days=sample_week().days[:1], shopping=sample_week().shopping[:2])
    page = parsed(to_html(week, measures=measures_of("metric"), design=PageDesign(sections=chosen)))
    assert sections_of(page) == contents_of(page) == [each for each in chosen if each not in ("race", "charts")]
    targets = {each.get("id") for each in page.iter()}
    assert all((link.get("href") or "")[1:] in targets for nav in elements(page, "nav") for link in elements(nav, "a"))


def test_without_day_cards_the_overview_says_how_much() -> None:
    page = parsed(html_of("planned", "metric", ("fridge", "why")))
    section = text_of(by_id(page, "fridge"))
    for day in week_of("planned").days:
        for meal in day.meals:
            assert all(squeezed(portion_text(item, short=True)) in section for item in meal.items)
        assert all(squeezed(drink.why) in section for drink in day.drinks)


def test_charts_are_shown_and_told() -> None:
    section = by_id(page_of("race"), "charts")
    assert [each for each in section.iter() if str(each.tag).endswith("rect")]
    for words in (CHART.title, CHART.reading, CHART.description):
        assert squeezed(words) in text_of(section)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "</style></title></svg><base href=//evil>",
    "<!-- -- --> ]]> <![CDATA[",
    "{{ 7 * 7 }} {% for %}",
    "&lt;b&gt; &amp &#0; &#x110000;",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \u200f",
    "\ud800 \udfff \ufdd0 \uffff \U0010ffff",
    "\x00\x07\x0b\x0c\x1b\x7f\x85\r\n\t\u2028",
    "🏃🏽‍♀️ שלום مرحبا Zażółć",
)


def spoiled(value: Any, words: str) -> Any:
    """A week whose every text is ``words``."""
    if isinstance(value, str):
        return words
    if isinstance(value, tuple):
        return tuple(spoiled(each, words) for each in value)
    if isinstance(value, dict):
        return {key: spoiled(each, words) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.name != "look"]
        return dataclasses.replace(value, **{name: spoiled(getattr(value, name), words) for name in fields})
    return value


def small_week() -> WeekPlan:
    week = race_week()
    (day,) = week.days[6:]
    assert day.race is not None
    race = dataclasses.replace(day.race, timetable=day.race.timetable[:1], splits=day.race.splits[:1])
    day = dataclasses.replace(day, race=race, meals=day.meals[:2], drinks=day.drinks[:2], notes=("Rest.",))
    return dataclasses.replace(week, days=(day,), shopping=week.shopping[:1], references=week.references[:1])


def spoiled_page(words: str) -> Element:
    design = PageDesign(club=words, coach=words, footer=words)
    chart = Chart(title=words, svg=SVG, description=words, reading=words)
    week = spoiled(small_week(), words)
    text = to_html(week, measures=measures_of("metric"), design=design, charts=[chart], cautions=[words])
    assert text.encode()
    return parsed(text)


def shape(page: Element) -> list[tuple[Any, ...]]:
    return [(each.tag, *sorted(map(str, each.attrib))) for each in page.iter()]


@given(st.text(st.characters(exclude_categories=())) | st.sampled_from(HOSTILE))
def test_no_text_is_read_as_markup(words: str) -> None:
    words = f"x{words}"
    page = spoiled_page(words)
    assert shape(page) == shape(spoiled_page("x"))
    assert list(outside(page)) == []
    assert plain(words) in plain("".join(by_id(page, "why").itertext()))


@pytest.mark.parametrize("words", HOSTILE)
def test_nor_is_hostile_text_in_us_measures(words: str) -> None:
    text = to_html(spoiled(small_week(), words), measures=measures_of("us"), cautions=[words])
    assert list(outside(parsed(text))) == []


def test_a_text_of_ten_million_letters_is_escaped_like_any_other() -> None:
    week = dataclasses.replace(sample_week(), days=(), warnings=("<" * 10_000_000,))
    assert to_html(week, measures=measures_of("metric")).count("&lt;") == 10_000_000


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1093/ajcn/51.2.241", "https://doi.org/10.1093/ajcn/51.2.241"),
        ("https://doi.org/10.1000/x", "https://doi.org/10.1000/x"),
        (
            "10.1002/(SICI)1097-4636(199)4<1:AID>3.0;2-T",
            "https://doi.org/10.1002/(SICI)1097-4636(199)4%3C1:AID%3E3.0;2-T",
        ),
        ('10.1000/"onclick=alert(1)', "https://doi.org/10.1000/%22onclick%3Dalert(1)"),
        ("javascript:alert(1)", None),
        ("https://evil.example/10.1000/x", None),
        ("10.1000/\ud800", None),
        ("10.1000/a b", None),
        ("", None),
    ],
)
def test_only_a_doi_becomes_a_link(doi: str, address: str | None) -> None:
    cited = dataclasses.replace(sample_week().references[0], doi=doi)
    page = parsed(to_html(dataclasses.replace(sample_week(), references=(cited,)), measures=measures_of("metric")))
    entry = by_id(page, "ref-1")
    assert [link.get("href") for link in elements(entry, "a")] == ([address] if address else [])
    assert plain(doi) in plain("".join(entry.itertext())) or doi.startswith("https://doi.org/")


def inks(page: Element) -> tuple[dict[str, str], dict[str, str]]:
    """The colours by day and by night, from the page's own style sheet."""
    (style,) = elements(page, "style")
    found = re.findall(r":root\{([^}]*--[^}]*)\}", style.text or "")
    day, night = (dict(re.findall(r"--(\w+):(#[0-9a-f]{6});", each)) for each in found)
    return day, night


DARK_COLOURS = st.builds("#{:02x}{:02x}{:02x}".format, *[st.integers(0, 255)] * 3).filter(
    lambda colour: contrast(colour) >= 4.5 and contrast(colour, Colours().tint) >= 4.5
)


@given(DARK_COLOURS | st.sampled_from(["#0b4a5c", "#000000", "#7a0000", "#0000ff"]))
def test_colours_are_read_by_day_and_by_night(accent: str) -> None:
    week = dataclasses.replace(sample_week(), days=(), shopping=(), references=(), causes=(), formulas=())
    page = parsed(to_html(week, measures=measures_of("metric"), design=PageDesign(colours=Colours(accent=accent))))
    day, night = inks(page)
    assert day["accent"] == accent
    for colours in (day, night):
        for ink, ground in itertools.product(("ink", "grey", "accent"), ("ground", "tint")):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(day["ground"], "#000000") > contrast(night["ground"], "#000000")


def test_no_colour_stands_outside_the_palette_and_paper_is_always_light() -> None:
    (style,) = elements(page_of("planned"), "style")
    rules = re.sub(r":root\{[^}]*\}", "", style.text or "")
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#fff", "#1a1a1a"}
    assert "@media screen and (prefers-color-scheme:dark)" in rules
    assert "@media print" in rules
    assert not re.search(r"(?<![\w.-])\d*\.?\d+px(?! solid var\(--(?:line|ink)\))", rules.replace("gap:1px", ""))


@pytest.mark.parametrize(
    ("logo", "start"), [(b"\x89PNG\r\n\x1a\n..", "data:image/png;base64,"), (b"\xff\xd8\xff\xe0", "data:image/jpeg;")]
)
def test_a_logo_is_carried_inside(logo: bytes, start: str) -> None:
    design = PageDesign(logo=logo, club='Riverside "Harriers"')
    (picture,) = elements(parsed(to_html(sample_week(), measures=measures_of("metric"), design=design)), "img")
    assert (picture.get("src") or "").startswith(start)
    assert picture.get("alt") == 'Riverside "Harriers"'


def test_what_is_no_picture_is_left_out() -> None:
    page = parsed(to_html(sample_week(), measures=measures_of("metric"), design=PageDesign(logo=b"<svg onload=x>")))
    assert elements(page, "img") == []


def test_club_coach_and_footer_stand_on_the_page() -> None:
    design = PageDesign(club="Riverside Harriers", coach="Anna Nowak", footer="Questions: anna@example.org")
    page = parsed(to_html(sample_week(), measures=measures_of("metric"), design=design))
    assert "riversideharriers·byannanowak·" in text_of(elements(page, "header")[0])
    assert "riversideharriers·questions:anna@example.org·" in text_of(elements(page, "footer")[0])


def test_costs_are_shown_where_the_design_says_so() -> None:
    week = week_of("planned")
    for cost in (True, False):
        page = parsed(to_html(week, measures=measures_of("metric"), design=PageDesign(cost=cost)))
        words = text_of(by_id(page, "shopping"))
        assert ("sum:about" in words) == cost
        priced = [item for item in week.shopping if item.cost is not None]
        packs = [item.cost * (item.packs * item.pack_g / item.grams if item.packs else 1.0) for item in priced]
        assert all(f"{each:.2f}" in words for each in packs) == cost


@pytest.mark.parametrize("name", NAMES)
def test_the_same_week_gives_the_same_bytes(name: str) -> None:
    again = (
        fuelplan.from_json(fuelplan.to_json(week_of(name))) if name == "planned" else dataclasses.replace(week_of(name))
    )
    text = to_html(again, measures=measures_of("metric"), charts=[CHART], cautions=safety.CAUTIONS)
    assert text.encode() == html_of(name, "metric").encode()
