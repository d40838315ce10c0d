"""What the log says of the hub's addresses: each thing once, until it changes."""

import logging

from shared.qt.barred import ADVICE

log = logging.getLogger(__name__)


class Told:
    """What was said of each address since one has served."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}
        self._serves = ""

    def serves(self, address: str) -> None:
        """Take in that the hub at *address* serves this station from now on."""
        if self._serves and address != self._serves:
            log.warning("the hub at %s serves now, no more %s", address, self._serves)
        elif address != self._serves:
            log.info("the hub at %s serves", address)
        self._serves = address
        self._said.clear()

    def waits(self, address: str, why: str) -> None:
        """Take in that the hub is there and cannot serve yet."""
        if self._is_new(address, why):  # it says so once a second, perhaps all night
            log.warning("the hub at %s cannot serve yet: %s", address, why)

    def away(self, address: str, why: str, barred: str) -> None:
        """Take in that there is no hub; *barred* is a code of `shared.qt.barred`."""
        if not self._is_new(address, barred or why):
            return
        if barred:
            log.error("not connected with %s: %s", address, ADVICE[barred])
        else:
            log.warning("the hub at %s is away: %s", address, why)

    def _is_new(self, address: str, words: str) -> bool:
        is_new = self._said.get(address) != words
        self._said[address] = words
        return is_new
