"""The frames of the protocol, as values. The README beside this file explains them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shared.domain.commands import Command
from shared.domain.events import CounterNow, Event, ServiceNow
from shared.domain.hall import Call
from shared.domain.plan import Plan
from shared.domain.tally import DeskDay, Work
from shared.domain.ticket import Ticket

Role = Literal["kiosk", "counter", "display"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """A station's first frame: who it is, and how far it has seen."""

    role: Role
    station: str
    token: str = ""
    stream: str | None = None
    last: int = 0
    at: int | None = None
    """The time on the station's own clock."""

    office: str | None = None
    """Its office's id, for a hub that serves many; a token says it as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A station's wish, under an id that a resend repeats."""

    id: str
    command: Command
    token: str | None = None
    """The random token on the slip of a new ticket, if the station made one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintHere:
    """A counter's wish that a kiosk prints a slip; it changes nothing in the hall."""

    id: str
    number: str
    station: str
    """The kiosk."""

    token: str = ""
    """The random token for the slip's QR, as it came after the issue."""

    ahead: int | None = None
    wait_minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """A counter says who works there: a name and a password, or a session."""

    id: str
    name: str = ""
    password: str = field(default="", repr=False)
    session: str = field(default="", repr=False)
    """From the last `LoggedIn`, after a break: nobody is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOut:
    """The clerk at a counter goes; its session ends."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a station itself is: printer, paper, sound, version. No command."""

    printer: str | None = None
    """`ready`, or a code of what keeps it from printing."""

    paper: str | None = None
    """`ok`, `low` or `out`."""

    paper_metres: int | None = None
    """How much is left on the roll."""

    unprinted: tuple[str, ...] = ()
    """The numbers of today that have no paper, oldest first."""

    needs_help: bool = False
    """A citizen at the station has called for staff."""

    unmerged: tuple[str, ...] = ()
    """Numbers it gave by itself today that the hub has not taken in."""

    scanner: str | None = None
    """`ready` or `away`, where the office limits numbers by cards."""

    sound: str | None = None
    """Of a display: `ok`, `no_device`, `no_voice`, `muted` (by its hours) or `off`."""

    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HallNow:
    """All that a station needs to know to begin."""

    office: Plan
    day: date
    at: int
    issued: int
    tickets: tuple[Ticket, ...]
    """Those that are not over; of the others `over` has the count."""

    counters: tuple[CounterNow, ...]
    services: tuple[ServiceNow, ...]
    work: tuple[Work, ...]
    """What citizens took at the counters today, by service."""

    recent: tuple[Work, ...]
    """What they took on recent days, by service and hour of the day."""

    calls: tuple[Call, ...]
    """The last calls of the day, oldest first."""

    over: int
    runs: Mapping[str, int] = field(default_factory=dict)
    """How many priority tickets each queue has just called in a row."""

    desks: tuple[DeskDay, ...] = ()
    """What each counter has done today."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """What a desk wrote for the next one, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state after event *seq* of *stream*."""

    stream: str
    seq: int
    state: HallNow


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What happened, gapless, the first with number *first* (``from`` in JSON)."""

    stream: str
    first: int
    list: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp(Events):
    """What a station missed while it was away; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """The hub is there, *seq* is the last event, *hash* the state's."""

    stream: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The wish *id* was obeyed; its last event has the number *seq*."""

    id: str
    seq: int
    ticket: Ticket | None = None
    ahead: int | None = None
    """After an issue: how many people are ahead."""

    wait_minutes: tuple[int, int] | None = None
    """After an issue: from how many to how many minutes that takes."""

    token: str | None = None
    """After an issue: the random token for the slip's QR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The wish *id* was not obeyed."""

    id: str
    code: str
    message: str
    """A plain sentence for the log."""

    parts: Mapping[str, str | int] = field(default_factory=dict)
    """What the station's own sentence is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """The hub is there and cannot serve yet; it goes on trying."""

    code: str
    """`no_records`: the database does not answer; `disk_full`; `clock`: the time of
    the hub's machine cannot be right."""

    message: str
    """A plain sentence for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """To a kiosk: print the slip of a number that a counter has issued."""

    id: str
    number: str
    token: str = ""
    ahead: int | None = None
    wait_minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """The wish *id* was granted: this clerk works at the counter from now on."""

    id: str
    name: str
    role: Literal["clerk", "supervisor"]
    session: str = field(repr=False)
    """For a `LogIn` after a break. Random, to be kept in memory alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkNow:
    """To a counter: nobody is logged in there, and whether somebody has to be.

    After the welcome where somebody has to be, and when the hub has ended a shift.
    """

    required: bool
    why: str | None = None
    """`disabled`, `account_changed`, `day_over` or `replaced`, if a shift was ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationNow:
    """How a station is that has reported itself; counters are told."""

    station: str
    role: Role
    here: bool
    """It is connected."""

    report: Report
    skew: int | None = None
    """By how many seconds its clock is ahead, if that is too much; behind: negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayKey:
    """The secret under which kiosks make digests of cards today; only they get it."""

    day: date
    key: bytes = field(repr=False)
    """32 random bytes, base64 in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What somebody should look after at the hub itself."""

    code: str
    """`backup_failed`, `disk_full`, `disk_low`, `clock_jumped`, `records_restored`,
    `records_lost`, `numbers_skipped` or `certificate_ends`."""

    at: int
    """Since when."""

    parts: Mapping[str, str | int] = field(default_factory=dict)
    """What the station's own sentence is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """All notices there are now, in place of those told before; counters are told."""

    list: tuple[Notice, ...] = ()


Up = Hello | Ask | Report | PrintHere | LogIn | LogOut
Answer = Done | Refused
Down = (
    Snapshot
    | Events
    | CatchUp
    | Heartbeat
    | Unavailable
    | StationNow
    | Notices
    | Print
    | DayKey
    | LoggedIn
    | ClerkNow
    | Answer
)
