"""What stands in one square of the fridge page, from everything down to a title on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, Protocol

from fuelplan.measures import NBSP, Measures
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import Line, Span, cut_lines
from fuelplan.weekplan import DayPlan, Drink, Meal
from fuelplan.wording import RUN_SLOTS, portion_text, same_words

MANY = 99


class Detail(NamedTuple):
    """How much of a meal is shown: number of foods, lines of title."""

    foods: int
    title_lines: int


DETAILS = (
    Detail(MANY, MANY),
    Detail(5, MANY),
    Detail(4, MANY),
    Detail(3, MANY),
    Detail(2, MANY),
    Detail(1, 4),
    Detail(0, 4),
    Detail(0, 3),
    Detail(0, 2),
    Detail(0, 1),
)


DRINKS_UNNAMED, DRINKS_SUMMED = 3, 8
RUN_TITLE_LINES = 2


class Ink(NamedTuple):
    """The three styles of a square at one size, and the measures it speaks in."""

    plain: Style
    strong: Style
    quiet: Style
    measures: Measures

    @classmethod
    def at(cls, theme: Theme, size: float) -> Ink:
        """The theme's styles at ``size``."""
        return cls(theme.regular(size), theme.bold(size), theme.quiet(size), theme.measures)


class Cell(Protocol):
    """One square: lines for a level of detail; level 0 shows all, ``levels - 1`` the least."""

    @property
    def levels(self) -> int:
        """How many levels there are."""

    def lines(self, level: int, ink: Ink, width: float) -> list[Line]:
        """The square's lines."""


@dataclass(slots=True)
class MealCell:
    """The meals of one slot on one day, usually one."""

    meals: Sequence[Meal]
    _lines: dict[tuple[int, float, float], list[Line]] = field(default_factory=dict)
    _portions: list[list[str]] = field(default_factory=list)

    @property
    def levels(self) -> int:
        """Every detail the meals can lose."""
        return len(DETAILS) if self.meals else 1

    def lines(self, level: int, ink: Ink, width: float) -> list[Line]:
        """Time, title and amounts of each meal."""
        key = (level, ink.plain.size, width)
        if key not in self._lines:
            pairs = zip(self.meals, self._texts(), strict=True)
            lines = [_meal_lines(m, t, DETAILS[level], ink, width) for m, t in pairs]
            self._lines[key] = list(chain.from_iterable(lines))
        return self._lines[key]

    def _texts(self) -> list[list[str]]:
        if not self._portions:
            self._portions += [[portion_text(item, short=True) for item in m.items] for m in self.meals]
        return self._portions


def _meal_lines(meal: Meal, portions: Sequence[str], detail: Detail, ink: Ink, width: float) -> list[Line]:
    lead = meal.time
    if meal.slot in RUN_SLOTS:
        lead = f"{lead} {meal.slot.removesuffix(' run')}"
    hidden = max(0, len(portions) - detail.foods)
    shown = [*portions[: detail.foods], *([f"+{NBSP}{hidden}{NBSP}more"] if hidden and detail.foods else [])]
    amounts = Span(", ".join(shown), ink.plain)
    lead_span = Span(lead + " ", ink.quiet)
    if shown and (meal.slot in RUN_SLOTS or same_words(meal.title, meal.items)):
        return cut_lines([lead_span, amounts], width, MANY)
    most = min(detail.title_lines, RUN_TITLE_LINES) if meal.slot in RUN_SLOTS else detail.title_lines
    title = cut_lines([lead_span, Span(meal.title, ink.strong)], width, most)
    return title + (cut_lines([amounts], width, MANY) if shown else [])


@dataclass(frozen=True, slots=True)
class DrinkCell:
    """The day's fluid timeline: times and millilitres, anything but water by name; then what tonight asks for."""

    day: DayPlan

    @property
    def levels(self) -> int:
        """As many as a meal has: with names, then without them, at last as one sum."""
        return len(DETAILS) if self.day.drinks else 1

    def lines(self, level: int, ink: Ink, width: float) -> list[Line]:
        """The timeline in ``level`` of detail."""
        drinks = self.day.drinks
        if level >= DRINKS_SUMMED:
            text = f"{len(drinks)} drinks, {ink.measures.volume(sum(d.ml for d in drinks) / 1000)}: see the day card"
            return cut_lines([Span(text, ink.plain)], width, MANY)
        sips = [_sip(d, ink, named=level < DRINKS_UNNAMED) for d in drinks]
        tonight = cut_lines([Span(self.day.tonight, ink.strong)], width, MANY) if self.day.tonight else []
        return cut_lines(list(chain.from_iterable(sips)), width, MANY) + tonight


def _sip(drink: Drink, ink: Ink, *, named: bool) -> tuple[Span, ...]:
    name = f" {drink.what}" if named and not drink.what.startswith("water") else ""
    amount = Span(f"{NBSP}{ink.measures.ml(drink.ml)}", ink.strong)
    return Span(drink.time, ink.quiet), amount, Span(f"{name} ", ink.plain)
