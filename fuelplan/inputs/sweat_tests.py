"""Sweat tests from two weigh-ins: read strictly, kept in runner.toml; :mod:`fuelplan.sweat_words` tells them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fuelplan.errors import InputError, did_you_mean
from fuelplan.files import write_files
from fuelplan.inputs import grammar
from fuelplan.inputs.grammar import Text, read_number, within
from fuelplan.inputs.reader import Reader
from fuelplan.science import hydration, sweat
from fuelplan.science import sweat_test as science
from fuelplan.science.sweat_test import SweatCorrection
from fuelplan.toml_files import read_toml
from fuelplan.units import (
    CM,
    DEG_C,
    FLUID_OUNCE,
    HOUR,
    KG,
    KM,
    KM_PER_HOUR,
    L_PER_HOUR,
    LITRE,
    MIN,
    ML,
    Quantity,
    Unit,
    quantity,
)

TABLE = "sweat_test"
NEEDED: Mapping[str, str] = {
    "before": "your weight before the run is missing, like 70.2",
    "after": "your weight after the run is missing, like 69.1",
    "minutes": "the minutes between the two weighings are missing, like 75",
}
USUAL: Mapping[str, str] = {
    "km": "a pace of 6:00 /km (km or pace)",
    "temp": "18 °C (temp)",
    "humidity": "60 % (humidity)",
}
VOLUME_UNITS: Mapping[str, Unit] = {"": LITRE, "l": LITRE, "ml": ML, "floz": FLUID_OUNCE}
TIME_UNITS: Mapping[str, Unit] = {"": MIN, "min": MIN, "h": HOUR}

_USUAL_SPEED, _USUAL_AIR, _USUAL_HUMIDITY = quantity(10.0, KM_PER_HOUR), quantity(18.0, DEG_C), 60.0
_NOTHING = quantity(0.0, LITRE)
_MOST_APART_KG, _MOST_APART_SHARE = 6.0, 0.08
_LEAST_MIN = 20.0
_WRITE_TABLES = "write each test under a line [[sweat_test]]; 'fuelplan sweat --save' does"
_NEW_FILE = (
    "# The runner: 'fuelplan make' in this folder reads this file. 'fuelplan init' elsewhere shows what it can say.\n"
)
_AMOUNT = re.compile(r"\s*(\d{1,5}(?:[.,]\d{1,17})?)\s*([a-z]*)\s*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SweatTest:
    """One run between two weighings: masses [kg], volumes [L], duration, speed, air [°C] and humidity 0-1.

    ``assumed`` names what was not written.
    """

    mass_before: Quantity
    mass_after: Quantity
    drunk: Quantity
    urine: Quantity
    duration: Quantity
    speed: Quantity
    temperature: Quantity
    humidity: float
    day: date | None = None
    assumed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def rate(self) -> Quantity:
        """Measured sweat rate [L/h]."""
        return hydration.sweat_rate_from_test(self.mass_before, self.mass_after, self.drunk, self.urine, self.duration)

    @property
    def error(self) -> Quantity:
        """Standard error of the rate [L/h]."""
        return science.sweat_test_error(self.rate, self.drunk, self.duration)

    @property
    def lost_kg(self) -> float:
        """Weight lost in the run [kg]; a gain is negative."""
        return float(self.mass_before.m_as(KG) - self.mass_after.m_as(KG))

    def modelled(self, height: Quantity, temperature: Quantity | None = None) -> Quantity:
        """Return what the model expects for this run, or for one in other air [L/h]."""
        air = self.temperature if temperature is None else temperature
        return sweat.sweat_rate(self.mass_before, height, self.speed, air, self.humidity)


def parse_volume(text: Text) -> Quantity:
    """Read ``0.4`` (litres), ``0.4 l``, ``400ml`` or ``14 fl oz`` [L]."""
    return _amount(text, VOLUME_UNITS, "a volume like 0.4 (litres), 400ml or 14floz").to(LITRE)


def _amount(text: Text, units: Mapping[str, Unit], example: str) -> Quantity:
    match = _AMOUNT.fullmatch(str(text).lower().replace("fl oz", "floz"))
    if not match or match[2] not in units:
        raise ValueError(f"write {example}")
    return quantity(float(match[1].replace(",", ".")), units[match[2]])


def _text(value: Any) -> str:
    """Return a value of TOML as one would write it: a moment is its day, true and false are no numbers."""
    return date(value.year, value.month, value.day).isoformat() if isinstance(value, date) else str(value)


def _long_enough(duration: Quantity) -> Quantity:
    if duration.m_as(MIN) < _LEAST_MIN:
        raise ValueError(
            f"a test needs {_LEAST_MIN:.0f} minutes or more, better an hour: a scale is too coarse for less"
        )
    return within(duration, HOUR, 0, 24)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "before": lambda text: within(grammar.parse_mass(text), KG, 30, 185),
    "after": lambda text: within(grammar.parse_mass(text), KG, 30, 185),
    "drunk": lambda text: within(parse_volume(text), LITRE, 0, 10),
    "urine": lambda text: within(parse_volume(text), LITRE, 0, 3),
    "minutes": lambda text: _long_enough(_amount(text, TIME_UNITS, "minutes like 75")),
    "km": lambda text: within(grammar.parse_distance(text), KM, 1, 200),
    "pace": lambda text: within(grammar.parse_pace(text), KM_PER_HOUR, 4, 24),
    "temp": lambda text: within(grammar.parse_temperature(text), DEG_C, -30, 45),
    "humidity": lambda text: read_number(text, 1, 100, "%"),
    "date": grammar.parse_date,
}


def read_sweat_test(values: Mapping[str, Any], where: str = "") -> SweatTest:
    """Read one sweat test from the keys of a ``[[sweat_test]]`` table, or from options of the same names.

    Needed are before, after and minutes. What is not written is 0 for drunk and urine, and 6:00 /km, 18 °C
    and 60 % for the run. ``where`` goes before the key in every complaint ("--").

    Raises
    ------
    InputError
        With every mistake at once.
    """
    if not isinstance(values, Mapping):
        raise InputError(_WRITE_TABLES)
    written = {key: _text(value) for key, value in values.items() if value is not None}
    reader = Reader({key: f"{where}{key}" for key in _READERS})
    reader.problems += [
        *(
            f"{where}{key}: this key is not known; {did_you_mean(key, _READERS)}"
            for key in written
            if key not in _READERS
        ),
        *(f"{where}{key}: {missing}" for key, missing in NEEDED.items() if key not in written),
    ]
    if "km" in written and "pace" in written:
        reader.problems.append(f"{where}km and {where}pace both say how fast it was; keep one of them")
    read = {key: reader.read(key, written[key], parse) for key, parse in _READERS.items() if key in written}
    reader.raise_if_any()
    test = _test_from(read)
    reader.problems += [f"{where}{problem}" for problem in _impossible(test)]
    reader.raise_if_any()
    return test


def read_height(text: Text, label: str) -> Quantity:
    """Read an adult's height [cm]; ``label`` says where it is written, for the InputError."""
    reader = Reader({label: label})
    height = reader.read(label, text, lambda given: within(grammar.parse_height(given), CM, 120, 230))
    reader.raise_if_any()
    assert height is not None
    return height


