"""Special care: what is understood, what it changes, what is refused, and what is kept off the plate."""

import pytest

from fuelplan.care import CARES, read_health
from fuelplan.errors import InputError
from fuelplan.inputs import read_request
from fuelplan.needs import ENERGY_AVAILABILITY, week_needs
from fuelplan.planner.rules import allowed_foods
from fuelplan.references import cite
from fuelplan.units import KCAL_PER_DAY, KG
from fuelplan.workflow import load_kitchen

PLAIN = {"km": 50, "weight": 60, "sex": "female", "age": 30, "start": "2026-11-23"}


def request_of(**options):
    return read_request(**{**PLAIN, **options})


def needs_of(**options):
    request = request_of(**options)
    return week_needs(request.athlete, request.week)


@pytest.mark.parametrize("care", CARES, ids=lambda care: care.word)
def test_every_care_is_understood_by_each_of_its_names_or_refused_with_a_reason(care):
    assert cite(care.references) is not None
    for name in (care.word, *care.names):
        if care.kind == "refused":
            with pytest.raises(InputError, match="doctor"):
                read_health([name])
        else:
            assert read_health([name]) == (care,)


@pytest.mark.parametrize("word", ["haemochromatosis", "iron overload", "hemochromatosis", "thalassaemia"])
def test_iron_overload_is_refused_with_the_reason(word):
    with pytest.raises(InputError, match="18 mg of iron, which iron overload forbids; ask your doctor"):
        request_of(health=word)


def test_words_that_mean_something_else_say_what_to_write():
    with pytest.raises(InputError) as caught:
        request_of(health="pregnant, coeliac, levothyroxin, iron tablets")
    text = str(caught.value)
    for cure in ("which trimester", "--avoid gluten", "did you mean 'levothyroxine'", "--iron-supplement"):
        assert cure in text


LACKS = ["low ferritin", "ferritin", "low iron", "iron deficiency", "anaemia", "anemia"]


@pytest.mark.parametrize("word", LACKS)
@pytest.mark.parametrize("sex", ["male", "female", None])
def test_a_lack_of_iron_raises_the_aim_of_men_and_women(word, sex):
    """The reference intake is 8 mg for a man, so × 1.8 is under the floor of 18; a woman's 18 mg give 32.4."""
    request = read_request(km=20, age=30, health=word, sex=sex, start="2026-11-23")
    assert [care.word for care in request.athlete.cares] == ["iron deficiency"]
    assert request.athlete.sex == sex
    assert "treated by a doctor" in request.athlete.cares[0].says
    assert "only as prescribed" in request.athlete.cares[0].says
    aim = week_needs(request.athlete, request.week)[0].windows["iron_mg"].aim
    assert aim == pytest.approx(18 if sex == "male" else 32.4)


@pytest.mark.parametrize(
    ("word", "meant", "never"),
    [
        ("anaemya", "anaemia", "anorexia"),
        ("anemic disease", None, "anorexia"),
        ("low feritin", "low ferritin", "high"),
        ("high feritin", "high ferritin", "low"),
        ("pregnant 4", "which trimester", "pregnant 4'?"),
    ],
)
def test_a_near_word_is_offered_only_when_it_is_surely_meant(word, meant, never):
    with pytest.raises(InputError) as caught:
        request_of(health=word)
    cure = str(caught.value).partition("': ")[2].rpartition("Known are")[0] or str(caught.value).partition("': ")[2]
    assert never not in cure
    assert meant is None or meant in cure
    assert ("did you mean" in cure) == (meant is not None and "trimester" not in meant)


def test_unknown_words_are_told_together_with_the_main_words_once():
    with pytest.raises(InputError) as caught:
        request_of(health="asthma, migraine")
    (said,) = caught.value.problems
    assert "'asthma', 'migraine': fuelplan does not know" in said
    assert said.count("heavy periods") == said.count("iron deficiency") == said.count(", diabetes") == 1
    assert "menorrhagia" not in said and "thyroxine," not in said.replace("levothyroxine,", "")


@pytest.mark.parametrize(
    ("word", "cure"),
    [
        ("heavy legs", "that is what the week is for: see 'fuelplan why legs'"),
        ("lactose", "--avoid lactose"),
        ("lactose intolerant", "--avoid lactose"),
        ("lactose intolerance", "--avoid lactose"),
        ("nut allergy", "--avoid nuts"),
        ("gluten", "--avoid gluten"),
        ("celiac disease", "--avoid gluten"),
    ],
)
def test_what_belongs_to_another_option_names_it(word, cure):
    with pytest.raises(InputError) as caught:
        request_of(health=word)
    assert cure in str(caught.value)


@pytest.mark.parametrize("age", [0, 12, 17, "17.9"])
def test_under_eighteen_is_sent_to_a_professional(age):
    with pytest.raises(InputError, match="paediatrician or a sports dietitian"):
        request_of(age=age)


def test_two_life_stages_or_a_man_who_is_pregnant_are_asked_about():
    with pytest.raises(InputError, match="keep one"):
        request_of(health="pregnant 1, breastfeeding")
    with pytest.raises(InputError, match="--sex male"):
        request_of(health="heavy periods", sex="male")


