"""A hub that really dies, and kiosks that give numbers until it is back."""

import pytest

from kiosk.offline import Counterfoil
from kiosk.picture import Screen
from kiosk.standby import Standby
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from shared.clock import SystemClock
from shared.domain.commands import CallNext, Finish, OpenCounter, Serve
from shared.domain.hall import Hall
from shared.domain.times import HOUR, day_of
from shared.qt.hublink import HubLink
from tests.halls import a_plan
from tests.kiosk.builders import FullDisk, a_job
from tests.programs import HubProcess, a_config

LIMIT = 15_000
DAY = 24 * HOUR


class Kiosk:
    """A kiosk without glass: what it decides, its link, and its own numbers."""

    def __init__(self, url, folder, texts, *, kiosk=1):
        clock = SystemClock()
        self.link = HubLink(url, "kiosk", f"kiosk-{kiosk}")
        self.foil = Counterfoil(FullDisk(folder / f"kiosk-{kiosk}"), kiosk)
        self.standby = Standby(self.link, self.foil, clock, grace_seconds=0)
        self.view = KioskViewModel(self.link, clock, texts, standby=self.standby)
        self.slips = []
        self.view.slip_ready.connect(lambda id_, slip: self.slips.append(id_))
        self.link.start()

    def take(self, service="1"):
        """Let a citizen take a number and the paper, and return the number."""
        self.view.choosing.choose(service)
        self.view.agree()
        number = self.view.picture.choice.number
        self.view.slip_moved(a_job(JobState.PRINTED, id_=self.slips[-1]), "ready")
        self.view.finish()
        return number

    @property
    def merged(self):
        return self.link.online and not self.foil.unmerged

    def die(self):
        self.link.stop()
        self.foil.close()
        self.view.deleteLater()
        self.standby.deleteLater()


@pytest.fixture
def hub(tmp_path):
    hub = HubProcess(tmp_path, config=a_config(tmp_path, kiosks=2))
    yield hub
    if hub.process.poll() is None:
        hub.stop()


@pytest.fixture
def start(hub, tmp_path, texts, qtbot):
    """Start kiosks; in the end all are gone."""
    started = []

    def start(kiosk=1):
        one = Kiosk(hub.url, tmp_path, texts, kiosk=kiosk)
        started.append(one)
        return one

    yield start
    for one in started:
        one.link.stop()


@pytest.fixture
def counter(hub, qtbot):
    """The counter for civil status, at work; it sees all that the hub has."""
    link = HubLink(hub.url, "counter", "counter-1")
    link.start()
    yield link
    link.stop()


def lose_hub(hub, qtbot, *kiosks):
    """Let every kiosk be there once, then kill the hub."""
    for kiosk in kiosks:
        qtbot.waitUntil(lambda kiosk=kiosk: kiosk.link.online, timeout=LIMIT)
    hub.kill()
    for kiosk in kiosks:
        qtbot.waitUntil(lambda kiosk=kiosk: not kiosk.link.online, timeout=LIMIT)


def called_in_turn(counter, qtbot, numbers):
    """Return the numbers that the counter calls, one after the other."""
    called = []
    counter.answered.connect(lambda done: called.append(done.ticket))
    counter.ask(OpenCounter(counter="1"))
    qtbot.waitUntil(lambda: len(called) == 1, timeout=LIMIT)
    called.clear()
    for place in range(numbers):
        counter.ask(CallNext(counter="1"))
        qtbot.waitUntil(lambda place=place: len(called) == 3 * place + 1, timeout=LIMIT)
        number = called[-1].number
        counter.ask(Serve(number=number, counter="1"))
        counter.ask(Finish(number=number, counter="1"))
        qtbot.waitUntil(lambda place=place: len(called) == 3 * place + 3, timeout=LIMIT)
    return [ticket.number for ticket in called[::3]]


def test_numbers_given_without_the_hub_are_merged_once_and_called_in_turn(
    hub, start, counter, qtbot
):
    kiosk = start()
    lose_hub(hub, qtbot, kiosk)

    given = [kiosk.take() for _ in range(3)]
    kiosk.die()
    kiosk = start()
    qtbot.waitUntil(lambda: kiosk.view.picture.screen is Screen.HOME, timeout=LIMIT)
    given += [kiosk.take() for _ in range(2)]
    times = [stub.issued_at for stub in kiosk.foil.unmerged]
    hub.start()
    qtbot.waitUntil(lambda: kiosk.merged and counter.online, timeout=LIMIT)
    qtbot.waitUntil(lambda: counter.hall.issued == 5, timeout=LIMIT)

    assert given == ["1901", "1902", "1903", "1904", "1905"]
    waiting = counter.hall.waiting("1")
    assert [ticket.number for ticket in waiting] == given
    assert [ticket.queued_at for ticket in waiting] == times
    assert called_in_turn(counter, qtbot, 5) == given