def _test_from(read: Mapping[str, Any]) -> SweatTest:
    duration, speed = read["minutes"], read.get("pace", _USUAL_SPEED)
    if "km" in read:
        speed = quantity(read["km"].m_as(KM) / duration.m_as(HOUR), KM_PER_HOUR)
    return SweatTest(
        mass_before=read["before"],
        mass_after=read["after"],
        drunk=read.get("drunk", _NOTHING),
        urine=read.get("urine", _NOTHING),
        duration=duration,
        speed=speed,
        temperature=read.get("temp", _USUAL_AIR),
        humidity=read.get("humidity", _USUAL_HUMIDITY) / 100.0,
        day=read.get("date"),
        assumed=tuple(key for key in USUAL if key not in read and not (key == "km" and "pace" in read)),
    )


def _impossible(test: SweatTest) -> list[str]:
    """Return what cannot be, to two decimals: a test just possible stays so when the file rounds it."""
    problems = []
    before, kmh = test.mass_before.m_as(KG), test.speed.m_as(KM_PER_HOUR)
    if not 4.0 <= round(kmh, 2) <= 24.0:
        problems.append(f"km: {kmh:.3g} km/h is not a run, 4 to 24 km/h are; check km and minutes")
    if abs(test.lost_kg) > min(_MOST_APART_KG, _MOST_APART_SHARE * before):
        return [*problems, f"after: {abs(test.lost_kg):.1f} kg from before is too far; check both weights and units"]
    try:
        rate = test.rate.m_as(L_PER_HOUR)
    except InputError as error:
        return [*problems, *(f"after: {problem}" for problem in error.problems)]
    low, high = science.PERSONAL_SWEAT_RANGE
    if not low <= round(rate, 2) <= high:
        problems.append(
            f"after: these give {rate:.2g} L of sweat an hour, and runners sweat {low:g} to {high:g}; "
            "check both weights, drunk, urine and minutes"
        )
    return problems


