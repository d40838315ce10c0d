from typing import get_args

import pytest

from shared.domain.commands import (
    CallNext,
    CancelTicket,
    CloseCounter,
    Command,
    Finish,
    IssueTicket,
    MergeTicket,
    OpenCounter,
    OpenService,
    Serve,
    Transfer,
)
from shared.domain.errors import QueueError
from shared.hub.access import Badge, check, may
from tests.halls import EIGHT, a_hall, happen

DISPLAY = Badge(name="display-1", role="display")
KIOSK = Badge(name="kiosk-1", role="kiosk", kiosk=1)
COUNTER = Badge(name="pc-1", role="counter")
FIRST = Badge(name="pc-1", role="counter", counter="1")
MERGE = MergeTicket(number="1901", service="1", kiosk=1, issued_at=EIGHT)


def a_hall_with_two_desks():
    """Counter 1 is open at pc-1, counter 2 at pc-2, the others are closed."""
    hall = a_hall(closed=True)
    for number in "12":
        happen(hall, OpenCounter(counter=number, station=f"pc-{number}"))
    return hall


def verdict(badge, command):
    """Return the code of the refusal, or None."""
    try:
        check(badge, command, a_hall_with_two_desks())
    except QueueError as error:
        return error.code
    return None


@pytest.mark.parametrize("command", get_args(Command))
def test_each_role_has_its_own_commands(command):
    wish = object.__new__(command)

    assert not may("display", wish)
    assert may("kiosk", wish) is (command in (IssueTicket, MergeTicket, CancelTicket))
    assert may("counter", wish) is (command is not MergeTicket)


@pytest.mark.parametrize(
    ("badge", "command", "code"),
    [
        (DISPLAY, IssueTicket(service="1"), "not_allowed"),
        (KIOSK, IssueTicket(service="1"), None),
        (KIOSK, IssueTicket(service="1", counter="1"), "not_allowed"),
        (KIOSK, CancelTicket(number="1001"), None),
        (KIOSK, CancelTicket(number="1001", counter="1"), "not_allowed"),
        (KIOSK, CallNext(counter="1"), "not_allowed"),
        (COUNTER, IssueTicket(service="1"), None),
        (COUNTER, IssueTicket(service="1", counter="2"), "counter_taken"),
        (COUNTER, CancelTicket(number="1001"), "not_allowed"),
        (COUNTER, Finish(number="1001"), "not_allowed"),
        (COUNTER, OpenService(service="1"), "not_allowed"),
        (COUNTER, CallNext(counter="1"), None),
        (COUNTER, CallNext(counter="2"), "counter_taken"),
        (COUNTER, CloseCounter(counter="2"), "counter_taken"),
        (COUNTER, Serve(number="1001", counter="2"), "counter_taken"),
        (COUNTER, CallNext(counter="3"), "counter_closed"),
        (COUNTER, Transfer(number="1", service="2", counter="3"), "counter_closed"),
        (COUNTER, CloseCounter(counter="3"), None),
        (COUNTER, OpenCounter(counter="3"), None),
        (FIRST, OpenCounter(counter="1"), None),
        (FIRST, OpenCounter(counter="3"), "not_your_counter"),
        (FIRST, CallNext(counter="2"), "not_your_counter"),
    ],
)
def test_a_counter_acts_for_the_one_it_has_opened(badge, command, code):
    assert verdict(badge, command) == code


@pytest.mark.parametrize(
    ("badge", "code"),
    [
        (KIOSK, None),
        (Badge(name="kiosk-2", role="kiosk", kiosk=2), "not_in_block"),
        (Badge(name="kiosk-3", role="kiosk"), "not_in_block"),
        (Badge(name="kiosk-4", role="kiosk", trusted=True), None),
        (COUNTER, "not_allowed"),
    ],
)
def test_a_kiosk_tells_of_the_numbers_of_its_own_block_only(badge, code):
    assert verdict(badge, MERGE) == code
