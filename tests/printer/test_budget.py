"""A slip is small enough for a serial line, whatever stands on it."""

import pytest

from printer.escpos import page
from printer.profiles import Profile
from printer.raster import draw
from tests.printer.slips import SLIPS

WIDE = {"width_dots": 576, "dpi": 203}
OLD = {"width_dots": 512, "dpi": 180}
NARROW = {"width_dots": 384, "dpi": 203}


def size_of(slip, paper):
    profile = Profile(**paper)
    return len(page(draw(slip, profile), profile).data)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("paper", [WIDE, OLD], ids=["203 dpi", "180 dpi"])
def test_80_mm_take_at_most_14_500_bytes(paper, slip):
    assert size_of(slip, paper) <= 14_500


@pytest.mark.parametrize("name", ["ordinary", "priority"])
def test_58_mm_take_at_most_8_000_bytes(name):
    assert size_of(SLIPS[name], NARROW) <= 8_000


@pytest.mark.parametrize(("name", "limit"), [("reprint", 8_700), ("long", 9_500)])
def test_58_mm_take_a_little_more_for_more_words(name, limit):
    assert size_of(SLIPS[name], NARROW) <= limit
