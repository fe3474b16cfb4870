"""Finished weeks for tests of what is printed: an ordinary one and one with a race."""

from __future__ import annotations

import dataclasses

from sample_meals import DISHES, meal, portion

from fuelplan.weekplan import (
    Cause,
    Citation,
    DayPlan,
    Drink,
    Formula,
    Need,
    RacePlan,
    RunPlan,
    ShoppingItem,
    Split,
    Step,
    StrengthPlan,
    WeekPlan,
)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def run(km: float, kind: str, start: str = "07:00", temperature: float = 18.0) -> RunPlan:
    """A run with plausible sweat."""
    minutes = km * (5.0 if kind == "tempo" else 6.0)
    sweat = 0.8 * minutes / 60
    drink = 0.0 if minutes <= 60 else 0.45 * minutes / 60
    return RunPlan(
        km=km,
        minutes=minutes,
        start=start,
        kind=kind,
        temperature_c=temperature,
        humidity=0.6,
        sweat_l=sweat,
        sweat_low_l=sweat * 0.85,
        sweat_high_l=sweat * 1.5,
        drink_l=drink,
        carbohydrate_g=30.0 * minutes / 60 if minutes > 75 else 0.0,
        loss_percent=(sweat - drink) / 0.7,
        sodium_mg_per_l=500.0 if minutes > 120 else 0.0,
        notes=("Carry the gel with water, not with a sports drink.",) if minutes > 120 else (),
    )


def _needs(km: float) -> dict[str, Need]:
    energy = 2608 + 70 * km
    return {
        "energy_kcal": Need(min=energy * 0.97, aim=energy, max=energy * 1.03, hard=True),
        "carbohydrate_g": Need(min=280 + 11 * km, aim=300 + 11 * km, max=420 + 11 * km, hard=True),
        "protein_g": Need(min=84, aim=119, max=154, hard=True),
        "fat_g": Need(min=58, aim=95, max=117),
        "fibre_g": Need(min=25, aim=37, max=70),
        "iron_mg": Need(min=18, aim=21.4, max=36, hard=True),
        "calcium_mg": Need(min=800, aim=1000, max=2500),
    }


def _drinks(first: RunPlan | None) -> tuple[Drink, ...]:
    drinks = [
        Drink(time="06:30", ml=400, what="water", why="before the run"),
        Drink(time="09:00", ml=500, what="water", why="after the run"),
        Drink(time="10:30", ml=200, what="coffee", why="between meals"),
        Drink(time="12:30", ml=400, what="water", why="with lunch"),
        Drink(time="16:00", ml=300, what="water", why="with the snack"),
        Drink(time="19:00", ml=400, what="water", why="with dinner"),
    ]
    if first is None:
        return tuple(drinks[2:])
    if first.drink_l:
        during = Drink(
            time="07:20",
            ml=round(first.drink_l * 1000),
            what="sports drink",
            why="during the run",
            sodium_mg=first.drink_l * 500,
            carbohydrate_g=first.drink_l * 60,
        )
        drinks.insert(1, during)
    return tuple(drinks)


WEEK: tuple[tuple[RunPlan | None, str, str, str], ...] = (
    (run(8, "easy"), "Porridge", "Lentil", "Beef"),
    (run(12, "tempo", temperature=14.0), "Yogurt bowl", "Lentil", "Salmon"),
    (None, "Egg", "Chickpea", "Pasta"),
    (run(12, "easy"), "Porridge", "Chickpea", "Beef"),
    (None, "Yogurt bowl", "Lentil", "Salmon"),
    (run(8, "easy", "09:00"), "Egg", "Chickpea", "Pasta"),
    (run(22, "long", temperature=21.5), "Porridge", "Lentil", "Beef"),
)


def _dish(start: str) -> str:
    return next(title for title in DISHES if title.startswith(start))


def sample_day(index: int) -> DayPlan:
    """Day ``index`` (0 to 6) of the ordinary week."""
    first, breakfast, lunch, dinner = WEEK[index]
    km = first.km if first else 0.0
    meals = [
        meal("breakfast", "08:30", _dish(breakfast)),
        meal("morning snack", "10:30", "Plain yogurt with honey and figs"),
        meal("lunch", "12:30", _dish(lunch)),
        meal("afternoon snack", "16:00", "Oatcakes with peanut butter"),
        meal("dinner", "19:00", _dish(dinner)),
    ]
    if first and km > 8:
        meals.insert(0, meal("before run", "06:30", "Banana"))
    if first and km > 20:
        gel = dataclasses.replace(meal("during run", "08:00", "Banana"), title="Gels", items=(portion("gel", 3),))
        meals.insert(1, gel)
    if index % 2:
        meals.append(meal("evening snack", "21:00", "Dark chocolate and milk"))
    needs = _needs(km)
    totals = {key: need.aim * (0.99 + 0.003 * index) for key, need in needs.items()}
    totals |= {"iron_mg": 19.2 + 1.7 * index, "vitamin_d_ug": 6.0, "water_ml": 1350.0}
    drinks = _drinks(first)
    return DayPlan(
        date=f"2026-11-{23 + index}",
        weekday=WEEKDAYS[index],
        runs=(first,) if first else (),
        needs=needs,
        totals=totals,
        unknown={"vitamin_d_ug": 0.22, "iron_mg": 0.0},
        meals=tuple(meals),
        supplements=(),
        drinks=drinks,
        water_need_ml=2450.0 + 800 * km / 10,
        water_from_food_ml=1350.0,
        drink_ml=sum(d.ml for d in drinks),
        absorbed_iron_mg=2.1,
        energy_availability_kcal_per_kg=46.0,
        notes=("Easy day after the tempo: sleep first.",) if index == 2 else (),
    )


