"""A kiosk that a person has to mend something for."""

from dataclasses import replace

import pytest

from kiosk.picture import Away, Screen
from kiosk.viewmodel import KioskViewModel
from kiosk.views.notice import NoticeView
from shared.qt.barred import ADVICE, NOT_LET_IN
from tests.kiosk.lone import LoneKiosk

REVOKED = "Máy này chưa được phép: mã đã bị thu hồi."


@pytest.fixture
def kiosk(qtbot, tmp_path, clock, texts, hall):
    kiosk = LoneKiosk(tmp_path / "numbers.journal", clock, texts, hall)
    qtbot.waitUntil(lambda: not kiosk.standby._starting.isActive())
    kiosk.lose_the_hub()
    return kiosk


@pytest.fixture
def view(qtbot, link, clock, texts):
    return KioskViewModel(link, clock, texts, barring={"token_revoked": REVOKED})


@pytest.mark.parametrize("code", sorted(NOT_LET_IN))
def test_a_kiosk_that_is_not_let_in_gives_no_number_that_would_never_count(code, kiosk):
    kiosk.link.go_offline(barred=code)

    assert kiosk.view.picture.screen is Screen.AWAY


@pytest.mark.parametrize("code", sorted(ADVICE.keys() - NOT_LET_IN))
def test_what_is_wrong_with_the_hub_keeps_nobody_from_a_number(code, kiosk):
    kiosk.link.go_offline(barred=code)

    assert kiosk.view.picture.screen is Screen.HOME
    assert kiosk.take() == "1901"


def test_a_kiosk_that_is_let_in_again_gives_numbers_also_without_the_hub(kiosk):
    kiosk.link.go_offline(barred="token_revoked")

    kiosk.lose_the_hub()

    assert kiosk.view.picture.away is not Away.NO
    assert kiosk.take() == "1901"


def test_the_staff_read_on_the_screen_why_there_are_no_numbers(view, link):
    link.come_online()

    link.go_offline(barred="token_revoked")

    assert (view.picture.screen, view.picture.barred) == (Screen.AWAY, REVOKED)


def test_a_kiosk_that_was_never_let_in_does_not_pretend_to_begin(view, link):
    link.go_offline(barred="token_revoked")

    assert (view.picture.screen, view.picture.barred) == (Screen.AWAY, REVOKED)


def test_a_hub_that_is_only_away_is_no_matter_for_the_staff(view, link):
    link.come_online()

    link.go_offline()

    assert view.picture.barred == ""


def test_the_citizen_is_not_told_to_wait_for_what_a_person_must_mend(view, link, qtbot):
    link.go_offline(barred="token_revoked")
    sheet = NoticeView(None)
    qtbot.addWidget(sheet)
    texts = view.picture.texts

    sheet.show_picture(view.picture)
    barred = sheet.accessibleName()
    sheet.show_picture(replace(view.picture, barred=""))
    away = sheet.accessibleName()

    assert texts.out_of_service_hint in barred
    assert REVOKED in barred
    assert texts.away_hint in away
