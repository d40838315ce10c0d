"""Finds the machine at an address, or soon knows that there is none."""

import asyncio
import socket
from urllib.parse import urlsplit

REACH_SECONDS = 1.5
"""A machine that is on answers sooner, also when one of the first packets was lost;
one that is off never does."""


async def reach(url: str) -> socket.socket:
    """Return a connected socket to the machine of *url*, to be closed by the caller.

    Raises:
        OSError: Nobody is there, or nobody has answered within `REACH_SECONDS`.
        ValueError: *url* is no address.
    """
    place = urlsplit(url)
    if not place.hostname:
        raise ValueError(f"{url} names no machine")
    port = place.port or (443 if place.scheme == "wss" else 80)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(place.hostname, port, type=socket.SOCK_STREAM)
    trouble = OSError(f"{place.hostname} has no address")
    for family, kind, protocol, _, address in found:
        line = socket.socket(family, kind, protocol)
        line.setblocking(False)
        try:
            await asyncio.wait_for(loop.sock_connect(line, address), REACH_SECONDS)
        except TimeoutError:
            line.close()
            trouble = OSError(f"no answer from {address[0]} in {REACH_SECONDS} s")
        except OSError as error:
            line.close()
            trouble = error
        except asyncio.CancelledError:
            line.close()
            raise
        else:
            return line
    raise trouble
