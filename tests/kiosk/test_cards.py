from datetime import timedelta

import pytest

from kiosk.cards import Cards
from kiosk.reader import Reader
from kiosk.reporting import Reporter
from shared.domain.events import DayStarted
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import DayKey
from tests.halls import EIGHT, a_hall, a_plan

HOLDER = "ab" * 32


@pytest.fixture
def link():
    return ScriptedLink(a_hall(plan=a_plan(policy={"limit": "card"})))


@pytest.fixture
def scanner(qapp):
    return Reader()


@pytest.fixture
def cards(link, scanner):
    return ready(Cards(link, scanner), link, scanner)


def ready(cards, link, scanner):
    link.come_online()
    link.tell_key(a_key(link))
    scanner.moved.emit(True)
    return cards


def a_key(link, days=0):
    return DayKey(day=link.hall.day + timedelta(days=days), key=bytes(range(32)))


def test_cards_are_asked_for_where_the_office_limits_by_them(cards):
    assert cards.asked
    assert cards.state == "ready"


def test_without_that_limit_nobody_is_asked_and_no_line_is_opened(scanner):
    link = ScriptedLink(a_hall())

    cards = ready(Cards(link, scanner), link, scanner)

    assert (cards.asked, cards.state) == (False, None)
    assert not scanner.started


@pytest.mark.parametrize(
    "lose",
    [
        lambda link, _: link.go_offline(),
        lambda _, scanner: scanner.moved.emit(False),
        lambda link, _: link.tell_key(a_key(link, days=-1)),
        lambda link, _: link.happen(
            DayStarted(day=link.hall.day + timedelta(days=1), at=EIGHT)
        ),
    ],
    ids=["hub away", "scanner away", "yesterday's key", "new day, no key yet"],
)
def test_what_is_missing_ends_the_asking(qtbot, cards, link, scanner, lose):
    with qtbot.waitSignal(cards.changed):
        lose(link, scanner)

    assert not cards.asked


def test_a_card_is_told_only_while_cards_are_asked_for(cards, link, scanner):
    told = []
    cards.holder_read.connect(told.append)

    scanner.holder_read.emit(HOLDER)
    link.go_offline()
    scanner.holder_read.emit("cd" * 32)

    assert told == [HOLDER]


def test_the_scanner_gets_the_key_of_the_day_and_loses_it_with_the_hub(
    cards, link, scanner
):
    had = scanner.key

    link.go_offline()

    assert had == bytes(range(32))
    assert scanner.key is None


@pytest.mark.parametrize("there", [True, False])
def test_an_office_that_wants_cards_is_told_that_none_can_be_read(
    qtbot, link, scanner, there
):
    reporter = Reporter(link)
    cards = Cards(link, scanner if there else None)
    cards.state_changed.connect(reporter.note_scanner)

    link.come_online()
    link.tell_key(a_key(link))

    assert [report.scanner for report in link.reports] == ["away"]
    assert not cards.asked
