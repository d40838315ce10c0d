"""Who stands where: two lanes for each queue, first in first out by place."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from shared.domain.ticket import Ticket, place

Key = tuple[int, int, str]
"""Place, rank of the day, and number: what a lane is sorted by."""


class Lanes:
    """The lanes of all queues. A queue is a service, or one counter as ``@3``."""

    def __init__(self) -> None:
        self._lanes: dict[tuple[str, bool], list[Key]] = {}

    def add(self, ticket: Ticket) -> None:
        """Let *ticket* stand at its place."""
        insort(
            self._lanes.setdefault((ticket.queue, ticket.priority), []), _key(ticket)
        )

    def remove(self, ticket: Ticket) -> None:
        """Take *ticket* out, which stands here as it is given."""
        lane = self._lanes[ticket.queue, ticket.priority]
        del lane[bisect_left(lane, _key(ticket))]

    def numbers(self, queue: str, *, priority: bool) -> Iterator[str]:
        """Return the numbers in a lane, the first first."""
        return (number for _, _, number in self._lanes.get((queue, priority), ()))

    def count(self, queue: str, *, priority: bool) -> int:
        """Return how many stand in a lane."""
        return len(self._lanes.get((queue, priority), ()))

    def before(self, ticket: Ticket) -> int:
        """Return how many stand before *ticket* in its own lane."""
        lane = self._lanes.get((ticket.queue, ticket.priority), [])
        return bisect_left(lane, _key(ticket))

    def all(self, queue: str | None) -> list[str]:
        """Return the numbers in one queue or in all, in order of arrival."""
        chosen = (lane for key, lane in self._lanes.items() if queue in (None, key[0]))
        return [
            number for _, _, number in sorted(key for lane in chosen for key in lane)
        ]


def _key(ticket: Ticket) -> Key:
    return (*place(ticket), ticket.number)
