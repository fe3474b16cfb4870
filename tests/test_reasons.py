"""Each reason ends in the very number that the needs hold, with its sources taken from the science modules."""

import re

import pytest

from fuelplan.errors import InputError
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.reasons import CONFIDENCE, TOPICS, topic_named
from fuelplan.references import REFERENCES
from fuelplan.science import Source
from fuelplan.science import energy as energy_science
from fuelplan.vocabulary import MICRONUTRIENTS, readable

RUNNERS = {
    "ordinary": {"km": 60},
    "woman": {"km": 45, "weight": 56, "height": 166, "age": 29, "sex": "female"},
    "man": {"km": 120, "weight": 68, "height": 178, "age": 41, "sex": "male", "lifestyle": "feet"},
    "rest": {"km": 0, "weight": 80},
    "heavy and old": {"km": 30, "weight": 115, "height": 172, "age": 72, "sex": "male", "pace": "7:30"},
    "light": {"km": 160, "weight": 45, "temp": 33, "humidity": 80},
    "hilly": {"runs": "tue 10 easy; wed 12 tempo 19:00 +400m; sun 32 long 08:00 +900m 24C", "weight": 74},
    "strong": {"km": 50, "strength": "tue 18:00 45min; fri", "last_km": 40},
    "measured rest": {"km": 50, "rmr": 1710},
    "measured lean": {"km": 50, "ffm": 58.5, "weight": 70},
    "measured sweat": {"km": 70, "sweat_rate": 1.4, "sweat_sodium": "salty"},
    "vegan": {"km": 80, "diet": "vegan", "iron_cap": 30, "iron_supplement": 14},
    "pregnant": {"km": 25, "health": ("pregnant 2",), "age": 33, "weight": 66},
    "breastfeeding": {"km": 30, "health": ("breastfeeding",), "age": 33, "weight": 66},
    "bleeding": {"km": 40, "health": ("heavy periods",)},
    "short of energy": {"km": 70, "health": ("missed periods",), "weight": 52},
    "racing": {"runs": "tue 8 easy; thu 6 easy", "race": "sun 42.2 3:45", "weight": 70},
    "racing light": {"runs": "tue 8 easy; thu 6 easy; sat 12 easy", "race": "sun half 1:40", "weight": 50},
    "twice a day": {"runs": "tue 12 easy 06:00; tue 8 tempo 12:00; sat 20 long", "weight": 60},
    "tested": {
        "km": 60,
        "sweat_test": (
            {"before": 70.2, "after": 69.1, "drunk": 0.4, "minutes": 75, "km": 12.5, "temp": 18},
            {"before": 70.5, "after": 68.9, "drunk": 0.5, "minutes": 80, "km": 13, "temp": 27},
        ),
    },
}


@pytest.fixture(scope="module", params=RUNNERS, name="planned")
def _planned(request):
    asked = read_request(start="2026-11-23", **RUNNERS[request.param])
    return asked.athlete, asked.week, week_needs(asked.athlete, asked.week)


def reason_of(name, options, day=6):
    asked = read_request(start="2026-11-23", **options)
    return topic_named(name).make(asked.athlete, asked.week, week_needs(asked.athlete, asked.week)[day])


def numbers(text):
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def rounding(text):
    """How far the number a text shows may be from the one it stands for."""
    return 0.5 * 10.0 ** -len(re.findall(r"\d[\d,]*(?:\.(\d+))?", text)[-1]) * (1 + 1e-9)


WINDOWS = {topic.name: topic.window for topic in TOPICS if topic.window}
SINGLE = {readable(nutrient): nutrient for nutrient in MICRONUTRIENTS}


@pytest.mark.parametrize(("name", "window"), (WINDOWS | SINGLE).items())
def test_the_last_number_is_the_aim_of_the_needs(name, window, planned):
    athlete, week, needs = planned
    for day in needs:
        last = topic_named(name).make(athlete, week, day).worked[-1]
        assert numbers(last)[-1] == pytest.approx(day.windows[window].aim, abs=rounding(last)), last


@pytest.mark.parametrize("name", [name for name, window in WINDOWS.items()])
def test_the_window_is_the_one_of_the_needs(name, planned):
    athlete, week, needs = planned
    for day in needs:
        last, need = topic_named(name).make(athlete, week, day).worked[-1], day.windows[WINDOWS[name]]
        edges = [edge for edge in (need.min, need.max) if edge is not None]
        assert numbers(last.partition(";")[0]) == pytest.approx(edges, abs=rounding(last)), last


@pytest.mark.parametrize(("name", "field"), [("sweat", "sweat_l"), ("drinking", "drink_l"), ("fuel", "carbohydrate_g")])
def test_the_last_number_of_a_run_topic_is_the_sum_of_the_runs(name, field, planned):
    athlete, week, needs = planned
    for day in needs:
        last = topic_named(name).make(athlete, week, day).worked[-1]
        total = sum(getattr(run, field) for run in day.runs)
        assert numbers(last)[-1] == pytest.approx(total, abs=rounding(last)), last


