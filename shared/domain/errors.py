"""Why the rules refuse a command.

QueueError
├── UnknownService       no such service in the plan
├── UnknownCounter       no such counter in the plan
├── UnknownTicket        no such number today
├── MoveRefused          the ticket's state does not allow it
├── CounterBusy          the counter still has a ticket
├── CounterClosed        nobody works at the counter
├── CounterPaused        the clerk is away for a while
├── CounterTaken         another station has the counter
├── NobodyWaits          there is nobody to call
├── TicketElsewhere      the ticket is at another counter
├── RecallTooSoon        the last call was a moment ago
├── CalledEnough         it was called as often as the office wants
├── CalledTooSeldom      it must be called again before it counts as missed
├── ResumedEnough        its citizen came back as often as the office allows
├── UndoTooLate          the moment for taking it back is over
├── NothingToUndo        nothing was done there that can be taken back
├── GivenElsewhere       a citizen gives a number back where he got it
├── ReasonMissing        the rule wants a reason
├── PersonalData         a note has a number as long as a card's or a phone's
├── TooLong              a note or a list is longer than it may be
├── HelpAnswered         another colleague has gone already
├── NoHelpWanted         the counter has not called for help
├── RatedAlready         a ticket is rated once
├── RateTooLate          the moment for rating is over
├── NowhereToGo          a transfer without one target
├── NotNow               no number is given now
│   ├── ServiceElsewhere another office does it now
│   ├── OfficeClosed     outside the hours
│   ├── ServiceClosed    the staff have closed the service
│   ├── ServiceFull      the session's quota is used up
│   └── NoTimeLeft       who waits takes longer than the session lasts
├── NotInBlock           a kiosk gave a number that is not its own to give
├── NumberTaken          somebody else has the number that a kiosk gave
├── NotOfToday           a kiosk gave the number on another day
├── TooFast              this kiosk gave a number a moment ago
└── HasTicket            the card or phone has a live ticket for the service
"""

from collections.abc import Mapping
from datetime import date


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


class CounterClosed(QueueError):
    """Nobody works at the counter."""

    code = "counter_closed"

    def __init__(self, counter: str) -> None:
        super().__init__(f"counter {counter} is closed")
        self.counter = counter


class CounterPaused(QueueError):
    """The clerk is away for a while."""

    code = "counter_paused"

    def __init__(self, counter: str) -> None:
        super().__init__(f"counter {counter} pauses")
        self.counter = counter


class CounterTaken(QueueError):
    """Another station has the counter."""

    code = "counter_taken"

    def __init__(self, counter: str, station: str) -> None:
        super().__init__(f"counter {counter} is used by {station}")
        self.counter = counter
        self.station = station


class CalledTooSeldom(QueueError):
    """It must be called again before it counts as missed."""

    code = "called_too_seldom"

    def __init__(self, number: str, calls: int, needed: int) -> None:
        super().__init__(f"{number} was called {calls} times, not {needed}")
        self.number = number
        self.calls = calls
        self.needed = needed


class ResumedEnough(QueueError):
    """Its citizen came back as often as the office allows."""

    code = "resumed_enough"

    def __init__(self, number: str, resumes: int) -> None:
        super().__init__(f"{number} came back {resumes} times")
        self.number = number
        self.resumes = resumes


class UndoTooLate(QueueError):
    """The moment in which it could be taken back is over."""

    code = "undo_too_late"

    def __init__(self, number: str, seconds: int) -> None:
        super().__init__(f"{number} could be taken back for {seconds} s")
        self.number = number
        self.seconds = seconds


class NothingToUndo(QueueError):
    """Nothing was done at the counter that can still be taken back."""

    code = "nothing_to_undo"

    def __init__(self, counter: str) -> None:
        super().__init__(f"counter {counter} has nothing to take back")
        self.counter = counter


class PersonalData(QueueError):
    """Nothing of a citizen is kept, not even in a note."""

    code = "personal_data"

    def __init__(self) -> None:
        super().__init__("a note must not have nine or more digits in a row")


class TooLong(QueueError):
    """A note or a list is longer than it may be."""

    code = "too_long"

    def __init__(self, most: int) -> None:
        super().__init__(f"there may be no more than {most}")
        self.most = most


