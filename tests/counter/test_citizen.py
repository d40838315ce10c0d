import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.citizen import Rating, Show, citizen_of
from counter.views.citizen import CitizenWindow
from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    PauseCounter,
    Serve,
)
from shared.qt.app import start_app
from tests.counter.builders import MORNING, VI, a_hall, minutes

ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
FINISH = Finish(number="1001", counter="1")
ASKED = Rating(number="1001", until=MORNING + minutes(1))


def seen(*past, online=True, now=MORNING, rating=None):
    hall = a_hall(*past)
    return citizen_of(hall, "1", VI.citizen, online=online, now=now, rating=rating)


@pytest.mark.parametrize(
    ("past", "show", "headline"),
    [
        ([ONE], Show.FREE, "Kính chào Quý vị. Mời chờ gọi số"),
        ([ONE, CALL], Show.CALLED, "MỜI CÔNG DÂN CÓ SỐ"),
        ([ONE, CALL, SERVE], Show.SERVING, "ĐANG PHỤC VỤ SỐ"),
        ([PauseCounter(counter="1", reason="Họp")], Show.PAUSED,
         "QUẦY TẠM NGƯNG PHỤC VỤ"),
        ([CloseCounter(counter="1")], Show.CLOSED, "QUẦY ĐÓNG"),
    ],
)  # fmt: skip
def test_the_citizen_sees_what_the_counter_is_at(past, show, headline):
    picture = seen(*past)

    assert (picture.show, picture.headline) == (show, headline)
    assert picture.counter == "QUẦY 1"


def test_the_number_that_is_called_is_shown():
    assert seen(ONE, CALL).number == "1001"


def test_why_a_counter_pauses_is_not_the_citizens_business():
    picture = seen(PauseCounter(counter="1", reason="Họp"))

    assert "Họp" not in f"{picture.headline} {picture.detail}"


def test_without_the_hub_nothing_old_is_shown():
    picture = seen(ONE, CALL, online=False)

    assert (picture.show, picture.number) == (Show.AWAY, "")
    away = citizen_of(None, "1", VI.citizen, online=False, now=MORNING)
    assert away.show is Show.AWAY


def test_after_the_work_the_citizen_is_asked_and_the_next_one_called():
    picture = seen(ONE, ONE, CALL, SERVE, FINISH, CALL, rating=ASKED)

    assert picture.show is Show.RATING
    assert len(picture.levels) == 5
    assert picture.next_call == "Mời công dân có số 1002"


def test_after_a_while_nobody_is_asked_any_more():
    picture = seen(ONE, CALL, SERVE, FINISH, rating=ASKED, now=ASKED.until)

    assert picture.show is Show.FREE


@pytest.fixture
def window(qtbot):
    start_app("counter", scaling=True)
    window = CitizenWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


@pytest.mark.parametrize("place", range(5))
def test_a_touch_on_a_face_is_an_answer(window, qtbot, place):
    window.show_citizen(seen(ONE, CALL, SERVE, FINISH, rating=ASKED))
    box = window.answer_boxes()[place]

    with qtbot.waitSignal(window.rated) as rated:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=box.center())

    assert rated.args == [5 - place]


def test_a_touch_beside_the_faces_is_none(window, qtbot):
    window.show_citizen(seen(ONE, CALL))

    with qtbot.assertNotEmitted(window.rated):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)


def test_the_faces_are_large_enough_for_a_finger(window):
    """20 mm are 81 px on the screen of a kiosk; a small screen has larger pixels."""
    window.show_citizen(seen(ONE, CALL, SERVE, FINISH, rating=ASKED))

    assert min(min(box.width(), box.height()) for box in window.answer_boxes()) >= 160
