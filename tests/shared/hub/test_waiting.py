"""Offices that cannot be begun yet, while a hub looks after them."""

from threading import current_thread, main_thread

import pytest

from shared.clock import ManualClock
from shared.domain.times import HOUR, day_of
from shared.hub.beginning import Beginning
from shared.hub.hub import Hub
from shared.hub.keeping import Keeping
from shared.hub.neighbours import Neighbours
from shared.hub.notices import Board
from shared.hub.orders import Orders
from shared.hub.owning import Owning
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.hub.timekeeping import WatchedClock
from shared.store.database import Database
from shared.store.officelocks import FileLock
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from tests.halls import EIGHT, a_plan


class LetGoMeanwhile(FileLock):
    """Locks that are let go as soon as somebody has seen that they are ours."""

    meanwhile = None

    def taken(self, offices):
        found = super().taken(offices)
        if found:
            self.meanwhile = self.thread.submit(self.let_go, offices)
        return found

    @property
    def mine(self):
        if self.meanwhile is not None and current_thread() is main_thread():
            self.meanwhile.result(5)
        return super().mine


@pytest.fixture
def orders(engine, tmp_path):
    """What a hub is to do whose clock stands 40 days before the last event."""
    store = Store(engine, "mau")
    store.take(day_of(EIGHT))
    entry = Entry(day=day_of(EIGHT), at=EIGHT, station="", event="{}")
    store.record(Batch(seq=0, day=day_of(EIGHT), entries=[entry]))
    wall = ManualClock(EIGHT - 40 * 24 * HOUR)
    clock = WatchedClock(wall, Board(), ManualClock(0).now)
    settings = HubSettings(office=tmp_path, database="")
    return Orders(settings, Plans.of(a_plan()), clock)


async def test_who_waits_is_told_so_also_while_the_lock_is_let_go(engine, orders):
    keeping = Keeping(None, orders.settings.backup, orders.clock)
    database, locks = Database(engine), LetGoMeanwhile()
    hub = Hub(orders, database, keeping)
    owner = Owning(hub, database, Beginning(hub, keeping), Neighbours(), locks)
    locks.thread = owner._thread

    await owner.look()
    await owner.look()

    assert await owner.wanted("mau")
    assert hub.excuses["mau"].code == "clock"
    await owner.end()
