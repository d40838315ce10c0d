"""The group of three as one: who leads, who follows, and whether all is well."""

import json
from contextlib import suppress
from http.client import HTTPException
from threading import Event
from time import monotonic
from urllib.request import urlopen

import psycopg

from tests.rehearsal.machines import three_machines

PASSWORDS = {"postgres": "change-me-postgres", "motcua": "change-me-motcua"}
HEALTH_SECONDS = 180
"""A machine that was gone may take so long to be a stand-by again."""

STEP_SECONDS = 0.2


class Group:
    """Three machines, their group made, with an empty database for the hub."""

    def __init__(self, folder):
        self.machines = {machine.name: machine for machine in three_machines(folder)}

    @property
    def address(self):
        """Where hubs find whichever machine leads, without the password."""
        hosts = "&".join(
            f"host=127.0.0.1:{machine.sql_port}" for machine in self.machines.values()
        )
        return f"postgresql+psycopg://motcua@/motcua?{hosts}"

    def members(self):
        """Return what the group says of itself: role and state by name."""
        for machine in self.machines.values():
            with suppress(OSError, ValueError, HTTPException):
                url = f"http://127.0.0.1:{machine.api_port}/cluster"
                with urlopen(url, timeout=2) as answer:
                    members = json.load(answer)["members"]
                return {each["name"]: each for each in members}
        return {}

    def with_role(self, role):
        """Return the name of a machine that is `leader`, `sync_standby` or `replica`.

        Raises:
            LookupError: There is none.
        """
        for name, member in self.members().items():
            if member["role"] == role:
                return name
        raise LookupError(role)

    def is_well(self):
        """Return whether there is a leader, a stand-by that has all, and a third."""
        members = self.members().values()
        roles = sorted(member["role"] for member in members)
        return (
            roles == ["leader", "replica", "sync_standby"]
            and all(m["state"] in ("running", "streaming") for m in members)
            and all(m.get("lag", 0) == 0 for m in members)
        )

    def wait_until_well(self):
        """Wait for that.

        Raises:
            TimeoutError: It took too long.
        """
        end, never = monotonic() + HEALTH_SECONDS, Event()
        while not self.is_well():
            if monotonic() > end:
                raise TimeoutError(f"the group does not get well: {self.members()}")
            never.wait(STEP_SECONDS)

    def make_database(self):
        """Make the hub's user and database, as an administrator would once."""
        leader = self.machines[self.with_role("leader")]
        where = f"host=127.0.0.1 port={leader.sql_port} user=postgres dbname=postgres"
        with psycopg.connect(
            where, password=PASSWORDS["postgres"], autocommit=True
        ) as connection:
            password = PASSWORDS["motcua"]
            connection.execute(f"CREATE ROLE motcua LOGIN PASSWORD '{password}'")
            connection.execute("CREATE DATABASE motcua OWNER motcua")
