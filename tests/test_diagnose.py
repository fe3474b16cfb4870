"""Why there is no week: proved by solving, told in sentences whose numbers and advice hold."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tiny_kitchen import tiny

import fuelplan
from fuelplan import Rulebook
from fuelplan.cli import main
from fuelplan.cooking import Cooking, Keep
from fuelplan.errors import NoPlanError
from fuelplan.inputs import read_request
from fuelplan.kitchen import load_kitchen
from fuelplan.planner.diagnosis.elastic import Edge, best_total, clashes, edges_of, kept_together
from fuelplan.planner.diagnosis.loosen import windows_of
from fuelplan.planner.diagnosis.reach import week_reach
from fuelplan.planner.occasions import occasions
from fuelplan.planner.rules import Window, may_eat
from fuelplan.planner.task import at_hand
from fuelplan.planner.week import find_menus, plan_days, prepare
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.workflow import task_of

START = "2026-11-23"
MEALS = ("breakfast", "lunch", "dinner")
INF = float("inf")
VEGAN = ("legume", "soya", "seed", "nut", "cereal", "dried fruit")
VEGAN_IN_PREGNANCY = {"km": 20, "weight": 45, "height": 155, "diet": "vegan", "health": "pregnant 2"}
SMALL = ("soya", "cereal", "fish", "cheese", "fruit", "flatbread", "vegetable", "seed", "potato")


def refused(**options):
    began = time.process_time()
    with pytest.raises(NoPlanError) as caught:
        fuelplan.plan_week(start=START, **options)
    assert time.process_time() - began < 15  # about 1 to 4 s on a quiet machine
    assert caught.value.exit_code == 3
    return caught.value.problems


def own(*windows):
    return replace(Rulebook(), rules=(*Rulebook().rules, *(lambda _, window=window: window for window in windows)))


def words_named(sentence):
    return re.findall(r"([a-z ]+) \((?:reaches )?[\d.]+ mg\)", sentence.partition("Allow ")[2].replace(" or ", ", "))


# What the runner avoids


def test_a_vegan_who_avoids_what_holds_iron_is_told_which_word_to_allow_again():
    problems = refused(avoid=", ".join(VEGAN), **VEGAN_IN_PREGNANCY)
    assert all("reaches 27 mg of iron without legume, soya" in problem for problem in problems)
    named = [{word.strip() for word in words_named(problem)} for problem in problems]
    helpful = set.intersection(*named)
    assert "legume" in helpful
    for word in helpful:
        rest = ", ".join(other for other in VEGAN if other != word)
        assert fuelplan.plan_week(start=START, avoid=rest, **VEGAN_IN_PREGNANCY).days
    unhelpful = set(VEGAN) - set.union(*named)
    assert "nut" in unhelpful
    refused(avoid=", ".join(other for other in VEGAN if other != "nut"), **VEGAN_IN_PREGNANCY)


def test_a_small_runner_is_told_what_one_day_of_their_energy_cannot_hold():
    options = {"km": 48, "weight": 53, "diet": "pescatarian", "seed": 114}
    (problem,) = refused(avoid=", ".join(SMALL), iron_cap=24, **options)
    best = float(re.search(r"at best it is ([\d.]+) mg", problem)[1])
    assert best < 18 and "no menu of up to 2315 kcal" in problem
    for word in words_named(problem):
        rest = ", ".join(other for other in SMALL if other != word.strip())
        assert fuelplan.plan_week(start=START, avoid=rest, iron_cap=24, **options).days


def test_where_no_meal_is_left_words_that_bring_one_are_named():
    words = ["bread", "flatbread", "oats", "cereal", "grain", "pasta", "potato", "milk", "egg", "gluten", "noodle",
             "rice", "legume", "tofu", "vegetable"]  # fmt: skip
    *meals, advice = refused(km=60, avoid=",".join(words))
    assert meals[0].startswith("No lunch can be made") and "avoid fewer" in meals[0]
    named = re.search(r"llow ([\w ,]+?) again", advice)[1]
    allowed = {word for word in words if re.search(rf"\b{word}\b", named.split(" or ")[0])}
    assert allowed
    assert fuelplan.plan_week(km=60, avoid=",".join(set(words) - allowed), start=START).days


# Ceilings, energy, own rules


def test_a_ceiling_on_the_floor_names_the_least_that_works():
    (problem,) = refused(km=100, weight=110, iron_cap=18)
    assert "iron stays under 18 mg or passes 18 mg, and we found nothing between" in problem
    cap = float(re.search(r"Raise --iron-cap to ([\d.]+)\.", problem)[1])
    assert 18 < cap <= 36
    assert fuelplan.plan_week(km=100, weight=110, iron_cap=cap, start=START).days


def test_energy_out_of_reach_is_told_in_kcal_and_kilometres():
    """180 kg: the largest meals are re-added here from the dishes; a kilometre less saves 180 kcal."""
    (problem,) = refused(km=300, weight=180)
    assert (
        problem.startswith("Mon, Tue, Wed, Thu, Fri, Sat: health asks for at least 10897 kcal")
        and "plan fewer kilometres" in problem
    )
    best = int(re.search(r"come to (\d+) kcal", problem)[1])
    assert best == int(largest_day(km=300, weight=180))
    told = re.search(r"That is (\d+) kcal too much for one day, or about (\d+) km of its running at 180 kg", problem)
    short, far = map(int, told.groups())
    assert short == pytest.approx(10897 - best, abs=1)
    assert short / 180 <= far <= 1 + 2 * short / 180


def largest_day(**options):
    kitchen, request = load_kitchen(), read_request(start=START, **options)
    task = task_of(request, kitchen)
    monday = task.needs[0]
    foods = [food for food in kitchen.table if may_eat(food, request.athlete)]
    most = {}
    for dish in kitchen.dishes:
        kcal = 0.0
        for part in dish.parts:
            fill = [f for f in foods if (f.in_place_of or f.id) in part.foods or f.roles & set(part.roles)]
            fill = [f for f in fill if f.portions_max >= max(part.least, part.step)]
            fill = [f for f in fill if f.everyday] or fill
            steps = [int((min(part.most, f.portions_max) - part.least) / part.step + 1e-9) for f in fill]
            each = [
                (part.least + n * part.step) * f.portion_g / 100 * kitchen.table.composition[f.index][0]
                for n, f in zip(steps, fill, strict=True)
            ]
            kcal += max(each, default=0.0 if part.optional else -INF)
        for slot in dish.slots:
            most[slot] = max(most.get(slot, 0.0), kcal)
    eaten = week_reach(task)[0].fixed[0]
    return eaten + sum(most[o.slot] for o in occasions(monday.training, monday.windows["energy_kcal"].aim))


def test_a_race_that_no_day_can_feed_is_left_to_a_dietitian():
    """100 km at 70 kg would fit into a day of nothing but the largest portions, which nobody eats around a race."""
    (problem,) = refused(km=60, race="sun 100 10:00")
    needed, best = map(int, re.search(r"at least (\d+) kcal with a race .* comes to (\d+) kcal", problem).groups())
    assert best < needed and "sports dietitian over several days" in problem
    assert "up to about 60 km" in problem
    assert fuelplan.plan_week(km=60, race="sun 60 6:30", start=START).days


def test_an_own_rule_nobody_can_keep_is_quoted_with_how_far_it_has_to_give_way():
    def book(low):
        return own(Window(nutrient="fibre_g", low=low, high=INF, says="a mountain of fibre"))

    (problem,) = refused(km=60, rulebook=book(300.0))
    assert "your own rule 'a mountain of fibre' asks for at least 300 g of fibre" in problem
    most = int(re.search(r"asks for no more than (\d+) g of fibre", problem)[1])
    assert not any("at best" in p and "a menu comes to" in p and "your own" in p
                   for p in problems_of(km=60, rulebook=book(float(most))))  # fmt: skip
    assert problems_of(km=60, rulebook=book(most + 1.5))


def problems_of(**options):
    """Return what the solver's relaxation says of each day; nothing where it finds no clash."""
    rulebook = options.pop("rulebook")
    task = task_of(read_request(start=START, **options), load_kitchen(), rulebook)
    days = zip(week_reach(task), task.needs, strict=True)
    return [str(clash) for reach, needs in days for clash in clashes(reach, windows_of(task, needs))]