def _shopping() -> tuple[ShoppingItem, ...]:
    aisles = {
        "fruit & vegetables": ("bananas|blueberries|red peppers|carrots|broccoli|new potatoes|spinach|lemons|oranges"),
        "bakery": "wholemeal bread|oatcakes",
        "cereals, grains & pulses": "rolled oats|brown rice, dry|wholemeal pasta, dry",
        "tins & jars": "green lentils, dry|chickpeas, tinned|tinned tomatoes|peanut butter|honey",
        "meat & fish": "lean beef, raw|salmon fillet, raw",
        "dairy & eggs": "semi-skimmed milk|Greek yogurt, full fat|eggs|Parmesan",
        "nuts & dried fruit": "dried figs|walnuts|pumpkin seeds",
        "oils & sauces": "olive oil",
        "drinks": "orange juice|coffee",
        "sports": "energy gels|sports drink powder",
        "snacks": "dark chocolate",
    }
    return tuple(
        ShoppingItem(food=n, buy_as=n, grams=(37.0 * (i + 2) ** 2.2) % 2400 + 20, aisle=aisle, checked=n == "honey")
        for aisle, names in aisles.items()
        for i, n in enumerate(names.split("|"))
    )


CAUSES = {
    "Running form": "Nothing on this page can see it. Film one easy kilometre; short steps, quick feet.",
    "Strength work": "Two sessions, each followed by an easy run or rest, never by the tempo.",
    "Overtraining": "60 km, 5 % more than last week; the long run is 35 % of it. No flag.",
    "Too little carbohydrate and iron": "5.6 g/kg on average; iron 19–29 mg on every day, inside 18–36.",
    "Dehydration": "Drinks follow sweat: 2.0–3.1 L a day, never more in a run than it costs.",
    "Too little sleep": "Not planned here: write the hours down. Below seven, cut the tempo, not the meal.",
    "Poor circulation": "Not a question for food: legs that stay cold, swollen or numb belong to a doctor.",
}
CITED = {"Dehydration": ("almond2005", "sawka2007"), "Too little carbohydrate and iron": ("burke2011",)}
FORMULAS = (
    ("energy", "Resting energy after Mifflin and St Jeor: 10 × kg + 6.25 × cm − 5 × years, and −78 when sex is not "
     "given.", ("mifflin1990",)),
    ("energy", "The day: resting energy × 1.6 for a mixed job, plus 1.0 kcal for each kilogram and kilometre run.", ()),
    ("carbohydrate", "Carbohydrate: 4.0 + 0.16 × km grams per kilogram, inside the band for the day's running time.",
     ("burke2011",)),
    ("iron", "Iron: 18 ≤ iron ≤ 36 mg on every day; the aim rises with weekly kilometres.", ("iom2001", "unlisted")),
    ("sweat", "Sweat: fitted to the ACSM 2007 table by mass, speed and warmth; the band is −15 / +50 %.",
     ("sawka2007",)),
    ("drink", "Drinks: 35 ml for each kilogram plus sweat, less the water in the food.", ("sawka2007", "almond2005")),
)  # fmt: skip
REFERENCES = (
    ("mifflin1990", "Mifflin MD, St Jeor ST, et al. A new predictive equation for resting energy "
    "expenditure in "
     "healthy individuals. Am J Clin Nutr 1990; 51: 241–247.", "10.1093/ajcn/51.2.241"),
    ("burke2011", "Burke LM, Hawley JA, Wong SHS, Jeukendrup AE. Carbohydrates for training and competition. "
     "J Sports Sci 2011; 29 Suppl 1: S17–S27.", "10.1080/02640414.2011.585473"),
    ("sawka2007", "Sawka MN, Burke LM, et al. Exercise and fluid replacement. Med Sci Sports Exerc 2007; 39: "
     "377–390.", "10.1249/mss.0b013e31802ca597"),
    ("almond2005", "Almond CSD, et al. Hyponatremia among runners in the Boston Marathon. N Engl J "
    "Med 2005; 352: "
     "1550–1556.", "10.1056/NEJMoa043901"),
    ("iom2001", "Institute of Medicine. Dietary reference intakes for iron. National Academies "
    "Press 2001.", ""),
)  # fmt: skip


