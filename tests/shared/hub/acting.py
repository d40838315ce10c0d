"""An office in which anything is wished for, kept as a hub keeps it."""

from itertools import count

from shared.domain.commands import (
    CallNext,
    CancelTicket,
    CloseCounter,
    CloseService,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    OpenService,
    PauseCounter,
    Recall,
    Resume,
    Serve,
    SetPriority,
    Transfer,
    Undo,
)
from shared.domain.hall import Hall, evolve
from shared.domain.times import MINUTE, day_of
from shared.hub.draft import Draft
from shared.hub.exchange import Wish
from shared.hub.journal import event_in
from shared.store.store import Store
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan

WITH_COUNTER = [*[CallNext] * 4, *[OpenCounter] * 3, PauseCounter, CloseCounter]
WITH_NUMBER = [
    CancelTicket, *[Serve] * 3, *[Finish] * 3, Hold, MarkNoShow, Recall, Resume,
]  # fmt: skip


class Acting:
    """A hub's decisions and records, with nobody around."""

    def __init__(self, engine, office, random, *, plan=None, now=EIGHT):
        self.plan = plan or a_plan(id=office)
        self.store, self.random, self.now = Store(engine, office), random, now
        self._ids = count(random.getrandbits(40))
        self.take()

    def take(self):
        """Begin anew, as the next hub does."""
        taken = self.store.take(day_of(self.now))
        self.seq = taken.seq
        self.hall = self.kept()

    def kept(self):
        """Return a hall made of nothing but the journal."""
        hall = Hall(self.plan, self.store.position()[1])
        for text in self.store.events(hall.day):
            evolve(hall, event_in(text))
        return hall

    def act(self, times, *, at_once=5):
        """Wish for anything so many *times*, a few wishes in each transaction."""
        for _ in range(0, times, at_once):
            self.now += self.random.randrange(MINUTE)
            self.wish(*(self._anything() for _ in range(at_once)))

    def wish(self, *commands):
        """Let *commands* be obeyed or refused, in one transaction."""
        draft = Draft(self.hall, self.seq, self.now, {})
        draft.pass_time()
        for command in commands:
            ask = Ask(id=f"{next(self._ids)}", command=command)
            draft.obey(Wish(station="k", ask=ask, reply=lambda _text: None))
        if draft.last > self.seq:
            self.store.record(draft.batch())
            self.seq = draft.last

    def _anything(self):
        choice, chance = self.random.choice, self.random.random() < 0.3
        service, counter = choice("125"), choice("1235")
        known = [*self.hall.tickets][-20:]
        at_work = [self.hall.at_counter(desk.id) for desk in self.plan.counters]
        busy = [ticket.number for ticket in at_work if ticket is not None]
        number = choice((busy if busy and not chance else known) or ["1001"])
        return choice(
            [
                *[IssueTicket(service=service, priority=chance)] * 5,
                *[make(counter=counter) for make in WITH_COUNTER],
                *[make(number=number) for make in WITH_NUMBER],
                SetPriority(number=number, priority=chance),
                Transfer(number=number, service=service),
                Undo(number=number, counter=counter),
                CloseService(service=service)
                if chance
                else OpenService(service=service),
            ]
        )
