"""What one business day of an office came to, worked out from its events.

A number counts for the service it was at in the end: a transfer takes it along, as
in the totals. So the services of a day add up to the office. Nothing in it tells
who anybody was; of a reason only what is on the office's own list is repeated, since
a clerk may have typed a name.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from shared.domain.events import Event, TicketChanged
from shared.domain.ticket import Action, State, Ticket
from shared.hub.sums import Figures, Times

OTHER = ""
"""Stands for every reason that is not on the list."""

LEVELS = (1, 2, 3, 4, 5)
UNDER_WAY = (State.CALLED, State.SERVING, State.ON_HOLD)


@dataclass(slots=True, kw_only=True)
class _Course:
    """What became of one number."""

    ticket: Ticket
    given_at: int
    called_at: int | None = None
    missed: bool = False
    reasons: list[str] = field(default_factory=list)
    undos: int = 0
    levels: list[int] = field(default_factory=list)


class DayCount:
    """Takes in a day's events one by one; the figures come out at its end."""

    def __init__(self, promised: int, reasons: Collection[str] = ()) -> None:
        """Count with *promised* milliseconds; only these *reasons* are repeated."""
        self._promised = promised
        self._known = frozenset(reasons)
        self._courses: dict[str, _Course] = {}

    def take(self, event: Event) -> None:
        """Count *event*; a number whose issue is gone is not counted."""
        if not isinstance(event, TicketChanged):
            return
        ticket = event.ticket
        if event.action is Action.ISSUE:
            # A kiosk alone gave it before the hub knew of it: its place says when.
            course = _Course(ticket=ticket, given_at=ticket.queued_at)
            self._courses[ticket.number] = course
        elif (known := self._courses.get(ticket.number)) is not None:
            self._note(known, event)
            known.ticket = ticket

    def figures(self) -> Figures:
        """Return the figures of the whole office."""
        return self._figures(self._courses.values())

    def by_service(self) -> dict[str, Figures]:
        """Return the figures of each service that had numbers, by its digit."""
        services = sorted({c.ticket.service for c in self._courses.values()})
        return {
            service: self._figures(
                [c for c in self._courses.values() if c.ticket.service == service]
            )
            for service in services
        }

    def _note(self, course: _Course, event: TicketChanged) -> None:
        details = event.details
        match event.action:
            case Action.CALL:
                if course.called_at is None:
                    course.called_at = event.at
                if event.reason is not None:
                    course.reasons.append(self._told(event.reason))
            case Action.UNDO:
                course.undos += 1
                call = details is not None and details.undone is Action.CALL
                if call and details and details.undone_at == course.called_at:
                    course.called_at = None
            case Action.RATE if details and details.level:
                course.levels.append(details.level)
            case Action.EXPIRE:
                course.missed = course.ticket.state is State.NO_SHOW
            case _:
                pass

    def _told(self, reason: str) -> str:
        return reason if reason in self._known else OTHER

    def _figures(self, courses: Collection[_Course]) -> Figures:
        states = Counter(course.ticket.state for course in courses)
        missed = sum(course.missed for course in courses)
        waits = [c.called_at - c.given_at for c in courses if c.called_at is not None]
        in_vain = sum(
            c.called_at is None and c.ticket.state is State.EXPIRED for c in courses
        )
        return Figures(
            issued=len(courses),
            served=states[State.FINISHED],
            cancelled=states[State.CANCELLED],
            no_shows=states[State.NO_SHOW] + missed,
            expired=states[State.EXPIRED] - missed,
            waiting=states[State.WAITING],
            under_way=sum(states[state] for state in UNDER_WAY),
            waits=array("q", waits),
            services=_services(courses),
            promised=len(waits) + in_vain,
            kept=sum(wait <= self._promised for wait in waits),
            picks=Counter(reason for c in courses for reason in c.reasons),
            undos=sum(course.undos for course in courses),
            ratings=Counter(level for c in courses for level in c.levels),
        )


def _services(courses: Iterable[_Course]) -> Times:
    done = [c.ticket for c in courses if c.ticket.state is State.FINISHED]
    times = (
        ticket.ended_at - ticket.served_at
        for ticket in done
        if ticket.served_at is not None and ticket.ended_at is not None
    )
    return array("q", times)
