from dataclasses import dataclass, field
from queue import Queue
from threading import Event

import pytest

from shared.clock import ManualClock
from shared.domain.commands import IssueTicket
from shared.hub.exchange import Reset, Wish
from shared.hub.writer import Writer
from shared.hub.writing import WriterThread
from shared.store.errors import StoreUnavailable, StoreUnreachable
from shared.store.store import Store
from shared.wire.codec import unpack_down
from shared.wire.messages import Ask, Refused
from tests.halls import EIGHT, a_plan

ISSUE = IssueTicket(service="1")


class FullDisk(Store):
    """A store that can be told to refuse, or to keep and not say so."""

    full = False
    silent = None
    gone = False
    looked = 0

    def positions(self, wanted):
        if self.gone:
            self.looked += 1
            raise StoreUnreachable("connection refused")
        return super().positions(wanted)

    def record(self, batch):
        if self.gone:
            raise StoreUnreachable("connection refused")
        if self.full:
            raise StoreUnavailable("database or disk is full")
        super().record(batch)
        if error := self.silent:
            self.silent = None
            raise error


@dataclass
class Desk:
    """A writer with nobody around it but this test."""

    store: FullDisk
    writer: Writer
    answers: Queue = field(default_factory=Queue)
    resets: list = field(default_factory=list)
    failed: Event = field(default_factory=Event)
    clock: ManualClock = field(default_factory=lambda: ManualClock(EIGHT))

    def ask(self, id_, command=ISSUE, station="k"):
        ask = Ask(id=id_, command=command)
        self.writer.submit(Wish(station=station, ask=ask, reply=self.answers.put))

    def ask_and_hear(self, id_, command=ISSUE, station="k"):
        self.ask(id_, command, station)
        return self.answer()

    def ask_on_and_on(self, name, place=0):
        """Be a station that asks again as soon as it is answered."""

        def reply(text):
            self.answers.put(text)
            self.ask_on_and_on(name, place + 1)

        ask = Ask(id=f"{name}-{place:05}", command=IssueTicket(service="1"))
        self.writer.submit(Wish(station=name, ask=ask, reply=reply))

    def answer(self):
        return unpack_down(self.answers.get(timeout=5))


def a_desk(engine, clock=None):
    store = FullDisk(engine, "mau")
    clock, failed = clock or ManualClock(EIGHT), Event()
    thread = WriterThread(patience=2)
    writer = Writer(store, a_plan(), clock, failed.set, thread=thread)
    desk = Desk(store, writer, failed=failed, clock=clock)

    def deliver(news):
        if isinstance(news, Reset):
            desk.resets.append(news)
            return
        for reply, text in news.answers:
            reply(text)

    writer.start(deliver)
    return desk


@pytest.fixture
def desk(engine):
    desk = a_desk(engine)
    yield desk
    desk.writer.stop()


def test_a_full_disk_refuses_and_loses_nothing(desk):
    desk.ask("1")
    desk.answer()

    desk.store.full = True
    desk.ask("2")
    refused = desk.answer()
    desk.store.full = False
    desk.ask("2")
    done = desk.answer()

    assert isinstance(refused, Refused)
    assert refused.code == "not_kept"
    assert (done.ticket.number, done.seq) == ("1002", 2)


# In memory there is one connection, which two hubs cannot share.
@pytest.mark.parametrize("engine", ["file", "postgresql"], indirect=True)
def test_a_hub_whose_office_was_taken_keeps_and_answers_nothing_more(engine, desk):
    desk.ask("1")
    desk.answer()
    other = a_desk(engine)

    desk.ask("2")
    assert desk.failed.wait(5)
    other.ask("3")
    done = other.answer()
    other.writer.stop()

    assert desk.answers.empty()
    assert (done.ticket.number, done.seq) == ("1002", 2)
    assert len(other.store.events(other.writer.books.kept().day)) == 2


def test_a_hub_that_starts_again_goes_on_where_it_was(engine):
    first = a_desk(engine)
    first.ask("1")
    before = first.answer()
    first.writer.stop()

    again = a_desk(engine)
    again.ask("1")
    again.ask("2")
    repeated, following = again.answer(), again.answer()
    again.writer.stop()

    assert repeated == before
    assert (following.ticket.number, following.seq) == ("1002", 2)
    assert again.writer.stream == "mau/2"


@pytest.mark.parametrize("error", [StoreUnavailable, StoreUnreachable])
def test_a_commit_that_was_kept_and_not_confirmed_is_answered_as_kept(desk, error):
    desk.store.silent = error("the connection broke at COMMIT")

    desk.ask("1")
    done = desk.answer()
    desk.ask("2")

    assert (done.ticket.number, done.seq) == ("1001", 1)
    assert desk.answer().ticket.number == "1002"
    assert [(reset.seq, reset.hall.issued) for reset in desk.resets] == [(1, 1)]


def test_a_server_that_goes_and_comes_back_loses_nothing_and_doubles_nothing(desk):
    desk.ask("1")
    desk.answer()

    desk.store.gone = True
    desk.ask("2")
    refused = desk.answer()
    desk.ask("3")
    refused_too = desk.answer()
    looked = desk.store.looked
    desk.store.gone = False
    desk.ask("2")

    assert [refused.code, refused_too.code] == ["not_kept", "not_kept"]
    assert desk.answer().ticket.number == "1002"
    assert looked == 2 + 1  # it waits for the server once, not for each wish


def test_a_hub_that_is_asked_to_end_does_not_wait_for_a_server_that_has_gone(desk):
    desk.store.gone = True
    desk.ask("1")

    desk.writer.stop()

    assert desk.answer().code == "not_kept"


def test_a_hub_that_is_asked_to_end_ends_while_stations_go_on_asking(desk):
    for place in range(8):
        desk.ask_on_and_on(f"k{place}")
    desk.answer()

    desk.writer.stop()

    assert desk.writer.books.seq == desk.answers.qsize() + 1
