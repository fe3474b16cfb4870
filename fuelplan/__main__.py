"""Fuelplan as a process of its own: ``fuelplan`` and ``python -m fuelplan``."""

from __future__ import annotations

import gc
import io
import sys


def program() -> None:
    """Run the command line; Ctrl-C ends it with one line, from the first import on.

    A run of a second frees enough by reference count alone: collecting garbage, on the way and once
    more at the end, would cost a tenth of it. A terminal that lacks a letter shows a question mark.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from fuelplan.cli import main  # noqa: PLC0415 (click takes a while)

        main()
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    finally:
        gc.freeze()


if __name__ == "__main__":
    program()
