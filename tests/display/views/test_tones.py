import pytest
from PySide6.QtGui import QColor

from display.views.tones import LIVE, OLD
from shared.qt.theme import (
    AMBER,
    AMBER_GROUND,
    DARK_RED,
    GOLD,
    NAVY_800,
    NAVY_900,
    NAVY_950,
    WHITE,
    contrast,
    readable_on,
)

PAIRS = [
    *((ink, NAVY_800) for ink in (LIVE.listed, LIVE.heading, LIVE.second, LIVE.title)),
    *((ink, NAVY_900) for ink in (LIVE.listed, LIVE.good, LIVE.second, LIVE.title)),
    (LIVE.number, NAVY_950),
    (LIVE.on_pill, LIVE.pill),
    (LIVE.counter, LIVE.pill),
    (OLD.number, NAVY_950),
    (OLD.on_pill, OLD.pill),
    (NAVY_950, GOLD),
    (DARK_RED, GOLD),
    (AMBER, AMBER_GROUND),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_everything_is_read_seven_to_one(ink, ground):
    assert contrast(ink, ground) >= 7


def test_old_numbers_do_not_look_like_live_ones():
    assert LIVE.number != OLD.number
    assert LIVE.listed != OLD.listed


@pytest.mark.parametrize(
    "zone", ["#15437F", "#5B3A8C", "#0A5034", "#7A0811", "#6B4A00"]
)
def test_the_zones_colours_can_be_written_on(zone):
    assert contrast(readable_on(QColor(zone)), QColor(zone)) >= 7
    assert readable_on(WHITE) == NAVY_950
