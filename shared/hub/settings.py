"""Where the hub listens, and where it keeps the records."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from shared.hub.bounds import Bounds
from shared.log import LogSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSettings:
    """The settings in ``config/hub.toml``."""

    office: Path
    """The office's plan."""

    database: str
    """An address such as ``sqlite:///../data/motcua.sqlite``, from this folder."""

    host: str = "127.0.0.1"
    port: int = 8765
    """0 for any free one."""

    tokens: Literal["away", "always"] = "away"
    """Who needs a token: stations on other machines, or those on this one as well."""

    certificate: Path | None = None
    """The PEM file of the hub's certificate: stations then use ``wss://``."""

    key: Path | None = None
    """The PEM file of its key."""

    bounds: Bounds = field(default_factory=Bounds)
    log: LogSettings = field(default_factory=LogSettings)

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port is {self.port}, not 0 to 65535")
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key go together: one is missing")
