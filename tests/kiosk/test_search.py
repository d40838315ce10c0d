import pytest

from kiosk.procedures import Procedure
from kiosk.search import MOST, bare, find, likeness
from tests.halls import a_plan

LAND = Procedure(
    name={"vi": "Chuyển nhượng quyền sử dụng đất", "en": "Transfer of land"},
    service="3",
    words=("sang tên sổ đỏ", "mua bán đất"),
)
BIRTH = Procedure(
    name={"vi": "Đăng ký khai sinh", "en": "Birth registration"},
    service="1",
    words=("giấy khai sinh",),
)


def services(plan, query, language="vi"):
    return [found.service for found in find(plan, (), query, language)]


def names(plan, query, *procedures, language="vi"):
    return [found.name for found in find(plan, procedures, query, language)]


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("sổ đỏ", "3"),
        ("so do", "3"),
        ("sodo", "3"),
        ("SO DO", "3"),
        ("lam so do", "3"),
        ("hộ tịch", "1"),
        ("ho tich", "1"),
        ("ho tihc", "1"),
        ("ho tch", "1"),
        ("ho tichh", "1"),
        ("khai sinh", "1"),
        ("khai", "1"),
        ("làm giấy khai sinh", "1"),
        ("ket hon", "1"),
        ("kết hnô", "1"),
        ("doc than", "1"),
        ("sao y", "2"),
        ("cong chung", "2"),
        ("chu ky", "2"),
        ("bien dong", "3"),
        ("xay dung", "3"),
        ("ho ngheo", "4"),
        ("nguoi co cong", "4"),
        ("thuong binh", "4"),
        ("kinh doanh", "5"),
        ("cong thuong", "5"),
        ("cccd", "6"),
        ("VNeID", "6"),
        ("ho khau", "6"),
        ("bao hiem", None),
        ("thue", "6"),
        ("mau don", "7"),
        ("giay hen", "8"),
        ("ket qua", "8"),
        ("truc tuyen", "9"),
        ("tao tai khoan", "9"),
    ],
)
def test_old_words_lead_to_the_service(plan, query, service):
    assert next(iter(services(plan, query)), None) == service


@pytest.mark.parametrize("number", range(1, 10))
def test_every_word_of_a_service_finds_it_first(plan, number):
    service = plan.service_by_id[str(number)]

    for word in (*service.words, *service.name.values()):
        assert services(plan, word)[0] == service.id, word
        assert services(plan, bare(word))[0] == service.id, word


@pytest.mark.parametrize("query", ["", " ", "-", "zzzz", "qxw"])
def test_what_means_nothing_finds_nothing(plan, query):
    assert services(plan, query) == []


def test_the_word_that_was_meant_is_shown(plan):
    assert names(plan, "so do")[0] == "Sổ đỏ"


def test_a_name_is_shown_in_the_language_of_the_screen(plan):
    assert names(plan, "ho tich", language="en")[0] == "Civil status"
    assert names(plan, "civil")[0] == "Hộ tịch"


def test_a_procedure_is_found_by_its_name_and_its_words(plan):
    assert names(plan, "dang ky khai sinh", LAND, BIRTH)[0] == "Đăng ký khai sinh"
    sold = find(plan, (LAND, BIRTH), "mua ban dat", "vi")[0]
    assert (sold.service, sold.procedure) == ("3", 0)
    assert sold.name == "Chuyển nhượng quyền sử dụng đất"


def test_accents_that_were_typed_count():
    assert likeness("sổ", "sổ") > likeness("sổ", "số")


def test_a_whole_word_comes_before_a_begun_one():
    assert likeness("khai ", "khai sinh") > likeness("khai ", "khaisinh")


def test_a_mistyped_word_comes_last():
    assert likeness("tich", "hộ tịch") > likeness("tihc", "hộ tịch") > 0


def test_short_words_are_not_mistyped():
    assert likeness("an", "ăm") == 0


def test_each_service_is_found_once(plan):
    found = services(plan, "kinh")

    assert len(found) == len(set(found))


def test_nobody_reads_more_than_six(plan):
    assert len(find(plan, (LAND, BIRTH) * 5, "đất", "vi")) <= MOST


def test_equally_likely_services_stand_as_in_the_plan():
    assert services(a_plan(), "h") == ["1"]
