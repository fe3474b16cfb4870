"""What a runner writes → Athlete and TrainingWeek; every mistake at once, every assumption named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Unpack, cast

from fuelplan.athlete import Athlete
from fuelplan.cooking import Cooking
from fuelplan.errors import did_you_mean
from fuelplan.folder import complaint
from fuelplan.inputs.athlete import assumed_of, read_athlete
from fuelplan.inputs.cooking import read_cooking
from fuelplan.inputs.options import OPTIONS, Options
from fuelplan.inputs.reader import Reader
from fuelplan.inputs.week import read_week
from fuelplan.training import TrainingWeek

MOST_WORDS, MOST_LETTERS = 400, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything a week is planned from, and what had to be assumed or is worth a warning.

    ``asked`` is what was written, by option; ``origin`` says by option where, when not on the command line.
    """

    athlete: Athlete
    week: TrainingWeek
    cooking: Cooking
    seed: int
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    asked: Mapping[str, Any]
    origin: Mapping[str, str] = field(default_factory=dict)

    def label(self, option: str) -> str:
        """Return what a sentence about an option starts with."""
        return self.origin.get(option, f"--{option}")


def read_request(origin: Mapping[str, str] | None = None, **options: Unpack[Options]) -> Request:
    """Read what a runner wrote.

    Parameters
    ----------
    origin
        By option, where a value was written when it was not the command line ("runner.toml: row 3, weight").
    options
        What is written, by the names of :class:`fuelplan.inputs.options.Options`.

    Raises
    ------
    InputError
        With every mistake at once.
    TypeError
        When an option does not exist.
    """
    reader = Reader(origin or {})
    given = _given(reader, options)
    athlete = read_athlete(reader, given)
    cooking = read_cooking(reader, given)
    week = read_week(reader, given)
    if athlete.pregnant and week is not None and week.race is not None:
        option = "race" if "race" in given else "runs"
        reader.problem(f"--{option}", options.get(option), "no race is planned in pregnancy; leave it out")
    seed = given.get("seed", 0)
    if seed < 0:
        reader.problem("--seed", seed, "write a whole number of 0 or more")
    reader.raise_if_any()
    assert week is not None
    return Request(
        athlete=athlete,
        week=week,
        cooking=cooking,
        seed=seed,
        assumptions=(*reader.assumptions, *assumed_of(athlete, given)),
        warnings=tuple(reader.warnings),
        asked=given,
        origin=origin or {},
    )


def _given(reader: Reader, options: Options) -> Options:
    """Return the options that say something; values of a kind that cannot be read are noted and left out."""
    given: dict[str, Any] = {}
    for name, value in options.items():
        if name not in OPTIONS:
            raise TypeError(f"there is no option '{name}'; {did_you_mean(name, OPTIONS)}")
        if value is not None and (wrong := complaint(name, value) or _too_much(value)):
            reader.problem(f"--{name.replace('_', '-')}", value, wrong)
        elif value is not None:
            given[name] = value
    return cast(Options, given)


def _too_much(value: Any) -> str:
    """Return what is wrong with a value that nobody writes by hand, "" if it is short enough to be read."""
    words = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    if len(words) > MOST_WORDS:
        return f"{len(words):,} are more than the {MOST_WORDS} that are read; leave some out"
    letters = sum(len(word) for word in words if isinstance(word, str))
    return f"write it in at most {MOST_LETTERS:,} letters" if letters > MOST_LETTERS else ""
