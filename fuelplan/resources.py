"""Find the food table and the templates, in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

from fuelplan.errors import FuelplanError

_PACKAGE = Path(__file__).resolve().parent


def _find(relative: str) -> Path:
    """Return ``relative`` inside the installed package or, for an editable install, the checkout."""
    for root in (_PACKAGE, _PACKAGE.parent):
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
