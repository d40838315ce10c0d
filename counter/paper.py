"""Prints at the desk, in a thread of its own: no printer ever stops the screen."""

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from printer.slip import Slip
from printer.state import READY

if TYPE_CHECKING:
    # The drivers are imported in the thread, after the first picture.
    from printer.press import Press

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""So often a slip that could not be printed is tried again."""

STOP_SECONDS = 8.0
BROKEN = "printer_error"


class DeskPrinting(QObject):
    """Hands slips to the printer at the desk, one after the other.

    Signals:
        told: What became of a slip: its number, and `ready` or the code of what is
            wrong with the printer.
    """

    told = Signal(str, str)

    def __init__(
        self, make_press: Callable[[], "Press"], parent: QObject | None = None
    ) -> None:
        """Print with what *make_press* returns; it is called in the thread."""
        super().__init__(parent)
        self._make_press = make_press
        self._slips: SimpleQueue[tuple[str, Slip] | None] = SimpleQueue()
        self._thread = Thread(target=self._live, name="paper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @Slot(str, object)
    def print(self, id_: str, slip: Slip) -> None:
        """Print *slip* when those before it are done; the same id is the same slip."""
        self._slips.put((id_, slip))

    def stop(self) -> None:
        """End after the slip that is being printed."""
        self._slips.put(None)
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _live(self) -> None:
        try:
            press = self._make_press()
            press.warm_up()
        except Exception:  # the edge: without paper the counter goes on
            log.exception("the printing cannot begin")
            self._refuse_all()
            return
        while True:
            try:
                order = self._slips.get(timeout=LOOK_SECONDS)
            except Empty:
                for job in press.retry():
                    self._tell(press, job.slip.number)
                continue
            if order is None:
                press.close()
                return
            self._print(press, *order)

    def _print(self, press: "Press", id_: str, slip: Slip) -> None:
        try:
            press.put(id_, slip)
        except Exception:  # the edge: the clerk must hear of it
            log.exception("no paper for %s", slip.number)
            self.told.emit(slip.number, BROKEN)
        else:
            self._tell(press, slip.number)

    def _tell(self, press: "Press", number: str) -> None:
        state = press.state()
        missing = number in state.unprinted
        trouble = state.printer if state.printer != READY else BROKEN
        self.told.emit(number, trouble if missing else READY)

    def _refuse_all(self) -> None:
        while (order := self._slips.get()) is not None:
            self.told.emit(order[1].number, BROKEN)
