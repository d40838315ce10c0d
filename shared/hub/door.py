"""Where stations come in: they say who they are, and wait until the hub is ready."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import SSLContext
from typing import NamedTuple

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from shared.clock import Clock
from shared.hub.bounds import Bounds, Visits, counted, host_of
from shared.hub.crowd import Station
from shared.hub.figures import Figures
from shared.hub.health import Health
from shared.hub.register import TURNED_AWAY, Register, TurnedAway
from shared.hub.server import Server
from shared.hub.tokens import looks_like_one
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


class Address(NamedTuple):
    """Where to listen; port 0 stands for any free one."""

    host: str
    port: int


class Door:
    """Lets stations in, one conversation each."""

    def __init__(
        self, clock: Clock, bounds: Bounds | None = None, *, near: bool = True
    ) -> None:
        """Stations of this machine need no token and have no bounds if *near*."""
        self._opened: asyncio.Future[Server] = (
            asyncio.get_running_loop().create_future()
        )
        self.figures = Figures()
        self.register = Register()
        self.visits = Visits(bounds or Bounds(), self.figures, near=near)
        self.health = Health(clock, self.figures, self.register, self.visits)
        self.excuse = "the hub is starting"
        """Why nobody can be served yet; for the stations' logs."""

        self.code = "no_records"
        """The same in a word, for their screens."""

    @property
    def server(self) -> Server | None:
        """Who serves the stations, once there is somebody."""
        return self._opened.result() if self._opened.done() else None

    def open(self, server: Server) -> None:
        """Let everybody in to *server*, also those who wait already."""
        self._opened.set_result(server)
        self.health.server = server

    async def attend(self, connection: ServerConnection) -> None:
        """Keep one station company until it leaves."""
        host = host_of(connection.transport)
        name, inside = host, False
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = _hello_in(await connection.recv())
            name = f"{hello.role} {_harmless(hello.station)} at {host}"
            server, station = await self._let_in(connection, hello, host)
            name, inside = f"{hello.role} {hello.station}", True
            log.info("%s is here", name)
            await server.accompany(station)
        except BadFrame as error:
            self.figures.bad_frames["nonsense"] += 1
            log.warning("%s: bad frame: %s", name, error)
            await connection.close(BAD_FRAME, "bad frame")
        except TurnedAway as error:
            self.figures.refused[error.code] += 1
            log.warning("%s is not let in: %s", name, error)
            await asyncio.sleep(REGRET_SECONDS)
            await connection.close(TURNED_AWAY, error.code)
        except TimeoutError:
            self.figures.bad_frames["no_hello"] += 1
            log.warning("%s: said no hello", name)
            await connection.close(BAD_FRAME, "no hello")
        except ConnectionClosed as error:
            if error.sent is not None and error.sent.code == TOO_LARGE:
                self.figures.bad_frames["too_large"] += 1
                log.warning("%s: a frame of more than %d bytes", name, LARGEST_FRAME)
        finally:
            if inside:
                log.info("%s has left", name)

    async def _let_in(
        self, connection: ServerConnection, hello: Hello, host: str
    ) -> tuple[Server, Station]:
        """Return the station with what it may do, once there is a server.

        Raises:
            TurnedAway: It may not come in.
        """
        near = self.visits.is_near(host)
        if not near and not hello.token:
            raise TurnedAway("token_missing")
        server = await self._server(connection, near=near)
        now = asyncio.get_running_loop().time()
        station = Station(
            connection,
            hello,
            badge=self.register.admit(hello, near=near),
            bucket=self.visits.bucket(host, now),
        )
        return server, station

    async def _server(self, connection: ServerConnection, *, near: bool) -> Server:
        """Return the server once there is one, with excuses until then."""
        while not self._opened.done():
            # Whose token is right is not known yet: the database is nobody's concern.
            message = self.excuse if near else "the hub waits for its records"
            excuse = Unavailable(code=self.code, message=message)
            await connection.send(pack(excuse))
            await asyncio.wait([self._opened], timeout=EXCUSE_SECONDS)
        return self._opened.result()


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
        yield f"{'ws' if tls is None else 'wss'}://{_reachable(address.host)}:{bound}"


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
