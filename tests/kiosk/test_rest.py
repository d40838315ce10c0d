import pytest

from kiosk.rest import Rest, RestSettings, ScreenHours, rest_at
from shared.domain.times import HOUR, MINUTE, SECOND
from tests.halls import EIGHT

OFFICE_HOURS = ScreenHours(on="07:00", off="17:30")
NIGHT = EIGHT + 12 * HOUR


def rests(now, untouched, *, at_home=True, busy=False, **settings):
    return rest_at(
        now,
        RestSettings(**settings),
        touched_at=now - untouched,
        at_home=at_home,
        busy=busy,
    )


@pytest.mark.parametrize(
    ("hours", "after_eight", "lit"),
    [
        (OFFICE_HOURS, 0, True),
        (OFFICE_HOURS, -HOUR, True),
        (OFFICE_HOURS, -HOUR - MINUTE, False),
        (OFFICE_HOURS, 9 * HOUR + 29 * MINUTE, True),
        (OFFICE_HOURS, 9 * HOUR + 30 * MINUTE, False),
        (ScreenHours(on="20:00", off="06:00"), 13 * HOUR, True),
        (ScreenHours(on="20:00", off="06:00"), 21 * HOUR, True),
        (ScreenHours(on="20:00", off="06:00"), 0, False),
        (ScreenHours(), 16 * HOUR, True),
    ],
)
def test_the_screen_is_lit_in_its_hours(hours, after_eight, lit):
    assert hours.lit(EIGHT + after_eight) is lit


def test_one_end_of_the_hours_alone_is_a_mistake():
    with pytest.raises(ValueError, match="go together"):
        ScreenHours(on="07:00")


def test_at_night_the_screen_is_dark():
    assert rests(NIGHT, HOUR, hours=OFFICE_HOURS) is Rest.DARK


def test_a_touch_at_night_lights_it_for_a_minute():
    assert rests(NIGHT, 59 * SECOND, hours=OFFICE_HOURS) is Rest.NONE
    assert rests(NIGHT, 60 * SECOND, hours=OFFICE_HOURS) is Rest.DARK


def test_it_is_dark_also_where_no_number_can_be_given():
    assert rests(NIGHT, HOUR, hours=OFFICE_HOURS, at_home=False) is Rest.DARK


def test_the_pictures_come_when_nobody_does():
    assert rests(EIGHT, 119 * SECOND, pictures_after=120) is Rest.NONE
    assert rests(EIGHT, 120 * SECOND, pictures_after=120) is Rest.PICTURES


def test_without_pictures_the_services_stay():
    assert rests(EIGHT, HOUR) is Rest.NONE


def test_no_picture_hides_why_there_are_no_numbers():
    assert rests(EIGHT, HOUR, pictures_after=120, at_home=False) is Rest.NONE


def test_nothing_covers_what_somebody_is_doing():
    busy = {"hours": OFFICE_HOURS, "pictures_after": 120, "busy": True}

    assert rests(NIGHT, HOUR, **busy) is Rest.NONE