def test_a_life_stage_says_the_sex():
    request = read_request(km=40, health="breastfeeding", start="2026-11-23")
    assert request.athlete.sex == "female"
    assert not any("--sex" in sentence for sentence in request.assumptions)


def test_pregnancy_raises_the_floor_of_iron_to_27_on_every_day():
    for day in needs_of(health="pregnant 2"):
        assert day.windows["iron_mg"].min == 27
        assert day.windows["iron_mg"].max == 36
        assert day.windows["iron_mg"].hard


@pytest.mark.parametrize(
    ("stage", "energy", "protein", "water"),
    [("pregnant 1", 0, None, 300), ("pregnant 2", 340, 25, 300), ("pregnant 3", 452, 25, 300),
     ("breastfeeding", 330, 25, 700)],
)  # fmt: skip
def test_a_life_stage_adds_what_the_papers_add(stage, energy, protein, water):
    """IOM 2005: +340 and +452 kcal, +25 g protein; 330 kcal in the first six months; EFSA 2010: +300, +700 mL."""
    usual, raised = needs_of()[6].windows, needs_of(health=stage)[6].windows
    # the long run's day is not lifted towards 45 kcal/kg, so the difference is the addition itself
    assert raised["energy_kcal"].aim - usual["energy_kcal"].aim == pytest.approx(energy, abs=1)
    assert raised["water_ml"].aim - usual["water_ml"].aim == pytest.approx(water)
    if protein is not None:
        assert raised["protein_g"].min - usual["protein_g"].min == pytest.approx(protein)


def test_reference_intakes_follow_the_life_stage():
    assert needs_of(health="pregnant 3")[0].windows["folate_ug"].min == 600
    assert needs_of(health="breastfeeding")[0].windows["vitamin_c_mg"].min == 120


def test_heavy_periods_raise_the_aim_but_never_multiply_it():
    plain, heavy = (needs_of(**more)[0].windows["iron_mg"] for more in ({}, {"health": "heavy periods"}))
    assert heavy.aim == pytest.approx(18 * 1.8)
    assert heavy.aim > plain.aim
    assert needs_of(health="heavy periods", diet="vegan")[0].windows["iron_mg"].aim == pytest.approx(18 * 1.8)


@pytest.mark.parametrize("sign", ["missed periods", "stress fracture"])
def test_signs_of_low_energy_lift_every_day_to_45(sign):
    thin = {"weight": 55, "height": 172, "km": 110, "lifestyle": "camp"}
    assert min(day.windows[ENERGY_AVAILABILITY].aim for day in needs_of(**thin)) < 44
    assert min(day.windows[ENERGY_AVAILABILITY].aim for day in needs_of(**thin, health=sign)) >= 45 - 1e-6


def test_what_is_not_for_a_pregnancy_never_comes_to_the_table():
    table = load_kitchen().table
    usual = {food.id for food in allowed_foods(table, request_of().athlete)}
    kept = {food.id for food in allowed_foods(table, request_of(health="pregnant 1").athlete)}
    gone = usual - kept
    assert {"beef-liver", "chicken-liver", "liver-pate", "smoked-salmon", "salami", "oysters"} <= gone
    assert len(gone) < 20
    assert {"lentils", "sirloin-steak", "cheddar", "canned-tuna"} <= kept


def test_a_race_is_not_planned_in_pregnancy():
    with pytest.raises(InputError, match="no race is planned in pregnancy"):
        request_of(health="pregnant 2", race="sun 10 1:00")


def test_measured_values_win():
    """Cunningham 1980: 500 + 22 × 45 = 1490 kcal; k = 1.4. A measured rate stands as it is."""
    lean = request_of(body_fat=25).athlete
    assert lean.fat_free_mass.m_as(KG) == pytest.approx(45)
    assert lean.resting_metabolic_rate.m_as(KCAL_PER_DAY) == pytest.approx(1490)
    assert lean.activity_factor == pytest.approx(1.4)
    both = request_of(ffm="47kg", rmr="1400 kcal").athlete
    assert both.resting_metabolic_rate.m_as(KCAL_PER_DAY) == 1400
    assert both.activity_factor == pytest.approx(1.6)
    with pytest.raises(InputError, match="keep one"):
        request_of(ffm=47, body_fat=20)


@pytest.mark.parametrize("wrong", [{"rmr": 300}, {"body_fat": 70}, {"ffm": 70}, {"iron_supplement": 60},
                                   {"lifestyle": "couch"}, {"sweat_sodium": "very"}])  # fmt: skip
def test_impossible_measurements_are_refused(wrong):
    with pytest.raises(InputError) as caught:
        request_of(**wrong)
    assert f"--{next(iter(wrong)).replace('_', '-')}" in str(caught.value)


def test_a_cap_under_the_floor_of_pregnancy_is_refused():
    with pytest.raises(InputError, match="from 27 to 36"):
        request_of(health="pregnant 1", iron_cap=20)


@pytest.mark.parametrize(
    ("health", "apart"), [("levothyroxine", True), ("warfarin", False), ("high blood pressure", False)]
)
def test_a_supplement_is_kept_apart_from_medicines_that_clash_with_iron_only(health, apart):
    (care,) = request_of(health=health).athlete.cares
    assert (care.kind == "medicine") is apart
