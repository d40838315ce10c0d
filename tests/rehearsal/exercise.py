"""What is done to the group while an office works, and how long nobody was answered."""

import asyncio
from time import monotonic

from tests.rehearsal.group import HEALTH_SECONDS

STEADY_ACKS = 200
"""So many answers there are before an accident."""

GO_ON_ACKS = 50
PAUSE_SECONDS = 1.0
"""After so many answers without such a pause it is over."""


class Pulse:
    """Notes when wishes were obeyed, to know for how long none was."""

    def __init__(self, acks):
        self._acks = acks
        self._looked, self._last = 0, monotonic()
        self._in_a_row = 0
        self.longest = 0.0

    async def run(self):
        """Listen until cancelled."""
        while True:
            await self._acks.wait_for_more(1)
            news, self._looked = self._acks.all[self._looked :], len(self._acks.all)
            if any(answer["type"] == "done" for _, answer in news):
                pause, self._last = monotonic() - self._last, monotonic()
                self._in_a_row = 0 if pause > PAUSE_SECONDS else self._in_a_row + 1
                self.longest = max(self.longest, pause)

    def begin(self):
        """Forget what was before."""
        self.longest = 0.0

    async def go_on(self):
        """Wait until wishes have been obeyed for a while without a pause.

        Raises:
            TimeoutError: It took longer than a group may take.
        """
        self._in_a_row = 0
        await self._acks.wait_until(
            lambda: self._in_a_row >= GO_ON_ACKS, HEALTH_SECONDS
        )


class Exercise:
    """One round of accidents, told line by line."""

    def __init__(self, group, office, pulse, tell):
        self._group, self._office = group, office
        self._pulse, self._tell = pulse, tell

    async def round(self):
        """Lose the leader, hand over by hand, lose the stand-by that has all."""
        leader = await self._well()
        await self._measure("leader without power", leader, self._cut)
        await self._back(leader)

        await self._well()
        await self._measure("switch-over by hand", None, self._hand_over)

        await self._well()
        standby = await self._ask(self._group.with_role, "sync_standby")
        await self._measure("stand-by without power", standby, self._cut)
        await self._back(standby)

        await self._well()
        await self._measure("server crashed alone", None, self._crash)
        await self._well()

    async def _measure(self, what, name, do):
        await self._office.acks.wait_for_more(STEADY_ACKS)
        self._pulse.begin()
        await do(name)
        await self._pulse.go_on()
        self._tell(what, self._pulse.longest)

    async def _cut(self, name):
        await self._ask(self._group.machines[name].cut_power)

    async def _hand_over(self, _name):
        leader = await self._ask(self._group.with_role, "leader")
        standby = await self._ask(self._group.with_role, "sync_standby")
        words = ("switchover", "--master", leader, "--candidate", standby, "--force")
        await self._ask(self._group.machines[leader].ctl, *words)

    async def _crash(self, _name):
        leader = await self._ask(self._group.with_role, "leader")
        await self._ask(self._group.machines[leader].crash_server)

    async def _back(self, name):
        await self._ask(self._group.machines[name].start)

    async def _well(self):
        """Wait until the group is whole, and return who leads."""
        await self._ask(self._group.wait_until_well)
        return await self._ask(self._group.with_role, "leader")

    @staticmethod
    async def _ask(do, *words):
        return await asyncio.to_thread(do, *words)
