"""The wishes for single occasions, one function each: what is better eaten at another hour, and its price.

They price whole meals, S of them at once, each with its totals over N nutrients. What each costs stands in
:mod:`fuelplan.planner.wishes.price_list`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.foods import FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import BoolArray
from fuelplan.planner.occasions import LATE_EVENING, Occasion
from fuelplan.planner.wishes.price_list import PriceList
from fuelplan.science import nutrient_timing as science
from fuelplan.science.macronutrients import KCAL_PER_G_CARBOHYDRATE
from fuelplan.training import HARD_KINDS, TrainingDay
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS

RICH_IN_IRON = 0.2
_LEAST_RUN_MIN, _RACE_AHEAD_MIN = 45, 300
_FAR_AHEAD_MIN, _FAR_AHEAD, _NEAR_AHEAD_MIN, _NEAR_AHEAD = 120, 1.5, 75, 0.4
_LATE_FAT_G, _LATE_ENERGY = 20.0, 0.25
_UNEASY_GROUPS = frozenset({"legume", "shellfish"})
_UNEASY_FOODS = frozenset(
    {
        *("soybeans", "edamame", "kimchi", "sauerkraut", "cabbage", "red-cabbage", "brussels-sprouts"),
        *("blackstrap-molasses", "prunes", "prune-juice"),
    }
)
_RACE_MORNING, _PLAIN_SHARE = 3.0, 0.72
_ENERGY, _CARBOHYDRATE, _FAT, _FIBRE, _IRON, _CALCIUM = (
    NUTRIENTS.index(name) for name in ("energy_kcal", "carbohydrate_g", "fat_g", "fibre_g", "iron_mg", "calcium_mg")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """An occasion as its wishes see it.

    ``lightness`` is the factor on the limits before a run (0 when no run follows soon), ``iron_poor``
    whether hepcidin is up, ``late`` whether the night is near, ``race_morning`` whether a race is soon
    ahead, ``plain`` whether carbohydrate comes first: then, and on loading days. The aims are the day's.
    """

    minute: int
    lightness: float
    iron_poor: bool
    late: bool
    iron_mg: float
    energy_kcal: float
    race_morning: bool = False
    plain: bool = False

    @property
    def quiet(self) -> bool:
        """Whether no wish for this hour stands."""
        return not (self.lightness or self.iron_poor or self.late or self.plain)


def sittings(needs: DayNeeds, occasions: Sequence[Occasion]) -> tuple[Sitting, ...]:
    """Return the day's occasions with what their hours ask for."""
    return tuple(
        Sitting(
            minute=occasion.minute,
            lightness=_lightness(needs.training, occasion),
            iron_poor=is_iron_poor_hour(needs.training, occasion.minute),
            late=occasion.minute >= LATE_EVENING,
            race_morning=before_race(needs.training, occasion.minute),
            plain=needs.loading or before_race(needs.training, occasion.minute),
            iron_mg=needs.windows["iron_mg"].aim,
            energy_kcal=needs.windows["energy_kcal"].aim,
        )
        for occasion in occasions
    )


def is_iron_poor_hour(day: TrainingDay, minute: int) -> bool:
    """Whether iron is poorly absorbed: 2-6 h after a hard run, after noon, and not beside another run."""
    if minute < science.IRON_MORNING_UNTIL_MIN or is_beside_run(day, minute):
        return False
    return any(science.is_iron_poor(minute - run.end_minute) for run in day.runs if run.kind in HARD_KINDS)


def is_beside_run(day: TrainingDay, minute: int) -> bool:
    """Whether a minute is within half an hour of a run's start or end, where iron is well absorbed."""
    near = science.IRON_BESIDE_RUN_MIN
    return any(run.start_minute - near <= minute <= run.end_minute + near for run in day.runs)


