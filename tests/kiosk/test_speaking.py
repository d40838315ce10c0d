"""What the screens say, read as one would write it down."""

from dataclasses import replace

import pytest

from kiosk.comfort import Asking
from kiosk.picture import Away, Screen
from kiosk.procedures import procedures_of
from kiosk.scenes import scenes
from kiosk.speaking import sentences_of
from tests.kiosk.builders import a_number, a_picture
from tests.kiosk.conftest import CONFIG


def said(picture):
    return " ".join(sentences_of(picture))


@pytest.fixture
def home(hall, texts):
    return a_picture(hall, texts)


def test_every_screen_has_something_to_say_in_every_language(plan, texts):
    silent = {
        scene.name
        for scene in scenes(plan, texts, procedures_of(CONFIG / "procedures.toml"))
        if len(said(scene.picture).split()) < 2
    }

    assert silent == set()


def test_no_screen_leaves_a_gap_open(plan, texts):
    assert not [s.name for s in scenes(plan, texts) if "{" in said(s.picture)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_home_names_every_zone_and_its_services(plan, hall, texts, language):
    words = said(a_picture(hall, texts, language=language))

    assert all(service.name[language] in words for service in plan.services)
    assert "Khu 3: Hộ tịch" in words or "Zone 3: Civil status" in words


def test_a_question_says_the_service_and_how_long_it_takes(hall, texts):
    for _ in range(3):
        a_number(hall)

    words = said(a_picture(hall, texts, Screen.CONFIRM, service="1"))

    assert "Lấy số cho lĩnh vực: Hộ tịch." in words
    assert "3 người chờ trước." in words
    assert "phút" in words
    assert words.endswith("Chạm Đồng ý, hoặc Chọn lại.")


def test_while_nobody_knows_how_many_wait_none_are_said(hall, texts):
    picture = a_picture(hall, texts, Screen.CONFIRM, service="1")
    unknown = replace(picture.choice, people=None, wait=texts["vi"].not_known)

    words = said(replace(picture, choice=unknown, away=Away.LONG))

    assert "người chờ" not in words
    assert "chưa rõ" in words


def test_a_number_is_said_with_what_to_do(hall, texts):
    given = a_number(hall, priority=True)

    words = said(a_picture(hall, texts, Screen.TAKE, given=given))

    assert "Số thứ tự của Quý vị: 1001." in words
    assert texts["vi"].badge in words
    assert words.endswith("Vui lòng chờ gọi số.")


def test_a_number_without_paper_is_said_to_be_noted(hall, texts):
    given = a_number(hall)

    words = said(
        a_picture(hall, texts, Screen.UNPRINTED, given=given, trouble="paper_out")
    )

    assert words.startswith("Máy chưa in được phiếu. Số thứ tự của Quý vị: 1001.")


def test_a_refusal_is_said_in_its_own_words(hall, texts):
    picture = a_picture(
        hall, texts, Screen.REFUSED, service="1", trouble="unknown_service"
    )

    assert picture.sentence in said(picture)


def test_what_lies_above_the_screen_is_said_instead_of_it(home):
    asking = replace(home, comfort=replace(home.comfort, asking=Asking.MORE_TIME))

    assert said(asking).startswith("Quý vị cần thêm thời gian?")


def test_staff_who_do_not_know_are_not_promised(home):
    comfort = replace(home.comfort, asking=Asking.HELP, help=True, unheard=True)

    words = said(replace(home, comfort=comfort))

    assert words == "Cán bộ chưa biết. Mời đến: quầy Hướng dẫn."


def test_what_the_search_found_is_said(hall, texts):
    words = said(a_picture(hall, texts, Screen.SEARCH, query="hộ tịch"))

    assert words.startswith("Mời chạm vào kết quả: Hộ tịch")


def test_a_reason_in_the_words_of_staff_is_left_out(plan, texts):
    [scene] = [s for s in scenes(plan, texts) if s.name == "shut-service-closed"]

    assert "Cán bộ đi họp" not in said(scene.picture)
    assert "Nhận số lại: 11:14 hôm nay" in said(scene.picture)
