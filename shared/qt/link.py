"""A station's link with the hub: wishes go up, answers and events come down.

The socket is elsewhere (`shared.qt.carrier`), in a thread of its own; the conversation
itself (`shared.wire.session`) runs in the thread of the screen, so the hall that
a view-model reads never changes under its eyes.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from shared.clock import Clock, stopwatch
from shared.domain.commands import Command
from shared.domain.hall import Hall
from shared.qt.barred import ADVICE
from shared.qt.carrier import BARRED_PAUSE, Carrier
from shared.qt.duty import NOBODY, Duty, OnDuty
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

SILENCE_MILLISECONDS = 3_000
"""So long without a heartbeat, and what the screen shows may be old."""


class Link(QObject):
    """What a view-model knows of the hub.

    Signals:
        came_online: The hall is there and up to date.
        went_offline: What the hall says may be old.
        happened: `Events` came; the hall has them already.
        answered: A `Done` or `Refused` came for an id that `ask` returned.
        stations_changed: `stations` or `notices` are others.
        print_wanted: A `Print` came: a counter wants a slip printed here.
        day_key_changed: `day_key` is another.
        clerk_changed: `on_duty` is another.
    """

    came_online = Signal()
    went_offline = Signal()
    happened = Signal(object)
    answered = Signal(object)
    stations_changed = Signal()
    print_wanted = Signal(object)
    day_key_changed = Signal()
    clerk_changed = Signal()

    @property
    def hall(self) -> Hall | None:
        """The hall as last heard of, or None before the first time."""
        raise NotImplementedError

    @property
    def online(self) -> bool:
        """Whether the hall is up to date."""
        raise NotImplementedError

    @property
    def silent_for(self) -> int:
        """For how many milliseconds the hub has said nothing."""
        return 0

    @property
    def hub_waits(self) -> bool:
        """Whether the hub is there, and itself waits for its database."""
        return False

    @property
    def barred(self) -> str:
        """The code of what a person has to mend first (`shared.qt.barred`), if any."""
        return ""

    @property
    def excuse(self) -> str:
        """Why the hub waits, a code such as ``disk_full``; empty if it does not."""
        return ""

    @property
    def stations(self) -> Mapping[str, StationNow]:
        """How the office's stations are, by name; only counters are told."""
        return {}

    @property
    def day_key(self) -> DayKey | None:
        """The key for digests of cards, told to kiosks of offices that want them."""
        return None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What somebody should look after at the hub; only counters are told."""
        return ()

    @property
    def on_duty(self) -> OnDuty:
        """Who works at this counter, and whether somebody has to say so."""
        return NOBODY

    def log_in(self, name: str, password: str) -> None:
        """Say who works here from now on; `clerk_changed` follows."""

    def log_out(self) -> None:
        """Say that the clerk goes, whose session is forgotten."""

    def report(self, report: Report) -> None:
        """Let the hub know how this station is, also when the link is back."""

    def ask(
        self, command: Command, *, token: str | None = None, id_: str | None = None
    ) -> str:
        """Send a wish, and return the id its answer will have.

        A wish that got no answer before the link broke is sent again under the
        same id, so it is obeyed once. Who has sent it in a life before gives its
        id along: it gets the answer of then.
        """
        raise NotImplementedError

    def print_at(self, wish: PrintHere) -> None:
        """Let a kiosk print a slip; the answer has the id of *wish*, as with `ask`."""
        raise NotImplementedError

    def forget(self, id_: str) -> None:
        """Do not send the wish *id_* again when the link is back."""

    def start(self) -> None:
        """Begin to connect; `came_online` follows."""

    def stop(self) -> None:
        """Leave the hub."""


class HubLink(Link):
    """The link over a WebSocket."""

    def __init__(
        self,
        url: str,
        role: Role,
        station: str,
        *,
        token: str = "",
        authority: Path | None = None,
        clock: Clock | None = None,
        version: str | None = None,
        barred_pause: float = BARRED_PAUSE,
        parent: QObject | None = None,
    ) -> None:
        """Speak for *station* to the hub at *url*.

        *authority* is the file of who vouches for a ``wss://`` hub; the time of
        *clock* is told to the hub, which warns when it is wrong, and so is *version*,
        if it is not the one that is installed.
        """
        super().__init__(parent)
        self._session = Session(role, station, token)
        self._clock = clock
        self._barred = self._away = ""
        self._url = url
        self._carrier = Carrier(url, authority, barred_pause=barred_pause)
        self._asked: dict[str, str] = {}
        self._duty = Duty()
        self._stations: dict[str, StationNow] = {}
        self._notices: tuple[Notice, ...] = ()
        self._excuse = ""
        self._version = version or installed()
        self._report = pack(Report(version=self._version)) if self._version else None
        self._day_key: DayKey | None = None
        self._online = self._hub_waits = False
        self._heard_at = stopwatch()
        self._silence = QTimer(self, interval=SILENCE_MILLISECONDS, singleShot=True)
        self._silence.timeout.connect(self._on_silence)
        queued = Qt.ConnectionType.QueuedConnection
        self._carrier.connected.connect(self._on_connected, queued)
        self._carrier.received.connect(self._on_text, queued)
        self._carrier.disconnected.connect(self._on_disconnected, queued)

    @property
    def hall(self) -> Hall | None:
        return self._session.hall

    @property
    def online(self) -> bool:
        return self._online

    @property
    def silent_for(self) -> int:
        return stopwatch() - self._heard_at

    @property
    def hub_waits(self) -> bool:
        return self._hub_waits

    @property
    def barred(self) -> str:
        return self._barred

    @property
    def excuse(self) -> str:
        return self._excuse if self._hub_waits else ""

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
        if self._online:  # a password is not kept until the hub is back
            self._carrier.send(self._duty.log_in(name, password))
            self.clerk_changed.emit()

    def log_out(self) -> None:
        self._carrier.send(self._duty.log_out())
        self.clerk_changed.emit()

    def report(self, report: Report) -> None:
        self._report = pack(replace(report, version=self._version))
        if self._online:
            self._carrier.send(self._report)

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
        if self._online:
            self._carrier.send(text)

    def forget(self, id_: str) -> None:
        self._asked.pop(id_, None)

    def start(self) -> None:
        self._carrier.start()

    def stop(self) -> None:
        self._carrier.stop()

    @Slot()
    def _on_connected(self) -> None:
        self._stations.clear()
        self._notices = ()
        now = self._clock.now() if self._clock else None
        self._carrier.send(self._session.hello(now))
        if session := self._duty.resume():
            self._carrier.send(session)
        self._silence.start()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._silence.start()
        self._heard_at = stopwatch()
        try:
            frame = self._session.receive(text)
        except EventMissed as error:
            log.warning("beginning anew: %s", error)
            self._carrier.drop()
        except BadFrame:
            log.exception("the hub said something that makes no sense")
            self._carrier.drop()
        else:
            self._on_frame(frame)

    def _on_frame(self, frame: Down) -> None:
        match frame:
            case Snapshot():
                self._online = False  # all is new, also to whoever was up to date
                self._come_online()
            case CatchUp():
                self.happened.emit(frame)
                self._come_online()
            case Events():
                self.happened.emit(frame)
            case Unavailable():
                self._wait(frame)
            case StationNow() | Notices() | Print() | DayKey():
                self._on_news(frame)
            case ClerkNow() | LoggedIn() | Done() | Refused():
                self._on_answer(frame)
            case _:
                if self._duty.settle():
                    self.clerk_changed.emit()
                self._come_online()

    def _wait(self, frame: Unavailable) -> None:
        if frame.message != self._away:  # it is said once a second, perhaps all night
            log.warning("the hub cannot serve yet: %s", frame.message)
        self._excuse, self._away = frame.code, frame.message
        self._go_offline(waits=True)

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
        if self._online or self.hall is None:
            return
        self._online, self._hub_waits, self._barred = True, False, ""
        self._away = ""
        if self._report is not None:
            self._carrier.send(self._report)
        for text in self._asked.values():
            self._carrier.send(text)
        self.came_online.emit()

    @Slot(str, str)
    def _on_disconnected(self, reason: str, barred: str) -> None:
        if barred and barred != self._barred:
            log.error("this station is not connected: %s", ADVICE[barred])
        elif not barred and reason != self._away:
            log.warning("the hub at %s is away: %s", self._url, reason)
        self._away = reason
        self._silence.stop()
        self._go_offline(barred=barred)

    @Slot()
    def _on_silence(self) -> None:
        log.warning("the hub has been silent for %d ms", SILENCE_MILLISECONDS)
        self._carrier.drop()
        self._go_offline()

    def _go_offline(self, *, waits: bool = False, barred: str = "") -> None:
        self._day_key = None
        before = (self._online, self._hub_waits, self._barred)
        self._online, self._hub_waits, self._barred = False, waits, barred
        if before != (False, waits, barred):
            self.went_offline.emit()
