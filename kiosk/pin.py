"""The technician's PIN: kept as a hash, asked for at most five times in a row."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import scrypt
from hmac import compare_digest
from secrets import token_bytes

log = logging.getLogger(__name__)

DIGITS = re.compile(r"[0-9]{4,12}")
LINE = r"^(scrypt\$[0-9]{4,6}\$[0-9a-f]{32}\$[0-9a-f]{64})?$"
"""What a hash looks like in the settings; nothing means that there is no PIN."""

COST = 16_384
"""N of scrypt: with r = 8 a guess takes 16 MB and about 50 ms."""

BLOCK, LANES, SALT_BYTES, HASH_BYTES = 8, 1, 16, 32
LARGEST_COST = 65_536
MEMORY = 128 * 2**20

TRIES = 5
LOCK_MILLISECONDS = 60_000


def hash_of(pin: str, *, salt: bytes | None = None, cost: int = COST) -> str:
    """Return *pin*, 4 to 12 digits, as a line for the settings.

    It reads `scrypt$cost$salt$hash`, salt and hash in hexadecimal.

    Raises:
        ValueError: *pin* is not 4 to 12 digits.
    """
    if not DIGITS.fullmatch(pin):
        raise ValueError("a PIN is 4 to 12 digits")
    salt = token_bytes(SALT_BYTES) if salt is None else salt
    return f"scrypt${cost}${salt.hex()}${_digest(pin, salt, cost).hex()}"


def new_line(ask: Callable[[str], str]) -> str:
    """Return the line for the settings with a new PIN, which *ask* is told twice.

    Raises:
        ValueError: It is not 4 to 12 digits, or the two differ.
    """
    first = ask("PIN (4-12 digits): ")
    line = hash_of(first)
    if ask("PIN again: ") != first:
        raise ValueError("the two PINs differ")
    return f'pin = "{line}"'


def is_pin(pin: str, line: str) -> bool:
    """Return whether *line* is the hash of *pin*; an empty line is of none."""
    if not line:
        return False
    _, cost, salt, digest = line.split("$")
    tried = _digest(pin, bytes.fromhex(salt), min(int(cost), LARGEST_COST))
    return compare_digest(tried, bytes.fromhex(digest))


def _digest(pin: str, salt: bytes, cost: int) -> bytes:
    return scrypt(
        pin.encode(),
        salt=salt,
        n=cost,
        r=BLOCK,
        p=LANES,
        maxmem=MEMORY,
        dklen=HASH_BYTES,
    )


@dataclass(slots=True)
class Gate:
    """Lets in whoever knows the PIN, and nobody for a minute after five mistakes."""

    line: str
    """The hash from the settings."""

    tries_left: int = field(default=TRIES, init=False)
    _locked_until: int = field(default=0, init=False)

    @property
    def has_pin(self) -> bool:
        """Whether a PIN is set at all."""
        return bool(self.line)

    def seconds_locked(self, now: int) -> int:
        """Return for how many more seconds nobody is let in, 0 if not locked."""
        return max(0, -(-(self._locked_until - now) // 1_000))

    def lets_in(self, pin: str, now: int) -> bool:
        """Return whether *pin* is right at *now*, milliseconds since 1970."""
        if self.seconds_locked(now):
            return False
        if is_pin(pin, self.line):
            log.info("a technician has opened the service page")
            self.tries_left = TRIES
            return True
        self.tries_left -= 1
        log.warning("a wrong PIN; %d tries left", self.tries_left)
        if not self.tries_left:
            self.tries_left = TRIES
            self._locked_until = now + LOCK_MILLISECONDS
            log.warning("the service page is locked for a minute")
        return False
