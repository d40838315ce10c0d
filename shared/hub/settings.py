"""Where the hub listens, and where it keeps the records."""

from dataclasses import dataclass, field
from pathlib import Path

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

    log: LogSettings = field(default_factory=LogSettings)

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port is {self.port}, not 0 to 65535")
