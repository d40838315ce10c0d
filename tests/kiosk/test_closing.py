from datetime import date

import pytest

from kiosk.closing import (
    hours_lines,
    numbers_left,
    office_closing,
    refusal_of,
    service_closing,
    standing_of,
)
from kiosk.picture import Screen
from kiosk.viewmodel import KioskViewModel
from shared.domain.calendar import Holiday, Hours, Session
from shared.domain.commands import CloseService, IssueTicket
from shared.domain.errors import NoTimeLeft, OfficeClosed, QueueError
from shared.domain.plan import Service
from shared.domain.rules import decide
from shared.domain.times import HOUR, MINUTE
from shared.qt.scripted import ScriptedLink
from tests.halls import EIGHT, SERVICES, a_hall, a_plan
from tests.kiosk.builders import a_picture

WEEK = ("mon", "tue", "wed", "thu", "fri")
MORNING = Session(
    id="morning", name={"vi": "Sáng"}, opens="08:00", closes="12:00", days=WEEK
)
AFTERNOON = Session(
    id="afternoon", name={"vi": "Chiều"}, opens="13:30", closes="17:00", days=WEEK
)
SATURDAY = Session(
    id="saturday", name={"vi": "Sáng"}, opens="08:00", closes="11:30", days=("sat",)
)
SESSIONS = (MORNING, AFTERNOON, SATURDAY)
NOON = EIGHT + 4 * HOUR + 10 * MINUTE
CIVIL, CERTIFICATION, BUSINESS = SERVICES
COUNTED = Service(
    id="1",
    letter="A",
    name={"vi": "Hộ tịch"},
    zone="3",
    minutes=12,
    quota={"morning": 2},
)


def an_office(*commands, hours=None, **plan):
    """Return the hall of an office with hours, in which *commands* were obeyed."""
    hours = hours or Hours(sessions=SESSIONS)
    return a_hall(*commands, plan=a_plan(hours=hours, **plan))


def a_guide():
    """Return the parts of a plan with a help desk at counter 2."""
    guide = Service(
        id="7", letter="H", name={"vi": "Hướng dẫn"}, zone="3", minutes=6, guides=True
    )
    [one, two, *rest] = a_plan().counters
    return {
        "services": (COUNTED, *SERVICES[1:], guide),
        "counters": (one, type(two)(id="2", zone="3", serves=("2", "7")), *rest),
    }


def standing(hall, texts, service="1", *, at=EIGHT):
    return standing_of(hall, hall.plan.service_by_id[service], at, texts["vi"], "vi")


def value_of(closing, label):
    [value] = [each.value for each in closing.reasons if each.label == label]
    return value


def test_a_service_that_gives_numbers_is_not_shut(texts):
    assert standing(an_office(), texts).shut == ""


def test_a_card_says_how_many_numbers_are_left(texts):
    hall = an_office(IssueTicket(service="1"), **a_guide())

    assert standing(hall, texts).note == "Còn 1 số"


def test_without_a_quota_nothing_is_counted(texts):
    hall = an_office(IssueTicket(service="1"))

    assert numbers_left(hall, CIVIL, EIGHT) is None
    assert standing(hall, texts).note == ""


def test_a_full_service_says_when_there_are_numbers_again(texts):
    two = [IssueTicket(service="1"), IssueTicket(service="1")]

    card = standing(an_office(*two, **a_guide()), texts)

    assert card.shut == "Hết số · có lại 13:30"
    assert card.note == "Cần giúp: quầy 2"


def test_a_service_without_time_left_says_so(texts):
    many = [IssueTicket(service="5") for _ in range(6)]

    card = standing(an_office(*many), texts, "5", at=EIGHT + 3 * HOUR)

    assert card.shut == "Hết giờ · có lại 13:30"
    assert card.note == "Cần giúp: quầy Hướng dẫn"


def test_a_service_closed_by_the_staff_says_until_when(texts):
    until = EIGHT + 90 * MINUTE
    closed = CloseService(service="1", reason="họp", until=until)

    assert standing(an_office(closed), texts).shut == "Tạm ngừng · đến 09:30"


def test_a_service_closed_for_who_knows_how_long_names_no_time(texts):
    closed = CloseService(service="1", reason="họp")

    assert standing(an_office(closed), texts).shut == "Tạm ngừng nhận số"


def test_another_day_is_named_by_its_weekday(texts):
    until = EIGHT + 49 * HOUR
    closed = CloseService(service="1", reason="họp", until=until)

    assert standing(an_office(closed), texts).shut == "Tạm ngừng · đến Thứ Tư"


def test_the_help_desk_does_not_send_to_itself(texts):
    hall = an_office(CloseService(service="7", reason="họp"), **a_guide())

    assert standing(hall, texts, "7").note == ""


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 45))
@pytest.mark.parametrize("service", ["1", "2", "5"])
def test_a_card_is_shut_exactly_when_the_rules_refuse(texts, service, minutes):
    many = [IssueTicket(service="5") for _ in range(9)]
    closed = CloseService(service="2", reason="họp", until=EIGHT + HOUR)
    hall, at = an_office(*many, closed), EIGHT + minutes * MINUTE

    try:
        decide(hall, IssueTicket(service=service), at)
        refused = False
    except QueueError:
        refused = True

    assert bool(standing(hall, texts, service, at=at).shut) is refused


