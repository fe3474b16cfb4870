"""What a runner writes: options as ``key=value`` lines → the runner, the training, and their needs."""

from __future__ import annotations

import json
import random
from typing import Any

from fuelplan.folder import LISTS
from fuelplan.inputs import Request, read_request
from fuelplan.inputs.options import OPTIONS
from fuelplan.measures import SYSTEMS, measures_of
from fuelplan.needs import week_needs
from fuelplan.units import CM, DEG_C, KG, KM, KM_PER_HOUR, L_PER_HOUR
from fuzz.law import finite, law, read
from fuzz.mutations import anything, encoded, lines_changed, token

WORDS = (
    *("mon", "tue", "wednesday", "sun", "10", "10km", "6.2mi", "half marathon", "marathon", "50min", "1h30", "90'"),
    *("5:10/km", "8:20/mi", "@ 5:10/km", "18:30", "7pm", "12am", "at 09:30", "3:45", "48:30", "3:45:00", "0:00:01"),
    *("easy", "long", "tempo", "race", "rest", "off", "+300m", "+900ft", "24C", "75F", "−5°c", "55%", "101%", ";", ","),
    *("70", "70kg", "154lb", "11 st", "175", "1.75m", "1.75", "5ft9in", "5'9\"", "60", "37 mi", "18C", "64F", "1,5"),
    *("1.1", "1100 ml/h", "0", "-0", "+5", "1e3", "99999999", "0.00000000000000001", "120km", "0.5", "1050min", "18h"),
    *("female", "male", "pregnant 2", "breastfeeding", "vegan", "2026-11-23", "2199-12-31", "1900-01-01", "nuts"),
    *("mon breakfast=Porridge", "Korean", "dinner=", "levothyroxine 06:30", "desk", "camp", "salty", "us"),
)
_RANGES = (("mass", KG, 35, 180), ("height", CM, 120, 230))


def check(data: bytes) -> None:
    """Read options; a request that is read is within what is documented, and its needs are numbers."""
    request = read(lambda: read_request(**asked(data)))
    if request is not None:
        sound(request)
    for line in data.decode("utf-8", "replace").split("\n")[:3]:
        for system in SYSTEMS:
            measures_of(system).prose(line)
            measures_of(system).amount(line)


def asked(data: bytes) -> dict[str, Any]:
    """Return the options that lines say; ``key:=`` stands before JSON, and lines without a known key are runs."""
    options: dict[str, Any] = {}
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        key, equals, value = line.partition("=")
        if not equals or key.removesuffix(":") not in OPTIONS:
            options["runs"] = f"{options.get('runs', '')}\n{line}".strip("\n")
        elif key.endswith(":"):
            options[key[:-1]] = _json(value)
        elif key in LISTS:
            before = options.get(key)
            options[key] = (*before, value) if isinstance(before, tuple) else (value,)
        else:
            options[key] = int(value) if key == "seed" and value.isascii() and value.isdecimal() else value
    return {key: value for key, value in options.items() if value != ""}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def sound(request: Request) -> None:
    """Check what was read of a runner."""
    finite(request.athlete)
    for name, unit, low, high in _RANGES:
        law(low - 1e-9 <= getattr(request.athlete, name).m_as(unit) <= high + 1e-9, f"{name} is out of range")
    law(18 <= request.athlete.age_years <= 90, f"age {request.athlete.age_years}")
    if request.athlete.sweat_rate is not None:
        law(0 < request.athlete.sweat_rate.m_as(L_PER_HOUR) < 5, f"sweat rate {request.athlete.sweat_rate}")
    law(len(request.week.days) == 7, f"{len(request.week.days)} days")
    for run in (run for day in request.week.days for run in day.runs):
        km, kmh = run.distance.m_as(KM), run.distance.m_as(KM) / (run.minutes / 60)
        law(0 <= km <= 300 and 3.9 <= kmh <= 24.1 and 0 <= run.humidity <= 1, f"a run of {km} km at {kmh} km/h")
        law(-30 <= run.temperature.m_as(DEG_C) <= 45.01 and run.end_minute < 24 * 60, f"{run}")
        law(run.speed.m_as(KM_PER_HOUR) > 0, f"{run}")
    needs = read(lambda: week_needs(request.athlete, request.week))
    for day in needs or ():
        finite(day.windows)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Say another word, another option, or bytes."""
    kind = rng.random()
    if kind < 0.5:
        return lines_changed(data, WORDS, rng)
    if kind < 0.75:
        value = rng.choice((rng.choice(WORDS), token(rng), rng.choice(("1e999", "-1", "true", "[]", '["x"]', "{}"))))
        return data + f"\n{rng.choice(OPTIONS)}{rng.choice(('=', '=', ':='))}".encode() + encoded(value)
    return anything(data, rng)
