import pytest

from kiosk.access import Access
from kiosk.cards import Cards
from kiosk.comfort import Asking
from kiosk.offline import Counterfoil
from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.reader import Reader
from kiosk.standby import Standby
from kiosk.viewmodel import KioskViewModel
from shared.domain.commands import IssueTicket
from shared.journal import Journal
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import DayKey, Refused
from tests.halls import a_hall, a_plan
from tests.kiosk.builders import agree, an_answer

HOLDER = "ab" * 32


@pytest.fixture
def link():
    return ScriptedLink(a_hall(plan=a_plan(policy={"limit": "card"})))


@pytest.fixture
def scanner(qapp):
    return Reader()


@pytest.fixture
def kiosk(link, clock, texts, scanner):
    """A kiosk of an office that limits by cards, with all it needs for that."""
    return a_scanning_kiosk(link, clock, texts, scanner)


def a_scanning_kiosk(link, clock, texts, scanner, **parts):
    cards = Cards(link, scanner, parent=link)
    kiosk = KioskViewModel(link, clock, texts, cards=cards, **parts)
    link.come_online()
    link.tell_key(DayKey(day=link.hall.day, key=bytes(32)))
    scanner.moved.emit(True)
    return kiosk


def wishes(link):
    """Return for whom numbers were asked."""
    return [wish.holder for wish in link.asked if isinstance(wish, IssueTicket)]


def test_a_card_is_asked_for_after_the_citizen_has_agreed(kiosk, link):
    agree(kiosk)

    assert kiosk.picture.screen is Screen.CARD
    assert link.asked == []


def test_a_card_gets_its_holder_a_number(kiosk, link, scanner):
    agree(kiosk, "2")

    scanner.holder_read.emit(HOLDER)

    assert link.asked == [IssueTicket(service="2", holder=HOLDER)]
    assert kiosk.picture.screen is Screen.PRINTING


def test_a_card_in_front_of_the_scanner_gets_one_number(kiosk, link, scanner):
    agree(kiosk)

    for _ in range(3):
        scanner.holder_read.emit(HOLDER)
    link.answer(an_answer(link.hall))
    scanner.holder_read.emit(HOLDER)

    assert wishes(link) == [HOLDER]


def test_whose_card_it_is_stands_in_no_picture_and_no_visit(kiosk, scanner, qtbot):
    agree(kiosk)
    told = []
    kiosk.picture_changed.connect(lambda picture: told.append(repr(picture)))

    scanner.holder_read.emit(HOLDER)

    assert told
    assert HOLDER not in "".join([*told, repr(kiosk._visiting.course)])


def test_a_card_is_never_required(kiosk, link):
    agree(kiosk)

    kiosk.scanning.go_without()

    assert wishes(link) == [None]
    assert kiosk.picture.screen is Screen.PRINTING


def test_without_a_card_a_touch_counts_once_and_only_where_one_is_asked(kiosk, link):
    kiosk.scanning.go_without()
    agree(kiosk)
    kiosk.scanning.go_without()
    kiosk.scanning.go_without()

    assert wishes(link) == [None]


def test_what_is_no_card_gets_a_kind_word_and_the_next_card_a_number(
    kiosk, link, scanner
):
    agree(kiosk)

    scanner.unreadable.emit()
    told = kiosk.picture.advice
    scanner.holder_read.emit(HOLDER)

    assert "Chưa đọc được thẻ" in told
    assert wishes(link) == [HOLDER]


@pytest.mark.parametrize("signal", ["holder_read", "unreadable"])
def test_a_scan_before_a_service_was_chosen_asks_for_that_first(
    kiosk, link, scanner, signal
):
    getattr(scanner, signal).emit(*([HOLDER] if signal == "holder_read" else []))
    told = kiosk.picture.advice

    agree(kiosk)

    assert "chọn lĩnh vực trước" in told
    assert kiosk.picture.screen is Screen.CARD
    assert kiosk.picture.advice == ""
    assert link.asked == []


def test_a_scan_before_the_citizen_has_agreed_asks_for_that_first(kiosk, link, scanner):
    kiosk.choosing.choose("1")

    scanner.holder_read.emit(HOLDER)

    assert "Đồng ý" in kiosk.picture.advice
    assert link.asked == []


