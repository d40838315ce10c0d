"""What several offices wish at the same time, kept by one transaction.

Most of what a wish costs on a server is the way there and back, and that is the same
for one office as for thirty.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol, TypeVar

from shared.hub.draft import Draft
from shared.hub.exchange import Wish
from shared.store.errors import StoreUnreachable
from shared.store.rows import Part

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Share:
    """What one office has decided, before anything of it is kept."""

    draft: Draft
    part: Part | None
    """What is to be kept of it; None if that is nothing."""


class Sharer(Protocol):
    """An office that can let its part be kept with those of others."""

    @property
    def office(self) -> str:
        """Its id."""

    def prepare(self, wishes: Sequence[Wish]) -> Share | None:
        """Decide *wishes*, or return None if it has to do that by itself.

        Until its share is handed over it is sure of nothing that the records have
        not said.

        Raises:
            StoreError: The records cannot be read.
        """

    def record_all(self, parts: Sequence[Part]) -> None:
        """Keep *parts* of several offices, all or none.

        Raises:
            StoreError: Nothing was kept, or that is not known.
        """

    def take_over(self, share: Share, seconds: float | None) -> None:
        """Answer what is kept now; it took *seconds*, or there was nothing to keep."""


Office = TypeVar("Office", bound=Sharer)


@dataclass(frozen=True, slots=True)
class Joint:
    """What one transaction has kept, by the office."""

    shares: Mapping[Sharer, Share]
    seconds: float
    """How long the commit took."""

    def hand_over(self, sharer: Sharer) -> None:
        """Let *sharer* answer what is kept of it."""
        share = self.shares[sharer]
        sharer.take_over(share, None if share.part is None else self.seconds)


NOBODY = Joint({}, 0.0)
"""Each decides and keeps alone."""


def keep_together(batch: Mapping[Office, Sequence[Wish]]) -> Joint:
    """Decide and keep what can be kept together; who is not in it does so alone.

    When something goes wrong nobody is in it: each then finds out alone what the
    records have, and whose fault it was.

    Raises:
        StoreUnreachable: The server has gone.
    """
    shares: dict[Sharer, Share] = {}
    began = perf_counter()
    try:
        for sharer, wishes in batch.items():
            if (share := _prepared(sharer, wishes)) is not None:
                shares[sharer] = share
        began = perf_counter()
        parts = [share.part for share in shares.values() if share.part is not None]
        if parts:
            next(iter(shares)).record_all(parts)
    except Exception as error:  # each alone is told what is its own
        if isinstance(error, StoreUnreachable):
            raise
        log.info("%d offices are kept one by one: %s", len(batch), error)
        return NOBODY
    return Joint(shares, perf_counter() - began)


def _prepared(sharer: Sharer, wishes: Sequence[Wish]) -> Share | None:
    """Return the share of *sharer*, None if it cannot decide.

    Raises:
        StoreUnreachable: The server has gone.
    """
    try:
        return sharer.prepare(wishes)
    except StoreUnreachable:
        raise
    except Exception:  # noqa: BLE001  # the same happens when it decides alone
        return None
