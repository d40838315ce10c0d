"""Tells systemd that a program is up, and that it still moves: a line to a socket.

Where systemd has not started the program, nothing is told to anybody.
"""

import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)

PER_DEADLINE = 3
"""So many signs of life within the time after which systemd loses patience."""


class Notify:
    """The program's end of the socket that systemd names in the environment."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Talk to the socket that *environment* names.

        `NOTIFY_SOCKET` is the path of a datagram socket, or its abstract name after
        an `@`; `WATCHDOG_USEC` is after how many microseconds of silence systemd
        starts the program anew.
        """
        self._address = _address(environment.get("NOTIFY_SOCKET", ""))
        deadline = environment.get("WATCHDOG_USEC", "")
        self._deadline = int(deadline) if deadline.isdecimal() else 0

    @property
    def listened_to(self) -> bool:
        """Whether there is a systemd to talk to."""
        return bool(self._address)

    @property
    def pause(self) -> float | None:
        """Seconds between two signs of life, or None if none are wanted."""
        if not self._address or not self._deadline:
            return None
        return max(0.001, self._deadline / 1_000_000 / PER_DEADLINE)

    def ready(self) -> None:
        """Say that the program is up."""
        self._tell(b"READY=1")

    def alive(self) -> None:
        """Say that it still moves."""
        self._tell(b"WATCHDOG=1")

    def _tell(self, words: bytes) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.setblocking(False)
                line.sendto(words, self._address)
        except OSError as error:
            log.warning("systemd does not listen: %s", error)


def _address(name: str) -> str:
    if not hasattr(socket, "AF_UNIX") or not name.startswith(("/", "@")):
        return ""
    return "\0" + name[1:] if name.startswith("@") else name
