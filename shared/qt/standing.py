"""How a station stands with its hub, as its screen says it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is true now; what happens makes the next one."""

    online: bool = False
    """The hall is up to date."""

    waits: bool = False
    """A hub is there, and itself waits for something."""

    excuse: str = ""
    """Why it waits, a code such as ``disk_full``."""

    barred: str = ""
    """What a person has to mend first, a code of `shared.qt.barred`."""

    heard: bool = False
    """Of the addresses tried since the last whole round one had a hub that waits."""

    @property
    def said(self) -> tuple[bool, bool, str]:
        """What of it a screen says."""
        return self.online, self.waits, self.barred

    def served(self) -> "Standing":
        """Return how it is when a hub serves."""
        return Standing(online=True)

    def put_off(self, excuse: str) -> "Standing":
        """Return how it is when a hub says that it cannot serve yet, and why."""
        return Standing(waits=True, excuse=excuse, heard=True)

    def cut_off(self) -> "Standing":
        """Return how it is when one address is in vain: the others are still to try."""
        return replace(self, online=False)

    def alone(self, barred: str, *, several: bool) -> "Standing":
        """Return how it is after a whole round in vain.

        Of *several* hubs one may wait and another be away: it is still true that the
        hub waits, and the screen does not change with each try.
        """
        if barred or not (several and self.heard):
            return Standing(barred=barred)
        return replace(self, online=False, heard=False)
