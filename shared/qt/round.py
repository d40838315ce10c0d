"""Which of the hub's addresses a station tries next, and after what pause.

Nothing here connects: whoever does tells how each connection ended.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 4.0
BARRED_PAUSE = 30.0
"""So often a station looks that somebody has to let in: that may be done meanwhile."""

LONGER = 1.5
"""Twice as long each time would leave a hub that starts in half a second alone for
more than another; measured with a thousand displays."""

HOP_SECONDS = 0.1
"""Within so long the stations of a hub that died knock at the next, not all at once."""

CALM_SECONDS = 5.0
"""A connection that lasted so long was one. Shorter ones count as tries in vain, so
that no station runs to and fro for ever between hubs of which none keeps it."""


class Rest(NamedTuple):
    """What comes before the next try."""

    seconds: float
    round_over: bool
    """Every address was tried in vain since the last one that was not."""


class Round:
    """The addresses in turn, beginning with the first.

    An address that was in vain is followed by the next at once; after all of them
    comes a pause, longer each time. With one address each try is a whole round.
    """

    def __init__(
        self, addresses: Sequence[str], barred_pause: float = BARRED_PAUSE
    ) -> None:
        """Go through *addresses*, of which there is at least one."""
        self._addresses = tuple(dict.fromkeys(addresses))
        self._barred_pause = barred_pause
        self._pause = FIRST_PAUSE
        self._at = 0
        self._tries: list[str] = []
        """Why each of those in vain does not let the station in, or nothing."""

        self.barred = ""
        """What a person has to mend, as the last whole round has shown: a code of
        `shared.qt.barred`, or nothing."""

    @property
    def several(self) -> bool:
        """Whether there is another address to go to."""
        return len(self._addresses) > 1

    @property
    def address(self) -> str:
        """The address to try now."""
        return self._addresses[self._at]

    def end(self, seconds: float, *, barred: str = "", stays: bool = False) -> Rest:
        """Take in how a try ended, and go on to the next address.

        *seconds* is how long the connection lasted, 0 if there was none; *barred* is
        why this address does not let the station in. Who *stays* takes the same
        address again: it is there, and has served until now.
        """
        if not stays:
            self._at = (self._at + 1) % len(self._addresses)
        if seconds >= CALM_SECONDS and not barred:
            self._pause = FIRST_PAUSE
            self._tries.clear()
            if self.several:
                return _hop()
        self._tries.append(barred)
        return _hop() if len(self._tries) < len(self._addresses) else self._go_round()

    def _go_round(self) -> Rest:
        reasons = [barred for barred in self._tries if barred]
        self.barred = reasons[0] if reasons else ""
        if len(reasons) == len(self._addresses):
            seconds = self._barred_pause
        else:
            seconds = self._pause
            self._pause = min(LONGER * self._pause, LONGEST_PAUSE)
        self._tries.clear()
        return Rest(seconds * random.uniform(0.8, 1.2), round_over=True)


def _hop() -> Rest:
    return Rest(random.uniform(0, HOP_SECONDS), round_over=False)
