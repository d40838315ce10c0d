"""How the stations are that have reported themselves."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from shared.hub.crowd import Station
from shared.wire.messages import Report, StationNow

log = logging.getLogger(__name__)

MOST = 1_000
"""So many are remembered; of those who have left, the oldest goes first."""


class Roster:
    """The last report of each station, by its name."""

    def __init__(self) -> None:
        self._now: dict[str, StationNow] = {}
        self._here: dict[str, Station] = {}

    def __iter__(self) -> Iterator[StationNow]:
        return iter(tuple(self._now.values()))

    def report(self, station: Station, report: Report) -> StationNow | None:
        """Take in how *station* is, and return it if that is new."""
        name, role = station.hello.station, station.hello.role
        skew = station.skew if station.clock_is_wrong else None
        now = StationNow(station=name, role=role, here=True, report=report, skew=skew)
        self._here[name] = station
        if self._now.get(name) == now:
            return None
        log.info("%s reports %s", name, report)
        self._now[name] = now
        self._make_room()
        return now

    def leave(self, station: Station) -> StationNow | None:
        """Take in that *station* has gone, unless it is back already."""
        name = station.hello.station
        if self._here.get(name) is not station:
            return None
        del self._here[name]
        self._now[name] = replace(self._now[name], here=False)
        return self._now[name]

    def version(self, station: Station) -> str | None:
        """Return the version of the program that *station* told, if it did."""
        now = self._now.get(station.hello.station)
        return now.report.version if now else None

    def printer(self, station: Station) -> str | None:
        """Return how the printer of *station* is, if it told."""
        now = self._now.get(station.hello.station)
        return now.report.printer if now else None

    def _make_room(self) -> None:
        if len(self._now) > MOST:
            gone = next((name for name in self._now if name not in self._here), None)
            if gone is not None:
                del self._now[gone]


def told_of(
    name: str, station: Station | None, now: StationNow | None
) -> dict[str, object]:
    """Return what `/health` says of a station that is here, or was."""
    table: dict[str, object] = {"station": name, "here": station is not None}
    if station is not None:
        table |= {"role": station.hello.role, "clock_ahead_seconds": station.skew}
    if now is not None:
        report = now.report
        table |= {
            "role": now.role,
            "version": report.version,
            "printer": report.printer,
            "paper": report.paper,
            "unprinted": len(report.unprinted),
            "unmerged": len(report.unmerged),
            "needs_help": report.needs_help,
        }
    return table
