"""Text on paper: cleaning, measuring, breaking into lines, drawing.

Text is drawn as plain strings and never parsed as markup, so a food called ``<b>Ben & Jerry's`` prints
as written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.theme import FACES, Style

NBSP = "\u00a0"
ELLIPSIS = "…"


class Span(NamedTuple):
    """A piece of text in one style."""

    text: str
    style: Style


class Word(NamedTuple):
    """Spans that touch, with their width."""

    spans: tuple[Span, ...]
    width: float


Line = tuple[Span, ...]


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    fonts = [font for name in FACES if isinstance(font := pdfmetrics.getFont(name), TTFont)]
    return frozenset(set(fonts[0].face.charToGlyph).intersection(*(f.face.charToGlyph for f in fonts[1:])))


def _printable(char: str) -> str:
    if ord(char) in _glyphs():
        return char
    return "" if unicodedata.category(char)[0] in "CM" else "?"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return ``text`` composed (NFC), on one line, with ``?`` for what the fonts cannot show."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if c.isspace() and c != NBSP else c for c in composed)
    return " ".join(word for word in "".join(map(_printable, spaced)).split(" ") if word)


@lru_cache(maxsize=16384)
def _unit_width(text: str, face: str) -> float:
    return float(pdfmetrics.stringWidth(text, face, 1.0))


def text_width(text: str, style: Style) -> float:
    """Width of cleaned ``text`` in points."""
    return _unit_width(text, style.face) * style.size


def _word(spans: Sequence[Span]) -> Word:
    return Word(tuple(spans), sum(text_width(text, style) for text, style in spans))


def _words(spans: Iterable[Span]) -> list[Word]:
    """Split spans into words; pieces that touch without a space stay in one word."""
    words: list[list[Span]] = []
    glued = False
    for span in spans:
        text = clean(span.text)
        if not text:
            glued = glued and not span.text
            continue
        parts = text.split(" ")
        if glued and not span.text[:1].isspace():
            words[-1].append(Span(parts.pop(0), span.style))
        words += [[Span(part, span.style)] for part in parts]
        glued = not span.text[-1:].isspace()
    return [_word(word) for word in words]


def _chop(word: Word, width: float) -> list[Word]:
    """Break a word wider than the column into chunks that fit."""
    if word.width <= width:
        return [word]
    chunks: list[Word] = []
    for text, style in word.spans:
        start = 0
        for end in range(1, len(text) + 1):
            if end - start > 1 and text_width(text[start:end], style) > width:
                chunks.append(_word([Span(text[start : end - 1], style)]))
                start = end - 1
        chunks.append(_word([Span(text[start:], style)]))
    return chunks


def _joined(words: Sequence[Word]) -> Line:
    """Join the words of one line into as few spans as their styles allow."""
    texts: list[str] = []
    styles: list[Style] = []
    for word in words:
        if texts:
            texts[-1] += " "
        for text, style in word.spans:
            if styles and (styles[-1] is style or styles[-1] == style):
                texts[-1] += text
            else:
                texts.append(text)
                styles.append(style)
    return tuple(Span(text.replace(NBSP, " "), style) for text, style in zip(texts, styles, strict=True))


def break_lines(spans: Sequence[Span], width: float) -> list[Line]:
    """Break spans into lines no wider than ``width``."""
    rows: list[list[Word]] = []
    used = 0.0
    for whole in _words(spans):
        for word in _chop(whole, width):
            gap = text_width(" ", rows[-1][-1].spans[-1].style) if rows else 0.0
            if rows and used + gap + word.width <= width:
                rows[-1].append(word)
                used += gap + word.width
            else:
                rows.append([word])
                used = word.width
    return [_joined(row) for row in rows]


def cut_lines(spans: Sequence[Span], width: float, most: int) -> list[Line]:
    """Break spans into at most ``most`` lines; what is left out is marked with an ellipsis."""
    words = _words(spans)
    lines = break_lines(spans, width)
    if len(lines) <= most:
        return lines
    low, high = 0, len(words)
    while high - low > 1:
        middle = (low + high) // 2
        fits = len(break_lines(_shortened(words[:middle]), width)) <= most
        low, high = (middle, high) if fits else (low, middle)
    if low:
        return break_lines(_shortened(words[:low]), width)
    text, style = words[0].spans[0]
    keep = max(n for n in range(len(text) + 1) if text_width(text[:n] + ELLIPSIS, style) <= width or n == 0)
    return break_lines([Span(text[:keep] + ELLIPSIS, style)], width)[:most]


def _shortened(words: Sequence[Word]) -> list[Span]:
    flat = [Span(("" if i else " ") + s.text, s.style) for word in words for i, s in enumerate(word.spans)]
    if not flat:
        return []
    last = flat[-1]
    return [*flat[:-1], Span(last.text.rstrip(" ,·:(") + ELLIPSIS, last.style)]


def draw_lines(canvas: Canvas, x: float, top: float, lines: Sequence[Line], leading: float) -> None:
    """Draw lines downwards; the first baseline sits 0.8 of a leading under ``top``."""
    words = canvas.beginText(x, top - 0.8 * leading)
    last: Style | None = None
    for line in lines:
        for text, style in line:
            if style is not last:
                words.setFont(style.face, style.size, leading)
                words.setFillColor(style.colour)
                last = style
            words.textOut(text)
        words.textLine("")
    canvas.drawText(words)


def draw_text(
    canvas: Canvas, x: float, baseline: float, text: str, style: Style, *, align: str = "left"
) -> None:
    """Draw one short line; ``align`` is left, right or centre of ``x``."""
    shown = clean(text).replace(NBSP, " ")
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(shown, style)
    canvas.setFillColor(style.colour)
    canvas.setFont(style.face, style.size)
    canvas.drawString(x - shift, baseline, shown)
