"""What a runner writes → Athlete and TrainingWeek; every mistake at once, every assumption named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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

_STANDING_ASSUMPTIONS = (
    "a mixed day outside running, 1.6 × resting metabolic rate",
    "flour, rice and cereals as sold in Europe, not iron-enriched as in the US",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything a week is planned from, and what had to be assumed or is worth a warning."""

    athlete: Athlete
    week: TrainingWeek
    seed: int
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]


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
    runs: str | None = None,
    pace: Text | None = None,
    temp: Text | None = None,
    humidity: Text | None = None,
    sweat_rate: Text | None = None,
    iron_cap: Text | None = None,
    start: str | date | None = None,
    seed: int = 0,
) -> Request:
    """Read what a runner wrote.

    Plain numbers are metric: km, kg, cm, °C, min/km, %, L/h.

    Raises
    ------
    InputError
        With every mistake at once.
    """
    reader = _Reader()
    mass = reader.read("--weight", weight, lambda t: within(grammar.parse_mass(t), KG, 35, 180))
    if mass is None:
        mass = reader.assume(quantity(70.0, KG), "body weight 70 kg (give yours: --weight)")
    tall = reader.read("--height", height, lambda t: within(grammar.parse_height(t), CM, 120, 230))
    if tall is None:
        tall = energy.assumed_height(mass)
        reader.assume(tall, f"height {tall.m_as(CM):.0f} cm, from the weight (--height)")
    years = reader.read("--age", age, lambda t: read_number(t, 18, 90, "years; fuelplan is for adults, 18 to 90"))
    if years is None:
        years = reader.assume(35.0, "age 35 (--age)")
    gender = reader.read("--sex", sex, grammar.parse_sex)
    if sex is None:
        reader.assume(None, "sex not given: means of women and men, and the higher vitamin and mineral needs (--sex)")
    measured = reader.read(
        "--sweat-rate", sweat_rate, lambda t: within(grammar.parse_sweat_rate(t), L_PER_HOUR, 0.1, 4.0)
    )
    cap = reader.read(
        "--iron-cap",
        iron_cap,
        lambda t: read_number(t, 18, 36, "mg a day; it may lower the ceiling, never raise it"),
    )
    eats = reader.read("--diet", diet, grammar.parse_diet)
    week, warnings = _read_week(reader, km, distance, runs, pace, temp, humidity, start)
    reader.raise_if_any()
    reader.assumptions += _STANDING_ASSUMPTIONS
    assert week is not None and eats is not None
    athlete = Athlete(
        mass=mass,
        height=tall,
        age_years=years,
        sex=gender,
        diet=eats,
        avoid=grammar.parse_avoid(avoid),
        iron_cap_mg=36.0 if cap is None else cap,
        sweat_rate=measured,
    )
    return Request(
        athlete=athlete, week=week, seed=seed, assumptions=tuple(reader.assumptions), warnings=tuple(warnings)
    )


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
    speed = reader.read("--pace", pace, lambda t: within(grammar.parse_pace(t), KM_PER_HOUR, 4, 24))
    if speed is None:
        speed = reader.assume(quantity(10.0, KM_PER_HOUR), "pace 6:00 /km (--pace)")
    air = reader.read("--temp", temp, lambda t: within(grammar.parse_temperature(t), DEG_C, -30, 45))
    if air is None:
        air = reader.assume(quantity(18.0, DEG_C), "18 °C at run time (--temp)")
    moist = reader.read("--humidity", humidity, lambda t: read_number(t, 0, 100, "%"))
    if moist is None:
        moist = reader.assume(60.0, "60 % humidity (--humidity)")
    first = reader.read("--start", start, grammar.parse_date) if start is not None else _coming_monday(reader)
    defaults = RunDefaults(speed=speed, start=time(7, 0), temperature=air, humidity=moist / 100)
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

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.assumptions: list[str] = []

    def read(self, option: str, text: Any, parse: Callable[[Any], T]) -> T | None:
        """Return the parsed value; None when nothing was given or it could not be read."""
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"{option} '{text}': {error}")
            return None

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
