"""Decides what the kiosk shows, asks for numbers, and has the paper printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.access import Access
from kiosk.closing import refusal_of
from kiosk.comfort import Asking, languages_of
from kiosk.papers import papers_for_slip
from kiosk.patience import Patience, seconds_for
from kiosk.picture import (
    HALF_PRINTED,
    Away,
    Given,
    Picture,
    Screen,
    Visit,
)
from kiosk.procedures import Procedure
from kiosk.searching import after_key
from kiosk.showing import picture_of
from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from kiosk.standby import Standby
from kiosk.texts import Texts
from printer.jobs import WITHOUT_PAPER, Job, JobState
from shared.clock import Clock
from shared.domain.commands import CancelTicket, IssueTicket
from shared.domain.errors import NotNow
from shared.domain.hall import Hall
from shared.qt.link import Link
from shared.wire.messages import Done, Refused

CLOCK_MILLISECONDS = 1_000

# What can only be shown or done while the hub is there.
NEEDS_THE_HUB = frozenset(
    {Screen.HOME, Screen.SEARCH, Screen.CONFIRM, Screen.PAPERS, Screen.REFUSED}
)
WAITS = frozenset({Screen.PRINTING, Screen.LATE})
# What a citizen may still be reading or choosing when its time is over.
ASKS_FOR_TIME = NEEDS_THE_HUB | {Screen.TAKE, Screen.UNPRINTED}
WITH_NUMBER = frozenset({Screen.PRINTING, Screen.UNPRINTED})
GOES_BACK = frozenset({Screen.SEARCH, Screen.CONFIRM, Screen.PAPERS})
ENDS_BY_TOUCH = frozenset(
    {Screen.TAKE, Screen.UNPRINTED, Screen.REFUSED, Screen.UNDONE, Screen.KEPT}
)


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
        procedures: Sequence[Procedure] = (),
        dots: int = 576,
        slip: SlipSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._standby = standby
        self._procedures = procedures
        self._clock = clock
        self._texts = texts
        self._languages = languages
        self._patience = patience or Patience()
        self._dots = dots
        self._slip = slip
        self._stage = Screen.HOME
        self._visit = Visit(language=languages[0])
        self._asked: str | None = None
        self.access = access or Access()
        self.access.setParent(self)
        self.picture = self._draw(self._screen(), self._visit)
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self._on_silence)
        ticking = QTimer(self, interval=CLOCK_MILLISECONDS)
        ticking.timeout.connect(self._refresh)
        ticking.start()
        self.access.changed.connect(self._on_access)
        self.access.stayed.connect(self._linger)
        self.access.gone.connect(self._go_home)
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._refresh)
        link.happened.connect(self._refresh)
        link.answered.connect(self._on_answer)
        if standby is not None:
            standby.changed.connect(self._refresh)

    @property
    def waits(self) -> bool:
        """Whether a citizen waits for a number or for the paper."""
        return self._stage in WAITS

    def next_pictures(self) -> Iterator[Picture]:
        """Return what may be shown next, for whoever wants to get ready."""
        hall = self._hall
        if hall is None:
            return
        visit = replace(self._visit, service=hall.plan.services[0].id)
        for stage in (Screen.CONFIRM, Screen.PRINTING):
            yield self._draw(stage, visit)

    @Slot(str)
    def choose(self, service: str) -> None:
        """A citizen touched a service: ask, or explain why it gives no number."""
        if self.picture.screen not in (Screen.HOME, Screen.SEARCH):
            return
        refusal = self._refusal(service)
        if refusal is None:
            self._show(Screen.CONFIRM, replace(self._visit, service=service))
            return
        code, parts = refusal.code, refusal.parts
        visit = replace(self._visit, service=service, trouble=code, parts=parts)
        self._show(Screen.REFUSED, visit)

    @Slot()
    def collect(self) -> None:
        """A citizen comes to collect a result."""
        if self.picture.collects is not None:
            self.choose(self.picture.collects)

    @Slot()
    def search(self) -> None:
        """A citizen wants to find a procedure by its name."""
        if self.picture.screen is Screen.HOME:
            self._show(Screen.SEARCH, replace(self._visit, query=""))

    @Slot(str)
    def press_key(self, key: str) -> None:
        """A citizen touched a key: a letter, `space`, `erase` or `clear`."""
        visit = self._visit
        if self._stage is Screen.SEARCH and visit.query is not None:
            query = after_key(visit.query, key, visit.language)
            self._show(Screen.SEARCH, replace(visit, query=query))

    @Slot(str, object)
    def choose_result(self, service: str, procedure: int | None) -> None:
        """A citizen touched what the search has found."""
        self._visit = replace(self._visit, procedure=procedure)
        self.choose(service)

    @Slot()
    def show_papers(self) -> None:
        """A citizen wants to read what to bring."""
        if self.picture.screen is Screen.CONFIRM and self.picture.papers is not None:
            self._show(Screen.PAPERS, self._visit)

    @Slot(int)
    def choose_procedure(self, place: int) -> None:
        """A citizen touched one of the procedures of the service."""
        if self._stage is Screen.PAPERS:
            self._show(Screen.PAPERS, replace(self._visit, procedure=place))

    @Slot()
    def toggle_papers(self) -> None:
        """A citizen wants the list on the paper too, or takes that back."""
        if self._stage is Screen.PAPERS:
            visit = replace(self._visit, with_papers=not self._visit.with_papers)
            self._show(Screen.PAPERS, visit)

    @Slot()
    def undo(self) -> None:
        """A citizen would like to give the number back: ask first."""
        if self._stage in (Screen.TAKE, Screen.UNPRINTED) and self.picture.undo:
            self._show(Screen.UNDO, self._visit)

    @Slot()
    def keep_number(self) -> None:
        """A citizen keeps the number after all."""
        if self._stage is Screen.UNDO and not self._visit.giving_back:
            unprinted = bool(self._visit.trouble)
            self._show(Screen.UNPRINTED if unprinted else Screen.TAKE, self._visit)

    @Slot()
    def give_back(self) -> None:
        """A citizen is sure to give the number back."""
        given = self._visit.given
        if self._stage is Screen.UNDO and given and not self._visit.giving_back:
            self._asked = self._link.ask(CancelTicket(number=given.ticket.number))
            self._show(Screen.UNDO, replace(self._visit, giving_back=True))

    @Slot()
    def toggle_priority(self) -> None:
        """A citizen says to be entitled to priority, or takes that back."""
        if self.picture.screen is Screen.HOME:
            visit = replace(self._visit, priority=not self._visit.priority)
            self._show(Screen.HOME, visit)

    @Slot()
    def change_language(self) -> None:
        """A citizen wants another language: the other one, or one of a list."""
        others = [code for code in self._languages if code != self._visit.language]
        if len(others) == 1:
            self.speak(others[0])
        elif others:
            self.access.ask(Asking.LANGUAGE)

    @Slot(str)
    def speak(self, language: str) -> None:
        """A citizen wants to read *language*."""
        if language in self._languages:
            self._visit = replace(self._visit, language=language)
            self.access.close()
            self._linger()
            self._refresh()

    @Slot()
    def step_back(self) -> None:
        """Somebody pressed the key that leads back from wherever one is."""
        if self.access.asks_for_time:
            self.access.stay()
        elif self.access.comfort.asking is not Asking.NOTHING:
            self.access.close()
        elif self._stage in GOES_BACK:
            self.go_back()
        elif self._stage is Screen.UNDO:
            self.keep_number()
        elif not self.picture.doubtful:
            self.finish()

    @Slot()
    def agree(self) -> None:
        """A citizen wants a number for the service that was chosen."""
        service = self._visit.service
        if self.picture.screen is not Screen.CONFIRM or service is None:
            return
        self.agreed.emit(service, self._visit.priority)
        priority = self._visit.priority
        if self._standby is not None and self._standby.on_duty:
            self._take_in(self._standby.give(service, priority=priority))
            return
        command = IssueTicket(service=service, priority=priority)
        self._asked = self._link.ask(command)
        self._show(Screen.PRINTING, self._visit)

    @Slot()
    def go_back(self) -> None:
        """A citizen wants another service."""
        match self._stage:
            case Screen.PAPERS:
                self._show(Screen.CONFIRM, self._visit)
            case Screen.SEARCH:
                self._show(Screen.HOME, replace(self._visit, query=None))
            case Screen.CONFIRM | Screen.REFUSED:
                searching = self._visit.query is not None
                stage = Screen.SEARCH if searching else Screen.HOME
                visit = replace(
                    self._visit, service=None, procedure=None, with_papers=False
                )
                self._show(stage, replace(visit, trouble="", parts={}))
            case _:
                pass

    @Slot()
    def finish(self) -> None:
        """A citizen has the number, or has read why there is none."""
        if self._stage in ENDS_BY_TOUCH:
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
        hall, service = self._hall, self._visit.service
        known = hall is not None and service in hall.plan.service_by_id
        if self._stage is Screen.CONFIRM and not known:
            self._go_home()
        self._refresh()

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        if answer.id != self._asked:
            return
        self._asked = None
        if self._visit.giving_back:
            self._end_undo(answer)
            return
        ticket = answer.ticket if isinstance(answer, Done) else None
        if isinstance(answer, Refused):
            self._take_in(answer)
        elif ticket is not None:
            given = Given(
                ticket=ticket,
                ahead=answer.ahead or 0,
                wait=answer.wait_minutes or (0, 0),
                token=answer.token or "",
                id=answer.id,
            )
            self._take_in(given)

    def _take_in(self, outcome: Given | Refused) -> None:
        """Show the number and have it printed, or show why there is none."""
        hall = self._hall
        if isinstance(outcome, Refused):
            self.refused.emit(outcome.code)
            visit = replace(self._visit, trouble=outcome.code, parts=outcome.parts)
            self._show(Screen.REFUSED, visit)
        elif hall is not None:
            ticket = outcome.ticket
            self.stored.emit(ticket.number, ticket.service)
            self._show(Screen.PRINTING, replace(self._visit, given=outcome))
            vi, en = self._texts["vi"], self._texts["en"]
            slip = slip_for(
                outcome,
                hall.plan,
                vi,
                en,
                dots=self._dots,
                settings=self._slip,
                papers=self._papers(vi),
            )
            self.slip_ready.emit(outcome.id, slip)

    @Slot()
    def _on_silence(self) -> None:
        """Nothing came for as long as this screen may last."""
        if self._stage in ASKS_FOR_TIME and self._may_be_missed():
            self.access.ask(Asking.MORE_TIME)
            return
        if self._stage is Screen.PRINTING:
            self._show(Screen.LATE, self._visit)
            return
        if self._asked is not None:
            self._link.forget(self._asked)
            self._asked = None
        self._go_home()

    def _end_undo(self, answer: Done | Refused) -> None:
        """Say whether the number was given back; its slip need not come any more."""
        given = self._visit.given
        gone = isinstance(answer, Done)
        if gone and given is not None:
            self.left.emit(given.id)
        self._show(Screen.UNDONE if gone else Screen.KEPT, self._visit)

    def _papers(self, vi: Texts) -> tuple[str, ...]:
        """Return what is printed of the papers to bring."""
        visit = self._visit
        if not visit.with_papers or visit.service is None:
            return ()
        return papers_for_slip(self._procedures, visit.service, visit.procedure, vi)

    def _refusal(self, service: str) -> NotNow | None:
        hall = self._hall
        known = hall.plan.service_by_id.get(service) if hall else None
        if hall is None or known is None:
            return None
        return refusal_of(hall, known, self._clock.now())

    def _go_home(self) -> None:
        if self._visit.given is not None:
            self.left.emit(self._visit.given.id)
        self._stage = Screen.HOME
        self.access.begin_anew()
        self._show(Screen.HOME, Visit(language=self._languages[0]))

    def _show(self, stage: Screen, visit: Visit) -> None:
        self._visit = visit
        if self._stage is not Screen.OUT_OF_SERVICE:
            self._stage = stage
        if self.access.asks_for_time:
            self.access.close()
        self._count_down()
        self._refresh()

    def _count_down(self) -> None:
        """Let the present screen last as long as it may."""
        seconds = self._seconds()
        if seconds is None:
            self._leave.stop()
        else:
            self._leave.start(round(1_000 * seconds))

    def _linger(self) -> None:
        """Let the present screen last for somebody who is not quick."""
        if self._stage in ASKS_FOR_TIME:
            seconds = max(self._patience.idle, self._seconds() or 0)
            self._leave.start(round(1_000 * seconds))

    @Slot()
    def _on_access(self) -> None:
        if not self.access.asks_for_time:
            self._linger()
        self._refresh()

    def _may_be_missed(self) -> bool:
        """Return whether somebody would miss what is on the screen."""
        untouched = self._visit == Visit(language=self._languages[0])
        return not untouched or not self.access.comfort.usual

    def _seconds(self) -> float | None:
        missed = self._may_be_missed()
        return seconds_for(self._stage, self._visit, self._patience, missed=missed)

    @Slot()
    def _refresh(self) -> None:
        picture = self._draw(self._screen(), self._visit)
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _draw(self, screen: Screen, visit: Visit) -> Picture:
        picture = picture_of(
            self._hall,
            screen=screen,
            now=self._clock.now(),
            texts=self._texts[visit.language],
            visit=visit,
            away=self._standby.away if self._standby else Away.NO,
            procedures=self._procedures,
        )
        comfort = self.access.comfort
        names = languages_of(self._texts, self._languages)
        unheard = comfort.help and not self._link.online
        comfort = replace(comfort, languages=names, unheard=unheard)
        undo = picture.undo if self._link.online else 0
        return replace(picture, comfort=comfort, undo=undo)

    @property
    def _hall(self) -> Hall | None:
        """The hub's hall, or what is known of it while it is away."""
        return self._link.hall if self._standby is None else self._standby.hall

    def _screen(self) -> Screen:
        stood_in = self._standby is not None and self._standby.on_duty
        if self._stage not in NEEDS_THE_HUB or self._link.online or stood_in:
            return self._stage
        return Screen.CONNECTING if self._link.hall is None else Screen.AWAY
