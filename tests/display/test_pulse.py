from display.pulse import HERTZ, WEAKEST, strength
from shared.qt.theme import GOLD, NAVY_950, contrast


def test_the_frame_pulses_far_slower_than_what_may_harm():
    assert HERTZ < 3


def test_the_frame_is_never_gone():
    moments = [strength(milliseconds) for milliseconds in range(0, 3_000, 10)]

    assert min(moments) >= WEAKEST
    assert max(moments) <= 1
    assert strength(0) == 1


def test_the_number_has_its_own_ground_that_does_not_pulse():
    assert contrast(GOLD, NAVY_950) >= 7
