"""Laying blocks out on pages: first decided, then drawn, so every footer knows the last page's number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fuelplan.report.flowables import Block
from fuelplan.report.theme import Theme

COLUMN_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place on the page."""

    block: Block
    x: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: title, level (0 or 1) and height on the page."""

    title: str
    level: int
    top: float


@dataclass(slots=True)
class Page:
    """One page: its size, its margin, what stands on it."""

    size: tuple[float, float]
    margin: float
    placed: list[Placed] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)


class Flow:
    """Fills portrait pages from the top, in one or more columns."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.pages: list[Page] = []
        self._columns = 1
        self._column = 0
        self._start = self._top = 0.0
        self._waiting: list[tuple[str, int]] = []

    @property
    def bottom(self) -> float:
        """Lowest point blocks may reach."""
        return self.theme.margin + self.theme.footer

    @property
    def room(self) -> float:
        """Height left in the column."""
        return self._top - self.bottom

    @property
    def width(self) -> float:
        """Width of a column."""
        return (self.full_width - COLUMN_GAP * (self._columns - 1)) / self._columns

    @property
    def full_width(self) -> float:
        """Width of a page's only column."""
        return self.theme.portrait[0] - 2 * self.theme.margin

    @property
    def full(self) -> float:
        """Height of an empty page's column."""
        return self.theme.portrait[1] - 2 * self.theme.margin - self.theme.footer

    def add_page(self, page: Page) -> None:
        """Append a finished page."""
        self.pages.append(page)

    def new_page(self) -> None:
        """Start an empty page."""
        self.pages.append(Page(self.theme.portrait, self.theme.margin))
        self._column = 0
        self._start = self._top = self.theme.portrait[1] - self.theme.margin

    def columns(self, count: int) -> None:
        """From here on set ``count`` columns."""
        self._columns, self._column, self._start = count, 0, self._top

    def skip(self, points: float) -> None:
        """Leave a gap, but not at the top of a column."""
        if self._top < self._start:
            self._top -= points

    def bookmark(self, title: str, level: int) -> None:
        """Point an outline entry at the block placed next."""
        self._waiting.append((title, level))

    def next_column(self) -> None:
        """Go on in the next column, on a new page after the last."""
        self._column += 1
        if self._column < self._columns:
            self._top = self._start
        else:
            self.new_page()

    def reserve(self, height: float) -> None:
        """Move on unless ``height`` fits here."""
        if height > self.room and self._top < self._start:
            self.next_column()

    def place(self, block: Block, *, loose: bool = False) -> None:
        """Put a block here; if it does not fit, move on, or split it where it allows when ``loose``."""
        while block.height(self.width) > self.room + 1e-6:
            fresh = self._top >= self._start
            head, tail = block.split(self.width, self.room, False) if loose or fresh else (None, block)
            if head is None and fresh:
                head, tail = block.split(self.width, self.room, True)
                if head is None:
                    break
            if head is not None:
                self._put(head)
            self.next_column()
            if tail is None:
                return
            block = tail
        self._put(block)

    def _put(self, block: Block) -> None:
        self.pages[-1].bookmarks += [Bookmark(title, level, self._top) for title, level in self._waiting]
        self._waiting.clear()
        x = self.theme.margin + self._column * (self.width + COLUMN_GAP)
        self.pages[-1].placed.append(Placed(block, x, self._top, self.width))
        self._top -= block.height(self.width)

    def balance(self, blocks: Sequence[Block], count: int, gap: float) -> None:
        """Set blocks in ``count`` columns of about equal height; go over to new pages as needed."""
        self.columns(count)
        limit = self._shortest(blocks, count, gap)
        for block in blocks:
            used = self._start - self._top
            if used and used + block.height(self.width) > limit + 1e-6 and self._column < count - 1:
                self.next_column()
            self.place(block)
            self.skip(gap)

    def fits_balanced(self, blocks: Sequence[Block], count: int, gap: float) -> bool:
        """Whether ``balance`` would end on this page."""
        width = (self.width - COLUMN_GAP * (count - 1)) / count
        return _columns_needed([b.height(width) for b in blocks], gap, self.room) <= count

    def _shortest(self, blocks: Sequence[Block], count: int, gap: float) -> float:
        heights = [b.height(self.width) for b in blocks]
        limit = max([(sum(heights) + gap * len(heights)) / count, *heights])
        while limit < self.room and _columns_needed(heights, gap, limit) > count:
            limit += 6.0
        return min(limit, self.room)


def _columns_needed(heights: Sequence[float], gap: float, limit: float) -> int:
    columns, used = 1, 0.0
    for height in heights:
        if used and used + height > limit:
            columns, used = columns + 1, 0.0
        used += height + gap
    return columns
