from dataclasses import replace

from kiosk.slip import slip_for
from printer.slip import Slip, SlipRow
from tests.halls import EIGHT
from tests.kiosk.builders import a_number

MORNING = EIGHT + 14 * 60_000
AFTERNOON = EIGHT + 6 * 3_600_000


def a_slip(hall, texts, *, dots=576, given=None, **number):
    given = given or a_number(hall, **number)
    return slip_for(given, hall.plan, texts["vi"], texts["en"], dots=dots)


def test_the_paper_is_as_the_office_wants_it(hall, texts):
    given = a_number(hall, "1", priority=True, at=MORNING)

    slip = a_slip(hall, texts, given=replace(given, ahead=6, wait=(25, 35)))

    assert slip == Slip(
        office=("UBND PHƯỜNG MẪU – TP HÀ NỘI", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        heading="SỐ THỨ TỰ / YOUR NUMBER",
        number="1001",
        badge="★ ƯU TIÊN / PRIORITY",
        service="Hộ tịch / Civil status",
        place="Khu 3 – Quầy 1, 2",
        rows=(
            SlipRow("Số người chờ trước / Ahead of you:", "6"),
            SlipRow("Thời gian chờ dự kiến / Est. wait:", "25–35 phút"),
            SlipRow("Giờ lấy số / Issued:", "08:14 – 05/01/2026"),
            SlipRow("Buổi / Session:", "Sáng"),
        ),
        code="K7Q2M9XW4TRB6ZPD",
        footer=(
            "Vui lòng giữ phiếu và chờ gọi số.",
            "Quá lượt: báo quầy Hướng dẫn trong 30 phút.",
            "Phiếu chỉ có giá trị trong ngày.",
            "Xin cảm ơn! / Thank you!",
        ),
    )


def test_narrow_paper_speaks_vietnamese_only(hall, texts):
    slip = a_slip(hall, texts, dots=384, priority=True)

    assert slip.heading == "SỐ THỨ TỰ"
    assert slip.badge == "★ ƯU TIÊN"
    assert slip.service == "Hộ tịch"
    assert [row.label for row in slip.rows] == [
        "Số người chờ trước:",
        "Thời gian chờ dự kiến:",
        "Giờ lấy số:",
        "Buổi:",
    ]
    assert slip.footer[-1] == "Xin cảm ơn!"


def test_512_dots_are_wide(hall, texts):
    assert a_slip(hall, texts, dots=512).heading == "SỐ THỨ TỰ / YOUR NUMBER"


def test_an_ordinary_number_has_no_badge(hall, texts):
    assert not a_slip(hall, texts).badge


def test_after_noon_it_is_the_afternoon(hall, texts):
    assert a_slip(hall, texts, at=AFTERNOON).rows[3].value == "Chiều"


def test_whoever_is_first_does_not_wait(hall, texts):
    rows = a_slip(hall, texts).rows

    assert [row.value for row in rows[:2]] == ["0", "Không phải chờ"]
