"""A display that believes nothing: it follows the stream and checks every promise.

Like the clients it is written from `shared/wire/README.md` alone.
"""

import asyncio
from collections import Counter
from hashlib import blake2b
from random import Random

from websockets.exceptions import WebSocketException

from tests.soak.client import AGAIN_SECONDS, Addresses, hear, say_hello

PROMISES = ("gaps", "wrong hashes", "told differently")
OVER = ("finished", "cancelled", "expired")


class Board:
    """The state, made from a snapshot and what happened since."""

    def __init__(self, state):
        self.day = state["day"]
        self.tickets = {ticket["number"]: ticket for ticket in state["tickets"]}
        self.counters = {c["id"]: c["state"] for c in state["counters"]}
        self.services = {s["id"]: s["closed"] for s in state["services"]}

    def take(self, event):
        """Let *event* be true."""
        match event:
            case {"type": "ticket_changed", "ticket": ticket}:
                self.tickets[ticket["number"]] = ticket
                if ticket["state"] in OVER:
                    del self.tickets[ticket["number"]]
            case {"type": "counter_changed", "counter": counter}:
                self.counters[counter["id"]] = counter["state"]
            case {"type": "service_changed", "service": service}:
                self.services[service["id"]] = service["closed"]
            case {"type": "day_started", "day": day}:
                self.day = day
                self.tickets.clear()
                self.counters = dict.fromkeys(self.counters, "closed")
                self.services = dict.fromkeys(self.services, False)
            case _:
                raise AssertionError(f"no event: {event}")

    @property
    def hash(self):
        """The hash as the page describes it, from the whole state."""
        lines = [f"day {self.day}", *map(_line, self.tickets.values())]
        lines += [f"counter {id_} {state}" for id_, state in self.counters.items()]
        for id_, closed in self.services.items():
            lines.append(f"service {id_} {'closed' if closed else 'open'}")
        digests = (blake2b(line.encode(), digest_size=8).digest() for line in lines)
        total = sum(int.from_bytes(digest, "big") for digest in digests)
        return f"{total % 2**64:016x}"


def _line(ticket):
    priority = int(ticket["priority"])
    counter, to_counter = ticket["counter"] or "-", ticket["to_counter"] or "-"
    return (
        f"ticket {ticket['number']} {ticket['service']} {ticket['state']} {priority}"
        f" {ticket['queued_at']} {counter} {ticket['calls']} {to_counter}"
    )


class Watcher:
    """Follows the stream over every break, and now and then hangs up by itself."""

    def __init__(self, urls, name, seed, office=None):
        self._addresses = Addresses(urls, office)
        self._name = name
        self._random = Random(f"{seed} {name}")
        self._news = asyncio.Event()
        self.stream, self.last, self.board = None, 0, None
        self.sure = 0
        """The last event after which a heartbeat had the hash of our state."""

        self.seen = {}
        """Every event that was told, by its number."""

        self.begun = []
        """When a snapshot came, in seconds of the loop's clock, and of which stream."""

        self.count = Counter(dict.fromkeys(PROMISES, 0))
        """Frames by kind, broken connections, and what must never be met."""

    @property
    def wrong(self):
        """How often the hub broke a promise."""
        return sum(self.count[promise] for promise in PROMISES)

    async def run(self):
        """Watch until cancelled."""
        while True:
            try:
                await self._converse()
            except (OSError, WebSocketException):  # a TimeoutError is an OSError
                self.count["broken"] += 1
                self._addresses.turn()
            await asyncio.sleep(AGAIN_SECONDS)

    async def reach(self, seq):
        """Wait until the state was compared at event *seq* or later.

        Raises:
            TimeoutError: It was not within 30 seconds.
        """
        async with asyncio.timeout(30):
            while self.sure < seq:
                await self._news.wait()

    async def _converse(self):
        connection, frame = await say_hello(
            self._addresses.url, role="display", station=self._name,
            stream=self.stream, last=self.last, **self._addresses.office,
        )  # fmt: skip
        try:
            for _ in range(self._random.randrange(5, 100)):
                self._take(frame)
                if self.stream is None and frame["type"] != "unavailable":
                    return
                frame = await hear(connection)
        finally:
            connection.transport.abort()

    def _take(self, frame):
        match frame["type"]:
            case "snapshot":
                self.count["snapshots"] += 1
                self.stream, self.last = frame["stream"], frame["seq"]
                self.begun.append((asyncio.get_running_loop().time(), self.stream))
                self.board = Board(frame["state"])
            case "events" | "catch_up":
                self.count[frame["type"]] += 1
                self._follow(frame)
            case "heartbeat":
                self.count["heartbeats"] += 1
                self._compare(frame)

    def _follow(self, frame):
        for seq, event in enumerate(frame["list"], frame["from"]):
            if self.seen.setdefault(seq, event) != event:
                self.count["told differently"] += 1
            if seq <= self.last:
                continue
            if frame["stream"] != self.stream or seq != self.last + 1:
                self._distrust("gaps")
                return
            self.board.take(event)
            self.last = seq

    def _compare(self, frame):
        if (frame["stream"], frame["seq"]) != (self.stream, self.last):
            self._distrust("gaps")
        elif frame["hash"] != self.board.hash:
            self._distrust("wrong hashes")
        else:
            self.sure = self.last
            self._news.set()
            self._news = asyncio.Event()

    def _distrust(self, why):
        """Count what must not happen, and begin anew."""
        self.count[why] += 1
        self.stream, self.last = None, 0
