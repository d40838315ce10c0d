import signal

import pytest

from shared.domain.commands import CallNext, IssueTicket
from shared.qt.hublink import HubLink
from shared.wire.messages import Done, Refused, Report
from tests.programs import HubProcess

CIVIL = IssueTicket(service="1")
LIMIT = 20_000


@pytest.fixture
def hub(tmp_path):
    hub = HubProcess(tmp_path)
    yield hub
    if hub.process.poll() is None:
        hub.stop()


@pytest.fixture
def link(hub, qtbot):
    link = HubLink(hub.url, "counter", "counter-1")
    link.start()
    qtbot.waitUntil(lambda: link.online)
    yield link
    link.stop()


def answers_of(link):
    heard = []
    link.answered.connect(heard.append)
    return heard


def test_a_link_brings_the_hall_and_answers(link, qtbot):
    heard = answers_of(link)

    id_ = link.ask(CIVIL)

    qtbot.waitUntil(lambda: len(heard) == 1 and link.hall.issued == 1)
    assert (heard[0].id, heard[0].ticket.number) == (id_, "1001")


def test_a_refusal_is_an_answer(link, qtbot):
    heard = answers_of(link)

    link.ask(CallNext(counter="1"))

    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Refused)


def test_a_hub_that_is_killed_and_comes_back_has_lost_nothing(link, hub, qtbot):
    heard = answers_of(link)
    link.ask(CIVIL)
    qtbot.waitUntil(lambda: len(heard) == 1)

    with qtbot.waitSignal(link.went_offline):
        hub.kill()
    asked_while_away = link.ask(CIVIL)
    hub.start()

    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: link.hall.issued == 2)
    assert isinstance(heard[1], Done)
    assert (heard[1].id, heard[1].ticket.number) == (asked_while_away, "1002")
    assert link.online


def test_a_hub_that_freezes_is_noticed(link, hub, qtbot):
    with qtbot.waitSignal(link.went_offline, timeout=8_000):
        hub.process.send_signal(signal.SIGSTOP)
    hub.process.send_signal(signal.SIGCONT)

    qtbot.waitUntil(lambda: link.online, timeout=10_000)


def test_a_station_may_be_there_before_its_hub(qtbot, tmp_path):
    hub = HubProcess(tmp_path)
    hub.stop()
    link = HubLink(hub.url, "display", "display-1")
    link.start()
    assert link.hall is None

    hub.start()

    qtbot.waitUntil(lambda: link.online, timeout=10_000)
    link.stop()
    hub.stop()


@pytest.mark.postgresql
def test_of_two_hubs_on_one_office_another_goes_on_when_one_dies(
    postgresql, tmp_path, qtbot
):
    """On a server; a second hub on one file is refused."""
    address = postgresql.database()
    hubs = [HubProcess(tmp_path, address) for _ in range(2)]
    link = HubLink([each.url for each in hubs], "counter", "counter-1")
    heard = answers_of(link)
    link.start()
    qtbot.waitUntil(lambda: link.online, timeout=LIMIT)
    link.ask(CIVIL)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=LIMIT)

    [owner] = [each for each in hubs if each.url == link.address]
    [other] = [each for each in hubs if each is not owner]
    owner.kill()
    qtbot.waitUntil(lambda: not link.online, timeout=LIMIT)
    link.ask(CIVIL)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=LIMIT)

    assert [answer.ticket.number for answer in heard] == ["1001", "1002"]
    assert link.address == other.url
    other.stop()


def test_a_report_reaches_the_counters_also_after_the_hub_was_away(link, hub, qtbot):
    kiosk = HubLink(hub.url, "kiosk", "kiosk-1")
    kiosk.report(Report(printer="paper_out", unprinted=("1007",)))
    kiosk.start()
    qtbot.waitUntil(lambda: "kiosk-1" in link.stations)
    told = link.stations["kiosk-1"]

    hub.kill()
    qtbot.waitUntil(lambda: not kiosk.online)
    hub.start()
    qtbot.waitUntil(lambda: link.online and "kiosk-1" in link.stations, timeout=10_000)
    again = link.stations["kiosk-1"]
    kiosk.stop()

    assert told == again
    assert (told.here, told.report.printer) == (True, "paper_out")


def test_the_hub_knows_the_version_of_each_program(link, hub, qtbot):
    display = HubLink(hub.url, "display", "display-1", version="0.2.0")
    kiosk = HubLink(hub.url, "kiosk", "kiosk-1", version="0.1.0")
    kiosk.report(Report(printer="ready"))
    for each in (display, kiosk):
        each.start()

    names = ("display-1", "kiosk-1")  # the counter itself tells its own, if installed
    try:
        qtbot.waitUntil(lambda: set(names) <= set(link.stations))
        told = [link.stations[name].report.version for name in names]
    finally:
        for each in (display, kiosk):
            each.stop()

    assert told == ["0.2.0", "0.1.0"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ws://127.0.0.1:1", "Connect call failed"),
        ("ws://127.0.0.1:99999", "Port out of range"),
        ("ws://hub..local:8765", "idna"),
    ],
)
def test_a_hub_that_was_never_reached_is_told_once_in_the_log(url, told, qtbot, caplog):
    link = HubLink(url, "kiosk", "kiosk-1")
    tries = []
    link._line._carrier.disconnected.connect(lambda *why: tries.append(why))
    link.start()
    qtbot.waitUntil(lambda: len(tries) >= 2)
    link.stop()

    lines = [record.getMessage() for record in caplog.records]
    [line] = [each for each in lines if url in each]
    assert told in line


def test_a_hub_that_waits_all_night_is_told_once_in_the_log(qtbot, caplog):
    link = HubLink("ws://127.0.0.1:1", "kiosk", "kiosk-1")
    waits = '{"type": "unavailable", "code": "disk_full", "message": "no room"}'

    link.start()
    for _ in range(3):
        link._on_text(waits)
    link.stop()

    assert link.excuse == "disk_full"
    assert caplog.text.count("no room") == 1
