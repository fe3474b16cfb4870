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
    from fuelplan.outputs import from_json, to_html, to_ics, to_json, to_pdf, to_shopping_csv, to_shopping_text
    from fuelplan.page_template import read_template
    from fuelplan.planner.rulebook import Rulebook
    from fuelplan.weekplan import WeekPlan
    from fuelplan.workflow import plan_week

__version__ = _version.VERSION

_HOMES = {
    "AuditError": "fuelplan.errors",
    "FuelplanError": "fuelplan.errors",
    "InputError": "fuelplan.errors",
    "NoPlanError": "fuelplan.errors",
    "Rulebook": "fuelplan.planner.rulebook",
    "WeekPlan": "fuelplan.weekplan",
    "from_json": "fuelplan.outputs",
    "plan_week": "fuelplan.workflow",
    "swap_meal": "fuelplan.change",
    "read_template": "fuelplan.page_template",
    "to_html": "fuelplan.outputs",
    "to_ics": "fuelplan.outputs",
    "to_json": "fuelplan.outputs",
    "to_pdf": "fuelplan.outputs",
    "to_shopping_csv": "fuelplan.outputs",
    "to_shopping_text": "fuelplan.outputs",
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
    "read_template",
    "swap_meal",
    "to_html",
    "to_ics",
    "to_json",
    "to_pdf",
    "to_shopping_csv",
    "to_shopping_text",
]


def __getattr__(name: str) -> Any:
    """Load the heavy modules only when something of theirs is asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'fuelplan' has no attribute '{name}'")
