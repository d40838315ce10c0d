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
from shared.wire.limits import Said, checked, wish_of
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
UP: Mapping[str, type[Said]] = {
    "hello": Hello,
    "report": Report,
    "print_here": PrintHere,
    "log_in": LogIn,
    "log_out": LogOut,
}
LISTS: Mapping[str, type[Events]] = {"events": Events, "catch_up": CatchUp}
NAMES: Mapping[type, str] = {
    kind: name
    for table in (COMMANDS, EVENTS, DOWN, UP, LISTS)
    for name, kind in table.items()
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
        case _ if kind in UP:
            return checked(_convert(table, UP[kind]))
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


def _ask(kind: str, table: dict[str, Any]) -> Ask:
    id_, token = wish_of(kind, table)
    return Ask(id=id_, command=command_from(kind, table), token=token)


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
