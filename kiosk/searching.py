"""The search on the screen: what was typed, and what it may mean, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.closing import standing_of
from kiosk.elsewhere import gone_to, place_words
from kiosk.procedures import Procedure
from kiosk.search import Found, find, words_of
from kiosk.telex import typed
from kiosk.texts import Texts
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.plan import Service

ERASE, CLEAR, SPACE = "erase", "clear", "space"
"""The keys that are no letters."""

LONGEST = 40
"""So many letters are enough for any name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """A result: what was found, and the service that deals with it."""

    service: str
    procedure: int | None
    name: str
    place: str
    """The service, its zone, or why it gives no number now."""

    icon: str
    colour: str
    shut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBoard:
    """What was typed, what it may mean, and a sentence where that is nothing."""

    query: str
    rows: tuple[SearchRow, ...]
    hint: str = ""


def after_key(query: str, key: str, language: str) -> str:
    """Return what stands there after *key* was touched.

    In Vietnamese the letters are composed as Telex does it.
    """
    match key:
        case "erase":
            return query[:-1]
        case "clear":
            return ""
        case "space":
            return query if query.endswith(" ") or not query else f"{query} "
        case _ if len(query) >= LONGEST:
            return query
        case _:
            return typed(query, key) if language == "vi" else query + key


def word_of(board: SearchBoard | None, service: str, procedure: int | None) -> str:
    """Return what the result is called that was touched, empty without any."""
    rows = board.rows if board else ()
    found = (r.name for r in rows if (r.service, r.procedure) == (service, procedure))
    return next(found, "")


def search_board(
    hall: Hall,
    procedures: Sequence[Procedure],
    query: str,
    *,
    now: int,
    texts: Texts,
    language: str,
) -> SearchBoard:
    """Return what the search shows for *query*."""
    words = texts.search
    if not words_of(query):
        return SearchBoard(query=query, rows=(), hint=words.hint)
    rows = tuple(
        _row(hall, procedures, found, now, texts=texts, language=language)
        for found in find(hall.plan, procedures, query, language)
        if hall.plan.service_by_id[found.service].is_known_on(hall.day)
    )
    return SearchBoard(query=query, rows=rows, hint="" if rows else words.nothing)


def _row(
    hall: Hall,
    procedures: Sequence[Procedure],
    found: Found,
    now: int,
    *,
    texts: Texts,
    language: str,
) -> SearchRow:
    service = hall.plan.service_by_id[found.service]
    place = found.procedure
    names = found.name if place is None else procedures[place].name
    there = gone_to(hall, names)
    shut = (
        place_words(there, texts, language)
        if there
        else _shut(hall, service, now, texts, language)
    )
    return SearchRow(
        service=found.service,
        procedure=place,
        name=found.name,
        place=shut or _place(service, found, texts, language),
        icon="lock" if shut else service.icon,
        colour=hall.plan.zone_by_id[service.zone].colour,
        shut=bool(shut),
    )


def _shut(hall: Hall, service: Service, now: int, texts: Texts, language: str) -> str:
    """Return why *service* gives no number now; where it is instead counts most."""
    there = service.elsewhere
    if there is not None and there.holds_on(hall.day):
        return place_words(there, texts, language)
    return standing_of(hall, service, now, texts, language).shut


def _place(service: Service, found: Found, texts: Texts, language: str) -> str:
    zone = texts.zone.format(zone=service.zone)
    name = service.short_name(language)
    if found.name in (named(service.name, language), name):
        return zone
    return f"{zone} – {name}"
