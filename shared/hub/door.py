"""Where stations come in: they say who they are, and wait until the hub is ready."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import SSLContext
from typing import NamedTuple

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from shared.hub.bounds import Bounds, Visits, counted, host_of
from shared.hub.crowd import Station
from shared.hub.health import Health
from shared.hub.hub import STARTING, Hub
from shared.hub.register import ELSEWHERE, TURNED_AWAY, TurnedAway
from shared.hub.site import Site
from shared.hub.tokens import looks_like_one
from shared.network import EVERYWHERE
from shared.network import address as own_address
from shared.wire.codec import pack, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import Hello, Unavailable

log = logging.getLogger(__name__)

BAD_FRAME, TOO_LARGE = 1002, 1009
HANDSHAKE_SECONDS = 5
HELLO_SECONDS = 10
EXCUSE_SECONDS = 1.0
"""So often a station is told why it has to wait."""

REGRET_SECONDS = 0.5
"""So late somebody is turned away: who tries again and again fills no log."""

BACKLOG = 1024
"""So many may knock at once: a thousand displays come back together."""

LARGEST_FRAME = 64 * 1024
"""Bytes a station may send at once."""


class IsElsewhere(Exception):
    """Another hub has the station's office."""


class Address(NamedTuple):
    """Where to listen; port 0 stands for any free one."""

    host: str
    port: int


class Door:
    """Lets stations in to their offices, one conversation each."""

    def __init__(
        self, hub: Hub, bounds: Bounds | None = None, *, near: bool = True
    ) -> None:
        """Stations of this machine need no token and have no bounds if *near*."""
        self._hub = hub
        self.figures = hub.figures
        offices = len(hub.orders.plans)
        self.visits = Visits(
            bounds or Bounds(), self.figures, near=near, offices=offices
        )
        self.health = Health(hub, self.visits)

    async def attend(self, connection: ServerConnection) -> None:
        """Keep one station company until it leaves."""
        host = host_of(connection.transport)
        name = host
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = _hello_in(await connection.recv())
            name = f"{hello.role} {_harmless(hello.station)} at {host}"
            site, station = await self._let_in(connection, hello, host)
            await self._accompany(site, station)
        except BadFrame as error:
            self.figures.bad_frames["nonsense"] += 1
            log.warning("%s: bad frame: %s", name, error)
            await connection.close(BAD_FRAME, "bad frame")
        except TurnedAway as error:
            self.figures.refused[error.code] += 1
            log.warning("%s is not let in: %s", name, error)
            await asyncio.sleep(REGRET_SECONDS)
            await connection.close(TURNED_AWAY, error.code)
        except IsElsewhere:
            await connection.close(ELSEWHERE, "elsewhere")
        except TimeoutError:
            self.figures.bad_frames["no_hello"] += 1
            log.warning("%s: said no hello", name)
            await connection.close(BAD_FRAME, "no hello")
        except ConnectionClosed as error:
            self._count_end(name, error)

    async def _accompany(self, site: Site, station: Station) -> None:
        hello = station.hello
        name = f"{hello.role} {hello.station}"
        if self._many:
            name = f"{site.office}: {name}"
        log.info("%s is here", name)
        try:
            await site.server.accompany(station)
        finally:
            log.info("%s has left", name)

    def _count_end(self, name: str, error: ConnectionClosed) -> None:
        if error.sent is not None and error.sent.code == TOO_LARGE:
            self.figures.bad_frames["too_large"] += 1
            log.warning("%s: a frame of more than %d bytes", name, LARGEST_FRAME)

    @property
    def _many(self) -> bool:
        return len(self._hub.orders.plans) > 1

    async def _let_in(
        self, connection: ServerConnection, hello: Hello, host: str
    ) -> tuple[Site, Station]:
        """Return the station with what it may do, once its office is served.

        Raises:
            TurnedAway: It may not come in.
            IsElsewhere: Another hub has its office.
        """
        near = self.visits.is_near(host)
        if not near and not hello.token:
            raise TurnedAway("token_missing")
        offices = self._hub.orders.plans
        if hello.office is not None and hello.office not in offices:
            raise TurnedAway("office_unknown")
        office = await self._office_of(connection, hello, near=near)
        site = await self._site(connection, office, near=near)
        now = asyncio.get_running_loop().time()
        station = Station(
            connection,
            hello,
            badge=self._hub.register.admit(hello, office, near=near),
            bucket=self.visits.bucket(host, now),
        )
        return site, station

    async def _office_of(
        self, connection: ServerConnection, hello: Hello, *, near: bool
    ) -> str:
        """Return the office of a station by what it says, else by its token."""
        [first, *others] = self._hub.orders.plans
        if not others:
            return first
        if near and hello.office is not None:
            return hello.office
        if not hello.token:
            raise TurnedAway("office_unknown")
        register = self._hub.register
        while not register.has(first):
            await self._excuse(connection, first, near=near)
        office = register.office_of(hello.token)
        if hello.office not in (None, office):
            raise TurnedAway("not_this_station")
        return office

    async def _site(
        self, connection: ServerConnection, office: str, *, near: bool
    ) -> Site:
        """Return *office* at work as soon as it is, with excuses until then."""
        while (site := self._hub.site(office)) is None:
            if not await self._hub.wanted(office):
                raise IsElsewhere
            await self._excuse(connection, office, near=near)
        return site

    async def _excuse(
        self, connection: ServerConnection, office: str, *, near: bool
    ) -> None:
        code, message = self._hub.excuses.get(office, STARTING)
        if not near:
            # Whose token is right is not known yet: the database is nobody's concern.
            message = "the hub waits for its records"
        await connection.send(pack(Unavailable(code=code, message=message)))
        await self._hub.comes(office, EXCUSE_SECONDS)


@asynccontextmanager
async def listening(
    door: Door, address: Address, tls: SSLContext | None = None
) -> AsyncIterator[str]:
    """Let stations come to *door* at *address*, and give the URL they can use.

    Raises:
        OSError: The port cannot be had.
    """
    async with serve(
        door.attend,
        address.host,
        address.port,
        ssl=tls,
        create_connection=counted(door.visits),
        process_request=door.health.answer,
        # A browser names the page that knocks; our stations name none. Any page that
        # somebody opens on this machine could else act as a station without a token.
        origins=[None],
        compression=None,
        backlog=BACKLOG,
        open_timeout=HANDSHAKE_SECONDS,
        max_size=LARGEST_FRAME,
        ping_interval=5,
        ping_timeout=10,
        close_timeout=1,
        ssl_handshake_timeout=None if tls is None else HANDSHAKE_SECONDS,
    ) as server:
        bound = next(iter(server.sockets)).getsockname()[1]
        scheme = "ws" if tls is None else "wss"
        if address.host in EVERYWHERE:
            log.info("other machines come to %s://%s:%d", scheme, own_address(), bound)
        yield f"{scheme}://{_reachable(address.host)}:{bound}"


def _reachable(host: str) -> str:
    """Return how a station on this machine reaches a hub that listens at *host*."""
    if host in ("", "0.0.0.0"):
        return "127.0.0.1"
    if host == "::":
        return "[::1]"
    return f"[{host}]" if ":" in host else host


def _harmless(name: str) -> str:
    """Return a station's *name* as a log may show it."""
    return "with a token for a name" if looks_like_one(name) else name


def _hello_in(text: str | bytes) -> Hello:
    frame = unpack_up(text)
    if not isinstance(frame, Hello):
        raise BadFrame("the first frame is no hello")
    return frame
