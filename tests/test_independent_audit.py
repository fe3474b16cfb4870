"""The independent audit passes a planned week, finds every tampering, and imports nothing of fuelplan."""

import ast
import copy
import json
import re
import sys
from pathlib import Path

import pytest

import fuelplan
from fuelplan import resources

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
MODULES = sorted(path.stem for path in BENCHMARKS.glob("independent_*.py"))
AIR = {"temperature_c": 18.0, "humidity": 0.6}
RUNS = [
    {"weekday": "Tue", "km": 8.0, "minutes": 48.0, "start": "06:30", "kind": "easy", "climb_m": 0.0, **AIR},
    {"weekday": "Tue", "km": 6.0, "minutes": 36.0, "start": "18:00", "kind": "easy", "climb_m": 0.0, **AIR},
    {"weekday": "Thu", "km": 12.0, "minutes": 66.0, "start": "18:30", "kind": "tempo", "climb_m": 120.0}
    | {"temperature_c": 24.0, "humidity": 0.7},
]
RACE = {"weekday": "Sun", "km": 21.0975, "minutes": 110.0, "start": "09:00", "kind": "race", "climb_m": 0.0, **AIR}
ASKED = {
    "mass_kg": 66.0, "height_cm": 172.0, "age": 34, "sex": "female", "lifestyle": "mixed", "rmr_kcal": None,
    "ffm_kg": None, "diet": "pescatarian", "avoid": ["nuts", "mushrooms"], "health": [], "iron_cap_mg": 34.0,
    "iron_supplement_mg": 5.0, "region": "eu", "sweat_rate_l_h": None, "sweat_test": None, "start": "2026-11-23",
    "own_table": False, "week_km": None, "pace_min_km": 6.0, "runs": RUNS, "race": RACE, "strength": [], **AIR,
}  # fmt: skip


@pytest.fixture(scope="module")
def violations():
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from independent_audit import violations

        return lambda plan, asked: violations(plan, asked, resources.foods_csv())
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def good():
    week = fuelplan.plan_week(
        runs="tue 8km 48min easy 06:30; tue 6km 36min easy 18:00; thu 12km 66min tempo 18:30 +120m 24C 70%",
        race="sun half 1:50:00 at 09:00",
        weight=66,
        height=172,
        age=34,
        sex="female",
        diet="pescatarian",
        avoid="nuts, mushrooms",
        iron_cap=34,
        iron_supplement=5,
        start="2026-11-23",
        seed=3,
    )
    return json.loads(fuelplan.to_json(week))


@pytest.mark.parametrize("module", MODULES)
def test_nothing_of_fuelplan_is_imported(module):
    tree = ast.parse((BENCHMARKS / f"{module}.py").read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names) | set(MODULES)
    assert "importlib" not in names and "__import__" not in called


def test_a_planned_week_passes(good, violations):
    assert violations(good, ASKED) == []


def item(plan, day=0, meal=0, place=0):
    return plan["days"][day]["meals"][meal]["items"][place]


def instead(plan, food):
    item(plan)["food"] = food


def doubled_portion(plan):
    changed = item(plan, 2)
    changed["portions"] *= 2
    changed["grams"] *= 2


def five_portions_too_many(plan):
    item(plan)["portions"] += 50


def iron_up(plan):
    plan["days"][3]["supplements"][0]["iron_mg"] = 30.0
    plan["days"][3]["totals"]["iron_mg"] += 25.0


def no_dinner(plan):
    plan["days"][2]["meals"] = [meal for meal in plan["days"][2]["meals"] if meal["slot"] != "dinner"]


def starved(plan):
    for meal in plan["days"][1]["meals"]:
        meal["items"] = meal["items"][:1]


def flooded_run(plan):
    race = plan["days"][6]
    next(drink for drink in race["drinks"] if drink["why"] == "during the run")["ml"] = 2600.0


def run_that_is_not_there(plan):
    plan["days"][0]["drinks"].append(dict(plan["days"][0]["drinks"][0], why="during the run", time="16:20"))


def big_glasses(plan):
    for drink in plan["days"][0]["drinks"][:2]:
        drink["time"], drink["ml"] = "12:00", 500.0


def flooded_race_morning(plan):
    glass = {"what": "water", "why": "with breakfast", "sodium_mg": 0.0, "carbohydrate_g": 0.0}
    plan["days"][6]["drinks"] += [dict(glass, time=time, ml=700.0) for time in ("05:30", "07:00")]


def meals_out_of_order(plan):
    meals = plan["days"][4]["meals"]
    meals[0], meals[1] = meals[1], meals[0]


def changed(*path, to):
    def tamper(plan):
        value = plan
        for key in path[:-1]:
            value = value[key]
        value[path[-1]] = to

    return tamper


