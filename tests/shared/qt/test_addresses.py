"""A station that knows several addresses, over real sockets."""

import pytest

from shared.domain.commands import IssueTicket
from shared.qt.carrier import Carrier
from shared.qt.hublink import HubLink
from tests.shared.qt.standin import StandIn

LIMIT = 15_000
NOBODY = "ws://127.0.0.1:1"


@pytest.fixture
def hubs():
    """Make stand-ins that are gone with the test."""
    made = []

    def hubs(*manners):
        made.extend(StandIn(manner) for manner in manners)
        return made

    yield hubs
    for each in made:
        each.die()


@pytest.fixture
def linked(qtbot):
    """Make links to hubs or addresses that end with the test."""
    links = []

    def linked(*hubs, **more):
        urls = [hub if isinstance(hub, str) else hub.url for hub in hubs]
        link = HubLink(urls, "kiosk", "kiosk-1", barred_pause=0.5, **more)
        links.append(link)
        link.start()
        return link

    yield linked
    for link in links:
        link.stop()


def at(link, hub):
    return lambda: link.online and link.address == hub.url


def test_the_first_address_is_the_first_that_is_tried(hubs, linked, qtbot):
    first, second = hubs("serves", "serves")

    link = linked(first, second)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)

    assert second.hellos == []


@pytest.mark.parametrize("manner", ["elsewhere", "token_unknown"])
def test_a_hub_that_does_not_serve_is_followed_by_the_next(manner, hubs, linked, qtbot):
    first, second = hubs(manner, "serves")

    link = linked(first, second)
    qtbot.waitUntil(at(link, second), timeout=LIMIT)

    assert len(first.hellos) == 1
    assert link.barred == ""


def test_an_address_where_nobody_is_does_not_matter(hubs, linked, qtbot):
    [hub] = hubs("serves")

    link = linked(NOBODY, hub)

    qtbot.waitUntil(at(link, hub), timeout=LIMIT)


def test_when_the_hub_dies_the_other_serves_and_gets_what_had_no_answer(
    hubs, linked, qtbot
):
    first, second = hubs("serves", "serves")
    link = linked(first, second)
    answers = []
    link.answered.connect(answers.append)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)

    with qtbot.waitSignal(link.went_offline, timeout=LIMIT):
        first.die()
    id_ = link.ask(IssueTicket(service="1"))
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=LIMIT)

    assert link.address == second.url
    assert (second.asked, answers[0].id) == ([id_], id_)


def test_an_office_that_has_moved_is_followed_at_once(hubs, linked, qtbot):
    first, second = hubs("serves", "elsewhere")
    link = linked(first, second)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)

    second.manner = "serves"
    first.turn("elsewhere")

    qtbot.waitUntil(at(link, second), timeout=LIMIT)


def test_a_break_of_the_line_alone_leads_back_to_the_hub_that_has_the_office(
    hubs, linked, qtbot
):
    first, second = hubs("elsewhere", "serves")
    link = linked(first, second)
    qtbot.waitUntil(at(link, second), timeout=LIMIT)

    with qtbot.waitSignal(link.went_offline, timeout=LIMIT):
        second.turn("serves")

    qtbot.waitUntil(at(link, second), timeout=LIMIT)


def test_a_hub_that_freezes_is_left_for_the_next(hubs, linked, qtbot):
    first, second = hubs("freezes", "serves")

    link = linked(first, second)

    qtbot.waitUntil(at(link, second), timeout=LIMIT)


def test_a_hub_that_cannot_serve_is_left_for_one_that_can(hubs, linked, qtbot):
    first, second = hubs("waits", "serves")

    link = linked(first, second)
    qtbot.waitUntil(lambda: link.hub_waits, timeout=LIMIT)

    qtbot.waitUntil(at(link, second), timeout=LIMIT)
    assert not link.hub_waits


