"""Offices of one writer thread with nobody around them, and a line that breaks."""

from queue import Queue
from threading import Event

from shared.clock import ManualClock
from shared.domain.commands import IssueTicket
from shared.hub.exchange import Wish
from shared.hub.writer import Writer
from shared.store.errors import StoreFull, StoreUnreachable
from shared.store.store import Store
from shared.wire.codec import unpack_down
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan

OFFICES = ("an-phu", "binh-an", "cau-giay")


class Line:
    """The way to a database server, which can break."""

    def __init__(self):
        self.broken = self.full = False
        self.questions = []
        self.tries = 0
        self.joint = []
        """The offices of each transaction of several that was tried."""

        self.before, self.after = [], []
        """What goes wrong with the next of these, before and after they are kept."""

        self.alone = []
        """The same of the next transactions of one office, before."""

    def pass_on(self):
        self.tries += 1
        if self.broken:
            raise StoreUnreachable("connection refused")
        if self.full:
            raise StoreFull("no space left on device")

    def spoil(self, errors):
        if errors:
            raise errors.pop(0)


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
        self._line.spoil(self._line.alone)
        super().record(batch)

    def try_writing(self):
        self._line.pass_on()
        super().try_writing()

    def record_all(self, parts):
        self._line.joint.append([part.office for part in parts])
        self._line.pass_on()
        self._line.spoil(self._line.before)
        super().record_all(parts)
        self._line.spoil(self._line.after)


class Desk:
    """An office whose writer has nobody around it but this test."""

    def __init__(self, engine, office, line, thread):
        self.store, self.plan = Remote(engine, office, line), a_plan(id=office)
        self.clock, self.failed = ManualClock(EIGHT), Event()
        self.writer = Writer(
            self.store, self.plan, self.clock, self.failed.set, thread=thread
        )
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


class Held:
    """An answer that holds the thread up until it is let go."""

    def __init__(self):
        self.here, self.go = Event(), Event()

    def __call__(self, _text):
        self.here.set()
        self.go.wait(5)
