"""The search on the screen: what was typed, and what it may mean, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.closing import standing_of
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
        _row(hall, found, now, texts, language)
        for found in find(hall.plan, procedures, query, language)
    )
    return SearchBoard(query=query, rows=rows, hint="" if rows else words.nothing)


def _row(hall: Hall, found: Found, now: int, texts: Texts, language: str) -> SearchRow:
    service = hall.plan.service_by_id[found.service]
    standing = standing_of(hall, service, now, texts)
    return SearchRow(
        service=found.service,
        procedure=found.procedure,
        name=found.name,
        place=standing.shut or _place(service, found, texts, language),
        icon="lock" if standing.shut else service.icon,
        colour=hall.plan.zone_by_id[service.zone].colour,
        shut=bool(standing.shut),
    )


def _place(service: Service, found: Found, texts: Texts, language: str) -> str:
    zone = texts.zone.format(zone=service.zone)
    name = service.short_name(language)
    if found.name in (named(service.name, language), name):
        return zone
    return f"{zone} – {name}"
