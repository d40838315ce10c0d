import pytest

from shared.domain.commands import IssueTicket
from shared.domain.numbers import next_in_sequence, number_of
from tests.halls import SERVICES, a_hall, a_plan, happen


@pytest.mark.parametrize(
    ("last", "kiosks", "following"),
    [
        (0, 1, 1),
        (899, 1, 900),
        (900, 1, 1000),
        (999, 0, 1000),
        (800, 2, 900),
        (900, 2, 1000),
        (600, 4, 700),
        (700, 4, 800),
        (1900, 4, 1901),
    ],
)
def test_the_hub_jumps_over_the_blocks_of_the_kiosks(last, kiosks, following):
    assert next_in_sequence(last, kiosks) == following


@pytest.mark.parametrize(
    ("sequence", "style", "number"),
    [(7, "1001", "1007"), (1000, "1001", "11000"), (7, "A001", "A007")],
)
def test_a_number_is_read_from_its_service_and_place(sequence, style, number):
    assert number_of(SERVICES[0], sequence, style) == number


def test_every_service_has_a_sequence_of_its_own():
    hall = a_hall(IssueTicket(service="1"), IssueTicket(service="2"))

    [event] = happen(hall, IssueTicket(service="1", priority=True))

    assert list(hall.tickets) == ["1001", "2001", "1002"]
    assert event.ticket.priority


def test_a_sequence_grows_past_999_and_never_wraps():
    hall = a_hall(*[IssueTicket(service="1")] * 1000, plan=a_plan(kiosks=0))

    assert list(hall.tickets)[-2:] == ["1999", "11000"]
