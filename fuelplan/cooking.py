"""How a household cooks: what a runner asks of the week's meals beside what they hold."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BATCH = 4
USUAL_BATCH = 3
LEAST_QUICK_MIN, MOST_QUICK_MIN = 5, 120
USUAL_QUICK_MIN = 20
MOST_BUDGET = 100_000.0


@dataclass(frozen=True, slots=True)
class Keep:
    """A dish that is to be served: on one weekday ("Mon") or, where it is empty, on every day."""

    weekday: str
    slot: str
    dish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooking:
    """How a household cooks.

    ``batch`` is how many lunches of the week are to be a second portion of a dinner before, ``quick`` the minutes there
    are for lunch and dinner on a working day, ``budget`` what the week's food may cost in the table's currency,
    ``home`` whether lunch is eaten at home on working days, ``never`` what is not to be cooked (dishes or
    kitchens), ``keep`` what is to be.
    """

    batch: int = 0
    quick: float | None = None
    budget: float | None = None
    home: bool = False
    never: tuple[str, ...] = ()
    keep: tuple[Keep, ...] = ()
