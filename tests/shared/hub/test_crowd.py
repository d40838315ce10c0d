import asyncio
import socket
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from shared.hub.crowd import LARGEST_BACKLOG, MANY, Crowd, Station
from shared.wire.messages import Hello

MEBIBYTE = 2**20


@asynccontextmanager
async def a_crowd(people, welcome="welcome"):
    """A crowd, and the far ends of the connections of so many."""
    crowd, here = Crowd(), asyncio.Semaphore(0)

    async def attend(connection):
        hello = Hello(role="display", station=f"display-{connection.id}")
        station = Station(connection, hello)
        crowd.join(station, welcome)
        here.release()
        await connection.wait_closed()
        crowd.leave(station)

    async with serve(attend, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        ends = [await an_end(port) for _ in range(people)]
        for _ in ends:
            await here.acquire()
        yield crowd, ends
        for end in ends:
            end.transport.abort()


async def an_end(port):
    """Connect with little room for what was not read."""
    end = socket.socket()
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    end.connect(("127.0.0.1", port))
    address = f"ws://127.0.0.1:{port}"
    return await connect(address, sock=end, max_size=None, max_queue=1)


async def all_of(end):
    """Listen until the connection is closed."""
    while True:
        await end.recv()


async def test_a_long_welcome_is_no_backlog():
    welcome = "w" * (4 * MEBIBYTE)

    async with a_crowd(1, welcome) as (crowd, [end]):
        crowd.tell("news")
        heard = [await end.recv(), await end.recv()]

    assert heard == [welcome, "news"]


async def test_who_does_not_read_is_cut_off_and_the_others_hear_everything():
    told = ["x" * MEBIBYTE for _ in range(12)]

    async with a_crowd(2) as (crowd, [reader, frozen]):
        assert await reader.recv() == "welcome"
        for text in told:
            crowd.tell(text)
            assert await reader.recv() == text
        with pytest.raises(ConnectionClosed):
            await all_of(frozen)

    assert len(told) * MEBIBYTE > LARGEST_BACKLOG


@pytest.mark.timeout(120)
async def test_many_hear_all_in_order_and_none_hears_what_was_before_it_came():
    async with a_crowd(MANY + 1) as (crowd, ends):
        told = [f"news {n}" for n in range(5)]
        for text in told:
            crowd.tell(text)
        heard = [[await end.recv() for _ in range(6)] for end in ends]

    assert heard == [["welcome", *told]] * len(ends)


async def test_who_has_just_gone_is_told_nothing_more(caplog):
    """asyncio complains of writing to a connection that it has given up."""
    async with a_crowd(1) as (crowd, _):
        [station] = crowd
        station.connection.transport.abort()
        for _ in range(20):
            station.tell("an answer")
            crowd.tell("news")

    assert caplog.messages == []
