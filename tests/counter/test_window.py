from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from counter.panel import Kind, Question
from counter.scenes import SCENES, _picture, pictures
from counter.screen import screen_of
from counter.situation import Situation
from counter.steps import BESIDES
from counter.texts import Texts
from counter.views.buttons import KEYS
from counter.views.window import SMALLEST, CounterWindow
from shared.config import load
from shared.domain import errors
from shared.domain.commands import CallNext, IssueTicket, OpenCounter, Serve
from shared.domain.ticket import Action
from shared.qt.app import start_app
from shared.wire.messages import Refused
from tests.counter.builders import CONFIG, MORNING, PLAN, VI, a_hall, a_picture, minutes

EN = load(CONFIG / "texts.en.toml", Texts, section="counter")
ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
SIZES = (SMALLEST, (1366, 768), (1920, 1080), (3840, 2160))
FOR_A_WHILE = {error.code for error in errors.NotNow.__subclasses__()}
Key = Qt.Key


@pytest.fixture(scope="module", autouse=True)
def look(qapp):
    return start_app("counter", scaling=True)


@pytest.fixture
def window(qtbot):
    window = CounterWindow(VI)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def ready(window):
    """Return a window where somebody waits."""
    window.show_picture(a_picture(a_hall(OpenCounter(counter="1"), ONE)))
    return window


@pytest.fixture
def called(window):
    """Return a window where a ticket was called a minute ago."""
    hall = a_hall(ONE, ONE, CALL)
    window.show_picture(a_picture(hall, now=MORNING + minutes(1)))
    return window


def test_a_click_on_the_main_button_is_a_press(ready, qtbot):
    with qtbot.waitSignal(ready.pressed) as pressed:
        QTest.mouseClick(ready.main, Qt.MouseButton.LeftButton)

    assert pressed.args == [(Action.CALL,)]


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_Space, Key.Key_Return])
def test_the_keys_of_the_main_button_press_it(ready, qtbot, key):
    with qtbot.waitSignal(ready.pressed) as pressed:
        QTest.keyClick(ready, key)

    assert pressed.args == [(Action.CALL,)]


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Key.Key_F3, Action.RECALL),
        (Key.Key_F4, Action.FINISH),
        (Key.Key_F6, Action.NO_SHOW),
    ],
)
def test_each_button_has_a_key_and_a_click(called, qtbot, key, action):
    with qtbot.waitSignal(called.pressed) as by_key:
        QTest.keyClick(called, key)
    assert by_key.args == [(action,)]

    button = called.besides[action]
    if button.isEnabled():
        with qtbot.waitSignal(called.pressed) as by_click:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert by_click.args == [(action,)]


def test_enter_presses_the_button_that_has_the_focus(called, qtbot):
    button = called.besides[Action.NO_SHOW]
    button.setFocus()

    with qtbot.waitSignal(called.pressed) as pressed:
        QTest.keyClick(button, Key.Key_Return)

    assert pressed.args == [(Action.NO_SHOW,)]


def test_the_keys_work_wherever_the_focus_is(called, qtbot):
    button = called.besides[Action.NO_SHOW]
    button.setFocus()

    with qtbot.waitSignal(called.pressed) as pressed:
        QTest.keyClick(button, Key.Key_F2)

    assert pressed.args == [(Action.SERVE,)]


def test_the_list_can_be_paged_with_the_keys(window):
    window.show_picture(a_picture(a_hall(*[ONE] * 60)))
    QTest.qWaitForWindowExposed(window)

    QTest.keyClick(window, Key.Key_PageDown)

    assert window.waiting.table.verticalScrollBar().value() > 0


def test_a_live_picture_says_when_it_is_painted(window, qtbot):
    with qtbot.waitSignal(window.painted):
        window.show_picture(a_picture(a_hall()))


def test_an_old_picture_does_not_count_as_painted(window, qtbot):
    with qtbot.assertNotEmitted(window.painted, wait=50):
        window.show_picture(a_picture(None, online=False))


def test_only_what_changed_in_the_list_is_painted_anew(window, qtbot):
    hall = a_hall(ONE, ONE)
    window.show_picture(a_picture(hall))
    model = window.waiting.table.model()

    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.waitSignals([model.dataChanged] * 2),
    ):
        window.show_picture(a_picture(hall, now=MORNING + minutes(2)))


def test_every_button_has_a_name_for_screen_readers(called):
    names = [b.accessibleName() for b in called.findChildren(QAbstractButton)]

    assert "Gọi lại (F3)" in names
    assert all(
        button.accessibleName()
        for button in called.findChildren(QAbstractButton)
        if button.isVisible()
    )
    assert called.waiting.table.accessibleName() == "Đang chờ"


def test_a_fault_is_said_instead_of_half_a_screen(window):
    window.show_out_of_service()

    [title] = window.findChildren(QLabel, "out_title")
    assert title.isVisible()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_fits_its_place(qtbot, size, language):
    texts = {"vi": VI, "en": EN}[language]
    window = CounterWindow(texts)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()

    for name, scene in SCENES.items():
        window.show_picture(_picture(replace(scene, language=language), PLAN, texts))
        settle(qtbot, window)
        assert too_wide(window) == [], name


