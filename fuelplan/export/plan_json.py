"""The week as JSON: the stable, versioned contract, written and read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fuelplan.audit import contradictions
from fuelplan.errors import InputError
from fuelplan.export.bounds import out_of_bounds
from fuelplan.typed_json import parse, read_as, read_text, shown
from fuelplan.vocabulary import NUTRIENTS
from fuelplan.weekplan import SCHEMA, WeekPlan

_DAYS, _MOST_TOLD = 7, 5
_TAMPERED = "no such day is printed: was the file changed by hand? Make the week again"


def dumps(week: WeekPlan) -> str:
    """Return the week as JSON text, in the contract's order, without NaN, ending in a line break."""
    return json.dumps(week.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def loads(text: str, name: str = "the week") -> WeekPlan:
    """Return the week that :func:`dumps` wrote.

    Nothing is taken on trust: types and ranges, iron inside its window on every day, no more drunk than is sweated.
    What rests on a table of foods is looked at where there is one (:mod:`fuelplan.earlier`, :mod:`fuelplan.change`).

    ``name`` is what mistakes start with.

    Raises
    ------
    InputError
        When it is not such a week, with the places that do not fit.
    """
    plan = parse(text, name)
    schema = plan.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        newer = isinstance(schema, int) and schema > SCHEMA
        cure = "it was written by a newer fuelplan: use that one" if newer else "is it the file that fuelplan wrote?"
        raise InputError(f"{name}: schema {shown(json.dumps(schema))} is not the {SCHEMA} this fuelplan reads; {cure}")
    week = read_as(WeekPlan, plan, name)
    for problems in (_gaps(week), out_of_bounds(week), _broken_rules(week)):
        if told := list(islice(problems, _MOST_TOLD)):
            raise InputError([f"{name}: {problem}" for problem in told])
    return week


def _broken_rules(week: WeekPlan) -> Iterator[str]:
    for day in week.days:
        yield from (f"{day.weekday}: {problem}; {_TAMPERED}" for problem in contradictions(day))


def _gaps(week: WeekPlan) -> Iterator[str]:
    """Yield what the types of a week do not say and every reader of one relies on."""
    if len(week.days) != _DAYS:
        yield f"days should be {_DAYS}, not {len(week.days)}"
    for place, day in enumerate(week.days):
        for name, held in (("totals", day.totals), ("unknown", day.unknown)):
            yield from (f"days[{place}].{name}.{key} is missing" for key in NUTRIENTS if key not in held)
        if day.race and not 0 <= day.race.run < len(day.runs):
            yield f"days[{place}].race.run is {day.race.run}, and there is no such run"
    if not isinstance(mass := week.athlete.get("mass_kg"), int | float) or not mass > 0:
        yield "athlete.mass_kg should be a number above 0"


def read_week(path: Path) -> WeekPlan:
    """Return the week in a file.

    Raises
    ------
    InputError
        When it cannot be read, or is no week.
    """
    return loads(read_text(path), str(path))