def sample_week() -> WeekPlan:
    """An ordinary week: 62 km, 70 kg, five runs, six meals a day."""
    return WeekPlan(
        fuelplan="0.1.0",
        seed=0,
        athlete={"mass_kg": 70, "diet": "omnivore", "km_per_week": 62, "sex": None, "age": 35},
        assumptions=(
            "weight 70 kg",
            "age 35",
            "height 180 cm",
            "job: mixed",
            "18 °C and 60 % humidity",
            "runs at 07:00",
        ),
        days=tuple(sample_day(i) for i in range(7)),
        shopping=_shopping(),
        warnings=("The long run is 35 % of the week: keep it easy.",),
        causes=tuple(Cause(name=name, says=says, references=CITED.get(name, ())) for name, says in CAUSES.items()),
        references=tuple(Citation(key=key, text=text, doi=doi) for key, text, doi in REFERENCES),
        formulas=tuple(Formula(topic=topic, text=text, references=keys) for topic, text, keys in FORMULAS),
    )


MARATHON = dataclasses.replace(
    run(42.195, "race", "09:00"),
    minutes=225.0,
    sweat_l=3.51,
    sweat_low_l=2.98,
    sweat_high_l=5.26,
    drink_l=2.13,
    carbohydrate_g=261.0,
    loss_percent=1.97,
    sodium_mg_per_l=690.0,
    climb_m=120.0,
)
TIMETABLE = (
    ("05:40", "Wake up; toilet, then the scales for your log"),
    ("06:00", "Race breakfast: Porridge with blueberries and pumpkin seeds; 98 g carbohydrate (1.4 g/kg), 172 g "
     "(2.5 g/kg) with what follows. Advised: 1–4 g/kg, about 3.0 at this hour"),
    ("07:00", "Drink 350 ml water (advised: 350–700 ml (5–10 ml/kg) in the 2–4 h ahead)"),
    ("08:00", "Caffeine, if you like and only if you are used to it: 200 mg, about two cups of coffee"),
    ("08:35", "Last toilet, then 5 min of easy jogging; the first kilometres are the warm-up"),
    ("09:00", "START: 42.2 km; eat and drink by the table"),
    ("12:45", "FINISH at 3:45:00; keep walking, put on something dry"),
    ("13:05", "After the race: Banana. Aim for 70–84 g (1.0–1.2 g/kg) and 21 g (0.3 g/kg) in the first hour"),
    ("19:00", "Dinner: Beef and broccoli stir-fry with rice"),
    ("22:30", "An early night"),
)  # fmt: skip
RACE_NOTES = (
    "Nothing new today: only food, drink, clothes and shoes you have trained with.",
    "Goal pace 5:20 /km. Start 5–10 s/km slower; whoever passes you in the first kilometres is welcome to.",
    "2.1 L on the way is about 4 bottles of 500 ml or 14 cups: a cup at an aid station holds about 150 ml.",
    "5 °C hotter, at 23 °C, you sweat about 1010 ml an hour, not 940: drink 640 ml an hour instead of 570, and run "
    "slower from the start.",
    "Drink to thirst and never more than you sweat: a race leaves you lighter.",
)


def race_of(first: RunPlan, place: int, eats: tuple[str, ...], step: float) -> RacePlan:
    """A race plan with a mark every ``step`` km, ``eats`` in turn at them."""
    marks = [step * n for n in range(1, int((first.km - 1) / step) + 1)] + [first.km]
    start = int(first.start[:2]) * 60
    minutes = [first.minutes * mark / first.km for mark in marks]
    return RacePlan(
        run=place,
        timetable=tuple(Step(time=time, what=what) for time, what in TIMETABLE),
        splits=tuple(
            Split(
                km=mark,
                clock=f"{int(start + minute) // 60 % 24:02d}:{int(start + minute) % 60:02d}",
                elapsed_min=minute,
                drink_ml=250.0,
                eat=eats[index % len(eats)],
                carbohydrate_g=29.0,
            )
            for index, (mark, minute) in enumerate(zip(marks, minutes, strict=True))
        ),
        drink_ml_per_hour=568.0,
        carbohydrate_g_per_hour=69.6,
        sodium_mg_per_hour=192.0,
        notes=RACE_NOTES,
    )


def race_week() -> WeekPlan:
    """The ordinary week with strength on Tuesday, two days of loading and a marathon on Sunday."""
    week = sample_week()
    days = list(week.days)
    session = StrengthPlan(start="18:00", minutes=45.0, energy_kcal=180.0)
    days[1] = dataclasses.replace(days[1], strength=(session,))
    for index in (4, 5):
        note = "Loading for the race: white bread, rice and juice on purpose."
        days[index] = dataclasses.replace(days[index], loading=True, notes=(note,))
    race = race_of(MARATHON, 0, ("1 gel", "1 gel", ""), 5.0)
    days[6] = dataclasses.replace(days[6], runs=(MARATHON,), race=race)
    return dataclasses.replace(week, days=tuple(days))
