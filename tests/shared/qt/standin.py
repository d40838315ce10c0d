"""Hubs on real sockets that do as a test tells them, and remember what they heard."""

import asyncio
from contextlib import suppress
from threading import Thread

import msgspec
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from shared.wire.codec import pack
from shared.wire.messages import Done, Heartbeat, Snapshot, Unavailable
from shared.wire.session import state_of
from tests.halls import a_hall

CLOSING = {"elsewhere": 4410, "token_unknown": 4401, "token_revoked": 4401}
BEAT_SECONDS = 0.2


class StandIn:
    """Has one *manner* with everybody who comes.

    ``serves``: shows an empty hall and answers each wish with `done`. ``waits``: says
    that it cannot serve yet. ``freezes``: says nothing more once it has shown its
    hall. One of `CLOSING`: closes with that code.
    """

    def __init__(self, manner="serves"):
        self.manner = manner
        self.hellos = []
        """What each station has said to begin with, oldest first."""

        self.asked = []
        """The ids of all wishes that were heard, oldest first."""

        self._port = 0
        self._connections = set()
        self.live()

    def live(self):
        """Listen, at the same port as before."""
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        listening = asyncio.run_coroutine_threadsafe(self._open(), self._loop)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self._port = listening.result(timeout=10)
        self.url = f"ws://127.0.0.1:{self._port}"

    def die(self):
        """Be gone without a word, as after ``kill -9``; nobody listens any more."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(timeout=10)

    def turn(self, manner):
        """Have another *manner*, also with those who are here: they are closed."""
        self.manner = manner
        asyncio.run_coroutine_threadsafe(self._part(), self._loop).result(timeout=10)

    def _run(self):
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_dead())

    async def _until_dead(self):
        await self._end.wait()
        self._server.close(close_connections=False)
        for connection in self._connections:
            connection.transport.abort()

    async def _open(self):
        self._server = await serve(self._attend, "127.0.0.1", self._port)
        return next(iter(self._server.sockets)).getsockname()[1]

    async def _part(self):
        for connection in list(self._connections):
            await self._close(connection)

    async def _close(self, connection):
        await connection.close(CLOSING.get(self.manner, 1001), self.manner)

    async def _attend(self, connection):
        self._connections.add(connection)
        with suppress(ConnectionClosed):
            self.hellos.append(msgspec.json.decode(await connection.recv()))
            if self.manner in CLOSING:
                await self._close(connection)
            else:
                await self._keep_company(connection)
        self._connections.discard(connection)

    async def _keep_company(self, connection):
        hall = a_hall(closed=True)
        if self.manner != "waits":
            shown = Snapshot(stream=self.url, seq=0, state=state_of(hall))
            await connection.send(pack(shown))
        beating = asyncio.create_task(self._beat(connection, hall.hash))
        try:
            async for text in connection:
                await self._obey(connection, msgspec.json.decode(text))
        finally:
            beating.cancel()

    async def _beat(self, connection, hash_):
        waits = pack(Unavailable(code="no_records", message="not yet"))
        heartbeat = pack(Heartbeat(stream=self.url, seq=0, hash=hash_))
        while self.manner != "freezes":
            await connection.send(waits if self.manner == "waits" else heartbeat)
            await asyncio.sleep(BEAT_SECONDS)

    async def _obey(self, connection, frame):
        if "id" in frame:
            self.asked.append(frame["id"])
            await connection.send(pack(Done(id=frame["id"], seq=0)))
