from functools import reduce

import pytest

from kiosk.access import Access
from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.procedures import Procedure
from kiosk.searching import LONGEST, after_key, search_board
from kiosk.viewmodel import KioskViewModel
from shared.domain.commands import CloseService, IssueTicket
from tests.halls import EIGHT, happen
from tests.kiosk.builders import an_answer

LAND = Procedure(
    name={"vi": "Đăng ký biến động đất đai", "en": "Change of land registration"},
    service="3",
    words=("sang tên",),
    papers={"vi": ("Đơn đăng ký", "Sổ đỏ"), "en": ("Application",)},
)


@pytest.fixture
def kiosk(qtbot, link, clock, texts):
    kiosk = KioskViewModel(link, clock, texts, procedures=(LAND,))
    link.come_online()
    return kiosk


def type_in(kiosk, keys):
    for key in keys:
        kiosk.choosing.press_key(key)


def keyed(keys, language="vi"):
    return reduce(lambda query, key: after_key(query, key, language), keys, "")


def board(hall, texts, query, *procedures, language="vi"):
    return search_board(
        hall,
        procedures,
        query,
        now=EIGHT,
        texts=texts[language],
        language=language,
    )


def test_letters_are_composed_in_vietnamese():
    assert keyed(["s", "o", "o", "r", "space", "d", "d", "o", "r"]) == "sổ đỏ"


def test_letters_stay_as_they_are_in_other_languages():
    assert keyed("business", "en") == "business"


def test_a_key_takes_the_last_letter_back():
    assert keyed(["s", "o", "o", "r", "erase"]) == "s"


def test_a_key_takes_everything_back():
    assert keyed(["a", "b", "clear"]) == ""


def test_one_space_is_enough():
    assert keyed(["space", "a", "space", "space"]) == "a "


def test_there_is_an_end_to_typing():
    assert len(keyed("h" * 99)) == LONGEST


def test_nothing_typed_shows_what_to_type(hall, texts):
    assert "khai sinh" in board(hall, texts, "").hint


def test_nothing_found_sends_to_the_help_desk(hall, texts):
    assert "quầy Hướng dẫn" in board(hall, texts, "zzz").hint


def test_a_result_says_where_it_leads(hall, texts):
    [row] = board(hall, texts, "so do").rows

    assert (row.name, row.place) == ("Sổ đỏ", "Khu 3 – Đất đai – Xây dựng")


def test_a_result_that_gives_no_number_says_so(hall, texts):
    happen(hall, CloseService(service="3", reason="họp"))

    [row] = board(hall, texts, "so do").rows

    assert row.shut
    assert row.place == "Tạm ngừng nhận số"


def test_results_come_with_each_key(kiosk):
    kiosk.choosing.search()

    type_in(kiosk, ["s", "a", "o"])

    assert kiosk.picture.screen is Screen.SEARCH
    assert kiosk.picture.search.query == "sao"
    assert kiosk.picture.search.rows[0].service == "2"


def test_two_touches_lead_from_a_result_to_a_number(kiosk, link):
    kiosk.choosing.search()
    type_in(kiosk, "khai")
    row = kiosk.picture.search.rows[0]

    kiosk.choosing.choose_result(row.service, row.procedure)
    kiosk.agree()

    assert link.asked == [IssueTicket(service="1")]


def test_going_back_from_a_result_leads_to_the_search(kiosk):
    kiosk.choosing.search()
    type_in(kiosk, "khai")
    kiosk.choosing.choose_result("1", None)

    kiosk.choosing.go_back()

    assert kiosk.picture.screen is Screen.SEARCH
    assert kiosk.picture.search.query == "khai"


def test_going_back_from_the_search_wipes_it(kiosk):
    kiosk.choosing.search()
    type_in(kiosk, "khai")

    kiosk.step_back()
    assert kiosk.picture.screen is Screen.HOME
    kiosk.choosing.search()

    assert kiosk.picture.search.query == ""


def test_nobody_types_on_the_home_screen(kiosk):
    kiosk.choosing.press_key("a")

    assert kiosk.picture.screen is Screen.HOME


def test_a_shut_result_is_explained(kiosk, link):
    happen(link.hall, CloseService(service="3", reason="họp"))
    kiosk.choosing.search()

    kiosk.choosing.choose_result("3", 0)

    assert kiosk.picture.screen is Screen.REFUSED
    kiosk.choosing.go_back()
    assert kiosk.picture.screen is Screen.SEARCH


def test_the_papers_of_a_found_procedure_are_shown(kiosk):
    kiosk.choosing.search()
    type_in(kiosk, "sangten")
    kiosk.choosing.choose_result("3", 0)

    kiosk.choosing.show_papers()

    assert kiosk.picture.screen is Screen.PAPERS
    assert kiosk.picture.papers.papers == ("Đơn đăng ký", "Sổ đỏ")
    kiosk.choosing.go_back()
    assert kiosk.picture.screen is Screen.CONFIRM


def test_a_service_without_procedures_has_no_papers(kiosk):
    kiosk.choosing.choose("1")

    kiosk.choosing.show_papers()

    assert kiosk.picture.papers is None
    assert kiosk.picture.screen is Screen.CONFIRM


def test_the_papers_go_with_the_slip_if_wanted(kiosk, link, qtbot):
    slip = slip_with_papers(kiosk, link, qtbot, wanted=True)

    assert slip.footer[:3] == ("GIẤY TỜ CẦN MANG:", "– Đơn đăng ký", "– Sổ đỏ")


def test_the_papers_stay_off_the_slip_otherwise(kiosk, link, qtbot):
    assert "– Sổ đỏ" not in slip_with_papers(kiosk, link, qtbot, wanted=False).footer


def slip_with_papers(kiosk, link, qtbot, *, wanted):
    """Return the slip of a citizen who read the papers to bring."""
    kiosk.choosing.choose("3")
    kiosk.choosing.show_papers()
    if wanted:
        kiosk.choosing.toggle_papers()
    kiosk.choosing.go_back()
    kiosk.agree()
    with qtbot.waitSignal(kiosk.slip_ready) as ready:
        link.answer(an_answer(link.hall, "3"))
    return ready.args[1]


def test_the_search_is_wiped_when_nobody_is_there(link, clock, texts, qtbot):
    moment = Patience(idle=0.01)
    access = Access(answer=0.01)
    hasty = KioskViewModel(link, clock, texts, patience=moment, access=access)
    link.come_online()
    hasty.choosing.search()
    hasty.choosing.press_key("a")

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)
    hasty.choosing.search()

    assert hasty.picture.search.query == ""


def test_several_procedures_are_chosen_from(link, clock, texts, qtbot):
    other = Procedure(name={"vi": "Cấp phép"}, service="3", papers={"vi": ("Đơn",)})
    kiosk = KioskViewModel(link, clock, texts, procedures=(LAND, other))
    link.come_online()
    kiosk.choosing.choose("3")
    kiosk.choosing.show_papers()
    assert [name for _, name in kiosk.picture.papers.choices] == [
        "Đăng ký biến động đất đai",
        "Cấp phép",
    ]

    kiosk.choosing.choose_procedure(1)

    assert kiosk.picture.papers.papers == ("Đơn",)
