"""The week as one HTML page for a phone: nothing to load, nothing that runs, the accessible twin of the PDF.

What stands on the page and how it looks is in ``templates/pages/week.html``; here are the numbers and words it needs.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from fuelplan import resources, safety, wording
from fuelplan.localised import localised
from fuelplan.macro_needs import Need
from fuelplan.measures import NBSP, Measures, number, tenths
from fuelplan.page_design import Colours, PageDesign, contrast
from fuelplan.planner.shopping import basket, by_aisle, named, remark, till
from fuelplan.vocabulary import readable
from fuelplan.weekplan import Citation, DayPlan, Drink, Meal, ShoppingItem, WeekPlan
from fuelplan.wording import join_dots, meal_after, minute_of_day, portion_text, run_drinks, run_meals, slot_name

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
METERS: tuple[tuple[str, str, str], ...] = (
    ("energy_kcal", "energy", "kcal"),
    ("carbohydrate_g", "carbohydrate", "g"),
    ("protein_g", "protein", "g"),
    ("fat_g", "fat", "g"),
    ("fibre_g", "fibre", "g"),
    ("iron_mg", "iron", "mg"),
    ("calcium_mg", "calcium", "mg"),
)
UNKNOWN_SHARE = 0.05
IRON = Need(min=18.0, aim=18.0, max=36.0)
IRON_SCALE = (12.0, 42.0)
AHEAD, BEHIND = 120, 60
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
Line = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing: its title, an ``<svg>`` of our own put in as it is, the same in words, and how to read it."""

    title: str
    svg: str
    description: str
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A nutrient's total and window in words, and as places on a line of 0 to 100."""

    key: str
    name: str
    value: str
    window: str
    aim: str
    at: float
    low: float
    middle: float
    high: float


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


def readings(day: DayPlan) -> Iterator[Reading]:
    """Yield the day's totals that have a window; iron always has one."""
    for key, name, unit in METERS:
        need = day.needs.get(key, IRON if key == "iron_mg" else None)
        if need is not None and key in day.totals:
            yield _reading((key, name, unit), day.totals[key], need, day.unknown.get(key, 0.0))


def _reading(nutrient: tuple[str, str, str], value: float, need: Need, unknown: float) -> Reading:
    key, name, unit = nutrient
    start, end = (
        IRON_SCALE if key == "iron_mg" else (0.0, max(value, need.aim, need.max or 0.0, need.min) * 1.04 or 1.0)
    )

    def at(amount: float) -> float:
        return round(100 * min(1.0, max(0.0, (amount - start) / (end - start))), 1)

    verdict = "low " if value < need.min - 0.5 else "high " if need.max and value > need.max + 0.5 else ""
    shown = tenths(value) if unit == "mg" and value < 100 else number(value)
    at_least = f"≥{NBSP}" if unknown > UNKNOWN_SHARE else ""
    return Reading(
        key=key,
        name=name,
        value=f"{verdict}{at_least}{shown}{NBSP}{unit}",
        window=number(need.min) + ("+" if need.max is None else f"–{number(need.max)}"),
        aim=number(need.aim, 1 if unit == "mg" and need.aim < 100 else 0),
        at=at(value),
        low=at(need.min),
        middle=at(need.aim),
        high=at(end if need.max is None else need.max),
    )


def unknown(day: DayPlan) -> str:
    """What the table does not know enough of, each with its share of the food's weight."""
    gaps = ((key, share) for key, share in day.unknown.items() if share > UNKNOWN_SHARE)
    return ", ".join(f"{readable(key)}{NBSP}{number(share * 100)}{NBSP}%" for key, share in gaps)


def _taken(day: DayPlan, index: int, say: Measures) -> dict[str, list[Line]]:
    """What to eat and drink around a run, each line with its time or ""."""
    run = day.runs[index]
    start, following = minute_of_day(run.start), meal_after(day, run)
    end = None if start is None else start + run.minutes
    before = _around(day, index, "before run", None if start is None else (start - AHEAD, start - 1), say)
    after = _around(day, index, "after run", None if end is None else (end, end + BEHIND), say)
    if following and (following.time, f"{slot_name(following.slot)}: {following.title}") not in after:
        after.append((following.time, following.slot))
    return {
        "Before": sorted(before) or [("", "Nothing needed.")],
        "During": _during(day, index, say) or [("", "Nothing needed; a mouthful if you are thirsty.")],
        "After": sorted(after) or [("", "Meals and thirst as usual.")],
    }


def _during(day: DayPlan, index: int, say: Measures) -> list[Line]:
    run, lines = day.runs[index], _around(day, index, "during run", None, say)
    if run.carbohydrate_g >= 1:
        lines.append(("", f"{number(run.carbohydrate_g)}{NBSP}g carbohydrate in all."))
    if run.drink_l > 0 and not run_drinks(day, index, "during run"):
        lines.append(("", f"Drink {say.volume(run.drink_l)} in small mouthfuls."))
    if run.drink_l > 0 and run.sodium_mg_per_l >= 1:
        lines.append(("", f"Sodium to aim for: {say.concentration(run.sodium_mg_per_l)}."))
    return lines


def _around(day: DayPlan, index: int, slot: str, span: tuple[float, float] | None, say: Measures) -> list[Line]:
    """What belongs to a run's slot, then what else is eaten and drunk in a span of minutes."""
    meals, drinks = run_meals(day, index, slot), run_drinks(day, index, slot)

    def other(each: Meal | Drink) -> bool:
        minute = minute_of_day(each.time)
        return span is not None and minute is not None and span[0] <= minute <= span[1]

    more_meals = [m for m in day.meals if m.slot != "during run" and m not in meals and other(m)]
    more_drinks = [d for d in day.drinks if d.why != slot_name("during run") and d not in drinks and other(d)]
    return [
        *((m.time, join_dots(portion_text(item, short=True) for item in m.items) or m.title) for m in meals),
        *((d.time, f"{say.drink(d.ml)} {d.what}") for d in drinks),
        *((m.time, f"{slot_name(m.slot)}: {m.title}") for m in more_meals),
        *((d.time, f"{say.drink(d.ml)} {d.what}") for d in more_drinks),
    ]


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
    unknown,
    by_aisle,
    till,
    cited,
)
