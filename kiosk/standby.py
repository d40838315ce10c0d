"""Stands in while the hub is away: gives the kiosk's own numbers, and tells them later.

It begins only when the link was away already at the touch: a wish that was sent may
have been obeyed, and stays a wish.
"""

import logging
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.offline import Counterfoil, NoNumber, Stub
from kiosk.picture import Away, Given
from shared.clock import Clock
from shared.domain.errors import NotNow, QueueError
from shared.domain.hall import Hall, evolve
from shared.domain.issuing import check_open
from shared.domain.offering import instead
from shared.domain.plan import Plan
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import Ticket
from shared.domain.times import MINUTE, day_of
from shared.domain.waiting import ahead, wait_minutes
from shared.journal import Journal
from shared.qt.barred import NOT_LET_IN
from shared.qt.link import Link
from shared.wire.messages import Done, Refused
from shared.wire.session import hall_from, state_of

log = logging.getLogger(__name__)

GRACE_SECONDS = 3.0
"""So long after the start the hub may take to be there."""

JOURNAL = "numbers.journal"
"""Its name in the kiosk's folder."""

RECENT = 10 * MINUTE
"""So long after the hub has gone its figures are still told to people."""

AGAIN_SECONDS = 2.0
"""After so long the hub is asked again to take in what it could not keep."""


