"""Whatever the wire does, a station never shows a state that was not true."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    MarkNoShow,
    Serve,
    SetPriority,
    Transfer,
)
from shared.domain.errors import QueueError
from shared.wire.codec import pack
from shared.wire.errors import EventMissed
from shared.wire.messages import CatchUp, Events, Heartbeat, Snapshot
from shared.wire.session import Session, state_of
from tests.halls import EIGHT, a_hall, happen

STREAM = "mau/1"
NUMBERS = st.sampled_from(["1001", "1002", "2001"])
COMMANDS = st.one_of(
    st.builds(IssueTicket, service=st.sampled_from("12"), priority=st.booleans()),
    st.builds(CallNext, counter=st.sampled_from("12")),
    st.builds(Transfer, number=NUMBERS, service=st.just("5")),
    st.builds(SetPriority, number=NUMBERS, priority=st.booleans()),
    *(st.builds(kind, number=NUMBERS) for kind in (Serve, Finish, MarkNoShow)),
)
FATES = st.sampled_from(["arrive"] * 6 + ["withheld", "doubled", "late", "cut"])


class Hub:
    """What a hub has said, and the hash that was true after each event."""

    def __init__(self):
        self.hall = a_hall()
        self.events = []
        self.true = {0: self.hall.hash}

    def obey(self, command):
        """Return the frame that tells what happened, or None if nothing did."""
        try:
            happened = happen(self.hall, command, EIGHT + 1_000 * len(self.events))
        except QueueError:
            return None
        first = len(self.events) + 1
        self.events += happened
        self.true[len(self.events)] = self.hall.hash
        return pack(Events(stream=STREAM, first=first, list=tuple(happened)))

    def welcome(self, session):
        """Return what answers the session's hello."""
        last = len(self.events)
        if session.stream == STREAM:
            missed = tuple(self.events[session.last :])
            return pack(CatchUp(stream=STREAM, first=session.last + 1, list=missed))
        return pack(Snapshot(stream=STREAM, seq=last, state=state_of(self.hall)))

    def heartbeat(self):
        last = len(self.events)
        return pack(Heartbeat(stream=STREAM, seq=last, hash=self.hall.hash))


class Station:
    """A session that connects anew when it must; every state it shows is true."""

    def __init__(self, hub):
        self.hub = hub
        self.session = Session("display", "display-1")
        self.late = []
        self.hear(hub.welcome(self.session))

    def hear(self, text):
        try:
            self.session.receive(text)
        except EventMissed:
            self.session.receive(self.hub.welcome(self.session))
        assert self.session.hall.hash == self.hub.true[self.session.last]

    def suffer(self, frame, fate):
        """Let *frame* have its fate on the wire."""
        match fate:
            case "withheld":
                return
            case "late":
                self.late.append(frame)
                return
            case "cut":
                self.hear(self.hub.welcome(self.session))
            case "doubled":
                self.hear(frame)
        self.hear(frame)


@given(st.lists(st.tuples(COMMANDS, FATES), max_size=40), st.booleans())
def test_every_state_shown_was_true_at_its_number(story, beats):
    hub = Hub()
    station = Station(hub)

    for command, fate in story:
        if frame := hub.obey(command):
            station.suffer(frame, fate)
        if beats:
            station.hear(hub.heartbeat())
    for frame in station.late:
        station.hear(frame)
    station.hear(hub.heartbeat())

    assert station.session.last == len(hub.events)
    assert station.session.hall.hash == hub.hall.hash
