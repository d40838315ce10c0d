"""How the kiosk's program ends: for good, or to begin anew."""

import os
import subprocess
import sys
from collections.abc import Callable

LEFT = 3
"""The exit code when a technician has left: the unit file does not start it again."""

AGAIN = 4
"""The program is to begin anew: `motcua-office` sees to that, or it does it itself."""

KEPT = "MOTCUA_KEPT"
"""Stands in the environment of programs that `motcua-office` starts again."""


def begin_again() -> int:
    """Begin this program anew with the same command line.

    Returns only where another process goes on, the exit code: on Windows, and to a
    keeper, which would lose a program that it has not started.
    """
    if KEPT in os.environ:
        return AGAIN
    words = [sys.executable, *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(sys.executable, words)
    subprocess.Popen(words)
    return 0


def ended(code: int, *, again: Callable[[], int] = begin_again) -> int:
    """Return the exit code for what the screen's loop ended with."""
    return again() if code == AGAIN else code
