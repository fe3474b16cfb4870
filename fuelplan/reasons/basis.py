"""What a reason is made of: the formula in words, this runner's numbers put in, its sources, what is unsure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from fuelplan.athlete import Athlete
from fuelplan.needs import DayNeeds, loads
from fuelplan.science import Confidence, Source
from fuelplan.training import Run, TrainingWeek

CONFIDENCE: Mapping[Confidence, str] = {
    "confirmed": "confirmed in the paper",
    "secondary": "from a secondary copy",
    "unconfirmed": "remembered, not yet checked",
    "derived": "derived by us from these",
    "ours": "our own choice",
}
_DERIVED_ALONE = "derived by us"
_UNIT_WORDS = frozenset(["kcal", "g", "mg", "kg", "km", "l", "h", "min", "per", "100g"])


class Basis(NamedTuple):
    """One thing a number rests on: how far its source was read (in plain words), the keys, what it is, the doubt."""

    confidence: str
    keys: tuple[str, ...]
    what: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one number is what it is.

    Parameters
    ----------
    topic, title
        What was asked, and a heading.
    formula
        The general rule in words, as the plan's last page prints it.
    worked
        The rule with this runner's and this day's numbers put in; the last number is the day's aim.
    sources
        What it rests on.
    limits
        What is unsure, and what would make it better.
    """

    topic: str
    title: str
    formula: str
    worked: tuple[str, ...]
    sources: tuple[Basis, ...]
    limits: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The citation keys of all sources, each once, in order."""
        return tuple(dict.fromkeys(key for basis in self.sources for key in basis.keys))


Make: TypeAlias = Callable[[Athlete, TrainingWeek, DayNeeds], Reason]


class ScienceModule(Protocol):
    """A module of :mod:`fuelplan.science`, which knows its sources."""

    SOURCES: dict[str, Source]


def basis(module: ScienceModule, *names: str) -> tuple[Basis, ...]:
    """Return what the named functions and constants of a science module rest on.

    >>> from fuelplan.science import hydration
    >>> basis(hydration, "daily_water")[0][:3]
    ('derived by us from these', ('efsa2010',), 'daily water')
    """
    return tuple(told(module.SOURCES[name], name) for name in names)


def told(source: Source, name: str) -> Basis:
    """Return a source in plain words under a name of the code."""
    word = CONFIDENCE[source.confidence] if source.keys or source.confidence != "derived" else _DERIVED_ALONE
    words = name.strip("_").lower().split("_")
    while len(words) > 1 and words[-1] in _UNIT_WORDS:
        words.pop()
    return Basis(word, source.keys, " ".join(words), source.note)


def without(parts: tuple[Basis, ...], unused: Iterable[str]) -> tuple[Basis, ...]:
    """Return the parts without keys that matter only in a case that is not this one."""
    left_out = set(unused)
    return tuple(part._replace(keys=tuple(key for key in part.keys if key not in left_out)) for part in parts)


def added(terms: Iterable[float], unit: str, digits: int = 0) -> str:
    """Return a sum with its terms in sight.

    >>> added([2598, 700], "kcal")
    '2,598 + 700 = 3,298 kcal'
    >>> added([700], "kcal")
    '700 kcal'
    """
    numbers = list(terms)
    total = f"{sum(numbers):,.{digits}f} {unit}"
    shown = " + ".join(f"{number:,.{digits}f}" for number in numbers)
    return f"{shown} = {total}" if len(numbers) > 1 else total


def named(run: Run) -> str:
    """Return a run as a line names it: "10.0 km easy, 07:00"."""
    return f"{run.distance.m:.1f} km {run.kind}, {run.start:%H:%M}"


def between(low: float, high: float | None, aim: float, unit: str, digits: int = 0) -> str:
    """Return a window and the aim in it; the aim stands last.

    >>> between(18.0, 36.0, 25.8, "mg", 1)
    'Window 18.0 to 36.0 mg; aim 25.8 mg'
    """
    window = f"At least {low:,.{digits}f}" if high is None else f"Window {low:,.{digits}f} to {high:,.{digits}f}"
    return f"{window} {unit}; aim {aim:,.{digits}f} {unit}"


def any_loading(week: TrainingWeek) -> bool:
    """Whether a day of the week loads carbohydrate for a race."""
    return any(loads(week, place) for place in range(len(week.days)))
