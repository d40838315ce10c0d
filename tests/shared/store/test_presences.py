from datetime import date
from pathlib import Path

import pytest

from shared.store.errors import StoreUnavailable
from shared.store.presences import Presences, Present
from shared.store.reading import Reading, open_reader

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
EVER = (date.min, date.max)


@pytest.fixture
def presences(store):
    return Presences(store._engine)


@pytest.fixture
def reading(store, address):
    reading = Reading(open_reader(address, Path()))
    yield reading
    reading.close()


def a_present(station="kiosk-1", *, office="mau", day=MONDAY, minutes=1, **more):
    return Present(
        office=office,
        day=day,
        station=station,
        minutes=minutes,
        **{"role": "kiosk"} | more,
    )


def test_minutes_come_to_those_that_are_there(presences, reading):
    presences.add([a_present(minutes=2, fault_minutes=1)])

    presences.add([a_present(minutes=3, fault_minutes=2)])

    whole = a_present(minutes=5, fault_minutes=3)
    assert reading.presence("mau", *EVER) == [whole]


def test_offices_days_and_stations_are_apart(presences, reading):
    other = a_present("display-1", role="display")
    next_day = a_present(day=TUESDAY)
    presences.add([next_day, other, a_present(), a_present(office="hue")])

    assert reading.presence("mau", *EVER) == [other, a_present(), next_day]
    assert reading.presence("mau", TUESDAY, TUESDAY) == [next_day]
    assert reading.presence("hue", *EVER) == [a_present(office="hue")]


def test_nobody_here_is_nothing_to_keep(presences, reading):
    presences.add([])

    assert reading.presence("mau", *EVER) == []


def test_what_cannot_be_kept_is_not_kept_in_part(presences, reading):
    wrong = a_present("kiosk-2", role=None)

    with pytest.raises(StoreUnavailable):
        presences.add([a_present(), wrong])

    assert reading.presence("mau", *EVER) == []
