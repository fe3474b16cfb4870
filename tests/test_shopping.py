"""The shopping list: how much of what, as shops sell it; on paper, as a table, as text.

What is needed is re-added from ``foods.csv`` and the plan's JSON; packs and words are worked out by hand.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
import re
import unicodedata
from collections import defaultdict

import pandas as pd
import pdfplumber
import pytest
from crowded_week import NAMES, crowded_week
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from sample_week import sample_week

import fuelplan
from fuelplan.basket import basket, by_aisle, named, remark, till
from fuelplan.export.shopping_list import HEADER, defused, one_line, to_csv, to_text
from fuelplan.inputs import read_request
from fuelplan.localised import localised
from fuelplan.measures import Measures, USMeasures
from fuelplan.planner.shopping import shopping_list
from fuelplan.report import Theme
from fuelplan.report.pages import Flow
from fuelplan.report.shopping import add_shopping
from fuelplan.report.theme import register_fonts
from fuelplan.weekplan import Money, Portion, ShoppingItem

METRIC, US = Measures(), USMeasures()
ASKED = {
    "an ordinary week": {"km": 60},
    "a vegan's": {"km": 120, "diet": "vegan", "batch": "3"},
    "an American's": {"km": 40, "region": "us", "have": "rice, eggs, olive oil, apples"},
}
ROUNDED = 0.06


@pytest.fixture(scope="module", params=list(ASKED))
def plan(request):
    return fuelplan.plan_week(**ASKED[request.param], start="2026-11-30")


@pytest.fixture(scope="module")
def ordinary():
    return fuelplan.plan_week(km=60, start="2026-11-30")


@pytest.fixture(scope="module")
def bought(table, rows):
    """Return a function that shops for portions of foods: ``bought({"apple": 3})`` is a list of lines."""
    day = sample_week().days[0]
    athlete = read_request(km=60, have="honey").athlete

    def shop(eaten, foods=table):
        items = tuple(
            Portion(
                food=key,
                name=key,
                grams=portions * float(rows[key]["portion_g"]),
                portions=portions,
                portion_name=rows[key]["portion_name"],
                amount="",
            )
            for key, portions in eaten
        )
        meal = dataclasses.replace(day.meals[0], items=items)
        return shopping_list([dataclasses.replace(day, meals=(meal,))], foods, athlete)

    return shop


def number_of(text, blank=math.nan):
    return float(text) if text else blank


def readded(plan, rows):
    """Return (aisle, thing) → what is eaten of it: pairs of a row of the table and grams, from the JSON alone."""
    eaten = defaultdict(list)
    for day in json.loads(fuelplan.to_json(plan))["days"]:
        for item in (item for meal in day["meals"] for item in meal["items"]):
            row = rows[item["food"]]
            if item["food"] != "water":
                eaten[row["aisle"], row["buy_as"] or row["name"].lower()].append((row, item["grams"]))
    return eaten


def line(**values):
    return ShoppingItem(**{"food": "x", "buy_as": "rice", "grams": 120.0, "aisle": "bakery", **values})


def pack(grams, pack_g, **values):
    packs = math.ceil(grams / pack_g)
    return line(grams=grams, pack_g=pack_g, packs=packs, left_g=round(packs * pack_g - grams, 1), **values)


def said(item, measures=METRIC):
    words = f"{basket(item, measures)} {named(item)} | {remark(item, measures).words}"
    return words.replace("\u00a0", " ").removesuffix(" | ")


# What the week needs, in packs


def test_tap_water_is_not_bought(bought):
    assert [item.food for item in bought([("water", 3), ("apple", 1)])] == ["apple"]


def test_every_need_readds_from_the_food_table(plan, rows):
    eaten = readded(plan, rows)
    assert {(item.aisle, item.buy_as) for item in plan.shopping} == eaten.keys()
    for item in plan.shopping:
        need = sum(grams * number_of(row["bought_g_per_g"], 1) for row, grams in eaten[item.aisle, item.buy_as])
        assert item.grams == pytest.approx(need, abs=ROUNDED), item.buy_as


def test_packs_are_what_is_needed_and_what_is_left(plan):
    for item in plan.shopping:
        assert item.packs * item.pack_g == pytest.approx(item.packs and item.grams + item.left_g, abs=ROUNDED), item
        assert 0 <= item.left_g < max(item.pack_g, ROUNDED), item
        assert (item.packs > 0) == (item.pack_g > 0), item


def test_packs_are_those_of_the_table(plan, rows):
    eaten = readded(plan, rows)
    for item in plan.shopping:
        packs = {number_of(row["pack_g"]) for row, _ in eaten[item.aisle, item.buy_as]}
        if item.pack_pieces:
            pieces = item.pack_g / item.pack_pieces
            assert any(size == pytest.approx(round(size / pieces) * pieces, rel=0.08) for size in packs), item
        elif item.packs:
            assert item.pack_g in packs, item


def test_only_the_greengrocer_sells_loose_what_has_a_pack(plan, rows):
    eaten = readded(plan, rows)
    for item in plan.shopping:
        if not item.packs and any(row["pack_g"] for row, _ in eaten[item.aisle, item.buy_as]):
            assert item.aisle == "fruit & vegetables"
            assert item.keeps_days is None


def test_costs_readd_and_an_unknown_price_is_none(plan, rows):
    eaten = readded(plan, rows)
    for item in plan.shopping:
        parts = [
            grams * float(row["price_per_100g"]) / 100
            for row, grams in eaten[item.aisle, item.buy_as]
            if row["price_per_100g"]
        ]
        assert item.cost == (pytest.approx(sum(parts), abs=0.006) if parts else None), item.buy_as
    known = [item.cost for item in plan.shopping if item.cost is not None]
    assert sum(known) == pytest.approx(plan.money.amount, abs=0.005 * len(known) + 0.006)
    assert till(plan.shopping) > sum(item.cost or 0 for item in plan.shopping if not item.checked)


def test_what_keeps_for_days_says_so(plan, rows):
    eaten = readded(plan, rows)
    for item in plan.shopping:
        days = [number_of(row["keeps_days"], math.inf) for row, _ in eaten[item.aisle, item.buy_as]]
        assert (item.keeps_days or math.inf) == min(days), item.buy_as
        assert not (item.cupboard and (item.keeps_days or item.checked)), item.buy_as
        assert not item.cupboard or item.grams <= item.pack_g / 4, item.buy_as


@pytest.mark.parametrize(
    ("eaten", "words"),
    [
        ([("canned-chickpeas", 11)], "2 × 240 g tins chickpeas, drained | need 440 g, 40 g left (3 days)"),
        ([("canned-tomatoes", 3)], "1 × 400 g tin tomatoes | need 360 g, 40 g left (5 days)"),
        ([("boiled-egg", 6)], "1 × 6 eggs"),
        ([("boiled-egg", 4), ("fried-egg", 3)], "2 × 6 eggs | need 7, 5 left"),
        ([("apple", 4)], "4 apples"),
        ([("apple", 1)], "1 apple"),
        ([("plum", 2)], "4 plums"),
        ([("avocado", 5)], "2 avocados | need 240 g, 135 g left (3 days)"),
        ([("onion", 6)], "2 onions"),
        ([("onion", 3)], "1 onion"),
        ([("cucumber", 7)], "2 cucumbers | need 380 g, 320 g left (5 days)"),
        ([("broccoli", 5)], "2 heads broccoli | need 510 g, 290 g left (4 days)"),
        ([("carrot", 2), ("cooked-carrots", 1)], "240 g carrots"),
        ([("boiled-potato", 3)], "320 g potatoes"),
        ([("mushrooms", 2)], "1 × 250 g mushrooms | need 240 g, 10 g left (5 days)"),
        ([("olive-oil", 15)], "1 × 500 ml bottle olive oil | need 75 ml: at home?"),
        ([("milk", 13)], "2 × 1 L semi-skimmed milk | need 1.3 L, 700 ml left (5 days)"),
        ([("rolled-oats", 25)], "1 × 500 g rolled oats"),
        ([("rolled-oats", 26)], "2 × 500 g rolled oats | need 520 g, 480 g left"),
        ([("rolled-oats", 5), ("oatmeal-cooked", 1)], "1 × 500 g rolled oats | need 120 g: at home?"),
        ([("wholemeal-bread", 10)], "1 × 800 g loaf wholemeal bread | need 320 g, freeze 480 g"),
        ([("white-pita", 4)], "1 × 360 g white pitta | need 4, freeze 2"),
        ([("bagel", 4)], "1 × 450 g plain bagels | need 2, freeze 3"),
        ([("cod", 6)], "1 × 280 g cod fillets | need 230 g, freeze 50 g"),
        ([("prawns", 3)], "1 × 200 g cooked peeled prawns | need 90 g, 110 g left (3 days)"),
        ([("energy-gel", 3)], "3 energy gels"),
        ([("pancakes", 2)], "65 g plain flour, eggs and milk for pancakes"),
        ([("honey", 4)], "30 g honey"),
    ],
)
def test_things_are_bought_as_shops_sell_them(bought, eaten, words):
    (item,) = bought(eaten)
    assert said(item) == words


def test_what_is_at_home_is_ticked_and_told_in_what_is_needed(bought):
    (honey,) = bought([("honey", 4)])
    assert honey.checked
    assert not honey.cupboard
    assert honey.packs == 1
    assert said(honey) == "30 g honey"


def test_water_from_the_tap_is_not_bought(bought):
    assert bought([("water", 3)]) == ()


@given(place=st.integers(0, 10_000), quarters=st.integers(1, 120))
def test_no_food_of_the_table_breaks_the_law_of_packs(bought, rows, place, quarters):
    keys = [key for key in rows if key != "water"]
    key, portions = keys[place % len(keys)], quarters / 4
    (item,) = bought([(key, portions)])
    assert item.grams == pytest.approx(
        portions * float(rows[key]["portion_g"]) * number_of(rows[key]["bought_g_per_g"], 1), abs=ROUNDED
    )
    assert item.packs * item.pack_g == pytest.approx(item.packs and item.grams + item.left_g, abs=ROUNDED)
    assert 0 <= item.left_g < max(item.pack_g, ROUNDED)
    assert not item.pack_pieces or 0 <= item.packs * item.pack_pieces - item.pieces < item.pack_pieces or item.container
    for measures in (METRIC, US):
        assert said(item, measures)
        assert not re.search(r"\b(nan|inf|0) ", said(item, measures))


@given(first=st.integers(1, 60), second=st.integers(1, 60))
def test_lines_merge_as_if_all_had_been_one_portion(bought, first, second):
    (apart,), (whole,) = (
        bought([("white-rice", first), ("white-rice", second)]),
        bought([("white-rice", first + second)]),
    )
    assert dataclasses.replace(apart, cost=whole.cost) == whole
    assert apart.cost == pytest.approx(whole.cost, abs=0.011)


# In words


@pytest.mark.parametrize(
    ("item", "metric", "us"),
    [
        (pack(120, 500), "1 × 500 g rice | need 120 g, 380 g left", "1 × 1 lb 2 oz rice | need 4½ oz, 13 oz left"),
        (pack(1400, 1500), "1 × 1.5 kg rice | need 1.4 kg, 100 g left", None),
        (pack(453, 453.6), "1 × 454 g rice", "1 × 1 lb rice"),
        (pack(600, 1030, pack_ml=1000), "1 × 1 L rice | need 590 ml, 410 ml left", None),
        (pack(473.2, 946.4, pack_ml=946.4), None, "1 × 32 fl oz rice | need 16 fl oz, 16 fl oz left"),
        (pack(120, 500, cupboard=True), "1 × 500 g rice | need 120 g: at home?", None),
        (pack(120, 500, checked=True), "120 g rice", "4½ oz rice"),
        (pack(120, 500, keeps_days=1.0), "1 × 500 g rice | need 120 g, 380 g left (1 day)", None),
        (pack(120, 500, keeps_days=2.0, freezes=True), "1 × 500 g rice | need 120 g, freeze 380 g", None),
        (pack(480, 500), "1 × 500 g rice", None),
        (pack(900, 400, container="loaf"), "3 × 400 g loaves rice | need 900 g, 300 g left", None),
        (pack(900, 400, container="bunch", pack_pieces=1), "3 bunches rice | need 900 g, 300 g left", None),
        (line(grams=1490), "1.5 kg rice", "3 lb 5 oz rice"),
        (line(grams=732.6, pieces=4), "740 g rice (4)", "1 lb 10 oz rice (4)"),
    ],
)
def test_packs_in_words(item, metric, us):
    assert metric is None or said(item) == metric
    assert us is None or said(item, US) == us


def test_a_name_of_nothing_but_its_tin_keeps_it():
    assert named(line(buy_as="tinned", container="tin", packs=1)) == "tinned"
    assert named(line(buy_as="tinned chickpeas", container="tin", packs=0)) == "tinned chickpeas"


def amount_said(words):
    """Return the g or ml in words like ``1.05 kg``, ``1 lb 2½ oz``, ``½ fl oz``."""
    words = words.replace("\u00a0", " ").replace("fl oz", "floz")
    units = {"kg": 1000, "g": 1, "L": 1000, "ml": 1, "lb": 453.59237, "oz": 28.349523, "floz": 29.57353}
    pairs = re.findall(r"([\d.]*½?) (kg|g|L|ml|lb|oz|floz)\b", words)
    return sum((float(count.rstrip("½") or 0) + 0.5 * count.endswith("½")) * units[unit] for count, unit in pairs)


@given(
    need=st.floats(0.1, 9000),
    rest=st.floats(0, 9000),
    measures=st.sampled_from([METRIC, US]),
    poured=st.booleans(),
)
@example(need=1.0, rest=3949.0, measures=METRIC, poured=False)
def test_a_need_is_rounded_up_and_what_is_left_down(need, rest, measures, poured):
    """To the rounding of a figure: half a gram, or a hundredth of an ounce; half an ounce is the least that is said."""
    slack, least = (0.3, 15.0) if measures is US else (0.5, 0.0)
    assert amount_said(measures.bought(need, poured=poured)) >= need - slack
    assert amount_said(measures.left(need + rest, need, poured=poured)) <= max(rest, least) + slack


def test_needs_and_what_is_left_make_a_pack_in_print(plan):
    for item in plan.shopping:
        words = remark(item, METRIC)
        if words.left and item.packs == 1 and not item.pieces and not item.pack_ml and item.pack_g % 10 == 0:
            assert amount_said(words.need) + amount_said(words.left) == pytest.approx(item.pack_g), item


# On paper


def printed(week, *, cost=False, **look):
    """Return the pages of the list alone as a PDF."""
    register_fonts()
    theme, out = Theme(**look), io.BytesIO()
    flow = Flow(theme)
    add_shopping(flow, localised(week, theme.measures), cost=cost)
    canvas = Canvas(out, invariant=1)
    for page in flow.pages:
        canvas.setPageSize(page.size)
        for item in page.placed:
            item.block.draw(canvas, item.x, item.top, item.width)
        canvas.showPage()
    canvas.save()
    return pdfplumber.open(io.BytesIO(out.getvalue()))


def squeezed(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def columns_of(pdf):
    """Return the text of all columns, one after another."""
    halves = []
    for page in pdf.pages:
        for left, right in ((0, page.width / 2), (page.width / 2, page.width)):
            halves.append(page.crop((left, 0, right, page.height)).extract_text())
    return squeezed("".join(halves))


LOOKS = [{"paper": "a4"}, {"paper": "letter"}, {"paper": "letter", "units": "us"}]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("cost", [False, True])
def test_every_thing_is_printed_with_its_packs_on_one_page(plan, look, cost):
    measures = Theme(**look).measures
    with printed(plan, cost=cost, **look) as pdf:
        assert len(pdf.pages) == 1
        text = columns_of(pdf)
        boxes = [box for box in pdf.pages[0].rects if abs(box["width"] - 8) < 0.1 and abs(box["height"] - 8) < 0.1]
        assert len(boxes) == len(plan.shopping)
        assert min(char["size"] for char in pdf.pages[0].chars) >= 7.49
        for item in plan.shopping:
            words, found = squeezed(f"{basket(item, measures)} {named(item)}"), remark(item, measures)
            if not cost:
                assert words + ("(athome)" if item.checked else "") in text, item
            assert squeezed(found.left) in text, item
            assert not found.at_home or squeezed(f"{found.need}: at home?") in text, item


def test_costs_stand_at_the_right_with_their_sum_and_how_rough_they_are(ordinary):
    eaten = [item.cost for item in ordinary.shopping if item.cost is not None]
    known = [
        item.cost * (item.packs * item.pack_g / item.grams if item.packs else 1.0)
        for item in ordinary.shopping
        if item.cost is not None
    ]
    with printed(ordinary, cost=True) as pdf:
        words = [word["text"] for word in pdf.pages[0].extract_words()]
        text = pdf.pages[0].extract_text()
    for cost in known:
        assert f"{cost:.2f}" in words
    assert max(known) < sum(eaten) < 100 < sum(known) < 300
    assert words.count("?") == len(ordinary.shopping) - len(known) > 0
    assert f"{sum(known):.0f}" in words
    assert "Sum of the rough prices" in text
    assert f"{ordinary.money.known:.0%} of the food" in " ".join(text.split())
    assert f"what is eaten of them costs about {sum(eaten):.0f} USD" in " ".join(text.split())


def test_without_costs_there_is_no_money_on_the_page(ordinary):
    with printed(ordinary) as pdf:
        text = pdf.pages[0].extract_text()
    assert "USD" not in text
    assert "rough" not in text


def test_no_price_known_is_said_and_is_no_zero(ordinary):
    priceless = tuple(dataclasses.replace(item, cost=None) for item in ordinary.shopping)
    with printed(dataclasses.replace(ordinary, shopping=priceless, money=None), cost=True) as pdf:
        text = pdf.pages[0].extract_text()
    assert "No price is known." in text
    assert "Sum" not in text


def hostile():
    """A list of long and awkward names, each with packs, remarks and costs."""
    items = tuple(
        pack(
            90.0 * i + 7,
            100.0 * (i % 5 + 1),
            buy_as=f"{NAMES[i % len(NAMES)]} {i}",
            aisle=("bakery", "<b>somewhere & else", "drinks")[i % 3],
            keeps_days=4.0,
            cost=None if i % 4 == 0 else 1234.5 * i,
            pieces=i % 3,
        )
        for i in range(70)
    )
    return dataclasses.replace(crowded_week(), shopping=items, money=Money(amount=1.0, currency="PLN", known=0.5))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("cost", [False, True])
def test_long_and_awkward_names_are_neither_clipped_nor_laid_over_each_other(look, cost):
    margin = Theme().margin
    with printed(hostile(), cost=cost, **look) as pdf:
        for page in pdf.pages:
            words = sorted(page.extract_words(use_text_flow=True), key=lambda word: word["top"])
            for place, one in enumerate(words):
                assert margin - 0.5 <= one["x0"] and one["x1"] <= page.width - margin + 0.5, one
                for other in words[place + 1 :]:
                    if other["top"] >= one["bottom"]:
                        break
                    across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                    assert across < 0.5 or down < 2.6, (one["text"], other["text"])


# As a table


def table_of(week, measures=METRIC):
    content = to_csv(week, measures)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(week.shopping) + 1
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header == list(HEADER)
    return [dict(zip(header, cells, strict=True)) for cells in lines]


def test_the_table_holds_the_list_and_can_be_summed(plan):
    read = table_of(plan)
    frame = pd.read_csv(io.BytesIO(to_csv(plan, METRIC)))
    assert list(frame.columns) == list(HEADER)
    assert frame["need_g"].sum() == pytest.approx(sum(item.grams for item in plan.shopping))
    assert frame["price_eaten"].sum() == pytest.approx(sum(item.cost or 0 for item in plan.shopping))
    assert frame["price"].sum() > 1.2 * frame["price_eaten"].sum()
    assert not (frame["price"] < frame["price_eaten"]).any()
    assert (frame["packs"] * frame["pack_g"] - frame["need_g"] - frame["left_g"]).abs().max() < ROUNDED
    for row, item in zip(read, (item for _, things in by_aisle(plan.shopping) for item in things), strict=True):
        assert row["buy"] == f"{basket(item, METRIC)} {named(item)}".replace("\u00a0", " ")
        assert (row["aisle"], row["thing"]) == (item.aisle, item.buy_as)
        assert row["packs"] == (str(item.packs) if item.packs else "")
        assert row["at_home"] == ("yes" if item.checked else "maybe" if item.cupboard else "no")
        assert (row["currency"] == "USD") == bool(row["price"]) == (item.cost is not None)


def test_the_table_says_the_readers_measures_and_sums_in_grams(ordinary):
    metric, us = table_of(ordinary), table_of(ordinary, US)
    assert [row["need_g"] for row in us] == [row["need_g"] for row in metric]
    assert any("lb" in row["buy"] for row in us)
    assert not any(re.search(r"\d g\b|\bml\b", row["buy"]) for row in us)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n=1", "'=1"),
        ("\u00a0\u3000=1", "'=1"),
        ("＝1", "'＝1"),
        ("\ufeff\u200b=1", "'=1"),
        ("\x00=1", "'=1"),
        ('"=1', "'\"=1"),
        ("beans;=1", "beans;'=1"),
        ('beans; "=1', "beans;' \"=1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("'=1", "'=1"),
        ("rice, dry; 5% broken", "rice, dry; 5% broken"),
        ("half-fat crème fraîche", "half-fat crème fraîche"),
        ("Ben & Jerry's", "Ben & Jerry's"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_defused(text, safe):
    assert defused(text) == safe


AWKWARD = st.text(st.sampled_from("=+-@＝\t\r\n\x00\u200b\u2028\ufeff\ud800 ;,'\"|%abżộ🍞"), max_size=12)


@given(name=AWKWARD, aisle=AWKWARD, currency=AWKWARD)
def test_no_name_breaks_the_table_or_runs(name, aisle, currency):
    items = (line(buy_as=name, aisle=aisle, cost=1.0), pack(120, 500, buy_as=name, aisle=aisle, cost=1.0))
    week = dataclasses.replace(
        sample_week(), shopping=items, money=Money(amount=2.0, currency=currency, known=1.0), warnings=()
    )
    for row in table_of(week):
        for cell in row.values():
            for part in cell.split(";"):
                bare = unicodedata.normalize("NFKC", part.lstrip(' "'))
                assert not bare.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert cell == one_line(cell)


def test_an_empty_list_is_a_header_and_a_title():
    week = dataclasses.replace(sample_week(), shopping=())
    assert table_of(week) == []
    assert to_text(week, METRIC) == "Shopping list, 23 Nov – 29 Nov 2026\n"


# As text


def test_the_text_has_a_box_for_every_thing_under_its_aisle(plan):
    lines = to_text(plan, METRIC).splitlines()
    boxes = [each for each in lines if each.startswith("- [")]
    assert len(boxes) == len(plan.shopping)
    assert sum(each.startswith("- [x] ") for each in boxes) == sum(item.checked for item in plan.shopping)
    assert lines[0] == "Shopping list, 30 Nov – 6 Dec 2026"
    heads = [lines[place + 1] for place, each in enumerate(lines) if not each]
    assert heads == [aisle.capitalize() for aisle, _ in by_aisle(plan.shopping)]
    assert heads[0] == "Fruit & vegetables"
    assert max(map(len, lines)) <= 90
    assert "\u00a0" not in "".join(lines)


def test_the_text_says_what_is_needed_in_the_readers_measures():
    items = (
        pack(620, 400, buy_as="tinned chickpeas", container="tin"),
        pack(75, 460, buy_as="olive oil", pack_ml=500, cupboard=True),
        line(grams=320, buy_as="potatoes"),
        pack(28, 500, buy_as="honey", checked=True),
    )
    week = dataclasses.replace(sample_week(), shopping=items)
    assert to_text(week, METRIC).splitlines()[3:] == [
        "- [ ] 2 × 400 g tins chickpeas (need 620 g)",
        "- [x] 30 g honey (at home)",
        "- [ ] 1 × 500 ml olive oil (need 85 ml: at home?)",
        "- [ ] 320 g potatoes",
    ]
    assert to_text(week, US).splitlines()[3:] == [
        "- [ ] 2 × 14 oz tins chickpeas (need 1 lb 6 oz)",
        "- [x] 1 oz honey (at home)",
        "- [ ] 1 × 17 fl oz olive oil (need 3 fl oz: at home?)",
        "- [ ] 11½ oz potatoes",
    ]


@given(names=st.lists(AWKWARD, max_size=5))
def test_every_name_stays_on_its_line(names):
    week = dataclasses.replace(sample_week(), shopping=tuple(line(buy_as=name) for name in names))
    text = to_text(week, METRIC)
    assert text.encode().decode() == text
    assert len(text.splitlines()) == (len(names) + 3 if names else 1)


# In JSON


def test_a_list_of_an_older_week_still_reads_and_prints(ordinary):
    older = json.loads(fuelplan.to_json(ordinary))
    for item in older["shopping"]:
        for key in set(item) - {"food", "buy_as", "grams", "aisle", "checked", "pieces"}:
            del item[key]
    week = fuelplan.from_json(json.dumps(older))
    apples = next(item for item in week.shopping if item.buy_as == "apples")
    assert said(apples) == f"{METRIC.bought(apples.grams)} apples ({apples.pieces})".replace("\u00a0", " ")
    with printed(week, cost=True) as pdf:
        assert "No price is known." in pdf.pages[0].extract_text()
    assert len(table_of(week)) == len(week.shopping)


def test_the_list_reads_back_as_it_was_written(plan):
    assert fuelplan.from_json(fuelplan.to_json(plan)).shopping == plan.shopping
    assert "NaN" not in fuelplan.to_json(plan)
