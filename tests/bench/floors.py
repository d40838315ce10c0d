"""Servers that do the least there is to do, in a process of their own.

``echo`` sends every frame back, with the hub's library and nothing else. ``shout``
answers a frame and writes one event to everybody, without any library.
"""

import asyncio
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from typing import Any

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests import programs
from tests.bench.frames import NO_MASK, from_a_server

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
HERE = "127.0.0.1"


@contextmanager
def a_floor(kind: str) -> Iterator[str]:
    """Start the server *kind*, and stop it in the end. The value is its address."""
    with programs.start("tests.bench.floors", kind) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


async def echo() -> None:
    """Send back what comes, with the hub's own library."""

    async def attend(connection: ServerConnection) -> None:
        try:
            async for text in connection:
                await connection.send(text)
        except ConnectionClosed:
            pass

    async with serve(attend, HERE, 0, compression=None) as listening:
        _tell(listening)
        await asyncio.Event().wait()


async def shout() -> None:
    """Write to everybody what one says: bare sockets in a loop."""
    everybody: list[Any] = []
    listening = await asyncio.get_running_loop().create_server(
        lambda: _Shouting(everybody), HERE, 0, backlog=1_000
    )
    _tell(listening)
    await asyncio.Event().wait()


class _Shouting(asyncio.Protocol):
    """One listener; the last sequence number stands in the list of all."""

    events = 0

    def __init__(self, everybody: list[Any]) -> None:
        self._everybody = everybody

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._said_hello = False
        self._greeted = False

    def connection_lost(self, error: Exception | None) -> None:
        if self._transport in self._everybody:
            self._everybody.remove(self._transport)

    def data_received(self, data: bytes) -> None:
        if not self._greeted:
            self._greet(data)
        elif not self._said_hello:
            self._said_hello = True
            self._everybody.append(self._transport)
            snapshot = {"type": "snapshot", "stream": "floor", "seq": self.events}
            self._transport.write(from_a_server(msgspec.json.encode(snapshot)))
        else:
            self._shout(data)

    def _greet(self, data: bytes) -> None:
        self._greeted = True
        key = data.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r\n")[0]
        accept = b64encode(sha1(key + MAGIC).digest())
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )

    def _shout(self, data: bytes) -> None:
        asked = msgspec.json.decode(data.partition(NO_MASK)[2])
        type(self).events += 1
        done = {"type": "done", "id": asked["id"], "seq": self.events}
        self._transport.write(from_a_server(msgspec.json.encode(done)))
        event = from_a_server(msgspec.json.encode(_event(self.events)))
        for transport in self._everybody:
            transport.write(event)


def _event(seq: int) -> dict[str, Any]:
    """Return a frame as long as the hub's after one issue."""
    at = 1767575640000
    ticket = {
        "number": f"1{seq:03d}", "service": "1", "state": "waiting", "priority": False,
        "issued_at": at, "queued_at": at, "order": seq, "counter": None,
        "called_at": None, "recalled_at": None, "calls": 0, "served_at": None,
        "ended_at": None, "to_counter": None, "back_to": None, "resumes": 0,
    }  # fmt: skip
    happened = {"type": "ticket_changed", "action": "issue", "ticket": ticket, "at": at}
    happened |= {"reason": None, "station": "kiosk-1", "holder": None}
    return {"type": "events", "stream": "floor", "from": seq, "list": [happened]}


def _tell(listening: Any) -> None:
    port = next(iter(listening.sockets)).getsockname()[1]
    sys.stdout.write(f"ws://{HERE}:{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run({"echo": echo, "shout": shout}[sys.argv[1]]())
