from datetime import date

import pytest

from shared.domain.calendar import Hours, Session
from shared.domain.times import HOUR, MINUTE, SECOND
from shared.hub.presence import Here, Presence, hub_of
from tests.halls import EIGHT

MONDAY = date(2026, 1, 5)
MORNING = Session(id="morning", name={"vi": "Buổi sáng"}, opens="08:00", closes="11:30")
KIOSK = Here(office="mau", station="kiosk-1", role="kiosk")
JAMMED = Here(office="mau", station="kiosk-1", role="kiosk", printer="paper_out")


def always(_office, _day):
    return None


def in_the_morning(_office, _day):
    return Hours(sessions=(MORNING,))


def counted(presence):
    return {
        (one.office, one.day, one.station): (one.role, one.minutes, one.fault_minutes)
        for one in presence.take()
    }


def look_for(presence, minutes, *here, since=EIGHT, each=5 * SECOND):
    for at in range(since, since + minutes * MINUTE, each):
        presence.look(at, lambda: here)


def test_a_station_has_each_minute_in_which_it_is_seen():
    presence = Presence(always)

    look_for(presence, 3, KIOSK, hub_of("mau"))

    assert counted(presence) == {
        ("mau", MONDAY, "kiosk-1"): ("kiosk", 3, 0),
        ("mau", MONDAY, ""): ("hub", 3, 0),
    }


def test_what_was_counted_is_told_once():
    presence = Presence(always)
    look_for(presence, 1, KIOSK)

    assert len(presence.take()) == 1
    assert presence.take() == []


def test_a_station_that_is_away_has_no_minutes():
    presence = Presence(always)
    look_for(presence, 2, KIOSK)
    look_for(presence, 5, since=EIGHT + 2 * MINUTE)
    look_for(presence, 1, KIOSK, since=EIGHT + 7 * MINUTE)

    assert counted(presence) == {("mau", MONDAY, "kiosk-1"): ("kiosk", 3, 0)}


def test_a_station_that_is_here_twice_is_counted_once():
    presence = Presence(always)

    look_for(presence, 2, KIOSK, KIOSK)

    assert counted(presence) == {("mau", MONDAY, "kiosk-1"): ("kiosk", 2, 0)}


def test_minutes_in_which_the_printer_cannot_print_are_told_apart():
    presence = Presence(always)
    ready = Here(office="mau", station="kiosk-1", role="kiosk", printer="ready")
    look_for(presence, 2, ready)
    look_for(presence, 3, JAMMED, since=EIGHT + 2 * MINUTE)

    assert counted(presence) == {("mau", MONDAY, "kiosk-1"): ("kiosk", 5, 3)}


@pytest.mark.parametrize(
    ("since", "minutes"),
    [
        (EIGHT - 10 * MINUTE, 0),
        (EIGHT - 5 * MINUTE, 5),
        (EIGHT + 3 * HOUR + 25 * MINUTE, 5),  # until half past eleven
        (EIGHT + 5 * 24 * HOUR, 0),  # a Saturday
    ],
)
def test_only_the_working_hours_count(since, minutes):
    presence = Presence(in_the_morning)

    look_for(presence, 10, KIOSK, since=since)

    assert sum(one.minutes for one in presence.take()) == minutes


def test_each_office_has_its_own_hours_and_each_day_its_own_minutes():
    presence = Presence(
        lambda office, day: in_the_morning(office, day) if office == "mau" else None
    )
    other = Here(office="hue", station="kiosk-1", role="kiosk")
    midnight = EIGHT + 16 * HOUR

    look_for(presence, 4, KIOSK, other, since=midnight - 2 * MINUTE)

    tuesday = date(2026, 1, 6)
    assert counted(presence) == {
        ("hue", MONDAY, "kiosk-1"): ("kiosk", 2, 0),
        ("hue", tuesday, "kiosk-1"): ("kiosk", 2, 0),
    }


def test_a_clock_that_goes_back_does_not_stop_the_counting():
    presence = Presence(always)
    look_for(presence, 1, KIOSK, since=EIGHT + HOUR)

    look_for(presence, 2, KIOSK)

    assert counted(presence) == {("mau", MONDAY, "kiosk-1"): ("kiosk", 3, 0)}
