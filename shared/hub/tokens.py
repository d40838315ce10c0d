"""The secrets that stations come in with."""

import secrets
from hashlib import sha256

# Those of base32: no 0, 1, 8 and 9, which look like O, I and B on a label.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
GROUPS, GROUP = 7, 4
"""28 letters of 5 bits are 140 bits."""

MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "-": "", " ": ""})


def new_token() -> str:
    """Return a new random token of 140 bits, such as ``K7QM-2XWD-…``."""
    groups = (
        "".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS)
    )
    return "-".join(groups)


def looks_like_one(text: str) -> bool:
    """Return whether *text* could be a token that was put in the wrong place."""
    letters = text.upper().translate(MISREAD)
    return len(letters) == GROUPS * GROUP and set(letters) <= set(LETTERS)


def hash_of(token: str) -> str:
    """Return what is kept of *token*, 64 hex digits; however it was typed.

    A slow hash such as Argon2 makes guessing dear where people choose the secret.
    Nobody guesses 140 random bits, however fast: a slow hash would only let anybody
    at the door keep the hub busy.
    """
    return sha256(token.upper().translate(MISREAD).encode()).hexdigest()