def test_two_kiosks_without_the_hub_give_different_numbers(hub, start, counter, qtbot):
    first, second = start(1), start(2)
    lose_hub(hub, qtbot, first, second)

    given = [kiosk.take() for kiosk in (first, second, second, first)]
    hub.start()
    both = (first, second)
    qtbot.waitUntil(lambda: all(kiosk.merged for kiosk in both), timeout=LIMIT)
    qtbot.waitUntil(lambda: counter.online and counter.hall.issued == 4, timeout=LIMIT)

    assert sorted(given) == ["1801", "1802", "1901", "1902"]
    times = [ticket.queued_at for ticket in counter.hall.waiting("1")]
    assert times == sorted(times)
    numbers = [ticket.number for ticket in counter.hall.waiting("1")]
    assert sorted(numbers) == sorted(given)


def test_who_came_first_is_called_first_whoever_gave_the_number(
    hub, start, counter, qtbot
):
    kiosk = start()
    lose_hub(hub, qtbot, kiosk)
    offline = kiosk.take()
    kiosk.die()
    hub.start()
    other = start(2)
    qtbot.waitUntil(lambda: other.link.online, timeout=LIMIT)
    other.view.choosing.choose("1")
    other.view.agree()
    qtbot.waitUntil(lambda: len(other.slips) == 1, timeout=LIMIT)

    kiosk = start()
    qtbot.waitUntil(lambda: kiosk.merged, timeout=LIMIT)
    qtbot.waitUntil(lambda: counter.online and counter.hall.issued == 2, timeout=LIMIT)

    assert called_in_turn(counter, qtbot, 2) == [offline, "1001"]


def test_a_power_cut_between_sending_and_the_answer_merges_once(
    hub, start, counter, qtbot
):
    kiosk = start()
    lose_hub(hub, qtbot, kiosk)
    given = kiosk.take()
    [stub] = kiosk.foil.unmerged
    kiosk.die()
    hub.start()
    dying = HubLink(hub.url, "kiosk", "kiosk-1")
    dying.start()
    dying.ask(stub.wish, token=stub.token, id_=stub.id)
    qtbot.waitUntil(lambda: counter.online and counter.hall.issued == 1, timeout=LIMIT)
    dying.stop()

    kiosk = start()
    qtbot.waitUntil(lambda: kiosk.merged, timeout=LIMIT)

    assert kiosk.foil.refused == ()
    assert (counter.hall.issued, [*counter.hall.tickets]) == (1, [given])


def test_a_power_cut_between_the_answer_and_the_journal_merges_once(
    hub, start, counter, qtbot
):
    kiosk = start()
    lose_hub(hub, qtbot, kiosk)
    given = kiosk.take()
    kiosk.foil._journal.full = True
    hub.start()
    qtbot.waitUntil(lambda: kiosk.merged, timeout=LIMIT)
    kiosk.die()

    kiosk = start()
    assert [stub.number for stub in kiosk.foil.unmerged] == [given]
    qtbot.waitUntil(lambda: kiosk.merged, timeout=LIMIT)

    qtbot.waitUntil(lambda: counter.online and counter.hall.issued == 1, timeout=LIMIT)
    assert kiosk.foil.refused == ()


def test_the_paper_of_yesterday_is_refused_and_that_of_today_is_not(
    hub, start, counter, qtbot, tmp_path
):
    now = SystemClock().now()
    foil = Counterfoil(FullDisk(tmp_path / "kiosk-1"), 1)
    foil.remember(Hall(a_plan(), day_of(now - DAY)))
    yesterday = foil.give("1", priority=False, now=now - DAY)
    foil.close()
    hub.kill()

    kiosk = start()
    qtbot.waitUntil(lambda: kiosk.view.picture.screen is Screen.HOME, timeout=LIMIT)
    today = kiosk.take()
    hub.start()
    qtbot.waitUntil(lambda: kiosk.merged and counter.online, timeout=LIMIT)

    assert yesterday.number == today == "1901"
    [ticket] = counter.hall.waiting("1")
    assert (ticket.number, ticket.queued_at >= now) == ("1901", True)
    assert kiosk.foil.refused == ()
