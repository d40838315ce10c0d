import pytest

from counter.paper import DeskPrinting
from counter.slip import NewNumber, slip_of, slip_words_of
from kiosk.picture import Given
from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from kiosk.texts import texts_of
from printer.press import press_of
from printer.settings import printer_from
from printer.slip import example_slip
from shared.config import ConfigError
from shared.domain.commands import IssueTicket
from shared.domain.times import HOUR
from tests.counter.builders import CONFIG, MORNING, PLAN
from tests.halls import a_hall, happen

WORDS = slip_words_of(CONFIG / "texts.vi.toml")
KIOSK = texts_of({name: CONFIG / f"texts.{name}.toml" for name in ("vi", "en")})


@pytest.mark.parametrize("priority", [False, True])
@pytest.mark.parametrize("after", [0, 6 * HOUR])
@pytest.mark.parametrize(
    ("ahead", "wait"), [(6, (25, 35)), (1, (0, 5)), (0, (0, 5)), (None, None)]
)
def test_a_slip_from_the_desk_is_the_one_from_the_kiosk(priority, after, ahead, wait):
    wish = IssueTicket(service="1", priority=priority)
    [event] = happen(a_hall(plan=PLAN, at=MORNING), wish, MORNING + after)
    given = Given(ticket=event.ticket, ahead=ahead, wait=wait, token="ab12")
    settings = SlipSettings(second_language=False)

    slip = slip_of(
        NewNumber(ticket=event.ticket, ahead=ahead, wait=wait, token="ab12"),
        PLAN,
        WORDS,
    )

    theirs = slip_for(given, PLAN, KIOSK["vi"], KIOSK["en"], settings=settings)
    for part in ("number", "office", "heading", "badge", "service", "place", "rows",
                 "code", "footer"):  # fmt: skip
        assert getattr(slip, part) == getattr(theirs, part), part


def test_words_that_are_missing_are_named(tmp_path):
    file = tmp_path / "texts.toml"
    file.write_text("[kiosk]\n[kiosk.slip]\n", encoding="utf-8")

    with pytest.raises(ConfigError, match="heading"):
        slip_words_of(file)


@pytest.fixture
def printing(tmp_path, qtbot):
    """Printing into a file, and the file."""
    out = tmp_path / "slips.bin"
    settings = [printer_from(f"file:{out}")]
    printing = DeskPrinting(
        lambda: press_of(settings, tmp_path / "counter-1", lambda: 0, lambda: 0)
    )
    printing.start()
    yield printing, out
    printing.stop()


def test_a_slip_is_printed_once_whatever_is_asked_twice(printing, qtbot):
    paper, out = printing
    with qtbot.waitSignal(paper.told) as told:
        paper.print("a1", example_slip())
    size = out.stat().st_size

    with qtbot.waitSignal(paper.told):
        paper.print("a1", example_slip())

    assert told.args == ["1007", "ready"]
    assert out.stat().st_size == size > 1_000


def test_a_printer_that_is_not_there_is_told_and_the_counter_goes_on(tmp_path, qtbot):
    missing = [printer_from(f"serial:{tmp_path}/nothing")]
    paper = DeskPrinting(
        lambda: press_of(missing, tmp_path / "counter-1", lambda: 0, lambda: 0)
    )
    paper.start()

    with qtbot.waitSignal(paper.told, timeout=20_000) as told:
        paper.print("a1", example_slip())

    number, trouble = told.args
    assert number == "1007"
    assert trouble != "ready"
    paper.stop()


def test_printing_that_cannot_begin_says_so_for_each_slip(qtbot):
    def broken():
        raise OSError("no disk")

    paper = DeskPrinting(broken)
    paper.start()

    with qtbot.waitSignal(paper.told) as told:
        paper.print("a1", example_slip())

    assert told.args == ["1007", "printer_error"]
    paper.stop()
