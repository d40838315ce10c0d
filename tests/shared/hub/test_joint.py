"""What several offices wish at the same time, kept by one transaction."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.times import HOUR, MINUTE, day_of
from shared.hub.writing import WriterThread
from shared.store.errors import StoreUnavailable, StoreUnreachable
from shared.store.store import Store
from tests.halls import EIGHT
from tests.shared.hub.desks import OFFICES, Desk, Held, Line

TODAY = day_of(EIGHT)
ids = count()
SPOILT = {
    "refused": StoreUnavailable("deadlock detected"),
    "gone": StoreUnreachable("connection reset"),
    "a mistake": ZeroDivisionError(),
}


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def desks(engine, line):
    thread = WriterThread(patience=2)
    desks = [Desk(engine, office, line, thread) for office in OFFICES]
    yield desks
    for desk in desks:
        desk.writer.stop()


@contextmanager
def held_up(desk):
    """Keep the thread from whatever is wished meanwhile."""
    held = Held()
    desk.ask(f"held {next(ids)}", held)
    assert held.here.wait(5)
    yield
    held.go.set()


def together(desks, *wishes):
    """Let *wishes*, an office's index and an id each, come at the same time."""
    with held_up(desks[0]):
        for index, id_ in wishes:
            desks[index].ask(id_)


def numbers(desks):
    return [desk.answer().ticket.number for desk in desks]


def kept(desk):
    return sorted(desk.store.tickets(TODAY))


def test_offices_that_wish_at_the_same_time_are_kept_at_once(desks, line):
    together(desks, (0, "a"), (1, "b"), (2, "c"), (1, "d"))

    assert numbers(desks) == ["1002", "1001", "1001"]
    assert desks[1].answer().ticket.number == "1002"
    assert line.joint == [[*OFFICES]]
    assert [kept(desk) for desk in desks] == [
        ["1001", "1002"],
        ["1001", "1002"],
        ["1001"],
    ]
    assert [len(desk.store.events(TODAY)) for desk in desks] == [2, 2, 1]
    assert [[*desk.store.answers.to(["a", "b", "c", "d"])] for desk in desks] == [
        ["a"],
        ["b", "d"],
        ["c"],
    ]


def test_each_office_tells_its_own_events_and_nothing_is_told_that_is_not_kept(desks):
    together(desks, (0, "a"), (1, "b"), (2, "c"))
    numbers(desks)

    for desk in desks:
        told = [event for news in [*desk.news.queue] for event in news.texts]
        assert len(told) == len(desk.store.events(TODAY))
        seq, day = desk.store.position()
        assert (seq, day) == (len(told), TODAY)


def test_what_comes_next_is_kept_at_once_again(desks, line):
    for n in range(3):
        together(desks, (1, f"b{n}"), (2, f"c{n}"))
        numbers(desks[1:])

    assert line.joint == [[*OFFICES[1:]]] * 3


def test_who_was_refused_alone_forgets_it_before_the_next(desks, line):
    line.alone.extend([SPOILT["refused"]] * 2)  # with the batch, then by itself
    desks[1].ask("not kept")
    assert desks[1].answer().code == "not_kept"

    together(desks, (1, "b"), (2, "c"))

    assert numbers(desks[1:]) == ["1001", "1001"]
    assert kept(desks[1]) == ["1001"]


def test_one_wish_alone_is_no_matter_of_several(desks, line):
    together(desks, (1, "b"))

    assert desks[1].answer().ticket.number == "1001"
    assert line.joint == []


def test_an_office_that_another_hub_has_taken_fails_alone(desks, engine):
    with held_up(desks[0]):
        Store(engine, OFFICES[1]).take(TODAY)
        for desk in desks:
            desk.ask("next")

    assert desks[0].answer().ticket.number == "1002"
    assert desks[2].answer().ticket.number == "1001"
    assert desks[1].failed.wait(5)
    assert desks[1].writer.taken
    assert desks[1].answers.empty()
    assert kept(desks[1]) == []
    together([desks[0], desks[2]], (0, "on"), (1, "on"))
    assert desks[2].answer().ticket.number == "1002"


