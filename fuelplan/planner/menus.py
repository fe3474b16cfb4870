"""A day from meals: sampled days, their portions polished, what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.dishes import MOST_PARTS
from fuelplan.foods import FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import BoolArray, Courses, IntArray, RowArray
from fuelplan.planner.occasions import Occasion
from fuelplan.planner.polish import Batch
from fuelplan.planner.prices import Prices, prices_of
from fuelplan.planner.rulebook import Rulebook
from fuelplan.planner.wishes.dish import is_staple
from fuelplan.planner.wishes.hour import Sitting, inhibiting, price_of_day, upsetting
from fuelplan.plates import absorbed_iron_score, iron_traits
from fuelplan.vocabulary import NUTRIENTS

# The absorbed-iron score up to which more of it is worth something: it ranks meals, no more. Ours.
_ENOUGH_ABSORBED_MG = 2.5
# WHO's 400 g of fruit and vegetables a day; that 300 g of them are vegetables is ours, as are the breads.
_VEGETABLES_G, _BREAD_MEALS = 300.0, 3
_ENERGY = NUTRIENTS.index("energy_kcal")


@dataclass(frozen=True, slots=True)
class FoodFacts:
    """What the choice of meals asks of foods beside their nutrients, by row of the table.

    ``inhibiting`` foods hold back iron, ``upsetting`` ones a loaded gut does without; ``kinds`` are numbers of what
    grows dull, -1 for staples; ``pulses`` are the main ingredients that are beans, lentils or peas; ``iron``
    (foods, 5) is what decides how much iron is absorbed, per gram; ``money`` is per gram, the median where a price
    is unknown.
    """

    inhibiting: BoolArray
    upsetting: BoolArray
    kinds: IntArray
    bread: BoolArray
    vegetable: BoolArray
    pulses: frozenset[str]
    iron: FloatArray
    money: FloatArray

    @classmethod
    def of(cls, table: FoodTable) -> FoodFacts:
        """Return the facts of a table."""
        prices = np.array([food.price for food in table]) / 100.0
        known = prices[~np.isnan(prices)]
        usual = float(np.median(known)) if known.size else 0.0
        money = np.where(np.isnan(prices), usual, prices)
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(food.kind for food in table))}
        return cls(
            inhibiting=inhibiting(table),
            upsetting=upsetting(table),
            bread=np.array([food.group == "bread" for food in table]),
            vegetable=np.array([food.group == "vegetable" for food in table]),
            pulses=frozenset(food.kind for food in table if food.group == "legume"),
            kinds=np.array([-1 if is_staple(food) else kinds[food.kind] for food in table]),
            iron=iron_traits(table.foods, table),
            money=money,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTask:
    """One day to be planned: its needs, its occasions, what is fixed already (fuel on the run).

    ``fit`` is what each filling of an occasion's slot costs on this day, ``chances`` how often it is tried (0: never),
    an array of shape (fillings,) per occasion; ``pots`` are the keys of the dinners that may be lunches too,
    ``money_price`` is what a unit of money costs, and ``wanted`` how much of the wanted foods is asked for.
    """

    needs: DayNeeds
    occasions: tuple[Occasion, ...]
    sittings: tuple[Sitting, ...]
    fixed: FloatArray
    fit: tuple[FloatArray, ...]
    chances: tuple[FloatArray, ...]
    facts: FoodFacts
    rulebook: Rulebook
    pots: frozenset[tuple[str, ...]] = frozenset()
    money_price: float = 0.0
    wanted: float = 0.0

    @property
    def energy_to_share(self) -> float:
        """Energy left for the occasions when what is eaten on the run is taken off."""
        return self.needs.windows["energy_kcal"].aim - float(self.fixed[_ENERGY])


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A day's courses with polished portions; ``steps`` has shape (occasions, parts).

    ``price`` is that of the wishes for the day's totals and the meals' sizes, ``fit`` of dishes on this day,
    ``left_out`` how much of the wanted foods is missing, ``repeats`` what comes more than once or, of vegetables,
    too little, ``timing`` what these meals cost at these hours, ``unabsorbed`` the iron they do not let through,
    ``money`` what the day's food costs to buy, ``spent`` the price of that.
    """

    courses: tuple[int, ...]
    steps: IntArray
    totals: FloatArray
    price: float
    fit: float = 0.0
    left_out: float = 0.0
    repeats: float = 0.0
    timing: float = 0.0
    unabsorbed: float = 0.0
    money: float = 0.0
    spent: float = 0.0

    @property
    def cost(self) -> float:
        """What a week pays for this day."""
        return self.price + self.fit + self.left_out + self.repeats + self.timing + self.unabsorbed + self.spent


