"""Finds a service, or a procedure, by what people call it: with accents or without."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from kiosk.procedures import Procedure
from shared.domain.names import named
from shared.domain.plan import Plan

MOST = 6
"""Nobody reads more results."""

EXACT, BARE, BEGUN, MISTYPED = 1.0, 0.9, 0.8, 0.5
"""How much a word counts: as written, without accents, begun, one letter wrong."""

ENOUGH = 0.5
"""Half of what was typed must be found in one name."""

IN_ORDER, FROM_THE_START, ALL_OF_IT = 0.3, 0.1, 0.1
SHORTEST_MISTYPED = 3
"""In shorter words a wrong letter makes another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A result: what was found, and the service that deals with it."""

    service: str
    name: str
    """The name or the word that was found."""

    procedure: int | None = None
    """The place of the procedure in the office's list, if it is one."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Something people say for a service or a procedure."""

    text: str
    service: str
    procedure: int | None = None
    shown: str = ""
    """What the result is called, where that is another text."""


def find(
    plan: Plan, procedures: Sequence[Procedure], query: str, language: str
) -> tuple[Found, ...]:
    """Return what *query* may mean, the likeliest first; nothing for no letters."""
    if not words_of(query):
        return ()
    best: dict[tuple[str, int | None], tuple[float, _Phrase]] = {}
    for phrase in _phrases(plan, procedures, language):
        score, key = likeness(query, phrase.text), (phrase.service, phrase.procedure)
        if score >= ENOUGH and score > best.get(key, (0.0, phrase))[0]:
            best[key] = (score, phrase)
    # Sorting is stable: what is equally likely stands as in the plan.
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    return tuple(
        Found(
            service=phrase.service,
            name=_capital(phrase.shown or phrase.text),
            procedure=phrase.procedure,
        )
        for _, phrase in ranked[:MOST]
    )


def likeness(query: str, text: str) -> float:
    """Return how well *text* answers *query*: from 0 to about 1.5."""
    asked, there = words_of(query), words_of(text)
    begun = not query.endswith(" ")
    shares = [
        max(_word_likeness(word, other, begun=begun and last) for other in there)
        for last, word in _with_last(asked)
    ]
    score = sum(shares) / len(shares)
    joined, whole = bare("".join(asked)), bare("".join(there))
    if whole.startswith(joined):
        score = max(score, BEGUN) + IN_ORDER + FROM_THE_START
    elif _runs_in(asked, there):
        score += IN_ORDER
    elif _one_letter_apart(joined, whole):
        score = max(score, MISTYPED)
    return score + ALL_OF_IT * min(1.0, len(joined) / len(whole)) if score else 0.0


def words_of(text: str) -> list[str]:
    """Return the words of *text* in small letters, without what is between them."""
    return re.findall(r"\w+", normalize("NFC", text).casefold())


def bare(text: str) -> str:
    """Return *text* without accents: *so do* for *sổ đỏ*."""
    letters = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not combining(letter))


def _phrases(
    plan: Plan, procedures: Sequence[Procedure], language: str
) -> Iterator[_Phrase]:
    for service in plan.services:
        names = {*service.name.values(), *service.short.values()}
        shown = named(service.name, language)
        for name in (shown, *sorted(names - {shown})):
            yield _Phrase(name, service.id, shown=shown)
        for word in service.words:
            yield _Phrase(word, service.id)
    for place, procedure in enumerate(procedures):
        shown = named(procedure.name, language)
        for text in (*procedure.name.values(), *procedure.words):
            yield _Phrase(text, procedure.service, place, shown)


def _word_likeness(asked: str, there: str, *, begun: bool) -> float:
    if asked == there:
        return EXACT
    one, other = bare(asked), bare(there)
    if one == other:
        return BARE
    if begun and other.startswith(one):
        return BEGUN
    return MISTYPED if _one_letter_apart(one, other) else 0.0


def _one_letter_apart(one: str, other: str) -> bool:
    """Return whether one letter was mistyped, missed, added, or two were swapped."""
    if min(len(one), len(other)) < SHORTEST_MISTYPED or abs(len(one) - len(other)) > 1:
        return False
    same = _same_start(one, other)
    rest, left = one[same:], other[same:]
    if len(one) == len(other):
        swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:]
        return rest[1:] == left[1:] or swapped
    return rest[1:] == left if len(one) > len(other) else rest == left[1:]


def _same_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _runs_in(asked: Sequence[str], there: Sequence[str]) -> bool:
    """Return whether the words asked for stand there in a row, the last one begun."""
    return f" {bare(' '.join(asked))}" in f" {bare(' '.join(there))}"


def _with_last(words: Sequence[str]) -> Iterable[tuple[bool, str]]:
    return ((place == len(words) - 1, word) for place, word in enumerate(words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
