from datetime import date, timedelta

import pytest

from shared.domain.calendar import Holiday, Hours, Session
from shared.domain.times import HOUR, MINUTE
from shared.hub.equipment import (
    LEAST_MINUTES,
    MEMORY,
    Alive,
    equipment_of,
    open_minutes_of,
    together,
)
from shared.store.presences import Present
from tests.halls import EIGHT

MONDAY = date(2026, 1, 5)
HOURS = Hours(
    sessions=(
        Session(id="am", name={"vi": "Sáng"}, opens="08:00", closes="11:30"),
        Session(id="pm", name={"vi": "Chiều"}, opens="13:30", closes="17:00"),
    ),
    holidays=(Holiday(day=date(2026, 1, 1), name={"vi": "Tết Dương lịch"}),),
)


def a_present(station="kiosk-1", role="kiosk", *, day=MONDAY, minutes=60, faults=0):
    return Present(
        office="mau", day=day, station=station, role=role,
        minutes=minutes, fault_minutes=faults,
    )  # fmt: skip


def shares_of(equipment):
    return {role: (a.minutes, a.expected) for role, a in equipment.by_role.items()}


def test_each_kind_has_the_minutes_of_all_its_stations():
    presents = [
        a_present("", "hub", minutes=100),
        a_present("kiosk-1", minutes=90, faults=7),
        a_present("kiosk-2", minutes=50, faults=1),
        a_present("display-1", "display", minutes=40),
    ]

    equipment = equipment_of(presents, MONDAY, 100)

    assert shares_of(equipment) == {
        "hub": (100, 100), "kiosk": (140, 200), "display": (40, 100),
    }  # fmt: skip
    assert equipment.stations == Alive(180, 300)
    assert equipment.fault_minutes == 8


@pytest.mark.parametrize(
    ("days_ago", "minutes", "expected"),
    [
        (MEMORY.days, 60, {"kiosk": (0, 100)}),
        (MEMORY.days + 1, 60, None),
        (1, LEAST_MINUTES, {"kiosk": (0, 100)}),
        (1, LEAST_MINUTES - 1, None),  # tried out, and no more
    ],
)
def test_what_was_there_not_long_ago_is_expected(days_ago, minutes, expected):
    before = a_present(day=MONDAY - timedelta(days=days_ago), minutes=minutes)

    equipment = equipment_of([before], MONDAY, 100)

    assert (equipment and shares_of(equipment)) == expected


def test_what_comes_later_is_not_expected_before():
    later = a_present(day=MONDAY + timedelta(days=1))

    assert equipment_of([later], MONDAY, 100) is None


def test_a_day_on_which_the_office_is_closed_expects_nothing():
    assert equipment_of([a_present()], MONDAY, 0) is None


def test_more_minutes_than_there_are_count_as_all():
    assert shares_of(equipment_of([a_present(minutes=101)], MONDAY, 100)) == {
        "kiosk": (100, 100)
    }


def test_where_it_is_always_open_the_minutes_of_the_hub_are_the_measure():
    presents = [a_present("", "hub", minutes=600), a_present(minutes=300)]

    assert shares_of(equipment_of(presents, MONDAY, None)) == {"kiosk": (300, 600)}


def test_days_together_add_up_and_unknown_ones_do_not_count():
    one = equipment_of([a_present(minutes=90, faults=3)], MONDAY, 100)
    other = equipment_of([a_present("tv", "display", minutes=40)], MONDAY, 50)

    both = together([one, None, other, one])

    assert shares_of(both) == {"kiosk": (180, 200), "display": (40, 50)}
    assert both.fault_minutes == 6
    assert together([None]) is None


@pytest.mark.parametrize(
    ("day", "until", "minutes"),
    [
        (MONDAY, EIGHT + 24 * HOUR, 420),
        (MONDAY, EIGHT + HOUR, 60),
        (MONDAY, EIGHT + 4 * HOUR, 210),  # at noon
        (MONDAY, EIGHT - MINUTE, 0),
        (date(2026, 1, 4), EIGHT, 0),  # a Sunday
        (date(2026, 1, 1), EIGHT, 0),  # a holiday
    ],
)
def test_working_hours_count_until_now(day, until, minutes):
    assert open_minutes_of(HOURS, day, until) == minutes


def test_without_hours_there_are_no_working_hours_to_count():
    assert open_minutes_of(None, MONDAY, EIGHT) is None