def test_loading_is_the_carbohydrate_window_of_a_loading_day():
    asked = read_request(start="2026-11-23", **RUNNERS["racing"])
    needs = week_needs(asked.athlete, asked.week)
    loading = [day for day in needs if day.loading]
    assert [day.training.weekday for day in loading] == ["Fri", "Sat"]
    for day in loading:
        last = topic_named("race").make(asked.athlete, asked.week, day).worked[-1]
        need = day.windows["carbohydrate_g"]
        assert numbers(last) == pytest.approx([need.min, need.max, need.aim], abs=0.5)


def test_products_and_sums_that_are_shown_are_right(planned):
    """What stands left of "=" is plain arithmetic: it gives what stands right of it, to the rounding of its parts."""
    athlete, week, needs = planned
    seen = 0
    for topic in TOPICS:
        for line in topic.make(athlete, week, needs[1]).worked:
            for left, right in re.findall(r"((?:\d[\d,.]*(?: \w+)? [+×] )+\d[\d,.]*)(?: [\w/]+)? = (\d[\d,.]*)", line):
                product = re.sub(r"[^\d.+×]", "", left.replace(",", "")).replace("×", "*")
                if ("+" in product and "*" in product) or " - " in line.partition("=")[0]:
                    continue
                seen += 1
                assert numbers(right)[0] == pytest.approx(eval(product), rel=0.03, abs=1.5), line
    assert seen >= 3


def test_mifflin_by_hand():
    # 10 x 70 + 6.25 x 175 - 5 x 35 + 5 = 1623.75; x 1.6 = 2598; + 18 km x 70 kg = 1260; together 3858
    reason = reason_of("energy", {"km": 60, "weight": 70, "height": 175, "age": 35, "sex": "male"})
    assert "+ 5 (male) = 1,624 kcal" in reason.worked[0]
    assert "1.6 × 1,624 = 2,598 kcal" in reason.worked[1]
    assert "18.0 km × 70.0 kg × 1.0 = 1,260 kcal" in reason.worked[2]
    assert "2,598 + 1,260 = 3,858 kcal" in reason.worked[3]
    # 45 x 0.85 x 70 + 1260 = 3937.5, within 5 % of 3858
    assert "45 × 59.5 kg + 1,260 = 3,938 kcal" in reason.worked[4]
    assert reason.worked[-1].endswith("aim 3,938 kcal")


def test_iron_by_hand():
    # 1 + 0.3 + 0.4 x (60 - 40)/60 = 1.433; 18 x 1.433 = 25.8
    reason = reason_of("fe", {"km": 60, "sex": "female", "age": 35})
    assert "60 km this week: × 1.43" in reason.worked
    assert "18 mg × 1.43 = 25.8 mg, held in 18 to 36 mg" in reason.worked
    vegan = reason_of("fe", {"km": 60, "sex": "female", "age": 35, "diet": "vegan"})
    assert "60 km this week: × 1.43; no meat: × 1.80 instead" in vegan.worked
    assert vegan.worked[-1].endswith("aim 32.4 mg")


def test_iron_names_what_raises_it():
    """A woman's 18 mg × 1.8 = 32.4 mg, for heavy periods as for a lack of iron."""
    for word, told in (("low ferritin", "iron deficiency"), ("heavy periods", "heavy periods")):
        reason = reason_of("iron", {"km": 40, "sex": "female", "age": 35, "health": (word,)})
        assert f"40 km this week: × 1.30; {told}: × 1.80 instead" in reason.worked
        assert f"1.8 with {told}, whichever is higher" in reason.formula
        assert reason.worked[-1].endswith("aim 32.4 mg")


def keys(name, options, day=6):
    return set(reason_of(name, options, day).references)


def test_measurements_change_lines_and_sources():
    assert "mifflin1990" in keys("energy", {"km": 60})
    measured = reason_of("energy", {"km": 60, "rmr": 1700})
    assert measured.worked[0] == "At rest, as measured: 1,700 kcal"
    assert not {"mifflin1990", "cunningham1980"} & set(measured.references)
    lean = reason_of("energy", {"km": 60, "ffm": 55, "weight": 68})
    # Cunningham: 500 + 22 x 55 = 1710
    assert "500 + 22 × 55.0 kg fat-free mass = 1,710 kcal" in lean.worked[0]
    assert "cunningham1980" in lean.references
    assert not {"mifflin1990", "heymsfield2014"} & set(lean.references)
    assert "sawka2007" in keys("sweat", {"km": 60})
    assert not {"iso7933", "kerslake1972", "dubois1916"} & keys("sweat", {"km": 60, "sweat_rate": 1.2})
    assert "baker2017" in keys("sweat", RUNNERS["tested"])


