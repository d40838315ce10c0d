import pytest
from PySide6.QtWidgets import QWidget

from display.views.ticker import TickerPane

LONG = "Quý công dân vui lòng giữ phiếu và chuẩn bị sẵn giấy tờ"


@pytest.fixture
def window(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 60)
    return window


def a_ticker(window, *words):
    ticker = TickerPane(window, words)
    ticker.resize(800, 60)
    window.show()
    return ticker


def test_words_that_fit_stand_still(window):
    assert not a_ticker(window, "Xin chào").moving


def test_words_that_do_not_fit_run(window):
    assert a_ticker(window, LONG, LONG).moving


def test_nothing_to_say_costs_nothing(window):
    assert not a_ticker(window).moving


def test_running_words_fill_the_whole_width(window):
    ticker = a_ticker(window, LONG, LONG)

    picture = ticker.grab().toImage()

    dark = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).lightness() < 60 for y in range(60))
    ]
    assert dark[0] < 200
    assert dark[-1] > 600


def test_hidden_words_do_not_run(window):
    ticker = a_ticker(window, LONG, LONG)

    ticker.hide()

    assert not ticker.moving
