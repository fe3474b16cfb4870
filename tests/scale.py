"""What hypothesis tries: few examples on every commit, many with HYPOTHESIS_PROFILE=nightly; numbers as measured."""

import os

from hypothesis import strategies as st

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE", "ci") == "nightly"


def examples(usual: int) -> int:
    """Return how many examples a slow test tries: as many as said, or forty times that."""
    return 40 * usual if NIGHTLY else usual


def measured(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers with six decimals: a temperature of 1e-200 °C is asked by nobody, and refused."""
    return st.floats(low, high).map(lambda number: round(number, 6))
