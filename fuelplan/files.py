"""Write files whole or not at all, and keep beside what somebody may miss."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from fuelplan.errors import InputError
from fuelplan.paths import exists

if sys.platform != "win32":
    import fcntl

_NEW_FILE, _ONLY_MINE = 0o666, 0o600
_TEMPORARY, _FORGOTTEN_S = ".fuelplan-{}.tmp", 3600.0
_OURS = b"fuelplan"
_HELD = "close other programs that hold it, or give another name"
_PATIENCE_S, _LOOKS_AGAIN_S = 30.0, 0.02


def check_writable(path: Path, option: str) -> None:
    """Refuse a path that cannot become a file, before any work is done.

    Raises
    ------
    InputError
        When it is a folder, a device or locked, its name cannot be used, or its folder is missing or closed to writing.
    """
    try:
        obstacle = _obstacle(path)
    except (OSError, ValueError) as error:
        obstacle = f"such a name cannot be used ({getattr(error, 'strerror', None) or error}); give another"
    if obstacle:
        raise InputError(f"{option} '{path}': {obstacle}")


def _obstacle(path: Path) -> str:
    if path.is_dir():
        return "this is a folder; give a file name in it"
    place = _place(path)
    folder = place.parent if path.is_symlink() else path.parent
    if not folder.is_dir():
        return f"the folder '{folder}' does not exist; make it first"
    if not os.access(folder, os.W_OK):
        return f"the folder '{folder}' cannot be written to; choose another"
    return _what_bars(place)


def _what_bars(place: Path) -> str:
    """Return why what lies at a place cannot be replaced, "" where it can or nothing lies there."""
    if place.is_symlink():
        return "this link leads back to itself; give a file name"
    if place.exists() and not place.is_file():
        return "this is a device or pipe, not a file; give a file name"
    if place.exists() and not os.access(place, os.W_OK):
        return "this file is locked against writing; unlock it, or give another name"
    return ""


def _place(path: Path) -> Path:
    """Return where a file really lies, links followed."""
    return Path(os.path.realpath(path))


def same(one: Path, other: Path) -> bool:
    """Whether two paths mean one file, which may not be there yet."""
    return _place(one) == _place(other) or (exists(one) and exists(other) and one.samefile(other))


def lies_in(folder: Path, path: Path) -> bool:
    """Whether a path stays in a folder, whatever dots and links it goes through."""
    return _place(path).is_relative_to(_place(folder))


def is_theirs(path: Path) -> bool:
    """Whether a file is there that does not name fuelplan anywhere: somebody may miss it."""
    try:
        return path.is_file() and _OURS not in path.read_bytes()
    except OSError:
        return True


def backup_of(path: Path) -> Path:
    """Return where the file before is kept."""
    return path.with_name(f"{path.name}.bak")


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Let one process at a time read a file and write it anew, so that none undoes what another has just added.

    Others wait. Where the folder cannot be locked, as on Windows, nobody does.

    Raises
    ------
    InputError
        When another process does not come to its end.
    """
    handle = _locked(path)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    """Return the handle by which a file's folder is held, as far as its drive knows locks."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(_place(path).parent, os.O_RDONLY)
    except OSError:
        return None
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_LOOKS_AGAIN_S)
        except OSError:
            return handle
        else:
            return handle
    os.close(handle)
    raise InputError(f"'{path}' is being written by another fuelplan; wait for it, then try again")


def write_files(contents: Mapping[Path, bytes], keep: Collection[Path] = ()) -> list[Path]:
    """Write files: each is the old one whole or the new one whole, whatever happens meanwhile.

    All are written beside their places first, so that a full disk changes none of them. Of those to ``keep`` that are
    there, a copy is left beside; its path is returned. A file keeps its permissions, its copy has the same.

    Raises
    ------
    InputError
        When one cannot be written.
    """
    kept = []
    with _tidied() as staged:
        for path, content in contents.items():
            check_writable(path, "the file")
            if path in keep and path.exists() and (before := _read(path)) != content:
                kept.append(backup_of(path))
                check_writable(kept[-1], "the copy to keep")
                staged.append(_beside(kept[-1], before, like=path))
            staged.append(_beside(path, content, like=path))
        for beside, place in staged:
            _put(beside, place)
    return kept


def write_new_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder that is not there yet, with all its files, or nothing of it.

    Raises
    ------
    InputError
        When it cannot be written.
    """
    beside = _temporary(folder)
    try:
        beside.mkdir()
        for name, content in contents.items():
            _write_new(beside / name, content, None)
        beside.rename(folder)
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be made ({error.strerror}); choose another") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _tidied() -> Iterator[list[tuple[Path, Path]]]:
    """Yield a list of files and the places they are to go to; what did not get there is removed."""
    staged: list[tuple[Path, Path]] = []
    try:
        yield staged
    finally:
        for beside, _ in staged:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _beside(path: Path, content: bytes, like: Path) -> tuple[Path, Path]:
    """Write a file next to its place, with the permissions of the file ``like``; return it and the place."""
    place = _place(path)
    beside = _temporary(place)
    try:
        _write_new(beside, content, stat.S_IMODE(like.stat().st_mode) if like.exists() else None)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"'{path}' could not be written ({error.strerror}); nothing was changed") from error
        raise
    return beside, place


def _temporary(place: Path) -> Path:
    """Return a new name next to a place; what a killed process left there is swept away."""
    with suppress(OSError):
        for left in place.parent.glob(_TEMPORARY.format("*")):
            if time.time() - left.lstat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    return place.with_name(_TEMPORARY.format(secrets.token_hex(4)))


def _write_new(path: Path, content: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE if mode is None else _ONLY_MINE)
    with open(handle, "wb") as file:  # noqa: PTH123 (an open handle has no path)
        if mode is not None:
            path.chmod(mode)
        file.write(content)
        file.flush()
        os.fsync(handle)


def _put(beside: Path, place: Path) -> None:
    try:
        beside.replace(place)
    except OSError as error:
        raise InputError(
            f"'{place}' could not be written ({error.strerror}); the old file is whole; {_HELD}"
        ) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"'{path}' could not be read ({error.strerror}); nothing was changed") from error
