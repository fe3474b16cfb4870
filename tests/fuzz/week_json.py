"""The JSON of a week, and everyone who reads a week: paper, page, calendar, lists, comparison, the next week.

An input is such a file, or the edits of a sound one: a JSON list of ``[place, what]``, the place as keys and numbers
(a number may stand for a key, counted around), ``what`` the new value, or one of ``{"raw": text}``, ``{"cut": 1}`` and
``{"again": 3}`` for JSON as it is written, for taking away and for repeating. The first item names the week.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from fuelplan import compare, earlier, outputs
from fuelplan.export import plan_json
from fuelplan.measures import SYSTEMS
from fuelplan.page_design import PAPERS, SECTIONS, PageDesign
from fuelplan.planner.rebuilt import menu_meals
from fuelplan.weekplan import WeekPlan
from fuzz.law import as_file, law, read
from fuzz.mutations import anything, token

_WEEKS = ("race", "rest")
_FOLDER = Path(__file__).parent / "corpus" / "week_json"
_ZONES = ("floating", "Europe/Warsaw", "America/St_Johns", "Pacific/Apia")
_RAW = (
    *("1e309", "-1e309", "NaN", "Infinity", "-0", "-0.0", "1e12", "-1e12", "1e-320", "9" * 400, "9" * 5000, "[" * 9000),
    *(
        "1e11",
        "1000000000000",
        "0.1e1",
        "{}",
        "[]",
        "null",
        "true",
        '"\\ud800"',
        '"\\u0000"',
        '"a":1',
        "01",
        "1.",
        "'x'",
    ),
)
_TEXTS = (
    *("", " ", "07:30", "00:00", "23:59", "24:00", "7:30", "2026-11-23", "1900-01-01", "2199-12-31", "2026-02-29"),
    *("Mon", "Sun", "race", "easy", "dinner", "during run", "before run", "snack", "12:34 /km", "5 to 9 °C hotter"),
    *("42.2 km or 7 m", "999999.999 kg", "1–2 L", "30 g", "½ cup", "a4", "us", "<b>x</b>", "x" * 5000, "x " * 3000),
    *("\n".join("abc"), "iron_mg", "energy_kcal", "EUR", "https://doi.org/10.1/x", "10.1000/x", "wholemeal-bread"),
)


def check(data: bytes) -> None:
    """Read a week; one that is read is written and read the same again, and prints or is refused."""
    text = edited(data) if data.lstrip()[:1] == b"[" else data
    week = read(lambda: plan_json.read_week(as_file(text, "week.json")))
    if week is None:
        return
    law(plan_json.loads(plan_json.dumps(week)) == week, "another week when it is read again")
    chance = crc32(data)
    for step in (_lists, _compared, _followed, _PRINTED[chance % len(_PRINTED)]):
        step(week, chance // len(_PRINTED))


def check_all(week: WeekPlan) -> None:
    """Print a week in every way there is."""
    for step in (_lists, _compared, _followed, *dict.fromkeys(_PRINTED)):
        for chance in range(len(SECTIONS) * 2):
            step(week, chance)


def _lists(week: WeekPlan, chance: int) -> None:
    units = SYSTEMS[chance % 2]
    read(lambda: outputs.to_shopping_csv(week, units=units))
    read(lambda: outputs.to_shopping_text(week, units=units))
    read(lambda: [menu_meals(day) for day in week.days])


def _compared(week: WeekPlan, _: int) -> None:
    for pair in ((week, _week("rest")), (_week("race"), week)):
        found = read(lambda pair=pair: compare.compare(*pair))
        if found is not None:
            json.dumps(found.to_dict(), allow_nan=False)
            law(all(row.label is not None and len(row.cells) == 2 for row in found.rows), "a row without figures")


def _followed(week: WeekPlan, _: int) -> None:
    read(lambda: earlier.next_options(week, {}))
    earlier.main_dishes(week)


def _pdf(week: WeekPlan, chance: int) -> None:
    names = list(SECTIONS)
    sections = tuple(dict.fromkeys((names[chance // 2 % len(names)], "why")))
    design = PageDesign(sections=sections, cost=bool(chance // 32 % 2))
    paper, units = PAPERS[chance // 16 % 2], SYSTEMS[chance % 2]
    pdf = read(lambda: outputs.to_pdf(week, paper, units=units, design=design))
    law(pdf is None or pdf.startswith(b"%PDF"), "no PDF")


def _html(week: WeekPlan, chance: int) -> None:
    page = read(lambda: outputs.to_html(week, units=SYSTEMS[chance % 2]))
    law(page is None or ("</html>" in page and "<script" not in page), "no page, or one that runs something")


def _ics(week: WeekPlan, chance: int) -> None:
    zone = _ZONES[chance // 2 % len(_ZONES)]
    alarm = 10 if chance // 8 % 2 else None
    file = read(lambda: outputs.to_ics(week, units=SYSTEMS[chance % 2], timezone=zone, alarm_min=alarm))
    law(file is None or file.startswith(b"BEGIN:VCALENDAR"), "no calendar")


_PRINTED: tuple[Callable[[WeekPlan, int], None], ...] = (_pdf, _pdf, _html, _ics)


@cache
def _week(name: str) -> WeekPlan:
    """Return a sound week, as it was planned once."""
    return plan_json.read_week(_FOLDER / f"{name}.json")


@cache
def _plain(name: str) -> str:
    return plan_json.dumps(_week(name))


def edited(data: bytes) -> bytes:
    """Return the JSON of a week with edits done; data that lists none as it is."""
    try:
        name, *edits = json.loads(data)
        week = json.loads(_plain(name if name in _WEEKS else "race"))
        return with_edits(week, edits)
    except (ValueError, TypeError, RecursionError):
        return data


def with_edits(week: dict[str, Any], edits: list[Any]) -> bytes:
    """Return a week as a JSON file after edits of it."""
    raw: list[str] = []
    for edit in edits[:20]:
        if isinstance(edit, list) and len(edit) == 2 and isinstance(edit[0], list) and edit[0]:
            _edit(week, edit[0], edit[1], raw)
    text = json.dumps(week, ensure_ascii=False)
    for number, written in enumerate(raw):
        text = text.replace(f'"\\u0000raw{number}\\u0000"', written)
    return text.encode("utf-8", "surrogatepass")


def _edit(week: Any, place: list[Any], what: Any, raw: list[str]) -> None:
    within = week
    for step in place[:-1]:
        if not isinstance(within, dict | list) or not within:
            return
        key = _key(within, step)
        if isinstance(within, dict) and key not in within:
            return
        within = within[key]
    if not isinstance(within, dict | list) or (isinstance(within, list) and not within):
        return
    key = _key(within, place[-1])
    if isinstance(what, dict) and "cut" in what:
        within.pop(key, None) if isinstance(within, dict) else within.pop(key)
    elif isinstance(what, dict) and "again" in what and isinstance(within, list):
        within[key:key] = [copy.deepcopy(within[key]) for _ in range(min(_whole(what["again"]), 50))]
    elif isinstance(what, dict) and isinstance(what.get("raw"), str):
        raw.append(what["raw"])
        within[key] = f"\0raw{len(raw) - 1}\0"
    else:
        within[key] = what


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 1


def _key(within: dict[str, Any] | list[Any], step: Any) -> Any:
    if isinstance(within, list):
        return step % len(within) if isinstance(step, int) else 0
    if isinstance(step, int) and within:
        return list(within)[step % len(within)]
    known = [key for key in within if key == step]
    return known[0] if known else str(step)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Edit one place more of a week, or change the bytes of its file."""
    if data.lstrip()[:1] == b"[" and rng.random() < 0.9:
        try:
            edits = json.loads(data)
        except (ValueError, RecursionError):
            edits = []
        if not isinstance(edits, list) or not edits:
            edits = [rng.choice(_WEEKS)]
        if len(edits) > 4:
            del edits[rng.randrange(1, len(edits))]
        edits.append([some_place(rng, _sound(edits[0])), some_value(rng)])
        return json.dumps(edits, ensure_ascii=True).encode()
    if rng.random() < 0.5:
        name = rng.choice(_WEEKS)
        return json.dumps([name, [some_place(rng, _sound(name)), some_value(rng)]]).encode()
    return anything(data, rng)


