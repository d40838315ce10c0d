from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert, select

from shared.domain.commands import CallNext, Finish, IssueTicket, OpenCounter, Serve
from shared.domain.tally import Work
from shared.domain.times import MINUTE
from shared.store.engine import open_engine
from shared.store.errors import (
    AnsweredBefore,
    OfficeMoved,
    OfficeTaken,
    StoreUnavailable,
)
from shared.store.rows import Answer, Batch, Entry
from shared.store.store import Store, Taken
from shared.store.tables import journal, tickets
from tests.halls import EIGHT, a_hall, happen

DAY = date(2026, 1, 5)
DONE = Answer("9f2c", EIGHT, "done", "kiosk-1")


@pytest.fixture
def store(engine):
    return Store(engine, "mau")


def an_entry(text):
    return Entry(day=DAY, at=EIGHT, station="kiosk-1", event=text)


def a_batch(seq=0, answers=()):
    [event] = happen(a_hall(), IssueTicket(service="1"))
    entry = Entry(
        day=DAY, at=EIGHT, station="kiosk-1", event=f"event {seq}", ticket=event.ticket
    )
    return Batch(seq=seq, day=DAY, entries=[entry], answers=answers)


def test_taking_an_office_begins_a_new_incarnation(store):
    assert store.take(DAY) == Taken(incarnation=1, seq=0, day=DAY)
    assert store.take(date(2026, 1, 6)) == Taken(incarnation=2, seq=0, day=DAY)


def test_what_was_recorded_is_there(store):
    store.take(DAY)

    store.record(a_batch(answers=[DONE]))

    assert store.position() == (1, DAY)
    assert store.events(DAY) == ["event 0"]
    assert store.events(date(2026, 1, 6)) == []
    assert store.answers.since(EIGHT) == {"9f2c": DONE}


def test_a_ticket_stands_as_it_is_now_with_the_token_of_its_slip(engine, store):
    hall = a_hall()
    [issued] = happen(hall, IssueTicket(service="1"))
    store.take(DAY)
    made = Entry(day=DAY, at=EIGHT, station="", event="issued", ticket=issued.ticket)
    store.record(Batch(seq=0, day=DAY, entries=[replace(made, token="k3x9")]))
    first = store.head(DAY, "1", priority=False)

    happen(hall, OpenCounter(counter="1"))
    [called] = happen(hall, CallNext(counter="1"))
    entry = replace(made, event="called", ticket=called.ticket)
    store.record(Batch(seq=1, day=DAY, entries=[entry]))

    assert first == called.ticket.number
    assert store.tickets(DAY) == {first: called.ticket}
    assert store.head(DAY, "1", priority=False) is None
    with engine.connect() as connection:
        assert connection.scalars(select(tickets.c.token)).all() == ["k3x9"]


def test_the_business_day_goes_on_with_what_is_recorded(store):
    store.take(DAY)

    store.record(replace(a_batch(), day=date(2026, 1, 6)))

    assert store.position() == (1, date(2026, 1, 6))


def test_old_answers_can_be_forgotten(store):
    store.take(DAY)
    store.record(a_batch(answers=[DONE]))

    store.answers.forget(EIGHT + 1)

    assert store.answers.since(0) == {}


def test_what_follows_no_event_we_know_is_not_kept(store):
    store.take(DAY)
    store.record(a_batch())

    with pytest.raises(OfficeMoved):
        store.record(a_batch(seq=0, answers=[DONE]))

    assert (store.position(), store.answers.since(0)) == ((1, DAY), {})


def test_a_hub_whose_office_was_taken_keeps_nothing(engine, store):
    store.take(DAY)
    store.record(a_batch())
    Store(engine, "mau").take(DAY)

    with pytest.raises(OfficeTaken):
        store.record(a_batch(seq=1, answers=[DONE]))

    assert (store.position(), store.answers.since(0)) == ((1, DAY), {})


