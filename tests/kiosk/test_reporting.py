from kiosk.reporting import Reporter
from printer.state import PressState


def test_the_report_tells_of_printing_and_numbers_together(qtbot, link):
    reporter = Reporter(link)

    reporter.note_unmerged(("1901",))
    reporter.note_printing(PressState(printer="paper_out", paper="out"))

    assert link.reports[-1].unmerged == ("1901",)
    assert link.reports[-1].printer == "paper_out"


def test_nothing_is_reported_twice(qtbot, link):
    reporter = Reporter(link)

    reporter.note_unmerged(())
    reporter.note_unmerged(("1901",))
    reporter.note_unmerged(("1901",))

    assert len(link.reports) == 1
