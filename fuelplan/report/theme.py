"""Paper, type and ink of the printed week, and the embedded fonts behind them.

The faces are DejaVu Sans Condensed: free to embed, and with every glyph a plan needs (→ ≥ ₂ ☐ ✓ Ł ½).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from fuelplan.measures import Measures, System, measures_of

FONTS = Path(__file__).parent / "fonts"
REGULAR = "FuelplanSans"
BOLD = "FuelplanSans-Bold"
OBLIQUE = "FuelplanSans-Oblique"
FACES = {
    REGULAR: "DejaVuSansCondensed.ttf",
    BOLD: "DejaVuSansCondensed-Bold.ttf",
    OBLIQUE: "DejaVuSansCondensed-Oblique.ttf",
}


def register_fonts() -> None:
    """Register the embedded faces with reportlab; a second call does nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name, file in FACES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


@lru_cache(maxsize=32)
def _colour(code: str) -> Color:
    return HexColor(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to set text: face, size in points, colour."""

    face: str = REGULAR
    size: float = 9.0
    colour: Color

    @property
    def leading(self) -> float:
        """Distance between two baselines in points."""
        return self.size * 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Everything about how the week looks, in points; nothing about what it says.

    The accent is dark enough to print as a clear dark grey, and no meaning hangs on it alone.
    """

    paper: Literal["a4", "letter"] = "a4"
    units: System = "metric"
    margin: float = 30.0
    fridge_margin: float = 20.0
    footer: float = 16.0
    body: float = 9.0
    small: float = 7.5
    heading: float = 11.0
    title: float = 17.0
    fridge_largest: float = 9.5
    fridge_smallest: float = 7.0
    ink_hex: str = "#1a1a1a"
    grey_hex: str = "#5a5a5a"
    line_hex: str = "#a8a8a8"
    tint_hex: str = "#eeeeee"
    accent_hex: str = "#0b4a5c"

    def __post_init__(self) -> None:
        if self.paper not in ("a4", "letter"):
            raise ValueError(f'paper is "a4" or "letter", not {self.paper!r}')

    @property
    def portrait(self) -> tuple[float, float]:
        """Width and height of an upright page."""
        width, height = A4 if self.paper == "a4" else LETTER
        return float(width), float(height)

    @property
    def landscape(self) -> tuple[float, float]:
        """Width and height of a page on its side."""
        width, height = self.portrait
        return height, width

    @property
    def measures(self) -> Measures:
        """What its reader measures in."""
        return measures_of(self.units)

    @property
    def ink(self) -> Color:
        """Colour of text."""
        return _colour(self.ink_hex)

    @property
    def grey(self) -> Color:
        """Colour of secondary text."""
        return _colour(self.grey_hex)

    @property
    def line(self) -> Color:
        """Colour of rules and empty tracks."""
        return _colour(self.line_hex)

    @property
    def tint(self) -> Color:
        """Colour of a pale background."""
        return _colour(self.tint_hex)

    @property
    def accent(self) -> Color:
        """The one accent colour."""
        return _colour(self.accent_hex)

    def regular(self, size: float | None = None) -> Style:
        """Plain text, at body size unless told."""
        return Style(face=REGULAR, size=size or self.body, colour=self.ink)

    def bold(self, size: float | None = None) -> Style:
        """Bold text, at body size unless told."""
        return Style(face=BOLD, size=size or self.body, colour=self.ink)

    def oblique(self, size: float | None = None) -> Style:
        """Oblique text for methods and asides."""
        return Style(face=OBLIQUE, size=size or self.body, colour=self.ink)

    def quiet(self, size: float | None = None) -> Style:
        """Grey text for labels."""
        return Style(face=REGULAR, size=size or self.body, colour=self.grey)

    def head(self, size: float | None = None) -> Style:
        """Section headings in the accent colour."""
        return Style(face=BOLD, size=size or self.heading, colour=self.accent)
