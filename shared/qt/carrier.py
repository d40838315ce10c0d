"""Carries a station's text to the hub and back, in a thread of its own."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from ssl import SSLContext
from threading import Thread

from PySide6.QtCore import QObject, Signal
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from shared.qt.barred import AuthorityMissing, barred_by, trust_in, why

# ValueError: an address that cannot be one, such as a port of 99999.
EXPECTED = (OSError, WebSocketException, TimeoutError, AuthorityMissing, ValueError)

LARGEST_FRAME = 16 * 2**20
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 4.0
BARRED_PAUSE = 30.0
"""So often a station looks that somebody has to let in: that may be done meanwhile."""

LONGER = 1.5
"""Twice as long each time would leave a hub that starts in half a second alone for
more than another; measured with a thousand displays."""


class Carrier(QObject):
    """Carries text over a WebSocket, in a thread with a loop of its own.

    Signals:
        connected: A new connection is there; nothing was said yet.
        received: A frame came.
        disconnected: The connection is gone, and why; then the code of what a person
            has to mend first (`shared.qt.barred`), or nothing.
    """

    connected = Signal()
    received = Signal(str)
    disconnected = Signal(str, str)

    def __init__(
        self,
        url: str,
        authority: Path | None = None,
        *,
        barred_pause: float = BARRED_PAUSE,
    ) -> None:
        """Carry to the hub at *url*; *authority* vouches for a ``wss://`` one."""
        super().__init__()
        self._url = url
        self._authority = authority
        self._barred_pause = barred_pause
        self._loop = asyncio.new_event_loop()
        self._connection: ClientConnection | None = None
        self._stopped = asyncio.Event()
        self._thread = Thread(target=self._live, name="link", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the connection and the thread, and wait for both."""
        if self._thread.is_alive():
            self._in_loop(self._stopped.set)
            self._thread.join(timeout=3)

    def send(self, text: str) -> None:
        """Send *text* over the present connection, if there is one."""
        self._in_loop(lambda: self._loop.create_task(self._send(text)))

    def drop(self) -> None:
        """End the present connection; a new one follows."""
        self._in_loop(lambda: self._loop.create_task(self._drop()))

    def _in_loop(self, act: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop has ended: the program is leaving
            self._loop.call_soon_threadsafe(act)

    def _live(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_stopped())

    async def _until_stopped(self) -> None:
        carrying = asyncio.create_task(self._carry())
        await self._stopped.wait()
        carrying.cancel()
        await self._drop()

    async def _carry(self) -> None:
        """Connect again and again, waiting longer each time nobody answers."""
        pause = FIRST_PAUSE
        while True:
            barred = ""
            try:
                async with connect(
                    self._url,
                    ssl=self._trust(),
                    proxy=None,
                    compression=None,
                    ping_interval=5,
                    ping_timeout=5,
                    open_timeout=5,
                    close_timeout=1,
                    max_queue=64,
                    max_size=LARGEST_FRAME,
                ) as connection:
                    pause = FIRST_PAUSE
                    await self._listen(connection)
                    self.disconnected.emit("the hub closed the connection", "")
            except EXPECTED as error:
                barred = barred_by(error)
                self.disconnected.emit(why(error), barred)
            now = self._barred_pause if barred else pause
            await asyncio.sleep(now * random.uniform(0.8, 1.2))
            pause = min(LONGER * pause, LONGEST_PAUSE)

    async def _listen(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.connected.emit()
        try:
            async for text in connection:
                self.received.emit(text)
        finally:
            self._connection = None

    def _trust(self) -> SSLContext | None:
        """Read anew each time: the file may be put there meanwhile."""
        return trust_in(self._authority) if self._url.startswith("wss:") else None

    async def _send(self, text: str) -> None:
        if self._connection is not None:
            with suppress(WebSocketException):
                await self._connection.send(text)

    async def _drop(self) -> None:
        if self._connection is not None:
            await self._connection.close()
