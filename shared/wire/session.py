"""A station's side of the conversation: text in, the hall kept up to date.

No socket is here. Whoever carries the text sends `hello` on each new
connection, hands every frame to `receive`, and connects anew on `EventMissed`.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from shared.domain.events import Event
from shared.domain.hall import Call, Hall, evolve
from shared.domain.ticket import State
from shared.wire.codec import pack, unpack_down
from shared.wire.errors import EventMissed
from shared.wire.messages import (
    CatchUp,
    Down,
    Events,
    HallNow,
    Heartbeat,
    Hello,
    Role,
    Snapshot,
)


class Session:
    """What one station has seen of the office."""

    def __init__(
        self, role: Role, station: str, token: str = "", *, office: str | None = None
    ) -> None:
        """*office* is the id of the station's own, for a hub that serves many."""
        self._hello = Hello(role=role, station=station, token=token, office=office)
        self.hall: Hall | None = None
        self.stream: str | None = None
        self.last = 0

    def hello(self, at: int | None = None) -> str:
        """Return the frame that begins a conversation, or takes it up again.

        *at* is the station's own time, in milliseconds.
        """
        hello = replace(self._hello, stream=self.stream, last=self.last, at=at)
        return pack(hello)

    def receive(self, text: str | bytes) -> Down:
        """Take a frame in, keep the hall up to date, and return the frame.

        Of events only those are returned that were not known yet.

        Raises:
            BadFrame: The frame makes no sense.
            EventMissed: There is a gap, or the hall has drifted from the hub's.
        """
        frame = unpack_down(text)
        match frame:
            case Snapshot():
                self.hall = hall_from(frame.state)
                self.stream, self.last = frame.stream, frame.seq
            case Events():
                return self._take(frame)
            case Heartbeat():
                self._compare(frame)
            case _:
                pass
        return frame

    def _take(self, frame: Events) -> Events:
        if self.hall is None or frame.stream != self.stream:
            raise self._lost(f"events of {frame.stream}, not of {self.stream}")
        if frame.first > self.last + 1:
            raise self._lost(f"event {self.last + 1} is missing before {frame.first}")
        fresh = frame.list[self.last + 1 - frame.first :]
        self.hall = _after(self.hall, fresh)
        first, self.last = self.last + 1, self.last + len(fresh)
        kind = CatchUp if isinstance(frame, CatchUp) else Events
        return kind(stream=frame.stream, first=first, list=fresh)

    def _compare(self, frame: Heartbeat) -> None:
        same = frame.stream == self.stream and frame.seq == self.last
        if not same:
            raise EventMissed(f"the hub is at {frame.seq} of {frame.stream}")
        if self.hall is None or self.hall.hash != frame.hash:
            raise self._lost("the hall has drifted from the hub's")

    def _lost(self, reason: str) -> EventMissed:
        """Forget the stream, so that the next hello brings a snapshot."""
        self.stream, self.last = None, 0
        return EventMissed(reason)


def hall_from(state: HallNow) -> Hall:
    """Return the hall that a snapshot describes."""
    hall = Hall(state.office, state.day)
    hall.put(state.tickets, state.counters, state.services)
    hall.tally.work = {work.service: work for work in state.work}
    hall.tally.learn_runs(state.runs)
    hall.tally.desks = {desk.counter: desk for desk in state.desks}
    hall.notes = dict(state.notes)
    hall.learn(state.recent)
    hall.calls = deque(state.calls, maxlen=hall.calls.maxlen)
    hall.at, hall.issued = state.at, state.issued
    return hall


def state_of(hall: Hall) -> HallNow:
    """Return what a snapshot says of *hall*."""
    tickets = tuple(hall.open_tickets())
    return HallNow(
        office=hall.plan,
        day=hall.day,
        at=hall.at,
        issued=hall.issued,
        tickets=tickets,
        counters=tuple(hall.counters.values()),
        services=tuple(hall.services.values()),
        work=tuple(hall.tally.work.values()),
        recent=tuple(hall.recent.values()),
        calls=tuple(call for call in hall.calls if not _came_to_nothing(hall, call)),
        over=hall.issued - len(tickets),
        runs=dict(hall.tally.runs),
        desks=tuple(hall.tally.desks.values()),
        notes=dict(hall.notes),
    )


def _came_to_nothing(hall: Hall, call: Call) -> bool:
    """Return whether the number of *call* was cancelled or expired afterwards.

    A station that comes now is not told of such tickets: it would take the call for
    one of a ticket that was finished.
    """
    ticket = hall.tickets.get(call.number)
    return ticket is not None and ticket.state in {State.CANCELLED, State.EXPIRED}


def _after(hall: Hall, events: Iterable[Event]) -> Hall:
    for event in events:
        hall = evolve(hall, event)
    return hall
