"""Everything a runner can say about a week, under the names of the options and of runner.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

Text = str | float | int
Words = str | tuple[str, ...]


class WeekOptions(TypedDict, total=False):
    """What is written for one week; plain numbers are metric: km, kg, cm, °C, min/km, %, L/h, mg.

    Training: ``distance`` a week, or single ``runs`` ("tue 10 easy; sun 25 long 08:00 +300m 24C"),
    ``race`` ("sun 42.2 3:45"), ``strength`` ("tue 18:00 45min; fri"), ``last_km`` (the week before), ``pace``,
    ``temp``, ``humidity``, ``start`` (first day) and ``seed``.

    The runner: ``weight``, ``height``, ``age``, ``sex``, ``lifestyle`` (desk, mixed, feet, camp), measured ``rmr``
    [kcal/day], ``ffm`` [kg] or ``body_fat`` [%], ``health`` ("pregnant 2, levothyroxine"), measured
    ``sweat_rate``, ``sweat_sodium`` (light, normal, salty), ``sweat_test`` (tables as in runner.toml).

    The table: ``diet``, ``avoid``, ``like``, ``have``, ``region``, ``iron_cap``, ``iron_supplement``.

    Cooking: ``batch`` (lunches from last night's pot), ``quick`` (minutes on a working day), ``budget`` (a week's food,
    in the table's currency), ``home`` (lunch is eaten at home on working days), ``never`` (dishes or kitchens),
    ``keep`` ("mon breakfast=Porridge; dinner=Lentil soup").
    """

    distance: Text | None
    runs: str | None
    race: str | None
    strength: str | None
    last_km: Text | None
    pace: Text | None
    temp: Text | None
    humidity: Text | None
    start: str | date | None
    seed: int
    weight: Text | None
    height: Text | None
    age: Text | None
    sex: str | None
    lifestyle: str | None
    rmr: Text | None
    ffm: Text | None
    body_fat: Text | None
    health: Words
    sweat_rate: Text | None
    sweat_sodium: str | None
    sweat_test: Sequence[Mapping[str, Any]]
    diet: str | None
    avoid: Words
    like: Words
    have: Words
    region: str | None
    iron_cap: Text | None
    iron_supplement: Text | None
    batch: Text | None
    quick: Text | None
    budget: Text | None
    home: bool | None
    never: Words
    keep: Words


class Options(WeekOptions, total=False):
    """The same with the kilometres of the week, which most people write and nothing else."""

    km: Text | None


OPTIONS: tuple[str, ...] = tuple(sorted(Options.__optional_keys__))
