"""Rehearses what a city's administrator fears: database machines that go.

On this machine alone, in a folder of its own, it starts three database machines
(etcd, Patroni, PostgreSQL), a hub, eight stations and a display that checks every
promise. Then it takes machines away, one after the other. In the end what was
answered is compared with the records.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from secrets import randbits

from tests.programs import HubProcess
from tests.rehearsal.exercise import Exercise, Pulse
from tests.rehearsal.group import PASSWORDS, Group
from tests.rehearsal.machines import NotInstalled
from tests.soak.load import at_work
from tests.soak.records import examine


def main(argv=None):
    """Rehearse, print what was measured, and return 0 only if nothing was wrong."""
    parser = argparse.ArgumentParser(prog="run.py rehearsal", description=__doc__)
    add = parser.add_argument
    add("--rounds", type=int, default=1, help="so often everything is tried")
    add("--hubs", type=int, default=1, help="so many hubs stand by for the office")
    add("--keep", action="store_true", help="leave the folder with all logs")
    arguments = parser.parse_args(argv)
    os.environ["PGPASSWORD"] = PASSWORDS["motcua"]
    try:
        with a_folder(keep=arguments.keep) as folder, a_group(folder) as group:
            return asyncio.run(rehearse(group, folder, arguments))
    except NotInstalled as error:
        print(error, file=sys.stderr)
        return 1


async def rehearse(group, folder, arguments):
    """Return 0 if nothing was lost, doubled, left out or shown wrongly."""
    await asyncio.to_thread(group.wait_until_well)
    group.make_database()
    print(f"the group of three is ready: {group.address}", flush=True)
    with some_hubs(folder, group.address, arguments.hubs) as hubs:
        urls = [hub.url for hub in hubs]
        async with at_work(urls, folder / "acks.jsonl", randbits(32)) as office:
            pulse = Pulse(office.acks)
            listening = asyncio.create_task(pulse.run())
            for number in range(1, arguments.rounds + 1):
                await Exercise(group, office, pulse, teller(number)).round()
            listening.cancel()
    findings = examine(group.address, office.acks.done, office.watchers)
    for what, count in {**office.counts, **findings.counts}.items():
        print(f"{count:>8} {what.replace('_', ' ')}")
    wrong = sum(findings.counts.values()) + office.counts["promises_broken"]
    print("nothing was lost, doubled or wrong" if not wrong else f"{wrong} MISTAKES")
    return 1 if wrong else 0


def teller(number):
    """Return what prints a line of a round."""

    def tell(what, seconds):
        print(f"round {number}: {what}: no answer for {seconds:.1f} s", flush=True)

    return tell


@contextmanager
def a_folder(*, keep):
    """Give a folder that all can enter."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-ha-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if keep:
            print(f"everything is in {folder}", flush=True)
        else:
            shutil.rmtree(folder)


@contextmanager
def a_group(folder):
    """Switch three machines on, and off in the end."""
    group = Group(folder)
    for machine in group.machines.values():
        machine.start()
    try:
        yield group
    finally:
        for machine in group.machines.values():
            machine.cut_power()


@contextmanager
def some_hubs(folder, address, many):
    """Start so many hubs on one database, and end them."""
    hubs = []
    try:
        for place in range(many):
            home = folder / f"hub-{place}"
            home.mkdir()
            environment = {"PGPASSWORD": PASSWORDS["motcua"]}
            hubs.append(HubProcess(home, address, environment))
        yield hubs
    finally:
        for hub in hubs:
            hub.stop()


if __name__ == "__main__":
    sys.exit(main())
