"""What the kiosk shows of the hall to one citizen: pure functions, hall to picture."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.advice import advice_of
from kiosk.boards import boards_of, collects_in
from kiosk.closing import (
    office_closing,
    refusal_words,
    service_closing,
)
from kiosk.directions import directions, notice_of
from kiosk.papers import paper_sheet
from kiosk.picture import (
    HALF_PRINTED,
    Away,
    Choice,
    Picture,
    Screen,
    Visit,
)
from kiosk.procedures import Procedure
from kiosk.searching import search_board
from kiosk.texts import Texts
from kiosk.undo import seconds_left
from shared.domain.errors import ServiceElsewhere
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.plan import Plan, Service
from shared.domain.ticket import State, Ticket
from shared.domain.times import local
from shared.domain.waiting import ahead, wait_minutes


def picture_of(
    hall: Hall | None,
    *,
    screen: Screen,
    now: int,
    texts: Texts,
    visit: Visit,
    away: Away = Away.NO,
    procedures: Sequence[Procedure] = (),
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
        away=away,
        priority=visit.priority,
    )
    if hall is None:
        return bare
    headed = replace(
        bare,
        office=named(hall.plan.name, visit.language),
        unit=named(hall.plan.unit, visit.language),
    )
    if screen is Screen.SEARCH:
        query, language = visit.query or "", visit.language
        board = search_board(
            hall, procedures, query, now=now, texts=texts, language=language
        )
        advice = advice_of(screen, visit, texts)
        return replace(headed, search=board, advice=advice)
    beside = _with_asides(headed, hall, now, visit, procedures)
    picture = _with_body(beside, hall, now, visit, procedures)
    return replace(picture, advice=advice_of(picture.screen, visit, texts))


def people_words(people: int | None, texts: Texts) -> str:
    """Return how many people are ahead, or that nobody knows."""
    known = people is not None
    return texts.ahead_value.format(people=people) if known else texts.not_known


def wait_words(people: int | None, wait: tuple[int, int] | None, texts: Texts) -> str:
    """Return how long *people* ahead are expected to take, or that nobody knows."""
    if wait is None:
        return texts.not_known
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


def _with_asides(
    picture: Picture,
    hall: Hall,
    now: int,
    visit: Visit,
    procedures: Sequence[Procedure],
) -> Picture:
    """Return *picture* with what to bring, and with the time to give back."""
    if visit.given is not None:
        left = seconds_left(hall, visit.given.ticket, now)
        return replace(picture, undo=left, giving_back=visit.giving_back)
    sheet = paper_sheet(
        procedures,
        visit.service,
        visit.procedure,
        printed=visit.with_papers,
        texts=picture.texts,
        language=visit.language,
    )
    return replace(picture, papers=sheet)


def _with_body(
    picture: Picture,
    hall: Hall,
    now: int,
    visit: Visit,
    procedures: Sequence[Procedure],
) -> Picture:
    texts = picture.texts
    match picture.screen:
        case Screen.HOME:
            closing = office_closing(hall, now, texts, visit.language)
            if closing is not None:
                return replace(picture, screen=Screen.CLOSED, closing=closing)
            return replace(
                picture,
                boards=boards_of(hall, picture, now),
                collects=collects_in(hall),
            )
        case Screen.REFUSED:
            return _refused(picture, hall, now, visit, procedures)
        case Screen.UNPRINTED if visit.given is not None:
            number = visit.given.ticket.number
            return replace(
                picture,
                choice=_choice(hall, now, picture, visit),
                sentence=_trouble(texts, visit.trouble, number),
                code=visit.given.token.upper(),
                doubtful=visit.trouble == HALF_PRINTED,
            )
        case Screen.CONFIRM:
            notice = notice_of(hall, visit, texts)
            choice = _choice(hall, now, picture, visit)
            return replace(picture, choice=choice, notice=notice)
        case _:
            return replace(picture, choice=_choice(hall, now, picture, visit))


def _refused(
    picture: Picture,
    hall: Hall,
    now: int,
    visit: Visit,
    procedures: Sequence[Procedure],
) -> Picture:
    texts, code = picture.texts, visit.trouble
    service = hall.plan.service_by_id.get(visit.service or "")
    name = named(service.name, visit.language) if service else ""
    return replace(
        picture,
        sentence=refusal_words(texts, code, visit.parts, now),
        closing=directions(hall, visit, procedures, texts)
        if code == ServiceElsewhere.code
        else service_closing(texts, name, code, visit.parts, now),
    )


def _choice(hall: Hall, now: int, picture: Picture, visit: Visit) -> Choice | None:
    given, texts = visit.given, picture.texts
    chosen = given.ticket.service if given else visit.service
    service = hall.plan.service_by_id.get(chosen or "")
    if service is None:
        return None
    people: int | None = None
    wait: tuple[int, int] | None = None
    if given is not None:
        people, wait = given.ahead, given.wait
    elif picture.away is not Away.LONG:
        people, wait = _expected(hall, now, visit)
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
