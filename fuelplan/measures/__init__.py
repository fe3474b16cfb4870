"""The runner's own units, decided once: everything printed says kilometres or miles through :class:`Measures`.

A plan is metric and stays so. Nutrients keep their grams and milligrams in both systems, as food labels do, and a
dose by body mass its g/kg, as sports dietitians write it.
"""

from fuelplan.measures.metric import NBSP, Measures, System, number, tenths, value_of
from fuelplan.measures.us import USMeasures

SYSTEMS: tuple[System, ...] = ("metric", "us")

__all__ = ["NBSP", "SYSTEMS", "Measures", "System", "USMeasures", "measures_of", "number", "tenths", "value_of"]


def measures_of(system: System | None) -> Measures:
    """Return the measures of a system, metric ones where none was said."""
    return USMeasures() if system == "us" else Measures()
