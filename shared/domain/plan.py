"""What stays the same in an office: its zones, services, counters and policy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from shared.domain.calendar import Hours
from shared.domain.checks import listed, require, unique
from shared.domain.elsewhere import Elsewhere, ProceduresElsewhere
from shared.domain.names import Names, named
from shared.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the hall, with its board (*khu*)."""

    id: str
    """One digit, ``1`` to ``9``."""

    name: Names
    icon: str = "map-pin"
    colour: str = "#15437F"

    def __post_init__(self) -> None:
        require(
            re.fullmatch(r"[1-9]", self.id), f"zone id {self.id!r} is not a digit 1-9"
        )
        require(self.name.get("vi"), f"zone {self.id} has no name in Vietnamese")
        require(
            re.fullmatch(r"#[0-9A-Fa-f]{6}", self.colour),
            f"zone {self.id} has the colour {self.colour!r}, not one like #15437F",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a citizen comes for (*lĩnh vực*)."""

    id: str
    """Its digit, the first of each of its numbers."""

    letter: str
    name: Names
    zone: str
    minutes: float
    """How long serving one citizen usually takes."""

    words: tuple[str, ...] = ()
    """What people call it, for the search and the line below its name."""

    short: Names = field(default_factory=dict)
    """A shorter name for narrow places, where the office has one."""

    icon: str = "file-text"
    collects: bool = False
    """Citizens come here to collect a result."""

    guides: bool = False
    """Who gets no number elsewhere is sent here: the help desk."""

    quota: Mapping[str, int] = field(default_factory=dict)
    """How many numbers it gives in a session, by the session's id; no entry, no end."""

    since: date | None = None
    """The first business day on which it is offered; None for always."""

    elsewhere: Elsewhere | None = None
    """Where it is done instead, from a day on."""

    def __post_init__(self) -> None:
        require(
            re.fullmatch(r"[1-9]", self.id),
            f"service id {self.id!r} is not a digit 1-9",
        )
        require(
            re.fullmatch(r"[A-Z]", self.letter),
            f"service {self.id} has the letter {self.letter!r}, not one of A-Z",
        )
        require(self.name.get("vi"), f"service {self.id} has no name in Vietnamese")
        require(
            0 < self.minutes <= 480, f"service {self.id} takes {self.minutes} minutes"
        )
        for session, numbers in self.quota.items():
            below = f"service {self.id} has a quota of {numbers} for {session}"
            require(numbers >= 0, below)

    def short_name(self, language: str) -> str:
        """Return the name that fits a narrow place."""
        return self.short.get(language) or named(self.name, language)

    def is_known_on(self, day: date) -> bool:
        """Return whether it is offered on *day*, or was before it went elsewhere."""
        return self.since is None or day >= self.since

    def is_offered_on(self, day: date) -> bool:
        """Return whether citizens can come for it on the business day *day*."""
        gone = self.elsewhere is not None and self.elsewhere.holds_on(day)
        return self.is_known_on(day) and not gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A desk with a clerk (*quầy*)."""

    id: str
    """Its number, as it stands above the desk."""

    zone: str
    serves: tuple[str, ...]
    """The services it is there for."""

    helps: tuple[str, ...] = ()
    """The services it helps with when nobody waits for its own, or too long."""

    priority: bool = False
    """It takes the priority tickets of every service first."""

    def __post_init__(self) -> None:
        require(
            re.fullmatch(r"[1-9]\d?", self.id), f"counter id {self.id!r} is not 1-99"
        )
        require(self.serves, f"counter {self.id} serves nothing")
        twice = set(self.serves) & set(self.helps)
        require(not twice, f"counter {self.id} serves and helps with {listed(twice)}")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An office as it was set up."""

    id: str
    """The key of the office in the records: small letters, digits and hyphens."""

    name: Names
    """The authority, as it stands at the head of the paper: ``UBND PHƯỜNG MẪU``."""

    unit: Names
    """The one-stop office itself: *Trung tâm Phục vụ hành chính công*."""

    zones: tuple[Zone, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    kiosks: int = 1
    """How many kiosks own a block of numbers for when the hub is away (0 to 4)."""

    policy: Policy = field(default_factory=Policy)
    hours: Hours | None = None
    """When numbers are issued; without hours the office is always open."""

    elsewhere: tuple[ProceduresElsewhere, ...] = ()
    """Procedures that are done in other offices, though their service is here."""

    def __post_init__(self) -> None:
        require(
            re.fullmatch(r"[a-z0-9-]{1,40}", self.id),
            f"the office id {self.id!r} is not a-z, 0-9, -",
        )
        require(self.name.get("vi"), "the office has no name in Vietnamese")
        require(self.unit.get("vi"), "the unit has no name in Vietnamese")
        require(0 <= self.kiosks <= 4, f"kiosks is {self.kiosks}, not 0 to 4")
        require(1 <= len(self.zones) <= 9, "an office has 1 to 9 zones")
        require(self.services, "an office has at least one service")
        unique("zone id", (zone.id for zone in self.zones))
        unique("service id", (service.id for service in self.services))
        unique("service letter", (service.letter for service in self.services))
        unique("counter id", (counter.id for counter in self.counters))
        sessions = {session.id for session in self.hours.sessions} if self.hours else {}
        for service in self.services:
            self._known_zone(service.zone, f"service {service.id}")
            for session in service.quota:
                known = f"service {service.id} has a quota for the unknown {session!r}"
                require(session in sessions, known)
        for counter in self.counters:
            self._known_zone(counter.zone, f"counter {counter.id}")
            for id_ in (*counter.serves, *counter.helps):
                require(
                    id_ in self.service_by_id,
                    f"counter {counter.id} has the unknown service {id_!r}",
                )

    @cached_property
    def service_by_id(self) -> dict[str, Service]:
        """The services by their digit."""
        return {service.id: service for service in self.services}

    @cached_property
    def service_by_head(self) -> dict[str, str]:
        """The services by what their numbers begin with, in either format."""
        heads = ((head, s.id) for s in self.services for head in (s.id, s.letter))
        return dict(heads)

    @cached_property
    def counter_by_id(self) -> dict[str, Counter]:
        """The counters by their number."""
        return {counter.id: counter for counter in self.counters}

    @cached_property
    def zone_by_id(self) -> dict[str, Zone]:
        """The zones by their number."""
        return {zone.id: zone for zone in self.zones}

    @cached_property
    def _counters_by_service(self) -> dict[str, tuple[Counter, ...]]:
        return {
            service.id: tuple(c for c in self.counters if service.id in c.serves)
            for service in self.services
        }

    def counters_of(self, service: str) -> tuple[Counter, ...]:
        """Return the counters that are there for *service*."""
        return self._counters_by_service[service]

    def offered_on(self, day: date) -> tuple[Service, ...]:
        """Return the services that citizens can come for on the business day *day*."""
        return tuple(each for each in self.services if each.is_offered_on(day))

    @cached_property
    def help_desks(self) -> str:
        """The counters of the help desk, ``6`` or ``6, 9``; empty without one."""
        guides = [service.id for service in self.services if service.guides]
        desks = [c.id for c in self.counters if set(c.serves) & set(guides)]
        return ", ".join(desks)

    def _known_zone(self, zone: str, what: str) -> None:
        require(zone in self.zone_by_id, f"{what} is in the unknown zone {zone!r}")
