import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from shared.clock import ManualClock
from shared.domain.commands import (
    CallNext,
    CancelTicket,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    Resume,
    Serve,
    SetPriority,
    Transfer,
)
from shared.domain.times import MINUTE
from shared.hub.check import differences
from shared.hub.exchange import Wish
from shared.hub.writer import Writer
from shared.store.engine import open_engine
from shared.store.errors import StoreDamaged, StoreNewer
from shared.store.store import Store
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan
from tests.shared.store.explained import plans

NUMBERS = st.sampled_from(["1001", "1002", "1003", "2001"])
COMMANDS = st.one_of(
    st.builds(IssueTicket, service=st.sampled_from("12"), priority=st.booleans()),
    st.builds(CallNext, counter=st.sampled_from("12")),
    st.builds(Transfer, number=NUMBERS, to_counter=st.just("2")),
    st.builds(Transfer, number=NUMBERS, service=st.just("5")),
    st.builds(SetPriority, number=NUMBERS, priority=st.booleans()),
    st.builds(CancelTicket, number=NUMBERS, counter=st.just("1")),
    *(
        st.builds(kind, number=NUMBERS)
        for kind in (Serve, Finish, MarkNoShow, Hold, Resume)
    ),
)


def after(engine, commands):
    """Return the store and the writer's hall after *commands*, one by one."""
    clock = ManualClock(EIGHT)
    store = Store(engine, "mau")
    writer = Writer(store, a_plan(), clock, failed=lambda: None)
    writer.start(lambda _news: None)
    opening = [OpenCounter(counter="1"), OpenCounter(counter="2")]
    for place, command in enumerate([*opening, *commands]):
        clock.advance(MINUTE)
        ask = Ask(id=f"{place}", command=command)
        writer.submit(Wish(station="s", ask=ask, reply=lambda _answer: None))
    writer.stop()
    return store, writer


MORNING = [
    IssueTicket(service="1"),
    IssueTicket(service="1", priority=True),
    IssueTicket(service="2"),
    CallNext(counter="1"),
    Transfer(number="1002", to_counter="2"),
]


def test_records_that_fit_together_are_told_by_silence(engine):
    store, writer = after(engine, MORNING)

    assert writer.books.check() == []
    assert differences(writer.books.kept(), store) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM tickets WHERE number = '1001'", "1001 is not in the records"),
        ("UPDATE tickets SET state = 'finished'", "1001 is waiting, in the records"),
        (
            "UPDATE tickets SET waiting = (1 = 0)",
            "1: 1001 is next, in the records None",
        ),
        ("UPDATE tickets SET number = '1009' WHERE number = '1001'", "1009 is in the"),
    ],
)
def test_damage_is_told(engine, damage, told):
    _, writer = after(engine, MORNING)
    with engine.begin() as connection:
        connection.execute(text(damage))

    assert any(told in difference for difference in writer.books.check())


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ('{"type": "ticket_weighed", "at": 1}', StoreNewer),
        ('{"type": "service_changed", "service": 1, "at": 1}', StoreNewer),
        ("\\x07", StoreDamaged),
        ("[1]", StoreDamaged),
    ],
)
def test_what_a_newer_program_has_written_is_not_taken_for_damage(engine, event, told):
    _, writer = after(engine, MORNING)
    with engine.begin() as connection:
        change = text("UPDATE journal SET event = :event WHERE seq = 3")
        connection.execute(change, {"event": event})

    with pytest.raises(told):
        writer.books.kept()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(st.lists(COMMANDS, max_size=25))
def test_whatever_happens_the_records_say_what_the_rules_say(commands):
    engine = open_engine("sqlite://", None)
    store, writer = after(engine, commands)

    assert differences(writer.books.kept(), store) == []
    engine.dispose()


def test_the_next_in_a_lane_is_found_by_the_index(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    store, _ = after(engine, MORNING)
    _, day = store.position()

    [plan] = plans(engine, lambda: store.head(day, "1", priority=True))

    engine.dispose()
    assert "ix_tickets_waiting" in plan
    assert "TEMP B-TREE" not in plan
