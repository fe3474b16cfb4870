"""Why these numbers: warnings, assumed inputs, formulas in words, cautions, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fuelplan.report.flowables import Block, Columns, Keep, Stack, Text
from fuelplan.report.pages import COLUMN_GAP, Flow
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import NBSP, Span
from fuelplan.weekplan import Citation, WeekPlan

CAUTIONS = (
    "This is a plan for healthy adults, not medical advice, and fuelplan is not a doctor.",
    "Drink to thirst. Never drink more than you sweat: stop if you weigh more after a run than before it.",
    "Headache, vomiting, confusion or swollen hands during or after a long run: stop drinking and get "
    "medical help "
    "at once.",
    "Chest pain, fainting or breathlessness that is new: stop running and call for help.",
    "See a doctor about tiredness that lasts more than two weeks, missed periods, a stress fracture, "
    "weight that keeps "
    "falling, or urine that stays dark or brown.",
    "Take iron supplements only after a blood test (ferritin) and on advice. With haemochromatosis or "
    "another iron "
    "overload do not use this plan. Some medicines (levothyroxine, antacids) need hours between them and "
    "iron: ask.",
    "Allergens: the table knows foods, not factories. Check every label.",
    "Pregnant, under 18, with diabetes, kidney or heart disease, or with an eating disorder now or "
    "before: plan with "
    "a professional, not with this page.",
    "Energy is ± 10 %: if your weight moves more than 0.3 kg a week over two weeks, change it by 150 kcal a day.",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type of the text and of the references, and how many columns."""

    text: float
    small: float
    columns: int


SIZES = (Sizes(9.0, 8.0, 2), Sizes(8.5, 7.5, 2), Sizes(8.0, 7.5, 2), Sizes(7.5, 7.5, 3), Sizes(7.5, 7.0, 3))
LOOSEST, TIGHTEST = 3.0, 1.0


def add_why(flow: Flow, week: WeekPlan) -> None:
    """Put the reasons on one page, in the largest type with which they fit, in balanced columns."""
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Why these numbers", 0)
    flow.place(Text([Span("Why these numbers", theme.head(theme.title - 3))], 19.0))
    flow.skip(4.0)
    for sizes in SIZES:
        blocks = _blocks(week, theme, sizes, flow.width)
        if flow.fits_balanced(blocks, sizes.columns, TIGHTEST):
            break
    loose = flow.fits_balanced(blocks, sizes.columns, LOOSEST)
    flow.balance(blocks, sizes.columns, LOOSEST if loose else TIGHTEST)


def _blocks(week: WeekPlan, theme: Theme, sizes: Sizes, full: float) -> list[Block]:
    width = (full - COLUMN_GAP * (sizes.columns - 1)) / sizes.columns
    sections = (
        ("Warnings", week.warnings, "!"),
        ("Taken as given or assumed", week.assumptions, "·"),
        ("How each number is reached", week.formulas, "·"),
        ("Cautions", CAUTIONS, "·"),
    )
    blocks: list[Block] = []
    for title, lines, mark in sections:
        style = theme.regular(sizes.text)
        rows = [_row(mark, line, style, theme.bold(sizes.text), 8.0, width) for line in lines]
        blocks += _headed(title, rows, theme)
    return blocks + _references(week.references, theme, sizes.small, width)


def _references(references: Sequence[Citation], theme: Theme, size: float, width: float) -> list[Block]:
    style, strong = theme.regular(size), theme.bold(size)
    rows = [
        _row(str(index), _cited(citation), style, strong, 12.0, width)
        for index, citation in enumerate(references, start=1)
    ]
    return _headed("References", rows, theme)


def _cited(citation: Citation) -> str:
    """The reference with its DOI once, whether or not the text ends in it already."""
    doi = citation.doi.removeprefix("https://doi.org/")
    text = citation.text.removesuffix(doi).removesuffix("https://doi.org/").rstrip()
    return f"{text} doi:{doi}" if doi else text


def _row(mark: str, words: str, style: Style, strong: Style, indent: float, width: float) -> Block:
    leading = style.size * 1.17
    body = Text([Span(words, style)], leading)
    return Keep(Columns((indent, width - indent), (Text([Span(mark + NBSP, strong)], leading), body), 0.0))


def _headed(title: str, rows: Sequence[Block], theme: Theme) -> list[Block]:
    if not rows:
        return []
    heading = Text([Span(title, theme.head(10))], 14.0)
    return [Keep(Stack([heading, rows[0]])), *rows[1:]]