def test_an_old_wish_gets_its_old_answer_and_the_others_theirs(desks, line):
    together(desks, (1, "old"))
    old = desks[1].answer().ticket
    for desk in desks:
        desk.clock.advance(11 * MINUTE)
        desk.ask("goes on")
        desk.answer()
    line.joint.clear()

    together(desks, (0, "a"), (1, "old"), (2, "c"))

    assert desks[1].answer().ticket.number == old.number
    assert [desks[0].answer().ticket.number, desks[2].answer().ticket.number] == [
        "1004",
        "1002",
    ]
    assert line.joint == [[*OFFICES]]
    assert [len(kept(desk)) for desk in desks] == [4, 2, 2]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", SPOILT)
def test_whatever_goes_wrong_each_is_kept_once_and_told(desks, line, when, how):
    getattr(line, when).append(SPOILT[how])

    together(desks, (0, "a"), (1, "b"), (2, "c"))

    assert numbers(desks) == ["1002", "1001", "1001"]
    assert [len(kept(desk)) for desk in desks] == [2, 1, 1]
    assert not any(desk.failed.is_set() for desk in desks)
    together(desks, (1, "next"), (2, "next"))
    assert numbers(desks[1:]) == ["1002", "1002"]


def test_a_server_that_stays_away_is_looked_for_once_and_all_are_told(desks, line):
    with held_up(desks[0]):
        line.tries, line.broken = 0, True
        for desk in desks:
            desk.ask("away")

    assert [desk.answer().code for desk in desks] == ["not_kept"] * 3
    assert line.tries == 1 + 2
    line.broken = False
    for desk in desks:
        desk.ask("away")
    assert numbers(desks) == ["1002", "1001", "1001"]


def test_on_a_full_disk_each_is_told_why(desks, line):
    with held_up(desks[0]):
        line.full = True
        for desk in desks:
            desk.ask("full")

    codes = [desk.answer().code for desk in desks]
    line.full = False

    assert codes == ["disk_full"] * 3
    for desk in desks:
        desk.ask("again")
    assert numbers(desks) == ["1002", "1001", "1001"]


def test_an_office_that_cannot_tell_what_is_kept_fails_alone(desks):
    def breaks(_text):
        raise ZeroDivisionError

    with held_up(desks[0]):
        desks[0].ask("a")
        desks[1].ask("b", breaks)
        desks[2].ask("c")

    assert [desks[0].answer().ticket.number, desks[2].answer().ticket.number] == [
        "1002",
        "1001",
    ]
    assert desks[1].failed.wait(5)


def test_on_a_new_day_each_begins_it_by_itself(desks, line):
    together(desks, (0, "a"), (1, "b"), (2, "c"))
    numbers(desks)
    line.joint.clear()
    for desk in desks[1:]:
        desk.clock.advance(24 * HOUR)

    together(desks, (0, "d"), (1, "e"), (2, "f"))

    assert numbers(desks) == ["1004", "1001", "1001"]
    assert line.joint == [[OFFICES[0]]]
    tomorrow = TODAY + timedelta(days=1)
    assert [len(desk.store.tickets(tomorrow)) for desk in desks] == [0, 1, 1]


FAULTS = st.sampled_from(
    [None, *((when, how) for when in ("before", "after") for how in SPOILT)]
)
ROUND = st.tuples(
    st.lists(
        st.tuples(st.integers(0, len(OFFICES) - 1), st.integers(0, 9)), max_size=8
    ),
    FAULTS,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rounds=st.lists(ROUND, min_size=1, max_size=4))
def test_a_wish_is_done_once_whatever_goes_wrong(engine, rounds):
    # Each example has offices of its own.
    names = [f"{office}-{next(ids)}" for office in OFFICES]
    line, thread, first = Line(), WriterThread(patience=2), {}
    desks = [Desk(engine, office, line, thread) for office in names]
    try:
        for wishes, fault in rounds:
            if fault is not None:
                getattr(line, fault[0]).append(SPOILT[fault[1]])
            together(desks, *((index, str(id_)) for index, id_ in wishes))
            for index, id_ in wishes:
                answer = desks[index].answer()
                known = first.setdefault((index, str(id_)), answer.ticket.number)
                assert (answer.id, answer.ticket.number) == (str(id_), known)
            line.before.clear()
            line.after.clear()
    finally:
        for desk in desks:
            desk.writer.stop()
    for index, desk in enumerate(desks):
        given = {number for (its, _), number in first.items() if its == index}
        if index == 0:
            assert given <= {*kept(desk)}
        else:
            assert sorted(given) == kept(desk)
        assert kept(desk) == [str(1001 + n) for n in range(len(kept(desk)))]
