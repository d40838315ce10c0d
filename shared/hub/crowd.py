"""The stations that listen: tells them all, and waits for none of them."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from websockets.asyncio.server import ServerConnection, broadcast

from shared.hub.access import Badge
from shared.hub.bounds import Bucket
from shared.wire.messages import Hello, Role

log = logging.getLogger(__name__)

LARGEST_BACKLOG = 2**20
"""Bytes that may wait for a station that does not read; more, and it is cut off."""

LARGEST_SKEW_SECONDS = 300
"""A clock that is more wrong than this puts events at times when nothing was."""

MANY = 500
SLICE = 200
"""Of more than `MANY` stations so many are told at once; answers go in between."""


@dataclass(slots=True, eq=False)
class Station:
    """Somebody who has said hello, and was let in."""

    connection: ServerConnection
    hello: Hello
    badge: Badge | None = None
    """What it may do; None if it may anything."""

    bucket: Bucket | None = None
    """How much it may say; None if as much as it likes."""

    welcome: int = 0
    """Bytes of its welcome that it has not read yet; they do not count as backlog."""

    skew: int | None = None
    """By how many seconds its clock is ahead, if it told its time."""

    cut_off: bool = False
    """It did not read."""

    @property
    def clock_is_wrong(self) -> bool:
        """Whether somebody should set its clock."""
        return abs(self.skew or 0) > LARGEST_SKEW_SECONDS

    def tell(self, text: str) -> None:
        """Write *text* without waiting, unless the station has just gone."""
        # asyncio complains of each write to a connection that it has given up.
        if not self.connection.transport.is_closing():
            broadcast([self.connection], text)
            self.look()

    def look(self) -> None:
        """Cut the station off if it does not read what it is told."""
        transport = self.connection.transport
        waiting = transport.get_write_buffer_size()
        self.welcome = min(self.welcome, waiting)
        if waiting - self.welcome > LARGEST_BACKLOG:
            log.warning("%s does not read: cut off", self.hello.station)
            transport.abort()
            self.cut_off = True


class Crowd:
    """All stations that are told what happens."""

    def __init__(self) -> None:
        self._stations: set[Station] = set()
        # With many stations: who is still to be told what, in order.
        self._telling: deque[tuple[str, Iterator[Station]]] = deque()
        self._turn: asyncio.Handle | None = None

    def join(self, station: Station, welcome: str) -> None:
        """Let *station* hear *welcome*, and from now on all that is told."""
        if not station.connection.transport.is_closing():
            broadcast([station.connection], welcome)
        station.welcome = station.connection.transport.get_write_buffer_size()
        self._stations.add(station)

    def leave(self, station: Station) -> None:
        """Tell *station* no more."""
        self._stations.discard(station)

    def __iter__(self) -> Iterator[Station]:
        return iter(tuple(self._stations))

    def has(self, name: str | None) -> bool:
        """Return whether a station of that name is here."""
        return any(station.hello.station == name for station in self._stations)

    def named(self, name: str, *, role: Role) -> Station | None:
        """Return the station of that name and role, if it is here."""
        here = (s for s in self._stations if s.hello.station == name)
        return next((s for s in here if s.hello.role == role), None)

    def tell(self, text: str, *, role: Role | None = None) -> None:
        """Tell *text* to all who are here now, after what was told before.

        With a *role* only to stations of that role.
        """
        to = (each for each in self._stations if role in (None, each.hello.role))
        self._telling.append((text, iter(tuple(to))))
        if self._turn is None:
            self._tell_on()

    def _tell_on(self) -> None:
        """Tell whoever is next; if they are many, in several turns of the loop."""
        self._turn = None
        while self._telling:
            text, rest = self._telling[0]
            now = list(islice(rest, SLICE if len(self._stations) > MANY else None))
            if not now:
                self._telling.popleft()
                continue
            here = [each for each in now if not each.connection.transport.is_closing()]
            broadcast([station.connection for station in here], text)
            for station in here:
                station.look()
            if len(self._stations) > MANY:
                self._turn = asyncio.get_running_loop().call_soon(self._tell_on)
                return
