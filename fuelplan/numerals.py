"""Numbers as people and spreadsheets write them: decimal marks, groups, trace, bounds, unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from fuelplan.spreadsheet import FORMULA_CURE, is_formula, shown

UNKNOWN = frozenset({"", "-", "–", "—", "?", "..", "n", "na", "n/a", "nd", "n.d.", "nan", "null", "unknown"})
TRACE = frozenset({"trace", "traces", "tr", "tr."})
COARSEST_BOUND = 1.0
_MOST_DIGITS = 9
_PLAIN = re.compile(r"\d{1,9}(?:[.,]\d{1,20})?(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<group>[ \u00a0\u202f'’,.])\d{3})(?:(?P=group)\d{3})*(?P<rest>[.,]\d{1,20})?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_TELLING = re.compile(
    r"<? *(?:(?:0|\d{4,}|\d{1,3}(?P<group>[ \u00a0\u202f'’,.])\d{3}(?:(?P=group)\d{3})*(?!(?P=group)))(?P<mark>[.,])\d+"
    r"|\d{1,3}(?P<short>[.,])(?:\d{1,2}|\d{4,}))(?:e[+-]?\d+)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[-./] ?(?:\d{1,2}|[^\W\d_]{3,9})\.?(?:[-./ ] ?\d{2,4})?(?: [\d:]+)?|[^\W\d_]{3,9}\.?-\d{2,4}"
)
_SPREADSHEET_ERROR = re.compile(r"#\w+[!/?\w]*|err:\d+")


def read_number(text: str, factor: float = 1.0, mark: str = ".") -> float:
    """Return a cell's number times ``factor``, NaN when unknown; trace and bounds as the dictionary page says.

    Parameters
    ----------
    mark
        The decimal mark of the numbers around it, which settles what ``1,234`` is.

    Raises
    ------
    ValueError
        With the cure, when the text is not a number of 0 or more.
    """
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return float(text) * factor
    lowered = text.casefold()
    if lowered in UNKNOWN:
        return math.nan
    if lowered in TRACE:
        return 0.0
    if lowered.startswith("<"):
        bound = _plain(lowered[1:].strip(), text, mark) * factor
        return bound / 2 if bound <= COARSEST_BOUND else math.nan
    return _plain(lowered, text, mark) * factor


def _plain(lowered: str, text: str, mark: str) -> float:
    """Return a number as written; ``text`` is the whole cell, for the complaint."""
    if _AMBIGUOUS.fullmatch(lowered):
        if mark in lowered:
            return float(lowered.replace(",", "."))
        joined = re.sub(r"[.,]", "", lowered)
        raise ValueError(f"'{text}' may be {joined} or {lowered.replace(',', '.')}; write it without the group mark")
    if _PLAIN.fullmatch(lowered):
        return float(lowered.replace(",", "."))
    grouped = _GROUPED.fullmatch(lowered)
    if grouped and (grouped["rest"] or "")[:1] != grouped["group"]:
        whole = lowered[: grouped.start("rest")] if grouped["rest"] else lowered
        return float(re.sub(r"\D", "", whole) + (grouped["rest"] or "").replace(",", "."))
    raise ValueError(f"'{shown(text)}' {_complaint(lowered)}")


def is_ambiguous(text: str) -> bool:
    """Whether a number can be read in two ways: ``1,234`` and ``1.234``."""
    return bool(_AMBIGUOUS.fullmatch(text.removeprefix("<").strip()))


def is_spreadsheet_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet writes for a formula that failed: ``#NAME?``, ``Err:502``."""
    return text.startswith(("#", "Err", "err")) and bool(_SPREADSHEET_ERROR.fullmatch(text.casefold()))


def decimal_mark(cells: Callable[[], Iterable[str]]) -> str:
    """Return the decimal mark of a table's numbers, told by those that can be read in one way only."""
    if not any("," in cell for cell in cells()):
        return "."
    telling = (_TELLING.fullmatch(cell) for cell in cells())
    return "," if {match["mark"] or match["short"] for match in telling if match} == {","} else "."


def _complaint(text: str) -> str:
    if is_formula(text):
        return FORMULA_CURE
    if text.isdecimal():
        return f"is too large; a number has at most {_MOST_DIGITS} digits"
    if _SPREADSHEET_ERROR.fullmatch(text):
        return "is a spreadsheet's error; write the value, or leave the cell blank if unknown"
    if text.startswith(("-", "−")):
        return "is negative; write a number of 0 or more, or leave the cell blank if unknown"
    if _DATE.fullmatch(text):
        return (
            "looks like a date your spreadsheet made of a number; write the number again, in a cell formatted as text"
        )
    return "is not a number of 0 or more; write digits only (the unit stands in the heading), or leave the cell blank"
