"""Answers clerks who come and go."""

import logging

from shared.domain.errors import QueueError
from shared.hub.access import NotAllowed
from shared.hub.crowd import Station
from shared.hub.shifts import Shifts
from shared.store.errors import StoreError
from shared.wire.messages import Ask, Done, LoggedIn, LogIn, LogOut, PrintHere, Refused

log = logging.getLogger(__name__)


async def receive(
    shifts: Shifts | None, station: Station, wish: LogIn | LogOut, seq: int
) -> Done | LoggedIn | Refused:
    """Return what is said to a clerk; *seq* is the number of the last event."""
    if shifts is None or station.hello.role != "counter":
        return refused(wish, NotAllowed(station.hello.role))
    if isinstance(wish, LogOut):
        shifts.log_out(station)
        return Done(id=wish.id, seq=seq)
    try:
        return await shifts.log_in(station, wish)
    except QueueError as error:
        # Under which name is not written down: it may be a password out of place.
        log.warning("nobody is logged in at %s: %s", station.hello.station, error)
        return refused(wish, error)
    except StoreError as error:
        log.warning("nobody can log in: %s", error)
        return Refused(id=wish.id, code="not_kept", message=str(error))


def refused(wish: Ask | PrintHere | LogIn | LogOut, error: QueueError) -> Refused:
    """Return the answer that *wish* is not granted because of *error*."""
    return Refused(
        id=wish.id, code=error.code, message=str(error), parts=dict(error.parts)
    )
