"""What a household asks of its cooking, through whole weeks: pots, minutes, money, dishes kept and never cooked."""

import statistics
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tiny_kitchen import tiny

import fuelplan
from fuelplan.cooking import Cooking, Keep
from fuelplan.errors import InputError, NoPlanError
from fuelplan.inputs import read_request
from fuelplan.kitchen import load_kitchen
from fuelplan.needs import week_needs
from fuelplan.planner.pots import are_cooked
from fuelplan.planner.rules import Window
from fuelplan.planner.second_portions import lunch_of
from fuelplan.planner.week import plan_days, search_week, serve_week
from fuelplan.planner.wishes.week import Candidate
from fuelplan.workflow import plan_request, task_of

START = "2026-11-23"


@pytest.fixture(scope="module")
def kitchen():
    return load_kitchen()


def plan(kitchen, seed=0, rulebook=None, **options):
    request = read_request(**{"km": 60, "start": START, "seed": seed} | options)
    return plan_request(request, kitchen, **({"rulebook": rulebook} if rulebook else {}))


def meals(week, *slots):
    return [(place, meal) for place, day in enumerate(week.days) for meal in day.meals if meal.slot in slots]


def named(kitchen):
    return {dish.name: dish for dish in kitchen.dishes}


@pytest.mark.parametrize("diet", ["omnivore", "vegetarian", "vegan"])
def test_a_second_portion_is_eaten_within_two_days_of_its_dinner(kitchen, diet):
    for seed in range(3):
        week = plan(kitchen, seed, batch=3, diet=diet)
        dinners = dict(meals(week, "dinner"))
        again = [(place, meal) for place, meal in meals(week, "lunch") if meal.again]
        assert 2 <= len(again) <= 3
        assert len({meal.dish for _, meal in again}) == len(again)
        for place, lunch in again:
            evening = next(day for day in range(7) if week.days[day].weekday == lunch.again)
            dinner = dinners[evening]
            rice = any("rice" in item.name.lower() for item in lunch.items)
            assert 1 <= place - evening <= (1 if rice else 2)
            assert dinner.dish == lunch.dish
            assert named(kitchen)[dinner.dish].keeps
            needed = {part.name for part in named(kitchen)[dinner.dish].parts if not part.optional}
            first, second = ({i.food: i.portions for i in m.items if i.part in needed} for m in (dinner, lunch))
            assert first.keys() == second.keys()
            day = week.days[place].weekday
            told = f"cook double: half of it is {day}'s lunch" if first == second else f"cook {day}'s lunch with it"
            assert told in dinner.note
            assert lunch.again in lunch.title and lunch.again in lunch.method
            assert lunch.minutes <= 5


def test_without_batch_nothing_is_eaten_again(week):
    assert not any(meal.again for _, meal in meals(week, "lunch"))


def test_a_first_day_never_eats_from_a_pot(kitchen):
    for seed in range(6):
        assert not any(meal.again for place, meal in meals(plan(kitchen, seed, batch=4), "lunch") if place == 0)


def test_a_day_of_nothing_but_second_portions_that_none_can_cook_makes_a_week_without_them(kitchen):
    """Two days that find a menu only with the same pot's lunch: one of them would eat what nobody cooked."""
    task = task_of(read_request(km=60, weight="70 kg", start="2026-11-23", batch=3), kitchen)
    prepared, pools = search_week(task)
    pools = [list(pool) for pool in pools]
    of_pots = [menu for menu in pools[1] if lunch_of(prepared.days[1], menu, prepared.courses).again]
    assert of_pots
    pools[1] = pools[2] = of_pots[:1]
    planned = serve_week(task, prepared, pools)
    assert [meal.again for _, meal in meals(planned, "lunch")] == [""] * 7


def candidate(pot="", again="", again_days=2):
    facts = {"price": 0.0, "dishes": (), "dinner": "", "cooked": frozenset(), "families": Counter(), "fish": 0}
    facts |= {"main": "", "foods": frozenset(), "packs": {}, "money": 0.0}
    return Candidate(**facts, pot=pot, again=again, again_days=again_days)


