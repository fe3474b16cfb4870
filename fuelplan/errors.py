"""What can go wrong, each with where it is and how to mend it.

Every error a user can cause derives from :class:`FuelplanError`; the command line turns it into
plain lines and the exit code it carries, never into a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
_LONGEST_WORD, _MOST_CHOICES, _LONGEST_LIST = 60, 60, 700
_LONGEST_PROBLEM, _LONGEST_END = 900, 300


class FuelplanError(Exception):
    """Base of all errors meant for a person.

    Parameters
    ----------
    problems
        One sentence per mistake: what is wrong, where, and how to mend it. What it quotes may be anything; kept is
        what :func:`in_one_line` makes of it.
    """

    exit_code = 1

    def __init__(self, problems: str | Sequence[str]) -> None:
        told = (problems,) if isinstance(problems, str) else problems
        self.problems: tuple[str, ...] = tuple(map(in_one_line, told))
        super().__init__("\n".join(self.problems))


class InputError(FuelplanError):
    """An option, a file or a cell that cannot be used; every mistake at once (exit code 1)."""


class NoPlanError(FuelplanError):
    """No week keeps every hard rule; the sentences say why and what would help (exit code 3)."""

    exit_code = 3


class AuditError(FuelplanError):
    """A finished plan failed the independent audit and is not printed (exit code 3)."""

    exit_code = 3


def in_one_line(sentence: str) -> str:
    """Return a sentence in one line, what cannot be seen spelt out; of a long one the beginning and the end, the cure.

    Examples
    --------
    >>> in_one_line("the name 'a\\nb\\u202e' is taken")
    "the name 'a b\\\\u202e' is taken"
    """
    if not sentence.isprintable():
        sentence = "".join(map(_seen, sentence))
    if len(sentence) <= _LONGEST_PROBLEM:
        return sentence
    return f"{sentence[: _LONGEST_PROBLEM - _LONGEST_END]} … {sentence[-_LONGEST_END:]}"


def _seen(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else sign.encode("unicode_escape").decode()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the cure for a word that is not known: what is spelt alike, or all that may be written."""
    return _cure(word, tuple(known))


@lru_cache(maxsize=512)
def _cure(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word[:_LONGEST_WORD], known, 1)
    if near:
        return f"did you mean '{near[0]}'?"
    listed = ", ".join(known)
    short = len(known) <= _MOST_CHOICES and len(listed) <= _LONGEST_LIST
    return f"use one of {listed}" if short else "nothing there is spelt alike"


class Mistakes:
    """Gathers the mistakes of several steps, so that all can be told at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def of(self, step: Callable[[], T]) -> T | None:
        """Return what a step returns; None, with its mistakes kept, when it raises InputError."""
        try:
            return step()
        except InputError as error:
            self.problems += error.problems
            return None

    def raise_if_any(self) -> None:
        """Raise one InputError with all of them."""
        if self.problems:
            raise InputError(self.problems)
