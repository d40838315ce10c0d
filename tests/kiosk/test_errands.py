import pytest

from kiosk.errands import Errands
from shared.domain.commands import IssueTicket
from shared.wire.messages import Print
from tests.halls import happen


@pytest.fixture
def errands(link, texts, qapp):
    link.come_online()
    return Errands(link, texts)


def test_a_slip_for_a_counter_is_the_one_a_citizen_would_get(errands, link, qtbot):
    happen(link.hall, IssueTicket(service="1", priority=True, counter="6"))
    wish = Print(
        id="c7-slip", number="1001", token="C590", ahead=6, wait_minutes=(25, 35)
    )

    with qtbot.waitSignal(errands.slip_ready) as ready:
        link.print_wanted.emit(wish)

    id_, slip = ready.args
    values = [row.value for row in slip.rows]
    assert (id_, slip.number, slip.code) == ("c7-slip", "1001", "C590")
    assert values[:2] == ["6", "25–35 phút"]
    assert "ƯU TIÊN" in slip.badge


def test_no_paper_is_made_for_a_number_that_is_not_there(errands, link, qtbot):
    with qtbot.assertNotEmitted(errands.slip_ready):
        link.print_wanted.emit(Print(id="c7", number="1999"))
