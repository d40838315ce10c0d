import threading
from pathlib import Path

import psycopg
import pytest

from shared.store.doorbell import LARGEST, Bell, Listener, rings_in, texts_of
from shared.store.engine import open_engine
from tests.postgresql import a_server

pytestmark = pytest.mark.postgresql


@pytest.fixture
def engine(postgresql):
    engine = open_engine(postgresql.database(), Path())
    yield engine
    engine.dispose()


def a_bell(engine, **settings):
    bell = Bell(engine, **settings)
    bell.start()
    return bell


@pytest.fixture
def bell(engine):
    bell = a_bell(engine)
    yield bell
    bell.stop()


@pytest.fixture
def listener(engine):
    listener = Listener(engine)
    listener.wait(0)  # from here on it hears
    yield listener
    listener.stop()
    listener.close()


def hear(listener, *offices):
    """Return what is heard until all *offices* were among it."""
    heard = {}
    while not heard.keys() >= set(offices):
        heard |= listener.wait(1)
    return heard


def test_who_listens_hears_how_far_the_records_go(bell, listener):
    bell.ring("xa-1", 7)

    assert hear(listener, "xa-1") == {"xa-1": 7}


def test_many_rings_of_a_moment_are_one(engine, listener):
    bell = a_bell(engine, together=60)
    for seq in range(1, 1001):
        bell.ring("xa-1", seq)
        bell.ring("xa-2", seq)
    told = bell._untold
    bell.stop()

    assert told == {"xa-1": 1000, "xa-2": 1000}


def test_three_hundred_offices_are_told_in_notices_that_fit():
    rings = {f"phường-{'x' * 30}-{place}": 10**12 + place for place in range(300)}

    texts = list(texts_of(rings))

    assert all(len(text.encode()) <= LARGEST for text in texts)
    assert {office: seq for text in texts for office, seq in rings_in(text)} == rings


@pytest.mark.parametrize("text", ["", ";", "xa-1", "xa-1 x", "xa-1 -5", " 5", "xa-1 ²"])
def test_what_makes_no_sense_on_the_channel_is_passed_over(text):
    assert list(rings_in(text)) == []


def test_nothing_rung_is_nothing_heard(listener):
    assert listener.wait(0.01) == {}


def test_who_listens_can_be_told_to_stop(engine):
    listener = Listener(engine)
    listener.wait(0)
    waiting = threading.Thread(target=listener.wait, args=[600])
    waiting.start()

    listener.stop()
    waiting.join()

    listener.close()


def test_bell_and_listener_outlive_a_restart_of_the_server():
    with a_server() as server:
        engine = open_engine(server.database(), Path())
        bell, listener = a_bell(engine), Listener(engine)
        listener.wait(0)
        bell.ring("xa-1", 1)
        hear(listener, "xa-1")

        server.stop()
        bell.ring("xa-1", 2)  # lost: whoever looks finds it
        assert listener.wait(0.01) == {}
        server.start()

        heard = {}
        for seq in range(3, 1000):
            bell.ring("xa-1", seq)
            if heard := listener.wait(0.2):
                break
        bell.stop()
        listener.stop()
        listener.close()
        engine.dispose()

    assert heard["xa-1"] >= 3


def test_a_bell_whose_session_was_ended_rings_again(bell, listener, engine):
    bell.ring("xa-1", 1)
    hear(listener, "xa-1")
    where = engine.url.render_as_string().replace("+psycopg", "")
    with psycopg.connect(where, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'motcua-bell'"
        )

    heard = {}
    for seq in range(2, 1000):
        bell.ring("xa-1", seq)
        if heard := listener.wait(0.2):
            break

    assert heard["xa-1"] >= 2
