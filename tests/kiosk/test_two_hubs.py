"""A hub that really dies, and another on the same records that goes on."""

import pytest

from shared.domain.commands import IssueTicket
from shared.qt.hublink import HubLink
from tests.kiosk.test_hub_away import LIMIT, Kiosk
from tests.programs import HubProcess


class Pair:
    """Two hubs, of which one is there: records in a file have one owner."""

    def __init__(self, folder):
        for name in ("first", "second"):
            (folder / name).mkdir()
        self.second = HubProcess(folder / "second")
        self.second.stop()
        self.first = HubProcess(folder / "first")
        self.second.database = self.first.database

    @property
    def urls(self):
        return [self.first.url, self.second.url]

    def end(self):
        for hub in (self.first, self.second):
            if hub.process.poll() is None:
                hub.stop()


@pytest.fixture
def hubs(tmp_path):
    pair = Pair(tmp_path)
    yield pair
    pair.end()


@pytest.fixture
def kiosk(hubs, tmp_path, texts, qtbot):
    kiosk = Kiosk(hubs.urls, tmp_path, texts)
    qtbot.waitUntil(lambda: kiosk.link.online, timeout=LIMIT)
    yield kiosk
    kiosk.link.stop()


@pytest.fixture
def counter(hubs, qtbot):
    link = HubLink(hubs.urls, "counter", "counter-1")
    link.start()
    qtbot.waitUntil(lambda: link.online, timeout=LIMIT)
    yield link
    link.stop()


def test_what_a_kiosk_gave_between_two_hubs_the_second_takes_in(
    hubs, kiosk, counter, qtbot
):
    hubs.first.kill()
    qtbot.waitUntil(lambda: not kiosk.link.online, timeout=LIMIT)

    given = [kiosk.take() for _ in range(2)]
    hubs.second.start()
    qtbot.waitUntil(lambda: kiosk.merged and counter.online, timeout=LIMIT)
    qtbot.waitUntil(lambda: counter.hall.issued == 2, timeout=LIMIT)

    assert kiosk.link.address == counter.address == hubs.second.url
    assert [ticket.number for ticket in counter.hall.waiting("1")] == given


def test_a_wish_whose_answer_was_lost_is_obeyed_once_by_both_hubs(hubs, counter, qtbot):
    """It was sent to the first, which died; the second hears it under the same id."""
    answers = []
    counter.answered.connect(answers.append)
    id_ = counter.ask(IssueTicket(service="1"))
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=LIMIT)
    hubs.first.kill()
    qtbot.waitUntil(lambda: not counter.online, timeout=LIMIT)

    counter.ask(IssueTicket(service="1"), id_=id_)
    hubs.second.start()
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=LIMIT)

    assert {(done.id, done.ticket.number) for done in answers} == {(id_, "1001")}
    assert counter.hall.issued == 1
