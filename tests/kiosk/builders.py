"""Builders of what a kiosk is told and shows."""

from dataclasses import replace

from kiosk.picture import Given, Screen, Visit, picture_of
from printer.jobs import Job, Jobs, JobState
from printer.ports.virtual import VirtualPort
from printer.press import Press, Station
from printer.printer import Printer
from printer.profiles import Profile
from printer.slip import example_slip
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


def a_job(state=JobState.PRINTED, *, id_="1", number="1001"):
    """Return what became of the slip of a number."""
    slip = replace(example_slip(), number=number)
    return Job(id=id_, at=EIGHT, slip=slip, state=state)


def a_press(virtual, journal=None):
    """Return a press with one virtual printer."""
    jobs = Jobs(journal, since=0)
    station = Station(Printer(VirtualPort(virtual), Profile()))
    return Press([station], jobs, lambda: EIGHT, lambda: 0)


def a_picture(hall, texts, screen=Screen.HOME, *, language="vi", at=EIGHT, **visit):
    """Return what a citizen sees of *hall*."""
    return picture_of(
        hall,
        screen=screen,
        now=at,
        texts=texts[language],
        visit=Visit(language=language, **visit),
    )
