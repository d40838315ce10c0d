"""How a sentence is read aloud: as phrases, words of numbers, and marks between."""

import re
from collections.abc import Iterable, Iterator
from string import Formatter

from kiosk.speaking import vocabulary
from kiosk.texts import Texts
from shared.sound.pieces import MARKS, name_of
from shared.sound.spelling import Words
from shared.sound.voices import Voice, number_words, ticket_words

NOON = 12

_TIME = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_RANGE = re.compile(r"(?<=[\d|])\s*–\s*(?=[\d|])")
_TOKEN = re.compile(
    r"(?P<number>[A-Z]?[0-9]+)"
    r"|(?P<phrase>[^\W\d_]+(?:[ '’-]+(?![A-Z]?[0-9])[^\W\d_]+)*)"
    r"|(?P<end>[.?!…;])|(?P<colon>:)|(?P<pause>[,–·()/])"
)
_MARK = {"end": ".", "colon": ":", "pause": ","}


def pieces_of(sentences: Iterable[str], texts: Texts, voice: Voice) -> Words:
    """Return the pieces in which *voice* reads *sentences*.

    A number of a ticket is read digit by digit, how many and how long as one number.
    """
    pieces: list[str] = []
    for sentence in sentences:
        for piece in (*_pieces(_written_out(sentence, texts), voice), "."):
            if not (piece in MARKS and (not pieces or pieces[-1] in MARKS)):
                pieces.append(piece)
    return tuple(pieces)


def phrases_of(sentences: Iterable[str], texts: Texts, voice: Voice) -> dict[str, str]:
    """Return what each recording of *sentences* says by its name, numbers aside.

    Gaps of the sentences are left out.
    """
    bare = (_without_gaps(sentence) for sentence in sentences)
    pieces = set(pieces_of(bare, texts, voice)) - MARKS
    return {name_of(piece): piece for piece in sorted(pieces)}


def recordings_of(
    texts: Texts, voice: Voice, names: Iterable[str] = ()
) -> dict[str, str]:
    """Return all that *voice* may have to say, by the name of its recording.

    *names* are those of the office: of its services, procedures and papers.
    """
    said = phrases_of((*vocabulary(texts), *names), texts, voice)
    return {name_of(word): word for word in sorted(number_words(voice))} | said


def _pieces(text: str, voice: Voice) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        kind, words = str(found.lastgroup), found.group()
        if kind == "number":
            yield from ticket_words(words, voice)
        elif kind == "phrase":
            yield " ".join(words.lower().split())
        else:
            yield _MARK[kind]


def _written_out(sentence: str, texts: Texts) -> str:
    """Return *sentence* with its times, days, ranges and short forms in words.

    Each of them stands between bars: a phrase ends there without a pause.
    """
    spoken = texts.spoken
    for short, full in spoken.read_as.items():
        sentence = re.sub(rf"\b{re.escape(short)}\b", f"|{full}|", sentence)
    for weekday in texts.weekdays:
        sentence = sentence.replace(weekday, f"|{weekday}|")
    sentence = _TIME.sub(lambda found: _time(texts, *found.groups()), sentence)
    sentence = _RANGE.sub(f"|{spoken.to}|", sentence)
    return _DAY.sub(lambda found: _day(texts, *found.groups()), sentence)


def _time(texts: Texts, hour: str, minute: str) -> str:
    spoken = texts.spoken
    half = spoken.morning if int(hour) < NOON else spoken.afternoon
    shown = (int(hour) - 1) % NOON + 1 if half else int(hour)
    template = spoken.minutes if int(minute) else spoken.hour
    return f"|{template.format(hour=shown, minute=minute)}|{half}|"


def _day(texts: Texts, day: str, month: str) -> str:
    return f"|{texts.spoken.day.format(day=int(day), month=int(month))}|"


def _without_gaps(sentence: str) -> str:
    return ". ".join(text for text, *_ in Formatter().parse(sentence))
