"""What a runner writes → Athlete and TrainingWeek; every mistake at once, every assumption named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Unpack

from fuelplan.athlete import Athlete
from fuelplan.errors import did_you_mean
from fuelplan.inputs.athlete import assumed_of, read_athlete
from fuelplan.inputs.options import OPTIONS, Options
from fuelplan.inputs.reader import Reader
from fuelplan.inputs.week import read_week
from fuelplan.training import TrainingWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything a week is planned from, and what had to be assumed or is worth a warning.

    ``origin`` says by option name where it was written, when not on the command line.
    """

    athlete: Athlete
    week: TrainingWeek
    seed: int
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
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
    for name in options:
        if name not in OPTIONS:
            raise TypeError(f"there is no option '{name}'; {did_you_mean(name, OPTIONS)}")
    reader = Reader(origin or {})
    athlete = read_athlete(reader, options)
    week = read_week(reader, options)
    seed = options.get("seed") or 0
    if seed < 0:
        reader.problem("--seed", seed, "write a whole number of 0 or more")
    reader.raise_if_any()
    assert week is not None
    return Request(
        athlete=athlete,
        week=week,
        seed=seed,
        assumptions=(*reader.assumptions, *assumed_of(athlete, options)),
        warnings=tuple(reader.warnings),
        origin=origin or {},
    )
