"""What happens to a virtual printer, for whoever watches it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Drawn:
    """A ticket has been drawn."""

    path: Path
    torn: bool = False

    def __str__(self) -> str:
        return f"{'torn ticket' if self.torn else 'ticket'} {self.path}"


@dataclass(frozen=True, slots=True)
class Began:
    """Something has gone wrong with the printer: `paper-out`."""

    fault: str

    def __str__(self) -> str:
        return f"{self.fault} begins"


@dataclass(frozen=True, slots=True)
class Ended:
    """What was wrong is right again."""

    fault: str

    def __str__(self) -> str:
        return f"{self.fault} ends"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A command, in hexadecimal, that this printer does not obey."""

    command: str

    def __str__(self) -> str:
        return f"skipped the command {self.command}"


Event = Drawn | Began | Ended | Skipped
