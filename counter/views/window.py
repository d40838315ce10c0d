"""The clerk's window: paints a picture, and reports what is pressed."""

from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counter.login import LogInPicture
from counter.picture import Picture
from counter.steps import BESIDES, Step
from counter.texts import Texts
from counter.views.buttons import KEYS, MAIN_KEY, Key, Keys, StepButton
from counter.views.header import HeaderView
from counter.views.login import LogInView
from counter.views.look import label, style_sheet
from counter.views.note import NoteView
from counter.views.panel import PanelView
from counter.views.present import PresentView
from counter.views.waiting import WaitingView

SMALLEST = (1024, 668)
USUAL_SIZE = (1366, 768)
COLUMNS = 3
PRESS_KEYS = (Key.Key_Space, Key.Key_Return, Key.Key_Enter)
HAND_OVER_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Key.Key_L)
OUT_OF_SERVICE = 1
PAGES = {Key.Key_PageDown: 1, Key.Key_PageUp: -1}


class Card(QFrame):
    """A white sheet with round corners."""


class CounterWindow(QWidget):
    """The whole window of one counter.

    Signals:
        pressed: The clerk pressed the button, or the key, for these steps.
        compact_wanted: A small bar would do.
        logged_in: Somebody typed a name and a password.
        hand_over_wanted: The clerk goes, another comes.
        painted: What the hub last said is on the screen.
    """

    pressed = Signal(object)
    compact_wanted = Signal()
    logged_in = Signal(str, str)
    hand_over_wanted = Signal()
    painted = Signal()

    def __init__(
        self, texts: Texts, *, emblem: Path | None = None, practice: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(style_sheet())
        self.setMinimumSize(*SMALLEST)
        self.picture: Picture | None = None
        self.header = HeaderView(texts, emblem)
        self.header.compact.clicked.connect(self.compact_wanted)
        self.present = PresentView()
        self.note = NoteView(lines=2)
        self.machines = NoteView()
        self.main = StepButton(MAIN_KEY, main=True)
        self.besides = {step: StepButton(KEYS[step]) for step in BESIDES}
        self.waiting = WaitingView(texts)
        self.panel = PanelView()
        self.colleagues = NoteView()
        self._today = label("today", wraps=True)
        self._today.setToolTip(texts.today_help)
        self.log_in = LogInView(texts.log_in)
        self._right = QStackedLayout()
        self._practice = label("practice", texts.practice)
        self._practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._practice.setVisible(practice)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._work_page())
        self._pages.addWidget(_out_of_service_page(texts))
        self._pages.addWidget(self.log_in)
        self._wire_buttons()

    def show_picture(self, picture: Picture) -> None:
        self.picture = picture
        live = picture.header.online
        self.setWindowTitle(picture.header.title)
        self.header.show_header(picture.header)
        self.header.show_alarm(picture.alarm)
        self.present.show_present(picture.present, live=live)
        self.note.show_note(picture.note)
        self.machines.show_note(picture.machines)
        self.main.show_button(picture.main)
        for step, button in zip(BESIDES, picture.besides, strict=True):
            self.besides[step].show_button(button)
        self.waiting.show_waiting(picture.waiting, live=live)
        self.colleagues.show_note(picture.colleagues)
        self._today.setText(picture.today)
        self._show_panel(picture)

    def _show_panel(self, picture: Picture) -> None:
        """Put the question in the place of the list, or the list back."""
        if picture.panel is not None:
            self._right.setCurrentWidget(self.panel)
            self.panel.show_panel(picture.panel)
        elif self.panel.panel is not None:
            self.panel.forget()
            self._right.setCurrentIndex(0)
            self.setFocus()

    @property
    def asks_who(self) -> bool:
        """Whether somebody has to log in before the window is of any use."""
        return self._pages.currentWidget() is self.log_in

    def show_log_in(self, page: LogInPicture | None) -> None:
        """Ask who works here, or do not ask any more."""
        if self._pages.currentIndex() == OUT_OF_SERVICE:
            return
        if page is None:
            self._pages.setCurrentIndex(0)
            self.setFocus()
            return
        self.log_in.show_page(page)
        if not self.asks_who:
            self._pages.setCurrentWidget(self.log_in)
            self.log_in.begin()

    def show_out_of_service(self) -> None:
        """Say that the program has a fault, instead of half a screen."""
        self._pages.setCurrentIndex(OUT_OF_SERVICE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.asks_who:
            super().keyPressEvent(event)  # Enter in its fields is no press
        elif event.key() in PRESS_KEYS and not event.isAutoRepeat():
            self._press_main()
        elif pages := PAGES.get(Key(event.key())):
            self.waiting.turn_page(pages)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.picture is not None and self.picture.header.online:
            self.painted.emit()

    def _press_main(self) -> None:
        if self.picture is not None:
            self.pressed.emit(self.picture.main.steps)

    def _wire_buttons(self) -> None:
        self.main.clicked.connect(self._press_main)
        self._shortcut(MAIN_KEY).activated.connect(self._press_main)
        self.log_in.entered.connect(self.logged_in)
        self.header.clerk.clicked.connect(self.hand_over_wanted)
        self._shortcut(HAND_OVER_KEY).activated.connect(self.hand_over_wanted)
        self._shortcut(Key.Key_F11).activated.connect(self.compact_wanted)
        for step, button in self.besides.items():
            button.clicked.connect(lambda _=False, s=step: self._press(s))
            shortcut = self._shortcut(KEYS[step])
            shortcut.activated.connect(lambda s=step: self._press(s))

    def _press(self, step: Step) -> None:
        self.pressed.emit((step,))

    def _shortcut(self, key: Keys) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        return shortcut

    def _work_page(self) -> QWidget:
        page = QWidget()
        body = QHBoxLayout()
        body.setContentsMargins(12, 12, 12, 12)
        body.setSpacing(12)
        body.addWidget(self._desk_card(), 3)
        body.addWidget(self._waiting_card(), 2)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._practice)
        column.addWidget(self.header)
        column.addLayout(body, 1)
        return page

    def _desk_card(self) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(8)
        column.addWidget(self.present)
        column.addWidget(self.note)
        column.addWidget(self.main)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self.besides.values()):
            grid.addWidget(button, *divmod(place, COLUMNS))
        for side in range(COLUMNS):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self._today)
        return card

    def _waiting_card(self) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        self._right.addWidget(self.waiting)
        self._right.addWidget(self.panel)
        column.addLayout(self._right, 1)
        column.addWidget(self.colleagues)
        column.addWidget(self.machines)
        return card


def _out_of_service_page(texts: Texts) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    for name, text in (
        ("out_title", texts.out_of_service),
        ("out_hint", texts.out_of_service_hint),
    ):
        line = label(name, text, wraps=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    column.addStretch(1)
    return page
