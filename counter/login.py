"""Who works here: what the page says that asks for it, and what is done with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from counter.texts import Texts
from counter.wording import moment, refusal_of
from shared.domain.commands import PauseCounter
from shared.domain.events import Desk
from shared.domain.times import MINUTE
from shared.qt.duty import NOBODY, OnDuty
from shared.qt.link import Link
from shared.wire.messages import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInPicture:
    """What stands on the page that asks who is there."""

    title: str
    warning: str = ""
    ready: bool = True
    """Whether a name and a password can be sent now."""


def page_of(
    on_duty: OnDuty, texts: Texts, *, counter: str, online: bool, now: int
) -> LogInPicture | None:
    """Return the page that asks who is there; None if nobody has to be asked."""
    if not on_duty.missing:
        return None
    return LogInPicture(
        title=texts.log_in.title.format(counter=counter),
        warning=_warning(on_duty, texts, now) if online else texts.offline_note,
        ready=online and not on_duty.asking,
    )


def _warning(on_duty: OnDuty, texts: Texts, now: int) -> str:
    if on_duty.asking:
        return texts.log_in.checking
    match on_duty.refused:
        case Refused(code="locked", parts={"until": until}):
            return texts.log_in.locked.format(time=moment(texts, int(until), now))
        case Refused() as refused:
            return refusal_of(texts, refused, now)
        case None:
            return texts.log_in.why.get(on_duty.why, "")


def pages(texts: Texts, now: int) -> Iterator[tuple[str, LogInPicture]]:
    """Return the page in each of its states, with a name, for pictures."""
    until: dict[str, str | int] = {"until": now + 15 * MINUTE}
    states = {
        "log-in": NOBODY,
        "log-in-wrong": OnDuty(refused=_refused("wrong_password", {})),
        "log-in-locked": OnDuty(refused=_refused("locked", until)),
        "log-in-disabled": OnDuty(why="disabled"),
        "log-in-checking": OnDuty(asking=True),
    }
    for name, state in states.items():
        on_duty = replace(state, required=True)
        page = page_of(on_duty, texts, counter="3", online=True, now=now)
        if page is not None:
            yield name, page


def _refused(code: str, parts: Mapping[str, str | int]) -> Refused:
    return Refused(id="1", code=code, message="", parts=parts)


class LogInViewModel(QObject):
    """Lets a clerk log in at this counter, and hand it over to the next.

    Signals:
        page_changed: The screen must show another `LogInPicture`; None for none.
    """

    page_changed = Signal(object)

    def __init__(
        self,
        link: Link,
        counter: str,
        texts: Texts,
        now: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """Ask for *counter*; *now* is the office's time."""
        super().__init__(parent)
        self._link = link
        self._counter = counter
        self._texts = texts
        self._now = now
        self.page: LogInPicture | None = None
        link.clerk_changed.connect(self._look)
        link.came_online.connect(self._look)
        link.went_offline.connect(self._look)

    @Slot(str, str)
    def log_in(self, name: str, password: str) -> None:
        """Somebody has typed a name and a password."""
        ready = self.page is not None and self.page.ready
        if ready and name.strip() and password:
            self._link.log_in(name.strip(), password)

    @Slot()
    def hand_over(self) -> None:
        """The clerk goes: the counter pauses, and what it has called stays called."""
        if not self._link.on_duty.name:
            return
        hall = self._link.hall
        here = hall.counters.get(self._counter) if hall else None
        if self._link.online and here is not None and here.state is Desk.OPEN:
            reason = self._texts.log_in.hand_over_reason
            self._link.ask(PauseCounter(counter=here.id, reason=reason))
        self._link.log_out()

    @Slot()
    def _look(self) -> None:
        page = page_of(
            self._link.on_duty,
            self._texts,
            counter=self._counter,
            online=self._link.online,
            now=self._now(),
        )
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
