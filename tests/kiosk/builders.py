"""Builders of what a kiosk is told and shows."""

from kiosk.picture import Given, Screen, Visit, picture_of
from shared.domain.commands import IssueTicket
from shared.domain.waiting import ahead, wait_minutes
from shared.wire.messages import Done
from tests.halls import EIGHT, happen

TOKEN = "k7q2m9xw4trb6zpd"


def a_number(hall, service="1", *, priority=False, at=EIGHT):
    """Return a number that was just given in *hall*."""
    [event] = happen(hall, IssueTicket(service=service, priority=priority), at)
    people = ahead(hall, event.ticket)
    wait = wait_minutes(hall, service, people)
    return Given(ticket=event.ticket, ahead=people, wait=wait, token=TOKEN)


def an_answer(hall, service="1", *, priority=False, id_="1"):
    """Return the answer of a hub that has just given a number."""
    given = a_number(hall, service, priority=priority)
    return Done(
        id=id_,
        seq=1,
        ticket=given.ticket,
        ahead=given.ahead,
        wait_minutes=given.wait,
        token=given.token,
    )


def a_picture(hall, texts, screen=Screen.HOME, *, language="vi", at=EIGHT, **visit):
    """Return what a citizen sees of *hall*."""
    return picture_of(
        hall,
        screen=screen,
        now=at,
        texts=texts[language],
        visit=Visit(language=language, **visit),
    )
