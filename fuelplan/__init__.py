"""fuelplan: a printable week of meals and fluids for distance runners.

>>> import fuelplan
>>> week = fuelplan.plan_week(km=60, weight="70 kg", start="2026-11-23")
>>> len(week.days)
7
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fuelplan import _version

if TYPE_CHECKING:
    from fuelplan.change import swap_meal
    from fuelplan.errors import AuditError, FuelplanError, InputError, NoPlanError
    from fuelplan.planner.rulebook import Rulebook
    from fuelplan.weekplan import WeekPlan
    from fuelplan.workflow import from_json, plan_week, to_json, to_pdf

__version__ = _version.VERSION

_HOMES = {
    "AuditError": "fuelplan.errors",
    "FuelplanError": "fuelplan.errors",
    "InputError": "fuelplan.errors",
    "NoPlanError": "fuelplan.errors",
    "Rulebook": "fuelplan.planner.rulebook",
    "WeekPlan": "fuelplan.weekplan",
    "from_json": "fuelplan.workflow",
    "plan_week": "fuelplan.workflow",
    "swap_meal": "fuelplan.change",
    "to_json": "fuelplan.workflow",
    "to_pdf": "fuelplan.workflow",
}

__all__ = [
    "AuditError",
    "FuelplanError",
    "InputError",
    "NoPlanError",
    "Rulebook",
    "WeekPlan",
    "__version__",
    "from_json",
    "plan_week",
    "swap_meal",
    "to_json",
    "to_pdf",
]


def __getattr__(name: str) -> Any:
    """Load the heavy modules only when something of theirs is asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'fuelplan' has no attribute '{name}'")
