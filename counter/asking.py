"""One press at a time: what was sent to the hub, and whether it has happened yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.domain.commands import (
    CallNext,
    Command,
    Finish,
    MarkNoShow,
    Recall,
    Serve,
)
from shared.domain.events import TicketChanged
from shared.domain.ticket import Action
from shared.qt.link import Link
from shared.wire.messages import Answer, Done, Refused

SLOW_MILLISECONDS = 700
LOST_MILLISECONDS = 2_000
"""So long after the hub agreed, the event must have come; else it was missed."""

STEPS: dict[Action, type[Recall | Serve | Finish | MarkNoShow]] = {
    Action.RECALL: Recall,
    Action.SERVE: Serve,
    Action.FINISH: Finish,
    Action.NO_SHOW: MarkNoShow,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A press on its way."""

    id: str
    actions: tuple[Action, ...]
    """The action that was asked for, and those that follow it."""

    pressed_at: int
    agreed: bool = False
    """The hub has answered that it is done."""

    happened: bool = False
    """The hall shows it."""


class Asking:
    """Sends presses to the hub, one at a time, each exactly once.

    A press is over when the hub has agreed *and* the hall shows it: the buttons
    are never read off a hall that the last press is missing from.
    """

    def __init__(self, link: Link, counter: str, stopwatch: Callable[[], int]) -> None:
        self._link = link
        self._counter = counter
        self._stopwatch = stopwatch
        self._asked: Asked | None = None

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is asked for and has not happened yet."""
        return self._asked.actions if self._asked else ()

    @property
    def slow(self) -> bool:
        """Whether the hub takes noticeably long."""
        return self._asked is not None and self._since(self._asked) > SLOW_MILLISECONDS

    def press(self, actions: tuple[Action, ...]) -> None:
        """Ask for *actions*, one after the other."""
        self._ask(actions, self._stopwatch())

    def pressed_at(self, event: TicketChanged) -> int | None:
        """Take note of *event* at this counter; return when it was pressed, if here."""
        asked = self._asked
        if asked is None or asked.happened or event.action is not asked.actions[0]:
            return None
        self._note(replace(asked, happened=True))
        return asked.pressed_at

    def answered(self, answer: Answer) -> Refused | None:
        """Take *answer* in; return it if it is a refusal of what was pressed."""
        if self._asked is None or answer.id != self._asked.id:
            return None
        if isinstance(answer, Refused):
            self._asked = None
            return answer
        seen = self._asked.happened or self._shows(answer)
        self._note(replace(self._asked, agreed=True, happened=seen))
        return None

    def look_again(self) -> None:
        """Go on where the event of an agreed press was missed."""
        asked = self._asked
        if asked and asked.agreed and self._since(asked) > LOST_MILLISECONDS:
            self._note(replace(asked, happened=True))

    def _shows(self, done: Done) -> bool:
        """Return whether the hall already is as *done* says."""
        hall, ticket = self._link.hall, done.ticket
        if hall is None or ticket is None:
            return True
        return hall.tickets.get(ticket.number, ticket) == ticket

    def _note(self, asked: Asked) -> None:
        self._asked = asked
        if asked.agreed and asked.happened:
            self._asked = None
            if asked.actions[1:]:
                self._ask(asked.actions[1:], asked.pressed_at)

    def _ask(self, actions: tuple[Action, ...], pressed_at: int) -> None:
        command = self._command(actions[0])
        if command is not None:
            id_ = self._link.ask(command)
            self._asked = Asked(id=id_, actions=actions, pressed_at=pressed_at)

    def _command(self, action: Action) -> Command | None:
        if action is Action.CALL:
            return CallNext(counter=self._counter)
        ticket = self._link.hall.at_counter(self._counter) if self._link.hall else None
        if ticket is None:
            return None
        return STEPS[action](number=ticket.number, counter=self._counter)

    def _since(self, asked: Asked) -> int:
        return self._stopwatch() - asked.pressed_at
