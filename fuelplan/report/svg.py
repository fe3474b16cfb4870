"""A chart as SVG, to stand inside an HTML page."""

from __future__ import annotations

import re

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from fuelplan.report.theme import BOLD

_PROLOGUE = re.compile(r"\A.*?(?=<svg)", re.DOTALL)
_SIZE = re.compile(r'(<svg) width="[^"]*" height="[^"]*"')
_PLACEHOLDERS = re.compile(r"\s*<(title|desc)>\.\.\.</\1>")
_FACE = re.compile(r"font-family: ([\w-]+)")


def svg_of(drawing: Drawing, name: str) -> str:
    """Return the drawing as an ``<svg>`` element as wide as there is room, in the face of the page around it.

    ``name`` sets its ids apart from those of other drawings on the page. The words beside it tell what it shows, so
    that it is hidden from screen readers.
    """
    text = _PROLOGUE.sub("", str(renderSVG.drawToString(drawing)))
    text = _PLACEHOLDERS.sub("", _SIZE.sub(r'\1 aria-hidden="true" focusable="false"', text, count=1))
    text = text.replace('id="clip"', f'id="{name}-clip"').replace("url(#clip)", f"url(#{name}-clip)")
    text = text.replace('id="group"', f'id="{name}-group"')
    return _FACE.sub(lambda face: "font-weight: bold" if face[1] == BOLD else "font-weight: normal", text)