TAMPERED = [
    ("iron above the cap", iron_up, {}, r"Thu iron: .* is outside 18 to 34"),
    ("iron above a lower cap", lambda plan: None, {"iron_cap_mg": 18.0}, "iron: .* is outside 18 to 18"),
    ("iron too low in pregnancy", lambda plan: None, {"health": ["pregnant 1"]}, "iron: .* is outside 27 to 34"),
    ("liver in pregnancy", lambda plan: instead(plan, "beef-liver"), {"health": ["pregnant 1"]}, "not for a pregnancy"),
    ("smoked fish in pregnancy", lambda plan: instead(plan, "smoked-salmon"), {"health": ["pregnant 2"]}, "pregnancy"),
    ("an allergen", lambda plan: instead(plan, "almonds"), {}, r"food: almonds is avoided \(nuts\)"),
    ("a word for it", lambda plan: instead(plan, "peanut-butter"), {}, r"peanut-butter is avoided \(peanut\)"),
    ("an avoided food", lambda plan: instead(plan, "mushrooms"), {}, "mushrooms is avoided"),
    ("meat", lambda plan: instead(plan, "stewing-beef"), {}, "stewing-beef is not pescatarian"),
    ("another region", lambda plan: instead(plan, "white-bread-enriched"), {}, "of another region than eu"),
    ("no such food", lambda plan: instead(plan, "moon-cheese"), {}, "moon-cheese is not in the table"),
    ("a method", changed("days", 0, "meals", 0, "method", to="Fry a mushroom."), {}, "speaks of mushrooms"),
    ("a wrong total", changed("days", 0, "totals", "protein_g", to=9.0), {}, "Mon sum: protein_g is"),
    ("a wrong sum of drinks", changed("days", 0, "drink_ml", to=9.0), {}, "drinks do not add up"),
    ("an unknown share", changed("days", 0, "unknown", "vitamin_d_ug", to=0.9), {}, "of vitamin_d_ug is unknown"),
    ("a doubled portion", doubled_portion, {}, "Wed sum"),
    ("too many portions", five_portions_too_many, {}, "portion: .* at most"),
    ("grams", changed("days", 0, "meals", 0, "items", 0, "grams", to=1.0), {}, "portion: 1.0 g of"),
    ("too little energy", starved, {}, "Tue energy: .* kcal per kg fat-free mass"),
    ("a low aim", changed("days", 0, "needs", "energy_kcal", "aim", to=1500.0), {}, "Mon energy: 1500 kcal"),
    ("no loading", changed("days", 5, "loading", to=False), {}, "Sat loading: False is printed"),
    ("loading too much", lambda plan: None, {"mass_kg": 44.0}, r"loading: 1\d\.\d+ g of carbohydrate"),
    ("a run past its sweat", flooded_run, {}, "drink: 2600 mL on a run that sweats"),
    ("sweat made up", changed("days", 6, "runs", 0, "sweat_l", to=3.0), {}, "3.000 L of sweat are printed"),
    ("a run that is not there", run_that_is_not_there, {}, "during a run at 16:20, where none is"),
    ("more than 0.8 L an hour", big_glasses, {}, "mL in the hour from minute"),
    ("a flood before the race", flooded_race_morning, {}, "in the four hours before a race"),
    ("no dinner", no_dinner, {}, "Wed meals: breakfast, lunch instead of"),
    ("meals out of order", meals_out_of_order, {}, "Fri meals: not in order of time"),
    ("a gap of dates", changed("days", 3, "date", to="2026-12-01"), {}, "days: not seven consecutive"),
    ("six days", lambda plan: plan["days"].pop(), {}, "days: not seven consecutive"),
    ("no number", changed("days", 0, "totals", "iron_mg", to=float("nan")), {}, "number: .*iron_mg is nan"),
    ("below zero", changed("days", 0, "drinks", 0, "ml", to=-100.0), {}, "number: .* is -100"),
    ("shopping forgotten", lambda plan: plan["shopping"].pop(4), {}, "shopping: 0.0 g of"),
    ("too little bought", changed("shopping", 2, "grams", to=1.0), {}, "shopping: 1.0 g of"),
    ("too few packs", changed("shopping", 0, "pack_g", to=0.5), {}, "hold less than"),
    ("a hard window", changed("days", 1, "needs", "iron_mg", "min", to=35.0), {}, "window: iron_mg of"),
    ("other runs", changed("days", 1, "runs", 0, "km", to=80.0), {}, "Tue runs: not those that were asked"),
    (
        "a pot never cooked",
        changed("days", 3, "meals", 0, "again", to="Mon"),
        {},
        "is from Mon, whose dinner it is not",
    ),
    ("a swap", changed("days", 0, "meals", 0, "swap", to="almonds instead of tofu"), {}, "'almonds' is offered"),
]


@pytest.mark.parametrize(("tamper", "asked", "says"), [case[1:] for case in TAMPERED], ids=[c[0] for c in TAMPERED])
def test_tampering_is_found(good, violations, tamper, asked, says):
    plan = copy.deepcopy(good)
    tamper(plan)
    found = violations(plan, ASKED | asked)
    assert any(re.search(says, line) for line in found), found
