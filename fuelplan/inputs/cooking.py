"""What a runner writes about cooking → Cooking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fuelplan.cooking import LEAST_QUICK_MIN, MOST_BATCH, MOST_BUDGET, MOST_QUICK_MIN, Cooking, Keep
from fuelplan.errors import did_you_mean
from fuelplan.inputs.grammar import read_number
from fuelplan.inputs.options import Options, Words
from fuelplan.inputs.reader import Reader
from fuelplan.inputs.run_words import weekday_of
from fuelplan.training import WEEKDAYS
from fuelplan.vocabulary import SLOTS

_SERVED = tuple(slot for slot in SLOTS if slot != "during run")
_LUNCHES = "lunches that are last night's dinner, as a whole number"
_MINUTES = "minutes there are for lunch and dinner on a working day"
_MONEY = "what the week's food may cost, in the currency of the food table"
_KEEP = "write it like 'mon breakfast=Porridge', or 'breakfast=Porridge' for every day"


def read_cooking(reader: Reader, options: Options) -> Cooking:
    """Return how the household cooks; mistakes are noted in the reader."""
    return Cooking(
        batch=reader.read("--batch", options.get("batch"), _lunches) or 0,
        quick=reader.read(
            "--quick", options.get("quick"), lambda t: read_number(t, LEAST_QUICK_MIN, MOST_QUICK_MIN, _MINUTES)
        ),
        budget=reader.read("--budget", options.get("budget"), lambda t: read_number(t, 1, MOST_BUDGET, _MONEY)),
        home=bool(options.get("home")),
        never=tuple(entry.casefold() for entry in entries(options.get("never", ()))),
        keep=tuple(
            kept
            for entry in entries(options.get("keep", ()))
            if (kept := reader.read("--keep", entry, read_keep)) is not None
        ),
    )


def entries(words: Words) -> list[str]:
    """Split entries apart by semicolons: names of dishes may hold commas."""
    joined = words if isinstance(words, str) else ";".join(words)
    return [entry for entry in (" ".join(part.split()) for part in joined.split(";")) if entry]


def _lunches(text: Any) -> int:
    number = read_number(text, 0, MOST_BATCH, _LUNCHES)
    if number != int(number):
        raise ValueError(f"write a whole number from 0 to {MOST_BATCH} ({_LUNCHES})")
    return int(number)


def read_keep(entry: str) -> Keep:
    """Read ``mon breakfast=Porridge`` or ``breakfast=Porridge``.

    Raises
    ------
    ValueError
        With the cure.
    """
    occasion, equals, dish = entry.partition("=")
    if not equals or not dish.strip():
        raise ValueError(_KEEP)
    weekday, slot = read_occasion(occasion.split())
    return Keep(weekday, slot, dish.strip().casefold())


def read_occasion(words: Sequence[str]) -> tuple[str, str]:
    """Read ``mon dinner`` or ``dinner`` as a weekday ("" for every day) and a slot.

    Raises
    ------
    ValueError
        With the cure.
    """
    number = weekday_of(words[0]) if words else None
    rest = words if number is None else words[1:]
    slot = re.sub(r"\s+", " ", " ".join(rest).casefold())
    if slot not in _SERVED:
        raise ValueError(f"'{slot or ' '.join(words)}' is no meal; {did_you_mean(slot, _SERVED)}")
    return "" if number is None else WEEKDAYS[number], slot
