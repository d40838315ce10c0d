"""This PC in the local network: its address, and whether a hub can be reached."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

USUAL_PORT = 8765
EVERYWHERE = ("", "0.0.0.0", "::")
"""A hub's `host` when every machine of the network may come."""

SECONDS = 5.0


def address() -> str:
    """Return the address by which other PCs reach this one, as far as we can tell."""
    # Nothing is sent: the system only says by which way it would go.
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("192.0.2.1", 9))
        return str(line.getsockname()[0])
    return socket.gethostname()


def hub_url(text: str) -> str:
    """Return the URL of the hub at *text*: an address, with or without a port.

    Raises:
        ValueError: *text* is no address.
    """
    url = urlsplit(text if "://" in text else f"ws://{text}")
    if url.scheme not in ("ws", "wss") or not url.hostname:
        raise ValueError(f"{text}: no address of a hub, as in ws://192.168.1.10:8765")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return f"{url.scheme}://{host}:{url.port or USUAL_PORT}"


def hub_urls(text: str) -> tuple[str, ...]:
    """Return the URLs of the hubs at *text*: one address, or several with commas.

    Raises:
        ValueError: One of them is no address.
    """
    return tuple(hub_url(each.strip()) for each in text.split(","))


def why_unreachable(url: str) -> str | None:
    """Return why nobody answers at the hub's *url*, None if somebody does."""
    place = urlsplit(url)
    try:
        socket.create_connection((place.hostname, place.port), SECONDS).close()
    except OSError as error:
        return error.strerror or str(error)
    return None
