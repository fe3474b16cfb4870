"""A week that is far too full: two runs and nine meals a day, long names, every awkward character."""

from __future__ import annotations

import dataclasses

from sample_week import RACE_NOTES, race_of, run, sample_day, sample_week

from fuelplan.weekplan import DayPlan, Drink, Formula, Meal, Portion, ShoppingItem, Step, StrengthPlan, WeekPlan

SLOTS = (
    ("before run", "06:15"),
    ("during run", "07:30"),
    ("after run", "08:40"),
    ("breakfast", "09:15"),
    ("morning snack", "10:45"),
    ("lunch", "13:00"),
    ("afternoon snack", "16:00"),
    ("dinner", "20:00"),
    ("evening snack", "22:00"),
)
TITLES = (
    "Kasza gryczana z gulaszem wołowym, pieczarkami i ogórkiem kiszonym",
    "Phở bò tái với bánh phở, húng quế, giá đỗ và nước mắm nhĩ",
    "<b>Ben & Jerry's</b> style frozen yogurt with ½ cup of raspberries → at 20 ℃",
    "Zupa żurek na zakwasie z jajkiem, kiełbasą i chlebem żytnim pełnoziarnistym",
    "Bún chả Hà Nội với thịt nướng, rau sống và đồ chua",
)
NAMES = (
    "Kasza gryczana niepalona, gotowana na sypko",
    "Húng quế tươi, lá nguyên, rửa sạch",
    "Ben & Jerry's <b>",
    "H₂O ≥ 99 % ✓ ☐ from the tap → glass",
    "Żółty ser długo dojrzewający",
    "Đậu phụ chiên giòn",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbrot, ½ sliced",
)


def _meal(index: int, day: int) -> Meal:
    slot, time = SLOTS[index]
    count = 5 + (index + day) % 3
    items = tuple(
        Portion(
            food=f"f{i}",
            name=NAMES[(i + day) % 7],
            grams=85.0 + i,
            portions=1.5,
            portion_name="1 cup",
            amount="1½ cups",
        )
        for i in range(count)
    )
    return Meal(
        slot=slot,
        time=time,
        dish="X",
        title=TITLES[(index + day) % len(TITLES)],
        items=items,
        minutes=25,
        method=("Boil & stir <i>gently</i> at 90 ℃ until soft; rest for ten minutes, then serve with the herbs."),
        swap="any other <font color=red>grain</font>",
        note="vitamin C ≥ 50 mg helps the iron",
    )


def crowded_day(index: int) -> DayPlan:
    """Two runs, nine meals of five to seven foods, a dozen drinks."""
    drinks = tuple(
        Drink(time=f"{6 + i:02d}:30", ml=250, what="water" if i % 3 else "isotonic drink", why="between meals")
        for i in range(12)
    )
    return dataclasses.replace(
        sample_day(index),
        runs=(dataclasses.replace(run(12, "tempo"), climb_m=1250.0), run(8, "recovery", "18:00")),
        strength=(StrengthPlan(start="13:00", minutes=45.0, energy_kcal=180.0),) * (1 + index % 2),
        loading=True,
        meals=tuple(_meal(i, index) for i in range(len(SLOTS))),
        drinks=drinks,
        drink_ml=3000.0,
        notes=("Two runs <today> & little time: cook yesterday.",),
    )


def _ultra_day(index: int) -> DayPlan:
    """A hundred kilometres after a morning jog, every mark with three things to eat, every step a long one."""
    day = crowded_day(index)
    ultra = dataclasses.replace(run(100, "race", "08:00"), minutes=721.5, climb_m=3450.0, sodium_mg_per_l=690.0)
    race = race_of(ultra, 1, ("2 gels + 15 g jelly sweets + 1 date", "4 chews + 1 date"), 5.0)
    steps = tuple(Step(time=f"{6 + i:02d}:15", what=TITLES[i % 5]) for i in range(16))
    race = dataclasses.replace(race, timetable=race.timetable + steps, notes=RACE_NOTES * 2)
    return dataclasses.replace(day, runs=(run(3, "easy", "06:00"), ultra), race=race)


def crowded_week() -> WeekPlan:
    """The fullest week anyone could ask for."""
    week = sample_week()
    more = tuple(
        ShoppingItem(food=f"x{i}", buy_as=f"{NAMES[i % 7]} {i}", grams=90.0 * i, aisle="tins & jars") for i in range(60)
    )
    return dataclasses.replace(
        week,
        days=(*(crowded_day(i) for i in range(6)), _ultra_day(6)),
        formulas=(*week.formulas, Formula(topic="x", text="W & <b> " * 40, references=("iom2001", "sawka2007"))),
        shopping=week.shopping + more,
        warnings=("Too <b>much</b> & too soon.", "Iron ≥ 18 mg only just."),
        athlete={"mass_kg": 70.5, "diet": "omnivore <b>&", "km_per_week": 140},
    )
