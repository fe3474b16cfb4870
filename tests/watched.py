"""Run fuelplan's command line and die at the first thing that no file of a runner may bring about.

    python watched.py <folder of the runner's files> <arguments of fuelplan>

No socket, no process, no unpickling; no code out of the folder's files or with MARK in it; nothing written, moved or
removed outside the folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any

MARK = "qwxzj"
NEVER = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.startfile",
    "os.system",
    "pickle.",
    "webbrowser.",
)
CHANGES = ("os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(folder: Path) -> None:
    """Refuse, from now on and for good, what fuelplan does not do."""

    def inside(path: Any) -> bool:
        if not isinstance(path, str | bytes | os.PathLike) or str(path).startswith("<"):
            return False
        return Path(os.fsdecode(path)).resolve().is_relative_to(folder)

    def refused(event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            return bool(flags & WRITING) and not isinstance(path, int) and not inside(path)
        if event == "compile":
            source, file = arguments
            return inside(file) or MARK in str(source)
        if event == "exec":
            return isinstance(arguments[0], CodeType) and inside(arguments[0].co_filename)
        if event.startswith(CHANGES):
            return not all(inside(path) for path in arguments if isinstance(path, str | os.PathLike))
        return event.startswith(NEVER)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if refused(event, arguments):
            sys.stderr.write(f"\nrefused: {event} {str(arguments)[:300]}\n")
            sys.stderr.flush()
            os._exit(99)

    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(Path(sys.argv.pop(1)).resolve())
    from fuelplan.__main__ import program

    program()
