"""A day in an office that limits numbers by cards, over a real hub and a real line."""

import logging
import os

import pytest

from kiosk.cards import Cards
from kiosk.picture import Screen
from kiosk.scanner import Scanner
from kiosk.standby import standby_of
from printer.emulator import pty_at
from shared.clock import OfficeClock, SystemClock
from shared.domain.times import HOUR
from shared.qt.hublink import HubLink
from tests.halls import EIGHT
from tests.journeys.conftest import a_kiosk
from tests.kiosk.builders import CARD, NAME, NUMBER
from tests.programs import HubProcess, a_config
from tests.traces import files_with

# The fonts and the look of a station, before its first window.
pytestmark = pytest.mark.usefixtures("app")

DAY = 24 * HOUR


def clock_at(at):
    """Return what lets a program begin at that time."""
    clock = OfficeClock(start=at, anchor=SystemClock().now())
    return ("--clock", str(clock))


@pytest.fixture
def hub(tmp_path):
    config = a_config(tmp_path, limit="card")
    hub = HubProcess(tmp_path, config=config, words=clock_at(EIGHT))
    yield hub
    if hub.process.poll() is None:
        hub.stop()


@pytest.fixture
def scan(tmp_path):
    """Somebody who holds a card in front of the scanner."""
    with pty_at(tmp_path / "scanner") as near:
        yield lambda text=CARD: os.write(near, f"{text}\r\n".encode())


@pytest.fixture
def kiosk(hub, printer, scan, qtbot, tmp_path):
    link = HubLink(hub.url, "kiosk", "kiosk-1")
    cards = Cards(link, Scanner(str(tmp_path / "scanner"), 9_600))
    folder = tmp_path / "kiosk"
    standby = standby_of(1, folder, link, SystemClock())
    with a_kiosk(link, printer, qtbot, folder, standby=standby, cards=cards) as kiosk:
        qtbot.waitUntil(lambda: cards.asked, timeout=15_000)
        yield kiosk
    cards.stop()


@pytest.fixture
def office(hub, kiosk, scan, tmp_path, caplog):
    """All of it, with a log that leaves nothing out."""
    caplog.set_level(logging.DEBUG)
    return hub, kiosk, scan, tmp_path


def show_card(kiosk, scan, qtbot, service="1", text=CARD):
    """Let a citizen choose a service, agree, and show a card; return the outcome."""
    kiosk.touch(f"service-{service}", qtbot)
    kiosk.touch("agree", qtbot)
    qtbot.waitUntil(lambda: kiosk.model.picture.screen is Screen.CARD)
    scan(text)
    return outcome(kiosk, qtbot)


def outcome(kiosk, qtbot):
    """Return the number that came, or why there is none; then leave."""
    ends = (Screen.TAKE, Screen.REFUSED)
    qtbot.waitUntil(lambda: kiosk.model.picture.screen in ends, timeout=15_000)
    picture = kiosk.model.picture
    said = picture.choice.number if picture.choice else picture.sentence
    kiosk.model.finish()
    return said


def key_day(kiosk):
    """Return the day of the key that the kiosk has been told."""
    key = kiosk.link.day_key
    return key.day.isoformat() if key else ""


def test_a_card_has_one_number_a_service_and_leaves_no_trace(office, qtbot, caplog):
    hub, kiosk, scan, folder = office
    first = show_card(kiosk, scan, qtbot)
    again = show_card(kiosk, scan, qtbot)
    elsewhere = show_card(kiosk, scan, qtbot, "2")
    neighbour = show_card(kiosk, scan, qtbot, text=CARD.replace("0010", "0020", 1))
    at_noon = files_with(NUMBER.encode(), folder)
    hub.stop()
    hub.words = clock_at(EIGHT + DAY)
    qtbot.waitUntil(lambda: not kiosk.link.online, timeout=15_000)
    hub.start()
    qtbot.waitUntil(lambda: key_day(kiosk) == "2026-01-06", timeout=15_000)
    next_day = show_card(kiosk, scan, qtbot)
    hub.stop()

    assert (first, elsewhere, neighbour) == ("1001", "2001", "1002")
    assert "đã có số 1001" in again
    assert next_day == "1001"
    assert files_with(b"2001", folder) >= {"records.sqlite"}
    assert not at_noon
    for trace in (NUMBER, NAME, "Phố Mẫu", "01011990"):
        assert not files_with(trace.encode(), folder)
        assert trace not in caplog.text


def test_a_citizen_without_a_card_gets_a_number(kiosk, qtbot):
    kiosk.touch("service-1", qtbot)
    kiosk.touch("agree", qtbot)
    kiosk.touch("without-card", qtbot)

    assert outcome(kiosk, qtbot) == "1001"


def test_a_kiosk_without_its_hub_asks_for_no_card(hub, kiosk, qtbot):
    hub.kill()
    qtbot.waitUntil(lambda: not kiosk.link.online, timeout=15_000)

    kiosk.touch("service-1", qtbot)
    kiosk.touch("agree", qtbot)

    assert outcome(kiosk, qtbot) == "1901"
