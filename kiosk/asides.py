"""The states aside from the usual way to a number, for pictures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kiosk.closing import refusal_of
from kiosk.morning import MORNING, Morning, Scene
from kiosk.picture import Screen, Visit
from kiosk.procedures import Procedure
from kiosk.texts import Texts
from shared.domain.calendar import Hours, Session
from shared.domain.commands import CloseService
from shared.domain.hall import evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide
from shared.domain.times import HOUR, MINUTE, SECOND

LATE_MORNING, NOON = MORNING + 200 * MINUTE, MORNING + 4 * HOUR
"""11:34, when who waits fills the session, and 12:14, when the office is closed."""

WEEK = ("mon", "tue", "wed", "thu", "fri")
SESSIONS = (
    Session(
        id="morning",
        name={"vi": "Sáng", "en": "Morning"},
        opens="08:00",
        closes="12:00",
        days=WEEK,
    ),
    Session(
        id="afternoon",
        name={"vi": "Chiều", "en": "Afternoon"},
        opens="13:30",
        closes="17:00",
        days=WEEK,
    ),
    Session(
        id="saturday", name={"vi": "Sáng"}, opens="08:00", closes="11:30", days=("sat",)
    ),
)


def closings(
    plan: Plan, texts: Mapping[str, Texts], language: str, suffix: str
) -> Iterator[Scene]:
    """Return the states in which some service, or all, give no number."""
    visit = Visit(language=language)
    morning = Morning(_counted(plan), texts)
    shut = morning.hall.plan.services[1].id
    reason = {"vi": "Cán bộ đi họp", "en": "Staff meeting"}[language]
    command = CloseService(service=shut, reason=reason, until=MORNING + 3 * HOUR)
    for event in decide(morning.hall, command, MORNING):
        evolve(morning.hall, event)
    yield morning.show("home-some-shut" + suffix, Screen.HOME, visit)
    yield morning.show("home-nearly-noon" + suffix, Screen.HOME, visit, at=LATE_MORNING)
    yield morning.show("office-closed" + suffix, Screen.HOME, visit, at=NOON)
    for place, at in ((0, MORNING), (1, MORNING), (2, LATE_MORNING)):
        service = morning.hall.plan.services[place]
        refusal = refusal_of(morning.hall, service, at)
        if refusal is not None:
            refused = replace(
                visit, service=service.id, trouble=refusal.code, parts=refusal.parts
            )
            name = f"shut-{refusal.code.replace('_', '-')}{suffix}"
            yield morning.show(name, Screen.REFUSED, refused, at=at)


def findings(
    plan: Plan,
    texts: Mapping[str, Texts],
    procedures: Sequence[Procedure],
    language: str,
    suffix: str,
) -> Iterator[Scene]:
    """Return the search, and the papers to bring."""
    morning, visit = Morning(plan, texts, procedures), Visit(language=language)
    for name, query in (
        ("search", ""),
        ("search-found", "đăng ký"),
        ("search-mistyped", "so doo"),
        ("search-nothing", "xyz"),
    ):
        yield morning.show(name + suffix, Screen.SEARCH, replace(visit, query=query))
    places = range(len(procedures))
    if not procedures:
        return
    longest = max(places, key=lambda place: len(procedures[place].papers_in("vi")))
    service = procedures[longest].service
    chosen = replace(visit, service=service, procedure=longest)
    counts = Counter(procedure.service for procedure in procedures)
    [(several, _)] = counts.most_common(1)
    for name, screen, seen in (
        ("confirm-with-papers", Screen.CONFIRM, chosen),
        ("papers", Screen.PAPERS, chosen),
        ("papers-printed", Screen.PAPERS, replace(chosen, with_papers=True)),
        ("papers-which", Screen.PAPERS, replace(visit, service=several)),
    ):
        yield morning.show(name + suffix, screen, seen)


def undoings(
    plan: Plan, texts: Mapping[str, Texts], language: str, suffix: str
) -> Iterator[Scene]:
    """Return what a citizen sees who gives the number back."""
    morning = Morning(plan, texts)
    given = morning.give(plan.services[0].id)
    visit, soon = Visit(language=language, given=given), MORNING + 8 * SECOND
    for name, screen, seen in (
        ("take-undo", Screen.TAKE, visit),
        ("no-paper-undo", Screen.UNPRINTED, replace(visit, trouble="paper_out")),
        ("half-printed-undo", Screen.UNPRINTED, replace(visit, trouble="half_printed")),
        ("undo", Screen.UNDO, visit),
        ("undo-waiting", Screen.UNDO, replace(visit, giving_back=True)),
        ("undone", Screen.UNDONE, visit),
        ("undo-refused", Screen.KEPT, visit),
    ):
        yield morning.show(name + suffix, screen, seen, at=soon)


def _counted(plan: Plan) -> Plan:
    """Return *plan* with hours, its first service full, others nearly so."""
    quotas = {place: {"morning": 4 + 9 * place} for place in (0, 2, 4)}
    services = tuple(
        replace(service, quota=quotas.get(place, {}))
        for place, service in enumerate(plan.services)
    )
    return replace(plan, services=services, hours=Hours(sessions=SESSIONS))
