"""The office that is measured: a database, a plan, and a hub as a process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine

from shared.config import load
from shared.domain.plan import Plan
from shared.store.engine import open_engine
from tests import programs
from tests.postgresql import Server, a_server

KINDS = ("SQLite", "PostgreSQL")
COUNTERS = 16
SERVICES = 9
OFFICE = "mau"


class Place:
    """A folder on the local disk, and a PostgreSQL server where one is wanted."""

    def __init__(
        self, folder: Path, server: Server | None = None, *, counters: int = COUNTERS
    ) -> None:
        self.folder = folder
        self._server = server
        self._made = 0
        write_settings(folder, counters)
        self.plan = load(folder / "office.toml", Plan)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The databases that can be had here."""
        return KINDS if self._server else KINDS[:1]

    def database(self, kind: str) -> str:
        """Return the address of a new database."""
        if kind == "PostgreSQL" and self._server is not None:
            return self._server.database()
        self._made += 1
        return f"sqlite:///{self.folder}/records-{self._made}.sqlite"


@contextmanager
def a_place(*, postgresql: bool = True) -> Iterator[Place]:
    """Make a place, and clear it away in the end."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        if not postgresql:
            yield Place(Path(name))
            return
        with a_server(durable=True) as server:
            yield Place(Path(name), server)


def write_settings(folder: Path, counters: int = COUNTERS) -> None:
    """Write the settings of a hub whose office is the sample with more counters."""
    sample = programs.ROOT / "config" / "office.toml"
    text = sample.read_text(encoding="utf-8")
    for id_ in range(text.count("[[counters]]") + 1, counters + 1):
        serves = id_ % SERVICES + 1
        text += f'[[counters]]\nid = "{id_}"\nzone = "3"\nserves = ["{serves}"]\n'
    (folder / "office.toml").write_text(text, encoding="utf-8")
    hub = 'office = "office.toml"\ndatabase = "sqlite://"\nport = 0\n'
    (folder / "hub.toml").write_text(hub, encoding="utf-8")


class Hub:
    """A hub in a process of its own. `ready_seconds` is how long its start took."""

    def __init__(
        self, place: Place, database: str, settings: Path | None = None
    ) -> None:
        self.database = database
        self._place = place
        self._settings = settings or place.folder / "hub.toml"
        self._port = "0"
        self.start()

    def start(self) -> None:
        """Start, and wait until stations can come.

        Raises:
            RuntimeError: It did not start.
        """
        began = perf_counter()
        with (self._place.folder / "hub.log").open("a") as log:
            self._process = programs.start(
                "shared.hub",
                "--config", self._settings,
                "--database", self.database,
                "--port", self._port,
                stderr=log,
            )  # fmt: skip
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        self.ready_seconds = perf_counter() - began
        if not self.url:
            raise RuntimeError((self._place.folder / "hub.log").read_text()[-2_000:])
        self._port = self.url.rpartition(":")[2]

    def megabytes(self) -> float:
        """Return how much memory it holds now."""
        return _megabytes(self._process.pid)

    def processor_seconds(self) -> float:
        """Return for how long it has used a core, however busy the machine is."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        # After the name come the state and, eleven further on, two times in ticks.
        ticks = stat.rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """Let it die without a word."""
        self._process.kill()
        self._end()

    def stop(self) -> None:
        """Ask it to end, and wait for that."""
        self._process.terminate()
        self._end()

    def _end(self) -> None:
        self._process.wait(timeout=60)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


@contextmanager
def a_hub(place: Place, database: str, settings: Path | None = None) -> Iterator[Hub]:
    """Start a hub on *database*, and stop it in the end."""
    hub = Hub(place, database, settings)
    try:
        yield hub
    finally:
        hub.stop()


@contextmanager
def records(place: Place, database: str) -> Iterator[Engine]:
    """Open the records of *database*, and close them in the end."""
    engine = open_engine(database, place.folder)
    try:
        yield engine
    finally:
        engine.dispose()


def _megabytes(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text()
    kilobytes = int(status.partition("VmRSS:")[2].split()[0])
    return kilobytes / 1024
