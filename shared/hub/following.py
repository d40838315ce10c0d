"""Follows the offices that other hubs own, to go on at once when one of these dies.

The halls here are made of the journal alone. Another hub's bell says when to look, and
each second everything is looked at anyhow.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from shared.clock import stopwatch
from shared.domain.plan import Plan
from shared.hub.warm import LostTrack, PlanOn, Warm, warm_from
from shared.store.doorbell import Listener
from shared.store.errors import StoreError, StoreUnavailable
from shared.store.rows import Line, Mark
from shared.store.tails import MOST, Position, Tails

log = logging.getLogger(__name__)

LOOK = 1_000
"""Milliseconds after which everything is looked at, whether a bell rang or not."""

TOGETHER = 10
"""So many halls are made anew with one question."""

RECENT_DAYS = timedelta(days=28)
"""Of so many days the hub learns each day what citizens take."""


class Follower:
    """Keeps halls of offices that are not ours, in a thread of its own."""

    def __init__(
        self,
        tails: Tails,
        listener: Listener,
        plan_on: Callable[[str, date], Plan],
    ) -> None:
        """*plan_on* returns what an office has to offer on a business day."""
        self._tails = tails
        self._listener = listener
        self._plan_on = plan_on
        self._lock = threading.Lock()
        # None until it is read; what cannot be read is left to whoever takes it.
        self._warm: dict[str, Warm | None] = {}
        self._unreadable: set[str] = set()
        self._looked_at = -LOOK
        self._ended = threading.Event()
        self._blind = False
        self._thread = threading.Thread(target=self._live, name="follower")

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for that."""
        self._ended.set()
        self._listener.stop()
        self._tails.cut()
        self._thread.join()
        self._listener.close()
        self._tails.close()

    def follow(self, offices: Iterable[str]) -> None:
        """Follow *offices* as well from now on; from any thread."""
        with self._lock:
            for office in offices:
                self._warm.setdefault(office, None)

    def hand_over(self, office: str) -> Warm | None:
        """Follow *office* no more, and return its hall if there is one.

        From any thread; it may lie a moment behind the records.
        """
        with self._lock:
            self._unreadable.discard(office)
            return self._warm.pop(office, None)

    def warm(self, office: str) -> Warm | None:
        """Return the hall of *office*, which goes on changing, if there is one."""
        with self._lock:
            return self._warm.get(office)

    def look(self) -> None:
        """Read all that was written since the last time.

        Raises:
            StoreUnavailable: The server does not answer.
        """
        self._looked_at = stopwatch()
        with self._lock:
            halls = {
                office: warm
                for office, warm in self._warm.items()
                if office not in self._unreadable
            }
        positions = self._tails.positions(halls)
        anew, behind = [], []
        for office, position in positions.items():
            warm = halls[office]
            if warm is None or not warm.fits(position):
                anew.append(office)
            elif position.seq > warm.seq:
                behind.append(office)
        self._read_on(behind)
        self._make(anew, positions)
        self._learn()

    def _live(self) -> None:
        try:
            while not self._ended.is_set():
                rung = self._listener.wait(self._until_next_look())
                self._guarded(rung)
        except Exception:  # the edge: without halls all else still works
            log.exception("offices of other hubs are not followed any more")

    def _hear(self, rung: dict[str, int]) -> None:
        if self._until_next_look() <= 0:
            self.look()
            return
        with self._lock:
            warm = {office: self._warm.get(office) for office in rung}
        self._read_on(
            [office for office, one in warm.items() if one and one.seq < rung[office]]
        )

    def _until_next_look(self) -> float:
        return max(0.0, (self._looked_at + LOOK - stopwatch()) / 1_000)

    def _guarded(self, rung: dict[str, int]) -> None:
        try:
            self._hear(rung)
            self._blind = False
        except StoreUnavailable as error:
            if not (self._blind or self._ended.is_set()):
                log.warning("offices of other hubs are not followed: %s", error)
            self._blind = True
            self._ended.wait(LOOK / 1_000)

    def _read_on(self, offices: Collection[str]) -> None:
        """Let the halls of *offices* have what was written meanwhile."""
        while offices:
            marks = self._marks(offices)
            found = self._tails.after(marks) if marks else {}
            for office, lines in found.items():
                self._take_in(office, lines)
            offices = [office for office, lines in found.items() if len(lines) == MOST]

    def _marks(self, offices: Iterable[str]) -> dict[str, Mark]:
        with self._lock:
            warm = {office: self._warm.get(office) for office in offices}
            return {office: one.mark for office, one in warm.items() if one}

    def _make(self, offices: Iterable[str], positions: Mapping[str, Position]) -> None:
        """Make the halls of *offices* anew, a few at a time."""
        wanted = sorted((positions[office].day, office) for office in offices)
        for day, of_one_day in groupby(wanted, itemgetter(0)):
            rest = [office for _, office in of_one_day]
            while rest:
                some, rest = rest[:TOGETHER], rest[TOGETHER:]
                for office, lines in self._tails.of_day(day, some).items():
                    self._make_one(office, positions[office], lines)

    def _make_one(self, office: str, position: Position, lines: list[Line]) -> None:
        try:
            made = warm_from(position, lines, self._plan_of(office))
        except StoreError as error:
            self._give_up(office, error)
            return
        with self._lock:
            if office in self._warm:
                self._warm[office] = made

    def _take_in(self, office: str, lines: list[Line]) -> None:
        """Let the hall of *office* have *lines*, if it is still followed."""
        with self._lock:
            warm = self._warm.get(office)
            if warm is None:
                return
            try:
                warm.take_in(lines, self._plan_of(office))
            except LostTrack as error:
                log.info("%s is read anew: %s", office, error)
                self._warm[office] = None
                self._looked_at = -LOOK
                return
            except StoreError as error:
                why = error
            else:
                return
        self._give_up(office, why)

    def _learn(self) -> None:
        """Read for some halls what citizens took on the days before, once a day."""
        with self._lock:
            wanting = [
                (office, warm.hall.day)
                for office, warm in self._warm.items()
                if warm is not None and warm.learnt != warm.hall.day
            ]
        if not wanting:
            return
        day = wanting[0][1]
        some = [office for office, its in wanting if its == day][:TOGETHER]
        for office, work in self._tails.recent_work(some, day - RECENT_DAYS).items():
            with self._lock:
                warm = self._warm.get(office)
                if warm is not None and warm.hall.day == day:
                    warm.hall.learn(work)
                    warm.learnt = day

    def _plan_of(self, office: str) -> PlanOn:
        return lambda day: self._plan_on(office, day)

    def _give_up(self, office: str, error: StoreError) -> None:
        log.warning("%s cannot be followed: %s", office, error)
        with self._lock:
            if office in self._warm:
                self._warm[office] = None
                self._unreadable.add(office)
