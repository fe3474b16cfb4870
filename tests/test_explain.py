"""The page "Why these numbers" names what this week used, and cites exactly what is behind it."""

from __future__ import annotations

import functools
import inspect
import io
from dataclasses import replace

import pypdf
import pytest

from fuelplan import cautions, explain, heavy_legs, outputs, workflow
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner.task import WeekTask
from fuelplan.planner.week import plan_days
from fuelplan.reasons import topic_named
from fuelplan.references import REFERENCES
from fuelplan.science import (
    caffeine,
    energy,
    exercise_energy,
    hydration,
    iron,
    life_stage,
    macronutrients,
    nutrient_timing,
    reference_intakes,
    sweat,
    sweat_test,
    training_load,
)

MODULES = (
    *(caffeine, energy, exercise_energy, hydration, iron, life_stage, macronutrients, nutrient_timing),
    *(reference_intakes, sweat, sweat_test, training_load),
)
TESTED = ({"before": 70.2, "after": 69.1, "drunk": 0.4, "minutes": 75, "km": 12.5, "temp": 18},)
HILLS = "tue 10 easy; wed 12 tempo 18:00 +400m; sun 24 long 08:00 +500m"
WEEKS = {
    "ordinary": {"km": 60},
    "rest": {"km": 0},
    "measured sweat": {"km": 60, "sweat_rate": 1.2},
    "sweat tests": {"km": 60, "sweat_test": TESTED},
    "measured lean": {"km": 60, "ffm": 56, "weight": 68},
    "measured rest": {"km": 60, "rmr": 1700},
    "race": {"runs": "tue 8 easy; thu 6 easy", "race": "sun 42.2 3:45"},
    "hills": {"runs": HILLS},
    "strength": {"km": 40, "strength": "tue 18:00"},
    "pregnant": {"km": 25, "health": ("pregnant 2",), "age": 33},
    "bleeding": {"km": 40, "health": ("heavy periods",)},
    "levothyroxine": {"km": 60, "health": ("levothyroxine",)},
    "vegan": {"km": 60, "diet": "vegan"},
    "older": {"km": 30, "age": 68, "sex": "male"},
    "heavy": {"km": 30, "weight": 110, "height": 172, "sex": "male"},
}


def read(name):
    asked = read_request(start="2026-11-23", **WEEKS[name])
    return asked.athlete, asked.week


def cited(name):
    athlete, week = read(name)
    needs = week_needs(athlete, week)
    formulas = explain.formulas(athlete, week, needs, ())
    causes = heavy_legs.causes(athlete, week, needs, ())
    return formulas, causes, {citation.key for citation in explain.citations(formulas, causes, athlete)}


MUST, MUST_NOT = 0, 1
EXPECTED = {
    "ordinary": (
        "mifflin1990 loucks2011 iom2001 sawka2007 iso7933 jeukendrup2014 kato2016 burke2011 efsa2010",
        "cunningham1980 minetti2002 herrmann2024 guest2021 drake2013 campbell1992 hallberg1966 moore2015 "
        "heymsfield2014",
    ),
    "rest": ("mifflin1990 iom2001 efsa2010", "sawka2007 jeukendrup2014 iso7933 baker2016 sim2019 minetti2002"),
    "measured sweat": ("sawka2007 mcdermott2017", "iso7933 kerslake1972 dubois1916"),
    "sweat tests": ("baker2017 iso7933", "cunningham1980"),
    "measured lean": ("cunningham1980", "mifflin1990 heymsfield2014"),
    "measured rest": ("edwards1993", "mifflin1990 cunningham1980"),
    "race": ("guest2021 efsa2015caffeine drake2013 burke2011 jeukendrup2014", "minetti2002 campbell1992"),
    "hills": ("minetti2002 mifflin1990", "guest2021 herrmann2024"),
    "strength": ("herrmann2024", "minetti2002"),
    "pregnant": ("iom2005 iom2001 efsa2010", "campbell1992 hallberg1966"),
    "bleeding": ("hallberg1966", "campbell1992"),
    "levothyroxine": ("campbell1992", "hallberg1966"),
    "vegan": ("iom2001 reddy2000", "rangan1997 valenzuela2009"),
    "older": ("moore2015", "hallberg1966"),
    "heavy": ("heymsfield2014", "moore2015"),
}


