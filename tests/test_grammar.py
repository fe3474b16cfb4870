from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.inputs import grammar
from fuelplan.units import CM, DEG_C, KG, KM, KM_PER_HOUR, L_PER_HOUR


@pytest.mark.parametrize(
    ("text", "kg"),
    [("70", 70), ("70kg", 70), (" 70 kg ", 70), ("154lb", 69.853), ("70,5", 70.5), (70, 70), ("11 st", 69.853)],
)
def test_masses(text, kg):
    assert grammar.parse_mass(text).m_as(KG) == pytest.approx(kg, abs=0.001)


@pytest.mark.parametrize(
    ("text", "cm"),
    [
        ("175", 175),
        ("1.75m", 175),
        ("1,75 m", 175),
        ("5ft9in", 175.26),
        ("5'9\"", 175.26),
        ("1.7", 170),
        ("1,7", 170),
        (1.7, 170),
        (1.2, 120),
        (2.3, 230),
        ("1.2cm", 1.2),
        (2.31, 2.31),
        (1.19, 1.19),
    ],
)
def test_heights(text, cm):
    assert grammar.parse_height(text).m_as(CM) == pytest.approx(cm)


@pytest.mark.parametrize(("text", "km"), [("60", 60), ("37 mi", 59.546), ("37miles", 59.546), ("60k", 60)])
def test_distances(text, km):
    assert grammar.parse_distance(text).m_as(KM) == pytest.approx(km, abs=0.001)


@pytest.mark.parametrize(("text", "celsius"), [("18", 18), ("64F", 17.78), ("-5", -5), ("24 °C", 24), ("20℃", 20)])
def test_temperatures(text, celsius):
    assert grammar.parse_temperature(text).m_as(DEG_C) == pytest.approx(celsius, abs=0.01)


@pytest.mark.parametrize(("text", "litres"), [("1.1", 1.1), ("1100 ml/h", 1.1), ("1,1l/h", 1.1)])
def test_sweat_rates(text, litres):
    assert grammar.parse_sweat_rate(text).m_as(L_PER_HOUR) == pytest.approx(litres)


@pytest.mark.parametrize(("text", "kmh"), [("6:00", 10), ("5:10/km", 11.613), ("8:20/mi", 11.587), ("6", 10), (6, 10)])
def test_paces(text, kmh):
    assert grammar.parse_pace(text).m_as(KM_PER_HOUR) == pytest.approx(kmh, abs=0.001)


@pytest.mark.parametrize("text", ["seventy", "10**9**9", "70 furlongs", "", "1e9", "70 kg kg", "--", "７０x", "nan"])
@pytest.mark.parametrize(
    "parse",
    [
        grammar.parse_mass,
        grammar.parse_distance,
        grammar.parse_temperature,
        grammar.parse_sweat_rate,
        grammar.parse_pace,
        grammar.parse_height,
    ],
)
def test_nonsense_is_refused_with_an_example(parse, text):
    with pytest.raises(ValueError, match="write"):
        parse(text)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1e300, 1e-194, -5e-324])
@pytest.mark.parametrize("parse", [grammar.parse_mass, grammar.parse_distance, grammar.parse_temperature])
def test_a_number_that_is_none_is_refused_with_an_example(parse, number):
    with pytest.raises(ValueError, match=r"write a .* like"):
        parse(number)


@given(st.text(max_size=40))
def test_no_text_does_anything_but_parse_or_raise_value_error(text):
    for parse in (
        grammar.parse_mass,
        grammar.parse_pace,
        grammar.parse_temperature,
        grammar.parse_sex,
        grammar.parse_diet,
        grammar.parse_date,
        grammar.parse_avoid,
    ):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)


def test_avoided_words_become_the_tables():
    assert grammar.parse_avoid("Dairy, nuts; pork") == ("milk", "dairy", "nuts", "peanut", "nut", "pork")
    assert grammar.parse_avoid(("tree nuts", "soy,wheat")) == ("nuts", "nut", "soya", "gluten")


@pytest.mark.parametrize(("sex", "words"), [("female", "female F woman women w Woman"), ("male", "male m man Men")])
def test_sexes(sex, words):
    assert {grammar.parse_sex(word) for word in words.split()} == {sex}
    with pytest.raises(ValueError, match="write female or male"):
        grammar.parse_sex("both")


def test_everyday_words_are_those_that_mean_others():
    assert {"dairy", "lactose", "nuts", "wheat"} <= set(grammar.EVERYDAY_WORDS)
    assert all(grammar.parse_avoid(word) != (word,) for word in grammar.EVERYDAY_WORDS)


@pytest.mark.parametrize(("text", "region"), [("eu", "eu"), (" EU ", "eu"), ("Us", "us")])
def test_regions(text, region):
    assert grammar.parse_region(text) == region
    with pytest.raises(ValueError, match=r"write eu .* or us"):
        grammar.parse_region("uk")


def test_dates():
    assert grammar.parse_date("2026-11-23") == date(2026, 11, 23)
    with pytest.raises(ValueError, match="2026-11-23"):
        grammar.parse_date("23/11/2026")


@pytest.mark.parametrize("edge", ["1900-01-01", "2199-12-31"])
def test_years_a_week_may_be_in(edge):
    assert grammar.parse_date(edge) == date.fromisoformat(edge)


@pytest.mark.parametrize("beyond", ["1899-12-31", "2200-01-01", date(1, 1, 1), date.max])
def test_years_no_week_is_in(beyond):
    with pytest.raises(ValueError, match="from 1900 to 2199"):
        grammar.parse_date(beyond)
