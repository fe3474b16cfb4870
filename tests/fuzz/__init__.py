"""Fuzz targets: each module has ``check(data)``, which raises where the law is broken, and ``mutate(data, rng)``.

The law of every reader: whatever the input, it returns a value or raises a FuelplanError whose mistakes are short,
printable lines; it never hangs, and what it returns holds numbers one can reckon with.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

TARGETS = (
    "csv_table",
    "csv_import",
    "runner_toml",
    "dishes_toml",
    "page_toml",
    "logo",
    "week_json",
    "options",
    "sweat",
    "fdc_zip",
)
CORPUS = Path(__file__).parent / "corpus"


def target(name: str) -> Any:
    """Return the module of a target."""
    return import_module(f"fuzz.{name}")


def corpus_of(name: str) -> list[Path]:
    """Return the kept inputs of a target, in name order."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())
