"""A made-up busy morning, and one citizen at the kiosk, for pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from kiosk.comfort import Comfort, languages_of
from kiosk.picture import Away, Given, Picture, Screen, Visit
from kiosk.procedures import Procedure
from kiosk.showing import picture_of
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

    def __init__(
        self,
        plan: Plan,
        texts: Mapping[str, Texts],
        procedures: Sequence[Procedure] = (),
    ) -> None:
        self._texts = texts
        self._procedures = procedures
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

    def show(
        self,
        name: str,
        screen: Screen,
        visit: Visit,
        *,
        at: int = MORNING,
        away: Away = Away.NO,
    ) -> Scene:
        """Return what the citizen of *visit* sees, usually in the morning."""
        texts, hall = self._texts[visit.language], self.hall
        if screen is Screen.CONNECTING:
            picture = picture_of(
                None, screen=screen, now=MORNING, texts=texts, visit=visit
            )
        else:
            picture = picture_of(
                hall,
                screen=screen,
                now=at,
                texts=texts,
                visit=visit,
                away=away,
                procedures=self._procedures,
            )
        languages = languages_of(self._texts)
        comfort = Comfort(languages=languages, voices=frozenset(self._texts))
        return Scene(name, replace(picture, comfort=comfort))
