"""What a citizen chooses on the screen before there is a number."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from kiosk import course
from kiosk.comfort import Asking
from kiosk.course import Course
from kiosk.searching import word_of
from kiosk.visiting import Visiting


class Choosing(QObject):
    """Leads a visit by touches that ask nobody for anything."""

    def __init__(self, visiting: Visiting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visiting = visiting

    @Slot(str)
    def choose(self, service: str) -> None:
        """A citizen touched a service."""
        self.choose_result(service, None)

    @Slot(str, object)
    def choose_result(self, service: str, procedure: int | None) -> None:
        """A citizen touched what the search has found."""
        now = self._visiting
        word = word_of(now.picture.search, service, procedure)
        refusal = now.drawing.refusal(service, procedure, word)
        at, shown = now.course, now.picture
        now.follow(
            course.choose(at, shown, service, refusal, procedure=procedure, word=word)
        )

    @Slot()
    def collect(self) -> None:
        """A citizen comes to collect a result."""
        service = self._visiting.picture.collects
        if service is not None:
            self.choose(service)

    @Slot()
    def search(self) -> None:
        """A citizen wants to find a procedure by its name."""
        now = self._visiting
        now.follow(course.search(now.course, now.picture))

    @Slot(str)
    def press_key(self, key: str) -> None:
        """A citizen touched a key: a letter, `space`, `erase` or `clear`."""
        self._visiting.follow(course.press_key(self._visiting.course, key))

    @Slot()
    def show_papers(self) -> None:
        """A citizen wants to read what to bring."""
        now = self._visiting
        now.follow(course.show_papers(now.course, now.picture))

    @Slot(int)
    def choose_procedure(self, place: int) -> None:
        """A citizen touched one of the procedures of the service."""
        self._visiting.follow(course.choose_procedure(self._visiting.course, place))

    @Slot()
    def toggle_papers(self) -> None:
        """A citizen wants the list on the paper too, or takes that back."""
        self._visiting.follow(course.toggle_papers(self._visiting.course))

    @Slot()
    def toggle_priority(self) -> None:
        """A citizen says to be entitled to priority, or takes that back."""
        now = self._visiting
        now.follow(course.toggle_priority(now.course, now.picture))

    @Slot()
    def go_back(self) -> None:
        """A citizen wants another service, or the screen before."""
        self._visiting.follow(course.go_back(self._visiting.course))

    @Slot()
    def change_language(self) -> None:
        """A citizen wants another language: the other one, or one of a list."""
        now = self._visiting
        spoken = now.course.visit.language
        others = [code for code in now.drawing.languages if code != spoken]
        if len(others) == 1:
            self.speak(others[0])
        elif others:
            now.access.ask(Asking.LANGUAGE)

    @Slot(str)
    def speak(self, language: str) -> None:
        """A citizen wants to read *language*."""
        now = self._visiting
        if language in now.drawing.languages:
            visit = replace(now.course.visit, language=language)
            now.course = Course(now.course.stage, visit)
            now.access.close()
            now.linger()
            now.refresh()
