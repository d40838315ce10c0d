import pytest

from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from printer.state import PressState
from shared.qt.scripted import ScriptedLink
from tests.kiosk.builders import a_job, a_number_elsewhere, agree, an_answer, give


def test_it_connects_first(qtbot, hall, clock, texts):
    kiosk = KioskViewModel(ScriptedLink(hall), clock, texts)

    assert kiosk.picture.screen is Screen.CONNECTING


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


def test_that_there_will_be_no_paper_is_said_before_the_number_is_taken(kiosk, link):
    kiosk.note_printing(PressState(printer="paper_out", can_print=False))
    home = kiosk.picture.paperless
    kiosk.choosing.choose("1")
    confirm = kiosk.picture.paperless
    kiosk.note_printing(PressState())

    assert (home, confirm, kiosk.picture.paperless) == (True, True, False)


def test_a_second_printer_that_prints_is_enough(kiosk, link):
    kiosk.note_printing(PressState(printer="paper_out", can_print=True))

    assert not kiosk.picture.paperless


@pytest.mark.parametrize("state", [JobState.PRINTED, JobState.SENT, JobState.QUEUED])
def test_after_the_number_was_taken_the_next_citizen_can_come(kiosk, link, state):
    kiosk.choosing.change_language()
    kiosk.choosing.toggle_priority()
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


def test_when_the_hub_is_back_so_are_the_services(kiosk, link):
    link.go_offline()

    link.come_online()

    assert kiosk.picture.screen is Screen.HOME


def test_a_question_waits_for_the_hub(kiosk, link):
    link.happen(a_number_elsewhere(link))
    kiosk.choosing.choose("1")
    link.go_offline()
    assert kiosk.picture.screen is Screen.AWAY

    link.come_online()

    assert kiosk.picture.screen is Screen.CONFIRM


def test_a_number_is_taken_although_the_hub_left_after_giving_it(kiosk, link):
    give(kiosk, link)
    link.go_offline()

    kiosk.slip_moved(a_job(), "ready")

    assert kiosk.picture.screen is Screen.TAKE


def test_out_of_service_stays_whatever_happens(kiosk, link):
    kiosk.go_out_of_service()

    link.go_offline()
    link.come_online()
    kiosk.choosing.choose("1")

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
