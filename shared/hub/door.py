"""Where stations come in: they say who they are, and wait until the hub is ready."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from shared.hub.crowd import Station
from shared.hub.server import Server
from shared.wire.codec import pack, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import Hello, Unavailable

log = logging.getLogger(__name__)

BAD_FRAME = 1002
HELLO_SECONDS = 10
EXCUSE_SECONDS = 1.0
"""So often a station is told why it has to wait."""

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

    def __init__(self) -> None:
        self._opened: asyncio.Future[Server] = (
            asyncio.get_running_loop().create_future()
        )
        self.excuse = "the hub is starting"
        """Why nobody can be served yet; for the stations' logs."""

    def open(self, server: Server) -> None:
        """Let everybody in to *server*, also those who wait already."""
        self._opened.set_result(server)

    async def attend(self, connection: ServerConnection) -> None:
        """Keep one station company until it leaves."""
        name = f"{connection.remote_address}"
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = _hello_in(await connection.recv())
            name = f"{hello.role} {hello.station}"
            log.info("%s is here", name)
            server = await self._server(connection)
            await server.accompany(Station(connection, hello))
        except BadFrame as error:
            log.warning("%s: bad frame: %s", name, error)
            await connection.close(BAD_FRAME, "bad frame")
        except TimeoutError:
            log.warning("%s: said no hello", name)
            await connection.close(BAD_FRAME, "no hello")
        except ConnectionClosed:
            pass
        finally:
            log.info("%s has left", name)

    async def _server(self, connection: ServerConnection) -> Server:
        """Return the server once there is one, with excuses until then."""
        while not self._opened.done():
            excuse = Unavailable(code="no_records", message=self.excuse)
            await connection.send(pack(excuse))
            await asyncio.wait([self._opened], timeout=EXCUSE_SECONDS)
        return self._opened.result()


@asynccontextmanager
async def listening(door: Door, address: Address) -> AsyncIterator[str]:
    """Let stations come to *door* at *address*, and give the URL they can use.

    Raises:
        OSError: The port cannot be had.
    """
    async with serve(
        door.attend,
        address.host,
        address.port,
        compression=None,
        backlog=BACKLOG,
        max_size=LARGEST_FRAME,
        ping_interval=5,
        ping_timeout=10,
        close_timeout=1,
    ) as server:
        bound = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://{address.host}:{bound}"


def _hello_in(text: str | bytes) -> Hello:
    frame = unpack_up(text)
    if not isinstance(frame, Hello):
        raise BadFrame("the first frame is no hello")
    return frame
