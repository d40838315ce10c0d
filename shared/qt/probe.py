"""Finds out why a hub that is there does not understand a station: ws or wss."""

import asyncio
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

SECONDS = 3.0
QUESTION = b"GET /health HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"


async def other_scheme(url: str) -> str:
    """Return the code of `shared.qt.barred` if the hub at *url* wants the other scheme.

    That is said only when the hub was seen to speak it: a hub that has just died
    looks the same from outside. Nothing secret is said, and nobody is trusted.
    """
    place = urlsplit(url)
    secure = place.scheme == "wss"
    with suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(SECONDS):
            reader, writer = await asyncio.open_connection(
                place.hostname, place.port, ssl=None if secure else _anybody()
            )
            try:
                if not secure:
                    return "certificate_wanted"
                writer.write(QUESTION)
                if await reader.read(5) == b"HTTP/":
                    return "certificate_none"
            finally:
                writer.transport.abort()
    return ""


def _anybody() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
