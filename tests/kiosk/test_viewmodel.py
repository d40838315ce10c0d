import pytest

from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from shared.domain.commands import IssueTicket
from shared.domain.rules import decide
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Refused
from tests.halls import EIGHT, a_hall, a_plan
from tests.kiosk.builders import a_job, an_answer


def agree(kiosk, service="1"):
    kiosk.choose(service)
    kiosk.agree()


def give(kiosk, link, **number):
    """Let a citizen take a number, and the hub give it."""
    agree(kiosk, number.get("service", "1"))
    link.answer(an_answer(link._hall, **number))


def a_number_elsewhere(link):
    """Return what happens when somebody takes a number for service 2 elsewhere."""
    [event] = decide(link.hall, IssueTicket(service="2"), EIGHT)
    return event


def test_it_connects_first(qtbot, hall, clock, texts):
    kiosk = KioskViewModel(ScriptedLink(hall), clock, texts)

    assert kiosk.picture.screen is Screen.CONNECTING


def test_with_the_hub_the_services_are_there(kiosk):
    assert kiosk.picture.screen is Screen.HOME


def test_a_touched_service_is_asked_about(kiosk, link):
    kiosk.choose("1")

    assert kiosk.picture.screen is Screen.CONFIRM
    assert kiosk.picture.choice.service == "Hộ tịch"
    assert link.asked == []


def test_two_touches_ask_for_a_number(kiosk, link):
    agree(kiosk)

    assert link.asked == [IssueTicket(service="1")]
    assert kiosk.picture.screen is Screen.PRINTING


def test_agreeing_twice_asks_once(kiosk, link):
    kiosk.choose("1")

    kiosk.agree()
    kiosk.agree()

    assert len(link.asked) == 1


def test_choosing_again_asks_for_nothing(kiosk, link):
    kiosk.choose("1")

    kiosk.go_back()
    kiosk.agree()

    assert kiosk.picture.screen is Screen.HOME
    assert link.asked == []


def test_the_priority_mark_goes_with_the_number(kiosk, link):
    kiosk.toggle_priority()

    agree(kiosk)

    assert link.asked == [IssueTicket(service="1", priority=True)]


def test_the_priority_mark_can_be_taken_back(kiosk):
    kiosk.toggle_priority()
    kiosk.toggle_priority()

    assert not kiosk.picture.priority


def test_the_priority_mark_outlives_another_choice(kiosk):
    kiosk.toggle_priority()
    kiosk.choose("1")

    kiosk.go_back()

    assert kiosk.picture.priority


def test_results_are_collected_at_their_service(kiosk):
    kiosk.collect()

    assert kiosk.picture.choice.service == "Trả kết quả, thu phí, lệ phí"


def test_an_office_without_results_has_nothing_to_collect(qtbot, clock, texts):
    link = ScriptedLink(a_hall(plan=a_plan()))
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()

    kiosk.collect()

    assert kiosk.picture.screen is Screen.HOME


def test_a_number_is_shown_and_printed(kiosk, link, qtbot):
    with qtbot.waitSignal(kiosk.slip_ready) as ready:
        give(kiosk, link)

    [id_, slip] = ready.args
    assert id_ == "1"
    assert slip.number == kiosk.picture.choice.number == "1001"
    assert kiosk.picture.screen is Screen.PRINTING


def test_with_the_paper_the_citizen_is_asked_to_take_it(kiosk, link):
    give(kiosk, link)

    kiosk.slip_moved(a_job(), "ready")

    assert kiosk.picture.screen is Screen.TAKE


def test_the_paper_of_somebody_else_changes_nothing(kiosk, link):
    give(kiosk, link)

    kiosk.slip_moved(a_job(id_="9"), "ready")

    assert kiosk.picture.screen is Screen.PRINTING


def test_a_jammed_printer_still_shows_the_number(kiosk, link):
    give(kiosk, link)

    kiosk.slip_moved(a_job(JobState.QUEUED), "paper_out")

    assert kiosk.picture.screen is Screen.UNPRINTED
    assert kiosk.picture.choice.number == "1001"
    assert kiosk.picture.code == "K7Q2M9XW4TRB6ZPD"


@pytest.mark.parametrize("state", [JobState.PRINTED, JobState.SENT, JobState.QUEUED])
def test_after_the_number_was_taken_the_next_citizen_can_come(kiosk, link, state):
    kiosk.change_language()
    kiosk.toggle_priority()
    give(kiosk, link, priority=True)
    kiosk.slip_moved(a_job(state), "paper_out")

    kiosk.finish()

    picture = kiosk.picture
    assert (picture.screen, picture.language) == (Screen.HOME, "vi")
    assert not picture.priority