def is_iron_rich_hour(day: TrainingDay, minute: int) -> bool:
    """Whether iron is best taken now: in the morning or beside a run, and hepcidin not up.

    References
    ----------
    mccormick2019, mckay2024
    """
    hard = [run for run in day.runs if run.kind in HARD_KINDS]
    if any(science.is_iron_poor(minute - run.end_minute) for run in hard) and not is_beside_run(day, minute):
        return False
    return minute < science.IRON_MORNING_UNTIL_MIN or is_beside_run(day, minute)


def before_race(day: TrainingDay, minute: int) -> bool:
    """Whether a race is less than five hours ahead."""
    return any(run.kind == "race" and 0 < run.start_minute - minute <= _RACE_AHEAD_MIN for run in day.runs)


def _lightness(day: TrainingDay, occasion: Occasion) -> float:
    ahead = [run.start_minute - occasion.minute for run in day.runs if run.minutes >= _LEAST_RUN_MIN]
    soonest = min((gap for gap in ahead if 0 < gap <= science.LIGHT_BEFORE_RUN_MIN), default=0)
    if not soonest:
        return 0.0
    if soonest <= _NEAR_AHEAD_MIN:
        return _NEAR_AHEAD
    return _FAR_AHEAD if occasion.slot in MAIN_SLOTS and soonest > _FAR_AHEAD_MIN else 1.0


def light_before_run(sitting: Sitting, meals: FloatArray, prices: PriceList) -> FloatArray:
    """Little fibre and fat within 3 h before a run of 45 min or more.

    Free are 8 g of fibre and 15 g of fat; half as much again in a main meal over two hours ahead, 0.4 of
    it within 75 minutes. Before a race either costs three times as much (all ours; the advice itself: thomas2016).
    """
    if not sitting.lightness:
        return np.zeros(len(meals))
    fibre = np.maximum(meals[:, _FIBRE] - sitting.lightness * science.LOW_FIBRE_BEFORE_RUN_G, 0.0)
    fat = np.maximum(meals[:, _FAT] - sitting.lightness * science.LOW_FAT_BEFORE_RUN_G, 0.0)
    weight = _RACE_MORNING if sitting.race_morning else 1.0
    result: FloatArray = weight * (prices.fibre_before_run * fibre + prices.fat_before_run * fat)
    return result


def iron_where_absorbed(sitting: Sitting, meals: FloatArray, prices: PriceList) -> FloatArray:
    """Little iron 2-6 h after a hard run (sim2019, mccormick2019, mckay2024)."""
    if not sitting.iron_poor:
        return np.zeros(len(meals))
    result: FloatArray = prices.iron_in_poor_hours * meals[:, _IRON] / sitting.iron_mg
    return result


def calcium_apart(sitting: Sitting, meals: FloatArray, prices: PriceList) -> FloatArray:
    """Little calcium in a meal with over a fifth of the day's iron (hallberg1991)."""
    over = np.maximum(meals[:, _CALCIUM] / science.CALCIUM_WITH_IRON_MG - 1.0, 0.0)
    result: FloatArray = np.where(rich_in_iron(sitting, meals), prices.calcium_with_iron * over, 0.0)
    return result


def nothing_heavy_late(sitting: Sitting, meals: FloatArray, prices: PriceList) -> FloatArray:
    """From 21:00 at most 20 g fat and a quarter of the day's energy (ours)."""
    if not sitting.late:
        return np.zeros(len(meals))
    fat = np.maximum(meals[:, _FAT] - _LATE_FAT_G, 0.0)
    energy = np.maximum(meals[:, _ENERGY] / sitting.energy_kcal - _LATE_ENERGY, 0.0)
    result: FloatArray = prices.fat_late * fat + prices.energy_late * energy
    return result


def carbohydrate_first(sitting: Sitting, meals: FloatArray, prices: PriceList) -> FloatArray:
    """Plain, starchy and sweet on loading days and race mornings; then 0.72 of the energy at least (ours)."""
    if not sitting.plain:
        return np.zeros(len(meals))
    share = KCAL_PER_G_CARBOHYDRATE * meals[:, _CARBOHYDRATE] / np.maximum(meals[:, _ENERGY], 1.0)
    result: FloatArray = prices.not_carbohydrate * np.clip(1.0 - share, 0.0, 1.0)
    if sitting.race_morning:
        result += prices.not_plain * np.maximum(_PLAIN_SHARE - share, 0.0)
    return result


