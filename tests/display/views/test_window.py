from dataclasses import replace

import pytest

from display.boards import BY_MEDIA, IN_THE_PANE, Board, Called, Waiting
from display.picture import Picture, Screen, picture_of
from display.scenes import layouts, scenes
from display.scope import Scope, Show
from display.viewmodel import GRACE, DisplayViewModel
from display.views.media import MediaPane
from display.views.window import DisplayWindow
from shared.domain.commands import CallNext, PauseCounter, Serve
from shared.domain.hall import evolve
from shared.domain.rules import decide
from shared.qt.theme import metrics
from shared.wire.messages import Events

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160), (1280, 720)]
LONG = "Kinh tế – Đăng ký kinh doanh – Tài chính và Hỗ trợ doanh nghiệp"
SHORT = "Công an, BHXH, Thuế"


@pytest.fixture
def window(look, wording, qtbot):
    window = DisplayWindow(wording, ticker=["Giờ làm việc: 8:00 – 17:00"])
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    return window


@pytest.fixture
def wide_window(look, wording, qtbot):
    """A window with pictures beside the queue."""
    window = DisplayWindow(wording, ticker=["Giờ làm việc"], media=MediaPane())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def seen(window):
    """What was painted, pane by pane."""
    seen = []
    window.painted.connect(seen.append)
    return seen


@pytest.fixture
def display(link, clock, wording, window):
    display = DisplayViewModel(link, clock, wording)
    display.picture_changed.connect(window.show_picture)
    link.start()
    return display


def a_called(number, counter, **more):
    return Called(
        number=number,
        counter=counter,
        at=0,
        zone="3",
        zone_colour="#0A5034",
        service=LONG,
        short_service=SHORT,
        second_service="Business and finance",
        priority=True,
        **more,
    )


def a_full_picture(standing_out, *, missed=True, screen=Screen.LIVE):
    calls = [
        a_called(f"3{1000 + place}", f"{12 + place}", stands_out=place < standing_out)
        for place in range(24)
    ]
    in_pane = max(1, min(standing_out, 4))
    return Picture(
        screen=screen,
        time="08:14",
        date="Chủ Nhật, 05/01/2026",
        office="UBND PHƯỜNG HOÀNG VĂN THỤ – QUẬN HOÀNG MAI – TP HÀ NỘI",
        unit="Trung tâm Phục vụ hành chính công",
        boards=(
            Board(
                pane=tuple(calls[:in_pane]),
                rows=tuple(calls[in_pane:]),
                missed=("31000", "31001", "31002", "31003") if missed else (),
                waiting=tuple(
                    Waiting(SHORT, people, 125 if people else 0)
                    for people in (0, 4, 123, 9, 0, 1, 2, 3)
                ),
            ),
        ),
    )


def with_calls(picture, **parts):
    """Return *picture* with other calls on its board."""
    [board] = picture.boards
    return replace(picture, boards=(replace(board, **parts),))


