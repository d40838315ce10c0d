from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from kiosk.picture import Screen
from kiosk.printing import Printing
from kiosk.procedures import procedures_of
from kiosk.searching import search_board
from kiosk.viewmodel import KioskViewModel
from kiosk.views.button import TouchButton
from kiosk.views.keyboard import LETTERS, key_places
from kiosk.views.scale import scale_of
from kiosk.views.window import KioskWindow
from kiosk.wiring import wire
from shared.domain.commands import CancelTicket, IssueTicket
from tests.halls import EIGHT
from tests.kiosk.builders import a_job, a_picture, a_press, an_answer
from tests.kiosk.conftest import CONFIG

LEFT = Qt.MouseButton.LeftButton
PANELS = [
    ((1080, 1920), 21.5),
    ((1920, 1080), 21.5),
    ((1366, 768), 21.5),
    ((3840, 2160), 21.5),
    ((1366, 768), 15.6),
    ((1080, 1920), 15.6),
    ((1920, 1080), 15.6),
]


@pytest.fixture(params=PANELS, ids=str)
def panel(request, qtbot):
    """A window, and what a finger needs on its panel."""
    size, inches = request.param
    window = KioskWindow(panel_inches=inches)
    qtbot.addWidget(window)
    window.resize(*size)
    return window, scale_of(*size, inches)


@pytest.fixture
def kiosk(window, link, clock, texts, qtbot):
    """A kiosk with its window; nothing is printed, and the hub is a script."""
    procedures = procedures_of(CONFIG / "procedures.toml")
    kiosk = KioskViewModel(link, clock, texts, procedures=procedures, parent=window)
    wire(kiosk, window, Printing(lambda: a_press(None)))
    link.come_online()
    window.show_picture(kiosk.picture)
    window.show()
    return kiosk


def touch(window, name):
    found = window.findChild(TouchButton, name)
    assert found.isVisible()
    QTest.mouseClick(found, LEFT)


def apart(buttons, gap):
    """Return whether *gap* pixels lie between any two of *buttons*."""
    near = (gap - 3) / 2  # the corners of a button lie on whole pixels
    boxes = [
        QRectF(button.geometry()).adjusted(-near, -near, near, near)
        for button in buttons
    ]
    return not any(one.intersects(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("query", ["", "đăng ký", "zzz"])
def test_fingers_find_every_key_and_result(panel, hall, texts, query):
    window, scale = panel

    window.show_picture(a_picture(hall, texts, Screen.SEARCH, query=query))

    buttons = window.search.buttons()
    assert len(buttons) >= len(LETTERS) + 4
    assert apart(buttons, scale.gap)
    for button in buttons:
        assert min(button.width(), button.height()) >= scale.target - 1
        assert window.search.rect().contains(button.geometry())


def test_two_results_have_room_on_the_smallest_panel(panel, hall, texts):
    window, _ = panel

    window.show_picture(a_picture(hall, texts, Screen.SEARCH, query="kinh"))

    shown = [b for b in window.search.results if b.isVisibleTo(window.search)]
    assert len(shown) >= 2


@pytest.mark.parametrize("columns", range(5, 13))
def test_every_key_has_cells_of_its_own(columns):
    places = key_places(columns)

    cells = [
        (place.row, place.column + more)
        for place in places
        for more in range(place.cells)
    ]
    assert {place.key for place in places} == {*LETTERS, "space", "erase", "clear"}
    assert len(cells) == len(set(cells))
    assert all(column < columns for _, column in cells)


def test_touches_lead_from_the_keys_to_a_number(kiosk, window, link):
    touch(window, "search")
    for key in "sodo":
        touch(window, f"key-{key}")

    touch(window, "result-0")
    touch(window, "agree")

    assert link.asked == [IssueTicket(service="3")]


def test_real_keys_type_as_well(kiosk, window):
    touch(window, "search")

    for key in (Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_O, Qt.Key.Key_Backspace):
        QTest.keyClick(window.search, key)

    assert kiosk.picture.search.query == "sa"


def test_the_way_back_is_touched(kiosk, window):
    touch(window, "search")

    touch(window, "search-back")

    assert kiosk.picture.screen is Screen.HOME


def test_the_papers_are_read_and_printed_by_touch(kiosk, window):
    touch(window, "search")
    for key in "saoy":
        touch(window, f"key-{key}")
    touch(window, "result-0")
    touch(window, "papers")

    touch(window, "papers-print")
    assert kiosk.picture.papers.printed
    touch(window, "papers-back")

    assert kiosk.picture.screen is Screen.CONFIRM


def test_one_of_several_procedures_is_touched(kiosk, window):
    touch(window, "service-1")
    touch(window, "papers")

    touch(window, "procedure-1")

    assert kiosk.picture.papers.title == "Đăng ký kết hôn"


@pytest.mark.parametrize(
    ("answer", "screen"), [("keep", Screen.TAKE), ("give-back", Screen.UNDO)]
)
def test_giving_back_is_asked_about(kiosk, window, link, answer, screen):
    touch(window, "service-1")
    touch(window, "agree")
    link.answer(an_answer(link.hall))
    kiosk.slip_moved(a_job(), "ready")

    touch(window, "undo")
    touch(window, answer)

    assert kiosk.picture.screen is screen
    gone = CancelTicket(number="1001") in link.asked
    assert gone is (answer == "give-back")


@pytest.fixture
def lowered(hall, texts, qtbot):
    """The search on a small panel, all of it in the lower half."""
    window = KioskWindow(panel_inches=15.6)
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    board = search_board(
        hall,
        procedures_of(CONFIG / "procedures.toml"),
        "đăng ký",
        now=EIGHT,
        texts=texts["vi"],
        language="vi",
    )
    picture = a_picture(hall, texts, Screen.SEARCH)
    comfort = replace(picture.comfort, low=True)
    window.show_picture(replace(picture, search=board, comfort=comfort))
    window.show()
    return window


def test_a_low_small_panel_has_a_key_for_every_letter(lowered):
    keys = [lowered.findChild(TouchButton, f"key-{letter}") for letter in LETTERS]

    assert all(key.isVisible() for key in keys)
    assert lowered.findChild(TouchButton, "key-space").isVisible()
    assert lowered.findChild(TouchButton, "key-erase").isVisible()


def test_a_low_small_panel_shows_one_result_after_the_other(lowered):
    shown = lowered.search.results
    names = []
    for _ in range(len(lowered.picture.search.rows) + 1):
        names.append(shown[0].row.name)
        touch(lowered, "more")

    assert names[:-1] == [row.name for row in lowered.picture.search.rows]
    assert names[-1] == names[0]
    assert [button.isVisible() for button in shown[1:]] == [False] * len(shown[1:])


def test_the_result_that_is_shown_there_is_the_one_that_is_touched(lowered, qtbot):
    touch(lowered, "more")
    second = lowered.picture.search.rows[1]

    with qtbot.waitSignal(lowered.search.result_touched) as touched:
        touch(lowered, "result-0")

    assert touched.args == [second.service, second.procedure]


def test_other_words_begin_with_the_first_result_again(lowered):
    touch(lowered, "more")
    fewer = replace(lowered.picture.search, rows=lowered.picture.search.rows[:2])

    lowered.show_picture(replace(lowered.picture, search=fewer))

    assert lowered.search.results[0].row == fewer.rows[0]
