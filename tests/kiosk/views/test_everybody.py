"""The kiosk by keys, by ear, and through the bar at the foot."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.comfort import Asking, Language
from kiosk.picture import Screen
from kiosk.views.button import TouchButton
from kiosk.wiring import wire_access
from shared.qt.theme import GOLD, NAVY_950, contrast
from tests.kiosk.builders import a_number, a_picture

LEFT = Qt.MouseButton.LeftButton
BAR = ["large", "low", "help"]


@pytest.fixture
def home(window, hall, texts, qtbot):
    window.show_picture(a_picture(hall, texts))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def wired(home, kiosk):
    """A window whose bar and questions lead to a view-model."""
    kiosk.picture_changed.connect(home.show_picture)
    home.header.language_wanted.connect(kiosk.choosing.change_language)
    wire_access(kiosk, home)
    home.show_picture(kiosk.picture)
    return home


def with_comfort(picture, **comfort):
    return replace(picture, comfort=replace(picture.comfort, **comfort))


def button(window, name):
    found = window.findChild(TouchButton, name)
    assert found.isVisible()
    return found


def order(window, key=Qt.Key.Key_Tab):
    """Return the names a key leads through from where it is, once round."""
    names = []
    while (name := window.focusWidget().objectName()) not in names:
        names.append(name)
        QTest.keyClick(window.focusWidget(), key)
    return names


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_keys_lead_through_everything_as_one_reads(home, key):
    button(home, "language").setFocus()

    names = order(home, key)

    cards = [f"service-{digit}" for digit in "791234568"]
    assert [name for name in names if name != "search"] == [
        "language",
        *cards,
        "priority",
        "collect",
        *BAR,
    ]
    assert names.index("search") == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Up])
def test_other_keys_lead_back(home, key):
    button(home, "language").setFocus()

    QTest.keyClick(home.focusWidget(), key)

    assert home.focusWidget().objectName() == "help"


def test_a_question_keeps_the_keys_to_itself(home):
    home.show_picture(with_comfort(home.picture, asking=Asking.MORE_TIME))

    assert order(home) == ["stay", "leave"]


def test_after_a_question_the_keys_go_on_where_they_were(home):
    button(home, "service-3").setFocus()
    before = home.picture

    home.show_picture(with_comfort(before, asking=Asking.MORE_TIME))
    home.show_picture(before)

    assert home.focusWidget().objectName() == "service-3"


def test_escape_leads_back(home, qtbot):
    button(home, "service-3").setFocus()

    with qtbot.waitSignal(home.back_wanted):
        QTest.keyClick(home.focusWidget(), Qt.Key.Key_Escape)


def test_what_the_keys_have_reached_is_seen(home):
    QTest.keyClick(home.focusWidget(), Qt.Key.Key_Tab)

    reached = home.focusWidget()
    image = reached.grab().toImage()
    ring = [image.pixelColor(x, image.height() // 2) for x in range(12)]
    assert reached.ringed
    assert sum(contrast(GOLD, colour) < 1.2 for colour in ring) >= 4
    assert sum(contrast(NAVY_950, colour) < 1.2 for colour in ring) >= 4
    assert contrast(GOLD, NAVY_950) >= 3


def test_a_new_screen_is_spoken(home, hall, texts, qtbot):
    picture = a_picture(hall, texts, Screen.CONFIRM, service="1")

    with qtbot.waitSignal(home.announced) as said:
        home.show_picture(picture)

    assert "Hộ tịch?" in said.args[0]


def test_a_number_is_spoken(home, hall, texts, qtbot):
    given = a_number(hall)

    with qtbot.waitSignal(home.announced) as said:
        home.show_picture(a_picture(hall, texts, Screen.TAKE, given=given))

    assert given.ticket.number in said.args[0]


def test_a_question_is_spoken(home, qtbot):
    with qtbot.waitSignal(home.announced) as said:
        home.show_picture(with_comfort(home.picture, asking=Asking.MORE_TIME))

    assert said.args[0].startswith("Quý vị cần thêm thời gian?")


def test_the_passing_of_a_minute_is_not_spoken(home, qtbot):
    with qtbot.assertNotEmitted(home.announced):
        home.show_picture(replace(home.picture, time="08:15"))


def test_a_touch_makes_the_type_large_and_the_next_one_usual(wired, kiosk):
    QTest.mouseClick(button(wired, "large"), LEFT)
    large = wired.home.scale.large
    QTest.mouseClick(button(wired, "large"), LEFT)

    assert (large, wired.home.scale.large) == (True, False)


def test_a_touch_lowers_the_screen(wired):
    QTest.mouseClick(button(wired, "low"), LEFT)

    assert wired.home.y() >= wired.height() / 2
    assert button(wired, "language-below").isVisible()


def test_the_language_can_be_changed_on_a_low_screen(wired, kiosk):
    QTest.mouseClick(button(wired, "low"), LEFT)

    QTest.mouseClick(button(wired, "language-below"), LEFT)

    assert kiosk.picture.language == "en"


def test_a_touch_lets_the_screen_be_heard(wired, kiosk):
    kiosk.access.offer_voices(frozenset({"vi"}))

    QTest.mouseClick(button(wired, "spoken"), LEFT)
    on = button(wired, "spoken").text()
    QTest.mouseClick(button(wired, "spoken"), LEFT)

    assert (on, button(wired, "spoken").text()) == ("Tắt hướng dẫn", "Nghe hướng dẫn")


def test_a_language_without_a_voice_says_so_and_offers_none(wired, kiosk):
    kiosk.access.offer_voices(frozenset({"en"}))

    QTest.mouseClick(button(wired, "spoken"), LEFT)

    assert button(wired, "spoken").text() == "Không có giọng đọc"
    assert not kiosk.access.comfort.spoken


def test_keys_pass_what_cannot_be_touched(wired, kiosk):
    kiosk.access.offer_voices(frozenset({"en"}))

    names = order(wired)
    assert "spoken" not in names
    assert set(BAR) <= set(names)


def test_without_a_loudspeaker_there_is_nothing_to_listen_to(wired, kiosk):
    kiosk.access.offer_voices(frozenset({"vi"}))

    kiosk.access.offer_voices(None)

    assert wired.bar.spoken_button.isHidden()


def test_a_wide_screen_is_low_enough(home):
    home.resize(1920, 1080)

    assert home.bar.low.isHidden()
    assert [one.objectName() for one in home.bar.buttons()] == ["large", "help"]


def test_help_is_called_and_ended_by_touch(wired, kiosk):
    QTest.mouseClick(button(wired, "help"), LEFT)
    called = kiosk.access.comfort.help
    QTest.mouseClick(button(wired, "helped"), LEFT)

    assert (called, kiosk.access.comfort.help) == (True, False)
    assert not wired.asks


def test_who_goes_on_meanwhile_still_waits_for_help(wired, kiosk):
    QTest.mouseClick(button(wired, "help"), LEFT)
    QTest.mouseClick(button(wired, "go-on"), LEFT)

    assert kiosk.access.comfort.help
    assert not wired.asks
    assert button(wired, "help").text() == "Đã báo cán bộ"


def test_a_language_of_the_list_is_touched(home, qtbot):
    languages = (*home.picture.comfort.languages, Language("fr", "Français"))
    comfort = {"languages": languages, "asking": Asking.LANGUAGE}
    home.show_picture(with_comfort(home.picture, **comfort))

    with qtbot.waitSignal(home.dialog.language_chosen) as chosen:
        QTest.mouseClick(button(home, "speak-fr"), LEFT)

    assert chosen.args == ["fr"]


def test_whoever_touches_beside_the_question_is_still_there(home, qtbot):
    home.show_picture(with_comfort(home.picture, asking=Asking.MORE_TIME))

    with qtbot.waitSignal(home.dialog.stay_wanted):
        QTest.mouseClick(home.dialog, LEFT, pos=home.rect().topLeft())


def test_a_kiosk_with_one_language_has_no_button_for_it(home):
    only = (Language("vi", "Tiếng Việt"),)
    home.show_picture(with_comfort(home.picture, languages=only))

    assert home.header.language.isHidden()
