"""Decides what the kiosk shows, asks for numbers, and has the paper printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.picture import HALF_PRINTED, Given, Picture, Screen, Visit, picture_of
from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from kiosk.texts import Texts
from printer.jobs import WITHOUT_PAPER, Job, JobState
from shared.clock import Clock
from shared.domain.commands import IssueTicket
from shared.qt.link import Link
from shared.wire.messages import Done, Refused

CLOCK_MILLISECONDS = 1_000

# What can only be shown or done while the hub is there.
NEEDS_THE_HUB = frozenset({Screen.HOME, Screen.CONFIRM, Screen.REFUSED})
WAITS = frozenset({Screen.PRINTING, Screen.LATE})
WITH_NUMBER = frozenset({Screen.PRINTING, Screen.UNPRINTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the kiosk stays as it is without a touch, in seconds."""

    idle: float = 30.0
    thanks: float = 6.0
    noting: float = 60.0
    """A number that has no paper stays so long."""

    late: float = 4.0
    """After so long without an answer the citizen is told."""

    giving_up: float = 60.0
    """So long later the wish is dropped, and the kiosk is there for the next."""

    recovery: float = 60.0
    """After so long out of service the kiosk tries again: nobody restarts it."""


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
        languages: tuple[str, str] = ("vi", "en"),
        patience: Patience | None = None,
        dots: int = 576,
        slip: SlipSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._texts = texts
        self._languages = languages
        self._patience = patience or Patience()
        self._dots = dots
        self._slip = slip
        self._stage = Screen.HOME
        self._visit = Visit(language=languages[0])
        self._asked: str | None = None
        self.picture = self._draw(self._screen(), self._visit)
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self._on_silence)
        ticking = QTimer(self, interval=CLOCK_MILLISECONDS)
        ticking.timeout.connect(self._refresh)
        ticking.start()
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._refresh)
        link.happened.connect(self._refresh)
        link.answered.connect(self._on_answer)

    @property
    def waits(self) -> bool:
        """Whether a citizen waits for a number or for the paper."""
        return self._stage in WAITS

    def next_pictures(self) -> Iterator[Picture]:
        """Return what may be shown next, for whoever wants to get ready."""
        hall = self._link.hall
        if hall is None:
            return
        visit = replace(self._visit, service=hall.plan.services[0].id)
        for stage in (Screen.CONFIRM, Screen.PRINTING):
            yield self._draw(stage, visit)

    @Slot(str)
    def choose(self, service: str) -> None:
        """A citizen touched a service."""
        if self.picture.screen is Screen.HOME:
            self._show(Screen.CONFIRM, replace(self._visit, service=service))

    @Slot()
    def collect(self) -> None:
        """A citizen comes to collect a result."""
        if self.picture.collects is not None:
            self.choose(self.picture.collects)

    @Slot()
    def toggle_priority(self) -> None:
        """A citizen says to be entitled to priority, or takes that back."""
        if self.picture.screen is Screen.HOME:
            visit = replace(self._visit, priority=not self._visit.priority)
            self._show(Screen.HOME, visit)

    @Slot()
    def change_language(self) -> None:
        """A citizen wants to read the other language."""
        first, second = self._languages
        other = second if self._visit.language == first else first
        self._visit = replace(self._visit, language=other)
        self.notice_touch()
        self._refresh()

    @Slot()
    def agree(self) -> None:
        """A citizen wants a number for the service that was chosen."""
        service = self._visit.service
        if self.picture.screen is not Screen.CONFIRM or service is None:
            return
        self.agreed.emit(service, self._visit.priority)
        command = IssueTicket(service=service, priority=self._visit.priority)
        self._asked = self._link.ask(command)
        self._show(Screen.PRINTING, self._visit)

    @Slot()
    def go_back(self) -> None:
        """A citizen wants another service."""
        if self._stage is Screen.CONFIRM:
            self._show(Screen.HOME, replace(self._visit, service=None))

    @Slot()
    def finish(self) -> None:
        """A citizen has the number, or has read why there is none."""
        if self._stage in (Screen.TAKE, Screen.UNPRINTED, Screen.REFUSED):
            if self.picture.doubtful and self._visit.given is not None:
                self.paper_confirmed.emit(self._visit.given.id)
            self._go_home()

    @Slot()
    def print_again(self) -> None:
        """A citizen says that the paper has not come out whole."""
        given = self._visit.given
        if self.picture.doubtful and given is not None:
            self._show(Screen.PRINTING, self._visit)
            self.reprint_wanted.emit(given.id)

    @Slot()
    def notice_touch(self) -> None:
        """Somebody is there: begin to count the idle seconds anew."""
        if self._stage in NEEDS_THE_HUB:
            self._count_down()

    @Slot(object, str)
    def slip_moved(self, job: Job, trouble: str) -> None:
        """Something became of a slip; *trouble* is the code of what is wrong."""
        given = self._visit.given
        if given is None or given.id != job.id or self._stage not in WITH_NUMBER:
            return
        if job.state not in WITHOUT_PAPER:
            self._show(Screen.TAKE, self._visit)
            return
        doubtful = job.state is JobState.UNKNOWN
        code = HALF_PRINTED if doubtful else trouble
        if self._stage is Screen.PRINTING or code != self._visit.trouble:
            self._show(Screen.UNPRINTED, replace(self._visit, trouble=code))

    @Slot()
    def go_out_of_service(self) -> None:
        """Something is wrong with this kiosk itself."""
        self._show(Screen.OUT_OF_SERVICE, self._visit)

    @Slot()
    def _on_online(self) -> None:
        hall, service = self._link.hall, self._visit.service
        known = hall is not None and service in hall.plan.service_by_id
        if self._stage is Screen.CONFIRM and not known:
            self._go_home()
        self._refresh()

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        if answer.id != self._asked:
            return
        self._asked = None
        match answer:
            case Done():
                self._take_in(answer)
            case Refused():
                self.refused.emit(answer.code)
                visit = replace(self._visit, trouble=answer.code, parts=answer.parts)
                self._show(Screen.REFUSED, visit)

    def _take_in(self, done: Done) -> None:
        """Show the number, and have it printed."""
        hall, ticket = self._link.hall, done.ticket
        if hall is None or ticket is None:
            return
        given = Given(
            ticket=ticket,
            ahead=done.ahead or 0,
            wait=done.wait_minutes or (0, 0),
            token=done.token or "",
            id=done.id,
        )
        self.stored.emit(ticket.number, ticket.service)
        self._show(Screen.PRINTING, replace(self._visit, given=given))
        vi, en = self._texts["vi"], self._texts["en"]
        slip = slip_for(given, hall.plan, vi, en, dots=self._dots, settings=self._slip)
        self.slip_ready.emit(given.id, slip)

    @Slot()
    def _on_silence(self) -> None:
        """Nothing came for as long as this screen may last."""
        if self._stage is Screen.PRINTING:
            self._show(Screen.LATE, self._visit)
            return
        if self._stage is Screen.LATE and self._asked is not None:
            self._link.forget(self._asked)
            self._asked = None
        self._go_home()

    def _go_home(self) -> None:
        if self._visit.given is not None:
            self.left.emit(self._visit.given.id)
        self._stage = Screen.HOME
        self._show(Screen.HOME, Visit(language=self._languages[0]))

    def _show(self, stage: Screen, visit: Visit) -> None:
        self._visit = visit
        if self._stage is not Screen.OUT_OF_SERVICE:
            self._stage = stage
        self._count_down()
        self._refresh()

    def _count_down(self) -> None:
        """Let the present screen last as long as it may."""
        seconds = self._seconds()
        if seconds is None:
            self._leave.stop()
        else:
            self._leave.start(round(1_000 * seconds))

    def _seconds(self) -> float | None:
        patience, visit = self._patience, self._visit
        untouched = visit == Visit(language=self._languages[0])
        lasting = {
            Screen.HOME: None if untouched else patience.idle,
            Screen.CONFIRM: patience.idle,
            Screen.REFUSED: patience.idle,
            Screen.PRINTING: patience.late if visit.given is None else None,
            Screen.LATE: patience.giving_up,
            Screen.TAKE: patience.thanks,
            Screen.UNPRINTED: patience.noting,
            Screen.OUT_OF_SERVICE: patience.recovery,
        }
        return lasting.get(self._stage)

    @Slot()
    def _refresh(self) -> None:
        picture = self._draw(self._screen(), self._visit)
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _draw(self, screen: Screen, visit: Visit) -> Picture:
        return picture_of(
            self._link.hall,
            screen=screen,
            now=self._clock.now(),
            texts=self._texts[visit.language],
            visit=visit,
        )

    def _screen(self) -> Screen:
        if self._stage not in NEEDS_THE_HUB or self._link.online:
            return self._stage
        return Screen.CONNECTING if self._link.hall is None else Screen.AWAY
