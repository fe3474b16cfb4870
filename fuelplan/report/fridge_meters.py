"""The last row of the fridge page: what each day holds of carbohydrate, iron and drink."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from fuelplan.macro_needs import Need
from fuelplan.measures import number, tenths
from fuelplan.report.meters import draw_bar, draw_bottles, draw_tick, draw_window
from fuelplan.report.theme import Style, Theme
from fuelplan.report.typeset import draw_text, text_width
from fuelplan.weekplan import DayPlan
from fuelplan.wording import to_drink

METERS = 52.0
Ends = tuple[float, float]
_LABELS = ((10.5, "carbohydrate"), (30.0, "iron (mg)"), (45.0, "to drink"))
_LEAST_LEFT = 27.0


def draw_meters(
    canvas: Canvas, theme: Theme, days: Sequence[DayPlan], corner: tuple[float, float], spans: Sequence[Ends]
) -> None:
    """Draw the row's labels at ``corner`` and each day's meters between its ends."""
    x, y = corner
    for offset, label in _LABELS:
        draw_text(canvas, x, y - offset, label, theme.bold(7))
    for (left, right), day in zip(spans, days, strict=True):
        wide = right - left
        _carbohydrate(canvas, theme, (left, y), wide, day)
        _iron(canvas, theme, (left, y), wide, day)
        _drink(canvas, theme, (left, y), wide, day)


def _carbohydrate(canvas: Canvas, theme: Theme, at: tuple[float, float], wide: float, day: DayPlan) -> None:
    if "carbohydrate_g" not in day.totals:
        return
    (x, y), grams, need = at, day.totals["carbohydrate_g"], day.needs.get("carbohydrate_g")
    total, strong, plain = f"{number(grams)} g", theme.bold(8), theme.regular(7.5)
    draw_text(canvas, x, y - 10, total, strong)
    end = max(grams, need.max or 0.0, need.aim) * 1.05 if need else grams * 1.25
    draw_bar(canvas, theme, (x, y - 18, wide, 5), grams / end if end else 0.0)
    if need:
        draw_text(
            canvas, x + wide, y - 10, _aim(need, plain, wide - text_width(total, strong) - 3.0), plain, align="right"
        )
        draw_tick(canvas, theme, x + wide * need.aim / end, y - 18, 5)


def _aim(need: Need, style: Style, room: float) -> str:
    """The aim and, where there is room, the window: ``aim 280 (210–350)``."""
    window = f"{number(need.min)}{'+' if need.max is None else f'–{number(need.max)}'}"
    both = f"aim {number(need.aim)} ({window})"
    return both if text_width(both, style) <= room else f"aim {number(need.aim)}"


def _iron(canvas: Canvas, theme: Theme, at: tuple[float, float], wide: float, day: DayPlan) -> None:
    if "iron_mg" not in day.totals:
        return
    (x, y), iron, need = at, day.totals["iron_mg"], day.needs.get("iron_mg")
    limits = (need.min, need.max or 36.0) if need else (18.0, 36.0)
    draw_text(canvas, x, y - 30, tenths(iron), theme.bold(8))
    draw_window(canvas, theme, (x + 24, y - 31, wide - 24, 7.5), limits, iron)


def _drink(canvas: Canvas, theme: Theme, at: tuple[float, float], wide: float, day: DayPlan) -> None:
    (x, y), words, style = at, to_drink(day, theme.measures), theme.bold(8)
    draw_text(canvas, x, y - 45, words, style)
    left = max(_LEAST_LEFT, text_width(words, style) + 5.0)
    draw_bottles(canvas, theme, (x + left, y - 47.5, wide - left - 1.0, 11.5), day.drink_ml)
