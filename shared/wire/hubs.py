"""Where a station's hub is: at one address, or at one of several."""

from typing import Annotated

from msgspec import Meta

Address = Annotated[str, Meta(pattern=r"^wss?://[^/\s]+")]
"""``ws://192.168.1.10:8765``, or ``wss://`` where the hub has a certificate."""

Addresses = tuple[Address, ...]

Hubs = Address | Annotated[tuple[Address, ...], Meta(min_length=1, max_length=9)]
"""In settings: ``"wss://a:8765"`` or ``["wss://a:8765", "wss://b:8765"]``, those of
all hubs that may have the office, best first."""

OfficeId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""In settings: the id of the station's office, as its plan has it."""


def addresses(hubs: Hubs) -> tuple[str, ...]:
    """Return the addresses in *hubs*, best first."""
    return (hubs,) if isinstance(hubs, str) else hubs
