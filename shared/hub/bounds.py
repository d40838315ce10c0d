"""How much one station, one address and all together may ask of the hub."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from websockets.asyncio.server import ServerConnection

from shared.hub.figures import Figures

CONNECTIONS, OF_AN_OFFICE = 2_000, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The table [bounds] of ``config/hub.toml``: for all but the hub's own machine."""

    frames_a_second: float = 50.0
    """A station that says more is read more slowly: nothing of it is lost."""

    frames_at_once: int = 200
    """So many it may say before that."""

    connections: int | None = None
    """In all; else 2,000, or 50 for each office if that is more."""

    connections_per_address: int = 64

    def __post_init__(self) -> None:
        for name in ("frames_a_second", "frames_at_once", "connections"):
            if getattr(self, name) is not None and getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}, not 1 or more")
        if self.connections_per_address < 1:
            raise ValueError("connections_per_address is not 1 or more")


class Bucket:
    """Lets so many through at once, and so many a second from then on."""

    def __init__(self, bounds: Bounds, now: float) -> None:
        self._rate = bounds.frames_a_second
        self._most = float(bounds.frames_at_once)
        self._left, self._at = self._most, now

    def pause(self, now: float) -> float:
        """Take one, and return after how many seconds it may be had; 0 for at once."""
        grown = self._left + (now - self._at) * self._rate
        self._left, self._at = min(self._most, grown) - 1.0, now
        return max(0.0, -self._left / self._rate)


def host_of(transport: asyncio.BaseTransport) -> str:
    """Return the address at the other end, empty if it has gone already."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if peer else ""


def is_loopback(host: str) -> bool:
    """Return whether *host* is an address of this very machine."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


class Visits:
    """Who is connected, whether or not he has said who he is."""

    def __init__(
        self, bounds: Bounds, figures: Figures, *, near: bool = True, offices: int = 1
    ) -> None:
        """Count connections to so many *offices*.

        Those of this machine are free, unless not *near*.
        """
        self._most = bounds.connections or max(CONNECTIONS, offices * OF_AN_OFFICE)
        self._bounds = bounds
        self._figures = figures
        self._near = near
        self._by_host: Counter[str] = Counter()

    @property
    def here(self) -> int:
        """How many are connected."""
        return self._by_host.total()

    def is_near(self, host: str) -> bool:
        """Return whether *host* is this machine and trusted."""
        return self._near and is_loopback(host)

    def enter(self, host: str) -> bool:
        """Count a connection in, and return whether it may stay."""
        self._by_host[host] += 1
        if self.is_near(host):
            return True
        if self._by_host[host] > self._bounds.connections_per_address:
            return self._full("too_many_from_address")
        if self.here > self._most:
            return self._full("too_many")
        return True

    def leave(self, host: str, *, spoke: bool) -> None:
        """Count a connection out; *spoke* is whether it said what it came for."""
        if not spoke:
            self._figures.refused["no_handshake"] += 1
        self._by_host[host] -= 1
        if not self._by_host[host]:
            del self._by_host[host]

    def bucket(self, host: str, now: float) -> Bucket | None:
        """Return what bounds the frames from *host*; None if nothing does."""
        return None if self.is_near(host) else Bucket(self._bounds, now)

    def _full(self, why: str) -> bool:
        self._figures.refused[why] += 1
        return False


def counted(visits: Visits) -> type[ServerConnection]:
    """Return the connections that *visits* counts, for `websockets.serve`."""

    class Counted(ServerConnection):
        """Counts from its first byte, so that a slow one counts too."""

        host: str | None = None

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            self.host = host_of(transport)
            if not visits.enter(self.host):
                self.transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            if self.host is not None:
                visits.leave(self.host, spoke=self.response is not None)
            super().connection_lost(exc)

    return Counted
