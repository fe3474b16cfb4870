"""Paper, type and ink of the printed week, and the embedded fonts behind them.

The faces are DejaVu Sans Condensed: free to embed, and with every glyph a plan needs (→ ≥ ₂ ☐ ✓ Ł ½).
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from fuelplan import resources
from fuelplan.measures import Measures, System, measures_of
from fuelplan.page_design import PAPERS, Faces, PageDesign, Paper

REGULAR = "FuelplanSans"
BOLD = "FuelplanSans-Bold"
OBLIQUE = "FuelplanSans-Oblique"
FACES = {
    REGULAR: "DejaVuSansCondensed.ttf",
    BOLD: "DejaVuSansCondensed-Bold.ttf",
    OBLIQUE: "DejaVuSansCondensed-Oblique.ttf",
}


class FaceNames(NamedTuple):
    """The names reportlab knows three faces by."""

    regular: str = REGULAR
    bold: str = BOLD
    oblique: str = OBLIQUE


def register_fonts(faces: Faces | None = None) -> FaceNames:
    """Register the embedded faces, and those of one's own, with reportlab; a second call does nothing.

    A face is known by its content, so that two clubs' files of one name are two faces.
    """
    for name, file in FACES.items():
        _register(name, resources.font_folder() / file)
    return FaceNames() if faces is None else FaceNames(*map(_registered, astuple(faces)))


def _registered(path: Path) -> str:
    name = f"Own-{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
    _register(name, path)
    return name


def _register(name: str, path: Path) -> None:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(path)))


@lru_cache(maxsize=32)
def _colour(code: str) -> Color:
    return HexColor(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to set text: face, size in points, colour."""

    face: str = REGULAR
    size: float = 9.0
    colour: Color

    def __hash__(self) -> int:
        """Without the colour: styles are looked up ten thousand times a page."""
        return hash((self.face, self.size))

    @property
    def leading(self) -> float:
        """Distance between two baselines in points."""
        return self.size * 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Everything about how the week looks, in points; nothing about what it says.

    ``design`` is what a page template says of it; ``paper`` and ``units`` are decided already.
    """

    paper: Paper = "a4"
    units: System = "metric"
    design: PageDesign = field(default_factory=PageDesign)
    faces: FaceNames = field(default_factory=FaceNames)
    margin: float = 30.0
    fridge_margin: float = 20.0
    footer: float = 16.0
    body: float = 9.0
    small: float = 7.5
    heading: float = 11.0
    title: float = 17.0
    fridge_largest: float = 9.5
    fridge_smallest: float = 7.0

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
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
        return _colour(self.design.colours.ink)

    @property
    def grey(self) -> Color:
        """Colour of secondary text."""
        return _colour(self.design.colours.grey)

    @property
    def line(self) -> Color:
        """Colour of rules and empty tracks."""
        return _colour(self.design.colours.line)

    @property
    def tint(self) -> Color:
        """Colour of a pale background."""
        return _colour(self.design.colours.tint)

    @property
    def accent(self) -> Color:
        """The one accent colour."""
        return _colour(self.design.colours.accent)

    def regular(self, size: float | None = None) -> Style:
        """Plain text, at body size unless told."""
        return Style(face=self.faces.regular, size=size or self.body, colour=self.ink)

    def bold(self, size: float | None = None) -> Style:
        """Bold text, at body size unless told."""
        return Style(face=self.faces.bold, size=size or self.body, colour=self.ink)

    def oblique(self, size: float | None = None) -> Style:
        """Oblique text for methods and asides."""
        return Style(face=self.faces.oblique, size=size or self.body, colour=self.ink)

    def quiet(self, size: float | None = None) -> Style:
        """Grey text for labels."""
        return Style(face=self.faces.regular, size=size or self.body, colour=self.grey)

    def head(self, size: float | None = None) -> Style:
        """Section headings in the accent colour."""
        return Style(face=self.faces.bold, size=size or self.heading, colour=self.accent)
