"""Household portions: "½ cup", "1 slice", "30 g", read and written as a kitchen counts."""

from __future__ import annotations

import math
import re

_FRACTIONS = {"⅛": 0.125, "¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PORTION = re.compile(
    r"(?:(?P<whole>\d{1,4}(?:[.,]\d{1,2})?)(?![/\d]))?\s*(?P<fraction>[⅛¼½¾⅓⅔]|[1-9]/[1-9])?\s*"
    r"(?P<measure>[^\W\d_⅛¼½¾⅓⅔].*)",
    re.DOTALL,
)


def has_measure(portion: str) -> bool:
    """Whether a portion says of what: "½" alone would be read as one of it."""
    return bool(_PORTION.fullmatch(portion))


def household(portion: str) -> tuple[float, str]:
    """Return how many of which measure a portion is.

    Examples
    --------
    >>> household("½ cup")
    (0.5, 'cup')
    """
    match = _PORTION.fullmatch(portion)
    if not match:
        return 1.0, portion
    above, _, below = (match["fraction"] or "0").partition("/")
    part = int(above) / int(below) if below else _FRACTIONS.get(above, 0.0)
    return float((match["whole"] or "0").replace(",", ".")) + part or 1.0, match["measure"]


def in_kitchen_numbers(value: float) -> str:
    """Return a number with the fractions a kitchen has.

    Examples
    --------
    >>> in_kitchen_numbers(1.5)
    '1½'
    """
    whole, rest = divmod(value, 1)
    for sign, size in _FRACTIONS.items():
        if math.isclose(rest, size, abs_tol=0.02):
            return f"{int(whole) or ''}{sign}"
    return f"{value:.0f}" if rest < 0.02 or rest > 0.98 or value >= 10 else f"{value:.1f}"
