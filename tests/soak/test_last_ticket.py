"""Two clerks press for the last citizen at the same moment, again and again."""

import pytest

from shared.domain.ticket import Action, State
from tests.journeys.test_counter import LIMIT, a_counter, issue, press, settled
from tests.programs import HubProcess

__all__ = ["a_counter"]

pytestmark = pytest.mark.timeout(3_600)


@pytest.fixture
def hub(tmp_path):
    hub = HubProcess(tmp_path)
    yield hub
    hub.stop()


def test_the_last_citizen_goes_to_one_of_them(a_counter, length, qtbot, tell):
    both = one, other = a_counter("1"), a_counter("2")
    refused = []
    for counter in both:
        counter.model.refused.connect(lambda answer: refused.append(answer.code))
    won = {"1": 0, "2": 0}

    for turn in range(length.races):
        issue(one, qtbot)
        qtbot.waitUntil(
            lambda: all(c.model.picture.main.enabled for c in both), timeout=LIMIT
        )
        for counter in both if turn % 2 else reversed(both):
            press(counter)
        for counter in both:
            settled(counter, qtbot)

        holders = [c for c in both if c.link.hall.at_counter(c.number)]
        assert len(holders) == 1
        [winner] = holders
        won[winner.number] += 1
        ticket = winner.link.hall.at_counter(winner.number)
        assert (ticket.state, ticket.calls) == (State.CALLED, 1)
        press(winner)
        settled(winner, qtbot)
        press(winner, Action.FINISH)
        settled(winner, qtbot)
        qtbot.waitUntil(
            lambda: (
                not list(other.link.hall.open_tickets())
                and not list(one.link.hall.open_tickets())
            ),
            timeout=LIMIT,
        )

    tell(races=length.races, won_by_1=won["1"], won_by_2=won["2"])
    assert refused == ["nobody_waits"] * length.races
    assert sorted(one.calls) == sorted(set(one.calls))
    assert len(one.calls) == length.races
