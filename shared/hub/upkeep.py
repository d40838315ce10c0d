"""What is done for days gone by, in slices so small that no call waits for them."""

from datetime import date

from shared.domain.times import SECOND, local
from shared.store.history import History

NIGHT = range(5)
"""The hours of the day in which tickets of long ago are dropped."""

SLICE = 200
"""So many tickets, and as many events, are dropped at once."""

PAUSE = SECOND
"""Milliseconds between two slices."""

MONTHS_KEPT = 24
"""Of so many months each ticket is kept, of those before only the totals."""


class Upkeep:
    """Sums days up and drops old ones, a slice at each step."""

    def __init__(self, history: History, *, months: int = MONTHS_KEPT) -> None:
        self._history = history
        self._months = months
        self._last_at = 0
        self._done: date | None = None
        """The day for which nothing is left to do."""

    def step(self, today: date, now: int) -> bool:
        """Do the next slice, if it is time and there is one; return whether it was."""
        if self._done == today or 0 <= now - self._last_at < PAUSE:
            return False
        self._last_at = now
        if self._history.sum_up(today):
            return True
        if local(now).hour not in NIGHT:
            return False
        if self._history.drop(months_before(today, self._months), SLICE):
            return True
        self._done = today
        return False


def months_before(day: date, months: int) -> date:
    """Return the first day of the month so many *months* before that of *day*."""
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)
