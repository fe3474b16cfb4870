"""Two weeks side by side: what they hold, what they cost, what they ask of the kitchen, where they are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fuelplan.vocabulary import MAIN_SLOTS
from fuelplan.weekplan import DayPlan, WeekPlan

_RUNNER = {"mass_kg": "kg", "height_cm": "cm tall", "age_years": "years old", "sex": "", "diet": "", "region": ""}
_WEEKEND = ("Sat", "Sun")
_UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure of a week: its mean over the days, and the least and the most of them."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of both weeks, None where a week does not know it; ``note`` of a week stands behind its figure."""

    what: str
    unit: str = ""
    digits: int = 0
    figures: tuple[Spread | None, Spread | None]
    notes: tuple[str, str] = ("", "")

    @property
    def label(self) -> str:
        """What the row is about, with its unit."""
        return f"{self.what} [{self.unit}]" if self.unit else self.what

    @property
    def cells(self) -> tuple[str, str]:
        """Both figures in words: the mean, and in brackets the range where days differ."""
        first, second = (self._cell(figure, note) for figure, note in zip(self.figures, self.notes, strict=True))
        return first, second

    def _cell(self, figure: Spread | None, note: str) -> str:
        if figure is None:
            return _UNKNOWN
        mean, low, high = (f"{value:.{self.digits}f}" for value in (figure.mean, figure.low, figure.high))
        return " ".join(filter(None, (mean, f"({low}–{high})" if low != high else "", note)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Rows of figures; dinners as (weekday, dish, dish); notes on what differs in kind and what is in both."""

    rows: tuple[Row, ...]
    dinners: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain dicts and lists."""
        return asdict(self)


def compare(first: WeekPlan, second: WeekPlan) -> Comparison:
    """Return two weeks side by side.

    Examples
    --------
    >>> import fuelplan
    >>> week = fuelplan.plan_week(km=60, weight="70 kg", start="2026-11-23")
    >>> found = compare(week, week)
    >>> found.notes[-1].startswith("Dishes in both")
    True
    """
    weeks = (first, second)
    rows = [*_daily(weeks), *_weekly(weeks), *_paid(weeks)]
    return Comparison(rows=tuple(rows), dinners=tuple(_dinners(weeks)), notes=tuple(_notes(*weeks)))


Weeks = tuple[WeekPlan, WeekPlan]


def _daily(weeks: Weeks) -> Iterator[Row]:
    """Yield what a day holds, on average."""
    yield _row("running", "km a day", 1, weeks, lambda day, mass_kg: sum(run.km for run in day.runs))
    yield _row("energy", "kcal a day", 0, weeks, lambda day, mass_kg: day.totals["energy_kcal"])
    yield _row("carbohydrate", "g/kg a day", 1, weeks, lambda day, mass_kg: day.totals["carbohydrate_g"] / mass_kg)
    yield _row("protein", "g/kg a day", 1, weeks, lambda day, mass_kg: day.totals["protein_g"] / mass_kg)
    yield _row("fibre", "g a day", 0, weeks, lambda day, mass_kg: day.totals["fibre_g"])
    yield _row("iron", "mg a day", 1, weeks, lambda day, mass_kg: day.totals["iron_mg"])
    yield _row("iron let through (a score)", "mg a day", 1, weeks, lambda day, mass_kg: day.absorbed_iron_mg)
    yield _row("to drink", "L a day", 1, weeks, lambda day, mass_kg: day.drink_ml / 1000)
    yield _row("minutes in the kitchen", "a working day", 0, weeks, _kitchen_minutes)


def _row(what: str, unit: str, digits: int, weeks: Weeks, of_day: Callable[[DayPlan, float], float | None]) -> Row:
    """Return a figure of each day side by side; days of which there is none are left out."""
    spreads = []
    for week in weeks:
        figures = [of_day(day, float(week.athlete["mass_kg"])) for day in week.days]
        spreads.append(_spread([figure for figure in figures if figure is not None]))
    return Row(what=what, unit=unit, digits=digits, figures=(spreads[0], spreads[1]))


def _spread(values: Sequence[float]) -> Spread:
    rounded = [round(value, 3) for value in (sum(values) / max(len(values), 1), min(values), max(values))]
    return Spread(*rounded)


def _kitchen_minutes(day: DayPlan, _: float) -> float | None:
    return None if day.weekday in _WEEKEND else float(sum(meal.minutes for meal in day.meals))


def _weekly(weeks: Weeks) -> Iterator[Row]:
    """Yield what a week takes in all."""
    yield _counted("different foods", weeks, lambda week: len(_foods(week)))
    yield _counted("things to buy", weeks, lambda week: len(week.shopping))
    yield _counted("lunches from a pot", weeks, lambda week: sum(bool(m.again) for day in week.days for m in day.meals))
    money = [week.money for week in weeks]
    first, second = (None if each is None else _one(each.amount) for each in money)
    notes = ["" if each is None else f"{each.currency} ({each.known:.0%} of the food priced)" for each in money]
    yield Row(what="money, as eaten", digits=0, figures=(first, second), notes=(notes[0], notes[1]))


def _counted(what: str, weeks: Weeks, count: Callable[[WeekPlan], float]) -> Row:
    return Row(what=what, figures=(_one(count(weeks[0])), _one(count(weeks[1]))))


def _paid(weeks: Weeks) -> Iterator[Row]:
    """Yield what each week pays for wishes it does not meet; in all only where no meal was swapped since.

    After a swap the days that stay are priced by themselves, and no longer beside what else they might have been.
    """
    paid: list[Mapping[str, float]] = [{} if week.choice is None else week.choice.paid for week in weeks]
    if not any(week.refused for week in weeks):
        prices = [None if week.choice is None else week.choice.price for week in weeks]
        yield _priced("wishes not met, in all", prices[0], prices[1])
    for wish in dict.fromkeys([*paid[0], *paid[1]]):
        yield _priced(f"not met: {wish.replace('_', ' ')}", paid[0].get(wish, 0.0), paid[1].get(wish, 0.0))


def _priced(what: str, first: float | None, second: float | None) -> Row:
    return Row(what=what, unit="price", digits=1, figures=(_one(first), _one(second)))


def _one(value: float | None) -> Spread | None:
    return None if value is None else Spread(value, value, value)


def _foods(week: WeekPlan) -> set[str]:
    return {item.food for day in week.days for meal in day.meals for item in meal.items}


def _dinners(weeks: Weeks) -> Iterator[tuple[str, str, str]]:
    for one, other in zip(*(week.days for week in weeks), strict=True):
        first, second = (" / ".join(meal.title for meal in day.meals if meal.slot == "dinner") for day in (one, other))
        weekday = one.weekday if one.weekday == other.weekday else f"{one.weekday}/{other.weekday}"
        yield weekday, first, second


def _notes(first: WeekPlan, second: WeekPlan) -> Iterator[str]:
    starts = [f"{date.fromisoformat(week.days[0].date):%d %b %Y}" for week in (first, second)]
    yield f"Weeks from {starts[0]} and from {starts[1]}; means over the days, with the least and the most in brackets."
    differing = [
        f"{one} and {other} {unit}".rstrip()
        for key, unit in _RUNNER.items()
        if (one := first.athlete.get(key)) != (other := second.athlete.get(key))
    ]
    if differing:
        yield f"Not the same runner: {', '.join(differing)}. Compare what is per kg, and the dishes, not the amounts."
    if first.money and second.money and first.money.currency != second.money.currency:
        yield "The money is in two currencies and says nothing side by side."
    both = [dish for dish in _main_dishes(first) if dish in set(_main_dishes(second))]
    yield f"Dishes in both: {', '.join(both) if both else 'none of the main meals'}."


def _main_dishes(week: WeekPlan) -> list[str]:
    return list(dict.fromkeys(meal.dish for day in week.days for meal in day.meals if meal.slot in MAIN_SLOTS))
