"""What the hub counts about itself, for whoever watches over it. Never people."""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate

COMMIT_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)


class Figures:
    """Counts since the hub began."""

    def __init__(self) -> None:
        self.commands: Counter[str] = Counter()
        """Wishes by outcome: `done`, or the code of a refusal."""

        self.events = 0
        self.bad_frames: Counter[str] = Counter()
        """By why: `nonsense`, `too_large`, `no_hello`."""

        self.refused: Counter[str] = Counter()
        """Connections that were not let in, by code."""

        self.throttled = 0
        """Frames that were read later than they came."""

        self.cut_off = 0
        """Stations that did not read what they were told."""

        self.commit_seconds = 0.0
        self._commits = [0] * (len(COMMIT_SECONDS) + 1)

    def count_commit(self, seconds: float) -> None:
        """Count a transaction that took so long."""
        self.commit_seconds += seconds
        self._commits[bisect_left(COMMIT_SECONDS, seconds)] += 1

    @property
    def commits(self) -> list[tuple[str, int]]:
        """How many transactions took at most so many seconds; the last is all."""
        bounds = [*map(str, COMMIT_SECONDS), "+Inf"]
        return list(zip(bounds, accumulate(self._commits), strict=True))
