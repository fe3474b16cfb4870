"""Foods and dishes of the sample weeks."""

from __future__ import annotations

from fuelplan.weekplan import Meal, Portion

# name | measure | plural | grams of one
FOODS = {
    "oats": "Rolled oats|½ cup|cups|40",
    "milk": "Semi-skimmed milk|1 cup|cups|244",
    "blueberries": "Blueberries|½ cup|cups|74",
    "pumpkin": "Pumpkin seeds|1 tbsp|tbsp|9",
    "juice": "Orange juice|1 glass|glasses|200",
    "banana": "Banana|1 medium|medium|118",
    "bread": "Wholemeal bread|1 slice|slices|40",
    "egg": "Boiled egg|1 egg|eggs|50",
    "peanut": "Peanut butter|1 tbsp|tbsp|16",
    "honey": "Honey|1 tsp|tsp|7",
    "lentils": "Green lentils, cooked|1 cup|cups|198",
    "pepper": "Red pepper, raw|½ pepper|peppers|60",
    "carrot": "Carrots, cooked|½ cup|cups|78",
    "oil": "Olive oil|1 tsp|tsp|4.5",
    "yogurt": "Greek yogurt, full fat|¾ cup|cups|180",
    "figs": "Dried figs|1 fig|figs|8.4",
    "walnuts": "Walnuts|2 tbsp|tbsp|15",
    "beef": "Lean beef, stir-fried|30 g|g|30",
    "broccoli": "Broccoli, cooked|½ cup|cups|78",
    "rice": "Brown rice, cooked|½ cup|cups|98",
    "salmon": "Salmon, baked|30 g|g|30",
    "potato": "New potatoes, boiled|1 medium|medium|110",
    "spinach": "Spinach, wilted|½ cup|cups|90",
    "pasta": "Wholemeal pasta, cooked|½ cup|cups|70",
    "tomato": "Tinned tomatoes|½ cup|cups|120",
    "cheese": "Parmesan|1 tbsp|tbsp|5",
    "chickpeas": "Chickpeas, tinned|½ cup|cups|82",
    "gel": "Energy gel|1 gel|gels|40",
    "choc": "Dark chocolate|1 square|squares|10",
    "oatcake": "Oatcakes|1 oatcake|oatcakes|12",
}
# title = minutes | foods and portions | method | swap | note
DISHES = {
    "Porridge with blueberries and pumpkin seeds": (
        "8 | oats 2, milk 1, blueberries 1, pumpkin 2, juice 1 | Simmer the oats in the milk for five "
        "minutes; top with "
        "the fruit and seeds. | walnuts instead of pumpkin seeds | the juice helps the iron"
    ),
    "Egg on toast with orange juice": (
        "10 | bread 3, egg 2, juice 1, banana 1 | Boil the eggs for eight minutes, slice them over the toast. | |"
    ),
    "Yogurt bowl with oats, banana and walnuts": (
        "5 | yogurt 1, oats 2, banana 1, walnuts 1, honey 2 | Stir everything together the evening before"
        " or now. | "
        "soya yogurt instead of Greek yogurt |"
    ),
    "Plain yogurt with honey and figs": ("2 | yogurt 1, honey 1, figs 3 | | | coffee or tea now, not with a meal"),
    "Banana": "0 | banana 1 | | | ",
    "Oatcakes with peanut butter": "2 | oatcake 4, peanut 2 | | rice cakes |",
    "Lentil soup, wholemeal bread, red pepper": (
        "25 | lentils 1, bread 2, pepper 1, carrot 1, oil 1 | Simmer lentils and carrots for twenty "
        "minutes; eat the "
        "pepper raw beside it. | tinned lentils | cook double: Tuesday's lunch"
    ),
    "Chickpea and spinach salad with bread": (
        "10 | chickpeas 2, spinach 1, pepper 1, bread 2, oil 2 | Toss everything with oil and lemon. | |"
    ),
    "Beef and broccoli stir-fry with rice": (
        "20 | beef 4, broccoli 3, rice 4, pepper 1, oil 2 | Fry the beef hot for two minutes, add the "
        "vegetables for "
        "four; serve on the rice. | tofu instead of beef | iron from meat, with vitamin C beside it"
    ),
    "Salmon with new potatoes and spinach": (
        "30 | salmon 5, potato 3, spinach 2, oil 1 | Bake the salmon for twelve minutes while the potatoes boil. | |"
    ),
    "Pasta with tomato, lentils and Parmesan": (
        "20 | pasta 5, tomato 2, lentils 0.5, cheese 3, oil 2 | Warm lentils in the tomatoes, toss with "
        "the pasta. | "
        "chickpeas instead of lentils |"
    ),
    "Dark chocolate and milk": "1 | choc 2, milk 1 | | | a small treat",
}
FRACTIONS = {0.25: "¼", 0.5: "½", 0.75: "¾"}


def _count(value: float) -> str:
    whole, rest = divmod(value, 1)
    return (str(int(whole)) if whole else "") + FRACTIONS.get(rest, "") or "0"


def portion(food: str, times: float) -> Portion:
    """One food of the sample table, ``times`` its household portion."""
    name, measure, plural, grams = FOODS[food].split("|")
    lead, unit = measure.split(" ", 1)
    base = {"½": 0.5, "¾": 0.75, "¼": 0.25}.get(lead) or float(lead)
    count = base * times
    amount = f"{_count(count)} {unit if count <= 1 else plural}"
    return Portion(
        food=food, name=name, grams=float(grams) * times, portions=times, portion_name=measure, amount=amount
    )


def meal(slot: str, time: str, title: str) -> Meal:
    """A sample dish in a slot."""
    minutes, foods, method, swap, note, *_ = [part.strip() for part in f"{DISHES[title]}||||".split("|")]
    items = tuple(portion(f.split()[0], float(f.split()[1])) for f in foods.split(", "))
    return Meal(
        slot=slot,
        time=time,
        dish=title.split(" ", maxsplit=1)[0],
        title=title,
        items=items,
        minutes=int(minutes),
        method=method,
        swap=swap,
        note=note,
    )
