"""Tells what happened at the kiosk, and how long it took, to whoever watches."""

from PySide6.QtCore import QObject, Slot

from kiosk.picture import Picture, Screen
from printer.jobs import WITHOUT_PAPER, Job, JobState
from shared.clock import stopwatch
from shared.qt.figures import Figures


class Witness(QObject):
    """Turns what the parts of the kiosk say into figures, and orders into signals.

    Figures:
        first_frame: The window has painted something.
        ready: The services are on the screen, or the hours while the office is
            closed, and the printer's drivers are loaded.
        touched: A citizen has agreed to take a number.
        stored: The hub has given it; *ms* from that touch.
        printed: The printer has confirmed the paper; *ms* from that touch.
        unprinted: There is no paper for it, and why.
        refused: The hub has given none.
        resting, drained: Answers to the order `rest`; drained when no number
            and no paper is on its way.
    """

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._seen = False
        self._missing = {"picture", "printer"}
        self._touched_at = 0
        self._since: dict[str, int] = {}
        self._under_way = 0
        self._resting = False

    @Slot(object)
    def see(self, picture: Picture) -> None:
        """A picture was painted."""
        if not self._seen:
            self._seen = True
            self._figures.tell("first_frame")
        if picture.screen in (Screen.HOME, Screen.CLOSED):
            self._found("picture")

    @Slot()
    def note_warm_printer(self) -> None:
        self._found("printer")

    @Slot(str, bool)
    def note_touch(self, service: str, priority: bool) -> None:
        self._touched_at = stopwatch()
        self._under_way += 1
        self._figures.tell(
            "touched", service=service, priority=priority, at=self._touched_at
        )

    @Slot(str, str)
    def note_number(self, number: str, service: str) -> None:
        self._since[number] = self._touched_at
        self._figures.tell(
            "stored", number=number, service=service, ms=stopwatch() - self._touched_at
        )

    @Slot(object, str)
    def note_slip(self, job: Job, trouble: str) -> None:
        """Something became of a slip; the first word on it ends the citizen's turn."""
        number = job.slip.number
        since = self._since.pop(number, None)
        if job.state in WITHOUT_PAPER:
            self._figures.tell("unprinted", number=number, reason=trouble)
        elif job.state is not JobState.CONFIRMED:
            began = self._touched_at if since is None else since
            self._figures.tell("printed", number=number, ms=stopwatch() - began)
        if since is not None:
            self._end_one()

    @Slot(str)
    def note_refusal(self, code: str) -> None:
        self._figures.tell("refused", code=code)
        self._end_one()

    @Slot()
    def rest(self) -> None:
        """Nobody touches the kiosk any more."""
        self._resting = True
        self._figures.tell("resting")
        self._say_if_drained()

    def _found(self, what: str) -> None:
        if self._missing:
            self._missing.discard(what)
            if not self._missing:
                self._figures.tell("ready")

    def _end_one(self) -> None:
        self._under_way -= 1
        self._say_if_drained()

    def _say_if_drained(self) -> None:
        if self._resting and self._under_way <= 0:
            self._resting = False
            self._figures.tell("drained")
