"""Why the rules refuse a command.

QueueError
├── UnknownService       no such service in the plan
├── UnknownCounter       no such counter in the plan
├── UnknownTicket        no such number today
├── MoveRefused          the ticket's state does not allow it
├── CounterBusy          the counter still has a ticket
├── NobodyWaits          there is nobody to call
├── TicketElsewhere      the ticket is at another counter
├── RecallTooSoon        the last call was a moment ago
└── CalledEnough         it was called as often as the office wants
"""

from collections.abc import Mapping


class QueueError(Exception):
    """The rules do not allow it. Stations word it by its code and parts."""

    code = "refused"

    @property
    def parts(self) -> Mapping[str, str | int]:
        """What the sentence for people is made of."""
        return dict(vars(self))


class UnknownService(QueueError):
    """The office has no such service."""

    code = "unknown_service"

    def __init__(self, service: str) -> None:
        super().__init__(f"there is no service {service!r}")
        self.service = service


class UnknownCounter(QueueError):
    """The office has no such counter."""

    code = "unknown_counter"

    def __init__(self, counter: str) -> None:
        super().__init__(f"there is no counter {counter!r}")
        self.counter = counter


class UnknownTicket(QueueError):
    """The number was not given today."""

    code = "unknown_ticket"

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no ticket {number!r} today")
        self.number = number


class MoveRefused(QueueError):
    """A ticket in this state cannot be treated so."""

    code = "move_refused"

    def __init__(self, number: str, state: str, action: str) -> None:
        super().__init__(f"{number} is {state}: {action} is not possible")
        self.number = number
        self.state = str(state)
        self.action = str(action)


class CounterBusy(QueueError):
    """The counter still has a ticket that is called or being served."""

    code = "counter_busy"

    def __init__(self, counter: str, number: str) -> None:
        super().__init__(f"counter {counter} still has {number}")
        self.counter = counter
        self.number = number


class NobodyWaits(QueueError):
    """No ticket waits that this counter may call."""

    code = "nobody_waits"

    def __init__(self, counter: str) -> None:
        super().__init__(f"nobody waits for counter {counter}")
        self.counter = counter


class TicketElsewhere(QueueError):
    """Another counter has the ticket."""

    code = "ticket_elsewhere"

    def __init__(self, number: str, counter: str) -> None:
        super().__init__(f"{number} is at counter {counter}")
        self.number = number
        self.counter = counter


class RecallTooSoon(QueueError):
    """People need a moment to stand up."""

    code = "recall_too_soon"

    def __init__(self, number: str, seconds: int) -> None:
        super().__init__(f"{number} can be called again in {seconds} s")
        self.number = number
        self.seconds = seconds


class CalledEnough(QueueError):
    """The ticket was called as often as the office wants."""

    code = "called_enough"

    def __init__(self, number: str, calls: int) -> None:
        super().__init__(f"{number} was called {calls} times")
        self.number = number
        self.calls = calls
