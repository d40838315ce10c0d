from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from kiosk.rest import AttractSettings, Rest, RestSettings
from kiosk.resting import Resting
from kiosk.views.nightwatch import Nightwatch
from kiosk.views.touches import Touches
from shared.domain.times import MINUTE
from tests.kiosk.builders import a_picture
from tests.shared.qt.test_album import BLUE, RED, a_picture_file

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]
QUICK = 0.4


@pytest.fixture
def home(window, hall, texts, qtbot):
    window.resize(540, 960)
    window.show_picture(a_picture(hall, texts))
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def pictures(settings, tmp_path):
    """Settings with a folder of pictures that are turned quickly."""
    attract = AttractSettings(folder=tmp_path, each_seconds=QUICK)
    return replace(settings, attract=attract)


@pytest.fixture
def nightwatch(home, texts, pictures):
    nightwatch = Nightwatch(home, texts, pictures)
    yield nightwatch
    nightwatch.stop()


@pytest.fixture
def resting(nightwatch, home, clock):
    resting = Resting(clock, RestSettings(pictures_after=120))
    resting.take_picture(home.picture)
    nightwatch.follow(resting)
    return resting


@pytest.fixture
def touches(qapp, home):
    touches = Touches(qapp, home)
    yield touches
    qapp.removeEventFilter(touches)


@pytest.fixture
def asleep(home, resting, touches, clock, tmp_path):
    """A kiosk that shows a picture because nobody came."""
    a_picture_file(tmp_path / "1.png", RED)
    touches.touched.connect(resting.notice_touch)
    clock.advance(2 * MINUTE)
    resting.look()
    return home


def colour_at_the_middle(window):
    return window.grab().toImage().pixelColor(270, 480).name()


def test_in_the_dark_nothing_is_seen(nightwatch, home):
    nightwatch.show_rest(Rest.DARK)

    assert colour_at_the_middle(home) == QColor("black").name()


def test_the_curtain_is_lifted(nightwatch, home):
    nightwatch.show_rest(Rest.DARK)

    nightwatch.show_rest(Rest.NONE)

    assert not nightwatch.curtain.isVisible()


def test_the_pictures_cover_the_screen(nightwatch, home, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)

    nightwatch.show_rest(Rest.PICTURES)

    qtbot.waitUntil(lambda: colour_at_the_middle(home) == RED.name())


def test_one_picture_turns_into_the_next(nightwatch, home, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)
    a_picture_file(tmp_path / "2.png", BLUE)

    nightwatch.show_rest(Rest.PICTURES)

    qtbot.waitUntil(nightwatch.attract.isVisible)
    seen = set()

    def both():
        seen.add(colour_at_the_middle(home))
        return {RED.name(), BLUE.name()} <= seen

    qtbot.waitUntil(both, timeout=20_000)
    assert len(seen) > 2, "and not in one jump"


def test_the_pictures_leave_the_memory_with_the_screen(nightwatch, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)
    a_picture_file(tmp_path / "2.png", BLUE)
    attract = nightwatch.attract
    nightwatch.show_rest(Rest.PICTURES)
    qtbot.waitUntil(lambda: not attract._next.isNull(), timeout=20_000)

    nightwatch.show_rest(Rest.NONE)

    assert attract._present.isNull()
    assert attract._next.isNull()


def test_without_a_good_picture_the_services_stay(nightwatch, home, tmp_path, qtbot):
    (tmp_path / "1.png").write_text("no picture")
    with qtbot.waitSignal(nightwatch._album.turned):
        nightwatch.show_rest(Rest.PICTURES)

    assert not nightwatch.attract.isVisible()


def test_a_picture_that_comes_too_late_is_not_shown(nightwatch, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)
    with qtbot.waitSignal(nightwatch._album.turned):
        nightwatch.show_rest(Rest.PICTURES)
        nightwatch.show_rest(Rest.NONE)

    assert not nightwatch.attract.isVisible()


def test_a_touch_goes_home_and_touches_nothing(nightwatch, asleep, qtbot):
    qtbot.waitUntil(nightwatch.attract.isVisible)
    chosen = []
    asleep.home.service_touched.connect(chosen.append)

    card = asleep.home.cards[0]
    at = card.mapTo(asleep, QPoint(card.width() // 2, card.height() // 2))
    QTest.mouseClick(asleep.windowHandle(), Qt.MouseButton.LeftButton, pos=at)

    assert not nightwatch.attract.isVisible()
    assert chosen == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_invitation_fits_on_every_panel(nightwatch, home, tmp_path, qtbot, size):
    home.resize(*size)
    a_picture_file(tmp_path / "1.png", RED)
    nightwatch.show_rest(Rest.PICTURES)
    qtbot.waitUntil(nightwatch.attract.isVisible)

    nightwatch.attract.grab()

    assert len(nightwatch.attract.written) == 2
    for line in nightwatch.attract.written:
        assert not line.cut
        assert line.top >= 0


def test_after_the_end_no_picture_is_read(nightwatch, home, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)
    nightwatch.show_rest(Rest.PICTURES)
    qtbot.waitUntil(nightwatch.attract.isVisible)

    nightwatch.stop()

    assert not nightwatch.attract._turning.isActive()
    assert not nightwatch._album._thread.isRunning()
