"""Months of the year as a cell says them: "6 to 9", "10 to 3" over the new year, "5 to 6 and 9 to 10", "7".

Not "6-9" nor "Jun-Sep": a spreadsheet makes a date of them.
"""

from __future__ import annotations

import re

from fuelplan.spreadsheet import shown

YEAR = frozenset(range(1, 13))
_SPAN = re.compile(r"(?P<first>[0-9]{1,2})(?: to (?P<last>[0-9]{1,2}))?")


def read_months(text: str) -> frozenset[int]:
    """Return the months a text names, 1 to 12; the whole year is nothing to name, so it comes back empty.

    Raises
    ------
    ValueError
        With the cure, when the text is no span of months.

    Examples
    --------
    >>> sorted(read_months("5 to 6 and 11 to 1"))
    [1, 5, 6, 11, 12]
    """
    months: set[int] = set()
    for span in " ".join(text.casefold().split()).split(" and "):
        match = _SPAN.fullmatch(span)
        first = int(match["first"]) if match else 0
        last = int(match["last"] or first) if match else 0
        if not {first, last} <= YEAR:
            raise ValueError(
                f"'{shown(text)}' is no span of months; write 6 to 9, or 10 to 3 over the new year "
                "(of 6-9 a spreadsheet makes a date)"
            )
        months |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return frozenset() if months == YEAR else frozenset(months)
