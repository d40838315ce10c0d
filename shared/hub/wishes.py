"""Hears what stations wish: passes it on to whoever decides, or says why not."""

import logging

from shared.domain.commands import Command, OpenCounter
from shared.domain.errors import QueueError
from shared.hub.access import may
from shared.hub.crowd import Crowd, Station
from shared.hub.exchange import Wish
from shared.hub.figures import Figures
from shared.hub.reception import receive, refused
from shared.hub.shifts import Shifts
from shared.hub.showing import Showing
from shared.hub.writer import Writer
from shared.wire.codec import pack
from shared.wire.messages import (
    Ask,
    Done,
    LoggedIn,
    LogIn,
    LogOut,
    Print,
    PrintHere,
    Refused,
)

log = logging.getLogger(__name__)


class Wishes:
    """What the stations of one office wish."""

    def __init__(
        self,
        writer: Writer,
        crowd: Crowd,
        showing: Showing,
        shifts: Shifts | None,
        figures: Figures,
    ) -> None:
        """*writer* decides; *crowd* is who is here, *showing* what they know."""
        self._writer = writer
        self._crowd = crowd
        self._showing = showing
        self._shifts = shifts
        self._figures = figures

    async def hear(
        self, station: Station, wish: LogIn | LogOut | PrintHere | Ask
    ) -> None:
        """Grant what *station* may have; it is answered now, or once it is kept."""
        match wish:
            case LogIn() | LogOut():
                # What the station says next is obeyed as that clerk's.
                answer = await receive(self._shifts, station, wish, self._showing.seq)
                self._say(station, answer)
            case PrintHere() | Ask():
                self._grant(station, wish)

    def _grant(self, station: Station, wish: Ask | PrintHere) -> None:
        if isinstance(wish, Ask) and not may(station.hello.role, wish.command):
            self._refuse(station, wish)
        elif not self._is_let(station, wish):
            pass  # it was told why
        elif isinstance(wish, Ask):
            self._wish(station, wish)
        else:
            self._let_print(station, wish)

    def _is_let(self, station: Station, wish: Ask | PrintHere) -> bool:
        """Return whether whoever works at *station* may wish for that; else say no."""
        command = wish.command if isinstance(wish, Ask) else None
        try:
            if self._shifts is not None:
                self._shifts.check(station, command)
        except QueueError as error:
            self._say(station, refused(wish, error))
            return False
        return True

    def _say(self, station: Station, answer: Done | LoggedIn | Refused) -> None:
        if isinstance(answer, Refused):
            self._figures.commands[answer.code] += 1
        station.tell(pack(answer))

    def _let_print(self, station: Station, wish: PrintHere) -> None:
        """Pass a counter's wish on to the kiosk, or say that it is not here."""
        kiosk = self._crowd.named(wish.station, role="kiosk")
        if station.hello.role != "counter":
            answer = Refused(id=wish.id, code="not_allowed", message="not a counter")
            station.tell(pack(answer))
        elif kiosk is None:
            message, parts = f"{wish.station} is away", {"station": wish.station}
            away = Refused(
                id=wish.id, code="station_away", message=message, parts=parts
            )
            station.tell(pack(away))
        else:
            slip = Print(
                id=wish.id,
                number=wish.number,
                token=wish.token,
                ahead=wish.ahead,
                wait_minutes=wish.wait_minutes,
            )
            kiosk.tell(pack(slip))
            station.tell(pack(Done(id=wish.id, seq=self._showing.seq)))

    def _wish(self, station: Station, ask: Ask) -> None:
        shift = self._shifts and self._shifts.clerk_at(station)
        wish = Wish(
            station=station.hello.station,
            clerk=shift.name if shift else None,
            ask=ask,
            reply=station.tell,
            badge=station.badge,
            takes_over=self._is_left(ask.command),
        )
        self._writer.submit(wish)

    def _is_left(self, command: Command) -> bool:
        """Return whether the station that has a counter is not here any more."""
        if not isinstance(command, OpenCounter):
            return False
        counter = self._showing.hall.counters.get(command.counter)
        return counter is not None and not self._crowd.has(counter.station)

    def _refuse(self, station: Station, ask: Ask) -> None:
        message = f"a {station.hello.role} may not do this"
        log.warning("%s: %s", station.hello.station, message)
        self._figures.commands["not_allowed"] += 1
        refused = Refused(id=ask.id, code="not_allowed", message=message)
        station.tell(pack(refused))
