"""From a finished week to what is printed, read and imported: PDF, HTML, JSON, calendar, shopping list.

Paper and measures are decided here, once: what is asked for, else what the week was last printed with, else what the
page template says, else A4 and metric.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from fuelplan.localised import localised
from fuelplan.measures import System, measures_of
from fuelplan.page_design import Look, PageDesign, Paper
from fuelplan.safety import CAUTIONS
from fuelplan.weekplan import WeekPlan

if TYPE_CHECKING:
    from fuelplan.report import Theme

FLOATING = "floating"
_CHART_WIDTH = 360.0


def look_of(
    week: WeekPlan, page: Paper | None = None, units: System | None = None, design: PageDesign | None = None
) -> Look:
    """Return the paper and the measures a week is printed in."""
    said = design or PageDesign()
    return replace(
        week.look,
        page=page or week.look.page or said.paper or "a4",
        units=units or week.look.units or said.units or "metric",
    )


def to_pdf(
    week: WeekPlan,
    page: Paper | None = None,
    *,
    units: System | None = None,
    design: PageDesign | None = None,
) -> bytes:
    """Return the week as a PDF; the same week gives the same bytes.

    Parameters
    ----------
    page, units
        ``"a4"`` or ``"letter"``, ``"metric"`` or ``"us"``.
    design
        A page template as :func:`fuelplan.page_template.read_template` returns it.
    """
    from fuelplan.report import render  # noqa: PLC0415 (reportlab is not needed to plan)

    return render(week, _theme(look_of(week, page, units, design), design))


def to_html(week: WeekPlan, *, units: System | None = None, design: PageDesign | None = None) -> str:
    """Return the week as one page for a phone, with nothing outside it; the accessible form of the PDF."""
    from fuelplan.export import week_html  # noqa: PLC0415
    from fuelplan.report.charts import week_charts  # noqa: PLC0415
    from fuelplan.report.svg import svg_of  # noqa: PLC0415
    from fuelplan.report.theme import register_fonts  # noqa: PLC0415

    look = look_of(week, units=units, design=design)
    measures = measures_of(look.units)
    register_fonts()
    drawn = week_charts(localised(week, measures), _theme(look, design), _CHART_WIDTH)
    charts = [
        week_html.Chart(
            title=chart.title,
            svg=svg_of(chart.drawing, f"chart-{n}"),
            description=chart.description,
            reading=chart.reading,
        )
        for n, chart in enumerate(drawn, start=1)
    ]
    return week_html.to_html(week, measures=measures, design=design, charts=charts, cautions=CAUTIONS)


def to_ics(
    week: WeekPlan,
    *,
    units: System | None = None,
    timezone: str | None = None,
    made: datetime | None = None,
    alarm_min: int | None = None,
) -> bytes:
    """Return meals, drinks and runs as a calendar.

    Parameters
    ----------
    timezone
        A name like ``"Europe/Warsaw"``; ``"floating"`` for seven o'clock wherever one is; without it this machine's.
    made
        When it was made: what is imported later wins. Without it the week's first day, so that nothing asks the clock.
    alarm_min
        Minutes ahead that the calendar rings; without it never.

    Raises
    ------
    InputError
        When there is no such time zone.
    """
    from fuelplan.export import calendar_ics  # noqa: PLC0415

    zone = None if timezone == FLOATING else calendar_ics.zone_of(timezone) if timezone else calendar_ics.local_zone()
    measures = measures_of(look_of(week, units=units).units)
    return calendar_ics.to_ics(week, measures=measures, zone=zone, made=made, alarm_min=alarm_min)


def to_shopping_csv(week: WeekPlan, *, units: System | None = None) -> bytes:
    """Return the shopping list as a table for spreadsheets."""
    from fuelplan.export.shopping_list import to_csv  # noqa: PLC0415

    return to_csv(week, measures_of(look_of(week, units=units).units))


def to_shopping_text(week: WeekPlan, *, units: System | None = None) -> str:
    """Return the shopping list as plain text for a phone."""
    from fuelplan.export.shopping_list import to_text  # noqa: PLC0415

    return to_text(week, measures_of(look_of(week, units=units).units))


def to_json(week: WeekPlan) -> str:
    """Return the week as the JSON contract's text."""
    from fuelplan.export.plan_json import dumps  # noqa: PLC0415

    return dumps(week)


def from_json(text: str) -> WeekPlan:
    """Return the week a JSON text of :func:`to_json` holds.

    Raises
    ------
    InputError
        When it holds none, with the places that do not fit.
    """
    from fuelplan.export.plan_json import loads  # noqa: PLC0415

    return loads(text)


def _theme(look: Look, design: PageDesign | None) -> Theme:
    from fuelplan.report import Theme  # noqa: PLC0415

    return Theme(paper=look.page or "a4", units=look.units or "metric", design=design or PageDesign())
