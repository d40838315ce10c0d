from dataclasses import replace

from PIL import Image

from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from printer.slip import Slip, SlipRow
from tests.halls import EIGHT
from tests.kiosk.builders import a_number

MORNING = EIGHT + 14 * 60_000
AFTERNOON = EIGHT + 6 * 3_600_000


def a_slip(hall, texts, *, dots=576, given=None, settings=None, **number):
    given, vi, en = given or a_number(hall, **number), texts["vi"], texts["en"]
    return slip_for(given, hall.plan, vi, en, dots=dots, settings=settings)


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


def test_an_office_may_do_without_the_second_language(hall, texts):
    slip = a_slip(hall, texts, settings=SlipSettings(second_language=False))

    assert slip.heading == "SỐ THỨ TỰ"
    assert slip.footer[-1] == "Xin cảm ơn!"


def test_the_lines_stand_as_the_office_wants_them(hall, texts):
    settings = SlipSettings(lines=("number", "wait", "ahead", "service"))

    slip = a_slip(hall, texts, settings=settings)

    assert slip.order == ("logo", "number", "rows", "service")
    assert [row.label.partition(" / ")[0] for row in slip.rows] == [
        "Thời gian chờ dự kiến",
        "Số người chờ trước",
    ]


def test_rows_may_stand_apart(hall, texts):
    settings = SlipSettings(lines=("ahead", "number", "issued"))

    assert a_slip(hall, texts, settings=settings).order == (
        *("logo", "row", "number", "row"),
    )


def test_a_logo_is_named_by_its_whole_path(hall, texts, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("1", (8, 8)).save(logo)

    slip = a_slip(hall, texts, settings=SlipSettings(logo=logo, logo_mm=15))

    assert (slip.logo, slip.logo_mm) == (str(logo), 15)
