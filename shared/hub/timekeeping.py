"""Whether the clock can be right: at a start, and while the hub is at work."""

import logging
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from shared.clock import Clock, uptime
from shared.domain.calendar import openings_of
from shared.domain.plan import Plan
from shared.domain.times import HOUR, MINUTE, day_of, local
from shared.hub.notices import Board
from shared.hub.orders import Orders
from shared.store.history import Past
from shared.store.store import Store

log = logging.getLogger(__name__)

TOLERANCE = 5 * MINUTE
"""So far a clock may jump, or be behind the records, without a word."""

MOST_DAYS_OFF = 14
"""So many days an office may be off before the clock is doubted.

A Tết that nobody has written into the plan is shorter, and the year of a clock that
is wrong is mostly another one.
"""

FAR = 3 * 24 * HOUR
"""A jump so large is a mistake: the hub goes on by the machine's own running."""

TOLD_FOR = HOUR


class ClockDoubted(Exception):
    """The time of the machine cannot be right; nothing is given until it is."""


def check(
    now: int,
    past: Past,
    plan: Plan,
    *,
    most_days_off: int = MOST_DAYS_OFF,
    synchronised: bool = False,
) -> None:
    """Look whether it can be *now* after *past*.

    Days on which the office has no hours do not count as off. A clock that is
    *synchronised* over the network may be as far ahead as it likes.

    Raises:
        ClockDoubted: It is before the last event, or too many days after it.
    """
    if past.last_at == 0 or _accepted(now, past):
        return
    if now < past.last_at - TOLERANCE:
        raise ClockDoubted(_words(now, past, "is behind"))
    off = _days_off(day_of(past.last_at), day_of(now), plan)
    if off > most_days_off and not synchronised:
        raise ClockDoubted(_words(now, past, "is far ahead of"))


def is_synchronised() -> bool:
    """Return whether systemd has set this machine's clock over the network."""
    return Path("/run/systemd/timesync/synchronized").exists()


def _accepted(now: int, past: Past) -> bool:
    accepted = past.accepted_at
    return accepted is not None and abs(now - accepted) < 24 * HOUR


def _days_off(last: date, today: date, plan: Plan) -> int:
    """Return on how many days between these two the office did not work as planned."""
    days = (last + timedelta(days=n) for n in range(1, (today - last).days))
    if plan.hours is None:
        return sum(1 for _ in days)
    return sum(1 for day in days if any(True for _ in openings_of(plan.hours, day)))


def _words(now: int, past: Past, how: str) -> str:
    ours, theirs = (f"{local(at):%Y-%m-%d %H:%M}" for at in (now, past.last_at))
    return (
        f"this machine's clock ({ours}) {how} the records ({theirs}):"
        f" set the clock, or if it is right run: motcua-hub clock accept"
    )


def fits(orders: Orders, plan: Plan, now: int, past: Past) -> bool:
    """Return whether it can be *now* after *past*, and nobody had to say so."""
    if not isinstance(orders.clock, WatchedClock):
        return True
    if now < past.last_at - TOLERANCE:
        return False
    try:
        _check(orders, plan, now, past)
    except ClockDoubted:
        return False
    return True


def _check(orders: Orders, plan: Plan, now: int, past: Past) -> None:
    check(
        now,
        past,
        plan,
        most_days_off=orders.settings.most_days_off,
        synchronised=is_synchronised(),
    )


def look_at_clock(orders: Orders, plan: Plan, store: Store, *, anew: bool) -> None:
    """Look whether the clock fits the records of the office with *plan*.

    If *anew* the clock is believed as it is now. Nothing is done with a clock that
    is not watched.

    Raises:
        ClockDoubted: It does not fit.
        StoreError: The records cannot be used.
    """
    clock = orders.clock
    if not isinstance(clock, WatchedClock):
        return
    if anew:
        clock.begin_anew()
    now = clock.now()
    store.prepare(day_of(now))
    past = store.history.past()
    _check(orders, plan, now, past)
    if now < past.last_at - TOLERANCE:
        store.history.go_back(day_of(now))  # somebody has said that this is right
        store.day_keys.destroy()  # among them those of days that were none


class WatchedClock:
    """A clock that tells when it jumps; any thread may read it."""

    def __init__(
        self, clock: Clock, board: Board, running: Callable[[], int] = uptime
    ) -> None:
        """Compare *clock* with *running*, milliseconds that nobody can set."""
        self._clock = clock
        self._board = board
        self._running = running
        self._lock = threading.Lock()
        self._ahead = clock.now() - running()
        self._told_at: int | None = None
        self._told = 0

    def begin_anew(self) -> None:
        """Believe the clock as it is: whoever asks compares it with the records.

        Else a hub that a flat battery starts in 2020 would stay there, also when the
        clock has been set.
        """
        with self._lock:
            self._ahead = self._clock.now() - self._running()

    def now(self) -> int:
        with self._lock:
            running = self._running()
            now = self._clock.now()
            jump = now - running - self._ahead
            if abs(jump) > FAR:
                self._tell(now, running, jump)
                return running + self._ahead
            self._ahead = now - running
            if abs(jump) > TOLERANCE:
                self._tell(now, running, jump)
            elif self._told_at is not None and running - self._told_at > TOLD_FOR:
                self._told_at, self._told = None, 0
                self._board.take("clock_jumped")
            return now

    def _tell(self, now: int, running: int, jump: int) -> None:
        minutes = round(jump / MINUTE)
        if self._told != minutes:
            log.error("the clock has jumped by %+d minutes: check its time", minutes)
        self._told = minutes
        self._board.put("clock_jumped", now, minutes=minutes)
        self._told_at = running