@pytest.mark.parametrize("texts", [VI, EN], ids=["vi", "en"])
def test_every_refusal_fits_its_place(qtbot, texts):
    window = CounterWindow(texts)
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    parts = {
        "number": "1001", "counter": "12", "station": "counter-12", "code": "late",
        "calls": 2, "needed": 3, "resumes": 2, "seconds": 20, "quota": 140,
        "waiting": 25, "reason": "mất điện", "own": "11",
    }  # fmt: skip
    for_a_while = {"until": MORNING + minutes(4 * 24 * 60), "instead": "6, 9"}

    for code in texts.refusals:
        about = parts | for_a_while if code in FOR_A_WHILE else parts
        refused = Refused(id="1", code=code, message="", parts=about)
        window.show_picture(screen_of(a_hall(), a_situation(refused), texts))
        settle(qtbot, window)
        assert too_wide(window) == [], code


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_buttons_stay_where_they_are(qtbot, size):
    window = CounterWindow(VI)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    places = set()

    for name in (
        "paused",
        "idle-nobody",
        "called",
        "called-priority",
        "serving",
        "offline",
        "refused-full",
    ):
        [picture] = [p for n, _, p in pictures(PLAN, {"vi": VI}) if n == name]
        window.show_picture(picture)
        settle(qtbot, window)
        places.add(window.main.mapTo(window, window.main.rect().topLeft()).toTuple())

    assert len(places) == 1
    assert window.height() == size[1]


def test_every_state_has_a_picture():
    names = [name for name, _, _ in pictures(PLAN, {"vi": VI, "en": EN})]

    assert names == [*SCENES, "out-of-service"]


def a_situation(refused):
    return Situation(counter="1", now=MORNING, refused=refused)


def settle(qtbot, window):
    """Let the layouts have their say; a text that never fits is found below."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not too_wide(window), timeout=300)


def too_wide(window):
    """Return the labels whose text does not fit."""
    result = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        room = label.contentsRect()
        measure = QFontMetrics(label.font())
        if label.wordWrap():
            flags = Qt.TextFlag.TextWordWrap
            needed = measure.boundingRect(room, flags, label.text())
            fits = needed.height() <= room.height() + 2
        else:
            fits = measure.horizontalAdvance(label.text()) <= room.width() + 1
        # The title gives way to the state of the link; its tool tip has it whole.
        if not fits and label.objectName() != "title":
            result.append((label.objectName(), label.text(), room.width()))
    return result


@pytest.fixture
def asked(window):
    """Return a builder: the window with a question of this kind."""

    def build(kind, *past, **parts):
        question = Question(kind=kind, **parts)
        hall = a_hall(*past)
        window.show_picture(
            a_picture(hall, question=question, procedures={"1": ("Khai sinh",)})
        )
        return window.panel

    return build


def test_the_keys_choose_an_answer(asked, qtbot):
    panel = asked(Kind.ISSUE, cursor=2)

    with qtbot.waitSignal(panel.chosen) as by_digit:
        QTest.keyClick(panel, Key.Key_4)
    with qtbot.waitSignal(panel.chosen) as by_enter:
        QTest.keyClick(panel, Key.Key_Return)
    with qtbot.waitSignal(panel.moved) as moved:
        QTest.keyClick(panel, Key.Key_Up)
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel, Key.Key_Escape)

    assert (by_digit.args, by_enter.args, moved.args) == ([3], [2], [-1])


def test_digits_look_for_a_number_where_one_is_asked_for(asked, qtbot):
    panel = asked(Kind.CALL_ANY, ONE, ONE)

    with qtbot.waitSignal(panel.typed) as typed, qtbot.assertNotEmitted(panel.chosen):
        QTest.keyClick(panel.field, Key.Key_2)

    assert typed.args == ["2"]


def test_a_digit_within_ones_own_words_chooses_nothing(asked, qtbot):
    panel = asked(Kind.PAUSE, text="Phòng")

    with qtbot.waitSignal(panel.typed) as typed, qtbot.assertNotEmitted(panel.chosen):
        QTest.keyClick(panel.field, Key.Key_2)

    assert typed.args == ["Phòng2"]


def test_what_was_done_is_counted_with_the_keys(asked, qtbot):
    panel = asked(Kind.DEALT, ONE, CALL, SERVE)
    told = []
    panel.counted.connect(lambda row, more: told.append((row, more)))

    for key in (Key.Key_1, Key.Key_Space, Key.Key_Delete):
        QTest.keyClick(panel, key)

    assert told == [(0, 1), (0, 1), (0, -1)]


def test_an_answer_is_chosen_with_a_click(asked, qtbot):
    panel = asked(Kind.ISSUE)
    QTest.qWaitForWindowExposed(panel.window())
    place = panel.list.visualRect(panel.list.model().index(1)).center()

    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [1]


def test_the_keys_of_the_buttons_work_while_something_is_asked(asked, window, qtbot):
    asked(Kind.CALL_ANY, ONE, text="1")

    with qtbot.waitSignal(window.pressed) as pressed:
        QTest.keyClick(window.panel.field, Key.Key_F2)

    assert pressed.args == [(Action.CALL,)]


def test_after_a_question_the_keys_belong_to_the_window_again(asked, window, qtbot):
    asked(Kind.PAUSE, ONE)
    window.show_picture(a_picture(a_hall(ONE)))

    with qtbot.waitSignal(window.pressed) as pressed:
        QTest.keyClick(window.focusWidget() or window, Key.Key_Space)

    assert pressed.args == [(Action.CALL,)]


@pytest.mark.parametrize("step", BESIDES)
def test_every_button_has_a_key_of_its_own(window, qtbot, step):
    window.show_picture(a_picture(a_hall(ONE)))

    with qtbot.waitSignal(window.pressed) as pressed:
        QTest.keySequence(window, QKeySequence(KEYS[step]))

    assert pressed.args == [(step,)]
