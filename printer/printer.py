"""Prints slips: asks first, sends without ever blocking, and waits to hear it is done.

Printed means that the printer itself has said so, band by band and after the cut.
Whoever calls `Printer.print` waits for that; it belongs in a thread of its own.
"""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum

from printer.asking import MM_PER_INCH, TICK, Asking, Patience
from printer.errors import NoReply, PrinterError
from printer.escpos import Page, page
from printer.ports import Port, open_port
from printer.profiles import Profile
from printer.raster import draw
from printer.settings import PrinterSettings, profile_of
from printer.slip import Slip, example_slip
from printer.status import Done, Listener, Report, Status
from shared.clock import stopwatch

log = logging.getLogger(__name__)


class Outcome(Enum):
    """How sure it is that a slip is on paper."""

    PRINTED = "printed"
    """The printer has confirmed every band and the cut."""

    SENT = "sent"
    """All bytes were taken; this printer cannot say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far the last slip came."""

    sent: int = 0
    """Bytes that were taken."""

    confirmed: int = 0
    """Bands, and the cut, of which the printer has said that they are done."""

    rows: int = 0
    """Rows of dots it is long, with what is fed before the cut."""


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
        self._asking = Asking(port, profile, self._patience, clock)
        self._listener = Listener()
        self._waiting_for: deque[str] = deque()
        self._next = 0
        self.delivery = Delivery()
        # What an earlier program left half said must not swallow our first slip,
        # and nobody knows what it was.
        self._broken_off = True
        self._outstanding: int | None = None
        self._ended = False

    @property
    def name(self) -> str:
        """Where it is, as the settings say it."""
        return self._port.name

    @property
    def dpi(self) -> int:
        """Dots an inch."""
        return self._profile.dpi

    def warm_up(self) -> None:
        """Do before the first slip what would hold it up: draw, and drown old rests."""
        draw(example_slip(), self._profile)
        if self._profile.clear == "none":
            with suppress(PrinterError):  # the first slip will hear of it
                self._make_ready()

    def check(self) -> Status:
        """Ask the printer how it is.

        Raises:
            PrinterOffline: It cannot be reached, or it is none.
            NoReply: It does not answer.
            Garbled: What it answers makes no sense.
        """
        return self._asking.check()

    def print(self, slip: Slip, begin: Callable[[], None] = lambda: None) -> Outcome:
        """Print *slip* and return how sure that is; `delivery` says how far it came.

        *begin* is called when the printer is ready, before the first byte.

        Raises:
            PrinterError: It was not printed, or, if `begun`, maybe not wholly.
        """
        self.delivery = Delivery()
        self._make_ready()
        bands = draw(slip, self._profile)
        leaf = page(bands, self._profile, self._next)
        self._next += len(leaf.answers)
        begin()
        self.delivery = Delivery(rows=leaf.rows)
        self._broken_off, self._ended = True, False
        try:
            outcome = self._deliver(leaf)
        except PrinterError as error:
            error.begun = self.delivery.sent > 0
            self._outstanding = len(self._waiting_for)
            self._port.discard()
            log.warning("slip broken off: %s", error)
            raise
        self._broken_off = False
        return outcome

    def close(self) -> None:
        """Let go of the port."""
        self._port.close()

    def _make_ready(self) -> None:
        if self._broken_off and not self._ended:
            # Before any question: it would be taken for the rest of a command.
            self._asking.end_command()
            self._ended = True
        if fault := self.check().fault():
            raise fault
        if self._broken_off:
            self._asking.clear(self._outstanding)
            self._broken_off = False

    def _deliver(self, leaf: Page) -> Outcome:
        self._listener = Listener()
        self._waiting_for = deque(leaf.answers if self._asking.possible else ())
        confirmed = bool(self._waiting_for)
        end = self._clock() + 1000 * self._seconds_for(leaf)
        for sent in self._asking.send(leaf.data):
            self.delivery = replace(self.delivery, sent=sent)
            self._hear(self._port.read(0))
        while self._waiting_for:
            self._hear(self._port.read(TICK))
            if self._waiting_for and self._clock() > end:
                raise self._why_silent()
        return Outcome.PRINTED if confirmed else Outcome.SENT

    def _hear(self, data: bytes) -> None:
        for reply in self._listener.hear(data):
            match reply:
                case Done(name) if self._waiting_for and name == self._waiting_for[0]:
                    self._waiting_for.popleft()
                    confirmed = self.delivery.confirmed + 1
                    self.delivery = replace(self.delivery, confirmed=confirmed)
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
