"""What the hall hears: a call goes in, the words to say come out.

The words are a tuple of *pieces*: phrases, words of a number, and the marks
between them. Each piece but a mark is a recording of its own, so what is written
and what is heard cannot differ.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from display.spelling import ENGLISH, LONGEST, NORTH, SOUTH, English, Vietnamese, Words
from display.voice.errors import Unspeakable

SHORT = 3
"""Tickets of so many digits are read as one number, longer ones digit by digit."""

MARKS = frozenset(",:.-")


class Voice(StrEnum):
    """Who speaks; the name is also that of the folder with the recordings."""

    NORTH = "vi"
    SOUTH = "vi-south"
    ENGLISH = "en"


class Use(StrEnum):
    """What an announcement is for."""

    CALL = "call"
    REPEAT = "repeat"
    LAST = "last"
    MISSED = "missed"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What is to be said about one ticket."""

    number: str
    """As on the paper: ``1007`` or ``A007``."""

    counter: str = ""
    """Its number; a missed ticket needs none."""

    use: Use = Use.CALL
    priority: bool = False
    whole: bool = False
    """Read a long ticket as one number too; ``A007`` stays letter and digits."""


def pieces_of(announcement: Announcement, voice: Voice) -> Words:
    """Return the pieces that *voice* says, marks among them.

    Raises:
        Unspeakable: The number or the counter cannot be read aloud.
    """
    pieces: list[str] = []
    who = _WHO[voice][announcement.priority]
    for part in _SENTENCES[voice][announcement.use]:
        match part:
            case "{number}":
                pieces += ticket_words(
                    announcement.number, voice, whole=announcement.whole
                )
            case "{counter}":
                pieces += counter_words(announcement.counter, voice)
            case _:
                pieces.append(part.format(who=who))
    return tuple(pieces)


def text_of(pieces: Iterable[str]) -> str:
    """Return the sentences that *pieces* are, as they would be written."""
    text = ""
    for piece in pieces:
        if piece in MARKS:
            text += piece
            continue
        begins = not text or text.endswith(".")
        word = piece[0].upper() + piece[1:] if begins else piece
        text += word if not text or text.endswith("-") else f" {word}"
    return text


def ticket_words(number: str, voice: Voice, *, whole: bool = False) -> Words:
    """Return how a ticket's number is read: the long ones digit by digit.

    A number that begins with a letter or with zeros is always read sign by sign,
    as it stands on the paper.

    Raises:
        Unspeakable: It is not digits, with one letter A to Z before them or none.
    """
    if not re.fullmatch(r"[A-Z]?[0-9]+", number):
        raise Unspeakable("ticket", number, "1007 or A007")
    spelling = _SPELLINGS[voice]
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
    return _SPELLINGS[voice].cardinal(int(counter))


def all_pieces(voice: Voice) -> set[str]:
    """Return every piece that *voice* may ever say, without the marks."""
    spelling = _SPELLINGS[voice]
    pieces = set(spelling.digits(ascii_uppercase))
    # Up to 1999 every word of a number and every joint between them occurs.
    for number in range(2_000):
        pieces.update(spelling.cardinal(number))
    for parts in _SENTENCES[voice].values():
        for part in parts:
            if part not in {"{number}", "{counter}"}:
                pieces.update(part.format(who=who) for who in _WHO[voice].values())
    return pieces - MARKS


_SPELLINGS: Mapping[Voice, Vietnamese | English] = {
    Voice.NORTH: NORTH,
    Voice.SOUTH: SOUTH,
    Voice.ENGLISH: ENGLISH,
}

_Sentences = Mapping[Use, Words]


def _sentences(**texts: str) -> _Sentences:
    """Return the parts of each sentence; they are written with bars between them."""
    return {
        Use(use): tuple(part.strip() for part in text.split("|"))
        for use, text in texts.items()
    }


_VIETNAMESE = _sentences(
    call="mời công dân có {who} | {number} | , | đến quầy số | {counter} | .",
    repeat=(
        "xin nhắc lại | : | mời công dân có {who} | {number} | , |"
        "đến quầy số | {counter} | ."
    ),
    last=(
        "mời lần cuối | , | công dân có {who} | {number} | , |"
        "đến quầy số | {counter} | ."
    ),
    missed=(
        "số | {number} | đã quá lượt | . |công dân vui lòng liên hệ quầy Hướng dẫn | ."
    ),
    transfer=(
        "công dân có {who} | {number} | , |vui lòng chuyển sang quầy số | {counter} | ."
    ),
)
_ENGLISH = _sentences(
    call="{who} | {number} | , | please come to counter | {counter} | .",
    repeat=(
        "repeating | : | {who} | {number} | , | please come to counter | {counter} | ."
    ),
    last="last call | : | {who} | {number} | , | counter | {counter} | .",
    missed="number | {number} | has been passed | . | please see the help desk | .",
    transfer="{who} | {number} | , | please move to counter | {counter} | .",
)
_SENTENCES: Mapping[Voice, _Sentences] = {
    Voice.NORTH: _VIETNAMESE,
    Voice.SOUTH: _VIETNAMESE,
    Voice.ENGLISH: _ENGLISH,
}

# By whether the ticket has priority.
_WHO_IN_VIETNAMESE = {False: "số thứ tự", True: "số ưu tiên"}
_WHO: Mapping[Voice, Mapping[bool, str]] = {
    Voice.NORTH: _WHO_IN_VIETNAMESE,
    Voice.SOUTH: _WHO_IN_VIETNAMESE,
    Voice.ENGLISH: {False: "number", True: "priority number"},
}