def polished_menus(tasks: Sequence[DayTask], courses: dict[str, Courses], batches: Sequence[Batch]) -> list[list[Menu]]:
    """Polish the portions of each day's sampled menus and return them, cheapest first."""
    batch, prices = Batch.join(batches), _prices(tasks, batches)
    batch.polish(prices, tasks[0].rulebook.prices)
    return _menus(tasks, courses, batches, batch, prices)


def menus_as_they_are(
    tasks: Sequence[DayTask], courses: dict[str, Courses], batches: Sequence[Batch]
) -> list[list[Menu]]:
    """Return each day's menus with the portions they have, cheapest first."""
    return _menus(tasks, courses, batches, Batch.join(batches), _prices(tasks, batches))


def _prices(tasks: Sequence[DayTask], batches: Sequence[Batch]) -> Prices:
    return prices_of([task.needs for task in tasks], tasks[0].rulebook).take(_day_of(batches))


def _day_of(batches: Sequence[Batch]) -> RowArray:
    return np.repeat(np.arange(len(batches)), [len(batch.chosen) for batch in batches])


def _menus(
    tasks: Sequence[DayTask], courses: dict[str, Courses], batches: Sequence[Batch], joined: Batch, prices: Prices
) -> list[list[Menu]]:
    price = joined.price(prices, tasks[0].rulebook.prices)
    return [
        _menus_of(task, [courses[o.slot] for o in task.occasions], joined, _day_of(batches) == day, price)
        for day, task in enumerate(tasks)
    ]


def _menus_of(task: DayTask, slots: Sequence[Courses], batch: Batch, rows: BoolArray, price: FloatArray) -> list[Menu]:
    """Return one day's menus."""
    count = len(slots)
    chosen = batch.chosen[rows][:, :count]
    steps = batch.steps[rows].reshape(len(chosen), -1, MOST_PARTS)[:, :count]
    totals, price = batch.totals[rows], price[rows]
    grams, foods = grams_of(slots, chosen, steps)
    absorbed = absorbed_iron_score((grams[..., None] * task.facts.iron[foods]).sum(axis=2)).sum(axis=1)
    unabsorbed = task.rulebook.prices.iron_not_absorbed * np.maximum(_ENOUGH_ABSORBED_MG - absorbed, 0.0)
    timing = timing_of(task, slots, chosen, steps, meals_of(slots, chosen, steps))
    fit, left_out = fit_of(task, chosen), _left_out(task, slots, chosen, steps)
    repeats = repeats_of(task, slots, chosen, steps) + vegetables_of(task, slots, chosen, steps)
    money = money_of(task, grams, foods)
    menus = [
        Menu(
            courses=tuple(map(int, chosen[row])),
            steps=steps[row],
            totals=totals[row],
            price=float(price[row]),
            fit=float(fit[row]),
            left_out=float(left_out[row]),
            repeats=float(repeats[row]),
            timing=float(timing[row]),
            unabsorbed=float(unabsorbed[row]),
            money=float(money[row]),
            spent=task.money_price * float(money[row]),
        )
        for row in range(len(chosen))
    ]
    return sorted(menus, key=lambda menu: menu.cost)


