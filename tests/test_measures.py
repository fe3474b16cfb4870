"""The runner's own units: conversions against the definitions of NIST, prose, and laws that hold for every number."""

from __future__ import annotations

import dataclasses
import io
import re

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_week import race_week, sample_week

from fuelplan.localised import localised
from fuelplan.measures import Measures, USMeasures, measures_of, number, tenths
from fuelplan.report import Theme, render
from fuelplan.weekplan import WeekPlan

METRIC, US = Measures(), USMeasures()
# NIST Special Publication 811 (2008), appendix B: exact or to the digits given there.
KM_A_MILE, KG_A_POUND, ML_A_FLUID_OUNCE, G_AN_OUNCE, M_A_FOOT = 1.609344, 0.45359237, 29.57353, 28.349523, 0.3048


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("metric", "us"),
    [
        ("Goal pace 5:20 /km.", "Goal pace 8:35 /mi."),
        ("Start 5–10 s/km slower", "Start 8–16 s/mi slower"),
        ("the first kilometres", "the first miles"),
        ("5 °C hotter, at 23 °C, you sweat", "9 °F hotter, at 73 °F, you sweat"),
        (
            "Drink 300 ml water (advised: 310–620 ml (5–10 ml/kg) ahead)",
            "Drink 10 fl oz water (advised: 10–21 fl oz (5–10 ml/kg) ahead)",
        ),
        ("height 180 cm, from the weight", "height 5 ft 11 in, from the weight"),
        ("Each 10 cm less are", "Each 4 in less are"),
        ("body weight 70 kg (give yours: --weight)", "body weight 154 lb (give yours: --weight)"),
        ("move by 0.3 kg a week", "move by 0.7 lb a week"),
        ("over 30 °C); move the run", "over 86 °F); move the run"),
        ("Sun's 18 km costs about 1.1 % of body mass", "Sun's 11 mi costs about 1.1 % of body mass"),
        ("Sun's 42.2 km costs", "Sun's 26.2 mi costs"),
        ("Kilometres and pace include warm-up", "Miles and pace include warm-up"),
        ("1.0–1.2 g/kg and 19 g (0.3 g/kg)", "1.0–1.2 g/kg and 19 g (0.3 g/kg)"),
        ("9 mg iron, with vitamin C", "9 mg iron, with vitamin C"),
        ("47 g carbohydrate, a little every 20 minutes", "47 g carbohydrate, a little every 20 minutes"),
        ("cool it within 4 to 10 °C", "cool it within 39 to 50 °F"),
        ("bake at 200 °C for 20 min", "bake at 400 °F for 20 min"),
        ("you may be 1.2 L down", "you may be 41 fl oz down"),
        ("run 10 km or 12 km", "run 6.2 mi or 7.5 mi"),
        ("3½ bottles of 500 ml", "3½ bottles of 17 fl oz"),
        ("climbs of 300 m", "climbs of 980 ft"),
        ("5 min easy, 2 g salt, 3 h", "5 min easy, 2 g salt, 3 h"),
    ],
)
def test_prose(metric: str, us: str) -> None:
    assert plain(US.prose(metric)) == us
    assert METRIC.prose(metric) == metric


@pytest.mark.parametrize(
    ("metric", "us"),
    [
        ("30 g", "1 oz"),
        ("120 g", "4¼ oz"),
        ("15 g", "½ oz"),
        ("2 g", "¼ oz"),
        ("200 ml", "7 fl oz"),
        ("½ cup", "½ cup"),
        ("2 eggs", "2 eggs"),
        ("1 gel + 15 g jelly sweets", "1 gel + ½ oz jelly sweets"),
    ],
)
def test_amounts(metric: str, us: str) -> None:
    assert plain(US.amount(metric)) == us
    assert METRIC.amount(metric) == metric


def test_numbers_of_a_runner() -> None:
    assert [plain(US.distance(km)) for km in (42.195, 5, 10)] == ["26.2 mi", "3.1 mi", "6.2 mi"]
    assert plain(US.whole_distance(60)) == "37 mi"
    assert plain(US.temperature(18)) == "64 °F"
    assert plain(US.mass(70)) == "154 lb"
    assert US.pace(6.0) == "9:39 /mi"
    assert plain(US.volume(0.7, 1.3)) == "24–44 fl oz"
    assert plain(METRIC.volume(0.7, 1.3)) == "0.7–1.3 L"
    assert plain(US.volume(0.30, 0.31)) == "10 fl oz"
    assert plain(US.concentration(1000)) == "500 mg per 17 fl oz"
    assert [plain(m.day_month("2026-11-30")) for m in (METRIC, US)] == ["30 Nov", "Nov 30"]
    assert [m.day_month("someday") for m in (METRIC, US)] == ["someday", "someday"]
    assert measures_of(None).system == "metric"


