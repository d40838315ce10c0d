"""Leads citizens from a choice to a number and its paper, whatever fails meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import course
from kiosk.access import Access
from kiosk.cards import Cards
from kiosk.choosing import Choosing
from kiosk.comfort import Asking
from kiosk.course import ENDS_BY_TOUCH, GOES_BACK
from kiosk.drawing import Drawing
from kiosk.patience import Patience
from kiosk.picture import Given, Picture, Screen, Visit
from kiosk.procedures import Procedure
from kiosk.scanning import Scanning
from kiosk.slip_settings import SlipSettings
from kiosk.standby import Standby
from kiosk.texts import Texts
from kiosk.visiting import Visiting
from kiosk.wishes import Wishes
from printer.jobs import Job
from printer.state import PressState
from shared.clock import Clock
from shared.qt.link import Link
from shared.wire.messages import Refused

WAITS = frozenset({Screen.PRINTING, Screen.LATE})


class KioskViewModel(QObject):
    """Leads one citizen after the other from a touch to a number.

    A number is asked for once for each visit. Whatever happens to the link or
    the printer, it is shown as soon as it is known, and printed.

    Signals:
        picture_changed: The screen must show another `Picture`.
        agreed: A citizen wants a number: the service, and whether with priority.
        stored: The hub has given a number: the number and its service.
        slip_ready: A `Slip` is to be printed; its id comes first.
        reprint_wanted: The slip of this id is to be printed once more.
        paper_confirmed: The citizen has the paper of the slip of this id.
        left: Nobody waits for the slip of this id any more.
        refused: The hub gave no number, and the code of the reason.
    """

    picture_changed = Signal(object)
    agreed = Signal(str, bool)
    stored = Signal(str, str)
    slip_ready = Signal(str, object)
    reprint_wanted = Signal(str)
    paper_confirmed = Signal(str)
    left = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        link: Link,
        clock: Clock,
        texts: Mapping[str, Texts],
        *,
        languages: tuple[str, ...] = ("vi", "en"),
        patience: Patience | None = None,
        access: Access | None = None,
        standby: Standby | None = None,
        cards: Cards | None = None,
        procedures: Sequence[Procedure] = (),
        dots: int = 576,
        slip: SlipSettings | None = None,
        barring: Mapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        drawing = Drawing(
            link=link,
            clock=clock,
            texts=texts,
            languages=languages,
            standby=standby,
            procedures=procedures,
            slip=slip,
            barring=barring or {},
            dots=dots,
        )
        self.access = access or Access()
        self.access.setParent(self)
        self._visiting = Visiting(drawing, self.access, patience or Patience(), self)
        self.choosing = Choosing(self._visiting, self)
        self.scanning = Scanning(self._visiting, cards, self)
        self._wishes = Wishes(link, standby, self)
        self._visiting.picture_changed.connect(self.picture_changed)
        self._visiting.over.connect(self._on_silence)
        self.access.gone.connect(self._go_home)
        self.scanning.decided.connect(self._take_number)
        self._wishes.number_came.connect(self._take_in)
        self._wishes.gave_back.connect(self._end_undo)
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._visiting.refresh)
        link.happened.connect(self._visiting.refresh)
        if standby is not None:
            standby.changed.connect(self._visiting.refresh)

    @property
    def picture(self) -> Picture:
        """What is on the screen."""
        return self._visiting.picture

    @Slot(object)
    def note_printing(self, state: PressState) -> None:
        """The printing is now so: whether there will be paper is said beforehand."""
        self._visiting.note_printing(state)

    @property
    def waits(self) -> bool:
        """Whether a citizen waits for a number or for the paper."""
        return self._visiting.course.stage in WAITS

    def next_pictures(self) -> Iterator[Picture]:
        """Return what may be shown next, for whoever wants to get ready."""
        drawing = self._visiting.drawing
        if drawing.hall is None:
            return
        first = drawing.hall.plan.services[0].id
        visit = replace(self._visiting.course.visit, service=first)
        for screen in (Screen.CONFIRM, Screen.PRINTING):
            yield drawing.preview(screen, visit, self.access.comfort)

    @Slot()
    def agree(self) -> None:
        """A citizen wants a number for the service that was chosen."""
        if self.picture.screen is not Screen.CONFIRM:
            return
        if self.scanning.wanted:
            self.scanning.ask()
        else:
            self._take_number("")

    @Slot(str)
    def _take_number(self, holder: str) -> None:
        """Ask for a number, for the holder of a card if one was shown."""
        visit = self._visiting.course.visit
        if visit.service is None:
            return
        self.agreed.emit(visit.service, visit.priority)
        outcome = self._wishes.take_number(
            visit.service, priority=visit.priority, holder=holder or None
        )
        if outcome is None:
            self._go(Screen.PRINTING)
        else:
            self._take_in(outcome)

    @Slot()
    def undo(self) -> None:
        """A citizen would like to give the number back: ask first."""
        self._visiting.follow(course.undo(self._visiting.course, self.picture))

    @Slot()
    def keep_number(self) -> None:
        """A citizen keeps the number after all."""
        self._visiting.follow(course.keep_number(self._visiting.course))

    @Slot()
    def give_back(self) -> None:
        """A citizen is sure to give the number back."""
        stage, visit = self._visiting.course.stage, self._visiting.course.visit
        if stage is Screen.UNDO and visit.given and not visit.giving_back:
            self._wishes.give_back(visit.given.ticket.number)
            self._go(stage, replace(visit, giving_back=True))

    @Slot()
    def step_back(self) -> None:
        """Somebody pressed the key that leads back from wherever one is."""
        stage = self._visiting.course.stage
        if self.access.asks_for_time:
            self.access.stay()
        elif self.access.comfort.asking is not Asking.NOTHING:
            self.access.close()
        elif stage in GOES_BACK:
            self.choosing.go_back()
        elif stage is Screen.UNDO:
            self.keep_number()
        elif not self.picture.doubtful:
            self.finish()

    @Slot()
    def finish(self) -> None:
        """A citizen has the number, or has read why there is none."""
        if self._visiting.course.stage in ENDS_BY_TOUCH:
            given = self._visiting.course.visit.given
            if self.picture.doubtful and given is not None:
                self.paper_confirmed.emit(given.id)
            self._go_home()

    @Slot()
    def print_again(self) -> None:
        """A citizen says that the paper has not come out whole."""
        given = self._visiting.course.visit.given
        if self.picture.doubtful and given is not None:
            self._go(Screen.PRINTING)
            self.reprint_wanted.emit(given.id)

    @Slot()
    def notice_touch(self) -> None:
        """Somebody is there."""
        self._visiting.notice_touch()

    @Slot(object, str)
    def slip_moved(self, job: Job, trouble: str) -> None:
        """Something became of a slip; *trouble* is the code of what is wrong."""
        self._visiting.follow(course.slip_moved(self._visiting.course, job, trouble))

    @Slot()
    def go_out_of_service(self) -> None:
        """Something is wrong with this kiosk itself."""
        self._visiting.course = self._visiting.course.at(Screen.OUT_OF_SERVICE)
        self._visiting.begin()

    @Slot()
    def _on_online(self) -> None:
        hall, at = self._visiting.drawing.hall, self._visiting.course
        known = hall is not None and at.visit.service in hall.plan.service_by_id
        if at.stage in (Screen.CONFIRM, Screen.CARD) and not known:
            self._go_home()
        self._visiting.refresh()

    @Slot(object)
    def _take_in(self, outcome: Given | Refused) -> None:
        """Show the number and have it printed, or show why there is none."""
        visit = self._visiting.course.visit
        if isinstance(outcome, Refused):
            self.refused.emit(outcome.code)
            told = replace(visit, trouble=outcome.code, parts=outcome.parts)
            self._go(Screen.REFUSED, told)
            return
        slip = self._visiting.drawing.paper(outcome, visit)
        if slip is not None:
            self.stored.emit(outcome.ticket.number, outcome.ticket.service)
            self._go(Screen.PRINTING, replace(visit, given=outcome))
            self.slip_ready.emit(outcome.id, slip)

    @Slot(bool)
    def _end_undo(self, gone: bool) -> None:
        """Say whether the number was given back; its slip need not come any more."""
        given = self._visiting.course.visit.given
        if gone and given is not None:
            self.left.emit(given.id)
        self._go(Screen.UNDONE if gone else Screen.KEPT)

    @Slot()
    def _on_silence(self) -> None:
        """Nothing came for as long as this screen may last."""
        if self._visiting.course.stage is Screen.PRINTING:
            self._go(Screen.LATE)
        else:
            self._wishes.forget()
            self._go_home()

    @Slot()
    def _go_home(self) -> None:
        given = self._visiting.course.visit.given
        if given is not None:
            self.left.emit(given.id)
        self._visiting.begin_anew()

    def _go(self, stage: Screen, visit: Visit | None = None) -> None:
        self._visiting.follow(self._visiting.course.at(stage, visit))
