"""Stations that never give a wish up, written from the protocol's page alone.

Nothing of the project is imported here: what it knows stands in
`shared/wire/README.md`. A wish that got no answer is sent again on the next
connection, under the same id, and every answer is noted in a file.
"""

import asyncio
import json
from collections import Counter
from random import Random
from uuid import UUID

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

SILENCE_SECONDS = 3
"""After so long without a frame a station connects anew."""

AGAIN_SECONDS = 0.05
LARGEST_FRAME = 2**24


class Acks:
    """Every final answer, in memory and as a JSON line in a file.

    A line is an object: `wish` is the frame that was sent, `answer` the hub's.
    """

    def __init__(self, path):
        self._file = path.open("w", encoding="utf-8")
        self._news = asyncio.Event()
        self.all = []
        self.met = Counter()
        """How often a connection was `broken`, and a wish `not_kept`."""

        self.last = 0
        """The last event that an answer has named."""

        self.at = []
        """When each answer came, in seconds of the loop's clock, and from which URL."""

    def note(self, url, wish, answer):
        self.all.append((wish, answer))
        self.at.append((asyncio.get_running_loop().time(), url))
        self.last = max(self.last, answer.get("seq", 0))
        line = json.dumps({"wish": wish, "answer": answer}, ensure_ascii=False)
        self._file.write(f"{line}\n")
        self._tell()

    def meet(self, what):
        self.met[what] += 1
        self._tell()

    @property
    def done(self):
        """The wishes that were obeyed, with their answers."""
        return [pair for pair in self.all if pair[1]["type"] == "done"]

    async def wait_until(self, true, seconds=30):
        """Wait until *true* returns true.

        Raises:
            TimeoutError: It did not for *seconds*.
        """
        async with asyncio.timeout(seconds):
            while not true():
                await self._news.wait()

    async def wait_for_more(self, answers):
        """Wait until there are so many more answers than now."""
        goal = len(self.all) + answers
        await self.wait_until(lambda: len(self.all) >= goal)

    async def wait_for_more_refusals(self, times):
        """Wait until so many more wishes could not be kept."""
        goal = self.met["not_kept"] + times
        await self.wait_until(lambda: self.met["not_kept"] >= goal)

    def close(self):
        self._file.close()

    def _tell(self):
        self._news.set()
        self._news = asyncio.Event()


async def say_hello(url, **hello):
    """Return a connection on which hello was said, and what answered it."""
    connection = await connect(
        url, max_size=LARGEST_FRAME, compression=None, ping_interval=None
    )
    await connection.send(json.dumps({"type": "hello", "token": "", **hello}))
    return connection, await hear(connection)


async def hear(connection):
    """Return the next frame.

    Raises:
        TimeoutError: The hub was silent for too long.
    """
    async with asyncio.timeout(SILENCE_SECONDS):
        return json.loads(await connection.recv())


class Addresses:
    """Where a station may find its office, tried in turn."""

    def __init__(self, urls, office=None):
        self._urls, self._place = urls, 0
        self.office = {} if office is None else {"office": office}
        """What a hello says of it."""

    @property
    def url(self):
        return self._urls[self._place % len(self._urls)]

    def turn(self):
        """Try the next one, the next time."""
        self._place += 1


class Client:
    """A station that asks one thing after the other."""

    def __init__(self, urls, role, name, acks, seed, *, office=None, pause=0):
        """Try one of *urls* after the other; rest about *pause* seconds after each."""
        self._addresses = Addresses(urls, office)
        self._role, self.name = role, name
        self._acks = acks
        self._connection, self._pause = None, pause
        self.random = Random(f"{seed} {office} {name}")

    async def ask(self, kind, **fields):
        """Return the hub's answer, however often it has to be asked for.

        It is `done` or `refused`; a wish that was `not_kept` is sent again.
        """
        id_ = str(UUID(int=self.random.getrandbits(128)))
        wish = {"type": kind, "id": id_, **fields}
        await asyncio.sleep(self._pause * 2 * self.random.random())
        while True:
            try:
                answer = await self._answer_to(wish)
            except (OSError, WebSocketException):  # a TimeoutError is an OSError
                self._acks.meet("broken")
                self.leave()
                self._addresses.turn()
            else:
                if answer.get("code") != "not_kept":
                    self._acks.note(self._addresses.url, wish, answer)
                    return answer
                self._acks.meet("not_kept")
            await asyncio.sleep(AGAIN_SECONDS)

    async def tell(self, kind, **fields):
        """Say what is no wish, on the connection of the last one."""
        await self._connection.send(json.dumps({"type": kind, **fields}))

    def leave(self):
        if self._connection is not None:
            self._connection.transport.abort()
            self._connection = None

    async def _answer_to(self, wish):
        if self._connection is None:
            who = {"role": self._role, "station": self.name}
            who |= self._addresses.office
            self._connection, _ = await say_hello(self._addresses.url, **who)
        await self._connection.send(json.dumps(wish))
        while (frame := await hear(self._connection)).get("id") != wish["id"]:
            pass
        return frame


async def give_numbers(client, services, end):
    """Be a kiosk: numbers, some with priority, a few given back."""
    chance = client.random
    while not end.is_set():
        priority = chance.random() < 0.2
        answer = await client.ask(
            "issue", service=chance.choice(services), priority=priority
        )
        if answer["type"] == "done" and chance.random() < 0.05:
            await client.ask("cancel", number=answer["ticket"]["number"])


async def serve_people(client, counter, services, end):
    """Be a clerk at *counter*, who gives a number himself when nobody waits."""
    while not end.is_set():
        answer = await client.ask("call_next", counter=counter)
        match answer:
            case {"type": "done"}:
                await _serve(client, counter, answer["ticket"]["number"], services)
            case {"code": "nobody_waits"}:
                await client.ask("issue", service=client.random.choice(services))
            case {"code": "counter_closed"}:
                await client.ask("open", counter=counter)
            case {"code": "counter_busy", "parts": parts}:
                await _serve(client, counter, parts["number"], services)
            case _:
                raise AssertionError(f"{client.name}: {answer}")


async def _serve(client, counter, number, services):
    """Let the citizen with *number* come, or not, and go."""
    here = {"number": number, "counter": counter}
    fate = client.random.random()
    if fate < 0.1:
        await client.ask("no_show", **here)
        return
    await client.ask("serve", **here)
    if fate < 0.2:
        await client.ask("hold", **here)
        await client.ask("resume", **here)
    elif fate < 0.3:
        other = client.random.choice(services)
        await client.ask("transfer", service=other, **here)
    else:
        await client.ask("finish", **here)
