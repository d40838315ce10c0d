import pytest

from shared.domain.commands import IssueTicket
from shared.domain.errors import HasTicket
from shared.domain.holder import holder_of
from shared.domain.rules import decide
from tests.halls import EIGHT, a_hall, a_plan

MONDAY, TUESDAY = b"m" * 32, b"t" * 32
CARD = "001090000000"


def test_a_card_is_known_for_a_day_and_not_beyond():
    assert holder_of(CARD, MONDAY) == holder_of(CARD, MONDAY)
    assert holder_of(CARD, MONDAY) != holder_of(CARD, TUESDAY)
    assert holder_of(CARD, MONDAY) != holder_of("001090000001", MONDAY)
    assert CARD not in holder_of(CARD, MONDAY)


def test_a_key_that_hides_nothing_is_refused():
    with pytest.raises(ValueError, match="3 bytes"):
        holder_of(CARD, b"key")


def test_the_same_card_gets_no_second_number_for_a_service():
    wish = IssueTicket(service="1", holder=holder_of(CARD, MONDAY))
    hall = a_hall(wish, plan=a_plan(policy={"limit": "card"}))

    with pytest.raises(HasTicket):
        decide(hall, wish, EIGHT)
