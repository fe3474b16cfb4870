"""Shared fixtures: one shipped table, one planned week, no network, deterministic hypothesis."""

from __future__ import annotations

import csv
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import fuelplan
from fuelplan import resources
from fuelplan.foods import FoodTable, load_foods
from fuelplan.weekplan import WeekPlan

START = "2026-11-23"
REFERENCE = Path(__file__).parent / "reference"

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a test opened a network connection")

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(scope="session")
def table() -> FoodTable:
    return load_foods(resources.foods_csv())


@pytest.fixture(scope="session")
def rows() -> dict[str, dict[str, str]]:
    """The food table as plain text rows, read without fuelplan."""
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


@pytest.fixture(scope="session")
def week() -> WeekPlan:
    return fuelplan.plan_week(km=60, weight="70 kg", start=START)
