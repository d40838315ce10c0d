"""What must hold in every office, whatever people do in whatever order."""

from collections import Counter as Times
from copy import deepcopy
from datetime import timedelta
from itertools import count, islice

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from shared.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    CloseCounter,
    CloseService,
    IssueTicket,
    OpenCounter,
    OpenService,
    PauseCounter,
    Resume,
    Serve,
    SetPriority,
    Transfer,
    Undo,
    WalkIn,
)
from shared.domain.errors import QueueError
from shared.domain.events import Desk
from shared.domain.hall import Hall, evolve
from shared.domain.picking import next_ticket
from shared.domain.rules import decide, overdue, turn_of_day
from shared.domain.ticket import AT_A_COUNTER, OVER, Action, State, place
from shared.domain.times import MINUTE, SECOND, day_of
from shared.wire.session import hall_from, state_of
from tests.halls import EIGHT, a_plan
from tests.shared.domain.reference import Queues, next_number, waits_for
from tests.shared.domain.strategies import (
    ALL_DAY,
    AWAY,
    DESKS,
    STEPS,
    counters,
    crowds,
    kinds,
    passing,
    queues_of,
    ratios,
    services,
    services_or_none,
    unknown_too,
    which,
)

# The long profile takes longer than a test usually may.
pytestmark = pytest.mark.timeout(7_200)


