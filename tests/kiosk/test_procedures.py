import pytest

from kiosk.papers import papers_for_slip
from kiosk.procedures import Procedure, procedures_of
from kiosk.slip import NARROW_LINE, WIDE_LINE, slip_for
from shared.config import ConfigError
from tests.kiosk.builders import a_number
from tests.kiosk.conftest import CONFIG


@pytest.fixture
def shipped():
    return procedures_of(CONFIG / "procedures.toml")


def test_the_shipped_procedures_belong_to_the_shipped_office(shipped, plan):
    assert shipped
    assert all(procedure.service in plan.service_by_id for procedure in shipped)


def test_the_shipped_papers_are_in_both_languages(shipped):
    for procedure in shipped:
        assert len(procedure.papers_in("vi")) == len(procedure.papers_in("en"))


def test_without_a_file_there_are_none():
    assert procedures_of(None) == ()


def test_papers_in_an_unknown_language_are_vietnamese():
    procedure = Procedure(name={"vi": "A"}, service="1", papers={"vi": ("Đơn",)})

    assert procedure.papers_in("fr") == ("Đơn",)


def test_papers_must_be_in_vietnamese(tmp_path):
    path = tmp_path / "procedures.toml"
    path.write_text(
        '[[procedures]]\nservice = "1"\nname = { vi = "A" }\npapers = { en = ["B"] }\n'
    )

    with pytest.raises(ConfigError, match="papers are not in Vietnamese"):
        procedures_of(path)


@pytest.mark.parametrize(("dots", "letters"), [(576, WIDE_LINE), (384, NARROW_LINE)])
def test_long_papers_stand_on_several_lines_of_the_slip(
    shipped, hall, texts, dots, letters
):
    vi, en = texts["vi"], texts["en"]
    listed = papers_for_slip(shipped, "3", None, vi)

    slip = slip_for(a_number(hall, "3"), hall.plan, vi, en, dots=dots, papers=listed)

    papers = slip.footer[: slip.footer.index(vi.slip.footer[0])]
    assert papers[0] == "GIẤY TỜ CẦN MANG:"
    assert len(papers) > len(listed)
    assert max(map(len, papers)) <= letters


def test_nothing_is_printed_while_several_procedures_may_be_meant(shipped, texts):
    assert papers_for_slip(shipped, "1", None, texts["vi"]) == ()
