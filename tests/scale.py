"""How many examples hypothesis tries: few on every commit, many with HYPOTHESIS_PROFILE=nightly."""

import os

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE", "ci") == "nightly"


def examples(usual: int) -> int:
    """Return how many examples a slow test tries: as many as said, or forty times that."""
    return 40 * usual if NIGHTLY else usual
