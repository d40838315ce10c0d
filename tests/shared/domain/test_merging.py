from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calendar import Hours, Session
from shared.domain.commands import (
    CallNext,
    CancelTicket,
    CloseService,
    Finish,
    IssueTicket,
    MergeTicket,
    Serve,
    Transfer,
)
from shared.domain.errors import (
    CounterBusy,
    NobodyWaits,
    NotInBlock,
    NotOfToday,
    NumberTaken,
    TooFast,
    UnknownService,
)
from shared.domain.hall import evolve
from shared.domain.merging import numbers_of
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import Action, State, place
from shared.domain.times import HOUR, MINUTE, SECOND, day_of
from tests.halls import EIGHT, SERVICES, a_hall, a_plan, happen

MIDNIGHT = EIGHT - 8 * HOUR
MORNING = Hours(
    sessions=(
        Session(id="morning", name={"vi": "Sáng"}, opens="08:00", closes="12:00"),
    )
)


def a_merge(number="1901", minutes=0, **changes):
    """Return the wish of a kiosk that gave a number so many minutes after eight."""
    whole = {
        "number": number,
        "service": number[:1],
        "kiosk": 1,
        "issued_at": EIGHT + minutes * MINUTE,
        "station": "kiosk-1",
    }
    return MergeTicket(**whole | changes)


def test_a_merged_ticket_waits_from_the_time_its_citizen_got_it():
    hall = a_hall(IssueTicket(service="1"), (20, IssueTicket(service="1")))

    [event] = decide(hall, a_merge(minutes=10), EIGHT + 30 * MINUTE)

    ticket = event.ticket
    assert (event.action, ticket.state) == (Action.ISSUE, State.WAITING)
    assert ticket.issued_at == ticket.queued_at == EIGHT + 10 * MINUTE
    assert event.at == EIGHT + 30 * MINUTE
    assert [t.number for t in evolve(hall, event).waiting("1")] == [
        "1001", "1901", "1002",
    ]  # fmt: skip


def test_the_order_of_arrival_is_the_order_of_calling():
    hall = a_hall((15, IssueTicket(service="1")))
    for command in (a_merge("1901", 5), a_merge("1902", 10)):
        happen(hall, command, EIGHT + 20 * MINUTE)

    [event] = happen(hall, CallNext(counter="1"), EIGHT + 21 * MINUTE)

    assert event.ticket.number == "1901"


def test_a_known_ticket_changes_nothing():
    hall = a_hall((30, a_merge()))

    assert decide(hall, a_merge(), EIGHT + 31 * MINUTE) == []


def test_a_ticket_that_is_over_is_known_too():
    hall = a_hall((30, a_merge()), (30, CancelTicket(number="1901", counter="1")))

    assert decide(hall, a_merge(), EIGHT + 31 * MINUTE) == []


def test_a_ticket_that_was_sent_on_is_known_too():
    hall = a_hall(
        (30, a_merge()),
        (31, CallNext(counter="1")),
        (32, Transfer(number="1901", service="2")),
    )

    assert decide(hall, a_merge(), EIGHT + 33 * MINUTE) == []


def test_a_number_that_was_given_twice_is_the_first_citizens():
    hall = a_hall((30, a_merge()))

    with pytest.raises(NumberTaken):
        decide(hall, a_merge(minutes=1), EIGHT + 31 * MINUTE)


@pytest.mark.parametrize(
    "wrong",
    [
        a_merge("1001"),
        a_merge("1900"),
        a_merge("11000"),
        a_merge("2901", service="1"),
        a_merge("1901", kiosk=2),
        a_merge("1801", kiosk=2),
        a_merge("1901", kiosk=0),
        a_merge("1901", kiosk=-1),
        a_merge("1951", kiosk=10**30),
        a_merge("A901", service="1"),
        a_merge("1", service="1"),
        a_merge("", service="1"),
        a_merge("1 901", service="1"),
        a_merge("١٩٠١", service="1"),
    ],
    ids=lambda command: f"{command.number}-{command.kiosk}",
)
def test_a_kiosk_gives_only_the_numbers_of_its_own_block(wrong):
    with pytest.raises(NotInBlock):
        decide(a_hall(), wrong, EIGHT)


def test_a_service_must_be_known():
    with pytest.raises(UnknownService):
        decide(a_hall(), a_merge("8901"), EIGHT)


def test_in_the_other_format_the_block_has_letters():
    hall = a_hall(plan=a_plan(policy={"number_format": "A001"}))

    [event] = decide(hall, a_merge("A901", service="1"), EIGHT)

    assert event.ticket.number == "A901"


