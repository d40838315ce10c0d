"""Who may come in: on the hub's own machine anybody, from elsewhere with a token."""

from collections.abc import Iterable, Mapping

from shared.hub.access import Badge
from shared.hub.tokens import hash_of
from shared.store.stations import Enrolled
from shared.wire.messages import Hello

TURNED_AWAY = 4401
"""The code with which a connection is closed that may not come in."""

ELSEWHERE = 4410
"""The code with which one is closed whose office another hub has."""


class TurnedAway(Exception):
    """A station may not come in. `code` is also what it is told.

    `token_missing`, `token_unknown`, `token_revoked`, `office_unknown`, or
    `not_this_station` when the token is another station's.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Register:
    """The stations of all offices as the records have them, without asking these."""

    def __init__(self) -> None:
        self._rolls: dict[str, list[Enrolled]] = {}
        self._by_hash: dict[str, tuple[str, Enrolled]] = {}

    def take(self, rolls: Mapping[str, Iterable[Enrolled]]) -> None:
        """Take in who may come from now on, by office; in others all stays as it is."""
        self._rolls |= {office: [*stations] for office, stations in rolls.items()}
        self._by_hash = {
            each.token_hash: (office, each)
            for office, stations in self._rolls.items()
            for each in stations
        }

    def has(self, office: str) -> bool:
        """Return whether it is known who may come to *office*."""
        return office in self._rolls

    def office_of(self, token: str) -> str:
        """Return the office in which a station with *token* may come in.

        Raises:
            TurnedAway: There is none.
        """
        return self._of(token)[0]

    def admit(self, hello: Hello, office: str, *, near: bool) -> Badge:
        """Return what the station may do in *office*; *near* ones need no token.

        Raises:
            TurnedAway: It may not come in.
        """
        if near:
            return Badge(name=hello.station, role=hello.role, trusted=True)
        home, enrolled = self._of(hello.token)
        asked = (office, hello.station, hello.role)
        if (home, enrolled.name, enrolled.role) != asked:
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
        found = self._by_hash.get(badge.token_hash)
        if found is None:
            return "token_unknown"
        _, enrolled = found
        if enrolled.revoked_at is not None:
            return "token_revoked"
        may = (enrolled.role, enrolled.counter, enrolled.kiosk)
        same = may == (badge.role, badge.counter, badge.kiosk)
        return None if same else "not_this_station"

    def _of(self, token: str) -> tuple[str, Enrolled]:
        if not token:
            raise TurnedAway("token_missing")
        # How long the look-up takes tells only of hashes, which nobody can steer.
        found = self._by_hash.get(hash_of(token))
        if found is None:
            raise TurnedAway("token_unknown")
        if found[1].revoked_at is not None:
            raise TurnedAway("token_revoked")
        return found
