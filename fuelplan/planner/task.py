"""What a week is planned from, and what stands at hand for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from fuelplan.athlete import Athlete
from fuelplan.cooking import Cooking
from fuelplan.dishes import Dish
from fuelplan.foods import Food, FoodTable
from fuelplan.needs import DayNeeds
from fuelplan.planner.rulebook import SHIPPED, Rulebook
from fuelplan.planner.rules import allowed_foods
from fuelplan.planner.wishes.day import wanted
from fuelplan.planner.wishes.dish import FIRST_WEEK, LastWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTask:
    """All that a week is planned from: the same task gives the same week, in any thread.

    ``own`` are ids of foods the runner added to the table, ``last_week`` is what not to serve again, and another
    ``seed`` gives another week.
    """

    athlete: Athlete
    needs: Sequence[DayNeeds]
    table: FoodTable
    dishes: Sequence[Dish]
    own: Collection[str] = ()
    cooking: Cooking = field(default_factory=Cooking)
    last_week: LastWeek = FIRST_WEEK
    rulebook: Rulebook = SHIPPED
    seed: int = 0


def at_hand(task: WeekTask) -> tuple[list[Food], dict[str, float]]:
    """Return the foods the athlete may be planned, and by id how much each is wanted."""
    allowed = allowed_foods(task.table, task.athlete)
    return allowed, {food.id: want for food in allowed if (want := wanted(food, task.athlete))}
