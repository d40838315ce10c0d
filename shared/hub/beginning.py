"""Begins offices, and lets the stations of those know that have to wait."""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence

from shared.hub.hub import Excuse, Hub
from shared.hub.keeping import Keeping
from shared.hub.opening import Ready
from shared.hub.timekeeping import ClockDoubted
from shared.store.errors import StoreFull, StoreUnavailable, StoreUnreachable

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
"""So often an office is tried again that could not be begun."""

AT_ONCE = 4
"""So many offices are begun at the same time."""

TOGETHER = 25
"""So many are made ready with the same questions."""


class Beginning:
    """Lets a hub serve what is its own."""

    def __init__(self, hub: Hub, keeping: Keeping) -> None:
        self._hub = hub
        self._keeping = keeping

    async def begin(self, offices: Sequence[str]) -> None:
        """Serve *offices*; the stations of those that cannot be know why they wait.

        Raises:
            StoreError: The records cannot be used, and will not be by themselves.
        """
        anew = len(self._hub.missing()) == len(self._hub.orders.plans)
        if not offices or (anew and not await self._prepared()):
            return
        # The first makes the tables, and sees whether there is a server at all.
        goes = await self._try(offices[0])
        rest = offices[1:]
        while goes and rest:
            some, rest = rest[:TOGETHER], rest[TOGETHER:]
            ready = await self._hub.ready(some)
            goes = all(
                await asyncio.gather(
                    *(self._try_each(some[n::AT_ONCE], ready) for n in range(AT_ONCE))
                )
            )

    async def _prepared(self) -> bool:
        try:
            await asyncio.to_thread(self._keeping.prepare)
        except StoreFull as error:
            self.wait(self._hub.missing(), error)
            return False
        return True

    async def _try_each(
        self, offices: Sequence[str], ready: Mapping[str, Ready]
    ) -> bool:
        for office in offices:
            if not await self._try(office, ready[office]):
                return False
        return True

    async def _try(self, office: str, ready: Ready | None = None) -> bool:
        """Begin *office* if it can be; return whether others can."""
        try:
            await self._hub.serve(office, ready)
        except ClockDoubted as error:
            self.wait([office], error)
        except (StoreUnreachable, StoreFull) as error:
            self.wait(self._hub.missing(), error)
            return False
        return True

    def wait(
        self, offices: Collection[str], error: StoreUnavailable | ClockDoubted
    ) -> None:
        """Let the stations of *offices* know why they wait."""
        excuse = Excuse(_code_of(error), str(error))
        excuses = self._hub.excuses
        # A line, not one every two seconds of a night, nor one for each office.
        if any(excuses.get(office) != excuse for office in offices):
            log.warning("trying again every %g s: %s", RETRY_SECONDS, error)
        excuses.update(dict.fromkeys(offices, excuse))


def _code_of(error: StoreUnavailable | ClockDoubted) -> str:
    match error:
        case StoreFull():
            return "disk_full"
        case ClockDoubted():
            return "clock"
        case _:
            return "no_records"
