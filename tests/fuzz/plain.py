"""Fuzzing without atheris: one input under the clock, with warnings as mistakes."""

from __future__ import annotations

import signal
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import fuzz


class Hang(BaseException):
    """An input took longer than it may; no handler of the program's own may catch it."""


@dataclass(frozen=True)
class Outcome:
    """Whether the law was kept, and what is to be shown where it was not."""

    kept: bool
    hang: bool = False
    shown: str = ""
    value: Any = None


def trial(step: Callable[[], Any], seconds: float, waits: bool = False) -> Outcome:
    """Do a step; tell of what it raises, and of a hang.

    ``waits`` counts seconds of the processor, twelve times as many of the clock: on a machine with other work.
    """
    limits = (
        [(signal.ITIMER_PROF, seconds), (signal.ITIMER_REAL, 12 * seconds)]
        if waits
        else [(signal.ITIMER_REAL, seconds)]
    )
    try:
        with _at_most(limits), warnings.catch_warnings():
            warnings.simplefilter("error")
            return Outcome(kept=True, value=step())
    except Hang:
        return Outcome(kept=False, hang=True, shown=traceback.format_exc(limit=-12))
    except Exception:
        return Outcome(kept=False, shown=traceback.format_exc(limit=-12))


@contextmanager
def _at_most(limits: Sequence[tuple[int, float]]) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang

    before = {number: signal.signal(number, stop) for number in (signal.SIGALRM, signal.SIGPROF)}
    for timer, seconds in limits:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for timer, _ in limits:
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def seeds_of(name: str) -> list[bytes]:
    """Return the kept inputs of a target."""
    return [path.read_bytes() for path in fuzz.corpus_of(name)] or [b""]
