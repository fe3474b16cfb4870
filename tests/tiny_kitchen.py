"""Kitchens of a few made-up foods, one rest day long, small enough to try every menu there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import product

import numpy as np

from fuelplan.dishes import Dish, Part
from fuelplan.foods import FoodTable
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.planner.task import WeekTask
from fuelplan.vocabulary import NUTRIENTS

WATCHED = [NUTRIENTS.index(name) for name in ("energy_kcal", "iron_mg")]


@dataclass(frozen=True)
class Tiny:
    """A table of foods and dishes of them; ``portions`` per dish and part: least, most, step."""

    table: FoodTable
    dishes: tuple[Dish, ...]

    def task(self, **options) -> WeekTask:
        """Return a Monday without a run of someone of 70 kg."""
        rulebook = {"rulebook": options.pop("rulebook")} if "rulebook" in options else {}
        request = read_request(**{"km": 60, "weight": 70, "start": "2026-11-23", **options})
        needs = week_needs(request.athlete, request.week)[:1]
        return WeekTask(athlete=request.athlete, needs=needs, table=self.table, dishes=self.dishes, **rulebook)

    def menus(self) -> np.ndarray:
        """Return energy and iron of every menu there is (menus, 2)."""
        meals = [self._meals(slot) for slot in ("breakfast", "lunch", "dinner")]
        return reduce(lambda a, b: (a[:, None] + b[None]).reshape(-1, 2), meals)

    def _meals(self, slot: str) -> np.ndarray:
        foods = self.table.by_id()
        found = []
        for dish in self.dishes:
            if slot not in dish.slots:
                continue
            for names in product(*(part.foods for part in dish.parts)):
                if len(set(names)) < len(names):
                    continue
                ranges = [np.arange(part.least, part.most + 1e-9, part.step) for part in dish.parts]
                for amounts in product(*ranges):
                    grams = [n * foods[name].portion_g for n, name in zip(amounts, names, strict=True)]
                    rows = [self.table.composition[foods[name].index][WATCHED] for name in names]
                    found.append(sum(g / 100 * row for g, row in zip(grams, rows, strict=True)))
        return np.array(found)


def tiny(table: FoodTable, foods: dict[str, tuple], dishes: list[tuple]) -> Tiny:
    """Make a kitchen.

    ``foods`` are kcal and mg of iron a portion of 100 g by name, with a diet and a group where they matter;
    ``dishes`` are slot and parts, each of foods and portions: ``("lunch", [(["beans"], (1, 3, 1))])``.
    """
    base = next(food for food in table if food.id == "wholemeal-bread")
    composition = np.zeros((len(foods), len(NUTRIENTS)))
    made = []
    for place, (name, (kcal, iron, *more)) in enumerate(foods.items()):
        composition[place, WATCHED] = kcal, iron
        composition[place, 1:4] = kcal * 0.55 / 4, kcal * 0.2 / 4, kcal * 0.25 / 9
        diet, group = (*more, *("vegan", "bread")[len(more) :])
        named = dict.fromkeys(("id", "name", "menu_name", "buy_as"), name)
        made.append(
            replace(
                base, index=place, **named, roles=frozenset(), group=group, diet=diet, portion_g=100.0,
                portions_max=50.0, allergens=frozenset(),
            )
        )  # fmt: skip
    patterns = tuple(
        Dish(
            name=f"dish {place}", slots=(slot,), title=f"Dish {place}", minutes=5, method="Eat.", week_max=7,
            parts=tuple(
                Part(name=f"p{n}", roles=(), foods=tuple(names), least=least, most=most, step=step)
                for n, (names, (least, most, step)) in enumerate(parts)
            ),
        )
        for place, (slot, parts) in enumerate(dishes)
    )  # fmt: skip
    return Tiny(FoodTable(tuple(made), composition, table.cells), patterns)
