"""Signs in a text that nobody sees: they steer a terminal, turn the direction of writing, or hide between letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
UNSEEN_CURE = "which nobody sees; delete it"


def unseen(text: str) -> re.Match[str] | None:
    """Return where the first such sign stands, None where there is none."""
    return _UNSEEN.search(text)


def spelt(sign: str) -> str:
    """Return a sign as it can be written: ``\\u202e``."""
    return sign.encode("unicode_escape").decode()


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in dicts and lists however deep, keys included."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
