import pytest

from kiosk.picture import Screen
from kiosk.rest import Rest, RestSettings, ScreenHours
from kiosk.resting import Resting
from shared.domain.times import HOUR, MINUTE
from tests.kiosk.builders import a_picture


@pytest.fixture
def resting(qtbot, clock):
    hours = ScreenHours(on="07:00", off="17:30")
    return Resting(clock, RestSettings(hours=hours, pictures_after=120))


@pytest.fixture
def home(resting, hall, texts):
    resting.take_picture(a_picture(hall, texts))
    return resting


def test_after_a_while_the_pictures_come(home, clock, qtbot):
    with qtbot.waitSignal(home.changed) as changed:
        clock.advance(2 * MINUTE)

    assert changed.args == [Rest.PICTURES]


def test_a_touch_ends_the_rest_at_once(home, clock):
    clock.advance(2 * MINUTE)
    home.look()

    home.notice_touch()

    assert home.rest is Rest.NONE


def test_a_lost_link_ends_the_pictures(home, clock, hall, texts):
    clock.advance(2 * MINUTE)
    home.look()

    home.take_picture(a_picture(hall, texts, Screen.AWAY))

    assert home.rest is Rest.NONE


@pytest.mark.parametrize(
    "screen", [Screen.CONNECTING, Screen.HOME, Screen.AWAY, Screen.OUT_OF_SERVICE]
)
def test_at_night_it_is_dark_whatever_is_shown(resting, clock, hall, texts, screen):
    resting.take_picture(a_picture(hall, texts, screen))
    clock.advance(12 * HOUR)

    resting.look()

    assert resting.rest is Rest.DARK


@pytest.mark.parametrize("screen", [Screen.CONFIRM, Screen.PRINTING, Screen.TAKE])
def test_a_citizen_is_never_left_in_the_dark(resting, clock, hall, texts, screen):
    resting.take_picture(a_picture(hall, texts, screen, service="1"))
    clock.advance(12 * HOUR)

    resting.look()

    assert resting.rest is Rest.NONE


def test_a_technician_is_not_left_in_the_dark_either(home, clock):
    home.take_staff("the PIN pad")
    clock.advance(12 * HOUR)
    home.look()
    assert home.rest is Rest.NONE

    home.take_staff(None)

    assert home.rest is Rest.DARK