def test_a_rule_against_itself_is_told():
    (problem,) = refused(km=60, rulebook=own(Window(nutrient="protein_g", low=100, high=90, says="upside down")))
    assert "'upside down' asks for at least 100 g of protein and at most 90 g of protein at once" in problem


def test_rules_that_clash_only_together_are_told_with_what_each_leaves_of_the_other(table):
    """100 kcal and 1 mg of iron a portion: 30 portions are health's energy, and 30 mg; the ceiling is 24."""
    kitchen = tiny(table, {"plain": (100, 1.5)}, [(slot, [(["plain"], (1, 20, 1))]) for slot in MEALS])
    (problem,) = told(kitchen.task(iron_cap=24))
    floor = kitchen.task().rulebook.rules[1](kitchen.task().needs[0]).low
    iron, energy = map(float, re.search(r"at least ([\d.]+) mg of iron, .* comes to ([\d.]+) kcal", problem).groups())
    assert iron == pytest.approx(floor * 0.015, abs=0.1) and energy == pytest.approx(1600, abs=1)
    assert "Raise --iron-cap to" in problem
    cap = float(re.search(r"--iron-cap to ([\d.]+)\.", problem)[1])
    assert plan_days(kitchen.task(iron_cap=cap)).days


def test_another_diet_is_mentioned_only_where_nothing_else_helps(table):
    foods = {"plain": (300, 0.5), "steak": (250, 4.0, "omnivore", "red meat")}
    kitchen = tiny(table, foods, [(slot, [(["plain", "steak"], (1, 6, 1))]) for slot in MEALS])
    (problem,) = told(kitchen.task(diet="vegan"))
    assert re.search(r"Only for you to know: an omnivore week would reach 36\.0 mg of iron", problem)
    (problem,) = told(kitchen.task(diet="omnivore", avoid="red meat"))
    assert "Allow red meat (reaches" in problem and "Only for you" not in problem