def _sound(name: Any) -> Any:
    return json.loads(_plain(name if isinstance(name, str) and name in _WEEKS else "race"))


def some_place(rng: random.Random, week: Any) -> list[Any]:
    """Return a place somewhere in a week."""
    within = week
    place: list[Any] = []
    while isinstance(within, dict | list) and within and (len(place) < 1 or rng.random() < 0.9):
        step = rng.choice(list(within)) if isinstance(within, dict) else rng.randrange(len(within))
        place.append(step)
        within = within[step]
    if rng.random() < 0.05:
        place.append(rng.choice(("schema", "asked", "money", "choice", "look", "x", "refused")))
    return place


def some_value(rng: random.Random) -> Any:
    """Return what to put there."""
    return token(rng)[:3000] if rng.random() < 0.06 else rng.choice(rng.choice(_VALUES))


_WHOLE: tuple[Any, ...] = (
    {"amount": 1e12, "currency": "<b>&", "known": 1e12},
    {"price": 1, "bound": -1, "gap": 1e12, "menus": -1, "paid": {"x": 1e12, "": 0}},
    {"page": "letter", "units": "us", "template": "x" * 500, "also": ["pdf", ""]},
    {"km": "60", "runs": "tue 10"},
    {"min": 0, "aim": 0, "max": 0, "hard": True},
    {"min": 1e12, "aim": -1e12, "max": None, "hard": False},
)
_NUMBERS = (0, -1, 1, 3, 0.5, -0.5, 1e12, -1e12, 1e11, 1e6, -1e6, 1e-9, 100, 0.05, 999.95, 1440, 2880)
_VALUES: tuple[tuple[Any, ...], ...] = (
    ({"cut": 1},),
    ({"again": 1}, {"again": 3}, {"again": 50}),
    tuple({"raw": text} for text in _RAW),
    _TEXTS,
    (None, True, False, [], {}, [1], [[]], {"x": 1}, ["x"]),
    _WHOLE,
    *(_NUMBERS, _NUMBERS),
)
