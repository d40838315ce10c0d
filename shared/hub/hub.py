"""The offices that this process serves, each begun and ended while others go on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from shared.domain.hall import Hall
from shared.domain.times import day_of
from shared.hub.attendance import Rounds
from shared.hub.figures import Figures
from shared.hub.keeping import Keeping, standing_in
from shared.hub.known import Standing
from shared.hub.neighbours import Neighbours
from shared.hub.notices import Board
from shared.hub.opening import Opening, Ready
from shared.hub.orders import Orders
from shared.hub.register import ELSEWHERE, Register
from shared.hub.shifts import Shifts, comparers
from shared.hub.showing import REMEMBERED_EVENTS
from shared.hub.site import Site
from shared.hub.timekeeping import look_at_clock
from shared.hub.writer import Writer
from shared.hub.writing import WriterThread
from shared.store.database import Database
from shared.store.errors import StoreDamaged, StoreError

log = logging.getLogger(__name__)

TURN_SECONDS = 1.0
FEWER = 4
"""So many times fewer events are remembered of each office, where there are many."""


class Excuse(NamedTuple):
    """Why an office is not served yet."""

    code: str
    """In a word, for the stations' screens."""

    message: str
    """For their logs."""


STARTING = Excuse("no_records", "the hub is starting")


async def _comes(_office: str) -> bool:
    return True


