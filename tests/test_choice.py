"""The choice of a week: its wishes worked out by hand, and the exact choice against trying every week there is."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.cooking import Cooking
from fuelplan.planner.choose import choose_week
from fuelplan.planner.rulebook import SHIPPED
from fuelplan.planner.wishes import week as wishes
from fuelplan.planner.wishes.price_list import PRICES
from fuelplan.planner.wishes.week import Candidate, Limit, WeekMenus

NAMES = ("stew", "curry", "pie", "soup")


def menu(price, dinner="stew", **facts):
    return Candidate(price=price, **{"dishes": (dinner,), "dinner": dinner} | facts)


def week_of(*pools, cooking=Cooking(), most=7):  # noqa: B008 (frozen)
    dishes = {dish for pool in pools for each in pool for dish in each.dishes}
    return WeekMenus.of(pools, dict.fromkeys(dishes, most), cooking)


def paid(wish, menus, cooking=Cooking()):  # noqa: B008 (frozen)
    """What one wish costs a week of these menus, straight from its limits."""
    total = 0.0
    for limit in wish(week_of(*([each] for each in menus), cooking=cooking), PRICES):
        furthest = max(sum(row.values()) - limit.most for row in limit.rows)
        total += limit.price * max(0.0, furthest)
    return total


def test_a_dinner_again_costs_once_each_time():
    assert paid(wishes.no_dinner_twice, [menu(0, name) for name in NAMES]) == 0
    week = [menu(0, "stew"), menu(0, "pie"), menu(0, "stew"), menu(0, "stew")]
    assert paid(wishes.no_dinner_twice, week) == 2 * PRICES.dinner_again


def test_a_main_ingredient_may_come_twice_running_at_a_price_and_thrice_at_a_high_one():
    beef, fish = menu(0, "a", main="beef"), menu(0, "b", main="salmon")
    assert paid(wishes.another_main_than_yesterday, [beef, fish, beef, fish]) == 0
    assert paid(wishes.another_main_than_yesterday, [beef, beef, fish]) == PRICES.same_main_next_day
    assert paid(wishes.a_main_twice_running_at_most, [beef, beef, fish, beef]) == 0
    assert paid(wishes.a_main_twice_running_at_most, [beef, beef, beef]) == PRICES.same_main_thrice
    assert paid(wishes.another_main_than_yesterday, [menu(0, "c"), menu(0, "d")]) == 0


def test_a_dish_cooked_on_two_days_running_costs():
    soup, pie = menu(0, "pie", cooked=frozenset({"soup", "pie"})), menu(0, "stew", cooked=frozenset({"stew"}))
    assert paid(wishes.no_dish_two_days_running, [soup, pie, soup]) == 0
    assert paid(wishes.no_dish_two_days_running, [soup, soup, pie]) == 2 * PRICES.same_dish_next_day


def test_near_twins_keep_a_day_apart_and_come_twice_a_week():
    twin, other = menu(0, "a", families={"noodle soup": 1}), menu(0, "b")
    assert paid(wishes.near_twins_apart, [twin, other, twin, other]) == 0
    assert paid(wishes.near_twins_apart, [twin, twin, other]) == PRICES.same_family_next_day
    assert paid(wishes.near_twins_apart, [twin, other, twin, other, twin]) == PRICES.same_family_thrice
    both = menu(0, "c", families={"noodle soup": 2})
    assert paid(wishes.near_twins_apart, [both, other, other]) == PRICES.same_family_next_day


def test_fish_is_missed_only_by_those_who_have_some():
    fish, other = menu(0, "a", fish=1), menu(0, "b")
    assert paid(wishes.fish_twice_a_week, [other] * 7) == 0
    assert paid(wishes.fish_twice_a_week, [fish, *[other] * 6]) == PRICES.fish_missing
    assert paid(wishes.fish_twice_a_week, [fish, other, fish]) == 0
    assert paid(wishes.fish_twice_a_week, [menu(0, "c", fish=2), other]) == 0


def test_a_food_may_come_on_four_days():
    assert paid(wishes.foods_on_few_days, [menu(0, foods=frozenset({"rice"}))] * 4) == 0
    week = [menu(0, foods=frozenset({"rice"}))] * 6
    assert paid(wishes.foods_on_few_days, week) == 2 * PRICES.food_over_weekly_use


def test_what_is_left_of_an_opened_pack_costs_its_share():
    once = [menu(0, packs={"spinach": 0.4}), menu(0)]
    assert paid(wishes.packs_used_up, once) == pytest.approx(0.6 * PRICES.pack_left_over)
    twice = [menu(0, packs={"spinach": 0.4}), menu(0, packs={"spinach": 0.5})]
    assert paid(wishes.packs_used_up, twice) == pytest.approx(0.1 * PRICES.pack_left_over)
    used_up = [menu(0, packs={"spinach": 0.6}), menu(0, packs={"spinach": 0.6})]
    assert paid(wishes.packs_used_up, used_up) == 0


def test_money_costs_beyond_the_budget():
    week = [menu(0, money=10.0), menu(0, money=12.5)]
    assert paid(wishes.within_budget, week) == 0
    assert paid(wishes.within_budget, week, Cooking(budget=20.0)) == pytest.approx(2.5 * PRICES.over_budget)
    assert paid(wishes.within_budget, week, Cooking(budget=22.5)) == 0


def test_a_second_portion_needs_an_evening_before_it():
    pot, lunch, other = menu(0, "stew", pot="stew"), menu(0, "pie", again="stew"), menu(0, "curry")
    batch = Cooking(batch=1)
    assert paid(wishes.cook_once_eat_twice, [pot, lunch, other], batch) == 0
    assert paid(wishes.cook_once_eat_twice, [pot, other, lunch], batch) == 0
    assert paid(wishes.cook_once_eat_twice, [pot, other, other], batch) == PRICES.pot_not_shared
    assert paid(wishes.cook_once_eat_twice, [lunch, pot, other], batch) == wishes.NEVER
    assert paid(wishes.cook_once_eat_twice, [pot, other, other, lunch], batch) == wishes.NEVER
    rice = menu(0, "pie", again="stew", again_days=1)
    assert paid(wishes.cook_once_eat_twice, [pot, other, rice], batch) == wishes.NEVER
    assert paid(wishes.cook_once_eat_twice, [pot, lunch, lunch], batch) >= wishes.NEVER


def test_the_choice_pays_for_variety_when_it_is_cheap():
    pools = [[menu(1.0, "stew"), menu(1.5, "curry")], [menu(1.0, "stew"), menu(50.0, "pie")]]
    assert choose_week(week_of(*pools), SHIPPED).picks == (1, 0)


def random_menu(chance):
    name = chance.choice(NAMES)
    return menu(
        chance.random() * 20,
        name,
        main=chance.choice(["", "beef", "beans"]),
        foods=frozenset(chance.sample(["rice", "kale", "tuna", "figs"], 2)),
        packs={chance.choice(["kale", "milk"]): chance.random()},
        money=chance.random() * 10,
        pot=name if chance.random() < 0.5 else "",
    )


def cost_of(menus, cooking):
    return sum(each.price for each in menus) + sum(paid(wish, menus, cooking) for wish in SHIPPED.week_wishes)


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 5))
def test_the_choice_and_its_bound_against_every_week_there_is(seed, size, days):
    chance = random.Random(seed)
    pools = [[random_menu(chance) for _ in range(size)] for _ in range(days)]
    cooking = Cooking(budget=chance.choice([None, 15.0]))
    choice = choose_week(week_of(*pools, cooking=cooking), SHIPPED)
    chosen = [pool[pick] for pool, pick in zip(pools, choice.picks, strict=True)]
    best = min(cost_of(week, cooking) for week in itertools.product(*pools))
    assert choice.price == pytest.approx(cost_of(chosen, cooking))
    assert choice.bound <= best + 1e-6
    assert best - 1e-6 <= choice.price <= best * 1.01 + 1e-6
    assert choice.price == pytest.approx(sum(each.price for each in chosen) + sum(choice.paid.values()), abs=0.01)
    assert 0 <= choice.gap <= 0.01 + 1e-6


def test_a_menu_that_serves_a_dish_twice_enters_its_limit_once():
    """HiGHS corrupts its memory on a matrix row that names a column twice."""
    twice = menu(1.0, dishes=("toast", "toast"))
    limits = list(wishes.dishes_as_often_as_welcome(week_of(*[[twice]] * 7, most=2), PRICES))
    assert limits == [Limit((dict.fromkeys(range(7), 1.0),), 2, PRICES.dish_over_its_weekly_limit)]


def test_a_wish_of_ones_own_decides():
    def no_pie(week, prices):
        yield Limit((dict.fromkeys((n for n, each in enumerate(week.menus) if each.dinner == "pie"), 1.0),), 0, 90.0)

    pools = [[menu(1.0, "pie"), menu(5.0, "curry")]]
    assert choose_week(week_of(*pools), SHIPPED).picks == (0,)
    mine = replace(SHIPPED, week_wishes=(*SHIPPED.week_wishes, no_pie))
    assert choose_week(week_of(*pools), mine).picks == (1,)
