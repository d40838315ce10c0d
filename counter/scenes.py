"""Every state of a clerk's screen, on a made-up busy morning, for pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Literal

from counter.alarms import Alarm, alarms_of
from counter.citizen import CitizenPicture, Rating, citizen_of
from counter.line import line_of
from counter.panel import Kind, Question
from counter.picture import Picture
from counter.screen import screen_of
from counter.situation import Situation
from counter.steps import Step
from counter.texts import Texts
from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CallNext,
    Command,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    PauseCounter,
    Recall,
    Serve,
    Transfer,
)
from shared.domain.hall import Hall, evolve
from shared.domain.picking import why_next
from shared.domain.plan import Counter, Plan
from shared.domain.rules import decide
from shared.domain.ticket import Action
from shared.domain.times import HOUR, MINUTE, VIETNAM, day_of, millis
from shared.wire.messages import Notice, Refused, Report, StationNow

NOTE = "Đã thu bản sao, còn thiếu chữ ký"
NOW = millis(datetime(2026, 1, 5, 8, 14, tzinfo=VIETNAM))

PROCEDURES = ("Đăng ký khai sinh", "Đăng ký kết hôn", "Trích lục hộ tịch")

Past = Sequence[tuple[float, Command]]
"""What happened so many minutes ago."""


def _issue(service: str, *, priority: bool = False) -> IssueTicket:
    return IssueTicket(service=service, priority=priority)


OPEN = OpenCounter(counter="1")
PAUSE = PauseCounter(counter="1", reason="Họp giao ban")
CALL = CallNext(counter="1")
RECALL = Recall(number="1001", counter="1")
SERVE = Serve(number="1001", counter="1")
BUSY: Past = [
    (40, OPEN),
    (21, _issue("1")),
    (16, _issue("1")),
    (14, _issue("2", priority=True)),
    (11, _issue("1")),
    (9, _issue("2")),
    (6, _issue("1")),
    (3, _issue("2")),
    (1, _issue("1")),
    (0.9, _issue("1")),
]
PRIORITY: Past = [*BUSY, (0.8, _issue("1", priority=True)), (0.1, CALL)]
SERVING: Past = [*BUSY[:6], (5, CALL), (4.2, SERVE), *BUSY[6:]]
PAUSED: Past = [*BUSY, (0.5, PAUSE)]
FIFTH: Past = [(40, OpenCounter(counter="5")), *BUSY[1:]]
LAST: Past = [(40, OPEN), (9, _issue("1")), (5, CALL), (4.2, SERVE)]
LONG: Past = [(40, OPEN), *[(30, _issue("1"))] * 230, (0.2, CALL)]
SERVING_NOW: Past = [*BUSY, (0.5, CALL), (0.1, SERVE)]
HELP = CallHelp(counter="1", reason="")
ANSWER = AnswerHelp(to="1", counter="5")
OTHER: OpenCounter = OpenCounter(counter="3")
OTHER_HELP = CallHelp(counter="3")
NOTED: Past = [
    (40, OPEN),
    (30, OTHER),
    (25, _issue("3")),
    (20, CallNext(counter="3")),
    (15, Transfer(number="3001", to_counter="1", note=NOTE, counter="3")),
    (2, CALL),
]
AWAY: Past = [
    *BUSY[:6],
    (10, CALL),
    (9, SERVE),
    (8, Hold(number="1001", counter="1")),
    (7, CALL),
    (6, MarkNoShow(number="1002", counter="1")),
    *BUSY[6:],
]
WAITED: Past = [(50, OPEN), (42, _issue("1")), *BUSY[2:]]
BUSY_THERE = Refused(id="", code="counter_busy", message="", parts={"number": "1001"})
FULL = Refused(
    id="",
    code="service_full",
    message="",
    parts={"quota": 40, "until": NOW + 5 * HOUR, "instead": "6"},
)
EMPTY = Report(printer="paper_out", paper="out", unprinted=("1007", "3012"))
LOW = Report(printer="ready", paper="low", paper_metres=6)
READY = (
    StationNow(
        station="kiosk-1", role="kiosk", here=True, report=Report(printer="ready")
    ),
)
MACHINES = (
    StationNow(station="kiosk-1", role="kiosk", here=True, report=EMPTY),
    StationNow(station="kiosk-2", role="kiosk", here=True, report=LOW),
    StationNow(station="display-1", role="display", here=False, report=Report()),
)
NOTICES = (
    Notice(
        code="records_restored",
        at=NOW,
        parts={"backup": "motcua-2026-01-05-0200.sqlite"},
    ),
    Notice(code="numbers_skipped", at=NOW, parts={"gap": 20}),
    Notice(code="disk_low", at=NOW, parts={"megabytes": 812}),
)


def _called(*seconds: float) -> Past:
    """Return a morning on which the first citizen was called so long ago."""
    first, *again = seconds
    recalls = [(ago / 60, RECALL) for ago in again]
    return [*BUSY, (first / 60, CALL), *recalls]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One state: what happened before, and what the screen knows besides."""

    past: Past | None
    counter: str = "1"
    language: Literal["vi", "en"] = "vi"
    online: bool = True
    hub_waits: bool = False
    barred: str = ""
    asked: tuple[Step, ...] = ()
    stations: tuple[StationNow, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: Refused | None = None
    question: Question | None = None
    question_refused: Refused | None = None
    told: str = ""


BARRED = (
    "Máy này chưa được phép: mã của máy khác."
    " Cần xem lại station và token trong tệp cài đặt."
)
SCENES: dict[str, Scene] = {
    "connecting": Scene(past=None, online=False),
    "hub-waits": Scene(past=None, online=False, hub_waits=True),
    "offline-hub-waits": Scene(past=SERVING, online=False, hub_waits=True),
    "barred": Scene(past=None, online=False, barred=BARRED),
    "offline-barred": Scene(past=SERVING, online=False, barred=BARRED),
    "closed": Scene(past=BUSY[1:]),
    "paused": Scene(past=PAUSED),
    "idle-nobody": Scene(past=BUSY[:1]),
    "idle-waiting": Scene(past=BUSY),
    "called": Scene(past=_called(8)),
    "called-priority": Scene(past=PRIORITY),
    "recall-ready": Scene(past=_called(34)),
    "called-enough": Scene(past=_called(47, 26, 4)),
    "serving": Scene(past=SERVING),
    "serving-last": Scene(past=LAST),
    "offline": Scene(past=SERVING, online=False),
    "offline-asked": Scene(past=BUSY, online=False, asked=(Action.CALL,)),
    "machines": Scene(past=SERVING, stations=MACHINES),
    "notices": Scene(past=SERVING, stations=MACHINES[:1], notices=NOTICES),
    "refused": Scene(past=_called(40), refused=BUSY_THERE),
    "refused-full": Scene(past=BUSY, refused=FULL),
    "undo": Scene(past=SERVING_NOW),
    "colleague-helps": Scene(past=[*SERVING, (1.5, HELP), (1, ANSWER)]),
    "help-wanted": Scene(past=[*SERVING, (1.5, OTHER), (1, OTHER_HELP)]),
    "note": Scene(past=NOTED),
    "pause-why": Scene(past=BUSY, question=Question(kind=Kind.PAUSE)),
    "pause-own-words": Scene(
        past=BUSY, question=Question(kind=Kind.PAUSE, text="Đón đoàn kiểm tra")
    ),
    "transfer": Scene(past=SERVING, question=Question(kind=Kind.TRANSFER, cursor=2)),
    "transfer-note": Scene(
        past=SERVING,
        question=Question(kind=Kind.TRANSFER_NOTE, about="c3", text="Gọi 0901 234 567"),
        question_refused=Refused(id="", code="personal_data", message=""),
    ),
    "call-any": Scene(past=BUSY, question=Question(kind=Kind.CALL_ANY, text="10")),
    "call-reason": Scene(
        past=BUSY, question=Question(kind=Kind.CALL_REASON, about="1003")
    ),
    "others": Scene(past=AWAY, question=Question(kind=Kind.OTHERS)),
    "one-of-them": Scene(past=AWAY, question=Question(kind=Kind.TICKET, about="1001")),
    "issue": Scene(past=BUSY, question=Question(kind=Kind.ISSUE, cursor=1)),
    "issue-how": Scene(
        past=BUSY,
        stations=READY,
        question=Question(kind=Kind.ISSUE_HOW, about="2"),
    ),
    "issued": Scene(past=BUSY, told="Đã cấp số 2004, đang in tại máy kiosk-1."),
    "walk-in-why": Scene(
        past=BUSY, question=Question(kind=Kind.WALK_IN_REASON, about="1")
    ),
    "what-was-done": Scene(
        past=SERVING,
        question=Question(
            kind=Kind.DEALT, cursor=1, counts=(("Đăng ký khai sinh", 2),)
        ),
    ),
    "long-wait": Scene(past=WAITED),
    "practice": Scene(past=SERVING),
    "unknown-counter": Scene(past=BUSY, counter="12"),
    "long-list": Scene(past=LONG),
    "long-name": Scene(past=FIFTH, counter="5"),
    "english": Scene(past=SERVING, language="en"),
}


def pictures(
    plan: Plan, texts: Mapping[str, Texts]
) -> Iterator[tuple[str, str, Picture | None]]:
    """Return each state's name, language and picture; *texts* by language.

    None stands for a window that has a fault.
    """
    for name, scene in SCENES.items():
        if scene.language in texts:
            words = texts[scene.language]
            yield name, scene.language, _picture(scene, plan, words)
    yield "out-of-service", "vi", None


BARS = ("idle-waiting", "called", "serving", "offline", "paused", "long-wait")
FINISH = Finish(number="1001", counter="1")
CITIZENS: dict[str, tuple[Past, bool, Rating | None]] = {
    "called": (_called(8), True, None),
    "called-priority": (PRIORITY, True, None),
    "serving": (SERVING, True, None),
    "free": (BUSY, True, None),
    "paused": (PAUSED, True, None),
    "closed": (BUSY[1:], True, None),
    "away": (BUSY, False, None),
    "rating": ([*SERVING, (0.5, FINISH)], True, Rating(number="1001", until=NOW + 1)),
    "rating-next": (
        [*SERVING, (0.5, FINISH), (0.4, CALL)],
        True,
        Rating(number="1001", until=NOW + 1),
    ),
    "thanks": (
        [*SERVING, (0.5, FINISH)],
        True,
        Rating(number="1001", until=NOW + 1, thanked=True),
    ),
}


def bars(plan: Plan, texts: Mapping[str, Texts]) -> Iterator[tuple[str, str, Picture]]:
    """Return some states as the compact bar shows them."""
    for name, language, picture in pictures(plan, texts):
        if name in BARS and picture is not None:
            yield name, language, picture


def citizens(plan: Plan, texts: Texts) -> Iterator[tuple[str, CitizenPicture]]:
    """Return each state of the citizen's screen."""
    for name, (past, online, rating) in CITIZENS.items():
        hall = _hall(plan, past)
        yield (
            name,
            citizen_of(hall, "1", texts.citizen, online=online, now=NOW, rating=rating),
        )


def _picture(scene: Scene, plan: Plan, texts: Texts) -> Picture:
    hall = _hall(plan, scene.past) if scene.past is not None else None
    counter = plan.counter_by_id.get(scene.counter)
    line = line_of(hall, counter, NOW) if hall and counter else ()
    situation = Situation(
        counter=scene.counter,
        now=NOW,
        language=scene.language,
        online=scene.online,
        hub_waits=scene.hub_waits,
        barred=scene.barred,
        asked=scene.asked,
        stations=scene.stations,
        notices=scene.notices,
        refused=scene.refused,
        line=line,
        next_one=why_next(hall, counter, NOW) if hall and counter else None,
        why_here=("1001", _why_here(texts)),
        told=scene.told,
        question=scene.question,
        question_refused=scene.question_refused,
        procedures={"1": PROCEDURES},
        alarms=_alarms(hall, counter, scene, texts),
    )
    return screen_of(hall, situation, texts)


def _alarms(
    hall: Hall | None, counter: Counter | None, scene: Scene, texts: Texts
) -> tuple[Alarm, ...]:
    if hall is None or counter is None:
        return ()
    return alarms_of(hall, counter, NOW, scene.stations, texts, waiting_minutes=30)


def _why_here(texts: Texts) -> str:
    why = texts.why["longest"].format(number="1001", waited=texts.minutes.format(n=21))
    return texts.why_called.format(why=why)


def _hall(plan: Plan, past: Past) -> Hall:
    hall = Hall(plan, day_of(NOW))
    for minutes, command in past:
        at = NOW - int(minutes * MINUTE)
        hall = reduce(evolve, decide(hall, command, at), hall)
    return hall
