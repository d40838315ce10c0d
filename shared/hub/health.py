"""What the hub tells whoever watches over it: plain HTTP on the port of the stations.

`/health` says in JSON how it is, `/metrics` counts in the text form of Prometheus.
Both are for the hub's own machine, or for who has the token of a station.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.registry import Collector
from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from shared.domain.hall import Hall
from shared.hub.bounds import Visits, host_of
from shared.hub.hub import Hub
from shared.hub.site import Site
from shared.version import installed

Metric = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily

JSON, TEXT = "application/json", "text/plain; version=0.0.4; charset=utf-8"
SCHEME = "Bearer "


class Health(Collector):
    """Answers for the hub."""

    def __init__(self, hub: Hub, visits: Visits) -> None:
        self._hub = hub
        self._figures = hub.figures
        self._visits = visits
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._version = installed() or "unknown"

    def answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """Return what to say to *request*; None if it is a station that knocks."""
        path, _, _ = request.path.partition("?")
        if path not in ("/health", "/metrics"):
            return None
        if not self._may_know(connection, request):
            return _response(HTTPStatus.UNAUTHORIZED, b"a token is needed\n", TEXT)
        if path == "/metrics":
            return _response(HTTPStatus.OK, generate_latest(self._registry), TEXT)
        health = self.now()
        good = HTTPStatus.OK if health["ok"] else HTTPStatus.SERVICE_UNAVAILABLE
        return _response(good, msgspec.json.encode(health) + b"\n", JSON)

    def now(self) -> dict[str, object]:
        """Return how the hub is, as `/health` has it.

        It is well if what it serves is kept, and it serves something or stands by.
        """
        sites = tuple(self._hub)
        kept = bool(sites) and all(site.server.keeps for site in sites)
        stands_by = self._hub.stands_by
        about: dict[str, object] = {
            "ok": kept or stands_by,
            "database": "ok" if kept or stands_by else "away",
            "version": self._version,
        }
        if stands_by:
            about["stands_by"] = True
        if self._many:
            return about | {"offices": [self._of(site) for site in sites]}
        if not sites:
            return about | {"last_event_age_seconds": None, "stations": []}
        return about | _how(sites[0], self._hub.orders.clock.now())

    def collect(self) -> Iterable[Metric]:
        """Return what is counted; Prometheus' library asks."""
        yield from self._counters()
        yield self._commits()
        if sites := tuple(self._hub):
            yield from self._gauges(sites)

    @property
    def _many(self) -> bool:
        return len(self._hub.orders.plans) > 1

    def _of(self, site: Site) -> dict[str, object]:
        about = {"office": site.office, "ok": site.server.keeps}
        return about | _how(site, self._hub.orders.clock.now())

    def _counters(self) -> Iterator[Metric]:
        figures = self._figures
        counts: list[tuple[str, str, str, Counter[str]]] = [
            ("commands", "Wishes by outcome", "outcome", figures.commands),
            ("bad_frames", "Frames that made no sense", "reason", figures.bad_frames),
            ("refused", "Connections not let in", "reason", figures.refused),
        ]
        for name, words, label, counter in counts:
            family = CounterMetricFamily(f"motcua_{name}", words, labels=[label])
            for value, count in sorted(counter.items()):
                family.add_metric([value], count)
            yield family
        yield CounterMetricFamily("motcua_events", "Events kept", figures.events)
        words = "Frames read later than they came"
        yield CounterMetricFamily("motcua_throttled", words, figures.throttled)
        words = "Stations cut off that did not read"
        yield CounterMetricFamily("motcua_cut_off", words, figures.cut_off)

    def _commits(self) -> Metric:
        buckets = [(bound, float(count)) for bound, count in self._figures.commits]
        seconds = self._figures.commit_seconds
        words = "How long transactions took"
        return HistogramMetricFamily(
            "motcua_commit_seconds", words, buckets=buckets, sum_value=seconds
        )

    def _gauges(self, sites: Sequence[Site]) -> Iterator[Metric]:
        """Return how it is now, with the office where there may be many."""
        offices = ["office"] if self._many else []
        up = GaugeMetricFamily(
            "motcua_up", "Whether the database keeps what is wished", labels=offices
        )
        stations = GaugeMetricFamily(
            "motcua_stations", "Stations connected", labels=[*offices, "role"]
        )
        waiting = GaugeMetricFamily(
            "motcua_waiting", "People who wait", labels=[*offices, "service"]
        )
        for site in sites:
            office = [site.office] if self._many else []
            up.add_metric(office, float(site.server.keeps))
            roles = Counter(station.hello.role for station, _ in site.server.here())
            for role in ("kiosk", "counter", "display"):
                stations.add_metric([*office, role], roles[role])
            for service, people in _waiting(site.server.hall):
                waiting.add_metric([*office, service], people)
        yield from (up, stations, waiting)

    def _may_know(self, connection: ServerConnection, request: Request) -> bool:
        if self._visits.is_near(host_of(connection.transport)):
            return True
        try:
            words = request.headers.get("Authorization", "")
        except LookupError:  # more than one
            return False
        is_token = words.startswith(SCHEME)
        return is_token and self._hub.register.knows(words.removeprefix(SCHEME))


def _how(site: Site, now: int) -> dict[str, object]:
    at = site.server.hall.at
    return {
        "last_event_age_seconds": (now - at) // 1_000 if at else None,
        "stations": site.server.stations_now(),
    }


def _waiting(hall: Hall) -> Iterator[tuple[str, int]]:
    for service in hall.plan.services:
        lanes = (
            hall.waiting_count(service.id, priority=lane) for lane in (False, True)
        )
        yield service.id, sum(lanes)


def _response(status: HTTPStatus, body: bytes, kind: str) -> Response:
    headers = Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Cache-Control": "no-store",
        }
    )
    if status is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(status.value, status.phrase, headers, body)