def test_from_the_card_a_citizen_can_go_back(kiosk, link):
    agree(kiosk)

    kiosk.choosing.go_back()
    confirm = kiosk.picture.screen
    kiosk.choosing.go_back()

    assert (confirm, kiosk.picture.screen) == (Screen.CONFIRM, Screen.HOME)
    assert link.asked == []


def test_who_has_a_number_already_is_told_which(kiosk, link, scanner):
    agree(kiosk)
    scanner.holder_read.emit(HOLDER)
    parts = {"service": "1", "number": "1007"}

    link.answer(Refused(id="1", code="has_ticket", message="", parts=parts))

    assert kiosk.picture.screen is Screen.REFUSED
    assert "1007" in kiosk.picture.sentence


def test_an_office_without_that_limit_asks_nobody_for_a_card(clock, texts, scanner):
    link = ScriptedLink(a_hall())
    kiosk = a_scanning_kiosk(link, clock, texts, scanner)

    agree(kiosk)

    assert wishes(link) == [None]


def test_without_a_scanner_numbers_are_given_without_cards(kiosk, link, scanner):
    scanner.moved.emit(False)

    agree(kiosk)

    assert wishes(link) == [None]


def test_a_scanner_that_goes_away_meanwhile_holds_up_nobody(kiosk, link, scanner):
    agree(kiosk)

    scanner.moved.emit(False)

    assert wishes(link) == [None]
    assert kiosk.picture.screen is Screen.PRINTING


def test_when_the_hub_goes_away_and_nobody_stands_in_no_card_is_lost(
    kiosk, link, scanner
):
    agree(kiosk)

    link.go_offline()
    away = kiosk.picture.screen
    link.come_online()
    link.tell_key(DayKey(day=link.hall.day, key=bytes(32)))
    back = kiosk.picture.screen
    scanner.holder_read.emit(HOLDER)

    assert away is not Screen.CARD
    assert back is Screen.CARD
    assert wishes(link) == [HOLDER]


@pytest.fixture
def numbers(tmp_path):
    """Where a kiosk keeps the numbers it gives by itself."""
    return tmp_path / "numbers"


@pytest.fixture
def alone(link, clock, texts, scanner, numbers):
    """A kiosk that gives its own numbers while the hub is away."""
    foil = Counterfoil(Journal(numbers), 1)
    standby = Standby(link, foil, clock, grace_seconds=0)
    return a_scanning_kiosk(link, clock, texts, scanner, standby=standby)


def test_while_the_hub_is_away_nobody_is_asked_for_a_card(alone, link, numbers):
    link.go_offline()

    agree(alone)

    assert alone.picture.choice.number == "1901"
    assert "holder" not in numbers.read_text()


def test_who_was_asked_for_a_card_when_the_hub_went_gets_a_number(alone, link):
    agree(alone)

    link.go_offline()

    assert alone.picture.screen is Screen.PRINTING
    assert alone.picture.choice.number == "1901"


def test_a_scan_while_the_hub_is_away_is_nothing(alone, link, scanner):
    link.go_offline()

    scanner.holder_read.emit(HOLDER)

    assert scanner.key is None
    assert alone.picture.screen is Screen.HOME
    assert alone.picture.advice == ""


def test_a_citizen_who_leaves_the_card_screen_is_forgotten(
    link, clock, texts, scanner, qtbot
):
    moment = Patience(idle=0.01)
    kiosk = a_scanning_kiosk(
        link, clock, texts, scanner, patience=moment, access=Access(answer=0.01)
    )
    agree(kiosk)
    scanner.unreadable.emit()

    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)

    assert kiosk.picture.advice == ""
    assert link.asked == []


def test_who_is_asked_for_more_time_may_just_scan(kiosk, link, scanner):
    agree(kiosk)
    kiosk.access.ask(Asking.MORE_TIME)

    scanner.unreadable.emit()
    stayed = not kiosk.access.asks_for_time
    kiosk.access.ask(Asking.MORE_TIME)
    scanner.holder_read.emit(HOLDER)

    assert stayed
    assert not kiosk.access.asks_for_time
    assert wishes(link) == [HOLDER]
