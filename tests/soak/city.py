"""A city on this machine: one server, two hubs, many offices, and hubs that die.

`python3 run.py city` starts a PostgreSQL server, two hubs and stations at work in
each office. Again and again the hub that has the offices is killed, and the other
goes on. In the end it is counted what an independent client, written from the
protocol's page alone, found wrong, and how long people had to wait. The exit code is
0 only if nothing was lost, doubled, left out or shown wrong.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from secrets import randbits
from statistics import median

from tests.postgresql import a_server
from tests.programs import ROOT, HubProcess
from tests.soak.load import at_work
from tests.soak.records import examine

WRONG = ("lost", "duplicates", "gaps", "unasked", "unlike", "untrue", "promises_broken")
PATIENCE_SECONDS = 60
KIOSKS, COUNTERS = 2, "12"
PAUSE_SECONDS = 0.25
"""A station asks about so often: more than people do, less than would fill a PC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was counted in all offices together."""

    counts: Counter
    answers: list = field(default_factory=list)
    """Milliseconds from each death to each office's next answer."""

    boards: list = field(default_factory=list)
    """The same to its display's next state."""

    @property
    def wrong(self):
        """How much was lost, doubled, left out, or shown wrong."""
        return sum(self.counts[what] for what in WRONG)


class Hubs:
    """Two hubs; the first is killed, and comes back as the one that stands by."""

    def __init__(self, folder, address, offices):
        half = len(offices) // 2
        firsts = [offices[:half], offices[half:]]
        plans = folder / "offices"
        plans.mkdir()
        for office in offices:
            (plans / f"{office}.toml").write_text(_plan(office), encoding="utf-8")
        self.all = []
        for name, first in zip(("a", "b"), firsts, strict=True):
            place = folder / name
            place.mkdir()
            (place / "hub.toml").write_text(
                f'offices = "{plans}"\ndatabase = "{address}"\nport = 0\n'
                f"first = {first}\n",
                encoding="utf-8",
            )
            try:
                hub = HubProcess(place, address, config=place / "hub.toml")
            except RuntimeError:
                self.stop()  # nobody else knows of those that did start
                raise
            self.all.append(hub)

    @property
    def urls(self):
        return [hub.url for hub in self.all]

    def kill(self, place):
        """Let a hub die without a word, and return its URL."""
        self.all[place].kill()
        return self.all[place].url

    def stop(self):
        return [hub.stop() for hub in self.all]


async def trial(folder, address, *, offices=12, kills=2, answers=20, seed=1):
    """Let hubs of a city die at work, and return what was found.

    There are so many *offices*, and before each of the *kills* so many *answers* in
    each. *address* is that of an empty database.
    """
    names = [f"xa-{place:02}" for place in range(1, offices + 1)]
    random = Random(seed)
    hubs = await asyncio.to_thread(Hubs, folder, address, names)
    found = Found(counts=Counter())
    try:
        async with AsyncExitStack() as stack:
            city = {
                name: await stack.enter_async_context(
                    at_work(
                        hubs.urls, folder / f"{name}.jsonl", seed, office=name,
                        kiosks=KIOSKS, counters=COUNTERS, pause=PAUSE_SECONDS,
                    )
                )
                for name in names
            }  # fmt: skip
            for kill in range(kills):
                await _all_answered(city, answers)
                await asyncio.sleep(random.uniform(0, 0.05))
                began = asyncio.get_running_loop().time()
                gone = await asyncio.to_thread(hubs.kill, kill % 2)
                await _all_answered(city, 1, after=began, gone=gone)
                _note_pauses(found, city, began, gone)
                await asyncio.to_thread(hubs.all[kill % 2].start)
            await _all_answered(city, answers)
    finally:
        codes = await asyncio.to_thread(hubs.stop)
    found.counts["hubs that ended ill"] = sum(map(bool, codes))
    for name, office in city.items():
        findings = examine(address, office.acks.done, office.watchers, office=name)
        found.counts.update(office.counts)
        found.counts.update(findings.counts)
    return found


async def _all_answered(city, times, *, after=0, gone=None):
    """Wait for so many more answers in each office, and for a state on each display."""

    async def one(office):
        goal = len(office.acks.all) + times

        def enough():
            later = [at for at, url in office.acks.at if at > after and url != gone]
            return len(later) >= times and len(office.acks.all) >= goal

        await office.acks.wait_until(enough, PATIENCE_SECONDS)

    await asyncio.gather(*map(one, city.values()))


def _note_pauses(found, city, began, gone):
    """Note for the offices that the hub at *gone* had how long people waited."""
    for office in city.values():
        before = [url for at, url in office.acks.at if at <= began]
        if before[-1] != gone:
            continue
        answer = next(at for at, url in office.acks.at if at > began and url != gone)
        found.answers.append((answer - began) * 1_000)
        [watcher] = office.watchers
        begun = [at for at, _ in watcher.begun if at > began]
        found.boards.extend((at - began) * 1_000 for at in begun[:1])


def _plan(office):
    plan = (ROOT / "config" / "office.toml").read_text(encoding="utf-8")
    return plan.replace('id = "mau"', f'id = "{office}"', 1)


def main(argv=None):
    """Run one trial and print what was found."""
    parser = argparse.ArgumentParser(prog="python3 run.py city", description=__doc__)
    add = parser.add_argument
    add("--offices", type=int, default=12)
    add("--kills", type=int, default=4, help="how often a hub dies")
    add("--answers", type=int, default=100, help="in each office before each death")
    add("--seed", type=int, default=randbits(32))
    arguments = parser.parse_args(argv)
    with (
        tempfile.TemporaryDirectory(prefix="motcua-city-") as name,
        a_server(durable=True) as server,
    ):
        found = asyncio.run(
            trial(
                Path(name), server.database(), offices=arguments.offices,
                kills=arguments.kills, answers=arguments.answers, seed=arguments.seed,
            )
        )  # fmt: skip
    for line in report(found):
        sys.stdout.write(f"{line}\n")
    return 1 if found.wrong or found.counts["hubs that ended ill"] else 0


def report(found):
    """Give lines about *found*; first what must be 0."""
    others = [what for what in found.counts if what not in WRONG]
    for what in (*WRONG, *others):
        yield f"{found.counts[what]:>8} {what.replace('_', ' ')}"
    for what, pauses in (("answer", found.answers), ("state", found.boards)):
        if pauses:
            yield (
                f"from a hub's death to the next {what}, in {len(pauses)} offices:"
                f" {min(pauses):.0f} to {max(pauses):.0f} ms,"
                f" half of them in {median(pauses):.0f} ms"
            )


if __name__ == "__main__":
    sys.exit(main())