def test_each_kiosk_has_ninety_nine_numbers_of_its_own_for_every_service():
    blocks = [
        numbers_of(service, kiosk, "1001")
        for service in SERVICES
        for kiosk in range(1, 5)
    ]

    numbers = [number for block in blocks for number in block]
    assert {len(block) for block in blocks} == {99}
    assert len(set(numbers)) == len(numbers)
    assert (blocks[0][0], blocks[3][-1]) == ("1901", "1699")


@pytest.mark.parametrize(
    "issued_at",
    [MIDNIGHT - 1, MIDNIGHT + 24 * HOUR, 0, -(10**30), 10**30],
)
def test_the_paper_of_another_day_is_not_valid(issued_at):
    with pytest.raises(NotOfToday):
        decide(a_hall(), a_merge(issued_at=issued_at), EIGHT)


def test_after_midnight_the_tickets_of_the_day_before_are_refused():
    hall = a_hall()
    tomorrow = EIGHT + 24 * HOUR
    reduce(evolve, turn_of_day(hall, day_of(tomorrow), tomorrow), hall)

    with pytest.raises(NotOfToday):
        decide(hall, a_merge(), tomorrow)
    assert decide(hall, a_merge(issued_at=tomorrow - HOUR), tomorrow)


def test_a_kiosk_whose_clock_is_ahead_gets_nobody_a_place_before_now():
    [event] = decide(a_hall(), a_merge(minutes=40), EIGHT)

    assert event.ticket.queued_at == event.at == EIGHT
    assert event.ticket.issued_at == EIGHT + 40 * MINUTE


def test_neither_hours_nor_quota_nor_staff_refuse_who_has_the_paper():
    civil = replace(SERVICES[0], quota={"morning": 0})
    plan = a_plan(services=(civil, *SERVICES[1:]), hours=MORNING)
    hall = a_hall(CloseService(service="1", reason="mất mạng"), plan=plan)

    assert decide(hall, a_merge(), EIGHT + 10 * HOUR)


def test_the_hubs_own_sequence_goes_on_as_if_nothing_had_been_merged():
    hall = a_hall(IssueTicket(service="1"), (1, a_merge("1999")))

    [event] = decide(hall, IssueTicket(service="1"), EIGHT + 2 * MINUTE)

    assert event.ticket.number == "1002"


def test_a_merged_ticket_counts_for_the_limit_when_it_was_given():
    limit = {"limit": "cool_down", "cool_down_seconds": 10}
    hall = a_hall((30, a_merge()), plan=a_plan(policy=limit))
    now, command = EIGHT + 30 * MINUTE, IssueTicket(service="1", station="kiosk-1")

    [event] = happen(hall, command, now)

    assert event.ticket.number == "1001"
    happen(hall, a_merge("1902", 29), now)
    with pytest.raises(TooFast):
        decide(hall, command, now + SECOND)


merges = st.builds(
    a_merge,
    st.sampled_from(["1901", "1902", "1903", "2901", "2902", "5901"]),
    st.integers(-500, 60),
    priority=st.booleans(),
)
others = st.one_of(
    st.builds(IssueTicket, service=st.sampled_from("125"), priority=st.booleans()),
    st.builds(CallNext, counter=st.sampled_from("125")),
)


@given(st.lists(st.tuples(st.integers(0, 5), merges | others), max_size=40))
def test_whatever_is_merged_when_nobody_is_lost_doubled_or_overtaken(asked):
    hall, events, given_at = a_hall(), [], {}
    opened = a_hall()
    now = EIGHT
    for minutes, command in asked:
        now += minutes * MINUTE
        try:
            happened = happen(hall, command, now)
        except (NumberTaken, NotOfToday, NobodyWaits, CounterBusy):
            continue
        events += happened
        if isinstance(command, MergeTicket):
            known = given_at.setdefault(command.number, command.issued_at)
            assert known == command.issued_at
            assert decide(hall, command, now) == []

    issued = [event.ticket for event in events if event.action is Action.ISSUE]
    numbers = [ticket.number for ticket in issued]
    assert len(set(numbers)) == len(numbers)
    assert given_at.keys() == {n for n in numbers if int(n[1:]) > 900}
    assert [ticket.order for ticket in issued] == [*range(1, len(issued) + 1)]
    assert [event.at for event in events] == sorted(event.at for event in events)
    for service in "125":
        lane = [place(ticket) for ticket in hall.waiting(service)]
        assert lane == sorted(lane)
    rebuilt = reduce(evolve, events, opened)
    assert (rebuilt.hash, vars(rebuilt.tally)) == (hall.hash, vars(hall.tally))


def test_a_merged_ticket_lives_as_any_other():
    hall = a_hall((30, a_merge()), (31, CallNext(counter="1")))

    happen(hall, Serve(number="1901"), EIGHT + 32 * MINUTE)
    [event] = happen(hall, Finish(number="1901"), EIGHT + 40 * MINUTE)

    assert event.ticket.state is State.FINISHED