UNSURE = tuple(
    {"before": 70, "after": after, "minutes": 60, "km": 10, "temp": 18, "humidity": 60} for after in (69.5, 68.5)
)


def test_drinking_keeps_to_what_is_surely_sweated():
    """0.5 and 1.5 L/h in like air disagree, so the low edge of the band lies under 0.4 L/h, the least otherwise."""
    reason = reason_of("drinking", {"km": 60, "weight": 70, "sweat_test": UNSURE})
    sure = re.search(r"your tests are sure of (\d\.\d\d) L/h", " ".join(reason.worked))
    taken = re.search(r"(\d\.\d\d) L/h × 1\.80 h", " ".join(reason.worked))
    assert sure and taken and float(taken[1]) == float(sure[1]) < 0.4
    assert "baker2017" in reason.references
    assert "no more than your own tests are sure of" in reason.formula
    assert not any("your tests" in line for line in reason_of("drinking", {"km": 60}).worked)


def test_caffeine_by_hand():
    """6 mg/kg of 80 kg is 480 and 3 mg/kg 240: both stop at 200. 50 kg: 150 to 200."""
    assert reason_of("caffeine", {"km": 40, "weight": 80}).worked[-1] == "At once 200 mg at most, so 200 mg"
    assert reason_of("caffeine", {"km": 40, "weight": 50}).worked[-1].endswith("so 150 to 200 mg")


@pytest.mark.parametrize(("health", "most"), [((), 400), (("pregnant 1",), 200), (("breastfeeding",), 200)])
def test_everyday_coffee(health, most):
    """EFSA 2015: 400 mg a day, 200 with a child; six hours before bed still cost an hour of sleep (Drake 2013)."""
    line = next(line for line in reason_of("coffee", {"km": 40, "health": health}).worked if "Everyday" in line)
    assert f"up to {most} mg in a day" in line
    assert "nothing within 6 h of bed" in line
    assert "1 h before or 2 h after a meal rich in iron" in line


def test_sources_follow_what_the_day_needs():
    assert "minetti2002" not in keys("energy", {"km": 60})
    assert "minetti2002" in keys("energy", RUNNERS["hilly"])
    assert "herrmann2024" in keys("energy", RUNNERS["strong"], day=1)
    assert "herrmann2024" not in keys("energy", RUNNERS["strong"], day=2)
    assert "hallberg1966" not in keys("iron", {"km": 60})
    assert "hallberg1966" in keys("iron", RUNNERS["bleeding"])
    assert "moore2015" not in keys("protein", {"km": 60})
    assert "moore2015" in keys("protein", RUNNERS["heavy and old"])
    assert "heymsfield2014" in keys("energy", RUNNERS["heavy and old"])
    assert keys("sweat", RUNNERS["rest"]) == set()
    assert keys("calcium", {"km": 60}) == {"iom2011"}
    assert "campbell1992" in keys("health", {"km": 60, "health": ("levothyroxine",)})


def test_all_keys_resolve_and_all_words_are_plain(planned):
    athlete, week, needs = planned
    for topic in TOPICS:
        reason = topic.make(athlete, week, needs[6])
        assert reason.topic == topic.name
        assert set(reason.references) <= set(REFERENCES)
        assert reason.worked and reason.limits and reason.formula.endswith(".")
        said = {basis.confidence for basis in reason.sources} - {"derived by us"}
        if topic.name != "health":
            assert said <= set(CONFIDENCE.values())


def test_confidence_is_read_from_the_science_module(monkeypatch):
    monkeypatch.setitem(energy_science.SOURCES, "resting_metabolic_rate", Source("unconfirmed", ("reddy2000",), "x"))
    basis = next(b for b in reason_of("energy", {"km": 60}).sources if b.what == "resting metabolic rate")
    assert basis == ("remembered, not yet checked", ("reddy2000",), "resting metabolic rate", "x")


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("carbs", "carbohydrate"),
        ("salt", "sodium"),
        ("drink", "drinking"),
        ("Protein", "protein"),
        ("vitamin d", "vitamin-d"),
        ("VITAMIN_B12", "vitamin-b12"),
        ("fe", "iron"),
        ("folic acid", "folate"),
        ("fiber", "fibre"),
        ("heavy legs", "legs"),
        ("race", "loading"),
    ],
)
def test_everyday_words(words, topic):
    assert topic_named(words).name == topic


def test_no_word_means_two_topics():
    words = [word for topic in TOPICS for word in (topic.name, *topic.words)]
    assert len(words) == len(set(words))


def test_an_unknown_topic_is_told_with_a_cure():
    with pytest.raises(InputError, match=r"'irom' is no topic of fuelplan why; did you mean 'iron'\?"):
        topic_named("irom")
    with pytest.raises(InputError, match="use one of energy, carbohydrate"):
        topic_named("xyzzy")
