from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.domain.commands import IssueTicket
from shared.store.engine import open_engine
from shared.store.errors import StoreUnavailable, StoreUnreachable
from shared.store.reading import Reading, open_reader
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from tests.halls import EIGHT, a_hall, happen
from tests.postgresql import a_server
from tests.shared.store import standing

pytestmark = pytest.mark.postgresql
DAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def servers():
    """Two servers: what one is told to do, no other test's server does."""
    with a_server() as one, a_server() as other:
        yield one, other


@pytest.fixture
def addresses(servers):
    """A database of the same name on both."""
    return [server.database() for server in servers]


@contextmanager
def a_store(address):
    engine = open_engine(address, Path())
    try:
        yield Store(engine, "mau")
    finally:
        engine.dispose()


def a_batch(seq=0):
    [event] = happen(a_hall(), IssueTicket(service="1"))
    entry = Entry(day=DAY, at=EIGHT, station="k", event="{}", ticket=event.ticket)
    return Batch(seq=seq, day=DAY, entries=[entry], answers=[])


def port_of(store):
    with store._transaction() as connection:
        return connection.scalar(text("SELECT inet_server_port()"))


def test_a_server_that_is_gone_is_passed_over(addresses, servers):
    first, second = standing.gone(addresses[0]), addresses[0]

    with a_store(standing.several(first, second)) as store:
        store.take(DAY)

        assert port_of(store) == servers[0].port


def test_a_server_that_cannot_be_written_is_passed_over(addresses, servers):
    with (
        standing.demoted(addresses[0]),
        a_store(standing.several(*addresses)) as store,
    ):
        store.take(DAY)

        assert port_of(store) == servers[1].port


def test_a_server_that_is_demoted_is_left_for_the_one_that_is_not(addresses, servers):
    with a_store(standing.several(*addresses)) as store:
        store.take(DAY)
        assert port_of(store) == servers[0].port

        with standing.demoted(addresses[0]):
            with pytest.raises(StoreUnreachable):
                store.record(a_batch())
            store.take(DAY)

            assert port_of(store) == servers[1].port


def test_servers_of_which_none_can_be_written_may_be_promoted(addresses):
    with (
        standing.demoted(addresses[0]),
        standing.demoted(addresses[1]),
        a_store(standing.several(*addresses)) as store,
        pytest.raises(StoreUnreachable, match="read-only"),
    ):
        store.take(DAY)


def test_servers_that_are_all_gone_may_come_back(addresses):
    nowhere = standing.several(*map(standing.gone, addresses))

    with a_store(nowhere) as store, pytest.raises(StoreUnreachable) as caught:
        store.take(DAY)

    assert str(caught.value).startswith(f"{nowhere}: ")
    assert str(caught.value).count("refused") == 1


def test_servers_that_refuse_us_do_so_for_good(servers, tmp_path):
    one, other = (server.guarded("right") for server in servers)
    passwords = tmp_path / "passwords"
    passwords.write_text("*:*:*:*:wrong\n")
    passwords.chmod(0o600)
    address = standing.several(one, other, standing.gone(one))

    with (
        a_store(f"{address}&passfile={passwords}") as store,
        pytest.raises(StoreUnavailable, match="password") as caught,
    ):
        store.take(DAY)

    assert not isinstance(caught.value, StoreUnreachable)


def test_a_report_is_read_where_nothing_can_be_written(addresses):
    with a_store(addresses[0]) as store:
        store.take(DAY)
    reader = open_reader(addresses[0], Path())

    with standing.demoted(addresses[0]):
        assert Reading(reader).offices() == ["mau"]
    reader.dispose()


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.record(a_batch()),
        lambda store: store.history.accept_clock(EIGHT),
    ],
    ids=["in one statement", "in a transaction"],
)
def test_a_commit_whose_wait_is_cancelled_is_not_believed(addresses, write):
    address = addresses[0]
    with a_store(address) as store, ThreadPoolExecutor() as threads:
        store.take(DAY)

        with standing.without_standby(address):
            writing = threads.submit(write, store)
            standing.cancel_wait(address, standing.wait_for_waiting(address))

            with pytest.raises(StoreUnreachable, match="no stand-by has confirmed"):
                writing.result()


def test_what_no_standby_has_is_not_read_either(addresses):
    """Otherwise a wish would be answered from records that a fail-over takes back."""
    address = addresses[0]
    with a_store(address) as store, ThreadPoolExecutor() as threads:
        store.take(DAY)

        with standing.without_standby(address):
            recording = threads.submit(store.record, a_batch())
            first = standing.wait_for_waiting(address)
            standing.cancel_wait(address, first)
            assert isinstance(recording.exception(), StoreUnreachable)
            reading = threads.submit(store.position)
            standing.wait_for_waiting(address, but={first})
            assert not reading.done()

        assert reading.result() == (1, DAY)


def test_a_server_that_is_back_after_a_crash_is_read_once_a_standby_has_all():
    with a_server(durable=True) as server, a_store(server.database()) as store:
        address = store._engine.url.render_as_string()
        store.take(DAY)
        with ThreadPoolExecutor() as threads, standing.without_standby(address):
            recording = threads.submit(store.record, a_batch())
            standing.wait_for_waiting(address)
            server.kill()
            server.start()
            assert isinstance(recording.exception(), StoreUnreachable)
            reading = threads.submit(store.position)
            standing.wait_for_waiting(address)
            assert not reading.done()

        assert reading.result() == (1, DAY)


@pytest.mark.parametrize("where", ["host=a&password=secret", "password=secret"])
def test_a_password_anywhere_in_the_address_is_refused(where, tmp_path):
    with pytest.raises(StoreUnavailable, match="does not belong") as caught:
        open_engine(f"postgresql+psycopg://motcua@/motcua?{where}", tmp_path)

    assert "secret" not in str(caught.value)
