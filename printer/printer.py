"""Prints slips: asks first, sends without ever blocking, and waits to hear it is done.

Printed means that the printer itself has said so, band by band and after the cut.
Whoever calls `Printer.print` waits for that; it belongs in a thread of its own.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from printer.errors import NoReply, PrinterError, Stalled
from printer.escpos import (
    ASK_ERROR,
    ASK_OFFLINE,
    ASK_PAPER,
    ASK_STATE,
    CLEAR,
    Page,
    page,
)
from printer.ports import Port, open_port
from printer.profiles import Profile
from printer.raster import draw
from printer.settings import PrinterSettings, profile_of
from printer.slip import Slip, example_slip
from printer.status import Done, Emptied, Listener, Report, Status, Told, status_of
from shared.clock import stopwatch

log = logging.getLogger(__name__)

TICK = 0.02
MM_PER_INCH = 25.4


class Outcome(Enum):
    """How sure it is that a slip is on paper."""

    PRINTED = "printed"
    """The printer has confirmed every band and the cut."""

    SENT = "sent"
    """All bytes were taken; this printer cannot say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a printer, in seconds."""

    reply: float = 0.25
    stall: float = 2.0
    margin: float = 3.0
    """Beyond what the bytes and the rows must take."""


class Printer:
    """Prints slips through a port. For one thread at a time."""

    def __init__(
        self,
        port: Port,
        profile: Profile,
        *,
        patience: Patience | None = None,
        clock: Callable[[], int] = stopwatch,
    ) -> None:
        self._port = port
        self._profile = profile
        self._patience = patience or Patience()
        self._clock = clock
        self._asks = port.answers and profile.answers
        self._listener = Listener()
        self._waiting_for: deque[str] = deque()
        self._next = 0
        # What an earlier program left half said must not swallow our first slip.
        self._broken_off = True

    def warm_up(self) -> None:
        """Draw once what is the same on all slips, so that the first is as quick."""
        draw(example_slip(), self._profile)

    def check(self) -> Status:
        """Ask the printer how it is.

        Raises:
            PrinterOffline: It cannot be reached.
            NoReply: It does not answer.
        """
        if not self._asks:
            return Status(known=False)
        self._port.read(0)
        self._listener = Listener()
        return status_of(
            self._told(ASK_STATE, "its state"),
            self._told(ASK_OFFLINE, "its cover"),
            self._told(ASK_ERROR, "its errors"),
            self._told(ASK_PAPER, "its paper"),
        )

    def print(self, slip: Slip) -> Outcome:
        """Print *slip* and return how sure that is.

        Raises:
            PrinterError: It was not printed, or, if `begun`, maybe not wholly.
        """
        if fault := self.check().fault():
            raise fault
        if self._broken_off:
            self._clear()
        bands = draw(slip, self._profile)
        leaf = page(bands, self._profile, self._next)
        self._next += len(leaf.answers)
        self._broken_off = True
        try:
            outcome = self._deliver(leaf)
        except PrinterError as error:
            error.begun = True
            log.warning("slip broken off: %s", error)
            raise
        self._broken_off = False
        return outcome

    def close(self) -> None:
        """Let go of the port."""
        self._port.close()

    def _deliver(self, leaf: Page) -> Outcome:
        self._waiting_for = deque(leaf.answers if self._asks else ())
        confirmed = bool(self._waiting_for)
        end = self._clock() + 1000 * self._seconds_for(leaf)
        self._send(leaf.data)
        while self._waiting_for:
            self._hear(self._port.read(TICK))
            if self._waiting_for and self._clock() > end:
                raise self._why_silent()
        return Outcome.PRINTED if confirmed else Outcome.SENT

    def _send(self, data: bytes) -> None:
        sent, moved_at = 0, self._clock()
        while sent < len(data):
            taken = self._port.write(data[sent:], TICK)
            sent += taken
            if taken:
                moved_at = self._clock()
            elif self._clock() - moved_at > 1000 * self._patience.stall:
                raise Stalled(sent, len(data))
            self._hear(self._port.read(0))

    def _hear(self, data: bytes) -> None:
        for reply in self._listener.hear(data):
            match reply:
                case Done(name) if self._waiting_for and name == self._waiting_for[0]:
                    self._waiting_for.popleft()
                case Report(status) if fault := status.fault():
                    raise fault
                case _:
                    pass

    def _why_silent(self) -> PrinterError:
        """Return the fault that the printer admits when asked, or that it is silent."""
        try:
            return self.check().fault() or NoReply("the slip")
        except PrinterError as error:
            return error

    def _told(self, question: bytes, about: str) -> int:
        self._ask(question, about)
        end = self._clock() + 1000 * self._patience.reply
        while self._clock() <= end:
            for reply in self._listener.hear(self._port.read(TICK)):
                if isinstance(reply, Told):
                    return reply.byte
        raise NoReply(about)

    def _clear(self) -> None:
        if not self._asks or self._profile.clear == "none":
            return
        self._ask(CLEAR, "its buffer")
        end = self._clock() + 1000 * self._patience.reply
        while self._clock() <= end:
            if Emptied() in self._listener.hear(self._port.read(TICK)):
                return
        raise NoReply("its buffer")

    def _ask(self, question: bytes, about: str) -> None:
        while question:
            taken = self._port.write(question, self._patience.reply)
            if not taken:
                raise NoReply(about)
            question = question[taken:]

    def _seconds_for(self, leaf: Page) -> float:
        """Return how long *leaf* may take, counted from its first byte."""
        millimetres = leaf.rows / self._profile.dpi * MM_PER_INCH
        return (
            len(leaf.data) * 10 / self._profile.baud
            + millimetres / self._profile.mm_per_s
            + self._patience.margin
        )


def printer_of(settings: PrinterSettings) -> Printer:
    """Return the printer that *settings* name. It is reached for at its first use.

    Raises:
        ConfigError: The profile's file cannot be used.
    """
    profile = profile_of(settings)
    return Printer(open_port(settings, profile), profile)
