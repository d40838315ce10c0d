"""Prints in a thread of its own, so that no printer ever stops the screen."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from printer.errors import PaperOut, PrinterError
from printer.slip import Slip

if TYPE_CHECKING:
    # The drivers are imported in the thread, after the first picture.
    from printer.printer import Printer

log = logging.getLogger(__name__)

STOP_MILLISECONDS = 8_000


class Printing(QObject):
    """Hands slips to the printer, one after the other.

    Signals:
        printed: The paper of this number is there.
        failed: This number has no paper, or maybe half of it, and why:
            `no_paper`, `half_printed` or `printer_trouble`.
        warm: The printer's drivers are loaded.
    """

    printed = Signal(str)
    failed = Signal(str, str)
    warm = Signal()
    _wanted = Signal(object)

    def __init__(
        self, make_printer: Callable[[], "Printer"], parent: QObject | None = None
    ) -> None:
        """Print on what *make_printer* returns; it is called in the thread."""
        super().__init__(parent)
        self._thread = QThread(self)
        self._press = _Press(make_printer)
        self._press.moveToThread(self._thread)
        self._thread.started.connect(self._press.warm_up)
        self._wanted.connect(self._press.print)
        self._press.printed.connect(self.printed)
        self._press.failed.connect(self.failed)
        self._press.warm.connect(self.warm)

    def start(self) -> None:
        """Begin; the printer's drivers are loaded now, not at a touch."""
        self._thread.start()

    @Slot(object)
    def print(self, slip: Slip) -> None:
        """Print *slip* when those before it are done."""
        self._wanted.emit(slip)

    def stop(self) -> None:
        """End after the slip that is being printed."""
        self._thread.quit()
        self._thread.wait(STOP_MILLISECONDS)
        self._press.close()


class _Press(QObject):
    """Owns the printer; lives in the thread.

    Signals:
        printed, failed, warm: As above.
    """

    printed = Signal(str)
    failed = Signal(str, str)
    warm = Signal()

    def __init__(self, make_printer: Callable[[], "Printer"]) -> None:
        super().__init__()
        self._make_printer = make_printer
        self._printer: Printer | None = None

    @Slot()
    def warm_up(self) -> None:
        self._ready().warm_up()
        self.warm.emit()

    @Slot(object)
    def print(self, slip: Slip) -> None:
        try:
            self._ready().print(slip)
        except (PrinterError, OSError) as error:
            log.warning("no paper for %s: %s", slip.number, error)
            self.failed.emit(slip.number, trouble_of(error))
        except Exception as error:  # the edge: the citizen must hear of it
            log.exception("no paper for %s", slip.number)
            self.failed.emit(slip.number, trouble_of(error))
        else:
            self.printed.emit(slip.number)

    def close(self) -> None:
        if self._printer is not None:
            self._printer.close()

    def _ready(self) -> "Printer":
        if self._printer is None:
            self._printer = self._make_printer()
        return self._printer


def trouble_of(error: Exception) -> str:
    """Return what a citizen needs to know of a printer's *error*."""
    if isinstance(error, PaperOut):
        return "no_paper"
    begun = isinstance(error, PrinterError) and error.begun
    return "half_printed" if begun else "printer_trouble"
