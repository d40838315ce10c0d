"""Whose ticket it is, where an office limits numbers: a digest that ends with the day.

Luật 91/2025/QH15 lets an office keep no card or phone number. Under a random key
made each morning and destroyed at the close of the day, the same card gives the same
digest all day, and nobody can find the card from it afterwards.
"""

from hashlib import sha256
from hmac import new

KEY_BYTES = 32


def holder_of(card: str, day_key: bytes) -> str:
    """Return the digest of a card or phone number under the day's key: 64 hex digits.

    Raises:
        ValueError: The key is too short to hide anything.
    """
    if len(day_key) < KEY_BYTES:
        raise ValueError(f"the day's key has {len(day_key)} bytes, not {KEY_BYTES}")
    return new(day_key, card.encode(), sha256).hexdigest()
