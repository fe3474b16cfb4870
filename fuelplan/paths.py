"""What a path is; a name that no disk can hold is nothing, where pathlib raises OSError."""

from __future__ import annotations

from pathlib import Path


def exists(path: Path) -> bool:
    """Whether there is anything."""
    try:
        return path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_dir(path: Path) -> bool:
    """Whether there is such a folder."""
    try:
        return path.is_dir()
    except OSError:
        return False
