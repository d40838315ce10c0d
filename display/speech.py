"""What the hall hears: a call goes in, the words to say come out, as pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from shared.sound.pieces import MARKS
from shared.sound.spelling import Words
from shared.sound.voices import Voice, counter_words, number_words, ticket_words


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
    sentence = _SENTENCES[voice][announcement.use]
    return _filled(sentence, announcement, voice, _WHO[voice])


def pieces_together(announcements: Sequence[Announcement], voice: Voice) -> Words:
    """Return the pieces of one sentence that calls several tickets.

    Every number keeps its counter: *mời công dân có số thứ tự A, đến quầy số 1; số
    B, đến quầy số 3*. What each of them is for does not count.

    Raises:
        Unspeakable: A number or a counter cannot be read aloud.
    """
    first, *others = announcements
    pieces = list(pieces_of(replace(first, use=Use.CALL), voice)[:-1])
    for other in others:
        pieces += (";", *_filled(_FURTHER[voice], other, voice, _FURTHER_WHO[voice]))
    return (*pieces, ".")


def _filled(
    sentence: Words, announcement: Announcement, voice: Voice, who: Mapping[bool, str]
) -> Words:
    """Return *sentence* with the words for who is called, and where to."""
    pieces: list[str] = []
    for part in sentence:
        match part:
            case "{number}":
                pieces += ticket_words(
                    announcement.number, voice, whole=announcement.whole
                )
            case "{counter}":
                pieces += counter_words(announcement.counter, voice)
            case _:
                pieces.append(part.format(who=who[announcement.priority]))
    return tuple(pieces)


def all_pieces(voice: Voice) -> set[str]:
    """Return every piece that *voice* may ever say, without the marks."""
    pieces = number_words(voice)
    sentences = [(parts, _WHO[voice]) for parts in _SENTENCES[voice].values()]
    for parts, who in [*sentences, (_FURTHER[voice], _FURTHER_WHO[voice])]:
        for part in parts:
            if part not in {"{number}", "{counter}"}:
                pieces.update(part.format(who=words) for words in who.values())
    return pieces - MARKS


_Sentences = Mapping[Use, Words]


def _parts(text: str) -> Words:
    """Return the parts of a sentence; it is written with bars between them."""
    return tuple(part.strip() for part in text.split("|"))


def _sentences(**texts: str) -> _Sentences:
    return {Use(use): _parts(text) for use, text in texts.items()}


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

# The second and every further ticket of a sentence that calls several.
_FURTHER_IN_VIETNAMESE = _parts("{who} | {number} | , | đến quầy số | {counter}")
_FURTHER: Mapping[Voice, Words] = {
    Voice.NORTH: _FURTHER_IN_VIETNAMESE,
    Voice.SOUTH: _FURTHER_IN_VIETNAMESE,
    Voice.ENGLISH: _parts("{who} | {number} | , | counter | {counter}"),
}
_FURTHER_WHO_IN_VIETNAMESE = {False: "số", True: "số ưu tiên"}
_FURTHER_WHO: Mapping[Voice, Mapping[bool, str]] = {
    Voice.NORTH: _FURTHER_WHO_IN_VIETNAMESE,
    Voice.SOUTH: _FURTHER_WHO_IN_VIETNAMESE,
    Voice.ENGLISH: _WHO[Voice.ENGLISH],
}