def earlier_tests(tables: Any) -> tuple[list[SweatTest], list[str]]:
    """Return the tests of runner.toml that can be read, and a sentence for every mistake in the others."""
    tests, problems = [], []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], start=1):
        try:
            tests.append(read_sweat_test(table))
        except InputError as error:
            problems += [f"sweat test {number}: {problem}" for problem in error.problems]
    return tests, problems


def correction_of(tests: Sequence[SweatTest], height: Quantity) -> SweatCorrection:
    """Return how a runner's sweat differs from the model's, by their tests; each at its own weight."""
    return science.fit_correction(
        [test.rate for test in tests],
        [test.modelled(height) for test in tests],
        [test.temperature for test in tests],
        [test.error for test in tests],
    )


def as_toml(test: SweatTest) -> str:
    """Return a test as the ``[[sweat_test]]`` block it is read from; what was assumed is left out."""
    km = float(test.speed.m_as(KM_PER_HOUR) * test.duration.m_as(HOUR))
    numbers = {
        "before": (test.mass_before.m_as(KG), "kg"),
        "after": (test.mass_after.m_as(KG), "kg"),
        "drunk": (test.drunk.m_as(LITRE), "litres"),
        "urine": (test.urine.m_as(LITRE), "litres"),
        "minutes": (test.duration.m_as(MIN), "between the two weighings"),
        "km": (km, "km"),
        "temp": (test.temperature.m_as(DEG_C), "°C"),
        "humidity": (100.0 * test.humidity, "%"),
    }
    day = [f"date = {test.day.isoformat()}"] if test.day else []
    rows = [
        f"{key} = {round(n, 3) + 0.0:.10g}  # {unit}" for key, (n, unit) in numbers.items() if key not in test.assumed
    ]
    return "\n".join([f"[[{TABLE}]]", *day, *rows, ""])


def remember(path: Path, test: SweatTest) -> None:
    """Write a test at the end of runner.toml, which is made if there is none.

    What is there stays byte for byte; the file before is kept as ``runner.toml.bak``.

    Raises
    ------
    InputError
        When the file is not TOML, already has this test, or cannot be written; nothing is changed then.
    """
    exists = path.exists()
    read, text = read_toml(path) if exists else ({}, _NEW_FILE)
    old = path.read_bytes() if exists else _NEW_FILE.encode()
    name = next((key for key in read if key.replace("-", "_") == TABLE), TABLE)
    block = as_toml(test).replace(TABLE, name, 1)
    added = ("\n" if text.endswith(("\n", "\r")) or not text else "\n\n") + block
    _check_added(path, read, text + added, name)
    if as_toml(test) in map(as_toml, earlier_tests(read.get(name, []))[0]):
        raise InputError(f"{path.name}: this very test is there already; nothing was added")
    newline = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(old[:2], "utf-8")
    write_files({path: old + added.replace("\n", newline).encode(encoding)}, keep={path})


def _check_added(path: Path, old: Mapping[str, Any], text: str, name: str) -> None:
    """Refuse a text that is not the TOML before and one test more."""
    refused = InputError(f"{path.name}: no test can be added to the {name} there; {_WRITE_TABLES}")
    try:
        new = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError:
        raise refused from None
    if {**new, name: new[name][:-1]} != {name: [], **old}:
        raise refused
