"""A display right after every fault: real hub processes, the display's own window."""

import pytest

from display.picture import Screen
from display.texts import wording_of
from display.viewmodel import DisplayViewModel
from display.views.window import DisplayWindow
from shared.clock import SystemClock
from shared.domain.commands import (
    CallNext,
    CancelTicket,
    IssueTicket,
    OpenCounter,
    Transfer,
)
from shared.qt.hublink import HubLink
from tests.journeys.conftest import TEXTS, Station

LIMIT = 20_000


@pytest.fixture
def display_at(app, qtbot):
    """Displays at the address of a hub, whether it is there or not."""
    links = []

    def display_at(url):
        link = HubLink(url, "display", f"display-{len(links)}")
        links.append(link)
        wording = wording_of(("vi", "en"), TEXTS)
        model = DisplayViewModel(link, SystemClock(), wording)
        window = DisplayWindow(wording)
        qtbot.addWidget(window)
        model.picture_changed.connect(window.show_picture)
        window.show_picture(model.picture)
        window.show()
        link.start()
        return Station(link, model, window)

    yield display_at
    for link in links:
        link.stop()


@pytest.fixture
def ask(app, qtbot):
    """A clerk's wish, and the hub's answer to it."""
    links = {}

    def ask(url, command):
        if url not in links:
            links[url] = HubLink(url, "counter", "counter-1")
            links[url].start()
        link, answers = links[url], []
        qtbot.waitUntil(lambda: link.online, timeout=LIMIT)
        link.answered.connect(answers.append)
        id_ = link.ask(command)
        qtbot.waitUntil(lambda: any(a.id == id_ for a in answers), timeout=LIMIT)
        return next(a for a in answers if a.id == id_)

    yield ask
    for link in links.values():
        link.stop()


def shown(display):
    boards = display.model.picture.boards
    return [call.number for board in boards for call in (*board.pane, *board.rows)]


def test_a_display_that_starts_before_the_hub_shows_the_hall_when_it_comes(
    hub, display_at, ask, qtbot
):
    ask(hub.url, OpenCounter(counter="1"))
    ask(hub.url, IssueTicket(service="1"))
    ask(hub.url, CallNext(counter="1"))
    hub.stop()
    display = display_at(hub.url)
    assert display.model.picture.screen is Screen.CONNECTING

    hub.start()

    qtbot.waitUntil(lambda: display.model.picture.live, timeout=LIMIT)
    assert shown(display) == ["1001"]


def test_a_hub_that_dies_makes_the_screen_old_and_right_again(
    hub, display_at, ask, qtbot
):
    ask(hub.url, OpenCounter(counter="1"))
    ask(hub.url, IssueTicket(service="1"))
    display = display_at(hub.url)
    qtbot.waitUntil(lambda: display.link.online, timeout=LIMIT)

    hub.kill()
    qtbot.waitUntil(display.window.banner.isVisible, timeout=LIMIT)
    assert not display.model.picture.live
    hub.start()
    ask(hub.url, CallNext(counter="1"))

    qtbot.waitUntil(lambda: display.model.picture.live, timeout=LIMIT)
    qtbot.waitUntil(lambda: shown(display) == ["1001"], timeout=LIMIT)
    assert not display.window.banner.isVisible()


def test_late_and_early_displays_show_the_same_calls(hub, display_at, ask, qtbot):
    early = display_at(hub.url)
    qtbot.waitUntil(lambda: early.link.online, timeout=LIMIT)
    ask(hub.url, OpenCounter(counter="1"))
    for _ in range(2):
        ask(hub.url, IssueTicket(service="1"))
    ask(hub.url, CallNext(counter="1"))
    ask(hub.url, Transfer(number="1001", service="5", counter="1"))
    ask(hub.url, CallNext(counter="1"))
    ask(hub.url, CancelTicket(number="1001", counter="1"))

    late = display_at(hub.url)

    qtbot.waitUntil(lambda: late.link.online, timeout=LIMIT)
    qtbot.waitUntil(lambda: shown(early) == ["1002"], timeout=LIMIT)
    assert shown(late) == ["1002"]


def test_a_hub_with_other_records_is_shown_as_it_is(
    hub, display_at, ask, qtbot, tmp_path
):
    ask(hub.url, OpenCounter(counter="1"))
    ask(hub.url, IssueTicket(service="1"))
    ask(hub.url, CallNext(counter="1"))
    display = display_at(hub.url)
    qtbot.waitUntil(lambda: shown(display) == ["1001"], timeout=LIMIT)

    # Another incarnation: what the display knows of the first is worth nothing.
    hub.kill()
    hub.database = f"sqlite:///{tmp_path}/restored.sqlite"
    hub.start()

    qtbot.waitUntil(lambda: shown(display) == [], timeout=LIMIT)
    assert display.model.picture.live
