"""Frames of RFC 6455 as bytes, each whole and of less than 64 KiB when we send it."""

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
MASKED = 0x80
NO_MASK = bytes(4)
"""A mask that changes nothing: a client has to send one."""


def from_a_client(payload: bytes, kind: int = TEXT) -> bytes:
    """Return *payload* as a client sends it."""
    return _head(kind, len(payload), MASKED) + NO_MASK + payload


def from_a_server(payload: bytes, kind: int = TEXT) -> bytes:
    """Return *payload* as a server sends it."""
    return _head(kind, len(payload), 0) + payload


def frame_at(data: bytes | bytearray, place: int) -> tuple[int, int]:
    """Return where the payload of a server's frame at *place* begins and ends.

    The end is 0 if not even the head is there.
    """
    if len(data) < place + 2:
        return 0, 0
    size = data[place + 1]
    start = place + 2
    if size >= 126:
        width = 2 if size == 126 else 8
        start += width
        if len(data) < start:
            return 0, 0
        size = int.from_bytes(data[start - width : start], "big")
    return start, start + size


def _head(kind: int, size: int, masked: int) -> bytes:
    if size < 126:
        return bytes((kind, masked | size))
    return bytes((kind, masked | 126)) + size.to_bytes(2, "big")