# In memory there is one connection, which two hubs cannot share.
@pytest.mark.parametrize("engine", ["file", "postgresql"], indirect=True)
def test_hubs_that_take_an_office_from_each_other_write_one_story(engine):
    kept = [[], []]

    def live(own):
        store = Store(engine, "mau")
        for _ in range(10):
            seq = store.take(DAY).seq
            try:
                for _ in range(5):
                    text = f"{own} after {seq}"
                    store.record(replace(a_batch(seq), entries=[an_entry(text)]))
                    kept[own].append((seq + 1, text))
                    seq += 1
            except OfficeTaken:
                continue

    hubs = [Thread(target=live, args=[own]) for own in range(2)]
    Store(engine, "mau").take(DAY)
    for hub in hubs:
        hub.start()
    for hub in hubs:
        hub.join()

    story = Store(engine, "mau").events(DAY)
    assert sorted(kept[0] + kept[1]) == list(enumerate(story, 1))


def test_a_wish_is_answered_once_and_for_all(store):
    store.take(DAY)
    store.record(a_batch(answers=[DONE]))

    with pytest.raises(AnsweredBefore):
        store.record(a_batch(seq=1, answers=[DONE._replace(text="otherwise")]))

    assert store.position() == (1, DAY)
    assert store.answers.to(["9f2c", "other"]) == {"9f2c": DONE}


def test_a_batch_is_kept_whole_or_not_at_all(store):
    store.take(DAY)
    twice = [DONE, DONE]

    with pytest.raises(AnsweredBefore):
        store.record(a_batch(answers=twice))

    assert (store.position(), store.events(DAY)) == ((0, DAY), [])


def test_an_event_that_is_there_already_is_no_answer_given_before(engine, store):
    store.take(DAY)
    there = {"office": "mau", "seq": 1, "day": DAY, "at": EIGHT}
    with engine.begin() as connection:
        connection.execute(
            insert(journal).values(there | {"station": "", "event": "another"})
        )

    with pytest.raises(StoreUnavailable):
        store.record(a_batch(answers=[DONE]))

    assert store.position() == (0, DAY)
    assert store.events(DAY) == ["another"]
    assert store.answers.since(0) == {}


def test_records_outlive_the_program(tmp_path):
    for _ in range(2):
        engine = open_engine("sqlite:///records.sqlite", tmp_path)
        taken = Store(engine, "mau").take(DAY)
        engine.dispose()

    assert taken.incarnation == 2


@pytest.mark.parametrize("address", ["", "records", "oracle://x/y", "sqlite+no://"])
def test_an_address_that_names_no_database_is_told(address):
    with pytest.raises(StoreUnavailable, match="database"):
        open_engine(address, Path())


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    path = tmp_path / "letter.sqlite"
    path.write_text("Kính gửi" * 1000, encoding="utf-8")
    engine = open_engine("sqlite:///letter.sqlite", tmp_path)

    with pytest.raises(StoreUnavailable, match="not a database"):
        Store(engine, "mau").take(DAY)

    assert path.read_text(encoding="utf-8").startswith("Kính gửi")


def test_reasons_are_counted_by_day_and_kept_with_no_ticket(store):
    store.take(DAY)
    for seq, reasons in enumerate([["elderly"], ["elderly", "ill", "elderly"], []]):
        store.record(replace(a_batch(seq=seq), reasons=reasons))

    assert store.reasons(DAY) == {"elderly": 3, "ill": 1}


def test_what_citizens_took_is_known_by_service_and_hour(store):
    store.take(DAY)
    hall = a_hall(IssueTicket(service="1"), CallNext(counter="1"), Serve(number="1001"))
    [event] = happen(hall, Finish(number="1001"), EIGHT + 10 * MINUTE)
    entry = Entry(day=DAY, at=EIGHT, station="c", event="{}", ticket=event.ticket)
    store.record(Batch(seq=0, day=DAY, entries=[entry]))

    [work] = store.history.recent_work(DAY)

    assert work == Work(service="1", hour=8, count=1, minutes=10.0, squares=100.0)
    assert store.history.recent_work(date(2026, 1, 6)) == []
