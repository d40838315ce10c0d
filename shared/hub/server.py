"""Keeps the stations company: takes their wishes, tells them all what was kept."""

import asyncio
import logging

from shared.domain.hall import Hall
from shared.hub.crowd import Crowd, Station
from shared.hub.exchange import Kept, Reset
from shared.hub.figures import Figures
from shared.hub.notices import Board
from shared.hub.roster import Roster, told_of
from shared.hub.shifts import Shifts
from shared.hub.showing import REMEMBERED_EVENTS, Showing
from shared.hub.wishes import Wishes
from shared.hub.writer import Writer
from shared.wire.codec import pack, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import (
    Ask,
    ClerkNow,
    Hello,
    LogIn,
    LogOut,
    PrintHere,
    Report,
    StationNow,
)

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 1.0
SILENCE_SECONDS = 10.0
"""So long without a word from the writer, and it does not keep any more."""


class Server:
    """One office's stations: lets them hear what is kept, and wish for more."""

    def __init__(
        self,
        writer: Writer,
        figures: Figures | None = None,
        board: Board | None = None,
        shifts: Shifts | None = None,
        *,
        hall: Hall | None = None,
        remembered: int = REMEMBERED_EVENTS,
    ) -> None:
        """Serve whoever comes; without *shifts* nobody can log in, or has to.

        *hall* is one as the records have it, which is read here if it is not given.
        Who missed no more than the events *remembered* need not hear all anew.
        """
        self._writer = writer
        self._figures = figures or Figures()
        self._shifts = shifts
        self._loop = asyncio.get_running_loop()
        self._crowd = Crowd()
        self._roster = Roster()
        self._board = board or Board()
        self._board.listen(self._notices_changed)
        self._showing = Showing(
            self._crowd,
            hall or writer.books.kept(),
            stream=writer.stream,
            seq=writer.books.seq,
            day_key=writer.books.day_key,
            remembered=remembered,
        )
        self._wishes = Wishes(
            writer, self._crowd, self._showing, self._shifts, self._figures
        )
        self._keeps, self._heard_at = True, self._loop.time()

    @property
    def hall(self) -> Hall:
        """What is shown: it follows the writer's after each commit."""
        return self._showing.hall

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
        return [told_of(name, here.get(name), reports.get(name)) for name in names]

    def here(self) -> list[tuple[Station, str | None]]:
        """Return the stations that are connected, each with its program's version."""
        return [(each, self._roster.version(each)) for each in self._crowd]

    def printers(self) -> list[tuple[Station, str | None]]:
        """Return the same stations, each with what it said of its printer."""
        return [(each, self._roster.printer(each)) for each in self._crowd]

    def deliver(self, news: Kept | Reset) -> None:
        """Answer, then tell, what the writer's thread has kept."""
        match news:
            case Kept():
                self._loop.call_soon_threadsafe(self._tell, news)
            case Reset():
                self._loop.call_soon_threadsafe(self._showing.start_over, news)

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
            self._showing.beat()

    async def dismiss(self, code: int, why: str) -> None:
        """Send all stations away, with a closing *code* and its reason."""
        self._board.ignore(self._notices_changed)
        self._showing.tell()
        closing = (each.connection.close(code, why) for each in self._crowd)
        await asyncio.gather(*closing)

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
        self._showing.show(kept)

    # Not a coroutine: no event can slip in between the welcome and joining.
    def _let_in(self, station: Station) -> None:
        self._showing.tell()
        self._compare_clocks(station)
        self._crowd.join(station, self._showing.welcome(station.hello))
        if station.hello.role == "counter":
            for now in self._roster:
                station.tell(pack(now))
            if (notices := self._board.all()).list:
                station.tell(pack(notices))
            if self._shifts is not None and self._shifts.required:
                station.tell(pack(ClerkNow(required=True)))
        # Nobody else is to make digests, so nobody else could guess whose one is.
        key = self._showing.day_key
        if station.hello.role == "kiosk" and key is not None:
            station.tell(pack(key))

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

    async def _take(self, station: Station, text: str | bytes) -> None:
        match frame := unpack_up(text):
            case Hello():
                raise BadFrame("hello was said before")
            case Report():
                self._tell_counters(self._roster.report(station, frame))
            case LogIn() | LogOut() | PrintHere() | Ask():
                await self._wishes.hear(station, frame)
