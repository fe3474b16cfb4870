"""Find the food table, the templates and the fonts: installed, in a checkout, or in a wheel that is run as it is."""

from __future__ import annotations

import atexit
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from fuelplan.errors import FuelplanError

_PARTS = ("data", "templates", "report/fonts")


@cache
def _package() -> Path:
    """Return the package's folder; out of a zip, its files are unpacked into one that lasts as long as the run."""
    package = files("fuelplan")
    if isinstance(package, Path):
        return package.resolve()
    unpacked = TemporaryDirectory(prefix="fuelplan-")
    atexit.register(unpacked.cleanup)
    for part in _PARTS:
        _copy(package / part, Path(unpacked.name) / "fuelplan" / part)
    return Path(unpacked.name) / "fuelplan"


def _copy(source: Traversable, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True)
        for each in source.iterdir():
            _copy(each, target / each.name)
    else:
        target.write_bytes(source.read_bytes())


def _find(relative: str) -> Path:
    """Return ``relative`` inside the installed package or, for an editable install, the checkout."""
    for root in (_package(), _package().parent):
        if (root / relative).exists():
            return root / relative
    raise FuelplanError(f"fuelplan is installed without its {relative}; install it again: pip install fuelplan")


def foods_csv() -> Path:
    """Return the path of the shipped food table."""
    return _find("data/foods.csv")


def dish_folder() -> Path:
    """Return the folder of the shipped dish templates."""
    return _find("templates/dishes")


def runner_template() -> Path:
    """Return the path of the commented runner.toml to start from."""
    return _find("templates/runner.toml")


def page_folder() -> Path:
    """Return the folder of the shipped page templates."""
    return _find("templates/pages")


def font_folder() -> Path:
    """Return the folder of the faces that go into the PDF."""
    return _find("report/fonts")
