"""Collects mistakes and assumptions while what a runner wrote is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from fuelplan.errors import InputError

T = TypeVar("T")
_LONGEST_QUOTE, _MOST_BITS = 200, 64


class Reader:
    """Reads options one by one. ``origin`` names, by option, where a value was written."""

    def __init__(self, origin: Mapping[str, str]) -> None:
        self._origin = origin
        self.problems: list[str] = []
        self.assumptions: list[str] = []
        self.warnings: list[str] = []

    def label(self, option: str) -> str:
        """Return where an option was written."""
        return self._origin.get(option.removeprefix("--"), option)

    def problem(self, option: str, text: Any, says: str) -> None:
        """Note a mistake in an option."""
        self.problems.append(f"{self.label(option)} '{_quoted(text)}': {says}")

    def read(self, option: str, text: Any, parse: Callable[[Any], T]) -> T | None:
        """Return the parsed value; None when nothing was given or it could not be read."""
        if text is None:
            return None
        try:
            return parse(text)
        except (ValueError, InputError) as error:
            self.problem(option, text, "; ".join(getattr(error, "problems", (str(error),))))
            return None

    def read_or(self, option: str, text: Any, parse: Callable[[Any], T], usual: T, sentence: str = "") -> T:
        """Return the parsed value; when nothing was given the usual one, an assumption if it has a sentence."""
        if text is None:
            return self.assume(usual, sentence) if sentence else usual
        value = self.read(option, text, parse)
        return usual if value is None else value

    def assume(self, value: T, sentence: str) -> T:
        """Note an assumption and return its value."""
        self.assumptions.append(sentence)
        return value

    def raise_if_any(self) -> None:
        """Raise one InputError with every mistake."""
        if self.problems:
            raise InputError(self.problems)


def _quoted(text: Any) -> str:
    """Return what was written, or its beginning; Python writes no whole number of more than 4300 digits."""
    long = isinstance(text, int) and text.bit_length() > _MOST_BITS
    words = "a very large number" if long else str(text)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
