"""How a week looks on paper and on a phone: paper, measures, colours, faces, sections, and whose name stands on it.

Plain values without a drawing library: :mod:`fuelplan.page_template` reads them from a TOML file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fuelplan.measures import System

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")

# What each section holds, in the order they are printed where a template names none.
SECTIONS: dict[str, str] = {
    "fridge": "the week on one page",
    "race": "race day, where there is one",
    "days": "day cards",
    "runs": "run cards",
    "shopping": "the shopping list",
    "charts": "the week in charts",
    "log": "the log to fill in by pen, and the causes of heavy legs",
    "why": "warnings, cautions, assumptions, formulas and references",
}
ALWAYS = "why"

LEAST_CONTRAST = 4.5
_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Inks as ``#rrggbb``: text, secondary text, rules, pale grounds, and the one accent.

    No meaning hangs on a colour alone, and every one that is read is dark enough to be read in grey.
    """

    ink: str = "#1a1a1a"
    grey: str = "#5a5a5a"
    line: str = "#a8a8a8"
    tint: str = "#eeeeee"
    accent: str = "#0b4a5c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """TrueType files of one's own, all three; None for the embedded DejaVu Sans Condensed."""

    regular: Path
    bold: Path
    oblique: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """Everything a page template says.

    ``paper`` and ``units`` are None where it leaves them to the runner; ``logo`` is a PNG or JPEG file's content.
    """

    paper: Paper | None = None
    units: System | None = None
    sections: tuple[str, ...] = tuple(SECTIONS)
    cost: bool = False
    club: str = ""
    coach: str = ""
    logo: bytes = b""
    footer: str = ""
    colours: Colours = field(default_factory=Colours)
    faces: Faces | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a week was printed, None where nothing was said: ``also`` names the other files written, by option."""

    page: Paper | None = None
    units: System | None = None
    template: str | None = None
    also: tuple[str, ...] = ()


def contrast(one: str, other: str = _WHITE) -> float:
    """Return the contrast of two colours ``#rrggbb``, 1 to 21.

    Reference: W3C (2018), Web Content Accessibility Guidelines 2.1, relative luminance and contrast ratio.

    Examples
    --------
    >>> contrast("#000000")
    21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((high + 0.05) / (low + 0.05), 2)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
