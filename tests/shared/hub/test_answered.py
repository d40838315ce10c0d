"""What a station asks twice happens once, however long lies between."""

import pytest

from shared.clock import ManualClock
from shared.domain.commands import CallNext, OpenCounter
from shared.domain.times import MINUTE, day_of
from shared.hub.answered import AT_HAND, KEPT, Answered
from shared.store.rows import Answer, Batch
from shared.store.store import Store
from shared.wire.messages import Done
from tests.halls import EIGHT
from tests.shared.hub.test_writer import a_desk

CALL = CallNext(counter="1")


@pytest.fixture
def desk(engine):
    desk = a_desk(engine)
    yield desk
    desk.writer.stop()


@pytest.fixture
def called(desk):
    """The answer to a call, after which nobody waits any more."""
    desk.ask_and_hear("open", OpenCounter(counter="1"))
    desk.ask_and_hear("issue")
    return desk.ask_and_hear("call", CALL)


def test_a_wish_that_was_done_long_ago_is_not_done_again(desk):
    first = desk.ask_and_hear("1")
    desk.clock.advance(AT_HAND + MINUTE)
    desk.ask_and_hear("2")

    again = desk.ask_and_hear("1")
    following = desk.ask_and_hear("3")

    assert isinstance(first, Done)
    assert again == first
    assert (following.ticket.number, following.seq) == ("1003", 3)


def test_a_wish_that_would_be_refused_now_gets_its_answer_of_long_ago(desk, called):
    desk.clock.advance(AT_HAND + MINUTE)
    desk.ask_and_hear("2", OpenCounter(counter="2"))

    again = desk.ask_and_hear("call", CALL)

    assert isinstance(called, Done)
    assert again == called
    assert desk.ask_and_hear("another", CALL).code == "counter_busy"


def test_another_hub_knows_what_was_answered_long_ago(engine, desk, called):
    done = desk.ask_and_hear("1")
    desk.clock.advance(AT_HAND + MINUTE)
    desk.writer.stop()

    next_desk = a_desk(engine, desk.clock)
    again = [next_desk.ask_and_hear("1"), next_desk.ask_and_hear("call", CALL)]
    next_desk.writer.stop()

    assert again == [done, called]


def test_who_else_uses_an_old_id_is_told_nothing_of_the_answer(desk, called):
    desk.clock.advance(AT_HAND + MINUTE)
    desk.ask_and_hear("2")

    answers = [
        desk.ask_and_hear("issue", station="another kiosk"),
        desk.ask_and_hear("call", CALL, station="another counter"),
    ]

    assert [answer.code for answer in answers] == ["id_taken", "id_taken"]


def test_many_wishes_at_once_of_which_some_are_old_lose_nothing(desk):
    old = [desk.ask_and_hear(f"{place}") for place in range(5)]
    desk.clock.advance(AT_HAND + MINUTE)
    desk.ask_and_hear("in between")

    for place in range(10):
        desk.ask(f"{place}")
    answers = [desk.answer() for _ in range(10)]

    assert answers[:5] == old
    numbers = [answer.ticket.number for answer in answers[5:]]
    assert numbers == [f"10{place:02d}" for place in range(7, 12)]


def test_only_the_last_minutes_are_in_memory(engine):
    store, clock = Store(engine, "mau"), ManualClock(EIGHT)
    answered = Answered(store.answers, clock)
    for place in range(100):
        clock.advance(MINUTE)
        answered.note({f"{place}": Answer(f"{place}", clock.now(), "done")})

    assert len(answered.at_hand) == AT_HAND // MINUTE + 1


def test_a_hub_that_starts_reads_the_last_minutes_only(engine):
    clock = ManualClock(EIGHT)
    store = a_store_with(engine, old=EIGHT, new=EIGHT + AT_HAND)
    clock.advance(AT_HAND + MINUTE)

    answered = Answered(store.answers, clock)
    answered.load()

    assert list(answered.at_hand) == ["new"]
    assert list(answered.to(["old", "never"])) == ["old"]


def test_after_two_days_an_answer_is_forgotten(engine):
    clock = ManualClock(EIGHT)
    store = a_store_with(engine, old=EIGHT, new=EIGHT + MINUTE)
    clock.advance(KEPT + MINUTE)

    answered = Answered(store.answers, clock)
    answered.forget()

    assert list(answered.to(["old", "new"])) == ["new"]


def a_store_with(engine, **times):
    store = Store(engine, "mau")
    day = store.take(day_of(EIGHT)).day
    given = [Answer(id_, at, "done") for id_, at in times.items()]
    store.record(Batch(seq=0, day=day, entries=(), answers=given))
    return store
