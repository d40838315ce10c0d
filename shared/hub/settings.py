"""Where the hub listens, and where it keeps the records."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from shared.domain.calendar import is_clock
from shared.hub.bounds import Bounds
from shared.log import LogSettings
from shared.wire.hubs import Addresses

ClerksWanted = Literal["when_any", "required", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """When and where a copy of the records is made, if they are in a file."""

    folder: Path | None = None
    """Best on another disk; else the folder ``backups`` beside the records."""

    at: str = "02:00"
    """A time on the wall; when the hub was off then, soon after its start."""

    daily: int = 7
    weekly: int = 4
    """Of so many days, and of so many weeks before them, one is kept."""

    def __post_init__(self) -> None:
        if not is_clock(self.at):
            raise ValueError(f"at is {self.at!r}, no time such as 02:00")
        if self.daily < 1 or self.weekly < 0:
            raise ValueError("daily is at least 1, weekly at least 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSettings:
    """The settings in ``config/hub.toml``."""

    database: str
    """An address such as ``sqlite:///../data/motcua.sqlite``, from this folder."""

    office: Path | None = None
    """The plan of the only office."""

    offices: Path | None = None
    """Instead of it the folder with the plans of many."""

    host: str = "127.0.0.1"
    port: int = 8765
    """0 for any free one."""

    addresses: Addresses = ()
    """How stations reach this hub and those that stand in for it, best first:
    `motcua-hub station add` hands them out. Empty: as this machine is reached."""

    tokens: Literal["away", "always"] = "away"
    """Who needs a token: stations on other machines, or those on this one as well."""

    clerks: ClerksWanted = "when_any"
    """Whether counters need a clerk who has logged in: as soon as there is an account
    (`motcua-hub clerk add`), always, or never."""

    certificate: Path | None = None
    """The PEM file of the hub's certificate: stations then use ``wss://``."""

    key: Path | None = None
    """The PEM file of its key."""

    bounds: Bounds = field(default_factory=Bounds)
    log: LogSettings = field(default_factory=LogSettings)
    first: tuple[str, ...] = ("*",)
    """Which offices this hub should have where several hubs share a server: ids, or
    patterns such as ``xa-*``. For others it stands in, until the end of the day."""

    writers: int = 1
    """So many threads write. Offices of one thread are kept by one transaction, so
    that more of them seldom help."""

    most_days_off: int = 14
    """So many days without an event, and the hub asks whether its clock is right."""

    backup: BackupSettings = field(default_factory=BackupSettings)

    def at(self, database: str) -> "HubSettings":
        """Return these for another *database*, which has backups of its own."""
        backup = replace(self.backup, folder=None)
        return replace(self, database=database, backup=backup)

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port is {self.port}, not 0 to 65535")
        if not 1 <= self.writers <= 64:
            raise ValueError(f"writers is {self.writers}, not 1 to 64")
        if (self.office is None) == (self.offices is None):
            raise ValueError("name one of office (a file) and offices (a folder)")
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key go together: one is missing")
