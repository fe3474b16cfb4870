"""What every command says on a terminal: mistakes as plain lines, tables in columns."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from fuelplan.errors import FuelplanError, in_one_line


class _Path(click.Path):
    """A path of any file or none; what is wrong with that is said by those who use it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        try:
            os.fsencode(value)
        except UnicodeEncodeError:
            self.fail("such a name cannot be used; give another", param, ctx)
        return Path(value)


A_PATH = _Path()


@contextmanager
def plain_errors(most: int = 1000, more: str = "mend these first") -> Iterator[None]:
    """Turn what a user can cause into plain lines and an exit code; beyond ``most`` lines only their number."""
    try:
        yield
    except FuelplanError as error:
        for problem in error.problems[:most]:
            click.echo(f"fuelplan: {problem}", err=True)
        if len(error.problems) > most:
            click.echo(f"fuelplan: … and {len(error.problems) - most:,} more mistakes; {more}", err=True)
        raise SystemExit(error.exit_code) from None
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _tell_not_written(error)
        raise SystemExit(1) from None


def _tell_not_written(error: OSError) -> None:
    """Say what the system refuses: a file's name or, without one, what should have stood on the screen."""
    if error.filename is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    where = f"'{error.filename}'" if error.filename is not None else "what fuelplan says could not be written"
    says = in_one_line(f"{where}: {error.strerror or error}; check the name, or the room on the disk")
    click.echo(f"fuelplan: {says}", err=True)


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as aligned lines; the places in ``right`` are set flush right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    return [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def listed(names: Iterable[object]) -> str:
    """Return names as a sentence has them: ``a, b and c``."""
    *first, last = map(str, names)
    return " and ".join(filter(None, (", ".join(first), last)))


def kept_as(backups: Sequence[Path]) -> str:
    """Return the end of a line that says where what was there before is kept, "" where nothing is."""
    return f"; what was there before is kept as {listed(backups)}" if backups else ""


class Progress:
    """Shows the step under way on a terminal; says nothing in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _show(self, step: str) -> None:
        if self._shown:
            click.echo(f"\r\033[K{step} …", nl=False, err=True)
