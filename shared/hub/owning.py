"""Decides which offices this hub serves: of several hubs each office has one.

A hub takes what is free. What is not its own in the first place it takes only when
nobody else wants it, or as soon as a station asks for it, and gives it back when the
day is over. It serves nothing whose lock it has lost.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from fnmatch import fnmatchcase
from typing import TypeVar

from shared.clock import stopwatch
from shared.domain.times import day_of
from shared.hub.beginning import Beginning
from shared.hub.gathering import Gathering
from shared.hub.hub import Hub
from shared.hub.neighbours import Neighbours
from shared.store.database import Database
from shared.store.errors import StoreError, StoreUnavailable, StoreUnreachable
from shared.store.officelocks import Locks, locks_of
from shared.store.session import LET_GO_SECONDS

log = logging.getLogger(__name__)

Result = TypeVar("Result")

ROUND_SECONDS = 0.25
NOBODYS = 1_000
"""Milliseconds for which an office is left to the hub that should have it."""

PAUSE = 2_000
"""Milliseconds for which an office is left alone that could not be begun, or was
given back."""

FAREWELL_SECONDS = 1.0
STALE = 200
"""Milliseconds for which it is believed that another hub has an office."""


class Owning:
    """Takes offices and gives them back, for as long as the hub lives."""

    def __init__(
        self,
        hub: Hub,
        database: Database,
        beginning: Beginning,
        neighbours: Neighbours,
        locks: Locks | None = None,
    ) -> None:
        """Take what *hub* is to serve, if the *locks* of *database* let it."""
        self._hub = hub
        self._database = database
        self._locks = locks or locks_of(database.engine)
        self._beginning = beginning
        self._neighbours = neighbours
        self._first = hub.orders.settings.first
        # One thread, since the locks live with one connection.
        self._thread = ThreadPoolExecutor(1, "owner")
        self._sure_at: int | None = None
        self._prepared = self._ended = False
        self._free_since: dict[str, int] = {}
        self._not_before: dict[str, int] = {}
        self._elsewhere: dict[str, int] = {}
        self._since: dict[str, date] = {}
        # Their locks are being asked for, or they are being begun.
        self._coming: set[str] = set()
        # Stations ask for them; those of a hub that has died come all at once.
        self._trying = Gathering(self._try)
        self._starting = Gathering(self._begin_or_end)
        hub.wanted = self.wanted

    async def hold(self) -> None:
        """See again and again what is still ours, until cancelled or the end."""
        while not self._ended:
            await self._keep_hold()
            await asyncio.sleep(ROUND_SECONDS)

    async def go_on(self) -> None:
        """Take what is free and give back, again and again, until cancelled."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            try:
                await self._give_back()
                await self.look()
            except StoreError as error:
                self._hub.give_up(error)
                return

    async def look(self) -> None:
        """Take what is free and to be ours, and serve it.

        Raises:
            StoreError: The records cannot be used, and will not be by themselves.
        """
        missing = self._missing()
        self._neighbours.follow(missing)
        if not missing:
            return
        try:
            await self._prepare(missing[0])
            taken, theirs = await self._ask(self._taken, missing)
            wanting = self._wanting(missing, taken)
            self._coming.update(wanting)
            free = await self._ask(self._locks.try_take, wanting)
        except StoreUnavailable as error:
            self._coming.difference_update(missing)
            self._put_off(missing, error)
            return
        self._sure_at = stopwatch()
        for office in theirs:
            self._hub.excuses.pop(office, None)  # it waits for nothing here
        self._coming.difference_update(set(wanting) - free)
        await self._begin([office for office in wanting if office in free])
        if self._database.is_server:
            self._hub.settle()

    async def wanted(self, office: str) -> bool:
        """Return whether *office*, for which a station asks, will be served here."""
        if (served := self._trying.asked(office)) is None:
            now = stopwatch()
            if office in self._coming:
                return True
            if self._not_before.get(office, 0) > now:
                return office in self._hub.excuses  # else it was given back
            if now - self._elsewhere.get(office, -STALE) < STALE:
                return False
            self._coming.add(office)
            served = self._trying.ask(office)
        # Whoever asks may leave: others still want to know.
        return await asyncio.shield(served)

    async def end(self) -> None:
        """Let others have everything, once nothing is served here any more."""
        with suppress(StoreUnavailable, TimeoutError):
            # With a word the next hub need not wait until the server has noticed.
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self._ask(self._locks.let_go, self._locks.mine)
        self._ended = True
        self._locks.cut()
        await asyncio.to_thread(self._thread.shutdown)
        self._locks.close()

    async def _try(self, offices: Sequence[str]) -> Mapping[str, bool]:
        """Take what is free of *offices*, and return of each if it is or will be."""
        try:
            free = await self._ask(self._locks.try_take, offices)
        except StoreUnavailable:
            self._coming.difference_update(offices)
            return dict.fromkeys(offices, True)  # no other hub can have them either
        for office in free:
            self._starting.ask(office)
        self._coming.difference_update(set(offices) - free)
        # What is ours and not free could not be begun, and is tried again.
        ours = {each: each in free or each in self._locks.mine for each in offices}
        theirs = [office for office, is_ours in ours.items() if not is_ours]
        self._elsewhere |= dict.fromkeys(theirs, stopwatch())
        return ours

    def _taken(self, offices: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return which of *offices* any hub has, and which of those another one has.

        In the thread of the locks, where nothing is let go between the two.

        Raises:
            StoreUnavailable: The server does not answer.
        """
        taken = self._locks.taken(offices)
        return taken, taken - self._locks.mine

    def _missing(self) -> list[str]:
        return [each for each in self._hub.missing() if each not in self._coming]

    def _wanting(self, missing: Iterable[str], taken: Collection[str]) -> list[str]:
        """Return which of the *missing* offices are to be ours now."""
        now = stopwatch()
        wanting = []
        for office in missing:
            if office in taken:
                self._free_since.pop(office, None)
                continue
            since = self._free_since.setdefault(office, now)
            left_alone = 0 if self._is_first(office) else NOBODYS
            if now - since >= left_alone and now >= self._not_before.get(office, 0):
                wanting.append(office)
        return wanting

    async def _prepare(self, office: str) -> None:
        """Bring the tables of a server up to date, also for one that stands by."""
        if self._prepared or not self._database.is_server:
            return
        prepare = self._database.store(office).prepare
        await asyncio.to_thread(prepare, self._today())
        self._prepared = True

    async def _begin_or_end(self, offices: Sequence[str]) -> Mapping[str, None]:
        try:
            await self._begin(offices)
        except StoreError as error:
            self._hub.give_up(error)
        return dict.fromkeys(offices)

    async def _begin(self, offices: Sequence[str]) -> None:
        """Serve *offices*, whose locks are ours; let those go that cannot be served."""
        try:
            await self._beginning.begin(offices)
        finally:
            self._coming.difference_update(offices)
        later = stopwatch() + PAUSE
        for office in offices:
            self._since[office] = self._today()
            self._free_since.pop(office, None)
            if self._hub.site(office) is None:
                self._not_before[office] = later

    async def _keep_hold(self) -> None:
        """Serve no office any more whose lock is not ours."""
        try:
            alive = await self._ask(self._locks.alive)
            if lost := self._lost():
                await self._ask(self._locks.try_take, lost)
                log.warning("the connection that owns offices broke, and was renewed")
            if alive or lost:
                self._sure_at = stopwatch()
        except StoreUnavailable as error:
            # Until now no other hub can have them: the server lets go after that time.
            if stopwatch() - (self._sure_at or 0) < LET_GO_SECONDS * 1_000:
                return
            self._put_off(self._lost(), error)
        await asyncio.gather(*map(self._hub.leave, self._lost()))
        await self._release(
            [
                office
                for office in self._locks.mine
                if self._hub.site(office) is None and office not in self._coming
            ]
        )

    def _lost(self) -> list[str]:
        mine = self._locks.mine
        return [site.office for site in self._hub if site.office not in mine]

    async def _give_back(self) -> None:
        """Leave at the turn of the day what another hub should have."""
        today = self._today()
        late = [
            site.office
            for site in self._hub
            if not self._is_first(site.office)
            and self._since.get(site.office, today) != today
        ]
        # `_keep_hold` finds that nobody needs their locks any more.
        await asyncio.gather(*map(self._hub.leave, late))

    async def _release(self, offices: Collection[str]) -> None:
        """Let others have *offices*, which are not served here."""
        if not offices:
            return
        self._not_before |= dict.fromkeys(offices, stopwatch() + PAUSE)
        try:
            await self._ask(self._locks.let_go, offices)
        except StoreUnavailable as error:
            log.info("nothing is ours any more: %s", error)

    def _put_off(self, offices: Collection[str], error: StoreUnavailable) -> None:
        """Let stations of *offices* wait until the server answers again.

        Raises:
            StoreUnavailable: It refuses us, and has never done otherwise.
        """
        if not isinstance(error, StoreUnreachable) and self._sure_at is None:
            raise error
        self._beginning.wait(offices, error)

    async def _ask(self, question: Callable[..., Result], *parts: object) -> Result:
        if self._ended:
            raise StoreUnreachable("the hub ends")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, question, *parts)

    def _is_first(self, office: str) -> bool:
        return any(fnmatchcase(office, pattern) for pattern in self._first)

    def _today(self) -> date:
        return day_of(self._hub.orders.clock.now())
