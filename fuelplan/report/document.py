"""A finished week as a PDF: lay every section out, then draw page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from fuelplan.localised import localised
from fuelplan.measures import NBSP
from fuelplan.report.day_cards import add_day_cards
from fuelplan.report.fridge import fridge_page
from fuelplan.report.log import add_log
from fuelplan.report.pages import Flow, Page
from fuelplan.report.race_page import add_race_days
from fuelplan.report.run_cards import add_run_cards, run_cards, run_cards_height
from fuelplan.report.shopping import add_shopping
from fuelplan.report.theme import REGULAR, Theme, register_fonts
from fuelplan.report.typeset import clean, draw_text
from fuelplan.report.why import add_why
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
    """Put all sections on pages, in printed order."""
    flow = Flow(theme)
    flow.add_page(fridge_page(week, theme))
    add_race_days(flow, week)
    cards = run_cards(week, theme, flow.width)
    add_day_cards(flow, week, run_cards_height(cards, theme, flow.width))
    add_run_cards(flow, cards)
    add_shopping(flow, week)
    add_log(flow, week)
    add_why(flow, week)
    return flow.pages


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
        footer = f"fuelplan {week.fuelplan} · page {index + 1} of {len(pages)} · not medical advice"
        draw_text(canvas, page.size[0] / 2, page.margin, footer, theme.quiet(theme.small), align="centre")
        canvas.showPage()
    with _binary_streams():
        canvas.save()
    return buffer.getvalue()


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
    canvas.setAuthor("fuelplan")
    canvas.setSubject("Meals, drinks and shopping for one week of running")
    canvas.setCreator(clean(f"fuelplan {week.fuelplan}"))
    canvas.showOutline()