def test_a_clock_set_back_shows_what_the_rules_decide(texts):
    hall = an_office()
    hall.at = NOON

    assert isinstance(refusal_of(hall, CIVIL, EIGHT), OfficeClosed)


def test_the_closed_office_shows_its_hours(texts):
    closing = office_closing(an_office(), NOON, texts["vi"], "vi")

    assert closing.title == "Ngoài giờ làm việc"
    assert (
        value_of(closing, "Giờ làm việc Thứ Hai – Thứ Sáu")
        == "08:00–12:00, 13:30–17:00"
    )
    assert value_of(closing, "Giờ làm việc Thứ Bảy") == "08:00–11:30"


def test_the_closed_office_shows_when_it_opens_again(texts):
    at_noon = office_closing(an_office(), NOON, texts["vi"], "vi")
    at_night = office_closing(an_office(), EIGHT + 11 * HOUR, texts["vi"], "vi")

    assert value_of(at_noon, "Nhận số lại") == "13:30 hôm nay"
    assert value_of(at_night, "Nhận số lại") == "08:00 Thứ Ba, 06/01"


def test_a_holiday_is_named(texts):
    holiday = Holiday(day=date(2026, 1, 5), name={"vi": "Lễ hội làng"})
    hall = an_office(hours=Hours(sessions=SESSIONS, holidays=(holiday,)))

    closing = office_closing(hall, EIGHT, texts["vi"], "vi")

    assert value_of(closing, "Hôm nay nghỉ") == "Lễ hội làng"


def test_an_open_office_is_not_closed(texts):
    assert office_closing(an_office(), EIGHT, texts["vi"], "vi") is None


def test_an_office_without_hours_never_closes(texts):
    assert office_closing(a_hall(), NOON, texts["vi"], "vi") is None


def test_days_with_other_hours_have_their_own_line(texts):
    short = Session(
        id="short", name={"vi": "Sáng"}, opens="09:00", closes="11:00", days=("wed",)
    )
    long = Session(
        id="long",
        name={"vi": "Sáng"},
        opens="08:00",
        closes="12:00",
        days=("mon", "tue"),
    )

    lines = list(hours_lines(Hours(sessions=(short, long)), texts["vi"]))

    assert lines == [("Thứ Hai – Thứ Ba", "08:00–12:00"), ("Thứ Tư", "09:00–11:00")]


def test_home_is_the_closed_screen_while_the_office_is_closed(texts):
    picture = a_picture(an_office(), texts, at=NOON)

    assert picture.screen is Screen.CLOSED
    assert picture.boards == ()


def test_a_shut_service_is_explained(texts):
    refusal = NoTimeLeft("5", 9, EIGHT + 330 * MINUTE, "6")
    parts = refusal.parts

    closing = service_closing(texts["vi"], "Kinh tế", refusal.code, parts, EIGHT)

    assert closing.title == "Buổi này không còn đủ giờ phục vụ"
    assert value_of(closing, "Lĩnh vực") == "Kinh tế"
    assert value_of(closing, "Đang chờ") == "9 người"
    assert value_of(closing, "Nhận số lại") == "13:30 hôm nay"
    assert value_of(closing, "Cần giúp, mời đến") == "Quầy 6"


def test_the_staff_s_reason_is_told(texts):
    parts = {"service": "1", "reason": "Cán bộ đi họp", "until": 0, "instead": ""}

    closing = service_closing(texts["vi"], "Hộ tịch", "service_closed", parts, EIGHT)

    assert value_of(closing, "Lý do") == "Cán bộ đi họp"
    assert value_of(closing, "Nhận số lại") == "khi có thông báo mới"
    assert value_of(closing, "Cần giúp, mời đến") == "Quầy Hướng dẫn"


def test_other_refusals_have_no_such_screen(texts):
    assert service_closing(texts["vi"], "Hộ tịch", "too_fast", {}, EIGHT) is None


def test_a_shut_card_is_explained_instead_of_asked_about(qtbot, clock, texts):
    link = ScriptedLink(an_office(CloseService(service="1", reason="họp")))
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()

    kiosk.choosing.choose("1")

    assert kiosk.picture.screen is Screen.REFUSED
    assert kiosk.picture.closing.title == "Lĩnh vực này tạm ngừng nhận số"
    assert link.asked == []


def test_who_read_why_chooses_again_in_the_same_language(qtbot, clock, texts):
    link = ScriptedLink(an_office(CloseService(service="1", reason="họp")))
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()
    kiosk.choosing.change_language()
    kiosk.choosing.choose("1")

    kiosk.choosing.go_back()

    assert kiosk.picture.screen is Screen.HOME
    assert kiosk.picture.language == "en"


def test_the_kiosk_opens_by_itself(qtbot, clock, texts):
    clock.advance(NOON - EIGHT)
    link = ScriptedLink(an_office())
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()
    assert kiosk.picture.screen is Screen.CLOSED

    clock.advance(80 * MINUTE)

    qtbot.waitUntil(lambda: kiosk.picture.screen is Screen.HOME)


def test_nothing_can_be_chosen_while_the_office_is_closed(qtbot, clock, texts):
    clock.advance(NOON - EIGHT)
    link = ScriptedLink(an_office())
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()

    kiosk.choosing.choose("1")
    kiosk.choosing.search()

    assert kiosk.picture.screen is Screen.CLOSED