amounts = st.floats(min_value=0.0, max_value=100_000.0)


@given(amounts)
def test_conversions_are_those_of_nist(value: float) -> None:
    def said(text: str) -> float:
        return float(re.match(r"\+?[\d.]+", text)[0])  # type: ignore[index]

    assert said(US.km(value)) == pytest.approx(value / KM_A_MILE, abs=0.051)
    assert said(US.ml(value)) == pytest.approx(value / ML_A_FLUID_OUNCE, abs=0.501)
    assert said(US.grams(value)) == pytest.approx(value / G_AN_OUNCE, abs=0.051)
    assert said(US.mass(value)) == pytest.approx(value / KG_A_POUND, abs=0.501)
    assert said(US.climb(value)) == pytest.approx(value / M_A_FOOT, abs=5.01)
    assert said(US.litres(value / 1000)) == said(US.ml(value))


@given(st.lists(st.integers(1, 15).map(lambda tens: 50.0 * tens), max_size=12))
def test_who_adds_up_a_days_drinks_finds_its_sum(sizes: list[float]) -> None:
    for measures in (METRIC, US):
        assert int(measures.total(sizes)) == sum(int(measures.ml(size)) for size in sizes)
    assert plain(US.drinks(sizes)) == f"{sum(int(US.ml(size)) for size in sizes)} fl oz"
    assert plain(METRIC.drinks(sizes)) == f"{tenths(sum(sizes) / 1000)} L"


@given(amounts, amounts)
def test_more_is_never_said_to_be_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for measures in (METRIC, US):
        assert float(measures.km(low)) <= float(measures.km(high))
        assert float(measures.ml(low)) <= float(measures.ml(high))


@given(st.text(max_size=200))
def test_any_words_survive_prose(words: str) -> None:
    assert METRIC.prose(words) == words
    assert US.prose(US.prose(words)) == US.prose(words)


@given(st.floats(min_value=-1e6, max_value=1e6), st.integers(min_value=0, max_value=2))
def test_numbers_are_rounded_not_changed(value: float, digits: int) -> None:
    assert float(number(value, digits).replace("−", "-")) == pytest.approx(value, abs=0.5 * 10**-digits + 1e-6)


def test_numbers_round_half_up() -> None:
    assert [number(2.5), number(0.25, 1), number(-0.2), number(3.0, 1), tenths(0.25)] == ["3", "0.3", "0", "3", "0.3"]


def test_a_metric_week_stays_as_it_is() -> None:
    week = sample_week()
    assert localised(week, METRIC) is week


METRIC_WORDS = re.compile(r"\d\s*(?:km|kg|°C|ml|cm|L|kilomet\w*)(?![\w/])|/km\b")


def _text(week: WeekPlan, units: str) -> str:
    pages = pypdf.PdfReader(io.BytesIO(render(week, Theme(units=units)))).pages  # type: ignore[arg-type]
    return plain("\n".join(page.extract_text() for page in pages))


def _but_for_formulas(text: str) -> str:
    """The words without formulas, cautions and references, which stay as they were published."""
    return re.sub(r"How each number is reached.*", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("week", [sample_week(), race_week()], ids=["ordinary", "race"])
def test_no_metric_measure_is_left_on_a_us_page(week: WeekPlan) -> None:
    week = dataclasses.replace(week, formulas=week.formulas[:1])
    text = _but_for_formulas(_text(week, "us"))
    assert not METRIC_WORDS.findall(text)
    assert METRIC_WORDS.findall(_but_for_formulas(_text(week, "metric")))


def test_a_planned_us_week_has_no_metric_measure(week: WeekPlan) -> None:
    assert not METRIC_WORDS.findall(_but_for_formulas(_text(week, "us")))


def test_us_dates_put_the_month_first() -> None:
    text = _text(sample_week(), "us")
    assert "Nov 23 – Nov 29 2026" in text
    assert "23 Nov" not in text
