from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.picture import Away, Screen
from kiosk.standby import RECENT, standby_of
from kiosk.viewmodel import KioskViewModel
from shared.domain.commands import CloseService, IssueTicket
from shared.domain.elsewhere import Elsewhere
from shared.domain.rules import decide
from shared.domain.times import HOUR, SECOND, day_of
from tests.halls import EIGHT, SERVICES, a_hall, a_plan
from tests.kiosk.builders import an_answer
from tests.kiosk.lone import LoneKiosk
from tests.shared.domain.test_merging import MORNING


@pytest.fixture
def kiosk(qtbot, tmp_path, clock, texts, hall):
    kiosk = LoneKiosk(tmp_path / "numbers.journal", clock, texts, hall)
    qtbot.waitUntil(lambda: not kiosk.standby._starting.isActive())
    return kiosk


def rows_of(slip):
    return [row.value for row in slip.rows]


def test_without_the_hub_a_touch_gives_a_number_of_its_own(kiosk):
    kiosk.lose_the_hub()
    kiosk.view.choosing.choose("1")

    kiosk.view.agree()

    [(id_, slip)] = kiosk.slips
    assert kiosk.view.picture.screen is Screen.PRINTING
    assert slip.number == kiosk.view.picture.choice.number == "1901"
    assert kiosk.link.asked == []
    [stub] = kiosk.foil.unmerged
    assert (stub.id, stub.token, stub.issued_at) == (id_, slip.code, EIGHT)


def test_the_number_is_kept_before_it_is_shown(kiosk):
    kiosk.lose_the_hub()
    kept = []
    kiosk.view.slip_ready.connect(lambda *_: kept.append("1901" in kiosk.kept))
    kiosk.view.picture_changed.connect(
        lambda picture: (
            kept.append("1901" in kiosk.kept)
            if picture.screen is Screen.PRINTING
            else None
        )
    )

    kiosk.take()

    assert kept == [True, True]


def test_its_home_screen_stays_and_says_that_the_hub_is_away(kiosk, texts):
    kiosk.lose_the_hub()

    picture = kiosk.view.picture
    assert picture.screen is Screen.HOME
    assert picture.away is not Away.NO
    assert len(picture.boards) > 1
    assert "số vẫn có giá trị" in texts["vi"].hub_away


def test_with_the_hub_nothing_is_said_and_the_hub_is_asked(kiosk):
    kiosk.link.come_online()
    kiosk.view.choosing.choose("1")

    kiosk.view.agree()

    assert kiosk.link.asked == [IssueTicket(service="1")]
    assert kiosk.view.picture.away is Away.NO
    assert kiosk.foil.unmerged == []


def test_a_kiosk_that_never_heard_of_the_office_waits(kiosk):
    assert kiosk.view.picture.screen is Screen.CONNECTING


def test_after_a_start_the_hub_is_given_a_moment(kiosk):
    kiosk.lose_the_hub()

    kiosk.die(grace=60.0)

    assert kiosk.view.picture.screen is Screen.CONNECTING
    kiosk.link.come_online()
    kiosk.link.go_offline()
    assert kiosk.view.picture.screen is Screen.HOME


def test_after_that_moment_it_gives_numbers_by_the_plan_it_has_kept(kiosk, qtbot):
    kiosk.lose_the_hub()
    kiosk.die()

    qtbot.waitUntil(lambda: kiosk.view.picture.screen is Screen.HOME)

    assert kiosk.take("2") == "2901"


def test_a_kiosk_without_a_block_says_that_the_hub_is_away(qtbot, link, clock, texts):
    view = KioskViewModel(link, clock, texts, standby=None)
    link.come_online()

    link.go_offline()

    assert view.picture.screen in (Screen.AWAY, Screen.CONNECTING)


def test_number_0_is_no_block(tmp_path, link, clock):
    assert standby_of(0, tmp_path, link, clock) is None
    assert standby_of(2, tmp_path, link, clock) is not None


def test_a_folder_that_cannot_be_used_is_no_reason_not_to_start(tmp_path, link, clock):
    (tmp_path / "folder").write_text("a file")

    assert standby_of(1, tmp_path / "folder", link, clock) is None


def test_a_wish_that_is_under_way_stays_that_wish(kiosk):
    kiosk.link.come_online()
    kiosk.view.choosing.choose("1")
    kiosk.view.agree()

    kiosk.link.go_offline()
    kiosk.view.agree()

    assert kiosk.foil.unmerged == []
    assert kiosk.view.picture.screen is Screen.PRINTING
    kiosk.link.come_online()
    kiosk.link.answer(an_answer(kiosk.hall, id_=kiosk.link.ids[0]))
    assert kiosk.view.picture.choice.number == "1001"


def test_priority_is_remembered(kiosk):
    kiosk.lose_the_hub()

    kiosk.take(priority=True)

    assert kiosk.foil.unmerged[0].priority
    assert kiosk.slips[0][1].badge


def test_a_moment_after_the_hub_has_gone_its_figures_still_count(kiosk):
    for _ in range(3):
        kiosk.link.happen(decide(kiosk.hall, IssueTicket(service="1"), EIGHT)[0])
    kiosk.lose_the_hub()

    kiosk.take()
    kiosk.take()

    assert [rows_of(slip)[0] for _, slip in kiosk.slips] == ["3", "4"]
    cards = [card for board in kiosk.view.picture.boards for card in board.cards]
    assert [card.people for card in cards if card.service == "1"] == [5]


