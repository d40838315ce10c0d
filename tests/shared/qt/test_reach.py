import socket

import pytest

from shared.qt.reach import reach


@pytest.fixture
def full():
    """A machine from which nothing comes back: nobody more can be let in."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = server.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(address)
        yield address[1]
        for each in waiting:
            each.close()


async def test_a_machine_that_answers_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = await reach(f"ws://127.0.0.1:{server.getsockname()[1]}")

        assert line.getpeername() == server.getsockname()
        line.close()


async def test_a_machine_that_swallows_everything_is_given_up_soon(full):
    with pytest.raises(OSError, match=r"no answer from 127\.0\.0\.1 in"):
        await reach(f"ws://127.0.0.1:{full}")


async def test_a_machine_where_nobody_listens_is_known_at_once():
    with pytest.raises(OSError, match="Connect call failed"):
        await reach("ws://127.0.0.1:1")


@pytest.mark.parametrize("url", ["ws://", "ws://127.0.0.1:99999"])
async def test_what_names_no_machine_is_no_address(url):
    with pytest.raises(ValueError, match=r"names no machine|out of range"):
        await reach(url)
