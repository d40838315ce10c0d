"""A WebSocket by hand, for stations that behave as no library would."""

import json
import os
import socket
import struct
from base64 import b64encode
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
LIMIT_SECONDS = 30
"""So long a frame may take to come; it decides over failing, nothing else."""


class Gone(Exception):
    """The hub has closed the connection; `code` is its reason, None without one."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class RawStation:
    """A connection to *url* after the handshake, with nothing said yet."""

    def __init__(self, url, *, receive_buffer=None):
        place = urlsplit(url)
        self._socket = socket.socket()
        self._socket.settimeout(LIMIT_SECONDS)
        if receive_buffer is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.connect((place.hostname, place.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET / HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._unread = b""
        while b"\r\n\r\n" not in self._unread:
            self._read()
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        if b" 101 " not in head.splitlines()[0]:
            raise Gone(None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def say(self, **table):
        self.send(json.dumps(table).encode())

    def send(self, *payloads, kind=TEXT):
        """Send each of *payloads* in a frame, all at once.

        Raises:
            Gone: The hub has closed the connection.
        """
        frames = b"".join(_frame(payload, kind) for payload in payloads)
        try:
            self._socket.sendall(frames)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Gone(None) from error

    def hear(self, *kinds):
        """Return the next table, of one of the *kinds* if any are named.

        Raises:
            Gone: The hub has closed the connection.
        """
        while True:
            kind, payload = self._take()
            if kind == CLOSE:
                raise Gone(struct.unpack("!H", payload[:2])[0] if payload else None)
            if kind == PING:
                self.send(payload, kind=PONG)
            if kind != TEXT:
                continue
            table = json.loads(payload)
            if not kinds or table["type"] in kinds:
                return table

    def drain(self):
        """Read all there is until the connection ends."""
        try:
            while self._socket.recv(2**16):
                pass
        except ConnectionResetError:
            pass

    def _take(self):
        """Return the kind and the payload of the next frame; the hub's are whole."""
        kind, length = self._exactly(2)
        if length == 126:
            [length] = struct.unpack("!H", self._exactly(2))
        elif length == 127:
            [length] = struct.unpack("!Q", self._exactly(8))
        return kind & 0x0F, self._exactly(length)

    def _exactly(self, amount):
        while len(self._unread) < amount:
            self._read()
        found, self._unread = self._unread[:amount], self._unread[amount:]
        return found

    def _read(self):
        try:
            more = self._socket.recv(2**16)
        except ConnectionResetError as error:
            raise Gone(None) from error
        if not more:
            raise Gone(None)
        self._unread += more


def _frame(payload, kind):
    """Return *payload* in a frame; its mask of zeros leaves it as it is."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | kind, 0x80 | length)
    elif length < 2**16:
        head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, length)
    return head + bytes(4) + payload
