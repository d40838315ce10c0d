"""What a clerk may write down: never anything of a citizen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.errors import PersonalData, TooLong

LONGEST_NOTE = 200
MOST_DEALT = 10
MOST_DOSSIERS = 99
PERSONAL_DIGITS = 9
"""So many digits in a row are a card, a phone or an account, not a queue number."""

# Digits that only spaces, dots or dashes keep apart are read as one number.
_DIGITS = re.compile(r"\d(?:[\s.\-–]?\d)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What was done for a citizen, from the office's own list."""

    procedure: str
    """The procedure's name, as it stands in the list."""

    dossiers: int = 1
    """How many dossiers, 1 to 99."""


def note_in(text: str) -> str:
    """Return *text* without the spaces around it.

    Raises:
        PersonalData: It has nine or more digits in a row, as a card or a phone has.
        TooLong: It has more than 200 characters.
    """
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise TooLong(LONGEST_NOTE)
    if looks_personal(text):
        raise PersonalData
    return text


def looks_personal(text: str) -> bool:
    """Return whether *text* has a number as long as a card's or a phone's."""
    runs = (re.sub(r"\D", "", run) for run in _DIGITS.findall(text))
    return any(len(run) >= PERSONAL_DIGITS for run in runs)


def dealt_in(dealt: Sequence[Dealt]) -> tuple[Dealt, ...]:
    """Return *dealt* as it may be kept.

    Raises:
        PersonalData: A procedure has a number as long as a card's.
        TooLong: There are too many, or too many dossiers, or a name is too long.
    """
    if len(dealt) > MOST_DEALT:
        raise TooLong(MOST_DEALT)
    for each in dealt:
        note_in(each.procedure)
        if not 1 <= each.dossiers <= MOST_DOSSIERS:
            raise TooLong(MOST_DOSSIERS)
    return tuple(dealt)
