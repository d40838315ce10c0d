"""A printer in the network, at port 9100 as a rule ("raw", "JetDirect").

Most printers serve one connection at a time and drop it when they feel like it.
A cable that is pulled out says nothing at all: keep-alive asks every two seconds.
"""

import errno
import os
import select
import socket
import struct
import sys
from contextlib import suppress

from printer.errors import HostRefused, HostUnreachable, PrinterOffline, Unplugged
from printer.ports import Port
from shared.clock import stopwatch

CHUNK = 4096
AT_ONCE = 4096
GIVE_UP_MS = 5_000
"""A connection that has not come about until then is begun anew."""

UNDER_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY, errno.EINTR}
# Silent for 4 s, then three questions 2 s apart: gone after 10 s.
KEEP_ALIVE = {"TCP_KEEPIDLE": 4, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3}
UNHEARD_MS = 10_000
# Linger for 0 seconds: what has not been sent is dropped.
AT_ONCE_GONE = struct.pack("HH" if sys.platform == "win32" else "ii", 1, 0)


class TcpPort(Port):
    """A connection to a printer. An address is looked up sooner than a name."""

    def __init__(self, host: str, port: int) -> None:
        self.name = f"{host}:{port}"
        self._place = (host, port)
        self._wire: socket.socket | None = None
        self._up = False
        self._begun_at = 0

    def write(self, data: bytes, timeout: float) -> int:
        end = stopwatch() + timeout * 1000
        wire = self._connected(timeout)
        if wire is None:
            raise HostUnreachable(*self._place, f"no answer in {timeout:g} s")
        try:
            if _hung_up(wire):
                raise self._lost("the printer has hung up")
            left = max(0.0, (end - stopwatch()) / 1000)
            if not select.select([], [wire], [], left)[1]:
                return 0
            return wire.send(data[:CHUNK])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._lost(error.strerror) from error

    def read(self, timeout: float) -> bytes:
        end = stopwatch() + timeout * 1000
        wire = self._connected(timeout)
        if wire is None:
            return b""
        try:
            left = max(0.0, (end - stopwatch()) / 1000)
            if not select.select([wire], [], [], left)[0]:
                return b""
            data = wire.recv(AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(error.strerror) from error
        if not data:
            raise self._lost("the printer has hung up")
        return data

    def close(self) -> None:
        wire, self._wire, self._up = self._wire, None, False
        if wire is not None:
            wire.close()

    def discard(self) -> None:
        """Hang up at once: a printer serves no other call before this one has ended."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE_GONE)
            self.close()

    def _connected(self, timeout: float) -> socket.socket | None:
        """Return the connection, or None if it is still coming about."""
        if self._wire and not self._up and self._late():
            self.close()
        try:
            wire = self._wire = self._wire or self._begin()
            if not self._up:
                # Windows tells of a failure in the third list.
                if not any(select.select([], [wire], [wire], timeout)):
                    return None
                _check(wire.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
                self._up = True
        except OSError as error:
            self.close()
            raise self._why_not(error) from error
        return wire

    def _begin(self) -> socket.socket:
        family, address = _address_of(*self._place)
        wire = socket.socket(family, socket.SOCK_STREAM)
        wire.setblocking(False)
        _notice_silence(wire)
        self._begun_at = stopwatch()
        number = wire.connect_ex(address)
        try:
            _check(0 if number in UNDER_WAY else number)
        except OSError:
            wire.close()
            raise
        return wire

    def _late(self) -> bool:
        return stopwatch() - self._begun_at > GIVE_UP_MS

    def _why_not(self, error: OSError) -> PrinterOffline:
        if error.errno == errno.ECONNREFUSED:
            return HostRefused(*self._place)
        return HostUnreachable(*self._place, error.strerror or error)

    def _lost(self, reason: object) -> PrinterOffline:
        self.close()
        return Unplugged(self.name, reason)


def _check(number: int) -> None:
    """Raise the OSError of *number*, unless that is 0."""
    if number:
        raise OSError(number, os.strerror(number))


def _hung_up(wire: socket.socket) -> bool:
    """Return whether the other end has said that it will say no more."""
    if not select.select([wire], [], [], 0)[0]:
        return False
    return not wire.recv(1, socket.MSG_PEEK)


def _address_of(
    host: str, port: int
) -> tuple[socket.AddressFamily, tuple[object, ...]]:
    """Return where to connect, the old kind of address first.

    Raises:
        OSError: The name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found.sort(key=lambda place: place[0] != socket.AF_INET)
    family, _, _, _, address = found[0]
    return family, address


def _notice_silence(wire: socket.socket) -> None:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in KEEP_ALIVE.items():
        if hasattr(socket, name):
            wire.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    if sys.platform == "linux":
        # Bytes that nobody acknowledges count as silence too.
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD_MS)
