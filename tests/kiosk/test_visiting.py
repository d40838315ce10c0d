from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from tests.kiosk.builders import TOO_LATE_TO_UNDO, a_job, a_number_elsewhere, give


def test_after_a_while_the_kiosk_goes_home(hasty, link, clock, qtbot):
    give(hasty, link)
    clock.advance(TOO_LATE_TO_UNDO)

    hasty.slip_moved(a_job(), "ready")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_a_number_without_paper_goes_after_a_longer_while(hasty, link, qtbot):
    give(hasty, link)

    hasty.slip_moved(a_job(JobState.QUEUED), "paper_out")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_a_number_is_not_left_while_it_is_printed(kiosk, link):
    give(kiosk, link)

    assert not kiosk._visiting._leave.isActive()


def test_when_nobody_answers_the_question_the_kiosk_goes_home(hasty, qtbot):
    hasty.choosing.choose("1")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)


def test_the_next_citizen_finds_vietnamese(hasty, qtbot):
    hasty.choosing.change_language()
    assert hasty.picture.language == "en"

    qtbot.waitUntil(lambda: hasty.picture.language == "vi")


def test_the_next_citizen_finds_no_priority_mark(hasty, qtbot):
    hasty.choosing.toggle_priority()
    assert hasty.picture.priority

    qtbot.waitUntil(lambda: not hasty.picture.priority)


def test_a_touch_begins_the_idle_time_anew(kiosk):
    kiosk.choosing.choose("1")
    kiosk._visiting._leave.start(1)

    kiosk.notice_touch()

    assert kiosk._visiting._leave.remainingTime() > 1_000


def test_what_happens_in_the_hall_is_on_the_screen(kiosk, link, qtbot):
    with qtbot.waitSignal(kiosk.picture_changed):
        link.happen(a_number_elsewhere(link))

    [card] = [c for b in kiosk.picture.boards for c in b.cards if c.service == "2"]
    assert card.people == 1


def test_a_kiosk_out_of_service_tries_again_by_itself(link, clock, texts, qtbot):
    kiosk = KioskViewModel(link, clock, texts, patience=Patience(recovery=0.01))
    link.come_online()

    kiosk.go_out_of_service()

    assert kiosk.picture.screen is Screen.OUT_OF_SERVICE
    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)
