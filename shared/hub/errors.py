"""Why a clerk may not log in, or not do this.

QueueError
├── NotLoggedIn      nobody has said who works at this station
├── SupervisorOnly   clerks do this by asking a supervisor
├── WrongPassword    no such name, or not its password
├── LockedOut        so many wrong tries under this name that nobody may try now
├── Disabled         the account was closed
└── SessionOver      the session has ended: name and password are needed again
"""

from shared.domain.errors import QueueError


class NotLoggedIn(QueueError):
    """Nobody has said who works at this station."""

    code = "not_logged_in"

    def __init__(self) -> None:
        super().__init__("nobody is logged in at this station")


class SupervisorOnly(QueueError):
    """It concerns the whole office: a supervisor does it."""

    code = "supervisor_only"

    def __init__(self) -> None:
        super().__init__("only a supervisor may do this")


class WrongPassword(QueueError):
    """There is no such clerk, or it is not that clerk's password."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("no such name, or not its password")


class LockedOut(QueueError):
    """There were so many wrong tries that nobody may log in under this name now."""

    code = "locked"

    def __init__(self, until: int) -> None:
        super().__init__(f"locked until {until} after too many wrong tries")
        self.until = until


class Disabled(QueueError):
    """The account was closed; only whoever knows its password is told."""

    code = "disabled"

    def __init__(self) -> None:
        super().__init__("this account was disabled")


class SessionOver(QueueError):
    """The session is not, or not any more, one of this station."""

    code = "session_over"

    def __init__(self) -> None:
        super().__init__("the session is over: say name and password again")
