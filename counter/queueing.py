"""Who comes next at a counter: the beginning at once, a long rest by and by."""

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter.line import AT_ONCE, line_at_once, line_by_and_by
from shared.domain.hall import Hall
from shared.domain.picking import Choice, why_next
from shared.domain.plan import Counter
from shared.domain.ticket import Ticket
from shared.qt.link import Link

LATER_MILLISECONDS, PAUSE_MILLISECONDS = 300, 10
"""After a press the clerk reads the number first, then the end of a long list."""


class Queueing(QObject):
    """Thinks of who would be called after whom.

    Signals:
        thought: `line` is whole again.
    """

    thought = Signal()

    def __init__(
        self, link: Link, counter: str, now: Callable[[], int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._counter = counter
        self._now = now
        self.line: tuple[Ticket, ...] = ()
        self.next_one: Choice | None = None
        """Who would be called now, and why."""

        self._thought: list[Ticket] = []
        self._thinking: Iterator[Ticket] | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._think_on)

    def think(self) -> None:
        """Think the line through anew: what is seen now, the rest by and by."""
        place = self._place()
        if place is None:
            return
        self.line = line_at_once(*place, self._now(), self.line)
        self.next_one = why_next(*place, self._now())
        if len(self.line) >= AT_ONCE and not self._later.isActive():
            self._thought, self._thinking = [], None
            self._later.start(LATER_MILLISECONDS)

    @Slot()
    def _think_on(self) -> None:
        """Think of some more who wait, so that a press never waits for all of them."""
        place = self._place()
        if place is None:
            return
        if self._thinking is None:
            self._thinking = line_by_and_by(*place, self._now())
        some = list(islice(self._thinking, AT_ONCE))
        self._thought += some
        if some:
            self._later.start(PAUSE_MILLISECONDS)
            return
        tickets = place[0].tickets
        self.line = tuple(t for t in self._thought if tickets.get(t.number) is t)
        self.thought.emit()

    def _place(self) -> tuple[Hall, Counter] | None:
        hall = self._link.hall
        counter = hall.plan.counter_by_id.get(self._counter) if hall else None
        return (hall, counter) if hall is not None and counter is not None else None