@pytest.mark.parametrize("name", WEEKS)
def test_each_week_cites_its_own(name):
    found = cited(name)[2]
    assert set(EXPECTED[name][MUST].split()) <= found
    assert not set(EXPECTED[name][MUST_NOT].split()) & found


@pytest.mark.parametrize("name", WEEKS)
def test_the_citations_are_the_union_of_what_is_printed(name):
    formulas, causes, found = cited(name)
    cares = read(name)[0].cares
    printed = [*(f.references for f in formulas), *(c.references for c in causes), *(c.references for c in cares)]
    assert found == {key for references in printed for key in references}
    assert found <= set(REFERENCES)


# Keys that a function names for one case of it only: when a week has that case. Typed here, apart from the code.
ONLY_WHEN = {
    "minetti2002": {"hills"},
    "who2000": set(),
    "hallberg1966": {"bleeding"},
    "nice2021bleeding": {"bleeding"},
    "moore2015": {"older"},
    "fernandezelias2015": {"race"},
    "heymsfield2014": {"heavy"},
}
WITHOUT_RUNS = {"baker2016", "barnes2019", "mcdermott2017"}


def wrapped(monkeypatch):
    """Wrap every public function of the science modules; return the set that gathers (module, name) when called."""
    called = set()

    def watch(module, name, function):
        @functools.wraps(function)
        def watched(*args, **kwargs):
            called.add((module, name))
            return function(*args, **kwargs)

        return watched

    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name in module.SOURCES and function.__module__ == module.__name__:
                monkeypatch.setattr(module, name, watch(module, name, function))
    return called


def keys_of(called):
    return {key for module, name in called for key in module.SOURCES[name].keys}


@pytest.mark.parametrize("name", WEEKS)
def test_every_science_function_the_needs_call_is_cited(name, monkeypatch):
    athlete, week = read(name)
    called = wrapped(monkeypatch)
    week_needs(athlete, week)
    assert len(called) >= 15
    expected = {key for key in keys_of(called) if name in ONLY_WHEN.get(key, WEEKS)}
    if name == "rest":
        expected -= WITHOUT_RUNS
    assert expected <= cited(name)[2]


# What the planner reads besides, as constants and functions: what food is eaten when, and what of its iron is absorbed.
PLANNER = {
    (iron, "HAEM_SHARE"),
    (iron, "PHYTATE_MG_PER_100G"),
    (nutrient_timing, "TEA_COFFEE_AFTER_H"),
    (nutrient_timing, "CALCIUM_APART_H"),
    (nutrient_timing, "IRON_BESIDE_RUN_MIN"),
    (nutrient_timing, "is_iron_poor"),
    (hydration, "drink_after"),
    (hydration, "SWEAT_SODIUM_MG_PER_L"),
    (hydration, "BASELINE_SODIUM_MG"),
    (hydration, "sweat_rate_from_test"),
    (sweat_test, "fit_correction"),
    (energy, "CUNNINGHAM_ACTIVITY_FACTOR"),
    (iron, "VEGETARIAN_FACTOR"),
    (macronutrients, "KCAL_PER_G_FAT"),
    *((training_load, name) for name in training_load.SOURCES),
}


@pytest.mark.parametrize("name", WEEKS)
def test_nothing_is_cited_that_no_function_of_the_week_names(name, monkeypatch):
    athlete, week = read(name)
    called = wrapped(monkeypatch)
    needs = week_needs(athlete, week)
    formulas = explain.formulas(athlete, week, needs, ())
    causes = heavy_legs.causes(athlete, week, needs, ())
    found = {citation.key for citation in explain.citations(formulas, causes, athlete)}
    cares = {key for care in athlete.cares for key in care.references}
    assert found - cares <= keys_of(called | PLANNER)


@pytest.mark.parametrize("name", WEEKS)
def test_every_reference_of_the_needs_is_cited(name):
    athlete, week = read(name)
    named = {key for day in week_needs(athlete, week) for need in day.windows.values() for key in need.reference}
    assert named <= cited(name)[2]


def topics(name):
    return [formula.topic for formula in cited(name)[0]]


