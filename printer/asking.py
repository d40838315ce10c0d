"""Talks with a printer between slips: asks how it is, and clears up after a broken one.

Some of what comes back is no printer's at all; `printer.nonsense` knows it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from printer.errors import NoReply, Stalled
from printer.escpos import (
    ASK_DONE,
    ASK_ERROR,
    ASK_OFFLINE,
    ASK_PAPER,
    ASK_PROCESS,
    ASK_STATE,
    CLEAR,
    REPORT_CHANGES,
)
from printer.nonsense import nonsense
from printer.ports import Port
from printer.profiles import Profile
from printer.status import (
    Done,
    Emptied,
    Listener,
    Reply,
    Report,
    Status,
    Told,
    status_of,
)

TICK = 0.02
MM_PER_INCH = 25.4
START = b"\x1b@"
LONGEST_HEAD = 8
"""Bytes of a command before its data, as in `GS v 0`."""

SYNC = "SYNC"
"""A process ID that no band has: those are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a printer, in seconds."""

    reply: float = 0.25
    stall: float = 2.0
    margin: float = 3.0
    """Beyond what the bytes and the rows must take."""


class Asking:
    """Questions to a printer, and its answers."""

    def __init__(
        self,
        port: Port,
        profile: Profile,
        patience: Patience,
        clock: Callable[[], int],
    ) -> None:
        """Talk through *port*; *clock* tells ever-growing milliseconds."""
        self._port = port
        self._profile = profile
        self._patience = patience
        self._clock = clock
        self._last_report: Report | None = None

    @property
    def possible(self) -> bool:
        """Whether this printer answers through this port, as far as is known yet."""
        return self._port.answers and self._profile.answers

    def check(self) -> Status:
        """Ask the printer how it is.

        Raises:
            PrinterOffline: It cannot be reached, or it is none.
            NoReply: It does not answer.
            Garbled: What it answers makes no sense.
        """
        self._note_reports(self._port.read(0))  # opens it, too
        status = self._asked() if self.possible else self._port.state()
        if status is None:
            return Status(known=False)
        return replace(status, near_end=status.near_end and self._profile.has_near_end)

    def clear(self, outstanding: int | None) -> None:
        """Make the printer forget a slip that was broken off.

        *outstanding* says how many of its confirmations are still missing, None if
        nobody knows. A printer that cannot forget gets so much white that the rest
        of an interrupted picture is filled, and is then waited for: its old
        confirmations must not pass for those of the next slip.

        Raises:
            PrinterError: It is not known to be clear.
        """
        if self._profile.clear == "none":
            self._drown(outstanding)
        elif self.possible:
            self.ask(CLEAR, "its buffer")
            self._until(lambda reply: reply == Emptied(), "its buffer")

    def end_command(self) -> None:
        """Fill what may be missing of a command that was broken off in its head.

        A printer that cannot forget takes the next bytes for the size of a picture.
        Zeros make it a picture of no size; a question would make it one of metres.

        Raises:
            PrinterError: The printer does not take them.
        """
        if self._profile.clear == "none":
            self.ask(bytes(LONGEST_HEAD), "its buffer")

    def send(self, data: bytes) -> Iterator[int]:
        """Send all of *data*, piece by piece; yield how many bytes were taken so far.

        Raises:
            PrinterOffline: The printer has gone.
            Stalled: It takes no more.
        """
        sent, moved_at = 0, self._clock()
        while sent < len(data):
            taken = self._port.write(data[sent:], TICK)
            sent += taken
            if taken:
                moved_at = self._clock()
            elif self._clock() - moved_at > 1000 * self._patience.stall:
                raise Stalled(sent, len(data))
            yield sent

    def ask(self, question: bytes, about: str) -> None:
        """Send *question*, which is short.

        Raises:
            NoReply: The printer does not even take it.
        """
        while question:
            taken = self._port.write(question, self._patience.reply)
            if not taken:
                raise NoReply(about)
            question = question[taken:]

    def _asked(self) -> Status | None:
        match self._profile.status:
            case "dle":
                return status_of(
                    self._told(ASK_STATE, "its state"),
                    self._told(ASK_OFFLINE, "its cover"),
                    self._told(ASK_ERROR, "its errors"),
                    self._told(ASK_PAPER, "its paper"),
                )
            case "asb":
                return self._reported()
            case "gs_r":
                return self._paper()
            case "none":
                return None

    def _note_reports(self, heard: bytes) -> None:
        for reply in Listener().hear(heard):
            if isinstance(reply, Report):
                self._last_report = reply

    def _reported(self) -> Status:
        """Return what a report says, which comes as soon as it is asked for.

        A printer that has stopped does not get as far as the question; then what
        it said by itself, when it stopped, stands.
        """
        self.ask(REPORT_CHANGES, "its state")
        try:
            reply = self._until(lambda reply: isinstance(reply, Report), "its state")
        except NoReply:
            if self._last_report and self._last_report.status.fault():
                return self._last_report.status
            raise
        assert isinstance(reply, Report)
        self._last_report = reply
        return reply.status

    def _told(self, question: bytes, about: str) -> int:
        self.ask(question, about)
        listener, heard, end = Listener(), b"", self._end(self._patience.reply)
        while self._clock() <= end:
            data = self._port.read(TICK)
            heard += data
            for reply in listener.hear(data):
                if isinstance(reply, Told):
                    self._refuse_nonsense(question, heard)
                    return reply.byte
                if reply == Done("") and self._profile.confirm == "gs_r":
                    # Late, of an earlier slip: the question still waits behind it.
                    end = self._end(self._patience.reply)
        if heard:
            self._refuse_nonsense(question, heard)
        raise NoReply(about)

    def _refuse_nonsense(self, question: bytes, heard: bytes) -> None:
        if error := nonsense(question, heard, self._port):
            raise error

    def _paper(self) -> Status:
        """Ask for the paper alone: bits 0 and 1 say near its end, 2 and 3 out."""
        self.ask(ASK_DONE, "its paper")
        end = self._end(self._patience.reply)
        while self._clock() <= end:
            for byte in self._port.read(TICK):
                if byte & 0b1001_0000 == 0:
                    return Status(near_end=bool(byte & 3), paper_out=bool(byte & 12))
        raise NoReply("its paper")

    def _drown(self, outstanding: int | None) -> None:
        largest = self._profile.max_band_rows * self._profile.width_dots // 8
        # Nothing but white in a picture, nothing at all outside of one.
        for _ in self.send(bytes(largest) + START):
            self._port.read(0)
        if not self.possible:
            return
        match self._profile.confirm:
            case "gs_h":
                self.ask(ASK_PROCESS + SYNC.encode("ascii"), "its buffer")
                seconds = self._seconds_for_white(largest)
                self._until(lambda reply: reply == Done(SYNC), "its buffer", seconds)
            case "gs_r":
                self._settle(outstanding, self._seconds_for_white(largest))
            case "none":
                pass

    def _settle(self, outstanding: int | None, seconds: float) -> None:
        """Wait for as many nameless answers as can come, or until no more come."""
        self.ask(ASK_DONE, "its buffer")
        listener, heard, end = Listener(), 0, self._end(seconds)
        wanted = None if outstanding is None else outstanding + 1
        # Between two answers lies at most one band.
        pause = 1000 * (self._seconds_for_rows() + self._patience.reply)
        while heard != wanted:
            came = listener.hear(self._port.read(TICK)).count(Done(""))
            heard += came
            if came:
                end = self._clock() + pause
            elif self._clock() > end:
                break
        if not heard:
            raise NoReply("its buffer")

    def _until(
        self, is_it: Callable[[Reply], bool], about: str, seconds: float | None = None
    ) -> Reply:
        listener, end = Listener(), self._end(seconds or self._patience.reply)
        while self._clock() <= end:
            for reply in listener.hear(self._port.read(TICK)):
                if is_it(reply):
                    return reply
        raise NoReply(about)

    def _end(self, seconds: float) -> float:
        return self._clock() + 1000 * seconds

    def _seconds_for_white(self, size: int) -> float:
        """Return how long *size* bytes of white may take, and what lies before them."""
        there = (size + self._profile.rx_buffer) * 10 / self._profile.baud
        return there + self._seconds_for_rows() + self._patience.margin

    def _seconds_for_rows(self) -> float:
        millimetres = self._profile.max_band_rows / self._profile.dpi * MM_PER_INCH
        return millimetres / self._profile.mm_per_s
