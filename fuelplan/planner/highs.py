"""HiGHS as we use it: silent, one thread, the same answer every time."""

from __future__ import annotations

import highspy


class _QuietHighs(highspy.Highs):
    """HiGHS without its banner, which highspy 1.16 prints while it sets itself up."""

    def enableCallbacks(self) -> None:  # noqa: N802 (highspy's name)
        """Turn the output off before anything else is done."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def quiet_highs(**options: bool | float | str) -> highspy.Highs:
    """Return a solver with some options set; stop it by gap or nodes, never by the clock."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, **options}.items():
        solver.setOptionValue(option, value)
    return solver
