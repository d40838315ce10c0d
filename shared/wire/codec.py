"""Frames as JSON text and back. A frame is an object with a ``type`` in snake_case."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

import msgspec

from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CallNext,
    CallTicket,
    CancelTicket,
    CloseCounter,
    CloseService,
    Command,
    EndHelp,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    MergeTicket,
    OpenCounter,
    OpenService,
    PauseCounter,
    Rate,
    Recall,
    Resume,
    Serve,
    SetPriority,
    Transfer,
    Undo,
    WalkIn,
)
from shared.domain.events import (
    CounterChanged,
    DayStarted,
    Event,
    ServiceChanged,
    TicketChanged,
)
from shared.wire.errors import BadFrame
from shared.wire.messages import (
    Ask,
    CatchUp,
    ClerkNow,
    DayKey,
    Done,
    Down,
    Events,
    Heartbeat,
    Hello,
    LoggedIn,
    LogIn,
    LogOut,
    Notices,
    Print,
    PrintHere,
    Refused,
    Report,
    Snapshot,
    StationNow,
    Unavailable,
    Up,
)

T = TypeVar("T")

LONGEST_WORD = 64
"""Characters of an id, a token and a station's name."""

LONGEST_PASSWORD = 200
"""Characters as they may be sent; accents may count for themselves."""

LONGEST_REASON = 4_000
MOST_NUMBERS = 2_000
"""In a report: more than all kiosks can give by themselves on a day."""

DIGEST = re.compile(r"[0-9a-f]{64}")
"""Who holds a ticket is told as such a digest, never as a card's own number."""

QUOTED = re.compile(r"'[^']*'")
KIND = re.compile(r"[a-z_]{1,20}")

COMMANDS: Mapping[str, type[Command]] = {
    "issue": IssueTicket,
    "merge": MergeTicket,
    "cancel": CancelTicket,
    "call_next": CallNext,
    "call": CallTicket,
    "recall": Recall,
    "serve": Serve,
    "finish": Finish,
    "no_show": MarkNoShow,
    "hold": Hold,
    "resume": Resume,
    "transfer": Transfer,
    "set_priority": SetPriority,
    "walk_in": WalkIn,
    "undo": Undo,
    "rate": Rate,
    "call_help": CallHelp,
    "answer_help": AnswerHelp,
    "end_help": EndHelp,
    "open": OpenCounter,
    "pause": PauseCounter,
    "close": CloseCounter,
    "close_service": CloseService,
    "open_service": OpenService,
}
EVENTS: Mapping[str, type[Event]] = {
    "ticket_changed": TicketChanged,
    "counter_changed": CounterChanged,
    "service_changed": ServiceChanged,
    "day_started": DayStarted,
}
DOWN: Mapping[
    str,
    type[
        Snapshot
        | Heartbeat
        | Unavailable
        | StationNow
        | Notices
        | Print
        | DayKey
        | LoggedIn
        | ClerkNow
        | Done
        | Refused
    ],
] = {
    "snapshot": Snapshot,
    "heartbeat": Heartbeat,
    "unavailable": Unavailable,
    "station": StationNow,
    "print": Print,
    "day_key": DayKey,
    "notices": Notices,
    "logged_in": LoggedIn,
    "clerk": ClerkNow,
    "done": Done,
    "refused": Refused,
}
LISTS: Mapping[str, type[Events]] = {"events": Events, "catch_up": CatchUp}
NAMES: Mapping[type, str] = {
    kind: name
    for table in (COMMANDS, EVENTS, DOWN, LISTS)
    for name, kind in table.items()
} | {
    Hello: "hello",
    Report: "report",
    PrintHere: "print_here",
    LogIn: "log_in",
    LogOut: "log_out",
}


def pack(frame: Up | Down) -> str:
    """Return *frame* as JSON text."""
    match frame:
        case Ask():
            table = {**_table(frame.command), "id": frame.id}
            if frame.token is not None:
                table["token"] = frame.token
        case Events():
            events = [event_table(event) for event in frame.list]
            table = {
                "type": NAMES[type(frame)], "stream": frame.stream,
                "from": frame.first, "list": events,
            }  # fmt: skip
        case _:
            table = _table(frame)
    return msgspec.json.encode(table).decode()


def pack_list(
    kind: Literal["events", "catch_up"], stream: str, first: int, texts: Sequence[str]
) -> str:
    """Return the frame of events that are JSON *texts* already, as `pack` would."""
    events = [msgspec.Raw(text.encode()) for text in texts]
    table = {"type": kind, "stream": stream, "from": first, "list": events}
    return msgspec.json.encode(table).decode()


def unpack_up(text: str | bytes) -> Up:
    """Return what a station said.

    Raises:
        BadFrame: It is no frame that a station may send.
    """
    kind, table = _open(text)
    match kind:
        case "hello":
            return _hello(table)
        case "report":
            return _report(table)
        case "print_here":
            return _print_here(table)
        case "log_in":
            return _log_in(table)
        case "log_out":
            return _log_out(table)
        case _ if kind in COMMANDS:
            return _ask(kind, table)
        case _:
            raise BadFrame(f"a station does not say {_harmless(kind)}")


