"""The voices that may speak, and how each reads the numbers of an office."""

import re
from collections.abc import Mapping
from enum import StrEnum
from string import ascii_uppercase

from shared.sound.errors import Unspeakable
from shared.sound.pieces import MARKS
from shared.sound.spelling import (
    ENGLISH,
    LONGEST,
    NORTH,
    SOUTH,
    English,
    Vietnamese,
    Words,
)

SHORT = 3
"""Tickets of so many digits are read as one number, longer ones digit by digit."""


class Voice(StrEnum):
    """Who speaks; the name is also that of the folder with the recordings."""

    NORTH = "vi"
    SOUTH = "vi-south"
    ENGLISH = "en"


SPELLINGS: Mapping[Voice, Vietnamese | English] = {
    Voice.NORTH: NORTH,
    Voice.SOUTH: SOUTH,
    Voice.ENGLISH: ENGLISH,
}


def ticket_words(number: str, voice: Voice, *, whole: bool = False) -> Words:
    """Return how a ticket's number is read: the long ones digit by digit.

    A number that begins with a letter or with zeros is always read sign by sign,
    as it stands on the paper.

    Raises:
        Unspeakable: It is not digits, with one letter A to Z before them or none.
    """
    if not re.fullmatch(r"[A-Z]?[0-9]+", number):
        raise Unspeakable("ticket", number, "1007 or A007")
    spelling = SPELLINGS[voice]
    one = len(number) <= SHORT or (whole and len(number) <= LONGEST)
    if one and number[0] in "123456789":
        return spelling.cardinal(int(number))
    return spelling.digits(number)


def counter_words(counter: str, voice: Voice) -> Words:
    """Return how a counter is read: as one number.

    Raises:
        Unspeakable: It is not a number from 0 to 9999.
    """
    if not re.fullmatch(r"[0-9]{1,4}", counter):
        raise Unspeakable("counter", counter, "1 or 12")
    return SPELLINGS[voice].cardinal(int(counter))


def number_words(voice: Voice) -> set[str]:
    """Return every word in which *voice* may read a number, without the marks."""
    spelling = SPELLINGS[voice]
    words = set(spelling.digits(ascii_uppercase))
    # Up to 1999 every word of a number and every joint between them occurs.
    for number in range(2_000):
        words.update(spelling.cardinal(number))
    return words - MARKS