def test_a_slip_that_may_be_on_paper_is_printed_again_if_the_citizen_says_so(
    kiosk, link, qtbot
):
    give(kiosk, link)
    kiosk.slip_moved(a_job(JobState.UNKNOWN), "cover_open")
    doubtful = kiosk.picture

    with qtbot.waitSignal(kiosk.reprint_wanted) as wanted:
        kiosk.print_again()

    assert (doubtful.screen, doubtful.doubtful) == (Screen.UNPRINTED, True)
    assert "có thể chưa in xong" in doubtful.sentence
    assert wanted.args == ["1"]
    assert kiosk.picture.screen is Screen.PRINTING


def test_a_citizen_who_has_the_paper_says_so_and_goes(kiosk, link, qtbot):
    give(kiosk, link)
    kiosk.slip_moved(a_job(JobState.UNKNOWN), "no_reply")

    with qtbot.waitSignal(kiosk.paper_confirmed) as confirmed:
        kiosk.finish()

    assert confirmed.args == ["1"]
    assert kiosk.picture.screen is Screen.HOME


def test_paper_that_comes_after_all_is_offered(kiosk, link):
    give(kiosk, link)
    kiosk.slip_moved(a_job(JobState.QUEUED), "paper_out")

    kiosk.slip_moved(a_job(), "ready")

    assert kiosk.picture.screen is Screen.TAKE


@pytest.mark.parametrize("state", [JobState.PRINTED, JobState.QUEUED])
def test_the_printing_hears_that_the_citizen_has_gone(kiosk, link, qtbot, state):
    give(kiosk, link)
    kiosk.slip_moved(a_job(state), "paper_out")

    with qtbot.waitSignal(kiosk.left) as left:
        kiosk.finish()

    assert left.args == ["1"]


def test_why_there_is_no_paper_follows_the_printer(kiosk, link):
    give(kiosk, link)
    kiosk.slip_moved(a_job(JobState.QUEUED), "cover_open")
    open_cover = kiosk.picture.sentence

    kiosk.slip_moved(a_job(JobState.QUEUED), "paper_out")

    assert "nắp máy in đang mở" in open_cover
    assert kiosk.picture.sentence.startswith("Máy hết giấy")


def test_after_a_while_the_kiosk_goes_home(hasty, link, qtbot):
    give(hasty, link)

    hasty.slip_moved(a_job(), "ready")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_a_number_without_paper_goes_after_a_longer_while(hasty, link, qtbot):
    give(hasty, link)

    hasty.slip_moved(a_job(JobState.QUEUED), "paper_out")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_a_number_is_not_left_while_it_is_printed(kiosk, link):
    give(kiosk, link)

    assert not kiosk._leave.isActive()


def test_when_nobody_answers_the_question_the_kiosk_goes_home(hasty, qtbot):
    hasty.choose("1")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_the_next_citizen_finds_vietnamese(hasty, qtbot):
    hasty.change_language()
    assert hasty.picture.language == "en"

    qtbot.waitUntil(lambda: hasty.picture.language == "vi")


def test_the_next_citizen_finds_no_priority_mark(hasty, qtbot):
    hasty.toggle_priority()
    assert hasty.picture.priority

    qtbot.waitUntil(lambda: not hasty.picture.priority)


def test_the_language_changes_at_once_and_back(kiosk):
    kiosk.choose("1")

    kiosk.change_language()
    english = kiosk.picture.choice.service
    kiosk.change_language()

    assert english == "Civil status"
    assert kiosk.picture.choice.service == "Hộ tịch"


def test_a_touch_begins_the_idle_time_anew(kiosk):
    kiosk.choose("1")
    kiosk._leave.start(1)

    kiosk.notice_touch()

    assert kiosk._leave.remainingTime() > 1_000


def test_without_the_hub_nothing_can_be_touched(kiosk, link):
    link.happen(a_number_elsewhere(link))
    link.go_offline()

    kiosk.choose("1")
    kiosk.toggle_priority()

    assert kiosk.picture.screen is Screen.AWAY
    assert not kiosk.picture.priority


def test_when_the_hub_is_back_so_are_the_services(kiosk, link):
    link.go_offline()

    link.come_online()

    assert kiosk.picture.screen is Screen.HOME


