"""Why a dish that is asked for cannot be served."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from fuelplan.athlete import Athlete
from fuelplan.dishes import Dish, Larder
from fuelplan.planner.courses import fill_dish
from fuelplan.planner.kept import cookable
from fuelplan.planner.rules import allowed_foods
from fuelplan.planner.task import WeekTask


def why_left_out(dishes: Sequence[Dish], asked: str, where: str, task: WeekTask) -> str:
    """Say what keeps every one of some dishes from a meal, and what would make it possible."""
    athlete = task.athlete
    diet, avoid = f"--diet {athlete.diet}", "--avoid " + ", ".join(athlete.avoid)
    health = "--health " + ", ".join(care.word for care in athlete.cares)
    loosened = (
        (diet, replace(athlete, diet="omnivore")),
        (avoid, replace(athlete, avoid=())),
        (f"{diet} and {avoid}", replace(athlete, diet="omnivore", avoid=())),
        (health, replace(athlete, cares=())),
    )
    for cause, other in loosened:
        if _can_be_made(dishes, other, task):
            return f"'{asked}' cannot be made for {where}: {cause} leaves it out. Ask for another dish."
    return f"'{asked}' cannot be made for {where} from the foods that are left; allow more of them."


def _can_be_made(dishes: Sequence[Dish], athlete: Athlete, task: WeekTask) -> bool:
    larder, rng = Larder(allowed_foods(task.table, athlete), task.own), random.Random(task.seed)
    return any(fill_dish(dish, larder, rng, 1, {}) for dish in cookable(dishes, athlete, task.cooking))
