"""What stays the same in an office: its zones, services, counters and policy."""

import re
from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Names = Mapping[str, str]
"""A name in each language, by language code; ``vi`` is always there."""


def named(names: Names, language: str) -> str:
    """Return the name in *language*, or in Vietnamese where it has none."""
    return names.get(language) or names["vi"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the hall, with its board (*khu*)."""

    id: str
    """One digit, ``1`` to ``9``."""

    name: Names
    icon: str = "map-pin"
    colour: str = "#15437F"

    def __post_init__(self) -> None:
        _require(
            re.fullmatch(r"[1-9]", self.id), f"zone id {self.id!r} is not a digit 1-9"
        )
        _require(self.name.get("vi"), f"zone {self.id} has no name in Vietnamese")
        _require(
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

    def __post_init__(self) -> None:
        _require(
            re.fullmatch(r"[1-9]", self.id),
            f"service id {self.id!r} is not a digit 1-9",
        )
        _require(
            re.fullmatch(r"[A-Z]", self.letter),
            f"service {self.id} has the letter {self.letter!r}, not one of A-Z",
        )
        _require(self.name.get("vi"), f"service {self.id} has no name in Vietnamese")
        _require(
            0 < self.minutes <= 480, f"service {self.id} takes {self.minutes} minutes"
        )

    def short_name(self, language: str) -> str:
        """Return the name that fits a narrow place."""
        return self.short.get(language) or named(self.name, language)


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
        _require(
            re.fullmatch(r"[1-9]\d?", self.id), f"counter id {self.id!r} is not 1-99"
        )
        _require(self.serves, f"counter {self.id} serves nothing")
        twice = set(self.serves) & set(self.helps)
        _require(not twice, f"counter {self.id} serves and helps with {_list(twice)}")


RATIOS = {"1:1": 1, "2:1": 2, "3:1": 3, "always": None}
FORMATS = ("1001", "A001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an office may want different in the rules."""

    priority_ratio: str = "2:1"
    """Priority tickets in a row while an ordinary one waits: 1:1 … 3:1, always."""

    ageing_minutes: float = 45
    """After so long an ordinary ticket stands with the priority ones."""

    fallback_minutes: float = 20
    """After so long a ticket may be called by a counter that only helps."""

    recall_seconds: float = 20
    max_calls: int = 3
    number_format: str = "1001"

    def __post_init__(self) -> None:
        _require(
            self.priority_ratio in RATIOS,
            f"priority_ratio is {self.priority_ratio!r}, not one of {_list(RATIOS)}",
        )
        _require(
            self.number_format in FORMATS,
            f"number_format is {self.number_format!r}, not one of {_list(FORMATS)}",
        )
        for name in (
            "ageing_minutes",
            "fallback_minutes",
            "recall_seconds",
            "max_calls",
        ):
            _require(getattr(self, name) >= 0, f"{name} is below zero")

    @property
    def priority_run(self) -> int | None:
        """How many priority tickets may go in a row; None for any number."""
        return RATIOS[self.priority_ratio]


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

    def __post_init__(self) -> None:
        _require(
            re.fullmatch(r"[a-z0-9-]{1,40}", self.id),
            f"the office id {self.id!r} is not a-z, 0-9, -",
        )
        _require(self.name.get("vi"), "the office has no name in Vietnamese")
        _require(self.unit.get("vi"), "the unit has no name in Vietnamese")
        _require(0 <= self.kiosks <= 4, f"kiosks is {self.kiosks}, not 0 to 4")
        _require(1 <= len(self.zones) <= 9, "an office has 1 to 9 zones")
        _require(self.services, "an office has at least one service")
        _unique("zone id", (zone.id for zone in self.zones))
        _unique("service id", (service.id for service in self.services))
        _unique("service letter", (service.letter for service in self.services))
        _unique("counter id", (counter.id for counter in self.counters))
        for service in self.services:
            self._known_zone(service.zone, f"service {service.id}")
        for counter in self.counters:
            self._known_zone(counter.zone, f"counter {counter.id}")
            for id_ in (*counter.serves, *counter.helps):
                _require(
                    id_ in self.service_by_id,
                    f"counter {counter.id} has the unknown service {id_!r}",
                )

    @cached_property
    def service_by_id(self) -> dict[str, Service]:
        """The services by their digit."""
        return {service.id: service for service in self.services}

    @cached_property
    def counter_by_id(self) -> dict[str, Counter]:
        """The counters by their number."""
        return {counter.id: counter for counter in self.counters}

    @cached_property
    def zone_by_id(self) -> dict[str, Zone]:
        """The zones by their number."""
        return {zone.id: zone for zone in self.zones}

    def counters_of(self, service: str) -> tuple[Counter, ...]:
        """Return the counters that are there for *service*."""
        return tuple(counter for counter in self.counters if service in counter.serves)

    def _known_zone(self, zone: str, what: str) -> None:
        _require(zone in self.zone_by_id, f"{what} is in the unknown zone {zone!r}")


def _require(condition: object, sentence: str) -> None:
    if not condition:
        raise ValueError(sentence)


def _unique(what: str, ids: Iterable[str]) -> None:
    twice = [id_ for id_, times in Tally(ids).items() if times > 1]
    _require(not twice, f"{what} {_list(twice)} is there twice")


def _list(items: Iterable[str]) -> str:
    return ", ".join(sorted(items))
