"""Carries a station's text to the hub and back, in a thread of its own."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from ssl import SSLContext
from threading import Thread, current_thread

from PySide6.QtCore import QObject, Signal
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from shared.qt.barred import AuthorityMissing, barred_by, puzzles, trust_in, why
from shared.qt.probe import other_scheme
from shared.qt.reach import reach
from shared.qt.round import BARRED_PAUSE, Round

# ValueError: an address that cannot be one, such as a port of 99999.
EXPECTED = (OSError, WebSocketException, TimeoutError, AuthorityMissing, ValueError)

LARGEST_FRAME = 16 * 2**20


class Carrier(QObject):
    """Carries text over a WebSocket, in a thread with a loop of its own.

    Of several addresses it stays at the one that serves; when that one is away, or
    its hub does not have the office any more, the next is tried at once.

    Signals:
        connected: A new connection is there: its number, and the address. It carries
            nothing until somebody greets it.
        received: A frame came.
        disconnected: At this address the connection is gone, or there was none, and
            why; then the code of what a person has to mend first
            (`shared.qt.barred`), or nothing.
        in_vain: No address serves; then the code of what a person has to mend.
    """

    connected = Signal(int, str)
    received = Signal(str)
    disconnected = Signal(str, str, str)
    in_vain = Signal(str)

    def __init__(
        self,
        addresses: Sequence[str],
        authority: Path | None = None,
        *,
        barred_pause: float = BARRED_PAUSE,
    ) -> None:
        """Carry to a hub at one of *addresses*, of which there is at least one.

        *authority* vouches for those that begin with ``wss://``.
        """
        super().__init__()
        self._round = Round(addresses, barred_pause)
        self._authority = authority
        self._loop = asyncio.new_event_loop()
        self._connection: ClientConnection | None = None
        self._number = 0
        self._greeted = self._stays = False
        self._connected_at: float | None = None
        self._at_work: set[asyncio.Task[None]] = set()
        self._stopped = asyncio.Event()
        self._thread = Thread(target=self._live, name="link", daemon=True)

    @property
    def several(self) -> bool:
        """Whether there is another address to go to."""
        return self._round.several

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the connection and the thread, and wait for both."""
        if self._thread.is_alive():
            self._in_loop(self._stopped.set)
            if self._thread is not current_thread():
                self._thread.join(timeout=3)

    def greet(self, number: int, text: str) -> None:
        """Begin the conversation over connection *number*, if it is still there."""
        self._in_loop(lambda: self._greet(number, text))

    def send(self, text: str) -> None:
        """Send *text* over the present connection, if it was greeted."""
        self._in_loop(lambda: self._send(text))

    def drop(self, number: int) -> None:
        """End connection *number*; another at the same address follows."""
        self._in_loop(lambda: self._drop(number))

    def leave(self, number: int) -> None:
        """End connection *number* at once; one at the next address follows."""
        self._in_loop(lambda: self._leave(number))

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
        await asyncio.wait([carrying])

    async def _carry(self) -> None:
        """Connect again and again, waiting longer each time nobody answers."""
        while True:
            address = self._round.address
            reason, barred = await self._visit(address)
            self.disconnected.emit(address, reason, barred)
            rest = self._round.end(self._lasted(), barred=barred, stays=self._stays)
            if rest.round_over:
                self.in_vain.emit(self._round.barred)
            await asyncio.sleep(rest.seconds)

    async def _visit(self, address: str) -> tuple[str, str]:
        """Carry over one connection, and return why it ended and what bars it."""
        self._connected_at, self._stays = None, False
        try:
            trust = self._trust(address)
            async with connect(
                address,
                # Only who can go elsewhere is in a hurry.
                sock=await reach(address) if self._round.several else None,
                ssl=trust,
                proxy=None,
                compression=None,
                ping_interval=5,
                ping_timeout=5,
                open_timeout=5,
                close_timeout=1,
                max_queue=64,
                max_size=LARGEST_FRAME,
            ) as connection:
                await self._listen(address, connection)
        except EXPECTED as error:
            barred = barred_by(error)
            if not barred and not self._lasted() and puzzles(error):
                barred = await other_scheme(address)
            return why(error), barred
        return "the hub closed the connection", ""

    def _lasted(self) -> float:
        """Return for how many seconds the last connection was there."""
        began = self._connected_at
        return 0.0 if began is None else self._loop.time() - began

    async def _listen(self, address: str, connection: ClientConnection) -> None:
        self._connected_at = self._loop.time()
        self._connection, self._greeted = connection, False
        self._number += 1
        self.connected.emit(self._number, address)
        try:
            async for text in connection:
                self.received.emit(text)
        finally:
            self._connection = None

    def _trust(self, address: str) -> SSLContext | None:
        """Read anew each time: the file may be put there meanwhile."""
        return trust_in(self._authority) if address.startswith("wss:") else None

    def _present(self, number: int) -> ClientConnection | None:
        """Return connection *number*, unless it has given way to another."""
        return self._connection if number == self._number else None

    def _greet(self, number: int, text: str) -> None:
        if self._present(number) is not None:
            self._greeted = True
            self._send(text)

    def _send(self, text: str) -> None:
        if self._connection is not None and self._greeted:
            self._begin(_say(self._connection, text))

    def _drop(self, number: int) -> None:
        if connection := self._present(number):
            self._stays = True
            self._begin(connection.close())

    def _leave(self, number: int) -> None:
        if connection := self._present(number):
            # A hub that is silent would not answer a polite good-bye either.
            connection.transport.abort()

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = self._loop.create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)


async def _say(connection: ClientConnection, text: str) -> None:
    with suppress(WebSocketException):
        await connection.send(text)