def test_while_one_waits_and_the_other_is_away_the_screen_says_that_the_hub_waits(
    hubs, linked, qtbot
):
    [hub] = hubs("waits")
    link = linked(hub, NOBODY)
    qtbot.waitUntil(lambda: link.hub_waits, timeout=LIMIT)
    changes = []
    link.went_offline.connect(lambda: changes.append(link.hub_waits))

    qtbot.waitUntil(lambda: len(hub.hellos) >= 2, timeout=LIMIT)

    assert link.hub_waits
    assert changes == []


def test_when_all_are_away_the_first_that_is_back_serves(hubs, linked, qtbot):
    first, second = hubs("serves", "serves")
    link = linked(first, second)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)
    for hub in (second, first):
        hub.die()
    with qtbot.waitSignal(link._line._carrier.in_vain, timeout=LIMIT):
        pass

    second.live()

    qtbot.waitUntil(at(link, second), timeout=LIMIT)


def test_a_station_stays_where_it_is_served_though_the_first_is_back(
    hubs, linked, qtbot
):
    first, second = hubs("serves", "serves")
    link = linked(first, second)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)
    first.die()
    qtbot.waitUntil(at(link, second), timeout=LIMIT)

    first.live()
    with qtbot.waitSignals([link._line._carrier.received] * 10, timeout=LIMIT):
        pass

    assert len(first.hellos) == 1
    assert link.address == second.url


def test_a_station_that_one_bars_and_that_finds_nobody_else_says_so(
    hubs, linked, qtbot
):
    [hub] = hubs("token_unknown")
    link = linked(hub, NOBODY)
    qtbot.waitUntil(lambda: link.barred == "token_unknown", timeout=LIMIT)
    changes = []
    link.went_offline.connect(lambda: changes.append(link.barred))

    qtbot.waitUntil(lambda: len(hub.hellos) >= 4, timeout=LIMIT)

    assert changes == []  # it does not come and go with each try


def test_a_station_says_whose_it_is(hubs, linked, qtbot):
    [hub] = hubs("serves")

    link = linked(hub, office="xa-7")
    qtbot.waitUntil(at(link, hub), timeout=LIMIT)

    assert hub.hellos[0]["office"] == "xa-7"


def test_the_log_says_in_a_line_which_address_serves_now(hubs, linked, qtbot, caplog):
    first, second = hubs("serves", "serves")
    link = linked(first, second)
    qtbot.waitUntil(at(link, first), timeout=LIMIT)

    first.die()
    qtbot.waitUntil(at(link, second), timeout=LIMIT)

    lines = [line for line in caplog.messages if "serves now" in line]
    assert lines == [f"the hub at {second.url} serves now, no more {first.url}"]


def test_while_all_are_away_the_log_names_each_once(hubs, linked, qtbot, caplog):
    [hub] = hubs("elsewhere")
    linked(hub, NOBODY)

    qtbot.waitUntil(lambda: len(hub.hellos) >= 4, timeout=LIMIT)

    lines = [line for line in caplog.messages if "is away" in line]
    assert len(lines) == 2
    assert hub.url in lines[0]
    assert NOBODY in lines[1]


def test_what_comes_too_late_for_a_connection_is_not_said_to_the_next(
    hubs, linked, qtbot
):
    [hub] = hubs("serves")
    link = linked(hub)
    qtbot.waitUntil(at(link, hub), timeout=LIMIT)
    carrier, number = link._line._carrier, link._line._number
    answers = []
    link.answered.connect(answers.append)

    carrier.greet(number - 1, "a second greeting")
    carrier.drop(number - 1)
    carrier.leave(number - 1)
    link.ask(IssueTicket(service="1"))
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=LIMIT)

    assert len(hub.hellos) == 1


def test_nothing_is_said_before_the_greeting(hubs, qtbot):
    [hub] = hubs("serves")
    carrier = Carrier([hub.url])
    opened = []
    carrier.connected.connect(lambda number, _: opened.append(number))
    carrier.start()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=LIMIT)

    carrier.send('{"type": "too early"}')
    carrier.greet(opened[0], '{"type": "hello"}')
    qtbot.waitUntil(lambda: len(hub.hellos) == 1, timeout=LIMIT)
    carrier.stop()

    assert hub.hellos[0]["type"] == "hello"