class Hub:
    """Serves offices, each with its own records, stations and stream."""

    def __init__(
        self,
        orders: Orders,
        database: Database,
        keeping: Keeping,
        neighbours: Neighbours | None = None,
    ) -> None:
        """Serve what *orders* name, with the records in *database*; nothing yet.

        *neighbours* are other hubs with the same database.
        """
        self.orders = orders
        self.figures = Figures()
        self.register = Register()
        self.wanted: Callable[[str], Awaitable[bool]] = _comes
        """Asked when a station comes to an office that is not served: whether it is
        soon. If not, another hub has it."""

        self.excuses: dict[str, Excuse] = {}
        """Why offices are not served yet, by their id."""

        self.ending = asyncio.Event()
        """It is to end."""

        self.fatal: StoreError | None = None
        """Why it ends, if no other hub could go on with these records either."""

        self.failed = False
        """It ends because of a mistake of its own."""

        self.board = keeping.board
        """What all offices are to know of the hub."""

        self._keeping = keeping
        self._database = database
        self._neighbours = neighbours or Neighbours()
        self._opening = Opening(
            orders, database.openings, self._neighbours, keeping.reached
        )
        self._loop = asyncio.get_running_loop()
        self._sites: dict[str, Site] = {}
        self._coming: dict[str, asyncio.Future[Site]] = {}
        self._busy = asyncio.Event()
        self._leaving: set[asyncio.Task[None]] = set()
        writers = orders.settings.writers
        self._threads = [WriterThread() for _ in range(writers)]
        self._comparing = comparers(writers)
        self.rounds = Rounds(
            database.rolls,
            self.register,
            tuple(orders.plans),
            lambda: {office: site.attendance for office, site in self._sites.items()},
        )

    def __iter__(self) -> Iterator[Site]:
        """Give the offices that are served."""
        return iter(tuple(self._sites.values()))

    def site(self, office: str) -> Site | None:
        """Return *office* at work, if it is served here."""
        return self._sites.get(office)

    def missing(self) -> list[str]:
        """Return the ids of the offices that are not served here."""
        return [office for office in self.orders.plans if office not in self._sites]

    async def at_work(self) -> None:
        """Wait until it is known what to serve, or the hub is to end."""
        await self._busy.wait()

    @property
    def stands_by(self) -> bool:
        """Whether other hubs have all offices, and this one could go on with them."""
        return self._busy.is_set() and not self._sites and not self.excuses

    def settle(self) -> None:
        """Know what there is to serve, though that be nothing now."""
        self._busy.set()

    async def comes(self, office: str, seconds: float) -> None:
        """Wait until *office* is served, but only so many *seconds*."""
        coming = self._coming.setdefault(office, self._loop.create_future())
        await asyncio.wait([coming], timeout=seconds)

    async def ready(self, offices: Sequence[str]) -> Mapping[str, Ready]:
        """Return what is at hand of *offices* that others have had, to `serve` them."""
        return await asyncio.to_thread(self._opening.ready, offices)

    async def serve(self, office: str, ready: Ready | None = None) -> None:
        """Take *office*, and serve it from now on, while others go on.

        What is *ready* of it need not be found out again.

        Raises:
            StoreError: Its records cannot be used.
            ClockDoubted: The time of this machine does not fit them.
        """
        board = Board(above=self.board)
        # Each has one thread for its life: what it has kept, it finds in one place.
        place = [*self.orders.plans].index(office) % len(self._threads)
        take = partial(self._take, office, self._threads[place], board, ready)
        writer, hall = await asyncio.to_thread(take)
        store, settings = self._database.store(office), self.orders.settings
        clock = self.orders.clock
        site = Site(
            writer,
            hall,
            clock=clock,
            figures=self.figures,
            board=board,
            shifts=Shifts(store.clerks, clock, settings.clerks, self._comparing),
            register=self.register,
            remembered=REMEMBERED_EVENTS // min(len(self.orders.plans), FEWER),
        )
        await self.rounds.begin(office, site.attendance)
        site.begin()
        self._sites[office] = site
        self._busy.set()
        self.excuses.pop(office, None)
        if coming := self._coming.pop(office, None):
            coming.set_result(site)

    async def leave(self, office: str) -> None:
        """Serve *office* no more; its stations are sent to another hub."""
        site = self._sites.pop(office, None)
        if site is None:
            return
        await self._end(site)
        await site.server.dismiss(ELSEWHERE, "elsewhere")
        log.info("%s is served here no more", office)

    async def end(self) -> None:
        """Serve none any more; what was asked already is kept."""
        sites = tuple(self._sites.values())
        self._sites.clear()
        for site in sites:
            # Else the wishes of the last would come again and again before its end.
            site.writer.shut()
        await asyncio.gather(*(self._end(site) for site in sites))

    async def beat(self) -> None:
        """Let every second be seen what the time has brought, until cancelled."""
        while True:
            await asyncio.sleep(TURN_SECONDS)
            for thread in self._threads:
                thread.turn()

    def given(self) -> Mapping[str, Standing]:
        """Return how far each office has come, as its stations know it."""
        return {
            site.office: standing_in(site.server.hall, site.writer.books.incarnation)
            for site in self
        }

    def condemn(self, damage: str) -> None:
        """End, because of *damage* to the records; any thread may say so."""
        self.give_up(StoreDamaged(damage))

    def give_up(self, error: StoreError) -> None:
        """End, because of *error*; any thread may say so."""
        self.fatal = error
        self.stop()

    def stop(self) -> None:
        """Ask the hub to end; any thread may."""
        self._loop.call_soon_threadsafe(self.ending.set)
        self._loop.call_soon_threadsafe(self._busy.set)

    def _take(
        self, office: str, thread: WriterThread, board: Board, ready: Ready | None
    ) -> tuple[Writer, Hall]:
        orders, store = self.orders, self._database.store(office)
        plan = orders.plans.on(office, day_of(orders.clock.now()))
        at_hand = ready or Ready(self._neighbours.hand_over(office))

        def make(after: int) -> Writer:
            return Writer(
                store, plan, orders.clock, partial(self._writer_failed, office),
                thread=thread, after=after, board=board,
                ready=at_hand, ring=partial(self._neighbours.ring, office),
                make_room=self._keeping.make_room,
                plan_on=partial(orders.plans.on, office),
            )  # fmt: skip

        # While others are served the clock goes on as it does for these.
        anew = not self._sites

        def look() -> None:
            if at_hand.opened is None:  # else that was done before it was taken
                look_at_clock(orders, plan, store, anew=anew)

        writer = self._keeping.take(office, look, make, board)
        if (
            at_hand.warm is None
        ):  # else people wait, for whom another hub has just done it
            for difference in writer.books.check():
                log.error("%s: the records do not fit together: %s", office, difference)
        return writer, writer.books.hall.copied()

    def _writer_failed(self, office: str) -> None:
        self._loop.call_soon_threadsafe(self._fail, office)

    def _fail(self, office: str) -> None:
        """End if that was the only office, or the records of all; else leave it."""
        site = self._sites.get(office)
        if site is None:
            return  # it is being left already
        if site.writer.damage:
            self.condemn(site.writer.damage)
        elif len(self.orders.plans) == 1 and not site.writer.taken:
            self.failed = True  # whoever started the hub starts it again
            self.stop()
        else:
            task = asyncio.create_task(self.leave(office))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _end(self, site: Site) -> None:
        await site.end()
        if site.writer.damage and self.fatal is None:
            self.condemn(site.writer.damage)
        if self.fatal is None:
            await asyncio.to_thread(self._keeping.left, site.writer)