@pytest.mark.parametrize(
    ("evening", "lunches", "good"),
    [
        *[(0, {1: 2}, True), (0, {2: 2}, True), (0, {2: 1}, False), (0, {3: 2}, False), (2, {1: 2}, False)],
        (0, {1: 2, 2: 2}, False),
    ],
)
def test_a_pot_is_cooked_before_and_eaten_once_while_it_is_good(evening, lunches, good):
    week = [
        candidate("stew" if day == evening else "", "stew" if day in lunches else "", lunches.get(day, 2))
        for day in range(7)
    ]
    assert are_cooked(week) is good


def weekday_minutes(week):
    return [meal.minutes for place, meal in meals(week, "lunch", "dinner") if place < 5]


def test_a_household_whose_every_dinner_keeps_may_cook_once_and_eat_twice(table):
    foods = dict.fromkeys(("oats", "roll", "stew", "curry", "chilli", "soup", "dal", "ragout", "gumbo"), (300, 2.6))
    slots = ("breakfast", "lunch", *["dinner"] * 7)
    kitchen = tiny(table, foods, [(slot, [([food], (1, 4, 1))]) for slot, food in zip(slots, foods, strict=True)])
    dishes = tuple(replace(dish, keeps="dinner" in dish.slots) for dish in kitchen.dishes)
    request = read_request(km=0, weight=70, start=START, batch=4)
    needs = week_needs(request.athlete, request.week)
    week = plan_days(replace(kitchen.task(), needs=needs, dishes=dishes, cooking=request.cooking))
    dinners = [meal.dish for day in week.days for meal in day.meals if meal.slot == "dinner"]
    assert len(set(dinners)) == 7
    assert sum(bool(meal.again) for day in week.days for meal in day.meals if meal.slot == "lunch") == 4


def test_quick_weekdays_take_fewer_minutes(kitchen):
    usual = [m for seed in range(4) for m in weekday_minutes(plan(kitchen, seed))]
    quick = [m for seed in range(4) for m in weekday_minutes(plan(kitchen, seed, quick=20))]
    assert statistics.mean(quick) <= statistics.mean(usual) - 5
    assert sum(m <= 20 for m in quick) >= 0.8 * len(quick)


def test_a_budget_makes_a_cheaper_week_or_says_that_it_is_passed(kitchen):
    usual = [plan(kitchen, seed) for seed in range(3)]
    cheap = [plan(kitchen, seed, budget=65) for seed in range(3)]
    assert statistics.mean(w.money.amount for w in cheap) < statistics.mean(w.money.amount for w in usual) - 5
    for week in cheap:
        assert any("more than the 65 you set" in warning for warning in week.warnings) == (week.money.amount > 65)


def test_the_money_re_adds_from_the_table(week, rows):
    eaten = [(rows[i.food]["price_per_100g"], i.grams) for day in week.days for meal in day.meals for i in meal.items]
    known = [(float(price), grams) for price, grams in eaten if price]
    assert week.money.amount == pytest.approx(sum(price * grams / 100 for price, grams in known), abs=0.01)
    assert week.money.known == pytest.approx(sum(g for _, g in known) / sum(g for _, g in eaten), abs=0.001)
    assert week.money.currency == "USD"


def test_what_is_kept_is_served_and_what_is_never_cooked_is_not(kitchen):
    week = plan(kitchen, keep="mon breakfast=Overnight oats; Sat dinner=beef bolognese", never="Korean; Split pea soup")
    assert [meal.dish for place, meal in meals(week, "breakfast") if place == 0] == ["Overnight oats"]
    assert [meal.dish for place, meal in meals(week, "dinner") if place == 5] == ["Beef bolognese"]
    cuisines = {named(kitchen)[meal.dish].cuisine for _, meal in meals(week, "breakfast", "lunch", "dinner")}
    assert "Korean" not in cuisines
    assert "Split pea soup" not in {meal.dish for _, meal in meals(week, "lunch", "dinner")}


def test_a_dish_may_be_kept_on_every_day(kitchen):
    week = plan(kitchen, keep="breakfast=Porridge with fruit and seeds")
    assert {meal.dish for _, meal in meals(week, "breakfast")} == {"Porridge with fruit and seeds"}


