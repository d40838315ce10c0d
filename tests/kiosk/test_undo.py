import pytest

from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.undo import seconds_left
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from shared.domain.commands import CallNext, CancelTicket, IssueTicket
from shared.domain.times import SECOND
from shared.wire.messages import Done, Refused
from tests.halls import EIGHT, a_hall, a_plan, happen
from tests.kiosk.builders import (
    TOO_LATE_TO_UNDO,
    a_job,
    a_number,
    an_answer,
    give,
)


@pytest.fixture
def given(kiosk, link):
    """A kiosk whose citizen has number 1001 and its paper."""
    kiosk.choosing.choose("1")
    kiosk.agree()
    link.answer(an_answer(link.hall))
    kiosk.slip_moved(a_job(), "ready")
    return kiosk


def sure(kiosk):
    kiosk.undo()
    kiosk.give_back()


def cancelled(link):
    """Return the answer of a hub that has just taken the number back."""
    [event] = happen(link.hall, CancelTicket(number="1001"))
    return Done(id="2", seq=2, ticket=event.ticket)


TOO_LATE = Refused(id="2", code="undo_too_late", message="late")


def test_a_number_may_be_given_back_for_20_seconds():
    hall = a_hall()
    ticket = a_number(hall).ticket

    assert seconds_left(hall, ticket, EIGHT) == 20
    assert seconds_left(hall, ticket, EIGHT + 12_500) == 8
    assert seconds_left(hall, ticket, EIGHT + 20 * SECOND + 1) == 0


def test_the_office_says_for_how_long():
    hall = a_hall(plan=a_plan(policy={"undo_seconds": 60}))

    assert seconds_left(hall, a_number(hall).ticket, EIGHT) == 60


def test_a_number_that_was_called_is_not_given_back():
    hall = a_hall()
    ticket = a_number(hall).ticket
    happen(hall, CallNext(counter="1"))

    assert seconds_left(hall, ticket, EIGHT) == 0


def test_the_screen_counts_the_seconds(given, clock):
    assert given.picture.undo == 20

    clock.advance(5 * SECOND)
    given.keep_number()
    given._visiting.refresh()

    assert given.picture.undo == 15


def test_without_the_hub_nothing_can_be_given_back(given, link):
    link.go_offline()

    assert given.picture.undo == 0


def test_the_number_stays_as_long_as_it_may_be_given_back(given):
    assert given._visiting._leave.interval() == 20_000


def test_whoever_keeps_the_number_may_still_think_again(given, clock):
    given.undo()
    clock.advance(5 * SECOND)

    given.keep_number()

    assert given._visiting._leave.interval() == 15_000


def test_a_number_that_nobody_can_give_back_goes_sooner(kiosk, link, clock):
    give(kiosk, link)
    clock.advance(TOO_LATE_TO_UNDO)

    kiosk.slip_moved(a_job(), "ready")

    assert kiosk._visiting._leave.interval() == 6_000


def test_whoever_is_done_makes_room_for_the_next_at_once(given):
    given.finish()

    assert given.picture.screen is Screen.HOME


def test_giving_back_is_asked_about_once(given, link):
    given.undo()

    assert given.picture.screen is Screen.UNDO
    assert link.asked == [IssueTicket(service="1")]


def test_who_keeps_the_number_sees_it_again(given, link):
    given.undo()

    given.keep_number()

    assert given.picture.screen is Screen.TAKE
    assert len(link.asked) == 1


def test_who_keeps_a_number_without_paper_sees_why(kiosk, link):
    kiosk.choosing.choose("1")
    kiosk.agree()
    link.answer(an_answer(link.hall))
    kiosk.slip_moved(a_job(JobState.QUEUED), "paper_out")
    kiosk.undo()

    kiosk.keep_number()

    assert kiosk.picture.screen is Screen.UNPRINTED
    assert "hết giấy" in kiosk.picture.sentence


def test_who_is_sure_gives_it_back_without_a_counter(given, link):
    sure(given)

    assert link.asked[-1] == CancelTicket(number="1001")
    assert given.picture.giving_back


def test_a_trembling_finger_gives_back_once(given, link):
    sure(given)
    given.give_back()

    assert link.asked.count(CancelTicket(number="1001")) == 1


def test_a_number_given_back_is_shown_so(given, link):
    sure(given)

    link.answer(cancelled(link))

    assert given.picture.screen is Screen.UNDONE
    assert given.picture.choice.number == "1001"


def test_the_paper_of_a_number_given_back_need_not_come(given, link, qtbot):
    sure(given)

    with qtbot.waitSignal(given.left) as left:
        link.answer(cancelled(link))

    assert left.args == ["1"]


def test_a_number_given_back_stays_used(given, link):
    sure(given)
    link.answer(cancelled(link))

    [event] = happen(link.hall, IssueTicket(service="1"))

    assert event.ticket.number == "1002"


def test_too_late_is_told_and_the_number_stays(given, link):
    sure(given)

    link.answer(TOO_LATE)

    assert given.picture.screen is Screen.KEPT
    assert given.picture.choice.number == "1001"


def test_after_the_moment_nothing_is_asked(given, clock):
    clock.advance(21 * SECOND)
    given._visiting.refresh()

    given.undo()

    assert given.picture.screen is Screen.TAKE


@pytest.mark.parametrize("gone", [True, False])
def test_the_answer_is_left_by_a_touch(given, link, gone):
    sure(given)
    link.answer(cancelled(link) if gone else TOO_LATE)

    given.finish()

    assert given.picture.screen is Screen.HOME


def test_without_an_answer_the_kiosk_goes_home(link, clock, texts, qtbot):
    kiosk = KioskViewModel(link, clock, texts, patience=Patience(idle=0.05))
    link.come_online()
    kiosk.choosing.choose("1")
    kiosk.agree()
    link.answer(an_answer(link.hall))
    kiosk.slip_moved(a_job(), "ready")
    sure(kiosk)

    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)

    assert link.forgotten == ["2"]
