"""Which of the office's programs run on this PC."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from shared.config import load
from shared.log import LogSettings

Role = Literal["hub", "display", "counter", "kiosk"]
ROLES: tuple[Role, ...] = ("hub", "display", "counter", "kiosk")
"""In the order in which they start; they end in the opposite one."""

FILE = "pc.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PcSettings:
    """The settings in ``config/pc.toml``."""

    programs: tuple[Role, ...] = ("hub", "display", "kiosk")
    log: LogSettings = field(default_factory=LogSettings)
    """Where the log of all of them goes; without a file to standard error."""

    def __post_init__(self) -> None:
        if len(set(self.programs)) < len(self.programs):
            raise ValueError("programs names one twice")

    @property
    def in_order(self) -> tuple[Role, ...]:
        """The programs in the order in which they start."""
        return tuple(role for role in ROLES if role in self.programs)


def pc_in(config: Path) -> PcSettings:
    """Return what the folder *config* says of this PC; without its file the usual.

    Raises:
        ConfigError: Its file cannot be used.
    """
    file = config / FILE
    return load(file, PcSettings) if file.exists() else PcSettings()
