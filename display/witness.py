"""Tells which calls were really painted, each once, and when everything was."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Slot

from display.announcing import Sentence
from display.viewmodel import News
from shared.clock import stopwatch
from shared.qt.figures import Figures
from shared.sound.pieces import text_of

Place = tuple[str, str]
"""A number and its counter, as they stand on the screen."""


class Witness(QObject):
    """Stands between the panes, which say what they painted, and the figures.

    Figures:
        ready: The first picture of a live hall is on the screen.
        painted: The number and the counter of a call are on the screen.
        resting, drained: Answers to the order `rest`; drained when no call
            is left that was not painted.
        spoken: A sentence begins to be heard, about these numbers and counters.
    """

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._unpainted: list[News] = []
        self._ready = False
        self._resting = False

    @Slot(object)
    def expect(self, news: Collection[News]) -> None:
        """Calls came that are to be painted."""
        self._unpainted.extend(news)

    @Slot(object)
    def see(self, places: Collection[Place]) -> None:
        """A pane of a live picture was painted, and showed *places*."""
        if not self._ready:
            self._ready = True
            self._figures.tell("ready")
        at = stopwatch()
        left = []
        for news in self._unpainted:
            if (news.call.number, news.call.counter) in places:
                self._tell_painted(news, at)
            else:
                left.append(news)
        self._unpainted = left
        self._say_if_drained()

    @Slot(object)
    def hear(self, sentence: Sentence) -> None:
        """A sentence begins to be heard."""
        self._figures.tell(
            "spoken",
            places=[(item.number, item.counter) for item in sentence.items],
            voice=sentence.voice,
            words=text_of(sentence.pieces),
            at=stopwatch(),
        )

    @Slot()
    def settle(self) -> None:
        """The whole picture was painted: what is not there will never be.

        Such is a call that was called elsewhere in the same moment, or one of
        so many made during a break that the list has no room for it.
        """
        self._unpainted.clear()
        self._say_if_drained()

    @Slot()
    def rest(self) -> None:
        """Nobody calls any more: tell when all is painted."""
        self._resting = True
        self._figures.tell("resting")
        self._say_if_drained()

    def _say_if_drained(self) -> None:
        if self._resting and not self._unpainted:
            self._resting = False
            self._figures.tell("drained")

    def _tell_painted(self, news: News, at: int) -> None:
        parts: dict[str, object] = {"late": True} if news.late else {}
        self._figures.tell(
            "painted",
            number=news.call.number,
            counter=news.call.counter,
            recall=news.call.recall,
            at=at,
            **parts,
        )
