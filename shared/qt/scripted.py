"""A link that says what a test tells it to say, and remembers what was asked."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from shared.domain.commands import Command
from shared.domain.events import Event
from shared.domain.hall import Hall, evolve
from shared.qt.duty import NOBODY, OnDuty
from shared.qt.link import Link
from shared.wire.messages import (
    DayKey,
    Done,
    Events,
    Notice,
    PrintHere,
    Refused,
    Report,
    StationNow,
)


class ScriptedLink(Link):
    """The double of a link. `asked` holds the wishes, oldest first."""

    def __init__(self, hall: Hall, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hall = hall
        self._online = self._hub_waits = False
        self._barred = ""
        self._seq = self._silent_for = 0
        self.asked: list[Command] = []
        self.tokens: list[str | None] = []
        self.ids: list[str] = []
        self.forgotten: list[str] = []
        self.reports: list[Report] = []
        self.prints: list[PrintHere] = []
        self._stations: dict[str, StationNow] = {}
        self._day_key: DayKey | None = None
        self._notices: tuple[Notice, ...] = ()
        self._excuse = ""
        self._on_duty = NOBODY
        self.log_ins: list[tuple[str, str]] = []
        self.log_outs = 0

    @property
    def hall(self) -> Hall | None:
        return self._hall if self._seq or self._online else None

    @property
    def online(self) -> bool:
        return self._online

    @property
    def silent_for(self) -> int:
        return self._silent_for

    @property
    def hub_waits(self) -> bool:
        return self._hub_waits

    @property
    def barred(self) -> str:
        return self._barred

    @property
    def excuse(self) -> str:
        return self._excuse

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
        return self._on_duty

    def log_in(self, name: str, password: str) -> None:
        self.log_ins.append((name, password))

    def log_out(self) -> None:
        self.log_outs += 1
        self.tell_duty(OnDuty(required=self._on_duty.required))

    def tell_duty(self, on_duty: OnDuty) -> None:
        """Let the hub say who works here."""
        self._on_duty = on_duty
        self.clerk_changed.emit()

    def report(self, report: Report) -> None:
        self.reports.append(report)

    def tell_notices(self, *notices: Notice) -> None:
        """Let the hub say what somebody should look after."""
        self._notices = notices
        self.stations_changed.emit()

    def tell_of(self, station: StationNow) -> None:
        """Let the hub tell how *station* is."""
        self._stations[station.station] = station
        self.stations_changed.emit()

    def tell_key(self, key: DayKey) -> None:
        """Let the hub tell the key of a day."""
        self._day_key = key
        self.day_key_changed.emit()

    def ask(
        self, command: Command, *, token: str | None = None, id_: str | None = None
    ) -> str:
        self.asked.append(command)
        self.tokens.append(token)
        self.ids.append(id_ or str(len(self.asked)))
        return self.ids[-1]

    def print_at(self, wish: PrintHere) -> None:
        self.prints.append(wish)

    def forget(self, id_: str) -> None:
        self.forgotten.append(id_)

    def come_online(self) -> None:
        """Let the hub be there."""
        self._online, self._barred = True, ""
        self.came_online.emit()

    def go_offline(
        self,
        *,
        hub_waits: bool = False,
        excuse: str = "",
        barred: str = "",
        silent_for: int = 0,
    ) -> None:
        """Let the hub be away, wait with an *excuse*, or not let the station in.

        It has said nothing for *silent_for* milliseconds.
        """
        self._online, self._hub_waits, self._barred = False, hub_waits, barred
        self._excuse, self._silent_for = excuse, silent_for
        self._day_key = None
        self.went_offline.emit()

    def happen(self, event: Event) -> None:
        """Let *event* be true and known."""
        evolve(self._hall, event)
        self._seq += 1
        self.happened.emit(Events(stream="scripted/1", first=self._seq, list=(event,)))

    def answer(self, answer: Done | Refused) -> None:
        """Let the hub answer a wish; `ids` has the id of each."""
        self.answered.emit(answer)
