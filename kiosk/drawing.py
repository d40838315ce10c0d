"""Draws what a citizen sees: the hall as it is known now, as a picture or a slip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.closing import refusal_of
from kiosk.comfort import Comfort, languages_of
from kiosk.course import Course
from kiosk.elsewhere import gone_to, refusal_of_procedure
from kiosk.papers import papers_for_slip
from kiosk.picture import Away, Given, Picture, Screen, Visit
from kiosk.procedures import Procedure
from kiosk.showing import picture_of
from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from kiosk.standby import Standby
from kiosk.texts import Texts
from printer.slip import Slip
from shared.clock import Clock
from shared.domain.errors import NotNow
from shared.domain.hall import Hall
from shared.qt.link import Link

NEEDS_THE_HUB = frozenset(
    {
        Screen.HOME,
        Screen.SEARCH,
        Screen.CONFIRM,
        Screen.PAPERS,
        Screen.CARD,
        Screen.REFUSED,
    }
)
"""What can only be shown or done while the hub is there, or somebody stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What pictures and slips are drawn from, and in which words."""

    link: Link
    clock: Clock
    texts: Mapping[str, Texts]
    languages: tuple[str, ...]
    standby: Standby | None = None
    procedures: Sequence[Procedure] = ()
    slip: SlipSettings | None = None
    barring: Mapping[str, str] = field(default_factory=dict)
    """The words for each code of `shared.qt.barred`."""

    dots: int = 576
    """How wide the paper is."""

    @property
    def hall(self) -> Hall | None:
        """The hub's hall, or what is known of it while it is away."""
        return self.link.hall if self.standby is None else self.standby.hall

    def refusal(
        self, service: str, procedure: int | None = None, word: str = ""
    ) -> NotNow | None:
        """Return why *service* gives no number now, None if it gives some.

        What the search has found is perhaps done elsewhere: a *procedure*, by its
        place in the list, or a *word*.
        """
        hall = self.hall
        known = hall.plan.service_by_id.get(service) if hall else None
        if hall is None or known is None:
            return None
        names = word if procedure is None else self.procedures[procedure].name
        there = gone_to(hall, names) if names else None
        if there is not None:
            return refusal_of_procedure(hall, known, there)
        return refusal_of(hall, known, self.clock.now())

    def picture(self, course: Course, comfort: Comfort) -> Picture:
        """Return what is shown to the citizen whose visit is at *course*."""
        return self.preview(self._screen(course.stage), course.visit, comfort)

    def preview(self, screen: Screen, visit: Visit, comfort: Comfort) -> Picture:
        """Return how *screen* looks to the citizen of *visit*."""
        picture = picture_of(
            self.hall,
            screen=screen,
            now=self.clock.now(),
            texts=self.texts[visit.language],
            visit=visit,
            away=self.standby.away if self.standby else Away.NO,
            procedures=self.procedures,
        )
        comfort = replace(
            comfort,
            languages=languages_of(self.texts, self.languages),
            unheard=comfort.help and not self.link.online,
        )
        undo = picture.undo if self.link.online else 0
        barred = self._barred if screen is Screen.AWAY else ""
        return replace(picture, comfort=comfort, undo=undo, barred=barred)

    def paper(self, given: Given, visit: Visit) -> Slip | None:
        """Return the slip of *given*, None before anything of the hall is known."""
        hall = self.hall
        if hall is None:
            return None
        vi, en = self.texts["vi"], self.texts["en"]
        papers: tuple[str, ...] = ()
        if visit.with_papers and visit.service is not None:
            papers = papers_for_slip(
                self.procedures, visit.service, visit.procedure, vi
            )
        return slip_for(
            given, hall.plan, vi, en, dots=self.dots, settings=self.slip, papers=papers
        )

    def _screen(self, stage: Screen) -> Screen:
        stood_in = self.standby is not None and self.standby.on_duty
        if stage not in NEEDS_THE_HUB or self.link.online or stood_in:
            return stage
        fresh = self.link.hall is None and not self._barred
        return Screen.CONNECTING if fresh else Screen.AWAY

    @property
    def _barred(self) -> str:
        return self.barring.get(self.link.barred, self.link.barred)