@pytest.mark.parametrize("price", [3.0, 1000.0])
@pytest.mark.parametrize("kept", ["dish 2", "dish 3"])
def test_what_is_kept_is_served_however_dear_and_though_there_is_one_way_to_make_it(table, kept, price):
    def dear(filling, setting, prices):
        return price if filling.dish.name == kept else 0.0

    book = fuelplan.Rulebook()
    foods = {"plain": (300, 2.6), "other": (300, 2.3)}
    dishes = [(slot, [([food], (1, 4, 1))]) for slot in ("breakfast", "lunch", "dinner") for food in foods]
    task = tiny(table, foods, dishes).task(rulebook=replace(book, dish_wishes=(*book.dish_wishes, dear)))
    (day,) = plan_days(replace(task, cooking=Cooking(keep=(Keep("", "lunch", kept),)))).days
    assert [meal.dish for meal in day.meals if meal.slot == "lunch"] == [kept]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"never": "beef stroganov"}, "did you mean 'Beef stroganoff'?"),
        ({"never": "kale"}, "--avoid keeps foods out"),
        ({"keep": "mon breakfast=Porage"}, "no dish has this name"),
        ({"keep": "mon diner=Beef bolognese"}, "did you mean 'dinner'?"),
        ({"keep": "mon breakfast"}, "mon breakfast=Porridge"),
        ({"keep": "mon breakfast=Beef bolognese"}, "is for dinner, not for breakfast"),
        ({"batch": 9}, "from 0 to 4"),
        ({"batch": "1.5"}, "whole number"),
        ({"quick": "soon"}, "from 5 to 120"),
        ({"budget": -3}, "from 1 to"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_cure(kitchen, options, hint):
    with pytest.raises(InputError, match="--") as caught:
        plan(kitchen, **options)
    assert hint in str(caught.value)


def test_a_dish_that_cannot_be_made_is_told(kitchen):
    with pytest.raises(NoPlanError, match="cannot be made"):
        plan(kitchen, diet="vegan", keep="tue dinner=Beef bolognese")


def test_a_meal_that_is_not_there_cannot_be_kept(kitchen):
    with pytest.raises(NoPlanError, match="There is no Mon after run"):
        plan(kitchen, keep="mon after run=Protein shake")


def test_cooking_is_read_as_it_is_written():
    cooking = read_request(
        km=10, start=START, batch="2", quick="25", budget="50", never=("Soup; Korean",), keep="Tue lunch = Lentil Soup"
    ).cooking
    assert cooking == Cooking(
        batch=2, quick=25.0, budget=50.0, never=("soup", "korean"), keep=(Keep("Tue", "lunch", "lentil soup"),)
    )


def test_functions_of_ones_own_are_rules_and_wishes(kitchen):
    def little_sodium(needs):
        return Window(nutrient="sodium_mg", low=0.0, high=4500.0, says="at most 4.5 g sodium")

    def no_toast(filling, setting, prices):
        return 50.0 if setting.slot == "breakfast" and "oast" in filling.title else 0.0

    book = fuelplan.Rulebook()
    mine = replace(book, rules=(*book.rules, little_sodium), dish_wishes=(*book.dish_wishes, no_toast))
    for seed in range(3):
        week = plan(kitchen, seed, rulebook=mine)
        drunk = [sum(drink.sodium_mg for drink in day.drinks) for day in week.days]
        assert all(
            day.totals["sodium_mg"] - in_bottles <= 4500 + 1e-6
            for day, in_bottles in zip(week.days, drunk, strict=True)
        )
        assert not any("oast" in meal.title for _, meal in meals(week, "breakfast"))


def test_a_rule_nothing_keeps_is_told(kitchen):
    def no_energy(needs):
        return Window(nutrient="energy_kcal", low=0.0, high=100.0, says="at most 100 kcal")

    book = fuelplan.Rulebook()
    with pytest.raises(NoPlanError):
        plan(kitchen, rulebook=replace(book, rules=(*book.rules, no_energy)))


def test_eight_threads_plan_what_one_plans(kitchen):
    asked = [{"seed": seed, "km": 30 + 10 * seed, "batch": seed % 3} for seed in range(8)]
    alone = [fuelplan.to_json(plan(kitchen, **each)) for each in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: fuelplan.to_json(plan(kitchen, **each)), asked))
    assert together == alone


def test_the_choice_is_told_with_its_bound(week):
    assert week.choice.bound <= week.choice.price
    assert 0 <= week.choice.gap <= 0.01
    assert week.choice.menus >= 7
