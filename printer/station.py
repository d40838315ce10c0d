"""One printer with its roll, and what it last said."""

import logging

from printer.errors import NoReply, NotReady, PrinterError, PrinterOffline
from printer.paper import PaperCounter
from printer.printer import Printer
from printer.slip import Slip
from printer.state import READY, PrinterNow
from printer.status import Status

log = logging.getLogger(__name__)


class Station:
    """A printer, its roll, and what it last said."""

    def __init__(self, printer: Printer, paper: PaperCounter | None = None) -> None:
        self.printer = printer
        self.paper = paper
        self.trouble = ""
        """The code of what is wrong with it; empty if nothing is."""

        self._was_ending = False
        self._has_said_why = False

    def now(self) -> PrinterNow:
        """Return how it was when it was last heard of."""
        metres = None if self.paper is None else self.paper.left_metres
        return PrinterNow(
            name=self.printer.name,
            trouble=self.trouble,
            metres=None if metres is None else int(metres),
            low=self.paper is not None and self.paper.low,
        )

    def test(self, slip: Slip) -> str:
        """Print *slip* here alone: `ready`, or the code of what was wrong."""
        try:
            self.printer.print(slip)
        except PrinterError as error:
            self.blame(error)
        except OSError as error:
            self.blame(PrinterOffline(str(error)))
        else:
            self.praise()
        self.count()
        return self.trouble or READY

    def look(self) -> None:
        """Ask the printer how it is."""
        try:
            self._take_in(self.printer.check())
        except PrinterError as error:
            self.blame(error)

    def blame(self, error: PrinterError) -> None:
        """Take in what went wrong; the log hears of it once.

        A printer that stands still for a reason it has given may be too full to
        answer again: then that reason holds.
        """
        if isinstance(error, NoReply) and self._has_said_why:
            return
        self._has_said_why = isinstance(error, NotReady)
        if error.code != self.trouble:
            log.warning("%s: %s", self.printer.name, error)
        self.trouble = error.code

    def praise(self) -> None:
        """Take in that it has printed."""
        if self.trouble:
            log.info("%s is ready again", self.printer.name)
        self.trouble = ""
        self._has_said_why = False

    def count(self) -> None:
        """Count the paper of the last slip."""
        rows = self.printer.delivery.rows
        if self.paper is not None and rows:
            try:
                self.paper.printed(rows, self.printer.dpi)
            except OSError as error:
                log.warning("the count of the paper is not kept: %s", error)

    def _take_in(self, status: Status) -> None:
        fault = status.fault()
        if fault is None:
            self.praise()
        else:
            self.blame(fault)
        if self.paper is None or not status.known or status.cover_open:
            return  # an open cover looks like no paper
        ending = status.paper_out or status.near_end
        self.paper.heard(near_end=status.near_end)
        if self._was_ending and not ending:
            try:
                self.paper.changed()
            except OSError as error:
                log.warning("the count of the paper is not kept: %s", error)
        self._was_ending = ending
