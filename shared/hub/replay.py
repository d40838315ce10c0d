"""Tries a day's commands against the rules, with the times that stand in a file.

A line is a JSON object such as
``{"at": "2026-01-05T08:00:00+07:00", "do": "issue", "service": "1"}``: *at* and *do*
stand for the wire's ``type`` and ``id``, every other field is the wire's. No
network and no records are touched; an office can see what another policy would
have done.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, cast

from shared.config import ConfigError, load
from shared.domain.commands import Command
from shared.domain.errors import QueueError
from shared.domain.events import (
    CounterChanged,
    DayStarted,
    Event,
    ServiceChanged,
    TicketChanged,
)
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide, overdue, turn_of_day
from shared.domain.times import day_of, local, millis
from shared.wire.codec import command_from, event_table
from shared.wire.errors import BadFrame

BAD_INPUT = 2


class BadLine(Exception):
    """A line of the file is no command. Names the line and the reason."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")
        self.number = number
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was wished at a time."""

    at: int
    do: str
    command: Command


def main(argv: Sequence[str]) -> int:
    """Replay the commands of a file, and write what happened."""
    parser = argparse.ArgumentParser(prog="motcua-hub replay", description=__doc__)
    add = parser.add_argument
    add("file", type=Path, help="JSON objects, one a line; - for standard input")
    add("--office", type=Path, default=Path("config/office.toml"))
    add("--json", action="store_true", help="write JSON objects instead of sentences")
    add("--set", action="append", default=[], type=_change, metavar="KEY=VALUE")
    arguments = parser.parse_args(argv)
    try:
        plan = load(arguments.office, Plan, changes=dict(arguments.set))
        with _open(arguments.file) as file:
            for at, happened in replay(plan, lines_of(file)):
                print(
                    _as_json(at, happened) if arguments.json else _words(at, happened)
                )
    except (ConfigError, BadLine, OSError, UnicodeDecodeError) as error:
        sys.stdout.flush()
        print(f"motcua-hub replay: {error}", file=sys.stderr)
        return BAD_INPUT
    return 0


def replay(
    plan: Plan, lines: Iterator[Line]
) -> Iterator[tuple[int, Event | QueueError]]:
    """Return what happens, or why not, command by command."""
    hall: Hall | None = None
    for line in lines:
        hall = hall or Hall(plan, day_of(line.at))
        at = max(line.at, hall.at)
        for event in turn_of_day(hall, day_of(at), at):
            evolve(hall, event)
            yield at, event
        for command in (*overdue(hall, at), line.command):
            yield from _obey(hall, command, at)


def lines_of(file: TextIO) -> Iterator[Line]:
    """Return the lines of *file*; empty ones are passed over.

    Raises:
        BadLine: One is no command.
    """
    for number, text in enumerate(file, 1):
        if text.strip():
            try:
                yield _line(text)
            except (ValueError, BadFrame) as error:
                raise BadLine(number, str(error)) from error


def _obey(
    hall: Hall, command: Command, at: int
) -> Iterator[tuple[int, Event | QueueError]]:
    try:
        events = decide(hall, command, at)
    except QueueError as error:
        yield at, error
        return
    for event in events:
        evolve(hall, event)
        yield at, event


def _line(text: str) -> Line:
    match json.loads(text):
        case {"at": str(at), "do": str(do), **fields}:
            time = datetime.fromisoformat(at)
        case _:
            raise ValueError("no JSON object with the texts `at` and `do`")
    if time.tzinfo is None:
        raise ValueError(f"`at` has no offset such as +07:00: {at}")
    return Line(
        at=millis(time), do=do, command=command_from(do, cast("dict[str, Any]", fields))
    )


def _as_json(at: int, happened: Event | QueueError) -> str:
    table: dict[str, Any]
    if isinstance(happened, QueueError):
        table = {"refused": happened.code, **happened.parts, "at": at}
    else:
        table = event_table(happened)
    return json.dumps(table, ensure_ascii=False)


def _words(at: int, happened: Event | QueueError) -> str:
    clock = local(at).strftime("%H:%M:%S")
    match happened:
        case QueueError():
            return f"{clock}  refused: {happened}"
        case TicketChanged(ticket=ticket, action=action):
            star = " ★" if ticket.priority else ""
            counter = f", counter {ticket.counter}" if ticket.counter else ""
            state = f"{ticket.state}{counter}"
            return f"{clock}  {ticket.number}{star} {action}: {state}"
        case CounterChanged(counter=desk):
            return f"{clock}  counter {desk.id}: {desk.state} {desk.reason}".rstrip()
        case ServiceChanged(service=service):
            state = f"closed: {service.reason}" if service.closed else "open"
            return f"{clock}  service {service.id}: {state}"
        case DayStarted(day=day):
            return f"{clock}  a new day: {day.isoformat()}"


def _change(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not key or not sign:
        raise argparse.ArgumentTypeError(f"{text!r} is not like policy.max_calls=2")
    return key, value


def _open(path: Path) -> TextIO:
    if str(path) == "-":
        return sys.stdin
    return path.open(encoding="utf-8")
