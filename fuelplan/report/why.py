"""Why these numbers: warnings, assumed inputs, formulas in words, cautions, references."""

from __future__ import annotations

from collections.abc import Sequence

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
    "Energy is ± 10 %: if your weight moves more than 0.3 kg a week over two weeks, change it by 150 kcal"
    " a day.",
)


def add_why(flow: Flow, week: WeekPlan) -> None:
    """Put the reasons on the flow, in two balanced columns."""
    theme = flow.theme
    flow.new_page()
    flow.columns(1)
    flow.bookmark("Why these numbers", 0)
    flow.place(Text([Span("Why these numbers", theme.head(theme.title - 3))], 19.0))
    flow.skip(4.0)
    width = (flow.width - COLUMN_GAP) / 2
    blocks = [
        *_section("Warnings", week.warnings, "!", theme, width),
        *_section("Taken as given or assumed", week.assumptions, "·", theme, width),
        *_section("How each number is reached", week.formulas, "·", theme, width),
        *_section("Cautions", CAUTIONS, "·", theme, width),
        *_references(week.references, theme, width),
    ]
    flow.balance(blocks, 2, 3.0)


def _section(title: str, lines: Sequence[str], mark: str, theme: Theme, width: float) -> list[Block]:
    rows = [_row(mark, [Span(line, theme.regular())], theme.bold(), 8.0, width) for line in lines]
    return _headed(title, rows, theme)


def _references(references: Sequence[Citation], theme: Theme, width: float) -> list[Block]:
    rows = []
    for index, citation in enumerate(references, start=1):
        spans = [Span(citation.text, theme.regular(8.5))]
        if citation.doi:
            spans.append(Span(f" doi:{citation.doi.removeprefix('https://doi.org/')}", theme.quiet(8.5)))
        rows.append(_row(f"{index}", spans, theme.bold(8.5), 16.0, width))
    return _headed("References", rows, theme)


def _row(mark: str, spans: Sequence[Span], style: Style, indent: float, width: float) -> Block:
    leading = style.size * 1.2
    words = Text(spans, leading)
    return Keep(Columns((indent, width - indent), (Text([Span(mark + NBSP, style)], leading), words), 0.0))


def _headed(title: str, rows: Sequence[Block], theme: Theme) -> list[Block]:
    if not rows:
        return []
    heading = Text([Span(title, theme.head())], theme.heading * 1.5)
    return [Keep(Stack([heading, rows[0]])), *rows[1:]]
