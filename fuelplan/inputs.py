"""What a runner writes → Athlete and TrainingWeek; every mistake at once, every assumption named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, TypeVar

from fuelplan import grammar
from fuelplan.athlete import Athlete
from fuelplan.errors import InputError
from fuelplan.grammar import Text, read_number, within
from fuelplan.science import energy
from fuelplan.training import Run, RunDefaults, TrainingWeek, assumed_runs, week_from
from fuelplan.units import CM, DEG_C, KG, KM, KM_PER_HOUR, L_PER_HOUR, Quantity, quantity

T = TypeVar("T")

_ADULT_YEARS = "years; fuelplan is for adults, 18 to 90"
_CAP_MEANING = "mg a day; it may lower the ceiling, never raise it"
_NO_SEX = "sex not given: means of women and men, and the higher vitamin and mineral needs (--sex)"
_MIXED_DAY = "a mixed day outside running, 1.6 × resting metabolic rate"
_STAPLES = {
    "eu": "flour, rice and cereals as sold in Europe, not iron-enriched as in the US",
    "us": "flour, rice and cereals as sold in the US, enriched with iron",
}


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


def read_request(
    *,
    km: Text | None = None,
    distance: Text | None = None,
    weight: Text | None = None,
    height: Text | None = None,
    age: Text | None = None,
    sex: str | None = None,
    diet: str = "omnivore",
    avoid: str | tuple[str, ...] = (),
    like: str | tuple[str, ...] = (),
    have: str | tuple[str, ...] = (),
    region: str | None = None,
    runs: str | None = None,
    pace: Text | None = None,
    temp: Text | None = None,
    humidity: Text | None = None,
    sweat_rate: Text | None = None,
    iron_cap: Text | None = None,
    start: str | date | None = None,
    seed: int = 0,
    origin: Mapping[str, str] | None = None,
) -> Request:
    """Read what a runner wrote.

    Plain numbers are metric: km, kg, cm, °C, min/km, %, L/h. ``origin`` names, by option, where a value
    was written when it was not the command line ("runner.toml: row 3, weight").

    Raises
    ------
    InputError
        With every mistake at once.
    """
    reader = _Reader(origin or {})
    athlete = _read_athlete(
        reader,
        weight=weight,
        height=height,
        age=age,
        sex=sex,
        diet=diet,
        avoid=avoid,
        like=like,
        have=have,
        region=region,
        sweat_rate=sweat_rate,
        iron_cap=iron_cap,
    )
    week, warnings = _read_week(reader, km, distance, runs, pace, temp, humidity, start)
    if seed < 0:
        reader.problems.append(f"{reader.label('--seed')} '{seed}': write a whole number of 0 or more")
    reader.raise_if_any()
    assert week is not None
    return Request(
        athlete=athlete,
        week=week,
        seed=seed,
        assumptions=(*reader.assumptions, _lean(athlete), _MIXED_DAY, _staples(athlete, region is None)),
        warnings=tuple(warnings),
        origin=origin or {},
    )


def _read_athlete(
    reader: _Reader,
    *,
    weight: Text | None,
    height: Text | None,
    age: Text | None,
    sex: str | None,
    diet: str,
    avoid: str | tuple[str, ...],
    like: str | tuple[str, ...],
    have: str | tuple[str, ...],
    region: str | None,
    sweat_rate: Text | None,
    iron_cap: Text | None,
) -> Athlete:
    mass = reader.read_or(
        "--weight",
        weight,
        lambda t: within(grammar.parse_mass(t), KG, 35, 180),
        quantity(70.0, KG),
        "body weight 70 kg (give yours: --weight)",
    )
    usual = energy.assumed_height(mass)
    return Athlete(
        mass=mass,
        height=reader.read_or(
            "--height",
            height,
            lambda t: within(grammar.parse_height(t), CM, 120, 230),
            usual,
            f"height {usual.m_as(CM):.0f} cm, from the weight (--height)",
        ),
        age_years=reader.read_or("--age", age, lambda t: read_number(t, 18, 90, _ADULT_YEARS), 35.0, "age 35 (--age)"),
        sex=reader.read_or("--sex", sex, grammar.parse_sex, None, _NO_SEX),
        diet=reader.read("--diet", diet, grammar.parse_diet) or "omnivore",
        avoid=grammar.parse_avoid(avoid),
        like=grammar.parse_words(like),
        have=grammar.parse_words(have),
        region=reader.read("--region", region, grammar.parse_region) or "eu",
        iron_cap_mg=reader.read("--iron-cap", iron_cap, lambda t: read_number(t, 18, 36, _CAP_MEANING)) or 36.0,
        sweat_rate=reader.read(
            "--sweat-rate", sweat_rate, lambda t: within(grammar.parse_sweat_rate(t), L_PER_HOUR, 0.1, 4.0)
        ),
    )


def _lean(athlete: Athlete) -> str:
    """The fat-free mass that energy availability rests on."""
    return f"fat-free mass {athlete.fat_free_mass.m_as(KG):.0f} kg, as of a lean runner"


def _staples(athlete: Athlete, assumed: bool) -> str:
    return _STAPLES[athlete.region] + (" (--region)" if assumed else "")


def _read_week(
    reader: _Reader,
    km: Text | None,
    distance: Text | None,
    runs: str | None,
    pace: Text | None,
    temp: Text | None,
    humidity: Text | None,
    start: str | date | None,
) -> tuple[TrainingWeek | None, list[str]]:
    """Read the training; the runs win over a weekly distance that disagrees with them."""
    weekly = _read_distance(reader, km, distance, required=runs is None)
    defaults = _read_defaults(reader, pace, temp, humidity)
    first = reader.read("--start", start, grammar.parse_date) if start is not None else _coming_monday(reader)
    warnings: list[str] = []
    by_day: dict[int, list[Run]] | None
    if runs is not None:
        by_day = reader.read("--runs", runs, lambda text: grammar.parse_runs(str(text), defaults))
        total = sum(run.distance.m_as(KM) for day in (by_day or {}).values() for run in day)
        if weekly is not None and abs(total - weekly.m_as(KM)) > 0.5:
            warnings.append(
                f"The runs add up to {total:.0f} km; the {weekly.m_as(KM):.0f} km of the week were not used."
            )
    else:
        by_day = {
            weekday: [defaults.run(length, kind)] for weekday, (length, kind) in assumed_runs(weekly or 0 * KM).items()
        }
        if by_day:
            reader.assume(None, f"{len(by_day)} morning runs at 07:00, the long one on Sunday (--runs)")
    if first is None or by_day is None:
        return None, warnings
    return week_from(first, by_day), warnings


def _read_defaults(reader: _Reader, pace: Text | None, temp: Text | None, humidity: Text | None) -> RunDefaults:
    speed = reader.read_or(
        "--pace",
        pace,
        lambda t: within(grammar.parse_pace(t), KM_PER_HOUR, 4, 24),
        quantity(10.0, KM_PER_HOUR),
        "pace 6:00 /km (--pace)",
    )
    air = reader.read_or(
        "--temp",
        temp,
        lambda t: within(grammar.parse_temperature(t), DEG_C, -30, 45),
        quantity(18.0, DEG_C),
        "18 °C at run time (--temp)",
    )
    percent = reader.read_or(
        "--humidity", humidity, lambda t: read_number(t, 0, 100, "%"), 60.0, "60 % humidity (--humidity)"
    )
    return RunDefaults(speed=speed, start=time(7, 0), temperature=air, humidity=percent / 100)


def _read_distance(reader: _Reader, km: Text | None, distance: Text | None, required: bool) -> Quantity | None:
    if km is not None and distance is not None:
        reader.problems.append("--km and --distance both give the week's distance; keep one of them")
    if km is None and distance is None:
        if required:
            reader.problems.append("how far do you run in a week? Give --km 60, or --distance '37 mi', or --runs")
        return None
    option, text = ("--km", km) if km is not None else ("--distance", distance)
    return reader.read(option, text, lambda t: within(grammar.parse_distance(t), KM, 0, 300))


class _Reader:
    """Collects mistakes and assumptions while options are read."""

    def __init__(self, origin: Mapping[str, str]) -> None:
        self._origin = origin
        self.problems: list[str] = []
        self.assumptions: list[str] = []

    def label(self, option: str) -> str:
        """Return where an option was written."""
        return self._origin.get(option.removeprefix("--"), option)

    def read(self, option: str, text: Any, parse: Callable[[Any], T]) -> T | None:
        """Return the parsed value; None when nothing was given or it could not be read."""
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"{self.label(option)} '{text}': {error}")
            return None

    def read_or(self, option: str, text: Any, parse: Callable[[Any], T], usual: T, sentence: str) -> T:
        """Return the parsed value; when nothing was given, the usual one, noted as an assumption."""
        if text is None:
            return self.assume(usual, sentence)
        value = self.read(option, text, parse)
        return usual if value is None else value

    def assume(self, value: T, sentence: str) -> T:
        """Note an assumption and return its value."""
        self.assumptions.append(sentence)
        return value

    def raise_if_any(self) -> None:
        if self.problems:
            raise InputError(self.problems)


def _coming_monday(reader: _Reader) -> date:
    """The one look at the clock: the Monday on or after today."""
    today = date.today()
    monday = today + timedelta(days=-today.weekday() % 7)
    return reader.assume(monday, f"the week starts on Monday {monday.isoformat()} (--start)")
