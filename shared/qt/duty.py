"""A counter's side of logging in: text out, frames in, the session in between.

The session is in memory alone. A password is in the frame that is sent, and nowhere
else: after a break it is not said again, the session is.
"""

from dataclasses import dataclass, replace
from uuid import uuid4

from shared.wire.codec import pack
from shared.wire.messages import ClerkNow, Done, LoggedIn, LogIn, LogOut, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who works here, as far as the hub has said."""

    required: bool = False
    """Nothing is done here as long as nobody is logged in."""

    name: str = ""
    """Who is logged in; empty for nobody."""

    role: str = ""
    refused: Refused | None = None
    """Why the last try was in vain; gone with the next."""

    why: str = ""
    """Why the hub has ended the last shift: the code of `ClerkNow`."""

    asking: bool = False
    """An answer is awaited."""

    @property
    def missing(self) -> bool:
        """Whether somebody has to log in before anything can be done."""
        return self.required and not self.name


NOBODY = OnDuty()


class Duty:
    """The conversation about who works here."""

    def __init__(self) -> None:
        self.now = NOBODY
        self._session = ""
        self._asked = ""
        self._heard = False

    def log_in(self, name: str, password: str) -> str:
        """Return the frame that says who is there."""
        self.now = replace(self.now, refused=None, why="", asking=True)
        self._asked = uuid4().hex
        return pack(LogIn(id=self._asked, name=name, password=password))

    def log_out(self) -> str:
        """Return the frame that says that the clerk goes; the session is forgotten."""
        self._session = self._asked = ""
        self.now = OnDuty(required=self.now.required)
        return pack(LogOut(id=uuid4().hex))

    def resume(self) -> str | None:
        """Return what to say on a new connection, if somebody was logged in."""
        self._asked, self._heard = "", False
        self.now = replace(self.now, asking=False)
        if not self._session:
            return None
        self._asked = uuid4().hex
        return pack(LogIn(id=self._asked, session=self._session))

    def settle(self) -> bool:
        """Take in that the welcome is over, and return whether that changes anything.

        A hub that has not said by then that somebody has to log in wants nobody to.
        """
        if self._heard or not self.now.required:
            return False
        self.now = replace(self.now, required=False)
        return True

    def take(self, frame: LoggedIn | ClerkNow | Done | Refused) -> bool:
        """Take *frame* in, and return whether it was about who works here."""
        match frame:
            case LoggedIn():
                self._logged_in(frame)
            case ClerkNow():
                self._told(frame)
            case Refused(id=id_) if id_ == self._asked:
                self._refused(frame)
            case _:
                return False
        return True

    def _logged_in(self, frame: LoggedIn) -> None:
        if frame.id == self._asked:
            self._asked, self._session = "", frame.session
            self.now = OnDuty(
                required=self.now.required, name=frame.name, role=frame.role
            )

    def _told(self, frame: ClerkNow) -> None:
        self._heard = True
        if frame.why is not None:
            self._session = ""
            self.now = OnDuty(required=frame.required, why=frame.why)
        else:
            # The session is on its way, or nobody was there before either.
            self.now = replace(self.now, required=frame.required)

    def _refused(self, frame: Refused) -> None:
        self._asked = ""
        if self.now.asking:
            self.now = replace(self.now, refused=frame, asking=False)
        else:
            self._session = ""
            self.now = OnDuty(required=True, why=frame.code)
