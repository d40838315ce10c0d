import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import IssueTicket, Serve
from shared.wire.codec import COMMANDS, pack, unpack_down, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import (
    Ask,
    CatchUp,
    Done,
    Events,
    Heartbeat,
    Hello,
    Refused,
    Report,
    Snapshot,
)
from shared.wire.session import state_of
from tests.halls import a_hall, happen

CIVIL = IssueTicket(service="1")


def an_event():
    return tuple(happen(a_hall(), CIVIL))


@pytest.mark.parametrize(
    "frame",
    [
        Hello(role="kiosk", station="kiosk-1", stream="mau/1", last=4),
        Report(paper="out"),
        Ask(id="9f2c", command=IssueTicket(service="1", priority=True), token="AB"),
        Ask(id="1", command=Serve(number="1001", counter="3")),
    ],
)
def test_what_a_station_says_arrives_as_it_was(frame):
    assert unpack_up(pack(frame)) == frame


@pytest.mark.parametrize(
    "frame",
    [
        Snapshot(stream="mau/1", seq=41, state=state_of(a_hall(CIVIL))),
        Events(stream="mau/1", first=42, list=an_event()),
        CatchUp(stream="mau/1", first=40, list=()),
        Heartbeat(stream="mau/1", seq=42, hash="00"),
        Done(id="1", seq=42, ahead=6, wait_minutes=(25, 35), token="AB"),
        Refused(id="1", code="counter_busy", message="…", parts={"number": "1001"}),
    ],
)
def test_what_the_hub_says_arrives_as_it_was(frame):
    assert unpack_down(pack(frame)) == frame


def test_an_event_has_the_shape_others_rely_on():
    frame = json.loads(pack(Events(stream="mau/1", first=42, list=an_event())))

    [event] = frame["list"]
    ticket = event["ticket"]
    assert (frame["type"], frame["from"]) == ("events", 42)
    assert (event["type"], event["action"]) == ("ticket_changed", "issue")
    assert (ticket["number"], ticket["state"]) == ("1001", "waiting")
    assert ticket["counter"] is None
    assert isinstance(event["at"], int)


def test_a_wish_needs_little():
    frame = unpack_up('{"type":"issue","id":"9f2c","service":"1","priority":false}')

    assert frame == Ask(id="9f2c", command=CIVIL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"type":3}',
        '{"type":"dance","id":"1"}',
        '{"type":"issue","service":"1"}',
        '{"type":"issue","id":"","service":"1"}',
        '{"type":"issue","id":"1"}',
        '{"type":"issue","id":"1","service":1}',
        '{"type":"hello","role":"king","station":"x"}',
        '{"type":"snapshot"}',
        '{"type":"issue","id":"a\\u0000b","service":"1"}',
        '{"type":"issue","id":"1","service":"1","token":"t\\u0000"}',
        '{"type":"issue","id":"1","service":"1","token":"%s"}' % ("x" * 65),
        '{"type":"pause","id":"1","counter":"1","reason":"%s"}' % ("x" * 4_001),
        '{"type":"hello","role":"kiosk","station":"a\\u0000b"}',
        '{"type":"hello","role":"kiosk","station":"%s"}' % ("x" * 65),
        b"\xff\xfe",
        "[" * 5000,
    ],
)
def test_what_makes_no_sense_is_a_bad_frame(text):
    with pytest.raises(BadFrame):
        unpack_up(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"hello"}',
        '{"type":"events","stream":"x","from":1}',
        '{"type":"events","stream":"x","from":1,"list":[{"type":"rain"}]}',
        '{"type":"done","id":1}',
    ],
)
def test_a_hub_that_makes_no_sense_is_noticed(text):
    with pytest.raises(BadFrame):
        unpack_down(text)


@given(st.text() | st.binary())
def test_any_text_is_a_frame_or_a_bad_frame(text):
    try:
        unpack_up(text)
    except BadFrame:
        return


@given(
    st.sampled_from([*COMMANDS, "hello", "report"]),
    st.dictionaries(
        st.sampled_from(["id", "service", "number", "counter", "priority", "role"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
    ),
)
def test_any_object_is_a_frame_or_a_bad_frame(kind, table):
    try:
        unpack_up(json.dumps({"type": kind, **table}))
    except BadFrame:
        return


@pytest.mark.parametrize(
    "report",
    [
        {"version": "x" * 65},
        {"printer": "two\nlines"},
        {"unprinted": ["1007", ""]},
        {"unmerged": ["1901"] * 2_001},
    ],
)
def test_a_report_that_says_too_much_is_refused(report):
    with pytest.raises(BadFrame):
        unpack_up(json.dumps({"type": "report"} | report))
