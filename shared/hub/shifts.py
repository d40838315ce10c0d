"""Who works at which counter, and whether anybody has to say so.

Passwords are compared one at a time, in a thread of their own: neither the loop nor
the writer ever waits for that. Sessions are in memory alone; a hub that was started
again knows none.
"""

import asyncio
import logging
import secrets
from collections.abc import Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from hmac import compare_digest

from shared.clock import Clock
from shared.domain.commands import CloseService, Command, OpenService
from shared.domain.times import day_of
from shared.hub.crowd import Station
from shared.hub.errors import (
    Disabled,
    LockedOut,
    NotLoggedIn,
    SessionOver,
    SupervisorOnly,
    WrongPassword,
)
from shared.hub.passwords import is_password
from shared.hub.settings import ClerksWanted
from shared.store.clerks import Clerk, ClerkRole, Clerks
from shared.wire.codec import pack
from shared.wire.messages import ClerkNow, LoggedIn, LogIn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A clerk who works at a station, today."""

    name: str
    role: ClerkRole
    day: date
    password_hash: str = field(repr=False)
    session: str = field(repr=False)
    """Random, 43 letters: with it the station need not ask again after a break."""


class Shifts:
    """The clerks of one office at its counters, one at each station."""

    def __init__(
        self,
        clerks: Clerks,
        clock: Clock,
        rule: ClerksWanted,
        comparing: Executor | None = None,
    ) -> None:
        """*rule* says when commands of counters need a clerk.

        With `when_any` they do as soon as the office has an account, and still do
        when all are disabled: closing the last one opens no door. Passwords are
        compared in *comparing*, else in a thread of its own.
        """
        self._clerks = clerks
        self._clock = clock
        self._rule = rule
        self._known: dict[str, Clerk] | None = None
        self._shifts: dict[str, Shift] = {}
        self._at: dict[Station, Shift] = {}
        # Few threads for all: each that ever hashed keeps the memory for it.
        self._comparing = comparing or comparers(1)
        self._were_required = self.required

    @property
    def required(self) -> bool:
        """Whether a counter may do anything only with a clerk.

        As long as it is not known whether there are any: yes.
        """
        if self._rule == "when_any":
            return self._known is None or bool(self._known)
        return self._rule == "required"

    def take(self, clerks: Iterable[Clerk], here: Iterable[Station]) -> None:
        """Take in who may log in from now on, and tell who of *here* may not stay."""
        self._known = {clerk.name: clerk for clerk in clerks}
        counters = [each for each in here if each.hello.role == "counter"]
        if self.required != self._were_required:
            self._were_required = self.required
            for station in counters:
                if station not in self._at:
                    station.tell(pack(ClerkNow(required=self.required)))
        self._show_out()

    def clerk_at(self, station: Station) -> Shift | None:
        """Return who works at *station*, if somebody has said so and still may."""
        shift = self._at.get(station)
        return None if shift is None or self._why_not(station, shift) else shift

    def check(self, station: Station, command: Command | None = None) -> None:
        """Do nothing if the counter *station* may do something, *command* if given.

        Raises:
            QueueError: It may not, as long as no other clerk logs in there.
        """
        if station.hello.role != "counter" or not self.required:
            return
        shift = self.clerk_at(station)
        if shift is None:
            raise NotLoggedIn
        everybodys = not isinstance(command, CloseService | OpenService)
        if not everybodys and shift.role != "supervisor":
            raise SupervisorOnly

    async def log_in(self, station: Station, wish: LogIn) -> LoggedIn:
        """Let a clerk work at *station*; whoever did before does so no more.

        Raises:
            QueueError: The password or the session is not right.
            StoreError: The records cannot be read.
        """
        name = station.hello.station
        if wish.session:
            shift = self._shifts.get(name)
            # compare_digest wants ASCII; a session of ours is.
            given = wish.session.encode()
            if shift is None or not compare_digest(shift.session.encode(), given):
                raise SessionOver
            if self._why_not(station, shift):
                raise SessionOver
            self._at[station] = shift
        else:
            loop = asyncio.get_running_loop()
            clerk = await loop.run_in_executor(self._comparing, self._proven, wish)
            shift = self._begin(station, clerk)
            log.info("%s is logged in at %s", clerk.name, name)
        self._show_out()
        return LoggedIn(
            id=wish.id, name=shift.name, role=shift.role, session=shift.session
        )

    def log_out(self, station: Station) -> None:
        """End the shift at *station*, also for whoever has kept its session."""
        shift = self._at.pop(station, None)
        name = station.hello.station
        if shift is not None and self._shifts.get(name) is shift:
            del self._shifts[name]
            log.info("%s is logged out at %s", shift.name, name)

    def leave(self, station: Station) -> None:
        """Forget the connection; the session lives on until the station is back."""
        self._at.pop(station, None)

    def _proven(self, wish: LogIn) -> Clerk:
        """Return the clerk whose name and password *wish* says."""
        now = self._clock.now()
        clerk, until = self._clerks.begin_try(wish.name, now)
        if until is not None:
            raise LockedOut(until)
        kept = clerk.password_hash if clerk else None
        right = is_password(wish.password, kept)
        if clerk is None or not right:
            until = self._clerks.locked_until(wish.name, now)
            raise WrongPassword if until is None else LockedOut(until)
        if clerk.disabled_at is not None:
            raise Disabled
        self._clerks.succeed(clerk.name, now)
        return clerk

    def _begin(self, station: Station, clerk: Clerk) -> Shift:
        shift = Shift(
            name=clerk.name,
            role=clerk.role,
            day=day_of(self._clock.now()),
            password_hash=clerk.password_hash,
            session=secrets.token_urlsafe(32),
        )
        self._known = {**(self._known or {}), clerk.name: clerk}
        self._shifts[station.hello.station] = self._at[station] = shift
        return shift

    def _show_out(self) -> None:
        """End the shifts of those who may not go on, and tell their stations."""
        for station, shift in tuple(self._at.items()):
            if why := self._why_not(station, shift):
                log.info("%s is logged out: %s", shift.name, why)
                self.log_out(station)
                station.tell(pack(ClerkNow(required=self.required, why=why)))

    def _why_not(self, station: Station, shift: Shift) -> str | None:
        """Return why *shift* is over, if it is."""
        clerk = (self._known or {}).get(shift.name)
        if self._shifts.get(station.hello.station) is not shift:
            return "replaced"
        if shift.day != day_of(self._clock.now()):
            return "day_over"
        if clerk is None or clerk.disabled_at is not None:
            return "disabled"
        same = (clerk.password_hash, clerk.role) == (shift.password_hash, shift.role)
        return None if same else "account_changed"


def comparers(threads: int) -> Executor:
    """Return where passwords are compared, so many at once."""
    return ThreadPoolExecutor(threads, thread_name_prefix="passwords")
