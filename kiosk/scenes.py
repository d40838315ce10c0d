"""Every state the kiosk can be in, on a made-up busy morning, for pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from kiosk.picture import Given, Picture, Screen, Visit, picture_of
from kiosk.texts import Texts
from shared.domain.commands import IssueTicket
from shared.domain.events import TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide
from shared.domain.ticket import Ticket
from shared.domain.times import SECOND, day_of
from shared.domain.waiting import ahead, wait_minutes

MORNING = 1_767_575_640_000
"""08:14 in Vietnam on Monday, 5 January 2026."""

TOKEN = "K7Q2M9XW4TRB6ZPD"


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the screen and its name."""

    name: str
    picture: Picture


class Morning:
    """An office in which people have taken numbers, and one citizen at the kiosk."""

    def __init__(self, plan: Plan, texts: Mapping[str, Texts]) -> None:
        self._texts = texts
        self._at = MORNING - 600 * SECOND
        self.hall = Hall(plan, day_of(MORNING))
        for place, service in enumerate(plan.services[:-1]):
            for turn in range((place * 5 + 4) % 8):
                self.issue(service.id, priority=turn == 1)
        self._at = MORNING

    def issue(self, service: str, *, priority: bool) -> Ticket:
        """Give a number, and return its ticket."""
        self._at += 5 * SECOND
        command = IssueTicket(service=service, priority=priority)
        events = decide(self.hall, command, self._at)
        reduce(evolve, events, self.hall)
        [ticket] = [e.ticket for e in events if isinstance(e, TicketChanged)]
        return ticket

    def give(self, service: str, *, priority: bool = False) -> Given:
        """Give the citizen at the kiosk a number."""
        ticket = self.issue(service, priority=priority)
        people = ahead(self.hall, ticket)
        wait = wait_minutes(self.hall, service, people)
        return Given(ticket=ticket, ahead=people, wait=wait, token=TOKEN)

    def show(self, name: str, screen: Screen, visit: Visit) -> Scene:
        """Return what the citizen of *visit* sees."""
        texts, hall = self._texts[visit.language], self.hall
        if screen is Screen.CONNECTING:
            picture = picture_of(
                None, screen=screen, now=MORNING, texts=texts, visit=visit
            )
        else:
            picture = picture_of(
                hall, screen=screen, now=MORNING, texts=texts, visit=visit
            )
        return Scene(name, picture)


def scenes(plan: Plan, texts: Mapping[str, Texts]) -> Iterator[Scene]:
    """Return a scene for each state of the kiosk."""
    for language, suffix in (("vi", ""), ("en", "-english")):
        morning = Morning(plan, texts)
        first, longest = _services(plan)
        fresh = Visit(language=language)
        entitled = Visit(language=language, priority=True)
        for name, screen, visit in (
            ("connecting", Screen.CONNECTING, fresh),
            ("home", Screen.HOME, fresh),
            ("home-priority", Screen.HOME, entitled),
            ("confirm", Screen.CONFIRM, _for(fresh, longest)),
            ("confirm-priority", Screen.CONFIRM, _for(entitled, first)),
            ("late", Screen.LATE, _for(fresh, first)),
            ("hub-away", Screen.AWAY, fresh),
            ("refused", Screen.REFUSED, _for(fresh, first, trouble="unknown_service")),
            ("out-of-service", Screen.OUT_OF_SERVICE, fresh),
            ("asked", Screen.PRINTING, _for(fresh, first)),
        ):
            yield morning.show(name + suffix, screen, visit)
        yield from _with_number(morning, language, suffix, (first, longest))


def _with_number(
    morning: Morning, language: str, suffix: str, services: tuple[str, str]
) -> Iterator[Scene]:
    first, longest = services
    ordinary = Visit(language=language, given=morning.give(first))
    entitled = Visit(language=language, given=morning.give(longest, priority=True))
    for name, screen, visit, trouble in (
        ("printing", Screen.PRINTING, ordinary, ""),
        ("take", Screen.TAKE, ordinary, ""),
        ("take-priority", Screen.TAKE, entitled, ""),
        ("no-paper", Screen.UNPRINTED, ordinary, "paper_out"),
        ("half-printed", Screen.UNPRINTED, entitled, "half_printed"),
        ("printer-trouble", Screen.UNPRINTED, ordinary, "cover_open"),
        ("broken-with-number", Screen.OUT_OF_SERVICE, ordinary, ""),
    ):
        seen = Visit(language=language, given=visit.given, trouble=trouble)
        yield morning.show(name + suffix, screen, seen)


def _for(visit: Visit, service: str, *, trouble: str = "") -> Visit:
    return Visit(
        language=visit.language,
        priority=visit.priority,
        service=service,
        trouble=trouble,
    )


def _services(plan: Plan) -> tuple[str, str]:
    """Return the first service, and the one with the longest name."""
    longest = max(plan.services, key=lambda service: len(service.name["vi"]))
    return plan.services[0].id, longest.id
