"""Small things a page is built from. Each knows its height for a width and can draw and split itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from fuelplan.report.typeset import Line, Span, break_lines, count_lines, draw_lines


class Block(Protocol):
    """Anything that can be put on a page."""

    def height(self, width: float) -> float:
        """Height in points when ``width`` points wide."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw downwards from ``top``."""

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """What fits into ``room`` and what is left; ``hard`` also breaks what should stay whole."""


class Solid:
    """Base of blocks that never split."""

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Nothing fits, all is left."""
        return None, self  # type: ignore[return-value]


@dataclass(slots=True)
class Text:
    """A paragraph of spans, set ragged right."""

    spans: Sequence[Span]
    leading: float
    _counts: dict[float, int] = field(default_factory=dict)

    def lines(self, width: float) -> list[Line]:
        """The paragraph broken for ``width``."""
        return break_lines(self.spans, width)

    def height(self, width: float) -> float:
        """One leading per line."""
        if width not in self._counts:
            self._counts[width] = count_lines(self.spans, width)
        return self._counts[width] * self.leading

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw all lines."""
        draw_lines(canvas, x, top, self.lines(width), self.leading)

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Split between lines, only when ``hard``."""
        fit = int(room / self.leading + 1e-6)
        if not hard or fit < 1:
            return None, self
        lines = self.lines(width)
        return _Lines(lines[:fit], self.leading), _Lines(lines[fit:], self.leading)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines already broken: what a split paragraph leaves."""

    ready: Sequence[Line]
    leading: float

    def height(self, width: float) -> float:
        return len(self.ready) * self.leading

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        draw_lines(canvas, x, top, self.ready, self.leading)

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        fit = int(room / self.leading + 1e-6)
        if not hard or fit < 1:
            return None, self
        return _Lines(self.ready[:fit], self.leading), _Lines(self.ready[fit:], self.leading)


@dataclass(frozen=True, slots=True)
class Space(Solid):
    """Empty height."""

    points: float

    def height(self, width: float) -> float:
        """The space itself."""
        return self.points

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Nothing to draw."""


@dataclass(frozen=True, slots=True)
class Rule(Solid):
    """A thin line across the column."""

    colour: Color
    weight: float = 0.5

    def height(self, width: float) -> float:
        """The line's own weight."""
        return self.weight

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the line."""
        canvas.setStrokeColor(self.colour)
        canvas.setLineWidth(self.weight)
        canvas.line(x, top, x + width, top)


@dataclass(frozen=True, slots=True)
class Keep:
    """A block that is broken only when a whole page is too short for it."""

    inner: Block

    def height(self, width: float) -> float:
        """Height of what it keeps."""
        return self.inner.height(width)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw what it keeps."""
        self.inner.draw(canvas, x, top, width)

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Give way only to ``hard``."""
        return self.inner.split(width, room, True) if hard else (None, self)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks below each other, ``gap`` apart."""

    blocks: Sequence[Block]
    gap: float = 0.0

    def height(self, width: float) -> float:
        """Sum of heights and gaps."""
        return sum(b.height(width) for b in self.blocks) + self.gap * max(0, len(self.blocks) - 1)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw from the top down."""
        for block in self.blocks:
            block.draw(canvas, x, top, width)
            top -= block.height(width) + self.gap

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Split between blocks, or inside the first that does not fit."""
        used = 0.0
        for index, block in enumerate(self.blocks):
            height = block.height(width)
            if used + height > room + 1e-6:
                head, tail = block.split(width, room - used, hard and index == 0)
                first = [*self.blocks[:index], *([head] if head else [])]
                rest = [*([tail] if tail else []), *self.blocks[index + 1 :]]
                return _stacked(first, self.gap), _stacked(rest, self.gap)
            used += height + self.gap
        return self, None


def _stacked(blocks: Sequence[Block], gap: float) -> Block | None:
    return Stack(blocks, gap) if blocks else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other, each with its own width, ``gap`` apart."""

    widths: Sequence[float]
    blocks: Sequence[Block]
    gap: float = 8.0

    def height(self, width: float) -> float:
        """Height of the tallest column."""
        return max(b.height(w) for b, w in zip(self.blocks, self.widths, strict=True))

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw from left to right."""
        for block, w in zip(self.blocks, self.widths, strict=True):
            block.draw(canvas, x, top, w)
            x += w + self.gap

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Split every column at the same height; refuse if a column would lose its beginning."""
        heads: list[Block] = []
        tails: list[Block] = []
        for block, w in zip(self.blocks, self.widths, strict=True):
            fits = block.height(w) <= room + 1e-6
            head, tail = (block, None) if fits else block.split(w, room, hard)
            if head is None:
                return None, self
            heads.append(head)
            tails.append(tail or Space(0))
        return Columns(self.widths, heads, self.gap), Columns(self.widths, tails, self.gap)


@dataclass(frozen=True, slots=True)
class Panel:
    """A block on a tinted ground with padding."""

    inner: Block
    fill: Color
    pad_x: float = 5.0
    pad_y: float = 2.5

    def height(self, width: float) -> float:
        """Inner height and padding."""
        return self.inner.height(width - 2 * self.pad_x) + 2 * self.pad_y

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the ground, then the block."""
        height = self.height(width)
        canvas.setFillColor(self.fill)
        canvas.rect(x, top - height, width, height, stroke=0, fill=1)
        self.inner.draw(canvas, x + self.pad_x, top - self.pad_y, width - 2 * self.pad_x)

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Split what it holds."""
        head, tail = self.inner.split(width - 2 * self.pad_x, room - 2 * self.pad_y, hard)
        return self._around(head), self._around(tail)

    def _around(self, block: Block | None) -> Block | None:
        return Panel(block, self.fill, self.pad_x, self.pad_y) if block else None


@dataclass(frozen=True, slots=True)
class Headed:
    """A body under a heading; when it is split, ``again`` heads what is left."""

    heading: Block
    again: Block
    body: Block
    gap: float

    def height(self, width: float) -> float:
        """Heading, gap and body."""
        return self.heading.height(width) + self.gap + self.body.height(width)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the heading, then the body."""
        self.heading.draw(canvas, x, top, width)
        self.body.draw(canvas, x, top - self.heading.height(width) - self.gap, width)

    def split(self, width: float, room: float, hard: bool) -> tuple[Block | None, Block | None]:
        """Split the body."""
        above = self.heading.height(width) + self.gap
        head, tail = self.body.split(width, room - above, hard)
        if head is None or tail is None:
            return None, self
        return Headed(self.heading, self.again, head, self.gap), Headed(self.again, self.again, tail, self.gap)
