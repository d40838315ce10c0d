"""What must hold whenever the hub, the kiosks and the power come and go."""

from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.offline import Counterfoil
from shared.domain.commands import CallNext, Finish, IssueTicket, OpenCounter, Serve
from shared.domain.errors import NotOfToday, QueueError
from shared.domain.events import TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import Action, place
from shared.domain.times import HOUR, MINUTE, SECOND, day_of
from shared.journal import Journal
from tests.halls import EIGHT, a_plan

# The long profile takes longer than a test usually may.
pytestmark = pytest.mark.timeout(7_200)

KIOSKS = (1, 2)
kiosks = st.sampled_from(KIOSKS)
services = st.sampled_from(["1", "1", "2"])
passing = st.sampled_from([0, 1, SECOND, MINUTE, HOUR, 9 * HOUR])
torn = st.sampled_from([b"", b"\n", b"dead", b'00000000 {"stub":{"id":"1', b"\0" * 99])


class HubComesAndGoes(RuleBasedStateMachine):
    """Two kiosks, each with a journal of its own, and a hub that is there or not.

    A paper is what a citizen holds: the day, the number, and when it was given.
    """

    def __init__(self):
        super().__init__()
        self.now = EIGHT
        self.hall = Hall(a_plan(kiosks=2), day_of(self.now))
        self.events = []
        self.papers = {}
        self.too_early = set()
        self.folder = TemporaryDirectory()
        self.foils = {}
        self.lag = dict.fromkeys(KIOSKS, 0)

    @initialize(lags=st.tuples(*[st.sampled_from([0, 0, 3 * SECOND, -MINUTE])] * 2))
    def begin(self, lags):
        for kiosk, lag in zip(KIOSKS, lags, strict=True):
            self.lag[kiosk] = lag
            self.open(kiosk)
            self.foils[kiosk].remember(self.hall)

    @rule(kiosk=kiosks, service=services, priority=st.booleans())
    def a_citizen_comes_while_the_hub_is_away(self, kiosk, service, priority):
        foil = self.foils[kiosk]
        stub = foil.give(service, priority=priority, now=self.now - self.lag[kiosk])
        self.hand_out(stub.day, stub.number, stub)

    @rule(service=services)
    def a_citizen_comes_while_it_is_there(self, service):
        for event in self.ask(IssueTicket(service=service)):
            self.hand_out(self.hall.day, event.ticket.number, None)

    @rule(kiosk=kiosks)
    def a_kiosk_hears_the_hub(self, kiosk):
        self.foils[kiosk].remember(self.hall)

    @rule(kiosk=kiosks, most=st.integers(1, 3), heard=st.booleans())
    def numbers_are_merged(self, kiosk, most, heard):
        """The answers may be lost on their way."""
        for stub in self.foils[kiosk].unmerged[:most]:
            code = self.merge(stub)
            if heard:
                self.foils[kiosk].settle(stub.id, code)

    @rule(which=st.integers(0, 99))
    def an_old_wish_comes_again(self, which):
        stubs = [stub for stub in self.papers.values() if stub is not None]
        if stubs:
            self.merge(stubs[which % len(stubs)])

    @rule(kiosk=kiosks, more=torn)
    def the_power_goes(self, kiosk, more):
        self.foils.pop(kiosk).close()
        with self.path(kiosk).open("ab") as file:
            file.write(more)
        self.open(kiosk)

    @rule(counter=st.sampled_from("12"))
    def somebody_is_served(self, counter):
        self.ask(OpenCounter(counter=counter))
        for event in self.ask(CallNext(counter=counter)):
            number = event.ticket.number
            self.ask(Serve(number=number))
            self.ask(Finish(number=number))

    @rule(milliseconds=passing, back=st.sampled_from([1, 1, 1, 1, -1]))
    def time_passes(self, milliseconds, back):
        self.now = max(EIGHT, self.now + back * milliseconds)

    @rule()
    def the_hub_sees_the_time(self):
        self.turn()

    @invariant()
    def a_lane_is_in_the_order_of_arrival(self):
        for service in "12":
            places = [place(ticket) for ticket in self.hall.waiting(service)]
            assert places == sorted(places)

    @invariant()
    def the_hub_knows_nobody_without_a_paper(self):
        known = {(self.hall.day, number) for number in self.hall.tickets}
        assert known <= self.papers.keys()

    def teardown(self):
        """Let the hub be back for good: everybody of today stands where he came."""
        try:
            self.turn()
            for foil in self.foils.values():
                foil.remember(self.hall)
                for stub in foil.unmerged:
                    foil.settle(stub.id, self.merge(stub))
                assert foil.unmerged == []
            for (day, number), stub in self.papers.items():
                if day == self.hall.day and stub not in self.too_early:
                    ticket = self.hall.tickets[number]
                    assert stub is None or ticket.issued_at == stub.issued_at
            issued = [(day, e) for day, e in self.events if e.action is Action.ISSUE]
            keys = [(day, e.ticket.number) for day, e in issued]
            assert len(set(keys)) == len(keys)
            times = [event.at for _, event in self.events]
            assert times == sorted(times)
        finally:
            for foil in self.foils.values():
                foil.close()
            self.folder.cleanup()

    def hand_out(self, day, number, stub):
        """Nobody else may hold the same number on the same day."""
        assert (day, number) not in self.papers
        self.papers[day, number] = stub

    def merge(self, stub):
        """Ask the hub to take *stub* in, and return the code of a refusal."""
        self.turn()
        before = self.hall.tickets.get(stub.number)
        try:
            events = self.ask(stub.wish, strict=True)
        except NotOfToday:
            assert stub.day != self.hall.day
            if stub.day > self.hall.day:
                # Given before midnight by a clock that is ahead: nobody is there then.
                self.too_early.add(stub)
            return NotOfToday.code
        ticket = self.hall.tickets[stub.number]
        assert ticket.issued_at == stub.issued_at
        assert ticket.priority == stub.priority
        assert bool(events) is (before is None)
        if events:
            assert ticket.queued_at == min(stub.issued_at, self.hall.at)
        return ""

    def ask(self, command, *, strict=False):
        self.turn()
        try:
            events = decide(self.hall, command, self.now)
        except QueueError:
            if strict:
                raise
            return []
        reduce(evolve, events, self.hall)
        self.events += [
            (self.hall.day, event)
            for event in events
            if isinstance(event, TicketChanged)
        ]
        return events

    def turn(self):
        reduce(evolve, turn_of_day(self.hall, day_of(self.now), self.now), self.hall)

    def path(self, kiosk):
        return Path(self.folder.name, str(kiosk))

    def open(self, kiosk):
        self.foils[kiosk] = Counterfoil(Journal(self.path(kiosk)), kiosk)


TestHubComesAndGoes = HubComesAndGoes.TestCase
