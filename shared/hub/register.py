"""Who may come in: on the hub's own machine anybody, from elsewhere with a token."""

from collections.abc import Iterable

from shared.hub.access import Badge
from shared.hub.tokens import hash_of
from shared.store.stations import Enrolled
from shared.wire.messages import Hello

TURNED_AWAY = 4401
"""The code with which a connection is closed that may not come in."""


class TurnedAway(Exception):
    """A station may not come in. `code` is also what it is told.

    `token_missing`, `token_unknown`, `token_revoked`, or `not_this_station` when the
    token is another station's.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Register:
    """The stations as the records have them, looked up without asking these."""

    def __init__(self) -> None:
        self._by_hash: dict[str, Enrolled] = {}

    def take(self, enrolled: Iterable[Enrolled]) -> None:
        """Take in who may come from now on."""
        self._by_hash = {each.token_hash: each for each in enrolled}

    def admit(self, hello: Hello, *, near: bool) -> Badge:
        """Return what the station may do; *near* ones need no token.

        Raises:
            TurnedAway: It may not come in.
        """
        if near:
            return Badge(name=hello.station, role=hello.role, trusted=True)
        enrolled = self._of(hello.token)
        if (enrolled.name, enrolled.role) != (hello.station, hello.role):
            raise TurnedAway("not_this_station")
        return Badge(
            name=hello.station,
            role=hello.role,
            counter=enrolled.counter,
            kiosk=enrolled.kiosk,
            token_hash=enrolled.token_hash,
        )

    def knows(self, token: str) -> bool:
        """Return whether *token* is that of a station that may come in."""
        try:
            self._of(token)
        except TurnedAway:
            return False
        return True

    def why_not(self, badge: Badge) -> str | None:
        """Return why a station that is here may not be any more; None if it may."""
        if badge.trusted:
            return None
        enrolled = self._by_hash.get(badge.token_hash)
        if enrolled is None:
            return "token_unknown"
        if enrolled.revoked_at is not None:
            return "token_revoked"
        may = (enrolled.role, enrolled.counter, enrolled.kiosk)
        same = may == (badge.role, badge.counter, badge.kiosk)
        return None if same else "not_this_station"

    def _of(self, token: str) -> Enrolled:
        if not token:
            raise TurnedAway("token_missing")
        # How long the look-up takes tells only of hashes, which nobody can steer.
        enrolled = self._by_hash.get(hash_of(token))
        if enrolled is None:
            raise TurnedAway("token_unknown")
        if enrolled.revoked_at is not None:
            raise TurnedAway("token_revoked")
        return enrolled
