import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from counter.desk import Desk
from counter.panel import Kind, Question
from counter.places import Places
from counter.scenes import bars
from counter.views.bar import HEIGHT, WIDTH, CompactBar
from counter.views.blink import STEP_MILLISECONDS, Blink
from counter.views.window import CounterWindow
from shared.domain.commands import CallNext, IssueTicket
from shared.domain.ticket import Action
from shared.qt.app import start_app
from tests.counter.builders import PLAN, VI, a_hall, a_picture

ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")


@pytest.fixture(scope="module", autouse=True)
def look(qapp):
    return start_app("counter", scaling=True)


@pytest.fixture
def places(tmp_path):
    return tmp_path / "counter-1" / "windows.ini"


@pytest.fixture
def a_desk(qtbot, places):
    """Return a builder of desks that remember in the same file."""

    def build():
        window, bar = CounterWindow(VI), CompactBar(VI)
        qtbot.addWidget(window)
        qtbot.addWidget(bar)
        desk = Desk(window, bar, Places(places), parent=window)
        desk.show_picture(a_picture(a_hall(ONE)))
        desk.open()
        return desk

    return build


def shown(desk):
    return (desk.window.isVisible(), desk.bar.isVisible())


def test_one_key_makes_it_small_and_one_makes_it_whole_again(a_desk, qtbot):
    desk = a_desk()
    assert shown(desk) == (True, False)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)

    QTest.keyClick(desk.window, Qt.Key.Key_F11)
    assert shown(desk) == (False, True)
    QTest.keyClick(desk.bar, Qt.Key.Key_F11)

    assert shown(desk) == (True, False)


def test_one_touch_does_it_too(a_desk):
    desk = a_desk()

    QTest.mouseClick(desk.window.header.compact, Qt.MouseButton.LeftButton)
    assert shown(desk) == (False, True)
    QTest.mouseClick(desk.bar.full, Qt.MouseButton.LeftButton)

    assert shown(desk) == (True, False)


def test_the_bar_is_small_and_stays_on_top(a_desk):
    bar = a_desk().bar

    assert (bar.width(), bar.height()) == (WIDTH, HEIGHT) == (420, 96)
    assert bar.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


def test_the_bar_comes_back_where_it_was_put(a_desk):
    desk = a_desk()
    desk.shrink()
    desk.bar.move(QPoint(40, 60))

    again = a_desk()

    assert shown(again) == (False, True)
    assert again.bar.pos() == QPoint(40, 60)


def test_a_bar_whose_screen_is_gone_comes_back_on_another(places):
    Places(places).put(QPoint(9_000, -500))

    place = Places(places).place_of(CompactBar(VI).size())

    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(place)
    assert place.x() + WIDTH <= room.right() + 1


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Return, None]
)
def test_the_next_step_is_pressed_on_the_bar(a_desk, qtbot, key):
    desk = a_desk()
    desk.shrink()

    with qtbot.waitSignal(desk.pressed) as pressed:
        if key is None:
            QTest.mouseClick(desk.bar.main, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(desk.bar, key)

    assert pressed.args == [(Action.CALL,)]


def test_a_question_brings_the_whole_window_back(a_desk):
    desk = a_desk()
    desk.shrink()

    question = Question(kind=Kind.PAUSE)
    desk.show_picture(a_picture(a_hall(ONE), question=question))

    assert shown(desk) == (True, False)


def test_the_bar_is_dragged_with_the_mouse(a_desk):
    desk = a_desk()
    desk.shrink()
    desk.bar.move(QPoint(10, 10))
    left, at = Qt.MouseButton.LeftButton, QPoint(30, 20)

    QTest.mousePress(desk.bar, left, pos=at)
    QTest.mouseMove(desk.bar, at + QPoint(50, 40))
    QTest.mouseRelease(desk.bar, left, pos=at)

    assert desk.bar.pos() == QPoint(60, 50)


def test_the_number_on_the_bar_is_the_one_at_the_desk(a_desk):
    desk = a_desk()

    desk.show_picture(a_picture(a_hall(ONE, CALL)))

    assert desk.bar.number.text() == "1001"
    assert desk.bar.main.button.label == "Bắt đầu"


def test_every_text_fits_on_the_bar(qtbot):
    for name, _, picture in bars(PLAN, {"vi": VI}):
        bar = CompactBar(VI)
        qtbot.addWidget(bar)
        bar.show_picture(picture)
        bar.show()
        for label in bar.findChildren(QLabel):
            if not label.isVisible():
                continue
            flags = Qt.TextFlag.TextWordWrap
            room = label.contentsRect()
            measure = QFontMetrics(label.font())
            needed = measure.boundingRect(room, flags, label.text())
            assert needed.height() <= room.height() + 2, (name, label.text())
            assert needed.width() <= room.width() + 1, (name, label.text())


def test_nothing_changes_faster_than_three_times_a_second(qtbot):
    bar = CompactBar(VI)
    qtbot.addWidget(bar)
    blink = Blink(bar)
    seen = []

    blink.show_alarm("Quầy 3 gọi hỗ trợ")
    for _ in range(12):
        seen.append(bar.property("alarm"))
        blink.step()

    assert 1_000 / (2 * STEP_MILLISECONDS) <= 3
    assert seen[:4] == ["on", "off", "on", "off"]
    assert seen[-1] == "on"
    blink.show_alarm("")
    assert bar.property("alarm") == ""


def test_the_key_of_every_program_does_the_next_step(a_desk, qtbot):
    desk = a_desk()
    desk.shrink()

    with qtbot.waitSignal(desk.pressed) as pressed:
        desk.press_main()

    assert pressed.args == [(Action.CALL,)]