def test_a_question_waits_for_the_hub(kiosk, link):
    link.happen(a_number_elsewhere(link))
    kiosk.choose("1")
    link.go_offline()
    assert kiosk.picture.screen is Screen.AWAY

    link.come_online()

    assert kiosk.picture.screen is Screen.CONFIRM


def test_a_citizen_without_an_answer_is_told(hasty, link, qtbot):
    agree(hasty)
    link.go_offline()

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.LATE)


def test_a_late_answer_is_still_printed(hasty, link, qtbot):
    agree(hasty)
    link.go_offline()
    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.LATE)
    link.come_online()

    with qtbot.waitSignal(hasty.slip_ready):
        link.answer(an_answer(link.hall))

    assert hasty.picture.screen is Screen.PRINTING
    assert hasty.picture.choice.number == "1001"


def test_a_number_is_taken_although_the_hub_left_after_giving_it(kiosk, link):
    give(kiosk, link)
    link.go_offline()

    kiosk.slip_moved(a_job(), "ready")

    assert kiosk.picture.screen is Screen.TAKE


def test_a_refusal_is_told_in_words(kiosk, link, qtbot):
    agree(kiosk)

    with qtbot.waitSignal(kiosk.refused) as refused:
        link.answer(Refused(id="1", code="unknown_service", message="no such"))

    assert refused.args == ["unknown_service"]
    assert kiosk.picture.screen is Screen.REFUSED
    assert "Lĩnh vực này" in kiosk.picture.sentence


def test_after_a_refusal_the_citizen_can_go_home(kiosk, link):
    agree(kiosk)
    link.answer(Refused(id="1", code="unknown_service", message="no such"))

    kiosk.finish()

    assert kiosk.picture.screen is Screen.HOME


def test_an_answer_nobody_asked_for_changes_nothing(kiosk, link):
    link.answer(an_answer(link.hall, id_="7"))

    assert kiosk.picture.screen is Screen.HOME


def test_an_answer_counts_once(kiosk, link):
    slips = []
    kiosk.slip_ready.connect(lambda _id, slip: slips.append(slip))
    agree(kiosk)
    answer = an_answer(link.hall)

    link.answer(answer)
    link.answer(answer)

    assert len(slips) == 1


def test_what_happens_in_the_hall_is_on_the_screen(kiosk, link, qtbot):
    with qtbot.waitSignal(kiosk.picture_changed):
        link.happen(a_number_elsewhere(link))

    [card] = [c for b in kiosk.picture.boards for c in b.cards if c.service == "2"]
    assert card.people == 1


def test_out_of_service_stays_whatever_happens(kiosk, link):
    kiosk.go_out_of_service()

    link.go_offline()
    link.come_online()
    kiosk.choose("1")

    assert kiosk.picture.screen is Screen.OUT_OF_SERVICE


def test_even_out_of_service_a_number_is_shown(kiosk, link):
    agree(kiosk)
    kiosk.go_out_of_service()

    link.answer(an_answer(link.hall))

    assert kiosk.picture.screen is Screen.OUT_OF_SERVICE
    assert kiosk.picture.choice.number == "1001"


def test_it_knows_what_may_be_shown_next(kiosk):
    screens = [picture.screen for picture in kiosk.next_pictures()]

    assert screens == [Screen.CONFIRM, Screen.PRINTING]
    assert kiosk.picture.screen is Screen.HOME


def test_before_the_hub_it_knows_nothing_to_come(qtbot, hall, clock, texts):
    kiosk = KioskViewModel(ScriptedLink(hall), clock, texts)

    assert list(kiosk.next_pictures()) == []


def test_a_wish_that_nobody_answers_is_dropped_for_the_next_citizen(
    link, clock, texts, qtbot
):
    kiosk = KioskViewModel(
        link, clock, texts, patience=Patience(late=0.01, giving_up=0.01)
    )
    link.come_online()
    agree(kiosk)

    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)

    assert link.forgotten == ["1"]
    link.answer(an_answer(link.hall))
    assert kiosk.picture.screen is Screen.HOME


def test_a_kiosk_out_of_service_tries_again_by_itself(link, clock, texts, qtbot):
    kiosk = KioskViewModel(link, clock, texts, patience=Patience(recovery=0.01))
    link.come_online()

    kiosk.go_out_of_service()

    assert kiosk.picture.screen is Screen.OUT_OF_SERVICE
    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)
