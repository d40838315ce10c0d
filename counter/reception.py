"""The citizen's side of a counter: what is shown there, and what is answered."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from counter.citizen import CitizenPicture, Rating, citizen_of
from counter.texts import CitizenTexts
from shared.domain.commands import Rate
from shared.domain.events import TicketChanged
from shared.domain.ticket import Action
from shared.domain.times import SECOND
from shared.qt.link import Link

THANKS_SECONDS = 5


class Reception(QObject):
    """Shows the citizen the number, and asks how it was when the work is done.

    Signals:
        picture_changed: The screen must show another `CitizenPicture`.
    """

    picture_changed = Signal(object)

    def __init__(
        self,
        link: Link,
        counter: str,
        texts: CitizenTexts,
        now: Callable[[], int],
        *,
        rating_seconds: float = 0,
        parent: QObject | None = None,
    ) -> None:
        """Ask for *rating_seconds* after each work; with 0 nobody is asked."""
        super().__init__(parent)
        self._link = link
        self._counter = counter
        self._texts = texts
        self._now = now
        self._seconds = rating_seconds
        self._rating: Rating | None = None
        self.picture = self._look()

    def note(self, event: TicketChanged) -> None:
        """Take in what was done here: whoever is done is asked until the next work."""
        match event.action:
            case Action.FINISH if self._seconds:
                until = self._now() + int(self._seconds * SECOND)
                self._rating = Rating(number=event.ticket.number, until=until)
            case Action.SERVE | Action.UNDO:
                self._rating = None
            case _:
                pass

    @Slot(int)
    def rate(self, level: Literal[1, 2, 3, 4, 5]) -> None:
        """The citizen answered with *level*, 1 very bad to 5 very good."""
        rating = self._rating
        if rating is None or rating.thanked or self._now() >= rating.until:
            return
        self._link.ask(Rate(number=rating.number, level=level, counter=self._counter))
        until = self._now() + THANKS_SECONDS * SECOND
        self._rating = Rating(number=rating.number, until=until, thanked=True)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is now so."""
        picture = self._look()
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _look(self) -> CitizenPicture:
        return citizen_of(
            self._link.hall,
            self._counter,
            self._texts,
            online=self._link.online,
            now=self._now(),
            rating=self._rating,
        )
