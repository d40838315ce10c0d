"""Prints in a thread of its own, so that no printer ever stops the screen."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from printer.jobs import Job, JobState
from printer.slip import Slip, trial_slip
from printer.state import PressState
from shared.wire.messages import Report

if TYPE_CHECKING:
    # The drivers are imported in the thread, after the first picture.
    from printer.press import Press

log = logging.getLogger(__name__)

STOP_MILLISECONDS = 8_000
LOOK_MILLISECONDS = 2_000
"""So often the printers are asked how they are, while nothing is printed."""


class Printing(QObject):
    """Hands slips to the printers, one after the other.

    Signals:
        moved: What became of a slip: its `Job`, and the code of what is wrong with
            the printer, `ready` if nothing is.
        state_changed: How the printing is: a `PressState`.
        tested: What became of a test print: for each printer `ready`, or the code of
            what was wrong; no printer at all if the printing itself is broken.
        warm: The printer's drivers are loaded.
    """

    moved = Signal(object, str)
    state_changed = Signal(object)
    tested = Signal(tuple)
    warm = Signal()
    _test_wanted = Signal()
    _roll_changed = Signal()
    _wanted = Signal(str, object)
    _wanted_again = Signal(str)
    _confirmed = Signal(str)
    _left = Signal(str)

    def __init__(
        self, make_press: Callable[[], "Press"], parent: QObject | None = None
    ) -> None:
        """Print with what *make_press* returns; it is called in the thread."""
        super().__init__(parent)
        self._thread = QThread(self)
        self._room = _PressRoom(make_press)
        self._room.moveToThread(self._thread)
        self._thread.started.connect(self._room.open)
        self._thread.finished.connect(self._room.close)
        self._wanted.connect(self._room.print)
        self._wanted_again.connect(self._room.reprint)
        self._confirmed.connect(self._room.confirm)
        self._left.connect(self._room.leave)
        self._room.moved.connect(self.moved)
        self._room.state_changed.connect(self.state_changed)
        self._room.warm.connect(self.warm)
        self._test_wanted.connect(self._room.test)
        self._roll_changed.connect(self._room.change_roll)
        self._room.tested.connect(self.tested)

    def start(self) -> None:
        """Begin; the printer's drivers are loaded now, not at a touch."""
        self._thread.start()

    @Slot(str, object)
    def print(self, id_: str, slip: Slip) -> None:
        """Print *slip* when those before it are done; the same id is the same slip."""
        self._wanted.emit(id_, slip)

    @Slot(str)
    def reprint(self, id_: str) -> None:
        """Print it once more, marked."""
        self._wanted_again.emit(id_)

    @Slot(str)
    def confirm(self, id_: str) -> None:
        """The citizen has the paper, whatever the printer says."""
        self._confirmed.emit(id_)

    @Slot(str)
    def leave(self, id_: str) -> None:
        """The citizen has gone."""
        self._left.emit(id_)

    @Slot()
    def test(self) -> None:
        """Print a test slip on every printer."""
        self._test_wanted.emit()

    @Slot()
    def change_roll(self) -> None:
        """Somebody has put a new roll into every printer."""
        self._roll_changed.emit()

    def stop(self) -> None:
        """End after the slip that is being printed."""
        self._thread.quit()
        self._thread.wait(STOP_MILLISECONDS)


class _PressRoom(QObject):
    """Owns the press; lives in the thread.

    Signals:
        moved, state_changed, tested, warm: As above.
    """

    moved = Signal(object, str)
    state_changed = Signal(object)
    tested = Signal(tuple)
    warm = Signal()

    def __init__(self, make_press: Callable[[], "Press"]) -> None:
        super().__init__()
        self._make_press = make_press
        self._press: Press | None = None
        self._state: PressState | None = None
        self._looking: QTimer | None = None

    @Slot()
    def open(self) -> None:
        try:
            self._ready().warm_up()
        except Exception:  # the edge: without paper the kiosk still gives numbers
            log.exception("the printing cannot begin")
            return
        self._looking = QTimer(self, interval=LOOK_MILLISECONDS)
        self._looking.timeout.connect(self._look)
        self._looking.start()
        self.warm.emit()
        self._look()

    @Slot()
    def close(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        if self._press is not None:
            self._press.close()
            self._press = None

    @Slot(str, object)
    def print(self, id_: str, slip: Slip) -> None:
        try:
            job = self._ready().put(id_, slip)
        except Exception:  # the edge: the citizen must hear of it
            log.exception("no paper for %s", slip.number)
            job = Job(id=id_, at=0, slip=slip, state=JobState.UNKNOWN)
            self.moved.emit(job, "printer_error")
        else:
            self._tell(job)

    @Slot(str)
    def reprint(self, id_: str) -> None:
        if self._press and (job := self._press.reprint(id_)) is not None:
            self._tell(job)

    @Slot(str)
    def confirm(self, id_: str) -> None:
        if (
            self._press
            and (job := self._press.settle(id_, JobState.CONFIRMED)) is not None
        ):
            self._tell(job)

    @Slot(str)
    def leave(self, id_: str) -> None:
        if self._press is not None:
            self._press.leave(id_)
            self._show(self._press.state())

    @Slot()
    def test(self) -> None:
        try:
            told = self._ready().test(trial_slip())
            self._show(self._ready().state())
        except Exception:  # the edge: the technician must hear of it
            log.exception("no test slip")
            told = ()
        self.tested.emit(told)

    @Slot()
    def change_roll(self) -> None:
        if self._press is None:
            return
        try:
            self._press.new_roll()
        except OSError as error:
            log.warning("the count of the paper is not kept: %s", error)
        self._show(self._press.state())

    @Slot()
    def _look(self) -> None:
        press = self._ready()
        for job in press.retry():
            self._tell(job)
        self._show(press.look())

    def _tell(self, job: Job) -> None:
        state = self._ready().state()
        self.moved.emit(job, state.printer)
        self._show(state)

    def _show(self, state: PressState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _ready(self) -> "Press":
        if self._press is None:
            self._press = self._make_press()
        return self._press


def report_of(state: PressState) -> Report:
    """Return what the hub is told of the printing."""
    return Report(
        printer=state.printer,
        paper=state.paper,
        paper_metres=state.metres,
        unprinted=state.unprinted,
    )
