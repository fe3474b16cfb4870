"""All that a day can hold: every dish of every occasion, with every food that may fill it, in any portion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from fuelplan.cells import FloatArray
from fuelplan.dishes import Dish, Larder, Part
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import RowArray, fitting, most_steps_of
from fuelplan.planner.fuel import composition_of, run_fuel
from fuelplan.planner.kept import cookable, kept_at
from fuelplan.planner.occasions import occasions
from fuelplan.planner.task import WeekTask, at_hand
from fuelplan.vocabulary import MAIN_SLOTS, NUTRIENTS, SLOTS


@dataclass(frozen=True, slots=True)
class Makings:
    """A dish that can be made, and for each of its parts the foods that may fill it."""

    dish: Dish
    parts: tuple[tuple[Part, tuple[Food, ...]], ...]


@dataclass(frozen=True, slots=True)
class SlotReach:
    """All meals of one slot, by its name: V foods in parts, P parts, D dishes, N nutrients.

    ``least`` and ``most`` (V, N) are what a food brings to its part in its least and its largest portion; ``parts``
    (P,) says where each part's foods begin, ``dishes`` (D,) where each dish's parts begin.
    """

    slot: str
    makings: tuple[Makings, ...]
    least: FloatArray
    most: FloatArray
    parts: RowArray
    dishes: RowArray

    @classmethod
    def of(cls, slot: str, makings: Sequence[Makings], table: FoodTable) -> SlotReach:
        """Return the reach of some dishes."""
        known = np.nan_to_num(table.composition, nan=0.0) / 100.0
        filled = [(part, food) for each in makings for part, foods in each.parts for food in foods]
        rows = [food.index for _, food in filled]
        least = np.array([part.least * food.portion_g for part, food in filled])[:, None] * known[rows]
        rise = np.array([most_steps_of(part, food) * part.step * food.portion_g for part, food in filled])
        return cls(slot, tuple(makings), least, least + rise[:, None] * known[rows], *_laid_out(makings))

    def only(self, places: Sequence[int]) -> SlotReach:
        """Return the reach of some of the dishes, by their places."""
        ends = np.append(self.parts, len(self.least))
        firsts = np.append(self.dishes, len(self.parts))
        rows = np.concatenate([np.arange(ends[firsts[place]], ends[firsts[place + 1]]) for place in places])
        makings = tuple(self.makings[place] for place in places)
        return SlotReach(self.slot, makings, self.least[rows], self.most[rows], *_laid_out(makings))

    def farthest_dish(self, direction: FloatArray) -> int:
        """Return the place of the dish that goes farthest in a direction (N,)."""
        along = np.maximum(self.least @ direction, self.most @ direction)
        return int(np.add.reduceat(np.maximum.reduceat(along, self.parts), self.dishes).argmax())

    def farthest(self, direction: FloatArray) -> FloatArray:
        """Return the totals (N,) of the meal that goes farthest in a direction (N,)."""
        low, high = self.least @ direction, self.most @ direction
        along = np.maximum(low, high)
        best = self.farthest_dish(direction)
        ends = np.append(self.parts, len(along))
        first, last = self.dishes[best], np.append(self.dishes, len(self.parts))[best + 1]
        foods = [ends[p] + int(along[ends[p] : ends[p + 1]].argmax()) for p in range(first, last)]
        meal: FloatArray = np.where((high[foods] > low[foods])[:, None], self.most[foods], self.least[foods]).sum(
            axis=0
        )
        return meal


@dataclass(frozen=True, slots=True)
class DayReach:
    """All menus of one day: what is ``fixed`` (N,), and a reach per occasion; ``missing`` are main meals without any.

    A lunch that is only ever a second portion is missing: the first day has no evening before it to eat from.
    Every menu the planner could find lies within: a bound proved here holds for all of them.
    """

    fixed: FloatArray
    slots: tuple[SlotReach, ...]
    missing: tuple[str, ...] = ()

    def farthest(self, direction: FloatArray) -> FloatArray:
        """Return the totals (N,) of the menu that goes farthest in a direction (N,)."""
        result: FloatArray = sum((slot.farthest(direction) for slot in self.slots), start=self.fixed.copy())
        return result


def makings_of(dishes: Iterable[Dish], larder: Larder, wants: Iterable[str]) -> list[Makings]:
    """Return the dishes that can be made, with all that may fill them; parts nothing fills are left out."""
    wanted = dict.fromkeys(wants, 1.0)
    found = []
    for dish in dishes:
        options = [(part, tuple(fitting(part, larder, wanted))) for part in dish.parts]
        if all(foods or part.optional for part, foods in options) and any(foods for _, foods in options):
            found.append(Makings(dish, tuple((part, foods) for part, foods in options if foods)))
    return found


def week_reach(task: WeekTask) -> tuple[DayReach, ...]:
    """Return what each day of a week can hold."""
    foods, wants = at_hand(task)
    made = makings_of(cookable(task.dishes, task.athlete, task.cooking), Larder(foods, task.own), wants)
    by_slot = {slot: [each for each in made if slot in each.dish.slots] for slot in SLOTS}
    built: dict[tuple[str, frozenset[str]], SlotReach] = {}

    def reach(slot: str, day: DayNeeds) -> SlotReach:
        kept = kept_at(slot, day.training.weekday, task.cooking, task.dishes)
        if (slot, kept) not in built:
            offered = [each for each in _offered(slot, by_slot, task) if not kept or each.dish.name in kept]
            built[slot, kept] = SlotReach.of(slot, offered, task.table)
        return built[slot, kept]

    missing = tuple(slot for slot in MAIN_SLOTS if not by_slot[slot])
    return tuple(
        _day_reach(task, day, foods, [reach(slot, day) for slot in _slots(day)], missing) for day in task.needs
    )


def _offered(slot: str, by_slot: dict[str, list[Makings]], task: WeekTask) -> list[Makings]:
    """Return the dishes of a slot; with --batch a lunch may be a second portion of a dinner that keeps."""
    if slot != "lunch" or not task.cooking.batch:
        return by_slot[slot]
    return by_slot[slot] + [each for each in by_slot["dinner"] if each.dish.keeps]


def _slots(day: DayNeeds) -> list[str]:
    return [o.slot for o in occasions(day.training, day.windows["energy_kcal"].aim, loading=day.loading)]


def _day_reach(
    task: WeekTask, day: DayNeeds, foods: Sequence[Food], slots: Sequence[SlotReach], missing: tuple[str, ...]
) -> DayReach:
    servings = [serving for run in day.runs for serving in run_fuel(run, foods, task.table)]
    fixed = composition_of(servings, task.table)
    fixed[NUTRIENTS.index("iron_mg")] += task.athlete.iron_supplement_mg
    return DayReach(fixed, tuple(reach for reach in slots if reach.makings), missing)


def _laid_out(makings: Sequence[Makings]) -> tuple[RowArray, RowArray]:
    """Return where each part's foods begin, and where each dish's parts begin."""
    parts = _starts(len(foods) for each in makings for _, foods in each.parts)
    return parts, _starts(len(each.parts) for each in makings)


def _starts(counts: Iterable[int]) -> RowArray:
    """Return where groups of some sizes begin, laid side by side."""
    sizes = np.array([0, *counts], dtype=np.intp)
    starts: RowArray = np.cumsum(sizes)[:-1]
    return starts
