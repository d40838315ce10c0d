"""Tells the hub how this kiosk is, for the staff."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from kiosk.printing import report_of
from printer.state import PressState
from shared.qt.link import Link
from shared.wire.messages import Report


class Reporter(QObject):
    """Sends one report of all that is known, whenever some of it changes."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._report = Report()

    @Slot(object)
    def note_printing(self, state: PressState) -> None:
        """The printing is now so."""
        told = report_of(state)
        report = replace(
            self._report,
            printer=told.printer,
            paper=told.paper,
            paper_metres=told.paper_metres,
            unprinted=told.unprinted,
        )
        self._tell(report)

    @Slot(str)
    def note_sound(self, sound: str) -> None:
        """The sound is now so."""
        self._tell(replace(self._report, sound=sound))

    @Slot(tuple)
    def note_unmerged(self, numbers: tuple[str, ...]) -> None:
        """These numbers of today the hub would not take in."""
        self._tell(replace(self._report, unmerged=numbers))

    @Slot(bool)
    def note_help(self, wanted: bool) -> None:
        """A citizen has called for staff, or waits no more."""
        self._tell(replace(self._report, needs_help=wanted))

    @Slot(object)
    def note_scanner(self, state: str | None) -> None:
        """The scanner for cards is `ready`, `away`, or not wanted."""
        self._tell(replace(self._report, scanner=state))

    def _tell(self, report: Report) -> None:
        if report != self._report:
            self._report = report
            self._link.report(report)
