"""Eight stations at work and one that watches, around the hubs of an office."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from tests.soak.client import Acks, Client, give_numbers, serve_people
from tests.soak.watcher import Watcher

SERVICES = "1234"
KIOSKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What happens in an office."""

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
        """Wait until every watcher has compared the state after all answers."""
        for watcher in self.watchers:
            await watcher.reach(self.acks.last)


@asynccontextmanager
async def at_work(
    urls, path, seed, *, office=None, kiosks=KIOSKS, counters=SERVICES, pause=0
):
    """Let stations work, and one watch, at the hubs that have the office in turn.

    Each tries one of *urls* after the other. Where hubs have many offices, *office*
    is the id of theirs. Each rests about *pause* seconds before it asks. In the
    end every open wish gets its answer, and the watcher sees the last event. Answers
    are noted in the file *path*.
    """
    acks, end = Acks(path), asyncio.Event()
    watchers = [Watcher(urls, "display-1", seed, office)]
    who = partial(Client, urls, acks=acks, seed=seed, office=office, pause=pause)
    clients, work = [], []
    for place in range(kiosks):
        clients.append(who("kiosk", f"kiosk-{place}"))
        work.append(give_numbers(clients[-1], SERVICES, end))
    for counter in counters:
        clients.append(who("counter", f"counter-{counter}"))
        work.append(serve_people(clients[-1], counter, SERVICES, end))
    try:
        async with asyncio.TaskGroup() as group:
            watching = [group.create_task(watcher.run()) for watcher in watchers]
            working = [group.create_task(each) for each in work]
            at_work = Office(acks=acks, watchers=watchers)
            yield at_work
            end.set()
            await asyncio.gather(*working)
            await at_work.see_all()
            for task in watching:
                task.cancel()
    finally:
        for client in clients:
            client.leave()
        acks.close()
