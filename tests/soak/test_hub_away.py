"""The hub goes and comes, kiosks die, and citizens take numbers all the same."""

import json
from random import Random

import pytest

from kiosk.offline import Counterfoil
from kiosk.standby import Standby
from shared.clock import SystemClock
from shared.domain.commands import IssueTicket, MergeTicket
from shared.journal import Journal
from shared.qt.hublink import HubLink
from shared.wire.codec import pack
from shared.wire.messages import Ask, Done
from tests.programs import HubProcess, a_config
from tests.soak.records import Findings, examine

SEED = 20260106
KIOSKS = (1, 2, 3, 4)
BLOCKS = range(601, 1000)
LIMIT = 30_000
TORN = (b"", b"7", b'deadbeef {"stub":{"id"', b"\0" * 512)


class Hall:
    """What happens at four kiosks: who holds a paper, and what the hub answered."""

    def __init__(self, url, folder):
        self._url, self._folder = url, folder
        self.papers = {}
        """The ticket on each paper, by the wish for it."""

        self.answers = {}
        self.wishes = {}
        self.kiosks = {}
        for kiosk in KIOSKS:
            self.start(kiosk)

    def start(self, kiosk):
        link = HubLink(self._url, "kiosk", f"kiosk-{kiosk}")
        foil = Counterfoil(Journal(self._folder / str(kiosk)), kiosk)
        standby = Standby(link, foil, SystemClock(), grace_seconds=0)
        link.answered.connect(self._hear)
        self.kiosks[kiosk] = (link, foil, standby)
        link.start()

    def kill(self, kiosk, torn):
        """Let a kiosk die in the middle of a line, and come again."""
        link, foil, standby = self.kiosks.pop(kiosk)
        standby.deleteLater()
        link.stop()
        foil.close()
        with (self._folder / str(kiosk)).open("ab") as file:
            file.write(torn)
        self.start(kiosk)

    def take(self, kiosk, service):
        """Let a citizen touch a service, and say whether there was a paper at once."""
        link, _, standby = self.kiosks[kiosk]
        if standby.on_duty:
            given = standby.give(service, priority=False)
            assert given.id not in self.papers
            self.papers[given.id] = given.ticket
            wish = MergeTicket(
                number=given.ticket.number,
                service=service,
                kiosk=kiosk,
                issued_at=given.ticket.issued_at,
            )
            self.wishes[given.id] = wish
            return True
        if link.online:
            wish = IssueTicket(service=service)
            self.wishes[link.ask(wish)] = wish
        return False

    def unanswered(self):
        return len(self.wishes) - len(self.answers)

    def _hear(self, answer):
        assert isinstance(answer, Done), answer
        # A kiosk that died before it knew asks again, and hears the same.
        assert self.answers.setdefault(answer.id, answer) == answer

    def done(self):
        """Return the wishes and their answers, as frames."""
        return [
            (
                json.loads(pack(Ask(id=id_, command=wish))),
                json.loads(pack(self.answers[id_])),
            )
            for id_, wish in self.wishes.items()
        ]


@pytest.mark.timeout(3_600)
def test_numbers_given_without_the_hub_are_merged_once_whoever_dies(
    qtbot, length, tell, tmp_path
):
    random = Random(SEED)
    address = f"sqlite:///{tmp_path}/records.sqlite"
    hub = HubProcess(tmp_path, address, config=a_config(tmp_path, kiosks=len(KIOSKS)))
    hall = Hall(hub.url, tmp_path)
    deaths = 0
    qtbot.waitUntil(lambda: all(link.online for link, *_ in hall.kiosks.values()))

    for _ in range(length.absences):
        for _ in range(random.randint(0, 4)):
            hall.take(random.choice(KIOSKS), random.choice("12"))
        hub.kill()
        qtbot.waitUntil(
            lambda: all(standby.on_duty for *_, standby in hall.kiosks.values()),
            timeout=LIMIT,
        )
        for _ in range(random.randint(4, 16)):
            kiosk = random.choice(KIOSKS)
            # A citizen waits for a number the hub may have given: that kiosk lives.
            if random.random() < 0.2 and not waits_for_the_hub(hall):
                hall.kill(kiosk, random.choice(TORN))
                deaths += 1
                standby = hall.kiosks[kiosk][2]
                qtbot.waitUntil(lambda standby=standby: standby.on_duty, timeout=LIMIT)
            hall.take(kiosk, random.choice("123456789"))
        hub.start()
        left = random.choice([0, random.randint(0, hall.unanswered())])
        qtbot.waitUntil(lambda left=left: hall.unanswered() <= left, timeout=LIMIT)
        if random.random() < 0.5 and not waits_for_the_hub(hall):
            hall.kill(random.choice(KIOSKS), b"")
            deaths += 1
    qtbot.waitUntil(lambda: hall.unanswered() == 0, timeout=LIMIT)
    for link, *_ in hall.kiosks.values():
        link.stop()
    assert hub.stop() == 0

    findings = examine(address, hall.done(), blocks=BLOCKS)
    tell(
        absences=length.absences,
        kiosks_killed=deaths,
        numbers=len(hall.wishes),
        without_the_hub=len(hall.papers),
        **findings.counts,
    )
    assert findings == Findings()
    assert all(
        not foil.unmerged and not foil.refused for _, foil, _ in hall.kiosks.values()
    )
    for id_, ticket in hall.papers.items():
        told = hall.answers[id_].ticket
        assert (told.number, told.issued_at) == (ticket.number, ticket.issued_at)
        assert told.queued_at == ticket.issued_at


def waits_for_the_hub(hall):
    """Return whether somebody waits for the answer to a wish that was sent."""
    return any(
        isinstance(wish, IssueTicket) and id_ not in hall.answers
        for id_, wish in hall.wishes.items()
    )
