"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fuelplan.errors import InputError


def check_writable(path: Path, option: str) -> None:
    """Refuse a path that cannot become a file, before any work is done.

    Raises
    ------
    InputError
        When it is a folder, or its folder is missing or closed to writing.
    """
    if path.is_dir():
        raise InputError(f"{option} '{path}' is a folder; give a file name in it")
    if not path.parent.is_dir():
        raise InputError(f"{option} '{path}': the folder '{path.parent}' does not exist; make it first")
    if not os.access(path.parent, os.W_OK):
        raise InputError(f"{option} '{path}': the folder '{path.parent}' cannot be written to; choose another")


def keep_old(path: Path) -> Path | None:
    """Copy a file that is there to ``<name>.bak`` beside it and return where; None where there is none yet.

    Raises
    ------
    InputError
        When it cannot be read or copied.
    """
    if not path.exists():
        return None
    backup = path.with_name(path.name + ".bak")
    try:
        write_whole(backup, path.read_bytes())
    except OSError as error:
        raise InputError(f"'{path}' could not be read ({error.strerror}); it is untouched") from error
    return backup


def same(one: Path, other: Path) -> bool:
    """Whether two paths mean one file that is there."""
    return one.exists() and other.exists() and one.samefile(other)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and replace: either the old file whole or the new one whole.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    path = path.resolve()
    beside = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise InputError(
            f"'{path}' could not be written ({error.strerror}); the old file, if any, is untouched"
        ) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
