import asyncio
import json
import signal
import socket
from contextlib import closing
from functools import partial

import pytest
from websockets.asyncio.client import connect

from shared.clock import ManualClock
from shared.hub.keeping import Keeping
from shared.hub.life import run as run_hub
from shared.hub.orders import Orders
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.network import address
from shared.qt.hublink import HubLink
from shared.store.database import Database
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.halls import EIGHT, a_plan
from tests.postgresql import a_server
from tests.programs import ROOT, HubProcess, a_config, run

CONFIG = ROOT / "config" / "hub.toml"


def test_a_hub_that_is_asked_to_end_ends_well(tmp_path):
    assert HubProcess(tmp_path).stop() == 0


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        database = f"sqlite:///{tmp_path}/records.sqlite"
        words = ("--config", CONFIG, "--port", port, "--database", database)
        result = run("shared.hub", *words)

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert f"127.0.0.1:{port}" in line
    assert "in use" in line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("office = 3\ndatabase = 'sqlite://'", "office"),
        ("database = 'sqlite://'", "office"),
        ("office = 'gone.toml'\ndatabase = 'sqlite://'", "gone.toml"),
        ("office = 'x'\ndatabase = 'sqlite://'\nprot = 1", "prot"),
        ("office = 'x'\ndatabase = 'sqlite://'\nport = 70000", "70000"),
        ("office = ", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_stops_it_with_file_key_and_reason(
    tmp_path, text, reason
):
    path = tmp_path / "hub.toml"
    path.write_text(text)

    result = run("shared.hub", "--config", path)

    assert result.returncode == 2
    assert str(tmp_path) in result.stderr
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "database",
    [
        "oracle://x",
        "sqlite:////proc/none/records.sqlite",
        "sqlite:////proc/records.sqlite",
        "postgresql+psycopg://motcua:secret@127.0.0.1/motcua",
    ],
)
def test_a_database_that_cannot_be_had_is_one_clear_line(database):
    result = run("shared.hub", "--config", CONFIG, "--database", database)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr


@pytest.mark.parametrize("text", [b"no database " * 500, b"SQLite format 3\0" * 300])
def test_a_corrupt_file_is_one_clear_line_and_is_left_alone(tmp_path, text):
    path = tmp_path / "records.sqlite"
    path.write_bytes(text)

    result = run("shared.hub", "--config", CONFIG, "--database", f"sqlite:///{path}")

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert str(path) in line
    assert path.read_bytes() == text
    assert {*tmp_path.iterdir()} <= {path, tmp_path / "records.sqlite.lock"}


@pytest.mark.postgresql
@pytest.mark.parametrize("wrong", ["password", "database", "user"])
def test_a_server_that_refuses_us_is_one_clear_line(postgresql, wrong):
    address = postgresql.guarded("right")
    secret = "wrong" if wrong == "password" else "right"
    address = address.replace("guarded", "nobody") if wrong == "user" else address
    address += "_none" if wrong == "database" else ""

    words = ("--config", CONFIG, "--port", 0, "--database", address)
    result = run("shared.hub", *words, environment={"PGPASSWORD": secret})

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert "127.0.0.1" in line
    assert secret not in line


@pytest.mark.postgresql
def test_a_password_comes_from_the_environment(postgresql, tmp_path):
    address = postgresql.guarded("right")

    hub = HubProcess(tmp_path, address, environment={"PGPASSWORD": "right"})

    assert hub.stop() == 0


@pytest.mark.postgresql
def test_a_hub_waits_for_its_database_server_and_tells_the_stations(qtbot, tmp_path):
    with a_server() as server:
        address = server.database()
        server.stop()
        hub = HubProcess(tmp_path, address)
        link = HubLink(hub.url, "counter", "counter-1")
        link.start()
        qtbot.waitUntil(lambda: link.hub_waits)
        waited = link.online
        server.start()
        qtbot.waitUntil(lambda: link.online, timeout=20_000)
        link.stop()
        hub.stop()

    assert not waited
    assert not link.hub_waits


def test_a_port_that_is_none_is_one_clear_line():
    result = run("shared.hub", "--config", CONFIG, "--port", 99999)

    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert "99999" in line


class Broken(Store):
    """A store with a mistake in it."""

    def record(self, batch):
        raise ZeroDivisionError


@pytest.fixture
def handlers():
    """Put the handlers of signals back that a hub in this process replaces."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
async def test_a_hub_whose_writer_dies_ends_with_a_failure(tmp_path, capsys):
    settings = HubSettings(office=tmp_path, database="sqlite://", port=0)
    engine = open_engine("sqlite://", tmp_path)
    database = Database(engine, partial(Broken, engine))
    clock = ManualClock(EIGHT)
    keeping = Keeping(None, settings.backup, clock)
    orders = Orders(settings, Plans.of(a_plan()), clock)
    hub = asyncio.create_task(run_hub(orders, database, keeping))
    async with asyncio.timeout(10):
        while not (told := capsys.readouterr().out):  # noqa: ASYNC110  # a pipe
            await asyncio.sleep(0)
        async with connect(told.strip()) as kiosk:
            hello = {"type": "hello", "role": "kiosk", "station": "kiosk-1"}
            await kiosk.send(json.dumps(hello))
            await kiosk.recv()
            await kiosk.send(json.dumps({"type": "issue", "id": "1", "service": "1"}))
            code = await hub

    assert code == 1


def test_a_hub_that_is_open_to_all_says_where_other_machines_find_it(tmp_path):
    config = a_config(tmp_path)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("127.0.0.1", "0.0.0.0"), encoding="utf-8")
    hub = HubProcess(tmp_path, config=config)
    hub.stop()

    port = hub.url.rpartition(":")[2]
    told = hub.log.read_text(encoding="utf-8")
    assert f"other machines come to ws://{address()}:{port}\n" in told
