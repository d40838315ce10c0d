"""What the hub tells whoever watches over it: plain HTTP on the port of the stations.

`/health` says in JSON how it is, `/metrics` counts in the text form of Prometheus.
Both are for the hub's own machine, or for who has the token of a station.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
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

from shared.clock import Clock
from shared.hub.bounds import Visits, host_of
from shared.hub.figures import Figures
from shared.hub.register import Register
from shared.hub.server import Server
from shared.version import installed

Metric = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily

JSON, TEXT = "application/json", "text/plain; version=0.0.4; charset=utf-8"
SCHEME = "Bearer "


class Health(Collector):
    """Answers for the hub."""

    def __init__(
        self, clock: Clock, figures: Figures, register: Register, visits: Visits
    ) -> None:
        self._clock = clock
        self._figures = figures
        self._register = register
        self._visits = visits
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._version = installed() or "unknown"
        self.server: Server | None = None
        """Who serves the stations, once there is somebody."""

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
        """Return how the hub is, as `/health` has it."""
        server = self.server
        kept = server is not None and server.keeps
        at = server.hall.at if server is not None else 0
        return {
            "ok": kept,
            "database": "ok" if kept else "away",
            "version": self._version,
            "last_event_age_seconds": (self._clock.now() - at) // 1_000 if at else None,
            "stations": server.stations_now() if server is not None else [],
        }

    def collect(self) -> Iterable[Metric]:
        """Return what is counted; Prometheus' library asks."""
        yield from self._counters()
        yield self._commits()
        if self.server is not None:
            yield from self._gauges(self.server)

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

    def _gauges(self, server: Server) -> Iterator[Metric]:
        words = "Whether the database keeps what is wished"
        yield GaugeMetricFamily("motcua_up", words, float(server.keeps))
        stations = GaugeMetricFamily(
            "motcua_stations", "Stations connected", labels=["role"]
        )
        roles = Counter(station.hello.role for station, _ in server.here())
        for role in ("kiosk", "counter", "display"):
            stations.add_metric([role], roles[role])
        yield stations
        waiting = GaugeMetricFamily(
            "motcua_waiting", "People who wait", labels=["service"]
        )
        hall = server.hall
        for service in hall.plan.services:
            lanes = (
                hall.waiting_count(service.id, priority=lane) for lane in (False, True)
            )
            waiting.add_metric([service.id], sum(lanes))
        yield waiting

    def _may_know(self, connection: ServerConnection, request: Request) -> bool:
        if self._visits.is_near(host_of(connection.transport)):
            return True
        try:
            words = request.headers.get("Authorization", "")
        except LookupError:  # more than one
            return False
        is_token = words.startswith(SCHEME)
        return is_token and self._register.knows(words.removeprefix(SCHEME))


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
