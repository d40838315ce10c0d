import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import (
    CallNext,
    CancelTicket,
    Finish,
    IssueTicket,
    Recall,
    Serve,
    Transfer,
)
from shared.wire.codec import pack
from shared.wire.errors import EventMissed
from shared.wire.messages import CatchUp, Events, Heartbeat, Snapshot
from shared.wire.session import Session, state_of
from tests.halls import EIGHT, a_hall, happen

STREAM = "mau/1"
CIVIL = IssueTicket(service="1")
CALL = CallNext(counter="1")


def a_session(hall, seq=0):
    session = Session("display", "display-1")
    session.receive(pack(Snapshot(stream=STREAM, seq=seq, state=state_of(hall))))
    return session


def events(first, *happened, kind=Events):
    return pack(kind(stream=STREAM, first=first, list=tuple(happened)))


def test_a_snapshot_is_the_hall_of_the_hub():
    hub = a_hall(
        CIVIL, CIVIL, CIVIL, CALL, Serve(number="1001"), Finish(number="1001"), CALL
    )

    session = a_session(hub, 7)

    assert session.hall.hash == hub.hash
    assert (session.hall.issued, session.last) == (3, 7)
    assert [call.number for call in session.hall.calls] == ["1001", "1002"]
    assert session.hall.waiting() == hub.waiting()


def test_a_snapshot_tells_no_call_of_a_number_that_was_cancelled():
    hub = a_hall(
        CIVIL,
        CIVIL,
        CALL,
        Transfer(number="1001", service="5"),
        CALL,
        CancelTicket(number="1001", counter="1"),
    )

    session = a_session(hub)

    assert [call.number for call in session.hall.calls] == ["1002"]


def test_the_first_hello_asks_for_all_and_the_next_for_what_is_missing():
    session = Session("kiosk", "kiosk-1")
    assert '"stream":null,"last":0' in session.hello()

    session = a_session(a_hall(CIVIL), 1)

    assert '"stream":"mau/1","last":1' in session.hello()


def test_events_keep_the_hall_up_to_date():
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)

    frame = session.receive(events(2, *happen(hub, CALL)))

    assert (frame.first, len(frame.list)) == (2, 1)
    assert (session.last, session.hall.hash) == (2, hub.hash)


def test_a_doubled_frame_is_told_as_nothing_new():
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)
    text = events(2, *happen(hub, CALL))
    session.receive(text)

    assert session.receive(text).list == ()
    assert session.hall.hash == hub.hash


def test_a_gap_means_starting_over():
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)
    happen(hub, CALL)

    with pytest.raises(EventMissed):
        session.receive(events(3, *happen(hub, Serve(number="1001"))))

    assert '"stream":null' in session.hello()


def test_a_catch_up_brings_what_was_missed():
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)
    missed = happen(hub, CALL) + happen(hub, Serve(number="1001"))

    frame = session.receive(events(2, *missed, kind=CatchUp))

    assert isinstance(frame, CatchUp)
    assert (session.last, session.hall.hash) == (3, hub.hash)


def test_events_of_another_stream_mean_starting_over():
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)
    other = Events(stream="mau/2", first=2, list=tuple(happen(hub, CALL)))

    with pytest.raises(EventMissed):
        session.receive(pack(other))


@pytest.mark.parametrize(
    "changes", [{"seq": 2}, {"hash": "0"}, {"stream": "mau/2"}], ids=str
)
def test_a_heartbeat_that_differs_means_starting_over(changes):
    hub = a_hall(CIVIL)
    session = a_session(hub, 1)
    same = {"stream": STREAM, "seq": 1, "hash": hub.hash}
    session.receive(pack(Heartbeat(**same)))

    with pytest.raises(EventMissed):
        session.receive(pack(Heartbeat(**same | changes)))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20))
def test_however_frames_are_doubled_the_hall_is_the_hubs(order):
    hub = a_hall()
    session = a_session(hub)
    happened = [
        event
        for command in (CIVIL, CIVIL, CALL, Serve(number="1001"))
        for event in happen(hub, command)
    ]
    happened += happen(hub, Finish(number="1001"), EIGHT)
    happened += happen(hub, CALL)
    frames = [events(place, event) for place, event in enumerate(happened, 1)]

    for place in order:
        if place <= session.last + 1:
            session.receive(frames[place - 1])
    for frame in frames:
        session.receive(frame)

    assert session.hall.hash == hub.hash


def test_a_recall_is_remembered_as_one():
    hub = a_hall(CIVIL, CALL)
    session = a_session(hub, 2)

    [event] = happen(hub, Recall(number="1001"), EIGHT + 30_000)
    session.receive(events(3, event))

    assert [call.recall for call in session.hall.calls] == [False, True]
