"""What is on paper is what the JSON holds: the PDF's words, read back by where they stand, against the plan."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pdfplumber
import pytest
from crowded_week import crowded_week
from sample_week import race_week, sample_week

import fuelplan
from fuelplan.weekplan import WeekPlan

SIDE_AND_GAP, MARGIN = 146.0, 30.0
FRIDGE_MARGIN = 20.0
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPTIONS = {
    "plain": {"km": 60, "weight": "70 kg"},
    "vegan": {"km": 110, "diet": "vegan", "weight": "82 kg", "sex": "male", "iron_supplement": 5},
    "race": {"km": 60, "race": "sun 42.2 3:45", "weight": "62 kg"},
    "pregnant": {"km": 25, "weight": "66 kg", "health": "pregnant 2", "diet": "pescatarian"},
}


@cache
def plan(name: str) -> WeekPlan:
    fixed = {"sample": sample_week, "race day": race_week, "crowded": crowded_week}
    return fixed[name]() if name in fixed else fuelplan.plan_week(start="2026-11-23", **OPTIONS[name])  # type: ignore[arg-type]


@cache
def printed(name: str, paper: str = "a4", units: str = "metric") -> bytes:
    return fuelplan.to_pdf(plan(name), paper, units=units)  # type: ignore[arg-type]


@cache
def as_json(name: str) -> dict:
    return json.loads(fuelplan.to_json(plan(name)))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().replace("\u00a0", " ").split())


def half_up(value: float, digits: int = 0) -> str:
    return f"{int(value * 10**digits + 0.5) / 10**digits:.{digits}f}"


@cache
def day_columns(name: str, paper: str, units: str) -> tuple[tuple[str, str], ...]:
    """Each day's meals and numbers as they stand in the two columns of its card, page breaks joined."""
    texts: dict[int, list[str]] = {n: ["", ""] for n in range(7)}
    current = -1
    with pdfplumber.open(io.BytesIO(printed(name, paper, units))) as pdf:
        for page in pdf.pages[1:]:
            lines = page.extract_text_lines(return_chars=False)
            heads = [(line["top"], _weekday(line["text"])) for line in lines if _weekday(line["text"]) is not None]
            first = lines[0]["text"] if lines else ""
            if not heads or not any(first.startswith(day) for day in WEEKDAYS):
                if current >= 0:
                    break
                continue
            ends = [*(top for top, _ in heads[1:]), page.height - MARGIN - 10]
            for (top, current), end in zip(heads, ends, strict=True):
                low = min([end, *(line["top"] for line in lines if line["text"].startswith("Run by run"))]) - 2
                edge = page.width - MARGIN - SIDE_AND_GAP + 4
                left = page.crop((0, top - 2, edge, low)).extract_text() or ""
                right = page.crop((edge, top - 2, page.width, low)).extract_text() or ""
                texts[current][0] += "\n" + left
                texts[current][1] += "\n" + right
    return tuple((left, right) for left, right in texts.values())


def _weekday(text: str) -> int | None:
    found = re.match(rf"({'|'.join(WEEKDAYS)})(, continued)? (\d+ \w{{3}}|\w{{3}} \d+) ", text + " ")
    return WEEKDAYS.index(found[1]) if found and "humidity" not in text else None


CASES = [(name, paper) for name in [*OPTIONS, "sample", "race day"] for paper in ("a4", "letter")]


@pytest.mark.parametrize(("name", "paper"), CASES)
def test_every_portion_of_every_day_stands_on_its_card_in_order(name: str, paper: str) -> None:
    for day, (left, _) in zip(as_json(name)["days"], day_columns(name, paper, "metric"), strict=True):
        text, place = squeezed(left), 0
        for meal in day["meals"]:
            place = text.index(squeezed(meal["time"]), place)
            for item in meal["items"]:
                place = _after(text, place, _written(item))


def _written(item: dict) -> str:
    """A portion's last words on a card: its grams in brackets, or its name after an amount in grams."""
    by_weight = re.fullmatch(r"[\d½¼¾⅓⅔.]+ g", item["amount"])
    return squeezed(item["amount"]) if by_weight else f"({half_up(item['grams'])}g)"


def _after(text: str, place: int, words: str) -> int:
    found = text.find(words, place)
    assert found >= 0, f"{words} is missing after …{text[max(0, place - 80) : place + 120]}…"
    return found + len(words)


