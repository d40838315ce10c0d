import pytest

from kiosk.picture import Screen
from shared.domain.commands import IssueTicket
from shared.domain.errors import NotNow, ServiceElsewhere
from shared.domain.times import HOUR, MINUTE
from tests.halls import EIGHT, happen
from tests.kiosk.builders import a_number, a_picture

FOURTEEN_MINUTES = 14 * 60_000


def cards(picture):
    return {card.service: card for board in picture.boards for card in board.cards}


def test_the_head_names_the_office_and_the_day(hall, texts):
    picture = a_picture(hall, texts, at=EIGHT + FOURTEEN_MINUTES)

    assert picture.office == "UBND PHƯỜNG MẪU – TP HÀ NỘI"
    assert (picture.time, picture.date) == ("08:14", "Thứ Hai, 05/01/2026")


def test_zones_are_headings_over_their_services(hall, texts):
    boards = a_picture(hall, texts).boards

    assert [board.zone for board in boards] == ["1", "2", "3", "4"]
    assert [card.service for card in boards[2].cards] == ["1", "2", "3", "4", "5", "6"]


def test_a_zone_that_gives_no_numbers_has_no_heading(hall, texts):
    assert "5" not in [board.zone for board in a_picture(hall, texts).boards]


def test_a_card_says_how_many_wait_and_how_long(hall, texts):
    for _ in range(3):
        happen(hall, IssueTicket(service="1"))

    assert cards(a_picture(hall, texts))["1"].wait == "3 người · 35–70 phút"


def test_a_short_wait_has_no_lower_end(hall, texts):
    happen(hall, IssueTicket(service="8"))

    assert cards(a_picture(hall, texts))["8"].wait == "1 người · dưới 10 phút"


def test_where_nobody_waits_the_card_says_so(hall, texts):
    card = cards(a_picture(hall, texts))["1"]

    assert (card.people, card.wait) == (0, "Không phải chờ")


def test_a_card_tells_what_people_call_the_service(hall, texts):
    assert cards(a_picture(hall, texts))["1"].words == "Khai sinh, khai tử, kết hôn"


def test_in_english_everything_is_english(hall, texts):
    picture = a_picture(hall, texts, language="en")

    assert picture.unit == "Public Administration Service Centre"
    assert cards(picture)["1"].name == "Civil status"
    assert not cards(picture)["1"].words


def test_results_are_collected_where_the_plan_says(hall, texts):
    assert a_picture(hall, texts).collects == "8"


def test_the_question_says_what_to_expect(hall, texts):
    happen(hall, IssueTicket(service="1"))

    choice = a_picture(hall, texts, Screen.CONFIRM, service="1").choice

    assert choice.service == "Hộ tịch"
    assert choice.where == "Khu 3 – Quầy 1, 2"
    assert (choice.people, choice.wait) == (1, "10–30 phút")


def test_with_priority_fewer_are_ahead(hall, texts):
    for _ in range(3):
        happen(hall, IssueTicket(service="1"))

    ordinary, entitled = (
        a_picture(hall, texts, Screen.CONFIRM, service="1", priority=mark).choice
        for mark in (False, True)
    )

    assert (ordinary.people, entitled.people) == (3, 0)
    assert entitled.priority


def test_the_screen_repeats_what_the_hub_said(hall, texts):
    given = a_number(hall, "2", priority=True)
    happen(hall, IssueTicket(service="2", priority=True))

    choice = a_picture(hall, texts, Screen.TAKE, given=given).choice

    assert (choice.number, choice.people, choice.priority) == ("2001", 0, True)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("paper_out", "Máy hết giấy."),
        ("half_printed", "Phiếu có thể chưa in xong."),
        ("cover_open", "Máy in gặp sự cố: nắp máy in đang mở."),
        ("something_new", "Máy in gặp sự cố: chưa rõ nguyên nhân."),
    ],
)
def test_without_paper_there_are_words_and_a_code(hall, texts, trouble, words):
    given = a_number(hall, "1")

    picture = a_picture(hall, texts, Screen.UNPRINTED, given=given, trouble=trouble)

    assert picture.sentence.startswith(words)
    assert "chụp lại số 1001" in picture.sentence
    assert picture.code == "K7Q2M9XW4TRB6ZPD"


@pytest.mark.parametrize("code", ["unknown_service", "something_new"])
def test_every_refusal_is_told_in_words(hall, texts, code):
    picture = a_picture(hall, texts, Screen.REFUSED, service="1", trouble=code)

    assert "Vui lòng" in picture.sentence
    assert code not in picture.sentence


def test_before_the_hub_was_heard_there_is_only_the_time(texts):
    picture = a_picture(None, texts, Screen.CONNECTING)

    assert (picture.time, picture.office, picture.boards) == ("08:00", "", ())


def test_a_service_that_is_gone_is_no_choice(hall, texts):
    assert a_picture(hall, texts, Screen.CONFIRM, service="0").choice is None


NOT_NOW = {"service": "1", "instead": "6", "quota": 40, "waiting": 9, "reason": "mưa"}


RETURNS = {kind.code for kind in NotNow.__subclasses__()} - {ServiceElsewhere.code}


@pytest.mark.parametrize("code", sorted(RETURNS))
@pytest.mark.parametrize(
    ("days", "when"), [(0, "13:30"), (1, "13:30 Thứ Ba 06/01"), (None, "thông báo")]
)
def test_a_refusal_says_until_when_and_where_to_go(hall, texts, code, days, when):
    afternoon = EIGHT + (5 * 60 + 30) * MINUTE
    until = 0 if days is None else afternoon + days * 24 * HOUR
    parts = NOT_NOW | {"until": until}

    picture = a_picture(hall, texts, Screen.REFUSED, trouble=code, parts=parts)

    assert when in picture.sentence
    assert "quầy 6" in picture.sentence


def test_a_refusal_without_a_help_desk_names_no_counter(hall, texts):
    parts = NOT_NOW | {"until": 0, "instead": ""}

    picture = a_picture(
        hall, texts, Screen.REFUSED, trouble="office_closed", parts=parts
    )

    assert "quầy Hướng dẫn" in picture.sentence
