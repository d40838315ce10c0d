"""Hears the signs of life that programs send, as systemd would.

Each program gets a socket of its own; where the system has none of that kind
(Windows), nobody is listened to and nobody is taken for frozen.
"""

import asyncio
import os
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

DEADLINE_SECONDS = 30.0
"""A program that was ready and is silent for so long is frozen."""

START_SECONDS = 120.0
"""So long a program may take to become ready, on a very slow PC."""


class Pulse(asyncio.DatagramProtocol):
    """What one program says of itself: that it is ready, that it lives."""

    def __init__(
        self, environment: Mapping[str, str], deadline: float = DEADLINE_SECONDS
    ) -> None:
        self.environment = environment
        """What the program must find in its environment to speak to us."""

        self._deadline = deadline

        self.ready = asyncio.Event()
        self._heard_at = time.monotonic()

    @property
    def listening(self) -> bool:
        """Whether anything can be heard here."""
        return bool(self.environment)

    def begin(self) -> None:
        """Wait for a program that starts now."""
        self.ready.clear()
        self._heard_at = time.monotonic()

    def frozen(self) -> bool:
        """Return whether the program has been silent for too long."""
        patience = self._deadline if self.ready.is_set() else START_SECONDS
        return self.listening and time.monotonic() - self._heard_at > patience

    def datagram_received(self, data: bytes, addr: object) -> None:
        self._heard_at = time.monotonic()
        if b"READY=1" in data.split(b"\n"):
            self.ready.set()


@asynccontextmanager
async def pulses(
    deadline: float = DEADLINE_SECONDS,
) -> AsyncIterator["Listening"]:
    """Give what makes a `Pulse` for each program; the sockets go in the end.

    After *deadline* seconds of silence a program counts as frozen.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        listening = Listening(Path(folder), deadline)
        try:
            yield listening
        finally:
            listening.close()


class Listening:
    """The sockets of all programs, in one folder."""

    def __init__(self, folder: Path, deadline: float) -> None:
        self._folder = folder
        self._deadline = deadline
        self._transports: list[asyncio.BaseTransport] = []

    async def to(self, name: str) -> Pulse:
        """Return the pulse of the program *name*."""
        if os.name != "posix":
            return Pulse({})
        path = str(self._folder / name)
        environment = {
            "NOTIFY_SOCKET": path,
            "WATCHDOG_USEC": str(int(self._deadline * 1_000_000)),
        }
        pulse = Pulse(environment, self._deadline)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: pulse, local_addr=path, family=socket.AF_UNIX
        )
        self._transports.append(transport)
        return pulse

    def close(self) -> None:
        """Hear nobody any more."""
        for transport in self._transports:
            transport.close()
