from dataclasses import replace

import pytest

from display.picture import Called, Picture, Screen, Waiting, picture_of
from display.scenes import scenes
from display.viewmodel import DisplayViewModel
from display.views.window import DisplayWindow
from shared.domain.commands import CallNext, Serve
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
        pane=tuple(calls[:in_pane]),
        rows=tuple(calls[in_pane:]),
        missed=("31000", "31001", "31002", "31003") if missed else (),
        waiting=tuple(Waiting(SHORT, people) for people in (0, 4, 123, 9, 0, 1, 2, 3)),
    )


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
def test_every_scene_fits_every_screen(window, plan, wording, size):
    window.resize(*size)
    for scene in scenes(plan, wording):
        window.show_picture(scene.picture)

        assert (scene.name, misfits(window)) == (scene.name, [])


@pytest.mark.parametrize("size", SIZES)
def test_four_numbers_are_still_a_hundredth_of_five_metres_tall(window, size):
    """On a panel of 43 inches, as `config/display.toml` has it."""
    window.resize(*size)
    picture = a_full_picture(4)
    calls = tuple(
        replace(call, number=f"100{place}") for place, call in enumerate(picture.pane)
    )

    window.show_picture(replace(picture, pane=calls))

    lines = [line for line in window.calling.written if line.text.startswith("100")]
    assert len(lines) == 4
    for line in lines:
        assert _digit_height(line) >= window.recent.digit_height


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

    window.show_picture(replace(picture, pane=calls[:4], rows=calls[4:]))

    assert frozenset().union(*seen) >= {(call.number, "1") for call in calls}


def test_an_old_picture_is_not_told_as_painted(window, seen):
    window.show_picture(a_full_picture(1, screen=Screen.OFFLINE))

    assert seen == []


def test_a_picture_is_settled_when_all_of_it_is_painted(window, qtbot):
    with qtbot.waitSignal(window.settled, timeout=0):
        window.show_picture(a_full_picture(1))


def test_offline_a_banner_says_so(window, display, link):
    link.go_offline()

    assert window.banner.isVisible()
    assert window.banner.accessibleName().startswith("Mất kết nối")
    assert window.calling.isVisible()


def test_back_online_the_banner_goes(window, display, link):
    link.go_offline()

    link.start()

    assert not window.banner.isVisible()


@pytest.mark.parametrize("screen", [Screen.CONNECTING, Screen.OUT_OF_SERVICE])
def test_with_nothing_to_show_the_panes_are_hidden(window, wording, clock, screen):
    picture = picture_of(None, screen=screen, now=clock.now(), wording=wording)

    window.show_picture(picture)

    assert window.blank.isVisible()
    assert not window.calling.isVisible()


def test_the_frame_pulses_only_while_a_call_stands_out(window):
    window.show_picture(a_full_picture(1))
    assert window.calling.pulsing

    window.show_picture(a_full_picture(0))

    assert not window.calling.pulsing


def test_a_pane_is_not_painted_anew_for_what_it_does_not_show(
    window, display, link, seen
):
    link.obey(CallNext(counter="1"))
    seen.clear()

    link.obey(Serve(number="1001"))

    assert seen == []


def test_what_is_shown_can_be_heard(window, display, link):
    link.obey(CallNext(counter="1"))

    assert "1001 ĐẾN QUẦY 1" in window.calling.accessibleName()
    assert all(pane.accessibleName() for pane in window.panes)
    assert window.ticker.accessibleName()
