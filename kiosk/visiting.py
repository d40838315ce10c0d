"""One citizen's visit: where it is, what is shown of it, and for how long."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.access import Access
from kiosk.comfort import Asking
from kiosk.course import Course
from kiosk.drawing import NEEDS_THE_HUB, Drawing
from kiosk.patience import Patience, seconds_for
from kiosk.picture import Picture, Screen, Visit
from printer.state import PressState

CLOCK_MILLISECONDS = 1_000

# What a citizen may still be reading or choosing when its time is over.
ASKS_FOR_TIME = NEEDS_THE_HUB | {Screen.TAKE, Screen.UNPRINTED}
# Where it is good to know beforehand that there will be no paper.
BEFORE_THE_NUMBER = frozenset({Screen.HOME, Screen.SEARCH, Screen.CONFIRM})


class Visiting(QObject):
    """Keeps the course of the present visit, and draws its picture.

    Signals:
        picture_changed: The screen must show another `Picture`.
        over: Nothing came for as long as this screen may last.
    """

    picture_changed = Signal(object)
    over = Signal()

    def __init__(
        self,
        drawing: Drawing,
        access: Access,
        patience: Patience,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.drawing = drawing
        self.access = access
        self._patience = patience
        self._can_print = True
        self.course = self._fresh()
        self.picture = self._draw()
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self._on_silence)
        ticking = QTimer(self, interval=CLOCK_MILLISECONDS)
        ticking.timeout.connect(self.refresh)
        ticking.start()
        access.changed.connect(self._on_access)
        access.stayed.connect(self.linger)

    def follow(self, course: Course) -> None:
        """Go on to *course*, unless the visit is there already."""
        if course != self.course:
            self.course = course
            self.begin()

    def begin_anew(self) -> None:
        """Be there for the next citizen."""
        self.course = self._fresh()
        self.access.begin_anew()
        self.begin()

    def begin(self) -> None:
        """Show the present screen for as long as it may last."""
        if self.access.asks_for_time:
            self.access.close()
        self.refresh()
        self._count_down()

    @Slot()
    def notice_touch(self) -> None:
        """Somebody is there: begin to count the idle seconds anew."""
        if self.course.stage in NEEDS_THE_HUB:
            self._count_down()

    @Slot()
    def linger(self) -> None:
        """Let the present screen last for somebody who is not quick."""
        if self.course.stage in ASKS_FOR_TIME:
            seconds = max(self._patience.idle, self._seconds() or 0)
            self._leave.start(round(1_000 * seconds))

    @Slot(object)
    def note_printing(self, state: PressState) -> None:
        """The printing is now so."""
        self._can_print = state.can_print
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what has changed, if anything has."""
        picture = self._draw()
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    @Slot()
    def _on_silence(self) -> None:
        asks = self.course.stage in ASKS_FOR_TIME
        if asks and self.access.speaking:
            self.linger()  # whoever listens has not gone
        elif asks and self._may_be_missed():
            self.access.ask(Asking.MORE_TIME)
        else:
            self.over.emit()

    @Slot()
    def _on_access(self) -> None:
        if not self.access.asks_for_time:
            self.linger()
        self.refresh()

    def _count_down(self) -> None:
        seconds = self._seconds()
        if seconds is None:
            self._leave.stop()
        else:
            self._leave.start(round(1_000 * seconds))

    def _seconds(self) -> float | None:
        stage, visit = self.course.stage, self.course.visit
        missed = self._may_be_missed()
        undo = self.picture.undo
        return seconds_for(stage, visit, self._patience, missed=missed, undo=undo)

    def _may_be_missed(self) -> bool:
        """Return whether somebody would miss what is on the screen."""
        untouched = self.course.visit == self._fresh().visit
        return not untouched or not self.access.comfort.usual

    def _fresh(self) -> Course:
        return Course(Screen.HOME, Visit(language=self.drawing.languages[0]))

    def _draw(self) -> Picture:
        picture = self.drawing.picture(self.course, self.access.comfort)
        paperless = not self._can_print and picture.screen in BEFORE_THE_NUMBER
        return replace(picture, paperless=paperless)