def misfits(window):
    return [
        (type(pane).__name__, line.text)
        for pane in window.panes
        if pane.isVisible()
        for line in pane.written
        if line.cut or line.top < 0 or line.width > line.box.width() + 0.5
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("standing_out", [0, 1, 2, 3, 4, 8, 16])
def test_no_text_is_wider_than_its_box(window, size, standing_out):
    window.resize(*size)

    window.show_picture(a_full_picture(standing_out))

    assert misfits(window) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_scene_of_every_layout_fits_every_screen(
    window, wide_window, plan, wording, size
):
    for name, scope in layouts(plan).items():
        shown = wide_window if name == "media" else window
        shown.resize(*size)
        in_the_pane = BY_MEDIA if name == "media" else IN_THE_PANE
        for scene in scenes(plan, wording, scope, in_the_pane=in_the_pane):
            shown.show_picture(scene.picture)

            assert (name, scene.name, misfits(shown)) == (name, scene.name, [])


@pytest.mark.parametrize("size", SIZES)
def test_four_numbers_are_still_a_hundredth_of_five_metres_tall(window, size):
    """On a panel of 43 inches, as `config/display.toml` has it."""
    window.resize(*size)
    picture = a_full_picture(4)
    calls = tuple(
        replace(call, number=f"100{place}")
        for place, call in enumerate(picture.boards[0].pane)
    )

    window.show_picture(with_calls(picture, pane=calls))

    lines = [
        line for line in window.boards[0].calling.written if line.text.startswith("100")
    ]
    assert len(lines) == 4
    for line in lines:
        assert _digit_height(line) >= window.digit_height


def _digit_height(line):
    size = 0
    advance = metrics(1000).horizontalAdvance(line.text) / 1000
    while (size + 1) * advance <= line.width:
        size += 1
    return 0.74 * size * metrics(1000).horizontalAdvance("0") / 708


def test_a_call_is_painted_before_the_event_is_over(window, display, link, seen):
    link.obey(CallNext(counter="1"))

    assert ("1001", "1") in frozenset().union(*seen)


def test_eight_calls_of_one_moment_are_painted_in_one_turn(
    window, display, link, clock, seen
):
    events = []
    for counter in "12345678":
        [event] = decide(link.hall, CallNext(counter=counter), clock.now())
        evolve(link.hall, event)
        events.append(event)

    link.happened.emit(Events(stream="practice/1", first=28, list=tuple(events)))

    places = frozenset().union(*seen)
    assert {(f"{s}001", c) for s, c in zip("12345789", "12345678", strict=True)} <= (
        places
    )


@pytest.mark.parametrize("size", SIZES)
def test_every_call_that_stands_out_is_painted(window, seen, size):
    window.resize(*size)
    calls = tuple(
        a_called(f"{1000 + place}", "1", stands_out=True) for place in range(64)
    )
    picture = a_full_picture(0)

    window.show_picture(with_calls(picture, pane=calls[:4], rows=calls[4:]))

    assert frozenset().union(*seen) >= {(call.number, "1") for call in calls}


def test_an_old_picture_is_not_told_as_painted(window, seen):
    window.show_picture(a_full_picture(1, screen=Screen.OFFLINE))

    assert seen == []


def test_a_picture_is_settled_when_all_of_it_is_painted(window, qtbot):
    with qtbot.waitSignal(window.settled, timeout=0):
        window.show_picture(a_full_picture(1))


def test_offline_a_banner_says_so(window, display, link, clock):
    link.go_offline()
    clock.advance(GRACE)
    display.look_at_the_clock()

    assert window.banner.isVisible()
    assert window.banner.accessibleName().startswith("Mất kết nối")
    assert window.boards[0].calling.isVisible()


def test_back_online_the_banner_goes(window, display, link, clock):
    link.go_offline()
    clock.advance(GRACE)
    display.look_at_the_clock()

    link.start()

    assert not window.banner.isVisible()


@pytest.mark.parametrize("screen", [Screen.CONNECTING, Screen.OUT_OF_SERVICE])
def test_with_nothing_to_show_the_panes_are_hidden(window, wording, clock, screen):
    picture = picture_of(None, screen=screen, now=clock.now(), wording=wording)

    window.show_picture(picture)

    assert window.blank.isVisible()
    assert not window.boards[0].calling.isVisible()


def test_the_frame_pulses_only_while_a_call_stands_out(window):
    window.show_picture(a_full_picture(1))
    assert window.boards[0].calling.pulsing

    window.show_picture(a_full_picture(0))

    assert not window.boards[0].calling.pulsing


def test_a_pane_is_not_painted_anew_for_what_it_does_not_show(
    window, display, link, seen
):
    link.obey(CallNext(counter="1"))
    seen.clear()

    link.obey(Serve(number="1001"))

    assert seen == []


@pytest.fixture
def display_of(link, clock, wording, window):
    """A display of one scope, shown in the window."""
    displays = []

    def display_of(**parts):
        displays.append(
            DisplayViewModel(link, clock, wording, scope=Scope(**parts)),
        )
        displays[0].picture_changed.connect(window.show_picture)
        link.start()
        window.show_picture(displays[0].picture)

    return display_of


def test_zones_stand_side_by_side_each_with_its_calls(window, display_of, link, seen):
    display_of(show=Show.ZONES, zones=("3", "4"))

    link.obey(CallNext(counter="1"))
    link.obey(CallNext(counter="7"))

    left, right = window.boards
    assert "1001 1" in left.recent.accessibleName()
    assert "8001 7" in right.recent.accessibleName()
    assert left.recent.geometry().right() < right.recent.geometry().left()
    assert {("1001", "1"), ("8001", "7")} <= frozenset().union(*seen)


def test_over_a_counter_its_call_is_painted_and_told(window, display_of, link, seen):
    display_of(show=Show.COUNTER, counter="1")
    seen.clear()

    link.obey(CallNext(counter="1"))

    assert seen == [frozenset({("1001", "1")})]
    assert window.desk.accessibleName() == "QUẦY 1: MỜI CÔNG DÂN CÓ SỐ 1001"
    assert window.desk.pulsing
    assert not window.header.isVisible()


def test_over_a_counter_a_pause_is_told(window, display_of, link):
    display_of(show=Show.COUNTER, counter="1")

    link.obey(PauseCounter(counter="1", reason="Họp"))

    assert window.desk.accessibleName() == "QUẦY 1: QUẦY TẠM NGƯNG PHỤC VỤ"


def test_a_counter_the_office_has_not_is_told_instead_of_shown(window, display_of):
    display_of(show=Show.COUNTER, counter="99")

    assert window.blank.isVisible()
    assert "99" in " ".join(line.text for line in window.blank.written)


def test_the_words_stand_still_while_the_hub_is_away(window, display, link, clock):
    link.go_offline()
    clock.advance(GRACE)
    display.look_at_the_clock()

    assert not window.ticker.moving


def test_what_is_shown_can_be_heard(window, display, link):
    link.obey(CallNext(counter="1"))

    assert "1001 ĐẾN QUẦY 1" in window.boards[0].calling.accessibleName()
    assert all(pane.accessibleName() for pane in window.panes if pane.isVisible())
    assert window.ticker.accessibleName()
