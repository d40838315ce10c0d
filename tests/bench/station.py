"""A station that costs next to nothing, so that what is measured is the hub.

A WebSocket client of its own: it masks with zeros, decodes a frame that many
stations get alike once, and checks only what no station may ever see wrong.
"""

import asyncio
from collections.abc import Callable
from functools import lru_cache
from itertools import count
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tests.bench.frames import CLOSE, PING, PONG, TEXT, frame_at, from_a_client

LIMIT_SECONDS = 30.0
"""Whoever has to wait longer than is reasonable gives up after so long."""

IDS = count(1)


class TicketTold(msgspec.Struct):
    """What a load client reads of a ticket."""

    number: str
    service: str
    state: str


class EventTold(msgspec.Struct):
    """What it reads of an event."""

    type: str
    ticket: TicketTold | None = None


class Told(msgspec.Struct):
    """What it reads of a frame, whatever its kind."""

    type: str
    id: str | None = None
    stream: str | None = None
    seq: int = 0
    first: int = msgspec.field(name="from", default=0)
    events: list[EventTold] = msgspec.field(name="list", default_factory=list)
    ticket: TicketTold | None = None
    code: str | None = None


@lru_cache(maxsize=256)
def told(payload: bytes) -> Told:
    """Return what *payload* says; a thousand stations get the same bytes."""
    return msgspec.json.decode(payload, type=Told)


class Station(asyncio.Protocol):
    """One connection with a hub. It counts in `errors` what it saw wrong."""

    def __init__(self, role: str, name: str, office: str | None = None) -> None:
        self.role, self.name, self.office = role, name, office
        self.stream: str | None = None
        self.last = 0
        self.errors: list[str] = []
        self.heard: Callable[[Told, float], None] | None = None
        self.keep: list[bytes] | None = None
        """Where the frames are kept for a later look, if anywhere."""

        self.entered: asyncio.Future[float] = _future()
        """When it has been told how the hall stands."""

        self.gone: asyncio.Future[None] = _future()
        self._answers: dict[str, asyncio.Future[tuple[Told, float]]] = {}
        self._transport: Any = None
        self._open = False
        self._rest = bytearray()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        transport.write(
            b"GET / HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OUFCQ0RFRg==\r\n"
            b"Sec-WebSocket-Version: 13\r\n\r\n"
        )

    def connection_lost(self, error: Exception | None) -> None:
        self._open = False
        self._rest.clear()
        if not self.entered.done():
            self.entered.set_exception(ConnectionResetError(self.name))
        if not self.gone.done():
            self.gone.set_result(None)
        for waiting in self._answers.values():
            if not waiting.done():
                waiting.set_exception(ConnectionResetError(self.name))

    def data_received(self, data: bytes) -> None:
        at = perf_counter()
        if self._rest:
            self._rest += data
            data = bytes(self._rest) if self._is_whole() else b""
            if not data:
                return
            self._rest.clear()
        if not self._open:
            data = self._shake_hands(data)
        place = 0
        while place < len(data):
            start, end = frame_at(data, place)
            if end > len(data) or end == 0:
                self._rest += data[place:]
                return
            self._take(data[place], data[start:end], at)
            place = end

    def send(self, text: bytes, kind: int = TEXT) -> None:
        """Send a frame of less than 64 KiB."""
        self._transport.write(from_a_client(text, kind))

    async def ask(self, kind: str, **fields: Any) -> tuple[Told, float]:
        """Send a wish, and return its answer and the seconds it took.

        Raises:
            ConnectionResetError: The connection broke.
        """
        return await self.repeat(wish(kind, **fields))

    async def repeat(self, asked: dict[str, Any]) -> tuple[Told, float]:
        """Send a wish that may have been sent before, as `ask` does."""
        if self.gone.done():
            raise ConnectionResetError(self.name)
        answer = self._answers[asked["id"]] = _future()
        began = perf_counter()
        self.send(msgspec.json.encode(asked))
        said, at = await answer
        del self._answers[asked["id"]]
        return said, at - began

    def leave(self) -> None:
        """Break the connection, if there is one."""
        if self._transport is not None:
            self._transport.abort()

    def _is_whole(self) -> bool:
        """Return whether what came so far has at least one whole frame."""
        if not self._open:
            return b"\r\n\r\n" in self._rest
        _, end = frame_at(self._rest, 0)
        return 0 < end <= len(self._rest)

    def _shake_hands(self, data: bytes) -> bytes:
        head, ended, rest = data.partition(b"\r\n\r\n")
        if not ended:
            self._rest += data
            return b""
        if b" 101 " not in head:
            self.errors.append(f"{self.name}: {head[:40]!r}")
        self._open = True
        hello = {
            "type": "hello", "role": self.role, "station": self.name, "token": "",
            "stream": self.stream, "last": self.last, "office": self.office,
        }  # fmt: skip
        self.send(msgspec.json.encode(hello))
        return rest

    def _take(self, kind: int, payload: bytes, at: float) -> None:
        if kind == PING:
            self.send(payload, PONG)
        elif kind == TEXT:
            if self.keep is not None:
                self.keep.append(payload)
            self.hear(told(payload), at)
        elif kind != CLOSE:
            self.errors.append(f"{self.name}: a frame of kind {kind:#x}")

    def hear(self, frame: Told, at: float) -> None:
        """Follow what a frame tells, which came at *at*."""
        match frame.type:
            case "events" | "catch_up":
                self._follow(frame)
            case "heartbeat":
                if (frame.stream, frame.seq) != (self.stream, self.last):
                    self._wrong(f"is at {self.last}, the hub at {frame.seq}")
            case "snapshot":
                self.stream, self.last = frame.stream, frame.seq
            case _:
                answer = self._answers.get(frame.id or "")
                if answer is not None and not answer.done():
                    answer.set_result((frame, at))
        if not self.entered.done() and frame.type != "unavailable":
            self.entered.set_result(at)
        if self.heard is not None:
            self.heard(frame, at)

    def _follow(self, frame: Told) -> None:
        if frame.stream != self.stream or frame.first != self.last + 1:
            self._wrong(f"was told event {frame.first} after {self.last}")
        self.last = frame.first + len(frame.events) - 1

    def _wrong(self, what: str) -> None:
        self.errors.append(f"{self.name} {what}")


def wish(kind: str, **fields: Any) -> dict[str, Any]:
    """Return the frame of a command under an id of its own."""
    return {"type": kind, "id": f"wish-{next(IDS)}", **fields}


async def enter(url: str, station: Station) -> Station:
    """Connect *station* with the hub at *url*, and wait until it knows the hall.

    Raises:
        OSError: Nobody listens there, or the connection broke.
        TimeoutError: The hub says nothing.
    """
    where = urlsplit(url)
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: station, where.hostname, where.port)
    async with asyncio.timeout(LIMIT_SECONDS):
        await asyncio.shield(station.entered)
    return station


def _future() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()