def told(task):
    with pytest.raises(NoPlanError) as caught:
        plan_days(task)
    return caught.value.problems


def test_a_kept_dish_that_stands_in_the_way_is_named(table):
    foods = {"plain": (300, 0.5), "beans": (300, 3.0)}
    kitchen = tiny(table, foods, [(slot, [([food], (1, 4, 1))]) for slot in MEALS for food in foods])
    names = {slot: next(d.name for d in kitchen.dishes if slot in d.slots) for slot in MEALS}
    kept = Cooking(keep=tuple(Keep("", slot, name) for slot, name in names.items()))
    (problem,) = told(replace(kitchen.task(), cooking=kept))
    assert "at best it is 6.0 mg" in problem  # 12 portions of 0.5 mg
    assert "Without --keep 'dish 0', 'dish 2' and 'dish 4' it can be done." in problem
    assert plan_days(kitchen.task()).days


# The exact search


def test_a_menu_that_sampling_misses_is_found(table):
    """Sixty breakfasts, lunches and dinners, one of each with 6.5 mg of iron: one menu in 216 000 keeps the floor."""
    foods = {f"food{n}": (400 + n, 6.5 if n == 41 else 0.5) for n in range(60)}
    dishes = [(slot, [([name], (1, 3, 1) if name != "food41" else (1, 1, 1))]) for slot in MEALS for name in foods]
    kitchen = tiny(table, foods, dishes)
    task = kitchen.task()
    task = replace(task, needs=(replace(task.needs[0], exercise_kcal=-400.0),))  # 1300 kcal are enough for health
    foods_at_hand, wants = at_hand(task)
    prepared = prepare(task, foods_at_hand, wants)
    assert find_menus(prepared.days, prepared.courses, task.seed) == [[]]
    (day,) = plan_days(task).days
    assert day.totals["iron_mg"] == pytest.approx(19.5)


