"""The week as JSON: the stable, versioned contract."""

from __future__ import annotations

import json

from fuelplan.weekplan import WeekPlan


def dumps(week: WeekPlan) -> str:
    """Return the week as JSON text, in the contract's order, without NaN, ending in a line break."""
    return json.dumps(week.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
