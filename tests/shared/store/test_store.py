from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.tally import Work
from shared.domain.times import MINUTE
from shared.store.engine import open_engine
from shared.store.errors import OfficeTaken, StoreUnavailable
from shared.store.rows import Answer, Batch, Entry
from shared.store.store import Store, Taken
from tests.halls import EIGHT, a_hall, happen

DAY = date(2026, 1, 5)
DONE = Answer("9f2c", EIGHT, "done", "kiosk-1")


@pytest.fixture
def store(engine):
    return Store(engine, "mau")


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
    assert store.answers(EIGHT) == {"9f2c": DONE}


def test_old_answers_can_be_forgotten(store):
    store.take(DAY)
    store.record(a_batch(answers=[DONE]))

    store.forget_answers(EIGHT + 1)

    assert store.answers(0) == {}


def test_a_hub_that_was_overtaken_keeps_nothing(store):
    store.take(DAY)
    store.record(a_batch())

    with pytest.raises(OfficeTaken):
        store.record(a_batch(seq=0, answers=[DONE]))

    assert (store.position(), store.answers(0)) == ((1, DAY), {})


def test_a_batch_is_kept_whole_or_not_at_all(store):
    store.take(DAY)
    twice = [DONE, DONE]

    with pytest.raises(StoreUnavailable):
        store.record(a_batch(answers=twice))

    assert (store.position(), store.events(DAY)) == ((0, DAY), [])


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
    for seq, reason in enumerate(["elderly", "elderly", "ill"]):
        store.record(replace(a_batch(seq=seq), reasons=[reason]))

    assert store.reasons(DAY) == {"elderly": 2, "ill": 1}


def test_what_citizens_took_is_known_by_service_and_hour(store):
    store.take(DAY)
    hall = a_hall(IssueTicket(service="1"), CallNext(counter="1"), Serve(number="1001"))
    [event] = happen(hall, Finish(number="1001"), EIGHT + 10 * MINUTE)
    entry = Entry(day=DAY, at=EIGHT, station="c", event="{}", ticket=event.ticket)
    store.record(Batch(seq=0, day=DAY, entries=[entry]))

    [work] = store.recent_work(DAY)

    assert work == Work(service="1", hour=8, count=1, minutes=10.0, squares=100.0)
    assert store.recent_work(date(2026, 1, 6)) == []
