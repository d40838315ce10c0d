"""Tells those who watch the counter what was done there."""

from PySide6.QtCore import QObject, Slot

from counter.viewmodel import Happened
from shared.domain.ticket import Action
from shared.qt.figures import Figures
from shared.wire.messages import Refused

FACTS: dict[Action, str] = {
    Action.RECALL: "recalled",
    Action.SERVE: "served",
    Action.FINISH: "finished",
    Action.NO_SHOW: "no_show",
}


class Witness(QObject):
    """Stands between the counter and the figures.

    Figures:
        ready: The first picture of a live hall is on the screen.
        called: A number was called from here; `pressed_at` is the stopwatch at
            the press that led to it.
        recalled, served, finished, no_show: What was done to a number.
        refused: The hub refused a press, with its code.
        resting: The order `rest` was obeyed.
    """

    def __init__(
        self, figures: Figures, counter: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._counter = counter
        self._ready = False

    @Slot()
    def see(self) -> None:
        """A picture of a live hall was painted."""
        if not self._ready:
            self._ready = True
            self._figures.tell("ready")

    @Slot(object)
    def note(self, happened: Happened) -> None:
        """Something was done to a ticket at this counter."""
        number = happened.number
        if happened.action in FACTS:
            self._figures.tell(FACTS[happened.action], number=number)
        elif happened.action is Action.CALL and happened.pressed_at is not None:
            self._figures.tell(
                "called",
                number=number,
                counter=self._counter,
                pressed_at=happened.pressed_at,
            )

    @Slot(object)
    def note_refusal(self, refused: Refused) -> None:
        self._figures.tell("refused", code=refused.code)

    @Slot()
    def rest(self) -> None:
        """The hand has come to rest."""
        self._figures.tell("resting")
