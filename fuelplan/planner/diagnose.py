"""Why there is no week, in sentences, with what would make one possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fuelplan.athlete import Athlete
from fuelplan.errors import NoPlanError
from fuelplan.needs import DayNeeds
from fuelplan.planner.courses import Courses
from fuelplan.planner.menus import DayTask, Menu
from fuelplan.planner.rules import HARD_RULES, Window

_MAIN_MEALS = ("breakfast", "lunch", "dinner")
_REMEDIES = {
    "iron_mg": {
        "low": "allow more of: legumes, red meat, tofu, pumpkin seeds, fortified cereal",
        "high": "raise --iron-cap towards 36, or run less that week: so much food holds this much iron",
    },
    "energy_kcal": {
        "low": "allow more foods, or plan fewer kilometres: the portions a person can eat end below this",
        "high": "",
    },
}


def require_main_meals(tasks: Sequence[DayTask], courses: Mapping[str, Courses]) -> None:
    """Refuse a week in which a main meal cannot be served at all."""
    del tasks
    empty = [slot for slot in _MAIN_MEALS if not courses[slot].fillings]
    if empty:
        raise NoPlanError(
            [
                f"No {slot} can be made from the foods that are left; avoid fewer foods, or add dishes or foods"
                for slot in empty
            ]
        )


def require_menus(tasks: Sequence[DayTask], pools: Sequence[Sequence[Menu]], athlete: Athlete) -> None:
    """Refuse a week with a day that no menu serves within the hard rules."""
    sentences = [
        sentence
        for task, pool in zip(tasks, pools, strict=True)
        if not pool
        for sentence in _why(task.needs, athlete)
    ]
    if sentences:
        raise NoPlanError(sentences)


def _why(needs: DayNeeds, athlete: Athlete) -> list[str]:
    windows = " and ".join(rule(needs).says for rule in HARD_RULES)
    return [f"{needs.training.weekday}: no menu keeps {windows}"]


def _side(window: Window, total: float) -> str:
    return "low" if total < window.low else "high"
