"""Many offices taken at once."""

from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import update

from shared.store.errors import OfficeTaken
from shared.store.openings import Openings
from shared.store.rows import Answer, Batch, Entry, Line, Mark
from shared.store.store import Store, Taken
from shared.store.tables import offices
from shared.store.tails import MOST

pytestmark = pytest.mark.postgresql
DAY = date(2026, 1, 5)
START = Mark(0, DAY)
OFFICES = ("xa-1", "xa-2", "xa-3")


@pytest.fixture
def stores(on_server):
    stores = [Store(on_server, office) for office in OFFICES]
    for store in stores:
        store.take(DAY)
    return stores


def record(store, seq, *, count=1, day=DAY, at=None):
    entries = [
        Entry(day=day, at=at or seq + n, station="k", event=f"event {seq + n + 1}")
        for n in range(count)
    ]
    answers = [Answer(f"wish {seq}", at or seq, "done", "k")]
    store.record(Batch(seq=seq, day=day, entries=entries, answers=answers))


def test_each_office_is_taken_with_what_has_happened_there(on_server, stores):
    for count, store in enumerate(stores):
        for seq in range(count):
            record(store, seq)
    marks = {"xa-1": START, "xa-2": START, "xa-3": Mark(1, DAY)}

    opened = Openings(on_server).take(marks, {"xa-2": 7}, since=1)

    assert [opened[office].taken for office in OFFICES] == [
        Taken(incarnation=2, seq=0, day=DAY),
        Taken(incarnation=8, seq=1, day=DAY),
        Taken(incarnation=2, seq=2, day=DAY),
    ]
    assert [opened[office].lines for office in OFFICES] == [
        [],
        [Line(1, DAY, "event 1")],
        [Line(1, DAY, "event 1"), Line(2, DAY, "event 2")],
    ]
    assert [opened[office].answers for office in OFFICES] == [
        {},
        {},
        {"wish 1": Answer("wish 1", 1, "done", "k")},
    ]


def test_who_goes_on_from_there_writes_and_who_was_there_does_not(on_server, stores):
    opened = Openings(on_server).take({"xa-1": START}, {}, since=0)
    next_store = Store(on_server, "xa-1")
    next_store.go_on_from(opened["xa-1"].taken)

    record(next_store, 0)

    with pytest.raises(OfficeTaken):
        record(stores[0], 1)
    record(stores[1], 0)  # nobody has taken that
    assert next_store.position() == (1, DAY)


def test_offices_that_the_records_do_not_know_are_left_out(on_server, stores):
    marks = {"xa-1": START, "xa-9": START}

    assert [*Openings(on_server).take(marks, {}, since=0)] == ["xa-1"]
    assert Openings(on_server).take({}, {}, since=0) == {}


def test_an_office_with_too_much_to_tell_is_left_out(on_server, stores):
    record(stores[0], 0, count=MOST)

    opened = Openings(on_server).take(dict.fromkeys(OFFICES, START), {}, since=0)

    assert sorted(opened) == ["xa-2", "xa-3"]


def test_whatever_was_kept_at_that_moment_is_told(on_server, stores):
    kept = [0, 0, 0]

    def live(own):
        try:
            while True:
                record(stores[own], kept[own])
                kept[own] += 1
        except OfficeTaken:
            pass

    hubs = [Thread(target=live, args=[own]) for own in range(3)]
    for hub in hubs:
        hub.start()
    opened = Openings(on_server).take(dict.fromkeys(OFFICES, START), {}, since=0)
    for hub in hubs:
        hub.join()

    for own, office in enumerate(OFFICES):
        assert opened[office].taken.seq == len(opened[office].lines) == kept[own]
        assert len(opened[office].answers) == kept[own]


def test_what_is_known_of_time_is_what_each_office_says_itself(on_server, stores):
    record(stores[0], 0, at=4_000)
    stores[0].history.accept_clock(5_000)
    record(stores[1], 0, day=DAY - timedelta(days=3), at=3_000)

    pasts = Openings(on_server).pasts([*OFFICES, "xa-9"])

    assert pasts == {store._office: store.history.past() for store in stores}
    assert pasts["xa-1"].last_at == 4_000
    assert pasts["xa-1"].accepted_at == 5_000


def test_of_an_office_that_was_off_for_long_nothing_is_said(on_server, stores):
    record(stores[0], 0)
    long_after = update(offices).values(day=DAY + timedelta(days=60))
    with on_server.begin() as connection:
        connection.execute(long_after)

    assert "xa-1" not in Openings(on_server).pasts(OFFICES)
