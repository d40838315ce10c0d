import pytest

from display.boards import BY_MEDIA, IN_THE_PANE
from display.scenes import layouts, scenes
from display.views.media import MediaPane
from display.views.reading import Reader
from display.views.window import DisplayWindow

SIZES = [(1280, 720), (1366, 768), (1920, 1080), (1080, 1920), (3840, 2160)]
LAYOUTS = ["hall", "next", "media", "zone", "zones-2", "zones-3", "zones-4", "counter"]


@pytest.fixture
def window_of(look, wording, qtbot):
    def window_of(layout="hall", size=(1920, 1080), **panel):
        media = MediaPane() if layout == "media" else None
        window = DisplayWindow(wording, ticker=["Giờ"], media=media, **panel)
        qtbot.addWidget(window)
        window.resize(*size)
        return window

    return window_of


@pytest.fixture
def picture_of(plan, wording):
    def picture_of(layout="hall", scene="calling"):
        scope = layouts(plan)[layout]
        found = {s.name: s.picture for s in scenes(plan, wording, scope)}
        return found[scene]

    return picture_of


def a_reader(window, layout="hall"):
    pane = BY_MEDIA if layout == "media" else IN_THE_PANE
    return Reader(window, in_the_pane=pane)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_digits_are_tall_enough_or_it_is_said(window_of, picture_of, layout, size):
    window, picture = window_of(layout, size), picture_of(layout)
    reader = a_reader(window, layout)

    digits, told = reader.digits(picture), reader.too_small(picture)

    assert digits
    for what, tall in digits.items():
        assert tall + 1 >= window.digit_height or f"{what} {tall:.0f} " in told


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", ["hall", "zone"])
def test_on_the_usual_panel_every_number_is_read_from_five_metres(
    window_of, picture_of, layout, size
):
    window = window_of(layout, size)

    digits = a_reader(window).digits(picture_of(layout))

    for what in ("one call", "the counter of one call", "4 calls at once", "the list"):
        assert digits[what] >= window.digit_height - 1


@pytest.mark.parametrize("metres", [2.0, 5.0, 7.0, 10.0])
def test_farther_chairs_mean_fewer_rows_not_smaller_digits(
    window_of, picture_of, metres
):
    window = window_of(viewing_metres=metres, panel_inches=75.0)
    picture = picture_of(scene="paused")

    window.show_picture(picture)

    assert a_reader(window).digits(picture)["the list"] >= window.digit_height - 1


def test_what_cannot_be_read_is_logged_once_for_each_size(
    window_of, picture_of, caplog
):
    window = window_of(viewing_metres=20.0)
    window.show_picture(picture_of())
    reader = a_reader(window)

    for _ in range(3):
        reader.look()

    [line] = caplog.messages
    assert "from 20 m digits must be 403 pixels tall" in line
    assert "the list" in line


def test_nothing_is_logged_where_all_can_be_read(window_of, picture_of, caplog):
    window = window_of(viewing_metres=1.0)
    window.show_picture(picture_of())

    a_reader(window).look()

    assert caplog.messages == []
