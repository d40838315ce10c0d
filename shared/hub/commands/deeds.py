"""Prints who did what on a day: the clerk, the counter, the action and the number.

Nothing of a citizen is in it but the number, which is nobody's name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shared.clock import SystemClock
from shared.domain.events import CounterChanged, DayStarted, Event, ServiceChanged
from shared.domain.times import day_of, local
from shared.hub.commands.arguments import add_office, ended, parser_of, store_of
from shared.hub.journal import event_in
from shared.store.clerks import folded
from shared.store.deeds import Deed

HEADINGS = ("TIME", "CLERK", "COUNTER", "ACTION", "NUMBER", "REASON")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, as it is printed; what there is not is empty."""

    time: str
    clerk: str
    counter: str
    """Or the station, where no counter acted."""

    action: str
    number: str = ""
    reason: str = ""

    def __str__(self) -> str:
        cells = (self.time, self.clerk, self.counter, self.action, self.number)
        return _row((*cells, self.reason))


def main(words: Sequence[str]) -> int:
    """Obey ``motcua-hub log``, and return the exit code."""
    parser = parser_of("log", __doc__)
    add_office(parser)
    add = parser.add_argument
    add("--day", type=date.fromisoformat, help="such as 2026-01-05; else today")
    add("--clerk", metavar="NAME", help="only what this clerk did")
    add("--number", help="only what was done to this number")
    arguments = parser.parse_args(words)

    def work() -> int:
        today = day_of(SystemClock().now())
        deeds = store_of(arguments, today).deeds.of(arguments.day or today)
        print(_row(HEADINGS))
        for line in lines_of(deeds):
            if _is_wanted(line, arguments.clerk, arguments.number):
                print(line)
        return 0

    return ended(work)


def lines_of(deeds: Iterable[Deed]) -> Iterator[Line]:
    """Return the log of one day's *deeds*, one line an event."""
    # A ticket that was sent on has no counter any more: it is the one it was at.
    counters: dict[str, str] = {}
    for deed in deeds:
        event = event_in(deed.event)
        counter, action, number, reason = _told(event)
        if number:
            counter = counter or counters.get(number, "")
            counters[number] = counter
        yield Line(
            time=f"{local(deed.at):%H:%M:%S}",
            clerk=deed.clerk or "",
            counter=counter or deed.station,
            action=action,
            number=number,
            reason=" ".join(reason.split()),
        )


def _told(event: Event) -> tuple[str, str, str, str]:
    """Return the counter, the action, the number and the reason of *event*."""
    match event:
        case CounterChanged(counter=now):
            return now.id, f"counter {now.state}", "", now.reason
        case ServiceChanged(service=service):
            state = "closed" if service.closed else "open"
            return "", f"service {service.id} {state}", "", service.reason
        case DayStarted():
            return "", "day started", "", ""
        case _:
            ticket, reason = event.ticket, event.reason or ""
            return ticket.counter or "", event.action, ticket.number, reason


def _is_wanted(line: Line, clerk: str | None, number: str | None) -> bool:
    return (clerk is None or folded(line.clerk) == folded(clerk)) and (
        number is None or line.number == number
    )


def _row(cells: Sequence[str]) -> str:
    widths = (8, 20, 12, 16, 7, 0)
    pairs = zip(cells, widths, strict=True)
    return "  ".join(cell.ljust(width) for cell, width in pairs).rstrip()
