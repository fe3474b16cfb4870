"""The week as one HTML page for a phone: nothing to load, nothing that runs, the accessible twin of the PDF.

What stands on the page and how it looks is in ``templates/pages/week.html``; here are the numbers and words it needs.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from fuelplan import resources, safety, wording
from fuelplan.basket import basket, by_aisle, named, price, remark, till
from fuelplan.localised import localised
from fuelplan.measures import NBSP, Measures, number, tenths
from fuelplan.page_design import Colours, PageDesign, contrast
from fuelplan.readings import IRON_SCALE, Reading, readings, unknown
from fuelplan.run_fuel import Line, carry_words, run_fuel, sip_words, sweat_words
from fuelplan.weekplan import Citation, DayPlan, ShoppingItem, WeekPlan
from fuelplan.wording import minute_of_day

TITLES = {
    "fridge": "The week at a glance",
    "race": "Race day",
    "charts": "The week in charts",
    "days": "Day by day",
    "runs": "Run by run",
    "shopping": "Shopping list",
    "log": "The log",
    "why": "Why these numbers",
}
_DAY = "#ffffff"
_NIGHT = "#14171a"
_CONTRAST_AT_NIGHT = 7.0
_DARK = Colours(ink="#eceae6", grey="#b8b4ae", line="#5d6265", tint="#242a2d")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
_SPACES = re.compile("[\t\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_LAST_OF_PLANE = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANE}]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing: its title, an ``<svg>`` of our own put in as it is, the same in words, and how to read it."""

    title: str
    svg: str
    description: str
    reading: str = ""


def to_html(
    week: WeekPlan,
    *,
    measures: Measures,
    design: PageDesign | None = None,
    charts: Sequence[Chart] = (),
    cautions: Sequence[str] = (),
) -> str:
    """Return the week as the text of one HTML file, to be written as UTF-8; the same input gives the same text.

    Parameters
    ----------
    week
        The finished plan, in metric. Its texts are shown as they stand, never read as markup.
    measures
        The reader's units.
    design
        Sections and their order, colours, club, coach, logo and footer; paper and faces are for the PDF alone.
    charts
        Drawings for the section ``charts``, which is left out without any.
    cautions
        What every page says of its limits, in sentences.
    """
    design, week = design or PageDesign(), localised(week, measures)
    text = _template().render(
        week=week,
        design=design,
        say=measures,
        charts=charts,
        cautions=[*cautions, *filter(None, [week.weight_advice])],
        shown={name: TITLES[name] for name in design.sections if _has(name, week, charts)},
        light={**asdict(design.colours), "ground": _DAY},
        dark=_dark(design.colours),
        taken=lambda day, index: _taken(day, index, measures),
        bought=lambda item: _bought(item, measures),
    )
    return "\n".join(filter(None, _NO_TEXT.sub("", _SPACES.sub(" ", text)).split("\n"))) + "\n"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(resources.page_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"words": wording, "safety": safety, "nbsp": NBSP, "picture": _picture, "drawing": _drawing}
    for function in _FUNCTIONS:
        environment.globals[function.__name__] = function
    return environment.get_template("week.html")


def _has(section: str, week: WeekPlan, charts: Sequence[Chart]) -> bool:
    """Whether a section has anything to show."""
    held = {
        "race": any(day.race for day in week.days),
        "charts": bool(charts),
        "runs": any(day.runs for day in week.days),
        "shopping": bool(week.shopping),
    }
    return held.get(section, bool(week.days) or section == "why")


def _dark(colours: Colours) -> dict[str, str]:
    """The colours on a dark ground: the accent as pale as it must be to be read there."""
    return {**asdict(_DARK), "ground": _NIGHT, "accent": _paler(colours.accent, (_NIGHT, _DARK.tint))}


def _paler(colour: str, grounds: Sequence[str]) -> str:
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    mixed = ("#" + "".join(f"{c + (255 - c) * step // 20:02x}" for c in channels) for step in range(21))
    return next(each for each in mixed if min(contrast(each, ground) for ground in grounds) >= _CONTRAST_AT_NIGHT)


def _drawing(chart: Chart) -> Markup:
    return Markup(chart.svg)


def _picture(content: bytes) -> str:
    """A PNG or JPEG inside the page; "" for anything else."""
    kinds = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}
    kind = next((kind for start, kind in kinds.items() if content.startswith(start)), "")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}" if kind else ""


def iso_date(words: str) -> str:
    """A date as ``datetime`` wants it, "" where it is none."""
    return words if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", words) else ""


def iso_time(words: str) -> str:
    """A time of day as ``datetime`` wants it, "" where it is none."""
    minute = minute_of_day(words)
    return f"{minute // 60:02d}:{minute % 60:02d}" if minute is not None and minute < 24 * 60 else ""


def places(reading: Reading) -> list[float]:
    """Least, most, aim and value on a line of 0 to 100."""
    need, value = reading.need, reading.value
    whole = (0.0, max(value, need.aim, need.max or 0.0, need.min) * 1.04 or 1.0)
    start, end = IRON_SCALE if reading.key == "iron_mg" else whole
    amounts = (need.min, end if need.max is None else need.max, need.aim, value)
    return [round(100 * min(1.0, max(0.0, (amount - start) / (end - start))), 1) for amount in amounts]


def _taken(day: DayPlan, index: int, say: Measures) -> dict[str, Sequence[Line]]:
    """What to eat and drink around a run, each line with its time or ""."""
    fuel = run_fuel(day, index, say)
    return {"Before": fuel.before, "During": fuel.during, "After": fuel.after}


def _bought(item: ShoppingItem, say: Measures) -> tuple[str, str, str]:
    """How much to buy, of what, and what else to know of it."""
    return basket(item, say), named(item), remark(item, say).words


def cited(citation: Citation) -> tuple[str, str, str]:
    """A reference's text, its DOI, and the address of that; "" where it is no DOI."""
    doi = citation.doi.removeprefix("https://doi.org/")
    text = citation.text.removesuffix(doi).removesuffix("https://doi.org/").rstrip()
    return text, doi, f"https://doi.org/{quote(doi, safe='/:;().-_')}" if _DOI.fullmatch(doi) else ""


_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    number,
    tenths,
    iso_date,
    iso_time,
    readings,
    places,
    unknown,
    by_aisle,
    till,
    price,
    cited,
    sweat_words,
    carry_words,
    sip_words,
)
