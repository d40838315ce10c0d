"""Keeps the stations company: takes their wishes, tells them all what was kept."""

import asyncio
import logging
from collections import deque
from itertools import islice

from shared.domain.commands import Command, OpenCounter
from shared.domain.errors import QueueError
from shared.domain.hall import Hall, evolve
from shared.hub.access import may
from shared.hub.crowd import Crowd, Station
from shared.hub.exchange import Kept, Reset, Wish
from shared.hub.figures import Figures
from shared.hub.notices import Board
from shared.hub.reception import receive, refused
from shared.hub.roster import Roster
from shared.hub.shifts import Shifts
from shared.hub.writer import Writer
from shared.wire.codec import pack, pack_list, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import (
    Ask,
    ClerkNow,
    Done,
    Heartbeat,
    Hello,
    LoggedIn,
    LogIn,
    LogOut,
    Print,
    PrintHere,
    Refused,
    Report,
    Snapshot,
    StationNow,
)
from shared.wire.session import state_of

log = logging.getLogger(__name__)

REMEMBERED_EVENTS = 2_000
HEARTBEAT_SECONDS = 1.0
SILENCE_SECONDS = 10.0
"""So long without a word from the writer, and it does not keep any more."""

TICK_SECONDS = 0.015
"""In so long one frame of events goes out, with all that was kept meanwhile."""


