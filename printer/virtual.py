"""The virtual printer: reads the bytes as a real one does and keeps the tickets as PNG.

It is as slow as a wire and a print head are, takes no more than fits its buffer,
answers what an Epson answers, and can be told to misbehave. It has no thread and
no clock of its own: whoever holds it says how late it is, in milliseconds.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from printer.abilities import Abilities
from printer.events import Began, Drawn, Ended, Event, Skipped
from printer.faults import Faults
from printer.intake import BEHIND_MS, CLEAR, Intake
from printer.orders import obey
from printer.page_reader import PageReader
from printer.pen import Pen
from printer.reading import Command
from printer.roll import Roll, is_torn
from printer.tongue import Tongue

ROWS_PER_MM = 8
CUT_MS = 100.0
IDLE_MS = 1000.0
"""After this long without anything to do, a ticket without a cutter is complete."""

HEAD_ROWS = 96
"""From the head to the cutter: the white at the top of every ticket, 12 mm."""

# A cut, by what it feeds before: GS V 65 and 66 bring the ticket behind the cutter.
CUTS = (b"\x1dV", b"\x1bi", b"\x1bm")


class VirtualPrinter:
    """An ESC/POS printer made of software."""

    def __init__(
        self,
        out: Path,
        *,
        dots: int = 576,
        baud: int | None = 115_200,
        mm_per_s: float | None = 150,
        can: Abilities | None = None,
        tell: Callable[[Event], None] = lambda event: None,
        seed: int = 1,
    ) -> None:
        """Print on *dots*, with pictures in *out*.

        *baud* is the pace of the wire and *mm_per_s* that of the paper, None for no
        limit. *tell* hears what happens; *seed* makes the nonsense of `garbage`.
        """
        self._roll = Roll(out, dots, HEAD_ROWS)
        self._pen = Pen(dots)
        self._intake = Intake(baud)
        self._page = PageReader(self._intake.buffer, self._pen)
        self._ms_per_row = 1_000 / (mm_per_s * ROWS_PER_MM) if mm_per_s else 0.0
        self._cut_ms = CUT_MS if mm_per_s else 0.0
        self._can = can or Abilities()
        self._tell = tell
        self._faults = Faults()
        self._tongue = Tongue(self._faults, self._can, seed)
        self._rows: deque[int] = deque()
        self._cut_due: bool | None = None
        self._skipped: set[bytes] = set()
        self._later: list[tuple[int, Callable[[], None]]] = []
        self._free_at = 0.0
        self._busy_at = 0.0
        self._back_at = 0.0
        self.rows = 0
        """How many rows it has ever printed or fed."""

    @property
    def idle(self) -> bool:
        """Whether nothing will happen before more bytes come."""
        waits = not self._can.cutter and self._roll.inked
        return not (
            self._intake.buffer
            or self._rows
            or waits
            or self._faults.off
            or not self._tongue.silent
        )

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return not self._faults.unplug

    @property
    def wrong(self) -> list[str]:
        """The names of all that is wrong: `paper-out`."""
        return self._faults.wrong()

    def set(self, **faults: bool) -> None:
        """Set or clear faults, named as in `Faults`."""
        for name, value in faults.items():
            if getattr(self._faults, name) == value:
                continue
            setattr(self._faults, name, value)
            words = name.replace("_", "-")
            self._tell(Began(words) if value else Ended(words))
            if name == "paper_out" and not value:
                # What was printed before went with the end of the old roll.
                self._draw(self._roll.tear(goes_on=self._busy_with_a_ticket))
        if self._faults.jammed and not self._faults.cutter:
            self._faults.jammed = False
            self._tell(Ended("jam"))
        self._tongue.report()

    def lose_power(self, now: float, dead_ms: float) -> None:
        """Be without power for *dead_ms*: what was in the buffer is lost."""
        if not self._faults.off:
            self._tell(Began("power-cycle"))
        self._faults.off = True
        self._back_at = now + dead_ms
        self._intake.lose()
        self._tongue.lose()
        self._forget()

    def after(self, rows: int, do: Callable[[], None]) -> None:
        """Do *do* when *rows* more rows have been printed."""
        self._later.append((self.rows + rows, do))

    def room(self, now: float) -> int:
        """Return how many bytes the wire and the buffer take at *now*."""
        self._advance(now)
        return 0 if self._faults.dead else self._intake.room(now)

    def take(self, data: bytes, now: float) -> int:
        """Take the beginning of *data* and return how many bytes that was."""
        taken = data[: self.room(now)]
        if not taken:
            return 0
        for command in self._intake.take(taken, now, clear=self._can.clear):
            if command == CLEAR:
                self._forget()
                self._tongue.confirm_clear()
            else:
                self._tongue.tell(command[2])
        self._busy_at = now
        self._advance(now)
        return len(taken)

    def said(self, now: float) -> bytes:
        """Return what it has said until *now*."""
        self._advance(now)
        return self._tongue.heard()

    def close(self) -> None:
        """Draw what is on the paper and has not been cut off."""
        if self._can.cutter or self._busy_with_a_ticket:
            self._draw(self._roll.tear())
        else:
            self._draw(self._roll.finish())

    @property
    def _busy_with_a_ticket(self) -> bool:
        return bool(self._rows or self._page.in_a_picture or self._intake.buffer)

    def _forget(self) -> None:
        """Drop what has not been printed; what has been is a torn ticket."""
        self._page.forget()
        self._rows.clear()
        self._cut_due = None
        self._draw(self._roll.tear())

    def _advance(self, now: float) -> None:
        if self._faults.off and now >= self._back_at:
            self._faults.off = False
            self._tell(Ended("power-cycle"))
        while self._ready(now) and self._step(now):
            self._busy_at = now
        if not self._can.cutter and now - self._busy_at > IDLE_MS:
            self._busy_at = now
            if not self._busy_with_a_ticket:
                self._draw(self._roll.finish())

    def _ready(self, now: float) -> bool:
        return not (self._faults.dead or self._faults.stopping) and self._free_at <= now

    def _step(self, now: float) -> bool:
        """Do the next row or command; return False if its bytes are not here yet."""
        if self._rows:
            self._print_row(now)
        elif self._cut_due is not None:
            self._cut(now)
        else:
            return self._read()
        return True

    def _print_row(self, now: float) -> None:
        self._roll.add(self._rows.popleft())
        self._busy(self._ms_per_row, now)
        self.rows += 1
        if not self._later:
            return
        due = [do for at, do in self._later if at <= self.rows]
        self._later = [(at, do) for at, do in self._later if at > self.rows]
        for do in due:
            do()

    def _read(self) -> bool:
        match self._page.next():
            case None:
                return False
            case Command() as command:
                self._do(command)
            case rows:
                self._rows += rows
        return True

    def _do(self, command: Command) -> None:
        if command.name == b"\x1b@":
            self._begin()
        elif command.name in CUTS and self._can.cutter:
            self._cut_due = command.rest[:1] in {b"A", b"B"}
        elif not self._tongue.answer(command):
            rows = obey(self._pen, command)
            if rows is None:
                self._skip(command)
            self._rows += rows or []

    def _begin(self) -> None:
        """Whatever stands uncut on the paper when a ticket begins has no end."""
        self._draw(self._roll.tear() if self._can.cutter else self._roll.finish())
        self._pen.reset()
        self._tongue.reset()

    def _skip(self, command: Command) -> None:
        """Say once a ticket that *command* is not obeyed here.

        A control character alone is no command; in a broken stream there are many.
        """
        if len(command.name) > 1 and command.name not in self._skipped:
            self._skipped.add(command.name)
            words = command.name + command.rest[: command.name[-1:] == b"("]
            self._tell(Skipped(words.hex(" ").upper()))

    def _cut(self, now: float) -> None:
        if self._faults.cutter:
            self._faults.jammed = True
            self._tell(Began("jam"))
            self._tongue.report()
            return
        feed, self._cut_due = bool(self._cut_due), None
        self._busy(self._cut_ms, now)
        self._skipped.clear()
        self._draw(self._roll.cut(feed=feed))

    def _draw(self, path: Path | None) -> None:
        if path:
            self._tell(Drawn(path, torn=is_torn(path)))

    def _busy(self, milliseconds: float, now: float) -> None:
        self._free_at = max(self._free_at, now - BEHIND_MS) + milliseconds
