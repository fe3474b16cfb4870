"""A finished week as a PDF: lay every section out, then draw page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from fuelplan.localised import localised
from fuelplan.measures import NBSP
from fuelplan.report.charts_page import add_charts
from fuelplan.report.day_cards import add_day_cards
from fuelplan.report.flowables import Block
from fuelplan.report.fridge import fridge_page
from fuelplan.report.log import add_log
from fuelplan.report.pages import Flow, Page
from fuelplan.report.race_page import add_race_days
from fuelplan.report.run_cards import add_run_cards, run_cards, run_cards_height
from fuelplan.report.shopping import add_shopping
from fuelplan.report.theme import REGULAR, Theme, register_fonts
from fuelplan.report.typeset import Span, clean, cut_lines, draw_text, text_width
from fuelplan.report.why import add_why
from fuelplan.safety import NOT_ADVICE
from fuelplan.weekplan import WeekPlan
from fuelplan.wording import week_dates, week_title

LANGUAGE = "en-GB"


def render(week: WeekPlan, theme: Theme) -> bytes:
    """Return the week as PDF bytes; the same week and theme give the same bytes.

    Parameters
    ----------
    week
        The finished plan. Its texts are printed as they stand, never read as markup.
    theme
        Paper, type and colours.
    """
    theme = replace(theme, faces=register_fonts(theme.design.faces))
    return _draw(lay_out(localised(week, theme.measures), theme), week, theme)


def lay_out(week: WeekPlan, theme: Theme) -> list[Page]:
    """Put the sections of the design on pages, in its order."""
    flow = Flow(theme)
    before = ""
    for section in theme.design.sections:
        _ADD[section](flow, week, before)
        before = section
    return flow.pages


def _add_fridge(flow: Flow, week: WeekPlan, before: str) -> None:
    flow.add_page(fridge_page(week, flow.theme))


def _add_days(flow: Flow, week: WeekPlan, before: str) -> None:
    """Put the days; where run cards come next, with room for them under a last single day."""
    sections = flow.theme.design.sections
    runs_next = sections[sections.index("days") + 1 :][:1] == ("runs",)
    cards = _run_cards(flow, week) if runs_next else []
    add_day_cards(flow, week, run_cards_height(cards, flow.theme, flow.full_width))


def _add_runs(flow: Flow, week: WeekPlan, before: str) -> None:
    add_run_cards(flow, _run_cards(flow, week), below=before == "days")


def _run_cards(flow: Flow, week: WeekPlan) -> list[Block]:
    return run_cards(week, flow.theme, flow.full_width, flow.full)


_ADD: dict[str, Callable[[Flow, WeekPlan, str], None]] = {
    "fridge": _add_fridge,
    "race": lambda flow, week, _: add_race_days(flow, week),
    "charts": lambda flow, week, _: add_charts(flow, week),
    "days": _add_days,
    "runs": _add_runs,
    "shopping": lambda flow, week, _: add_shopping(flow, week, cost=flow.theme.design.cost),
    "log": lambda flow, week, _: add_log(flow, week),
    "why": lambda flow, week, _: add_why(flow, week),
}


def _draw(pages: list[Page], week: WeekPlan, theme: Theme) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=theme.portrait,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=REGULAR,  # type: ignore[arg-type]
    )
    _describe(canvas, week, theme)
    for index, page in enumerate(pages):
        canvas.setPageSize(page.size)
        for number, mark in enumerate(page.bookmarks):
            key = f"p{index}-{number}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=mark.top + 4, zoom=0)
            canvas.addOutlineEntry(clean(mark.title), key, mark.level, closed=False)
        for item in page.placed:
            item.block.draw(canvas, item.x, item.top, item.width)
        footer = f"fuelplan {week.fuelplan} · page {index + 1} of {len(pages)} · {NOT_ADVICE}"
        _draw_footer(canvas, page, footer, theme)
        canvas.showPage()
    with _binary_streams():
        canvas.save()
    return buffer.getvalue()


def _draw_footer(canvas: Canvas, page: Page, footer: str, theme: Theme) -> None:
    """Draw the footer; what the design adds stands before it, cut where it would push it off the page."""
    style, design = theme.quiet(theme.small), theme.design
    own = design.footer or design.club
    room = page.size[0] - 2 * page.margin - text_width(footer, style) - text_width(" · ", style)
    added = "".join(span.text for line in cut_lines([Span(own, style)], room, 1) for span in line)
    words = f"{added} · {footer}" if added else footer
    draw_text(canvas, page.size[0] / 2, page.margin, words, style, align="centre")


@contextmanager
def _binary_streams() -> Iterator[None]:
    """Leave out reportlab's ASCII armour of streams: a fifth smaller, and sooner written."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _describe(canvas: Canvas, week: WeekPlan, theme: Theme) -> None:
    title = f"{week_title(week, theme.measures)} ({week_dates(week, theme.measures)})"
    canvas.setTitle(clean(title).replace(NBSP, " "))
    canvas.setAuthor(clean(theme.design.coach or theme.design.club or "fuelplan"))
    canvas.setSubject("Meals, drinks and shopping for one week of running")
    canvas.setCreator(clean(f"fuelplan {week.fuelplan}"))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