def unpack_down(text: str | bytes) -> Down:
    """Return what the hub said.

    Raises:
        BadFrame: It is no frame that a hub sends.
    """
    kind, table = _open(text)
    if kind in LISTS:
        try:
            events = tuple(event_from(entry) for entry in table["list"])
            return LISTS[kind](stream=table["stream"], first=table["from"], list=events)
        except (KeyError, TypeError) as error:
            raise BadFrame(f"{kind}: {error!r}") from error
    if kind in DOWN:
        return _convert(table, DOWN[kind])
    raise BadFrame(f"a hub does not say {kind!r}")


def _hello(table: dict[str, Any]) -> Hello:
    hello = _convert(table, Hello)
    if _word(hello.station) is None:
        raise BadFrame(f"the station's name is not 1 to {LONGEST_WORD} characters")
    return hello


def _report(table: dict[str, Any]) -> Report:
    """Return what is kept of each station and told to every counter: never much."""
    report = _convert(table, Report)
    said = (report.printer, report.paper, report.sound, report.version)
    numbers = (*report.unprinted, *report.unmerged)
    if len(numbers) > MOST_NUMBERS:
        raise BadFrame(f"report has {len(numbers)} numbers")
    for word in (*filter(None, said), *numbers):
        if _word(word) is None:
            raise BadFrame(f"report has a word of not 1 to {LONGEST_WORD} characters")
    return report


def _print_here(table: dict[str, Any]) -> PrintHere:
    wish = _convert(table, PrintHere)
    if _word(wish.id) is None or _word(wish.number) is None:
        raise BadFrame("print_here has no id or no number of 1 to 64 characters")
    if wish.token and _word(wish.token) is None:
        raise BadFrame("print_here has no token of 1 to 64 characters")
    return wish


def _log_in(table: dict[str, Any]) -> LogIn:
    wish = _convert(table, LogIn)
    if _word(wish.id) is None:
        raise BadFrame(f"log_in has no id of 1 to {LONGEST_WORD} characters")
    if _word(wish.session or wish.name) is None:
        raise BadFrame("log_in has neither a name nor a session")
    long = len(wish.password) > LONGEST_PASSWORD
    if long or not wish.password.isprintable():
        raise BadFrame("log_in has a password that nobody can have")
    return wish


def _log_out(table: dict[str, Any]) -> LogOut:
    wish = _convert(table, LogOut)
    if _word(wish.id) is None:
        raise BadFrame(f"log_out has no id of 1 to {LONGEST_WORD} characters")
    return wish


def _ask(kind: str, table: dict[str, Any]) -> Ask:
    id_ = _word(table.pop("id", None))
    if id_ is None:
        raise BadFrame(f"{kind} has no id of 1 to {LONGEST_WORD} characters")
    given = table.pop("token", None)
    token = _word(given)
    if given is not None and token is None:
        raise BadFrame(f"{kind} has no token of 1 to {LONGEST_WORD} characters")
    reason = table.get("reason")
    if isinstance(reason, str) and len(reason) > LONGEST_REASON:
        raise BadFrame(f"{kind} has a reason of {len(reason)} characters")
    holder = table.get("holder")
    if holder is not None and not (
        isinstance(holder, str) and DIGEST.fullmatch(holder)
    ):
        raise BadFrame(f"{kind} has a holder that is no digest")
    return Ask(id=id_, command=command_from(kind, table), token=token)


def _word(value: object) -> str | None:
    """Return *value* if it is a text that every database can keep as a key."""
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_WORD:
        return None
    return value if value.isprintable() else None


def command_from(kind: str, table: Mapping[str, Any]) -> Command:
    """Return the command *kind* with the fields of *table*; others are ignored.

    Raises:
        BadFrame: There is no such command, or a field does not fit.
    """
    if kind not in COMMANDS:
        raise BadFrame(f"there is no command {kind!r}")
    return _convert(table, COMMANDS[kind])


def event_table(event: Event) -> dict[str, Any]:
    """Return *event* as it stands in a list of events, and in the journal."""
    return _table(event)


def event_from(table: Mapping[str, Any]) -> Event:
    """Return the event that `event_table` has written.

    Raises:
        BadFrame: It is no event.
    """
    kind = EVENTS.get(table.get("type", ""))
    if kind is None:
        raise BadFrame(f"there is no event {table.get('type')!r}")
    return _convert({key: value for key, value in table.items() if key != "type"}, kind)


def _table(value: Any) -> dict[str, Any]:
    table: dict[str, Any] = {"type": NAMES[type(value)]}
    table.update(msgspec.to_builtins(value))
    return table


def _harmless(kind: str) -> str:
    """Return *kind* as a log may show it: who errs may have put a secret there."""
    return repr(kind) if KIND.fullmatch(kind) else "such a thing"


def _open(text: str | bytes) -> tuple[str, dict[str, Any]]:
    try:
        table = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadFrame(f"no JSON: {error}") from error
    if not isinstance(table, dict) or not isinstance(table.get("type"), str):
        raise BadFrame("no object with a type")
    return table.pop("type"), table


def _convert(table: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        reason = QUOTED.sub("…", str(error))
        raise BadFrame(f"{kind.__name__}: {reason}") from error
