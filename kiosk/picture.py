"""What is on the kiosk's screen, as data: made from the hall by pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.texts import Texts
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.plan import Plan, Service
from shared.domain.ticket import State, Ticket
from shared.domain.times import local
from shared.domain.waiting import ahead, wait_minutes, waiting

HALF_PRINTED = "half_printed"
"""What is wrong with a slip of which some may be on paper."""

WORDS_SHOWN = 3
"""So many of a service's own words stand on its card."""


class Screen(StrEnum):
    """What kind of screen it is."""

    CONNECTING = "connecting"
    HOME = "home"
    CONFIRM = "confirm"
    PRINTING = "printing"
    """The citizen has agreed; the number follows, then the paper."""

    TAKE = "take"
    UNPRINTED = "unprinted"
    """There is a number and no paper, or maybe half of it."""

    LATE = "late"
    """The hub has not answered yet."""

    AWAY = "away"
    REFUSED = "refused"
    OUT_OF_SERVICE = "out_of_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The number a citizen was given."""

    ticket: Ticket
    ahead: int
    wait: tuple[int, int]
    token: str = ""
    id: str = ""
    """That of the wish for it; its slip has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the citizen at the kiosk has chosen and been given so far."""

    language: str
    priority: bool = False
    service: str | None = None
    given: Given | None = None
    trouble: str = ""
    """The code of a refusal, or what was wrong with the printer."""

    parts: Mapping[str, str | int] = field(default_factory=dict)
    """What a refusal is about: until when, where to go instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A service as it stands on the home screen."""

    service: str
    name: str
    short: str
    words: str
    icon: str
    colour: str
    people: int
    wait: str
    """How many wait and how long that takes, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A zone that gives numbers, with its cards."""

    zone: str
    name: str
    icon: str
    colour: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A service that was chosen: where it is and what to expect."""

    service: str
    zone: str
    colour: str
    icon: str
    where: str
    people: int
    wait: str
    priority: bool
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on the screen."""

    screen: Screen
    texts: Texts
    language: str
    time: str
    date: str
    office: str = ""
    unit: str = ""
    priority: bool = False
    boards: tuple[Board, ...] = ()
    collects: str | None = None
    """The service where results are collected, if the office has one."""

    choice: Choice | None = None
    sentence: str = ""
    """What was wrong, and what to do now."""

    code: str = ""
    """The QR code that stands in for the paper."""

    doubtful: bool = False
    """The paper may be there: the citizen says whether it is."""


def picture_of(
    hall: Hall | None, *, screen: Screen, now: int, texts: Texts, visit: Visit
) -> Picture:
    """Return what the kiosk shows to the citizen of *visit*."""
    moment = local(now)
    bare = Picture(
        screen=screen,
        texts=texts,
        language=visit.language,
        time=f"{moment:%H:%M}",
        date=texts.date.format(
            weekday=texts.weekdays[moment.weekday()],
            day=moment.day,
            month=moment.month,
            year=moment.year,
        ),
        priority=visit.priority,
    )
    if hall is None:
        return bare
    headed = replace(
        bare,
        office=named(hall.plan.name, visit.language),
        unit=named(hall.plan.unit, visit.language),
    )
    return _with_body(headed, hall, now, visit)


def wait_words(people: int, wait: tuple[int, int], texts: Texts) -> str:
    """Return how long *people* ahead are expected to take."""
    low, high = wait
    if people == 0:
        return texts.nobody_waits
    template = texts.wait_value if low else texts.wait_soon
    return template.format(low=low, high=high)


def where_words(plan: Plan, service: Service, texts: Texts) -> str:
    """Return the zone of *service*, and the counters that may call for it."""
    counters = (c.id for c in plan.counters if service.id in (*c.serves, *c.helps))
    listed = ", ".join(sorted(counters, key=int))
    template = texts.place if listed else texts.zone
    return template.format(zone=service.zone, counters=listed)