class HelpAnswered(QueueError):
    """Another colleague has gone already."""

    code = "help_answered"

    def __init__(self, counter: str, by: str) -> None:
        super().__init__(f"counter {by} has answered the call of counter {counter}")
        self.counter = counter
        self.by = by


class NoHelpWanted(QueueError):
    """The counter has not called for help, or does not need it any more."""

    code = "no_help_wanted"

    def __init__(self, counter: str) -> None:
        super().__init__(f"counter {counter} does not call for help")
        self.counter = counter


class RatedAlready(QueueError):
    """A ticket is rated once."""

    code = "rated_already"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} was rated before")
        self.number = number


class RateTooLate(QueueError):
    """The moment in which a citizen may say how it was is over."""

    code = "rate_too_late"

    def __init__(self, number: str, minutes: int) -> None:
        super().__init__(f"{number} could be rated for {minutes} minutes")
        self.number = number
        self.minutes = minutes


class GivenElsewhere(QueueError):
    """A citizen gives a number back at the kiosk that gave it."""

    code = "given_elsewhere"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} was given by another kiosk")
        self.number = number


class ReasonMissing(QueueError):
    """The rule wants a reason, and none was given."""

    code = "reason_missing"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} needs a reason")
        self.what = what


class NowhereToGo(QueueError):
    """A transfer goes to one service or to one other counter."""

    code = "nowhere_to_go"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} can go to one service or to one other counter")
        self.number = number


class NotNow(QueueError):
    """No number is given now; says until when, and where to go instead.

    A time that nobody knows is 0, and no help desk is an empty text.
    """

    def __init__(self, sentence: str, service: str, until: int, instead: str) -> None:
        super().__init__(sentence)
        self.service = service
        self.until = until
        self.instead = instead


class ServiceElsewhere(NotNow):
    """Another office does it, from *since* on; *office* is its Vietnamese name."""

    code = "service_elsewhere"

    def __init__(self, service: str, office: str, since: date, instead: str) -> None:
        super().__init__(f"service {service} is at {office} now", service, 0, instead)
        self.office = office
        self.since = since.isoformat()


class OfficeClosed(NotNow):
    """The office gives numbers within its hours."""

    code = "office_closed"

    def __init__(self, service: str, until: int, instead: str) -> None:
        super().__init__("the office is closed", service, until, instead)


class ServiceClosed(NotNow):
    """The staff have closed the service."""

    code = "service_closed"

    def __init__(self, service: str, reason: str, until: int, instead: str) -> None:
        sentence = f"service {service} is closed: {reason}"
        super().__init__(sentence, service, until, instead)
        self.reason = reason


class ServiceFull(NotNow):
    """The session's quota is used up."""

    code = "service_full"

    def __init__(self, service: str, quota: int, until: int, instead: str) -> None:
        sentence = f"service {service} has given its {quota} numbers"
        super().__init__(sentence, service, until, instead)
        self.quota = quota


class NoTimeLeft(NotNow):
    """Who waits already takes longer than the session lasts."""

    code = "no_time_left"

    def __init__(self, service: str, waiting: int, until: int, instead: str) -> None:
        sentence = f"the {waiting} who wait for service {service} fill the session"
        super().__init__(sentence, service, until, instead)
        self.waiting = waiting


class NotInBlock(QueueError):
    """A kiosk by itself gives the numbers of its own block alone."""

    code = "not_in_block"

    def __init__(self, number: str, service: str) -> None:
        super().__init__(f"the kiosk has no {number!r} to give for {service!r}")
        self.number = number
        self.service = service


class NumberTaken(QueueError):
    """The number that a kiosk gave by itself is somebody else's."""

    code = "number_taken"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} was given at another time already")
        self.number = number


class NotOfToday(QueueError):
    """The paper of another day is not valid."""

    code = "not_of_today"

    def __init__(self, number: str, day: str) -> None:
        super().__init__(f"{number} was not given on {day}")
        self.number = number
        self.day = day


class TooFast(QueueError):
    """This kiosk gave a number a moment ago."""

    code = "too_fast"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the kiosk gives the next number in {seconds} s")
        self.seconds = seconds


class HasTicket(QueueError):
    """The card or phone has a live ticket for the service."""

    code = "has_ticket"

    def __init__(self, service: str, number: str) -> None:
        super().__init__(f"there is {number} for service {service} already")
        self.service = service
        self.number = number
