"""The clerks' passwords: what is good enough, and what is kept of it."""

from contextlib import suppress
from itertools import pairwise
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

RULE = "a PIN has 6 or more digits, a password 8 or more letters, at most 64"
FEWEST_DIGITS, FEWEST_LETTERS, MOST = 6, 8, 64

# Of the sets that OWASP holds for equally good the one with the least memory: the hub
# is to fit into 80 MB, and a guess takes 7 MiB and some 30 ms. Whoever guesses at a
# counter has five tries; this is for whoever has stolen the database.
HASHER = PasswordHasher(time_cost=5, memory_cost=7_168, parallelism=1)

NOBODYS = (
    "$argon2id$v=19$m=7168,t=5,p=1"
    "$KCirj+4N0UYUwvBfwckAGA$MxupZFUDbEm3UQqIXWiM8NgmIG/S+W74Ju8e0EcIlM8"
)
"""Compared where there is no such clerk, so that this takes the same time."""


class WeakPassword(ValueError):
    """It could be guessed in few tries. Says the rule."""


def hash_of(password: str) -> str:
    """Return what is kept of *password*: Argon2id with its salt, about 100 letters.

    Takes some 30 ms and 7 MiB: never call it where others wait.
    """
    return HASHER.hash(_plain(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Return whether *password_hash* is that of *password*; no hash is nobody's.

    Takes as long for nobody's, and as long as `hash_of`.
    """
    right = False
    with suppress(VerificationError, InvalidHashError):
        right = HASHER.verify(password_hash or NOBODYS, _plain(password))
    return right and password_hash is not None


def check(password: str, name: str) -> None:
    """Do nothing if *password* is good enough for the clerk *name*.

    Raises:
        WeakPassword: It is not.
    """
    plain = _plain(password)
    fewest = FEWEST_DIGITS if plain.isdigit() else FEWEST_LETTERS
    if not fewest <= len(plain) <= MOST or not plain.isprintable():
        raise WeakPassword(RULE)
    if plain.casefold() == normalize("NFC", name).casefold() or _is_a_row(plain):
        raise WeakPassword("too easy to guess: no name, no 123456, no 111111")


def _is_a_row(plain: str) -> bool:
    """Return whether each character follows the one before by the same step."""
    steps = {ord(b) - ord(a) for a, b in pairwise(plain)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _plain(password: str) -> str:
    # One keyboard program writes ế as one letter, another as three.
    return normalize("NFC", password)
