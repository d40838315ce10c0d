"""Keeps the stations company: lets them in, takes their wishes, tells them all."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from shared.domain.commands import (
    CancelTicket,
    Command,
    IssueTicket,
    OpenCounter,
)
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import evolve
from shared.hub.exchange import Kept, Reset, Wish
from shared.hub.writer import Writer
from shared.wire.codec import pack, unpack_up
from shared.wire.errors import BadFrame
from shared.wire.messages import (
    Ask,
    CatchUp,
    Events,
    Heartbeat,
    Hello,
    Refused,
    Report,
    Role,
    Snapshot,
)
from shared.wire.session import state_of

log = logging.getLogger(__name__)

BAD_FRAME = 1002
REMEMBERED_EVENTS = 2_000
HELLO_SECONDS = 10
HEARTBEAT_SECONDS = 1.0
LARGEST_FRAME = 64 * 1024
"""Bytes a station may send at once."""

LARGEST_BACKLOG = 2**20
"""Bytes that may wait for a station that does not read; more, and it is cut off."""


class Address(NamedTuple):
    """Where to listen; port 0 stands for any free one."""

    host: str
    port: int


class Server:
    """One office's stations and what they are shown.

    `hall` is what is shown: it follows the writer's after each commit.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self.hall = writer.hall_kept()
        self._stream = writer.stream
        self._seq = writer.seq
        self._ring: deque[Event] = deque(maxlen=REMEMBERED_EVENTS)
        self._stations: set[ServerConnection] = set()
        self._names: dict[ServerConnection, str] = {}

    def deliver(self, news: Kept | Reset) -> None:
        """Answer, then tell, what the writer's thread has kept."""
        match news:
            case Kept():
                self._loop.call_soon_threadsafe(self._tell, news)
            case Reset():
                self._loop.call_soon_threadsafe(self._start_over, news)

    def _start_over(self, reset: Reset) -> None:
        """Show every station all of the hall, in place of what it knows."""
        log.info("every station gets the hall as recorded, event %d", reset.seq)
        self.hall, self._seq = reset.hall, reset.seq
        self._ring.clear()
        snapshot = Snapshot(
            stream=self._stream, seq=self._seq, state=state_of(self.hall)
        )
        self._send(self._stations, pack(snapshot))

    def _tell(self, kept: Kept) -> None:
        for reply, text in kept.answers:
            reply(text)
        if not kept.events:
            return
        for event in kept.events:
            evolve(self.hall, event)
        self._seq += len(kept.events)
        public = tuple(map(_public, kept.events))
        self._ring.extend(public)
        events = Events(stream=self._stream, first=kept.seq + 1, list=public)
        self._send(self._stations, pack(events))

    async def attend(self, connection: ServerConnection) -> None:
        """Keep one station company until it leaves."""
        name = f"{connection.remote_address}"
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = self._hello_in(await connection.recv())
            name = f"{hello.role} {hello.station}"
            log.info("%s is here", name)
            self._let_in(connection, hello)
            async for text in connection:
                self._take(connection, hello, text)
        except BadFrame as error:
            log.warning("%s: bad frame: %s", name, error)
            await connection.close(BAD_FRAME, "bad frame")
        except TimeoutError:
            log.warning("%s: said no hello", name)
            await connection.close(BAD_FRAME, "no hello")
        except ConnectionClosed:
            pass
        finally:
            self._stations.discard(connection)
            self._names.pop(connection, None)
            log.info("%s has left", name)

    async def beat(self) -> None:
        """Tell every second that the hub is there and what it last said."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self._writer.turn()
            heartbeat = Heartbeat(
                stream=self._stream, seq=self._seq, hash=self.hall.hash
            )
            self._send(self._stations, pack(heartbeat))

    # Not a coroutine: no event can slip in between the snapshot and joining.
    def _let_in(self, connection: ServerConnection, hello: Hello) -> None:
        self._send([connection], pack(self._welcome(hello)))
        self._stations.add(connection)
        self._names[connection] = hello.station

    def _welcome(self, hello: Hello) -> Snapshot | CatchUp:
        missed = self._seq - hello.last
        if hello.stream == self._stream and 0 <= missed <= len(self._ring):
            events = tuple(self._ring)[len(self._ring) - missed :]
            return CatchUp(stream=self._stream, first=hello.last + 1, list=events)
        return Snapshot(stream=self._stream, seq=self._seq, state=state_of(self.hall))

    def _take(
        self, connection: ServerConnection, hello: Hello, text: str | bytes
    ) -> None:
        match frame := unpack_up(text):
            case Hello():
                raise BadFrame("hello was said before")
            case Report():
                log.info("%s reports %s", hello.station, frame)
            case Ask():
                if _may(hello.role, frame.command):
                    self._wish(connection, hello, frame)
                else:
                    self._refuse(connection, hello, frame)

    def _wish(self, connection: ServerConnection, hello: Hello, ask: Ask) -> None:
        def reply(answer: str) -> None:
            self._send([connection], answer)

        wish = Wish(
            station=hello.station,
            ask=ask,
            reply=reply,
            takes_over=self._is_left(ask.command),
        )
        self._writer.submit(wish)

    def _is_left(self, command: Command) -> bool:
        """Return whether the station that has a counter is not here any more."""
        if not isinstance(command, OpenCounter):
            return False
        counter = self.hall.counters.get(command.counter)
        return counter is not None and counter.station not in self._names.values()

    def _refuse(self, connection: ServerConnection, hello: Hello, ask: Ask) -> None:
        message = f"a {hello.role} may not do this"
        log.warning("%s: %s", hello.station, message)
        refused = Refused(id=ask.id, code="not_allowed", message=message)
        self._send([connection], pack(refused))

    def _hello_in(self, text: str | bytes) -> Hello:
        frame = unpack_up(text)
        if not isinstance(frame, Hello):
            raise BadFrame("the first frame is no hello")
        return frame

    def _send(self, stations: Iterable[ServerConnection], text: str) -> None:
        """Write *text* without waiting for anybody."""
        stations = list(stations)
        broadcast(stations, text)
        for connection in stations:
            if connection.transport.get_write_buffer_size() > LARGEST_BACKLOG:
                log.warning("%s does not read: cut off", connection.remote_address)
                self._stations.discard(connection)
                connection.transport.abort()


async def listen(
    server: Server, address: Address, opened: Callable[[str], None], end: asyncio.Event
) -> None:
    """Serve stations until *end*, telling *opened* the hub's URL once it is open.

    Raises:
        OSError: The port cannot be had.
    """
    async with serve(
        server.attend,
        address.host,
        address.port,
        compression=None,
        max_size=LARGEST_FRAME,
        ping_interval=5,
        ping_timeout=10,
        close_timeout=1,
    ) as listening:
        bound = next(iter(listening.sockets)).getsockname()[1]
        opened(f"ws://{address.host}:{bound}")
        beating = asyncio.create_task(server.beat())
        await end.wait()
        beating.cancel()


def _public(event: Event) -> Event:
    """Return *event* without what no station may know: whose ticket it is."""
    if isinstance(event, TicketChanged) and event.holder is not None:
        return replace(event, holder=None)
    return event


def _may(role: Role, command: Command) -> bool:
    """Return whether stations of *role* may wish for *command*."""
    match role:
        case "counter":
            return True
        case "kiosk":
            return isinstance(command, IssueTicket | CancelTicket)
        case "display":
            return False