def grams_of(slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> tuple[FloatArray, IntArray]:
    """Return what S menus serve as grams and rows of the food table, both (S, occasions, parts)."""
    pairs = [(slot, chosen[:, c]) for c, slot in enumerate(slots)]
    grams = [slot.least_g[rows] + steps[:, c] * slot.step_g[rows] for c, (slot, rows) in enumerate(pairs)]
    return np.stack(grams, axis=1), np.stack([slot.foods[rows] for slot, rows in pairs], axis=1)


def fit_of(task: DayTask, chosen: IntArray) -> FloatArray:
    """Return what the dishes of S menus cost on this day."""
    result: FloatArray = sum((fit[chosen[:, c]] for c, fit in enumerate(task.fit)), start=np.zeros(len(chosen)))
    return result


def repeats_of(task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> FloatArray:
    """Price what S menus have more than once: a dish, a food that is no staple, bread, what lunch and dinner are of."""
    prices, facts = task.rulebook.prices, task.facts
    grams, foods = grams_of(slots, chosen, steps)
    kinds = np.sort(np.where(grams > 0, facts.kinds[foods], -1).reshape(len(chosen), -1), axis=1)
    again = ((kinds[:, 1:] == kinds[:, :-1]) & (kinds[:, 1:] >= 0)).sum(axis=1)
    thrice = ((kinds[:, 2:] == kinds[:, :-2]) & (kinds[:, 2:] >= 0)).sum(axis=1)
    dishes = np.sort(np.stack([slot.dish[chosen[:, c]] for c, slot in enumerate(slots)], axis=1), axis=1)
    breads = (facts.bread[foods] & (grams > 0)).any(axis=2).sum(axis=1)
    result: FloatArray = (
        prices.same_dish_in_a_day * (dishes[:, 1:] == dishes[:, :-1]).sum(axis=1)
        + prices.food_again_in_a_day * again
        + prices.food_thrice_a_day * thrice
        + prices.bread_again * np.maximum(breads - _BREAD_MEALS, 0)
        + _twice(task, slots, chosen)
    )
    return result


def _twice(task: DayTask, slots: Sequence[Courses], chosen: IntArray) -> FloatArray:
    """Price lunch and dinner of the same: main ingredient, pulses both, near-twins, the same starch."""
    prices, places = task.rulebook.prices, {o.slot: c for c, o in enumerate(task.occasions)}
    (lunch, dinner), (at_noon, at_night), (filled, filled_again) = (
        [getattr(slots[places[name]], what)[chosen[:, places[name]]] for name in ("lunch", "dinner")]
        for what in ("mains", "families", "starches")
    )
    pulses = list(task.facts.pulses)
    result: FloatArray = (
        prices.same_main_in_a_day * ((lunch == dinner) & (dinner != ""))
        + prices.pulses_twice_a_day * (np.isin(lunch, pulses) & np.isin(dinner, pulses))
        + prices.same_family_in_a_day * ((at_noon == at_night) & (at_night != ""))
        + prices.same_starch_in_a_day * ((filled == filled_again) & (filled_again != ""))
    )
    return result


def vegetables_of(task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> FloatArray:
    """Price too few vegetables; on days of loading and racing few is right."""
    if any(sitting.plain for sitting in task.sittings):
        return np.zeros(len(chosen))
    grams, foods = grams_of(slots, chosen, steps)
    eaten = (grams * task.facts.vegetable[foods]).sum(axis=(1, 2))
    short = np.maximum(_VEGETABLES_G - eaten, 0.0) / 100.0
    result: FloatArray = task.rulebook.prices.vegetables_short * short
    return result


def money_of(task: DayTask, grams: FloatArray, foods: IntArray) -> FloatArray:
    """Return what S menus cost in money; ``grams`` and ``foods`` as of :func:`grams_of`."""
    result: FloatArray = (grams * task.facts.money[foods]).sum(axis=(1, 2))
    return result


def meals_of(slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> list[FloatArray]:
    """Return the totals of each occasion's meals, one array (S, nutrients); ``steps`` (S, occasions, P)."""
    return [
        slot.base[chosen[:, c]] + np.einsum("sp,spn->sn", steps[:, c], slot.per_step[chosen[:, c]])
        for c, slot in enumerate(slots)
    ]


def timing_of(
    task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray, meals: Sequence[FloatArray]
) -> FloatArray:
    """Price what S menus have one eat when."""
    uneasy, inhibited = (
        np.column_stack([holds(flags, slot, chosen[:, c], steps[:, c]) for c, slot in enumerate(slots)])
        for flags in (task.facts.upsetting, task.facts.inhibiting)
    )
    return price_of_day(task.sittings, meals, uneasy, inhibited, task.rulebook.hour_wishes, task.rulebook.prices)


def holds(flags: BoolArray, slot: Courses, rows: IntArray, steps: IntArray) -> BoolArray:
    """Return which meals hold a flagged food; a part that is not optional, or has a step, is eaten."""
    held = flags[slot.foods] & (slot.per_step[:, :, _ENERGY] > 0)
    result: BoolArray = np.asarray((held[rows] & ((steps > 0) | ~slot.optional[rows])).any(axis=1))
    return result


def _left_out(task: DayTask, slots: Sequence[Courses], chosen: IntArray, steps: IntArray) -> FloatArray:
    """Return how much of the wanted foods S menus lack; a part with nothing on the plate is not eaten."""
    got = sum(
        (slot.wanted[chosen[:, c]] * ((steps[:, c] > 0) | (slot.least_g[chosen[:, c]] > 0))).sum(axis=1)
        for c, slot in enumerate(slots)
    )
    result: FloatArray = task.rulebook.prices.wanted_food_left_out * np.maximum(task.wanted - got, 0.0)
    return result


def keeps_hard_rules(menu: Menu, day: DayTask) -> bool:
    """Whether a menu's totals keep every hard rule of its day."""
    windows = [rule(day.needs) for rule in day.rulebook.rules]
    return not any(window.broken_by(menu.totals[NUTRIENTS.index(window.nutrient)]) for window in windows)
