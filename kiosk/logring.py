"""The last lines of the log, for the technician's page: without anybody's data."""

import logging
import re
from collections import deque
from collections.abc import Iterable

from shared.log import FORMAT

KEPT = 60
LONGEST = 300
"""Characters of a line; what follows is left out."""

# A card's or a phone's number, the token of a slip or a key: nobody reads them here.
SECRET = re.compile(r"\d{9,}|[0-9A-Za-z]{16,}|scrypt\$\S+", re.ASCII)
HIDDEN = "•••"


class LogRing(logging.Handler):
    """Keeps the last lines, with whatever looks like a secret blotted out."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Keep lines in which none of *secrets* is readable."""
        super().__init__()
        self.setFormatter(logging.Formatter(FORMAT, datefmt="%H:%M:%S"))
        self._secrets = tuple(secret for secret in secrets if secret)
        self._lines: deque[str] = deque(maxlen=KEPT)

    @property
    def lines(self) -> tuple[str, ...]:
        """The last lines, oldest first."""
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        # Of a traceback the first line must do; its values are not for a screen.
        line = self.format(record).partition("\n")[0]
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        self._lines.append(SECRET.sub(_hide, line)[:LONGEST])


def _hide(found: re.Match[str]) -> str:
    """Blot out a secret, but not a plain long word."""
    word = found.group()
    return word if word.isalpha() and word.islower() else HIDDEN
