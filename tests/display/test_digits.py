import pytest

from display.digits import digit_pixels

FULL_HD, PORTRAIT, UHD = (1920, 1080), (1080, 1920), (3840, 2160)


@pytest.mark.parametrize(
    ("metres", "inches", "size", "pixels"),
    [
        (5, 43, FULL_HD, 101),
        (5, 65, FULL_HD, 67),
        (5, 43, UHD, 202),
        (5, 43, PORTRAIT, 101),
        (10, 65, FULL_HD, 133),
    ],
)
def test_a_digit_is_a_hundredth_of_the_distance_tall(metres, inches, size, pixels):
    found = digit_pixels(viewing_metres=metres, panel_inches=inches, size=size)

    assert found == pixels
