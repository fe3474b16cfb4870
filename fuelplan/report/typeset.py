"""Text on paper: cleaning, measuring, breaking into lines, drawing.

Text is drawn as plain strings and never parsed as markup, so a food called ``<b>Ben & Jerry's`` prints
as written.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from fuelplan.measures import NBSP
from fuelplan.report.theme import FACES, REGULAR, Style
from fuelplan.wording import DOT

ELLIPSIS = "…"


class Span(NamedTuple):
    """A piece of text in one style."""

    text: str
    style: Style


class Word(NamedTuple):
    """Spans that touch, with their width and that of the space after them."""

    spans: tuple[Span, ...]
    width: float
    space: float


Line = tuple[Span, ...]


@lru_cache(maxsize=32)
def _glyphs(face: str) -> frozenset[int]:
    font = pdfmetrics.getFont(face)
    return frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()


def _printable(char: str) -> str:
    if ord(char) in _glyphs(REGULAR):
        return char
    return "" if unicodedata.category(char)[0] in "CM" else "?"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return ``text`` composed (NFC), on one line, with ``?`` for what the embedded faces cannot show."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if c.isspace() and c != NBSP else c for c in composed)
    shown = spaced if _glyphs(REGULAR).issuperset(map(ord, spaced)) else "".join(map(_printable, spaced))
    return " ".join(word for word in shown.split(" ") if word)


@lru_cache(maxsize=16384)
def _faced(text: str, style: Style) -> tuple[Span, ...]:
    """Split cleaned text where a face of one's own lacks letters: those come from the embedded one."""
    if style.face in FACES or _glyphs(style.face).issuperset(map(ord, text)):
        return (Span(text, style),)
    other = replace(style, face=REGULAR)
    parts = itertools.groupby(text, key=lambda letter: ord(letter) in _glyphs(style.face))
    return tuple(Span("".join(letters), style if has else other) for has, letters in parts)


@lru_cache(maxsize=16384)
def _unit_width(text: str, face: str) -> float:
    return float(pdfmetrics.stringWidth(text, face, 1.0))


def text_width(text: str, style: Style) -> float:
    """Width of cleaned ``text`` in points."""
    return _unit_width(text, style.face) * style.size


def _word(spans: Sequence[Span]) -> Word:
    width = sum(text_width(text, style) for text, style in spans)
    return Word(tuple(spans), width, text_width(" ", spans[-1].style))


@lru_cache(maxsize=16384)
def _span_words(span: Span) -> tuple[Word, ...]:
    text, style = clean(span.text), span.style
    if not text:
        return ()
    return tuple(_word(_faced(part, style)) for part in text.split(" "))


def _words(spans: Iterable[Span]) -> list[Word]:
    """Split spans into words; pieces that touch without a space stay in one word."""
    words: list[Word] = []
    glued = False
    for span in spans:
        parts = _span_words(span)
        if not parts:
            glued = glued and not span.text
            continue
        if glued and not _is_break(span.text[:1]):
            words[-1] = _word((*words[-1].spans, *parts[0].spans))
            parts = parts[1:]
        words += parts
        glued = not _is_break(span.text[-1:])
    return words


def _is_break(char: str) -> bool:
    return char.isspace() and char != NBSP


def _chop(word: Word, width: float) -> list[Word]:
    """Break a word wider than the column into chunks that fit."""
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


def _rows(spans: Sequence[Span], width: float) -> list[list[Word]]:
    """The words of each line no wider than ``width``."""
    rows: list[list[Word]] = []
    used = width + 1.0
    for whole in _words(spans):
        for word in (whole,) if whole.width <= width else _chop(whole, width):
            if used + word.width <= width:
                rows[-1].append(word)
                used += word.width + word.space
            else:
                rows.append([word])
                used = word.width + word.space
    return rows


def count_lines(spans: Sequence[Span], width: float) -> int:
    """How many lines ``break_lines`` makes."""
    return len(_rows(spans, width))


def break_lines(spans: Sequence[Span], width: float) -> list[Line]:
    """Break spans into lines no wider than ``width``."""
    rows = _rows(spans, width)
    return [_joined(_undotted(row)) for row in rows[:-1]] + [_joined(row) for row in rows[-1:]]


def _undotted(row: list[Word]) -> list[Word]:
    """A line without the dot that would dangle at its end."""
    *before, last = row
    text, style = last.spans[-1]
    if not text.endswith(DOT):
        return row
    return [*before, _word([*last.spans[:-1], Span(text.removesuffix(DOT), style)])]


def cut_lines(spans: Sequence[Span], width: float, most: int) -> list[Line]:
    """Break spans into at most ``most`` lines; what is left out is marked with an ellipsis."""
    if count_lines(spans, width) <= most:
        return break_lines(spans, width)
    words = _words(spans)
    low, high = 0, len(words)
    while high - low > 1:
        middle = (low + high) // 2
        fits = count_lines(_shortened(words[:middle]), width) <= most
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
                if last is None or style.colour is not last.colour:
                    words.setFillColor(style.colour)
                last = style
            words.textOut(text)
        words.textLine("")
    canvas.drawText(words)


def draw_text(canvas: Canvas, x: float, baseline: float, text: str, style: Style, *, align: str = "left") -> None:
    """Draw one short line; ``align`` is left, right or centre of ``x``."""
    spans = _faced(clean(text).replace(NBSP, " "), style)
    x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * sum(text_width(*span) for span in spans)
    canvas.setFillColor(style.colour)
    for part, set_in in spans:
        canvas.setFont(set_in.face, set_in.size)
        canvas.drawString(x, baseline, part)
        x += text_width(part, set_in)
