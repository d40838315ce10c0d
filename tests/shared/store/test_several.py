"""What several offices keep by one transaction."""

from datetime import date

import pytest

from shared.domain.commands import IssueTicket
from shared.store.errors import AnsweredBefore, OfficeMoved
from shared.store.rows import Answer, Batch, Entry
from shared.store.store import Store
from tests.halls import EIGHT, a_hall, happen

DAY = date(2026, 1, 5)
OFFICES = ("cau-giay", "an-phu", "binh-an")


def a_batch(seq=0, reasons=()):
    [event] = happen(a_hall(), IssueTicket(service="1"))
    entry = Entry(
        day=DAY, at=EIGHT, station="k", event=f"event {seq}", ticket=event.ticket
    )
    answers = [Answer(f"wish {seq}", EIGHT, "done", "k")]
    return Batch(seq=seq, day=DAY, entries=[entry], answers=answers, reasons=reasons)


@pytest.fixture
def stores(engine):
    stores = [Store(engine, office) for office in OFFICES]
    for store in stores:
        store.take(DAY)
    return stores


def nothing_more_is_kept(stores, seq):
    for store in stores:
        assert store.position() == (seq, DAY)
        assert len(store.events(DAY)) == len(store.answers.since(0)) == seq


def test_each_office_has_its_own_of_it(stores):
    batches = [a_batch(reasons=["elderly"]), a_batch(), a_batch(reasons=["elderly"])]
    parts = [store.part(batch) for store, batch in zip(stores, batches, strict=True)]

    stores[1].record_all(parts)

    nothing_more_is_kept(stores, 1)
    assert [[*store.tickets(DAY)] for store in stores] == [["1001"]] * 3
    assert [store.reasons(DAY) for store in stores] == [
        {"elderly": 1},
        {},
        {"elderly": 1},
    ]


def test_if_one_has_been_taken_nothing_of_any_is_kept(engine, stores):
    Store(engine, OFFICES[0]).take(DAY)

    with pytest.raises(OfficeMoved):
        stores[1].record_all([store.part(a_batch()) for store in stores])

    nothing_more_is_kept(stores, 0)


def test_if_one_is_elsewhere_nothing_of_any_is_kept(stores):
    stores[2].record(a_batch())

    with pytest.raises(OfficeMoved):
        stores[0].record_all([store.part(a_batch()) for store in stores])

    nothing_more_is_kept(stores[:2], 0)
    nothing_more_is_kept(stores[2:], 1)


def test_if_one_has_answered_before_nothing_of_any_is_kept(stores):
    for store in stores:
        store.record(a_batch())
    parts = [store.part(a_batch(1)) for store in stores]
    parts[1].batch.answers[0] = Answer("wish 0", EIGHT, "done", "k")

    with pytest.raises(AnsweredBefore):
        stores[2].record_all(parts)

    nothing_more_is_kept(stores, 1)
