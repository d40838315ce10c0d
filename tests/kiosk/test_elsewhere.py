from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.elsewhere import tell_of_unknown
from kiosk.picture import Screen
from kiosk.procedures import Procedure
from kiosk.viewmodel import KioskViewModel
from shared.domain.elsewhere import Elsewhere, ProceduresElsewhere
from shared.domain.times import day_of
from shared.qt.scripted import ScriptedLink
from tests.halls import EIGHT, SERVICES, a_hall, a_plan
from tests.kiosk.builders import a_picture

MONDAY = day_of(EIGHT)
THERE = Elsewhere(office={"vi": "UBND XÃ B", "en": "Commune B"}, since=MONDAY)
COPIES = Procedure(name={"vi": "Sao y bản chính", "en": "Copies"}, service="2")
BIRTH = Procedure(name={"vi": "Đăng ký khai sinh"}, service="1")
PROCEDURES = (BIRTH, COPIES)
GONE = {"trouble": "service_elsewhere", "parts": {"office": "UBND XÃ B"}}


def a_hall_without(*procedures, **changes):
    """Return a hall whose first service is changed, and that has no *procedures*."""
    first, *others = SERVICES
    named = ProceduresElsewhere(
        procedures=procedures or ("-",), office=THERE.office, since=MONDAY
    )
    services = (replace(first, words=("khai sinh",), **changes), *others)
    return a_hall(plan=a_plan(services=services, elsewhere=(named,)))


def a_kiosk(hall, clock, texts, procedures=PROCEDURES):
    link = ScriptedLink(hall)
    kiosk = KioskViewModel(link, clock, texts, procedures=procedures)
    link.come_online()
    return kiosk


def cards(hall, texts):
    boards = a_picture(hall, texts, Screen.HOME).boards
    return {card.service: card for board in boards for card in board.cards}


def reasons(picture):
    return {reason.label: reason.value for reason in picture.closing.reasons}


def test_the_card_of_a_service_that_has_gone_says_so_and_where_it_is(texts):
    card = cards(a_hall_without(elsewhere=THERE), texts)["1"]

    assert card.shut == "Không còn làm tại đây"
    assert card.note == "Nay tại UBND XÃ B"


def test_before_the_day_its_card_and_its_question_announce_it(texts):
    soon = replace(THERE, since=MONDAY + timedelta(days=3))
    hall = a_hall_without(elsewhere=soon)

    card = cards(hall, texts)["1"]
    asked = a_picture(hall, texts, Screen.CONFIRM, service="1")

    assert (card.shut, card.note) == ("", "Từ 08/01: UBND XÃ B")
    assert asked.notice == "Từ 08/01/2026, lĩnh vực này làm tại UBND XÃ B"
    assert a_picture(hall, texts, Screen.CONFIRM, service="2").notice == ""


def test_the_city_has_no_room_on_a_card(texts):
    there = replace(THERE, office={"vi": "UBND XÃ B – TP HÀ NỘI"})

    card = cards(a_hall_without(elsewhere=there), texts)["1"]

    assert card.note == "Nay tại UBND XÃ B"


def test_long_before_the_day_nothing_is_said(texts):
    far = replace(THERE, since=MONDAY + timedelta(days=15))
    hall = a_hall_without(elsewhere=far)

    assert cards(hall, texts)["1"].note == ""
    assert a_picture(hall, texts, Screen.CONFIRM, service="1").notice == ""


def test_a_service_that_comes_on_a_later_day_is_not_shown_yet(texts):
    hall = a_hall_without(since=MONDAY + timedelta(days=1))

    assert sorted(cards(hall, texts)) == ["2", "5"]
    found = a_picture(hall, texts, Screen.SEARCH, query="hộ tịch", procedures=())
    assert found.search.rows == ()


def test_who_touches_it_is_told_the_office_the_address_and_the_day(texts):
    there = replace(THERE, address={"vi": "Số 1 phố Mẫu"})
    hall = a_hall_without(elsewhere=there)

    picture = a_picture(hall, texts, Screen.REFUSED, service="1", **GONE)

    assert picture.closing.title == "Lĩnh vực này nay làm tại nơi khác"
    assert reasons(picture) == {
        "Lĩnh vực": "Hộ tịch",
        "Mời đến": "UBND XÃ B",
        "Địa chỉ": "Số 1 phố Mẫu",
        "Từ ngày": "05/01/2026",
        "Cần giúp, mời đến": "Quầy Hướng dẫn",
    }
    assert "UBND XÃ B" in picture.sentence


def test_it_is_told_in_the_language_of_the_citizen(texts):
    hall = a_hall_without(elsewhere=THERE)
    seen = {"service": "1", "language": "en", **GONE}

    assert reasons(a_picture(hall, texts, Screen.REFUSED, **seen))["Please go to"] == (
        "Commune B"
    )


@pytest.mark.parametrize("query", ["sao y", "khai sinh"])
def test_the_search_finds_what_has_gone_and_says_where_it_is(texts, query):
    hall = a_hall_without("Sao y bản chính", "Khai sinh", "Đăng ký khai sinh")

    board = a_picture(
        hall, texts, Screen.SEARCH, query=query, procedures=PROCEDURES
    ).search

    assert board.rows
    assert {row.place for row in board.rows} == {"Nay tại UBND XÃ B"}
    assert all(row.shut for row in board.rows)


def test_the_search_says_where_a_whole_service_is(texts):
    hall = a_hall_without(elsewhere=THERE)

    board = a_picture(hall, texts, Screen.SEARCH, query="hộ tịch").search

    assert board.rows[0].place == "Nay tại UBND XÃ B"


def test_a_procedure_that_has_gone_is_refused_and_others_of_its_service_are_not(
    texts, clock, qtbot
):
    kiosk = a_kiosk(a_hall_without("Sao y bản chính"), clock, texts)

    kiosk.choosing.search()
    kiosk.choosing.choose_result("2", 1)
    assert kiosk.picture.closing.title == "Thủ tục này nay làm tại nơi khác"
    assert reasons(kiosk.picture)["Thủ tục"] == "Sao y bản chính"

    kiosk.choosing.go_back()
    kiosk.choosing.choose_result("1", 0)
    assert kiosk.picture.screen is Screen.CONFIRM


def test_a_word_that_has_gone_is_refused_where_it_was_found(texts, clock, qtbot):
    kiosk = a_kiosk(a_hall_without("khai sinh"), clock, texts, ())

    kiosk.choosing.search()
    for key in "khai sinh":
        kiosk.choosing.press_key("space" if key == " " else key)
    kiosk.choosing.choose("1")

    assert kiosk.picture.screen is Screen.REFUSED
    assert reasons(kiosk.picture)["Thủ tục"] == "Khai sinh"

    kiosk.choosing.go_back()
    kiosk.choosing.go_back()
    kiosk.choosing.choose("1")
    assert kiosk.picture.screen is Screen.CONFIRM


def test_a_name_that_nothing_here_has_is_told_in_the_log(caplog):
    plan = a_hall_without("sao Y  bản chính", "Copies", "khai sinh", "Khai sih").plan

    tell_of_unknown(plan, PROCEDURES)

    [line] = caplog.messages
    assert line == "'Khai sih' is done elsewhere, but nothing here is called that"
