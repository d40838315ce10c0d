from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from shared.wire.messages import Refused
from tests.kiosk.builders import agree, an_answer


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