def test_later_nobody_knows_how_many_wait(kiosk, clock):
    kiosk.link.happen(decide(kiosk.hall, IssueTicket(service="1"), EIGHT)[0])
    kiosk.lose_the_hub()
    clock.advance(RECENT + SECOND)

    kiosk.view.choosing.choose("1")
    asked = kiosk.view.picture.choice
    kiosk.view.agree()

    assert (asked.people, asked.wait) == (None, "chưa rõ")
    assert rows_of(kiosk.slips[0][1])[:2] == ["chưa rõ", "chưa rõ"]
    assert kiosk.view.picture.away is Away.LONG


def test_the_cards_say_so_too(kiosk, clock):
    kiosk.lose_the_hub()
    clock.advance(RECENT + SECOND)
    kiosk.view._visiting.refresh()

    cards = [card for board in kiosk.view.picture.boards for card in board.cards]
    assert {card.people for card in cards} == {None}
    assert {card.wait for card in cards} == {"Chưa rõ giờ chờ"}


def test_a_full_block_is_said_kindly(kiosk):
    kiosk.lose_the_hub()
    for _ in range(99):
        kiosk.foil.give("1", priority=False, now=EIGHT)

    kiosk.view.choosing.choose("1")
    kiosk.view.agree()

    assert kiosk.view.picture.screen is Screen.REFUSED
    assert "hết số dự phòng" in kiosk.view.picture.sentence
    assert "quầy 6" in kiosk.view.picture.sentence
    kiosk.view.finish()
    assert kiosk.take("2") == "2901"


def test_a_disk_that_takes_nothing_gives_nothing(kiosk):
    kiosk.lose_the_hub()
    kiosk.foil._journal.full = True

    kiosk.view.choosing.choose("1")
    kiosk.view.agree()

    assert kiosk.view.picture.screen is Screen.REFUSED
    assert kiosk.slips == []


def test_outside_the_hours_there_is_no_number_without_the_hub_either(
    qtbot, tmp_path, clock, texts
):
    hall = a_hall(plan=a_plan(hours=MORNING))
    kiosk = LoneKiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.lose_the_hub()

    clock.advance(6 * HOUR)

    outcome = kiosk.standby.give("1", priority=False)
    assert outcome.code == "office_closed"
    assert kiosk.foil.unmerged == []


def test_who_waits_by_old_figures_does_not_close_a_service(
    qtbot, tmp_path, clock, texts
):
    crowd = [IssueTicket(service="1")] * 15
    hall = a_hall(*crowd, plan=a_plan(hours=MORNING))
    kiosk = LoneKiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.link.happen(decide(hall, IssueTicket(service="2"), EIGHT)[0])
    kiosk.lose_the_hub()

    clock.advance(3 * HOUR)

    assert kiosk.standby.give("1", priority=False).ticket.number == "1901"


def test_what_the_staff_have_closed_stays_closed(qtbot, tmp_path, clock, texts):
    hall = a_hall(plan=a_plan())
    kiosk = LoneKiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.link.happen(
        decide(hall, CloseService(service="1", reason="mất mạng"), EIGHT)[0]
    )
    kiosk.lose_the_hub()

    assert kiosk.standby.give("1", priority=False).code == "service_closed"


def test_a_service_that_is_not_known_gets_no_number(kiosk):
    kiosk.lose_the_hub()

    assert kiosk.standby.give("?", priority=False).code == "unknown_service"


def test_without_the_hub_it_keeps_to_the_day_on_which_a_service_goes(
    qtbot, tmp_path, clock, texts
):
    tomorrow = day_of(EIGHT) + timedelta(days=1)
    there = Elsewhere(office={"vi": "UBND XÃ B"}, since=tomorrow)
    first, second, third = SERVICES
    services = (
        replace(first, elsewhere=there), replace(second, since=tomorrow), third,
    )  # fmt: skip
    plan = a_plan(services=services)
    kiosk = LoneKiosk(tmp_path / "numbers", clock, texts, a_hall(plan=plan))
    kiosk.lose_the_hub()
    assert kiosk.standby.give("1", priority=False).ticket.number == "1901"
    assert kiosk.standby.give("2", priority=False).code == "unknown_service"

    clock.advance(24 * HOUR)

    assert kiosk.standby.give("1", priority=False).code == "service_elsewhere"
    assert kiosk.standby.give("2", priority=False).ticket.number == "2901"


def test_a_kiosk_that_begins_anew_alone_knows_where_a_service_is(
    qtbot, tmp_path, clock, texts
):
    there = Elsewhere(office={"vi": "UBND XÃ B"}, since=day_of(EIGHT))
    first, *others = SERVICES
    plan = a_plan(services=(replace(first, elsewhere=there), *others))
    kiosk = LoneKiosk(tmp_path / "numbers", clock, texts, a_hall(plan=plan))
    kiosk.lose_the_hub()

    kiosk.die()
    qtbot.waitUntil(lambda: kiosk.view.picture.screen is Screen.HOME)

    assert kiosk.standby.give("1", priority=False).parts["office"] == "UBND XÃ B"
