import pytest

from shared.domain.errors import MoveRefused
from shared.domain.ticket import MOVES, Action, State, Ticket, move
from tests.halls import EIGHT


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_only_listed_moves_are_allowed(state, action):
    ticket = Ticket(
        number="1001",
        service="1",
        state=state,
        issued_at=EIGHT,
        queued_at=EIGHT,
        order=1,
    )

    if (state, action) in MOVES:
        assert move(ticket, action).state is MOVES[state, action]
    else:
        with pytest.raises(MoveRefused):
            move(ticket, action)
