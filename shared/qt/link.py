"""What a view-model knows of the hub, whoever stands behind it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from shared.domain.commands import Command
from shared.domain.hall import Hall
from shared.qt.duty import NOBODY, OnDuty
from shared.wire.messages import DayKey, Notice, PrintHere, Report, StationNow


class Link(QObject):
    """What a view-model knows of the hub.

    Every link says `hall`, `online`, `ask` and `print_at` (Qt's classes cannot be
    abstract ones of Python's); for the rest there is a usual answer here.

    Signals:
        came_online: The hall is there and up to date.
        went_offline: What the hall says may be old.
        happened: `Events` came; the hall has them already.
        answered: A `Done` or `Refused` came for an id that `ask` returned.
        stations_changed: `stations` or `notices` are others.
        print_wanted: A `Print` came: a counter wants a slip printed here.
        day_key_changed: `day_key` is another.
        clerk_changed: `on_duty` is another.
    """

    came_online = Signal()
    went_offline = Signal()
    happened = Signal(object)
    answered = Signal(object)
    stations_changed = Signal()
    print_wanted = Signal(object)
    day_key_changed = Signal()
    clerk_changed = Signal()

    @property
    def hall(self) -> Hall | None:
        """The hall as last heard of, or None before the first time."""
        raise NotImplementedError

    @property
    def online(self) -> bool:
        """Whether the hall is up to date."""
        raise NotImplementedError

    @property
    def silent_for(self) -> int:
        """For how many milliseconds the hub has said nothing."""
        return 0

    @property
    def hub_waits(self) -> bool:
        """Whether the hub is there, and itself waits for its database."""
        return False

    @property
    def address(self) -> str:
        """Where the hub is that serves, or served last; empty before the first."""
        return ""

    @property
    def barred(self) -> str:
        """The code of what a person has to mend first (`shared.qt.barred`), if any."""
        return ""

    @property
    def excuse(self) -> str:
        """Why the hub waits, a code such as ``disk_full``; empty if it does not."""
        return ""

    @property
    def stations(self) -> Mapping[str, StationNow]:
        """How the office's stations are, by name; only counters are told."""
        return {}

    @property
    def day_key(self) -> DayKey | None:
        """The key for digests of cards, told to kiosks of offices that want them."""
        return None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What somebody should look after at the hub; only counters are told."""
        return ()

    @property
    def on_duty(self) -> OnDuty:
        """Who works at this counter, and whether somebody has to say so."""
        return NOBODY

    def log_in(self, name: str, password: str) -> None:
        """Say who works here from now on; `clerk_changed` follows."""

    def log_out(self) -> None:
        """Say that the clerk goes, whose session is forgotten."""

    def report(self, report: Report) -> None:
        """Let the hub know how this station is, also when the link is back."""

    def ask(
        self, command: Command, *, token: str | None = None, id_: str | None = None
    ) -> str:
        """Send a wish, and return the id its answer will have.

        A wish that got no answer before the link broke is sent again under the
        same id, so it is obeyed once. Who has sent it in a life before gives its
        id along: it gets the answer of then.
        """
        raise NotImplementedError

    def print_at(self, wish: PrintHere) -> None:
        """Let a kiosk print a slip; the answer has the id of *wish*, as with `ask`."""
        raise NotImplementedError

    def forget(self, id_: str) -> None:
        """Do not send the wish *id_* again when the link is back."""

    def start(self) -> None:
        """Begin to connect; `came_online` follows."""

    def stop(self) -> None:
        """Leave the hub."""