HourWish = Callable[[Sitting, FloatArray, PriceList], FloatArray]
HOUR_WISHES: tuple[HourWish, ...] = (
    light_before_run,
    iron_where_absorbed,
    calcium_apart,
    nothing_heavy_late,
    carbohydrate_first,
)


def easy_on_the_gut(sitting: Sitting, uneasy: BoolArray, prices: PriceList) -> FloatArray:
    """No beans, shellfish, cabbage or molasses on loading days and before a race (ours)."""
    result: FloatArray = (prices.upsetting if sitting.plain else 0.0) * uneasy.astype(np.float64)
    return result


def inhibitors_apart(day: Sequence[Sitting], rich: BoolArray, inhibited: BoolArray, prices: PriceList) -> FloatArray:
    """No tea, coffee or cocoa an hour before an iron-rich meal or two after it (hurrell1999, morck1983).

    Parameters
    ----------
    rich, inhibited
        Whether a meal is rich in iron, or holds tea, coffee or cocoa; shape (S, occasions).
    """
    minutes = np.array([sitting.minute for sitting in day])
    later = minutes - minutes[:, None]
    near = (later > -60.0 * science.TEA_COFFEE_BEFORE_H) & (later < 60.0 * science.TEA_COFFEE_AFTER_H)
    pairs = np.einsum("so,op,sp->s", rich.astype(np.float64), near.astype(np.float64), inhibited.astype(np.float64))
    result: FloatArray = prices.tea_with_iron * pairs
    return result


def rich_in_iron(sitting: Sitting, meals: FloatArray) -> BoolArray:
    """Whether meals carry over a fifth of the day's iron aim (the share is ours)."""
    result: BoolArray = meals[:, _IRON] > RICH_IN_IRON * sitting.iron_mg
    return result


def price_of_sitting(
    sitting: Sitting, meals: FloatArray, uneasy: BoolArray, wishes: Sequence[HourWish], prices: PriceList
) -> FloatArray:
    """Return what meals cost at one occasion: by their nutrients, and by what upsets a gut."""
    price: FloatArray = np.zeros(len(meals))
    for wish in wishes:
        price += wish(sitting, meals, prices)
    return price + easy_on_the_gut(sitting, uneasy, prices)


def price_of_day(
    day: Sequence[Sitting],
    meals: Sequence[FloatArray],
    uneasy: BoolArray,
    inhibited: BoolArray,
    wishes: Sequence[HourWish],
    prices: PriceList,
) -> FloatArray:
    """Return what days cost for the hours of their meals.

    ``meals`` (S, N) per occasion; ``uneasy`` and ``inhibited`` (S, occasions).
    """
    price = np.zeros(len(inhibited))
    for place, (sitting, eaten) in enumerate(zip(day, meals, strict=True)):
        price += price_of_sitting(sitting, eaten, uneasy[:, place], wishes, prices)
    if inhibited.any():
        rich = np.stack([rich_in_iron(sitting, eaten) for sitting, eaten in zip(day, meals, strict=True)], axis=1)
        price += inhibitors_apart(day, rich, inhibited, prices)
    return price


def upsetting(table: FoodTable) -> BoolArray:
    """Return which foods a nervous or loaded gut does without: beans, shellfish, cabbages, molasses."""
    return np.array([food.group in _UNEASY_GROUPS or food.id in _UNEASY_FOODS for food in table])


def inhibiting(table: FoodTable) -> BoolArray:
    """Return which foods are tea, coffee, cocoa or wine to the iron eaten with them, by their row."""
    words = (word.strip().casefold() for word in table.cells.texts("inhibitor"))
    return np.array([word not in ("", "none") for word in words])
