import threading
from pathlib import Path

import psycopg
import pytest

from shared.store.engine import open_engine
from shared.store.errors import StoreUnreachable
from shared.store.officelocks import FileLock, OfficeLocks, key_of, locks_of

pytestmark = pytest.mark.postgresql
OFFICES = [f"xa-{place}" for place in range(300)]


@pytest.fixture
def address(postgresql):
    return postgresql.database()


@pytest.fixture
def a_hub(address):
    """A builder of the locks of hubs that share one database."""
    made = []

    def a_hub():
        engine = open_engine(address, Path())
        made.append(OfficeLocks(engine))
        return made[-1]

    yield a_hub
    for locks in made:
        locks.close()


def end_sessions(address, end="pg_terminate_backend"):
    """Let the server end the sessions that own offices."""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            f"SELECT {end}(pid) FROM pg_stat_activity"
            " WHERE application_name = 'motcua-owner' AND datname = current_database()"
        )


def wait_until(true):
    """Wait until *true* returns something true; the test's own limit ends it."""
    pause = threading.Event()
    while not true():
        pause.wait(0.02)


def test_all_free_offices_are_taken_at_once(a_hub):
    hub = a_hub()

    assert hub.try_take(OFFICES) == set(OFFICES)
    assert hub.mine == set(OFFICES)


def test_an_office_has_one_owner(a_hub):
    one, other = a_hub(), a_hub()
    one.try_take(["a", "b"])

    assert other.try_take(["b", "c"]) == {"c"}
    assert (one.mine, other.mine) == ({"a", "b"}, {"c"})


def test_what_is_mine_is_not_taken_twice_and_one_word_lets_it_go(a_hub):
    one, other = a_hub(), a_hub()
    one.try_take(["a"])

    assert one.try_take(["a"]) == set()
    one.let_go(["a", "never mine"])

    assert one.mine == set()
    assert other.try_take(["a"]) == {"a"}


def test_anybody_can_see_which_offices_have_an_owner(a_hub):
    one, other = a_hub(), a_hub()
    one.try_take(OFFICES[::2])

    assert other.taken(OFFICES) == set(OFFICES[::2])
    assert other.mine == set()


def test_offices_of_another_database_are_others(a_hub, postgresql):
    elsewhere = OfficeLocks(open_engine(postgresql.database(), Path()))
    elsewhere.try_take(["a"])

    assert a_hub().taken(["a"]) == set()
    assert a_hub().try_take(["a"]) == {"a"}
    elsewhere.close()


def test_a_hub_whose_session_was_ended_owns_nothing_and_the_next_may_have_it(
    a_hub, address
):
    one, other = a_hub(), a_hub()
    one.try_take(["a", "b"])
    assert one.alive()

    end_sessions(address)

    assert not one.alive()
    assert one.mine == set()
    wait_until(lambda: other.try_take(["a", "b"]) == {"a", "b"})
    assert one.try_take(["a"]) == set()


def test_what_was_mine_is_not_after_the_session_was_renewed(a_hub, address):
    one, other = a_hub(), a_hub()
    one.try_take(["a", "b"])
    end_sessions(address)
    assert not one.alive()
    wait_until(lambda: other.try_take(["a"]))

    assert one.taken(["a", "b"]) == {"a"}
    assert one.mine == set()
    assert one.try_take(["a", "b"]) == {"b"}
    assert one.mine == {"b"}


def test_a_line_that_is_cut_ends_who_waits_for_the_server(a_hub, address):
    one, other = a_hub(), a_hub()
    one.try_take(["a"])
    other.taken(["a"])
    found = []
    waiting = threading.Thread(target=lambda: found.append(_sleep(one)))
    waiting.start()
    wait_until(lambda: _asleep(address))

    one.cut()
    waiting.join()

    assert found == [StoreUnreachable]
    assert not one.alive()


def _sleep(locks):
    try:
        locks._session.rows("SELECT pg_sleep(600)")
    except StoreUnreachable as error:
        return type(error)


def _asleep(address):
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as admin:
        query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(6%'"
        return admin.execute(f"{query} AND pid <> pg_backend_pid()").fetchone()[0]


def test_a_hub_that_hangs_loses_its_offices(a_hub):
    hanging, other = a_hub(), a_hub()
    hanging.try_take(["a"])

    # It says nothing more: nobody asks whether it is alive.
    wait_until(lambda: other.try_take(["a"]) or not other.alive())

    assert other.mine == {"a"}
    assert not hanging.alive()


def test_a_hub_without_a_server_owns_nothing_and_says_so(a_hub, address):
    nowhere = OfficeLocks(
        open_engine(address.replace("127.0.0.1", "127.0.0.9"), Path())
    )

    with pytest.raises(StoreUnreachable):
        nowhere.try_take(["a"])
    assert not nowhere.alive()


def test_a_file_is_its_hubs_alone(tmp_path):
    locks = locks_of(open_engine("sqlite:///records.sqlite", tmp_path))

    assert isinstance(locks, FileLock)
    assert locks.try_take(["a", "b"]) == {"a", "b"}
    locks.let_go(["b"])
    assert locks.taken(["a", "b"]) == locks.mine == {"a"}
    assert locks.alive()


def test_no_two_offices_share_a_lock():
    keys = {
        key_of(f"{kind}-{place}") for kind in ("xa", "phường") for place in range(5000)
    }

    assert len(keys) == 10_000
    assert all(-(2**63) <= key < 2**63 for key in keys)
