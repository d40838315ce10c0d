from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from shared.domain.commands import IssueTicket
from shared.qt.scripted import ScriptedLink
from tests.halls import a_hall, a_plan
from tests.kiosk.builders import a_number_elsewhere, agree


def test_with_the_hub_the_services_are_there(kiosk):
    assert kiosk.picture.screen is Screen.HOME


def test_a_touched_service_is_asked_about(kiosk, link):
    kiosk.choosing.choose("1")

    assert kiosk.picture.screen is Screen.CONFIRM
    assert kiosk.picture.choice.service == "Hộ tịch"
    assert link.asked == []


def test_two_touches_ask_for_a_number(kiosk, link):
    agree(kiosk)

    assert link.asked == [IssueTicket(service="1")]
    assert kiosk.picture.screen is Screen.PRINTING


def test_agreeing_twice_asks_once(kiosk, link):
    kiosk.choosing.choose("1")

    kiosk.agree()
    kiosk.agree()

    assert len(link.asked) == 1


def test_choosing_again_asks_for_nothing(kiosk, link):
    kiosk.choosing.choose("1")

    kiosk.choosing.go_back()
    kiosk.agree()

    assert kiosk.picture.screen is Screen.HOME
    assert link.asked == []


def test_the_priority_mark_goes_with_the_number(kiosk, link):
    kiosk.choosing.toggle_priority()

    agree(kiosk)

    assert link.asked == [IssueTicket(service="1", priority=True)]


def test_the_priority_mark_can_be_taken_back(kiosk):
    kiosk.choosing.toggle_priority()
    kiosk.choosing.toggle_priority()

    assert not kiosk.picture.priority


def test_the_priority_mark_outlives_another_choice(kiosk):
    kiosk.choosing.toggle_priority()
    kiosk.choosing.choose("1")

    kiosk.choosing.go_back()

    assert kiosk.picture.priority


def test_results_are_collected_at_their_service(kiosk):
    kiosk.choosing.collect()

    assert kiosk.picture.choice.service == "Trả kết quả, thu phí, lệ phí"


def test_an_office_without_results_has_nothing_to_collect(qtbot, clock, texts):
    link = ScriptedLink(a_hall(plan=a_plan()))
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()

    kiosk.choosing.collect()

    assert kiosk.picture.screen is Screen.HOME


def test_the_language_changes_at_once_and_back(kiosk):
    kiosk.choosing.choose("1")

    kiosk.choosing.change_language()
    english = kiosk.picture.choice.service
    kiosk.choosing.change_language()

    assert english == "Civil status"
    assert kiosk.picture.choice.service == "Hộ tịch"


def test_without_the_hub_nothing_can_be_touched(kiosk, link):
    link.happen(a_number_elsewhere(link))
    link.go_offline()

    kiosk.choosing.choose("1")
    kiosk.choosing.toggle_priority()

    assert kiosk.picture.screen is Screen.AWAY
    assert not kiosk.picture.priority
