"""Builders of what a kiosk is told and shows."""

from dataclasses import replace

from kiosk.comfort import Comfort, languages_of
from kiosk.picture import Given, Screen, Visit
from kiosk.showing import picture_of
from printer.jobs import Job, Jobs, JobState
from printer.ports.virtual import VirtualPort
from printer.press import Press
from printer.printer import Printer
from printer.profiles import Profile
from printer.slip import example_slip
from printer.station import Station
from shared.domain.commands import IssueTicket
from shared.domain.rules import decide
from shared.domain.times import SECOND
from shared.domain.waiting import ahead, wait_minutes
from shared.journal import Journal
from shared.wire.messages import Done
from tests.halls import EIGHT, happen

TOKEN = "k7q2m9xw4trb6zpd"
NUMBER = "001090000000"
NAME = "Nguyễn Văn Mẫu"
CARD = f"{NUMBER}|012345678|{NAME}|01011990|Nam|Số 1 Phố Mẫu, Hà Nội|01012022"
"""What the QR code of a made-up citizen's card says."""
TOO_LATE_TO_UNDO = 21 * SECOND
"""So long after it was given a number is not taken back any more."""


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


def a_press(virtual, journal=None, *, paper=None):
    """Return a press with one virtual printer, and a count of its *paper* if given."""
    jobs = Jobs(journal, since=0)
    station = Station(Printer(VirtualPort(virtual), Profile()), paper)
    return Press([station], jobs, lambda: EIGHT, lambda: 0)


def a_picture(
    hall, texts, screen=Screen.HOME, *, language="vi", at=EIGHT, procedures=(), **visit
):
    """Return what a citizen sees of *hall*."""
    picture = picture_of(
        hall,
        screen=screen,
        now=at,
        texts=texts[language],
        visit=Visit(language=language, **visit),
        procedures=procedures,
    )
    return replace(picture, comfort=Comfort(languages=languages_of(texts)))


def agree(kiosk, service="1"):
    """Let a citizen touch a service and agree."""
    kiosk.choosing.choose(service)
    kiosk.agree()


def give(kiosk, link, **number):
    """Let a citizen take a number, and the hub give it."""
    agree(kiosk, number.get("service", "1"))
    link.answer(an_answer(link.hall, **number))


def a_number_elsewhere(link):
    """Return what happens when somebody takes a number for service 2 elsewhere."""
    [event] = decide(link.hall, IssueTicket(service="2"), EIGHT)
    return event


class FullDisk(Journal):
    """A journal that can be told to take nothing more."""

    full = False

    def append(self, text):
        if self.full:
            raise OSError("no space left on device")
        super().append(text)
