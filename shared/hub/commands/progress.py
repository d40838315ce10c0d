"""Says every two seconds how far long work is, and lets Ctrl-C break it off."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.clock import stopwatch
from shared.store.copying import part_of

PAUSE = 2_000
"""Milliseconds between two lines."""

MEGABYTE = 10**6


@contextmanager
def progress(line: Callable[[], str]) -> Iterator[Callable[[], bool]]:
    """Give what long work asks whether to go on; *line* says how far it is."""
    stopped = False
    told = stopwatch()

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    def going() -> bool:
        nonlocal told
        if stopwatch() - told >= PAUSE:
            told = stopwatch()
            print(line(), flush=True)
        return not stopped

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield going
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


SIGNALS = (signal.SIGINT, signal.SIGTERM)


def copied(source: Path, target: Path) -> Callable[[], str]:
    """Return what says how much of *source* has come to *target*."""

    def line() -> str:
        part = part_of(target)
        done = part.stat().st_size if part.exists() else 0
        of = source.stat().st_size
        return f"{done // MEGABYTE} of about {of // MEGABYTE} MB copied …"

    return line
