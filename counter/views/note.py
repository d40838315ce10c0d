"""A strip that says why something is not so, or what to see to."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from counter.picture import Note
from counter.views.look import label, sharp_icon
from shared.qt.theme import AMBER, SECOND_INK

LINE_PIXELS = 25
_SIGNS = {False: ("triangle-alert", 20, AMBER), True: ("info", 20, SECOND_INK)}


class NoteView(QFrame):
    """Words beside a sign: amber for what needs somebody, else grey."""

    def __init__(self, *, lines: int | None = None) -> None:
        """Keep room for so many *lines*, also when empty, or be as high as needed."""
        super().__init__()
        self.setObjectName("note")
        self._text = label("note_text", wraps=True)
        self._icon = QLabel()
        self._icon.setPixmap(sharp_icon(*_SIGNS[False], self))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        if lines is not None:
            self.setFixedHeight(lines * LINE_PIXELS)
            policy = self.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.setSizePolicy(policy)

    def show_note(self, note: Note) -> None:
        """Show *note*, or nothing."""
        self._text.setText(note.text)
        calm = bool(note.text) and not note.warning
        if self.property("calm") != calm:
            self.setProperty("calm", calm)
            self._icon.setPixmap(sharp_icon(*_SIGNS[calm], self))
            for part in (self, self._text):
                part.style().polish(part)
        self.setVisible(bool(note.text))