class Server:
    """One office's stations and what they are shown.

    `hall` is what is shown: it follows the writer's after each commit.
    """

    def __init__(
        self,
        writer: Writer,
        figures: Figures | None = None,
        board: Board | None = None,
        shifts: Shifts | None = None,
        *,
        hall: Hall | None = None,
    ) -> None:
        """Serve whoever comes; without *shifts* nobody can log in, or has to.

        *hall* is one as the records have it, which is read here if it is not given.
        """
        self._writer = writer
        self._figures = figures or Figures()
        self._shifts = shifts
        self._loop = asyncio.get_running_loop()
        self.hall = hall or writer.hall_kept()
        self._stream = writer.stream
        self._seq = writer.seq
        self._ring: deque[str] = deque(maxlen=REMEMBERED_EVENTS)
        self._crowd = Crowd()
        self._roster = Roster()
        self._board = board or Board()
        self._board.listen(self._notices_changed)
        self._snapped = (-1, "")
        self._day_key = writer.day_key
        # Kept, and not told yet: they wait for the next tick.
        self._untold: list[str] = []
        self._told_at = 0.0
        self._keeps, self._heard_at = True, self._loop.time()

    @property
    def keeps(self) -> bool:
        """Whether the records keep what is wished, as far as was heard just now."""
        silent = self._loop.time() - self._heard_at
        return self._keeps and silent < SILENCE_SECONDS

    def stations_now(self) -> list[dict[str, object]]:
        """Return how each station is, those that have left last."""
        here = {station.hello.station: station for station in self._crowd}
        reports = {now.station: now for now in self._roster}
        names = [*here, *(name for name in reports if name not in here)]
        return [_told_of(name, here.get(name), reports.get(name)) for name in names]

    def here(self) -> list[tuple[Station, str | None]]:
        """Return the stations that are connected, each with its program's version."""
        return [(each, self._roster.version(each)) for each in self._crowd]

    def deliver(self, news: Kept | Reset) -> None:
        """Answer, then tell, what the writer's thread has kept."""
        match news:
            case Kept():
                self._loop.call_soon_threadsafe(self._tell, news)
            case Reset():
                self._loop.call_soon_threadsafe(self._start_over, news)

    async def accompany(self, station: Station) -> None:
        """Welcome *station*, and obey what it says until it leaves.

        Raises:
            BadFrame: It said something that makes no sense.
        """
        self._let_in(station)
        try:
            async for text in station.connection:
                await self._wait_for_turn(station)
                await self._take(station, text)
        finally:
            self._crowd.leave(station)
            if self._shifts is not None:
                self._shifts.leave(station)
            self._figures.cut_off += station.cut_off
            self._tell_counters(self._roster.leave(station))

    async def _wait_for_turn(self, station: Station) -> None:
        """Read a station more slowly that says too much; nobody else waits for it."""
        if station.bucket is None:
            return
        if pause := station.bucket.pause(self._loop.time()):
            self._figures.throttled += 1
            await asyncio.sleep(pause)

    async def beat(self) -> None:
        """Tell every second that the hub is there and what it last said."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self._tell_untold()
            heartbeat = Heartbeat(
                stream=self._stream, seq=self._seq, hash=self.hall.hash
            )
            self._crowd.tell(pack(heartbeat))

    async def dismiss(self, code: int, why: str) -> None:
        """Send all stations away, with a closing *code* and its reason."""
        self._board.ignore(self._notices_changed)
        self._tell_untold()
        closing = (each.connection.close(code, why) for each in self._crowd)
        await asyncio.gather(*closing)

    def _start_over(self, reset: Reset) -> None:
        """Show every station all of the hall, in place of what it knows."""
        log.info("every station gets the hall as recorded, event %d", reset.seq)
        self._tell_untold()  # a call among it is to be heard
        self.hall, self._seq = reset.hall, reset.seq
        self._ring.clear()
        self._snapped = (-1, "")
        self._crowd.tell(self._snapshot())
        self._day_key = reset.day_key
        if self._day_key is not None:
            self._crowd.tell(pack(self._day_key), role="kiosk")

    def _tell(self, kept: Kept) -> None:
        for reply, text in kept.answers:
            reply(text)
        self._heard_at = self._loop.time()
        if kept.keeps is not None:
            self._keeps = kept.keeps
        self._figures.commands.update(kept.outcomes)
        self._figures.events += len(kept.events)
        if kept.seconds is not None:
            self._figures.count_commit(kept.seconds)
        if not kept.events:
            return
        for event in kept.events:
            evolve(self.hall, event)
        self._seq += len(kept.events)
        self._ring.extend(kept.texts)
        if not self._untold:
            due = max(self._loop.time(), self._told_at + TICK_SECONDS)
            self._loop.call_at(due, self._tell_untold)
        self._untold += kept.texts

    def _tell_untold(self) -> None:
        if not self._untold:
            return
        first = self._seq - len(self._untold) + 1
        self._crowd.tell(pack_list("events", self._stream, first, self._untold))
        self._untold = []
        self._told_at = self._loop.time()

    # Not a coroutine: no event can slip in between the welcome and joining.
    def _let_in(self, station: Station) -> None:
        self._tell_untold()
        self._compare_clocks(station)
        self._crowd.join(station, self._welcome(station.hello))
        if station.hello.role == "counter":
            for now in self._roster:
                station.tell(pack(now))
            if (notices := self._board.all()).list:
                station.tell(pack(notices))
            if self._shifts is not None and self._shifts.required:
                station.tell(pack(ClerkNow(required=True)))
        # Nobody else is to make digests, so nobody else could guess whose one is.
        if station.hello.role == "kiosk" and self._day_key is not None:
            station.tell(pack(self._day_key))

    def _compare_clocks(self, station: Station) -> None:
        """Warn of a station whose clock is wrong: what it notes is at a wrong time."""
        at = station.hello.at
        if at is None:
            return
        station.skew = round((at - self._writer.now()) / 1_000)
        if station.clock_is_wrong:
            log.warning(
                "the clock of %s is wrong by %d s: let it set its time by NTP",
                station.hello.station,
                station.skew,
            )
            self._tell_counters(self._roster.report(station, Report()))

    def _tell_counters(self, now: StationNow | None) -> None:
        if now is not None:
            self._crowd.tell(pack(now), role="counter")

    def _notices_changed(self) -> None:
        self._loop.call_soon_threadsafe(self._tell_notices)

    def _tell_notices(self) -> None:
        self._crowd.tell(pack(self._board.all()), role="counter")

    def _welcome(self, hello: Hello) -> str:
        missed = self._seq - hello.last
        if hello.stream == self._stream and 0 <= missed <= len(self._ring):
            texts = list(islice(self._ring, len(self._ring) - missed, None))
            return pack_list("catch_up", self._stream, hello.last + 1, texts)
        return self._snapshot()

    def _snapshot(self) -> str:
        """Return the whole hall; a thousand displays may want it at the same event."""
        if self._snapped[0] != self._seq:
            state = state_of(self.hall)
            snapshot = Snapshot(stream=self._stream, seq=self._seq, state=state)
            self._snapped = (self._seq, pack(snapshot))
        return self._snapped[1]

    async def _take(self, station: Station, text: str | bytes) -> None:
        match frame := unpack_up(text):
            case Hello():
                raise BadFrame("hello was said before")
            case Report():
                self._tell_counters(self._roster.report(station, frame))
            case LogIn() | LogOut():
                # What the station says next is obeyed as that clerk's.
                answer = await receive(self._shifts, station, frame, self._seq)
                self._say(station, answer)
            case PrintHere() | Ask():
                self._grant(station, frame)

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
            station.tell(pack(Done(id=wish.id, seq=self._seq)))

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
        counter = self.hall.counters.get(command.counter)
        return counter is not None and not self._crowd.has(counter.station)

    def _refuse(self, station: Station, ask: Ask) -> None:
        message = f"a {station.hello.role} may not do this"
        log.warning("%s: %s", station.hello.station, message)
        self._figures.commands["not_allowed"] += 1
        refused = Refused(id=ask.id, code="not_allowed", message=message)
        station.tell(pack(refused))


def _told_of(
    name: str, station: Station | None, now: StationNow | None
) -> dict[str, object]:
    """Return what `/health` says of a station that is here, or was."""
    table: dict[str, object] = {"station": name, "here": station is not None}
    if station is not None:
        table |= {"role": station.hello.role, "clock_ahead_seconds": station.skew}
    if now is not None:
        report = now.report
        table |= {
            "role": now.role,
            "version": report.version,
            "printer": report.printer,
            "paper": report.paper,
            "unprinted": len(report.unprinted),
            "unmerged": len(report.unmerged),
            "needs_help": report.needs_help,
        }
    return table