@pytest.mark.parametrize(("name", "paper"), CASES)
def test_a_card_holds_no_portion_more_than_the_plan(name: str, paper: str) -> None:
    for day, (left, _) in zip(as_json(name)["days"], day_columns(name, paper, "metric"), strict=True):
        printed = Counter(re.findall(r"\((\d+)g\)", squeezed(left)))
        items = [item for meal in day["meals"] for item in meal["items"]]
        planned = Counter(half_up(item["grams"]) for item in items if not re.fullmatch(r"[\d.]+ g", item["amount"]))
        assert printed == planned


@pytest.mark.parametrize(("name", "paper"), CASES)
def test_iron_drinks_and_energy_are_the_plans(name: str, paper: str) -> None:
    for day, (_, right) in zip(as_json(name)["days"], day_columns(name, paper, "metric"), strict=True):
        text = squeezed(right)
        need = day["needs"]["iron_mg"]
        window = f"iron{half_up(need['min'])}–{half_up(need['max'])}"
        assert re.search(rf"{window}(low|high)?≥?{re.escape(half_up(day['totals']['iron_mg'], 1))}mg", text)
        assert f"{half_up(day['totals']['energy_kcal'])}kcal" in text
        assert f"drink{half_up(day['drink_ml'] / 1000, 1)}l" in text
        drinks = re.findall(r"(\d\d:\d\d)(\d+)ml", text)
        assert drinks == [(drink["time"], half_up(drink["ml"])) for drink in day["drinks"]]


@pytest.mark.parametrize("name", ["plain", "race"])
def test_a_us_card_says_the_same_in_ounces(name: str) -> None:
    for day, (left, right) in zip(as_json(name)["days"], day_columns(name, "letter", "us"), strict=True):
        items = [item for meal in day["meals"] for item in meal["items"]]
        planned = Counter(
            half_up(item["grams"] / 28.349523125, 1).removesuffix(".0")
            for item in items
            if not re.fullmatch(r"[\d.]+ g", item["amount"])
        )
        assert Counter(re.findall(r"\(([\d.]+)oz\)", squeezed(left))) == planned
        drinks = re.findall(r"(\d\d:\d\d)(\d+)floz", squeezed(right))
        assert drinks == [(drink["time"], half_up(drink["ml"] / 29.5735295625)) for drink in day["drinks"]]


def fridge_columns(name: str, paper: str) -> Iterator[str]:
    """The words of each day's column, between the lines that are drawn."""
    with pdfplumber.open(io.BytesIO(printed(name, paper))) as pdf:
        page = pdf.pages[0]
        lefts = sorted({round(line["x0"], 1) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1})
        assert len(lefts) == 7
        for left, right in pairwise([*lefts, page.width - FRIDGE_MARGIN]):
            yield squeezed(page.crop((left, 40, right, page.height - 40)).extract_text() or "")


@pytest.mark.parametrize(("name", "paper"), [c for c in CASES if c[0] != "vegan"])
def test_the_fridge_page_stands_alone(name: str, paper: str) -> None:
    """Each column: every meal's time and title, every drink with its time, carbohydrate, iron and what to drink."""
    for day, text in zip(as_json(name)["days"], fridge_columns(name, paper), strict=True):
        for meal in day["meals"]:
            assert squeezed(meal["time"]) in text
            if len(meal["items"]) > 1 and "run" not in meal["slot"]:
                assert squeezed(meal["title"]) in text
        assert f"{half_up(day['totals']['carbohydrate_g'])}g" in text
        assert half_up(day["totals"]["iron_mg"], 1) in text
        assert f"{half_up(day['drink_ml'] / 1000, 1)}l" in text
        for drink in day["drinks"]:
            assert f"{drink['time']}{half_up(drink['ml'])}" in text


@pytest.mark.parametrize("name", [*OPTIONS, "crowded"])
def test_the_charts_hold_the_plans_numbers(name: str) -> None:
    with pdfplumber.open(io.BytesIO(printed(name))) as pdf:
        page = next(p for p in pdf.pages if p.extract_text().startswith("The week in charts"))
        words = Counter(page.extract_text().split())
    days = as_json(name)["days"]
    for key, digits in (("iron_mg", 1), ("energy_kcal", 0), ("carbohydrate_g", 0)):
        assert Counter(half_up(day["totals"][key], digits) for day in days) <= words
    drinks = [drink for day in days for drink in day["drinks"] if not drink["why"].startswith("during")]
    assert Counter(half_up(drink["ml"]) for drink in drinks) <= words
