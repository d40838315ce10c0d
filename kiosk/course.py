"""The course of a visit: from what a citizen touches to what comes next.

Each function takes where the visit is, and what is *shown* where that counts, and
returns where it is then: the same where the touch means nothing there.
"""

from dataclasses import dataclass, replace

from kiosk.picture import EARLY, HALF_PRINTED, UNREADABLE, Picture, Screen, Visit
from kiosk.searching import after_key
from printer.jobs import WITHOUT_PAPER, Job, JobState
from shared.domain.errors import NotNow

ENDS_BY_TOUCH = frozenset(
    {Screen.TAKE, Screen.UNPRINTED, Screen.REFUSED, Screen.UNDONE, Screen.KEPT}
)
BEFORE_CARD = frozenset({Screen.HOME, Screen.SEARCH, Screen.CONFIRM, Screen.PAPERS})
WITH_NUMBER = frozenset({Screen.PRINTING, Screen.UNPRINTED})
GOES_BACK = frozenset({Screen.SEARCH, Screen.CONFIRM, Screen.PAPERS, Screen.CARD})


@dataclass(frozen=True, slots=True)
class Course:
    """Where the visit of one citizen is."""

    stage: Screen
    """What the citizen is at; shown unless the hub is missing for it."""

    visit: Visit

    def at(self, stage: Screen, visit: Visit | None = None) -> "Course":
        """Return this visit at *stage*; out of service it stays there."""
        broken = self.stage is Screen.OUT_OF_SERVICE
        return Course(self.stage if broken else stage, visit or self.visit)


def choose(
    at: Course,
    shown: Picture,
    service: str,
    refusal: NotNow | None,
    *,
    procedure: int | None = None,
    word: str = "",
) -> Course:
    """A citizen touched a service: ask, or explain why it gives no number.

    *procedure* is the one that was found, and *word* what that is called, if any was.
    """
    if shown.screen not in (Screen.HOME, Screen.SEARCH):
        return at
    visit = replace(at.visit, service=service, procedure=procedure, word=word, scan="")
    if refusal is None:
        return at.at(Screen.CONFIRM, visit)
    told = replace(visit, trouble=refusal.code, parts=refusal.parts)
    return at.at(Screen.REFUSED, told)


def search(at: Course, shown: Picture) -> Course:
    """A citizen wants to find a procedure by its name."""
    if shown.screen is not Screen.HOME:
        return at
    return at.at(Screen.SEARCH, replace(at.visit, query=""))


def press_key(at: Course, key: str) -> Course:
    """A citizen touched a key: a letter, `space`, `erase` or `clear`."""
    if at.stage is not Screen.SEARCH or at.visit.query is None:
        return at
    query = after_key(at.visit.query, key, at.visit.language)
    return at.at(Screen.SEARCH, replace(at.visit, query=query))


def show_papers(at: Course, shown: Picture) -> Course:
    """A citizen wants to read what to bring."""
    written = shown.screen is Screen.CONFIRM and shown.papers is not None
    return at.at(Screen.PAPERS) if written else at


def choose_procedure(at: Course, place: int) -> Course:
    """A citizen touched one of the procedures of the service."""
    if at.stage is not Screen.PAPERS:
        return at
    return at.at(Screen.PAPERS, replace(at.visit, procedure=place))


def toggle_papers(at: Course) -> Course:
    """A citizen wants the list on the paper too, or takes that back."""
    if at.stage is not Screen.PAPERS:
        return at
    visit = replace(at.visit, with_papers=not at.visit.with_papers)
    return at.at(Screen.PAPERS, visit)


def undo(at: Course, shown: Picture) -> Course:
    """A citizen would like to give the number back: ask first."""
    has_number = at.stage in (Screen.TAKE, Screen.UNPRINTED)
    return at.at(Screen.UNDO) if has_number and shown.undo else at


def keep_number(at: Course) -> Course:
    """A citizen keeps the number after all."""
    if at.stage is not Screen.UNDO or at.visit.giving_back:
        return at
    return at.at(Screen.UNPRINTED if at.visit.trouble else Screen.TAKE)


def toggle_priority(at: Course, shown: Picture) -> Course:
    """A citizen says to be entitled to priority, or takes that back."""
    if shown.screen is not Screen.HOME:
        return at
    return at.at(Screen.HOME, replace(at.visit, priority=not at.visit.priority))


def go_back(at: Course) -> Course:
    """A citizen wants another service, or the screen before."""
    match at.stage:
        case Screen.PAPERS | Screen.CARD:
            return at.at(Screen.CONFIRM, replace(at.visit, scan=""))
        case Screen.SEARCH:
            return at.at(Screen.HOME, replace(at.visit, query=None))
        case Screen.CONFIRM | Screen.REFUSED:
            searching = at.visit.query is not None
            visit = replace(
                at.visit,
                service=None,
                procedure=None,
                word="",
                with_papers=False,
                scan="",
                trouble="",
                parts={},
            )
            return at.at(Screen.SEARCH if searching else Screen.HOME, visit)
        case _:
            return at


def ask_for_card(at: Course) -> Course:
    """A citizen has agreed where cards are asked for."""
    return at.at(Screen.CARD, replace(at.visit, scan=""))


def scanned_in_vain(at: Course, shown: Picture) -> Course:
    """Something was scanned that is no card, or before it was asked for."""
    if shown.screen is Screen.CARD:
        return at.at(at.stage, replace(at.visit, scan=UNREADABLE))
    if shown.screen in BEFORE_CARD:
        return at.at(at.stage, replace(at.visit, scan=EARLY))
    return at


def slip_moved(at: Course, job: Job, trouble: str) -> Course:
    """Something became of a slip; *trouble* is the code of what is wrong."""
    given = at.visit.given
    if given is None or given.id != job.id or at.stage not in WITH_NUMBER:
        return at
    if job.state not in WITHOUT_PAPER:
        return at.at(Screen.TAKE)
    code = HALF_PRINTED if job.state is JobState.UNKNOWN else trouble
    if at.stage is Screen.UNPRINTED and code == at.visit.trouble:
        return at
    return at.at(Screen.UNPRINTED, replace(at.visit, trouble=code))
