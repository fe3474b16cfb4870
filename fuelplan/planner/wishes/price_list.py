"""What every wish costs, in one table: a week is chosen by what it pays in all.

About one unit is what a runner would put up with to save a small annoyance: a food eaten twice in a day costs 1,
energy 4 % off its aim 1.6. All prices are ours; change one with ``dataclasses.replace``, or leave a wish out with 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields


def _price(amount: float, wish: str, per: str) -> float:
    price: float = field(default=amount, metadata={"wish": wish, "per": per})
    return price


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """One price a field. "of the aim" is paid per unit of it: missing it by 10 % at a price of 3 costs 0.3."""

    energy_outside: float = _price(250.0, "energy within 3 % of the aim", "of the aim outside")
    energy_off_aim: float = _price(3.0, "energy at the aim", "of the aim")
    carbohydrate_outside: float = _price(150.0, "carbohydrate in its band", "of the aim outside")
    carbohydrate_below_aim: float = _price(6.0, "carbohydrate at its aim or above", "of the aim")
    carbohydrate_above_aim: float = _price(1.0, "not far above it", "of the aim")
    loading_below_aim: float = _price(30.0, "a loading day's carbohydrate at its aim", "of the aim")
    protein_outside: float = _price(60.0, "protein between floor and ceiling", "of the aim outside")
    protein_below_aim: float = _price(3.0, "protein near 1.7 g/kg", "of the aim")
    protein_above_aim: float = _price(1.0, "not far above it", "of the aim")
    fat_outside: float = _price(60.0, "fat between 20 and 35 % of energy", "of the aim outside")
    fat_below_aim: float = _price(1.5, "fat at the middle of its window", "of the aim")
    fat_above_aim: float = _price(0.5, "not above it", "of the aim")
    fibre_outside: float = _price(40.0, "fibre of 14 g per 1000 kcal, at most twice that", "of the aim outside")
    fibre_above_aim: float = _price(0.6, "not more than it takes", "of the aim")
    iron_outside: float = _price(200.0, "iron a little inside its hard window", "of the aim outside")
    iron_below_aim: float = _price(15.0, "iron at its aim", "of the aim")
    iron_above_aim: float = _price(1.0, "not far above it", "of the aim")
    micronutrient_short: float = _price(2.5, "each vitamin and mineral at its reference intake", "of the intake")
    vitamin_d_short: float = _price(0.2, "vitamin D, which food hardly holds", "of the intake")
    water_in_food: float = _price(8.0, "food holds at most 55 % of the day's water", "of that share over it")

    meal_size: float = _price(0.4, "a meal as large as its share of the day", "of its energy")
    meal_far_off_size: float = _price(6.0, "within a quarter of it", "of its energy beyond")
    meal_protein_short: float = _price(4.0, "0.25 to 0.3 g/kg of protein in main meals", "of what is asked")
    extra_on_the_table: float = _price(0.06, "no more things on a plate than it takes", "extra")

    fibre_before_run: float = _price(0.25, "little fibre within 3 h before a run", "g over 8")
    fat_before_run: float = _price(0.12, "little fat within 3 h before a run", "g over 15")
    iron_in_poor_hours: float = _price(6.0, "iron when it is absorbed, not 2 to 6 h after a hard run", "of the aim")
    calcium_with_iron: float = _price(0.4, "calcium away from the meals with the day's iron", "165 mg over 165")
    tea_with_iron: float = _price(0.5, "tea, coffee and cocoa away from them", "pair of meals")
    fat_late: float = _price(0.05, "nothing fatty from 21:00", "g over 20")
    energy_late: float = _price(10.0, "nothing large from 21:00", "of the day's energy over a quarter")
    not_carbohydrate: float = _price(6.0, "starch and sugar on loading days and race mornings", "of energy from else")
    not_plain: float = _price(40.0, "a race breakfast of carbohydrate", "of energy under 0.72 from it")
    upsetting: float = _price(5.0, "no beans, shellfish or cabbage then", "meal")
    iron_not_absorbed: float = _price(1.0, "meals that let iron through", "mg of the absorbed-iron score under 2.5")

    same_dish_in_a_day: float = _price(50.0, "no dish twice in a day", "repeat")
    food_again_in_a_day: float = _price(1.0, "a food once a day", "repeat")
    food_thrice_a_day: float = _price(2.0, "at most twice", "use beyond")
    same_main_in_a_day: float = _price(4.0, "another main ingredient at dinner than at lunch", "day")
    pulses_twice_a_day: float = _price(
        2.0, "beans, lentils or chickpeas once a day", "day with them at lunch and dinner"
    )
    same_family_in_a_day: float = _price(5.0, "no near-twins at lunch and dinner, as two noodle soups", "day")
    same_starch_in_a_day: float = _price(
        2.0, "pasta, rice or potatoes at lunch or at dinner", "day with the same at both"
    )
    bread_again: float = _price(1.5, "bread at three meals a day at most", "meal beyond")
    vegetables_short: float = _price(0.8, "300 g of vegetables a day, not before a race", "100 g short")
    wanted_food_left_out: float = _price(1.0, "what is liked or at home", "wanted food missing on a day")

    minute_too_many: float = _price(0.3, "meals that can be cooked in the time there is", "minute over it")
    minute_beyond_quick: float = _price(1.0, "the minutes that --quick allows", "minute over it")
    weekend_dish_on_a_workday: float = _price(5.0, "slow dishes at the weekend", "dish")
    loading_dish_on_another_day: float = _price(10.0, "plain and sweet dishes when loading only", "dish")
    kitchen_at_work: float = _price(2.5, "lunches and snacks that can be carried on working days", "meal that cannot")
    out_of_season: float = _price(0.8, "fruit and vegetables in season", "food")
    dish_out_of_season: float = _price(3.0, "stews in winter, cold noodles in summer", "dish")
    eaten_last_week: float = _price(6.0, "other main dishes than last week's", "dish")
    food_of_last_week: float = _price(0.25, "other foods than last week's, staples apart", "food")

    dinner_again: float = _price(100.0, "no dinner twice in a week", "repeat")
    dish_over_its_weekly_limit: float = _price(12.0, "a dish as often as it is welcome", "time beyond")
    same_dish_next_day: float = _price(5.0, "no lunch or dinner cooked on two days running", "repeat")
    same_family_next_day: float = _price(3.0, "no near-twin of it either", "repeat")
    same_family_thrice: float = _price(4.0, "near-twins twice a week at most", "time beyond")
    fish_missing: float = _price(4.0, "fish twice a week, for those who eat it", "meal missing")
    same_main_next_day: float = _price(6.0, "another main ingredient at dinner than the day before", "repeat")
    same_main_thrice: float = _price(20.0, "at most twice running", "third dinner")
    food_over_weekly_use: float = _price(4.0, "a food on at most four days", "day beyond")
    pack_left_over: float = _price(1.5, "packs of what spoils used up", "pack left over")
    money: float = _price(0.04, "a cheap day", "unit of money")
    money_on_a_budget: float = _price(0.6, "a cheap day, where --budget is given", "unit of money")
    over_budget: float = _price(3.0, "within --budget", "unit of money beyond")
    pot_not_shared: float = _price(20.0, "as many lunches from last night's pot as --batch asks", "lunch missing")
    pot_too_often: float = _price(4.0, "not more than that", "lunch beyond")


def as_markdown(prices: PriceList) -> str:
    """Return the price list as the README prints it: a wish and its price a row."""
    return "\n".join(["| wish | price | per |", "|---|---|---|", *_rows(prices)])


def _rows(prices: PriceList) -> Iterator[str]:
    for each in fields(prices):
        yield f"| {each.metadata['wish']} | {getattr(prices, each.name):g} | {each.metadata['per']} |"


PRICES = PriceList()