def test_only_the_topics_the_week_used():
    assert not {"sweat", "drinking", "fuel", "loading", "caffeine"} & set(topics("rest"))
    assert {"sweat", "drinking", "fuel"} <= set(topics("ordinary"))
    assert not {"loading", "caffeine"} & set(topics("ordinary"))
    assert {"loading", "caffeine"} <= set(topics("race"))
    text = {name: " ".join(formula.text for formula in cited(name)[0]) for name in WEEKS}
    assert "Minetti" in text["hills"] and "Minetti" not in text["ordinary"]
    assert "strength work" in text["strength"] and "strength work" not in text["ordinary"]
    assert "without meat" in text["vegan"] and "without meat" not in text["ordinary"]
    assert "27 to 36 mg" in text["pregnant"] and "340" not in text["ordinary"]
    assert "Cunningham" in text["measured lean"] and "Mifflin" not in text["measured lean"]


def test_the_text_is_the_reasons_formula():
    athlete, week = read("ordinary")
    needs = week_needs(athlete, week)
    for formula in explain.formulas(athlete, week, needs, ()):
        assert formula.text == topic_named(formula.topic).make(athlete, week, needs[0]).formula


def test_an_ordinary_weeks_formulas_are_short():
    assert sum(len(formula.text) for formula in cited("ordinary")[0]) <= 1700


@pytest.mark.parametrize("name", ["ordinary", "race", "hills", "levothyroxine"])
def test_the_reasons_keep_to_one_page(name):
    asked = read_request(start="2026-11-23", **WEEKS[name])
    pages = pypdf.PdfReader(io.BytesIO(outputs.to_pdf(workflow.plan_request(asked)))).pages
    texts = [page.extract_text() for page in pages]
    assert "Why these numbers" in texts[-1]
    assert "References" in texts[-1]


@pytest.fixture(scope="module", name="planned")
def _planned(table):
    kitchen = workflow.load_kitchen()
    athlete, week = read("ordinary")
    needs = week_needs(athlete, week)
    task = WeekTask(athlete=athlete, needs=needs, table=kitchen.table, dishes=kitchen.dishes, own=kitchen.own)
    return athlete, week, needs, plan_days(task).days


def test_known_shares_name_the_tables_the_food_came_from(planned, table, rows):
    days = planned[3]
    shares = explain.known_shares(days, table)
    eaten = {item.food for day in days for meal in day.meals for item in meal.items}
    sources = " ".join(rows[food]["source"] for food in eaten)
    assert shares.topic == "unknown values"
    assert ("usda2018" in shares.references) is ("SR Legacy" in sources)
    assert ("fndds" in shares.references) is ("FNDDS" in sources)
    assert "all else 100 %" in shares.text
    assert explain.known_shares((), table).references == ()


def warned(**options):
    asked = read_request(start="2026-11-23", **options)
    return cautions.warnings(asked.athlete, asked.week, week_needs(asked.athlete, asked.week), ())


def test_cares_come_first_and_each_sentence_once():
    said = warned(km=60, health=("levothyroxine", "heavy periods"), last_km=30)
    assert said[0].startswith("Levothyroxine") and said[1].startswith("Heavy periods")
    assert len(said) == len(set(said))


def test_growth_and_long_run_warn_as_the_causes_do():
    # 60 over 30 km is 100 % more; 24 of 40 km is 60 %
    assert any("grows by 100 %" in sentence for sentence in warned(km=60, last_km=30))
    assert not any("grows" in sentence for sentence in warned(km=60, last_km=58))
    assert any("60 % of the week" in sentence for sentence in warned(runs="tue 8 easy; thu 8 easy; sun 24 long"))
    assert not any("long run" in sentence for sentence in warned(**WEEKS["race"]))
    assert any("week without running" in sentence for sentence in warned(km=20, last_km=0))


def test_an_aim_of_iron_that_food_does_not_reach_is_told(week):
    """A mean of 20 mg is 62 % of an aim of 32.4 and says so; 30 mg is 93 % and does not."""
    days = week.days
    needs = {**days[0].needs, "iron_mg": replace(days[0].needs["iron_mg"], aim=32.4)}
    low, near = (
        [replace(day, needs=needs, totals={**day.totals, "iron_mg": iron}) for day in days] for iron in (20.0, 30.0)
    )
    request = read_request(km=60, start="2026-11-23")
    who, ran = request.athlete, request.week

    def warned(days):
        return cautions.warnings(who, ran, week_needs(who, ran), days)

    assert any("averages 20 mg" in says and "aim of 32" in says for says in warned(low))
    assert not any("averages" in says for says in warned(near))
