"""The printed week: ``render`` turns a finished plan into PDF bytes, ``Theme`` says how it looks."""

from fuelplan.report.document import render
from fuelplan.report.theme import Theme

__all__ = ["Theme", "render"]