def _with_body(picture: Picture, hall: Hall, now: int, visit: Visit) -> Picture:
    texts = picture.texts
    match picture.screen:
        case Screen.HOME:
            return replace(
                picture,
                boards=_boards(hall, picture),
                collects=next((s.id for s in hall.plan.services if s.collects), None),
            )
        case Screen.REFUSED:
            return replace(picture, sentence=_refusal(texts, visit, now))
        case Screen.UNPRINTED if visit.given is not None:
            number = visit.given.ticket.number
            return replace(
                picture,
                choice=_choice(hall, now, texts, visit),
                sentence=_trouble(texts, visit.trouble, number),
                code=visit.given.token.upper(),
                doubtful=visit.trouble == HALF_PRINTED,
            )
        case _:
            return replace(picture, choice=_choice(hall, now, texts, visit))


def _boards(hall: Hall, picture: Picture) -> tuple[Board, ...]:
    """Return the zones that give numbers."""
    boards = (
        Board(
            zone=zone.id,
            name=named(zone.name, picture.language),
            icon=zone.icon,
            colour=zone.colour,
            cards=tuple(
                _card(hall, service, zone.colour, picture)
                for service in hall.plan.services
                if service.zone == zone.id
            ),
        )
        for zone in hall.plan.zones
    )
    return tuple(board for board in boards if board.cards)


def _card(hall: Hall, service: Service, colour: str, picture: Picture) -> Card:
    texts, people = picture.texts, waiting(hall, service.id)
    low, high = wait_minutes(hall, service.id, people)
    template = texts.people if low else texts.people_soon
    wait = template.format(people=people, low=low, high=high)
    # What people call a service is written down in Vietnamese only.
    words = ", ".join(service.words[:WORDS_SHOWN]) if picture.language == "vi" else ""
    return Card(
        service=service.id,
        name=named(service.name, picture.language),
        short=service.short_name(picture.language),
        words=words[:1].upper() + words[1:],
        icon=service.icon,
        colour=colour,
        people=people,
        wait=wait if people else texts.nobody_waits,
    )


def _choice(hall: Hall, now: int, texts: Texts, visit: Visit) -> Choice | None:
    given = visit.given
    chosen = given.ticket.service if given else visit.service
    service = hall.plan.service_by_id.get(chosen or "")
    if service is None:
        return None
    people, wait = (given.ahead, given.wait) if given else _expected(hall, now, visit)
    return Choice(
        service=named(service.name, visit.language),
        zone=service.zone,
        colour=hall.plan.zone_by_id[service.zone].colour,
        icon=service.icon,
        where=where_words(hall.plan, service, texts),
        people=people,
        wait=wait_words(people, wait, texts),
        priority=given.ticket.priority if given else visit.priority,
        number=given.ticket.number if given else "",
    )


def _expected(hall: Hall, now: int, visit: Visit) -> tuple[int, tuple[int, int]]:
    """Return how many people are ahead of a number taken at *now*, and how long."""
    at, service = max(now, hall.at), visit.service or ""
    ticket = Ticket(
        number="",
        service=service,
        state=State.WAITING,
        priority=visit.priority,
        issued_at=at,
        queued_at=at,
        order=hall.issued + 1,
    )
    people = ahead(hall, ticket)
    return people, wait_minutes(hall, service, people, priority=ticket.priority)


def _refusal(texts: Texts, visit: Visit, now: int) -> str:
    """Return why there is no number, until when, and where to go instead."""
    template = texts.refusals.get(visit.trouble, texts.refused_other)
    parts = dict(visit.parts)
    until = _until(texts, int(parts.pop("until", 0)), now)
    desk = str(parts.pop("instead", ""))
    helped = texts.instead.format(counters=desk) if desk else texts.instead_help
    return template.format(until=until, instead=helped, **parts)


def _until(texts: Texts, until: int, now: int) -> str:
    """Return when to come back: a time today, a day and a time, or later."""
    if not until:
        return texts.later
    moment = local(until)
    if moment.date() == local(now).date():
        return f"{moment:%H:%M}"
    day = texts.weekdays[moment.weekday()]
    return f"{moment:%H:%M} {day} {moment:%d/%m}"


def _trouble(texts: Texts, code: str, number: str) -> str:
    """Return why there is no paper for *number*, and what to do."""
    match code:
        case "paper_out":
            return texts.no_paper.format(number=number)
        case "half_printed":
            return texts.half_printed.format(number=number)
        case _:
            reason = texts.printers.get(code, texts.printer_other)
            return texts.printer_trouble.format(number=number, reason=reason)
