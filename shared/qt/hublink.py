"""A station's link with the hub: wishes go up, answers and events come down.

The socket is elsewhere (`shared.qt.carrier`), in a thread of its own; the conversation
itself (`shared.wire.session`) runs in the thread of the screen, so the hall that
a view-model reads never changes under its eyes. Which of several hubs serves, the
`shared.qt.line` finds out.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from shared.clock import Clock
from shared.domain.commands import Command
from shared.domain.hall import Hall
from shared.qt.duty import Duty, OnDuty
from shared.qt.line import Line
from shared.qt.link import Link
from shared.qt.round import BARRED_PAUSE
from shared.version import installed
from shared.wire.codec import pack
from shared.wire.errors import BadFrame, EventMissed
from shared.wire.messages import (
    Ask,
    CatchUp,
    ClerkNow,
    DayKey,
    Done,
    Down,
    Events,
    LoggedIn,
    Notice,
    Notices,
    Print,
    PrintHere,
    Refused,
    Report,
    Role,
    Snapshot,
    StationNow,
    Unavailable,
)
from shared.wire.session import Session

log = logging.getLogger(__name__)


# A link that runs is nobody's garbage: it would be taken apart in whichever thread
# the collector works just then, perhaps while the screen's hands it a frame.
_running: set["HubLink"] = set()


def running() -> tuple["HubLink", ...]:
    """Return the links of this process that were started and not stopped."""
    return tuple(_running)


class HubLink(Link):
    """The link over a WebSocket."""

    def __init__(
        self,
        hub: str | Sequence[str],
        role: Role,
        station: str,
        *,
        token: str = "",
        office: str | None = None,
        authority: Path | None = None,
        clock: Clock | None = None,
        version: str | None = None,
        barred_pause: float = BARRED_PAUSE,
        parent: QObject | None = None,
    ) -> None:
        """Speak for *station* to the *hub* at an address, or the one of several.

        *office* is the id of the station's own, for a hub that serves many;
        *authority* is the file of who vouches for a ``wss://`` hub; the time of
        *clock* is told to the hub, which warns when it is wrong, and so is *version*,
        if it is not the one that is installed.
        """
        super().__init__(parent)
        self._session = Session(role, station, token, office=office)
        self._clock = clock
        self._line = Line(
            (hub,) if isinstance(hub, str) else tuple(hub),
            authority,
            barred_pause=barred_pause,
            parent=self,
        )
        self._line.opened.connect(self._on_opened)
        self._line.received.connect(self._on_text)
        self._line.lost.connect(self._on_lost)
        self._asked: dict[str, str] = {}
        self._duty = Duty()
        self._stations: dict[str, StationNow] = {}
        self._notices: tuple[Notice, ...] = ()
        self._version = version or installed()
        self._report = pack(Report(version=self._version)) if self._version else None
        self._day_key: DayKey | None = None

    @property
    def hall(self) -> Hall | None:
        return self._session.hall

    @property
    def online(self) -> bool:
        return self._line.standing.online

    @property
    def silent_for(self) -> int:
        return self._line.silent_for

    @property
    def hub_waits(self) -> bool:
        return self._line.standing.waits

    @property
    def address(self) -> str:
        return self._line.address

    @property
    def barred(self) -> str:
        return self._line.standing.barred

    @property
    def excuse(self) -> str:
        return self._line.standing.excuse

    @property
    def stations(self) -> Mapping[str, StationNow]:
        return self._stations

    @property
    def day_key(self) -> DayKey | None:
        return self._day_key

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self._notices

    @property
    def on_duty(self) -> OnDuty:
        return self._duty.now

    def log_in(self, name: str, password: str) -> None:
        if self.online:  # a password is not kept until the hub is back
            self._line.send(self._duty.log_in(name, password))
            self.clerk_changed.emit()

    def log_out(self) -> None:
        self._line.send(self._duty.log_out())
        self.clerk_changed.emit()

    def report(self, report: Report) -> None:
        self._report = pack(replace(report, version=self._version))
        if self.online:
            self._line.send(self._report)

    def ask(
        self, command: Command, *, token: str | None = None, id_: str | None = None
    ) -> str:
        id_ = id_ or uuid4().hex
        self._send(id_, pack(Ask(id=id_, command=command, token=token)))
        return id_

    def print_at(self, wish: PrintHere) -> None:
        self._send(wish.id, pack(wish))

    def _send(self, id_: str, text: str) -> None:
        self._asked[id_] = text
        if self.online:
            self._line.send(text)

    def forget(self, id_: str) -> None:
        self._asked.pop(id_, None)

    def start(self) -> None:
        _running.add(self)
        self._line.start()

    def stop(self) -> None:
        self._line.stop()
        _running.discard(self)

    @Slot()
    def _on_opened(self) -> None:
        self._stations.clear()
        self._notices = ()
        now = self._clock.now() if self._clock else None
        self._line.greet(self._session.hello(now))
        if session := self._duty.resume():
            self._line.send(session)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        try:
            frame = self._session.receive(text)
        except EventMissed as error:
            log.warning("beginning anew: %s", error)
            self._line.begin_anew()
        except BadFrame:
            log.exception("the hub said something that makes no sense")
            self._line.leave()
        else:
            self._on_frame(frame)

    @Slot()
    def _on_lost(self) -> None:
        self._day_key = None
        self.went_offline.emit()

    def _on_frame(self, frame: Down) -> None:
        match frame:
            case Snapshot():
                self._line.doubt()  # all is new, also to whoever was up to date
                self._come_online()
            case CatchUp():
                self.happened.emit(frame)
                self._come_online()
            case Events():
                self.happened.emit(frame)
            case Unavailable():
                self._line.put_off(frame.code, frame.message)
            case StationNow() | Notices() | Print() | DayKey():
                self._on_news(frame)
            case ClerkNow() | LoggedIn() | Done() | Refused():
                self._on_answer(frame)
            case _:
                if self._duty.settle():
                    self.clerk_changed.emit()
                self._come_online()

    def _on_answer(self, frame: ClerkNow | LoggedIn | Done | Refused) -> None:
        if self._duty.take(frame):
            self.clerk_changed.emit()
        elif isinstance(frame, Done | Refused) and frame.id in self._asked:
            del self._asked[frame.id]
            self.answered.emit(frame)

    def _on_news(self, frame: StationNow | Notices | Print | DayKey) -> None:
        match frame:
            case StationNow(station=name):
                self._stations[name] = frame
                self.stations_changed.emit()
            case Notices():
                self._notices = frame.list
                self.stations_changed.emit()
            case Print():
                self.print_wanted.emit(frame)
            case DayKey():
                self._day_key = frame
                self.day_key_changed.emit()

    def _come_online(self) -> None:
        if self.online or self.hall is None:
            return
        self._line.serve()
        if self._report is not None:
            self._line.send(self._report)
        for text in self._asked.values():
            self._line.send(text)
        self.came_online.emit()
