"""Why these numbers: warnings, assumed inputs, formulas in words, cautions, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.measures import NBSP
from fuelplan.report.flowables import Block, Columns, Keep, Stack, Text
from fuelplan.report.pages import COLUMN_GAP, Flow
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import Span
from fuelplan.safety import CAUTIONS
from fuelplan.weekplan import Citation, WeekPlan
from fuelplan.wording import reference_numbers, unbroken


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type of the text and of the references, and how many columns."""

    text: float
    small: float
    columns: int


SIZES = (Sizes(9.0, 8.0, 2), Sizes(8.5, 7.5, 2), Sizes(8.0, 7.5, 2), Sizes(7.5, 7.5, 3), Sizes(7.5, 7.0, 3))
LOOSEST, TIGHTEST = 3.0, 1.0


def add_why(flow: Flow, week: WeekPlan) -> None:
    """Put the reasons on one page, with the references on a second only where one cannot hold both."""
    theme = flow.theme
    _start_page(flow, "Why these numbers", 0)
    reasons = [(_reasons(week, theme, sizes, flow.width), sizes) for sizes in SIZES]
    cited = [(_references(week.references, theme, sizes, flow.width), sizes) for sizes in SIZES]
    both = [
        ([*blocks, *_headed("References", rows, theme)], sizes)
        for (blocks, sizes), (rows, _) in zip(reasons, cited, strict=True)
    ]
    if any(flow.fits_balanced(blocks, sizes.columns, TIGHTEST) for blocks, sizes in both):
        _place_largest(flow, both)
        return
    _place_largest(flow, reasons)
    _start_page(flow, "References", 1)
    _place_largest(flow, cited)


def _start_page(flow: Flow, title: str, level: int) -> None:
    flow.new_page()
    flow.columns(1)
    flow.bookmark(title, level)
    flow.place(Text([Span(title, flow.theme.head(flow.theme.title - 3))], 19.0))
    flow.skip(4.0)


def _place_largest(flow: Flow, choices: Sequence[tuple[Sequence[Block], Sizes]]) -> None:
    """Set the first choice that fits this page, else the last, in balanced columns."""
    blocks, sizes = next(
        (each for each in choices if flow.fits_balanced(each[0], each[1].columns, TIGHTEST)), choices[-1]
    )
    loose = flow.fits_balanced(blocks, sizes.columns, LOOSEST)
    flow.balance(blocks, sizes.columns, LOOSEST if loose else TIGHTEST)


def _column_width(sizes: Sizes, full: float) -> float:
    return (full - COLUMN_GAP * (sizes.columns - 1)) / sizes.columns


def _reasons(week: WeekPlan, theme: Theme, sizes: Sizes, full: float) -> list[Block]:
    width = _column_width(sizes, full)
    formulas = tuple((each.text, reference_numbers(each.references, week.references)) for each in week.formulas)
    sections = (
        ("Warnings", _uncited(week.warnings), "!"),
        ("Taken as given or assumed", _uncited(week.assumptions), "·"),
        ("How each number is reached", formulas, "·"),
        ("Cautions", _uncited([*CAUTIONS, *filter(None, [week.weight_advice])]), "·"),
    )
    blocks: list[Block] = []
    for title, lines, mark in sections:
        style, small = theme.regular(sizes.text), theme.quiet(sizes.small)
        spans = [
            [Span(unbroken(words), style), *([Span(f" {cited}", small)] if cited else [])] for words, cited in lines
        ]
        rows = [_row(mark, line, theme.bold(sizes.text), 8.0, width) for line in spans]
        blocks += _headed(title, rows, theme)
    return blocks


def _uncited(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((line, "") for line in lines)


def _references(references: Sequence[Citation], theme: Theme, sizes: Sizes, full: float) -> list[Block]:
    style, strong, width = theme.regular(sizes.small), theme.bold(sizes.small), _column_width(sizes, full)
    return [
        _row(str(index), [Span(_cited(citation), style)], strong, 12.0, width)
        for index, citation in enumerate(references, start=1)
    ]


def _cited(citation: Citation) -> str:
    """The reference with its DOI once, whether or not the text ends in it already."""
    doi = citation.doi.removeprefix("https://doi.org/")
    text = citation.text.removesuffix(doi).removesuffix("https://doi.org/").rstrip()
    return f"{text} doi:{doi}" if doi else text


def _row(mark: str, words: Sequence[Span], strong: Style, indent: float, width: float) -> Block:
    leading = strong.size * 1.17
    body = Text(words, leading)
    return Keep(Columns((indent, width - indent), (Text([Span(mark + NBSP, strong)], leading), body), 0.0))


def _headed(title: str, rows: Sequence[Block], theme: Theme) -> list[Block]:
    if not rows:
        return []
    heading = Text([Span(title, theme.head(10))], 14.0)
    return [Keep(Stack([heading, rows[0]])), *rows[1:]]