class OfficeDay(RuleBasedStateMachine):
    """An office in which anything may be asked at any time.

    Beside the hall stands another one, which only hears of the events.
    """

    def __init__(self):
        super().__init__()
        self.now = EIGHT
        self.numbers = []
        self.calls = []
        self.cancelled = Times()

    @initialize(
        ratio=ratios,
        ageing=st.sampled_from([0, 15, 45]),
        before_no_show=st.sampled_from([1, 2]),
        automatic=st.booleans(),
        crowd=crowds,
    )
    def begin(self, ratio, ageing, before_no_show, automatic, crowd):
        policy = {
            "priority_ratio": ratio,
            "ageing_minutes": ageing,
            "calls_before_no_show": before_no_show,
            "automatic_no_show": automatic,
            "forecast": False,
        }
        plan = a_plan(counters=DESKS, policy=policy, hours=ALL_DAY)
        self.hall = Hall(plan, day_of(self.now))
        self.witness = Hall(plan, day_of(self.now))
        for desk in DESKS[1:]:
            self.ask(OpenCounter(counter=desk.id))
        self.people_come(crowd)

    @rule(crowd=crowds)
    def people_come(self, crowd):
        for service, priority in crowd:
            self.issue(service, priority)

    @rule(service=services_or_none, priority=st.booleans())
    def issue(self, service, priority):
        for event in self.ask(IssueTicket(service=service, priority=priority)):
            assert event.ticket.number not in self.numbers
            self.numbers.append(event.ticket.number)
            assert event.ticket.order == len(self.numbers)

    @precondition(lambda self: self.hall.waiting())
    @rule(counter=unknown_too)
    def call_next(self, counter):
        for event in self.ask(CallNext(counter=counter)):
            assert event.ticket.counter == counter

    @precondition(lambda self: self.hall.waiting())
    @rule(asked=st.sets(counters))
    def several_counters_call(self, asked):
        for counter in sorted(asked):
            self.call_next(counter)

    @precondition(lambda self: self.hall.waiting())
    @rule(which=which, counter=unknown_too, reason=st.sampled_from(["", "có hẹn"]))
    def call_out_of_turn(self, which, counter, reason):
        number = self.number(which, {State.WAITING})
        self.ask(CallTicket(number=number, counter=counter, reason=reason))

    @precondition(lambda self: self.at_work())
    @rule(which=which, kind=which)
    def a_clerk_works(self, which, kind):
        self.usual_step(which, AT_A_COUNTER, kind)

    @precondition(lambda self: self.some(AWAY))
    @rule(which=which, kind=which)
    def somebody_is_back(self, which, kind):
        self.usual_step(which, AWAY, kind)

    @precondition(lambda self: self.hall.tickets)
    @rule(which=which, kind=kinds, acting=st.none() | unknown_too)
    def any_step(self, which, kind, acting):
        self.step(self.number(which, set(State)), kind, acting)

    def usual_step(self, which, states, kind):
        number = self.number(which, states)
        state = self.hall.tickets[number].state if number in self.hall.tickets else None
        usual = STEPS.get(state, [Serve])
        self.step(number, usual[kind % len(usual)], None)

    def step(self, number, kind, acting):
        before = self.hall.tickets.get(number)
        for event in self.ask(kind(number=number, counter=acting)):
            if kind is CancelTicket:
                self.cancelled[number[0]] += 1
            if kind is Resume and before.state is State.NO_SHOW:
                self.check_return(before, event)

    @precondition(lambda self: self.at_work())
    @rule(which=which, come_back=st.booleans(), service=services)
    def send_on(self, which, service, come_back):
        self.transfer(which, service, None, come_back)

    @precondition(lambda self: self.at_work())
    @rule(
        which=which,
        service=st.none() | services_or_none,
        counter=st.none() | unknown_too,
        come_back=st.booleans(),
    )
    def transfer(self, which, service, counter, come_back):
        number = self.number(which, AT_A_COUNTER)
        before = self.hall.tickets.get(number)
        command = Transfer(
            number=number, service=service, to_counter=counter, come_back=come_back
        )
        for event in self.ask(command):
            assert place(event.ticket) == place(before)

    @rule(counter=unknown_too, mistaken=st.booleans(), twice=st.booleans())
    def take_back(self, counter, mistaken, twice):
        for _ in range(1 + twice):
            deed = self.hall.deeds.last(counter)
            number = deed.after.number if deed and not mistaken else "1001"
            for event in self.ask(Undo(number=number, counter=counter)):
                assert event.ticket == deed.before
                assert self.now - deed.at <= 20 * SECOND
                if deed.action is Action.CALL:
                    self.uncall(number)

    def uncall(self, number):
        """Strike the last call of *number* out."""
        place = max(p for p, call in enumerate(self.calls) if call[2] == number)
        del self.calls[place]

    @rule(counter=unknown_too, service=services_or_none, priority=st.booleans())
    def somebody_walks_in(self, counter, service, priority):
        wish = WalkIn(
            service=service, counter=counter, priority=priority, reason="có hẹn"
        )
        if events := self.ask(wish):
            issued, called = events
            assert called.ticket.counter == counter
            assert issued.ticket.number not in self.numbers
            self.numbers.append(issued.ticket.number)

    @precondition(lambda self: self.hall.tickets)
    @rule(which=which, priority=st.booleans())
    def set_priority(self, which, priority):
        number = self.number(which, set(State) - OVER)
        before = self.hall.tickets.get(number)
        for event in self.ask(SetPriority(number=number, priority=priority)):
            assert place(event.ticket) == place(before)

    @rule(
        counter=unknown_too,
        kind=st.sampled_from([*[OpenCounter] * 4, PauseCounter, CloseCounter]),
        station=st.sampled_from([None, None, "a", "b"]),
        takes_over=st.booleans(),
    )
    def sit_down_or_leave(self, counter, kind, station, takes_over):
        if kind is OpenCounter:
            self.ask(kind(counter=counter, station=station, takes_over=takes_over))
        elif kind is PauseCounter:
            self.ask(kind(counter=counter, reason="họp"))
        else:
            self.ask(kind(counter=counter))

    @rule(service=services_or_none, reason=st.sampled_from(["", "mất điện", None]))
    def close_or_open_a_service(self, service, reason):
        if reason is None:
            self.ask(OpenService(service=service))
        else:
            until = self.now + MINUTE
            self.ask(CloseService(service=service, reason=reason, until=until))

    @rule(milliseconds=passing, back=st.sampled_from([1, 1, 1, -1]))
    def time_passes(self, milliseconds, back):
        self.now += back * milliseconds

    @precondition(lambda self: overdue(self.hall, self.now))
    @rule()
    def nobody_comes(self):
        for command in overdue(self.hall, self.now):
            assert self.ask(command)

    @precondition(lambda self: len(self.numbers) > 12)
    @rule(days=st.sampled_from([-1, 0, 1]))
    def midnight(self, days):
        day = self.hall.day + timedelta(days=days)
        events = turn_of_day(self.hall, day, self.now + days * 24 * 60 * MINUTE)
        self.let(events)
        assert bool(events) == (days > 0)
        if events:
            assert not list(self.hall.open_tickets())
            assert {c.state for c in self.hall.counters.values()} == {Desk.CLOSED}
            self.now = events[-1].at
            self.numbers, self.calls, self.cancelled = [], [], Times()

    def number(self, which, states):
        """Return a number in one of *states*; now and then any number, or none."""
        likely = self.some(states)
        if which % 16 == 15 or not likely:
            likely = [*self.hall.tickets, "9999"]
        return likely[which // 16 % len(likely)]

    def some(self, states):
        """Return the numbers of the tickets in one of *states*."""
        return [t.number for t in self.hall.tickets.values() if t.state in states]

    def at_work(self):
        return self.some(AT_A_COUNTER)

    def ask(self, command):
        """Return what comes of *command*, which happened in both halls."""
        before = everything(self.hall)
        try:
            events = decide(self.hall, command, self.now)
        except QueueError:
            events = []
        assert everything(self.hall) == before
        self.let(events)
        return events

    def let(self, events):
        for event in events:
            assert event.at >= self.hall.at
            if getattr(event, "action", None) is Action.CALL:
                waited = self.hall.tickets[event.ticket.number]
                number = event.ticket.number
                self.calls.append((waits_for(waited), waited.priority, number))
            evolve(self.hall, event)
            evolve(self.witness, event)

    def check_return(self, before, event):
        """Who comes back late stands behind everybody who came before."""
        back = event.ticket
        if event.at - before.ended_at > 30 * MINUTE:
            assert back.queued_at == event.at
        assert back.resumes == before.resumes + 1 <= 2

    @invariant()
    def a_sequence_has_neither_gap_nor_double(self):
        for service in self.hall.plan.services:
            given_out = [n for n in self.numbers if n[0] == service.id]
            assert given_out == sequence(service.id, len(given_out))

    @invariant()
    def a_counter_has_one_ticket_and_a_ticket_one_counter(self):
        at_work = [t for t in self.hall.tickets.values() if t.state in AT_A_COUNTER]
        held = {t.counter: t for t in at_work}
        assert len(held) == len(at_work)
        assert {
            desk.id: ticket
            for desk in DESKS
            if (ticket := self.hall.at_counter(desk.id))
        } == held

    @invariant()
    def a_closed_counter_has_no_ticket(self):
        for desk in DESKS:
            if self.hall.counters[desk.id].state is Desk.CLOSED:
                assert self.hall.at_counter(desk.id) is None

    @invariant()
    def a_lane_is_first_in_first_out(self):
        everybody = [t for t in self.hall.tickets.values() if t.state is State.WAITING]
        for queue in queues_of(self.hall):
            for priority in (True, False):
                lane = list(self.hall.lane(queue, priority=priority))
                here = [
                    t
                    for t in everybody
                    if waits_for(t) == queue and t.priority == priority
                ]
                assert lane == sorted(here, key=place)

    @invariant()
    def the_rules_agree_with_the_words(self):
        calls = [(queue, priority) for queue, priority, _ in self.calls]
        queues = Queues(self.hall.plan, self.hall.waiting(), calls)
        now = max(self.now, self.hall.at)
        for desk in DESKS:
            ticket = next_ticket(self.hall, desk, now)
            number = ticket.number if ticket else None
            assert number == next_number(queues, desk, now)

    @invariant()
    def what_was_given_is_counted(self):
        issued = Times(number[0] for number in self.numbers)
        for service in self.hall.plan.services:
            kept = issued[service.id] - self.cancelled[service.id]
            assert self.hall.given(service.id, "day") == kept

    @invariant()
    def the_events_tell_the_whole_hall(self):
        assert everything(self.witness) == everything(self.hall)

    @invariant()
    def a_snapshot_tells_the_open_hall(self):
        hall, again = self.hall, hall_from(state_of(self.hall))

        assert again.hash == hall.hash
        assert list(again.open_tickets()) == list(hall.open_tickets())
        assert (again.counters, again.services) == (hall.counters, hall.services)
        for queue in queues_of(hall):
            for priority in (True, False):
                first = hall.head(queue, priority=priority)
                assert again.head(queue, priority=priority) == first
        for desk in DESKS:
            expected = next_ticket(hall, desk, self.now)
            assert next_ticket(again, desk, self.now) == expected


def everything(hall):
    """Return all that a hall knows, to be compared."""
    return (
        hall.hash,
        hall.day,
        hall.at,
        hall.issued,
        dict(hall.tickets),
        dict(hall.counters),
        dict(hall.services),
        list(hall.calls),
        deepcopy(vars(hall.tally)),
        [ticket.number for ticket in hall.waiting()],
    )


def sequence(service, length):
    """Return the first numbers of a service in an office with one kiosk."""
    places = (n for n in count(1) if not 901 <= n <= 999)
    return [f"{service}{n:03d}" for n in islice(places, length)]


TestOfficeDay = OfficeDay.TestCase