@st.composite
def kitchens(draw):
    count = draw(st.integers(3, 6))
    kcal, iron = st.integers(60, 420), st.integers(0, 60)
    foods = {f"food{n}": (draw(kcal), draw(iron) / 10) for n in range(count)}
    part = st.tuples(
        st.lists(st.sampled_from(sorted(foods)), min_size=1, max_size=2, unique=True),
        st.sampled_from([(1, 3, 1), (2, 4, 2), (0, 2, 1), (1, 1, 1)]),
    )
    dish = st.lists(part, min_size=1, max_size=2).filter(lambda parts: parts[0][1][0] > 0)
    dishes = [(slot, draw(dish)) for slot in MEALS for _ in range(draw(st.integers(1, 2)))]
    return foods, dishes


@given(kitchens())
def test_no_menu_is_missed_and_none_is_denied(table, drawn):
    """Every menu tried by hand: what the relaxation calls impossible is, and what is possible is planned."""
    kitchen = tiny(table, *drawn)
    try:
        menus = kitchen.menus()
    except (ValueError, IndexError):
        return
    task = kitchen.task()
    if menus.size == 0 or week_reach(task)[0].missing:
        return
    energy, iron = menus.T
    floor = task.rulebook.rules[1](task.needs[0]).low
    most = 1.15 * task.needs[0].windows["energy_kcal"].aim
    kept = (iron >= 18) & (iron <= 36) & (energy >= floor) & (energy <= most)
    with_room = (iron >= 18.02) & (iron <= 35.96) & (energy >= 1.0011 * floor) & (energy <= 0.9989 * most)
    reach, edges = week_reach(task)[0], edges_of(windows_of(task, task.needs[0]))
    assert kept_together(reach, edges) or not kept.any()
    try:
        assert 18 <= plan_days(task).days[0].totals["iron_mg"] <= 36
    except NoPlanError as reason:
        assert not with_room.any() and len(str(reason)) > 40
    iron_edge = next(edge for edge in edges if edge.window.nutrient == "iron_mg" and edge.sign > 0)
    assert best_total(reach, iron_edge, [iron_edge]) >= iron.max() - 1e-6
    others = [edge for edge in edges if edge.window.nutrient == "energy_kcal"]
    allowed = (energy >= floor) & (energy <= most)
    if allowed.any():
        assert best_total(reach, iron_edge, others) >= iron[allowed].max() - 1e-4


def test_the_relaxation_goes_as_far_as_mixtures_do():
    """Two menus mixed half and half: no more is promised than a mixture holds, and no less."""
    rng = np.random.default_rng(3)
    task = task_of(read_request(km=60, start=START), load_kitchen())
    reach = week_reach(task)[0]
    menus = [reach.farthest(rng.normal(size=len(NUTRIENTS))) for _ in range(40)]
    for a, b in zip(menus[::2], menus[1::2], strict=True):
        middle = (a + b) / 2
        held = [Window(nutrient=n, low=float(middle[NUTRIENTS.index(n)]) - 1e-3,
                       high=float(middle[NUTRIENTS.index(n)]) + 1e-3, says=n)
                for n in ("energy_kcal", "iron_mg", "carbohydrate_g")]  # fmt: skip
        assert kept_together(reach, edges_of(held))
    beyond = Window(nutrient="iron_mg", low=float(max(menu[5] for menu in menus)) + 500, high=INF, says="")
    assert not kept_together(reach, [Edge(beyond, 1)])


# The command line


def test_nothing_is_written_when_there_is_no_week(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["make", "--km", "300", "--weight", "180", "--start", START])
    assert result.exit_code == 3
    assert "plan fewer kilometres" in result.output
    assert not list(tmp_path.iterdir())


def test_the_same_refusal_twice():
    assert refused(km=100, weight=110, iron_cap=18) == refused(km=100, weight=110, iron_cap=18)