class Standby(QObject):
    """What a view-model asks while the hub is away.

    Signals:
        changed: It has begun or ended to stand in.
        unmerged_changed: The numbers of today that the hub would not take in.
    """

    changed = Signal()
    unmerged_changed = Signal(tuple)

    def __init__(
        self,
        link: Link,
        foil: Counterfoil,
        clock: Clock,
        *,
        grace_seconds: float = GRACE_SECONDS,
        again_seconds: float = AGAIN_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._foil = foil
        self._clock = clock
        self._hall: Hall | None = None
        self._heard_at: int | None = None
        self._under_way: str | None = None
        self._patient = True
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._on_offline)
        link.happened.connect(self._on_happened)
        link.answered.connect(self._on_answer)
        self._starting = QTimer(self, singleShot=True)
        self._starting.timeout.connect(self._lose_patience)
        self._starting.start(round(1_000 * grace_seconds))
        self._again = QTimer(self, singleShot=True)
        self._again.setInterval(round(1_000 * again_seconds))
        self._again.timeout.connect(self._merge)

    @property
    def on_duty(self) -> bool:
        """Whether it stands in now: the hub is away and there are numbers to give.

        A kiosk that the hub does not let in gives none: they would never count.
        """
        away = not self._link.online and not self._patient
        let_in = self._link.barred not in NOT_LET_IN
        return away and let_in and self._foil.plan is not None

    @property
    def away(self) -> Away:
        """How far what the kiosk shows can be trusted."""
        if not self.on_duty:
            return Away.NO
        heard = self._heard_at
        recent = heard is not None and self._clock.now() - heard <= RECENT
        return Away.RECENT if recent else Away.LONG

    @property
    def hall(self) -> Hall | None:
        """The hall to show: the hub's, or its last with our own numbers in it."""
        if not self.on_duty or self._foil.plan is None:
            return self._link.hall
        now = self._foil.moment(self._clock.now())
        if self._hall is None:
            self._hall = self._own_hall(self._foil.plan, now)
        return reduce(evolve, turn_of_day(self._hall, day_of(now), now), self._hall)

    def give(self, service: str, *, priority: bool) -> Given | Refused:
        """Return a number of our own, kept already, or why there is none."""
        hall, now = self.hall, self._clock.now()
        known = hall.plan.service_by_id.get(service) if hall else None
        if hall is None or known is None or not known.is_known_on(hall.day):
            return Refused(id="", code="unknown_service", message=service)
        try:
            check_open(hall, known, self._foil.moment(now))
            stub = self._foil.give(service, priority=priority, now=now)
        except NotNow as error:
            return Refused(
                id="", code=error.code, message=str(error), parts=error.parts
            )
        except NoNumber as error:
            desk = instead(hall, known)
            return Refused(
                id="", code="block_full", message=str(error), parts={"instead": desk}
            )
        except OSError as error:
            log.exception("no number without a journal")
            return Refused(id="", code="not_kept", message=str(error))
        log.info("%s was given without the hub", stub.number)
        return self._given(hall, stub)

    def _given(self, hall: Hall, stub: Stub) -> Given:
        ticket = _place(hall, stub)
        if self.away is not Away.RECENT:
            return Given(
                ticket=ticket, ahead=None, wait=None, token=stub.token, id=stub.id
            )
        people = ahead(hall, ticket)
        wait = wait_minutes(hall, ticket.service, people, priority=ticket.priority)
        return Given(
            ticket=ticket, ahead=people, wait=wait, token=stub.token, id=stub.id
        )

    def _own_hall(self, plan: Plan, now: int) -> Hall:
        """Return what is known of today without the hub."""
        # Nobody calls anybody in this hall: it does not know whether time is left.
        plan = replace(plan, policy=replace(plan.policy, forecast=False))
        last = self._link.hall
        if last is None:
            hall = Hall(plan, day_of(now))
        else:
            hall = hall_from(replace(state_of(last), office=plan))
        reduce(evolve, turn_of_day(hall, day_of(now), now), hall)
        for stub in self._foil.unmerged:
            with suppress(QueueError):  # of another day, or of another plan
                _place(hall, stub)
        return hall

    @Slot()
    def _on_online(self) -> None:
        self._patient = False
        self._starting.stop()
        self._hall = None
        self._remember()
        self._merge()
        self.changed.emit()

    @Slot()
    def _on_offline(self) -> None:
        self._hall, self._heard_at = None, self._clock.now()
        self._remember()
        self.changed.emit()

    @Slot()
    def _lose_patience(self) -> None:
        self._patient = False
        self.changed.emit()

    @Slot(object)
    def _on_happened(self, _events: object) -> None:
        hall, known = self._link.hall, self._foil.known
        if hall is not None and known is not None and hall.day != known.day:
            self._remember()

    def _remember(self) -> None:
        if self._link.hall is not None:
            self._foil.remember(self._link.hall)
            self.unmerged_changed.emit(self._foil.refused)

    @Slot()
    def _merge(self) -> None:
        """Ask the hub to take in the next number, unless it is being asked already."""
        waiting = self._foil.unmerged
        if self._link.online and waiting and self._under_way is None:
            stub = waiting[0]
            self._under_way = self._link.ask(stub.wish, token=stub.token, id_=stub.id)

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        if answer.id != self._under_way:
            return
        self._under_way = None
        match answer:
            case Refused(code="not_kept" | "disk_full"):
                self._again.start()
                return
            case Refused(code=code, message=message):
                log.warning("the hub has not taken in a number: %s", message)
                self._foil.settle(answer.id, code)
                self.unmerged_changed.emit(self._foil.refused)
            case Done():
                self._foil.settle(answer.id)
        self._merge()


def _place(hall: Hall, stub: Stub) -> Ticket:
    """Let *stub* wait in *hall* as it will in the hub's, and return its ticket.

    Raises:
        QueueError: It will not.
    """
    reduce(evolve, decide(hall, stub.wish, stub.issued_at), hall)
    return hall.tickets[stub.number]


def standby_of(kiosk: int, folder: Path, link: Link, clock: Clock) -> Standby | None:
    """Return what stands in while the hub is away, None if this kiosk has no block.

    *kiosk* is 1 to 4, or 0 without a block; the journal is in *folder*.
    """
    if not kiosk:
        return None
    try:
        journal = Journal(folder / JOURNAL)
    except OSError as error:
        log.warning("no numbers while the hub is away: %s", error)
        return None
    return Standby(link, Counterfoil(journal, kiosk), clock, parent=link)
