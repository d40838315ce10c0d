"""How much paper is left on the roll, counted from what has been printed.

A count in a small file survives a power cut. Where the file is lost or torn, nobody
knows how much is left until somebody puts in a new roll and says so.
"""

import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from shared.journal import keep_file

log = logging.getLogger(__name__)

MM_PER_INCH = 25.4
CUT_MM = 12.0
"""White fed from the head to the cutter with every cut."""

USUAL_TICKET_MM = 92.0
"""Of a ticket, before any has been counted: 890 are on a roll of 82 m."""

LOW = 0.1
"""The part of a roll at which a new one should be at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A roll as it is now. Lengths are in millimetres."""

    roll_mm: float
    used_mm: float | None = None
    """Since the roll was put in; None while nobody knows."""

    counted_mm: float = 0.0
    tickets: int = 0
    """What has been counted on this roll, known or not where it began."""

    near_end: bool = False
    """The printer's own sensor says so."""

    @property
    def left_metres(self) -> float | None:
        """How much is left, in metres, never below 0; None while nobody knows."""
        if self.used_mm is None:
            return None
        return max(0.0, self.roll_mm - self.used_mm) / 1000

    @property
    def tickets_left(self) -> int | None:
        """How many more tickets as long as those so far; None while nobody knows."""
        left = self.left_metres
        if left is None:
            return None
        usual = self.counted_mm / self.tickets if self.tickets else USUAL_TICKET_MM
        return int(left * 1000 / usual)

    @property
    def low(self) -> bool:
        """Whether a new roll should be at hand."""
        left = self.left_metres
        return self.near_end or (left is not None and left * 1000 <= LOW * self.roll_mm)


def printed(paper: Paper, rows: int, dpi: int) -> Paper:
    """Return *paper* after a ticket of *rows* rows at *dpi* dots an inch."""
    length = rows / dpi * MM_PER_INCH + CUT_MM
    return replace(
        paper,
        used_mm=None if paper.used_mm is None else paper.used_mm + length,
        counted_mm=paper.counted_mm + length,
        tickets=paper.tickets + 1,
    )


def changed(paper: Paper) -> Paper:
    """Return *paper* after somebody has put in a new roll."""
    return Paper(roll_mm=paper.roll_mm, used_mm=0.0)


class PaperCounter:
    """Keeps a `Paper` in a file."""

    def __init__(self, path: Path, roll_metres: float) -> None:
        """Go on from what *path* says; a new roll is *roll_metres* long."""
        self._path = path
        self._roll_mm = roll_metres * 1000
        self.paper = _read(path, self._roll_mm)
        self._written = _stamp(path)

    @property
    def left_metres(self) -> float | None:
        """As in `Paper`."""
        return self.paper.left_metres

    @property
    def tickets_left(self) -> int | None:
        """As in `Paper`."""
        return self.paper.tickets_left

    @property
    def low(self) -> bool:
        """As in `Paper`."""
        return self.paper.low

    def look(self) -> None:
        """Take in what another program has written: a technician's new roll."""
        if _stamp(self._path) != self._written:
            near_end = self.paper.near_end
            self.paper = replace(_read(self._path, self._roll_mm), near_end=near_end)
            self._written = _stamp(self._path)

    def printed(self, rows: int, dpi: int) -> None:
        """Count a ticket of *rows* dots at *dpi* dots an inch.

        Raises:
            OSError: The count cannot be kept; it goes on in memory.
        """
        self._keep(printed(self.paper, rows, dpi))

    def heard(self, *, near_end: bool) -> None:
        """Take in what the printer's sensor says; that is not kept."""
        self.paper = replace(self.paper, near_end=near_end)

    def changed(self) -> None:
        """Begin a new roll.

        Raises:
            OSError: The count cannot be kept; it goes on in memory.
        """
        log.info("a new roll of %.1f m", self.paper.roll_mm / 1000)
        self._keep(changed(self.paper))

    def _keep(self, paper: Paper) -> None:
        self.paper = paper
        table = {
            "used_mm": paper.used_mm,
            "counted_mm": paper.counted_mm,
            "tickets": paper.tickets,
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        keep_file(self._path, json.dumps(table).encode("ascii"))
        self._written = _stamp(self._path)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes with every writing of the file at *path*."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _read(path: Path, roll_mm: float) -> Paper:
    try:
        table = json.loads(path.read_text(encoding="ascii"))
        used = table["used_mm"]
        return Paper(
            roll_mm=roll_mm,
            used_mm=None if used is None else _length(used),
            counted_mm=_length(table["counted_mm"]),
            tickets=int(_length(table["tickets"])),
        )
    except FileNotFoundError:
        log.info("%s: no count yet, nobody knows how much paper is left", path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s: the count of the paper is lost: %s", path, error)
    return Paper(roll_mm=roll_mm)


def _length(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError(f"{value!r} is no length")
    return float(value)
