"""A link over a hall in this process: for pictures, demonstrations and practice."""

from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject, QTimer

from shared.clock import Clock
from shared.domain.commands import Command, IssueTicket
from shared.domain.errors import QueueError
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide
from shared.domain.waiting import ahead, wait_minutes
from shared.qt.link import Link
from shared.wire.messages import Done, Events, PrintHere, Refused

STREAM = "practice/1"


def always_open(plan: Plan) -> Plan:
    """Return *plan* without hours, quotas and limits: practice has no closing time."""
    return replace(
        plan,
        services=tuple(replace(service, quota={}) for service in plan.services),
        hours=None,
        policy=replace(plan.policy, limit="off"),
    )


class PracticeLink(Link):
    """Obeys the real rules on a hall that nobody else sees."""

    def __init__(self, hall: Hall, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hall = hall
        self._clock = clock
        self._ids = count(1)
        self._seq = 0
        self._online = False

    @property
    def hall(self) -> Hall:
        return self._hall

    @property
    def online(self) -> bool:
        return self._online

    def start(self) -> None:
        self._online = True
        self.came_online.emit()

    def ask(
        self, command: Command, *, token: str | None = None, id_: str | None = None
    ) -> str:
        id_ = id_ or f"practice-{next(self._ids)}"
        QTimer.singleShot(0, self, lambda: self._obey(id_, command, token))
        return id_

    def print_at(self, wish: PrintHere) -> None:
        """Say that it was printed: in practice there is no paper."""
        done = Done(id=wish.id, seq=self._seq)
        QTimer.singleShot(0, self, lambda: self.answered.emit(done))

    def obey(self, command: Command) -> Event:
        """Obey *command* at once, without an answer; return the last that happened.

        Raises:
            QueueError: The rules do not allow it.
        """
        events = decide(self._hall, command, self._clock.now())
        for event in events:
            self.happen(event)
        return events[-1]

    def happen(self, event: Event) -> None:
        """Let *event* be true and known."""
        evolve(self._hall, event)
        self._seq += 1
        self.happened.emit(Events(stream=STREAM, first=self._seq, list=(event,)))

    def go_offline(self) -> None:
        """Lose the hub."""
        self._online = False
        self.went_offline.emit()

    def _obey(self, id_: str, command: Command, token: str | None) -> None:
        try:
            event = self.obey(command)
        except QueueError as error:
            refused = Refused(
                id=id_, code=error.code, message=str(error), parts=error.parts
            )
            self.answered.emit(refused)
            return
        self.answered.emit(self._done(id_, command, event, token))

    def _done(
        self, id_: str, command: Command, event: Event, token: str | None
    ) -> Done:
        ticket = event.ticket if isinstance(event, TicketChanged) else None
        if ticket is None or not isinstance(command, IssueTicket):
            return Done(id=id_, seq=self._seq, ticket=ticket)
        people = ahead(self._hall, ticket)
        return Done(
            id=id_,
            seq=self._seq,
            ticket=ticket,
            ahead=people,
            wait_minutes=wait_minutes(
                self._hall, ticket.service, people, priority=ticket.priority
            ),
            token=token or "0" * 20,
        )
