"""What a scanner has read: an ID card, of which only a digest goes on, or nothing.

The QR code of a card holds seven fields with ``|`` between them: the number, the old
number, name, birth date, sex, address, date of issue. Only the number is looked at.
"""

from shared.domain.holder import holder_of

SEPARATOR = b"|"
DIGITS = 12
LEAST_FIELDS = 6


def holder_in(scan: bytearray, day_key: bytes) -> str | None:
    """Return whose card *scan* is, as a digest under *day_key*: 64 hex digits.

    None if it is no card. Whatever it is, *scan* holds nothing but zeros afterwards;
    name, address and birth date are not even decoded.

    Raises:
        ValueError: The key is too short to hide anything.
    """
    try:
        return holder_of(scan[:DIGITS].decode(), day_key) if _is_card(scan) else None
    finally:
        erase(scan)


def erase(scan: bytearray) -> None:
    """Leave nothing but zeros in *scan*."""
    scan[:] = bytes(len(scan))


def _is_card(scan: bytearray) -> bool:
    whole = scan.count(SEPARATOR) + 1 >= LEAST_FIELDS
    return whole and scan.find(SEPARATOR) == DIGITS and scan[:DIGITS].isdigit()
