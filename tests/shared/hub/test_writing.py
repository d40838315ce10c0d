"""Several offices whose wishes one thread keeps."""

from queue import Queue
from threading import Event

import pytest

from shared.clock import ManualClock
from shared.domain.commands import IssueTicket
from shared.hub.exchange import Wish
from shared.hub.writer import Writer
from shared.hub.writing import WriterThread
from shared.store.errors import StoreUnreachable
from shared.store.store import Store
from shared.wire.codec import unpack_down
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan

OFFICES = ("an-phu", "binh-an", "cau-giay")


class Line:
    """The way to a database server, which can break."""

    def __init__(self):
        self.broken = False
        self.questions = []
        self.tries = 0

    def pass_on(self):
        self.tries += 1
        if self.broken:
            raise StoreUnreachable("connection refused")


class Remote(Store):
    """A store at the other end of a line."""

    def __init__(self, engine, office, line):
        super().__init__(engine, office)
        self._line = line

    def positions(self, wanted):
        self._line.questions.append([*wanted])
        self._line.pass_on()
        return super().positions(wanted)

    def record(self, batch):
        self._line.pass_on()
        super().record(batch)


class Desk:
    """An office whose writer has nobody around it but this test."""

    def __init__(self, engine, office, line, thread):
        store, self.plan = Remote(engine, office, line), a_plan(id=office)
        clock, self.failed = ManualClock(EIGHT), Event()
        self.writer = Writer(store, self.plan, clock, self.failed.set, thread=thread)
        self.answers, self.news = Queue(), Queue()
        self.writer.start(self._deliver)

    def ask(self, id_, reply=None):
        ask = Ask(id=id_, command=IssueTicket(service="1"))
        reply = reply or self.answers.put
        self.writer.submit(Wish(station="k", ask=ask, reply=reply))

    def answer(self):
        return unpack_down(self.answers.get(timeout=5))

    def _deliver(self, news):
        self.news.put(news)
        for reply, text in getattr(news, "answers", ()):
            reply(text)


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


class Held:
    """An answer that holds the thread up until it is let go."""

    def __init__(self):
        self.here, self.go = Event(), Event()

    def __call__(self, _text):
        self.here.set()
        self.go.wait(5)


def test_where_all_offices_are_is_one_question(desks, line):
    line.questions.clear()

    desks[0].writer.let_time_pass()
    for desk in desks:
        desk.news.get(timeout=5)

    assert line.questions == [[*OFFICES]]


def test_a_server_that_has_gone_is_waited_for_once_not_by_each_office(desks, line):
    held = Held()
    desks[0].ask("first", held)
    assert held.here.wait(5)
    line.tries, line.broken = 0, True
    for desk in desks:
        desk.ask("away")
    held.go.set()
    refused = [desk.answer().code for desk in desks]
    tries = line.tries

    line.broken = False
    for desk in desks:
        desk.ask("away")
    done = [desk.answer().ticket.number for desk in desks]

    assert refused == ["not_kept"] * 3
    assert tries == 1 + 2  # a wish of the first office, then two looks
    assert done == ["1002", "1001", "1001"]


def test_when_the_server_is_back_only_who_had_asked_starts_over(desks, line):
    line.broken = True
    desks[0].ask("away")
    desks[0].answer()
    line.broken = False
    for desk in desks:
        desk.news = Queue()

    desks[0].writer.let_time_pass()
    news = [desk.news.get(timeout=5) for desk in desks]

    assert [hasattr(each, "hall") for each in news] == [True, False, False]


def test_an_office_that_ends_is_answered_and_the_others_go_on(desks):
    desks[0].ask("last")
    desks[0].writer.stop()
    desks[0].ask("too late")
    desks[1].ask("1")

    assert desks[0].answer().ticket.number == "1001"
    assert desks[1].answer().ticket.number == "1001"
    assert desks[0].answers.empty()
