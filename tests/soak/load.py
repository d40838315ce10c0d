"""Eight stations at work and one that watches, around a hub."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.soak.client import Acks, Client, give_numbers, serve_people
from tests.soak.watcher import Watcher

SERVICES = "1234"
KIOSKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What happens around one or more hubs."""

    acks: Acks
    watchers: list[Watcher]

    @property
    def counts(self):
        """What was answered, met and seen."""
        seen = sum((watcher.count for watcher in self.watchers), Counter())
        broken = sum(watcher.wrong for watcher in self.watchers)
        acked = {"acked": len(self.acks.done), "promises_broken": broken}
        return acked | self.acks.met | seen

    async def see_all(self):
        """Wait until every watcher has compared its hub's state after all answers."""
        for watcher in self.watchers:
            await watcher.reach(self.acks.last[watcher.url])


@asynccontextmanager
async def at_work(urls, path, seed):
    """Let eight stations work at the hubs in turn, and one watch each hub.

    In the end every open wish gets its answer, and every watcher sees the last
    event of its hub. Answers are noted in the file *path*.
    """
    acks, end = Acks(path), asyncio.Event()
    watchers = [
        Watcher(url, f"display-{place}", seed) for place, url in enumerate(urls, 1)
    ]
    clients, work = _people(urls, acks, seed, end)
    try:
        async with asyncio.TaskGroup() as group:
            watching = [group.create_task(watcher.run()) for watcher in watchers]
            working = [group.create_task(each) for each in work]
            office = Office(acks=acks, watchers=watchers)
            yield office
            end.set()
            await asyncio.gather(*working)
            await office.see_all()
            for task in watching:
                task.cancel()
    finally:
        for client in clients:
            client.leave()
        acks.close()


def _people(urls, acks, seed, end):
    """Return clients and what they do, spread over the hubs."""
    clients, work = [], []
    for place in range(KIOSKS):
        url = urls[place % len(urls)]
        kiosk = Client(url, "kiosk", f"kiosk-{place}", acks, seed)
        work.append(give_numbers(kiosk, SERVICES, end))
        clients.append(kiosk)
    for place, counter in enumerate(SERVICES):
        url = urls[place % len(urls)]
        clerk = Client(url, "counter", f"counter-{counter}", acks, seed)
        work.append(serve_people(clerk, counter, SERVICES, end))
        clients.append(clerk)
    return clients, work
