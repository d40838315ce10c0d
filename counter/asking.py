"""One press at a time: what was sent to the hub, and whether it has happened yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from counter.steps import Extra, Step, command_of
from shared.domain.commands import Command
from shared.domain.events import Desk, TicketChanged
from shared.domain.ticket import Action
from shared.qt.link import Link
from shared.wire.messages import Answer, Done, Refused

SLOW_MILLISECONDS = 700
LOST_MILLISECONDS = 2_000
"""So long after the hub agreed, the event must have come; else it was missed."""

SEEN_AS: dict[Step, Action] = {
    Extra.CALL_ANY: Action.CALL,
    Extra.WALK_IN: Action.CALL,
    Extra.ISSUE: Action.ISSUE,
}
"""The action in which a step shows, where it has another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A press on its way."""

    id: str
    steps: tuple[Step, ...]
    """The step that was asked for, and those that follow it."""

    pressed_at: int
    done: Done | None = None
    """The hub's answer, when it has agreed."""

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
    def steps(self) -> tuple[Step, ...]:
        """What is asked for and has not happened yet."""
        return self._asked.steps if self._asked else ()

    @property
    def slow(self) -> bool:
        """Whether the hub takes noticeably long."""
        return self._asked is not None and self._since(self._asked) > SLOW_MILLISECONDS

    def press(self, steps: tuple[Step, ...], wish: Command | None = None) -> str:
        """Ask for *steps*, one after the other; *wish* says more of the first.

        Return the id of the first wish; empty if there is nothing to ask for.
        """
        self._ask(steps, self._stopwatch(), wish)
        return self._asked.id if self._asked else ""

    def pressed_at(self, event: TicketChanged) -> int | None:
        """Take note of *event* at this counter; return when it was pressed, if here."""
        asked = self._asked
        if asked is None or asked.happened or event.action is not _shown(asked):
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
        self._asked = replace(self._asked, done=answer)
        self.look_again()
        return None

    def look_again(self) -> None:
        """Go on where the hall shows an agreed press, or its event was missed."""
        asked = self._asked
        if asked is None or asked.done is None:
            return
        missed = self._since(asked) > LOST_MILLISECONDS
        if asked.happened or missed or self._shows(asked.steps[0], asked.done):
            self._note(replace(asked, happened=True))

    def _shows(self, step: Step, done: Done) -> bool:
        """Return whether the hall already is as *done* says."""
        hall, ticket = self._link.hall, done.ticket
        if hall is None:
            return True
        if isinstance(step, Desk):
            return hall.counters[self._counter].state is step
        if ticket is None:
            return True
        # A new number is nowhere before its event; another that is not here is over.
        unknown = None if step in SEEN_AS else ticket
        return hall.tickets.get(ticket.number, unknown) == ticket

    def _note(self, asked: Asked) -> None:
        self._asked = asked
        if asked.done is not None and asked.happened:
            self._asked = None
            if asked.steps[1:]:
                self._ask(asked.steps[1:], asked.pressed_at)

    def _ask(
        self, steps: tuple[Step, ...], pressed_at: int, wish: Command | None = None
    ) -> None:
        command = wish or self._command(steps[0])
        if command is not None:
            id_ = self._link.ask(command)
            self._asked = Asked(id=id_, steps=steps, pressed_at=pressed_at)

    def _command(self, step: Step) -> Command | None:
        hall = self._link.hall
        return command_of(step, hall, self._counter) if hall else None

    def _since(self, asked: Asked) -> int:
        return self._stopwatch() - asked.pressed_at


def _shown(asked: Asked) -> Step:
    """Return the action in which the first step of *asked* shows in the hall."""
    step = asked.steps[0]
    return SEEN_AS.get(step, step)
