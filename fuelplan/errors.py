"""What can go wrong, each with where it is and how to mend it.

Every error a user can cause derives from :class:`FuelplanError`; the command line turns it into
plain lines and the exit code it carries, never into a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence


class FuelplanError(Exception):
    """Base of all errors meant for a person.

    Parameters
    ----------
    problems
        One sentence per mistake: what is wrong, where, and how to mend it.
    """

    exit_code = 1

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class InputError(FuelplanError):
    """An option, a file or a cell that cannot be used; every mistake at once (exit code 1)."""


class NoPlanError(FuelplanError):
    """No week keeps every hard rule; the sentences say why and what would help (exit code 3)."""

    exit_code = 3


class AuditError(FuelplanError):
    """A finished plan failed the independent audit and is not printed (exit code 3)."""

    exit_code = 3
