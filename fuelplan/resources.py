"""Find the food table and the dish templates, in a wheel and in a checkout alike."""

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


def dish_templates() -> list[Path]:
    """Return the paths of the shipped dish templates, in name order."""
    return sorted(_find("templates/dishes").glob("*.toml"))
